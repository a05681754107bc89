"""Hats, crowns and veils of all days, around (0, 0) for a head of radius ``r``."""

from __future__ import annotations

from digiteller.picturebook.drawing.light import css, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Point, box, ellipse, path, stroke


def _toned(color: str, value: float = 0.8) -> str:
    return css(rotate_hue(rgb(color), 0, value))


def _scaled(points: list[Point], r: float) -> list[Point]:
    return [(x * r, y * r) for x, y in points]


def _band(color: str, r: float, y: float, wide: float = 0.62, thick: float = 0.15) -> str:
    return stroke(_scaled([(-wide, y), (0, y + 0.05), (wide, y)], r), color, r * thick)


def _brimmed(color: str, r: float, crown: list[Point], brim: float, band: str = "") -> str:
    """Return a hat with a round brim, ``brim`` wide."""
    drawn = ellipse(0, -r * 0.46, r * brim, r * 0.22, _toned(color)) + path(_scaled(crown, r), color)
    return drawn + _band(band or _toned(color, 0.55), r, -0.58)


_LOW: list[Point] = [
    (-0.66, -0.46),
    (-0.56, -1.02),
    (-0.2, -1.12),
    (0, -1.02),
    (0.2, -1.12),
    (0.56, -1.02),
    (0.66, -0.46),
]
_DOME: list[Point] = [(-0.68, -0.46), (-0.6, -0.92), (0, -1.2), (0.6, -0.92), (0.68, -0.46)]


def felt(color: str, r: float) -> str:
    """Return a felt hat."""
    return _brimmed(color, r, _LOW, 1.02)


def straw(color: str, r: float) -> str:
    """Return a straw hat."""
    return _brimmed(color, r, _DOME, 1.3, "#b5523a")


def sun(color: str, r: float) -> str:
    """Return a sun hat with a wide brim."""
    return _brimmed(color, r, _DOME, 1.42, "#e08a9a") + ellipse(r * 0.5, -r * 0.6, r * 0.13, r * 0.13, "#fff6e0")


def boater(color: str, r: float) -> str:
    """Return a boater."""
    top = path(_scaled([(-0.64, -0.48), (-0.64, -0.98), (0.64, -0.98), (0.64, -0.48)], r), color, smooth=False)
    return ellipse(0, -r * 0.46, r * 1.06, r * 0.17, _toned(color, 0.88)) + top + _band("#b5303c", r, -0.64, thick=0.18)


def top_hat(color: str, r: float) -> str:
    """Return a top hat."""
    top = path(_scaled([(-0.6, -0.48), (-0.68, -1.5), (0.68, -1.5), (0.6, -0.48)], r), color, smooth=False)
    lid = ellipse(0, -r * 1.5, r * 0.68, r * 0.1, _toned(color, 1.25))
    return ellipse(0, -r * 0.46, r * 1.04, r * 0.18, _toned(color)) + top + lid + _band("#8a2f3f", r, -0.64, thick=0.18)


def bowler(color: str, r: float) -> str:
    """Return a bowler hat."""
    return _brimmed(color, r, _DOME, 0.98, _toned(color, 0.5))


def woolly(color: str, r: float) -> str:
    """Return a woolly hat with a bobble."""
    ribs = "".join(stroke(_scaled([(x, -0.62), (x * 0.9, -0.36)], r), _toned(color, 0.7), r * 0.05) for x in _RIBS)
    rim = path(
        _scaled([(-0.78, -0.3), (-0.8, -0.62), (0, -0.7), (0.8, -0.62), (0.78, -0.3), (0, -0.38)], r),
        _toned(color, 0.86),
    )
    cap = path(_scaled([(-0.76, -0.5), (-0.64, -1.02), (0, -1.24), (0.64, -1.02), (0.76, -0.5)], r), color)
    return cap + rim + ribs + ellipse(0, -r * 1.28, r * 0.24, r * 0.23, "#fbf6ea")


_RIBS = (-0.6, -0.4, -0.2, 0.0, 0.2, 0.4, 0.6)


