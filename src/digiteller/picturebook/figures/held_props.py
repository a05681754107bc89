"""Things in hands: where they are, and where the hands go."""

from __future__ import annotations

from dataclasses import dataclass

from digiteller.picturebook.drawing.light import css, rgb, rotate_hue
from digiteller.picturebook.drawing.recolouring import dye_drawing
from digiteller.picturebook.drawing.vector import Point, ellipse, group, path, stroke
from digiteller.picturebook.figures.grip_points import Grip, grip_of
from digiteller.picturebook.figures.own_things import OWN_THINGS
from digiteller.picturebook.figures.sprites import SIDE, drawing

_KICKED = {"⚽", "🏀", "🏐", "🏈", "🏉", "⚾", "🥎", "🎾", "own:ball", "own:marbles", "own:spinning top"}
"""What one plays with on the ground."""
CHILD = 165.0
"""The height of a child, in the units of puppets."""


@dataclass(frozen=True)
class Reach:
    """What a figure may hold things with: points in units of puppets."""

    chest: Point
    """The middle between the shoulders."""
    mouth: Point
    crown: float
    """How high the top of its head or hat is."""
    back: Point
    """The far hand as its pose has it."""
    front: Point


@dataclass(frozen=True)
class Held:
    """A thing in the hands: what is drawn before the head, what after it, and where the hands are."""

    below: str
    above: str
    back: Point
    front: Point


def hold(key: str, made: str, action: str, reach: Reach, dye: str = "") -> Held:
    """Return the thing ``key``, drawn as ``made`` in a square of 36 units, in a figure's hands."""
    grip = OWN_THINGS[key].grip if key in OWN_THINGS else grip_of(key)
    size = grip.size * CHILD
    x, y = reach.chest
    at_work = {"umbrella": _umbrella, "balloon": _balloon, "kite": _kite, "book": _book}.get(grip.how)
    if at_work:
        return at_work(reach, dye, size)

    def shown(middle: Point, turn: float = 0.0) -> str:
        return group(_centred(made, grip), *middle, size / SIDE, turn=grip.turn + turn)

    if action == "wind up":
        return Held("", shown((reach.back[0] - 4, reach.back[1] - size * 0.4)), reach.back, reach.front)
    if action == "throw":
        return Held("", shown((x + 96, y - 58), 20), reach.back, reach.front)
    if action == "play" and key in _KICKED:
        return Held(shown((x + 74, -size / 2)), "", reach.back, reach.front)
    if grip.how == "violin":
        bow = stroke([(x - 2, y + 46), (x + 44, y + 4)], "#6b4426", 3.2)
        return Held(shown((x + 24, y + 17)), bow, (x + 54, y + 10), (x + 2, y + 42))
    if grip.how == "guitar":
        return Held("", shown((x + 12, y + 40)), (x + 48, y + 16), (x - 2, y + 48))
    if grip.how == "blown":
        along = size * 0.46
        far = (reach.mouth[0] + along * 0.8, reach.mouth[1] + 6)
        middle = (reach.mouth[0] + along * 1.1, reach.mouth[1] - (size * 0.14 if key == "🎺" else -size * 0.16))
        return Held("", shown(middle), (far[0] + 4, far[1] + 4), (far[0] - 8, far[1] + 12))
    if grip.how == "staff":
        hand = (x + 54, y + 28)
        return Held("", shown((hand[0] + 2, hand[1] + 4)), reach.back, hand)
    if grip.how == "tool":
        hand = reach.front
        return Held("", shown((hand[0] + size * 0.12, hand[1] + size * 0.2)), reach.back, hand)
    if grip.how == "hangs":
        hand = reach.front if action in {"give", "point", "cheer", "wave"} else (x + 46, y + 27)
        return Held("", shown((hand[0], hand[1] + size * 0.42)), reach.back, hand)
    if grip.how == "front":
        middle = (x + 10, y + 22 + size / 2)
        if action == "give":
            middle = (x + 66, y + 22)
        side = size * 0.4
        return Held("", shown(middle), (middle[0] - side, middle[1] + 4), (middle[0] + side, middle[1] + 6))
    hand = reach.front
    if action not in {"eat", "drink", "give", "cheer", "wave", "point", "look", "paint", "cook", "dance", "jump"}:
        hand = (x + 46, y + 34)
    drop = 0.1 if action in {"eat", "drink"} else 0.36 if grip.size > 0.2 else 0.52
    away = max(0.0, size / 2 - 22) if action not in {"eat", "drink"} else 4
    if action in {"cheer", "wave", "look", "dance", "jump"}:
        away += 6
    return Held("", shown((hand[0] + away, hand[1] - size * drop)), reach.back, hand)


