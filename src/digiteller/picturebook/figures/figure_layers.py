"""Figures and things as layers: drawn in their pose, lit, with shadow and glow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import cv2
import numpy as np

from digiteller.language.page_content import Moment, Thing
from digiteller.language.vocabulary import vocabulary
from digiteller.picturebook.actors import FLOATING, Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.light import Light
from digiteller.picturebook.drawing.light import mix as blended
from digiteller.picturebook.drawing.paint import crop_sheet, halo, model_form, over
from digiteller.picturebook.drawing.vector import Box, Gradients, ellipse, group, rasterise, stroke
from digiteller.picturebook.figures.appearance import fur_of, look_of
from digiteller.picturebook.figures.bodies import draw_body, lay_down, sleep_outside
from digiteller.picturebook.figures.limbs import body_of, pose_of
from digiteller.picturebook.figures.lying_things import LIE, laid_flat
from digiteller.picturebook.figures.props import draw_prop
from digiteller.picturebook.figures.sprite_figures import draw_sprite_figure, foot_of
from digiteller.picturebook.figures.sprites import SIDE
from digiteller.picturebook.figures.stances import Stance
from digiteller.picturebook.figures.vehicles import draw_vehicle, vehicle_height
from digiteller.story import Layer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


_PUPPET_HEIGHT = 190.0
MOST_KEPT = 64 << 20
"""Bytes of drawings kept from page to page."""
_GLOWING = {"🕯", "🔥", "🔦", "✨", "🔮", "🪄", "own:star"}
_LAMPS = {"own:lantern", "own:lamp", "🏮", "💡", "🪔"}
_DARK = {"cave", "cellar", "dungeon", "tunnel", "burrow", "space", "moon", "underwater"}
_UPRIGHT = {"seal", "penguin", "otter", "beaver"}
"""Of those who swim only the head is seen."""
_ROUGH = 8
"""How many times smaller the drawing is in which it is looked where something is."""
_GLOW = (255, 214, 140)
"""The colour of what shines, where nothing else lends its own."""
_LIGHT_DEPTH = 1.09
"""Where the light of lamps lies: on the ground, behind all figures."""


@dataclass
class Troupe:
    """Draws the figures and things of one story; what was rasterised for one page is kept for the next."""

    story: int
    """What tells this story from others: its rooms and the skin tone of its people follow from it."""
    cast: tuple[str, ...] = ()
    """The ids of its persons in order, so that no two of them look alike; without them, looks follow from ids alone."""
    most_kept: int = MOST_KEPT
    """Bytes of drawings that are kept."""
    _kept: dict[tuple[object, ...], tuple[Pixels, float, float]] = field(default_factory=dict)
    _bytes: int = 0

    def light(self, actor: Actor, moment: Moment, frame: Canvas, light: Light) -> Layer | None:
        """Return the light that an actor's lamp or fire sheds, a layer behind all figures; None if it has none."""
        glow = _glow(actor, moment, self.story)
        return glow and _shed(actor, (round(glow[0] * (1 if actor.right else -1)), round(glow[1])), frame, light)

    def layer(self, actor: Actor, moment: Moment, frame: Canvas, light: Light) -> Layer | None:
        """Return an actor as a layer, with its shadow; None if nothing of it can be seen."""
        pieces = self.pieces(actor, moment, frame, light)
        left, top = (min((getattr(piece, side) for piece in pieces), default=0) for side in ("x", "y"))
        right = max((piece.x + piece.image.shape[1] for piece in pieces), default=0)
        bottom = max((piece.y + piece.image.shape[0] for piece in pieces), default=0)
        canvas = np.zeros((max(1, bottom - top), max(1, right - left), 4), np.uint8)
        canvas[..., :3] = _GLOW
        for piece in pieces:
            over(canvas, piece.image, piece.x - left, piece.y - top)
        return crop_sheet(actor.name.removeprefix("own:"), canvas, left, top, actor.depth)

    def pieces(
        self, actor: Actor, moment: Moment, frame: Canvas, light: Light, stance: Stance | None = None
    ) -> list[Layer]:
        """Return what an actor is seen as, back to front: its shadow, itself, and the glow of what it holds.

        What is behind something is left out. A ``stance`` is how it is at a moment of the film; without one it is as
        on the page.
        """
        sheet, (left, top) = self._lit(actor, moment, light, frame, stance)
        x, y = round(actor.x), round(actor.y)
        pieces = []
        if actor.ground and not actor.afloat:
            # That of what is long is as long as it is.
            wide = round((sheet.shape[1] if vehicle_height(actor.name) else min(sheet.shape[1], actor.height)) * 0.52)
            shadow = halo(64, (0.06, 0.05, 0.12), 0.62, 1.1)
            shadow = np.asarray(
                cv2.resize(shadow, (wide * 2, max(2, round(wide * 0.34))), interpolation=cv2.INTER_AREA), np.uint8
            )
            pieces.append((shadow, x - wide - round(light.side * wide * 0.25), y - shadow.shape[0] // 2))
        pieces.append((sheet, x - round(-left), y - round(-top)))
        glow = _glow(actor, moment, self.story)
        if glow:
            inner = halo(max(2, round(actor.height * (0.35 if actor.thing else 0.15))), (1.0, 0.84, 0.42), 0.45, 1.6)
            middle = x + round(glow[0] * (1 if actor.right else -1)), y + round(glow[1])
            pieces.append((inner, middle[0] - inner.shape[1] // 2, middle[1] - inner.shape[0] // 2))
        seen = None if actor.hidden_below is None else round(actor.hidden_below)
        name = actor.name.removeprefix("own:")
        shown = [
            Layer(name, image[: None if seen is None else max(0, seen - at)], by, at, actor.depth)
            for image, by, at in pieces
        ]
        return [layer for layer in shown if layer.image.size]

    def _lit(
        self, actor: Actor, moment: Moment, light: Light, frame: Canvas, stance: Stance | None
    ) -> tuple[Pixels, tuple[float, float]]:
        """Return the actor in this page's light, and its upper left corner seen from its foot in pixels."""
        content, region, scale, gradients = self._drawing(actor, moment, frame, stance)
        if stance and stance.turned != 1:
            content = f'<g transform="scale({stance.turned:.4f} 1)">{content}</g>'
        key = (content, scale)
        if key not in self._kept:
            drawn = _trimmed(content, region, scale, gradients)
            self._bytes += drawn[0].nbytes
            if self._bytes > self.most_kept:
                self._kept.clear()
                self._bytes = drawn[0].nbytes
            self._kept[key] = drawn
        sheet, left, top = self._kept[key]
        if not actor.right:
            sheet = np.ascontiguousarray(sheet[:, ::-1])
            left = -left - sheet.shape[1]
        if actor.tilt:
            turn = cv2.getRotationMatrix2D((sheet.shape[1] / 2, sheet.shape[0] / 2), actor.tilt, 1.0)
            sheet = np.asarray(cv2.warpAffine(sheet, turn, sheet.shape[1::-1]), np.uint8)
        if actor.afloat:
            upright = actor.figure is not None and actor.figure.kind in _UPRIGHT
            sheet = _sunk(sheet, light, 0.46 if upright else 0.62 if actor.action == "swim" else 0.82)
        shines = actor.thing is not None and _glow(actor, moment, self.story) is not None
        ambient = blended(light.ambient, (1.0, 1.0, 1.0), 0.85 if shines else 0.3 * light.dark + 0.05)
        return model_form(sheet, light.side, ambient, light.rim, 0.5 + 0.5 * light.saturation), (left, top)

    def _drawing(
        self, actor: Actor, moment: Moment, frame: Canvas, stance: Stance | None = None
    ) -> tuple[str, Box, float, Gradients]:
        """Return a drawing with its foot at (0, 0), looking right; its region; pixels a unit; its gradients."""
        mix = Gradients()
        if actor.thing:
            return *self._thing(actor, actor.thing, moment, mix), mix
        figure = actor.figure
        assert figure is not None
        look = look_of(figure, self.story, self.cast)
        holds = figure.holds if stance is None or stance.holds is None else stance.holds
        key = holds[0] if holds else ""
        dye = vocabulary().colors.get(figure.held_color, "")
        held = draw_prop(key, _burns(moment), mix, dye) if key else ""
        mirrored = not actor.right
        does = stance.action if stance else figure.action
        if not look.species.head:
            action = "bare swim" if actor.afloat and does == "swim" else does
            drawn = draw_sprite_figure(look, action, held, key=key, mood=moment.mood, mirrored=mirrored, stance=stance)
            return drawn, (-60, -66, 60, 22), actor.height / SIDE, mix
        scale = actor.height / _PUPPET_HEIGHT
        if figure.action in {"sleep", "lie"} and (not look.person or _in_bed(actor, moment)):
            awake = figure.action == "lie"
            lying = lay_down(look, mix, mirrored, awake=awake, mood=moment.mood, stance=stance)
            return lying, (-130, -180, 190, 24), scale, mix
        if figure.action == "sleep":
            return sleep_outside(look, mix, mirrored, stance), (-240, -220, 240, 60), scale, mix
        # Whoever swims at the surface holds the arms out, and hugs nobody.
        action = {"hug": "float", "swim": "bare swim"}.get(does, does) if actor.afloat else does
        drawn = draw_body(look, action, held, mix, key=key, mood=moment.mood, dye=dye, mirrored=mirrored, stance=stance)
        top = -90 * look.tall - (250 if held else 190)
        return drawn, (-220, top, 280, 90), scale, mix

    def _thing(self, actor: Actor, thing: Thing, moment: Moment, mix: Gradients) -> tuple[str, Box, float]:
        """Return a thing's drawing, its region, and pixels a unit."""
        dye = vocabulary().colors.get(thing.color, "")
        if vehicle := draw_vehicle(thing.key, actor.action, mix, dye):
            drawn, region, high = vehicle
            return drawn, region, actor.height / high
        bottom = 35.0 if thing.key.startswith("own:") else foot_of(thing.key)
        made = draw_prop(thing.key, _burns(moment), mix, dye)
        drawn = group(laid_flat(thing.key, made, bottom) if actor.action == LIE else made, -18, -bottom)
        top = -40.0
        if actor.action in {"hang", "hook"}:
            # What hangs has a cord up to the ceiling, or to its nail.
            cord, top = _cord(actor)
            drawn = cord + drawn
        return drawn, (-38, top, 38, 8), actor.height / SIDE


def _cord(actor: Actor) -> tuple[str, float]:
    """Return what a thing hangs by, in the units of its drawing, and how high that reaches."""
    if actor.action == "hang":
        up = -SIDE * actor.y / actor.height - 8
        return stroke([(0, up), (0, -30)], "#4a3b30", 0.9), up
    return stroke([(0, -41), (0, -32)], "#6a5a4a", 0.9) + ellipse(0, -41, 1.5, 1.5, "#59616b"), -44.0


def _in_bed(actor: Actor, moment: Moment) -> bool:
    """Whether somebody lies in a bed: the slot says so, or it lies on something where there is a ground."""
    slot = actor.figure.slot if actor.figure else ""
    on_it = not (actor.ground or actor.afloat or actor.perched or slot) and moment.setting not in FLOATING
    return slot.endswith(" bed") or on_it


def _trimmed(content: str, region: Box, scale: float, gradients: Gradients) -> tuple[Pixels, float, float]:
    """Return what is drawn of ``region`` with a margin of 4 pixels, and where its upper left corner is, in pixels."""
    left, top, right, bottom = region
    whole = round((right - left) * scale), round((bottom - top) * scale)
    # A look at little of it spares much that is empty.
    rough = rasterise(content, region, scale / _ROUGH, gradients)
    x, y, width, height = cv2.boundingRect(np.ascontiguousarray(rough[..., 3]))
    first = [max(0, _ROUGH * (at - 2)) for at in (x, y)]
    last = [min(end, _ROUGH * (at + long + 2)) for at, long, end in zip((x, y), (width, height), whole, strict=True)]
    seen = left + first[0] / scale, top + first[1] / scale, left + last[0] / scale, top + last[1] / scale
    sheet = rasterise(content, seen, scale, gradients)
    x, y, width, height = cv2.boundingRect(np.ascontiguousarray(sheet[..., 3]))
    x, y = max(0, x - 4), max(0, y - 4)
    kept = np.ascontiguousarray(sheet[y : y + height + 8, x : x + width + 8])
    return kept, left * scale + first[0] + x, top * scale + first[1] + y


def _sunk(sheet: Pixels, light: Light, above: float) -> Pixels:
    """Return a swimmer or a boat, of which the share ``above`` is over the water and the rest seen through it."""
    _, top, _, height = cv2.boundingRect(sheet[..., 3])
    across = np.arange(sheet.shape[1], dtype=np.float32)
    swell = height * 0.014
    line = top + height * above + swell * np.sin(across * (0.3 / max(1.0, swell)) + 1)
    depth = np.arange(sheet.shape[0], dtype=np.float32)[:, None] - line[None]
    through = np.clip(0.4 - depth / (height * 0.5), 0, 0.4)
    sheet = sheet.copy()
    foam = (np.abs(depth) < height * 0.011) & (sheet[..., 3] > 128)
    sheet[..., 3] = np.where(depth > 0, sheet[..., 3] * through, sheet[..., 3]).astype(np.uint8)
    sheet[foam] = [round(255 * part) for part in blended((1.0, 1.0, 1.0), light.sky[1], 0.25)] + [220]
    return sheet


def _shed(actor: Actor, lamp: tuple[int, int], frame: Canvas, light: Light) -> Layer | None:
    """Return the light of a lamp, so many pixels from its actor's foot: about it, and in a pool on the ground."""
    star = actor.thing is not None and actor.thing.key == "own:star"
    radius = round(actor.height if star else frame.size * 0.58)
    disc = halo(radius, (1.0, 0.8, 0.46), 0.42 + 0.3 * light.dark, 2.1)
    down = max(0, -lamp[1])
    canvas = np.zeros((disc.shape[0] + down, disc.shape[1], 4), np.uint8)
    over(canvas, disc, 0, 0)
    if actor.ground:
        pool = np.asarray(cv2.resize(disc, None, fx=0.9, fy=0.2, interpolation=cv2.INTER_AREA), np.uint8)
        over(canvas, pool, radius - pool.shape[1] // 2, radius - lamp[1] - pool.shape[0] // 2)
    x, y = round(actor.x) + lamp[0] - radius, round(actor.y) + lamp[1] - radius
    return crop_sheet("light", canvas, x, y, max(_LIGHT_DEPTH, actor.depth))


def _burns(moment: Moment) -> bool:
    """Whether lamps burn: in the evening, at night and where it is always dark."""
    return moment.lit and (moment.time in {"dusk", "night"} or moment.setting in _DARK)


def _shines(key: str, moment: Moment) -> bool:
    return key in _GLOWING or (key in _LAMPS and _burns(moment))


def _glow(actor: Actor, moment: Moment, story: int) -> tuple[float, float] | None:
    """Return where an actor's light is, from its foot, for one that looks right; None if it has none."""
    unit = actor.height / _PUPPET_HEIGHT
    if actor.thing:
        lit = _shines(actor.thing.key, moment)
        return (0.0, -actor.height * 0.42) if lit else None
    figure = actor.figure
    key = figure.holds[0] if figure and figure.holds else ""
    if figure is None or not _shines(key, moment):
        return None
    look = look_of(figure, story)
    if not look.species.head:
        return 52 * unit, -44 * unit
    pose = pose_of(look, figure.action, True)
    chest = body_of(look, pose, *fur_of(look)).chest
    return 50 * unit, (chest + (49 if key == "own:lantern" else 20)) * unit
