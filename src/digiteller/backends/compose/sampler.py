"""Draws phrases from the network: several at once, of which the best goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from digiteller.backends.compose.plan import Phrase
from digiteller.backends.compose.ranking import score
from digiteller.backends.compose.rules import State, constrain
from digiteller.nets.chords import CHORDS
from digiteller.nets.controls import QUARTER, row
from digiteller.nets.decoder import Decoder
from digiteller.nets.performance import NOTE_OFF, START, Note

TEMPERATURE = 0.95
NUCLEUS = 0.95
"""The least likely events that together have 1 - this probability are never drawn."""
LONGEST_PAUSE = 1.3
"""Seconds between two onsets."""
REPEATED_BARS = 2
"""Bars before a phrase that its rhythm is compared with."""


def compose(decoder: Decoder, phrases: Sequence[Phrase], seed: int) -> Iterator[list[Note]]:
    """Yield after each phrase all notes so far; those that still sound are held to its end."""
    random = np.random.default_rng(seed)
    decoder.clear()
    state, last = State(), START
    for phrase in phrases:
        state, last = _phrase(decoder, phrase, state, last, random)
        yield held(state)


def held(state: State) -> list[Note]:
    """Return the notes of ``state``, those that sound lasting until now."""
    still = [Note(start, pitch, state.now, velocity) for pitch, (start, velocity) in state.sounding.items()]
    return sorted([*state.notes, *(note for note in still if note.end > note.start)])


def _phrase(
    decoder: Decoder, phrase: Phrase, before: State, last: int, random: np.random.Generator
) -> tuple[State, int]:
    """Return the state and the last event after the best of as many phrases as the decoder has lanes."""
    end = phrase.bars[-1].begin + phrase.bars[-1].steps
    lanes = [_Lane(before.copy(), last, phrase, end) for _ in range(decoder.lanes)]
    begin = decoder.position
    while any(not lane.done for lane in lanes):
        logits = decoder.step(np.array([lane.last for lane in lanes]), np.array([lane.controls() for lane in lanes]))
        draws = random.random(len(lanes))
        for lane, row_of_logits, draw in zip(lanes, logits, draws, strict=True):
            if not lane.done:
                lane.advance(row_of_logits, float(draw))
    earlier = [n for n in before.notes if n.start >= phrase.bars[0].begin - REPEATED_BARS * phrase.bars[0].steps]
    scores = [
        score(phrase, [n for n in held(lane.state) if n.end > phrase.bars[0].begin], earlier, lane.likelihood)
        for lane in lanes
    ]
    best = int(np.argmax(scores))
    decoder.keep(best, begin + lanes[best].events)
    return lanes[best].state, lanes[best].last


class _Lane:
    """One candidate for a phrase."""

    def __init__(self, state: State, last: int, phrase: Phrase, end: int) -> None:
        self.state = state
        self.last = last
        self.phrase = phrase
        self.end = end
        self.events = 0
        self._total = 0.0
        self._bar = 0

    @property
    def done(self) -> bool:
        return self.state.now >= self.end

    @property
    def likelihood(self) -> float:
        """The mean log-probability of the events."""
        return self._total / max(self.events, 1)

    def controls(self) -> tuple[int, ...]:
        """Return the controls that hold now."""
        bars = self.phrase.bars
        while self._bar + 1 < len(bars) and bars[self._bar + 1].begin <= self.state.now:
            self._bar += 1
        bar = bars[self._bar]
        return row(bar.bar, min(self.state.now - bar.begin, bar.steps - 1), bar.steps)

    def advance(self, logits: NDArray[np.float32], draw: float) -> None:
        """Draw the next event and play it."""
        bar = self.phrase.bars[self._bar]
        into = self.state.now - bar.begin
        part = bar.steps // len(bar.bar.chords)
        chord = bar.bar.chords[min(into // part, len(bar.bar.chords) - 1)]
        breath = self.phrase.opens and self.state.now == self.phrase.bars[0].begin
        ending = self.state.overdue(1 if breath else bar.steps, CHORDS[chord] if into % part == 0 else ())
        if ending is not None:
            event = NOTE_OFF + ending
        else:
            pause = max(int(LONGEST_PAUSE * bar.steps / bar.seconds) // 12 * 12, QUARTER // 2)
            allowed = constrain(logits, self.state, bar.bar.minor, chord, self.end, pause)
            event, probability = _draw(allowed, draw)
            self._total += float(np.log(probability))
        self.state.play(event)
        self.last = event
        self.events += 1


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
