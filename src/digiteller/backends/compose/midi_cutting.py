"""Cuts a MIDI file into parts that can be played one after the other, over each other's ends."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import pairwise

import mido

TICKS_PER_SECOND = 24000
_TEMPO = 1_000_000
"""Microseconds in a quarter of the parts, which have one tempo: a tick is two samples at 48 kHz."""

_PEDAL = 64
"""The sustain pedal's control, and the value from which it is down."""

Timed = tuple[float, mido.Message]
"""Seconds from the beginning, and what happens then."""


def read_timed_messages(midi: bytes) -> list[Timed]:
    """Return what the channels are told, in order."""
    now = 0.0
    events = []
    for message in mido.MidiFile(file=io.BytesIO(midi)):
        now += message.time
        if not message.is_meta:
            events.append((now, message))
    return events


def cut_midi(midi: bytes, seconds: float, tail: float) -> Iterator[bytes]:
    """Yield a MIDI file for each stretch of ``seconds``, at least one.

    It begins with the programs and controls as they stand, has the notes that begin in its stretch, with their ends and
    the controls until the last of them is released, and lasts ``tail`` seconds more.
    """
    events = read_timed_messages(midi)
    count = 1 + int(events[-1][0] // seconds) if events else 1
    edges = [seconds * i for i in range(count + 1)]
    state: dict[tuple[object, ...], mido.Message] = {}
    first = 0
    for begin, end in pairwise(edges):
        now = [(begin, message) for message in state.values()]
        yield _file([(at - begin, message) for at, message in _belonging([*now, *events[first:]], end)], tail)
        while first < len(events) and events[first][0] < end:
            message = events[first][1]
            if message.type in ("program_change", "control_change"):
                state[message.type, message.channel, getattr(message, "control", None)] = message
            first += 1


def _belonging(events: Sequence[Timed], end: float) -> Iterator[Timed]:
    """Yield the events of a part that ends at ``end``, later ones while its notes are held by finger or pedal."""
    held: set[tuple[int, int]] = set()
    for now, message in events:
        if now >= end and not held:
            return
        if message.type == "note_on" and message.velocity:
            if now >= end:
                continue
            held.add((message.channel, message.note))
        elif message.type in ("note_on", "note_off"):
            if (message.channel, message.note) not in held:
                continue
            held.remove((message.channel, message.note))
        elif message.type == "control_change" and message.control == _PEDAL:
            if message.value < _PEDAL:
                held.discard((message.channel, -_PEDAL))
            else:
                held.add((message.channel, -_PEDAL))
        yield now, message


def _file(events: Sequence[Timed], tail: float) -> bytes:
    track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=_TEMPO)])
    at = 0
    for now, message in events:
        tick = round(now * TICKS_PER_SECOND)
        track.append(message.copy(time=tick - at))
        at = tick
    track.append(mido.MetaMessage("end_of_track", time=round(tail * TICKS_PER_SECOND)))
    file = io.BytesIO()
    mido.MidiFile(type=0, ticks_per_beat=TICKS_PER_SECOND, tracks=[track]).save(file=file)
    return file.getvalue()
