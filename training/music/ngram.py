"""The held-out loss of a 5-gram over the same events, for comparison with the networks.

    python training/music/ngram.py build/music/lieder.npz

Interpolated Kneser-Ney (Chen and Goodman 1999, section 2.8) with one discount for each order, n1 / (n1 + 2 n2). It is
not told the controls, and looks back over the beginning of a window as the networks do not.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from digiteller.nets.performance_events import EVENTS, START

ORDER = 5
Context = tuple[int, ...]


class KneserNey:
    """Probabilities of the next event after the last four."""

    def __init__(self, pieces: Sequence[Sequence[int]]) -> None:
        whole: Counter[Context] = Counter()
        for piece in pieces:
            padded = [START] * (ORDER - 1) + list(piece)
            whole.update(tuple(padded[i : i + ORDER]) for i in range(len(piece)))
        self._counts: list[Counter[Context]] = [whole]
        while len(next(iter(self._counts[0]))) > 1:
            self._counts.insert(0, Counter(gram[1:] for gram in self._counts[0]))
        self._discounts: list[float] = []
        self._totals: list[Counter[Context]] = []
        self._kinds: list[Counter[Context]] = []
        for counts in self._counts:
            often = Counter(counts.values())
            self._discounts.append(often[1] / (often[1] + 2 * often[2]) if often[1] else 0.0)
            totals: Counter[Context] = Counter()
            for gram, count in counts.items():
                totals[gram[:-1]] += count
            self._totals.append(totals)
            self._kinds.append(Counter(gram[:-1] for gram in counts))

    def probability(self, context: Context, event: int) -> float:
        """Return the probability of ``event`` after ``context``, four events."""
        probability = 1 / EVENTS
        for order, counts in enumerate(self._counts):
            before = context[len(context) - order :]
            total = self._totals[order][before]
            if not total:
                break
            discount = self._discounts[order]
            seen = max(counts[(*before, event)] - discount, 0.0)
            probability = (seen + discount * self._kinds[order][before] * probability) / total
        return probability


def pieces_of(data: np.lib.npyio.NpzFile, name: str) -> list[list[int]]:
    """Return the events of each piece of a set."""
    events = data[f"{name}_events"]
    return [events[a:b].tolist() for a, b in pairwise([0, *data[f"{name}_ends"]])]


def main() -> None:
    """Print the losses in nats an event."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    data = np.load(parser.parse_args().data)
    model = KneserNey(pieces_of(data, "train"))
    for name in ("valid", "test"):
        loss, count = 0.0, 0
        for piece in pieces_of(data, name):
            padded = [START] * (ORDER - 1) + piece
            for i, event in enumerate(piece):
                loss -= float(np.log(model.probability(tuple(padded[i : i + ORDER - 1]), event)))
            count += len(piece)
        print(f"{name}: {loss / count:.4f} nats an event, {count} events")


if __name__ == "__main__":
    main()
