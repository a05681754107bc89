"""What people wear on the body."""

from __future__ import annotations

from digiteller.picturebook.drawing.light import css, mix, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Gradients, Point, box, ellipse, path, stroke
from digiteller.picturebook.figures.appearance import trim_of
from digiteller.picturebook.figures.limbs import PosedBody, dimmed

_SKIRTS = {
    "dress": 0.5,
    "tutu": 0.42,
    "nurse": 0.6,
    "cardigan dress": 0.6,
    "gown": 0.95,
    "robe": 0.95,
}
"""Garments with a skirt, and how far down the legs it goes."""
_COATS = {"coat": 0.42, "oilskin": 0.3, "royal": 0.5, "chef": 0.22, "santa": 0.28, "cardigan": 0.12, "doublet": 0.16}
"""Garments with tails, and how far down the legs they go."""


def sleeve_of(body: PosedBody) -> str:
    """Return the colour of the sleeves."""
    if body.look.costume.body == "overalls":
        return css(mix(rgb(body.look.cloth), (1.0, 1.0, 1.0), 0.2))
    return {"armour": "#b4bec9", "sailor": "#f2efe8", "jerkin": "#efe3c8"}.get(body.look.costume.body, body.look.cloth)


def draw_garment(body: PosedBody, mix_: Gradients) -> str:
    """Return the clothes on the trunk, with their skirts and tails."""
    kind = body.look.costume.body
    base = rgb(sleeve_of(body)) if kind in {"armour", "sailor", "overalls"} else rgb(body.look.cloth)
    fill = mix_.across(css(rotate_hue(base, 0, 1.06)), css(base), css(rotate_hue(base, 0, 0.78)))
    if kind in _SKIRTS:
        return _skirted(body, fill, kind)
    drop = _COATS.get(kind, 0.0)
    drawn = _torso(body, fill, drop)
    return drawn + _details(body, kind)


def draw_cloak(body: PosedBody, color: str) -> str:
    """Return a cloak, to be drawn behind."""
    foot = -6 if not body.pose.seated else 0
    lean, chest = body.lean, body.chest
    shape = [(lean - 20, chest + 6), (lean + 20, chest + 6), (50, foot), (-6, foot + 3), (-56, foot)]
    hem = stroke([(-55, foot), (-6, foot + 3), (49, foot)], "#f6efe0", 7)
    return path(shape, color, smooth=False) + hem


def _torso(body: PosedBody, fill: str, drop: float) -> str:
    """Return a shirt; ``drop`` is how far it hangs over the legs, in shares of them."""
    lean, hip, chest = body.lean, body.hip, body.chest
    wide = 27
    low = hip + (10 if not body.pose.seated else 9) - drop * hip * (0 if body.pose.seated else 1)
    flare = wide * (0.84 + 0.3 * drop)
    points: list[Point] = [
        (lean - 17, chest + 5),
        (lean + 17, chest + 5),
        (lean * 0.5 + wide * 0.94, (hip + chest) / 2 + 6),
        (flare, low),
        (-flare, low),
        (lean * 0.5 - wide * 0.94, (hip + chest) / 2 + 6),
    ]
    return path(points, fill)


