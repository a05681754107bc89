from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pytest

from digiteller.errors import SpecError, StageError
from digiteller.options import NarrateOptions
from digiteller.speech.reading_aloud import ReadingVoice, read_aloud
from digiteller.speech.speech_loudness import integrated_loudness
from digiteller.story import Prosody, Speech, Utterance

RATE = 16_000
WORD = 0.2
"""Seconds of every word that the voices here say."""
KEPT = 0.11
"""Seconds of silence that are left around speech."""


class Whistle:
    """Whistles each word for 0.2 s, after 0.3 s of silence; remembers what it was asked to say."""

    def __init__(self, pitch: float = 440.0, rate: int = RATE, volume: float = 0.1, knows_times: bool = True) -> None:
        self.said: list[list[str]] = []
        self._pitch, self._rate, self._volume, self._knows_times = pitch, rate, volume, knows_times

    def say(
        self, words: Sequence[str], voice: str | None, language: str, rng: np.random.Generator, prosody: Prosody
    ) -> Iterator[Utterance]:
        self.said.append(list(words))
        spans: list[tuple[float, float] | None] = []
        at = 0.3
        for word in words:
            heard = any(map(str.isalnum, word))
            spans.append((at, at + WORD) if heard else None)
            at += WORD * heard
        if any(spans):
            tone = np.sin(2 * np.pi * self._pitch * np.arange(round((at - 0.3) * self._rate)) / self._rate)
            silence = np.zeros(round(0.3 * self._rate))
            samples = np.concatenate([silence, tone * self._volume, silence]).astype(np.float32)
            yield Utterance(samples, self._rate, spans if self._knows_times else None)


def read(text: str, narrator: Whistle, **others: Whistle) -> Speech:
    readers = {name: ReadingVoice(other) for name, other in others.items()}
    return read_aloud(text, ReadingVoice(narrator), NarrateOptions(), 1, characters=list(readers), readers=readers)


def starts(speech: Speech) -> list[float]:
    return [word.start for sentence in speech.sentences for word in sentence.words]


def shown(speech: Speech) -> str:
    return " ".join(sentence.text for sentence in speech.sentences)


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("One. [pause 1.5] Two.", [1.5]),
        ("One. [pause 0] Two.", [0.0]),
        ("One [pause 2] two.", [2.0]),
    ],
)
def test_a_mark_sets_the_pause(text: str, gaps: list[float]) -> None:
    speech = read(text, Whistle())
    words = [word for sentence in speech.sentences for word in sentence.words]
    found = [after.start - before.end for before, after in pairwise(words)]
    assert found == pytest.approx([gap + KEPT for gap in gaps], abs=0.02)


def test_pauses_at_the_beginning_and_the_end_are_part_of_the_scene() -> None:
    plain, padded = read("One two.", Whistle()), read("[pause 1] One two. [pause 2]", Whistle())
    assert len(padded.samples) - len(plain.samples) == 3 * RATE
    assert starts(padded)[0] - starts(plain)[0] == pytest.approx(1.0, abs=0.001)
    assert shown(padded) == "One two."


def test_a_voice_that_pauses_within_a_sentence_goes_on_after_it() -> None:
    narrator = Whistle()
    read("One [pause 1] two.", narrator)
    assert narrator.said == [["One,"], ["two."]]


def test_every_character_has_its_voice_and_the_captions_all_words() -> None:
    narrator, mina, owl = Whistle(), Whistle(600), Whistle(300)
    text = "“Come here,” said Mina. [voice owl]Never![/voice] They ran."
    speech = read(text, narrator, Mina=mina, owl=owl)
    assert mina.said == [["“Come", "here,”"]]
    assert owl.said == [["Never!"]]
    assert narrator.said == [["said", "Mina."], ["They", "ran."]]
    assert shown(speech) == "“Come here,” said Mina. Never! They ran."
    times = starts(speech)
    assert times == sorted(times)


def test_a_character_with_the_narrators_voice_is_not_cut_from_the_sentence() -> None:
    narrator = Whistle()
    read("“Come,” said Mina.", narrator, Mina=narrator)
    assert narrator.said == [["“Come,”", "said", "Mina."]]


def test_voices_of_other_loudness_and_sample_rate_are_made_even() -> None:
    quiet, loud = Whistle(volume=0.02), Whistle(600, rate=24_000, volume=0.4)
    speech = read("“One two three four,” said Mina to him. He ran.", quiet, Mina=loud)
    assert speech.sample_rate == 24_000
    first, _, rest = speech.sentences[0].words[3].end, 0, speech.sentences[0].words[4].start
    before, after = speech.samples[: round(first * 24_000)], speech.samples[round(rest * 24_000) :]
    assert integrated_loudness(before, 24_000) == pytest.approx(integrated_loudness(after, 24_000), abs=1.5)
    assert starts(speech)[4] - first == pytest.approx(0.15 + KEPT, abs=0.02)


def test_a_voice_that_knows_no_times_is_compared_with_one_that_does() -> None:
    text = "One two three, four. Five!"
    known = read(text, Whistle())
    for guide in (None, lambda: Whistle(700)):
        speech = read_aloud(text, ReadingVoice(Whistle(knows_times=False)), NarrateOptions(), 1, guide=guide)
        assert shown(speech) == text
        assert starts(speech) == pytest.approx(starts(known), abs=0.15)
        assert speech.sentences[1].start == pytest.approx(known.sentences[1].start, abs=0.02)


def test_pronunciations_are_said_and_not_shown() -> None:
    narrator = Whistle()
    say = {"Siobhan": "shi-VAWN", "San José": "/sæn hoʊˈzeɪ/"}
    speech = read_aloud("Siobhan's home is San José.", ReadingVoice(narrator), NarrateOptions(), 1, say=say)
    assert narrator.said == [["shi-vawn's", "home", "is", "/sæn hoʊˈzeɪ/.", ""]]
    assert shown(speech) == "Siobhan's home is San José."


@pytest.mark.parametrize("text", ["🎉", "[pause 1]", "…"])
def test_nothing_to_say_is_told(text: str) -> None:
    with pytest.raises(StageError, match="nothing to say"):
        read(text, Whistle())


def test_a_broken_mark_is_told() -> None:
    with pytest.raises(SpecError, match="cannot be understood"):
        read("One [pause soon] two.", Whistle())


def test_russian_is_said_in_russian() -> None:
    narrator = Whistle()
    read_aloud("Мина сказала: «Привет, Anna!» 🎉 你好", ReadingVoice(narrator), NarrateOptions(), 1, "ru")
    assert narrator.said == [["Мина", "сказала:", "«Привет,", "Anna!»", ""], [""]]
