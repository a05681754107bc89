"""Where a page plays: for each setting a recipe of what lies far, in the middle and near, and how it is laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from digiteller.picturebook import places, plants, rooms
from digiteller.picturebook.hand import Hand
from digiteller.picturebook.light import Light, css, mix, rgb
from digiteller.picturebook.sky import sky
from digiteller.picturebook.vector import Box, Gradients, box, ellipse, path, stroke

Draw = Callable[[Hand, float, float, float, float], str]
"""Draws a thing with its foot at (x, y), ``h`` high, at a distance of 0..1."""
Some = tuple[Draw, int, float, float]
"""What, how many, and from how high to how high in shares of the frame's shorter side."""

OVERSCAN = 0.075
"""How far backgrounds reach beyond the frame, in shares of its sides."""


@dataclass(frozen=True)
class Frame:
    """The page to be filled, in pixels."""

    width: int
    height: int
    zoom: float = 1.0
    """1 for a medium shot, below for a wide one, above for a close one."""

    @property
    def unit(self) -> float:
        """A thousandth of the frame's mean side."""
        return (self.width * self.height) ** 0.5 / 1000

    @property
    def size(self) -> float:
        """The side that sizes of things are shares of."""
        return min(self.height, self.width * 1.25) * self.zoom

    @property
    def horizon(self) -> float:
        """Where land meets sky."""
        return self.height * (0.56 if self.zoom < 1 else 0.52 if self.zoom == 1 else 0.48)

    @property
    def floor(self) -> float:
        """Where the nearest figures stand."""
        return self.height * (0.885 if self.width > self.height else 0.84)

    def bounds(self, top: float | None = None, bottom: float | None = None) -> Box:
        """Return the frame with its overscan, or a band of it."""
        over_x, over_y = self.width * OVERSCAN, self.height * OVERSCAN
        return (
            -over_x,
            -over_y if top is None else top,
            self.width + over_x,
            self.height + over_y if bottom is None else bottom,
        )


@dataclass(frozen=True)
class Sheet:
    """A layer before it is rasterised."""

    name: str
    content: str
    region: Box
    depth: float
    mix: Gradients
    resolution: float = 1.0
    """Pixels per pixel of the frame: far things are soft."""
    edge: float = 1.0
    """How much painted edges waver."""
    blur: float = 0.0
    """Out of focus by this many units."""


@dataclass(frozen=True)
class Recipe:
    """An outdoor setting."""

    near: str = "#6f9a4a"
    edge: str = "#a8c065"
    swell: float = 0.05
    far: tuple[Some, ...] = ()
    mid: tuple[Some, ...] = ()
    sides: tuple[Some, ...] = ()
    """Beside the figures, on their ground."""
    scatter: tuple[Some, ...] = ()
    front: tuple[Draw, ...] = (plants.tuft,)
    leaves: str = ""
    """The colour of a branch that hangs into the page."""
    water: str = ""
    """``sea`` up to the horizon, ``river`` across the middle, or ``all``: nothing but water."""
    road: bool = False
    hills: int = 2
    dense: bool = False
    """Whether the far trees stand close enough to hide the sky's edge."""
    extra: dict[str, float] = field(default_factory=dict)


P, B = plants, places
_FOREST = Recipe("#58833f", "#86a552", 0.04, mid=((P.round_tree, 5, 0.5, 0.8), (P.pine, 4, 0.5, 0.85), (P.birch, 2, 0.5, 0.8), (P.bush, 9, 0.06, 0.12), (P.fern, 6, 0.06, 0.1)), sides=((P.trunk, 2, 0.95, 1.1),),
                 scatter=((P.fern, 8, 0.06, 0.12), (P.mushroom, 5, 0.03, 0.06), (P.flower, 9, 0.03, 0.05), (P.tuft, 22, 0.03, 0.06), (B.rock, 3, 0.03, 0.05)), front=(P.fern, P.tuft), leaves="#4f8a4c", dense=True)  # fmt: skip
