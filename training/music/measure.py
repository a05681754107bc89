"""Compares composed pieces with the held-out songs, and times the composer.

    python training/music/measure.py build/music/lieder.npz weights/music-transformer-lieder.onnx SOUNDFONT.sf2

Prints one line for the held-out songs and one for each mood: share of notes in the scale, share of the sounding time
that fits the chord (of the plan, or as heard), onsets in a quarter, notes at an onset, median length in quarters,
mean interval of the top line in semitones.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean, median

import numpy as np

from digiteller.backends.compose import sampler
from digiteller.backends.compose.music_transformer import MusicTransformer
from digiteller.backends.compose.plan import phrases
from digiteller.backends.compose.ranking import harmony_fit, in_key
from digiteller.backends.compose.rules import SCALE
from digiteller.nets.chords import chord_of
from digiteller.nets.controls import QUARTER
from digiteller.nets.decoder import Decoder
from digiteller.nets.performance import Note, decode
from digiteller.options import ComposeOptions
from digiteller.story import MOODS, Section


def figures(notes: Sequence[Note]) -> str:
    """Return the measures that need no plan."""
    onsets = sorted({note.start for note in notes})
    tops = [max(note.pitch for note in notes if note.start == onset) for onset in onsets]
    quarters = max(note.end for note in notes) / QUARTER
    return (
        f"{len(onsets) / quarters:5.2f} {len(notes) / len(onsets):5.2f} "
        f"{median(note.end - note.start for note in notes) / QUARTER:5.2f} "
        f"{mean(abs(a - b) for a, b in pairwise(tops)):5.2f}"
    )


def heard_fit(notes: Sequence[Note]) -> float:
    """Return the share of the sounding time that fits the chord heard in each half bar of four quarters."""
    end = max(note.end for note in notes)
    return mean(
        chord_of([n for n in notes if n.start < at + 96 and n.end > at], at, at + 96)[1] for at in range(0, end, 96)
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("network", type=Path)
    parser.add_argument("soundfont", type=Path)
    args = parser.parse_args()
    print("                 key  heard  plan  rate   thick length  leap")
    data = np.load(args.data)
    ends = data["test_ends"]
    songs = [decode(data["test_events"][a:b].tolist()) for a, b in pairwise([0, *ends])]
    both = SCALE[False] | SCALE[True]
    share = mean(sum(n.pitch % 12 in both for n in song) / len(song) for song in songs)
    rows = np.array([[float(x) for x in figures(song).split()] for song in songs])
    heard = mean(heard_fit(song) for song in songs)
    print(f"{'held-out songs':15} {share:.3f}  {heard:.3f}    -  " + "  ".join(f"{x:5.2f}" for x in np.median(rows, 0)))
    decoder = Decoder(args.network, lanes=4)
    for mood in MOODS:
        planned = phrases([Section(0.0, 40.0, mood)], seed=1)
        bars = [bar for phrase in planned for bar in phrase.bars]
        notes = list(sampler.compose(decoder, planned, 1))[-1]
        minor = bars[0].bar.minor
        print(
            f"{mood:15} {in_key(notes, minor):.3f}  {heard_fit(notes):.3f} {harmony_fit(bars, notes):.3f} "
            f"{figures(notes)}   {len(notes) / 40:.1f} notes/s"
        )
    composer = MusicTransformer({"a.onnx": args.network, "a.sf2": args.soundfont}, ComposeOptions(), {})
    sections = [Section(i * 17.5, (i + 1) * 17.5, mood) for i, mood in enumerate(("calm", "happy", "sad", "playful"))]
    started, used = time.perf_counter(), time.process_time()
    composer.compose(sections, 1, lambda *_: None)
    print(f"70 s story: {time.perf_counter() - started:.1f} s, {time.process_time() - used:.1f} s of one core")


if __name__ == "__main__":
    main()
