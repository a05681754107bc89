from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from digiteller.language.names import named
from digiteller.language.page_content import Figure, Moment
from digiteller.language.page_understanding import understand
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


PROMPTS = [case for case in SENTENCES if "who" in case]
PROSE = [case for case in SENTENCES if "see" in case]
CLUES = [case for case in SENTENCES if "where" in case or "when" in case]


@pytest.mark.parametrize("picture", [True, False], ids=["picture", "text"])
@pytest.mark.parametrize("case", PROMPTS, ids=[case["say"] for case in PROMPTS])
def test_a_sentence_shows_what_a_person_would_draw(case: dict[str, Any], picture: bool) -> None:
    (moment,) = understand([Scene(1, case["say"], case["say"] if picture else "", "calm")])
    assert (moment.setting, moment.time) == (case["setting"], case["time"])
    assert [told(figure, who) for figure, who in zip(moment.figures, case["who"], strict=True)] == case["who"]
    assert moment.weather == case.get("weather", "clear")
    if "holds" in case:
        assert moment.figures[0].holds == (case["holds"],)


@pytest.mark.parametrize("case", PROSE, ids=[case["say"] for case in PROSE])
def test_prose_shows_everybody_and_everything_in_view(case: dict[str, Any]) -> None:
    moment = page(case["say"])
    held = {key for figure in moment.figures for key in figure.holds}
    ridden = {figure.rides for figure in moment.figures} - {"", *kinds(moment)}
    seen = {*kinds(moment), *(thing.key for thing in moment.things), *held, *ridden}
    assert (moment.setting, moment.time, moment.weather) == (
        case["setting"],
        case["time"],
        case.get("weather", "clear"),
    )
    assert seen == set(case["see"])
    assert set(moment.dream) == set(case.get("dream", []))


@pytest.mark.parametrize("case", CLUES, ids=[case["say"] for case in CLUES])
def test_who_and_what_is_there_tells_where_and_when(case: dict[str, Any]) -> None:
    moment = page(case["say"])
    assert moment.setting in case.get("where", [moment.setting])
    assert moment.time in case.get("when", [moment.time])


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

    def test_the_picture_and_the_text_of_a_page_mean_the_same_one(self) -> None:
        pages = [
            Scene(1, "A small fox lived in the forest.", "a small fox in a forest", "calm"),
            Scene(2, "The fox found a key. She wanted to cross the forest.", "a small fox finding a key", "calm"),
        ]
        moments = understand(pages)
        assert [[(figure.kind, figure.name) for figure in moment.figures] for moment in moments] == [[("fox", "")]] * 2
        assert moments[1].dream == ()

    def test_whoever_is_met_stays_one(self) -> None:
        texts = ("Lena lived in a castle.", "It was a young dragon, and he cried.", "Lena gave the dragon her candle.")
        moments = understand([Scene(at, text, text, "calm") for at, text in enumerate(texts, 1)])
        dragons = [figure for moment in moments for figure in moment.figures if figure.kind == "dragon"]
        assert [(dragon.name, dragon.small) for dragon in dragons] == [("", True)] * 2

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

    @pytest.mark.parametrize(
        ("text", "weather"),
        [
            ("She lifted the lid, and out poured a hundred bees.", "clear"),
            ("The bear wound up the ballerina with his own key.", "clear"),
            ("Cold winds blew over the hill.", "wind"),
            ("It poured all day.", "rain"),
            ("A fox slept in a winter wood.", "snow"),
            ("He put on his winter coat.", "clear"),
        ],
    )
    def test_weather_is_told_by_words_for_weather(self, text: str, weather: str) -> None:
        assert page(text).weather == weather

    def test_a_story_is_placed_when_it_has_told_where_it_plays(self) -> None:
        assert not page("Once there was a girl.").placed
        assert page("A girl lived in a castle.", "She sang.").placed

    def test_a_fire_is_there_when_it_burns_in_view(self) -> None:
        assert page("They sat by the fireplace.").fire
        assert not page("She dreamed of a fire.").fire

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


