"""Cars, buses and whatever else drives on a road with its people inside: 100 units are the height of a child."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.picturebook.drawing.vector import Gradients, Point, box, ellipse, path, stroke
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


def _closed(
    mix: Gradients, color: str, body: Sequence[Point], panes: Sequence[Sequence[Point]], wheels: str, over: str
) -> VehicleDrawing:
    """Return a body with open windows: the glass of its far side behind its people."""
    inside = "".join(glass(one, mix) for one in panes)
    front = holed(body, panes, painted(mix, color), toned(color, 0.7)) + "".join(map(shine, panes))
    return VehicleDrawing(inside, front + over + wheels)


def car(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a small car with two doors."""
    body = [
        *((-142, -16), (-146, -62), (-134, -74), (-104, -132), (-86, -140), (22, -140), (40, -132), (72, -76)),
        *((116, -68), (126, -52), (126, -16)),
    ]
    panes: list[list[Point]] = [pane(-12, -131, 58, -73, 32), [(-86, -131), (-22, -131), (-22, -73), (-112, -73)]]
    trim = toned(color, 0.72)
    over = stroke([(-17, -70), (-17, -20)], trim, 2) + stroke([(62, -70), (60, -22)], trim, 2)
    over += stroke([(-8, -58), (6, -58)], trim, 4) + bumper(-148, 128, -22) + lamp(119, -52, 8)
    over += ellipse(-142, -52, 5, 7, "#d9362f") + steering_wheel(50, -72)
    return _closed(mix, color, body, panes, wheel(-88, 27) + wheel(76, 27), over)


