"""Draws phrases from the network: several at once, of which the best goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from digiteller.backends.compose.phrase_planning import Phrase
from digiteller.backends.compose.phrase_scoring import score
from digiteller.backends.compose.sampling_constraints import Demand, State, constrain
from digiteller.nets.chords import CHORDS
from digiteller.nets.music_controls import QUARTER, row
from digiteller.nets.music_decoder import Decoder
from digiteller.nets.performance_events import NOTE_OFF, START, TIME_SHIFT, VELOCITY, Note, shifts

TEMPERATURE = 0.95
NUCLEUS = 0.95
"""The least likely events that together have 1 - this probability are never drawn."""
LONGEST_PAUSE = 1.3
"""Seconds between two onsets."""
THEME_BARS = 2
"""Bars that phrases with the same theme have in common."""
REPEATED_BARS = 2
"""Bars before a phrase that its rhythm is compared with."""


def sample_phrases(decoder: Decoder, phrases: Sequence[Phrase], seed: int) -> Iterator[list[Note]]:
    """Yield after each phrase all notes so far; those that still sound are held to its end."""
    random = np.random.default_rng(seed)
    decoder.clear()
    state, last = State(), START
    themes: dict[str, list[int]] = {}
    for phrase in phrases:
        best = _phrase(decoder, phrase, state, last, themes.get(phrase.theme or "", []), random)
        state, last = best.state, best.last
        if phrase.theme and len(phrase.bars) > THEME_BARS:
            themes.setdefault(phrase.theme, _first(best.events, THEME_BARS * phrase.bars[0].steps))
        yield held(state)


def held(state: State) -> list[Note]:
    """Return the notes of ``state``, those that sound lasting until now."""
    still = [Note(start, pitch, state.now, velocity) for pitch, (start, velocity) in state.sounding.items()]
    return sorted([*state.notes, *(note for note in still if note.end > note.start)])


def _first(events: Sequence[int], steps: int) -> list[int]:
    """Return the events of the first ``steps`` steps."""
    taken: list[int] = []
    for event in events:
        if TIME_SHIFT <= event < VELOCITY:
            wait = event - TIME_SHIFT + 1
            if wait >= steps:
                return [*taken, *shifts(steps)]
            steps -= wait
        taken.append(event)
    return taken


def _phrase(
    decoder: Decoder, phrase: Phrase, before: State, last: int, theme: list[int], random: np.random.Generator
) -> _Lane:
    """Return the best of as many phrases as the decoder has lanes; all begin with the events of ``theme``."""
    begin = phrase.bars[0].begin
    lanes = [_Lane(before.copy(), last, phrase, list(theme)) for _ in range(decoder.lanes)]
    position = decoder.position
    while any(not lane.done for lane in lanes):
        logits = decoder.step(np.array([lane.last for lane in lanes]), np.array([lane.controls() for lane in lanes]))
        draws = random.random(len(lanes))
        for lane, row_of_logits, draw in zip(lanes, logits, draws, strict=True):
            if not lane.done:
                lane.advance(row_of_logits, float(draw))
    earlier = [n for n in before.notes if n.start >= begin - REPEATED_BARS * phrase.bars[0].steps]
    scores = [score(phrase, [n for n in held(lane.state) if n.end > begin], earlier, lane.likelihood) for lane in lanes]
    best = int(np.argmax(scores))
    decoder.keep(best, position + len(lanes[best].events))
    return lanes[best]


class _Lane:
    """One candidate for a phrase."""

    def __init__(self, state: State, last: int, phrase: Phrase, theme: list[int]) -> None:
        self.state = state
        self.last = last
        self.events: list[int] = []
        self._phrase = phrase
        self._end = phrase.bars[-1].begin + phrase.bars[-1].steps
        self._theme = theme
        self._clean = phrase.opens or bool(theme)
        self._drawn = 0
        self._total = 0.0
        self._bar = 0

    @property
    def done(self) -> bool:
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
            self._total += float(np.log(probability))
            self._drawn += 1
        self.state.play(event)
        self.last = event
        self.events.append(event)

    def _due(self) -> int | None:
        """Return the event that must come now: the end of a note, or the theme's next."""
        bar = self._phrase.bars[self._bar]
        breath = self._clean and self.state.now == self._phrase.bars[0].begin
        chord, changes = self._harmony()
        ending = self.state.overdue(1 if breath else bar.steps, chord if changes else ())
        if ending is not None:
            return NOTE_OFF + ending
        while self._theme:
            event = self._theme.pop(0)
            if not NOTE_OFF <= event < TIME_SHIFT or event - NOTE_OFF in self.state.sounding:
                return event
        return None

    def _demand(self) -> Demand:
        bar = self._phrase.bars[self._bar]
        pause = max(int(LONGEST_PAUSE * bar.steps / bar.seconds) // 12 * 12, QUARTER // 2)
        return Demand(*self._harmony(), self._end, pause)

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
