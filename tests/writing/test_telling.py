"""Slots: agreement, introductions, pronouns that mean one person, articles, capitals."""

from __future__ import annotations

import random

import pytest

from digiteller.writing.bindings import Bindings, Something, condition_paths, holds
from digiteller.writing.knowledge import knowledge
from digiteller.writing.noun_phrases import Noun, read_noun, with_article
from digiteller.writing.story_people import StoryPerson, StorySex
from digiteller.writing.telling import Teller, Untellable

BEINGS = knowledge()["being"].entries


def person(role: str, name: str = "", sex: StorySex = "male", being: str = "hedgehog", **more: object) -> StoryPerson:
    noun = BEINGS[being].get("noun")
    assert isinstance(noun, Noun)
    return StoryPerson(role, BEINGS[being], noun, sex, "adult", name, **more)  # type: ignore[arg-type]


def bindings() -> Bindings:
    lantern = Something(knowledge()["fear"].entries["dark"], Noun("dark", "the"))
    people = [
        person("hero", "Hob", adjectives=("small",)),
        person("rival", "Otto", being="fox"),
        person("friend", "Tansy", "female", owner="hero"),
        person("owl", being="owl", adjectives=("old",)),
        person("twins", "Ann and Ben", "several", being="child"),
    ]
    return Bindings({**{one.role: one for one in people}, "fear": lantern})


def tell(template: str) -> str:
    passages = Teller(bindings(), "1").tell(template, random.Random(1))
    return " // ".join(passage.text for passage in passages)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{hero} ran. {hero} fell.", "A small hedgehog called Hob ran. Hob fell."),
        ("{hero.name} was {hero.a}.", "Hob was a small hedgehog."),
        ("{hero} was the bravest {hero.kind}.", "Hob was the bravest small hedgehog."),
        ("{owl} came. {owl} slept.", "An old owl came. The owl slept."),
        ("{hero.name} had {friend}.", "Hob had his hedgehog Tansy."),
        ("{hero.name} ran. {hero.they} fell on {hero.their} nose.", "Hob ran. He fell on his nose."),
        ("{twins.name} {twins.was} late. {twins.they} {twins:runs|run}.", "Ann and Ben were late. They run."),
        ("{hero}'s nose. {hero} ran.", "Hob’s nose. Hob, who was a small hedgehog, ran."),
        ("“Who?” {hero.name} asked. “Who?” {owl.a} said.", "“Who?” Hob asked. “Who?” an old owl said."),
        ("“Who?” {Owl.a} said.", "“Who?” An old owl said."),
        ('He said, "{owl.a}!"', "He said, “An old owl!”"),
        ("{fear.the}, {fear.shield.a}.", "The dark, a lantern."),
    ],
)
def test_slots(template: str, text: str) -> None:
    assert tell(template) == text


def test_a_pronoun_means_whoever_was_mentioned_last_of_the_sex() -> None:
    assert tell("{hero.name} met {rival.name}. {hero.they} ran.") == "Hob met Otto. Hob ran."
    assert tell("{hero.name} met {friend.name}. {hero.they} ran.") == "Hob met Tansy. He ran."
    assert tell("{hero.name} met {rival.name}, and {hero.their!} hat fell.") == "Hob met Otto, and his hat fell."


def test_a_beat_does_not_begin_with_a_pronoun() -> None:
    teller = Teller(bindings(), "1")
    teller.tell("{hero.name} ran.", random.Random(1))
    assert teller.tell("{hero.they} fell.", random.Random(1))[0].text == "Hob fell."


def test_marks_are_numbered_by_words() -> None:
    passage = Teller(bindings(), "1").tell("Then <hero look: {hero.name} looked up>.", random.Random(1))[0]
    assert passage.text == "Then Hob looked up."
    assert [(mark.who, mark.what, mark.first, mark.last) for mark in passage.marks] == [("hero", "look", 1, 3)]
    assert passage.people == ("hero",)


def test_a_page_may_end_where_the_line_says() -> None:
    assert tell("One. // Two.") == "One. // Two."


@pytest.mark.parametrize("template", ["{nobody}", "{hero.wings}", "{hero.fly}", "{fear.comes.a}"])
def test_a_slot_that_leads_nowhere_is_told(template: str) -> None:
    with pytest.raises(Untellable):
        tell(template)


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        ("hero is animal", True),
        ("hero is not machine", True),
        ("hero is fox/hedgehog", True),
        ("not hero is male", False),
        ("hero is fox or rival is fox", True),
        ("hero is fox or rival is owl", False),
        ("fear.shield", True),
        ("fear.sword", False),
        ("met_owl", True),
        ("not met_owl", False),
        ("audience is children", True),
    ],
)
def test_conditions(condition: str, met: bool) -> None:
    assert holds(condition, bindings(), frozenset({"met_owl"})) == met


def test_what_is_no_condition_is_told() -> None:
    with pytest.raises(ValueError, match="no condition"):
        condition_paths("hero = fox")


@pytest.mark.parametrize(
    ("line", "a", "the", "several"),
    [
        ("lantern", "a lantern", "the lantern", "lanterns"),
        ("umbrella", "an umbrella", "the umbrella", "umbrellas"),
        ("boots (plural)", "boots", "the boots", "boots"),
        ("soup (mass)", "some soup", "the soup", "soup"),
        ("Rook Hill (name)", "Rook Hill", "Rook Hill", "Rook Hill"),
        ("dark (the)", "the dark", "the dark", "dark"),
        ("cup of tea", "a cup of tea", "the cup of tea", "cups of tea"),
    ],
)
def test_nouns(line: str, a: str, the: str, several: str) -> None:
    noun = read_noun(line)
    assert (noun.a(), noun.the(), noun.several()) == (a, the, several)


@pytest.mark.parametrize(("phrase", "with_a"), [("hour", "an hour"), ("unicorn", "a unicorn"), ("ewe", "a ewe")])
def test_articles_go_by_sound(phrase: str, with_a: str) -> None:
    assert with_article(phrase) == with_a