RECIPES: dict[str, Recipe] = {
    "forest": _FOREST,
    "meadow": Recipe("#7aa34a", "#b9c968", 0.07, mid=((P.round_tree, 2, 0.26, 0.45), (P.bush, 4, 0.05, 0.1)), scatter=((P.flower, 46, 0.03, 0.065), (P.tuft, 26, 0.03, 0.06)), front=(P.flower, P.tuft), hills=3),
    "hill": Recipe("#7da04c", "#bccb6c", 0.16, mid=((P.round_tree, 3, 0.2, 0.4), (P.bush, 3, 0.05, 0.09)), scatter=((P.tuft, 26, 0.03, 0.05), (P.flower, 14, 0.03, 0.05), (B.rock, 2, 0.03, 0.06)), hills=4),
    "village": Recipe("#7d9a55", "#b5bf74", 0.04, far=((B.house, 5, 0.1, 0.15),), mid=((B.house, 4, 0.26, 0.4), (P.round_tree, 3, 0.22, 0.34), (P.bush, 4, 0.05, 0.08)), scatter=((P.tuft, 16, 0.03, 0.05), (P.flower, 16, 0.03, 0.05)), road=True),
    "city": Recipe("#8d8a8e", "#b9b2ac", 0.0, far=((B.tower_block, 13, 0.25, 0.5),), mid=((B.tower_block, 7, 0.38, 0.62), (P.round_tree, 3, 0.16, 0.22)), sides=((B.lamp_post, 2, 0.55, 0.6),), front=(P.bush,), road=True, hills=0),
    "street": Recipe("#96908e", "#bdb3a6", 0.0, far=((B.tower_block, 8, 0.2, 0.32),), mid=((B.house, 6, 0.36, 0.5),), sides=((B.lamp_post, 2, 0.55, 0.6),), front=(P.bush,), road=True, hills=0),
    "castle": Recipe("#7a9c50", "#b8c56c", 0.06, far=((B.mountain, 3, 0.2, 0.34),), mid=((B.castle, 1, 0.62, 0.72), (P.round_tree, 4, 0.16, 0.26), (P.bush, 4, 0.05, 0.08)), scatter=((P.flower, 22, 0.03, 0.05), (P.tuft, 18, 0.03, 0.05)), road=True),
    "sea": Recipe(water="all", far=((B.sail_boat, 2, 0.07, 0.1),), front=(), hills=0),
    "ship": Recipe("#9a6f48", "#c49a68", 0.0, water="deck", front=(), hills=0),
    "harbour": Recipe("#a0805c", "#c9aa80", 0.0, far=((B.lighthouse, 1, 0.36, 0.42), (B.house, 4, 0.09, 0.13)), mid=((B.sail_boat, 3, 0.22, 0.34), (B.tall_ship, 1, 0.34, 0.42)), water="sea", front=(), hills=1, extra={"planks": 1}),
    "beach": Recipe("#e3c690", "#f4e2b4", 0.02, far=((B.sail_boat, 2, 0.08, 0.13),), sides=((P.palm, 1, 0.72, 0.85),), scatter=((B.rock, 3, 0.03, 0.06), (P.tuft, 5, 0.03, 0.06)), front=(P.tuft,), leaves="#4f9a52", water="sea", hills=0),
    "island": Recipe("#e0c48c", "#efdcaa", 0.05, mid=((P.palm, 3, 0.3, 0.45),), sides=((P.palm, 2, 0.7, 0.9),), scatter=((B.rock, 4, 0.03, 0.07), (P.fern, 4, 0.05, 0.09), (P.tuft, 8, 0.03, 0.06)), front=(P.fern,), leaves="#4f9a52", water="sea", hills=0),
    "mountain": Recipe("#7f8f62", "#b3b884", 0.12, far=((B.mountain, 5, 0.35, 0.6),), mid=((P.pine, 8, 0.14, 0.3), (B.rock, 5, 0.06, 0.12)), scatter=((B.rock, 5, 0.03, 0.07), (P.tuft, 14, 0.03, 0.05), (P.flower, 8, 0.03, 0.04)), hills=2),
    "desert": Recipe("#dba65c", "#f0cf8c", 0.12, mid=((P.cactus, 4, 0.12, 0.26), (B.rock, 3, 0.05, 0.09)), sides=((P.cactus, 1, 0.34, 0.42),), scatter=((B.rock, 4, 0.02, 0.04), (P.tuft, 4, 0.03, 0.04)), hills=4, extra={"sand": 1}),
    "snowfield": Recipe("#dfeaf4", "#f8fbff", 0.08, far=((B.mountain, 4, 0.2, 0.4),), mid=((B.igloo, 1, 0.14, 0.18), (P.pine, 4, 0.16, 0.3)), scatter=((B.rock, 2, 0.02, 0.04),), front=(), hills=3, extra={"snow": 1}),
    "garden": Recipe("#6f9c48", "#a9c264", 0.03, far=((B.house, 2, 0.16, 0.22),), mid=((B.house, 1, 0.42, 0.5), (P.round_tree, 3, 0.3, 0.45), (P.bush, 7, 0.07, 0.12)), scatter=((P.flower, 54, 0.04, 0.08), (P.tuft, 18, 0.03, 0.05)), front=(P.flower, P.fern), leaves="#5f9a4c", road=True, extra={"fence": 1}),
    "park": Recipe("#6f9c48", "#a9c264", 0.03, far=((B.tower_block, 8, 0.12, 0.2),), mid=((P.round_tree, 5, 0.32, 0.5), (P.bush, 5, 0.06, 0.1)), sides=((B.lamp_post, 1, 0.5, 0.55),), scatter=((P.flower, 26, 0.03, 0.06), (P.tuft, 18, 0.03, 0.05)), front=(P.flower,), leaves="#5f9a4c", road=True),
    "farm": Recipe("#7d9c48", "#c6c868", 0.05, far=((P.round_tree, 5, 0.08, 0.13),), mid=((B.barn, 1, 0.36, 0.42), (B.haystack, 3, 0.1, 0.16), (P.round_tree, 2, 0.26, 0.36)), scatter=((P.tuft, 20, 0.03, 0.05), (P.flower, 12, 0.03, 0.05)), hills=4, extra={"fence": 1, "field": 1}),
    "road": Recipe("#7d9a4c", "#b9c56a", 0.08, mid=((P.round_tree, 3, 0.26, 0.4), (P.bush, 4, 0.05, 0.09)), scatter=((P.flower, 20, 0.03, 0.05), (P.tuft, 20, 0.03, 0.05), (B.rock, 3, 0.02, 0.04)), front=(P.flower, P.tuft), road=True, hills=3),
    "river": Recipe("#64904a", "#9ab860", 0.03, mid=((P.round_tree, 4, 0.36, 0.56), (P.pine, 3, 0.34, 0.5), (P.bush, 4, 0.06, 0.1)), scatter=((P.reed, 5, 0.1, 0.16), (B.rock, 5, 0.03, 0.06), (P.tuft, 14, 0.03, 0.05)), front=(P.reed, P.fern), leaves="#5a9450", water="river"),
    "lake": Recipe("#6a944a", "#a3bd64", 0.03, far=((P.pine, 14, 0.08, 0.14),), sides=((P.birch, 1, 0.75, 0.9),), scatter=((P.reed, 7, 0.1, 0.16), (B.rock, 4, 0.03, 0.05), (P.tuft, 14, 0.03, 0.05)), front=(P.reed,), leaves="#6a9a4c", water="lake", hills=3),
    "swamp": Recipe("#5f7a4a", "#8c9a58", 0.02, far=((P.bare_tree, 4, 0.2, 0.3),), mid=((P.bare_tree, 4, 0.34, 0.52), (P.bush, 4, 0.06, 0.1)), scatter=((P.reed, 10, 0.1, 0.18), (B.puddle, 5, 0.03, 0.06), (P.mushroom, 3, 0.03, 0.05)), front=(P.reed, P.fern), water="river", dense=True),
    "market": Recipe("#b09a80", "#cdb898", 0.0, far=((B.house, 8, 0.16, 0.24),), mid=((B.house, 4, 0.34, 0.44), (B.stall, 4, 0.22, 0.27)), sides=((B.stall, 1, 0.36, 0.4),), front=(), hills=0, extra={"cobbles": 1, "bunting": 1}),
    "moon": Recipe("#9a98a8", "#c8c6d4", 0.06, far=((B.mountain, 3, 0.1, 0.2),), mid=((B.rock, 6, 0.04, 0.1),), scatter=((B.rock, 8, 0.02, 0.06),), front=(B.rock,), hills=2, extra={"craters": 1}),
    "cave": Recipe("#5f556e", "#8a7f9c", 0.05, mid=((B.stalagmite, 7, 0.1, 0.3),), scatter=((B.crystal, 4, 0.07, 0.13), (B.rock, 6, 0.03, 0.07)), front=(B.rock, B.crystal), hills=0),
    "underwater": Recipe("#c9b98a", "#e6dcae", 0.05, mid=((B.kelp, 8, 0.2, 0.4), (B.coral, 5, 0.1, 0.2), (B.rock, 4, 0.08, 0.14)), scatter=((B.coral, 6, 0.07, 0.14), (B.rock, 4, 0.03, 0.06)), front=(B.kelp, B.coral), hills=0),
}  # fmt: skip
"""What every outdoor setting is made of. The sky and space have no ground; rooms are in ``ROOMS``."""

