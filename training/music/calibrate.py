"""Prints where the composer's measures lie in held-out songs: the quartiles for ``ranking.USUAL``.

python training/music/calibrate.py build/music/lieder.npz
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from digiteller.backends.compose.phrase_scoring import measures
from digiteller.nets.music_controls import METRES, QUARTER
from digiteller.nets.performance_events import TIME_SHIFT, VELOCITY, decode

MINOR, METRE, BEAT, STEP = 0, 5, 6, 7
"""Columns of the controls."""
PHRASE = 4
"""Bars."""


def phrases(data: np.lib.npyio.NpzFile, name: str) -> Iterator[dict[str, float]]:
    """Yield the measures of each four bars in a set."""
    for first, stop in pairwise([0, *data[f"{name}_ends"]]):
        events, controls = data[f"{name}_events"][first:stop], data[f"{name}_controls"][first:stop]
        metre = int(np.bincount(controls[:, METRE]).argmax())
        if metre == len(METRES):
            continue
        steps = METRES[metre][0] * 4 * QUARTER // METRES[metre][1]
        waits = np.where((events >= TIME_SHIFT) & (events < VELOCITY), events - TIME_SHIFT + 1, 0)
        times = np.concatenate([[0], np.cumsum(waits)[:-1]])
        places = controls[:, BEAT].astype(int) * QUARTER + controls[:, STEP]
        bars = np.unique(times - places)
        notes = decode(events.tolist())
        for at in range(1, len(bars) - PHRASE, PHRASE):
            four = bars[at : at + PHRASE].tolist()
            if set(np.diff(bars[at - 1 : at + PHRASE])) == {steps}:
                near = [n for n in notes if n.end > four[0] - steps and n.start < four[-1] + steps]
                yield measures(near, four, steps, bool(controls[:, MINOR].mean() > 0.5))


def main() -> None:
    """Print the quartiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = np.load(parser.parse_args().data)
    rows = [row for name in ("valid", "test") for row in phrases(data, name) if row]
    print(f"{len(rows)} phrases of {PHRASE} bars")
    for name in rows[0]:
        print(f"{name:12}", *(f"{x:.3f}" for x in np.percentile([row[name] for row in rows], [25, 50, 75])))


if __name__ == "__main__":
    main()
