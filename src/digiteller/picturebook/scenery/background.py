"""The background and the framing of a page, from its setting."""

from __future__ import annotations

from dataclasses import replace

from digiteller.picturebook.drawing.canvas import OVERSCAN, Canvas, VectorLayer
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import Light
from digiteller.picturebook.scenery.drawings import land, plants, trees
from digiteller.picturebook.scenery.interior import draw_room
from digiteller.picturebook.scenery.landscape import beside, far_hills, middle_ground, near_ground, waves
from digiteller.picturebook.scenery.settings import Draw, Outdoors, Some, indoors, outdoors
from digiteller.picturebook.scenery.sky import draw_sky
from digiteller.picturebook.scenery.viewpoint import Viewpoint
from digiteller.picturebook.scenery.vignette import draw_vignette


def draw_scenery(
    setting: str, time: str, weather: str, frame: Canvas, hand: Hand, view: Viewpoint
) -> list[VectorLayer]:
    """Return the background of a page, back to front, up to the ground that the figures stand on."""
    if setting in indoors():
        return draw_room(indoors()[setting], frame, hand, view)
    if setting == "vignette":
        return draw_vignette(time, weather, frame, hand)
    sheets = draw_sky(setting, time, weather, frame, hand)
    recipe = outdoors().get(setting)
    if recipe is None:
        return sheets
    if weather == "snow":
        recipe = _snowed(recipe)
    rise, sink = frame.horizon - 0.62 * frame.size, frame.horizon + 0.16 * frame.height
    far = far_hills(recipe, frame, hand, view)
    sheets.append(VectorLayer("far", far, frame.bounds(max(rise, frame.bounds()[1]), sink), 4.0, hand.mix, wash=0.6))
    top = max(frame.horizon - 0.8 * frame.size, frame.bounds()[1])
    bottom = frame.height * 0.9 if recipe.water != "all" else None
    middle = middle_ground(recipe, frame, hand, view, setting)
    sheets.append(VectorLayer("middle", middle, frame.bounds(top, bottom), 2.0, hand.mix, wash=0.8))
    sheets += waves(recipe, frame, hand)
    if recipe.water != "all":
        top = -frame.height * OVERSCAN if recipe.water == "deck" else frame.height * 0.5
        straight = recipe.water in {"deck", "sea"}
        ground = near_ground(recipe, frame, hand, weather)
        sheets.append(VectorLayer("ground", ground, frame.bounds(top), 1.1, hand.mix, 0.4 if straight else 1.0))
        sheets += beside(recipe, frame, hand)
    return sheets


_WINTER: dict[Draw, Draw] = {trees.round_tree: trees.bare_tree, trees.birch: trees.pine}


_SUMMER: set[Draw] = {plants.flower, plants.mushroom, plants.fern, plants.tuft, plants.bush}


def _snowed(recipe: Outdoors) -> Outdoors:
    """Return a place under snow: white ground, bare trees, nothing that blooms."""

    def winter(some: tuple[Some, ...]) -> tuple[Some, ...]:
        return tuple(
            (_WINTER.get(draw, draw), count, low, high) for draw, count, low, high in some if draw not in _SUMMER
        )

    return replace(
        recipe,
        near="#dbe6f1",
        edge="#f8fbff",
        mid=winter(recipe.mid),
        sides=winter(recipe.sides),
        scatter=winter(recipe.scatter),
    )


def draw_framing(setting: str, weather: str, frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return what stands between the viewer and the figures: grass at the foot of the page, a branch above."""
    recipe = outdoors().get(setting)
    if recipe is None or weather == "snow":
        return []
    sheets = []
    size = frame.size
    if recipe.front:
        parts = []
        for side in (0.0, 1.0):
            for index in range(7):
                draw = hand.random.choice(recipe.front)
                x = frame.width * abs(side - (index / 7) ** 1.5 * 0.34)
                tall = size * hand.any(0.1, 0.2) * (1 - index / 9) * (0.6 if draw in (plants.bush, land.rock) else 1)
                parts.append(
                    draw(Hand(hand.random, _dim(hand), hand.weather, hand.mix), x, frame.height * 1.05, tall, 0.0)
                )
        sheets.append(
            VectorLayer("front", "".join(parts), frame.bounds(frame.height * 0.74), 0.7, hand.mix, 0.6, blur=1.6)
        )
    if recipe.leaves:
        left = hand.random.random() < 0.5
        x = -frame.width * 0.06 if left else frame.width * 1.06
        way = 1 if left else -1
        content = plants.leafy_branch(
            hand, x, -frame.height * 0.03, frame.width * hand.any(0.26, 0.36), way, recipe.leaves
        )
        content += plants.leafy_branch(hand, x, frame.height * 0.06, frame.width * 0.16, way, recipe.leaves)
        half = frame.bounds(bottom=frame.height * 0.45)
        region = (
            (half[0], half[1], frame.width * 0.5, half[3]) if left else (frame.width * 0.5, half[1], half[2], half[3])
        )
        sheets.append(VectorLayer("leaves", content, region, 0.6, hand.mix, 0.6, blur=1.2))
    return sheets


def _dim(hand: Hand) -> Light:
    ambient = hand.light.ambient
    return replace(hand.light, ambient=(ambient[0] * 0.62, ambient[1] * 0.62, ambient[2] * 0.66), fog=0.0)
