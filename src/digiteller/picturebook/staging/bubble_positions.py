"""Where a page's insets are: bubbles beside heads, pictures on walls and in hands, views in windows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from digiteller.language.page_content import Moment, Thing
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.vector import Box, Point
from digiteller.picturebook.scenery.settings import indoors
from digiteller.picturebook.staging.collision_layout import Party
from digiteller.picturebook.staging.extents import Extent, extent_of, shared
from digiteller.picturebook.staging.ground import floor_band
from digiteller.picturebook.staging.inset_contents import ASPECTS, Form, form_of, inset_key, insets_of, owner_of
from digiteller.picturebook.staging.wall_space import wall_columns, window_place

_HEIGHTS = (0.44, 0.4, 0.36, 0.32, 0.28, 0.24, 0.2, 0.16)
"""Of a bubble, in shares of the frame's size."""
_STEPS = 14
_TAIL = 0.1
"""How far a bubble is from its owner's head at least, in heights of its own."""
_TOP, _SIDE = 0.02, 0.02
_DEPTHS: dict[Form, float] = {
    "cloud": 0.95,
    "balloon": 0.95,
    "framed": 1.39,
    "sheet": 0.99,
    "easel": 0.99,
    "pane": 1.39,
    "porthole": 1.39,
    "vista": 1.95,
}


def place_bubble(moment: Moment, figures: Sequence[Party], frame: Canvas) -> list[Party]:
    """Return the page's insets where they cover no face and not each other; those without room are left out."""
    actors = [actor for party in figures for actor in party.actors]
    bodies = [extent_of(actor).at(actor.x, actor.y) for actor in actors]
    found: list[Party] = []
    taken: list[Box] = []
    for number, inset in enumerate(insets_of(moment)):
        owner = owner_of(inset, actors, moment)
        form = form_of(inset, owner, moment.setting)
        if form == "vista" and inset.place in indoors():
            # No room is seen from afar.
            continue
        box = _place(form, owner, moment, bodies, taken, frame)
        if box is None:
            continue
        taken.append(box)
        thing = Thing(inset_key(number, form))
        middle, height = (box[0] + box[2]) / 2, box[3] - box[1]
        actor = Actor(thing.key, middle, box[3], height, True, thing=thing, ground=False, depth=_DEPTHS[form])
        front = form in {"cloud", "balloon", "sheet"}
        found.append(Party((actor,), rank=4 if front else 0, fixed=True, loose=True))
    return found


def head_of(owner: Actor) -> Box:
    """Return the face of somebody on a page, up to the crown."""
    body = extent_of(owner).at(owner.x, owner.y)
    left, top, right, bottom = body.face or body.box
    over = [part[1] for part in body.parts if part[0] < (left + right) / 2 < part[2] and part[1] < bottom]
    return left, max(min([top, *over]), top - (bottom - top) * 0.5), right, bottom


def _place(
    form: Form, owner: Actor | None, moment: Moment, bodies: Sequence[Extent], taken: Sequence[Box], frame: Canvas
) -> Box | None:
    if form in {"cloud", "balloon"}:
        return _bubble(ASPECTS[form], owner, bodies, taken, frame)
    if form == "sheet" and owner:
        return _in_hands(owner, frame)
    if form == "easel":
        return _standing(owner, moment, bodies, taken, frame)
    if form == "vista":
        return _far_off(bodies, taken, frame)
    return _on_wall(form, moment, bodies, taken, frame)


def _box(x: float, y: float, height: float, aspect: float) -> Box:
    """Return a rectangle by the middle of its upper edge."""
    return x - height * aspect / 2, y, x + height * aspect / 2, y + height


def _bubble(
    aspect: float, owner: Actor | None, bodies: Sequence[Extent], taken: Sequence[Box], frame: Canvas
) -> Box | None:
    """Return the largest place for a bubble that hides no face; near its owner's head."""
    head = head_of(owner) if owner else (frame.width / 2, 0.0, frame.width / 2, frame.height * 0.2)
    near = (head[0] + head[2]) / 2, head[1]
    size = min(frame.size, frame.height, frame.width * 0.9)
    for height in (size * share for share in _HEIGHTS):
        best, least = None, 0.62 if height > 0.22 * size else 0.98
        low, high = frame.width * _SIDE + height * aspect / 2, frame.width * (1 - _SIDE) - height * aspect / 2
        deep = frame.caption_top - height
        for column in range(_STEPS + 1):
            for row in range(_STEPS + 1):
                x = low + (high - low) * column / _STEPS
                y = frame.height * _TOP + (deep - frame.height * _TOP) * row / _STEPS
                if low > high:
                    continue
                box = _box(x, y, height, aspect)
                away = _distance(box, near)
                cost = _hidden(box, bodies, taken, frame) + away / frame.width
                cost += (owner is not None) * (away < height * _TAIL) + 0.25 * (box[3] > head[3])
                if owner and cost < least:
                    cost += _crossed(box, near, bodies, taken)
                if cost < least:
                    best, least = box, cost
        if best:
            return best
    return None


def _behind(box: Box, bodies: Sequence[Extent], taken: Sequence[Box]) -> float:
    """Return how much of an inset behind the figures they hide; 1 and more for another inset at its place."""
    if any(shared(box, one) for one in taken):
        return 1.0
    area = (box[2] - box[0]) * (box[3] - box[1])
    return sum(shared(box, part) for body in bodies for part in body.parts) / area


