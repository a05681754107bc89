"""Bodies of our own under Twemoji heads, in poses; drawn with the feet at (0, 0), looking right, about 190 units high."""

from __future__ import annotations

import math
from dataclasses import dataclass
from zlib import crc32

from digiteller.picturebook.light import RGB, css, mix, rgb, turned
from digiteller.picturebook.sprites import SIDE, SKIN_COLORS, colors, face
from digiteller.picturebook.vector import Gradients, Point, box, ellipse, group, path, stroke

_SCARVES = ("#d9483b", "#2f8f9d", "#e2a72e", "#7a5bb5", "#4a9a5b", "#d9688a")
_CLOTHES = ("#d9574a", "#2f8a95", "#e3a536", "#7d62b3", "#5a9a58", "#d76f93", "#4d7fc0")
_FURS = {
    "lion": ("#f7b84b", "#fde3ae"),
    "deer": ("#b0704a", "#ead2b4"),
    "moose": ("#8a5a40", "#c59a78"),
    "hedgehog": ("#c98e6b", "#f0d2b6"),
    "tiger": ("#ffa23e", "#fff0dc"),
    "robot": ("#6f9fc8", "#d7e2e8"),
    "alien": ("#8fbf9a", "#cfe6d0"),
    "panda": ("#30363c", "#f2f2ee"),
    "frog": ("#7ab555", "#d3e8a8"),
}
_TAILS = {
    "fox": "bushy", "wolf": "bushy", "raccoon": "bushy", "cat": "thin", "mouse": "thin", "monkey": "thin", "lion": "thin",
    "tiger": "thin", "dog": "short", "rabbit": "pom", "deer": "pom", "bear": "pom", "polar bear": "pom", "hamster": "pom",
    "pig": "curl", "hedgehog": "pom",
}  # fmt: skip
_HEADGEAR = {"wizard": "pointed", "witch": "pointed", "farmer": "straw", "cook": "toque", "astronaut": "bubble",
             "elf": "cap", "knight": "helmet", "giant": "cap"}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """What makes a figure the same one on every page."""

    kind: str
    head: str
    """Its emoji."""
    person: str
    """How it is dressed; empty for an animal."""
    skin: int | None
    """Its skin tone, 0 to 4; None for animals."""
    cloth: str
    """The colour of its clothes or scarf."""
    scarf: bool
    tall: float
    """The length of its legs and trunk in units of a child's."""


@dataclass(frozen=True)
class Pose:
    """Where the limbs are: feet and hands (back, front), the height of the hips, and leans in degrees."""

    feet: tuple[Point, Point] = ((-15, 0), (16, 0))
    hands: tuple[Point, Point] = ((-37, -48), (36, -48))
    hip: float = 40
    lean: float = 0
    nod: float = 0
    turn: float = 0
    """Of the whole figure."""


POSES = {
    "stand": Pose(),
    "hold": Pose(hands=((30, -58), (46, -62)), nod=3),
    "walk": Pose(feet=((-27, -5), (27, 0)), hands=((34, -56), (-26, -46)), lean=4, nod=-3),
    "run": Pose(feet=((-44, -24), (40, -8)), hands=((42, -74), (-36, -62)), hip=46, lean=14, nod=-8),
    "sit": Pose(feet=((34, -3), (44, -1)), hands=((-30, -16), (34, -24)), hip=15, lean=-3, nod=3),
    "read": Pose(feet=((34, -3), (44, -1)), hands=((26, -40), (46, -38)), hip=15, lean=0, nod=10),
    "cry": Pose(hands=((-14, -98), (22, -98)), nod=9, lean=2),
    "cheer": Pose(hands=((-48, -128), (50, -128)), nod=-4),
    "look": Pose(hands=((-36, -50), (42, -112)), nod=-7),
    "hug": Pose(hands=((46, -70), (52, -82)), lean=7, nod=7),
    "jump": Pose(feet=((-30, -16), (30, -12)), hands=((-50, -120), (52, -122)), hip=44, nod=-4),
    "dance": Pose(feet=((-12, 0), (38, -26)), hands=((-48, -120), (46, -60)), lean=-8, nod=8),
    "fly": Pose(feet=((-20, 4), (-8, 8)), hands=((34, -118), (50, -108)), lean=0, nod=-30, turn=52),
    "fall": Pose(feet=((-34, -30), (34, -34)), hands=((-50, -110), (52, -104)), turn=-38, nod=8),
    "swim": Pose(feet=((-20, 4), (-8, 10)), hands=((40, -112), (54, -96)), nod=-34, turn=62),
    "ride": Pose(feet=((30, -3), (40, -1)), hands=((34, -48), (42, -50)), hip=15, nod=-2),
}


