"""Who or what stands where on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Gt, Le

from digiteller.language.page_content import Figure, Thing

Pixels = Annotated[float, Ge(-100_000), Le(100_000)]
"""A place on a page, from its left or its top."""
Height = Annotated[float, Gt(0), Le(100_000)]
"""How high something is on a page, in pixels."""

FLOATING = {"underwater", "space", "space station", "sky"}
"""Settings without a ground to stand on."""


@dataclass(frozen=True)
class Furnishing:
    """A piece of furniture, a tree or the like that a figure sits on, lies in or stands behind."""

    drawing: str
    """The name of a drawing of the scenery."""
    x: Pixels
    """The middle of its foot, in pixels."""
    y: Pixels
    height: Height
    key: str
    """What its colours follow from; those of a room's own furniture are the room's."""


@dataclass(frozen=True)
class Actor:
    """A figure or thing at its place."""

    name: str
    x: Pixels
    """The middle of its foot, in pixels."""
    y: Pixels
    height: Height
    right: bool
    """Whether it looks to the right."""
    figure: Figure | None = None
    thing: Thing | None = None
    action: str = "stand"
    ground: bool = True
    """Whether it touches the ground and throws a shadow there."""
    perched: bool = False
    tilt: Annotated[float, Ge(-360), Le(360)] = 0.0
    depth: Annotated[float, Gt(0), Le(100)] = 1.0
    """As in ``Layer``."""
    afloat: bool = False
    """Whether it swims: its lower part is under water."""
    hidden_below: Pixels | None = None
    """How far down the page, in pixels, it can be seen: what is lower is behind something; None for all of it."""
    behind: tuple[Furnishing, ...] = ()
    """What is drawn right behind it."""
    before: tuple[Furnishing, ...] = ()
    """What is drawn right before it."""