R = rooms


@dataclass(frozen=True)
class Room:
    """An indoor setting."""

    wall: str
    wainscot: str
    floor: str
    furniture: tuple[tuple[Draw, float, float], ...]
    """What stands along the wall: how high in shares of the frame's size, and where across the page."""
    hung: tuple[tuple[Draw, float, float, float], ...] = ()
    """What hangs on the wall: size, across, and how high up the wall (1 is the ceiling)."""
    stone: bool = False
    rug: bool = True
    lamp: float = 0.0
    """Where a lamp hangs across the page; 0 for none."""


ROOMS: dict[str, Room] = {
    "kitchen": Room("#f1dcb4", "#c98f62", "#b9824f", ((R.stove, 0.24, 0.13), (R.dresser, 0.5, 0.9), (R.table, 0.2, 0.7)), ((R.great_window, 0.34, 0.46, 0.55), (R.pans, 0.12, 0.29, 0.6), (R.pans, 0.12, 0.7, 0.62)), lamp=0.7, rug=False),
    "bedroom": Room("#b9c6dc", "#8f9cc0", "#a5774f", ((R.bed, 0.3, 0.64), (R.chest, 0.12, 0.12)), ((R.great_window, 0.4, 0.3, 0.52), (R.frame, 0.14, 0.62, 0.62), (R.frame, 0.1, 0.8, 0.56))),
    "living room": Room("#e6c6a2", "#a86f52", "#9a6a45", ((R.fireplace, 0.36, 0.5), (R.armchair, 0.34, 0.84), (R.shelf, 0.55, 0.12)), ((R.frame, 0.17, 0.5, 0.68), (R.great_window, 0.34, 0.8, 0.6))),
    "library": Room("#b88f68", "#7a5438", "#7f5537", ((R.shelf, 0.66, 0.07), (R.shelf, 0.66, 0.27), (R.shelf, 0.66, 0.73), (R.shelf, 0.66, 0.93)), ((R.great_window, 0.42, 0.5, 0.5),), lamp=0.5),
    "school": Room("#eadfb8", "#9ab08a", "#b98a58", ((R.table, 0.15, 0.12), (R.shelf, 0.4, 0.92)), ((R.blackboard, 0.3, 0.44, 0.52), (R.great_window, 0.34, 0.8, 0.58))),
    "workshop": Room("#d2b48c", "#96714f", "#8a6546", ((R.table, 0.2, 0.22), (R.shelf, 0.5, 0.9), (R.chest, 0.13, 0.72)), ((R.great_window, 0.34, 0.56, 0.55), (R.crockery, 0.11, 0.2, 0.6)), lamp=0.36, rug=False),
    "shop": Room("#f0d3b8", "#b5605a", "#b0835a", ((R.shelf, 0.52, 0.1), (R.shelf, 0.52, 0.9), (R.table, 0.19, 0.34)), ((R.great_window, 0.38, 0.56, 0.55),), lamp=0.34),
    "attic": Room("#a58a76", "#7a6252", "#8a6a4f", ((R.chest, 0.17, 0.16), (R.chest, 0.13, 0.84), (R.shelf, 0.36, 0.94)), ((R.great_window, 0.3, 0.5, 0.6), (R.frame, 0.13, 0.26, 0.5))),
    "barn": Room("#a5704a", "#86563a", "#c9a25c", ((B.haystack, 0.24, 0.13), (B.haystack, 0.3, 0.88), (B.haystack, 0.16, 0.7)), ((R.great_window, 0.3, 0.46, 0.6),), rug=False, lamp=0.3),
    "throne room": Room("#c9bca8", "#a08c7c", "#b58a74", ((R.column, 0.9, 0.08), (R.column, 0.9, 0.34), (R.column, 0.9, 0.66), (R.column, 0.9, 0.92)), ((R.great_window, 0.42, 0.5, 0.58), (R.banner, 0.34, 0.21, 0.9), (R.banner, 0.34, 0.79, 0.9)), stone=True),
}  # fmt: skip


