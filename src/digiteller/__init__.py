"""digiteller turns a story spec into a narrated, scored, illustrated video story."""
