"""Land under the sky: hills in the haze, the middle, and the ground of the figures."""

from __future__ import annotations

from digiteller.picturebook.details import (
    bunting,
    cave_wall,
    cobbles,
    craters,
    furrows,
    mixed,
    planks,
    rigging,
    river,
    road,
)
from digiteller.picturebook.drawings import air, buildings, land, trees, water, yard
from digiteller.picturebook.frame import Frame, Sheet
from digiteller.picturebook.hand import Hand
from digiteller.picturebook.light import css, mix, rgb
from digiteller.picturebook.settings import Outdoors, Some
from digiteller.picturebook.vector import box, ellipse


def far_hills(recipe: Outdoors, frame: Frame, hand: Hand) -> str:
    """Return hills in the haze and what stands on them."""
    left, _, right, _ = frame.bounds()
    parts = []
    line = frame.horizon
    bottom = frame.horizon + frame.height * 0.2
    for index in range(recipe.hills):
        share = index / max(1, recipe.hills)
        rise = frame.height * (0.13 - 0.11 * share)
        edge = land.ridge(
            hand, left - 5, right + 5, line - rise, frame.size * max(0.06, recipe.swell) * (1 - share * 0.4), 2 + index
        )
        parts.append(land.ground(hand, edge, bottom, recipe.near, recipe.edge, 0.72 - 0.22 * share))
        if recipe.dense or (
            index == 0 and "sand" not in recipe.ground and not {"snow", "craters"} & recipe.ground and recipe.hills > 1
        ):
            for at in range(20 if recipe.dense else 12):
                x = left + (right - left) * (at + hand.any(0, 1)) / (20 if recipe.dense else 12)
                draw = trees.pine if hand.random.random() < 0.6 else trees.round_tree
                tall = frame.size * (hand.any(0.2, 0.36) if recipe.dense else hand.any(0.05, 0.09))
                parts.append(draw(hand, x, line - rise + frame.size * 0.05, tall, 0.68 - 0.2 * share))
    if recipe.far:
        mountains = tuple(some for some in recipe.far if some[0] is land.mountain)
        others = tuple(some for some in recipe.far if some[0] is not land.mountain)
        parts = [
            _spread(frame, hand, mountains, line, 0, 0.62),
            *parts,
            _spread(frame, hand, others, line + frame.height * 0.01, frame.height * 0.02, 0.5),
        ]
    return "".join(parts)


def middle_ground(recipe: Outdoors, frame: Frame, hand: Hand, setting: str) -> str:
    """Return the land or water between the hills and the figures."""
    left, _, right, _ = frame.bounds()
    top, bottom = frame.horizon, frame.height * 0.95
    if recipe.water in {"sea", "all", "deck", "lake"}:
        return _open_water(recipe, frame, hand, top, bottom)
    edge = land.ridge(hand, left - 5, right + 5, top, frame.size * recipe.swell * 0.8, 2)
    far = 0.55 if setting == "underwater" else 0.3
    parts = [cave_wall(frame, hand)] if setting == "cave" else []
    parts.append(land.ground(hand, edge, bottom, recipe.near, recipe.edge, far))
    if "field" in recipe.ground:
        parts.append(furrows(frame, hand, top + frame.height * 0.01, bottom))
    parts.append(_spread(frame, hand, recipe.mid, top + frame.size * 0.03, frame.height * 0.13, 0.34, 0.2))
    if "fence" in recipe.ground:
        parts.append(yard.fence(hand, left, right, top + frame.height * 0.17, frame.size * 0.09, 0.1))
    if recipe.water == "river":
        parts.append(river(frame, hand, top + frame.height * 0.15, bottom + 40))
    if recipe.dense:
        color = css(mix(hand.light.rim, hand.light.sky[2], 0.4))
        x = frame.width * (0.5 + 0.34 * hand.light.side)
        parts.append(air.rays(hand, x, -frame.height * 0.2, frame.height * 1.15, color, 0.2))
    if "bunting" in recipe.ground:
        parts.append(bunting(frame, hand))
    if hand.light.fog > 0.05:
        haze = css(hand.light.haze)
        strength = f"{round(255 * min(0.8, hand.light.fog * 1.6)):02x}"
        fill = hand.mix.down(haze + "00", haze + strength, haze + "00")
        parts.append(box(left, top - frame.height * 0.2, right - left, frame.height * 0.4, fill))
    return "".join(parts)


