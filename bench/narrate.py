"""Times the offline narrator on one page of a story: ``python bench/narrate.py [ROUNDS]``.

Prints seconds of speech, of wall clock and of processor time, and how many times faster than real time that is; then
the same for hibari called directly, which gives samples alone: no word times, pauses or loudness.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from hibari import Hibari as Plain

from digiteller.backends.narrate.hibari import Hibari
from digiteller.options import NarrateOptions
from digiteller.speech.reading_aloud import ReadingVoice, read_aloud

PAGE = (
    "Once upon a time, a little fox named Mina lived beside a quiet pond. Every morning she counted the ducklings on "
    "the water. “Where are you going?” asked the old frog. “I am going to sea,” Mina answered, and she folded a boat "
    "out of paper. The wind was soft, and the reeds whispered all around her. It was 7:30, and the kite cost $5."
)


def measure(name: str, speak: Callable[[], int], rounds: int) -> None:
    """Print the speed of ``speak``, which returns the samples made at 24 kHz, without its first call."""
    speak()
    wall, processor = time.perf_counter(), time.process_time()
    seconds = sum(speak() for _ in range(rounds)) / 24000
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"{name}: {seconds:.1f} s of speech in {wall:.2f} s, {processor:.2f} s of processor: {seconds / wall:.0f} x")


def main() -> None:
    """Measure loading and both ways to speak."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    start = time.perf_counter()
    narrator = Hibari({}, NarrateOptions(speed=1.0), {})
    print(f"load: {time.perf_counter() - start:.2f} s")
    plain = Plain()
    measure(
        "digiteller, hibari",
        lambda: len(read_aloud(PAGE, ReadingVoice(narrator), NarrateOptions(speed=1.0), 1).samples),
        rounds,
    )
    measure("hibari alone", lambda: len(plain(PAGE, seed=1)), rounds)


if __name__ == "__main__":
    main()
