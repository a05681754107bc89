"""What one sits on or stands in under the sky: bicycles, sledges, carts. 100 units are the height of a child."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, box, ellipse, path, stroke
from digiteller.picturebook.figures.vehicle_parts import DARK, VehicleDrawing, lamp, painted, spoked, toned, wheel


def bicycle(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a bicycle with a carrier behind its saddle."""
    wheels = spoked(-52, 33, DARK, 4, 6) + spoked(54, 33, DARK, 4, 6)
    frame = stroke([(-52, -31), (-20, -68), (34, -72), (0, -30), (-52, -31)], color, 5.4, smooth=False)
    frame += stroke([(-20, -68), (0, -30)], color, 5.4) + stroke([(54, -31), (32, -88)], color, 5.4)
    frame += stroke([(-16, -76), (-22, -68)], DARK, 4) + stroke([(-74, -68), (-34, -68)], "#59616b", 4.4)
    frame += stroke([(-70, -68), (-52, -32)], "#59616b", 2.6) + box(-32, -81, 30, 8, "#5a3a26", 4)
    front = stroke([(24, -94), (32, -90), (40, -92)], DARK, 5) + lamp(44, -78, 6)
    front += ellipse(0, -30, 9, 9, "#59616b") + stroke([(0, -30), (7, -17)], DARK, 4) + box(2, -18, 14, 4, DARK, 2)
    return VehicleDrawing(wheels + frame, front)


def motorbike(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a motorbike for two."""
    wheels = wheel(-66, 32, "#aab2bb") + wheel(70, 32, "#aab2bb")
    frame = stroke([(-66, -32), (-20, -40), (24, -40), (54, -84), (70, -32)], "#59616b", 8, smooth=False)
    frame += box(-28, -60, 56, 38, "#8a939e", 8) + stroke([(10, -28), (-86, -22)], "#c9d0d8", 8)
    seat = path([(-88, -76), (-78, -66), (0, -66), (2, -76)], "#3a2d2a")
    front = path([(-8, -66), (8, -92), (46, -92), (56, -72), (24, -58)], painted(mix, color))
    front += stroke([(54, -84), (42, -110), (34, -108)], DARK, 6) + lamp(66, -88, 9)
    front += path([(38, -44), (58, -68), (92, -62), (102, -44), (72, -58)], painted(mix, color))
    return VehicleDrawing(wheels + frame + seat, front)


def scooter(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a kick scooter."""
    board = box(-50, -20, 84, 8, painted(mix, color), 4)
    pole = stroke([(44, -16), (32, -90)], "#8a939e", 5.4)
    wheels = wheel(-44, 12) + wheel(46, 12)
    return VehicleDrawing(pole + board + wheels, stroke([(22, -92), (42, -90)], DARK, 6))


def sledge(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a wooden sledge on runners."""
    back = "".join(stroke([(x, -4), (x, -30)], "#7a5236", 6) for x in (-46, 0, 44))
    runner = stroke([(-76, -3), (70, -3), (92, -14), (94, -32), (82, -40)], toned(color, 0.8), 7)
    seat = box(-80, -37, 160, 10, mix.down(toned(color, 1.2), color), 4)
    return VehicleDrawing(back + seat, runner + stroke([(82, -38), (104, -58)], "#8a6a4a", 2.6))


def cart(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a cart with two great wheels and shafts."""
    far = box(-92, -86, 168, 34, toned(color, 0.5), 3)
    near = path(
        [(-100, -84), (84, -84), (74, -38), (-90, -38)], mix.down(toned(color, 1.15), toned(color, 0.8)), smooth=False
    )
    near += "".join(
        stroke([(-97 + 2 * at, -69 + 15 * at), (81 - 3 * at, -69 + 15 * at)], toned(color, 0.62), 2.2)
        for at in range(2)
    )
    near += stroke([(-102, -84), (86, -84)], toned(color, 0.62), 7) + stroke([(64, -48), (176, -58)], "#7a5236", 7)
    return VehicleDrawing(far, near + spoked(-10, 46, toned(color, 0.5), 7, 5))


def wagon(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a wagon with four wheels and boards at its sides."""
    far = box(-120, -106, 240, 40, toned(color, 0.5), 4)
    near = path(
        [(-130, -104), (130, -104), (120, -48), (-120, -48)],
        mix.down(toned(color, 1.15), toned(color, 0.8)),
        smooth=False,
    )
    near += "".join(box(x, -108, 8, 62, toned(color, 0.62), 3) for x in (-124, -44, 36, 114))
    near += "".join(stroke([(-126, -104 + 20 * at), (126, -104 + 20 * at)], toned(color, 0.62), 2.4) for at in (1, 2))
    near += stroke([(-132, -104), (132, -104)], toned(color, 1.3), 5)
    near += stroke([(116, -50), (176, -46)], "#7a5236", 7)
    return VehicleDrawing(far, near + spoked(-78, 38, "#6f4a28", 6, 5) + spoked(80, 34, "#6f4a28", 6, 5))


def wheelbarrow(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a wheelbarrow, its wheel before it."""
    far = path([(-50, -66), (54, -66), (44, -50), (-40, -50)], toned(color, 0.55), smooth=False)
    near = path(
        [(-58, -64), (62, -68), (36, -26), (-28, -26)], mix.down(toned(color, 1.15), toned(color, 0.75)), smooth=False
    )
    near += stroke([(-59, -64), (63, -68)], toned(color, 0.6), 5) + stroke(
        [(58, -20), (-30, -34), (-104, -52)], "#8a5f36", 6
    )
    near += stroke([(-26, -30), (-34, -2)], "#59616b", 5)
    return VehicleDrawing(far, near + wheel(58, 19, "#aab2bb"))
