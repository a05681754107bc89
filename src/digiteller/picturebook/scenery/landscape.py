"""Land under the sky: hills in the haze, the middle, and the ground of the figures."""

from __future__ import annotations

from digiteller.picturebook.drawing.canvas import Canvas, VectorLayer
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import box, ellipse
from digiteller.picturebook.scenery.drawings import air, buildings, fronts, land, outings, town, trees, water, yard
from digiteller.picturebook.scenery.ground_details import (
    bridge,
    bunting,
    cave_wall,
    cobbles,
    craters,
    furrows,
    headland,
    mixed,
    planks,
    railing,
    rails,
    rigging,
    river,
    road,
    tiles,
    waterfall,
)
from digiteller.picturebook.scenery.settings import Outdoors, Some
from digiteller.picturebook.scenery.viewpoint import Viewpoint
from digiteller.picturebook.scenery.waters_and_pitches import nest, pitch, pond, pool
from digiteller.story import Motion


def far_hills(recipe: Outdoors, frame: Canvas, hand: Hand, view: Viewpoint) -> str:
    """Return hills in the haze and what stands on them."""
    left, right = view.world(frame, far=True)
    parts = []
    line = frame.horizon
    bottom = frame.horizon + frame.height * 0.2
    for index in range(recipe.hills):
        own = view.hand(hand, f"hill {index}")
        share = index / max(1, recipe.hills)
        rise = frame.height * (0.13 - 0.11 * share)
        swell = frame.size * max(0.06, recipe.swell) * (1 - share * 0.4)
        edge = land.ridge(own, left, right, line - rise, swell, 2 + index)
        parts.append(land.ground(own, edge, bottom, recipe.near, recipe.edge, 0.72 - 0.22 * share))
        bare = recipe.ground & {"sand", "snow", "craters", "dust"}
        if recipe.dense or (index == 0 and not bare and recipe.hills > 1):
            count = 24 if recipe.dense else 15
            for at in range(count):
                x = left + (right - left) * (at + own.any(0, 1)) / count
                draw = trees.pine if own.random.random() < 0.6 or hand.snowy else trees.round_tree
                tall = frame.size * (own.any(0.2, 0.36) if recipe.dense else own.any(0.05, 0.09))
                tree = view.hand(hand, f"far tree {index} {at}")
                parts.append(draw(tree, x, line - rise + frame.size * 0.05, tall, 0.68 - 0.2 * share))
    mountains = tuple(some for some in recipe.far if some[0] in {land.mountain, land.volcano, land.mesa})
    others = tuple(some for some in recipe.far if some not in mountains)
    return "".join(
        [
            _spread(frame, hand, view, mountains, line, 0, 0.62, far_off=True),
            *parts,
            _spread(frame, hand, view, others, line + frame.height * 0.01, frame.height * 0.02, 0.5, far_off=True),
        ]
    )


def middle_ground(recipe: Outdoors, frame: Canvas, hand: Hand, view: Viewpoint, setting: str) -> str:
    """Return the land or water between the hills and the figures."""
    left, right = view.world(frame)
    top, bottom = frame.horizon, frame.height * 0.95
    if recipe.water in {"sea", "all", "deck", "lake"}:
        return _open_water(recipe, frame, hand, view, top, bottom)
    own = view.hand(hand, "middle")
    edge = land.ridge(own, left, right, top, frame.size * recipe.swell * 0.8, 2)
    far = 0.55 if setting == "underwater" else 0.3
    parts = [cave_wall(frame, hand)] if setting == "cave" else []
    if "waterfall" in recipe.ground:
        parts.append(waterfall(frame, view.hand(hand, "waterfall"), view.aside(frame)))
    parts.append(land.ground(own, edge, bottom, recipe.near, recipe.edge, far))
    if "field" in recipe.ground:
        parts.append(furrows(frame, hand, top + frame.height * 0.01, bottom))
    if "rails" in recipe.ground:
        parts.append(rails(frame, hand, top + frame.height * 0.135))
    if recipe.water == "pool":
        parts.append(pool(frame, own))
    drop = 0.03 if recipe.water in {"pond", "pool"} else 0.13
    base = top + (0.035 * frame.height if drop < 0.1 else frame.size * 0.03)
    parts.append(_spread(frame, hand, view, recipe.mid, base, frame.height * drop, 0.34, clear=0.2))
    if "fence" in recipe.ground:
        parts.append(yard.fence(own, left, right, top + frame.height * 0.17, frame.size * 0.09, 0.1))
    if recipe.water == "pond":
        parts.append(pond(frame, own))
    if recipe.water == "river":
        parts.append(river(frame, own, top + frame.height * 0.15, bottom + 40))
    if "bridge" in recipe.ground:
        parts.append(bridge(frame, view.hand(hand, "bridge"), view.aside(frame)))
    if recipe.dense and hand.weather in {"clear", "wind"}:
        color = css(mix(hand.light.rim, hand.light.sky[2], 0.4))
        x = frame.width * (0.5 + 0.34 * hand.light.side)
        parts.append(air.rays(hand, x, -frame.height * 0.2, frame.height * 1.15, color, 0.2))
    if "bunting" in recipe.ground:
        parts.append(bunting(frame, own))
    parts.append(_mist(frame, hand, top))
    return "".join(parts)


