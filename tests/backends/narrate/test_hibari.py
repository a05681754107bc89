from dataclasses import replace

import numpy as np
import pytest

from digiteller.backends.narrate.hibari import Hibari
from digiteller.backends.narrate.hibari_voice import Throat
from digiteller.errors import SpecError, StageError, WeightsError
from digiteller.options import NarrateOptions
from digiteller.speech.reading_aloud import ReadingVoice, read_aloud
from digiteller.speech.speech_loudness import integrated_loudness
from digiteller.story import Speech
from timing import assert_times_in_order

STORY = "“Run!” said Mina — 🎉 quick! Mr. Fox paid $5 for 42 pies at 3:05 p.m. on St. John's Day… Then he slept."


def read(
    text: str, voice: str | None = None, seed: int = 1, narrator: Hibari | None = None, **options: float
) -> Speech:
    chosen = NarrateOptions(**options)
    return read_aloud(text, ReadingVoice(narrator or Hibari({}, chosen, {}), voice), chosen, seed)


@pytest.fixture(scope="module")
def narrator() -> Hibari:
    return Hibari({}, NarrateOptions(), {})


@pytest.fixture(scope="module")
def speech(narrator: Hibari) -> Speech:
    return read(STORY, seed=7, narrator=narrator)


def test_speaks_mono_24_khz_at_the_usual_loudness_without_clipping(speech: Speech) -> None:
    assert speech.sample_rate == 24000
    assert speech.samples.dtype == np.float32
    assert speech.samples.ndim == 1
    assert np.abs(speech.samples).max() <= 0.9501
    assert integrated_loudness(speech.samples, 24000) == pytest.approx(-21, abs=0.5)


def test_words_are_as_written_and_make_up_the_sentences(speech: Speech) -> None:
    assert [sentence.text for sentence in speech.sentences] == [
        "“Run!” said Mina — 🎉 quick!",
        "Mr. Fox paid $5 for 42 pies at 3:05 p.m. on St. John's Day…",
        "Then he slept.",
    ]
    for sentence in speech.sentences:
        assert " ".join(word.text for word in sentence.words) == sentence.text


def test_every_word_has_a_time_and_none_overlap(speech: Speech) -> None:
    assert_times_in_order(speech)


def test_a_number_takes_as_long_as_its_words(speech: Speech) -> None:
    length = {word.text: word.end - word.start for sentence in speech.sentences for word in sentence.words}
    assert length["3:05"] > 1.5 * length["Fox"]
    assert length["$5"] > 1.5 * length["for"]


def test_words_sound_when_they_are_said_to(speech: Speech) -> None:
    def level(start: float, end: float) -> float:
        part = speech.samples[round(start * 24000) : round(end * 24000)]
        return float(np.sqrt((part**2).mean()))

    for sentence in speech.sentences:
        assert level(sentence.start, sentence.end) > 0.03
        assert level(sentence.start, sentence.start + 0.05) > 0.003
        assert level(max(sentence.start - 0.05, 0), sentence.start) < 0.01
    for before, after in zip(speech.sentences, speech.sentences[1:], strict=False):
        assert level(before.end + 0.05, after.start - 0.05) < 0.002


def test_sentences_are_apart_by_the_pause() -> None:
    gaps = []
    for pause in (0.0, 1.0):
        first, second = read("Go on, little fox. It was late.", sentence_pause=pause).sentences
        gaps.append(second.start - first.end)
    assert gaps[1] - gaps[0] == pytest.approx(1.0, abs=0.121)
    assert gaps[0] < 0.15


def test_the_same_seed_gives_the_same_samples_and_another_does_not(narrator: Hibari, speech: Speech) -> None:
    again = read(STORY, seed=7)
    assert np.array_equal(again.samples, speech.samples)
    assert again.sentences == speech.sentences
    assert not np.array_equal(read(STORY, seed=8, narrator=narrator).samples, speech.samples)


def test_a_faster_pace_is_shorter_and_keeps_its_times_in_order() -> None:
    slow, fast = (read(STORY, speed=speed) for speed in (0.5, 2.0))
    assert len(slow.samples) > 2.5 * len(fast.samples)
    assert_times_in_order(slow)
    assert_times_in_order(fast)


@pytest.mark.slow
def test_a_sentence_longer_than_the_network_reads_at_once(narrator: Hibari) -> None:
    text = "and then the little fox ran on, " * 40 + "home."
    speech = read(text, narrator=narrator)
    assert len(speech.sentences) == 1
    assert len(speech.sentences[0].words) == len(text.split())
    assert_times_in_order(speech)


