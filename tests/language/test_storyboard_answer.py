from __future__ import annotations

import json
from typing import Any

import pytest

from digiteller.language.page_content import Inset, Thing
from digiteller.language.plain_things import find_thing
from digiteller.language.storyboard import Page, Person, Presence, Storyboard
from digiteller.language.storyboard_answer import read_answer
from digiteller.language.storyboard_prompt import storyboard_prompt

ADA = {"id": "Ada", "name": "Ada", "kind": "human", "sex": "female", "age": "old", "job": "captain", "looks": "glasses"}


def read(**page: Any) -> Page:
    return read_answer(json.dumps({"persons": [ADA], "pages": [{"place": "kitchen", **page}]}), [""]).pages[0]


def test_an_answer_is_a_storyboard_whatever_stands_around_it() -> None:
    answer = {
        "persons": [ADA, {"id": "whale", "kind": "whale"}],
        "pages": [
            {
                "place": "the kitchen", "time": "night", "weather": "rain", "mood": "calm", "lit": False,
                "persons": [{"id": "ada", "doing": "read", "posture": "sit", "slot": "at table", "holds": ["letter"]}],
                "things": [{"what": "lantern", "color": "red", "relation": "on", "to": "table"}, "blue kettle"],
                "insets": [{"sort": "thought", "of": "ada", "place": "sea", "persons": ["whale"]}],
            }
        ],
    }  # fmt: skip
    board = read_answer(f"<think>[1]</think>Here it is:\n```json\n{json.dumps(answer)}\n```\nEnjoy!", [""])
    ada, whale = board.persons
    assert ada == Person("ada", "human", "Ada", "female", "old", "captain", ("glasses",))
    (page,) = board.pages
    assert (page.places, page.time, page.weather, page.mood, page.lit) == (("kitchen",), "night", "rain", "calm", False)
    assert page.persons == (Presence("ada", "read", holds=("✉️",), posture="sit", slot="at table"),)
    assert page.things == (Thing("own:lantern", 1, "red", "on", "table"), Thing(find_thing("kettle")[0], color="blue"))
    assert [(inset.sort, inset.of, inset.place, inset.figures[0].kind) for inset in page.insets] == [
        ("thought", "ada", "sea", whale.kind)
    ]


@pytest.mark.parametrize(
    ("words", "drawn_as"),
    [("red lanterns", "own:lantern"), ("Kettle", "own:kettle"), ("two apples", "🍎"), ("own:lantern", "own:lantern"),
     ("rowing boat", "own:boat"), ("trebuchet", "")],
)  # fmt: skip
def test_plain_words_find_their_drawing(words: str, drawn_as: str) -> None:
    assert find_thing(words)[0] == drawn_as


def test_what_is_not_known_is_left_out_and_a_thing_is_told() -> None:
    page = read(
        place="Mordor",
        time="teatime",
        persons=[{"id": "ada", "doing": "teleport", "slot": "inside out", "holds": "trebuchet", "rides": "a zorb"}],
        things=[{"what": "flux capacitor", "count": -3}, 7, None],
        insets=[{"sort": "memory"}, "x"],
    )
    assert (page.places, page.time, page.things, page.insets) == ((), "", (), ())
    assert page.persons == (Presence("ada"),)
    assert [one.words for one in page.unshown] == ["trebuchet", "a zorb", "flux capacitor"]


def test_other_verbs_are_shown_by_their_pose_and_strangers_by_their_kind() -> None:
    page = read(persons=[{"id": "ada", "doing": "gallop"}, "goose", {"id": "goose", "doing": "sit"}])
    assert [(one.person, one.doing) for one in page.persons] == [("ada", "run"), ("goose", "sit")]


def test_insets_show_the_persons_of_the_story_as_they_look() -> None:
    (inset,) = read(insets=[{"sort": "picture", "persons": ["ada", "nobody we know"], "things": ["boat"]}]).insets
    assert isinstance(inset, Inset)
    assert [(figure.id, figure.job) for figure in inset.figures] == [("ada", "captain")]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "no JSON"),
        ("I am sorry, I cannot draw.", "no JSON"),
        ('{"pages": "many"}', "no JSON"),
        ('{"pages": [{}, {}]}', "2 pages; the story has 1"),
        ('{"pages": [[]]}', "no page of it shows anything"),
        ("[" * 5000, "no JSON"),
    ],
)
def test_an_answer_that_is_none_is_refused(answer: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_answer(answer, [""])


def test_the_question_holds_the_story_and_every_name_that_may_be_used() -> None:
    asked = storyboard_prompt("The $5 Fox", ["A fox\n sat.", "It rained."])
    assert "2 pages: The $5 Fox\n\nPage 1: A fox sat.\nPage 2: It rained.\n" in asked
    assert all(word in asked for word in ("vegetable garden", "hedgehog", "whisper", "wardrobe", '"posture": "sit"'))


def test_no_person_of_an_answer_stands_twice_on_a_page_or_in_the_list() -> None:
    board = read_answer(json.dumps({"persons": [ADA, ADA], "pages": [{"persons": ["Ada", "ada"]}]}), [""])
    assert isinstance(board, Storyboard)
    assert len(board.persons) == len(board.pages[0].persons) == 1


def test_whose_vehicle_has_no_drawing_stands() -> None:
    page = read(persons=[{"id": "ada", "doing": "drive", "posture": "sit", "rides": "zorb", "drives": True}])
    assert (page.persons[0].doing, page.persons[0].posture, page.persons[0].rides) == ("stand", "", "")
    assert [one.words for one in page.unshown] == ["zorb"]
    page = read(persons=[{"id": "ada", "doing": "drive", "posture": "sit", "rides": "orange snow plough"}])
    assert (page.persons[0].doing, page.persons[0].rides) == ("drive", "own:snowplough")


def test_a_page_has_a_season_and_its_inset_an_hour() -> None:
    page = read(
        season="Winter", insets=[{"sort": "speech", "of": "ada", "place": "sea", "time": "night", "weather": "storm"}]
    )
    assert page.season == "winter"
    assert (page.insets[0].time, page.insets[0].weather) == ("night", "storm")
    nowhere = read(insets=[{"sort": "speech", "place": "vignette", "things": ["apple"]}, {"sort": "speech"}])
    assert [inset.place for inset in nowhere.insets] == [""]


def test_a_bird_is_the_one_that_its_name_tells() -> None:
    told = [{"id": "magpies", "kind": "bird", "color": "black and white"}, {"id": "pip", "name": "Pip", "kind": "bird"}]
    board = read_answer(json.dumps({"persons": told, "pages": [{"place": "park"}]}), [""])
    assert [(one.kind, one.color) for one in board.persons] == [("crow", "black"), ("bird", "")]
