"""Trains and what flies, with their people inside: 100 units are the height of a child."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, Point, box, ellipse, path, stroke
from digiteller.picturebook.figures.vehicle_parts import (
    DARK,
    VehicleDrawing,
    glass,
    holed,
    lamp,
    painted,
    pane,
    shine,
    spoked,
    steering_wheel,
    toned,
)


def locomotive(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a steam engine: its driver looks out of the cab."""
    iron, brass = "#3d444d", "#d9ab4a"
    window = pane(-112, -164, -44, -96)
    cab = [(-130, -34), (-130, -180), (-28, -180), (-28, -34)]
    boiler = box(-30, -112, 152, 66, mix.down(toned(iron, 1.5), iron, toned(iron, 0.7)), 12)
    boiler += "".join(box(x, -113, 6, 68, brass, 2) for x in (2, 56, 104))
    chimney = path([(76, -110), (82, -150), (74, -166), (112, -166), (104, -150), (108, -110)], iron, smooth=False)
    chimney += box(72, -172, 42, 9, brass, 3)
    dome = ellipse(28, -112, 20, 20, brass)
    front = chimney + dome + boiler + holed(cab, [window], painted(mix, color), toned(color, 0.7)) + shine(window)
    front += box(-140, -190, 124, 13, toned(color, 0.62), 6) + box(-134, -46, 262, 15, "#8a2f2a", 4) + lamp(122, -92, 9)
    front += path([(112, -34), (150, -4), (104, -4)], "#8a2f2a", smooth=False)
    front += (
        spoked(-96, 30, iron, 6, 5) + spoked(-30, 30, iron, 6, 5) + spoked(40, 22, iron, 5) + spoked(88, 22, iron, 5)
    )
    front += stroke([(-96, -22), (-30, -22), (40, -18)], "#aab2bb", 6, smooth=False)
    puffs = ((70, -190, 15), (50, -212, 20), (18, -226, 24))
    smoke = "".join(ellipse(x, y, r, r * 0.84, "#ffffff", 'opacity=".75"') for x, y, r in puffs)
    return VehicleDrawing(smoke + glass(window, mix), front)


def train(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a steam engine with a carriage for its passengers."""
    engine = locomotive(mix, color)
    coach, iron = "#2f7f6a", "#3d444d"
    panes = [pane(-244 + 64 * at, -160, -190 + 64 * at, -96) for at in range(4)]
    body = [(-262, -34), (-262, -170), (-256, -176), (4, -176), (10, -170), (10, -34)]
    back = "".join(glass(one, mix) for one in panes)
    front = holed(body, panes, painted(mix, coach), toned(coach, 0.7)) + "".join(map(shine, panes))
    front += (
        box(-270, -188, 288, 14, "#ece3cf", 7) + box(-262, -84, 272, 8, "#f3dc9a") + box(-264, -42, 280, 12, iron, 4)
    )
    front += "".join(spoked(x, 21, iron, 5) for x in (-222, -176, -76, -30))
    hook = box(16, -46, 18, 7, iron, 3)

    def moved(content: str) -> str:
        return f'<g transform="translate(158 0)">{content}</g>'

    return VehicleDrawing(moved(engine.back) + back, hook + moved(engine.front) + front)


def rocket(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a rocket that stands on its fins, with round windows one above the other."""
    spots = [(0, -218, 30), (0, -146, 30), (0, -82, 25)]
    hull = (
        '<path d="M0 -330C46 -286 62 -220 60 -150C58 -100 50 -60 40 -34H-40'
        "C-50 -60 -58 -100 -60 -150C-62 -220 -46 -286 0 -330Z"
        + "".join(f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0Z" for x, y, r in spots)
        + f'" fill-rule="evenodd" fill="{mix.across("#ffffff", "#eef1f5", "#b9c3d0")}"/>'
    )
    fins = "".join(
        path([(way * 46, -112), (way * 92, -46), (way * 86, 0), (way * 40, -36)], painted(mix, color))
        for way in (-1, 1)
    )
    nose = f'<path d="M0 -334C26 -306 40 -282 48 -258H-48C-40 -282 -26 -306 0 -334Z" fill="{painted(mix, color)}"/>'
    rims = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r + 2}" fill="none" stroke="{toned(color, 0.9)}" stroke-width="7"/>'
        for x, y, r in spots
    )
    jet = path([(-22, -32), (22, -32), (12, 10), (0, 34), (-12, 10)], mix.down("#fff3b0", "#ffb545", "#f2703a"))
    inside = "".join(ellipse(x, y, r, r, mix.down("#6a7fae", "#3f4f86")) for x, y, r in spots)
    nozzle = path([(-30, -36), (30, -36), (38, -12), (-38, -12)], "#59616b", smooth=False)
    return VehicleDrawing(inside, jet + fins + hull + nose + nozzle + rims)


