from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digiteller.errors import WeightsError
from digiteller.nets.music_controls import SIZES
from digiteller.nets.music_decoder import Decoder
from digiteller.nets.performance_events import START

ModelFiles = Callable[[str, str], dict[str, Path]]
REFERENCE = Path(__file__).with_name("music-transformer-lieder.json")
"""Written by training/music/export.py together with the network."""


@pytest.fixture(scope="module")
def network(model_files: ModelFiles) -> Path:
    return model_files("compose", "music-transformer")["music-transformer-lieder.onnx"]


def feed(decoder: Decoder, events: list[int]) -> NDArray[np.float32]:
    """Return the logits after ``events`` in every lane, all with the same controls."""
    controls = np.tile([size // 2 for size in SIZES], (decoder.lanes, 1))
    for event in events:
        logits = decoder.step(np.full(decoder.lanes, event), controls)
    return logits


def test_the_network_answers_what_it_answered_when_it_was_exported(network: Path) -> None:
    reference = json.loads(REFERENCE.read_text())
    decoder = Decoder(network, lanes=1, slots=64)
    for event, row, expected in zip(*reference.values(), strict=True):
        logits = decoder.step(np.array([event]), np.array([row]))[0, ::8]
        np.testing.assert_allclose(logits, expected, atol=2e-3)


def test_it_remembers(network: Path) -> None:
    decoder = Decoder(network, lanes=1)
    first = feed(decoder, [START, 376, 60, 303, 188])
    decoder.clear()
    assert not np.allclose(first, feed(decoder, [START, 376, 67, 303, 188]), atol=0.01)
    decoder.clear()
    np.testing.assert_array_equal(first, feed(decoder, [START, 376, 60, 303, 188]))


def test_lanes_do_not_hear_each_other_until_one_is_kept(network: Path) -> None:
    alone = Decoder(network, lanes=1)
    feed(alone, [START, 376, 60])
    expected = feed(alone, [303, 64])

    decoder = Decoder(network, lanes=2)
    feed(decoder, [START, 376, 60])
    begin = decoder.position
    controls = np.tile([size // 2 for size in SIZES], (2, 1))
    for pair in ([270, 303], [61, 64], [62, 99], [63, 98]):
        logits = decoder.step(np.array(pair), controls)
        if decoder.position == begin + 2:
            np.testing.assert_allclose(logits[1], expected[0], atol=1e-4)
    decoder.keep(1, begin + 2)
    np.testing.assert_allclose(feed(decoder, [280]), np.tile(feed(alone, [280]), (2, 1)), atol=1e-4)


def test_it_goes_on_when_its_memory_is_full(network: Path) -> None:
    short, long = Decoder(network, lanes=1, slots=8), Decoder(network, lanes=1, slots=64)
    events = [START, *([376, 60, 303, 188] * 6)]
    assert np.isfinite(feed(short, events)).all()
    assert not np.allclose(feed(short, [60]), feed(long, [*events, 60]), atol=1e-3)


def test_a_file_that_is_no_network_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.onnx"
    path.write_bytes(b"not a network")
    with pytest.raises(WeightsError, match=r"broken\.onnx"):
        Decoder(path, lanes=1)
    with pytest.raises(WeightsError, match=r"missing\.onnx"):
        Decoder(tmp_path / "missing.onnx", lanes=1)