def look_of(kind: str, head: str, person: str, name: str, small: bool, skin: int) -> Look:
    """Return the look of a figure; the same arguments give the same one."""
    chance = crc32(f"{kind}/{name}".encode())
    main = rgb(_FURS[kind][0]) if kind in _FURS else colors(head)[0]
    palette = _CLOTHES if person else _SCARVES
    distinct = [color for color in palette if sum(abs(a - b) for a, b in zip(rgb(color), main, strict=True)) > 0.75]
    tall = {
        "woman": 1.34,
        "man": 1.42,
        "old woman": 1.18,
        "old man": 1.24,
        "royal": 1.28,
        "robe": 1.22,
        "knight": 1.38,
        "suit": 1.16,
    }
    cloth = (distinct or list(palette))[chance % len(distinct or palette)]
    return Look(kind, head, person, skin if person else None, cloth, bool(name) or small, tall.get(person, 1.0))


def puppet(look: Look, action: str, held: str, mix_: Gradients, grip: str = "") -> tuple[str, Point]:
    """Return the drawing of a figure and where its held thing's middle is; ``held`` is drawn there, about 44 units wide."""
    pose = POSES.get("hold" if held and action in {"stand", "look", "hold"} else action, POSES["stand"])
    tall = look.tall
    hip = -pose.hip * (tall if pose.hip > 20 else 1)
    chest = hip - 50 * tall
    lean = math.tan(math.radians(pose.lean)) * 50 * tall
    fur, belly = _fur(look)
    head_size = 100.0 if not look.person else 84.0 if tall < 1.1 else 76.0
    neck = (lean + pose.lean * 0.2, chest - head_size * (0.3 if not look.person else 0.34))

    def hand(point: Point) -> Point:
        return point[0] + lean * 0.7, point[1] * tall

    back, front = hand(pose.hands[0]), hand(pose.hands[1])
    hold = ((back[0] + front[0]) / 2 + 6, (back[1] + front[1]) / 2 - 2) if action != "walk" else (front[0], front[1])
    if held and grip == "raised":
        front = hold = (46 + lean, chest - 12)
    elif held and (action in {"walk", "run"} or grip):
        front = (50 + lean, (-74 if grip == "hangs" else -62) * tall - (40 - pose.hip if pose.hip < 20 else 0) * -1)
        hold = front
    sleeve = look.cloth if look.person else css(fur)
    paw = css(turned(fur, 0, 0.72)) if not look.person else SKIN_COLORS[look.skin or 0]
    width = 15 if not look.person else 13
    parts = [_wings() if look.kind == "fairy" else _tail(look, fur, belly, hip)]
    parts.append(_arm((lean * 0.9 - 20, chest + 14), back, _dimmed(sleeve), _dimmed(paw), width))
    parts.append(_legs(look, pose, hip, fur))
    parts.append(_trunk(look, fur, belly, hip, chest, lean, mix_))
    size = head_size / SIDE
    expression = {"cry": "crying", "sleep": "asleep"}.get(action, "")
    head = group(face(look.head, look.skin, expression), -head_size / 2, -head_size / 2, size)
    parts.append(group(head + _headgear(look, head_size), *neck, turn=pose.nod))
    if look.scarf and not look.person:
        parts.append(_scarf(look.cloth, lean, chest, mix_))
    if held:
        parts.append(_held(held, hold, grip))
    parts.append(_arm((lean * 0.9 + 20, chest + 16), front, sleeve, paw, width))
    return group("".join(parts), turn=pose.turn), hold


