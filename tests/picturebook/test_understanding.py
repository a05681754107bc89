from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from digiteller.picturebook.moment import Figure, Moment
from digiteller.picturebook.names import named
from digiteller.picturebook.understanding import understand
from digiteller.story import Scene

SENTENCES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))


def page(*texts: str) -> Moment:
    """Return what the last of the texts shows."""
    return understand([Scene(at, text, "", "calm") for at, text in enumerate(texts, 1)])[-1]


def kinds(moment: Moment) -> list[str]:
    return [figure.kind for figure in moment.figures]


def told(figure: Figure, expected: str) -> str:
    """Return the figure as ``expected`` tells it: with its count or action only where those are asked for."""
    count = f"{figure.count} " if expected[0].isdigit() else ""
    asked = expected.removeprefix(count).removeprefix(figure.kind)
    return f"{count}{figure.kind}" + (f" {figure.action}" if asked else "")


@pytest.mark.parametrize("case", SENTENCES, ids=[case["say"] for case in SENTENCES])
def test_a_sentence_shows_what_a_person_would_draw(case: dict[str, Any]) -> None:
    (moment,) = understand([Scene(1, case["say"], case["say"], "calm")])
    assert (moment.setting, moment.time) == (case["setting"], case["time"])
    assert [told(figure, who) for figure, who in zip(moment.figures, case["who"], strict=True)] == case["who"]
    assert moment.weather == case.get("weather", "clear")
    if "holds" in case:
        assert moment.figures[0].holds == (case["holds"],)


class TestNames:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Once upon a time, a small fox named Pip lived here.", "fox"),
            ("Pip the fox woke up.", "fox"),
            ("Pip was a little fox.", "fox"),
            ("There was a fox called Pip.", "fox"),
            ("Her brother Pip laughed.", "boy"),
        ],
    )
    def test_a_name_is_of_the_kind_that_its_sentence_tells(self, text: str, kind: str) -> None:
        assert named([Scene(1, text, "", "calm")]) == {"Pip": kind}

    def test_an_unknown_name_is_a_child(self) -> None:
        assert named([Scene(1, "Mina smiled, and Mina sang.", "", "calm")]) == {"Mina": "girl"}

    def test_the_first_word_of_a_sentence_is_no_name(self) -> None:
        assert named([Scene(1, "Slowly the sun rose. Slowly it set.", "", "calm")]) == {}

    def test_a_name_stands_for_its_kind_on_later_pages(self) -> None:
        moment = page("A small fox named Pip found a key.", "Pip ran home.")
        assert [(figure.kind, figure.name, figure.small) for figure in moment.figures] == [("fox", "Pip", True)]


class TestMemory:
    def test_place_and_time_last_until_they_change(self) -> None:
        moment = page("The bear was in the forest at night.", "The bear sat down.")
        assert (moment.setting, moment.time) == ("forest", "night")

    def test_a_pronoun_is_the_hero(self) -> None:
        assert kinds(page("A fox met an owl.", "He was very tired.")) == ["fox"]

    def test_they_are_those_met_before(self) -> None:
        assert kinds(page("A fox met an owl.", "They went on together.")) == ["fox", "owl"]

    def test_rain_ends_when_the_place_changes(self) -> None:
        assert page("It rained in the city.", "The cat slept in the kitchen.").weather == "clear"

    def test_what_the_hero_carried_is_in_its_hand_again(self) -> None:
        moment = page("Pip the fox carried a lantern.", "Pip walked on, and the lantern was heavy.")
        assert moment.figures[0].holds == ("own:lantern",)

    def test_a_lantern_is_dark_until_it_is_lit(self) -> None:
        texts = ("A fox found a lantern that had lost its light.", "The fox walked.", "The lantern shone again.")
        moments = understand([Scene(at, text, "", "calm") for at, text in enumerate(texts, 1)])
        assert [moment.lit for moment in moments] == [False, False, True]

    def test_an_ending_brings_the_light_back_and_a_wish_does_not(self) -> None:
        first = "A fox found a lantern that had lost its light."
        for text, lit in (
            ("Together they made the lantern shine again.", True),
            ("At last, the fox found who could make it shine again.", True),
            ("She always carried the light of the lantern.", True),
            ("The fox looked for someone who could make it shine again.", False),
        ):
            moments = understand([Scene(1, first, "", "calm"), Scene(2, text, "", "calm")])
            assert [moment.lit for moment in moments] == [False, lit], text

    def test_the_sister_of_a_fox_is_a_fox_and_of_a_girl_a_girl(self) -> None:
        fox = page("A small fox played with her big sister.")
        assert [(figure.kind, figure.name, figure.small) for figure in fox.figures] == [
            ("fox", "", True),
            ("fox", "sister", False),
        ]
        assert kinds(page("A boy played with his sister.")) == ["boy", "girl"]
        assert kinds(page("A fox met a girl.")) == ["fox", "girl"]

    def test_the_pictures_words_come_before_the_text(self) -> None:
        (moment,) = understand([Scene(1, "They were far from the forest.", "a cat on a ship", "calm")])
        assert (moment.setting, kinds(moment)) == ("ship", ["cat"])


def test_verbs_are_not_taken_for_animals() -> None:
    assert kinds(page("The girl could not bear it and had to duck.")) == ["girl"]


def test_what_cannot_be_drawn_is_told() -> None:
    (moment,) = understand([Scene(1, "", "a trebuchet over the city", "calm")])
    assert moment.missing == ("trebuchet",)