def room_size(frame: Frame) -> float:
    """Return the side that sizes of furniture are shares of."""
    return min(frame.size, frame.width * 0.8) * 1.16


def bed_place(setting: str, frame: Frame) -> tuple[float, float, float] | None:
    """Return the middle of a room's bed, the height of its mattress on the page, and its length; None without one."""
    for draw, tall, across in ROOMS[setting].furniture if setting in ROOMS else ():
        if draw is rooms.bed:
            high = room_size(frame) * tall * 1.12
            return frame.width * across, frame.height * 0.71 - high * 0.5, high * 2.3
    return None


def scenery(setting: str, time: str, weather: str, frame: Frame, hand: Hand) -> list[Sheet]:
    """Return the background of a page, back to front, up to the ground that the figures stand on."""
    if setting in ROOMS:
        return _room(ROOMS[setting], frame, hand)
    back = sky(setting, time, weather, frame.bounds(), frame.horizon, frame.unit, hand)
    sheets = [Sheet("sky", back, frame.bounds(), 9.0, hand.mix, 0.42, 0.4)]
    recipe = RECIPES.get(setting)
    if recipe is None:
        return sheets
    if weather == "snow":
        recipe = _snowed(recipe)
    far = _far(recipe, frame, hand)
    if far:
        sheets.append(
            Sheet(
                "far",
                far,
                frame.bounds(frame.horizon - 0.62 * frame.size, frame.horizon + 0.16 * frame.height),
                4.0,
                hand.mix,
                0.5,
            )
        )
    middle = _middle(recipe, frame, hand, setting)
    top = frame.horizon - 0.8 * frame.size
    sheets.append(
        Sheet(
            "middle",
            middle,
            frame.bounds(max(top, -frame.height * OVERSCAN), frame.height * 0.9 if recipe.water != "all" else None),
            2.0,
            hand.mix,
            0.6,
        )
    )
    if recipe.water != "all":
        top = -frame.height * OVERSCAN if recipe.sides or recipe.water == "deck" else frame.height * 0.5
        sheets.append(
            Sheet(
                "ground",
                _near(recipe, frame, hand, weather),
                frame.bounds(top),
                1.1,
                hand.mix,
                0.66,
                0.4 if recipe.water in {"deck", "sea"} else 1.0,
            )
        )
    return sheets


_WINTER = {plants.round_tree: plants.bare_tree, plants.birch: plants.pine}
_SUMMER = {plants.flower, plants.mushroom, plants.fern, plants.tuft, plants.bush}


def _snowed(recipe: Recipe) -> Recipe:
    """Return a place under snow: white ground, bare trees, nothing that blooms."""

    def winter(some: tuple[Some, ...]) -> tuple[Some, ...]:
        return tuple(
            (_WINTER.get(draw, draw), count, low, high) for draw, count, low, high in some if draw not in _SUMMER
        )

    return replace(
        recipe,
        near="#dbe6f1",
        edge="#f8fbff",
        mid=winter(recipe.mid),
        sides=winter(recipe.sides),
        scatter=winter(recipe.scatter),
    )


