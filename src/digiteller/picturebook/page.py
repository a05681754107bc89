"""A page of the book: scenery, cast and framing become layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from random import Random
from typing import TYPE_CHECKING
from zlib import crc32

import cv2
import numpy as np

from digiteller.language.page_content import Moment
from digiteller.picturebook.actors import Actor, Furnishing
from digiteller.picturebook.drawing.canvas import Canvas, VectorLayer
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import Light, light_of, mix, rgb, times
from digiteller.picturebook.drawing.paint import crop_sheet, flatten
from digiteller.picturebook.drawing.texture import blur, paint
from digiteller.picturebook.drawing.vector import rasterise
from digiteller.picturebook.figures.figure_layers import Troupe
from digiteller.picturebook.insets import draw_insets, fill_frame, is_inset
from digiteller.picturebook.scenery import particles as weather_in
from digiteller.picturebook.scenery.background import draw_framing, draw_scenery
from digiteller.picturebook.scenery.furnishings import draw_furnishing
from digiteller.picturebook.scenery.particles import calmed
from digiteller.picturebook.scenery.seasonal_places import season_of
from digiteller.picturebook.scenery.settings import indoors, outdoors
from digiteller.picturebook.scenery.viewpoint import Viewpoint
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.picturebook.staging.ground import water_band
from digiteller.picturebook.staging.shot_sizes import zoom
from digiteller.picturebook.staging.told_furniture import settle_furniture
from digiteller.picturebook.staging.weightless import settle_weight
from digiteller.story import Layer

if TYPE_CHECKING:
    from numpy.typing import NDArray


_STRANGE = {"cave", "space", "moon", "underwater"}
"""Places that the sun does not reach in the usual way, and no weather at all."""
_PAPER = (247, 246, 250)
_WET = 6
"""How far paint may run beyond the edge of a drawing, in units."""
_PETALS = {"dreamy": "#f7d3ea", "playful": "#ffe08a", "triumphant": "#ffd76a", "happy": "#fbe3ec"}


@dataclass(frozen=True)
class DrawnPage:
    """A page as it was drawn, with all that is needed to draw its figures again in other poses."""

    layers: tuple[Layer, ...]
    """Back to front."""
    actors: Mapping[int, Actor]
    """Who or what is on a layer, by its number."""
    moment: Moment
    light: Light
    frame: Canvas


def draw_page(
    troupe: Troupe, moment: Moment, number: int, size: tuple[int, int], seed: int, close: float = 0.0
) -> DrawnPage:
    """Return a page for a frame of ``size`` (width, height) in pixels.

    ``close`` is how close it looks, as in ``Canvas``; 0 for what suits the page and its number.
    """
    moment, dyes = settle_furniture(moment)
    frame = Canvas(*size, zoom=close or zoom(moment, number))
    place = crc32(moment.setting.encode())
    inside = moment.setting in indoors()
    light = light_of(moment.time, moment.weather, moment.mood, side=1.0 if place % 2 else -1.0)
    if inside:
        light = _indoors(light) if moment.lit or light.dark < 0.4 else _unlit(light)
    elif moment.setting in _STRANGE:
        light = _strange(light, moment.setting)
    elif moment.setting == "red planet":
        light = _dusty(light)
    view = Viewpoint.of(f"{moment.setting}/{troupe.story}", number)
    actors = place_actors(settle_weight(moment), frame, Random(seed ^ number))
    hand = Hand(Random(f"{seed}/{number}"), light, moment.weather, lit=moment.lit, season=season_of(moment), dyes=dyes)
    scene = _climate(moment)
    sheets = draw_scenery(scene, moment.time, frame, hand, view)
    sheets += _air(moment, frame, hand, actors)
    sheets += draw_framing(scene, frame, replace(hand, random=Random(seed)))
    layers = [_sheet(sheet, frame, seed + at, light.dark) for at, sheet in enumerate(calmed(sheets))]
    there = [actor for actor in actors if not is_inset(actor)]
    layers += [troupe.light(actor, moment, frame, light) for actor in there]
    shown: dict[int, Actor] = {}
    for actor in there:
        layer = troupe.layer(actor, moment, frame, light)
        shown |= {id(layer): actor} if layer else {}
        layers += [
            *_furnishings(actor.behind, actor, moment, frame, hand, view),
            layer,
            *_furnishings(actor.before, actor, moment, frame, hand, view),
        ]
    layers += draw_insets(actors, moment, light, partial(_draw_scene, troupe, seed))
    drawn = tuple(sorted((layer for layer in layers if layer is not None), key=lambda layer: -layer.depth))
    on_layers = {at: shown[id(layer)] for at, layer in enumerate(drawn) if id(layer) in shown}
    return DrawnPage(drawn, on_layers, moment, light, frame)


_TROPICAL = {
    "parrot",
    "monkey",
    "gorilla",
    "elephant",
    "tiger",
    "crocodile",
    "flamingo",
    "toucan",
    "leopard",
    "orangutan",
}
_TROPICAL_THINGS = {"🌴", "🥥", "🍍", "🥭", "🍌", "🦜", "own:palm"}


def _climate(moment: Moment) -> str:
    """Return the setting with palms if the page tells of what lives or grows among them."""
    warm = {figure.kind for figure in moment.figures} & _TROPICAL or {
        thing.key for thing in moment.things
    } & _TROPICAL_THINGS
    palms = f"palm {moment.setting}"
    return (
        palms
        if warm and moment.weather != "snow" and moment.season != "winter" and palms in outdoors()
        else moment.setting
    )


def _furnishings(
    pieces: tuple[Furnishing, ...], actor: Actor, moment: Moment, frame: Canvas, hand: Hand, view: Viewpoint
) -> list[Layer | None]:
    """Return the furniture behind or before an actor."""
    return [_furnishing(draw_furnishing(piece, actor, moment.setting, frame, hand, view), frame) for piece in pieces]


def _cast(troupe: Troupe, actors: list[Actor], moment: Moment, frame: Canvas, light: Light) -> list[Layer | None]:
    """Return the figures and things of a page, and the light of their lamps."""
    there = [actor for actor in actors if not is_inset(actor)]
    layers = [troupe.light(actor, moment, frame, light) for actor in there]
    return layers + [troupe.layer(actor, moment, frame, light) for actor in there]


def _draw_scene(troupe: Troupe, seed: int, moment: Moment, size: tuple[int, int], close: float) -> NDArray[np.uint8]:
    """Return what an inset shows, RGB: a small page, or on paper whom and what it shows if it has no place."""
    if moment.setting in indoors() or moment.setting in outdoors() or moment.setting in _STRANGE | {"sky"}:
        return flatten(draw_page(troupe, moment, 1, size, seed, close).layers, size)
    moment, frame = replace(moment, setting="meadow"), Canvas(*size)
    light = light_of("day", "clear", moment.mood, side=1.0)
    paper = np.full((size[1], size[0], 4), 255, np.uint8)
    paper[..., :3] = _PAPER
    actors = fill_frame(place_actors(moment, frame, Random(seed)), frame)
    cast = [layer for layer in _cast(troupe, actors, moment, frame, light) if layer is not None]
    return flatten([Layer("paper", paper, 0, 0, 9.0), *cast], size)


def _furnishing(sheet: VectorLayer, frame: Canvas) -> Layer | None:
    """Return a piece of furniture as a layer: only what it covers is painted."""
    left, top, right, bottom = (round(side) for side in sheet.region)
    if bottom <= top or right <= left:
        return None
    image = rasterise(sheet.content, (left, top, right, bottom), 1.0, sheet.mix, premultiplied=True)
    x, y, width, height = cv2.boundingRect(image[..., 3])
    wet = round(_WET * frame.unit)
    x, y, right, bottom = max(0, x - wet), max(0, y - wet), x + width + wet, y + height + wet
    painted = paint(image[y:bottom, x:right], frame.unit, crc32(sheet.name.encode()), sheet.edge, sheet.wash)
    return crop_sheet(sheet.name, painted, left + x, top + y, sheet.depth) if width else None


def _air(moment: Moment, frame: Canvas, hand: Hand, actors: list[Actor]) -> list[VectorLayer]:
    """Return what moves on the page by itself."""
    setting, weather = moment.setting, moment.weather
    sheets = weather_in.living(hand.spots, frame, hand)
    things = {thing.key for thing in moment.things}
    if "own:firefly" in things:
        lamp = next((actor for actor in actors if actor.name == "own:lantern"), actors[0] if actors else None)
        x, y = (lamp.x, lamp.y - lamp.height * 0.5) if lamp else (frame.width / 2, frame.height * 0.6)
        sheets += weather_in.fireflies(frame, hand, x, y)
    if setting == "underwater":
        return sheets + weather_in.bubbles(frame, hand)
    if setting in indoors() or setting in _STRANGE:
        return sheets
    polar = setting == "snowfield" and moment.time == "night" and weather in {"clear", "wind"}
    if "own:aurora" in things or polar:
        sheets += weather_in.aurora(frame, hand)
    sheets += weather_in.falling(weather, setting, frame, hand)
    band = water_band(setting, frame)
    if band and weather in {"clear", "wind"}:
        sheets += weather_in.glints(band, frame, hand)
    if weather == "rain" and setting not in {"sky", "vignette"} and "sand" not in outdoors()[setting].ground:
        sheets += weather_in.rings(band or (frame.height * 0.78, frame.height), frame, hand)
    petal = _PETALS.get(moment.mood)
    if petal and weather == "clear" and setting in weather_in.GREEN:
        sheets += weather_in.petals(frame, hand, petal)
    return sheets


def _sheet(sheet: VectorLayer, frame: Canvas, seed: int, dark: float) -> Layer | None:
    """Return a sheet as a layer, painted unless it is dry; None if nothing of it can be seen."""
    left, top, right, bottom = (round(side) for side in sheet.region)
    if bottom <= top or right <= left or not sheet.content:
        return None
    image = rasterise(sheet.content, (left, top, right, bottom), 1.0, sheet.mix, premultiplied=not sheet.dry)
    if not sheet.dry:
        if sheet.blur:
            image = blur(image, sheet.blur * frame.unit)
        shade = _corners(sheet, frame, 22 + 14 * dark) if sheet.depth > 1 else None
        image = paint(image, frame.unit, seed, sheet.edge, sheet.wash, shade)
    if sheet.motion and sheet.motion.drift != (0.0, 0.0):
        return Layer(sheet.name, image, left, top, sheet.depth, sheet.motion)
    layer = crop_sheet(sheet.name, image, left, top, sheet.depth)
    return layer and replace(layer, motion=sheet.motion)


def _indoors(light: Light) -> Light:
    """Return the light of a room: lamps make up for the night."""
    warm = mix(light.ambient, rgb("#ffdcae"), 0.62 * light.dark + 0.1)
    return replace(light, ambient=warm, fog=0.0, rim=mix(light.rim, rgb("#ffd9a0"), 0.6))


def _unlit(light: Light) -> Light:
    """Return the light of a room in which no lamp burns: blue, and only just enough to see by."""
    night = mix(light.ambient, rgb("#5a6cb4"), 0.75 * light.dark)
    return replace(light, ambient=night, fog=0.0, saturation=light.saturation * 0.85)


def _strange(light: Light, setting: str) -> Light:
    """Return the light of a place that the sun does not reach in the usual way."""
    ambient = {"cave": "#b9a6c4", "space": "#dcd2f4", "moon": "#d8d4ec", "underwater": "#b4e2ea"}[setting]
    haze = {"cave": "#4a3f62", "space": "#2c2058", "moon": "#3c3460", "underwater": "#3f9cbc"}[setting]
    value = 1 - 0.3 * light.dark if setting == "underwater" else 1.0
    red, green, blue = rgb(ambient)
    return replace(
        light,
        ambient=(red * value, green * value, blue * value),
        haze=rgb(haze),
        fog=0.1 if setting == "underwater" else 0.0,
    )


def _dusty(light: Light) -> Light:
    """Return the light under a sky of red dust."""
    zenith, middle, horizon = light.sky
    deep = mix((1.0, 1.0, 1.0), (0.3, 0.3, 0.5), light.dark)
    sky = (
        mix(zenith, times(rgb("#a8643f"), deep), 0.72),
        mix(middle, times(rgb("#d98f5f"), deep), 0.75),
        mix(horizon, times(rgb("#f6cf9a"), deep), 0.75),
    )
    return replace(light, sky=sky, haze=mix(light.haze, times(rgb("#e0a070"), deep), 0.7), fog=light.fog + 0.06)


def _corners(sheet: VectorLayer, frame: Canvas, strength: float) -> NDArray[np.float32]:
    """Return how much darker a sheet is towards the page's corners, in steps of 128, at a quarter of its size."""
    left, top, right, bottom = (round(side) for side in sheet.region)
    shape = (bottom - top) // 4 + 1, (right - left) // 4 + 1
    across = (np.arange(shape[1], dtype=np.float32) * 4 + left) / frame.width * 2 - 1
    down = (np.arange(shape[0], dtype=np.float32) * 4 + top) / frame.height * 2 - 1
    away = np.sqrt(across[None] ** 2 + down[:, None] ** 2)
    return np.asarray(np.clip(away - 0.62, 0, 1) * -strength, np.float32)
