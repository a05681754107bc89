"""Trains Music Transformer on prepared events; can be stopped and started again at any time.

    python training/music/train.py build/music/lieder.npz build/music/run --steps 6000

The learning rate rises, stays, and falls to nothing over the last quarter. ``--after`` begins with the weights of
another run, ``--absolute`` trains the network without relative attention. Writes last.pt (to go on from), best.pt (the
least validation loss) and log.csv. Each step draws from a seed of its own, so that an interrupted run makes the same
network as one that ran through, on one machine with one number of threads.
"""

from __future__ import annotations

import argparse
import math
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from absolute import Absolute
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from digiteller.nets.music_transformer import Config, MusicTransformer
from digiteller.nets.performance import EVENTS, START

SEED = 388
BATCH = 8
RATE = 8e-4
WARMUP = 200
EVERY = 100
"""Steps between checkpoints; validation is every third time."""
NOTHING = -100
"""The target where a piece is shorter than the window."""


class Pieces:
    """The pieces of one set: windows of (inputs, controls, targets) are cut from them."""

    def __init__(self, data: dict[str, NDArray[np.generic]], name: str, window: int) -> None:
        self.events = np.asarray(data[name + "_events"], np.int64)
        self.controls = np.asarray(data[name + "_controls"])
        ends = np.asarray(data[name + "_ends"])
        self.spans = list(zip([0, *ends[:-1]], ends, strict=True))
        self.weights = np.diff([0, *ends]) / ends[-1]
        self.window = window

    def cut(self, first: int, stop: int, at: int) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]]:
        """Return the window at ``at`` of the piece in ``first`` to ``stop``, filled up where the piece ends."""
        end = min(at + self.window, stop)
        missing = self.window - (end - at)
        before = np.array([START]) if at == first else self.events[at - 1 : at]
        inputs = np.concatenate([before, self.events[at : end - 1], np.zeros(missing, np.int64)])
        controls = np.pad(self.controls[at:end], ((0, missing), (0, 0)))
        targets = np.concatenate([self.events[at:end], np.full(missing, NOTHING)])
        return inputs, controls, targets

    def draw(self, seed: int, step: int) -> list[Tensor]:
        """Return a batch of random windows; beginnings and ends of pieces come more often than by chance."""
        random = np.random.default_rng([seed, step])
        windows = []
        for piece in random.choice(len(self.spans), BATCH, p=self.weights):
            first, stop = self.spans[piece]
            at = int(random.integers(first - self.window // 3, max(stop - self.window * 2 // 3, first) + 1))
            windows.append(self.cut(first, stop, min(max(at, first), max(stop - self.window, first))))
        return [torch.from_numpy(np.stack(column)) for column in zip(*windows, strict=True)]

    def all(self) -> list[list[Tensor]]:
        """Return batches that cover every event once."""
        windows = [self.cut(a, b, at) for a, b in self.spans for at in range(a, b, self.window)]
        groups = [windows[i : i + BATCH] for i in range(0, len(windows), BATCH)]
        return [[torch.from_numpy(np.stack(column)) for column in zip(*group, strict=True)] for group in groups]


def loss_of(model: MusicTransformer, batch: list[Tensor], reduction: str = "mean") -> Tensor:
    """Return the negative log-likelihood of the targets in nats."""
    inputs, controls, targets = batch
    with torch.autocast("cpu", torch.bfloat16):
        logits = model(inputs, controls.long())
    return F.cross_entropy(logits.float().view(-1, EVENTS), targets.view(-1), reduction=reduction, ignore_index=NOTHING)


@torch.no_grad()
def evaluate(model: MusicTransformer, pieces: Pieces) -> float:
    """Return the mean negative log-likelihood of an event in nats, in windows without context from before."""
    model.eval()
    total = sum(float(loss_of(model, batch, "sum")) for batch in pieces.all())
    model.train()
    return total / len(pieces.events)


def rate_at(step: int, steps: int, highest: float) -> float:
    """Return the learning rate of a step."""
    decay = steps // 4
    return highest * min(1.0, (step + 1) / WARMUP, max(steps - step, 1) / decay)


def main() -> None:
    """Train until ``--steps``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--after", type=Path)
    parser.add_argument("--absolute", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)

    config = Config(layers=6)
    model = (Absolute if args.absolute else MusicTransformer)(config)
    if args.after:
        model.load_state_dict(torch.load(args.after, weights_only=True)["model"])
    optimizer = torch.optim.AdamW(model.parameters(), lr=args.rate, betas=(0.9, 0.98), weight_decay=0.02)
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
    running: list[float] = []
    while step < args.steps:
        torch.manual_seed(args.seed * 1_000_003 + step)
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, args.steps, args.rate)
        loss = loss_of(model, train.draw(args.seed, step))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        running.append(loss.item())
        step += 1
        if step % EVERY and step < args.steps:
            continue
        checked = ""
        if step % (3 * EVERY) == 0 or step == args.steps:
            value = evaluate(model, valid)
            checked = f"{value:.4f}"
            if value < best:
                best = value
                torch.save({"model": model.state_dict(), "config": asdict(config), "step": step}, args.out / "best.pt")
        log.write(f"{step},{sum(running) / len(running):.4f},{checked},{time.process_time():.0f}\n")
        running.clear()
        unfinished = last.with_suffix(".tmp")
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step, "best": best}
        torch.save(state, unfinished)
        unfinished.replace(last)


if __name__ == "__main__":
    main()
