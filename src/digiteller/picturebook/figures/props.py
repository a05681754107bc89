"""Things that Twemoji lacks or draws too differently: drawn 36 units wide and high, like its sprites."""

from __future__ import annotations

from digiteller.picturebook.drawing.light import css, rgb, rotate_hue
from digiteller.picturebook.drawing.recolouring import dye_drawing
from digiteller.picturebook.drawing.vector import Gradients, box, group, path, stroke
from digiteller.picturebook.figures.branch import branch
from digiteller.picturebook.figures.own_things import OWN_THINGS
from digiteller.picturebook.figures.species import list_species
from digiteller.picturebook.figures.sprites import drawing
from digiteller.picturebook.figures.vehicles import draw_vehicle, toy_of, vehicles
from digiteller.picturebook.figures.work_tools import brush, crook, spade, spoon, sweeps_brush

_DYED = {"📖": "#226699", "🛷": "#9d0522", "☕": "#ccd6dd", "🕯": "#e1e8ed", "✉️": "#e1e8ed"}
"""The part of a thing that its colour speaks of, where it is not the largest one."""
_REDRAWN = {"🔑": "own:key", "🗝": "own:key", "🛤": "own:rails", "🖌": "own:brush"}
"""Emoji that are no drawing of the thing alone, or that nobody would know in a hand, to ours."""
_COLORED = "\ufe0f"


def draw_prop(key: str, lit: bool, mix: Gradients, dye: str = "") -> str:
    """Return the drawing of a prop: an emoji or one of ours (``own:...``), dyed ``#rrggbb``; "" if there is none."""
    key = _REDRAWN.get(key.removesuffix(_COLORED), key)
    if not key.startswith("own:"):
        return dye_drawing(drawing(key), dye, _DYED.get(key, ""))
    if kind := list_species().get(key.removeprefix("own:figure ")):  # a toy or a carving of an animal
        return dye_drawing(drawing(kind.sprite or kind.head), dye)
    if own := OWN_THINGS.get(key):
        return own.draw(mix, dye or own.color)
    made = {
        "own:lantern": lambda: _lantern(lit, mix, dye or "#b98a42"),
        "own:star": lambda: _star(mix),
        "own:paper boat": lambda: _paper_boat(mix, dye or "#e4f1fb"),
        "own:boat": lambda: _boat(mix, dye or "#b9743f"),
        "own:branch": lambda: branch(mix),
        "own:spade": lambda: spade(mix),
        "own:spoon": spoon,
        "own:brush": brush,
        "own:crook": crook,
        "own:sweep's brush": sweeps_brush,
        "own:nest": lambda: drawing("🪺"),
        "own:rainbow": _rainbow,
    }
    return made[key]() if key in made else _model(key, mix, dye)


def _model(key: str, mix: Gradients, dye: str) -> str:
    """Return a vehicle so small that hands can hold it; "" for what is none."""
    drawn = draw_vehicle(key, "", mix, dye)
    if drawn is None:
        return ""
    left, top, right, bottom = (toy_of(key) or vehicles()[key]).box
    scale = 34 / max(right - left, bottom - top)
    return group(drawn[0], 18 - scale * (left + right) / 2, 35 - scale * bottom, scale)


def _lantern(lit: bool, mix: Gradients, color: str) -> str:
    """Return an old lantern with a handle; its glass bright if ``lit``."""
    iron, edge = mix.across(_toned(color, 1.26), color, _toned(color, 0.66)), _toned(color, 0.55)
    glass = mix.round("#fffbe0", "#ffe38a", "#f2a63c") if lit else mix.down("#a9c4cf", "#6f8894", "#566a76")
    parts = [
        f'<path d="M11 11C11 2 25 2 25 11" fill="none" stroke="{edge}" stroke-width="1.5"/>',
        path([(10.5, 13), (14, 8.6), (22, 8.6), (25.5, 13)], iron, smooth=False),
        box(16.4, 6.6, 3.2, 2.4, edge, 1),
    ]
    parts.append(box(11.6, 13, 12.8, 15, glass, 1.6))
    if lit:
        parts.append(
            path([(18, 16.5), (20.6, 22), (18, 25.6), (15.4, 22)], "#ff9d3a")
            + path([(18, 19.6), (19.3, 22.6), (18, 25), (16.7, 22.6)], "#fff6c4")
        )
    else:
        parts.append(
            box(17.4, 22.6, 1.2, 4.4, "#3d444a")
            + path([(13, 14.5), (15, 14.5), (13.6, 24)], "#ffffff", smooth=False, extra='opacity=".35"')
        )
    parts += (
        [box(x, 12.6, 1.1, 15.8, edge) for x in (11.2, 17.5, 23.7)]
        if not lit
        else [box(x, 12.6, 1.1, 15.8, edge) for x in (11.2, 23.7)]
    )
    parts.append(box(10, 27.6, 16, 2.6, iron, 1) + box(8.8, 29.8, 18.4, 2.6, iron, 1.2))
    return group("".join(parts), 0, 2.4)


def _star(mix: Gradients) -> str:
    points = [(18, 3), (22, 13), (33, 14), (24.6, 21), (27.6, 32), (18, 26), (8.4, 32), (11.4, 21), (3, 14), (14, 13)]
    return path(
        points,
        mix.round("#fffbe0", "#ffe07a", "#f7b93f"),
        smooth=False,
        extra='stroke="#ffe8a0" stroke-width="1.6" stroke-linejoin="round"',
    )


def _paper_boat(mix: Gradients, color: str) -> str:
    sail = path([(18, 6), (27, 24), (9, 24)], mix.across(_toned(color, 1.1), _toned(color, 0.88)), smooth=False)
    shape = [(2, 18), (11, 24), (25, 24), (34, 18), (28, 32), (8, 32)]
    hull = path(shape, mix.down(color, _toned(color, 0.74)), smooth=False)
    return sail + hull + path([(18, 6), (18, 24), (27, 24)], _toned(color, 0.8), smooth=False, extra='opacity=".7"')


def _boat(mix: Gradients, color: str) -> str:
    shape = [(1, 21), (35, 21), (30, 31), (6, 31)]
    hull = path(shape, mix.down(color, _toned(color, 0.66)), smooth=False)
    rim = stroke([(1.5, 21.4), (34.5, 21.4)], _toned(color, 1.3), 1.8)
    return hull + rim + stroke([(4, 25.6), (32, 25.6)], _toned(color, 0.55), 0.7)


def _toned(color: str, value: float) -> str:
    """Return a colour darker or brighter."""
    return css(rotate_hue(rgb(color), 0, value))


def _rainbow() -> str:
    """Return a rainbow twice as wide as the other props."""
    colors = ("#e8584f", "#f29a45", "#f7d85a", "#6fbf6a", "#5a9fe0", "#8a6fc8")
    arcs = (
        f'<path d="M{-14 + at} 35A{32 - at} {32 - at} 0 0 1 {50 - at} 35" stroke="{color}"/>'
        for at, color in ((1.6 * place, color) for place, color in enumerate(colors))
    )
    return f'<g fill="none" stroke-width="1.7" opacity=".6">{"".join(arcs)}</g>'