def _open_water(recipe: Outdoors, frame: Frame, hand: Hand, top: float, bottom: float) -> str:
    """Return a lake or the sea up to the horizon, and what swims on it."""
    left, _, right, _ = frame.bounds()
    parts = [water.water(hand, (left, top, right, bottom + frame.height * 0.2), 0.35, frame.unit)]
    for row in range(4 if recipe.water in {"all", "deck"} else 0):
        y, high = top + frame.height * (0.1 + 0.09 * row), frame.size * (0.012 + 0.012 * row)
        parts.append(water.wave(hand, left, right, y, high, 0.3 - 0.09 * row, frame.unit))
    if recipe.water == "lake":
        shore = hand.tone(recipe.edge, 0.4)
        parts.append(ellipse(frame.width * 0.5, top, frame.width * 0.7, frame.height * 0.012, shore))
    return "".join(parts) + _spread(frame, hand, recipe.mid, top + frame.height * 0.05, frame.height * 0.12, 0.25)


def near_ground(recipe: Outdoors, frame: Frame, hand: Hand, weather: str) -> str:
    """Return the ground of the figures, and what grows on it."""
    left, _, right, bottom = frame.bounds()
    top = frame.height * (0.72 if recipe.water else 0.67)
    line = land.ridge(hand, left - 5, right + 5, top, frame.size * (0.035 if recipe.swell else 0.0), 2)
    parts = [land.ground(hand, line, bottom, recipe.near, recipe.edge, 0.06)]
    if recipe.road and weather != "snow":
        parts.append(road(frame, hand, top))
    if recipe.water == "deck":
        parts.append(rigging(frame, hand, top))
    if recipe.water == "deck" or "planks" in recipe.ground:
        parts.append(planks(frame, hand, top, bottom, recipe.near))
    else:
        strokes = mixed(recipe.near, "#ffffff", 0.25), mixed(recipe.near, "#203018", 0.35)
        parts.append(land.patches(hand, left, top + frame.height * 0.03, right, bottom, strokes, frame.unit))
    parts.append(_pool_of_light(recipe, frame, hand))
    if "cobbles" in recipe.ground:
        parts.append(cobbles(frame, hand, top, bottom, recipe.near))
    if "craters" in recipe.ground:
        parts.append(craters(frame, hand, top, bottom, recipe.near))
    for _ in range(5 if weather == "rain" else 0):
        x, y = hand.any(left, right), top + (bottom - top) * hand.any(0.3, 0.9)
        parts.append(land.puddle(hand, x, y, frame.size * hand.any(0.03, 0.06), 0))
    parts.append(
        _spread(frame, hand, recipe.scatter, top + frame.height * 0.025, bottom - top - frame.height * 0.09, 0.05)
    )
    return "".join(parts)


def beside(recipe: Outdoors, frame: Frame, hand: Hand) -> list[Sheet]:
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
            sheets.append(Sheet("side", draw(hand, x, y, tall, 0.0), region, 1.05, hand.mix))
    return sheets


def _pool_of_light(recipe: Outdoors, frame: Frame, hand: Hand) -> str:
    """Return the light on the ground where the figures stand."""
    color = css(mix(hand.light.rim, rgb(hand.tone(recipe.edge)), 0.35))
    fill = hand.mix.round(color + "66", color + "2e", color + "00")
    y = frame.floor - frame.height * 0.03
    return ellipse(frame.width * 0.5, y, frame.width * 0.44, frame.height * 0.17, fill)


def _spread(
    frame: Frame, hand: Hand, some: tuple[Some, ...], base: float, drop: float, far: float, clear: float = 0.0
) -> str:
    """Return things strewn across the page, the farther ones first; ``clear`` keeps them from the middle."""
    placed = []
    left, _, right, _ = frame.bounds()
    for draw, count, low, high in some:
        for index in range(count):
            x = left + (right - left) * ((index + hand.any(0.1, 0.9)) / count)
            if count == 1:
                x = frame.width * (hand.any(0.16, 0.34) if hand.random.random() < 0.5 else hand.any(0.66, 0.84))
                x = frame.width * hand.any(0.4, 0.6) if draw is buildings.castle else x
            nearness = hand.random.random()
            if clear and abs(x / frame.width - 0.5) < clear:
                nearness *= 0.3
            high = min(high, frame.horizon * 0.98 / frame.size) if draw is buildings.castle else high
            placed.append(
                (
                    nearness,
                    draw,
                    x,
                    base + drop * nearness,
                    frame.size * (low + (high - low) * (0.3 * hand.random.random() + 0.7 * nearness)),
                )
            )
    placed.sort(key=lambda item: item[0])
    return "".join(draw(hand, x, y, h, far * (1 - 0.45 * near)) for near, draw, x, y, h in placed)
