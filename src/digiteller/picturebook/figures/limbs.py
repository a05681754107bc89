"""The parts of a body of ours."""

from __future__ import annotations

import math
from dataclasses import dataclass

from digiteller.picturebook.drawing.light import RGB, css, mix, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Gradients, Point, box, ellipse, path, stroke
from digiteller.picturebook.figures.appearance import Look
from digiteller.picturebook.figures.poses import Pose
from digiteller.picturebook.figures.sprites import SKIN_COLORS

TAILS = {
    "fox": "bushy",
    "wolf": "bushy",
    "raccoon": "bushy",
    "cat": "thin",
    "mouse": "thin",
    "monkey": "thin",
    "lion": "thin",
    "tiger": "thin",
    "dog": "short",
    "rabbit": "pom",
    "deer": "pom",
    "bear": "pom",
    "polar bear": "pom",
    "hamster": "pom",
    "pig": "curl",
    "hedgehog": "pom",
}


_ARM = 56.0
"""The length of a child's arm."""


@dataclass(frozen=True)
class PosedBody:
    """Where the parts of a posed body are: feet at (0, 0), y down."""

    look: Look
    pose: Pose
    hip: float
    """How high the hips are."""
    chest: float
    """How high the shoulders are."""
    lean: float
    """How far right of the feet the shoulders are."""
    fur: RGB
    belly: RGB

    @property
    def tall(self) -> float:
        """The length of legs and trunk in units of a child's."""
        return self.look.tall

    @property
    def knees(self) -> tuple[Point, Point]:
        """The back one first."""
        if self.pose.knees:
            return self.grown(self.pose.knees[0]), self.grown(self.pose.knees[1])
        back, front = self.feet
        return _knee(-12, self.hip, back), _knee(12, self.hip, front)

    @property
    def feet(self) -> tuple[Point, Point]:
        """The back one first."""
        return self.grown(self.pose.feet[0]), self.grown(self.pose.feet[1])

    def grown(self, point: Point) -> Point:
        """Return where a point of a child's legs is on legs of this length."""
        return point[0] * (self.tall if self.pose.seated else 1.0), point[1] * self.tall


def body_of(look: Look, pose: Pose, fur: RGB, belly: RGB) -> PosedBody:
    """Return the body in its pose."""
    hip = -pose.hip * (look.tall if pose.hip > 20 else 1)
    length = 50 * look.tall
    lean = math.tan(math.radians(pose.lean)) * length
    return PosedBody(look, pose, hip, hip - length, lean, fur, belly)


def _knee(x: float, hip: float, foot: Point) -> Point:
    return (x + foot[0]) / 2 + (5 if foot[0] > x else -2), (hip + foot[1]) / 2


def dimmed(color: str) -> str:
    """Return the colour of a limb on the far side."""
    return css(rotate_hue(rgb(color), 0, 0.8))


def arm(shoulder: Point, hand: Point, sleeve: str, paw: str, width: float, tall: float = 1.0) -> str:
    """Return an arm, bent at the elbow as its length asks, with its hand or paw."""
    across, down = hand[0] - shoulder[0], hand[1] - shoulder[1]
    distance = max(1.0, math.hypot(across, down))
    bend = min(7.0, math.sqrt(max(0.0, (_ARM * (1 + tall) / 2) ** 2 - distance**2)) / 2)
    normal = (-down / distance, across / distance)
    outward = 1 if shoulder[0] > 0 else -1
    if normal[1] + 0.6 * outward * normal[0] < 0:
        normal = (-normal[0], -normal[1])
    elbow = (shoulder[0] + across * 0.5 + normal[0] * bend, shoulder[1] + down * 0.5 + normal[1] * bend)
    return stroke([shoulder, elbow, hand], sleeve, width) + ellipse(hand[0], hand[1], width * 0.6, width * 0.57, paw)


def legs(body: PosedBody) -> str:
    """Return both legs, the far one darker."""
    look = body.look
    parts = []
    for index, (knee, foot) in enumerate(zip(body.knees, body.feet, strict=True)):
        color, shoe = _legwear(look, body.fur)
        if index == 0:
            color, shoe = dimmed(color), dimmed(shoe)
        x = -12 if index == 0 else 12
        if body.pose.seated:
            x = -6 if index == 0 else 4
        hip = body.hip + (2 if not body.pose.seated else -3)
        width = 19 if not look.person else 15
        parts.append(stroke([(x, hip), knee, (foot[0], foot[1] - 7)], color, width))
        parts.append(ellipse(foot[0] + 5, foot[1] - 6, 15, 8, shoe))
    return "".join(parts)


def _legwear(look: Look, fur: RGB) -> tuple[str, str]:
    """Return the colours of a leg and its shoe."""
    if not look.person:
        return css(fur), css(rotate_hue(fur, 0, 0.55))
    costume = look.costume.body
    skin = SKIN_COLORS[look.skin or 0]
    if costume in {"dress", "tutu", "gown"}:
        stocking = "#f4efe6" if costume != "dress" else skin
        return stocking if look.kind != "grandmother" else "#8a7f86", "#8a3f3a" if costume == "dress" else look.cloth
    if costume in {"cardigan dress", "nurse"}:
        return skin, "#5a4640" if costume != "nurse" else "#f4f1ea"
    if costume == "romper":
        return look.cloth, look.cloth
    shoe = {"suit": "#d8dde4", "armour": "#8a96a3", "oilskin": "#c9472f", "santa": "#2e2a2c", "jerkin": "#8a5a34"}
    return look.trousers, shoe.get(costume, "#5d4033")


