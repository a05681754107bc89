"""Who or what stands where on a page."""

from __future__ import annotations

from dataclasses import dataclass

from digiteller.language.page_content import Figure, Thing

FLOATING = {"underwater", "space", "space station", "sky"}
"""Settings without a ground to stand on."""


@dataclass(frozen=True)
class Furnishing:
    """A piece of furniture, a tree or the like that a figure sits on, lies in or stands behind."""

    drawing: str
    """The name of a drawing of the scenery."""
    x: float
    """The middle of its foot, in pixels."""
    y: float
    height: float
    """Pixels."""
    key: str
    """What its colours follow from; those of a room's own furniture are the room's."""


@dataclass(frozen=True)
class Actor:
    """A figure or thing at its place."""

    name: str
    x: float
    """The middle of its foot, in pixels."""
    y: float
    height: float
    """Pixels."""
    right: bool
    """Whether it looks to the right."""
    figure: Figure | None = None
    thing: Thing | None = None
    action: str = "stand"
    ground: bool = True
    """Whether it touches the ground and throws a shadow there."""
    perched: bool = False
    tilt: float = 0.0
    depth: float = 1.0
    """As in ``Layer``."""
    afloat: bool = False
    """Whether it swims: its lower part is under water."""
    hidden_below: float | None = None
    """How far down the page, in pixels, it can be seen: what is lower is behind something; None for all of it."""
    behind: tuple[Furnishing, ...] = ()
    """What is drawn right behind it."""
    before: tuple[Furnishing, ...] = ()
    """What is drawn right before it."""