def pointed(color: str, r: float) -> str:
    """Return a wizard's hat."""
    stars = ((-0.28, -0.72), (0.2, -1.02), (0.12, -1.5), (0.46, -0.64))
    return _cone(color, r) + "".join(ellipse(x * r, y * r, r * 0.08, r * 0.08, "#ffe28a") for x, y in stars)


def witch(color: str, r: float) -> str:
    """Return a witch's hat."""
    return (
        _cone(color, r)
        + _band("#8a5bb8", r, -0.56, 0.74, 0.17)
        + box(-r * 0.13, -r * 0.66, r * 0.26, r * 0.22, "#f2c94c", 2)
    )


def _cone(color: str, r: float) -> str:
    cone: list[Point] = [(-0.82, -0.4), (-0.3, -1.2), (0.12, -1.95), (0.3, -1.85), (0.34, -1.3), (0.84, -0.4)]
    return path(_scaled(cone, r), color, smooth=False) + ellipse(0, -r * 0.42, r * 1.28, r * 0.2, _toned(color))


def cowboy(color: str, r: float) -> str:
    """Return a cowboy's hat."""
    brim: list[Point] = [
        (-1.34, -0.72),
        (-0.7, -0.44),
        (0, -0.36),
        (0.7, -0.44),
        (1.34, -0.72),
        (0.8, -0.28),
        (0, -0.2),
        (-0.8, -0.28),
    ]
    return (
        path(_scaled(_LOW, r), color)
        + _band(_toned(color, 0.5), r, -0.58)
        + path(_scaled(brim, r), _toned(color, 0.86))
    )


def pirate(color: str, r: float) -> str:
    """Return a black hat with a skull."""
    hat: list[Point] = [
        (-1.28, -0.4),
        (-0.86, -0.9),
        (0, -1.5),
        (0.86, -0.9),
        (1.28, -0.4),
        (0.6, -0.5),
        (0, -0.42),
        (-0.6, -0.5),
    ]
    edge: list[Point] = [(-1.22, -0.42), (-0.6, -0.5), (0, -0.42), (0.6, -0.5), (1.22, -0.42)]
    skull = ellipse(0, -r * 0.9, r * 0.2, r * 0.19, "#f6f3ea") + box(
        -r * 0.11, -r * 0.78, r * 0.22, r * 0.13, "#f6f3ea", 2
    )
    holes = "".join(ellipse(dx * r, -r * 0.9, r * 0.055, r * 0.06, "#2e2a30") for dx in (-0.08, 0.08))
    return path(_scaled(hat, r), color) + stroke(_scaled(edge, r), "#e0b23f", r * 0.09) + skull + holes


def santa(color: str, r: float) -> str:
    """Return Santa's hat."""
    cap: list[Point] = [
        (-0.78, -0.46),
        (-0.62, -1.02),
        (0, -1.34),
        (0.7, -1.2),
        (1.12, -0.62),
        (0.72, -0.86),
        (0.8, -0.46),
    ]
    rim = _band("#fbf6ea", r, -0.46, 0.76, 0.3)
    return path(_scaled(cap, r), color) + rim + ellipse(r * 1.12, -r * 0.54, r * 0.2, r * 0.2, "#fbf6ea")


def nightcap(color: str, r: float) -> str:
    """Return a nightcap."""
    cap: list[Point] = [
        (-0.78, -0.46),
        (-0.6, -1.02),
        (0, -1.3),
        (0.76, -1.14),
        (1.2, -0.3),
        (0.72, -0.8),
        (0.8, -0.46),
    ]
    return (
        path(_scaled(cap, r), color)
        + _band(_toned(color), r, -0.48, 0.76, 0.2)
        + ellipse(r * 1.2, -r * 0.22, r * 0.15, r * 0.15, "#fbf6ea")
    )


def cap(color: str, r: float) -> str:
    """Return a cap."""
    top: list[Point] = [(-0.78, -0.4), (-0.72, -0.86), (-0.2, -1.1), (0.3, -1.1), (0.72, -0.86), (0.78, -0.4)]
    peak: list[Point] = [(0.06, -0.5), (0.72, -0.6), (1.3, -0.34), (1.24, -0.26), (0.6, -0.34), (0.02, -0.32)]
    return (
        path(_scaled(top, r), color)
        + path(_scaled(peak, r), _toned(color, 0.72))
        + ellipse(0, -r * 1.1, r * 0.1, r * 0.07, _toned(color))
    )


