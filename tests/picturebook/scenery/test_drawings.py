"""Everything that the words can ask for can be drawn."""

from __future__ import annotations

from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest

from digiteller.language.vocabulary import vocabulary
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import light_of
from digiteller.picturebook.drawing.paint import model_form
from digiteller.picturebook.drawing.vector import Gradients, outline
from digiteller.picturebook.figures.props import draw_prop
from digiteller.picturebook.figures.species import Species, list_species
from digiteller.picturebook.figures.sprites import drawing, eyes
from digiteller.picturebook.scenery.drawings.buildings import lighthouse
from digiteller.picturebook.scenery.settings import indoors, outdoors
from digiteller.story import MOODS

KNOWN = vocabulary()
ELSEWHERE = {"own:moon", "own:sun", "own:firefly", "own:ship"}
"""Drawn by the scenery and not as sprites."""
STORIES = Path(__file__).parents[2] / "backends" / "illustrate" / "stories.yaml"


def meant(sort: str) -> list[str]:
    return sorted({value for meanings in KNOWN.phrases.values() for kind, value in meanings if kind == sort})


@pytest.mark.parametrize("kind", list_species().values(), ids=list(list_species()))
def test_every_kind_of_figure_has_a_drawing(kind: Species) -> None:
    assert drawing(kind.head or kind.sprite)


def test_every_thing_has_a_drawing() -> None:
    assert [key for key in meant("prop") if key not in ELSEWHERE and not draw_prop(key, True, Gradients())] == []


def test_every_setting_has_a_scene() -> None:
    assert set(meant("setting")) <= set(indoors()) | set(outdoors()) | {"sky", "space"}
    assert vocabulary().rooms <= set(indoors())


def test_every_scene_has_a_name_that_a_storyboard_may_give() -> None:
    drawn = {name for name in [*indoors(), *outdoors()] if not name.startswith("palm ")}
    assert drawn - set(meant("setting")) == set()
    assert vocabulary().rooms == set(indoors())


@pytest.mark.parametrize("head", ["🦊", "🐻", "🐰", "🐭", "🐱", "🐶", "👧", "👦", "👵", "🐸", "🦁"])
def test_a_face_has_two_eyes_at_the_same_height(head: str) -> None:
    left, right = sorted(eyes(head), key=lambda eye: eye.x)
    assert left.x < 18 < right.x
    assert abs(left.y - right.y) < 1


@pytest.mark.parametrize("mood", MOODS)
def test_nights_are_darker_than_days_in_every_mood(mood: str) -> None:
    day, night = (light_of(time, "clear", mood, 1.0) for time in ("day", "night"))
    assert sum(night.ambient) < sum(day.ambient)
    assert night.dark > day.dark


def test_far_things_fade_into_the_haze() -> None:
    hand = Hand(Random(1), light_of("day", "clear", "calm", 1.0))
    haze = hand.tone("#000000", 1.0)
    assert hand.tone("#ff0000", 1.0) == haze
    assert hand.tone("#ff0000", 0.0) != haze


def test_form_is_brighter_towards_the_light() -> None:
    disc = np.zeros((200, 200, 4), np.uint8)
    cv2.circle(disc, (100, 100), 80, (128, 128, 128, 255), -1)
    lit = model_form(disc, 1.0, (1.0, 1.0, 1.0), (1.0, 1.0, 1.0))
    assert lit[100, 170, 0] > lit[100, 30, 0]
    assert (lit[..., 3] == disc[..., 3]).all()


def test_an_outline_passes_through_its_points() -> None:
    data = outline([(0, 0), (10, 5), (20, 0)], closed=True)
    assert data.startswith("M0.0 0.0C")
    assert "10.0 5.0C" in data
    assert data.endswith("Z")


@pytest.mark.parametrize(
    ("time", "lit", "shines"), [("night", True, True), ("night", False, False), ("day", True, False)]
)
def test_a_lighthouse_shines_in_the_dark_while_its_lamp_burns(time: str, lit: bool, shines: bool) -> None:
    hand = Hand(Random(1), light_of(time, "clear", "calm", 1.0), lit=lit)
    lighthouse(hand, 0, 0, 100, 0.1)
    assert [spot[0] for spot in hand.spots] == ["beacon"] * shines


@pytest.mark.parametrize("mood", MOODS)
def test_a_fair_day_can_be_told_from_the_night_in_every_mood(mood: str) -> None:
    calm, light = (light_of("day", "clear", one, 1.0) for one in ("calm", mood))
    assert sum(light.ambient) > 0.75 * sum(calm.ambient)
    assert sum(light.sky[0]) > 0.6 * sum(calm.sky[0])
