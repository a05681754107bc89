"""How a figure is at one moment of a film: a pose on the way to another, and what its face shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digiteller.picturebook.drawing.vector import Point
from digiteller.picturebook.figures.faces import Face
from digiteller.picturebook.figures.poses import Pose, SpriteManner

_SETTLED = 0.75
"""The share of the way to a pose from which its signs are seen, and up to which those of the pose before are not."""


@dataclass(frozen=True)
class Stance:
    """A figure at a moment."""

    action: str
    """A name of ``poses.POSES``: what it does, or is about to do."""
    pose: Pose
    """Of a body of ours."""
    manner: SpriteManner
    """Of a figure that is one whole drawing."""
    face: Face
    before: str = ""
    """The action that it comes from, while it is on the way."""
    share: float = 1.0
    """How much of that way is gone, 0..1: a little less and more where it swings."""
    swell: float = 0.0
    """How much larger the trunk of one who lies is seen for its breath, as a share."""
    holds: tuple[str, ...] | None = None
    """What it has in its hands; None for what the page shows."""
    drift: float = 0.0
    """How far up the signs about it have floated, in units."""
    turned: float = 1.0
    """How wide it is seen while it turns round, -1..1: as it is placed at 1, the other way at -1, edge on at 0."""

    @property
    def hand_share(self) -> float:
        """How far the hands are from what they held to what they hold, 0..1."""
        return min(1.0, max(0.0, self.share)) if self.before else 1.0


def mix_poses(one: Pose, other: Pose, share: float) -> Pose:
    """Return a pose between two: ``one`` at 0, ``other`` at 1, and a little beyond where ``share`` is."""
    near = other if share >= 0.5 else one
    knees = None
    if one.knees or other.knees:
        knees = _pair(_bent(one), _bent(other), share)
    return replace(
        near,
        feet=_pair(one.feet, other.feet, share),
        hands=_pair(one.hands, other.hands, share),
        knees=knees,
        hip=_between(one.hip, other.hip, share),
        lean=_between(one.lean, other.lean, share),
        nod=_between(one.nod, other.nod, share),
        turn=_between(one.turn, other.turn, share),
        lift=_between(one.lift, other.lift, share),
        shift=_between(one.shift, other.shift, share),
        marks=_marks(one.marks, other.marks, share),
    )


def mix_manners(one: SpriteManner, other: SpriteManner, share: float) -> SpriteManner:
    """Return a manner between two, as ``mix_poses`` does."""
    return SpriteManner(
        _between(one.turn, other.turn, share),
        _between(one.lift, other.lift, share),
        _between(one.squash, other.squash, share),
        _marks(one.marks, other.marks, share),
    )


def swung(pose: Pose, swing: Pose, amount: float) -> Pose:
    """Return a pose with ``amount`` times the numbers of another added to it."""
    return replace(
        pose,
        feet=_added(pose.feet, swing.feet, amount),
        hands=_added(pose.hands, swing.hands, amount),
        knees=_added(pose.knees, swing.knees, amount) if pose.knees and swing.knees else pose.knees,
        hip=pose.hip + amount * swing.hip,
        lean=pose.lean + amount * swing.lean,
        nod=pose.nod + amount * swing.nod,
        turn=pose.turn + amount * swing.turn,
        lift=pose.lift + amount * swing.lift,
        rise=pose.rise + amount * swing.rise,
    )


def rounded(stance: Stance) -> Stance:
    """Return a stance in half units and half degrees, so that what looks alike is drawn once."""

    def half(number: float) -> float:
        return round(2 * number) / 2

    pose, manner = stance.pose, stance.manner
    pose = replace(
        pose,
        feet=tuple((half(x), half(y)) for x, y in pose.feet),  # type: ignore[arg-type]
        hands=tuple((half(x), half(y)) for x, y in pose.hands),  # type: ignore[arg-type]
        knees=tuple((half(x), half(y)) for x, y in pose.knees) if pose.knees else None,  # type: ignore[arg-type]
        hip=half(pose.hip),
        lean=half(pose.lean),
        nod=half(pose.nod),
        turn=half(pose.turn),
        lift=half(pose.lift),
        rise=float(round(pose.rise)),
    )
    manner = replace(
        manner, turn=half(manner.turn), lift=round(manner.lift, 3), squash=round(200 * manner.squash) / 200
    )
    gaze = half(stance.face.gaze)
    return replace(
        stance,
        pose=pose,
        manner=manner,
        face=replace(stance.face, gaze=gaze),
        share=round(stance.share, 2),
        swell=round(stance.swell, 3),
        turned=round(stance.turned, 2),
    )


def _added(pair: tuple[Point, Point], swing: tuple[Point, Point], amount: float) -> tuple[Point, Point]:
    back, front = ((x + amount * dx, y + amount * dy) for (x, y), (dx, dy) in zip(pair, swing, strict=True))
    return back, front


def _bent(pose: Pose) -> tuple[Point, Point]:
    """Return where the knees are of a pose, those of straight legs too."""
    if pose.knees:
        return pose.knees
    (back_x, back_y), (front_x, front_y) = pose.feet
    back = ((back_x - 12) / 2 + (5 if back_x > -12 else -2), (back_y - pose.hip) / 2)
    front = ((front_x + 12) / 2 + (5 if front_x > 12 else -2), (front_y - pose.hip) / 2)
    return back, front


def _marks(one: Sequence[str], other: Sequence[str], share: float) -> tuple[str, ...]:
    kept = set(one) & set(other)
    if share >= _SETTLED:
        return tuple(other)
    return tuple(one) if share <= 1 - _SETTLED else tuple(mark for mark in other if mark in kept)


def _pair(one: tuple[Point, Point], other: tuple[Point, Point], share: float) -> tuple[Point, Point]:
    back, front = (
        (_between(x, far_x, share), _between(y, far_y, share))
        for (x, y), (far_x, far_y) in zip(one, other, strict=True)
    )
    return back, front


def _between(one: float, other: float, share: float) -> float:
    return one + (other - one) * share
