"""Trains Music Transformer on prepared events; can be stopped and started again at any time.

    python training/music/train.py build/music/lieder.npz build/music/run --steps 6000

The learning rate rises, stays, and falls to nothing over the second half. ``--after`` begins with the weights of
another run, or with those that are shipped. ``--transposed`` is the share of windows that are moved by -6 to +5
semitones; the network is told by how many. ``--absolute`` trains the network without relative attention. Writes last.pt
(to go on from), best.pt (the least validation loss) and log.csv. Each step draws from a seed of its own, so that an
interrupted run makes the same network as one that ran through, on one machine whose kernels give the same bits.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from absolute import Absolute
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional as F

from digiteller.nets.chords import NONE, QUALITIES
from digiteller.nets.music_controls import COUNT, SIZES
from digiteller.nets.music_transformer import Config, MusicTransformer
from digiteller.nets.performance_events import EVENTS, START, TIME_SHIFT

SEED = 388
BATCH = 8
RATE = 8e-4
WARMUP = 200
EVERY = 100
"""Steps between checkpoints; validation is every third time."""
HEAD = 64
"""The size of a head."""
DECAY = 0.02
NOTHING = -100
"""The target where a piece is shorter than the window."""
CHORD = COUNT - 1
"""The column of the chord among the controls."""
LOWEST_KEY, KEYS = -6, 12
"""Semitones by which a window is transposed at least, and how many transpositions there are."""
KEY_WEIGHTS = f"controls.{COUNT}.weight"
"""What the network is told of the transposition."""


class Pieces:
    """The pieces of one set: windows of (inputs, controls, targets) are cut from them.

    The last column of the controls says by how many semitones a window is transposed, less ``LOWEST_KEY``.
    """

    def __init__(self, data: dict[str, NDArray[np.generic]], name: str, window: int) -> None:
        self.events = np.asarray(data[name + "_events"], np.int64)
        self.controls = np.pad(np.asarray(data[name + "_controls"]), ((0, 0), (0, 1)), constant_values=-LOWEST_KEY)
        ends = np.asarray(data[name + "_ends"])
        self.spans = list(zip([0, *ends[:-1]], ends, strict=True))
        self.weights = np.diff([0, *ends]) / ends[-1]
        self.window = window

    def cut(self, first: int, stop: int, at: int) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]]:
        """Return the window at ``at`` of the piece in ``first`` to ``stop``, filled up where the piece ends."""
        end = min(at + self.window, stop)
        missing = self.window - (end - at)
        before = np.array([START]) if at == first else self.events[at - 1 : at]
        inputs = np.concatenate([before, self.events[at : end - 1], np.full(missing, START)])
        controls = np.pad(self.controls[at:end], ((0, missing), (0, 0)))
        targets = np.concatenate([self.events[at:end], np.full(missing, NOTHING)])
        return inputs, controls, targets

    def draw(self, seed: int, step: int, size: int, share: float) -> list[Tensor]:
        """Return ``size`` random windows; beginnings and ends of pieces come more often than by chance.

        A ``share`` of them is transposed.
        """
        random = np.random.default_rng([seed, step])
        windows = []
        for piece in random.choice(len(self.spans), size, p=self.weights):
            first, stop = self.spans[piece]
            at = int(random.integers(first - self.window // 3, max(stop - self.window * 2 // 3, first) + 1))
            windows.append(self.cut(first, stop, min(max(at, first), max(stop - self.window, first))))
        for i in np.flatnonzero(random.random(size) < share):
            windows[i] = transposed(*windows[i], int(random.integers(KEYS)) + LOWEST_KEY)
        return [torch.from_numpy(np.stack(column)) for column in zip(*windows, strict=True)]

    def all(self) -> list[list[Tensor]]:
        """Return batches that cover every event once."""
        windows = [self.cut(a, b, at) for a, b in self.spans for at in range(a, b, self.window)]
        groups = [windows[i : i + BATCH] for i in range(0, len(windows), BATCH)]
        return [[torch.from_numpy(np.stack(column)) for column in zip(*group, strict=True)] for group in groups]


def transposed(
    inputs: NDArray[np.int64], controls: NDArray[np.uint8], targets: NDArray[np.int64], semitones: int
) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]]:
    """Return a window with its notes and chords that many semitones higher."""

    def moved(events: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.where((events >= 0) & (events < TIME_SHIFT), events + semitones, events)

    controls = controls.copy()
    chords = controls[:, CHORD].astype(np.int64)
    controls[:, CHORD] = np.where(chords == NONE, NONE, (chords + semitones * len(QUALITIES)) % NONE)
    controls[:, COUNT] = semitones - LOWEST_KEY
    return moved(inputs), controls, moved(targets)


def untransposed(model: MusicTransformer) -> dict[str, Tensor]:
    """Return the weights of the network that is not told the transposition: what it is told for none is built in."""
    weights = {name: value.clone() for name, value in model.state_dict().items()}
    weights["events.weight"] += weights.pop(KEY_WEIGHTS)[-LOWEST_KEY]
    return weights


def weights_of(path: Path) -> dict[str, Tensor]:
    """Return the weights of a checkpoint of ours, or of a file of safetensors."""
    if path.suffix == ".safetensors":
        return {name: weight.float() for name, weight in load_file(path).items()}
    return dict(torch.load(path, weights_only=True)["model"])


def told_transposition(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the weights of a network that is told the transposition and does not heed it yet."""
    return weights | {KEY_WEIGHTS: torch.zeros(KEYS, weights["events.weight"].shape[1])}