def aeroplane(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a small aeroplane with a propeller."""
    body = [(-196, -78), (-190, -96), (-60, -126), (-30, -150), (70, -150), (102, -112), (150, -100), (166, -78)]
    body += [(150, -52), (60, -38), (-60, -42)]
    panes: list[list[Point]] = [pane(26, -142, 90, -92, 26), [(-26, -142), (16, -142), (16, -92), (-42, -92)]]
    panes.append([(-98, -110), (-54, -120), (-54, -88), (-98, -88)])
    tail = path([(-196, -86), (-222, -158), (-188, -160), (-142, -98)], painted(mix, color), smooth=False)
    fin = path([(-214, -90), (-150, -78), (-196, -68), (-226, -76)], toned(color, 0.8), smooth=False)
    wing = path(
        [(-40, -58), (56, -58), (14, -24), (-62, -22)], mix.down(toned(color, 1.1), toned(color, 0.7)), smooth=False
    )
    front = tail + holed(body, panes, painted(mix, color), toned(color, 0.7)) + fin + "".join(map(shine, panes))
    front += stroke([(-190, -76), (148, -74)], "#fff6dc", 7, extra='opacity=".85"') + wing
    front += stroke([(40, -40), (46, -16)], DARK, 5) + stroke([(-20, -40), (-30, -16)], DARK, 5)
    front += ellipse(48, -12, 12, 12, DARK) + ellipse(-30, -12, 12, 12, DARK)
    front += ellipse(172, -78, 7, 54, "#dfe6ec", 'opacity=".6"') + ellipse(168, -78, 10, 12, "#59616b")
    return VehicleDrawing("".join(glass(one, mix) for one in panes), front + steering_wheel(78, -92))


def helicopter(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a helicopter with a great pane before its driver."""
    body = [(-88, -96), (-70, -154), (-40, -172), (44, -172), (92, -134), (108, -94), (92, -58), (-56, -52)]
    panes: list[list[Point]] = [[(16, -162), (42, -162), (84, -130), (96, -96), (16, -96)], pane(-58, -158, 4, -98)]
    boom = path([(-80, -130), (-214, -144), (-214, -128), (-72, -84)], painted(mix, color), smooth=False)
    tail = path([(-206, -140), (-226, -180), (-204, -180), (-190, -140)], toned(color, 0.8), smooth=False)
    tail += ellipse(-212, -136, 25, 25, "#dfe6ec", 'opacity=".5"')
    skids = stroke([(-66, -8), (84, -8), (96, -18)], DARK, 6, smooth=False)
    skids += stroke([(-34, -54), (-42, -10)], DARK, 5) + stroke([(50, -56), (58, -10)], DARK, 5)
    mast = box(-2, -192, 8, 24, DARK) + ellipse(0, -194, 152, 6, "#59616b", 'opacity=".75"')
    front = boom + tail + skids + holed(body, panes, painted(mix, color), toned(color, 0.7)) + mast
    front += "".join(map(shine, panes)) + stroke([(-76, -82), (98, -82)], "#fff6dc", 7, extra='opacity=".85"')
    return VehicleDrawing("".join(glass(one, mix) for one in panes), front)


def hot_air_balloon(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a hot-air balloon: its people stand in the basket."""
    bag = (
        "M0 -452C92 -452 140 -394 136 -326C132 -266 70 -212 38 -182"
        "H-38C-70 -212 -132 -266 -136 -326C-140 -394 -92 -452 0 -452Z"
    )
    stripe = "M0 -452C{0} -440 {0} -300 {1} -182H{2}C{3} -300 {3} -440 0 -452Z"
    parts = [f'<path d="{bag}" fill="{mix.across(toned(color, 1.16), color, toned(color, 0.7))}"/>']
    for outer, inner in ((104, 46), (-46, -104)):
        data = stripe.format(outer, 24 if outer > 0 else -10, 10 if outer > 0 else -24, inner)
        parts.append(f'<path d="{data}" fill="#fff3cf" fill-opacity=".85"/>')
    bag_up = f'<g transform="translate(0 -154) scale(.74) translate(0 182)">{"".join(parts)}</g>'
    ropes = "".join(stroke([(x * 0.46, -156), (x, -54)], "#7a5236", 2.2) for x in (-56, -20, 20, 56))
    flame = path([(-9, -150), (0, -176), (9, -150)], "#ffb545") + box(-14, -152, 28, 9, "#59616b", 3)
    far = box(-58, -64, 116, 16, "#6f4a28", 5)
    wicker = "#b98450"
    basket = path(
        [(-62, -58), (62, -58), (52, 0), (-52, 0)], mix.down(toned(wicker, 1.12), toned(wicker, 0.72)), smooth=False
    )
    basket += "".join(
        stroke([(-59 + at, -46 + 12 * at), (59 - at, -46 + 12 * at)], toned(wicker, 0.7), 2) for at in range(4)
    )
    basket += stroke([(-64, -58), (64, -58)], toned(wicker, 0.62), 9)
    return VehicleDrawing(bag_up + flame + ropes + far, basket)


def saucer(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a flying saucer with a dome of glass."""
    dome = path(
        [(-64, -62), (-58, -128), (0, -160), (58, -128), (64, -62)],
        mix.down("#d6f2ff", "#9fd6ee"),
        extra='opacity=".7"',
    )
    rim = ellipse(0, -46, 150, 34, mix.down(toned(color, 1.2), color, toned(color, 0.6)))
    rim += ellipse(0, -62, 74, 12, toned(color, 0.7)) + "".join(
        ellipse(x, -42 + abs(x) * 0.02 + 10, 8, 8, "#ffe38a") for x in (-108, -56, 0, 56, 108)
    )
    legs = "".join(stroke([(x, -24), (x * 1.2, -2)], "#59616b", 6) for x in (-64, 64))
    belt = path([(-74, -60), (74, -60), (80, -38), (-80, -38)], mix.down(toned(color, 1.05), color), smooth=False)
    return VehicleDrawing(dome, legs + rim + belt)