def beret(color: str, r: float) -> str:
    """Return a beret."""
    shape: list[Point] = [
        (-0.76, -0.44),
        (-1.12, -0.76),
        (-0.76, -1.12),
        (0.1, -1.16),
        (0.72, -0.9),
        (0.76, -0.44),
        (0, -0.56),
    ]
    return path(_scaled(shape, r), color) + stroke(_scaled([(-0.2, -1.12), (-0.16, -1.28)], r), _toned(color), r * 0.1)


def bonnet(color: str, r: float) -> str:
    """Return a bonnet."""
    rim: list[Point] = [
        (-0.84, 0.3),
        (-0.96, -0.3),
        (-0.6, -0.86),
        (0, -1.04),
        (0.6, -0.86),
        (0.96, -0.3),
        (0.84, 0.3),
        (0.7, -0.2),
        (0, -0.56),
        (-0.7, -0.2),
    ]
    return path(_scaled(rim, r), color) + stroke(
        _scaled([(-0.8, 0.3), (-0.3, 0.86), (0.3, 0.86), (0.8, 0.3)], r), "#d9688a", r * 0.07
    )


def round_the_head(color: str, r: float) -> str:
    """Return the back of a hood or a scarf."""
    shape: list[Point] = [
        (-0.84, 0.7),
        (-0.98, -0.2),
        (-0.7, -0.84),
        (0, -1.14),
        (0.7, -0.84),
        (0.98, -0.2),
        (0.84, 0.7),
        (0, 0.94),
    ]
    return path(_scaled(shape, r), _toned(color, 0.78))


def hood(color: str, r: float) -> str:
    """Return a hood."""
    rim: list[Point] = [
        (-0.72, 0.8),
        (-0.94, -0.1),
        (-0.68, -0.82),
        (0.04, -1.2),
        (0.68, -0.82),
        (0.94, -0.1),
        (0.72, 0.8),
    ]
    rim += [(0.66, 0.3), (0.6, -0.26), (0, -0.62), (-0.6, -0.26), (-0.66, 0.3)]
    return path(_scaled(rim, r), color)


def headscarf(color: str, r: float) -> str:
    """Return a headscarf."""
    rim: list[Point] = [
        (-0.8, 0),
        (-0.8, -0.5),
        (0, -1.02),
        (0.8, -0.5),
        (0.8, 0),
        (0.6, -0.3),
        (0, -0.52),
        (-0.6, -0.3),
    ]
    dots = "".join(
        ellipse(x * r, y * r, r * 0.06, r * 0.06, "#fff6e0") for x, y in ((-0.4, -0.62), (0, -0.76), (0.4, -0.62))
    )
    knot = path(_scaled([(-0.78, -0.06), (-1.06, -0.2), (-0.98, 0.22)], r), _toned(color))
    return knot + path(_scaled(rim, r), color) + dots


def veil_behind(color: str, r: float) -> str:
    """Return a bride's veil, to be drawn behind her."""
    shape: list[Point] = [
        (-0.5, -0.86),
        (0, -1.02),
        (0.5, -0.86),
        (1.1, 0.6),
        (1.3, 2.2),
        (0, 2.5),
        (-1.3, 2.2),
        (-1.1, 0.6),
    ]
    return path(_scaled(shape, r), color, extra='opacity=".82"')


def wreath(color: str, r: float) -> str:
    """Return a wreath."""
    spots = ((-0.7, -0.42), (-0.52, -0.6), (-0.28, -0.7), (0, -0.74), (0.28, -0.7), (0.52, -0.6), (0.7, -0.42))
    shades = ("#e2585c", "#fff6e0", "#f0c13f", "#d76f93", "#fff6e0", "#8a63c4", "#e2585c")
    leaves = _band("#5a9a58", r, -0.6, 0.7, 0.14)
    return leaves + "".join(
        ellipse(x * r, y * r, r * 0.13, r * 0.12, shade) for (x, y), shade in zip(spots, shades, strict=True)
    )


