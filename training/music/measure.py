"""Compares composed pieces with the held-out songs, and calm scenes with tense ones.

    python training/music/measure.py build/music/lieder.npz weights/music-transformer-lieder.onnx [STORIES]

Each story is a calm scene, a tense one and one of another mood, half of them with the tense one first. The songs are
quartiled by piece: share of notes in the scale, onsets in a quarter, notes at an onset, lengths in quarters.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from prepare import MAJOR, MINOR, pitch_classes

from digiteller.backends.compose import phrase_sampling
from digiteller.backends.compose.phrase_planning import PlannedBar, plan_phrases
from digiteller.backends.compose.phrase_scoring import harmony_fit, in_key
from digiteller.nets.music_controls import QUARTER
from digiteller.nets.music_decoder import Decoder
from digiteller.nets.performance_events import Note, decode
from digiteller.story import MOODS, Section

SCENE = 12.0
"""Seconds."""


@dataclass(frozen=True)
class Scene:
    """What was composed for one scene."""

    mood: str
    notes: list[Note]
    bars: list[PlannedBar]

    @property
    def density(self) -> float:
        """Notes in a second."""
        return len(self.notes) / sum(bar.seconds for bar in self.bars)

    @property
    def tempo(self) -> float:
        """Quarters in a minute."""
        return 60 * sum(bar.steps for bar in self.bars) / QUARTER / sum(bar.seconds for bar in self.bars)

    @property
    def minor(self) -> float:
        """How much more it sounds like A minor than like C major: the difference of Krumhansl's correlations."""
        classes = pitch_classes(self.notes)
        return float(np.corrcoef(classes, np.roll(MINOR, 9))[0, 1] - np.corrcoef(classes, MAJOR)[0, 1])


def figures(notes: Sequence[Note], share: float) -> list[float]:
    """Return the share in the scale as given, onsets in a quarter, notes at an onset, quartiles and mean of lengths."""
    onsets = {note.start for note in notes}
    lengths = [(note.end - note.start) / QUARTER for note in notes]
    quarters = (max(note.end for note in notes) - min(onsets)) / QUARTER
    quartiles = np.percentile(lengths, [25, 50, 75])
    return [share, len(onsets) / quarters, len(notes) / len(onsets), *quartiles, float(np.mean(lengths))]


def songs(data: np.lib.npyio.NpzFile) -> Iterator[list[float]]:
    """Yield the figures of each held-out piece."""
    for name in ("valid", "test"):
        for a, b in pairwise([0, *data[f"{name}_ends"]]):
            notes = decode(data[f"{name}_events"][a:b].tolist())
            yield figures(notes, in_key(notes, bool(data[f"{name}_controls"][a:b, 0].mean() > 0.5)))


def story(decoder: Decoder, number: int) -> list[Scene]:
    """Compose a story; its calm scene comes first, then the tense one, wherever they stood."""
    others = [mood for mood in MOODS if mood not in ("calm", "tense")]
    order = ["calm", "tense", others[number % len(others)]]
    if number % 2:
        order[0], order[1] = order[1], order[0]
    sections = [Section(SCENE * i, SCENE * (i + 1), mood) for i, mood in enumerate(order)]
    planned = plan_phrases(sections, seed=number)
    notes = list(phrase_sampling.sample_phrases(decoder, planned, number))[-1]
    made = []
    for section in sections:
        bars = [bar for phrase in planned for bar in phrase.bars if section.start <= bar.start + 1e-6 < section.end]
        begin, end = bars[0].begin, bars[-1].begin + bars[-1].steps
        made.append(Scene(section.mood, [n for n in notes if begin <= n.start < end], bars))
    return sorted(made, key=lambda scene: {"calm": 0, "tense": 1}.get(scene.mood, 2))


def show(name: str, rows: Sequence[Sequence[float]]) -> None:
    """Print the quartiles of figures."""
    table = np.percentile(np.array(rows), [25, 50, 75], axis=0).T
    titles = ("in the scale", "onsets/quarter", "notes/onset", "length 25 %", "length 50 %", "length 75 %", "mean")
    print(name, len(rows))
    for title, row in zip(titles, table, strict=True):
        print(f"  {title:15}", *(f"{x:6.3f}" for x in row))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("network", type=Path)
    parser.add_argument("stories", type=int, nargs="?", default=20)
    args = parser.parse_args()
    show("held-out songs", list(songs(np.load(args.data))))
    decoder = Decoder(args.network, lanes=4)
    made, right = [], 0
    ratios = []
    for number in range(args.stories):
        scenes = story(decoder, number)
        calm, tense, _ = scenes
        notes = [note for scene in scenes for note in scene.notes]
        keyed = sum(in_key(scene.notes, scene.bars[0].mood.minor) * len(scene.notes) for scene in scenes)
        made.append(figures(notes, keyed / len(notes)))
        ratios.append(tense.density / calm.density)
        right += tense.minor > calm.minor and tense.tempo > calm.tempo
        fit = harmony_fit([bar for scene in scenes for bar in scene.bars], notes)
        print(
            f"story {number:2}: notes a second {calm.density:.2f} -> {tense.density:.2f} (x {ratios[-1]:.2f}), "
            f"tempo {calm.tempo:.0f} -> {tense.tempo:.0f}, minor {calm.minor:+.2f} -> {tense.minor:+.2f}; "
            f"fits {fit:.2f}; in the scale {made[-1][0]:.3f}",
            flush=True,
        )
    show("stories", made)
    print(f"tense / calm: median {np.median(ratios):.2f}, least {min(ratios):.2f}; {right} right in tempo and mode")


if __name__ == "__main__":
    main()