def loss_of(model: Callable[[Tensor, Tensor], Tensor], batch: list[Tensor], reduction: str = "mean") -> Tensor:
    """Return the negative log-likelihood of the targets in nats."""
    inputs, controls, targets = batch
    with torch.autocast(inputs.device.type, torch.bfloat16):
        logits = model(inputs, controls.long())
    return F.cross_entropy(logits.float().view(-1, EVENTS), targets.view(-1), reduction=reduction, ignore_index=NOTHING)


@torch.no_grad()
def evaluate(model: MusicTransformer, pieces: Pieces) -> float:
    """Return the mean negative log-likelihood of an event in nats, in windows without context from before."""
    model.eval()
    device = model.output.weight.device
    total = sum(float(loss_of(model, [part.to(device) for part in batch], "sum")) for batch in pieces.all())
    model.train()
    return total / len(pieces.events)


def rate_at(step: int, steps: int, highest: float) -> float:
    """Return the learning rate of a step."""
    return highest * min(1.0, (step + 1) / WARMUP, max(steps - step, 1) / (steps // 2))


def main() -> None:
    """Train until ``--steps``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--batch", type=int, default=BATCH)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--after", type=Path)
    parser.add_argument("--transposed", type=float, default=0.0)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--width", type=int, default=Config.width)
    parser.add_argument("--window", type=int, default=Config.window)
    parser.add_argument("--dropout", type=float, default=Config.dropout)
    parser.add_argument("--absolute", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)

    config = Config(args.layers, args.width, args.width // HEAD, 4 * args.width, args.window, args.dropout)
    model = (Absolute if args.absolute else MusicTransformer)(config, (*SIZES, KEYS)).to(args.device)
    if args.after:
        model.load_state_dict(told_transposition(weights_of(args.after)))
    fast = torch.compile(model) if args.device == "cuda" else model
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, betas=(0.9, 0.98), weight_decay=DECAY)
    data = dict(np.load(args.data))
    train, valid = Pieces(data, "train", config.window), Pieces(data, "valid", config.window)
    step, best = 0, math.inf
    last = args.out / "last.pt"
    if last.exists():
        saved = torch.load(last, weights_only=True)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        step, best = saved["step"], saved["best"]
    log = (args.out / "log.csv").open("a", buffering=1)
    running: list[Tensor] = []
    while step < args.steps:
        torch.manual_seed(args.seed * 1_000_003 + step)
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, args.steps, args.rate)
        batch = train.draw(args.seed, step, args.batch, args.transposed)
        loss = loss_of(fast, [part.to(args.device) for part in batch])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        running.append(loss.detach())
        step += 1
        if step % EVERY and step < args.steps:
            continue
        checked = ""
        if step % (3 * EVERY) == 0 or step == args.steps:
            value = evaluate(model, valid)
            checked = f"{value:.4f}"
            if value < best:
                best = value
                torch.save({"model": untransposed(model), "config": asdict(config), "step": step}, args.out / "best.pt")
        log.write(f"{step},{torch.stack(running).mean():.4f},{checked},{time.process_time():.0f}\n")
        running.clear()
        unfinished = last.with_suffix(".tmp")
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "best": best}
        torch.save(state, unfinished)
        unfinished.replace(last)


if __name__ == "__main__":
    main()
