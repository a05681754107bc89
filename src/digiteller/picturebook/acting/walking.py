"""Walks that do not skate: the legs follow the way that is gone."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from digiteller.picturebook.drawing.vector import Point
from digiteller.picturebook.figures.poses import Pose, SpriteManner


@dataclass(frozen=True)
class Gait:
    """A way to walk, in units of puppets."""

    stride: float
    """How far before and behind the hips a foot touches the ground."""
    step: float
    """How high a foot is lifted."""
    spring: float
    """How much the whole goes up and down."""
    hands: float
    """How far hands swing."""
    speed: float
    """Heights of the figure a second."""


GAITS = {
    "walk": Gait(26, 9, 2, 26, 0.9),
    "run": Gait(40, 24, 7, 38, 1.7),
    "crawl": Gait(14, 3, 1, 10, 0.4),
    "fly": Gait(60, 0, 0, 0, 1.1),
    "swim": Gait(60, 0, 0, 0, 0.7),
}
AFLOAT = {"fly", "swim"}
"""Gaits without steps, of those who touch no ground."""


def gait_of(action: str) -> Gait:
    """Return how somebody gets on in an action."""
    return GAITS.get(action, GAITS["walk"])


def step_pose(pose: Pose, gait: Gait, way: float) -> Pose:
    """Return a pose with the legs and arms as they are when ``way`` units are gone."""
    phase = way / (4 * gait.stride)
    far, near = _foot(gait, phase + 0.5), _foot(gait, phase)
    swing = math.cos(math.tau * phase)
    bounce = abs(math.sin(math.tau * phase))
    return replace(
        pose,
        feet=(far, near),
        knees=None,
        hands=((gait.hands * swing, 38), (-gait.hands * swing + 4, 38)) if pose.turn == 0 else pose.hands,
        hip=pose.hip - 2 + 2 * bounce,
        lift=gait.spring * bounce,
    )


def step_manner(manner: SpriteManner, gait: Gait, way: float) -> SpriteManner:
    """Return the same of a figure that is one whole drawing: it hops along and rocks."""
    phase = way / (3 * gait.stride)
    return replace(
        manner,
        turn=manner.turn + 3.5 * math.sin(math.tau * phase),
        lift=manner.lift + gait.spring / 110 * abs(math.sin(math.tau * phase)),
    )


def _foot(gait: Gait, phase: float) -> Point:
    """Return where a foot is: on the ground it stays where it is while the body goes on."""
    phase %= 1.0
    if phase < 0.5:
        return gait.stride * (1 - 4 * phase), 0.0
    share = (phase - 0.5) * 2
    share = share * share * (3 - 2 * share)
    return gait.stride * (2 * share - 1), -gait.step * math.sqrt(math.sin(math.pi * share))
