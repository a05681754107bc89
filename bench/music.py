"""Times the composer: ``python bench/music.py [ROUNDS]``.

Prints how many events a second the exported network computes with its cache, a minute of music from its plan to its
WAV, and, where torch is installed, the same network in torch with and without a cache. One thread each; the best of
the rounds.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from digiteller.backends.compose.music_transformer_composer import CANDIDATES, MusicTransformerComposer
from digiteller.media.mastering import write_music
from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.nets.music_controls import COUNT
from digiteller.nets.music_decoder import Decoder
from digiteller.options import ComposeOptions
from digiteller.story import Section

SLOTS = 511
EVENTS = 40
"""Of each lane in a round."""
MOODS = ("calm", "happy", "tense", "dreamy")
Clock = tuple[float, float]
"""Seconds of wall clock and of processor time."""


def best(work: Callable[[], object], rounds: int) -> Clock:
    """Return the shortest times of ``work``."""
    work()
    times = []
    for _ in range(rounds):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        times.append((time.perf_counter() - wall, time.process_time() - processor))
    walls, processors = zip(*times, strict=True)
    return min(walls), min(processors)


def show(name: str, events: int, clock: Clock) -> None:
    """Print how many events a second that is."""
    wall, processor = clock
    print(f"{name}: {events / wall:.0f} events a second of wall clock, {events / processor:.0f} of processor time")


def onnx(path: Path, rounds: int) -> None:
    """Time the composer's own decoder."""
    decoder = Decoder(path, CANDIDATES, SLOTS)
    events, controls = np.zeros(CANDIDATES, np.int64), np.zeros((CANDIDATES, COUNT), np.int64)

    def steps() -> None:
        for _ in range(EVENTS):
            decoder.step(events, controls)

    show(f"onnxruntime, cache of {SLOTS}, {CANDIDATES} lanes", EVENTS * CANDIDATES, best(steps, rounds))


def torch(rounds: int) -> None:
    """Time the same network in torch."""
    import torch

    from digiteller.nets.music_transformer import Config

    torch.set_num_threads(1)
    config = Config(layers=6)
    model = MusicTransformerComposer(config).eval()
    size = config.width // config.heads
    keys = [torch.zeros(CANDIDATES, config.heads, size, SLOTS) for _ in range(config.layers)]
    values = [torch.zeros(CANDIDATES, config.heads, SLOTS, size) for _ in range(config.layers)]
    event, control = torch.zeros(CANDIDATES, dtype=torch.long), torch.zeros(CANDIDATES, COUNT, dtype=torch.long)
    ages, bias = torch.arange(1, SLOTS + 1), torch.zeros(SLOTS)
    past, rows = event[:, None].repeat(1, SLOTS), control[:, None].repeat(1, SLOTS, 1)

    @torch.inference_mode()
    def cached() -> None:
        for _ in range(EVENTS):
            model.step(event, control, ages, bias, keys, values)

    @torch.inference_mode()
    def whole() -> None:
        model(past, rows)

    show("torch, the same cache", EVENTS * CANDIDATES, best(cached, rounds))
    show(f"torch, {SLOTS} events again for each new one", CANDIDATES, best(whole, rounds))


def minute(files: dict[str, Path], rounds: int) -> None:
    """Time a minute of music."""
    composer = MusicTransformerComposer(files, ComposeOptions(), {})
    sections = [Section(15.0 * i, 15.0 * (i + 1), mood) for i, mood in enumerate(MOODS)]
    with tempfile.TemporaryDirectory() as folder:

        def compose() -> None:
            write_music(composer.compose(sections, 1, lambda *_: None), 60.0, Path(folder, "music.wav"))

        wall, processor = best(compose, rounds)
    print(f"a minute of music, from its plan to its WAV: {wall:.1f} s, {processor:.1f} s of processor")


def main() -> None:
    """Print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    files = open_model(load_registry().get("compose"), on_bytes=lambda *_: None)
    onnx(next(path for name, path in files.items() if name.endswith(".onnx")), 3 * rounds)
    if importlib.util.find_spec("torch"):
        torch(rounds)
    minute(files, rounds)


if __name__ == "__main__":
    main()
