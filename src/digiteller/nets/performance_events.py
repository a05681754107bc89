"""The 388 performance events of Music Transformer, and notes read from and written as MIDI.

Events in the published order: NOTE_ON 0-127, NOTE_OFF 128-255, TIME_SHIFT 256-355 (256 + k waits k + 1 steps of 10 ms),
VELOCITY 356-387 (velocity // 4, holds until the next). Oore et al. 2018, "This Time with Feeling", section 3.

miditok's MIDILike has the same events, but numbers the VELOCITYs before the TIME_SHIFTs, writes one for every note,
and takes three seconds to import; the published order and what follows from it fit on this page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NOTE_ON = 0
NOTE_OFF = 128
TIME_SHIFT = 256
VELOCITY = 356
EVENTS = 388
START = EVENTS
"""What the network is fed before the first event; never generated."""

LONGEST_SHIFT = 100
"""Steps of 10 ms."""


@dataclass(frozen=True, order=True)
class Note:
    """A note on the grid of steps."""

    start: int
    """Steps from the beginning."""
    pitch: int
    """MIDI number, 0..127."""
    end: int
    """Steps; greater than ``start``."""
    velocity: int
    """1..127."""


def encode(notes: Iterable[Note]) -> list[int]:
    """Return the events that play ``notes``; of two notes of one pitch that overlap the first is cut short.

    At one time the ends come first, then the new notes from soft to loud and low to high; velocities are rounded down
    to multiples of four.
    """
    ons = without_overlaps(notes)
    order = [(note.end, 0, 0, note.pitch) for note in ons]
    order += [(note.start, 1, max(note.velocity // 4, 1), note.pitch) for note in ons]
    events: list[int] = []
    now = velocity = 0
    for time, is_on, loudness, pitch in sorted(order):
        events += shifts(time - now)
        now = time
        if is_on and loudness != velocity:
            velocity = loudness
            events.append(VELOCITY + velocity)
        events.append((NOTE_ON if is_on else NOTE_OFF) + pitch)
    return events


def shifts(steps: int) -> list[int]:
    """Return the TIME_SHIFT events that wait ``steps`` steps."""
    longest, rest = divmod(steps, LONGEST_SHIFT)
    return [TIME_SHIFT + LONGEST_SHIFT - 1] * longest + ([TIME_SHIFT + rest - 1] if rest else [])


def decode(events: Sequence[int]) -> list[Note]:
    """Return the notes that ``events`` play, in order of start and pitch.

    A NOTE_OFF without its note and a note without length are left out; a note that never ends lasts to the last event;
    a second NOTE_ON of a sounding pitch ends the first.
    """
    notes: list[Note] = []
    sounding: dict[int, tuple[int, int]] = {}
    now = 0
    velocity = 64

    def stop(pitch: int) -> None:
        start, loudness = sounding.pop(pitch)
        if now > start:
            notes.append(Note(start, pitch, now, loudness))

    for event in events:
        if event < NOTE_OFF:
            if event in sounding:
                stop(event)
            sounding[event] = (now, velocity)
        elif event < TIME_SHIFT:
            if event - NOTE_OFF in sounding:
                stop(event - NOTE_OFF)
        elif event < VELOCITY:
            now += event - TIME_SHIFT + 1
        else:
            velocity = max((event - VELOCITY) * 4, 1)
    for pitch in list(sounding):
        stop(pitch)
    return sorted(notes)


def without_overlaps(notes: Iterable[Note]) -> list[Note]:
    """Return the notes in order, no two of a pitch at once; of two that start together one stays."""
    by_pitch: dict[int, list[Note]] = {}
    for note in sorted(notes):
        line = by_pitch.setdefault(note.pitch, [])
        if line and line[-1].start == note.start:
            line[-1] = Note(note.start, note.pitch, max(note.end, line[-1].end), max(note.velocity, line[-1].velocity))
            continue
        if line and line[-1].end > note.start:
            line[-1] = Note(line[-1].start, note.pitch, note.start, line[-1].velocity)
        line.append(note)
    return sorted(note for line in by_pitch.values() for note in line)
