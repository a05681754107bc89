"""What is heard of a scene's place: chosen by its words, streamed, and crossfaded from scene to scene."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from digiteller.media.audio import SAMPLE_RATE
from digiteller.render.sound.soundscape import second_of
from digiteller.timeline import Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

_WORDS = {
    "underwater": r"underwater|(?:under|below|beneath|bottom of) the (?:sea|water|waves|ocean)|seabed|reefs?|corals?|"
    r"mermaids?|submarine|octopus",
    "rain": r"rain(?:s|ed|ing|y|drops?|storms?)?|drizzles?|downpour|showers?|thunder(?:storm)?|storm(?:s|y)?",
    "wind": r"wind(?:s|y)?|gales?|breezes?|blizzards?|(?:snow|sand)storms?|storm(?:s|y)?|gusts?",
    "waves": r"seas?|oceans?|beach(?:es)?|shores?|seashore|coast|waves|harbou?rs?|lighthouse|island|sailing ship|surf",
    "fire": r"campfires?|bonfires?|fireplace|hearth|fireside",
    "city": r"city|cities|streets?|traffic|market(?: square)?|station",
}
"""For each kind of sound, words that call for it, as a regular expression."""
_UNSAID = re.compile(
    r"\b(?:no|not|without|never|like|as if|dream(?:s|ed|t)? of|towards?)\b(?:\W+\w+){0,3}\W*$|\bafter the \W*$"
)
_OVER = re.compile(r"^(?: had| has)? (?:stopped|ended|was over|is over|passed|gone|died down)\b")
_GREEN = re.compile(
    r"\b(?:forests?|woods?|meadows?|gardens?|fields?|hills?|ponds?|rivers?|orchards?|parks?|farms?|valleys?)\b"
)
_NIGHT = re.compile(r"\b(?:night|evening|dusk|moon|moonlight|moonlit|stars|starry|midnight|fireflies|dark|owls?)\b")
_NO_INSECTS = re.compile(r"\b(?:snow\w*|winter|ice|frozen|desert|space|planet)\b")
_INDOORS = re.compile(
    r"\b(?:kitchen|(?:bed|bath|class|living )?room|library|school|shop|bakery|attic|cellar|cave|indoors|workshop)\b"
)
_OUTSIDE = ("wind", "waves", "city", "birds", "crickets")
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


def choose_sounds(text: str, picture: str) -> tuple[str, ...]:
    """Return what is heard in a scene, at most two kinds; often nothing.

    Its place is looked for in the picture's words first, then in the text. What is denied, compared to or over is not
    heard, and of what is outside, only the rain is heard in a room.
    """
    for words in (picture.lower(), text.lower()):
        kinds = [kind for kind, pattern in _WORDS.items() if _says(words, pattern)]
        inside = bool(_INDOORS.search(words))
        if "underwater" in kinds:
            return ("underwater",)
        if _GREEN.search(words) and not kinds and not _NO_INSECTS.search(words):
            kinds.append("crickets" if _NIGHT.search(f"{picture} {text}".lower()) else "birds")
        found = [kind for kind in kinds if not (inside and kind in _OUTSIDE)]
        if found or inside:
            return tuple(found[:_MOST])
    return ()


def _says(words: str, pattern: str) -> bool:
    """Return whether a text speaks of something as being there."""
    return any(
        not _UNSAID.search(words[: match.start()]) and not _OVER.search(words[match.end() :])
        for match in re.finditer(rf"\b(?:{pattern})\b", words)
    )
