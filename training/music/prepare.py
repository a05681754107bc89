"""Turns the lieder's MIDI files into training events: build/music/lieder.npz.

    python training/music/prepare.py lieder-midi.tar.gz build/music/lieder.npz

Every song is brought to one key signature (no accidentals: C major or A minor) and one beat (a quarter is 48 steps of
10 ms, on which sixteenths, triplets and thirty-seconds are exact): the network spends its few parameters on music in
one key, and the composer transposes and sets the tempo when it plays. train.py transposes some of it again. Beside each
event stand the controls (digiteller.nets.music_controls) that hold after it.
"""

from __future__ import annotations

import argparse
import csv
import io
import tarfile
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from zlib import crc32

import mido
import numpy as np
from numpy.typing import NDArray

from digiteller.nets import music_controls
from digiteller.nets.chords import chord_of
from digiteller.nets.music_controls import QUARTER
from digiteller.nets.performance_events import EVENTS, TIME_SHIFT, VELOCITY, Note, encode

MAJOR = np.array([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88])
MINOR = np.array([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17])
"""How well each pitch class fits a key on C: Krumhansl and Kessler 1982."""
WHITE = np.array([1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1])
SHORTEST_PART = 16 * QUARTER


@dataclass(frozen=True)
class Song:
    """A score on the grid."""

    voice: list[Note]
    piano: list[Note]
    """Velocities are those of the score's dynamics."""
    metres: list[tuple[int, int, int]]
    """(step, numerator, denominator), the first at 0."""
    keys: list[tuple[int, int]]
    """(step, accidentals: sharps are positive), the first at 0."""


def read(data: bytes) -> Song:
    """Return the song in a MIDI file made from a score."""
    midi = mido.MidiFile(file=io.BytesIO(data), clip=True)
    voice: list[Note] = []
    piano: list[Note] = []
    metres: dict[int, tuple[int, int]] = {}
    keys: dict[int, int] = {}
    for track in midi.tracks:
        tick = 0
        sounding: dict[int, tuple[int, int]] = {}
        notes: list[Note] = []
        sung = False
        for message in track:
            tick += message.time
            step = round(tick * QUARTER / midi.ticks_per_beat)
            if message.type == "lyrics":
                sung = True
            elif message.type == "time_signature":
                metres[step] = (message.numerator, message.denominator)
            elif message.type == "key_signature":
                keys[step] = accidentals(message.key)
            elif message.type == "note_on" and message.velocity:
                sounding.setdefault(message.note, (step, message.velocity))
            elif message.type in ("note_on", "note_off") and message.note in sounding:
                start, velocity = sounding.pop(message.note)
                if step - start > 1:
                    notes.append(Note(start, message.note, step, velocity))
        (voice if sung else piano).extend(note for note in notes if 24 <= note.pitch <= 103)
    metres.setdefault(0, (4, 4))
    keys.setdefault(0, 0)
    return Song(voice, piano, [(s, *m) for s, m in sorted(metres.items())], sorted(keys.items()))


def accidentals(key: str) -> int:
    """Return the number of sharps of a MIDI key signature, negative for flats."""
    fifths = ["Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#"]
    minors = ["Abm", "Ebm", "Bbm", "Fm", "Cm", "Gm", "Dm", "Am", "Em", "Bm", "F#m", "C#m", "G#m", "D#m", "A#m"]
    return (minors if key.endswith("m") else fifths).index(key) - 7


