"""What music is made of, from its MIDI alone: `python bench/motifs.py music.mid...`.

For each file: its key, tempi, instruments; how often the tune that is marked first as the hero's, and as the place's,
is heard, whatever the mode, key, tempo and register (the same rhythm in quarters, and each step of its line within a
semitone of what it was, in at least four of five); the share of notes in the scale that the file names; the quartiles
of note lengths in quarters. For several files: the longest run of notes that any two share, as steps from note to note,
in whatever key.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path

import mido
import numpy as np

TUNE = 2
"""Bars of a tune."""
PAD = 1
"""The channel of what holds the harmony."""
MAJOR = (0, 2, 4, 5, 7, 9, 11)
KEYS = {name: at for at, name in enumerate(("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"))}
MINOR = {n: at for at, n in enumerate(("Am", "Bbm", "Bm", "Cm", "C#m", "Dm", "Ebm", "Em", "Fm", "F#m", "Gm", "G#m"))}
Played = tuple[float, int, float]
"""A note: when it begins and how long it lasts, in quarters, and its pitch between them."""


@dataclass
class Score:
    """What a file holds."""

    notes: list[Played] = field(default_factory=list)
    marks: dict[str, list[float]] = field(default_factory=dict)
    """When tunes begin, by whose they are."""
    keys: list[tuple[float, str]] = field(default_factory=list)
    players: list[str] = field(default_factory=list)
    tempi: list[float] = field(default_factory=list)
    bar: float = 4.0
    """Quarters."""


def read(path: Path) -> Score:
    """Return what a file holds."""
    midi, score = mido.MidiFile(path), Score()
    for track in midi.tracks:
        now, sounding = 0, {}
        for message in track:
            now += message.time
            at = now / midi.ticks_per_beat
            if message.type == "marker":
                score.marks.setdefault(message.text, []).append(at)
            elif message.type == "key_signature":
                score.keys.append((at, message.key))
            elif message.type == "time_signature":
                score.bar = 4 * message.numerator / message.denominator
            elif message.type == "set_tempo":
                score.tempi.append(mido.tempo2bpm(message.tempo))
            elif message.type == "note_on" and message.channel != PAD:
                sounding[message.note] = at
            elif message.type == "note_off" and message.note in sounding:
                begin = sounding.pop(message.note)
                score.notes.append((begin, message.note, at - begin))
        score.players.append(track.name)
    score.notes.sort()
    return score


def top(notes: list[Played], begin: float, end: float) -> list[Played]:
    """Return the highest line between two times."""
    line: list[Played] = []
    for note in sorted(notes, key=lambda one: (round(one[0] * 8), -one[1])):
        if not begin - 0.05 <= note[0] < end - 0.05:
            continue
        if line and (note[0] - line[-1][0] < 0.06 or (note[1] < line[-1][1] and note[0] < sum(line[-1][::2]) - 0.1)):
            continue
        line.append(note)
    return line


def returns(notes: list[Played], tune: list[Played], begin: float) -> int:
    """Return how often a tune is heard from a time on."""
    ways = [(a[0] - tune[0][0], a[1] - tune[0][1]) for a in tune]
    heard, last = 0, -99.0
    for first in notes:
        if first[0] < begin - 0.1 or first[0] < last + 2:
            continue
        fits = [
            any(abs(one[0] - first[0] - way) < 0.12 and abs(one[1] - first[1] - step) <= 1 for one in notes)
            for way, step in ways
        ]
        if np.mean(fits) >= 0.8:
            heard, last = heard + 1, first[0]
    return heard


def in_key(notes: list[Played], keys: list[tuple[float, str]]) -> float:
    """Return the share of notes in the scale of their key, both sevenths of the minor included."""
    right = 0
    for at, pitch, _ in notes:
        name = [key for begin, key in keys if begin <= at + 0.05][-1]
        tonic = KEYS[name] if name in KEYS else MINOR[name]
        right += (pitch - tonic) % 12 in {*MAJOR, 8}
    return right / len(notes)


def longest_shared(one: list[int], other: list[int]) -> int:
    """Return the length of the longest run that two rows of steps share."""
    best, before = 0, np.zeros(len(other) + 1, int)
    row = np.array(other)
    for step in one:
        now = np.zeros_like(before)
        now[1:] = np.where(row == step, before[:-1] + 1, 0)
        best, before = max(best, int(now.max())), now
    return best


def main() -> None:
    """Print the figures of the files that are named."""
    rows: dict[str, list[int]] = {}
    for name in sys.argv[1:]:
        score = read(Path(name))
        heard = {
            theme: returns(score.notes, top(score.notes, at[0], at[0] + TUNE * score.bar), at[0])
            for theme, at in score.marks.items()
        }
        lengths = np.percentile([note[2] for note in score.notes], [25, 50, 75])
        rows[name] = [after[1] - before[1] for before, after in pairwise(score.notes)]
        print(
            f"{name}: {score.keys[0][1]}, {min(score.tempi):.0f} to {max(score.tempi):.0f} a minute, "
            f"{', '.join(score.players[1:])}; heard {heard}; in key {in_key(score.notes, score.keys):.1%}; "
            f"lengths {lengths.round(2).tolist()}"
        )
    if len(rows) > 1:
        shared = {pair: longest_shared(rows[pair[0]], rows[pair[1]]) + 1 for pair in combinations(rows, 2)}
        pair = max(shared, key=lambda one: shared[one])
        print(f"longest shared run: {shared[pair]} notes ({pair[0]}, {pair[1]})")


if __name__ == "__main__":
    main()