def _hidden(box: Box, bodies: Sequence[Extent], taken: Sequence[Box], frame: Canvas) -> float:
    """Return how much an inset at a place hides; 1 and more for a face or another inset."""
    wider = frame.width * 0.012
    around = (box[0] - wider, box[1] - wider, box[2] + wider, box[3] + wider)
    if any(body.face and shared(around, body.face) for body in bodies) or any(shared(around, one) for one in taken):
        return 1.0
    area = (box[2] - box[0]) * (box[3] - box[1])
    return sum(shared(box, part) for body in bodies for part in body.parts) / area


def _crossed(box: Box, head: Point, bodies: Sequence[Extent], taken: Sequence[Box]) -> float:
    """Return 1 if the way from a bubble to its owner's head leads over a face or another bubble, 0.3 for a body."""
    middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    faces = [body.face for body in bodies if body.face]
    for share in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97):
        x, y = middle[0] + (head[0] - middle[0]) * share, middle[1] + (head[1] - middle[1]) * share
        if any(one[0] < x < one[2] and one[1] < y < one[3] for one in (*faces, *taken)):
            return 1.0
        if share < 0.9 and any(
            part[0] < x < part[2] and part[1] < y < part[3] for body in bodies for part in body.parts
        ):
            return 0.3
    return 0.0


def _distance(box: Box, point: Point) -> float:
    across = max(box[0] - point[0], 0.0, point[0] - box[2])
    down = max(box[1] - point[1], 0.0, point[1] - box[3])
    return math.hypot(across, down)


def _in_hands(owner: Actor, frame: Canvas) -> Box:
    """Return a sheet of paper before the chest."""
    body = extent_of(owner).at(owner.x, owner.y)
    face = body.face or body.box
    height = max(frame.size * 0.14, min(frame.size * 0.26, (owner.y - face[3]) * 0.62))
    way = 1 if owner.right else -1
    low = min(face[3] + height * 0.04, frame.caption_top + height * 0.2 - height)
    return _box((face[0] + face[2]) / 2 + way * height * 0.22, max(low, face[3]), height, ASPECTS["sheet"])


def _standing(
    owner: Actor | None, moment: Moment, bodies: Sequence[Extent], taken: Sequence[Box], frame: Canvas
) -> Box | None:
    """Return an easel beside its painter, or in a gap."""
    if owner and owner.action == "paint":
        # Before the easel that every painter has.
        height = max(owner.height * 0.78, frame.size * 0.3)
        x = owner.x + (1 if owner.right else -1) * (owner.height * 0.26 + height * ASPECTS["easel"] * 0.5)
        box = _box(x, owner.y + 2 - height, height, ASPECTS["easel"])
        inside = frame.width * _SIDE < box[0] and box[2] < frame.width * (1 - _SIDE)
        if inside and _hidden(box, bodies, taken, frame) < 1:
            return box
    far, near = floor_band(moment.setting, frame)
    foot = far + (near - far) * 0.35
    at = owner.x if owner else frame.width * 0.7
    for share in (0.56, 0.48, 0.4, 0.32):
        height = frame.size * share
        wide = height * ASPECTS["easel"]
        low, high = frame.width * _SIDE + wide / 2, frame.width * (1 - _SIDE) - wide / 2
        spots = [low + (high - low) * step / 24 for step in range(25)]
        free = [
            (_hidden(box, bodies, taken, frame) * 2 + abs(x - at) / frame.width, box)
            for x in spots
            if (box := _box(x, foot - height, height, ASPECTS["easel"]))
        ]
        cost, box = min(free)
        if cost < 0.8:
            return box
    return None


def _far_off(bodies: Sequence[Extent], taken: Sequence[Box], frame: Canvas) -> Box | None:
    """Return a small scene on the horizon."""
    height = frame.size * 0.26
    wide = height * ASPECTS["vista"]
    spots = [frame.width * 0.03 + wide / 2 + (frame.width * 0.94 - wide) * step / 16 for step in range(17)]
    top = frame.horizon - height * 0.66
    boxes = [_box(x, top, height, ASPECTS["vista"]) for x in spots]
    cost, box = min((_behind(box, bodies, taken), box) for box in boxes)
    return box if cost < 0.6 else None


def _on_wall(form: Form, moment: Moment, bodies: Sequence[Extent], taken: Sequence[Box], frame: Canvas) -> Box | None:
    """Return a framed picture on the wall, or the view of the room's window."""
    window = window_place(moment.setting, frame) if form in {"pane", "porthole"} else None
    if window:
        x, y, high = window
        height = max(high * 1.06, frame.size * 0.3)
        box = _box(x, max(frame.height * _TOP, y - height / 2), height, ASPECTS[form])
        if _behind(box, [], taken) < 1 and box[0] > 0 and box[2] < frame.width:
            return box
    for share in (0.34, 0.3, 0.26, 0.22, 0.18):
        height = frame.size * share
        top = max(frame.height * 0.05, frame.height * 0.26 - height / 2)
        columns = wall_columns(moment.setting, frame, (height * ASPECTS[form], height), top)
        boxes = [_box(x, top, height, ASPECTS[form]) for x in columns[:12]]
        cost, at = min((_behind(box, bodies, taken) + 0.03 * at, at) for at, box in enumerate(boxes))
        if cost < 0.5:
            return boxes[at]
    return None
