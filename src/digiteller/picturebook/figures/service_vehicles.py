"""Vehicles that are known by what they do: they help, plough, deliver. 100 units are the height of a child."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, Point, box, ellipse, path, stroke
from digiteller.picturebook.figures.road_vehicles import car, lorry_cab, van
from digiteller.picturebook.figures.vehicle_parts import (
    DARK,
    VehicleDrawing,
    bumper,
    glass,
    holed,
    lamp,
    painted,
    pane,
    shine,
    steering_wheel,
    toned,
    wheel,
)

_BLUE, _AMBER = ("#8fd0ff", "#2f7fd6"), ("#ffd98a", "#f0922a")


def _beacon(mix: Gradients, x: float, y: float, colors: tuple[str, str]) -> str:
    """Return a flashing light that stands at (x, y), with its rays."""
    dome = path([(x - 13, y), (x - 9, y - 17), (x + 9, y - 17), (x + 13, y)], mix.down(*colors), smooth=False)
    glow = ellipse(x, y - 10, 40, 34, mix.round(colors[0] + "b0", colors[0] + "00"))
    rays = "".join(
        stroke([(x + dx, y - 10 + dy), (x + dx * 1.7, y - 10 + dy * 1.7)], colors[1], 4)
        for dx, dy in ((-22, -8), (-13, -20), (0, -25), (13, -20), (22, -8))
    )
    return glow + dome + rays


def _cross(x: float, y: float, r: float) -> str:
    return box(x - r, y - r * 0.34, r * 2, r * 0.68, "#d8322c") + box(x - r * 0.34, y - r, r * 0.68, r * 2, "#d8322c")


def ambulance(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a white van with a red cross, a red stripe and a blue light."""
    body: list[Point] = [(-150, -18), (-150, -186), (-140, -196), (58, -196), (82, -176), (122, -104), (146, -92)]
    body += [(152, -74), (152, -18)]
    window = pane(28, -170, 106, -100, 38)
    over = box(-150, -66, 302, 16, "#d8322c") + _cross(-66, -126, 30) + bumper(-154, 156, -24) + lamp(144, -62, 8)
    over += stroke([(18, -186), (18, -26)], toned(color, 0.72), 2.4) + stroke([(28, -80), (42, -80)], DARK, 4)
    front = holed(body, [window], painted(mix, color), toned(color, 0.7)) + shine(window)
    over += steering_wheel(90, -100) + wheel(-90, 29) + wheel(96, 29)
    return VehicleDrawing(_beacon(mix, 30, -196, _BLUE) + glass(window, mix), front + over)