def crown(color: str, r: float) -> str:
    """Return a crown."""
    points: list[Point] = [
        (-0.72, -0.5),
        (-0.84, -1.16),
        (-0.42, -0.86),
        (0, -1.32),
        (0.42, -0.86),
        (0.84, -1.16),
        (0.72, -0.5),
    ]
    gems = ((-0.42, "#4f9fd8"), (0.0, "#d2333c"), (0.42, "#4fae6a"))
    drawn = path(_scaled(points, r), color, smooth=False) + _band(_toned(color, 0.86), r, -0.54, 0.7, 0.13)
    drawn += "".join(ellipse(x * r, -r * 0.66, r * 0.085, r * 0.085, gem) for x, gem in gems)
    return drawn + "".join(
        ellipse(x * r, y * r, r * 0.08, r * 0.08, "#fff3c4") for x, y in (points[1], points[3], points[5])
    )


def coronet(color: str, r: float) -> str:
    """Return a coronet."""
    points: list[Point] = [
        (-0.56, -0.62),
        (-0.5, -0.86),
        (-0.24, -0.8),
        (0, -1.12),
        (0.24, -0.8),
        (0.5, -0.86),
        (0.56, -0.62),
        (0, -0.7),
    ]
    return path(_scaled(points, r), color, smooth=False) + ellipse(0, -r * 0.84, r * 0.09, r * 0.1, "#e2507a")


def halo(color: str, r: float) -> str:
    """Return a halo."""
    ring = f'stroke="{color}" stroke-width="{r * 0.11:.1f}" fill-opacity="0"'
    return ellipse(0, -r * 1.14, r * 0.56, r * 0.15, "#ffffff", ring)


def bow(color: str, r: float) -> str:
    """Return a bow."""
    loops = "".join(
        path(_scaled([(0.34, -0.8), (0.34 + way * 0.42, -1.04), (0.34 + way * 0.42, -0.58)], r), color)
        for way in (-1, 1)
    )
    return loops + ellipse(r * 0.34, -r * 0.8, r * 0.11, r * 0.12, _toned(color))


def earmuffs(color: str, r: float) -> str:
    """Return muffs over the ears."""
    arc = stroke(_scaled([(-0.72, 0), (-0.66, -0.62), (0, -0.92), (0.66, -0.62), (0.72, 0)], r), _toned(color), r * 0.1)
    return arc + "".join(ellipse(way * r * 0.72, r * 0.14, r * 0.22, r * 0.26, color) for way in (-1, 1))


def elf(color: str, r: float) -> str:
    """Return an elf's cap."""
    cap: list[Point] = [
        (-0.8, -0.38),
        (-0.6, -0.98),
        (0.1, -1.4),
        (0.92, -1.3),
        (1.14, -0.84),
        (0.66, -1.02),
        (0.8, -0.38),
    ]
    return (
        path(_scaled(cap, r), color)
        + _band(_toned(color), r, -0.4, 0.78, 0.16)
        + ellipse(r * 1.14, -r * 0.8, r * 0.12, r * 0.12, "#f2c94c")
    )


def clown(color: str, r: float) -> str:
    """Return a clown's little cone."""
    hat = path(_scaled([(-0.4, -0.72), (0.1, -1.62), (0.42, -0.68)], r), color, smooth=False)
    spots = "".join(
        ellipse(x * r, y * r, r * 0.08, r * 0.08, "#fff6e0") for x, y in ((-0.12, -0.86), (0.16, -0.94), (0.08, -1.24))
    )
    return hat + spots + ellipse(r * 0.1, -r * 1.62, r * 0.14, r * 0.14, "#f2d24a")


def feathered(color: str, r: float) -> str:
    """Return a hat with a feather."""
    hat: list[Point] = [(-0.86, -0.4), (-0.6, -0.96), (0.1, -1.12), (1.2, -0.5), (0.6, -0.36), (0, -0.42)]
    plume: list[Point] = [(-0.4, -0.66), (-0.7, -1.2), (-1.1, -1.36), (-0.9, -0.9)]
    return (
        path(_scaled(plume, r), "#d2433c") + path(_scaled(hat, r), color) + _band(_toned(color, 0.6), r, -0.5, 0.7, 0.1)
    )
