"""What is heard of a scene's place: chosen by what the story tells, streamed, and crossfaded from scene to scene."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from digiteller.language.page_content import Moment
from digiteller.language.storyboard import Storyboard
from digiteller.language.vocabulary import vocabulary
from digiteller.media.wav import SAMPLE_RATE
from digiteller.render.sound.ambience_synthesis import second_of
from digiteller.timeline import Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

_OF_PLACES = {
    "sea": "waves",
    "ship": "waves",
    "beach": "waves",
    "island": "waves",
    "harbour": "waves",
    "lighthouse": "waves",
    "city": "city",
    "street": "city",
    "market": "city",
    "station": "city",
}
_OF_WEATHERS = {"rain": ("rain",), "storm": ("rain", "wind"), "wind": ("wind",)}
_GREEN = frozenset(
    ["forest", "meadow", "garden", "vegetable garden", "orchard", "park", "farm", "hill", "river", "lake", "treehouse"]
)
"""Where birds sing by day and crickets by night, if nothing else is heard."""
_SHELTERED = frozenset({"cave"})
"""Places without walls where, as in rooms, only the rain outside and a fire inside are heard."""
_AIRLESS = frozenset({"space", "moon", "spaceship"})
_MOST = 2
"""Kinds that are heard together."""
_CHANGE = 2.5
"""Seconds in which one place's sound gives way to the next one's."""
_ENDS = 2.0
"""Seconds in which it comes at the film's beginning and goes at its end."""


def stream_ambience(kinds: Sequence[Sequence[str]], timeline: Timeline, samples: int, seed: int) -> Iterator[Sound]:
    """Yield the sound of the film's places in stereo, shape [n, 2], second by second.

    ``kinds`` are those that each scene has, in order; the cards sound like the scene beside them.
    """
    scenes = [shot for shot in timeline.shots if shot.kind == "scene"]
    bounds = [0.0, *(shot.start for shot in scenes[1:]), timeline.duration]
    fades = {
        kind: _fade([kind in own for own in kinds], bounds) for kind in sorted({kind for own in kinds for kind in own})
    }
    ends = ([0.0, _ENDS, timeline.duration - _ENDS, timeline.duration], [0.0, 1.0, 1.0, 0.0])
    for second in range(-(-samples // SAMPLE_RATE)):
        at = second + np.arange(SAMPLE_RATE) / SAMPLE_RATE
        sound = np.zeros((SAMPLE_RATE, 2))
        for kind, fade in fades.items():
            share = np.interp(at, *fade)
            if share.any():
                sound += np.sin(share * (np.pi / 2))[:, None] * second_of(kind, second, seed)
        sound *= np.sin(np.minimum(np.interp(at, *ends), 1.0) * (np.pi / 2))[:, None] ** 2
        yield sound[: samples - second * SAMPLE_RATE].astype(np.float32)


def _fade(there: Sequence[bool], bounds: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return the times and values of a curve that is 1 in the scenes where something is there."""
    times, values = [bounds[0]], [float(there[0])]
    for before, after, bound in zip(there, there[1:], bounds[1:], strict=False):
        if before != after:
            times += [max(bound - _CHANGE / 2, times[-1]), max(bound + _CHANGE / 2, times[-1])]
            values += [float(before), float(after)]
    return times, values


def sounds(storyboard: Storyboard) -> tuple[tuple[str, ...], ...]:
    """Return what is heard in each scene of a story, as the pictures show it."""
    return tuple(choose_sounds(moment) for moment in storyboard.moments())


def choose_sounds(moment: Moment) -> tuple[str, ...]:
    """Return what is heard on a page, at most two kinds; often nothing.

    A place is only heard where the story has told it; of what is outside, only the rain is heard in a room.
    """
    place = moment.setting if moment.placed else ""
    if place == "underwater":
        return ("underwater",)
    if place in _AIRLESS:
        return ()
    kinds = [*_OF_WEATHERS.get(moment.weather, ()), *filter(None, [_OF_PLACES.get(place)])]
    if place in vocabulary().rooms | _SHELTERED:
        kinds = [kind for kind in kinds if kind == "rain"]
    if moment.fire:
        kinds.append("fire")
    if place in _GREEN and not kinds and moment.weather != "snow":
        kinds.append("crickets" if moment.time in {"dusk", "night"} else "birds")
    return tuple(kinds[:_MOST])