def police_car(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a car with a blue band and a blue light."""
    made = car(mix, color)
    return VehicleDrawing(
        made.back + _beacon(mix, -30, -139, _BLUE), made.front + box(-142, -58, 252, 13, "#2f6fc4", 0, 'opacity=".9"')
    )


def jeep(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a square car for bad roads, its spare wheel at the back."""
    body: list[Point] = [(-126, -30), (-126, -150), (-118, -158), (36, -158), (52, -96), (128, -92), (138, -80)]
    body.append((138, -30))
    panes = [pane(-26, -146, 40, -92, 14), pane(-112, -146, -40, -92)]
    over = stroke([(-33, -88), (-33, -36)], toned(color, 0.7), 2.4) + stroke([(-20, -76), (-6, -76)], DARK, 4)
    over += bumper(-132, 144, -36) + lamp(128, -66, 9) + steering_wheel(26, -92) + box(-126, -170, 168, 8, DARK, 4)
    over += "".join(box(x, -166, 5, 12, DARK) for x in (-112, -40, 26))
    spare = ellipse(-134, -84, 13, 30, DARK) + ellipse(-134, -84, 6, 14, "#d5d9de")
    front = holed(body, panes, painted(mix, color), toned(color, 0.7)) + "".join(map(shine, panes))
    wheels = wheel(-80, 35) + wheel(84, 35)
    return VehicleDrawing(spare + "".join(glass(one, mix) for one in panes), front + over + wheels)


def delivery_van(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a van with a closed box for its goods."""
    made = van(mix, color)
    goods = box(-150, -182, 172, 96, mix.down(toned(color, 1.12), color), 6)
    doors = stroke([(20, -178), (20, -90)], toned(color, 0.72), 3) + box(-132, -164, 128, 54, toned(color, 1.22), 6)
    return VehicleDrawing(made.back, made.front + goods + doors)


def snowplough(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a lorry with a great blade before it, grit behind, and a yellow flashing light."""
    back, front = lorry_cab(mix, color, 42)
    hopper: list[Point] = [(-196, -128), (34, -128), (16, -52), (-176, -52)]
    grit = path([(-178, -126), (-120, -152), (-70, -156), (-20, -144), (18, -126)], "#c9b48c")
    load = path(hopper, painted(mix, color), smooth=False, extra=f'stroke="{toned(color, 0.65)}" stroke-width="3"')
    load += "".join(stroke([(x, -124), (x + 6, -56)], toned(color, 0.7), 4) for x in (-140, -84, -28))
    stripes = "".join(
        path([(x, -128), (x + 14, -128), (x + 6, -112), (x - 8, -112)], "#fff2d0", smooth=False)
        for x in (-180, -140, -100, -60, -20)
    )
    blade: list[Point] = [(184, -112), (208, -92), (220, -50), (214, -4), (252, 2), (246, -60), (224, -114)]
    plough = stroke([(160, -44), (206, -40)], "#4c535c", 9) + path(blade, mix.across("#ffb03a", "#d9661f"))
    plough += stroke([(190, -109), (216, -84), (226, -50), (220, -6)], "#fff2d0", 4)
    snow = "".join(
        ellipse(x, y, r, r * 0.8, tone)
        for x, y, r, tone in ((246, -10, 26, "#e2ecf5"), (270, -2, 22, "#f4f9fd"), (258, -30, 17, "#ffffff"))
    )
    chassis = box(-200, -48, 350, 16, "#4c535c", 4)
    wheels = wheel(-150, 31) + wheel(-82, 31) + wheel(106, 31)
    return VehicleDrawing(
        _beacon(mix, 78, -186, _AMBER) + grit + back, chassis + load + stripes + front + wheels + snow + plough
    )


def rubbish_lorry(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a lorry with a round closed box into which bins are emptied."""
    back, front = lorry_cab(mix, color, 62)
    hold: list[Point] = [(-200, -50), (-208, -150), (-176, -190), (40, -190), (48, -178), (48, -50)]
    edge = f'stroke="{toned(color, 0.65)}" stroke-width="3"'
    load = path(hold, painted(mix, toned(color, 0.92)), smooth=False, extra=edge)
    load += "".join(stroke([(x, -186), (x, -56)], toned(color, 0.7), 4) for x in (-150, -90, -30, 24))
    mouth = path([(-204, -56), (-212, -146), (-176, -146), (-170, -56)], "#3a3f47", smooth=False)
    return VehicleDrawing(
        _beacon(mix, 96, -186, _AMBER) + back,
        box(-200, -46, 320, 16, "#4c535c", 4)
        + load
        + mouth
        + front
        + wheel(-150, 29)
        + wheel(-84, 29)
        + wheel(128, 29),
    )


def milk_float(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a small open van with crates of milk bottles under its roof."""
    back, front = lorry_cab(mix, color, 22)
    roof = box(-150, -186, 180, 12, painted(mix, color), 4) + box(-148, -176, 7, 130, toned(color, 0.7))
    crates = ""
    for row in (-106, -56):
        for x in (-136, -84, -32):
            crates += "".join(
                box(x + 4 + 14 * at, row - 36, 9, 34, "#fdfdfb", 4) + box(x + 5 + 14 * at, row - 40, 7, 6, "#c8403c", 2)
                for at in range(3)
            )
            crates += box(x, row - 18, 46, 20, "#b98450", 2) + stroke([(x, row - 8), (x + 46, row - 8)], "#8f6035", 2)
    bed = box(-156, -54, 190, 20, toned(color, 0.85), 4)
    return VehicleDrawing(back, roof + crates + bed + front + wheel(-98, 25) + wheel(90, 25))


def tram(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a tram under its wire."""
    body: list[Point] = [(-226, -22), (-230, -150), (-214, -204), (214, -204), (230, -150), (226, -22)]
    panes = [pane(-208 + 84 * at, -188, -140 + 84 * at, -118) for at in range(5)]
    over = box(-230, -104, 460, 34, "#fff3d6") + lamp(214, -54, 9) + box(-232, -30, 464, 14, "#4c535c", 4)
    over += "".join(stroke([(x, -110), (x, -34)], toned(color, 0.7), 2.4) for x in (-132, 124))
    pole = stroke([(-60, -206), (-20, -262), (30, -214)], DARK, 4, smooth=False) + stroke(
        [(-70, -263), (30, -263)], DARK, 5
    )
    front = holed(body, panes, painted(mix, color), toned(color, 0.7)) + "".join(map(shine, panes)) + over
    wheels = "".join(wheel(x, 17, "#8a96a3") for x in (-160, -110, 110, 160))
    return VehicleDrawing(pole + "".join(glass(one, mix) for one in panes), wheels + front)
