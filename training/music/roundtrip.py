"""Encodes every song of the archive as performance events, decodes them, and compares.

    python training/music/roundtrip.py lieder-midi.tar.gz

Times are seconds at the score's own tempi, brought to steps of 10 ms. One stream of 388 events cannot hold a pitch
twice at once, so a note that begins while its pitch sounds in another part ends the first, as it does on a piano.
"""

from __future__ import annotations

import argparse
import io
import tarfile
from dataclasses import dataclass
from pathlib import Path

import mido

from digiteller.nets.performance_events import Note, decode, encode

STEP = 0.01
"""Seconds."""


@dataclass
class Played:
    """A note in seconds."""

    start: float
    pitch: int
    end: float


def played(data: bytes) -> list[Played]:
    """Return the notes of a MIDI file as one piano plays them, in order of start and pitch."""
    notes: list[Played] = []
    sounding: dict[int, tuple[Played, set[tuple[int, int]]]] = {}
    now = 0.0
    for message in mido.MidiFile(file=io.BytesIO(data), clip=True):
        now += message.time
        if message.type not in ("note_on", "note_off"):
            continue
        key = (message.channel, message.note)
        note, holders = sounding.get(message.note, (None, set()))
        if message.type == "note_on" and message.velocity:
            if note is not None and now > note.start:
                note.end = now
                notes.append(note)
                note = None
            sounding[message.note] = (note or Played(now, message.note, now), holders | {key})
        elif note is not None:
            holders.discard(key)
            if not holders:
                note.end = now
                notes.append(note)
                del sounding[message.note]
    return sorted((n for n in notes if n.end > n.start), key=lambda n: (n.start, n.pitch))


def main() -> None:
    """Print how far the notes that come out are from those that went in."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    args = parser.parse_args()
    files = notes = lost = 0
    onset = end = 0.0
    with tarfile.open(args.archive) as archive:
        for member in archive:
            if not member.name.endswith(".mid"):
                continue
            went_in = played(archive.extractfile(member).read())  # type: ignore[union-attr]
            on_grid = [Note(round(n.start / STEP), n.pitch, round(n.end / STEP), 64) for n in went_in]
            kept = [(a, b) for a, b in zip(went_in, on_grid, strict=True) if b.end > b.start]
            came_out = {(n.start, n.pitch): n for n in decode(encode(b for _, b in kept))}
            files, notes, lost = files + 1, notes + len(went_in), lost + len(went_in) - len(came_out)
            for note, gridded in kept:
                again = came_out[gridded.start, gridded.pitch]
                onset = max(onset, abs(again.start * STEP - note.start))
                end = max(end, abs(again.end * STEP - note.end))
    print(f"{files} files, {notes} notes, {lost} too short for a step")
    print(f"at most {1000 * onset:.2f} ms off at the onset, {1000 * end:.2f} ms at the end")


if __name__ == "__main__":
    main()
