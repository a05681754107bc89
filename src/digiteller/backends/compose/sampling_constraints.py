"""What the sampler may do at each event: range, polyphony, note lengths, rhythm, and no silence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from digiteller.nets.music_controls import QUARTER
from digiteller.nets.performance_events import EVENTS, LONGEST_SHIFT, NOTE_OFF, TIME_SHIFT, VELOCITY, Note

LOWEST, HIGHEST = 36, 84
MOST_NOTES = 8
"""Sounding at once."""
MOST_STRUCK = 5
"""Struck at once."""
SOFTEST, LOUDEST = 9, 27
"""Velocities divided by four."""
GRID = (0, 8, 12, 16, 24, 32, 36, 40)
"""Steps in a quarter on which something may happen: sixteenths and triplets."""
OUT_OF_CHORD = {False: 0.0, True: 0.6}
"""Taken from the logits of notes that are not in the chord, off and on the beat."""
CLASH = 2.0
"""Taken for each sounding note a semitone away, and for close intervals in the bass."""
BASS = 1.5
"""Given to the chord's root in the bass where the harmony changes and nothing else is there."""
MUDDY = 52
"""Below this pitch two notes want a fourth between them."""
_NEVER = np.float32(-np.inf)


@dataclass
class State:
    """What one lane has played so far. Times are steps."""

    now: int = 0
    sounding: dict[int, tuple[int, int]] = field(default_factory=dict)
    """(start, velocity) of each sounding pitch."""
    velocity: int = 16
    """Divided by four."""
    loudness_set: bool = False
    """Whether the last event was a VELOCITY, which only a NOTE_ON may follow."""
    struck: int = 0
    """Notes struck now."""
    onset: int = 0
    """When the last note was struck."""
    notes: list[Note] = field(default_factory=list)
    """The notes that have ended."""

    def copy(self) -> State:
        """Return a copy that can go on by itself."""
        return State(
            self.now,
            dict(self.sounding),
            self.velocity,
            self.loudness_set,
            self.struck,
            self.onset,
            list(self.notes),
        )

    def play(self, event: int) -> None:
        """Go on by one event that ``bias`` allows."""
        self.loudness_set = event >= VELOCITY
        if event < NOTE_OFF:
            self.sounding[event] = (self.now, self.velocity * 4)
            self.struck += 1
            self.onset = self.now
        elif event < TIME_SHIFT:
            start, velocity = self.sounding.pop(event - NOTE_OFF)
            self.notes.append(Note(start, event - NOTE_OFF, self.now, velocity))
        elif event < VELOCITY:
            self.now += event - TIME_SHIFT + 1
            self.struck = 0
        else:
            self.velocity = event - VELOCITY

    def overdue(self, longest: int, chord: Collection[int], held: Collection[int] = ()) -> int | None:
        """Return a pitch that has sounded for ``longest`` steps, or is from before and not in ``chord``, if any.

        Those that are ``held`` go on.
        """
        for pitch, (start, _) in self.sounding.items():
            if pitch in held:
                continue
            if self.now - start >= longest or (start < self.now and chord and pitch % 12 not in chord):
                return pitch
        return None


@dataclass(frozen=True)
class Demand:
    """What is asked of the next event. Times are steps."""

    chord: tuple[int, ...]
    """The pitch classes of the harmony, root first."""
    changes: bool
    """Whether the harmony begins now."""
    end: int
    """When the phrase ends: a longer wait becomes one until then."""
    pause: int
    """The most between two onsets; treated alike."""
    held: Collection[int] = ()
    """Pitches that must not end yet: notes of the tune."""
    ceiling: int = HIGHEST
    """The highest pitch that may be struck: below the tune."""


