"""Everything that the words can ask for can be drawn."""

from __future__ import annotations

from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
import yaml

from digiteller.picturebook.hand import Hand
from digiteller.picturebook.light import light_of
from digiteller.picturebook.looks import POSES, Look, look_of
from digiteller.picturebook.paint import formed
from digiteller.picturebook.props import prop
from digiteller.picturebook.puppets import lying, puppet
from digiteller.picturebook.settings import indoors, outdoors
from digiteller.picturebook.sprites import drawing, eyes
from digiteller.picturebook.understanding import understand
from digiteller.picturebook.vector import Gradients, outline, rasterise
from digiteller.picturebook.vocabulary import Kind, vocabulary
from digiteller.story import MOODS, Scene

KNOWN = vocabulary()
ELSEWHERE = {"own:moon", "own:sun", "own:firefly", "own:ship"}
"""Drawn by the scenery and not as sprites."""
STORIES = Path(__file__).parents[1] / "backends" / "illustrate" / "stories.yaml"


def meant(sort: str) -> list[str]:
    return sorted({value for meanings in KNOWN.phrases.values() for kind, value in meanings if kind == sort})


@pytest.mark.parametrize("kind", KNOWN.kinds.values(), ids=list(KNOWN.kinds))
def test_every_kind_of_figure_has_a_drawing(kind: Kind) -> None:
    assert drawing(kind.head or kind.sprite)


def test_every_thing_has_a_drawing() -> None:
    assert [key for key in meant("prop") if key not in ELSEWHERE and not prop(key, True, Gradients())] == []


def test_every_setting_has_a_scene() -> None:
    assert set(meant("setting")) == set(indoors()) | set(outdoors()) | {"sky", "space"}


@pytest.mark.parametrize("head", ["🦊", "🐻", "🐰", "🐭", "🐱", "🐶", "👧", "👦", "👵", "🐸", "🦁"])
def test_a_face_has_two_eyes_at_the_same_height(head: str) -> None:
    left, right = sorted(eyes(head), key=lambda eye: eye.x)
    assert left.x < 18 < right.x
    assert abs(left.y - right.y) < 1


@pytest.mark.parametrize("action", [*POSES, "sleep"])
def test_a_puppet_fits_its_sheet_in_every_pose(action: str) -> None:
    look = look_of("fox", "🦊", "", "Pip", small=True, skin=2)
    gradients = Gradients()
    drawn = lying(look, gradients) if action == "sleep" else puppet(look, action, "", gradients)
    sheet = rasterise(drawn, (-200, -280, 200, 70), 0.5, gradients)
    assert (sheet[..., 3] > 0).mean() > 0.05
    assert not sheet[[0, -1]][..., 3].any()
    assert not sheet[:, [0, -1]][..., 3].any()


def test_the_hero_looks_the_same_on_every_page() -> None:
    pages = yaml.safe_load(STORIES.read_text(encoding="utf-8"))["lantern"]
    looks: set[Look] = set()
    for moment in understand([Scene(number, **page) for number, page in enumerate(pages, 1)]):
        hero = next(figure for figure in moment.figures if figure.kind == "fox")
        looks.add(look_of(hero.kind, KNOWN.kinds[hero.kind].head, "", hero.name, hero.small, 0))
    assert len(looks) == 1


def test_two_names_of_one_kind_can_be_told_apart() -> None:
    cloths = {look_of("fox", "🦊", "", name, False, 0).cloth for name in ("Pip", "Rusty", "Lena", "Ada", "Max", "Tove")}
    assert len(cloths) > 1


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
    lit = formed(disc, 1.0, (1.0, 1.0, 1.0), (1.0, 1.0, 1.0))
    assert lit[100, 170, 0] > lit[100, 30, 0]
    assert (lit[..., 3] == disc[..., 3]).all()


def test_an_outline_passes_through_its_points() -> None:
    data = outline([(0, 0), (10, 5), (20, 0)], closed=True)
    assert data.startswith("M0.0 0.0C")
    assert "10.0 5.0C" in data
    assert data.endswith("Z")