def bar_lines(song: Song, end: int) -> list[tuple[int, int]]:
    """Return (step, metre) of each bar, the metre being its index in ``controls.METRES`` (the last one: others)."""
    bars: list[tuple[int, int]] = []
    for i, (start, numerator, denominator) in enumerate(song.metres):
        stop = song.metres[i + 1][0] if i + 1 < len(song.metres) else end
        length = max(numerator * 4 * QUARTER // denominator, QUARTER)
        metre = music_controls.metre_index(numerator, denominator)
        pickup = 0
        if i == 0:
            pickup = (stop - start) % length if len(song.metres) > 1 else find_pickup(song, length, end)
        if pickup:
            bars.append((start + pickup - length, metre))
        bars += [(step, metre) for step in range(start + pickup, stop, length)]
    return bars


def find_pickup(song: Song, length: int, end: int) -> int:
    """Return the steps before the first whole bar, where the bass is struck and long notes begin most often."""
    weight = np.zeros(length)
    bass: dict[int, int] = {}
    for note in song.piano:
        bass[note.start] = min(note.pitch, bass.get(note.start, 127))
    for note in song.piano + song.voice:
        low = 1.5 if bass.get(note.start) == note.pitch and note.pitch < 55 else 0.0
        weight[note.start % length] += min(note.end - note.start, length) / length + low
    offsets = np.arange(0, length, QUARTER // 2)
    score = weight[offsets]
    score[0] *= 1.25
    return int(offsets[score.argmax()])


def dynamics(song: Song, bars: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    """Return the velocity that the score's dynamics give each bar.

    The marks stand in one of the piano's staves and the converter plays the other at its default of 90, so the mean is
    over the notes that differ from 90.
    """
    total = np.zeros(len(bars))
    count = np.zeros(len(bars))
    starts = [step for step, _ in bars]
    for note in song.piano + song.voice:
        if note.velocity != 90:
            bar = bisect_right(starts, note.start) - 1
            total[bar] += note.velocity
            count[bar] += 1
    levels = np.full(len(bars), 72.0)
    known = 72.0
    for bar in range(len(bars)):
        if count[bar]:
            known = total[bar] / count[bar]
        levels[bar] = known
    return np.convolve(np.pad(levels, 1, "edge"), np.ones(3) / 3, "valid")


def transposition(notes: Sequence[Note], sharps: int) -> int:
    """Return the semitones, -6..5, that bring ``notes`` to a signature without accidentals."""
    classes = pitch_classes(notes)
    share = np.array([(np.roll(classes, shift) * WHITE).sum() for shift in range(12)]) / classes.sum()
    share[-7 * sharps % 12] += 0.04
    best = int(share.argmax())
    return best - 12 if best > 5 else best


def pitch_classes(notes: Sequence[Note]) -> NDArray[np.float64]:
    """Return how long each pitch class sounds, a note counting a whole at most."""
    classes = np.full(12, 1e-6)
    for note in notes:
        classes[note.pitch % 12] += min(note.end - note.start, 4 * QUARTER)
    return classes


def minor(classes: NDArray[np.float64]) -> bool:
    """Return whether white-key music is in A minor rather than in C major."""
    in_minor: float = np.corrcoef(classes, np.roll(MINOR, 9))[0, 1]
    in_major: float = np.corrcoef(classes, MAJOR)[0, 1]
    return in_minor > in_major


def parts(song: Song) -> list[tuple[NDArray[np.int16], NDArray[np.uint8]]]:
    """Return (events, controls) of each stretch of the song that has one key signature."""
    everything = song.piano + song.voice
    if not song.piano or not everything:
        return []
    end = max(note.end for note in everything)
    bars = bar_lines(song, end)
    levels = dynamics(song, bars)
    edges = [step for i, (step, sharps) in enumerate(song.keys) if i == 0 or sharps != song.keys[i - 1][1]]
    made = []
    for edge, stop in zip(edges, [*edges[1:], end], strict=True):
        if stop - edge >= SHORTEST_PART:
            sharps = song.keys[bisect_right([step for step, _ in song.keys], edge) - 1][1]
            made.append(part(song, bars, levels, sharps, edge, stop))
    return made


def part(
    song: Song, bars: list[tuple[int, int]], levels: NDArray[np.float64], sharps: int, edge: int, stop: int
) -> tuple[NDArray[np.int16], NDArray[np.uint8]]:
    """Return (events, controls) of the steps ``edge`` to ``stop``."""
    starts = [step for step, _ in bars]
    first, last = bisect_right(starts, edge) - 1, bisect_right(starts, stop - 1)
    voice = [n for n in song.voice if edge <= n.start < stop]
    piano = [n for n in song.piano if edge <= n.start < stop]
    semitones = transposition(voice + piano, sharps)

    def played(note: Note, lift: int) -> Note:
        bar = bisect_right(starts, note.start) - 1
        accent = 3 if note.start in (starts[bar], edge) else 0
        velocity = int(np.clip(30 + levels[bar] * 0.5 + lift + accent, 24, 120))
        return Note(note.start - edge, note.pitch + semitones, note.end - edge, velocity)

    notes = [played(n, 0) for n in piano] + [played(n, 14) for n in voice]
    origin = [(step - edge, metre) for step, metre in bars[first:last]]
    sung = [(n.start - edge, n.end - edge) for n in voice]
    by_bar = controls_of_bars(notes, sung, origin, stop - edge, levels[first:last])
    events = encode(notes)
    return np.array(events, np.int16), along(events, origin, stop - edge, by_bar)


def controls_of_bars(
    notes: list[Note],
    sung: list[tuple[int, int]],
    bars: list[tuple[int, int]],
    end: int,
    levels: NDArray[np.float64],
) -> list[music_controls.Bar]:
    """Return what describes each bar, measured on it and its neighbours."""
    edges = [step for step, _ in bars] + [end]
    made = []
    for i, (_, metre) in enumerate(bars):
        near = edges[max(i - 1, 0)], edges[min(i + 2, len(bars))]
        wide = edges[max(i - 3, 0)], edges[min(i + 4, len(bars))]
        here = [n for n in notes if near[0] <= n.start < near[1]]
        onsets = len({n.start for n in here})
        quarters = max(near[1] - near[0], 1) / QUARTER
        made.append(
            music_controls.Bar(
                minor=minor(pitch_classes([n for n in notes if wide[0] <= n.start < wide[1]])),
                rate=music_controls.level(onsets / quarters, music_controls.RATES),
                texture=music_controls.level(len(here) / max(onsets, 1), music_controls.TEXTURES),
                loudness=music_controls.level(float(levels[i]), music_controls.LOUDNESSES),
                melody=any(start < edges[i + 1] and stop > edges[i] for start, stop in sung),
                metre=metre,
                remaining=min(len(bars) - 1 - i, music_controls.FAR),
                chords=chords_between(notes, edges[i], edges[i + 1]),
            )
        )
    return made


def chords_between(notes: list[Note], begin: int, end: int) -> tuple[int, ...]:
    """Return the harmonies of a bar."""
    count = music_controls.harmonies(end - begin)
    edges = [begin + (end - begin) * i // count for i in range(count + 1)]
    near = [n for n in notes if n.start < end and n.end > begin]
    return tuple(chord_of(near, a, b)[0] for a, b in pairwise(edges))


def along(
    events: list[int], bars: list[tuple[int, int]], end: int, by_bar: list[music_controls.Bar]
) -> NDArray[np.uint8]:
    """Return the controls that hold after START and after each event but the last, shape [events, controls]."""
    starts = [step for step, _ in bars]
    lengths = [b - a for a, b in pairwise([*starts, end])]
    rows = np.empty((len(events), music_controls.COUNT), np.uint8)
    now = 0
    for i in range(len(events)):
        if i and TIME_SHIFT <= events[i - 1] < VELOCITY:
            now += events[i - 1] - TIME_SHIFT + 1
        bar = max(bisect_right(starts, now) - 1, 0)
        rows[i] = music_controls.row(by_bar[bar], now - starts[bar], lengths[bar])
    return rows


def split(composers: dict[str, int], seed: int = 388) -> dict[str, str]:
    """Return which set each composer is in: about 4 % of the songs each for validation and test."""
    order = sorted(name for name, songs in composers.items() if songs <= 40)
    Random(seed).shuffle(order)
    sets = dict.fromkeys(composers, "train")
    total = sum(composers.values())
    for name in ("valid", "test"):
        songs = 0
        while songs < 0.04 * total:
            composer = order.pop()
            sets[composer] = name
            songs += composers[composer]
    return sets


def main() -> None:
    """Read the archive, write the arrays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    with tarfile.open(args.archive) as archive:
        files = {Path(m.name).name: archive.extractfile(m).read() for m in archive if m.isfile()}  # type: ignore[union-attr]
    works = list(csv.DictReader(files["WORKS.csv"].decode().splitlines()))
    composers: dict[str, int] = {}
    for work in works:
        composers[work["composer"]] = composers.get(work["composer"], 0) + 1
    sets = split(composers)
    arrays: dict[str, list[NDArray[np.int16] | NDArray[np.uint8]]] = {}
    seen: set[int] = set()
    for work in works:
        data = files.get(work["file"] + ".mid")
        if data is None:
            continue
        for events, rows in parts(read(data)):
            key = crc32(events.tobytes())
            if key in seen or len(events) < 64:
                continue
            seen.add(key)
            name = sets[work["composer"]]
            arrays.setdefault(name + "_events", []).append(events)
            arrays.setdefault(name + "_controls", []).append(rows)
    saved: dict[str, NDArray[np.generic]] = {}
    for name, pieces in arrays.items():
        saved[name] = np.concatenate(pieces)
        if name.endswith("events"):
            saved[name.replace("events", "ends")] = np.cumsum([len(piece) for piece in pieces])
            print(name, len(pieces), "parts,", sum(map(len, pieces)), "events")
    assert all(int(saved[f"{name}_events"].max()) < EVENTS for name in ("train", "valid", "test"))
    args.out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(args.out, **saved)


if __name__ == "__main__":
    main()
