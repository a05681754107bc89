"""Figures: their colours, poses, faces, and what they hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray

from digiteller.language.doing import drawn_poses
from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.language.vocabulary import vocabulary
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.light import light_of
from digiteller.picturebook.drawing.recolouring import dye_drawing
from digiteller.picturebook.drawing.vector import Gradients, rasterise
from digiteller.picturebook.figures.appearance import Look, look_of
from digiteller.picturebook.figures.bodies import draw_body, lay_down
from digiteller.picturebook.figures.faces import Face, draw_animal_face
from digiteller.picturebook.figures.figure_layers import Troupe
from digiteller.picturebook.figures.grip_points import grip_of
from digiteller.picturebook.figures.human_heads import draw_head, layout_of
from digiteller.picturebook.figures.poses import MANNERS, POSES
from digiteller.picturebook.figures.props import draw_prop
from digiteller.picturebook.figures.species import HUMAN, Species, list_species
from digiteller.picturebook.figures.sprite_figures import draw_sprite_figure
from digiteller.picturebook.figures.sprites import SIDE, drawing, eyes
from digiteller.story import Scene
from reading import storyboard_of

KNOWN = vocabulary()
STORIES = Path(__file__).parents[2] / "backends" / "illustrate" / "stories.yaml"
ACTIONS = sorted(drawn_poses() - {"stand"})
HELD = sorted(
    {
        value
        for meanings in KNOWN.phrases.values()
        for sort, value in meanings
        if sort == "prop" and value not in KNOWN.grammar["not held"]
    }
)
REGION = (-230.0, -400.0, 290.0, 100.0)
FOX = look_of(Figure("fox", name="Pip"), 1)


def drawn(look: Look, action: str, key: str = "", scale: float = 0.5) -> NDArray[np.uint8]:
    gradients = Gradients()
    if action == "sleep":
        return rasterise(lay_down(look, gradients), REGION, scale, gradients)
    held = draw_prop(key, True, gradients) if key else ""
    return rasterise(draw_body(look, action, held, gradients, key=key), REGION, scale, gradients)


def sprite(content: str) -> NDArray[np.uint8]:
    return rasterise(content, (0, 0, SIDE, SIDE), 6)


FACES = [kind for kind in list_species().values() if kind.name != "mermaid"]
"""All whose faces are ours; the mermaid is drawn whole, and human."""
ANIMALS = [kind for kind in FACES if kind.name != HUMAN]


@pytest.mark.parametrize("kind", ANIMALS, ids=[kind.name for kind in ANIMALS])
def test_another_colour_keeps_shape_and_eyes(kind: Species) -> None:
    head = kind.head or kind.sprite
    before, after = sprite(drawing(head)), sprite(dye_drawing(drawing(head), "#3f7fcf"))
    assert (before[..., 3] == after[..., 3]).all()
    assert (before != after).any()
    for eye in eyes(head):
        x, y = round(eye.x * 6), round(eye.y * 6)
        dark = before[y, x, :3].max() < 70
        assert not dark or (before[y, x] == after[y, x]).all()


@pytest.mark.parametrize(
    ("head", "word"),
    [
        ("🐱", "black"),
        ("🐻", "brown"),
        ("👽", "green"),
        ("🚀", "silver"),
        ("🪁", "red"),
        ("🐰", "white"),
        ("🦊", "blue"),
    ],
)
def test_the_main_colour_becomes_the_one_asked_for(head: str, word: str) -> None:
    wanted = np.array([int(KNOWN.colors[word][at : at + 2], 16) for at in (1, 3, 5)])
    sheet = sprite(dye_drawing(drawing(head), KNOWN.colors[word]))
    solid = sheet[sheet[..., 3] > 250][:, :3].astype(int)
    near = np.abs(solid - wanted).max(axis=1) < 6
    assert near.mean() > 0.12


def test_a_colour_of_the_story_dyes_bodies_and_clothes_too() -> None:
    for kind in ("cat", "girl", "pirate"):
        plain, black = (drawn(look_of(Figure(kind, color=color), 1), "stand") for color in ("", "black"))
        assert (plain != black).any(axis=2).sum() > 150


def test_the_hero_looks_the_same_on_every_page() -> None:
    pages = yaml.safe_load(STORIES.read_text(encoding="utf-8"))["lantern"]
    looks: set[Look] = set()
    for moment in storyboard_of([Scene(number, **page) for number, page in enumerate(pages, 1)]).moments():
        looks.add(look_of(next(figure for figure in moment.figures if figure.kind == "fox"), 0))
    assert len(looks) == 1


@pytest.mark.parametrize("kind", ["fox", "girl", "king", "horse"])
def test_what_a_figure_does_changes_nothing_of_its_look(kind: str) -> None:
    figure = Figure(kind, name="Pip", color="red")
    assert look_of(figure, 5) == look_of(replace(figure, action="run", holds=("🔑",), count=2), 5)


def test_two_names_of_one_kind_can_be_told_apart() -> None:
    for kind in ("fox", "boy", "woman"):
        looks = {look_of(Figure(kind, name=name), 0) for name in ("Pip", "Rusty", "Lena", "Ada", "Max", "Tove")}
        assert len({(look.cloth, look.hairdo) for look in looks}) > 1


@pytest.mark.parametrize("action", [*POSES, "sleep"])
def test_a_puppet_fits_its_sheet_in_every_pose(action: str) -> None:
    sheet = drawn(FOX, action)
    assert (sheet[..., 3] > 0).mean() > 0.03
    assert not sheet[[0, -1]][..., 3].any()
    assert not sheet[:, [0, -1]][..., 3].any()


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("kind", ["fox", "girl", "grandfather"])
def test_every_action_is_drawn_otherwise_than_standing(kind: str, action: str) -> None:
    look = look_of(Figure(kind), 1)
    standing, doing = drawn(look, "stand", scale=0.25), drawn(look, action, scale=0.25)
    assert (standing != doing).any(axis=2).mean() > 0.01


@pytest.mark.parametrize("action", sorted(set(ACTIONS) - {"hold", "ride"}))
def test_every_action_of_a_whole_sprite_is_drawn_otherwise_than_standing(action: str) -> None:
    look = look_of(Figure("horse"), 1)
    standing, doing = (
        rasterise(draw_sprite_figure(look, what, ""), (-60, -66, 60, 22), 4) for what in ("stand", action)
    )
    assert (standing != doing).any(axis=2).sum() > 200


def test_no_two_actions_look_alike() -> None:
    sheets = {action: drawn(FOX, action, scale=0.25) for action in [*POSES, "sleep"] if "bare " not in action}
    names = list(sheets)
    for at, one in enumerate(names):
        for other in names[:at]:
            assert (sheets[one] != sheets[other]).any(axis=2).sum() > 60, (one, other)
    assert len(set(MANNERS.values())) == len(MANNERS)


@pytest.mark.few(2)
@pytest.mark.parametrize("first", range(12))
@pytest.mark.parametrize("kind", ["fox", "girl"])
def test_nothing_held_covers_the_eyes(kind: str, first: int) -> None:
    look = look_of(Figure(kind), 1)
    marked = replace(look, hairdo=replace(look.hairdo, color="#112233"))
    hidden = []
    for key in HELD[first::12]:
        for action in ("stand", "walk", "give", "cheer", "eat", "read"):
            pose = POSES["hold" if action == "stand" else action]
            if pose.turn:
                continue
            eye_ink = _eye_pixels(marked, action, key)
            if eye_ink < 0.75 * _eye_pixels(marked, action, "🔑"):
                hidden.append((action, key))
    assert hidden == []


def _eye_pixels(look: Look, action: str, key: str) -> int:
    """Return how many pixels of a figure are the colour of its eyes' ink, and at its eyes' height."""
    gradients = Gradients()
    held = draw_prop(key, True, gradients)
    marked = draw_body(look, action, held, gradients, key=key)
    ink = "#3a2622" if look.person else "#272b2b"
    plain = rasterise(marked, REGION, 0.5, gradients)
    for change in (ink, ink.upper()):
        marked = marked.replace(change, "#ff00fe")
    other = rasterise(marked, REGION, 0.5, gradients)
    rows = slice(round((400 - 150) * 0.5), round((400 - 60) * 0.5))
    return int((plain != other).any(axis=2)[rows].sum())


@pytest.mark.parametrize("kind", FACES, ids=[kind.name for kind in FACES])
def test_sleepers_close_their_eyes(kind: Species) -> None:
    head = kind.head or kind.sprite
    if kind.name == HUMAN:
        look = replace(look_of(Figure(kind.name), 0), skin=0)
        look = replace(look, outfit=replace(look.outfit, glasses=False, mask=""))
        place = layout_of(look.age)
        awake, asleep = (sprite(draw_head(look, Face(mood))[1]) for mood in ("", "asleep"))
        middle = round(place.eyes * 6), round((18 + place.apart) * 6)
        assert awake[middle][0] < 100 < asleep[middle[0] - 6, middle[1], 0]
        return
    awake, asleep = sprite(draw_animal_face(head, "")), sprite(draw_animal_face(head, "", Face("asleep")))
    for eye in eyes(head):
        x, y = round(eye.x * 6), round((eye.y - eye.ry * 0.5) * 6)
        lid = np.array([int(eye.lid[at : at + 2], 16) for at in (1, 3, 5)])
        assert np.abs(asleep[y, x, :3].astype(int) - lid).max() < 12
        assert (awake[y, x] != asleep[y, x]).any()


def test_natural_sizes_differ() -> None:
    assert grip_of("🔑").size < grip_of("🍎").size < grip_of("🍞").size < grip_of("🎸").size < grip_of("☂️").size


def layer_of(figure: Figure, troupe: Troupe, **place: float) -> NDArray[np.uint8]:
    actor = Actor("x", place.get("x", 300.0), 400.0, 200.0, True, figure, action=figure.action)
    moment = Moment("meadow", "day", "clear", "calm", (figure,))
    layer = troupe.layer(actor, moment, Canvas(960, 540), light_of("day", "clear", "calm", 1.0))
    assert layer is not None
    return layer.image


def test_a_figure_is_rasterised_once_a_story() -> None:
    troupe = Troupe(3)
    first, again = layer_of(Figure("fox"), troupe), layer_of(Figure("fox"), troupe, x=500.0)
    assert (first == again).all()
    assert len(troupe._kept) == 1
    layer_of(Figure("fox", color="black"), troupe)
    layer_of(Figure("fox", action="run"), troupe)
    assert len(troupe._kept) == 3


def test_the_same_figure_is_drawn_with_the_same_bytes() -> None:
    figure = Figure("girl", name="Ada", action="dance", holds=("🎻",))
    assert (layer_of(figure, Troupe(3)) == layer_of(figure, Troupe(3))).all()


def test_the_light_of_a_lamp_lies_behind_all_figures() -> None:
    light, frame = light_of("night", "clear", "calm", 1.0), Canvas(960, 540)
    moment = Moment("meadow", "night", "clear", "calm")
    fire = Actor("fire", 300, 400, 60, True, thing=Thing("🔥"))
    shed, drawn = Troupe(3).light(fire, moment, frame, light), Troupe(3).layer(fire, moment, frame, light)
    assert shed is not None
    assert drawn is not None
    assert shed.depth > drawn.depth
    assert shed.image.shape[1] > 3 * drawn.image.shape[1]
    apple = Actor("apple", 300, 400, 60, True, thing=Thing("🍎"))
    assert Troupe(3).light(apple, moment, frame, light) is None


def test_a_young_dragon_is_no_small_grown_one_and_shows_its_fear() -> None:
    young, grown = (look_of(Figure("dragon", small=small), 1) for small in (True, False))
    assert draw_sprite_figure(young, "stand", "") != draw_sprite_figure(grown, "stand", "")
    assert len({draw_sprite_figure(young, action, "") for action in ("stand", "shiver", "cry", "sleep", "laugh")}) == 5
    assert "#c04040" in draw_sprite_figure(look_of(Figure("dragon", small=True, color="#c04040"), 1), "stand", "")


@pytest.mark.parametrize("key", ["🔑", "🗝", "🛤", "🛤️", "🖌", "🖌️"])
def test_what_nobody_would_know_in_a_hand_or_on_the_ground_is_drawn_by_us(key: str) -> None:
    ours = draw_prop(key, True, Gradients())
    assert ours
    assert ours != drawing(key)
    pixels = rasterise(ours, (0, 0, SIDE, SIDE), 2)
    assert not pixels[:18, :18, 3].any(), "a tile of sky, or a bow on top"
