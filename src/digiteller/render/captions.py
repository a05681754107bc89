"""Captions from the times of the words: phrases that can be read in the time they stand, as SubRip and WebVTT."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digiteller.story import SceneTiming, Word
from digiteller.timeline import Timeline

LINE = 42
"""Characters in a line at most; a longer word stands alone."""
PACE = 17.0
"""Characters a second that readers keep up with."""
_GAP = 0.04
"""Seconds between two captions, so that the change is seen."""
_LINGER = 0.7
"""Seconds that a caption stays after its last word, if nothing follows."""

_CLAUSE = (",", ";", ":", "—", "–", ",”", ",'", ',"', ",’", "，", "、", "；")
_SENTENCE = (".", "!", "?", "…", "。", "！", "？")
_QUOTES = "\"'”’»)"


@dataclass(frozen=True)
class Cue:
    """A caption. Times are seconds from the start of the film."""

    start: float
    end: float
    lines: tuple[str, ...]


def build(timings: Sequence[SceneTiming], timeline: Timeline) -> tuple[Cue, ...]:
    """Return the captions in order: at most two lines each, never across scenes, not overlapping."""
    spoken: Mapping[int, SceneTiming] = {timing.number: timing for timing in timings}
    cues: list[Cue] = []
    for shot in timeline.shots:
        if shot.kind == "scene":
            words = [word for sentence in spoken[shot.number].sentences for word in sentence.words]
            cues += _time(phrases(words), shot.speech, shot.end)
    return tuple(cues)


def phrases(words: Sequence[Word]) -> list[Sequence[Word]]:
    """Return ``words`` cut into phrases that fit two lines, at the ends of sentences and clauses where possible.

    Dynamic programming over the cuts: cheapest[i] is the least cost of the words before i.
    """
    cheapest, cuts = [0.0], [0]
    for end in range(1, len(words) + 1):
        costs = []
        for start in range(end - 1, -1, -1):
            if start < end - 1 and not _fits(words[start:end]):
                break
            costs.append((cheapest[start] + _cost(words, start, end), start))
        best, start = min(costs)
        cheapest.append(best)
        cuts.append(start)
    found: list[Sequence[Word]] = []
    end = len(words)
    while end > 0:
        found.append(words[cuts[end] : end])
        end = cuts[end]
    return found[::-1]


def _cost(words: Sequence[Word], start: int, end: int) -> float:
    """Return how bad the phrase ``words[start:end]`` is: torn clauses, too short to read, sentences run together."""
    cost = 2.0
    if end < len(words):
        cost += {"sentence": 0.0, "clause": 2.0, "": 9.0}[_close(words[end - 1].text)]
        free = words[end].start
    else:
        free = words[end - 1].end + _LINGER
    cost += 3.0 * sum(_close(word.text) == "sentence" for word in words[start : end - 1])
    seconds = free - words[start].start
    letters = len(_text(words[start:end]))
    if seconds < letters / PACE:
        cost += 20.0 * (letters / PACE / max(seconds, 0.1) - 1)
    if seconds < 1.0:
        cost += 6.0 * (1.0 - seconds)
    return cost + (4.0 if end - start == 1 and letters < 8 else 0.0)


def _close(word: str) -> str:
    """Return what ends with ``word``: a ``sentence``, a ``clause`` or nothing."""
    bare = word.rstrip(_QUOTES)
    if bare.endswith(_SENTENCE):
        return "sentence"
    return "clause" if bare.endswith(_CLAUSE) else ""


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _fits(words: Sequence[Word]) -> bool:
    return all(len(line) <= LINE for line in _lines(words))


def _lines(words: Sequence[Word]) -> tuple[str, ...]:
    """Return the phrase in one line, or in two of about the same length, broken after a clause if there is one near."""
    whole = _text(words)
    if len(whole) <= LINE or len(words) == 1:
        return (whole,)

    def cost(cut: int) -> float:
        first, second = len(_text(words[:cut])), len(_text(words[cut:]))
        too_long = max(0, first - LINE) + max(0, second - LINE)
        return abs(first - second) - (14 if _close(words[cut - 1].text) else 0) + 1000 * too_long

    best = min(range(1, len(words)), key=cost)
    return _text(words[:best]), _text(words[best:])


def _time(found: Sequence[Sequence[Word]], speech: float, scene_end: float) -> list[Cue]:
    """Return the phrases as captions: from their first word until read, though not into the next."""
    cues = []
    for index, words in enumerate(found):
        start, spoken = speech + words[0].start, speech + words[-1].end
        limit = speech + found[index + 1][0].start - _GAP if index + 1 < len(found) else scene_end - _GAP
        wanted = max(spoken + _LINGER / 2, start + len(_text(words)) / PACE, start + 1.0)
        end = min(max(wanted, spoken), max(limit, start + _GAP))
        cues.append(Cue(start, end, _lines(words)))
    return cues


def to_srt(cues: Sequence[Cue]) -> str:
    """Return the captions as SubRip."""
    return "\n".join(
        f"{number}\n{_clock(cue.start, ',')} --> {_clock(cue.end, ',')}\n" + "\n".join(cue.lines) + "\n"
        for number, cue in enumerate(cues, 1)
    )


def to_vtt(cues: Sequence[Cue]) -> str:
    """Return the captions as WebVTT (W3C)."""
    return "WEBVTT\n" + "".join(
        f"\n{_clock(cue.start, '.')} --> {_clock(cue.end, '.')}\n"
        + "\n".join(html.escape(line, quote=False) for line in cue.lines)
        + "\n"
        for cue in cues
    )


def _clock(seconds: float, point: str) -> str:
    """Return ``seconds`` as hours, minutes, seconds and thousandths."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}{point}{thousandths:03d}"