def lying(look: Look, mix_: Gradients) -> str:
    """Return the figure asleep: curled up, its tail around it, or people under a quilt."""
    fur, belly = _fur(look)
    head_size = 92.0
    head = group(face(look.head, look.skin, "asleep"), -head_size / 2, -head_size / 2, head_size / SIDE)
    parts = []
    if look.person:
        parts.append(ellipse(-58, -26, 46, 22, mix_.down("#fffaf0", "#dcd3c6")))
        parts.append(group(head, -54, -44, turn=-14))
        quilt = [(-26, 0), (-30, -34), (0, -52), (50, -46), (96, -30), (112, 0)]
        parts.append(
            path(quilt, mix_.down(css(turned(rgb(look.cloth), 0, 1.15)), css(turned(rgb(look.cloth), 0, 0.7))))
        )
        for x, y in ((-6, -30), (26, -36), (58, -32), (10, -14), (44, -16), (78, -14)):
            parts.append(box(x - 7, y - 7, 14, 14, "#fff3d6", 3, 'opacity=".55" transform="rotate(8)"'))
    else:
        parts.append(
            ellipse(
                22,
                -32,
                68,
                36,
                mix_.round(css(turned(fur, 0, 1.08)), css(fur), css(turned(fur, 0, 0.74)), x=0.4, y=0.25, r=0.85),
            )
        )
        parts.append(ellipse(58, -14, 26, 13, css(turned(fur, 0, 0.86))))
        if _TAILS.get(look.kind) in {"bushy", "thin"}:
            wide = 30 if _TAILS[look.kind] == "bushy" else 9
            parts.append(stroke([(84, -26), (64, -4), (16, -6)], css(turned(fur, 0, 0.92)), wide))
            parts.append(stroke([(30, -5), (6, -8)], css(belly), wide * 0.86))
        parts.append(group(head, -46, -44, turn=-12))
        if look.scarf:
            parts.append(path([(-14, -26), (8, -20), (4, -6), (-20, -10)], look.cloth))
    for index, (x, y, s) in enumerate(((-16, -104, 9), (2, -122, 13), (26, -144, 17))):
        parts.append(
            stroke(
                [(x, y), (x + s, y), (x, y + s), (x + s, y + s)],
                "#ffffff",
                3 + index,
                smooth=False,
                extra='opacity=".85"',
            )
        )
    return "".join(parts)


def _fur(look: Look) -> tuple[RGB, RGB]:
    if look.person:
        return rgb(look.cloth), mix(rgb(look.cloth), (1.0, 1.0, 1.0), 0.3)
    if look.kind in _FURS:
        return rgb(_FURS[look.kind][0]), rgb(_FURS[look.kind][1])
    return colors(look.head)


def _dimmed(color: str) -> str:
    return css(turned(rgb(color), 0, 0.8))


def _arm(shoulder: Point, hand: Point, sleeve: str, paw: str, width: float) -> str:
    middle = ((shoulder[0] + hand[0]) / 2 + (4 if hand[0] > shoulder[0] else -4), (shoulder[1] + hand[1]) / 2 + 7)
    return stroke([shoulder, middle, hand], sleeve, width) + ellipse(hand[0], hand[1], width * 0.58, width * 0.55, paw)


def _legs(look: Look, pose: Pose, hip: float, fur: RGB) -> str:
    parts = []
    skirt = look.kind in {"girl", "woman", "grandmother", "princess", "wizard", "witch", "fairy"}
    trousers = {"suit": "#e4e8ee", "knight": "#9aa6b2", "royal": "#6b5a8f"}.get(look.person, "#4a5a7a")
    skin = SKIN_COLORS[look.skin or 0]
    for index, foot in enumerate(pose.feet):
        color = css(fur) if not look.person else skin if skirt else trousers
        color = _dimmed(color) if index == 0 else color
        x = -12 if index == 0 else 12
        knee = ((x + foot[0]) / 2 + (5 if foot[0] > x else -2), (hip + foot[1]) / 2)
        parts.append(stroke([(x, hip + 2), knee, (foot[0], foot[1] - 7)], color, 19 if not look.person else 15))
        shoe = css(turned(fur, 0, 0.55)) if not look.person else "#d8dde4" if look.person == "suit" else "#6a4433"
        parts.append(ellipse(foot[0] + 5, foot[1] - 6, 15, 8, _dimmed(shoe) if index == 0 else shoe))
    return "".join(parts)


