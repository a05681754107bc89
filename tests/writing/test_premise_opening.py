"""The premise as the first words of its story."""

from __future__ import annotations

import pytest

from digiteller.writing.premise_opening import PremiseOpening
from known_premises import read, told, words


def opening(premise: str) -> PremiseOpening:
    found = read(premise).opening
    assert found is not None
    return found


def begins(premise: str) -> str:
    """Return the first sentences of a story, with its names as they were in the premise or replaced by X."""
    text = words(told(premise)).replace("’", "'")
    names = [person.name for person in told(premise).bindings.people() if person.from_premise]
    for name in names:
        if name and name not in premise:
            text = text.replace(name, "X")
    return text


@pytest.mark.parametrize(
    ("premise", "beginning"),
    [
        ("A boy is afraid of the lift in the museum.", "A boy called X was afraid of the lift in the museum."),
        ("A crow who can't count to three", "There was once a crow called X who couldn't count to three."),
        ("The smallest ship in the harbour is jealous.", "The smallest ship in the harbour was jealous."),
        ("The knight hates Mondays.", "A knight called X hated Mondays."),
        ("Ines and Tom both want the window seat.", "Ines and Tom both wanted the window seat."),
        ("My niece's hamster is ill.", "There was once a girl called X. X's hamster"),
        ("I am a pirate and my sister sinks my ship.", "There was once a pirate called X and"),
        ("A girl called Oyun is cross.", "A girl called Oyun was cross."),
        ("My grandson Leo must sing tomorrow.", "Leo had to sing the next day."),
        ("An old tailor sews the same coat every night.", "An old tailor called X sewed the same coat every night."),
        ("A fox and a hen get stuck in a lift.", "A fox called X and a hen called X got stuck in a lift."),
        ("Two beavers argue where the dam goes.", "Two beavers argued where the dam went."),
        ("A cook does not know who ate the cake.", "A cook called X did not know who had eaten the cake."),
    ],
)
def test_a_story_begins_with_its_premise(premise: str, beginning: str) -> None:
    assert begins(premise).startswith(beginning)


@pytest.mark.parametrize(
    ("premise", "clause"),
    [
        ("A boy is afraid of the lift.", "{hero.they} was afraid of the lift"),
        ("A witch whose broom is ill", "{hero.their} broom was ill"),
        ("A man who keeps bees stops talking.", "{hero.they} stopped talking"),
        ("A machine in the hall gives chocolate to children.", "{hero.they} gave chocolate to children"),
        ("Everybody blames a baker.", "everybody blamed {hero.name}"),
        ("Otis hates baths.", "{hero.they} hated baths"),
    ],
)
def test_what_the_hero_can_say_of_it(premise: str, clause: str) -> None:
    assert opening(premise).clause == clause


@pytest.mark.parametrize(
    "premise", ["Potatoes", "Why do cats purr?", "Saying sorry.", "A story about a tortoise.", "You are late."]
)
def test_what_cannot_be_told_is_not(premise: str) -> None:
    assert read(premise).opening is None


def test_an_opening_without_its_hero_is_not_told() -> None:
    found = opening("Every night, in the museum, a boy is afraid.")
    assert found.told(told("A snail wants to deliver the post.").bindings) is None


def test_whoever_was_introduced_is_not_introduced_again() -> None:
    text = words(told("A boy is afraid of the lift in the museum."))
    assert text.count("a boy called") + text.count("A boy called") == 1


@pytest.mark.parametrize(
    ("premise", "done"),
    [
        ("A snail wants to deliver the post.", "delivered the post"),
        ("Maryam must read aloud tomorrow.", "read aloud"),
        ("A kite does not want to come down.", ""),
        ("A boy wants to stay in bed.", ""),
        ("The ducks try to cheer up a baker.", "cheered up a baker"),
    ],
)
def test_what_is_to_be_done_in_a_premise(premise: str, done: str) -> None:
    (tale,) = read(premise).find("tale")
    assert tale.said.get("act_past", "") == done


@pytest.mark.parametrize(
    ("premise", "other"),
    [
        ("A lion goes to the hairdresser, who is ill.", "hairdresser"),
        ("A seal cannot find her mother.", ""),
        ("An old man stops talking after his wife dies.", ""),
        ("A bear asks for a book about salmon.", ""),
        ("A goat eats the mayor's speech.", ""),
    ],
)
def test_who_else_is_there(premise: str, other: str) -> None:
    found = [one.person.noun.text for one in read(premise).find("beside") if one.person]
    assert found == ([other] if other else [])


def test_whom_the_premise_names_is_seen_on_the_first_page() -> None:
    story = told("A boy lends his best marble to a crow and waits for her to bring it back.")
    seen = story.pages[0].main.show.who
    assert seen is None or {
        role for role, one in story.bindings.roles.items() if one.from_premise and role != "tale"
    } <= {*seen}
    assert story.pages[0].text.startswith("A boy called ")


@pytest.mark.parametrize(
    ("premise", "turns"),
    [
        ("A crocodile goes to the dentist, and it is the dentist who is frightened.", True),
        ("A snail wants to deliver the post.", False),
        ("A crab finds a ring and does not know what it is for.", False),
    ],
)
def test_whether_somebody_else_does_something_too(premise: str, turns: bool) -> None:
    assert read(premise).turns is turns


@pytest.mark.parametrize(
    ("premise", "feature"),
    [
        ("A witch whose broom is afraid of heights", "fears"),
        ("A machine in the hospital gives chocolate to children.", "first_time"),
        ("Once Kofi found a key on the beach.", "odd_day"),
        ("A hedgehog does not want to miss Christmas.", "lost"),
        ("The town could not say the letter S.", "letter"),
        ("A dog is left behind at a station.", "goes_away"),
    ],
)
def test_what_is_no_evidence(premise: str, feature: str) -> None:
    assert not any(one.noun or one.person for one in read(premise).find(feature))


@pytest.mark.parametrize(
    ("premise", "hero"),
    [
        ("The class has to look after a new girl.", "girl"),
        ("My son's hamster has died.", "boy"),
        ("An old lighthouse keeper lights the lamp.", "lighthouse keeper"),
        ("A story where the dragon is me and I win.", "dragon"),
        ("The wolf who only ate toast, but nobody believed him.", "wolf"),
        ("Please write about a fire engine who is shy, for my nephew Oskar who is three.", "fire engine"),
        ("The wardrobe that eats socks", "wardrobe"),
    ],
)
def test_whose_story_it_is(premise: str, hero: str) -> None:
    assert read(premise).people[0].noun.text == hero