def _mist(frame: Canvas, hand: Hand, y: float) -> str:
    """Return the haze that lies where the land meets what is beyond."""
    left, _, right, _ = frame.bounds()
    haze = css(hand.light.haze)
    strength = f"{round(255 * min(0.8, 0.12 + hand.light.fog * 1.5)):02x}"
    fill = hand.mix.down(haze + "00", haze + strength, haze + "00")
    return box(left, y - frame.height * 0.2, right - left, frame.height * 0.4, fill)


def _open_water(recipe: Outdoors, frame: Canvas, hand: Hand, view: Viewpoint, top: float, bottom: float) -> str:
    """Return a lake or the sea up to the horizon, and what swims on it."""
    left, _, right, _ = frame.bounds()
    parts = [water.water(hand, (left, top, right, bottom + frame.height * 0.2), 0.35, frame.unit)]
    if recipe.water == "lake":
        shore = hand.tone(recipe.edge, 0.4)
        parts.append(ellipse(frame.width * 0.5, top, frame.width * 0.7, frame.height * 0.012, shore))
    parts.append(_spread(frame, hand, view, recipe.mid, top + frame.height * 0.05, frame.height * 0.12, 0.25))
    if "headland" in recipe.ground:
        parts.append(headland(frame, view.hand(hand, "headland"), view.aside(frame), 0.46 if recipe.mid else 0.58))
    return "".join(parts)