def _trunk(look: Look, fur: RGB, belly: RGB, hip: float, chest: float, lean: float, mix_: Gradients) -> str:
    tall = (hip - chest) / 50
    wide = 33 if not look.person else 27
    top = wide * 0.66
    low = 12 if hip < -20 else 8
    fill = mix_.across(css(turned(fur, 0, 1.06)), css(fur), css(turned(fur, 0, 0.78)))
    body = [
        (lean - top, chest + 4),
        (lean + top, chest + 4),
        (lean * 0.4 + wide, (hip + chest) / 2 + 12),
        (wide * 0.8, hip + low),
        (-wide * 0.8, hip + low),
        (lean * 0.4 - wide, (hip + chest) / 2 + 12),
    ]
    parts = [path(body, fill)]
    if not look.person:
        if look.kind == "robot":
            parts.append(
                box(lean - 16, hip - 34, 32, 26, css(belly), 5)
                + "".join(
                    ellipse(lean - 8 + 8 * n, hip - 21, 2.6, 2.6, c)
                    for n, c in enumerate(("#e0523f", "#f2b93f", "#5fb56a"))
                )
            )
        else:
            parts.append(ellipse(lean * 0.5 + 5, hip - 16, wide * 0.56, 27, css(belly)))
        return "".join(parts)
    if look.kind in {"girl", "woman", "grandmother", "princess", "wizard", "witch", "fairy", "mermaid"}:
        hem = {"girl": 22, "fairy": 18}.get(look.kind, 34 * tall) if hip < -20 else 6
        dress = [
            (lean - top * 0.9, chest + 6),
            (lean + top * 0.9, chest + 6),
            (wide * 1.28, hip + hem),
            (0, hip + hem + 4),
            (-wide * 1.28, hip + hem),
        ]
        parts = [
            path(dress, fill, smooth=False, extra='stroke-linejoin="round"'),
            stroke([(-wide * 1.22, hip + hem - 5), (0, hip + hem - 1), (wide * 1.22, hip + hem - 5)], css(belly), 4),
        ]
        if look.kind in {"grandmother", "cook"}:
            parts.append(
                path(
                    [(lean - 12, chest + 26), (lean + 14, chest + 26), (22, hip + hem - 8), (-16, hip + hem - 8)],
                    "#f7efe0",
                    smooth=False,
                )
            )
        if look.kind == "girl":
            parts += [
                ellipse(lean + dx, hip - dy, 2.6, 2.6, "#fff4dc")
                for dx, dy in ((-8, 8), (8, 20), (-12, 28), (14, -4), (0, -10))
            ]
    elif look.person == "knight":
        parts.append(
            path(
                [(lean - 16, chest + 10), (lean + 18, chest + 10), (22, hip + 16), (-20, hip + 16)],
                "#aeb8c4",
                smooth=False,
            )
        )
    else:
        parts += [
            stroke(
                [(lean - wide * 0.9, chest + t), (lean + wide * 0.9, chest + t)], css(belly), 4.5, extra='opacity=".8"'
            )
            for t in (26 * tall, 38 * tall)
        ]
    return "".join(parts)


def _tail(look: Look, fur: RGB, belly: RGB, hip: float) -> str:
    kind = _TAILS.get(look.kind, "")
    if kind == "bushy":
        body = [
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
            stroke([(-90, hip - 16), (-66, hip - 22)], css(turned(fur, 0, 0.5)), 8),
            stroke([(-66, hip + 6), (-54, hip - 14)], css(turned(fur, 0, 0.5)), 8),
        ]
        return path(body, css(turned(fur, 0, 0.92))) + (
            path(tip, css(mix(belly, (1.0, 1.0, 1.0), 0.4))) if look.kind != "raccoon" else "".join(rings)
        )
    if kind == "thin":
        line = [(-18, hip), (-48, hip + 8), (-64, hip - 22), (-58, hip - 52)]
        tuft = ellipse(-58, hip - 54, 9, 11, css(turned(fur, 0, 0.6))) if look.kind == "lion" else ""
        return (
            stroke(
                line, css(turned(fur, 0, 0.85)) if look.kind != "mouse" else "#e8a0a0", 5 if look.kind == "mouse" else 9
            )
            + tuft
        )
    if kind == "short":
        return stroke([(-22, hip + 2), (-44, hip - 18), (-46, hip - 34)], css(turned(fur, 0, 0.85)), 11)
    if kind == "pom":
        return ellipse(
            -30,
            hip + 2,
            11,
            11,
            css(mix(belly, (1.0, 1.0, 1.0), 0.5)) if look.kind in {"rabbit", "deer"} else css(turned(fur, 0, 0.85)),
        )
    if kind == "curl":
        return stroke([(-26, hip), (-38, hip - 6), (-34, hip - 14), (-44, hip - 16)], css(turned(fur, 0, 0.85)), 5)
    return ""


