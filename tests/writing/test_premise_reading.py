"""From the premise to who is in it and what it tells."""

from __future__ import annotations

import pytest

from digiteller.writing.plot_audience import audience_of
from digiteller.writing.premise_request import read_request
from known_premises import PREMISES, read, told, words


@pytest.mark.parametrize(
    ("premise", "about", "moral"),
    [
        ("Tell me a story about a brave knight.", "A brave knight.", ""),
        ("Please can you write a very funny bedtime story for my kids about two cows?", "Two cows?", ""),
        ("A story with a moral about sharing, with two squirrels.", "Two squirrels.", "sharing"),
        ("What happens when it rains?", "It rains?", ""),
        ("Once upon a time there was a shoemaker.", "A shoemaker.", ""),
        (
            "My twins fight about everything. Can you write something where they make up?",
            "My twins fight about everything.",
            "",
        ),
        ("dragons", "Dragons", ""),
        ("A girl named Ngozi moves.", "A girl Ngozi moves.", ""),
    ],
)
def test_the_asking_is_no_part_of_the_story(premise: str, about: str, moral: str) -> None:
    request = read_request(premise)
    assert (request.about, request.moral) == (about, moral)


@pytest.mark.parametrize(
    ("premise", "people"),
    [
        ("Hob the hedgehog is afraid of the dark, but he must help his sister.", ["hedgehog Hob male", "girl  female"]),
        ("A lighthouse keeper's cat must light the lamp.", ["cat  "]),
        ("Two rival bakers have to bake one cake.", ["baker  ", "baker  "]),
        ("My daughter Nora is getting a baby brother.", ["girl Nora female", "boy  male"]),
        ("I lost my tooth.", ["child  "]),
        ("Sir Archibald, the smallest knight, is sent to fight a giant.", ["knight Sir Archibald male", "giant  "]),
        ("The zorbling wants to learn how to whistle.", ["creature  "]),
        ("Our cat Minka died last week.", ["cat Minka female"]),
        ("An old lighthouse is lonely.", ["rooted  "]),
        ("Grandpa's old clock has stopped.", ["grandfather Grandpa male"]),
        ("It rained.", []),
        ("Leo and Zainab build a machine.", ["boy Leo male", "girl Zainab female"]),
    ],
)
def test_who_is_in_a_premise(premise: str, people: list[str]) -> None:
    found = [f"{one.being.id} {one.name} {one.sex}" for one in read(premise).people]
    assert found[: len(people)] == people
    assert people or not found


@pytest.mark.parametrize(
    ("premise", "feature", "handed"),
    [
        ("A fox is afraid of the dark.", "fears", "dark"),
        ("A dragon cannot breathe fire, only soap bubbles.", "cannot", "breathe fire"),
        ("A dragon cannot breathe fire, only soap bubbles.", "only", "breathe soap bubbles"),
        ("A snail wants to see the sea.", "reach", "sea"),
        ("Hana lost her red hat.", "lost", "red hat"),
        ("A penguin is always late.", "always", "late"),
        ("A whale is stuck in a harbour.", "stuck", "whale"),
        ("Yusuf broke his mother's favourite vase.", "mistake", "favourite vase"),
        ("Two brothers share one bicycle.", "share", "bicycle"),
        (
            "Ben must carry his lantern home before it rains.",
            "must",
            "carry {hero.their} lantern home before it rained",
        ),
        ("A village has no water.", "lacks", "water"),
        ("A mouse moves into a cello.", "inside", "cello"),
    ],
)
def test_what_a_premise_tells(premise: str, feature: str, handed: str) -> None:
    said = [
        finding.act
        or (finding.noun.text if finding.noun else "")
        or (finding.person.noun.text if finding.person else "")
        for finding in read(premise).find(feature)
    ]
    assert handed in said


@pytest.mark.parametrize("premise", ["A fox is not afraid of anything.", "A duck does not want to fly."])
def test_what_is_denied_is_not_told(premise: str) -> None:
    assert not list(read(premise).find("wants")) and not any(one.noun for one in read(premise).find("reach"))


@pytest.mark.parametrize("premise", PREMISES)
def test_every_premise_ends_in_a_story_with_its_hero(premise: str) -> None:
    story = told(premise)
    assert len(story.pages) == 6
    text = words(story)
    named = [one.name for one in read(premise).people if one.name]
    assert not named or named[0] in text
    sexes = {person.name: person.sex for person in story.bindings.people()}
    known = {one.name: one.sex for one in read(premise).people if one.name and one.sex}
    assert all(sexes[name] == sex for name, sex in known.items() if name in sexes)


def test_ten_seeds_of_a_premise_tell_different_stories() -> None:
    premise = "A young dragon cannot breathe fire, only soap bubbles."
    assert len({words(told(premise, seed)) for seed in range(1, 11)}) == 10


@pytest.mark.parametrize(
    ("said", "audience"),
    [
        ("", "children"),
        ("teenagers", "adults"),
        ("my three-year-old", "small"),
        ("toddlers", "small"),
        ("children of 5 to 8", "children"),
        ("3", "small"),
        ("adults", "adults"),
    ],
)
def test_audiences(said: str, audience: str) -> None:
    assert audience_of(said) == audience
