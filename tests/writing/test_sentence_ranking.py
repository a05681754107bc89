from __future__ import annotations

import pytest

from digiteller.writing.premise import parse
from digiteller.writing.sentence_ranking import Context, fault, score
from digiteller.writing.story_arc import Slot

PREMISE = parse("A small fox finds his lantern in the night forest.", seed=1)
BEFORE = "Once upon a time, a small fox lived in a quiet wood. He loved to count the stars above the trees."


def context(opening: str, beat: str = "wish", starts: frozenset[str] = frozenset()) -> Context:
    return Context(PREMISE, BEFORE, Slot(beat, (opening,), starts=starts), opening)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("He wanted to find it", "odd characters"),
        ("He wanted to find the.", "breaks off"),
        ("He wanted to tell you a story.", "somebody speaks without quotes"),
        ("He wanted to see what is in the box.", "present tense"),
        ("He wanted to see 3 birds.", "odd characters"),
        ('He wanted to say "hello" to the birds.', "odd characters"),
        ("He wanted to go to Paris.", "a new name"),
        ("He wanted to find her hat.", "the wrong pronoun"),
        ("The bird met another fox at home.", "a second hero"),
        ("He wanted to sing for the fox.", "the hero meets itself"),
        ("He wanted to sing and sing.", "repeats a word"),
        ("He wanted to configure the door.", "the word 'configure'"),
        ("He wanted to find a man.", "an unsuitable word"),
        ("He wanted them and they was happy.", "subject and verb disagree"),
        ("He wanted to.", "too short or too long"),
    ],
)
def test_bad_sentences_are_named(sentence: str, reason: str) -> None:
    assert fault(sentence, context("He wanted to" if "to" in sentence else "He wanted")) == reason


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The fox felt so happy that the birds came.", "happy in its trouble"),
        ("The fox felt so sad that night.", "breaks off"),
        ("The fox saw the hill, he sat down.", "a comma splice"),
        ("The fox had to count the stars above the trees.", "says it again"),
    ],
)
def test_faults_that_reading_found(sentence: str, reason: str) -> None:
    assert fault(sentence, context(" ".join(sentence.split()[:3]), "trouble")) == reason


def test_a_hero_with_only_a_name_is_no_second_hero() -> None:
    premise = parse("Ben finds a baby bat in the attic.", seed=1)
    asked = Context(premise, "Once upon a time, Ben lived in a big house.", Slot("ending", ("At last,",)), "At last,")
    assert fault("At last, the bat and Ben sang together.", asked) is None


def test_a_good_sentence_has_no_fault() -> None:
    assert fault("He wanted to carry the lantern home.", context("He wanted to")) is None


def test_a_place_must_follow_where_one_is_asked_for() -> None:
    asked = context("He lived", "setting", starts=frozenset({"in", "by"}))
    assert fault("He lived a happy day there.", asked) == "does not follow from its opening"
    assert fault("He lived by a small pond.", asked) is None


def test_an_ending_must_have_hope_and_nobody_new() -> None:
    ending = context("At last, the fox", "ending")
    assert fault("At last, the fox could not sing.", ending) == "an ending without hope"
    assert fault("At last, the fox hugged a pig.", ending) == "somebody new in the ending"
    assert fault("At last, the fox was never sad again.", ending) is None


def test_the_premise_counts_and_repetition_costs() -> None:
    asked = context("He wanted to")
    about = score("He wanted to carry the lantern home.", -1.0, asked)
    besides = score("He wanted to carry the bucket home.", -1.0, asked)
    again = score("He wanted to count the stars above the trees.", -1.0, asked)
    assert about > besides > again


def test_the_models_own_opinion_counts() -> None:
    asked = context("He wanted to")
    sentence = "He wanted to carry the lantern home."
    assert score(sentence, -0.5, asked) > score(sentence, -2.0, asked)


def test_copying_an_example_costs() -> None:
    asked = context("He wanted to")
    copied = score("He wanted to nibble the tall green reeds.", -1.0, asked)
    assert copied < score("He wanted to gather the fallen golden leaves.", -1.0, asked)
