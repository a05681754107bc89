"""Plays the composed notes: key, instrument, touch, pedal, strings, as a Standard MIDI File."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import mido
import numpy as np

from digiteller.backends.compose.phrase_planning import Phrase, PlannedBar
from digiteller.backends.compose.voicing import voiced
from digiteller.nets.music_controls import METRES, QUARTER
from digiteller.nets.performance_events import Note, without_overlaps

TICKS = 480
"""Ticks in a quarter."""
_TICKS_PER_STEP = TICKS // QUARTER
KEYS = {-5: "G", -4: "Ab", -3: "A", -2: "Bb", -1: "B", 0: "C", 1: "Db", 2: "D", 3: "Eb", 4: "E", 5: "F"}
"""The major key of each transposition in semitones."""
MINOR_KEYS = dict(zip(KEYS, ("Em", "Fm", "F#m", "Gm", "G#m", "Am", "Bbm", "Bm", "Cm", "C#m", "Dm"), strict=True))
"""The minor key that shares its notes."""
STRINGS = 48
"""General MIDI program of the string ensemble."""
_REVERB, _PEDAL, _VOLUME = 91, 64, 7
_CHANNELS = (0, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15)
_PAD_CHANNEL = 1
_MIDDLE, _RANGE = 66, 0.55
"""Velocities are drawn to the middle by this factor: what lies under a voice must not leap out."""


@dataclass(frozen=True)
class Instrument:
    """How an instrument of the options is played."""

    program: int
    """General MIDI, from 0."""
    octave: int
    """Semitones up."""
    lowest: int
    """Notes below this pitch are played an octave higher."""
    pedal: bool
    """Whether notes ring on while the harmony lasts."""
    pad: float
    """Factor of the strings' velocities."""


INSTRUMENTS = {
    "piano": Instrument(0, 0, 21, True, 0.8),
    "music box": Instrument(10, 12, 60, True, 0.9),
    "celesta": Instrument(8, 12, 60, True, 0.9),
    "harp": Instrument(46, 0, 24, True, 1.3),
    "strings": Instrument(STRINGS, 0, 28, False, 0.0),
    "guitar": Instrument(24, 0, 40, False, 1.15),
    "flute": Instrument(73, 12, 60, False, 1.0),
    "clarinet": Instrument(71, 0, 50, False, 1.0),
    "cello": Instrument(42, 0, 36, False, 0.6),
    "horn": Instrument(60, 0, 41, False, 0.8),
}


BY_MOOD = "auto"
"""Stands for the instrument of each bar's mood."""


def to_midi(notes: Sequence[Note], phrases: Sequence[Phrase], instrument: str, transposition: int, seed: int) -> bytes:
    """Return a MIDI file of ``notes``, moved from C major or A minor by ``transposition``, in the phrases' tempi.

    ``instrument`` is one of ``INSTRUMENTS``, or ``BY_MOOD``: then tunes are played by those who lead in their moods.
    Markers tell where a tune begins: ``hero``, ``place``.
    """
    midi = mido.MidiFile(type=1, ticks_per_beat=TICKS)
    random = np.random.default_rng([seed, 1])
    bars = [bar for phrase in phrases for bar in phrase.bars]
    midi.tracks.append(_conductor(phrases, transposition))
    players = [bar.mood.instrument if instrument == BY_MOOD else instrument for bar in bars]
    tunes = {(note.start, note.pitch) for phrase in phrases for note in phrase.tune}
    parts: dict[str, list[Note]] = {name: [] for name in players}
    for note in notes:
        at = _bar_of(bars, note.start)
        leads = instrument == BY_MOOD and (note.start, note.pitch) in tunes
        parts.setdefault(bars[at].mood.lead if leads else players[at], []).append(note)
    for number, (name, part) in enumerate(parts.items()):
        own = [bar for bar, player in zip(bars, players, strict=True) if player == name]
        placed = without_overlaps(_placed(note, transposition, INSTRUMENTS[name]) for note in part)
        pedal = _pedalled(own, _CHANNELS[number]) if INSTRUMENTS[name].pedal else []
        touch = _touched(placed, bars, random)
        midi.tracks.append(_track(name.capitalize(), _CHANNELS[number], INSTRUMENTS[name].program, touch, pedal))
    pad = _pad(bars, [INSTRUMENTS[player].pad for player in players], transposition)
    if pad:
        midi.tracks.append(_track("Pad", _PAD_CHANNEL, STRINGS, pad, []))
    end = _ticks(bars[-1].begin + bars[-1].steps)
    for track in midi.tracks:
        _finish(track, end)
    file = io.BytesIO()
    midi.save(file=file)
    return file.getvalue()


def _bar_of(bars: Sequence[PlannedBar], step: int) -> int:
    """Return the index of the bar that a step is in."""
    return bisect_right(bars, step, key=lambda bar: bar.begin) - 1


def _ticks(steps: int) -> int:
    return steps * _TICKS_PER_STEP


