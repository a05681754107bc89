"""Pictures in the page's picture: what somebody thinks of or tells, what a picture shows, the view of a window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from digiteller.language.page_content import Inset, Moment
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.light import Light
from digiteller.picturebook.drawing.light import mix as blended
from digiteller.picturebook.drawing.paint import crop_sheet, over
from digiteller.picturebook.drawing.vector import Gradients, rasterise
from digiteller.picturebook.figures import inset_frames
from digiteller.picturebook.figures.inset_frames import InsetFrame
from digiteller.picturebook.staging.bubble_positions import head_of
from digiteller.picturebook.staging.extents import bounding_box, extent_of
from digiteller.picturebook.staging.inset_contents import KEY, Form, inset_number, insets_of, owner_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from digiteller.story import Layer

    Pixels = NDArray[np.uint8]

DrawScene = Callable[[Moment, tuple[int, int], float], "Pixels"]
"""Draws what a moment shows, RGB: so many pixels wide and high, so close; without a place if its setting is empty."""
_NEAR, _NEARER, _FAR = 1.24, 1.5, 0.62
"""How close a scene looks, one with things alone, and what is seen through a window."""
_FILLED = 0.7
"""How much of a bubble they fill who are nowhere."""
_MOST_FIGURES = 3
_PAINTED: set[Form] = {"framed", "sheet", "easel"}


def is_inset(actor: Actor) -> bool:
    """Return whether an actor stands for an inset."""
    return actor.thing is not None and actor.thing.key.startswith(KEY)


def draw_insets(actors: Sequence[Actor], moment: Moment, light: Light, draw: DrawScene) -> list[Layer]:
    """Return the insets of a page in its light as layers; ``draw`` makes what each shows."""
    insets = insets_of(moment)
    layers = []
    for actor in actors:
        if actor.thing is None or not is_inset(actor):
            continue
        number, form = inset_number(actor.thing.key)
        inset = insets[number]
        mix = Gradients()
        frame = _frame(form, actor, owner_of(inset, actors, moment), mix)
        left, top, right, bottom = (round(side) for side in frame.scene)
        close = _FAR if inset.sort == "window" else _NEAR if inset.figures else _NEARER
        scene = draw(_moment_of(inset, moment), (max(16, right - left), max(16, bottom - top)), close)
        layer = _compose(frame, scene, mix, f"inset {inset.sort}", actor.depth)
        if layer is not None:
            layers.append(_in_light(layer, light) if form in _PAINTED else layer)
    return layers


def _in_light(layer: Layer, light: Light) -> Layer:
    """Return a painted picture as dark as the page that it is on."""
    image = layer.image.copy()
    tint = np.array(blended(light.ambient, (1.0, 1.0, 1.0), 0.25), np.float32)
    image[..., :3] = np.clip(image[..., :3] * tint, 0, 255).astype(np.uint8)
    return replace(layer, image=image)


def fill_frame(actors: Sequence[Actor], frame: Canvas) -> list[Actor]:
    """Return actors who are nowhere so large that they fill their picture, in its middle."""
    if not actors:
        return []
    box = bounding_box(tuple(extent_of(one).at(one.x, one.y).box for one in actors))
    share = _FILLED * min(frame.width / (box[2] - box[0]), frame.height / (box[3] - box[1]))
    right = frame.width / 2 - share * (box[0] + box[2]) / 2
    down = frame.height / 2 - share * (box[1] + box[3]) / 2
    return [
        replace(
            one,
            x=right + share * one.x,
            y=down + share * one.y,
            height=one.height * share,
            hidden_below=None if one.hidden_below is None else down + share * one.hidden_below,
        )
        for one in actors
    ]


def _moment_of(inset: Inset, moment: Moment) -> Moment:
    """Return what an inset shows; through a window there is the page's hour and weather."""
    outside = inset.sort == "window"
    figures = inset.figures[:_MOST_FIGURES]
    return Moment(
        inset.place,
        inset.time or (moment.time if outside else "day"),
        inset.weather or (moment.weather if outside else "clear"),
        moment.mood,
        figures,
        inset.things,
        season=moment.season if outside else "",
    )


def _frame(form: Form, actor: Actor, owner: Actor | None, mix: Gradients) -> InsetFrame:
    place = extent_of(actor).at(actor.x, actor.y).box
    head = head_of(owner) if owner else None
    if form == "cloud":
        return inset_frames.cloud(place, head, mix)
    if form == "balloon":
        return inset_frames.balloon(place, head, mix)
    draw = {
        "framed": inset_frames.framed,
        "sheet": inset_frames.sheet,
        "easel": inset_frames.easel,
        "pane": inset_frames.pane,
        "porthole": inset_frames.porthole,
        "vista": inset_frames.vista,
    }
    return draw[form](place, mix)


def _compose(frame: InsetFrame, scene: Pixels, mix: Gradients, name: str, depth: float) -> Layer | None:
    """Return a scene in its frame as a layer."""
    region = frame.region
    left, top = round(region[0]), round(region[1])
    canvas = rasterise(frame.below, region, 1.0, mix) if frame.below else None
    if canvas is None:
        canvas = np.zeros((round(region[3]) - top, round(region[2]) - left, 4), np.uint8)
        canvas[..., :3] = scene.mean(axis=(0, 1)).astype(np.uint8)
    x, y = round(frame.scene[0]), round(frame.scene[1])
    seen = (x, y, x + scene.shape[1], y + scene.shape[0])
    alpha = rasterise(frame.shape, seen, 1.0)[..., 3]
    if frame.soft >= 0.5:
        alpha = np.asarray(cv2.GaussianBlur(alpha, (0, 0), frame.soft), np.uint8)
    over(canvas, np.dstack([scene, alpha]), x - left, y - top)
    if frame.above:
        over(canvas, rasterise(frame.above, region, 1.0, mix), 0, 0)
    if frame.turn:
        turn = cv2.getRotationMatrix2D((canvas.shape[1] / 2, canvas.shape[0] / 2), -frame.turn, 1.0)
        canvas = np.asarray(cv2.warpAffine(canvas, turn, canvas.shape[1::-1], flags=cv2.INTER_AREA), np.uint8)
    return crop_sheet(name, canvas, left, top, depth)
