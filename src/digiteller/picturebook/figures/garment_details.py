"""What garments have on them: collars, buttons, belts, stripes."""

from __future__ import annotations

from digiteller.picturebook.drawing.light import css, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Point, box, ellipse, path, stroke
from digiteller.picturebook.figures.costumes import Garment
from digiteller.picturebook.figures.emblems import EMBLEMS
from digiteller.picturebook.figures.limbs import PosedBody, dimmed
from digiteller.picturebook.figures.sprites import SKIN_COLORS
from digiteller.picturebook.figures.trunk_points import Detail, middle_of, spark, trim_of

_BRASS, _WHITE, _INK = "#f0c453", "#f6f2e8", "#3d3030"


def draw_detail(name: str, body: PosedBody, garment: Garment) -> str:
    """Return a detail of a garment; "" if there is none of this name."""
    return DETAILS[name](body, garment) if name in DETAILS else ""


def _across(share: float, color: str, thick: float, half: float = 23) -> Detail:
    def draw(body: PosedBody, garment: Garment) -> str:
        x, y = middle_of(body, share)
        return stroke([(x - half, y), (x, y + 2.5), (x + half, y)], color, thick)

    return draw


def _belt(color: str, buckle: str = "#e9c560") -> Detail:
    def draw(body: PosedBody, garment: Garment) -> str:
        x, y = middle_of(body, 0.92)
        return stroke([(x - 22, y + 3), (x + 22, y + 3)], color, 5.5) + box(x - 4, y - 0.5, 8, 7, buckle, 1.5)

    return draw


def _collar(color: str = "") -> Detail:
    def draw(body: PosedBody, garment: Garment) -> str:
        lean, chest = body.lean, body.chest
        return path(
            [(lean - 11, chest + 4), (lean, chest + 13), (lean + 11, chest + 4)], color or trim_of(body), smooth=False
        )

    return draw