def pelt(body: PosedBody, mix_: Gradients) -> str:
    """Return the trunk of an animal or a machine: fur with a belly, and its pattern."""
    look, hip, chest, lean = body.look, body.hip, body.chest, body.lean
    fur, belly = body.fur, css(body.belly)
    wide, low = 33, 12 if hip < -20 else 8
    top, middle = wide * 0.66, (hip + chest) / 2 + 12
    fill = mix_.across(css(rotate_hue(fur, 0, 1.06)), css(fur), css(rotate_hue(fur, 0, 0.78)))
    right = [(lean + top, chest + 4), (lean * 0.4 + wide, middle), (wide * 0.8, hip + low)]
    trunk = path([(lean - top, chest + 4), *right, (-wide * 0.8, hip + low), (lean * 0.4 - wide, middle)], fill)
    if look.kind == "robot":
        lamps = enumerate(("#e0523f", "#f2b93f", "#5fb56a"))
        shown = "".join(ellipse(lean - 8 + 8 * at, hip - 21, 2.6, 2.6, color) for at, color in lamps)
        return trunk + box(lean - 16, hip - 34, 32, 26, belly, 5) + shown
    trunk += ellipse(lean * 0.5 + 5, hip - 16, wide * 0.56, 27, belly)
    if look.kind == "tiger":
        for way in (-1, 1):
            for step in range(3):
                y = chest + 22 + 14 * step
                edge = lean * (0.8 - 0.2 * step) + way * (wide * (0.8 + 0.08 * step))
                trunk += stroke([(edge, y), (edge - way * 12, y + 3)], "#2b2523", 5)
    return trunk


def back_of(body: PosedBody) -> str:
    """Return what an animal has on its back: a hedgehog's spines."""
    if body.look.kind != "hedgehog":
        return ""
    points: list[Point] = []
    for step in range(13):
        angle = math.pi * (0.86 + 1.28 * step / 12)
        reach = 50 if step % 2 else 40
        points.append(
            (body.lean * 0.5 + math.cos(angle) * reach, (body.hip + body.chest) / 2 - math.sin(angle) * -reach)
        )
    return path(points, "#7a4a36", smooth=False)


def tail(body: PosedBody) -> str:
    """Return the tail of the kind, if it has one."""
    look, fur, belly, hip = body.look, body.fur, body.belly, body.hip
    kind = TAILS.get(look.kind, "")
    if kind == "bushy":
        brush = [
            (-16, hip + 4),
            (-52, hip + 20),
            (-86, hip - 4),
            (-96, hip - 50),
            (-78, hip - 66),
            (-66, hip - 34),
            (-44, hip - 16),
        ]
        tip = [(-96, hip - 50), (-78, hip - 66), (-68, hip - 38), (-80, hip - 30), (-93, hip - 30)]
        rings = [
            stroke([(-90, hip - 16), (-66, hip - 22)], css(rotate_hue(fur, 0, 0.5)), 8),
            stroke([(-66, hip + 6), (-54, hip - 14)], css(rotate_hue(fur, 0, 0.5)), 8),
        ]
        return path(brush, css(rotate_hue(fur, 0, 0.92))) + (
            path(tip, css(mix(belly, (1.0, 1.0, 1.0), 0.4))) if look.kind != "raccoon" else "".join(rings)
        )
    if kind == "thin":
        line = [(-18, hip), (-48, hip + 8), (-64, hip - 22), (-58, hip - 52)]
        tuft = ellipse(-58, hip - 54, 9, 11, css(rotate_hue(fur, 0, 0.6))) if look.kind == "lion" else ""
        return (
            stroke(
                line,
                css(rotate_hue(fur, 0, 0.85)) if look.kind != "mouse" else "#e8a0a0",
                5 if look.kind == "mouse" else 9,
            )
            + tuft
        )
    if kind == "short":
        return stroke([(-22, hip + 2), (-44, hip - 18), (-46, hip - 34)], css(rotate_hue(fur, 0, 0.85)), 11)
    if kind == "pom":
        return ellipse(
            -30,
            hip + 2,
            11,
            11,
            css(mix(belly, (1.0, 1.0, 1.0), 0.5)) if look.kind in {"rabbit", "deer"} else css(rotate_hue(fur, 0, 0.85)),
        )
    if kind == "curl":
        return stroke([(-26, hip), (-38, hip - 6), (-34, hip - 14), (-44, hip - 16)], css(rotate_hue(fur, 0, 0.85)), 5)
    return ""


def scarf(color: str, lean: float, chest: float, mix_: Gradients) -> str:
    """Return a scarf around the neck."""
    dark = dimmed(color)
    band = [
        (lean - 29, chest + 5),
        (lean, chest + 15),
        (lean + 29, chest + 5),
        (lean + 27, chest + 19),
        (lean, chest + 28),
        (lean - 27, chest + 18),
    ]
    end = [(lean - 18, chest + 16), (lean - 30, chest + 52), (lean - 14, chest + 54), (lean - 6, chest + 20)]
    fringe = stroke(
        [(lean - 29, chest + 47), (lean - 14, chest + 49)], css(mix(rgb(color), (1.0, 1.0, 1.0), 0.55)), 3.5
    )
    return path(end, dark, smooth=False) + fringe + path(band, mix_.across(color, dark))
