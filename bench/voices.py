"""Times narrators on one page of a story, and Piper itself on the same voice: ``python bench/voices.py MODEL ...``.

The models must be on this machine (``digiteller models pull``), with their packages. For every one it prints seconds of
speech, of wall clock and of processor time, and how many times faster than real time the processor is.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from narrate import PAGE

from digiteller.backends.table import find_backend
from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.options import NarrateOptions
from digiteller.speech.reading_aloud import ReadingVoice, read_aloud

_ROUNDS = 3


def measure(name: str, speak: Callable[[], float]) -> None:
    """Print the speed of ``speak``, which returns seconds of speech, without its first call."""
    speak()
    wall, processor = time.perf_counter(), time.process_time()
    seconds = sum(speak() for _ in range(_ROUNDS))
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    speed = seconds / processor
    print(f"{name}: {seconds:.1f} s of speech in {wall:.2f} s, {processor:.2f} s of processor: {speed:.1f} x")


def ours(name: str) -> tuple[Any, dict[str, Path]]:
    """Return a model's narrator, and its files."""
    model = load_registry().get("narrate", name)
    files = open_model(model, on_bytes=lambda *_: None, offline=True)
    narrator = find_backend("narrate", model.entry.backend).load()
    return narrator(files, NarrateOptions(speed=1.0), {**model.entry.options, "device": "auto"}), files


def read(narrator: Any) -> float:
    """Return the seconds that the page takes, with its word times, pauses and loudness."""
    speech = read_aloud(PAGE, ReadingVoice(narrator), NarrateOptions(speed=1.0), 1)
    return len(speech.samples) / speech.sample_rate


def piper_alone(files: dict[str, Path]) -> Callable[[], float]:
    """Return Piper's own reading of the page, samples alone, with as many threads as it likes."""
    from piper import PiperVoice

    weights, config = (next(path for name, path in files.items() if name.endswith(end)) for end in (".onnx", ".json"))
    voice = PiperVoice.load(weights, config)
    return lambda: sum(len(part.audio_float_array) / part.sample_rate for part in voice.synthesize(PAGE))


def main() -> None:
    """Measure the models that are named."""
    for name in sys.argv[1:]:
        narrator, files = ours(name)
        measure(f"digiteller, {name}", lambda narrator=narrator: read(narrator))  # type: ignore[misc]
        if name.startswith("piper-"):
            measure("Piper alone, the same voice", piper_alone(files))


if __name__ == "__main__":
    main()
