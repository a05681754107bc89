"""Takes that several runs of frames show, as both sides of a change do: each is made once, and dropped in time."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from digiteller.render.picture.frame_runs import FrameRun
from digiteller.render.picture.shots import Set, Take
from digiteller.system.memory import give_back


class SharedTakes:
    """The takes that pieces show: each is made once, and dropped when the last piece that shows it is drawn."""

    def __init__(self, scenery: Set) -> None:
        self._set = scenery
        self._made: dict[int, Take] = {}
        self._awaited: Counter[int] = Counter()
        self._lock = threading.Lock()
        # One thread loads, whatever the number that draw: what it frees and allocates again stays in one heap.
        self._loader = ThreadPoolExecutor(1)

    def expect(self, shown: Iterable[FrameRun]) -> None:
        """Tell which pieces will be drawn."""
        self._awaited.update(shot for piece in shown for shot in piece.shots)

    @contextmanager
    def for_piece(self, piece: FrameRun) -> Iterator[list[Take]]:
        """Give the takes of a piece."""
        with self._lock:
            for shot in piece.shots:
                if shot not in self._made:
                    self._made[shot] = self._loader.submit(self._set.take, shot).result()
                    give_back()
            takes = [self._made[shot] for shot in piece.shots]
        try:
            yield takes
        finally:
            with self._lock:
                self._awaited.subtract(piece.shots)
                for shot in piece.shots:
                    if self._awaited[shot] == 0:
                        self._made.pop(shot, None)