def waves(recipe: Outdoors, frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return the waves of the open sea, in two bands that swing against each other."""
    if recipe.water not in {"all", "deck"}:
        return []
    left, _, right, bottom = frame.bounds()
    swing = (frame.width * 0.007, frame.height * 0.004)
    sheets = []
    for band in range(2):
        parts, first = [], frame.horizon + frame.height * (0.07 + 0.17 * band)
        for row in range(2 + band):
            y, high = first + frame.height * (0.075 + 0.02 * band) * row, frame.size * (0.01 + 0.011 * (row + 2 * band))
            high *= {"storm": 1.7, "wind": 1.3, "fog": 0.7}.get(hand.weather, 1.0)
            far = 0.3 - 0.09 * (row + 2 * band)
            parts.append(water.wave(hand, left - swing[0], right + swing[0], y, high, far, frame.unit))
        region = (left - swing[0], first - frame.size * 0.06, right + swing[0], bottom)
        motion = Motion(sway=swing, period=5.0 + 1.3 * band, phase=0.5 * band)
        sheets.append(VectorLayer("waves", "".join(parts), region, 1.9 - 0.3 * band, hand.mix, 0.5, 0.6, motion=motion))
    return sheets


def near_ground(recipe: Outdoors, frame: Canvas, hand: Hand, weather: str) -> str:
    """Return the ground of the figures, and what grows on it."""
    left, _, right, bottom = frame.bounds()
    top = frame.height * (0.72 if recipe.water else 0.67)
    if "twigs" in recipe.ground:
        return nest(frame, hand, top)
    line = land.ridge(hand, left - 5, right + 5, top, frame.size * (0.035 if recipe.swell else 0.0), 2)
    parts = [land.ground(hand, line, bottom, recipe.near, recipe.edge, 0.06)]
    if recipe.road and weather != "snow":
        parts.append(road(frame, hand, top, recipe.edge))
    if recipe.water == "deck":
        parts.append(rigging(frame, hand, top))
    if recipe.water == "deck" or "planks" in recipe.ground:
        parts.append(planks(frame, hand, top, bottom, recipe.near))
    else:
        strokes = mixed(recipe.near, "#ffffff", 0.25), mixed(recipe.near, "#203018", 0.35)
        parts.append(land.patches(hand, left, top + frame.height * 0.03, right, bottom, strokes, frame.unit))
    if "railing" in recipe.ground:
        parts.append(railing(frame, hand, top))
    if "pitch" in recipe.ground and weather != "snow":
        parts.append(pitch(frame, hand, top, bottom))
    parts.append(_pool_of_light(recipe, frame, hand))
    if "cobbles" in recipe.ground:
        parts.append(cobbles(frame, hand, top, bottom, recipe.near))
    if "tiles" in recipe.ground:
        parts.append(tiles(frame, hand, top, bottom, recipe.near))
    if "craters" in recipe.ground:
        parts.append(craters(frame, hand, top, bottom, recipe.near))
    for _ in range(5 if weather == "rain" else 0):
        x, y = hand.any(left, right), top + (bottom - top) * hand.any(0.3, 0.9)
        parts.append(land.puddle(hand, x, y, frame.size * hand.any(0.03, 0.06), 0))
    parts.append(
        _strewn(frame, hand, recipe.scatter, top + frame.height * 0.025, bottom - top - frame.height * 0.09, 0.05)
    )
    return "".join(parts)


def beside(recipe: Outdoors, frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return what stands at the sides of the page, beside the figures."""
    sheets = []
    top = frame.height * (0.72 if recipe.water else 0.67)
    left, _, right, _ = frame.bounds()
    for draw, count, low, high in recipe.sides:
        first = hand.random.randrange(2)
        for index in range(count):
            on_left = (first + index) % 2 == 0
            x = frame.width * ((0.07 if on_left else 0.93) + hand.any(-0.03, 0.03))
            y, tall = top + frame.height * hand.any(0.06, 0.12), frame.size * hand.any(low, high)
            tall = max(tall, top + frame.height * 0.15) if draw is trees.trunk else tall
            reach = tall * (0.3 if draw is trees.trunk else 0.75)
            region = frame.bounds(bottom=y + frame.height * 0.1)
            region = (max(left, x - reach), max(region[1], y - tall * 1.2), min(right, x + reach), region[3])
            sheets.append(VectorLayer("side", draw(hand, x, y, tall, 0.0), region, 1.05, hand.mix))
    return sheets


def _pool_of_light(recipe: Outdoors, frame: Canvas, hand: Hand) -> str:
    """Return the light on the ground where the figures stand."""
    color = css(mix(hand.light.rim, rgb(hand.tone(recipe.edge)), 0.35))
    fill = hand.mix.round(color + "66", color + "2e", color + "00")
    y = frame.floor - frame.height * 0.03
    return ellipse(frame.width * 0.5, y, frame.width * 0.44, frame.height * 0.17, fill)


_MIDMOST = {buildings.castle, town.grand_entrance, fronts.house_front, fronts.court_front, fronts.airliner}
_PROMINENT = {town.bus_shelter, outings.carousel, outings.crane, town.diving_board, town.fountain, outings.goal}
_PROMINENT |= {
    town.grand_entrance,
    fronts.house_front,
    fronts.court_front,
    fronts.airliner,
    outings.half_house,
    town.shed,
    town.washing_line,
}
"""What a place is told by: never far off."""


def _spread(
    frame: Canvas,
    hand: Hand,
    view: Viewpoint,
    some: tuple[Some, ...],
    base: float,
    drop: float,
    far: float,
    clear: float = 0.0,
    far_off: bool = False,
) -> str:
    """Return landmarks strewn across the place, the farther ones first; ``clear`` keeps them from its middle."""
    placed = []
    left, right = view.world(frame, far_off)
    seen, _, end, _ = frame.bounds()
    middle = (left + right) / 2
    for kind, (draw, count, low, high) in enumerate(some):
        many = count if count == 1 else round(count * (right - left) / (end - seen))
        for index in range(many):
            own = view.hand(hand, f"{draw.__name__} {kind} {index} {far}")
            x = left + (right - left) * (index + own.any(0.1, 0.9)) / many
            if count == 1:
                x = middle + frame.width * own.any(0.16, 0.3) * own.random.choice((-1, 1))
                x = middle + frame.width * own.any(-0.08, 0.08) if draw in _MIDMOST else x
                x = middle - abs(x - middle) if draw is water.tall_ship else x
            nearness = own.random.random()
            if draw in _PROMINENT:
                nearness = 0.9
            elif clear and abs(x - middle) < clear * frame.width:
                nearness *= 0.3
            h = frame.size * (low + (high - low) * (0.3 * own.random.random() + 0.7 * nearness))
            h = min(h, (base + drop * nearness) * 0.9) if count == 1 else h
            if seen - h < x < end + h:
                placed.append((nearness, own, draw, x, base + drop * nearness, h))
    placed.sort(key=lambda item: item[0])
    return "".join(draw(own, x, y, h, far * (1 - 0.45 * near)) for near, own, draw, x, y, h in placed)


def _strewn(frame: Canvas, hand: Hand, some: tuple[Some, ...], base: float, drop: float, far: float) -> str:
    """Return what grows and lies at the figures' feet, the farther first."""
    left, _, right, _ = frame.bounds()
    placed = []
    for draw, count, low, high in some:
        for index in range(count):
            x, near = left + (right - left) * (index + hand.any(0.1, 0.9)) / count, hand.random.random()
            placed.append(
                (near, draw, x, frame.size * (low + (high - low) * (0.3 * hand.random.random() + 0.7 * near)))
            )
    placed.sort(key=lambda item: item[0])
    return "".join(draw(hand, x, base + drop * near, h, far * (1 - 0.45 * near)) for near, draw, x, h in placed)
