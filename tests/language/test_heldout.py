"""How much of unseen sentences the picture book understands: they were written before its vocabulary was looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from digiteller.language.morphology import words
from digiteller.language.page_content import Moment
from digiteller.language.page_understanding import understand
from digiteller.language.vocabulary import vocabulary
from digiteller.story import Scene

SENTENCES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("heldout.yaml").read_text(encoding="utf-8"))
FURNITURE = {
    "kitchen": {"oven", "table"},
    "bedroom": {"bed", "curtain"},
    "living room": {"fireplace", "armchair"},
    "throne room": {"throne"},
    "school": {"blackboard", "desk"},
}
"""What the pictures of rooms show by themselves."""
ENOUGH = 0.9


def page(sentence: dict[str, Any]) -> Moment:
    (moment,) = understand([Scene(1, sentence["say"], "", "calm")])
    return moment


def meanings(noun: str, say: str) -> set[str]:
    """Return the kinds and things that the vocabulary takes a noun for, alone or after others ("old woman")."""
    known = vocabulary()
    alone, sentence = words(noun), words(say)
    found = [one for at in range(len(alone)) for one in known.match(alone, at)[1]]
    for at in range(len(sentence)):
        length, meant = known.match(sentence, at)
        if alone[-1].low in sentence[at + length - 1].forms:
            found += meant
    return {one.value for one in found} | known.groups.get(noun, frozenset())


def shows(moment: Moment, noun: str, say: str) -> bool:
    if noun in FURNITURE.get(moment.setting, ()) or noun in {figure.name for figure in moment.figures}:
        return True
    there = {figure.kind for figure in moment.figures} | {thing.key for thing in moment.things}
    there |= {key for figure in moment.figures for key in (*figure.holds, figure.rides)}
    return bool(there & meanings(noun, say))


def share(judged: list[tuple[bool, str]]) -> float:
    """Return the share of what is right, and print what is not."""
    print("\n".join(told for right, told in judged if not right))
    return sum(right for right, _ in judged) / len(judged)


def test_the_nouns_of_unseen_sentences_are_drawn() -> None:
    judged = [
        (
            shows(moment, noun, sentence["say"]),
            f"{noun!r} is not on the page of: {sentence['say']}",
        )
        for sentence in SENTENCES
        for moment in [page(sentence)]
        for noun in sentence["draw"]
    ]
    assert share(judged) >= ENOUGH


@pytest.mark.parametrize("what", ["setting", "time"])
def test_place_and_time_of_unseen_sentences_are_right(what: str) -> None:
    """Sentences that do not tell are left out: whatever is drawn for them is right."""
    judged = [
        (
            found in sentence[what],
            f"{found} and not {sentence[what]}: {sentence['say']}",
        )
        for sentence in SENTENCES
        if "any" not in sentence[what]
        for found in [getattr(page(sentence), what)]
    ]
    assert share(judged) >= ENOUGH
