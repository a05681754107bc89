"""Finds the tunes of a piece: the network sings, and what is best kept in mind is taken."""

from __future__ import annotations

import numpy as np

from digiteller.backends.compose.chord_progression import Form, Harmonies
from digiteller.backends.compose.moods import MOODS
from digiteller.backends.compose.phrase_planning import THEMES, Phrase, PlannedBar, form_chance
from digiteller.backends.compose.phrase_sampling import draw_lanes, held
from digiteller.backends.compose.sampling_constraints import State
from digiteller.backends.compose.tunes import BARS, Tune, how_singable, melody_of
from digiteller.nets.music_controls import FAR, QUARTER, Bar, metre_index
from digiteller.nets.music_decoder import Decoder
from digiteller.nets.performance_events import START

_ROUNDS = 2
"""How often as many songs are begun as the decoder has lanes, for each tune."""
_SUNG = 2
"""How often a song goes through the harmonies of its tune."""


def find_tunes(decoder: Decoder, metre: tuple[int, int], seed: int) -> dict[str, Tune]:
    """Return the tunes of the theme and of the digression of a piece in a metre."""
    form, random = Form(form_chance(seed)), np.random.default_rng([seed, 4])
    return {kind: _tune(decoder, metre, form.beginning(False, kind), random) for kind in THEMES}


def _tune(decoder: Decoder, metre: tuple[int, int], chords: tuple[Harmonies, ...], random: np.random.Generator) -> Tune:
    song = _song(metre, chords)
    steps = song.bars[0].steps
    found: list[tuple[float, Tune]] = []
    for _ in range(_ROUNDS):
        decoder.clear()
        for lane in draw_lanes(decoder, song, State(), START, random):
            notes = held(lane.state)
            for first in range(0, len(song.bars), BARS):
                melody = melody_of(notes, steps * first, steps * (first + BARS))
                found.append((how_singable(melody, steps, chords), Tune(melody, steps)))
    return max(found, key=lambda one: one[0])[1]


def _song(metre: tuple[int, int], chords: tuple[Harmonies, ...]) -> Phrase:
    """Return bars that are sung, over harmonies that come again."""
    mood, steps = MOODS["happy"], round(metre[0] * 4 / metre[1] * QUARTER)
    bars = []
    for at, harmony in enumerate(chords * _SUNG):
        control = Bar(False, 2, 1, 2, True, metre_index(*metre), FAR, harmony)
        seconds = 60 / mood.tempo * steps / QUARTER
        bars.append(PlannedBar(at * seconds, seconds, at * steps, steps, mood, control))
    return Phrase(tuple(bars), opens=True, closes=False)
