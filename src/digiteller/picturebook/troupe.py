"""Figures and things as layers: drawn in their pose, lit, with shadow and glow."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

import cv2
import numpy as np

from digiteller.picturebook.actors import Actor
from digiteller.picturebook.costume import snores
from digiteller.picturebook.drawings.water import tall_ship
from digiteller.picturebook.frame import Frame
from digiteller.picturebook.hand import Hand
from digiteller.picturebook.light import Light, light_of, mix
from digiteller.picturebook.looks import look_of
from digiteller.picturebook.moment import Figure, Moment
from digiteller.picturebook.paint import cropped, formed, graded, halo, over
from digiteller.picturebook.props import prop
from digiteller.picturebook.puppets import lying, puppet
from digiteller.picturebook.sprites import SIDE, face
from digiteller.picturebook.vector import Box, Gradients, ellipse, group, rasterise, stroke
from digiteller.picturebook.vocabulary import vocabulary
from digiteller.story import Layer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


_PUPPET_HEIGHT = 190.0
_MOST_KEPT = 40


_GLOWING = {"🕯", "🔥", "🏮", "🔦", "💡", "✨", "🔮", "🪄", "own:star"}


_GRIPS = {
    "own:lantern": "hangs",
    "🧺": "hangs",
    "🪣": "hangs",
    "🔔": "hangs",
    "☂️": "raised",
    "🌂": "raised",
    "🎈": "raised",
    "🪁": "raised",
}


_TILTS = {
    "run": (-9, 0),
    "fly": (-6, 0),
    "dance": (-10, 3),
    "jump": (-8, 9),
    "sleep": (8, 0),
    "fall": (35, 0),
    "swim": (-6, 0),
    "cry": (6, 0),
}
"""How far a whole figure leans, in degrees, and how high it is lifted, in its own units."""


@dataclass
class Troupe:
    """Draws the figures and things of one story; what was rasterised for one page is kept for the next."""

    story: int
    """What tells this story from others: its rooms and the skin tone of its people follow from it."""
    _kept: dict[tuple[object, ...], tuple[Pixels, float, float]] = field(default_factory=dict)

    @property
    def skin(self) -> int:
        """The skin tone of the story's people, 0 (light) to 4 (dark)."""
        return self.story % 5

    def layer(self, actor: Actor, moment: Moment, frame: Frame, light: Light) -> Layer | None:
        """Return an actor as a layer, with its shadow and its light; None if nothing of it can be seen."""
        sheet, (left, top) = self._lit(actor, moment, light, frame)
        glow = _glow(actor, moment)
        radius = (
            round(frame.size * 0.58)
            if glow and not (actor.thing and actor.thing.key == "own:star")
            else round(actor.height)
        )
        reach = radius if glow else round(actor.height * 0.35)
        canvas = np.zeros((sheet.shape[0] + 2 * reach, sheet.shape[1] + 2 * reach, 4), np.uint8)
        canvas[..., :3] = (255, 214, 140)
        foot = (round(reach - left), round(reach - top))
        if glow:
            x, y = foot[0] + round(glow[0] * (1 if actor.right else -1)), foot[1] + round(glow[1])
            light_disc = halo(radius, (1.0, 0.8, 0.46), 0.42 + 0.3 * light.dark, 2.1)
            over(canvas, light_disc, x - radius, y - radius)
            if actor.ground:
                pool = np.asarray(cv2.resize(light_disc, None, fx=0.9, fy=0.2, interpolation=cv2.INTER_AREA), np.uint8)
                over(canvas, pool, x - pool.shape[1] // 2, foot[1] - pool.shape[0] // 2)
        if actor.ground and not actor.afloat:
            wide = round(min(sheet.shape[1], actor.height) * 0.52)
            shadow = halo(64, (0.06, 0.05, 0.12), 0.62, 1.1)
            shadow = np.asarray(
                cv2.resize(shadow, (wide * 2, max(2, round(wide * 0.34))), interpolation=cv2.INTER_AREA), np.uint8
            )
            over(canvas, shadow, foot[0] - wide - round(light.side * wide * 0.25), foot[1] - shadow.shape[0] // 2)
        over(canvas, sheet, reach, reach)
        if glow:
            inner = halo(max(2, round(actor.height * (0.35 if actor.thing else 0.2))), (1.0, 0.84, 0.42), 0.5, 1.6)
            over(canvas, inner, x - inner.shape[1] // 2, y - inner.shape[0] // 2)
        name, x, y = actor.name.removeprefix("own:"), round(actor.x) - foot[0], round(actor.y) - foot[1]
        return cropped(name, canvas, x, y, actor.depth)

    def _lit(self, actor: Actor, moment: Moment, light: Light, frame: Frame) -> tuple[Pixels, tuple[float, float]]:
        """Return the actor in this page's light, and its upper left corner seen from its foot in pixels."""
        content, region, scale, gradients = self._drawing(actor, moment, frame)
        key = (content, round(actor.height))
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = _trimmed(
                rasterise(content, region, scale, gradients), region[0] * scale, region[1] * scale
            )
        sheet, left, top = self._kept[key]
        if not actor.right:
            sheet = np.ascontiguousarray(sheet[:, ::-1])
            left = -left - sheet.shape[1]
        if actor.tilt:
            turn = cv2.getRotationMatrix2D((sheet.shape[1] / 2, sheet.shape[0] / 2), actor.tilt, 1.0)
            sheet = np.asarray(cv2.warpAffine(sheet, turn, sheet.shape[1::-1]), np.uint8)
        if actor.afloat:
            sheet = _sunk(sheet, light, 0.62 if actor.action == "swim" else 0.82)
        shines = actor.thing is not None and _glow(actor, moment) is not None
        ambient = mix(light.ambient, (1.0, 1.0, 1.0), 0.85 if shines else 0.3 * light.dark + 0.05)
        return graded(formed(sheet, light.side, ambient, light.rim), 0.5 + 0.5 * light.saturation), (left, top)

    def _drawing(self, actor: Actor, moment: Moment, frame: Frame) -> tuple[str, Box, float, Gradients]:
        """Return a drawing with its foot at (0, 0), looking right; its region; pixels a unit; its gradients."""
        gradients = Gradients()
        if actor.thing:
            if actor.thing.key == "own:ship":
                drawn = tall_ship(Hand(Random(3), light_of("day", "clear", "calm", 1), mix=gradients), 0, 0, 100, 0)
                return drawn, (-62, -108, 68, 6), actor.height / 100, gradients
            drawn = group(prop(actor.thing.key, moment.lit, gradients), -18, -35)
            return drawn, (-36, -40, 36, 4), actor.height / SIDE, gradients
        figure = actor.figure
        assert figure is not None
        kind = vocabulary().kinds[figure.kind]
        scale = actor.height / _PUPPET_HEIGHT
        if kind.head:
            look = look_of(figure.kind, kind.head, kind.person, figure.name, figure.small, self.skin)
            if figure.action == "sleep":
                return lying(look, gradients, not actor.right), (-130, -180, 140, 24), scale, gradients
            held = prop(figure.holds[0], moment.lit, gradients) if figure.holds else ""
            drawn = puppet(look, figure.action, held, gradients, _GRIPS.get(figure.holds[0], "") if held else "")
            wide = 190 if figure.action in {"fly", "swim", "fall"} else 132
            top = -90 * look.tall - (160 if wide == 132 else 110)
            return drawn, (-wide, top, wide, 60 if wide > 132 else 16), scale, gradients
        return self._whole(actor, figure, moment, gradients)

    def _whole(
        self, actor: Actor, figure: Figure, moment: Moment, gradients: Gradients
    ) -> tuple[str, Box, float, Gradients]:
        """Return a Twemoji figure, which looks left, posed by tilting and lifting it."""
        kind = vocabulary().kinds[figure.kind]
        expression = {"sleep": "asleep", "cry": "crying"}.get(figure.action, "")
        sprite = face(kind.sprite, self.skin if kind.swims else None, expression)
        if figure.kind == "dragon":
            sprite = _dragon_wing(-14) + _dragon_wing(0) + sprite
        if figure.kind == "unicorn":
            horn = '<path d="M7.4 6.6L3 .2 5 7.6z" fill="#ffd76a"/>'
            sprite = horn + sprite.replace("#C1694F", "#f6f1fb").replace("#8A4B38", "#dcd0ec").replace(
                "#292F33", "#b58ae0"
            )
        turn, lift = _TILTS.get(figure.action, (0, 0))
        body = group(group(sprite, -18, -35), 0, -lift, turn=turn)
        parts = [group(body, flip=True)]
        if figure.action == "sleep":
            parts.append(group(snores(not actor.right), 10, -34, 0.27))
        if figure.holds:
            raised = _GRIPS.get(figure.holds[0]) == "raised"
            drawn = prop(figure.holds[0], moment.lit, gradients)
            parts.append(group(drawn, -4, -52, 0.9) if raised else group(drawn, 8, -16, 0.42))
        if actor.perched:
            bark = "#6b4a33"
            parts.insert(
                0,
                stroke([(-70, 6), (-20, 1), (16, 0.5), (30, -3)], bark, 4.2)
                + stroke([(-30, 2), (-8, -10)], bark, 2)
                + "".join(
                    ellipse(x, y, 4.6, 2.4, "#4f8a4c", f'transform="rotate({r} {x} {y})"')
                    for x, y, r in ((-10, -12, -30), (-24, -4, 20), (24, 2, 30), (31, -5, -20), (18, -4, -40))
                ),
            )
        return "".join(parts), (-75, -60, 40, 14), actor.height / SIDE, gradients


def _dragon_wing(turn: float) -> str:
    """Return a wing behind a dragon's back, in the sprite's units."""
    wing = "M20 20C22 8 30 -2 42 -6C40 -2 41 2 44 6C39 6 37 9 37 13C33 12 30 14 29 18C26 17 23 18 20 20Z"
    color = "#3f6f35" if turn else "#58903f"
    return f'<path d="{wing}" fill="{color}" stroke="#2f5a2c" stroke-width=".8" transform="rotate({turn} 20 20)"/>'


def _trimmed(sheet: Pixels, left: float, top: float) -> tuple[Pixels, float, float]:
    """Return a drawing with a margin of four pixels, and where its upper left corner is now."""
    x, y, width, height = cv2.boundingRect(sheet[..., 3])
    x, y = max(0, x - 4), max(0, y - 4)
    return np.ascontiguousarray(sheet[y : y + height + 8, x : x + width + 8]), left + x, top + y


def _sunk(sheet: Pixels, light: Light, above: float) -> Pixels:
    """Return a swimmer or a boat, of which the share ``above`` is over the water and the rest seen through it."""
    _, top, _, height = cv2.boundingRect(sheet[..., 3])
    across = np.arange(sheet.shape[1], dtype=np.float32)
    swell = height * 0.014
    line = top + height * above + swell * np.sin(across * (0.3 / max(1.0, swell)) + 1)
    depth = np.arange(sheet.shape[0], dtype=np.float32)[:, None] - line[None]
    through = np.clip(0.5 - depth / (height * 0.36), 0, 0.5)
    sheet = sheet.copy()
    foam = (np.abs(depth) < height * 0.011) & (sheet[..., 3] > 128)
    sheet[..., 3] = np.where(depth > 0, sheet[..., 3] * through, sheet[..., 3]).astype(np.uint8)
    sheet[foam] = [round(255 * part) for part in mix((1.0, 1.0, 1.0), light.sky[1], 0.25)] + [220]
    return sheet


def _glow(actor: Actor, moment: Moment) -> tuple[float, float] | None:
    """Return where an actor's light is, from its foot, for one that looks right; None if it has none."""
    unit = actor.height / _PUPPET_HEIGHT
    if actor.thing:
        lit = actor.thing.key in _GLOWING or (actor.thing.key == "own:lantern" and moment.lit)
        return (0.0, -actor.height * 0.42) if lit else None
    held = actor.figure.holds if actor.figure else ()
    if held and (held[0] in _GLOWING or (held[0] == "own:lantern" and moment.lit)):
        return 52 * unit, -44 * unit
    return None
