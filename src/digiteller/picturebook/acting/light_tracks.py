"""How bright a page is at every moment: lamps that go on and out, lightning, the sun that comes and goes."""

from __future__ import annotations

from digiteller.language.storyboard import LightSort
from digiteller.picturebook.acting.performance import Performance
from digiteller.picturebook.acting.speaking import SpokenScene

_DIM, _BRIGHT = 0.5, 1.3
"""How bright a page that is drawn lit is without its lamps, and one that is drawn dark with them."""
_LASTS: dict[LightSort, float] = {"on": 0.15, "off": 0.2, "dawn": 3.0, "dusk": 3.0}
"""Seconds that a change takes."""
_FLASH, _FADES = 1.45, 0.5
"""How bright lightning makes a page, and in how many seconds that is over: one flash, which hurts nobody's eyes."""


class LightTrack:
    """The light of a take, in shares of that which the page is drawn in."""

    def __init__(self, performance: Performance, scene: SpokenScene, speech: float) -> None:
        """Plan a take in which the narrator begins at ``speech`` seconds."""
        self._flashes = [speech + scene.start(one.word) for one in performance.lights if one.sort == "flash"]
        self._steps: list[tuple[float, float, float, float]] = []
        for change in performance.lights:
            if change.sort in _LASTS:
                start = speech + scene.start(change.word) + 0.1
                before, after = _levels(change.sort, performance)
                self._steps.append((start, _LASTS[change.sort], self._steps[-1][3] if self._steps else before, after))

    def at(self, seconds: float) -> float:
        """Return how bright the page is: 1 for as it is drawn."""
        level = self._steps[0][2] if self._steps else 1.0
        for start, lasts, before, after in self._steps:
            share = min(1.0, max(0.0, (seconds - start) / lasts))
            if seconds >= start:
                level = before + (after - before) * share * share * (3 - 2 * share)
        for start in self._flashes:
            if 0 <= seconds - start < _FADES:
                level *= 1 + (_FLASH - 1) * (1 - (seconds - start) / _FADES) ** 2
        return round(level, 3)


def _levels(sort: LightSort, performance: Performance) -> tuple[float, float]:
    """Return the light before and after a change, of a page that is drawn as it is at its end or its beginning."""
    moment = performance.moment
    if sort in {"on", "off"}:
        with_lamps, without = (1.0, _DIM) if moment.lit else (_BRIGHT, 1.0)
    else:
        with_lamps, without = (1.0, _DIM + 0.15) if moment.time in {"day", "dawn"} else (_BRIGHT, 1.0)
    return (without, with_lamps) if sort in {"on", "dawn"} else (with_lamps, without)