def constrain(logits: NDArray[np.float32], state: State, demand: Demand) -> NDArray[np.float32]:
    """Return ``logits`` [EVENTS] with what is forbidden at -inf and what is unwelcome made less likely."""
    allowed = logits + _welcome(demand.chord, state.now % QUARTER == 0)
    if demand.changes and min(state.sounding, default=HIGHEST) > MUDDY:
        allowed[[p for p in range(LOWEST, MUDDY) if p % 12 == demand.chord[0]]] += BASS
    allowed[demand.ceiling + 1 : NOTE_OFF] = _NEVER
    offs = [NOTE_OFF + p for p, (start, _) in state.sounding.items() if start < state.now and p not in demand.held]
    silent = np.full(TIME_SHIFT - NOTE_OFF, _NEVER)
    if not state.loudness_set:
        silent[[off - NOTE_OFF for off in offs]] = logits[offs]
    allowed[NOTE_OFF:TIME_SHIFT] = silent
    if state.struck >= MOST_STRUCK or len(state.sounding) >= MOST_NOTES:
        allowed[:NOTE_OFF] = _NEVER
        allowed[VELOCITY:] = _NEVER
    else:
        for pitch in state.sounding:
            allowed[:NOTE_OFF] -= _clash(pitch)
    if state.loudness_set:
        allowed[TIME_SHIFT:] = _NEVER
    else:
        allowed[VELOCITY + state.velocity] = _NEVER
        _constrain_shifts(allowed, state, min(demand.end, max(state.onset + demand.pause, state.now)))
    if np.isneginf(allowed).all():  # nothing sounds that could end, nothing more may be struck: time must pass
        allowed[TIME_SHIFT + min(demand.end - state.now, QUARTER // 2) - 1] = 0.0
    return allowed


def _constrain_shifts(allowed: NDArray[np.float32], state: State, limit: int) -> None:
    """Allow the TIME_SHIFTs that end on the grid and not after ``limit``; longer ones count as one to ``limit``."""
    shifts = allowed[TIME_SHIFT:VELOCITY]
    while limit % QUARTER not in GRID:
        limit -= 1
    most = limit - state.now
    if most <= 0:
        shifts[:] = _NEVER
        return
    if most <= LONGEST_SHIFT:
        longer = np.logaddexp.reduce(shifts[most - 1 :])
        shifts[most:] = _NEVER
    shifts[~_on_grid(state.now % QUARTER)] = _NEVER
    if most <= LONGEST_SHIFT:
        shifts[most - 1] = longer


@cache
def _on_grid(phase: int) -> NDArray[np.bool_]:
    """Return which TIME_SHIFTs lead from ``phase`` steps into a quarter to the grid."""
    return np.isin((phase + 1 + np.arange(LONGEST_SHIFT)) % QUARTER, GRID)


@cache
def _welcome(chord: tuple[int, ...], on_beat: bool) -> NDArray[np.float32]:
    """Return what is added for range and harmony."""
    bias = np.zeros(EVENTS, np.float32)
    for pitch in range(NOTE_OFF):
        if not LOWEST <= pitch <= HIGHEST:
            bias[pitch] = _NEVER
        elif pitch % 12 not in chord:
            bias[pitch] = -OUT_OF_CHORD[on_beat]
    bias[VELOCITY : VELOCITY + SOFTEST] = _NEVER
    bias[VELOCITY + LOUDEST + 1 :] = _NEVER
    return bias


@cache
def _clash(sounding: int) -> NDArray[np.float32]:
    """Return what a sounding pitch takes from the NOTE_ONs; its own is forbidden."""
    cost = np.zeros(NOTE_OFF, np.float32)
    cost[sounding] = np.inf
    for pitch in range(NOTE_OFF):
        distance = abs(pitch - sounding)
        if distance == 1 or (distance == 13 and pitch > MUDDY):
            cost[pitch] = CLASH
        elif distance == 2:
            cost[pitch] = CLASH / 3
        if 0 < distance < 5 and min(pitch, sounding) < MUDDY - 4:
            cost[pitch] = max(cost[pitch], CLASH)
    return cost
