"""The controls that steer Music Transformer: what the music is to be like, and where in the bar it stands.

Each event enters the network with one row of controls, the state that holds after it. In training they are measured on
the score; the composer sets them from the moods.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digiteller.nets.chords import CHORDS

QUARTER = 48
"""Steps in a quarter note of the network's own time; the composer plays them slower or faster."""

METRES = ((2, 4), (3, 4), (4, 4), (6, 8), (9, 8), (12, 8), (3, 8))
"""Time signatures that the network knows; one more index stands for all others."""

RATES = (1.0, 1.5, 2.0, 2.5, 3.2, 4.0)
"""Edges between the seven levels of rate: different onset times in a quarter."""
TEXTURES = (1.3, 1.7, 2.2, 3.0)
"""Edges between the five levels of texture: notes struck at one onset time."""
LOUDNESSES = (42.0, 58.0, 74.0, 92.0)
"""Edges between the five levels of loudness: the velocity of the score's dynamics."""
FAR = 6
"""Bars before the end from which the end is not yet in sight."""

SIZES = (2, 7, 5, 5, 2, len(METRES) + 1, 8, QUARTER, FAR + 1, len(CHORDS) + 1)
"""How many values each control has: minor, rate, texture, loudness, melody, metre, quarter, step, remaining, chord."""
COUNT = len(SIZES)


@dataclass(frozen=True)
class Bar:
    """What the music of one bar is like."""

    minor: bool
    """A minor rather than C major."""
    rate: int
    """Level of ``RATES``."""
    texture: int
    """Level of ``TEXTURES``."""
    loudness: int
    """Level of ``LOUDNESSES``."""
    melody: bool
    """Whether a singer, or what stands for one, sounds above the accompaniment."""
    metre: int
    """Index in ``METRES``, or its length for others."""
    remaining: int
    """Bars to come after this one in the piece, at most ``FAR``."""
    chords: tuple[int, ...]
    """The harmony of equal parts of the bar: indices in ``chords.CHORDS``, or ``chords.NONE``."""


def level(value: float, edges: Sequence[float]) -> int:
    """Return how many of ``edges`` are at or below ``value``."""
    return sum(value >= edge for edge in edges)


def metre_index(numerator: int, denominator: int) -> int:
    """Return the index of a time signature in ``METRES``, or its length if it is not there; 2/2 counts as 4/4."""
    signature = (4, 4) if (numerator, denominator) == (2, 2) else (numerator, denominator)
    return METRES.index(signature) if signature in METRES else len(METRES)


def harmonies(length: int) -> int:
    """Return how many chords a bar of ``length`` steps has: two from four quarters on, else one."""
    return 2 if length >= 4 * QUARTER else 1


def row(bar: Bar, steps: int, length: int) -> tuple[int, ...]:
    """Return the controls ``steps`` steps into ``bar`` of ``length`` steps, in the order of ``SIZES``."""
    quarter, step = divmod(steps, QUARTER)
    chord = min(steps * len(bar.chords) // length, len(bar.chords) - 1)
    return (
        int(bar.minor),
        bar.rate,
        bar.texture,
        bar.loudness,
        int(bar.melody),
        bar.metre,
        min(quarter, SIZES[6] - 1),
        step,
        bar.remaining,
        bar.chords[chord],
    )
