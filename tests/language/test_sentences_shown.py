"""How much of single sentences is understood: of those that a person noted down, and of those held out.

Most sentences alone tell less than a story does, so these are shares; what must never fail is in test_story_reader.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from digiteller.language.page_content import Figure, Moment
from digiteller.language.people import described
from digiteller.language.vocabulary import vocabulary
from digiteller.story import Scene
from reading import storyboard_of

Sentence = Mapping[str, Any]


def listed(name: str) -> list[Sentence]:
    found: list[Sentence] = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return found


SENTENCES, HELD_OUT = listed("sentences.yaml"), listed("heldout.yaml")
FURNITURE = {
    "kitchen": {"oven", "table"},
    "bedroom": {"bed", "curtain"},
    "living room": {"fireplace", "armchair"},
    "throne room": {"throne"},
    "school": {"blackboard", "desk"},
}
"""What the pictures of rooms show by themselves."""


@cache
def page(say: str) -> Moment:
    (moment,) = storyboard_of([Scene(1, say, say, "calm")]).moments()
    return moment


def is_called(figure: Figure, word: str) -> bool:
    """Tell whether a word such as "fox", "girl" or "captain" means a figure."""
    if word in figure.name.lower().split() or ("figure", figure.kind) in meanings(word):
        return True
    told = described(word)
    if told is None or figure.kind != "human":
        return False
    return (not told.job or told.job == figure.job) and (not told.sex or figure.sex in ("", told.sex))


@cache
def meanings(word: str) -> frozenset[tuple[str, str]]:
    known = vocabulary()
    kinds = {("figure", word)} if word in known.kinds else {("figure", kind) for kind in known.groups.get(word, ())}
    return frozenset(kinds | set(known.phrases.get(tuple(word.split()), ())))


def shown(moment: Moment) -> set[str]:
    """Return the keys of the things on a page, also of those in hands and those that somebody rides."""
    held = {key for figure in moment.figures for key in (*figure.holds, figure.rides)}
    return held | {thing.key for thing in moment.things}


def share(judged: Iterable[tuple[bool, str]]) -> float:
    """Return the share of what is right, and print what is not."""
    found = list(judged)
    print("\n".join(told for right, told in found if not right))
    return sum(right for right, _ in found) / len(found)


def as_told(moment: Moment, told: str) -> bool:
    """Tell whether a page shows "fox", "fox walk" or "2 fox"."""
    count, _, rest = told.partition(" ") if told[0].isdigit() else ("", "", told)
    for figure in moment.figures:
        for words in (rest, rest.rpartition(" ")[0]):
            if words and is_called(figure, words):
                action = rest.removeprefix(words).strip()
                return (not count or figure.count == int(count)) and action in ("", figure.action)
    return False


@pytest.mark.parametrize(("what", "enough"), [("setting", 0.8), ("time", 0.94), ("weather", 0.96)])
def test_sentences_tell_where_and_when(what: str, enough: float) -> None:
    asked = [one for one in SENTENCES if "setting" in one]
    # Those who noted the sentences down wrote "meadow" where a sentence tells no place.
    judged = [
        (getattr(page(one["say"]), what).replace("vignette", "meadow"), one.get(what, "clear"), one["say"])
        for one in asked
    ]
    assert share((found == wanted, f"{found}, not {wanted}: {say}") for found, wanted, say in judged) >= enough


@pytest.mark.parametrize(("asked", "what", "enough"), [("where", "setting", 0.92), ("when", "time", 0.9)])
def test_who_and_what_is_there_tells_where_and_when(asked: str, what: str, enough: float) -> None:
    judged = [(getattr(page(one["say"]), what), one[asked], one["say"]) for one in SENTENCES if asked in one]
    assert share((found in wanted, f"{found}, not {wanted}: {say}") for found, wanted, say in judged) >= enough


def test_sentences_show_who_does_what() -> None:
    judged = [
        (as_told(page(one["say"]), who), f"no {who}: {one['say']}") for one in SENTENCES for who in one.get("who", ())
    ]
    assert share(judged) >= 0.66


def test_sentences_show_nobody_else() -> None:
    asked = [(page(one["say"]), one) for one in SENTENCES if "who" in one]
    assert share((len(moment.figures) <= len(one["who"]), one["say"]) for moment, one in asked) >= 0.97


def test_prose_shows_everybody_and_everything_in_view() -> None:
    judged = []
    for one in SENTENCES:
        moment = page(one["say"])
        for key in one.get("see", ()):
            right = key in shown(moment) or any(is_called(figure, key) for figure in moment.figures)
            judged.append((right, f"no {key}: {one['say']}"))
    assert share(judged) >= 0.76


def test_the_nouns_of_unseen_sentences_are_drawn() -> None:
    judged = []
    for one in HELD_OUT:
        moment = page(one["say"])
        for noun in one["draw"]:
            there = any(is_called(figure, noun) for figure in moment.figures)
            props = {value for sort, value in meanings(noun) if sort == "prop"}
            right = there or bool(props & shown(moment)) or noun in FURNITURE.get(moment.setting, ())
            judged.append((right, f"{noun!r} is not on the page of: {one['say']}"))
    assert share(judged) >= 0.69


@pytest.mark.parametrize(("what", "enough"), [("setting", 0.84), ("time", 0.7)])
def test_place_and_time_of_unseen_sentences_are_right(what: str, enough: float) -> None:
    """Sentences that do not tell are left out: whatever is drawn for them is right."""
    judged = [(getattr(page(one["say"]), what), one[what], one["say"]) for one in HELD_OUT if "any" not in one[what]]
    assert share((found in wanted, f"{found}, not {wanted}: {say}") for found, wanted, say in judged) >= enough