def framing(setting: str, weather: str, frame: Frame, hand: Hand) -> list[Sheet]:
    """Return what stands between the viewer and the figures: grass at the foot of the page, a branch above."""
    recipe = RECIPES.get(setting)
    if recipe is None or weather == "snow":
        return []
    sheets = []
    size = frame.size
    if recipe.front:
        parts = []
        for side in (0.0, 1.0):
            for index in range(7):
                draw = hand.random.choice(recipe.front)
                x = frame.width * abs(side - (index / 7) ** 1.5 * 0.34)
                tall = size * hand.any(0.1, 0.2) * (1 - index / 9) * (0.6 if draw in (plants.bush, places.rock) else 1)
                parts.append(
                    draw(Hand(hand.random, _dim(hand), hand.weather, hand.mix), x, frame.height * 1.05, tall, 0.0)
                )
        sheets.append(
            Sheet("front", "".join(parts), frame.bounds(frame.height * 0.74), 0.7, hand.mix, 0.5, 0.6, blur=1.6)
        )
    if recipe.leaves:
        left = hand.random.random() < 0.5
        x = -frame.width * 0.06 if left else frame.width * 1.06
        way = 1 if left else -1
        content = plants.leafy_branch(
            hand, x, -frame.height * 0.03, frame.width * hand.any(0.26, 0.36), way, recipe.leaves
        )
        content += plants.leafy_branch(hand, x, frame.height * 0.06, frame.width * 0.16, way, recipe.leaves)
        half = frame.bounds(bottom=frame.height * 0.45)
        region = (
            (half[0], half[1], frame.width * 0.5, half[3]) if left else (frame.width * 0.5, half[1], half[2], half[3])
        )
        sheets.append(Sheet("leaves", content, region, 0.6, hand.mix, 0.5, 0.6, blur=1.2))
    return sheets


def _dim(hand: Hand) -> Light:
    ambient = hand.light.ambient
    return replace(hand.light, ambient=(ambient[0] * 0.62, ambient[1] * 0.62, ambient[2] * 0.66), fog=0.0)


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
                x = frame.width * hand.any(0.4, 0.6) if draw is places.castle else x
            nearness = hand.random.random()
            if clear and abs(x / frame.width - 0.5) < clear:
                nearness *= 0.3
            high = min(high, frame.horizon * 0.98 / frame.size) if draw is places.castle else high
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


def _far(recipe: Recipe, frame: Frame, hand: Hand) -> str:
    """Return hills in the haze and what stands on them."""
    left, _, right, _ = frame.bounds()
    parts = []
    line = frame.horizon
    bottom = frame.horizon + frame.height * 0.2
    for index in range(recipe.hills):
        share = index / max(1, recipe.hills)
        rise = frame.height * (0.13 - 0.11 * share)
        edge = places.ridge(
            hand, left - 5, right + 5, line - rise, frame.size * max(0.06, recipe.swell) * (1 - share * 0.4), 2 + index
        )
        parts.append(places.ground(hand, edge, bottom, recipe.near, recipe.edge, 0.72 - 0.22 * share))
        if recipe.dense or (
            index == 0
            and "sand" not in recipe.extra
            and not {"snow", "craters"} & set(recipe.extra)
            and recipe.hills > 1
        ):
            for at in range(26 if recipe.dense else 12):
                x = left + (right - left) * (at + hand.any(0, 1)) / (26 if recipe.dense else 12)
                draw = plants.pine if hand.random.random() < 0.6 else plants.round_tree
                tall = frame.size * (hand.any(0.2, 0.36) if recipe.dense else hand.any(0.05, 0.09))
                parts.append(draw(hand, x, line - rise + frame.size * 0.05, tall, 0.68 - 0.2 * share))
    if recipe.far:
        mountains = tuple(some for some in recipe.far if some[0] is places.mountain)
        others = tuple(some for some in recipe.far if some[0] is not places.mountain)
        parts = [
            _spread(frame, hand, mountains, line, 0, 0.62),
            *parts,
            _spread(frame, hand, others, line + frame.height * 0.01, frame.height * 0.02, 0.5),
        ]
    return "".join(parts)