def _details(body: PosedBody, kind: str) -> str:
    """Return what a garment without a skirt has on it."""
    lean, hip, chest, tall = body.lean, body.hip, body.chest, body.tall
    cloth, trim = body.look.cloth, trim_of(body.look)
    parts = []

    def at(share: float) -> Point:
        """The middle of the trunk, from the shoulders (0) to the hips (1)."""
        return lean * (1 - share), chest + (hip - chest) * share

    if kind in {"jumper", "sailor"}:
        color = trim if kind == "jumper" else cloth
        for share in (0.36, 0.56, 0.76):
            x, y = at(share)
            parts.append(stroke([(x - 22, y), (x, y + 2.5), (x + 22, y)], color, 4.6, extra='opacity=".9"'))
    if kind == "sailor" and body.look.kind == "pirate":
        x, y = at(0.3)
        parts.append(
            path(
                [(lean - 19, chest + 5), (lean - 6, chest + 4), (x - 8, hip + 6), (-25, hip + 8)],
                body.look.dye or "#5a3a2c",
            )
        )
        parts.append(
            path(
                [(lean + 19, chest + 5), (lean + 6, chest + 4), (x + 10, hip + 6), (25, hip + 8)],
                body.look.dye or "#5a3a2c",
            )
        )
        parts.append(stroke([(-23, hip + 2), (23, hip + 2)], "#e0b23f", 7))
    if kind in {"coat", "royal", "santa", "doublet", "cardigan", "chef"}:
        x, y = at(0.2)
        dark = dimmed(cloth)
        parts.append(stroke([(lean, chest + 10), at(0.6), (0, hip + 8)], dark, 1.6))
        button = {"santa": "#f6efe0", "cardigan": dark, "chef": "#c3bdb2"}.get(kind, "#f0c453")
        for share in (0.3, 0.52, 0.74):
            x, y = at(share)
            parts += [ellipse(x + dx, y, 2.3, 2.3, button) for dx in ((-7, 7) if kind in {"coat", "chef"} else (0,))]
        if kind == "coat":
            parts.append(
                path([(lean - 14, chest + 6), (lean, chest + 22), (lean + 14, chest + 6)], "#f3efe6", smooth=False)
            )
    if kind in {"royal", "doublet"}:
        parts.append(stroke([at(0.86), at(0.86)], "#e9bd45", 8))
        x, y = at(0.88)
        parts.append(stroke([(x - 24, y), (x + 24, y)], "#e9bd45", 6))
    if kind in {"shirt", "santa", "plaid", "jerkin"}:
        x, y = at(0.9)
        parts.append(stroke([(-22, y + 4), (22, y + 4)], "#3d3030" if kind != "jerkin" else "#7a4c2a", 5.5))
        parts.append(box(-4, y + 0.5, 8, 7, "#e9c560", 1.5))
    if kind == "shirt":
        parts.append(path([(lean - 12, chest + 4), (lean, chest + 17), (lean + 12, chest + 4)], trim, smooth=False))
        parts += [ellipse(*at(share), 1.7, 1.7, dimmed(cloth)) for share in (0.42, 0.6)]
    if kind == "plaid":
        for share in (0.3, 0.55):
            x, y = at(share)
            parts.append(stroke([(x - 24, y), (x + 24, y)], "#54211f", 3.4, extra='opacity=".7"'))
        for dx in (-12, 2, 15):
            parts.append(stroke([(lean + dx, chest + 8), (dx, hip)], "#54211f", 3.2, extra='opacity=".7"'))
    if kind == "overalls":
        bib = body.look.trousers
        parts.append(
            path([(lean - 15, chest + 24), (lean + 15, chest + 24), (25, hip + 11), (-25, hip + 11)], bib, smooth=False)
        )
        for way in (-1, 1):
            parts.append(stroke([(lean + way * 13, chest + 5), (lean + way * 12, chest + 26)], bib, 6))
            parts.append(ellipse(lean + way * 12, chest + 27, 2.4, 2.4, "#f0c453"))
    if kind == "armour":
        plate = [(lean - 17, chest + 8), (lean + 18, chest + 8), (21, hip + 4), (0, hip + 12), (-20, hip + 4)]
        parts.append(path(plate, "#9aa6b3", smooth=False))
        parts.append(
            path(
                [
                    (lean - 8, chest + 22),
                    (lean + 8, chest + 22),
                    (lean + 8, chest + 36),
                    (lean, chest + 46),
                    (lean - 8, chest + 36),
                ],
                cloth,
            )
        )
    if kind == "suit":
        parts.append(box(lean * 0.5 - 13, chest + 24, 26, 18, "#c9d2dc", 4))
        parts += [
            ellipse(lean * 0.5 + dx, chest + 33, 2.6, 2.6, color)
            for dx, color in ((-7, "#e0523f"), (0, "#f2b93f"), (7, "#5fb56a"))
        ]
    if kind == "oilskin":
        parts.append(stroke([(lean, chest + 10), at(0.7), (0, hip + 14)], dimmed(cloth), 2))
        parts += [stroke([(x - 5, y), (x + 5, y)], "#6a5a30", 2.4) for x, y in (at(0.35), at(0.6), at(0.85))]
    if kind == "clown":
        parts += [
            ellipse(*at(share), 5, 5, color)
            for share, color in ((0.36, "#f2d24a"), (0.62, "#4fb0d8"), (0.88, "#e2585c"))
        ]
        parts.append(stroke([(lean - 18, chest + 9), (lean, chest + 15), (lean + 18, chest + 9)], "#fdf6e6", 8))
    if kind == "chef" or body.look.costume.apron:
        x, y = at(0.5)
        low = hip + 14 * tall if not body.pose.seated else hip + 6
        parts.append(path([(x - 13, chest + 26), (x + 13, chest + 26), (21, low), (-21, low)], "#fffdf6", smooth=False))
        parts.append(stroke([(-23, hip - 4), (23, hip - 4)], "#e6dfd0", 3))
    return "".join(parts)


