from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from digiteller.language.sentences import split_sentences
from digiteller.speech.prosody import PLAIN, SpokenSentence, Telling, deliveries, telling_of
from digiteller.story import Mood
from digiteller.writing.plot_format import Audience

USUAL = 0.6


def told(
    text: str, telling: Telling = PLAIN, paragraphs: frozenset[int] = frozenset(), seed: int = 1
) -> list[SpokenSentence]:
    return deliveries(list(split_sentences(text)), paragraphs, telling, USUAL, np.random.default_rng(seed))


@pytest.mark.parametrize("audience", get_args(Audience))
@pytest.mark.parametrize("mood", get_args(Mood))
def test_every_audience_and_mood_has_its_pace(audience: str, mood: str) -> None:
    assert 0.75 < telling_of(audience, mood, ends=False).pace < 1.2


def test_small_children_are_told_slowly_and_the_sad_more_slowly_than_the_tense() -> None:
    paces = [telling_of(audience, "calm", ends=False).pace for audience in ("small", "children", "adults")]
    assert paces == sorted(paces) and len(set(paces)) == 3
    assert telling_of("children", "sad", ends=False).pace < telling_of("children", "tense", ends=False).pace


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [
        ("The door was open. But the fox stayed where it was.", "The door was open. The fox stayed where it was."),
        ("The door was open. Suddenly a bell rang loud.", "The door was open. Then a bell rang loud."),
        ("Who had opened the door? It was the fox.", "Nobody had opened the door. It was the fox."),
        ('"Who had opened it?" asked the hen. It was the fox.', '"I opened it," said the hen. It was the fox.'),
        ("The door was opening slowly… It was the fox.", "The door was opening slowly! It was the fox."),
        ("The old door was open. It was dark.", "It was dark. It was cold."),
    ],
)
def test_pauses_go_by_what_ends_and_what_begins(longer: str, shorter: str) -> None:
    means = [np.mean([told(text, seed=seed)[1].pause for seed in range(20)]) for text in (longer, shorter)]
    assert means[0] > 1.15 * means[1]


def test_pauses_lie_between_a_quarter_and_two_seconds_and_are_never_alike_by_rote() -> None:
    text = "It was a grey morning on the hill. The wind had gone to sleep at last. Nobody was up but the old dog. " * 4
    pauses = [one.pause for one in told(text)[1:]]
    assert len(set(pauses)) == len(pauses)
    assert all(0.25 <= pause <= 2.0 for pause in pauses)
    assert told(text)[0].pause == 0.0
    assert told("It was grey all day. The wind slept.", paragraphs=frozenset({1}))[1].pause > 1.5 * USUAL


def test_whispers_are_soft_and_slow_and_shouts_are_not() -> None:
    whispered, shouted, plain = told('"Hush, little one," she whispered. "Stop that goat!" he shouted. They sat down.')
    assert whispered.level < 0 < shouted.level and plain.level == 0
    assert whispered.prosody.pace < plain.prosody.pace < shouted.prosody.pace
    assert whispered.prosody.pitch < plain.prosody.pitch < shouted.prosody.pitch
    (nobody,) = told("The cat gave a whisper of a purr.")
    assert nobody.level == 0


def test_chases_are_quick_and_sleep_is_slow_and_what_is_said_is_livelier() -> None:
    chase, sleep, line = told(
        'The dog raced after the cat. At last they slept. "We are the best of friends," said the cat.'
    )
    assert sleep.prosody.pace < 1 < chase.prosody.pace
    assert line.prosody.pitch > 1


def test_the_last_sentence_of_a_story_is_slower() -> None:
    first, last = told("The sun went down. The day was over.", Telling(1.0, ends=True))
    assert last.prosody.pace < first.prosody.pace == 1.0


def test_no_pause_stays_no_pause() -> None:
    sentences = list(split_sentences("One day came. Another day came."))
    assert deliveries(sentences, (), PLAIN, 0.0, np.random.default_rng(1))[1].pause == 0.0
