"""Piper's joe and Kokoro, the published ones: ``make test-voices`` pulls them first."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("piper")


from digiteller.backends.table import find_backend
from digiteller.errors import SpecError, StageError, WeightsError
from digiteller.models.registry import load_registry
from digiteller.options import NarrateOptions
from digiteller.speech.reading_aloud import ReadingVoice, read_aloud
from digiteller.speech.speech_loudness import integrated_loudness
from digiteller.story import Speech
from timing import assert_times_in_order

pytestmark = pytest.mark.voices

TEXT = "“Run!” said Mina — 🎉 quick! Mr. Fox paid $5 for 42 pies at 3:05 p.m. on St. John's Day… Of the fox, no more."
Build = Callable[..., Any]


@pytest.fixture(scope="module")
def build(model_files: Callable[[str, str], dict[str, Path]]) -> Build:
    def get(name: str, **options: Any) -> Any:
        model = load_registry().get("narrate", name)
        made = find_backend("narrate", model.entry.backend).load()
        return made(model_files("narrate", name), NarrateOptions(**options), model.entry.options)

    return get


def read(narrator: Any, text: str, voice: str | None = None, seed: int = 1) -> Speech:
    return read_aloud(text, ReadingVoice(narrator, voice), NarrateOptions(), seed)


@pytest.fixture(scope="module", params=["piper-joe", "kokoro-ja"])
def narrator(request: pytest.FixtureRequest, build: Build) -> Any:
    return build(request.param)


def test_times_follow_the_words(narrator: Any) -> None:
    speech = read(narrator, TEXT)
    words = [word for sentence in speech.sentences for word in sentence.words]
    assert [word.text for word in words] == TEXT.split()
    assert_times_in_order(speech)
    length = {word.text: word.end - word.start for word in words}
    assert length["3:05"] > 1.5 * length["Fox"]


def test_words_sound_when_they_are_said_to(narrator: Any) -> None:
    speech = read(narrator, "Listen. The owl, at last, flew home. Good night!")
    rate = speech.sample_rate

    def level(start: float, end: float) -> float:
        part = speech.samples[round(start * rate) : round(end * rate)]
        return float(np.sqrt((part**2).mean()))

    for sentence in speech.sentences:
        assert level(sentence.start, sentence.end) > 0.03
        assert level(max(sentence.start - 0.05, 0), sentence.start) < 0.01
    for before, after in zip(speech.sentences, speech.sentences[1:], strict=False):
        assert level(before.end + 0.1, after.start - 0.05) < 0.002


def test_scenes_are_equally_loud(narrator: Any) -> None:
    speech = read(narrator, "The wind was soft, and the reeds whispered all around her.")
    assert np.abs(speech.samples).max() <= 0.9501
    assert integrated_loudness(speech.samples, speech.sample_rate) == pytest.approx(-21, abs=2)


@pytest.mark.parametrize("name", ["piper-joe", "kokoro-ja"])
def test_the_same_seed_gives_the_same_samples_whatever_was_said_before(build: Build, name: str) -> None:
    first, second = build(name), build(name)
    read(second, "Something else.", seed=9)
    assert read(first, "Good night.", seed=5).samples.tobytes() == read(second, "Good night.", seed=5).samples.tobytes()


def test_another_seed_gives_another_reading(build: Build) -> None:
    joe = build("piper-joe")
    assert read(joe, "Good night.", seed=5).samples.tobytes() != read(joe, "Good night.", seed=6).samples.tobytes()


@pytest.mark.parametrize("name", ["piper-joe", "kokoro-ja"])
def test_slower_is_longer(build: Build, name: str) -> None:
    fast, slow = (read(build(name, speed=speed), "Good night, fox.") for speed in (1.5, 0.7))
    assert len(slow.samples) > 1.5 * len(fast.samples)


def test_an_unknown_voice_is_told_with_those_there_are(narrator: Any) -> None:
    with pytest.raises(SpecError, match="no voice 'nobody'") as error:
        read(narrator, "Hello.", "nobody")
    assert any(voice in str(error.value.hint) for voice in ("joe", "jm_kumo"))


@pytest.mark.parametrize("text", ["", "🎉 — …", "!?"])
def test_a_text_without_anything_to_say_is_an_error(narrator: Any, text: str) -> None:
    with pytest.raises(StageError):
        read(narrator, text)


def test_a_sentence_longer_than_is_read_at_once(build: Build) -> None:
    text = "and then the little fox ran on, " * 20 + "home."
    speech = read(build("piper-joe"), text)
    assert len(speech.sentences[0].words) == len(text.split())


def test_phonemes_belong_to_the_words_they_are_said_for(build: Build) -> None:
    joe = build("piper-joe")
    voice, _ = joe._voice("joe")
    phonemes, owners = voice._phonemes(["/ˈmiːnə/", "of", "the", "5 dollars,", "—", "Dr.", "hound."])
    said = ["".join(p for p, owner in zip(phonemes, owners, strict=True) if owner == at).strip() for at in range(7)]
    assert said == ["ˈmiːnə", "ʌv", "ðə", "fˈaɪv dˈɑːlɚz,", "", "dˈɑːktɚ", "hˈaʊnd."]  # espeak says "of the" as one


def test_damaged_files_are_told(model_files: Callable[[str, str], dict[str, Path]], tmp_path: Path) -> None:
    files = model_files("narrate", "piper-joe")
    piper = find_backend("narrate", "piper").load()
    bad = tmp_path / "bad"
    bad.write_text(json.dumps([1]))
    for name in files:
        with pytest.raises(WeightsError, match="bad"):
            piper({**files, name: bad}, NarrateOptions(), {})
    with pytest.raises(WeightsError, match=r"joe\.onnx\.json is missing"):
        piper({"joe.onnx": files["joe.onnx"]}, NarrateOptions(), {})
    with pytest.raises(WeightsError, match="at least one"):
        piper({}, NarrateOptions(), {})


def test_words_beside_punctuation_keep_their_own_phonemes(build: Build) -> None:
    network, _ = build("piper-joe")._voice("joe")
    words = ["over,", "a", "crab", "—", "at", "once."]
    phonemes, owners = network._phonemes(words)
    said = ["".join(p for p, owner in zip(phonemes, owners, strict=True) if owner == at).strip() for at in range(6)]
    assert said == ["ˈoʊvɚ,", "ɐ", "kɹˈæb,", "", "ɐt", "wˈʌns."]


def test_comparison_finds_what_the_durations_of_another_voice_say(build: Build) -> None:
    joe, guide = build("piper-joe"), build("hibari")

    class Unknowing:
        def say(self, *arguments: Any) -> Any:
            return (replace(utterance, spans=None) for utterance in joe.say(*arguments))

    text = "The wind was soft, and the reeds whispered all around her. A hedgehog rolled down the hill."
    found = read_aloud(text, ReadingVoice(Unknowing()), NarrateOptions(), 1, guide=lambda: guide)
    assert_times_in_order(found)
    starts = [[w.start for s in speech.sentences for w in s.words] for speech in (read(joe, text), found)]
    off = np.abs(np.subtract(*starts))
    assert np.median(off) < 0.02
    assert (off < 0.06).mean() > 0.8