def _middle(recipe: Recipe, frame: Frame, hand: Hand, setting: str) -> str:
    left, _, right, _ = frame.bounds()
    top, bottom = frame.horizon, frame.height * 0.95
    if recipe.water in {"sea", "all", "deck", "lake"}:
        parts = [places.water(hand, (left, top, right, bottom + frame.height * 0.2), 0.35, frame.unit)]
        if recipe.water in {"all", "deck"}:
            for row in range(4):
                y = top + frame.height * (0.1 + 0.09 * row)
                parts.append(
                    places.wave(hand, left, right, y, frame.size * (0.012 + 0.012 * row), 0.3 - 0.09 * row, frame.unit)
                )
        if recipe.water == "lake":
            parts.append(
                ellipse(frame.width * 0.5, top, frame.width * 0.7, frame.height * 0.012, hand.tone(recipe.edge, 0.4))
            )
        return "".join(parts) + _spread(frame, hand, recipe.mid, top + frame.height * 0.05, frame.height * 0.12, 0.25)
    edge = places.ridge(hand, left - 5, right + 5, top, frame.size * recipe.swell * 0.8, 2)
    parts = [places.ground(hand, edge, bottom, recipe.near, recipe.edge, 0.3)]
    if setting == "cave":
        parts = [_cave_wall(frame, hand), *parts]
    if setting == "underwater":
        parts = [places.ground(hand, edge, bottom, recipe.near, recipe.edge, 0.55)]
    if "field" in recipe.extra:
        for row in range(9):
            x = frame.width * (row / 8 * 2.4 - 0.7)
            parts.append(
                stroke(
                    [(frame.width * (0.35 + row * 0.045), top + frame.height * 0.01), (x, bottom)],
                    hand.tone("#d9c25f", 0.2, 0.9),
                    frame.unit * 9,
                    extra='opacity=".45"',
                )
            )
    parts.append(_spread(frame, hand, recipe.mid, top + frame.size * 0.03, frame.height * 0.13, 0.34, 0.2))
    if "fence" in recipe.extra:
        parts.append(places.fence(hand, left, right, top + frame.height * 0.17, frame.size * 0.09, 0.1))
    if recipe.water == "river":
        bank = top + frame.height * 0.15
        upper = places.ridge(hand, left - 5, right + 5, bank, frame.size * 0.03, 3)
        body = hand.mix.down(
            css(mix(hand.light.sky[2], rgb(hand.tone("#7fc0d0")), 0.5)),
            hand.tone("#3f93b5", 0.1),
            hand.tone("#2f7a9c", 0, 0.8),
        )
        parts.append(stroke(upper, hand.tone("#7a6a4a", 0.1, 0.8), frame.unit * 7))
        parts.append(path([*upper, (right, bottom + 40), (left, bottom + 40)], body, smooth=False))
        for _ in range(60):
            y = bank + frame.size * 0.03 + hand.any(0, 1) * frame.height * 0.24
            x, long = hand.any(left, right), frame.unit * hand.any(20, 80)
            parts.append(
                stroke(
                    [(x, y), (x + long / 2, y - frame.unit * 2), (x + long, y)],
                    css(mix(hand.light.sky[2], (1, 1, 1), 0.4)),
                    frame.unit * 2,
                    extra='opacity=".45"',
                )
            )
    if recipe.dense:
        color = css(mix(hand.light.rim, hand.light.sky[2], 0.4))
        x = frame.width * (0.5 + 0.34 * hand.light.side)
        parts.append(places.rays(hand, x, -frame.height * 0.2, frame.height * 1.15, color, 0.2))
    if "bunting" in recipe.extra:
        parts.append(_bunting(frame, hand))
    if hand.light.fog > 0.05:
        haze = css(hand.light.haze)
        strength = f"{round(255 * min(0.8, hand.light.fog * 1.6)):02x}"
        fill = hand.mix.down(haze + "00", haze + strength, haze + "00")
        parts.append(box(left, top - frame.height * 0.2, right - left, frame.height * 0.4, fill))
    return "".join(parts)


def _near(recipe: Recipe, frame: Frame, hand: Hand, weather: str) -> str:
    """Return the ground of the figures."""
    left, _, right, bottom = frame.bounds()
    top = frame.height * (0.72 if recipe.water else 0.67)
    line = places.ridge(hand, left - 5, right + 5, top, frame.size * (0.035 if recipe.swell else 0.0), 2)
    parts = [places.ground(hand, line, bottom, recipe.near, recipe.edge, 0.06)]
    if recipe.road and weather != "snow":
        parts.append(_road(frame, hand, top))
    if recipe.water == "deck" or "planks" in recipe.extra:
        parts.append(_planks(frame, hand, top, bottom, recipe))
    else:
        parts.append(
            places.patches(
                hand,
                left,
                top + frame.height * 0.03,
                right,
                bottom,
                (mixed(recipe.near, "#ffffff", 0.25), mixed(recipe.near, "#203018", 0.35)),
                frame.unit,
            )
        )
    pool = css(mix(hand.light.rim, rgb(hand.tone(recipe.edge)), 0.35))
    light = hand.mix.round(pool + "66", pool + "2e", pool + "00")
    parts.append(
        ellipse(frame.width * 0.5, frame.floor - frame.height * 0.03, frame.width * 0.44, frame.height * 0.17, light)
    )
    if "cobbles" in recipe.extra:
        for _ in range(150):
            y = top + frame.size * 0.02 + (bottom - top) * hand.random.random()
            size = frame.unit * (8 + 26 * (y - top) / (bottom - top))
            parts.append(
                ellipse(
                    hand.any(left, right),
                    y,
                    size,
                    size * 0.4,
                    hand.tone(recipe.near, 0, hand.any(0.8, 1.2)),
                    'opacity=".6"',
                )
            )
    if "craters" in recipe.extra:
        for _ in range(9):
            y = top + (bottom - top) * hand.any(0.12, 0.95)
            size = frame.unit * (20 + 80 * (y - top) / (bottom - top)) * hand.any(0.6, 1.2)
            x = hand.any(left, right)
            parts.append(
                ellipse(x, y, size, size * 0.28, hand.tone(recipe.near, 0, 0.62))
                + ellipse(
                    x + hand.light.side * size * 0.06,
                    y + size * 0.05,
                    size * 0.92,
                    size * 0.22,
                    hand.tone(recipe.near, 0, 0.88),
                )
            )
    if weather == "rain":
        parts += [
            places.puddle(
                hand,
                hand.any(left, right),
                top + (bottom - top) * hand.any(0.3, 0.9),
                frame.size * hand.any(0.03, 0.06),
                0,
            )
            for _ in range(5)
        ]
    parts.append(
        _spread(frame, hand, recipe.scatter, top + frame.height * 0.025, bottom - top - frame.height * 0.09, 0.05)
    )
    for draw, count, low, high in recipe.sides:
        start = hand.random.random() < 0.5
        for index in range(count):
            x = frame.width * (0.07 if (index % 2 == 0) == start else 0.93) + hand.any(-0.03, 0.03) * frame.width
            tall = frame.size * hand.any(low, high)
            tall = max(tall, top + frame.height * 0.15) if draw is plants.trunk else tall
            parts.append(draw(hand, x, top + frame.height * hand.any(0.06, 0.12), tall, 0.0))
    return "".join(parts)


