"""Spread a story's passages over as many pages as are asked for."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from digiteller.writing.plot_format import Show
from digiteller.writing.telling import Passage
from digiteller.writing.templates import Mark

_BEAT_SPLIT = 30.0
"""What it costs to end a page within a beat, in words of imbalance."""
_SENTENCE = re.compile(r"(?<=[.!?…])[”’]?\s+(?=[A-Z“])")


@dataclass(frozen=True)
class ToldPassage:
    """A passage with what its page shows."""

    beat: str
    show: Show
    passage: Passage


@dataclass(frozen=True)
class PlotPage:
    """A page of a told plot."""

    passages: tuple[ToldPassage, ...]

    @property
    def text(self) -> str:
        """What is read on it."""
        return " ".join(one.passage.text for one in self.passages)

    @property
    def main(self) -> ToldPassage:
        """The passage that its picture shows: the longest."""
        return max(self.passages, key=lambda one: len(one.passage.text))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is done and heard, by the numbers of the page's words."""
        found: list[Mark] = []
        words = 0
        for one in self.passages:
            found += [Mark(m.who, m.what, m.first + words, m.last + words) for m in one.passage.marks]
            words += len(one.passage.text.split())
        return tuple(found)


def spread(passages: Sequence[ToldPassage], count: int) -> list[PlotPage]:
    """Return ``count`` pages of about the same length; pages end between beats rather than within one."""
    parts = list(passages)
    while len(parts) < count:
        longest = max(range(len(parts)), key=lambda at: _cuttable(parts[at].passage))
        halves = _halves(parts[longest])
        if len(halves) == 1:
            break
        parts[longest : longest + 1] = halves
    lengths = [len(one.passage.text.split()) for one in parts]
    pages = _partition(lengths, [a.beat == b.beat for a, b in itertools.pairwise(parts)], count)
    return [PlotPage(tuple(parts[first:end])) for first, end in pages]


def _partition(lengths: list[int], within: list[bool], count: int) -> list[tuple[int, int]]:
    """Return the spans of pages that differ least in length from their mean and cut the fewest beats."""
    count = min(count, len(lengths))
    mean = sum(lengths) / count
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(count):
        row: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            for end in range(start + 1, len(lengths) + 1):
                cut = _BEAT_SPLIT**2 if end < len(lengths) and within[end - 1] else 0.0
                total = cost + (sum(lengths[start:end]) - mean) ** 2 + cut
                if end not in row or total < row[end][0]:
                    row[end] = (total, start)
        best.append(row)
    spans, end = [], len(lengths)
    for row in reversed(best[1:]):
        start = row[end][1]
        spans.append((start, end))
        end = start
    return spans[::-1]


def _cuttable(passage: Passage) -> int:
    return len(passage.text.split()) if len(_SENTENCE.split(passage.text)) > 1 else 0


def _halves(told: ToldPassage) -> list[ToldPassage]:
    """Return a passage cut at the sentence end that is nearest to its middle."""
    text = told.passage.text
    ends = [found.start() + len(found.group().rstrip()) for found in _SENTENCE.finditer(text)]
    ends = [end for end in ends if text[:end].count("“") == text[:end].count("”")]
    if not ends:
        return [told]
    cut = min(ends, key=lambda end: abs(end - len(text) / 2))
    words = len(text[:cut].split())
    before = [mark for mark in told.passage.marks if mark.last < words]
    behind = [Mark(m.who, m.what, m.first - words, m.last - words) for m in told.passage.marks if m.first >= words]
    people = told.passage.people
    return [
        ToldPassage(told.beat, told.show, Passage(text[:cut], tuple(before), people)),
        ToldPassage(told.beat, told.show, Passage(text[cut:].strip(), tuple(behind), people)),
    ]
