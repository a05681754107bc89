"""How figures move while they do something: ``motions.yaml``."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from digiteller.picturebook.figures.faces import Face, Mouth
from digiteller.picturebook.figures.poses import POSES, Pose, SpriteManner
from digiteller.picturebook.figures.stances import swung
from digiteller.system.packaged_yaml import packaged_yaml

_STILL = Pose(feet=((0, 0), (0, 0)), hands=((0, 0), (0, 0)), hip=0)
"""A swing of nothing."""
_STANDING = Pose()
_PARTS = {"back", "front", "feet_back", "feet_front", "hip", "lean", "nod", "lift", "rise", "gaze"}
_KEYS = {"seconds", "period", "swing", "beat", "pose", "mood", "mouth", "times"}
_LONGEST, _BREAK = 2.8, 1.6
"""Seconds that somebody moves without a break, and of the break: nobody fidgets for ever."""
_TALL = 165.0
"""The height of a child, in units."""


@dataclass(frozen=True)
class Gesture:
    """How a figure moves while it does something. Swings are poses of differences."""

    seconds: float
    """How long it is kept before the figure rests again; 0 for until something else is told."""
    period: float = 0.0
    swing: Pose = _STILL
    beat: Pose = _STILL
    pose: Mapping[str, Any] | None = None
    """What it changes of the pose that it is done in; None where it is a pose of its own."""
    mood: str = ""
    mouth: Mouth = ""
    times: int = 0
    """How often it swings or beats; 0 for as long as it is kept."""
    gaze: float = 0.0
    """How far the eyes swing, as in ``Face``."""

    def held(self, rest: Pose) -> Pose:
        """Return the pose in which the gesture is made by somebody who rests so."""
        given = dict(self.pose or {})
        hands = given.pop("back", rest.hands[0]), given.pop("front", rest.hands[1])
        low = rest.seated or bool(rest.turn)
        for part in ("hip", "lean") if low else ():
            given.pop(part, None)
        return replace(rest, hands=hands, marks=(), **given)

    def held_manner(self, rest: SpriteManner) -> SpriteManner:
        """Return the same of a figure that is one whole drawing: it tilts and ducks instead."""
        pose = self.held(_STANDING)
        tilt = pose.nod + pose.lean - (5 if pose.hands[1][1] < 0 else -4 if pose.hands != _STANDING.hands else 0)
        return replace(
            rest,
            turn=rest.turn + 0.7 * tilt,
            squash=rest.squash * (1 + pose.rise / _TALL - (_STANDING.hip - pose.hip) / _TALL),
            marks=(),
        )

    def moved(self, pose: Pose, after: float) -> Pose:
        """Return a pose as it is some seconds after it was taken."""
        swing, beat = self.phases(after)
        seated = replace(self.beat, hip=0, feet=_STILL.feet) if pose.seated else self.beat
        return swung(swung(pose, self.swing, swing), seated, beat)

    def swayed(self, manner: SpriteManner, after: float) -> SpriteManner:
        """Return the manner of a whole drawing, which tilts and hops where a body moves its parts."""
        swing, beat = self.phases(after)
        turn = sum(share * (one.nod + one.lean) for share, one in ((swing, self.swing), (beat, self.beat)))
        lift = sum(share * one.lift for share, one in ((swing, self.swing), (beat, self.beat))) / _TALL
        rise = sum(share * one.rise for share, one in ((swing, self.swing), (beat, self.beat))) / _TALL
        hands = max(abs(part) for point in (*self.swing.hands, *self.beat.hands) for part in point)
        # What arms do is seen as a little nodding of the whole.
        turn += (swing - beat) * min(4.0, hands * 0.3)
        squash = manner.squash + rise - 0.03 * beat * bool(self.beat.feet != _STILL.feet)
        return replace(manner, turn=manner.turn + 0.6 * turn, lift=manner.lift + lift, squash=squash)

    def looks(self, face: Face, after: float) -> Face:
        """Return a face as it is meanwhile."""
        swing, beat = self.phases(after)
        gaze = self.gaze * (swing + beat)
        return replace(face, mood=self.mood or face.mood, gaze=gaze or face.gaze, mouth=self.mouth or face.mouth)

    def phases(self, after: float) -> tuple[float, float]:
        """Return how far the swing, -1..1, and the beat, 0..1, are: in rounds, with a break after each."""
        if not self.period or after < 0:
            return 0.0, 0.0
        rounds = self.times or max(1, round(_LONGEST / self.period))
        turn = after / self.period
        if not self.times:
            turn %= rounds + max(1, round(_BREAK / self.period))
        if turn >= rounds:
            return 0.0, 0.0
        return math.sin(math.tau * turn), math.sin(math.pi * (turn % 1.0)) ** 2


@cache
def motions() -> Mapping[str, Gesture]:
    """Return how everything is done, by the names of poses and gestures.

    Raises:
        ValueError: a record of ``motions.yaml`` is not right.
    """
    table = packaged_yaml("digiteller.picturebook.acting", "motions.yaml")
    return {name: _gesture(name, record) for name, record in table.items()}


def gesture_of(doing: str) -> Gesture:
    """Return how something is done; what has no motion of its own is kept as it is."""
    return motions().get(doing, Gesture(0.0))


def _gesture(name: str, record: Mapping[str, Any]) -> Gesture:
    swings = [record.get(key, {}) for key in ("swing", "beat")]
    unknown = (record.keys() - _KEYS) | {part for one in (*swings, record.get("pose", {})) for part in one} - _PARTS
    if unknown:
        raise ValueError(f"motions.yaml: {name}: there is no {sorted(unknown)[0]}")
    pose = record.get("pose", None if name in POSES else {})
    given = {key: tuple(value) if isinstance(value, list) else value for key, value in (pose or {}).items()}
    return Gesture(
        float(record["seconds"]),
        float(record.get("period", 0.0)),
        _swing(swings[0]),
        _swing(swings[1]),
        given if pose is not None else None,
        record.get("mood", ""),
        record.get("mouth", ""),
        int(record.get("times", 0)),
        float(swings[0].get("gaze", swings[1].get("gaze", 0.0))),
    )


def _swing(parts: Mapping[str, Any]) -> Pose:
    def point(name: str) -> tuple[float, float]:
        x, y = parts.get(name, (0, 0))
        return float(x), float(y)

    numbers = {name: float(parts.get(name, 0.0)) for name in ("hip", "lean", "nod", "lift", "rise")}
    return Pose(
        feet=(point("feet_back"), point("feet_front")),
        hands=(point("back"), point("front")),
        hip=numbers["hip"],
        lean=numbers["lean"],
        nod=numbers["nod"],
        lift=numbers["lift"],
        rise=numbers["rise"],
    )