def mixed(one: str, other: str, share: float) -> tuple[float, float, float]:
    """Return the mixture of two hexadecimal colours."""
    return mix(rgb(one), rgb(other), share)


def _road(frame: Frame, hand: Hand, top: float) -> str:
    """Return a path that winds from the foreground to the edge of the ground."""
    goal = frame.width * hand.any(0.4, 0.6)
    bend = frame.width * hand.any(-0.06, 0.06)
    bottom = frame.height * 1.1
    points = [
        (goal - frame.width * 0.03, top),
        (goal + bend - frame.width * 0.09, top + (bottom - top) * 0.4),
        (frame.width * 0.22, bottom),
        (frame.width * 0.78, bottom),
        (goal + bend + frame.width * 0.12, top + (bottom - top) * 0.4),
        (goal + frame.width * 0.03, top),
    ]
    return path(points, hand.mix.down(hand.tone("#e2cfa2", 0.1), hand.tone("#c9ab78", 0, 0.9)), extra='opacity=".85"')


def _planks(frame: Frame, hand: Hand, top: float, bottom: float, recipe: Recipe) -> str:
    parts = []
    y, step = top, frame.height * 0.022
    while y < bottom:
        for _ in range(3):
            parts.append(
                stroke(
                    [
                        (x := hand.any(-0.1, 1.0) * frame.width, y + step * 0.5),
                        (x + frame.width * hand.any(0.05, 0.2), y + step * 0.5),
                    ],
                    hand.tone(recipe.near, 0, hand.any(0.75, 1.15)),
                    step * 0.4,
                    extra='opacity=".5"',
                )
            )
        parts.append(
            stroke([(-0.1 * frame.width, y), (1.1 * frame.width, y)], hand.tone("#5a3d28", 0, 0.9), frame.unit * 2)
        )
        y += step
        step *= 1.22
    if recipe.water == "deck":
        rail = top - frame.height * 0.1
        for index in range(16):
            x = frame.width * (-0.06 + index * 1.12 / 15)
            parts.append(
                box(
                    x,
                    rail,
                    frame.unit * 12,
                    top - rail + frame.unit * 6,
                    hand.shaded("#a8754a", 0, 0.3),
                    frame.unit * 4,
                )
            )
        parts.append(
            box(
                -0.1 * frame.width,
                rail - frame.unit * 10,
                1.2 * frame.width,
                frame.unit * 16,
                hand.mix.down(hand.tone("#c9935f"), hand.tone("#8a5a38")),
                frame.unit * 6,
            )
        )
        mast = frame.width * (0.12 if hand.light.side > 0 else 0.88)
        for way in (-0.5, 0.32, 0.6):
            foot = (mast + way * frame.width * hand.light.side, rail)
            parts.append(stroke([(mast, -0.1 * frame.height), foot], hand.tone("#5a4030", 0, 0.9), frame.unit * 3))
        parts.insert(
            0,
            path(
                [
                    (mast, -0.06 * frame.height),
                    (mast + frame.width * 0.2 * hand.light.side, -0.03 * frame.height),
                    (mast + frame.width * 0.42 * hand.light.side, 0.02 * frame.height),
                    (mast + frame.width * 0.46 * hand.light.side, 0.2 * frame.height),
                    (mast + frame.width * 0.38 * hand.light.side, 0.36 * frame.height),
                    (mast + frame.width * 0.18 * hand.light.side, 0.33 * frame.height),
                    (mast, 0.38 * frame.height),
                ],
                hand.shaded("#f3e4c6", 0, 0.2),
            ),
        )
        parts.append(
            box(
                mast - frame.unit * 16,
                -0.1 * frame.height,
                frame.unit * 32,
                top + 0.14 * frame.height,
                hand.shaded("#7f5536", 0, 0.4),
            )
        )
    return "".join(parts)


def _bunting(frame: Frame, hand: Hand) -> str:
    parts = []
    y = frame.height * 0.12
    line = [
        (frame.width * t, y + frame.height * 0.12 * (1 - (2 * t - 1) ** 2)) for t in [i / 20 for i in range(-2, 23)]
    ]
    parts.append(stroke(line, hand.tone("#6a5a4a"), frame.unit * 2))
    for x, top in line:
        color = hand.random.choice(("#d8574a", "#f2c14e", "#5f9a8f", "#e88fa0", "#6f8fc0"))
        parts.append(
            path(
                [(x - frame.unit * 16, top), (x + frame.unit * 16, top), (x, top + frame.unit * 34)],
                hand.tone(color),
                smooth=False,
            )
        )
    return "".join(parts)


def _cave_wall(frame: Frame, hand: Hand) -> str:
    """Return the vault of a cave around its lit mouth."""
    left, top, right, _ = frame.bounds()
    parts = []
    for index in range(9):
        x = left + (right - left) * (index + hand.any(0.2, 0.8)) / 9
        parts.append(places.stalagmite(hand, x, top, -frame.size * hand.any(0.16, 0.4), 0.15))
    return "".join(parts)


