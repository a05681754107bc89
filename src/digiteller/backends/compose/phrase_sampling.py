"""Draws phrases from the network: several at once, of which the best goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from digiteller.backends.compose.phrase_planning import Phrase
from digiteller.backends.compose.phrase_scoring import score
from digiteller.backends.compose.sampling_constraints import HIGHEST, Demand, State, constrain
from digiteller.nets.chords import CHORDS
from digiteller.nets.music_controls import QUARTER, row
from digiteller.nets.music_decoder import Decoder
from digiteller.nets.performance_events import NOTE_OFF, START, TIME_SHIFT, VELOCITY, Note

TEMPERATURE = 0.95
NUCLEUS = 0.95
"""The least likely events that together have 1 - this probability are never drawn."""
LONGEST_PAUSE = 1.3
"""Seconds between two onsets."""
UNDER = 3
"""Semitones between a tune and what accompanies it, at least."""
REPEATED_BARS = 2
"""Bars before a phrase that its rhythm is compared with."""


def sample_phrases(decoder: Decoder, phrases: Sequence[Phrase], seed: int) -> Iterator[list[Note]]:
    """Yield after each phrase all notes so far; those that still sound are held to its end."""
    random = np.random.default_rng(seed)
    decoder.clear()
    state, last = State(), START
    for phrase in phrases:
        best = _best(decoder, phrase, state, last, random)
        state, last = best.state, best.last
        yield held(state)


def held(state: State) -> list[Note]:
    """Return the notes of ``state``, those that sound lasting until now."""
    still = [Note(start, pitch, state.now, velocity) for pitch, (start, velocity) in state.sounding.items()]
    return sorted([*state.notes, *(note for note in still if note.end > note.start)])


def draw_lanes(decoder: Decoder, phrase: Phrase, before: State, last: int, random: np.random.Generator) -> list[Lane]:
    """Return as many candidates for a phrase as the decoder has lanes, going on from ``before``."""
    lanes = [Lane(before.copy(), last, phrase) for _ in range(decoder.lanes)]
    while any(not lane.done for lane in lanes):
        logits = decoder.step(np.array([lane.last for lane in lanes]), np.array([lane.controls() for lane in lanes]))
        draws = random.random(len(lanes))
        for lane, row_of_logits, draw in zip(lanes, logits, draws, strict=True):
            if not lane.done:
                lane.advance(row_of_logits, float(draw))
    return lanes


def _best(decoder: Decoder, phrase: Phrase, before: State, last: int, random: np.random.Generator) -> Lane:
    """Return the best of several candidates, of which the decoder forgets the others."""
    begin, position = phrase.bars[0].begin, decoder.position
    lanes = draw_lanes(decoder, phrase, before, last, random)
    earlier = [n for n in before.notes if n.start >= begin - REPEATED_BARS * phrase.bars[0].steps]
    scores = [score(phrase, [n for n in held(lane.state) if n.end > begin], earlier, lane.likelihood) for lane in lanes]
    best = int(np.argmax(scores))
    decoder.keep(best, position + len(lanes[best].events))
    return lanes[best]


class Lane:
    """One candidate for a phrase."""

    def __init__(self, state: State, last: int, phrase: Phrase) -> None:
        """Begin after ``state``, whose ``last`` event it was."""
        self.state = state
        self.last = last
        self.events: list[int] = []
        self._phrase = phrase
        self._end = phrase.bars[-1].begin + phrase.bars[-1].steps
        self._sung = list(phrase.tune)
        self._singing: Note | None = None
        self._drawn = 0
        self._total = 0.0
        self._bar = 0

    @property
    def done(self) -> bool:
        """Whether the phrase is over."""
        return self.state.now >= self._end

    @property
    def likelihood(self) -> float:
        """The mean log-probability of the events that were drawn."""
        return self._total / max(self._drawn, 1)

    def controls(self) -> tuple[int, ...]:
        """Return the controls that hold now."""
        bars = self._phrase.bars
        while self._bar + 1 < len(bars) and bars[self._bar + 1].begin <= self.state.now:
            self._bar += 1
        bar = bars[self._bar]
        return row(bar.bar, self.state.now - bar.begin, bar.steps)

    def advance(self, logits: NDArray[np.float32], draw: float) -> None:
        """Draw the next event and play it."""
        event = self._due()
        if event is None:
            event, probability = _draw(constrain(logits, self.state, self._demand()), draw)
            if TIME_SHIFT <= event < VELOCITY and self._strikes():
                event = self._struck()
            else:
                self._total += float(np.log(probability))
                self._drawn += 1
        self.state.play(event)
        self.last = event
        self.events.append(event)

    def _due(self) -> int | None:
        """Return the event that must come now: the end of a note, or one of the tune's."""
        now, bar = self.state.now, self._phrase.bars[self._bar]
        if self.state.loudness_set:
            return self._struck() if self._strikes() and self.state.velocity == self._loud() else None
        if self._singing is not None and now >= self._singing.end:
            ended, self._singing = self._singing, None
            if ended.pitch in self.state.sounding:
                return NOTE_OFF + ended.pitch
        breath = (self._phrase.opens or bool(self._phrase.tune)) and now == self._phrase.bars[0].begin
        chord, changes = self._harmony()
        ending = self.state.overdue(1 if breath else bar.steps, chord if changes else (), self._kept())
        return None if ending is None else NOTE_OFF + ending

    def _strikes(self) -> bool:
        """Return whether a note of the tune is struck now, after all that accompanies it."""
        return bool(self._sung) and self._sung[0].start <= self.state.now

    def _struck(self) -> int:
        """Return the event that strikes the tune's next note, or makes room for it."""
        note = self._sung[0]
        if note.pitch in self.state.sounding and not self.state.loudness_set:
            return NOTE_OFF + note.pitch
        if not self.state.loudness_set and self.state.velocity != self._loud():
            return VELOCITY + self._loud()
        self._singing = self._sung.pop(0)
        return note.pitch

    def _loud(self) -> int:
        return self._sung[0].velocity // 4

    def _kept(self) -> tuple[int, ...]:
        return () if self._singing is None else (self._singing.pitch,)

    def _demand(self) -> Demand:
        bar = self._phrase.bars[self._bar]
        pause = max(int(LONGEST_PAUSE * bar.steps / bar.seconds) // 12 * 12, QUARTER // 2)
        tune = [note for note in (self._singing, *self._sung[:1]) if note is not None]
        turns = [at for note in tune for at in (note.start, note.end) if at > self.state.now]
        ceiling = min((note.pitch for note in tune), default=HIGHEST + UNDER) - UNDER
        return Demand(*self._harmony(), min([self._end, *turns]), pause, self._kept(), ceiling)

    def _harmony(self) -> tuple[tuple[int, ...], bool]:
        """Return the pitch classes of the chord now, and whether it begins now."""
        bar = self._phrase.bars[self._bar]
        chord, into = divmod(self.state.now - bar.begin, bar.steps // len(bar.bar.chords))
        return CHORDS[bar.bar.chords[chord]], into == 0


def _draw(logits: NDArray[np.float32], draw: float) -> tuple[int, float]:
    """Return the event that ``draw`` in 0..1 picks from the nucleus, and its probability in it."""
    scaled = (logits - logits.max()) / TEMPERATURE
    order = np.argsort(-scaled, kind="stable")[:48]
    weights = np.exp(scaled[order].astype(np.float64))
    weights /= weights.sum()
    edges = np.cumsum(weights)
    kept = int(np.searchsorted(edges, NUCLEUS)) + 1
    pick = int(np.searchsorted(edges[:kept], draw * edges[kept - 1]))
    pick = min(pick, kept - 1)
    return int(order[pick]), float(weights[pick])