def _scarf(color: str, lean: float, chest: float, mix_: Gradients) -> str:
    dark = _dimmed(color)
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


def _held(drawing: str, hand: Point, grip: str) -> str:
    """Return a thing in the hand: hanging from it, raised above it, or held before the body."""
    if grip == "hangs":
        return group(drawing, hand[0] - 34, hand[1] - 8, 68 / SIDE)
    if grip == "raised":
        return group(drawing, hand[0] - 70, hand[1] - 118, 128 / SIDE)
    return group(drawing, hand[0] - 23, hand[1] - 24, 48 / SIDE)


def _wings() -> str:
    parts = []
    for way, tall in ((-1, 1.0), (1, 0.85)):
        upper = [(0, -76), (way * 46, -132 * tall), (way * 72, -112 * tall), (way * 56, -74)]
        lower = [(0, -66), (way * 50, -62), (way * 54, -34), (way * 24, -36)]
        parts += [
            path(wing, "#cfe9ff", extra='opacity=".75" stroke="#8fbfe8" stroke-width="2"') for wing in (upper, lower)
        ]
    return "".join(parts)


def _headgear(look: Look, size: float) -> str:
    """Return what the head wears, around (0, 0)."""
    kind = _HEADGEAR.get(look.kind, "")
    dark = _dimmed(look.cloth)
    r = size / 2
    if kind == "pointed":
        cone = [(-r * 0.8, -r * 0.42), (-r * 0.1, -r * 1.75), (r * 0.16, -r * 1.62), (r * 0.8, -r * 0.42)]
        star = ellipse(-r * 0.1, -r * 0.9, 4, 4, "#ffe28a") + ellipse(r * 0.25, -r * 0.68, 3, 3, "#ffe28a")
        return path(cone, look.cloth, smooth=False) + ellipse(0, -r * 0.42, r * 1.25, r * 0.2, dark) + star
    if kind == "straw":
        return path(
            [(-r * 0.6, -r * 0.5), (-r * 0.5, -r * 1.05), (r * 0.5, -r * 1.05), (r * 0.6, -r * 0.5)], "#e2bd6a"
        ) + ellipse(0, -r * 0.5, r * 1.3, r * 0.2, "#d2a850")
    if kind == "toque":
        puffs = "".join(ellipse(dx * r, -r * 1.15, r * 0.42, r * 0.38, "#fbf7ee") for dx in (-0.42, 0.42, 0))
        return puffs + box(-r * 0.6, -r * 1.05, r * 1.2, r * 0.5, "#f0e9db", 4)
    if kind == "bubble":
        return ellipse(
            0, 2, r * 1.2, r * 1.18, "#cfeaff", 'fill-opacity=".22" stroke="#f4f8fc" stroke-width="7"'
        ) + ellipse(
            -r * 0.55,
            -r * 0.55,
            r * 0.12,
            r * 0.3,
            "#ffffff",
            f'opacity=".8" transform="rotate(40 {-r * 0.55:.1f} {-r * 0.55:.1f})"',
        )
    if kind == "helmet":
        return path(
            [
                (-r * 0.92, r * 0.1),
                (-r * 0.9, -r * 0.6),
                (0, -r * 1.15),
                (r * 0.9, -r * 0.6),
                (r * 0.92, r * 0.1),
                (r * 0.62, -r * 0.22),
                (-r * 0.62, -r * 0.22),
            ],
            "#aeb8c4",
            smooth=False,
        ) + path([(0, -r * 1.1), (-r * 0.5, -r * 1.6), (-r * 0.9, -r * 1.2)], look.cloth)
    if kind == "cap":
        return path(
            [(-r * 0.85, -r * 0.4), (-r * 0.5, -r * 1.0), (r * 0.75, -r * 1.3), (r * 0.85, -r * 0.4)], look.cloth
        ) + ellipse(0, -r * 0.42, r * 0.9, r * 0.14, dark)
    return ""
