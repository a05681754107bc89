"""Which harmony each bar has: phrases that ask, wander and answer, the same ones all through a piece."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

import numpy as np

from digiteller.backends.compose.tunes import Tune, fit
from digiteller.nets.chords import chord_index

_Choices = dict[bool, dict[str, tuple[str, ...]]]
_OPENINGS: _Choices = {
    False: {"theme": ("C,A Dm", "C,D G", "C A", "C F"), "digression": ("A Dm", "Am D", "F,D G", "Am,A Dm")},
    True: {"theme": ("Am,D G", "Am,B E", "Am D", "Am F"), "digression": ("A Dm", "D G", "C,D G", "F,D G")},
}
_CADENCES: _Choices = {
    False: {"question": ("D G", "F,D G", "Am,D G", "A,D G"), "answer": ("Dm,G C", "F,G C", "D,G C")},
    True: {"question": ("B E", "F,B E", "Dm,B E"), "answer": ("B,E Am", "Dm,E Am", "F,E Am")},
}
"""By whether the key is A minor: two bars each, a comma where a bar has two chords. Most chords from outside the key
lead to those a fifth below them; there are so many of them that as many notes leave the scale as in the songs."""
TONIC = {False: chord_index("C"), True: chord_index("Am")}
DOMINANT = {False: chord_index("G"), True: chord_index("E")}

Harmonies = tuple[int, ...]
"""The chords of a bar: indices in ``nets.chords.CHORDS``."""


NO_TUNES: Mapping[str, Tune] = MappingProxyType({})


class Form:
    """The harmonies of one piece.

    A section goes question, answer, digression, answer, and over again; of two or three phrases the second is the
    digression. A question and its answer begin alike, as the halves of a classical period do; a digression asks.
    """

    def __init__(self, random: np.random.Generator, tunes: Mapping[str, Tune] = NO_TUNES) -> None:
        """Choose openings and cadences: in the minor those openings that suit the ``tunes`` of theme and digression."""
        self._chosen = {
            (minor, kind): _parse(str(random.choice(choices)))
            for part in (_OPENINGS, _CADENCES)
            for minor, kinds in part.items()
            for kind, choices in kinds.items()
        }
        for kind, tune in tunes.items():
            openings = [_parse(choice) for choice in _OPENINGS[True][kind]]
            self._chosen[True, kind] = max(openings, key=partial(fit, tune, True))

    def beginning(self, minor: bool, kind: str) -> tuple[Harmonies, ...]:
        """Return the harmonies of the two bars with which a ``theme`` or a ``digression`` begins."""
        return self._chosen[minor, kind]

    def opening(self, phrase: int, phrases: int, ends: bool = False) -> str:
        """Return how one of a section's ``phrases`` begins: ``theme`` or ``digression``.

        ``ends`` is whether the piece ends with the section: then its last phrase is the theme.
        """
        if phrases == 2 and not ends:
            return "digression" if phrase == 1 else "theme"
        wanders = phrase == 1 if phrases == 3 else phrase % 4 == 2 and phrase < phrases - 1
        return "digression" if wanders else "theme"

    def harmonies(self, minor: bool, phrase: int, phrases: int, bars: int, ends: bool = False) -> list[Harmonies]:
        """Return the harmonies of the bars of one of a section's ``phrases``; the last one is an answer."""
        opening = self.opening(phrase, phrases, ends)
        answers = phrase == phrases - 1 or (phrase % 2 == 1 and opening == "theme")
        four = self._chosen[minor, opening] + self._chosen[minor, "answer" if answers else "question"]
        if bars == 3:
            return [four[0], four[1], four[3]]
        return [four[max(0, 4 - bars + i) if bars < 4 or i >= bars - 2 else i % 2] for i in range(bars)]


def _parse(progression: str) -> tuple[Harmonies, ...]:
    return tuple(tuple(chord_index(name) for name in bar.split(",")) for bar in progression.split())
