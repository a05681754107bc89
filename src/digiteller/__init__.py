"""digiteller turns a story spec into a narrated, scored, illustrated video story."""

__version__ = "0.1.0"