class TestNounPhrases:
    def test_a_name_beside_its_kind_is_one_figure(self) -> None:
        moment = page("In a lighthouse lived an old keeper named Bruno and his black cat, Soot.")
        assert [(one.name, one.count, one.color) for one in moment.figures] == [("Bruno", 1, ""), ("Soot", 1, "black")]
        moment = page("A camel named Sadiq crossed the desert with a merchant and his daughter Amina.")
        assert [one.name for one in moment.figures] == ["Sadiq", "", "Amina"]

    def test_a_place_has_a_name_and_is_nobody(self) -> None:
        assert kinds(page("On Green Hill Farm, the pig slept.")) == ["pig"]

    def test_counts_go_up_to_twelve(self) -> None:
        assert [one.count for one in page("Twelve penguins met a family of ducks.").figures] == [12, 4]

    def test_colours_are_remembered(self) -> None:
        moment = page("Nora walked through the city with a yellow umbrella.", "The umbrella lay beside the pond.")
        assert [(thing.key, thing.color) for thing in moment.things] == [("☂️", "yellow")]
        assert page("A tiny green alien cried.", "The alien slept.").figures[0].color == "green"


class TestWhoIsMeant:
    def test_he_and_she_are_told_apart(self) -> None:
        assert kinds(page("A girl met her grandfather.", "He was tired.")) == ["grandfather"]
        assert kinds(page("A girl met her grandfather.", "She was tired.")) == ["girl"]

    def test_the_bird_is_the_owl_met_before(self) -> None:
        assert kinds(page("A mouse met an owl.", "The bird was hungry.")) == ["owl"]

    def test_everyone_is_everybody_met(self) -> None:
        moment = page("The cow met a pig.", "A goat and a hen came too.", "Everyone danced.")
        assert sorted(kinds(moment)) == ["cow", "goat", "hen", "pig"]
        assert {figure.action for figure in moment.figures} == {"dance"}

    def test_who_was_there_is_still_there_but_not_elsewhere(self) -> None:
        first = "A girl sat in the harbour."
        assert kinds(page(first, "A thick fog rolled in.")) == ["girl"]
        assert kinds(page(first, "Far out on the water, a little boat was lost.")) == []

    def test_an_action_is_its_subjects(self) -> None:
        moment = page("The cow slept in the barn, the pigs danced, and the farmer cried.")
        assert [one.action for one in moment.figures] == ["sleep", "dance", "cry"]

    def test_riders_sit_on_backs_and_in_boats(self) -> None:
        moment = page("The dragon flew over the castle with the princess on his back.")
        assert [(one.kind, one.rides) for one in moment.figures] == [("dragon", ""), ("princess", "dragon")]
        assert page("The fisherman sat in a boat on the lake.").figures[0].rides == "own:boat"

    def test_a_gift_is_its_new_owners(self) -> None:
        moment = page("The girl gave the dragon her candle.")
        assert [(one.kind, one.holds) for one in moment.figures] == [("girl", ()), ("dragon", ("🕯",))]


class TestWhatIsNotThere:
    @pytest.mark.parametrize(
        "text",
        [
            "A boy read a book about wolves.",
            "A boy sang without a wolf.",
            "A boy was afraid of wolves.",
            "A boy ran like a wolf.",
            "There was no wolf, but there was a boy.",
            '"I saw a wolf," said the boy.',
            "A boy wondered if a wolf would come.",
        ],
    )
    def test_what_is_only_talked_of_is_not_in_view(self, text: str) -> None:
        assert kinds(page(text)) == ["boy"]

    def test_a_dream_is_in_the_dream(self) -> None:
        moment = page("A penguin on the ice dreamed of a warm beach with palm trees.")
        assert (moment.setting, kinds(moment), moment.dream) == ("snowfield", ["penguin"], ("🏖", "🌴"))

    def test_through_outranks_to(self) -> None:
        assert page("Nora walked to school through the city.").setting == "city"

    def test_a_new_day_ends_the_night_and_the_fog_lifts(self) -> None:
        moment = page("At night a fog came.", "By morning the fog was gone.")
        assert (moment.time, moment.weather) == ("day", "clear")
        assert page("A fox slept at night.", "One day it met an owl.").time == "day"


def test_long_and_strange_texts_are_read() -> None:
    for text in (
        "Pip " * 2500,
        '"Hi" ' * 2000,
        "the fox and " * 900,
        "狐狸" * 5000,
        "лиса " * 2000,
        "🦊" * 3000,
        ",.!?" * 2500,
    ):
        assert page(text, text).setting
