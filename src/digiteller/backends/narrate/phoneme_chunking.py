"""What voices that read a string of phonemes have in common: where it may be cut, and when each word sounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from digiteller.story import Span

PUNCTUATION = frozenset(';:,.!?—…"()“” ')
_CLAUSE_END = frozenset(";:,.!?—…")


def cut_phonemes(phonemes: Sequence[str], most: int) -> Iterator[tuple[int, int]]:
    """Yield where to cut into parts of at most ``most`` phonemes.

    After the last clause that fits, else after the last word, else in the middle of one.
    """
    start = 0
    while len(phonemes) - start > most:
        spaces = [at for at in range(start + 1, start + most) if phonemes[at] == " "]
        clauses = [at for at in spaces if phonemes[at - 1] in _CLAUSE_END]
        end = (clauses or spaces or [start + most])[-1]
        yield start, end
        start = end + (phonemes[end] == " ")
    if start < len(phonemes):
        yield start, len(phonemes)


def word_spans(
    phonemes: Sequence[str], owners: Sequence[int], bounds: NDArray[np.float64], words: int
) -> list[Span | None]:
    """Return the time of each word's sounds, without its punctuation; None for a word that has no sound.

    ``owners`` has the index of the word that each phoneme belongs to, ``bounds`` where each phoneme starts, and where
    the last one ends, in seconds. In running speech the space before a word is already its first sound, which
    fricatives show: there words follow each other without gaps. After punctuation it is silence.
    """
    spans: list[Span | None] = []
    for word in range(words):
        own = [at for at, owner in enumerate(owners) if owner == word and phonemes[at] not in PUNCTUATION]
        if not own:
            spans.append(None)
            continue
        first, end = own[0], own[-1] + 1
        if phonemes[max(first - 1, 0)] == " " and phonemes[first - 2] not in PUNCTUATION:
            first -= 1
        spans.append((float(bounds[first]), float(bounds[end])))
    return spans
