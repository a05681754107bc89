"""Which harmony each bar has: phrases that question, wander and answer, the same ones all through a piece."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from digiteller.nets.chords import chord_index

_PROGRESSIONS = {
    False: {
        "question": ("C Am F G", "C F C G", "C Em F G", "C G Am G", "C F Dm G", "C Am Dm G"),
        "digression": ("F C Dm G", "Am Em F G", "Am F Dm G", "F Em Dm G", "Am Dm G G"),
        "answer": ("C Am Dm,G C", "F C Dm,G C", "C F G C", "Am F C,G C", "C Em F,G C"),
    },
    True: {
        "question": ("Am Dm Am E", "Am F Dm E", "Am C Dm E", "Am G F E", "Am Em F E"),
        "digression": ("C G Am E", "F C Dm E", "Dm Am F E", "F G C E"),
        "answer": ("Am Dm E Am", "F Dm E Am", "Dm Am E Am", "Am F Dm,E Am"),
    },
}
"""By whether the key is A minor: four bars, a comma where a bar has two chords."""
TONIC = {False: chord_index("C"), True: chord_index("Am")}
DOMINANT = {False: chord_index("G"), True: chord_index("E")}

Harmonies = tuple[int, ...]
"""The chords of a bar: indices in ``nets.chords.CHORDS``."""


@dataclass(frozen=True)
class Form:
    """The progressions of one piece."""

    chosen: dict[tuple[bool, str], tuple[Harmonies, ...]]
    """By mode and kind of phrase."""

    @classmethod
    def draw(cls, random: np.random.Generator) -> Form:
        """Return a form with one progression of each kind."""
        return cls(
            {
                (minor, kind): _parse(str(random.choice(choices)))
                for minor, kinds in _PROGRESSIONS.items()
                for kind, choices in kinds.items()
            }
        )

    def harmonies(self, minor: bool, phrase: int, phrases: int, bars: int) -> list[Harmonies]:
        """Return the harmonies of the bars of one of a section's ``phrases``, all in the same mode.

        A section goes question, answer, digression, answer, and over again; it ends with an answer.
        """
        kind = ("question", "answer", "digression", "answer")[phrase % 4]
        if phrase == phrases - 1:
            kind = "answer"
        elif phrase == phrases - 2 and kind == "answer":
            kind = "digression"
        four = self.chosen[minor, kind]
        return [four[min((i + 1) * 4 // bars, 4) - 1] if bars < 4 else four[i * 4 // bars] for i in range(bars)]


def _parse(progression: str) -> tuple[Harmonies, ...]:
    return tuple(tuple(chord_index(name) for name in bar.split(",")) for bar in progression.split())
