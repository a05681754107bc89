"""What a page shows, as plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Somebody on a page."""

    kind: str
    """A name of ``Vocabulary.kinds``."""
    name: str = ""
    """What the story calls it; empty if it has no name."""
    count: int = 1
    action: str = "stand"
    holds: tuple[str, ...] = ()
    """Props in its hands: emoji or ``own:`` drawings."""
    small: bool = False
    old: bool = False
    color: str = ""
    """A word of ``Vocabulary.colors``: "a black cat"; empty for the colours it has by nature."""
    held_color: str = ""
    """Of what it holds, as ``color``."""
    rides: str = ""
    """On whose back or in what it sits: a figure's name or kind, or a prop such as ``own:boat``."""


@dataclass(frozen=True)
class Thing:
    """A prop that lies, stands or hangs about."""

    key: str
    count: int = 1
    color: str = ""
    """As in ``Figure``."""


@dataclass(frozen=True)
class Moment:
    """A page as understood."""

    setting: str
    time: str
    weather: str
    mood: str
    figures: tuple[Figure, ...] = ()
    """The focus first."""
    things: tuple[Thing, ...] = ()
    lit: bool = True
    """Whether lanterns shine."""
    dream: tuple[str, ...] = ()
    """Kinds of figures and keys of things that the focus dreams or thinks of, and that are not there."""
    missing: tuple[str, ...] = ()
    """Nouns that nothing is there to draw with."""
    placed: bool = False
    """Whether the story has told where it plays; else the setting is only what a picture shows."""
    fire: bool = False
    """Whether the story tells of a fire that burns here."""