def _skirted(body: PosedBody, fill: str, kind: str) -> str:
    """Return a dress or a robe, with what it has on it."""
    lean, hip, chest = body.lean, body.hip, body.chest
    cloth, trim = body.look.cloth, trim_of(body.look)
    parts = [_seat_skirt(body, fill, kind)] if body.pose.seated else []
    top: list[Point] = [(lean - 16, chest + 5), (lean + 16, chest + 5)]
    if body.pose.seated:
        parts.append(path([*top, (20, hip + 6), (0, hip + 10), (-22, hip + 6)], fill))
    else:
        foot = hip * (1 - _SKIRTS[kind]) if body.pose.hip > 30 else min(-2.0, hip * (1 - _SKIRTS[kind]))
        wide = 30 + 9 * _SKIRTS[kind] + (8 if kind == "tutu" else 0)
        waist = (hip + chest) / 2 + 4
        low = [(wide, foot), (wide * 0.4, foot + 4), (-wide * 0.4, foot + 4), (-wide, foot)]
        parts.append(path([*top, (lean * 0.5 + 17, waist), *low, (lean * 0.5 - 17, waist)], fill, smooth=False))
        parts.append(
            stroke(
                [(-wide + 2, foot - 2), (-wide * 0.4, foot + 1), (wide * 0.4, foot + 1), (wide - 2, foot - 2)], trim, 4
            )
        )
        parts.append(stroke([(lean * 0.5 - 16, waist), (lean * 0.5 + 16, waist)], dimmed(cloth), 3.4))
    parts.append(path([(lean - 11, chest + 4), (lean, chest + 13), (lean + 11, chest + 4)], trim, smooth=False))
    if kind == "gown":
        parts.append(
            path(
                [(lean - 5, chest + 16), (lean + 5, chest + 16), (lean * 0.5 + 6, (hip + chest) / 2)],
                trim,
                smooth=False,
            )
        )
    if kind == "robe":
        stars = ((-12, -16), (10, -4), (-4, 12), (16, 20), (-18, 24))
        parts += [_spark(dx, (hip if not body.pose.seated else hip - 24) + dy * 0.8, "#ffe28a") for dx, dy in stars]
    if kind == "dress" and body.look.kind == "girl" and not body.pose.seated:
        dots = ((-10, -14), (8, -22), (0, -2), (16, -6), (-18, 2))
        parts += [ellipse(dx + lean * 0.3, hip * 0.72 + dy, 2.4, 2.4, "#fff4dc") for dx, dy in dots]
    if kind == "nurse":
        parts.append(
            path(
                [(lean - 12, chest + 24), (lean + 12, chest + 24), (20, hip * 0.6), (-20, hip * 0.6)],
                "#fdfbf5",
                smooth=False,
            )
        )
        parts.append(stroke([(lean * 0.6 - 4, chest + 33), (lean * 0.6 + 4, chest + 33)], "#d2333c", 3.2))
        parts.append(stroke([(lean * 0.6, chest + 29), (lean * 0.6, chest + 37)], "#d2333c", 3.2))
    if kind == "cardigan dress":
        for way in (-1, 1):
            edge = [(lean + way * 16, chest + 6), (lean + way * 5, chest + 8), (way * 8, hip + 2), (way * 24, hip + 2)]
            parts.append(path(edge, css(rotate_hue(rgb(cloth), 0.45, 0.8)), smooth=False))
    if body.look.costume.apron:
        down = hip * 0.45 if not body.pose.seated else hip + 2
        parts.append(
            path([(lean - 11, chest + 26), (lean + 13, chest + 26), (21, down), (-17, down)], "#f7efe0", smooth=False)
        )
    return "".join(parts)


def _seat_skirt(body: PosedBody, fill: str, kind: str) -> str:
    """Return the skirt of somebody who sits: over the thighs and down the shins."""
    (far_x, far_y), (x, y) = body.knees
    foot = body.feet[1]
    share = 0.3 + 0.6 * max(0.0, _SKIRTS[kind] - 0.4) / 0.55
    end = (x + (foot[0] - x) * share, y + (foot[1] - y) * share)
    hip = body.hip
    shape: list[Point] = [
        (-22, hip + 12),
        (-20, hip - 14),
        (14, hip - 27),
        (min(far_x, x) + 2, min(far_y, y) - 10),
        (max(far_x, x) + 12, y - 2),
        (end[0] + 14, end[1] - 2),
        (end[0] - 8, end[1] + 3),
        (x - 16, min(hip + 12, y + 26)),
    ]
    return path(shape, fill)


def _spark(x: float, y: float, color: str) -> str:
    points = [
        (x, y - 4),
        (x + 1.2, y - 1.2),
        (x + 4, y),
        (x + 1.2, y + 1.2),
        (x, y + 4),
        (x - 1.2, y + 1.2),
        (x - 4, y),
        (x - 1.2, y - 1.2),
    ]
    return path(points, color, smooth=False)