@pytest.mark.slow
def test_a_word_longer_than_the_network_reads_at_once(narrator: Hibari) -> None:
    speech = read("-".join(["trumpet"] * 80) + " end", narrator=narrator)
    assert_times_in_order(speech)
    assert speech.sentences[0].words[0].end > 10


@pytest.mark.parametrize("text", ["", " \n ", "🎉 — …", "你好。", "!?"])
def test_a_text_without_anything_to_say_is_an_error(narrator: Hibari, text: str) -> None:
    with pytest.raises(StageError, match="nothing to say"):
        read(text, narrator=narrator)


def test_words_in_other_scripts_are_passed_over_with_a_warning(
    narrator: Hibari, caplog: pytest.LogCaptureFixture
) -> None:
    speech = read("你好！\n\nHello. 再见。\n\nПривет", narrator=narrator)
    assert "你好" in caplog.text
    assert [sentence.text for sentence in speech.sentences] == ["你好！ Hello. 再见。 Привет"]
    assert_times_in_order(speech)


def test_an_unknown_voice_is_told_with_those_there_are(narrator: Hibari) -> None:
    with pytest.raises(SpecError, match="bob") as error:
        read("Hello.", "bob", narrator=narrator)
    assert "heart" in (error.value.hint or "")


def test_a_file_that_is_no_voice_is_refused(tmp_path: object, narrator: Hibari) -> None:
    broken = tmp_path / "emma.onnx"  # type: ignore[operator]
    broken.write_bytes(b"not a network")
    with pytest.raises(WeightsError, match="emma"):
        read("Hello.", "emma", narrator=Hibari({"emma.onnx": broken}, NarrateOptions(), {}))


def test_a_longer_throat_resonates_lower_and_its_pitch_is_its_own() -> None:
    peak = np.zeros((601, 3), np.float32)
    peak[300] = 1
    f0 = np.full(3, 200, np.float32)
    for length in (0.9, 1.2):
        *parts, changed = Throat(pitch=0.5, length=length).changed([peak] * 5 + [f0])
        for envelope in (parts[0], parts[2], parts[3]):
            assert abs(int(envelope[:, 0].argmax()) - 300 / length) <= 1
        assert np.array_equal(parts[4], peak)  # where phases are free they may stay
        assert changed.tolist() == [100] * 3


def pitch(speech: Speech) -> float:
    """Return the median fundamental frequency by autocorrelation, in Hz."""
    rate, found = speech.sample_rate, []
    for frame in np.lib.stride_tricks.sliding_window_view(speech.samples, 1200)[::1200]:
        alike = np.correlate(frame, frame, "full")[1199:]
        at = rate // 400 + int(alike[rate // 400 : rate // 70].argmax())
        if alike[at] > 0.6 * alike[0] > 0.3:
            found.append(rate / at)
    return float(np.median(found))


@pytest.mark.slow
def test_a_cast_has_a_lower_and_a_higher_voice_that_say_the_same_at_the_same_pace(narrator: Hibari) -> None:
    low, plain, high = (read("Where are you going, old frog?", f"heart{added}") for added in ("-low", "", "-high"))
    assert pitch(low) < 0.8 * pitch(plain)
    assert pitch(high) > 1.15 * pitch(plain)
    lengths = [len(speech.samples) for speech in (low, plain, high)]
    assert max(lengths) - min(lengths) < 0.1 * 24000


def test_comparison_finds_the_times_of_a_voice_as_if_it_did_not_know_them() -> None:
    text = "Every morning she counted the ducklings. The boat drifted under the bridge, and into the river."
    knows, guide = Hibari({}, NarrateOptions(speed=1.15), {}), Hibari({}, NarrateOptions(), {})

    class Unknowing:
        def say(self, words, voice, language, rng, prosody):  # type: ignore[no-untyped-def]
            for utterance in knows.say(words, "heart-low", language, rng, prosody):
                yield replace(utterance, spans=None)

    options = NarrateOptions()
    true = read_aloud(text, ReadingVoice(knows, "heart-low"), options, 1)
    found = read_aloud(text, ReadingVoice(Unknowing()), options, 1, guide=lambda: guide)
    assert_times_in_order(found)
    starts = [[word.start for sentence in speech.sentences for word in sentence.words] for speech in (true, found)]
    off = np.abs(np.subtract(*starts))
    assert np.median(off) < 0.01
    assert (off < 0.03).mean() > 0.85
