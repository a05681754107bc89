"""Boats, ships and what dives, with their people aboard: 100 units are the height of a child."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, box, ellipse, path, stroke
from digiteller.picturebook.figures.vehicle_parts import (
    GLASS,
    VehicleDrawing,
    painted,
    toned,
)


def submarine(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a submarine with portholes."""
    spots = [(104, -82, 32), (24, -82, 27), (-46, -82, 27)]
    hull = (
        '<path d="M-170 -80C-160 -130 -90 -146 0 -146C100 -146 176 -130 178 -80'
        "C178 -34 100 -16 0 -16C-90 -16 -160 -30 -170 -80Z"
        + "".join(f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0Z" for x, y, r in spots)
        + f'" fill-rule="evenodd" fill="{painted(mix, color)}"/>'
    )
    rims = "".join(
        f'<circle cx="{x}" cy="{y}" r="{r + 2}" fill="none" stroke="#d9ab4a" stroke-width="7"/>' for x, y, r in spots
    )
    tower = box(-32, -184, 72, 48, painted(mix, color), 10) + stroke(
        [(8, -184), (8, -214), (30, -214)], "#59616b", 7, smooth=False
    )
    screw = ellipse(-184, -80, 8, 32, "#d9ab4a") + path(
        [(-172, -112), (-150, -92), (-150, -68), (-172, -48)], toned(color, 0.7)
    )
    inside = "".join(ellipse(x, y, r, r, mix.down(*GLASS)) for x, y, r in spots)
    return VehicleDrawing(inside, tower + screw + hull + rims + box(-120, -36, 240, 8, toned(color, 0.66), 4))


def _hull(mix: Gradients, color: str, half: float) -> tuple[str, str]:
    """Return the far side and the near side of an open boat that is twice ``half`` long."""
    far = path(
        [(-half + 4, -44), (half - 4, -48), (half * 0.8, -28), (-half * 0.8, -28)], toned(color, 0.5), smooth=False
    )
    near = path(
        [(-half, -46), (half + 10, -54), (half * 0.78, -4), (half * 0.5, 0), (-half * 0.66, 0), (-half * 0.86, -8)],
        mix.down(toned(color, 1.1), toned(color, 0.66)),
        smooth=False,
    )
    near += stroke([(-half, -46), (half + 10, -54)], toned(color, 1.3), 7)
    near += stroke([(-half * 0.92, -24), (half * 0.94, -28)], toned(color, 0.55), 2.4)
    return far, near


def boat(mix: Gradients, color: str) -> VehicleDrawing:
    """Return an open boat."""
    return VehicleDrawing(*_hull(mix, color, 128))


def paper_boat(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a boat folded of paper."""
    sail = path([(0, -128), (52, -40), (-52, -40)], mix.across(toned(color, 1.1), toned(color, 0.88)), smooth=False)
    shape = [(-104, -66), (-50, -42), (50, -42), (104, -66), (68, 0), (-68, 0)]
    near = path(shape, mix.down(color, toned(color, 0.74)), smooth=False)
    fold = path([(0, -42), (50, -42), (22, 0)], toned(color, 0.86), smooth=False)
    return VehicleDrawing(sail, near + fold)


def rowing_boat(mix: Gradients, color: str) -> VehicleDrawing:
    """Return an open boat with its oars out."""
    far, near = _hull(mix, color, 128)
    oar = stroke([(26, -68), (-44, 6)], "#8a5f36", 6) + path([(-40, -2), (-34, 6), (-58, 28), (-68, 20)], "#a9743f")
    return VehicleDrawing(far, near + oar + ellipse(6, -48, 6, 6, "#59616b"))


def sailing_boat(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a boat under sail: its people sit before the mast."""
    far, near = _hull(mix, color, 140)
    mast = stroke([(-10, -40), (-10, -318)], "#7a5236", 7)
    sail = path([(-18, -310), (-22, -84), (-128, -84)], mix.across("#ffffff", "#e3ddd0"), smooth=False)
    jib = path([(0, -296), (118, -92), (0, -98)], mix.across("#f6efe0", "#d9d2c4"), smooth=False)
    flag = path([(-10, -318), (-40, -310), (-10, -300)], "#d9483b", smooth=False)
    return VehicleDrawing(mast + sail + jib + flag + far, near)


def ship(mix: Gradients, color: str) -> VehicleDrawing:
    """Return a tall ship: its people stand on its deck behind the rail."""
    masts = "".join(stroke([(x, -60), (x, -top)], "#6b4426", 9) for x, top in ((-118, 330), (0, 388), (118, 320)))
    cloth = mix.across("#fffaf0", "#f1e8d6", "#d3c6ae")
    sails = "".join(
        path(
            [
                (x - w, -y),
                (x + w, -y),
                (x + w + 10, -y + h / 2),
                (x + w, -y + h),
                (x - w, -y + h),
                (x - w + 10, -y + h / 2),
            ],
            cloth,
        )
        for x, y, w, h in (
            *((-118, 316, 40, 66), (-118, 240, 46, 56), (0, 372, 46, 74), (0, 288, 54, 82), (118, 306, 38, 62)),
            (118, 234, 44, 54),
        )
    )
    flags = "".join(
        path([(x, -top), (x - 36, -top + 8), (x, -top + 18)], "#d9483b") for x, top in ((0, 388), (-118, 330))
    )
    jib = path([(130, -306), (236, -116), (132, -128)], cloth, smooth=False)
    bow = stroke([(190, -92), (270, -136)], "#6b4426", 9)
    far = box(-196, -112, 388, 30, toned(color, 0.5), 4)
    hull = path(
        [
            (-226, -156),
            (-160, -150),
            (-152, -94),
            (150, -94),
            (164, -112),
            (222, -118),
            (184, -30),
            (158, 0),
            (-170, 0),
            (-208, -60),
        ],
        mix.down(toned(color, 1.15), color, toned(color, 0.6)),
        smooth=False,
    )
    hull += stroke(
        [(-226, -156), (-160, -150), (-152, -94), (150, -94), (164, -112), (222, -118)], "#d9ab4a", 7, smooth=False
    )
    hull += stroke([(-210, -62), (192, -62)], "#f1e3c2", 6) + "".join(
        box(x, -48, 17, 15, "#3b2a20", 3, 'stroke="#d9ab4a" stroke-width="2"') for x in range(-160, 150, 52)
    )
    hull += box(-206, -134, 26, 24, "#ffe9a0", 4, 'stroke="#d9ab4a" stroke-width="3"')
    return VehicleDrawing(masts + sails + jib + flags + bow + far, hull)
