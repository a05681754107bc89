"""Clothes on a body: trunks, skirts, tails, aprons, cloaks and scarves."""

from __future__ import annotations

from digiteller.picturebook.drawing.light import css, mix, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Gradients, Point, box, ellipse, path, stroke
from digiteller.picturebook.figures.costumes import Garment, garments
from digiteller.picturebook.figures.garment_details import draw_detail
from digiteller.picturebook.figures.limbs import PosedBody, dimmed
from digiteller.picturebook.figures.sprites import SKIN_COLORS


def garment_of(body: PosedBody) -> Garment:
    """Return what covers the trunk."""
    return garments().get(body.look.outfit.body, Garment())


def sleeve_of(body: PosedBody) -> str:
    """Return the colour of the sleeves."""
    said, cloth = garment_of(body).sleeves, body.look.cloth
    if said == "skin":
        return bare(body)
    if said == "light":
        return css(mix(rgb(cloth), (1.0, 1.0, 1.0), 0.45))
    return cloth if said in {"", "short"} else said


def bare(body: PosedBody) -> str:
    """Return the colour of the skin, or of the fur."""
    return SKIN_COLORS[body.look.skin or 0] if body.look.person else css(body.fur)


def draw_garment(body: PosedBody, mix_: Gradients) -> str:
    """Return the clothes on the trunk, with their skirts and tails, and what is worn over them."""
    outfit, garment = body.look.outfit, garment_of(body)
    base = rgb(_trunk_color(body, garment))
    fill = mix_.across(css(rotate_hue(base, 0, 1.06)), css(base), css(rotate_hue(base, 0, 0.78)))
    drawn = _skirted(body, fill, garment) if garment.skirt else _torso(body, fill, garment)
    drawn += "".join(draw_detail(name, body, garment) for name in garment.details)
    if outfit.apron:
        drawn += _apron(body, garment)
    if outfit.emblem:
        drawn += draw_detail(outfit.emblem, body, garment)
    if outfit.backpack:
        drawn += "".join(
            stroke(
                [(body.lean + way * 15, body.chest + 5), (body.lean * 0.6 + way * 13, body.chest + 30)],
                outfit.backpack,
                5,
            )
            for way in (-1, 1)
        )
    return drawn


def draw_back(body: PosedBody) -> str:
    """Return what hangs behind somebody: wings, a cloak, a backpack."""
    outfit = body.look.outfit
    drawn = _wings(outfit.wings, body) if outfit.wings else ""
    drawn += _cloak(body, outfit.cloak) if outfit.cloak else ""
    if outfit.backpack:
        x, y = body.lean - 24, body.chest + 8
        drawn += box(x - 8, y, 24, 40, outfit.backpack, 8) + box(x - 8, y + 18, 24, 5, dimmed(outfit.backpack))
    return drawn


def _trunk_color(body: PosedBody, garment: Garment) -> str:
    if garment.trunk == "skin":
        return bare(body)
    if garment.trunk:
        return garment.trunk
    return sleeve_of(body) if "bib" in garment.details or "blouse" in garment.details else body.look.cloth


def _cloak(body: PosedBody, color: str) -> str:
    """Return a cloak, to be drawn behind."""
    foot = -6 if not body.pose.seated else 0
    lean, chest = body.lean, body.chest
    shape: list[Point] = [(lean - 20, chest + 6), (lean + 20, chest + 6), (50, foot), (-6, foot + 3), (-56, foot)]
    hem = stroke([(-55, foot), (-6, foot + 3), (49, foot)], css(rotate_hue(rgb(color), 0, 0.8)), 6)
    return path(shape, color, smooth=False) + hem


def _wings(color: str, body: PosedBody) -> str:
    """Return wings, to be drawn behind."""
    x, y = body.lean, body.chest + 24
    parts = []
    edge = css(rotate_hue(rgb(color), 0, 0.82))
    for way, tall in ((-1, 1.0), (1, 0.92)):
        upper = [(x, y), (x + way * 62, y - 66 * tall), (x + way * 92, y - 36 * tall), (x + way * 68, y + 4)]
        lower = [(x, y + 10), (x + way * 62, y + 12), (x + way * 66, y + 48), (x + way * 26, y + 44)]
        parts += [
            path(wing, color, extra=f'opacity=".88" stroke="{edge}" stroke-width="2.5"') for wing in (upper, lower)
        ]
    return "".join(parts)


def _torso(body: PosedBody, fill: str, garment: Garment) -> str:
    """Return what covers the trunk, with the tails that hang over the legs."""
    lean, hip, chest = body.lean, body.hip, body.chest
    wide, drop = 27, garment.drop
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


def _apron(body: PosedBody, garment: Garment) -> str:
    color, hip = body.look.outfit.apron, body.hip
    low = hip * (0.42 if garment.skirt else 0.55) if not body.pose.seated else hip + 4
    lean, chest = body.lean, body.chest
    bib: list[Point] = [(lean - 12, chest + 24), (lean + 12, chest + 24), (23, low), (-23, low)]
    straps = "".join(stroke([(lean + way * 11, chest + 5), (lean + way * 11, chest + 26)], color, 4) for way in (-1, 1))
    return straps + path(bib, color, smooth=False) + stroke([(-23, hip - 6), (23, hip - 6)], dimmed(color), 3)


