"""What figures do without being told: breathe, blink, shift a little; each in a time of its own, never in step."""

from __future__ import annotations

import math
from dataclasses import dataclass
from zlib import crc32

_BREATHS = (3.2, 4.6)
"""Seconds of the quickest and the slowest breath."""
_ASLEEP = 1.35
"""How much slower sleepers breathe."""
_DEPTH = 1.7
"""How much a breath lengthens a trunk, in units of puppets."""
_BLINK = 0.1
"""Seconds that eyes are shut."""
_APART = (2.0, 5.2)
"""Seconds from blink to blink."""
_SHIFTS = (2.1, 3.0)
"""Seconds between changes of the weight and the head, which take ``_MOVING``."""
_MOVING = 0.6
_GOLDEN = (5**0.5 - 1) / 2
"""By steps of this share of a range no two neighbours come near each other."""
_LATEST = 0.3
"""Seconds from the first to the last of several who do the same."""
_PASTIMES = ("glance", "settle", "sway", "glance")
_WAITING = (3.5, 6.0)
"""Seconds without anything to do before one of these."""


@dataclass(frozen=True)
class IdleLife:
    """The life of one figure."""

    seed: str
    """Tells it from all others."""

    def breath(self, seconds: float, asleep: bool = False) -> float:
        """Return how far a breath lifts the chest, in units of puppets."""
        period = self._between("breath", *_BREATHS) * (_ASLEEP if asleep else 1.0)
        return _DEPTH * math.sin(math.tau * (seconds / period + self._chance("phase")))

    def blinks(self, seconds: float) -> bool:
        """Return whether the eyes are shut for a moment."""
        slot = sum(_APART) / 2
        at = seconds + slot * self._chance("lids")
        number = math.floor(at / slot)
        begin = (number + 0.15 + 0.6 * self._chance(f"blink {number}")) * slot
        return begin <= at < begin + _BLINK

    def shift(self, seconds: float) -> tuple[float, float]:
        """Return how far the body leans and the head is bent for a change, in degrees."""
        slot = self._between("slot", *_SHIFTS)
        at = seconds + slot * self._chance("start")
        number = math.floor(at / slot)
        share = min(1.0, (at - number * slot) / _MOVING)
        share = share * share * (3 - 2 * share)
        (lean, nod), (next_lean, next_nod) = self._stand(number - 1), self._stand(number)
        return lean + (next_lean - lean) * share, nod + (next_nod - nod) * share

    @property
    def delay(self) -> float:
        """How long after the first of several who do the same it does so, in seconds."""
        return self._between("delay", 0.0, _LATEST)

    def pastime(self, number: int) -> tuple[str, float]:
        """Return the gesture that passes the time for the ``number``-th time, and how long it is waited for it."""
        return _PASTIMES[int(self._chance(f"what {number}") * len(_PASTIMES))], self._between(
            f"when {number}", *_WAITING
        )

    def _stand(self, number: int) -> tuple[float, float]:
        lean, nod = ((self._chance(name) + number * _GOLDEN) % 1.0 - 0.5 for name in ("lean", "nod"))
        return 4.4 * lean, 10.0 * nod

    def _between(self, what: str, low: float, high: float) -> float:
        return low + (high - low) * self._chance(what)

    def _chance(self, what: str) -> float:
        return crc32(f"{what}/{self.seed}".encode()) / 2**32