def regrasp(was: Held | None, becomes: Held, reach: Reach, share: float) -> Held:
    """Return a thing whose hands are on the way from one hold, or none of it, to another; it moves with the front one.

    What was not held is taken out half way.
    """
    share = share if was else max(0.0, 2 * share - 1)
    near = becomes if was is None or share >= 0.5 else was
    back, front = (
        (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
        for start, end in (
            ((was.back if was else reach.back), becomes.back),
            ((was.front if was else reach.front), becomes.front),
        )
    )
    across, down = front[0] - near.front[0], front[1] - near.front[1]
    below, above = (group(drawn, across, down) if drawn else "" for drawn in (near.below, near.above))
    return Held(below, above, back, front)


def _centred(made: str, grip: Grip) -> str:
    """Return a drawing of 36 units around (0, 0)."""
    return group(group(made, -SIDE / 2, -SIDE / 2), flip=grip.flip)


def _umbrella(reach: Reach, dye: str, size: float) -> Held:
    """Return an open umbrella over the head, its pole in the hand."""
    color = dye or "#8a63c4"
    dark = css(rotate_hue(rgb(color), 0, 0.78))
    x, y = reach.chest
    hand = (x + 42, y + 26)
    rim, wide, top = reach.crown - 4, size / 2, reach.crown - 4 - size * 0.36
    middle = x + 14
    pole = stroke([(hand[0], hand[1] + 22), hand, (middle + 2, top - 6)], "#7a5236", 4.4, smooth=False)
    crook = stroke([(hand[0], hand[1] + 22), (hand[0] - 5, hand[1] + 28), (hand[0] - 11, hand[1] + 22)], "#7a5236", 4.4)
    edges = [middle - wide, middle - wide / 3, middle + wide / 3, middle + wide]
    canopy = f'<path d="{_canopy(edges, rim, top - 4, 3)}" fill="{color}"/>'
    panel = f'<path d="{_canopy(edges[1:3], rim, top + 12, 1)}" fill="{dark}"/>'
    return Held(pole + canopy + panel, crook, reach.back, hand)


def _canopy(edges: list[float], rim: float, top: float, panels: int) -> str:
    """Return the outline of an umbrella's cloth: a dome from the first edge to the last, scalloped below."""
    left, right = edges[0], edges[-1]
    outline = f"M{left:.1f} {rim:.1f}C{left:.1f} {top:.1f} {right:.1f} {top:.1f} {right:.1f} {rim:.1f}"
    for at in range(panels, 0, -1):
        outline += f"Q{(edges[at] + edges[at - 1]) / 2:.1f} {rim - 13:.1f} {edges[at - 1]:.1f} {rim:.1f}"
    return outline + "Z"


def _balloon(reach: Reach, dye: str, size: float) -> Held:
    """Return a balloon on a string, above and beside the head."""
    x, y = reach.chest
    hand = (x + 46, y + 22)
    knot = (x + 74, reach.crown - 10)
    string = stroke([hand, (x + 66, y - 30), (x + 60, (y - 30 + knot[1]) / 2), knot], "#6a5a52", 2)
    color = dye or "#e0403f"
    light = css(rotate_hue(rgb(color), 0, 1.25))
    ball = ellipse(knot[0], knot[1] - size * 0.5, size * 0.42, size * 0.5, color)
    ball += ellipse(knot[0] - size * 0.15, knot[1] - size * 0.68, size * 0.1, size * 0.15, light, 'opacity=".8"')
    ball += path([(knot[0] - 5, knot[1] + 5), (knot[0], knot[1] - 4), (knot[0] + 5, knot[1] + 5)], color, smooth=False)
    return Held(string + ball, "", reach.back, hand)


def _kite(reach: Reach, dye: str, size: float) -> Held:
    """Return a kite that flies on its string, above and away."""
    x, y = reach.chest
    hand = (x + 52, y + 6)
    kite = (x + 150, reach.crown - 56)
    string = stroke([hand, (x + 96, y - 28), (kite[0] - 10, kite[1] + 20)], "#6a5a52", 1.8)
    made = dye_drawing(drawing("🪁"), dye)
    return Held(string + group(group(made, -SIDE / 2, -SIDE / 2), *kite, size / SIDE, flip=True), "", reach.back, hand)


def _book(reach: Reach, dye: str, size: float) -> Held:
    """Return an open book before the chest, seen from behind its reader's hands."""
    x, y = reach.chest
    middle, top = x + 12, y + 20
    wide, high = size / 2, size * 0.5
    cover = dye or "#2f6f9f"
    parts = []
    for way in (-1, 1):
        page = [
            (0, 6),
            (way * wide * 0.5, 0),
            (way * wide, 4),
            (way * wide, high + 2),
            (way * wide * 0.5, high - 2),
            (0, high + 6),
        ]
        back = [(px * 1.08, py + (4 if py > 10 else -1)) for px, py in page]
        parts.append(path([(middle + px, top + py) for px, py in back], cover, smooth=False))
        parts.append(
            path([(middle + px, top + py) for px, py in page], "#fffaf0" if way > 0 else "#f3ead9", smooth=False)
        )
        for line in (0.26, 0.46, 0.66):
            left, right = sorted((middle + way * wide * 0.16, middle + way * wide * 0.86))
            parts.append(stroke([(left, top + high * line + 4), (right, top + high * line + 3)], "#b9ad9a", 2))
    return Held("", "".join(parts), (middle - wide * 1.04, top + high * 0.7), (middle + wide * 1.06, top + high * 0.7))