def _skirted(body: PosedBody, fill: str, garment: Garment) -> str:
    """Return a dress or a robe."""
    lean, hip, chest, color = body.lean, body.hip, body.chest, body.look.cloth
    top: list[Point] = [(lean - 16, chest + 5), (lean + 16, chest + 5)]
    two = "blouse" in garment.details
    lower = color if two else fill
    trim = css(mix(rgb(color), (1.0, 1.0, 1.0), 0.4))
    if body.pose.seated:
        return _seat_skirt(body, lower, garment.skirt) + path(
            [*top, (20, hip + 6), (0, hip + 10), (-22, hip + 6)], fill
        )
    foot = hip * (1 - garment.skirt) if body.pose.hip > 30 else min(-2.0, hip * (1 - garment.skirt))
    wide = 30 + 9 * garment.skirt + garment.flare
    waist = (hip + chest) / 2 + 4
    low: list[Point] = [(wide, foot), (wide * 0.4, foot + 4), (-wide * 0.4, foot + 4), (-wide, foot)]
    middle = lean * 0.5
    if two:
        drawn = path([*top, (middle + 19, waist + 3), (middle - 19, waist + 3)], fill)
        drawn += path([(middle + 17, waist), *low, (middle - 17, waist)], lower, smooth=False)
    else:
        drawn = path([*top, (middle + 17, waist), *low, (middle - 17, waist)], fill, smooth=False)
    hem: list[Point] = [(-wide + 2, foot - 2), (-wide * 0.4, foot + 1), (wide * 0.4, foot + 1), (wide - 2, foot - 2)]
    drawn += stroke(hem, trim, 4)
    return drawn + stroke([(middle - 16, waist), (middle + 16, waist)], dimmed(color), 3.4)


def _seat_skirt(body: PosedBody, fill: str, long: float) -> str:
    """Return the skirt of somebody who sits: over the thighs and down the shins."""
    (far_x, far_y), (x, y) = body.knees
    foot = body.feet[1]
    share = 0.3 + 0.6 * max(0.0, long - 0.4) / 0.55
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


def draw_legs(body: PosedBody) -> str:
    """Return both legs in what they wear, the far one darker."""
    look, outfit = body.look, body.look.outfit
    parts = []
    for index, (knee, foot) in enumerate(zip(body.knees, body.feet, strict=True)):
        color, shoe = _legwear(body)
        boot, short = outfit.boots, dimmed(outfit.legs) if outfit.shorts else ""
        if index == 0:
            color, shoe, boot = dimmed(color), dimmed(shoe), boot and dimmed(boot)
        x: float = -12 if index == 0 else 12
        if body.pose.seated:
            x = -6 if index == 0 else 4
        hip = body.hip + (2 if not body.pose.seated else -3)
        width = 19 if not look.person else 15
        parts.append(stroke([(x, hip), knee, (foot[0], foot[1] - 7)], color, width))
        if outfit.shorts and not garment_of(body).skirt:
            parts.append(stroke([(x, hip), knee], short if index == 0 else outfit.legs, width + 2, smooth=False))
        if boot:
            shin = ((knee[0] + foot[0]) / 2, (knee[1] + foot[1]) / 2)
            parts.append(stroke([shin, (foot[0], foot[1] - 7)], boot, width + 2.5, smooth=False))
            parts.append(stroke([(shin[0] - 8, shin[1] - 1), (shin[0] + 8, shin[1] + 1)], dimmed(boot), 4))
        parts.append(ellipse(foot[0] + 5, foot[1] - 6, 15, 8, boot or shoe))
    return "".join(parts)


def _legwear(body: PosedBody) -> tuple[str, str]:
    """Return the colours of a leg and its shoe."""
    outfit, garment, skin = body.look.outfit, garment_of(body), bare(body)
    shoe = skin if outfit.shoes == "skin" else outfit.shoes
    if not body.look.person:
        paw = shoe or css(rotate_hue(body.fur, 0, 0.55))
        covered = garment.tight == "cloth" or outfit.body in {"overalls"}
        return (outfit.legs or outfit.color) if covered or outfit.legs else css(body.fur), paw
    if garment.skirt or (garment.tight and garment.tight not in {"cloth"} and garment.tight != "skin"):
        return outfit.tights or skin, shoe
    if outfit.shorts or outfit.legs == "skin" or garment.tight == "skin":
        return outfit.tights or skin, skin if garment.brief and outfit.body != "leotard" else shoe
    if outfit.body == "pyjamas":
        return outfit.color, shoe
    if garment.tight == "cloth":
        return outfit.color, shoe if outfit.body not in {"romper", "wetsuit"} else outfit.color
    return outfit.legs, shoe
