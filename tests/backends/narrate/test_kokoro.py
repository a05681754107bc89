"""A tiny network with Kokoro's inputs, outputs and inner tensors: every phoneme lasts two frames over the speed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digiteller.backends.narrate.kokoro import Kokoro
from digiteller.backends.narrate.onnx_graph import Node
from digiteller.errors import SpecError, WeightsError
from digiteller.options import NarrateOptions
from digiteller.speech.reading_aloud import ReadingVoice, read_aloud
from digiteller.story import Prosody, Speech
from timing import assert_times_in_order

TEXT = "Mina said: “It is 3 o'clock, Mr. Fox!” Then she slept."
Files = dict[str, Path]


@pytest.fixture(scope="module")
def files(onnx: Any, tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("kokoro")
    operations = [
        Node("Shape", ("tokens",), ("shape",)),
        Node("ConstantOfShape", ("shape",), ("zeros",)),
        Node("Add", ("zeros", "two"), ("twos",)),
        Node("Div", ("twos", "speed"), ("divided",)),
        Node("Round", ("divided",), ("rounded",)),
        Node("Clip", ("rounded", "one"), ("clipped",)),
        Node("ReduceSum", ("clipped",), ("frames",)),
        Node("Mul", ("frames", "frame"), ("long",)),
        Node("Squeeze", ("long",), ("length",)),
        Node("Range", ("start", "length", "one"), ("at",)),
        Node("Sin", ("at",), ("wave",)),
        Node("ReduceMax", ("style",), ("loud",)),
        Node("Mul", ("wave", "loud"), ("audio",)),
    ]
    scalars = {"two": 2, "one": 1, "frame": 600, "start": 0}
    inputs = {"tokens": np.int64, "style": np.float32, "speed": np.float32}
    network = onnx(inputs, operations, {name: np.array(n, np.float32) for name, n in scalars.items()}, "audio")
    half = len(network) // 2
    (folder / "1").write_bytes(network[:half])
    (folder / "2").write_bytes(network[half:])
    np.savez(folder / "voices.npz", loud=np.full((510, 1, 256), 0.5, np.float32))
    np.full((510, 256), 0.1, "<f4").tofile(folder / "soft.f32")
    return {
        "tiny.onnx.1": folder / "1", "tiny.onnx.2": folder / "2",
        "voices.npz": folder / "voices.npz", "bsoft.f32": folder / "soft.f32",
    }  # fmt: skip


def read(files: Files, voice: str | None = None, speed: float = 1.0, text: str = TEXT, **settings: Any) -> Speech:
    options = NarrateOptions(speed=speed)
    return read_aloud(text, ReadingVoice(Kokoro(files, options, settings), voice), options, 1)


def test_a_network_in_pieces_speaks_and_times_every_word(files: Files) -> None:
    speech = read(files)
    assert speech.sample_rate == 24000
    words = [word for sentence in speech.sentences for word in sentence.words]
    assert [word.text for word in words] == TEXT.split()
    assert_times_in_order(speech)


def test_words_take_as_long_as_their_phonemes(files: Files) -> None:
    [utterance] = Kokoro(files, NarrateOptions(speed=1.0), {}).say(
        ["A", "caterpillar."], None, "en", np.random.default_rng(1), Prosody()
    )
    (_, first), (start, end) = utterance.spans
    assert start == pytest.approx(first)
    assert (end - start) / 0.05 == pytest.approx(round((end - start) / 0.05))  # whole phonemes of two frames
    assert end - start > 0.4


def test_slower_is_longer(files: Files) -> None:
    assert len(read(files, speed=0.5).samples) == pytest.approx(2 * len(read(files, speed=1.0).samples), rel=0.2)


def test_voices_come_from_archives_and_plain_numbers(files: Files) -> None:
    narrator = Kokoro(files, NarrateOptions(), {})
    rng = np.random.default_rng(1)
    loud, soft = (next(iter(narrator.say(["Go."], voice, "en", rng, Prosody()))) for voice in ("loud", "bsoft"))
    assert np.abs(loud.samples).max() == pytest.approx(0.5, abs=0.01)
    assert np.abs(soft.samples).max() == pytest.approx(0.1, abs=0.01)


def test_a_voice_that_begins_with_b_is_british(files: Files) -> None:
    narrator = Kokoro(files, NarrateOptions(), {})
    assert narrator._front_end(british=True).phonemes(["bath"]) != narrator._front_end(british=False).phonemes(["bath"])


def test_the_default_voice_can_be_set(files: Files) -> None:
    assert read(files).samples.tobytes() == read(files, "loud").samples.tobytes()
    assert read(files, voice="bsoft").samples.tobytes() == read(files, "bsoft").samples.tobytes()
    with pytest.raises(SpecError, match="no voice 'nobody'") as error:
        read(files, "nobody")
    assert "bsoft, loud" in str(error.value.hint)


def test_a_missing_piece_is_told(files: Files) -> None:
    with pytest.raises(WeightsError, match="pieces"):
        read({name: path for name, path in files.items() if name != "tiny.onnx.1"})


def test_damaged_files_are_told(files: Files, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.write_bytes(b"nonsense" * 99)
    for name in files:
        with pytest.raises(WeightsError):
            read({**files, name: bad})


def test_a_network_of_another_kind_is_told(files: Files, onnx: Any, tmp_path: Path) -> None:
    other = tmp_path / "other.onnx"
    other.write_bytes(onnx({"x": np.float32}, [Node("Round", ("x",), ("r",)), Node("Clip", ("r",), ("y",))], {}, "y"))
    with pytest.raises(WeightsError, match="not a network of Kokoro"):
        read({"other.onnx": other, "voices.npz": files["voices.npz"]})


def test_without_voices_there_is_nothing_to_read_with(files: Files) -> None:
    with pytest.raises(WeightsError, match="at least one file of voices"):
        read({name: path for name, path in files.items() if name.startswith("tiny")})
