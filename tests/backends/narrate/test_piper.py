"""A tiny network with Piper's inputs, outputs and inner tensors: each phoneme has a random length of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("piper")
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

from digiteller.backends.narrate.onnx_graph import Node
from digiteller.backends.narrate.piper import Piper
from digiteller.options import NarrateOptions
from digiteller.speech.reading_aloud import ReadingVoice, read_aloud
from digiteller.story import Prosody
from timing import assert_times_in_order

pytestmark = pytest.mark.voices

RUSSIAN = {
    "Г-н": "ɡˈɛˈɛn", "Иванов": "ɪvˈɑnʌf", "видел": "vʲˈidʲiɭ", "42": "sˈorʌkdvˈɑ", "кота": "kʌtˈɑ", "3": "trʲˈi",
    "мая": "mˈɑja", "2024": "dvʲˈe tˈysʲitʃʲi dvˈɑtsʌtʲtʃʲɪtˈyrʲɪ", "г.,": "ɡˈɛ", "т.": "tˈɛ", "е.": "jˈe",
    "50": "pʲʌdʲdʲɪsʲˈjat", "%.": "prʌtsˈɛnt",
}  # fmt: skip
SPANISH = {
    "El": "el", "Sr.": "seɲˈoɾ", "Ruiz": "ruˈiθ", "vio": "βjˈo", "42": "kwaɾˌɛntaiðˈos", "gatos": "ɣˈatos",
    "el": "el", "3/5/2024,": "tɾˈes βˈara θˈinko βˈara ðˈos mˈil βeɪntikwˈatɾo", "p.": "pˈe", "ej.": "exˈemplo",
    "50": "θinkwˈɛnta", "%.": "poɾθjˈɛnto",
}  # fmt: skip


@pytest.fixture(scope="module")
def network(onnx: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    operations = [
        Node("Gather", ("scales", "second"), ("scale",)),
        Node("Gather", ("lengths", "input"), ("likely",)),
        Node("Mul", ("likely", "scale"), ("long",)),
        Node("Ceil", ("long",), ("frames",)),
        Node("ReduceSum", ("frames",), ("all",)),
        Node("Mul", ("all", "hop"), ("samples",)),
        Node("Squeeze", ("samples",), ("end",)),
        Node("Range", ("zero", "end", "one"), ("at",)),
        Node("Sin", ("at",), ("audio",)),
    ]
    numbers = {"hop": 256, "zero": 0, "one": 1}
    constants = {name: np.array(number, np.float32) for name, number in numbers.items()} | {
        "second": np.array(1, np.int64),
        "lengths": np.random.default_rng(1).uniform(2, 9, 256).astype(np.float32),
    }
    inputs = {"input": np.int64, "input_lengths": np.int64, "scales": np.float32}
    path = tmp_path_factory.mktemp("piper") / "tiny.onnx"
    path.write_bytes(onnx(inputs, operations, constants, "audio"))
    return path


@pytest.fixture
def piper(network: Path, tmp_path: Path) -> Any:
    def build(language: str, **options: Any) -> Piper:
        described = {
            "num_symbols": 256, "num_speakers": 1, "audio": {"sample_rate": 22050}, "espeak": {"voice": language},
            "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
        }  # fmt: skip
        config = tmp_path / f"{language}.json"
        config.write_text(json.dumps(described))
        return Piper({"tiny.onnx": network, "tiny.onnx.json": config}, NarrateOptions(**options), {})

    return build


@pytest.mark.parametrize(("language", "said"), [("ru", RUSSIAN), ("es", SPANISH)])
def test_figures_dates_and_abbreviations_are_read_in_the_voice_s_own_language(
    piper: Any, language: str, said: dict[str, str]
) -> None:
    voice, _ = piper(language)._voice("tiny")
    phonemes, owners = voice._phonemes(list(said))
    found = ["".join(p for p, owner in zip(phonemes, owners, strict=True) if owner == at) for at in range(len(said))]
    assert dict(zip(said, (sounds.strip(" .,") for sounds in found), strict=True)) == said


@pytest.mark.parametrize(("language", "said"), [("ru", RUSSIAN), ("es", SPANISH)])
def test_every_word_has_a_time_in_every_language(piper: Any, language: str, said: dict[str, str]) -> None:
    speech = read_aloud(" ".join(said), ReadingVoice(piper(language)), NarrateOptions(), 1, language)
    assert [word.text for sentence in speech.sentences for word in sentence.words] == list(said)
    assert_times_in_order(speech)


def test_words_take_as_long_as_their_phonemes(piper: Any) -> None:
    [utterance] = piper("ru").say(["Кот", "видел", "2024", "мыши."], None, "ru", np.random.default_rng(1), Prosody())
    lengths = [end - start for start, end in utterance.spans]
    assert lengths[2] == max(lengths)
    assert lengths[2] > 3 * lengths[0]
    assert utterance.spans[-1][1] < len(utterance.samples) / 22050


def test_slower_is_longer(piper: Any) -> None:
    fast, slow = (
        next(piper("es", speed=speed).say(["Buenas", "noches."], None, "es", np.random.default_rng(1), Prosody()))
        for speed in (1.5, 0.5)
    )
    assert len(slow.samples) > 2 * len(fast.samples)