def _room(room: Room, frame: Frame, hand: Hand) -> list[Sheet]:
    """Return the wall and the furniture: two layers."""
    left, top, right, bottom = frame.bounds()
    floor = frame.height * 0.66
    side = hand.light.side
    bright, dark = hand.tone(room.wall, 0, 1.04), hand.tone(room.wall, 0, 0.74)
    wall = (
        hand.mix.across(bright, hand.tone(room.wall, 0, 0.95), dark)
        if side < 0
        else hand.mix.across(dark, hand.tone(room.wall, 0, 0.95), bright)
    )
    parts = [box(left, top, right - left, floor - top, wall)]
    if room.stone:
        for _ in range(90):
            parts.append(
                box(
                    hand.any(left, right),
                    hand.any(top, floor),
                    frame.unit * 60,
                    frame.unit * 26,
                    hand.tone(room.wall, 0, hand.any(0.86, 1.08)),
                    4,
                    'opacity=".6"',
                )
            )
    else:
        step = frame.width / 26
        for column in range(int((right - left) / step) + 1):
            for row in range(int((floor - top) / step) + 1):
                x, y = left + step * (column + 0.5 * (row % 2)), top + step * row
                parts.append(ellipse(x, y, step * 0.09, step * 0.13, hand.tone(room.wall, 0, 0.88), 'opacity=".5"'))
    panel = floor - frame.height * 0.17
    if not room.stone:
        parts.append(
            box(
                left,
                panel,
                right - left,
                floor - panel,
                hand.mix.down(hand.tone(room.wainscot, 0, 1.02), hand.tone(room.wainscot, 0, 0.8)),
            )
        )
        parts.append(box(left, panel - frame.unit * 6, right - left, frame.unit * 12, hand.tone(room.wainscot, 0, 1.2)))
        for index in range(22):
            x = left + (right - left) * index / 21
            parts.append(
                box(x, panel, frame.unit * 2.4, floor - panel, hand.tone(room.wainscot, 0, 0.7), 0, 'opacity=".6"')
            )
    parts.append(
        box(
            left,
            floor,
            right - left,
            bottom - floor,
            hand.mix.down(
                hand.tone(room.floor, 0, 0.8), hand.tone(room.floor, 0, 1.04), hand.tone(room.floor, 0, 0.78)
            ),
        )
    )
    for index in range(-8, 26):
        x = frame.width * (index / 18)
        parts.append(
            stroke(
                [
                    (frame.width * 0.5 + (x - frame.width * 0.5) * 0.72, floor),
                    (frame.width * 0.5 + (x - frame.width * 0.5) * 1.7, bottom),
                ],
                hand.tone(room.floor, 0, 0.6),
                frame.unit * 2,
                extra='opacity=".55"',
            )
        )
    parts.append(box(left, floor - frame.unit * 12, right - left, frame.unit * 14, hand.tone(room.wainscot, 0, 0.62)))
    parts.append(box(left, floor, right - left, frame.height * 0.05, hand.mix.down("#2a1a1466", "#2a1a1400")))
    size = room_size(frame)
    for draw, tall, across, up in room.hung:
        if frame.width < frame.height and 0.28 < abs(across - 0.5) and draw is not rooms.great_window:
            continue
        arched = room.stone and draw is rooms.great_window
        y = panel - (panel - 0) * up * 0.9 if draw is not rooms.banner else frame.height * 0.06
        x = frame.width * across
        parts.append(
            rooms.great_window(hand, x, y, size * tall, 0.0, True) if arched else draw(hand, x, y, size * tall, 0.0)
        )
    windows = [across for draw, _, across, _ in room.hung if draw is rooms.great_window]
    if windows and hand.light.dark < 0.9:
        x = frame.width * windows[0]
        beam = [
            (x - size * 0.14, panel),
            (x + size * 0.14, panel),
            (x - side * frame.width * 0.16 + size * 0.3, bottom),
            (x - side * frame.width * 0.16 - size * 0.24, bottom),
        ]
        parts.append(path(beam, hand.mix.down("#fff2c400", "#fff2c448", "#fff2c422"), smooth=False))
    wall_sheet = Sheet("room", "".join(parts), frame.bounds(), 2.2, hand.mix, 0.55, 0.5)
    front = [rooms.rug(hand, frame.width * 0.5, frame.height * 0.87, size * 0.13, 0.0)] if room.rug else []
    for draw, tall, across in room.furniture:
        x, y = frame.width * across, floor + frame.height * 0.05
        front.append(
            ellipse(
                x,
                y + frame.unit * 2,
                size * tall * 0.75,
                frame.height * 0.025,
                hand.mix.round("#1c100c88", "#1c100c00"),
            )
        )
        front.append(draw(hand, x, y, size * tall * 1.12, 0.0))
    if room.lamp:
        front.append(rooms.hanging_lamp(hand, frame.width * room.lamp, frame.height * 0.2, size * 0.07, 0.0))
    return [wall_sheet, Sheet("furniture", "".join(front), frame.bounds(), 1.4, hand.mix, 0.75, 0.6)]
