"""Which written word each spoken word belongs to: "$5" is spoken "five dollars", "Mr." is spoken "mister"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher


def match_words(written: Sequence[Sequence[str]], spoken: Sequence[str]) -> list[int]:
    """Return, for each of ``spoken``, the index in ``written`` that it belongs to; the indices never decrease.

    ``written`` has for each written word what it becomes on its own (a front end's reading of that word alone, possibly
    nothing); ``spoken`` is the reading of the whole sentence, where context may have changed some of it. What is equal
    in both is matched; what differs between two matches is spread evenly.
    """
    owners = [index for index, words in enumerate(written) for _ in words]
    pieces = [_key(word) for words in written for word in words]
    matcher = SequenceMatcher(None, pieces, [_key(word) for word in spoken], autojunk=False)
    labels = [0] * len(spoken)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        for j in range(j1, j2):
            nearest = i1 + (j - j1) * (i2 - i1) // (j2 - j1) if i2 > i1 else max(i1 - 1, 0)
            labels[j] = owners[nearest] if owners else 0
    return labels


def _key(word: str) -> str:
    return re.sub(r"\W+", "", word).lower() or word


def spread(spoken: Sequence[str], first: float, last: float) -> list[tuple[float, float] | None]:
    """Return times from ``first`` to ``last`` for words of which nothing is known but their letters."""
    weights = [len(re.sub(r"\W+", "", word)) for word in spoken]
    step, at = (last - first) / max(sum(weights), 1), first
    spans: list[tuple[float, float] | None] = []
    for weight in weights:
        spans.append((at, at := at + weight * step) if weight else None)
    return spans


def share_time(texts: Sequence[str], spans: Sequence[tuple[float, float] | None]) -> list[tuple[float, float]]:
    """Return the time of every word when some, spoken together with a neighbour or not at all, have none of their own.

    Such a word shares the time of the spoken word before it (at the beginning: after it) by length of text. At least
    one of ``spans`` must not be None.
    """
    first = next(at for at, span in enumerate(spans) if span is not None)
    groups: list[list[int]] = [list(range(first + 1))]
    for at in range(first + 1, len(spans)):
        if spans[at] is None:
            groups[-1].append(at)
        else:
            groups.append([at])
    shared: list[tuple[float, float]] = []
    for group in groups:
        start, end = next(span for at in group if (span := spans[at]) is not None)
        begin, total = start, sum(len(texts[index]) for index in group)
        for index in group:
            until = end if index == group[-1] else begin + (end - start) * len(texts[index]) / total
            shared.append((begin, until))
            begin = until
    return shared
