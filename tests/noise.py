"""A network that knows nothing, for tests of what must hold whatever it says."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from digiteller.nets.performance_events import EVENTS


class RandomDecoder:
    """Answers every event with the same kind of noise."""

    def __init__(self, lanes: int = 2) -> None:
        self.lanes = lanes
        self.clear()

    def clear(self) -> None:
        self.position = 0
        self._random = np.random.default_rng(0)

    def step(self, events: NDArray[np.int64], controls: NDArray[np.int64]) -> NDArray[np.float32]:
        assert len(events) == len(controls) == self.lanes
        self.position += 1
        return self._random.normal(0, 2, (self.lanes, EVENTS)).astype(np.float32)

    def keep(self, lane: int, position: int) -> None:
        assert 0 <= lane < self.lanes
        assert position <= self.position
        self.position = position
