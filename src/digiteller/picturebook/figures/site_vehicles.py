"""What drives about on a building site: 100 units are the height of a child."""

from __future__ import annotations

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

_STEEL = "#59616b"


def digger(mix: Gradients, color: str) -> VehicleDrawing:
    """Return an excavator on its tracks, the bucket raised before it."""
    body: list[Point] = [(-112, -52), (-116, -104), (-104, -116), (-36, -116), (-36, -198), (-28, -206), (30, -206)]
    body += [(46, -192), (58, -112), (58, -52)]
    window = pane(-24, -192, 48, -104, 14)
    inside = glass(window, mix)
    front = _tracks(-116, 76) + holed(body, [window], painted(mix, color), toned(color, 0.7)) + shine(window)
    front += "".join(stroke([(-100, -100 + 11 * at), (-54, -100 + 11 * at)], toned(color, 0.6), 4) for at in range(4))
    front += steering_wheel(42, -108) + stroke([(-30, -96), (52, -96)], toned(color, 0.7), 4)
    boom: list[Point] = [(46, -86), (66, -84), (140, -186), (178, -196), (172, -214), (128, -206)]
    stick: list[Point] = [(166, -214), (184, -208), (206, -106), (190, -102)]
    ram = stroke([(64, -130), (124, -190)], "#c9d2da", 6) + stroke([(62, -126), (94, -160)], _STEEL, 9)
    scoop: list[Point] = [(180, -116), (216, -120), (240, -108), (238, -84), (224, -66), (192, -64), (178, -80)]
    bucket = path(scoop, toned(color, 0.62), smooth=False)
    teeth = "".join(
        path([(x, -66), (x + 9, -67), (x + 3, -52)], "#d5d9de", smooth=False) for x in (194.0, 206.0, 218.0)
    )
    earth = path([(186, -112), (204, -128), (226, -116), (232, -98)], "#7a5236")
    edge = f'stroke="{toned(color, 0.7)}" stroke-width="3"'
    arm = ram + earth + teeth + bucket + path(stick, painted(mix, color), smooth=False, extra=edge)
    arm += path(boom, painted(mix, color), smooth=False, extra=edge)
    arm += "".join(ellipse(x, y, 7, 7, DARK) for x, y in ((58, -86), (174, -206), (198, -106)))
    return VehicleDrawing(inside, arm + front)


def crane(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a crane on a lorry, its jib raised, with a load on the hook."""
    low: list[Point] = [(-190, -24), (-190, -60), (196, -60), (196, -24)]
    cab: list[Point] = [(92, -58), (92, -166), (102, -176), (168, -176), (188, -100), (198, -92), (198, -30), (92, -30)]
    window = pane(102, -164, 180, -96, 18)
    rope = stroke([(214, -392), (214, -236)], DARK, 3) + stroke([(-22, -150), (214, -392)], DARK, 2.4)
    load = box(186, -236, 56, 12, "#b98450", 3) + box(190, -224, 48, 10, "#a5733f", 3)
    hook = stroke([(214, -262), (200, -238)], DARK, 2.4) + stroke([(214, -262), (228, -238)], DARK, 2.4)
    jib = _lattice((-38, -112), (208, -396), color)
    house: list[Point] = [(-116, -60), (-116, -128), (-8, -128), (10, -60)]
    edge = f'stroke="{toned(color, 0.7)}" stroke-width="3"'
    back = rope + load + hook + jib + path(house, painted(mix, color), smooth=False, extra=edge)
    front = path(low, toned(color, 0.8), smooth=False) + holed(cab, [window], painted(mix, color), toned(color, 0.7))
    front += shine(window) + steering_wheel(166, -96) + lamp(190, -66, 8) + bumper(-196, 204, -30)
    front += "".join(path([(x, -60), (x + 16, -60), (x + 2, -24), (x - 14, -24)], "#2b3038") for x in (-150, -90, -30))
    return VehicleDrawing(back + glass(window, mix), front + wheel(-140, 29) + wheel(-62, 29) + wheel(140, 29))


def _tracks(left: float, right: float) -> str:
    """Return a chain track with its rollers."""
    parts = [box(left, -54, right - left, 54, DARK, 27), box(left + 9, -45, right - left - 18, 36, "#4a525c", 18)]
    count = 5
    for at in range(count):
        x = left + 27 + (right - left - 54) * at / (count - 1)
        parts.append(ellipse(x, -27, 14, 14, "#8a96a3") + ellipse(x, -27, 5, 5, DARK))
    return "".join(parts)


def _lattice(foot: Point, tip: Point, color: str) -> str:
    """Return a jib of struts."""
    (x, y), (far, high) = foot, tip
    wide, steps = 13.0, 9
    dark = toned(color, 0.85)
    rails = [[(x - wide, y), (far - 4, high)], [(x + wide, y + 6), (far + 4, high + 3)]]
    parts = [stroke(rail, color, 6) for rail in rails]
    for at in range(steps):
        one, other = at / steps, (at + 1) / steps
        near = (x - wide * (1 - one) + (far - x) * one, y + (high - y) * one)
        next_ = (x + wide * (1 - other) + (far - x) * other, y + (high - y) * other)
        parts.append(stroke([near, next_], dark, 3))
    return "".join(parts)
