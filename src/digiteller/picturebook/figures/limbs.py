"""The parts of a body of ours."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from digiteller.picturebook.drawing.light import RGB, css, mix, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Gradients, Point, box, ellipse, path, stroke
from digiteller.picturebook.figures.appearance import Look
from digiteller.picturebook.figures.poses import POSES, Pose

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


def pose_of(look: Look, action: str, held: bool) -> Pose:
    """Return how somebody does something: the old stoop, and what is held is held out."""
    pose = POSES.get("hold" if held and action in {"stand", "look"} else action, POSES["stand"])
    if pose.shift and not look.person:
        return replace(pose, lift=pose.lift + 12)
    if look.age == "old" and not (pose.seated or pose.turn or pose.knees) and abs(pose.lean) < 8:
        return replace(pose, lean=pose.lean + 9, nod=pose.nod + 4)
    return pose


def body_of(look: Look, pose: Pose, fur: RGB, belly: RGB) -> PosedBody:
    """Return the body in its pose."""
    hip = -pose.hip * (look.tall if pose.hip > 20 else 1)
    length = 50 * look.tall + pose.rise
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
    kind, fur, belly, hip = body.look.species.tail, body.fur, body.belly, body.hip
    dark = css(rotate_hue(fur, 0, 0.85))
    if kind in {"bushy", "ringed"}:
        return _bushy(body, kind == "ringed")
    if kind in {"thin", "tufted", "bare"}:
        line = [(-18, hip), (-48, hip + 8), (-64, hip - 22), (-58, hip - 52)]
        tuft = ellipse(-58, hip - 54, 9, 11, css(rotate_hue(fur, 0, 0.6))) if kind == "tufted" else ""
        return stroke(line, "#e8a0a0" if kind == "bare" else dark, 5 if kind == "bare" else 9) + tuft
    if kind == "short":
        return stroke([(-22, hip + 2), (-44, hip - 18), (-46, hip - 34)], dark, 11)
    if kind in {"pom", "white pom"}:
        return ellipse(-30, hip + 2, 11, 11, dark if kind == "pom" else css(mix(belly, (1.0, 1.0, 1.0), 0.5)))
    if kind == "curl":
        return stroke([(-26, hip), (-38, hip - 6), (-34, hip - 14), (-44, hip - 16)], dark, 5)
    return ""


def _bushy(body: PosedBody, ringed: bool) -> str:
    """Return a tail like a fox's, with rings or a light tip."""
    fur, hip = body.fur, body.hip
    brush: list[Point] = [(-16, hip + 4), (-52, hip + 20), (-86, hip - 4), (-96, hip - 50), (-78, hip - 66)]
    brush += [(-66, hip - 34), (-44, hip - 16)]
    drawn = path(brush, css(rotate_hue(fur, 0, 0.92)))
    if ringed:
        rings = (((-90, hip - 16), (-66, hip - 22)), ((-66, hip + 6), (-54, hip - 14)))
        return drawn + "".join(stroke(list(ring), css(rotate_hue(fur, 0, 0.5)), 8) for ring in rings)
    tip: list[Point] = [(-96, hip - 50), (-78, hip - 66), (-68, hip - 38), (-80, hip - 30), (-93, hip - 30)]
    return drawn + path(tip, css(mix(body.belly, (1.0, 1.0, 1.0), 0.4)))


def scarf(color: str, lean: float, chest: float, mix_: Gradients, wide: float = 1.0) -> str:
    """Return a scarf around the neck; ``wide`` beside an animal's."""
    dark, w = dimmed(color), wide
    band: list[Point] = [(lean - 29 * w, chest + 5), (lean, chest + 15), (lean + 29 * w, chest + 5)]
    band += [(lean + 27 * w, chest + 19), (lean, chest + 28), (lean - 27 * w, chest + 18)]
    end: list[Point] = [
        (lean - 18 * w, chest + 16),
        (lean - 30 * w, chest + 52),
        (lean - 14 * w, chest + 54),
        (lean - 6, chest + 20),
    ]
    light = css(mix(rgb(color), (1.0, 1.0, 1.0), 0.55))
    fringe = stroke([(lean - 29 * w, chest + 47), (lean - 14 * w, chest + 49)], light, 3.5)
    return path(end, dark, smooth=False) + fringe + path(band, mix_.across(color, dark))
