"""What the actors of a page play: who does what at which words, as plain data, and its file ``performance.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from annotated_types import Ge, Gt, Le, Lt, MaxLen

from digiteller.language.page_content import Moment
from digiteller.language.storyboard import LightChange
from digiteller.picturebook.actors import Actor, Furnishing, Pixels
from digiteller.picturebook.drawing.light import Light
from digiteller.system.checked_json import read_checked_json

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_MAX_BYTES = 4_000_000
_HINT = "draw the page again: digiteller illustrate --force"

Way = Literal["", "in", "out"]
_Word = Annotated[int, Ge(0), Le(100_000)]


@dataclass(frozen=True)
class ActingCue:
    """What an actor does at a word."""

    word: _Word
    """The number, from 0, of a word of the scene's text (words are separated by white space)."""
    doing: Annotated[str, MaxLen(60)]
    """A pose of the picture book or a gesture of ``motions.yaml``."""
    way: Way = ""
    """Whether the actor comes onto the page with it, or leaves it."""
    toward: Pixels | None = None
    """Where on the page, in pixels from the left, the one is whom it is done to; None for nobody."""


@dataclass(frozen=True)
class SpokenLine:
    """Words that an actor says."""

    first: _Word
    last: _Word


@dataclass(frozen=True)
class Handful:
    """What an actor has in its hands from a word on."""

    word: _Word
    holds: Annotated[tuple[str, ...], MaxLen(4)] = ()


@dataclass(frozen=True)
class Part:
    """What one actor plays."""

    layer: Annotated[int, Ge(0), Le(1000)]
    """Which of the page's layers it is."""
    actor: Actor
    """As the still page shows it."""
    drawn: Annotated[int, Ge(0), Lt(2**32)]
    """The CRC-32 of the layer's pixels: a sheet that the user painted over stays as it is."""
    cues: Annotated[tuple[ActingCue, ...], MaxLen(200)] = ()
    """In the order of their words."""
    lines: Annotated[tuple[SpokenLine, ...], MaxLen(200)] = ()
    hands: Annotated[tuple[Handful, ...], MaxLen(100)] = ()
    """In the order of their words, the first from word 0 on; empty for who holds all the time what the page shows."""
    rests: bool = False
    """Whether what the page shows it doing is for a moment only: at rest it just stands, sits or lies there."""
    stands: _Word | None = None
    """The word up to which it stands who then sits or lies down; None for who is all the time as on the page."""


@dataclass(frozen=True)
class Performance:
    """All parts of a page, with what is needed to draw them in any pose."""

    size: tuple[Annotated[int, Gt(0), Le(20_000)], Annotated[int, Gt(0), Le(20_000)]]
    """Width and height of the frame that the page was drawn for."""
    zoom: Annotated[float, Gt(0), Le(10)]
    """How close the page looks."""
    story: int
    cast: Annotated[tuple[str, ...], MaxLen(1000)]
    """These two as in ``Troupe``."""
    seed: int
    moment: Moment
    light: Light
    parts: Annotated[tuple[Part, ...], MaxLen(100)] = field(default=())
    lights: Annotated[tuple[LightChange, ...], MaxLen(100)] = ()
    subtle: bool = False
    """Whether nobody does more than breathe, blink, look and speak."""


def scaled(performance: Performance, factor: float) -> Performance:
    """Return the performance for a frame so many times as wide and high."""
    width, height = performance.size
    parts = tuple(
        replace(
            part,
            actor=_scaled_actor(part.actor, factor),
            cues=tuple(
                replace(cue, toward=cue.toward * factor) if cue.toward is not None else cue for cue in part.cues
            ),
        )
        for part in performance.parts
    )
    return replace(performance, size=(round(width * factor), round(height * factor)), parts=parts)


def _scaled_actor(actor: Actor, factor: float) -> Actor:
    def piece(one: Furnishing) -> Furnishing:
        return replace(one, x=one.x * factor, y=one.y * factor, height=one.height * factor)

    return replace(
        actor,
        x=actor.x * factor,
        y=actor.y * factor,
        height=actor.height * factor,
        hidden_below=None if actor.hidden_below is None else actor.hidden_below * factor,
        behind=tuple(map(piece, actor.behind)),
        before=tuple(map(piece, actor.before)),
    )


def to_json(performance: Performance) -> str:
    """Return the text of ``performance.json``: only what is told."""
    value: Mapping[str, object] = _form().dump_python(performance, mode="json", exclude_defaults=True)
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def load_performance(path: Path) -> Performance:
    """Return what the actors of a page play.

    Raises:
        SpecError: the file is missing, damaged, or too large.
    """
    return read_checked_json(path, _form(), _MAX_BYTES, _HINT)


@cache
def _form() -> TypeAdapter[Performance]:
    from pydantic import TypeAdapter

    return TypeAdapter(Performance)
