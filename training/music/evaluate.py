"""Prints the held-out loss of a network, as trained and as exported, and its learning curve.

python training/music/evaluate.py build/music/lieder.npz build/music/run weights/music-transformer-lieder.onnx
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from export import load
from train import Pieces, evaluate

from digiteller.nets.music_controls import COUNT
from digiteller.nets.music_decoder import Decoder
from digiteller.nets.performance_events import START


def exported_loss(path: Path, pieces: Pieces, events: int) -> float:
    """Return the mean negative log-likelihood of the first ``events`` events of each long piece, event by event."""
    spans = [(a, b) for a, b in pieces.spans if b - a >= events]
    decoder = Decoder(path, lanes=len(spans), slots=pieces.window - 1)
    total = 0.0
    last = np.full(len(spans), START)
    for i in range(events):
        logits = decoder.step(last, np.stack([pieces.controls[a + i, :COUNT] for a, _ in spans]).astype(np.int64))
        last = np.array([pieces.events[a + i] for a, _ in spans])
        chosen = logits[np.arange(len(spans)), last].astype(np.float64)
        total += float((np.logaddexp.reduce(logits.astype(np.float64), axis=1) - chosen).sum())
    return total / (len(spans) * events)


@torch.no_grad()
def whole_loss(path: Path, pieces: Pieces, events: int) -> float:
    """Return the same with torch, in single precision."""
    model = load(path)
    inputs, rows, targets = (
        torch.from_numpy(np.stack(column))
        for column in zip(
            *(pieces.cut(a, a + events, a) for a, b in pieces.spans if b - a >= events),
            strict=True,
        )
    )
    total = 0.0
    for i, row, target in zip(inputs, rows, targets, strict=True):
        logits = model(i[None], row[None].long())[0, :events]
        total += float(torch.nn.functional.cross_entropy(logits, target[:events], reduction="sum"))
    return total / (len(inputs) * events)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("run", type=Path)
    parser.add_argument("network", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    print((args.run / "log.csv").read_text())
    data = dict(np.load(args.data))
    model = load(args.run / "best.pt")
    for name in ("valid", "test"):
        pieces = Pieces(data, name, model.config.window)
        print(f"{name}: {evaluate(model, pieces):.4f} nats an event, {len(pieces.events)} events")
    pieces = Pieces(data, "test", model.config.window)
    print(f"beginnings of test pieces, torch: {whole_loss(args.run / 'best.pt', pieces, 400):.4f}")
    print(f"beginnings of test pieces, exported: {exported_loss(args.network, pieces, 400):.4f}")


if __name__ == "__main__":
    main()