def taxi(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a car with a sign on its roof and a chequered belt."""
    made = car(mix, color)
    checks = "".join(box(-128 + 12 * at, -50 + 6 * (at % 2), 6, 6, DARK) for at in range(20))
    sign = box(-46, -156, 42, 17, "#fff6cf", 4, f'stroke="{DARK}" stroke-width="2.5"') + box(-36, -150, 22, 4, DARK, 2)
    return VehicleDrawing(made.back + sign, made.front + checks)


def van(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a delivery van."""
    body = [
        *((-150, -18), (-150, -172), (-138, -182), (62, -182), (84, -172), (122, -104), (146, -92), (152, -74)),
        (152, -18),
    ]
    panes = [pane(28, -168, 106, -100, 38), pane(-56, -168, 12, -100), pane(-136, -168, -72, -100)]
    trim = toned(color, 0.72)
    over = box(-150, -84, 302, 9, "#ffffff", 0, 'opacity=".7"') + bumper(-154, 156, -24) + lamp(144, -62, 8)
    over += stroke([(20, -96), (20, -26)], trim, 2.4) + stroke([(110, -96), (108, -26)], trim, 2.4)
    over += stroke([(28, -70), (42, -70)], trim, 4) + steering_wheel(90, -100)
    return _closed(mix, color, body, panes, wheel(-90, 29) + wheel(96, 29), over)


def bus(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a bus with a row of windows."""
    body = [(-225, -20), (-225, -204), (-212, -216), (206, -216), (222, -204), (230, -110), (230, -20)]
    panes = [pane(-208 + 78 * at, -196, -142 + 78 * at, -124) for at in range(5)]
    panes.append(pane(184, -196, 222, -120, 6))
    panes[4] = pane(104, -196, 172, -120)
    trim = toned(color, 0.72)
    over = box(-225, -104, 455, 10, "#fff6dc", 0, 'opacity=".85"') + bumper(-229, 234, -26)
    over += stroke([(98, -116), (98, -28)], trim, 2.4) + stroke([(178, -116), (178, -28)], trim, 2.4)
    over += lamp(222, -58, 9) + ellipse(-222, -60, 5, 8, "#d9362f") + steering_wheel(166, -122)
    over += box(-190, -214, 270, 12, "#fff6dc", 4)
    return _closed(mix, color, body, panes, wheel(-138, 32) + wheel(142, 32), over)


def lorry_cab(mix: Gradients, color: str, left: float) -> tuple[str, str]:
    """Return the cab of a lorry, 120 wide, from ``left`` on: what is behind and before its people."""
    body = [(left, -26), (left, -178), (left + 10, -186), (left + 74, -186), (left + 112, -112), (left + 122, -104)]
    body += [(left + 122, -26)]
    door = pane(left + 14, -172, left + 98, -104, 32)
    over = bumper(left, left + 126, -34) + lamp(left + 114, -68, 8) + steering_wheel(left + 84, -104)
    over += stroke([(left + 12, -100), (left + 12, -36)], toned(color, 0.72), 2.4)
    over += stroke([(left + 20, -78), (left + 34, -78)], toned(color, 0.6), 4)
    front = holed(body, [door], painted(mix, color), toned(color, 0.7)) + shine(door) + over
    return glass(door, mix), front


def lorry(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a lorry with an open bed on which some may stand."""
    back, front = lorry_cab(mix, color, 62)
    wood = "#a9743f"
    boards = box(-196, -96, 246, 58, mix.down(toned(wood, 1.15), wood), 3)
    boards += "".join(stroke([(-192, -96 + 19 * at), (46, -96 + 19 * at)], toned(wood, 0.68), 2) for at in (1, 2))
    boards += "".join(box(x, -104, 8, 68, toned(wood, 0.6), 2) for x in (-198, -116, -38, 44))
    far = box(-194, -112, 242, 30, toned(wood, 0.55), 3)
    chassis = box(-200, -42, 320, 16, "#4c535c", 4)
    wheels = wheel(-150, 29) + wheel(-84, 29) + wheel(128, 29)
    return VehicleDrawing(far + back, chassis + boards + front + wheels)


def fire_engine(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a fire engine with its ladder."""
    body = [(-210, -24), (-210, -150), (-200, -158), (-2, -158), (-2, -188), (8, -196), (152, -196), (186, -116)]
    body += [(196, -106), (196, -24)]
    panes = [pane(84, -182, 172, -112, 30), pane(10, -182, 70, -112), pane(-190, -144, -136, -92)]
    ladder = "".join(stroke([(-216, y), (6, y - 14)], "#d8dde3", 5) for y in (-172, -186))
    ladder += "".join(
        stroke([(-204 + 23 * at, -173 - 1.5 * at), (-204 + 23 * at, -187 - 1.5 * at)], "#d8dde3", 3.4)
        for at in range(9)
    )
    siren = path([(88, -196), (92, -212), (112, -212), (116, -196)], mix.down("#8fd0ff", "#2f7fd6"), smooth=False)
    over = box(-210, -84, 406, 9, "#fff6dc") + bumper(-214, 200, -32) + lamp(188, -66, 9) + steering_wheel(158, -112)
    over += (
        ellipse(-62, -116, 25, 25, "#f1e6c8") + ellipse(-62, -116, 17, 17, "#c9a24c") + ellipse(-62, -116, 6, 6, DARK)
    )
    over += stroke([(77, -106), (77, -36)], toned(color, 0.66), 2.4) + stroke(
        [(2, -106), (2, -36)], toned(color, 0.66), 2.4
    )
    made = _closed(mix, color, body, panes, wheel(-130, 31) + wheel(122, 31), over)
    return VehicleDrawing(ladder + siren + made.back, made.front)


def tractor(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a tractor with an open cab between its great wheels."""
    cab = [(-70, -70), (-66, -176), (28, -176), (40, -86)]
    back = path(cab, mix.down(*("#cfe6ee", "#a9cbd8")), smooth=False, extra='opacity=".55"')
    back += stroke([(-68, -80), (-64, -176)], toned(color, 0.6), 6) + box(-76, -186, 118, 13, painted(mix, color), 6)
    hood = [(16, -30), (16, -92), (24, -100), (112, -94), (122, -86), (122, -30)]
    front = box(-78, -88, 100, 46, painted(mix, color), 8) + path(hood, painted(mix, color), smooth=False)
    front += "".join(stroke([(64 + 13 * at, -78), (64 + 13 * at, -48)], toned(color, 0.6), 3) for at in range(4))
    front += stroke([(30, -176), (38, -92)], toned(color, 0.6), 5) + stroke([(96, -94), (96, -136)], "#4c535c", 7)
    front += lamp(118, -74, 7) + steering_wheel(12, -94)
    wheels = wheel(-46, 52, "#e8c25a") + wheel(94, 31, "#e8c25a")
    return VehicleDrawing(back, front + wheels)


def digger(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a digger on its tracks, its bucket in the air before it."""
    dark = toned(color, 0.62)
    cab = [(-58, -62), (-58, -172), (10, -172), (24, -110), (24, -62)]
    back = path(cab, mix.down(*("#cfe6ee", "#a9cbd8")), smooth=False, extra='opacity=".55"')
    back += stroke([(-56, -70), (-56, -172)], dark, 6) + box(-66, -182, 84, 12, painted(mix, color), 6)
    body = [(-118, -46), (-118, -104), (-108, -112), (-56, -112), (-48, -86), (40, -86), (40, -46)]
    front = path(body, painted(mix, color), smooth=False) + stroke(
        [(12, -172), (25, -110), (25, -88)], dark, 5, smooth=False
    )
    front += "".join(stroke([(-104 + 13 * at, -98), (-104 + 13 * at, -66)], dark, 3) for at in range(3))
    boom = [(24, -70), (92, -186), (104, -192), (110, -180), (44, -62)]
    arm = [(96, -192), (168, -132), (160, -122), (92, -176)]
    front += path(arm, painted(mix, color), smooth=False) + path(boom, painted(mix, toned(color, 1.06)), smooth=False)
    front += stroke([(50, -84), (78, -140)], "#c3c8d2", 6) + box(97, -191, 10, 10, "#4c535c", 5)
    bucket = [(150, -132), (184, -136), (190, -104), (176, -88), (152, -92), (158, -112)]
    teeth = "".join(path([(x, -92), (x + 4, -78), (x + 8, -90)], "#8a96a3", smooth=False) for x in (150, 160, 170))
    front += teeth + path(bucket, mix.across("#8a8f98", "#5a606a"), smooth=False)
    track = box(-116, -44, 160, 44, "#3a3f47", 22) + box(-106, -35, 140, 26, "#59606b", 13)
    return VehicleDrawing(back, front + track + "".join(wheel(x, 13, "#8a96a3", -22) for x in (-92, -54, -16, 22)))