def _shirt_collar(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    return "".join(
        path([(x, y + 6), (x + way * 13, y + 3), (x + way * 8, y + 14)], trim_of(body), smooth=False) for way in (-1, 1)
    )


def _round_collar(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    return "".join(ellipse(x + way * 7, y + 7, 7.5, 4.6, _WHITE) for way in (-1, 1))


def _round_neck(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    hem = stroke([(-22, body.hip + 5), (22, body.hip + 5)], dimmed(body.look.cloth), 4)
    return hem + stroke([(x - 12, y + 5), (x, y + 11), (x + 12, y + 5)], dimmed(body.look.cloth), 4)


def _stripes(own: bool) -> Detail:
    def draw(body: PosedBody, garment: Garment) -> str:
        color = body.look.cloth if own else trim_of(body)
        parts = []
        for share in (0.36, 0.56, 0.76):
            x, y = middle_of(body, share)
            parts.append(stroke([(x - 22, y), (x, y + 2.5), (x + 22, y)], color, 4.6, extra='opacity=".9"'))
        return "".join(parts)

    return draw


def _upright_stripes(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.14)
    return "".join(stroke([(x + dx, y + 2), (dx * 1.2, body.hip + 8)], trim_of(body), 2.6) for dx in (-16, -8, 8, 16))


def _print(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.5)
    return spark(x, y, 9, "#fff4d0") + _round_neck(body, garment)


def _pocket(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.8)
    shape: list[Point] = [(x - 12, y - 8), (x + 12, y - 8), (x + 18, y + 8), (x - 18, y + 8)]
    return path(shape, dimmed(body.look.cloth), smooth=False) + _round_neck(body, garment)


def _hood_strings(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    return "".join(stroke([(x + way * 5, y + 10), (x + way * 6, y + 23)], _WHITE, 2) for way in (-1, 1))


def _front_line(body: PosedBody, garment: Garment) -> str:
    return stroke([(body.lean, body.chest + 10), middle_of(body, 0.6), (0, body.hip + 8)], dimmed(body.look.cloth), 1.6)


def _buttons(double: bool) -> Detail:
    def draw(body: PosedBody, garment: Garment) -> str:
        light = sum(rgb(body.look.cloth)) > 2.2
        parts = []
        for share in (0.3, 0.52, 0.74):
            x, y = middle_of(body, share)
            color = "#c3bdb2" if light else _BRASS
            parts += [ellipse(x + dx, y, 2.3, 2.3, color) for dx in ((-8, 8) if double else (2.0,))]
        return "".join(parts)

    return draw


def _clasps(body: PosedBody, garment: Garment) -> str:
    spots = (middle_of(body, 0.35), middle_of(body, 0.6), middle_of(body, 0.85))
    return "".join(stroke([(x - 5, y), (x + 5, y)], dimmed(dimmed(body.look.cloth)), 2.4) for x, y in spots)


def _zip(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.34)
    hem = stroke([(-23, body.hip + 7), (23, body.hip + 7)], dimmed(body.look.cloth), 5)
    return hem + box(x - 1.5, y, 3, 6, "#d8dde4", 1) + _shirt_collar(body, garment)


def _lapels(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    shirt = path([(x - 11, y + 4), (x + 11, y + 4), (x * 0.7, y + 32)], "#f8f6f0", smooth=False)
    dark = dimmed(body.look.cloth)
    return shirt + "".join(
        path(
            [(x + way * 11, y + 3), (x + way * 16, y + 13), (x * 0.7, y + 34), (x + way * 6, y + 14)],
            dark,
            smooth=False,
        )
        for way in (-1, 1)
    )


def _shirt_front(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    return path([(x - 11, y + 5), (x, y + 20), (x + 11, y + 5)], _WHITE, smooth=False)


def _cuffs(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    return "".join(stroke([(x + way * 14, y + 7), (x + way * 22, y + 10)], _BRASS, 5) for way in (-1, 1))


def _tie(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    color = "#a8323c" if sum(rgb(body.look.cloth)) < 1.3 else "#33506f"
    knot: list[Point] = [
        (x - 2.6, y + 6),
        (x + 2.6, y + 6),
        (x * 0.8 + 3.6, y + 28),
        (x * 0.8, y + 33),
        (x * 0.8 - 3.6, y + 28),
    ]
    return path(knot, color, smooth=False)


def _bow_tie(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest + 9
    wings = "".join(
        path([(x, y), (x + way * 9, y - 5), (x + way * 9, y + 5)], "#a8323c", smooth=False) for way in (-1, 1)
    )
    return wings + ellipse(x, y, 2.4, 2.6, "#7a2030")


def _pocket_patch(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.5)
    low = "".join(
        box(way * 15 - 6, body.hip - 4, 12, 10, css(rotate_hue(rgb(body.look.cloth), 0, 0.9)), 2) for way in (-1, 1)
    )
    return box(x + 7, y - 4, 9, 9, css(rotate_hue(rgb(body.look.cloth), 0, 0.88)), 1.5) + (low if garment.drop else "")


def _v_neck(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    return stroke([(x - 10, y + 4), (x, y + 17), (x + 10, y + 4)], dimmed(body.look.cloth), 3.4, smooth=False)


def _bright_bands(body: PosedBody, garment: Garment) -> str:
    parts = []
    for share in (0.5, 0.86):
        x, y = middle_of(body, share)
        parts.append(stroke([(x - 23, y), (x, y + 2.5), (x + 23, y)], "#f5ec7a", 6.5))
        parts.append(stroke([(x - 23, y), (x, y + 2.5), (x + 23, y)], "#eef2f4", 2.4))
    return "".join(parts)


def _apron_of_chef(body: PosedBody, garment: Garment) -> str:
    x, hip = body.lean, body.hip
    low = hip + 14 * body.tall if not body.pose.seated else hip + 6
    shape: list[Point] = [(x * 0.5 - 13, body.chest + 34), (x * 0.5 + 13, body.chest + 34), (21, low), (-21, low)]
    return path(shape, "#fffdf6", smooth=False) + stroke([(-23, hip - 4), (23, hip - 4)], "#e6dfd0", 3)


def _pinafore(body: PosedBody, garment: Garment) -> str:
    x, hip = body.lean, body.hip
    low = hip * 0.5 if not body.pose.seated else hip + 2
    shape: list[Point] = [(x - 12, body.chest + 22), (x + 12, body.chest + 22), (21, low), (-21, low)]
    return path(shape, "#fdfbf5", smooth=False) + EMBLEMS["cross"](body, garment) + _collar(_WHITE)(body, garment)


def _bib(body: PosedBody, garment: Garment) -> str:
    x, chest, hip, bib = body.lean, body.chest, body.hip, body.look.outfit.legs
    shape: list[Point] = [(x - 15, chest + 24), (x + 15, chest + 24), (25, hip + 11), (-25, hip + 11)]
    parts = [path(shape, bib, smooth=False), box(x * 0.5 - 8, chest + 31, 16, 11, dimmed(bib), 2)]
    for way in (-1, 1):
        parts.append(stroke([(x + way * 13, chest + 5), (x + way * 12, chest + 26)], bib, 6))
        parts.append(ellipse(x + way * 12, chest + 27, 2.4, 2.4, _BRASS))
    return "".join(parts)


def _plaid(body: PosedBody, garment: Garment) -> str:
    ink = css(rotate_hue(rgb(body.look.cloth), 0, 0.5))
    parts = []
    for share in (0.3, 0.5, 0.7, 0.9):
        x, y = middle_of(body, share)
        parts.append(stroke([(x - 22, y), (x + 22, y)], ink, 3.2, extra='opacity=".7"'))
    parts += [
        stroke([(body.lean + dx, body.chest + 8), (dx, body.hip + 4)], ink, 3.2, extra='opacity=".7"')
        for dx in (-12, 2, 15)
    ]
    return "".join(parts)


def _fur_collar(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    fur = "#f6efe0" if garment.drop > 0.3 else "#d9c4a0"
    return "".join(ellipse(x + dx, y + 8 + abs(dx) * -0.12, 7, 6, fur) for dx in (-18, -9, 0, 9, 18))


def _fur_front(body: PosedBody, garment: Garment) -> str:
    line = stroke([(body.lean, body.chest + 10), middle_of(body, 0.6), (0, body.hip + 10)], "#f6efe0", 8)
    return line + stroke(
        [(body.lean - 15, body.chest + 6), (body.lean, body.chest + 10), (body.lean + 15, body.chest + 6)], "#f6efe0", 8
    )


def _fur_hem(body: PosedBody, garment: Garment) -> str:
    low = body.hip + 8 - (0 if body.pose.seated else garment.drop * body.hip)
    return stroke([(-23, low), (0, low + 2), (23, low)], "#f6efe0", 8)


def _plate(body: PosedBody, garment: Garment) -> str:
    x, chest, hip = body.lean, body.chest, body.hip
    plate: list[Point] = [(x - 17, chest + 8), (x + 18, chest + 8), (21, hip + 4), (0, hip + 12), (-20, hip + 4)]
    crest: list[Point] = [
        (x - 8, chest + 22),
        (x + 8, chest + 22),
        (x + 8, chest + 36),
        (x, chest + 46),
        (x - 8, chest + 36),
    ]
    return path(plate, "#9aa6b3", smooth=False) + path(
        crest, "#c03a3a" if sum(rgb(body.look.cloth)) > 2.2 else body.look.cloth
    )


def _sailor_collar(body: PosedBody, garment: Garment) -> str:
    x, y, cloth = body.lean, body.chest, body.look.cloth
    wide: list[Point] = [(x - 19, y + 5), (x + 19, y + 5), (x + 15, y + 17), (x, y + 26), (x - 15, y + 17)]
    tie: list[Point] = [(x, y + 22), (x + 6, y + 36), (x, y + 33), (x - 6, y + 36)]
    neck = path([(x - 9, y + 4), (x, y + 19), (x + 9, y + 4)], "#f6f2e8", smooth=False)
    return path(wide, cloth, smooth=False) + neck + path(tie, "#c8403c", smooth=False)


def _open_vest(body: PosedBody, garment: Garment) -> str:
    x, y, hip = body.lean, body.chest, body.hip
    left: list[Point] = [(x - 19, y + 5), (x - 6, y + 4), (x * 0.6 - 9, hip + 6), (-25, hip + 8)]
    right: list[Point] = [(x + 19, y + 5), (x + 6, y + 4), (x * 0.6 + 10, hip + 6), (25, hip + 8)]
    brown = body.look.dye or "#5a3a2c"
    return path(left, brown) + path(right, brown)


def _scoop(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    skin = SKIN_COLORS[body.look.skin or 0] if body.look.person else css(body.fur)
    return path([(x - 11, y + 3), (x - 8, y + 13), (x, y + 17), (x + 8, y + 13), (x + 11, y + 3)], skin)


def _trunks(body: PosedBody, garment: Garment) -> str:
    hip = body.hip
    shape: list[Point] = [(-23, hip - 8), (23, hip - 8), (24, hip + 16), (2, hip + 10), (-22, hip + 16)]
    return path(shape, body.look.cloth, smooth=False) + stroke([(-22, hip - 7), (22, hip - 7)], trim_of(body), 3.4)


def _dots(body: PosedBody, garment: Garment) -> str:
    if body.pose.seated:
        return ""
    spots = ((-10, -14), (8, -22), (0, -2), (16, -6), (-18, 2))
    return "".join(ellipse(dx + body.lean * 0.3, body.hip * 0.72 + dy, 2.4, 2.4, "#fff4dc") for dx, dy in spots)


def _stars(body: PosedBody, garment: Garment) -> str:
    middle = body.hip if not body.pose.seated else body.hip - 24
    spots = ((-12, -16), (10, -4), (-4, 12), (16, 20), (-18, 24))
    return "".join(spark(dx, middle + dy * 0.8, 4, "#ffe28a") for dx, dy in spots)


def _front(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    return path([(x - 5, y + 16), (x + 5, y + 16), (x * 0.5 + 6, (body.hip + y) / 2)], trim_of(body), smooth=False)


def _lace(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    neck = "".join(ellipse(x + dx, y + 7, 4, 3.4, "#ffffff") for dx in (-14, -7, 0, 7, 14))
    foot = body.hip * (1 - garment.skirt)
    hem = "" if body.pose.seated else "".join(ellipse(dx, foot, 6, 4, "#ffffff") for dx in range(-44, 49, 11))
    return (
        neck
        + hem
        + stroke([(x * 0.5 - 16, (body.hip + y) / 2 + 4), (x * 0.5 + 16, (body.hip + y) / 2 + 4)], "#d8c8d0", 3)
    )


def _open_cardigan(body: PosedBody, garment: Garment) -> str:
    x, y, hip = body.lean, body.chest, body.hip
    color = css(rotate_hue(rgb(body.look.cloth), 0.45, 0.8))
    return "".join(
        path(
            [(x + way * 16, y + 6), (x + way * 5, y + 8), (way * 8, hip + 2), (way * 24, hip + 2)], color, smooth=False
        )
        for way in (-1, 1)
    )


def _bands(body: PosedBody, garment: Garment) -> str:
    x, y = body.lean, body.chest
    low = -6 if not body.pose.seated else body.hip
    return "".join(stroke([(x + way * 7, y + 8), (way * 11, low)], dimmed(body.look.cloth), 3) for way in (-1, 1))


def _rope(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.8)
    return stroke([(x - 19, y), (x + 19, y)], "#e6d6ae", 4) + stroke([(x + 9, y), (x + 12, y + 22)], "#e6d6ae", 3)


def _spark_of(body: PosedBody, garment: Garment) -> str:
    x, y = middle_of(body, 0.45)
    return spark(x, y, 9, "#ffe28a")


DETAILS: dict[str, Detail] = EMBLEMS | {
    "belt": _belt(_INK),
    "dark belt": _belt("#2a2628"),
    "brown belt": _belt("#7a4c2a"),
    "white belt": _belt("#f4f1ea", "#d8b24a"),
    "gold belt": _across(0.88, "#e9bd45", 6),
    "collar": _collar(),
    "white collar": _collar("#ffffff"),
    "shirt collar": _shirt_collar,
    "round collar": _round_collar,
    "round neck": _round_neck,
    "v neck": _v_neck,
    "stripes": _stripes(False),
    "stripes of cloth": _stripes(True),
    "upright stripes": _upright_stripes,
    "print": _print,
    "pocket": _pocket,
    "hood strings": _hood_strings,
    "front line": _front_line,
    "buttons": _buttons(False),
    "double buttons": _buttons(True),
    "clasps": _clasps,
    "zip": _zip,
    "lapels": _lapels,
    "shirt front": _shirt_front,
    "cuffs": _cuffs,
    "tie": _tie,
    "bow tie": _bow_tie,
    "pocket patch": _pocket_patch,
    "bright bands": _bright_bands,
    "apron": _apron_of_chef,
    "pinafore": _pinafore,
    "bib": _bib,
    "plaid": _plaid,
    "fur collar": _fur_collar,
    "fur front": _fur_front,
    "fur hem": _fur_hem,
    "plate": _plate,
    "sailor collar": _sailor_collar,
    "open vest": _open_vest,
    "scoop": _scoop,
    "trunks": _trunks,
    "dots": _dots,
    "stars": _stars,
    "front": _front,
    "lace": _lace,
    "open cardigan": _open_cardigan,
    "bands": _bands,
    "rope": _rope,
    "spark": _spark_of,
    "blouse": lambda body, garment: "",
}
"""Details by name."""
