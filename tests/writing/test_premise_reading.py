"""From the premise to who is in it and what it tells."""

from __future__ import annotations

import random

import pytest

from digiteller.writing.plot_audience import audience_of
from digiteller.writing.plot_choice import fits
from digiteller.writing.plot_files import plot_paths
from digiteller.writing.premise_request import read_request
from known_premises import KNOWN, PREMISES, read, told, words


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
        ("A boat looks for the boy who folded it.", "A boat looks for the boy who folded it.", ""),
        ("A pirate story for my nephew Oskar who is three.", "A pirate story.", ""),
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
        ("Our cat Pickles died on Sunday.", ["cat Pickles "]),
        ("Potatoes", ["live_thing  several"]),
        ("A story where the soup is the hero.", ["live_thing  none"]),
        ("I am a pirate.", ["pirate  "]),
        ("Mr and Mrs Watanabe never agree.", ["man Mr Watanabe male", "woman Mrs Watanabe female"]),
        ("I am a nurse, so please, something with a bear.", ["bear  "]),
        ("A little hedgehog named Bramble is afraid of thunder.", ["hedgehog Bramble "]),
        ("Tobi still wets the bed, and his class goes on a trip.", ["boy Tobi male"]),
        ("A paper boat travels to the city, looking for the boy who folded it.", ["live_thing  none", "boy  male"]),
        ("A fox steals the eggs of Henrietta the hen.", ["fox  ", "hen Henrietta female"]),
        ("It will not stop snowing in the village of Little Pim.", []),
        ("Jonas has to wait and cannot bear it.", ["boy Jonas male"]),
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


@pytest.mark.parametrize(
    ("premise", "asked", "clause", "one"),
    [
        ("Why do cats purr?", "Why do cats purr?", "why cats purred", "a cat"),
        ("Why is the sea salty?", "Why is the sea salty?", "why the sea was salty", "the sea"),
        (
            "Why does the old king never take off his left glove?",
            "Why does the old king never take off his left glove?",
            "why the old king never took off his left glove",
            "the old king",
        ),
        (
            "What happens to the moon when nobody looks up?",
            "What happens to the moon when nobody looks up?",
            "what happened to the moon when nobody looked up",
            "the moon",
        ),
        ("Where do lost socks go?", "Where do lost socks go?", "where lost socks went", "a lost sock"),
        ("Why can't penguins fly?", "Why can't penguins fly?", "why penguins could not fly", "a penguin"),
        ("About why the moon follows us.", "Why does the moon follow us?", "why the moon followed people", "the moon"),
        ("Tell me where the stars sleep.", "", "", ""),
        ("Why do we have to sleep?", "", "", ""),
        ("Why does my dad snore?", "Why does Dad snore?", "why Dad snored", "Dad"),
    ],
)
def test_what_a_premise_asks(premise: str, asked: str, clause: str, one: str) -> None:
    said = next((finding.said for finding in read(premise).find("asks")), {})
    assert (said.get("asked", ""), said.get("clause", ""), said.get("one", "")) == (asked, clause, one)


@pytest.mark.parametrize(
    ("premise", "said"),
    [
        (
            "A lighthouse keeper's cat must light the lamp alone on a stormy night.",
            ("light the lamp", "lit the lamp", "lighting the lamp"),
        ),
        (
            "Ben must carry his lantern home before it rains.",
            (
                "carry {hero.their} lantern home",
                "carried {hero.their} lantern home",
                "carrying {hero.their} lantern home",
            ),
        ),
        ("A mouse must ring the bell because he is ill.", ("ring the bell", "rang the bell", "ringing the bell")),
    ],
)
def test_an_act_in_short_with_its_forms(premise: str, said: tuple[str, ...]) -> None:
    found = next(read(premise).find("must")).said
    assert (found["act"], found["act_past"], found["act_ing"]) == said


@pytest.mark.parametrize(
    ("premise", "feature", "clause"),
    [
        ("The day all the clocks went backwards", "odd_day", "all the clocks went backwards"),
        ("What if the shadows went on strike?", "odd_day", "the shadows went on strike"),
        ("Once it rained so long that the cow swam.", "odd_day", "it rained so long that {hero} swam"),
        ("A goat eats the mayor's speech.", "happens", "{hero} ate the mayor's speech"),
        ("Princess Gudrun would rather be a plumber.", "happens", ""),
        ("An ant is elected president.", "happens", "{hero} was elected president"),
        ("I lost my tooth.", "happens", ""),
    ],
)
def test_an_event_as_a_whole(premise: str, feature: str, clause: str) -> None:
    assert next((finding.said["clause"] for finding in read(premise).find(feature)), "") == clause


@pytest.mark.parametrize(
    ("premise", "plot"),
    [
        ("What happens to the moon when nobody looks up?", "the_question"),
        ("The day all the clocks went backwards", "the_odd_day"),
        ("A fox and a hen get stuck in the same lift.", "stuck_together"),
        ("A bus driver on her last day of work", "the_last_day"),
        ("Mrs Kowalska closes her shoe shop for good.", "the_last_day"),
        ("A lighthouse keeper's cat must light the lamp alone on a stormy night.", "job_to_do"),
        ("A story where the soup is the hero.", "thing_alive"),
        ("Potatoes", "thing_alive"),
        ("Tell me a story about a brave knight.", "brave_one"),
        ("My daughter Soraya lost her first tooth at the swimming pool.", "lost_and_found"),
        ("Our cat Pickles died on Sunday. Leo keeps putting out her bowl.", "goodbye"),
        ("Too many pumpkins.", "too_much"),
        ("Two brothers quarrel over a kite.", "the_quarrel"),
        ("Hob the hedgehog is afraid of the dark, but he must cross the orchard.", "fear_errand"),
    ],
)
def test_the_plot_that_fits_best(premise: str, plot: str) -> None:
    assert fits(read(premise), KNOWN, random.Random(1), plot_paths())[0].head.schema_ == plot


@pytest.mark.parametrize(
    ("premise", "denied"),
    [
        ("A goat wins a prize by mistake.", "mistake"),
        ("She has a poster of a swimming pool.", "first_time"),
        ("A scarecrow falls in love.", "stuck"),
        ("Two brothers stop talking to each other.", "broken"),
        ("A lion wants only to sit.", "only"),
        ("A goat goes to market on a Tuesday in August.", "inside"),
    ],
)
def test_what_only_looks_like_a_sign(premise: str, denied: str) -> None:
    assert denied not in read(premise).features


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
