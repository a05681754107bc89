"""Runs the exported Music Transformer event by event, in several lanes at once, without torch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digiteller.errors import WeightsError
from digiteller.nets.music_controls import COUNT
from digiteller.nets.onnx import open_session


class Decoder:
    """The network with its memory: the keys and values of the last ``slots`` events of each lane.

    The memory is a ring: an event's key and value overwrite the oldest ones, and nothing is ever moved. One thread
    computes, so that the same events give the same logits whatever else the machine does.
    """

    def __init__(self, path: Path, lanes: int, slots: int = 511) -> None:
        """Load the network; ``slots`` is below the window it was trained with.

        Raises:
            WeightsError: the file is not an exported Music Transformer.
        """
        try:
            self._session = open_session(path)
            shapes = {put.name: put.shape for put in self._session.get_inputs()}
            layers = sum(name.startswith("keys.") for name in shapes)
            heads, size = (int(side) for side in shapes["keys.0"][1:3])
            fits = shapes["controls"][1] == COUNT
        except Exception as error:  # onnxruntime raises a dozen types of its own
            raise WeightsError(f"{path}: not a Music Transformer that onnxruntime can read: {error}") from error
        if not fits:
            raise WeightsError(f"{path}: made for other controls than this version's")
        self.lanes = lanes
        self._keys = [np.zeros((lanes, heads, size, slots), np.float32) for _ in range(layers)]
        self._values = [np.zeros((lanes, heads, slots, size), np.float32) for _ in range(layers)]
        self._memory = {f"keys.{i}": keys for i, keys in enumerate(self._keys)}
        self._memory |= {f"values.{i}": values for i, values in enumerate(self._values)}
        self._outputs = ["logits", *(f"key.{i}" for i in range(layers)), *(f"value.{i}" for i in range(layers))]
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self.position = 0
        self._held = np.full(self._keys[0].shape[-1], -1)

    def step(self, events: NDArray[np.int64], controls: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the logits [lanes, EVENTS] of what follows ``events`` [lanes] with ``controls`` [lanes, COUNT]."""
        empty = self._held < 0
        feed = {
            "events": events,
            "controls": controls,
            "ages": np.where(empty, 1, self.position - self._held),
            "bias": np.where(empty, -np.inf, 0.0).astype(np.float32),
        }
        logits, *new = self._session.run(self._outputs, feed | self._memory)
        slot = self.position % len(self._held)
        for keys, key in zip(self._keys, new[: len(self._keys)], strict=True):
            keys[..., slot] = key
        for values, value in zip(self._values, new[len(self._keys) :], strict=True):
            values[:, :, slot] = value
        self._held[slot] = self.position
        self.position += 1
        return np.asarray(logits, np.float32)

    def keep(self, lane: int, position: int) -> None:
        """Make every lane remember what ``lane`` does up to ``position``, and nothing after it."""
        for memory in self._memory.values():
            memory[:] = memory[lane]
        self._held[self._held >= position] = -1
        self.position = position