def _conductor(phrases: Sequence[Phrase], transposition: int) -> mido.MidiTrack:
    """Return the track of metre, keys, tempi and tunes, in absolute ticks."""
    track = mido.MidiTrack()
    numerator, denominator = METRES[phrases[0].bars[0].bar.metre]
    track.append(mido.MetaMessage("track_name", name="digiteller", time=0))
    track.append(mido.MetaMessage("time_signature", numerator=numerator, denominator=denominator, time=0))
    before, named = 0, ""
    begun = {phrase.bars[0].begin: phrase.theme for phrase in phrases if phrase.theme}
    for bar in (bar for phrase in phrases for bar in phrase.bars):
        key = (MINOR_KEYS if bar.bar.minor else KEYS)[transposition]
        if key != named:
            track.append(mido.MetaMessage("key_signature", key=key, time=_ticks(bar.begin)))
            named = key
        tempo = max(round(bar.seconds * 1e6 * QUARTER / bar.steps), 1)
        if tempo != before:
            track.append(mido.MetaMessage("set_tempo", tempo=min(tempo, 0xFFFFFF), time=_ticks(bar.begin)))
            before = tempo
        if theme := begun.get(bar.begin):
            track.append(mido.MetaMessage("marker", text=theme, time=_ticks(bar.begin)))
    return track


def _placed(note: Note, transposition: int, instrument: Instrument) -> Note:
    """Return the note where the instrument can play it."""
    pitch = note.pitch + transposition + instrument.octave
    while pitch < instrument.lowest:
        pitch += 12
    return Note(note.start, pitch, note.end, note.velocity)


def _touched(
    notes: Sequence[Note], bars: Sequence[PlannedBar], random: np.random.Generator
) -> list[tuple[int, int, int, int]]:
    """Return (tick on, tick off, pitch, velocity) of notes as a player would strike them.

    Loudness follows the mood and swells over the phrase; onsets stray by a few milliseconds, never before their bar.
    """
    played = []
    for note in notes:
        at = _bar_of(bars, note.start)
        bar = bars[at]
        place = (note.start - bar.begin) / bar.steps
        swell = 1.0 + 0.06 * np.sin(np.pi * ((at % 4) + place) / 4)
        even = _MIDDLE + _RANGE * (note.velocity - _MIDDLE)
        velocity = even * bar.mood.velocity * swell * (1.0 + 0.03 * random.standard_normal())
        ticks_per_second = _ticks(bar.steps) / bar.seconds
        stray = int(min(abs(random.standard_normal()) * 0.006, 0.015) * ticks_per_second)
        on = _ticks(note.start) + (stray if place else 0)
        played.append((on, max(_ticks(note.end), on + 10), note.pitch, int(np.clip(velocity, 12, 118))))
    return played


def _pedalled(bars: Sequence[PlannedBar], channel: int) -> list[tuple[int, mido.Message]]:
    """Return the pedal: lifted where the harmony changes, and in the middle of long bars, down again just after."""
    messages = []
    begins = {bar.begin for bar in bars}
    for bar in bars:
        parts = max(len(bar.bar.chords), 2 if bar.steps > 3 * QUARTER else 1)
        for at in (_ticks(bar.begin + bar.steps * i // parts) for i in range(parts)):
            messages.append((at, _control(channel, _PEDAL, 0)))
            messages.append((at + TICKS // 8, _control(channel, _PEDAL, 127)))
        end = bar.begin + bar.steps
        if end not in begins:
            messages.append((_ticks(end), _control(channel, _PEDAL, 0)))
    return messages


def _control(channel: int, control: int, value: int) -> mido.Message:
    return mido.Message("control_change", channel=channel, control=control, value=value)


def _pad(bars: Sequence[PlannedBar], factors: Sequence[float], transposition: int) -> list[tuple[int, int, int, int]]:
    """Return the strings: the harmony in three held notes, tied over where it stays."""
    held: dict[int, tuple[int, int]] = {}
    played: list[tuple[int, int, int, int]] = []
    voicing: tuple[int, ...] = ()
    for bar, factor in zip(bars, factors, strict=True):
        velocity = int(bar.mood.pad * factor)
        for i, chord in enumerate(bar.bar.chords):
            now = _ticks(bar.begin + bar.steps * i // len(bar.bar.chords))
            voicing = voiced(chord, voicing) if velocity else ()
            for pitch in [p for p, (_, loudness) in held.items() if p not in voicing or loudness != velocity]:
                on, loudness = held.pop(pitch)
                played.append((on, now, pitch, loudness))
            for pitch in voicing:
                held.setdefault(pitch, (now, velocity))
    end = _ticks(bars[-1].begin + bars[-1].steps)
    played += [(on, end, pitch, loudness) for pitch, (on, loudness) in held.items()]
    return sorted((on, off, pitch + transposition, loudness) for on, off, pitch, loudness in played)


def _track(
    name: str,
    channel: int,
    program: int,
    played: Sequence[tuple[int, int, int, int]],
    extra: Sequence[tuple[int, mido.Message]],
) -> mido.MidiTrack:
    """Return a track in absolute ticks: ends before beginnings at the same time, each note in its own lane."""
    messages = [(tick, 0, message) for tick, message in extra]
    for on, off, pitch, velocity in played:
        messages.append((on, 2, mido.Message("note_on", channel=channel, note=pitch, velocity=velocity)))
        messages.append((off, 1, mido.Message("note_off", channel=channel, note=pitch, velocity=0)))
    track = mido.MidiTrack([mido.MetaMessage("track_name", name=name, time=0)])
    track.append(mido.Message("program_change", channel=channel, program=program, time=0))
    for control, value in ((_VOLUME, 127), (_REVERB, 70)):
        track.append(_control(channel, control, value))
    for tick, _, message in sorted(messages, key=lambda item: item[:2]):
        track.append(message.copy(time=tick))
    return track


def _finish(track: mido.MidiTrack, end: int) -> None:
    """Turn absolute ticks into the waits that MIDI wants, and end the track with the piece."""
    now = 0
    for message in track:
        message.time, now = message.time - now, message.time
    track.append(mido.MetaMessage("end_of_track", time=max(end - now, 0)))
