"""The parts of a body of ours."""

from __future__ import annotations

from digiteller.picturebook.light import RGB, css, mix, rgb, turned
from digiteller.picturebook.looks import Look, Pose
from digiteller.picturebook.sprites import SKIN_COLORS
from digiteller.picturebook.vector import Gradients, Point, box, ellipse, path, stroke

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


def dimmed(color: str) -> str:
    """Return the colour of a limb on the far side."""
    return css(turned(rgb(color), 0, 0.8))


def arm(shoulder: Point, hand: Point, sleeve: str, paw: str, width: float) -> str:
    """Return an arm with its hand or paw."""
    middle = ((shoulder[0] + hand[0]) / 2 + (4 if hand[0] > shoulder[0] else -4), (shoulder[1] + hand[1]) / 2 + 7)
    return stroke([shoulder, middle, hand], sleeve, width) + ellipse(hand[0], hand[1], width * 0.58, width * 0.55, paw)


def legs(look: Look, pose: Pose, hip: float, fur: RGB) -> str:
    """Return both legs, the far one darker."""
    parts = []
    skirt = look.kind in {"girl", "woman", "grandmother", "princess", "wizard", "witch", "fairy"}
    trousers = {"suit": "#e4e8ee", "knight": "#9aa6b2", "royal": "#6b5a8f"}.get(look.person, "#4a5a7a")
    skin = SKIN_COLORS[look.skin or 0]
    for index, foot in enumerate(pose.feet):
        color = css(fur) if not look.person else skin if skirt else trousers
        color = dimmed(color) if index == 0 else color
        x = -12 if index == 0 else 12
        knee = ((x + foot[0]) / 2 + (5 if foot[0] > x else -2), (hip + foot[1]) / 2)
        parts.append(stroke([(x, hip + 2), knee, (foot[0], foot[1] - 7)], color, 19 if not look.person else 15))
        shoe = css(turned(fur, 0, 0.55)) if not look.person else "#d8dde4" if look.person == "suit" else "#6a4433"
        parts.append(ellipse(foot[0] + 5, foot[1] - 6, 15, 8, dimmed(shoe) if index == 0 else shoe))
    return "".join(parts)


_DRESSED = {"girl", "woman", "grandmother", "princess", "wizard", "witch", "fairy"}


def trunk(look: Look, fur: RGB, belly: RGB, hip: float, chest: float, lean: float, mix_: Gradients) -> str:
    """Return the trunk: fur with a belly, a dress, a tunic."""
    tall = (hip - chest) / 50
    wide = 27 if look.person else 33
    top, low, middle = wide * 0.66, 12 if hip < -20 else 8, (hip + chest) / 2 + 12
    fill = mix_.across(css(turned(fur, 0, 1.06)), css(fur), css(turned(fur, 0, 0.78)))
    if look.kind in _DRESSED:
        return _dress(look, fill, css(belly), hip, chest, lean)
    right = [(lean + top, chest + 4), (lean * 0.4 + wide, middle), (wide * 0.8, hip + low)]
    body = path([(lean - top, chest + 4), *right, (-wide * 0.8, hip + low), (lean * 0.4 - wide, middle)], fill)
    if look.kind == "robot":
        lamps = enumerate(("#e0523f", "#f2b93f", "#5fb56a"))
        shown = "".join(ellipse(lean - 8 + 8 * at, hip - 21, 2.6, 2.6, color) for at, color in lamps)
        return body + box(lean - 16, hip - 34, 32, 26, css(belly), 5) + shown
    if not look.person:
        return body + ellipse(lean * 0.5 + 5, hip - 16, wide * 0.56, 27, css(belly))
    if look.person == "knight":
        plate = [(lean - 16, chest + 10), (lean + 18, chest + 10), (22, hip + 16), (-20, hip + 16)]
        return body + path(plate, "#aeb8c4", smooth=False)
    for down in (26 * tall, 38 * tall):
        stripe = [(lean - wide * 0.9, chest + down), (lean + wide * 0.9, chest + down)]
        body += stroke(stripe, css(belly), 4.5, extra='opacity=".8"')
    return body


def _dress(look: Look, fill: str, trim: str, hip: float, chest: float, lean: float) -> str:
    """Return a dress or a robe, with an apron or dots."""
    hem = {"girl": 22, "fairy": 18}.get(look.kind, 34 * (hip - chest) / 50) if hip < -20 else 6
    foot = hip + hem
    shape = [(lean - 16, chest + 6), (lean + 16, chest + 6), (34.5, foot), (0, foot + 4), (-34.5, foot)]
    parts = [path(shape, fill, smooth=False), stroke([(-33, foot - 5), (0, foot - 1), (33, foot - 5)], trim, 4)]
    if look.kind == "grandmother":
        apron = [(lean - 12, chest + 26), (lean + 14, chest + 26), (22, foot - 8), (-16, foot - 8)]
        parts.append(path(apron, "#f7efe0", smooth=False))
    if look.kind == "girl":
        dots = ((-8, 8), (8, 20), (-12, 28), (14, -4), (0, -10))
        parts += [ellipse(lean + right, hip - up, 2.6, 2.6, "#fff4dc") for right, up in dots]
    return "".join(parts)


def tail(look: Look, fur: RGB, belly: RGB, hip: float) -> str:
    """Return the tail of the kind, if it has one."""
    kind = TAILS.get(look.kind, "")
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
