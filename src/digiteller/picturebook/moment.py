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


@dataclass(frozen=True)
class Thing:
    """A prop that lies, stands or hangs about."""

    key: str
    count: int = 1


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
    missing: tuple[str, ...] = ()
    """Nouns that nothing is there to draw with."""
