"""Hats of jobs, around (0, 0) for a head of radius ``r``."""

from __future__ import annotations

from digiteller.picturebook.drawing.light import css, rgb, rotate_hue
from digiteller.picturebook.drawing.vector import Point, box, ellipse, path, stroke


def _toned(color: str, value: float = 0.8) -> str:
    return css(rotate_hue(rgb(color), 0, value))


def _scaled(points: list[Point], r: float) -> list[Point]:
    return [(x * r, y * r) for x, y in points]


def _visor(color: str, r: float, band: str, peak: str, badge: str) -> str:
    """Return a cap with a peak and a badge over the forehead."""
    top: list[Point] = [(-0.76, -0.5), (-0.92, -0.86), (-0.5, -1.16), (0.5, -1.16), (0.92, -0.86), (0.76, -0.5)]
    brim: list[Point] = [(-0.76, -0.44), (0, -0.2), (0.76, -0.44), (0.64, -0.58), (-0.64, -0.58)]
    drawn = path(_scaled(top, r), color) + stroke(
        _scaled([(-0.72, -0.55), (0, -0.48), (0.72, -0.55)], r), band, r * 0.2
    )
    return drawn + path(_scaled(brim, r), peak) + (ellipse(0, -r * 0.8, r * 0.13, r * 0.13, badge) if badge else "")


def captain(color: str, r: float) -> str:
    """Return a ship captain's cap."""
    return _visor(color, r, "#2a3350", "#22283c", "#f0c453")


def pilot(color: str, r: float) -> str:
    """Return an airline pilot's cap, with wings for a badge."""
    wings = "".join(stroke(_scaled([(0, -0.8), (way * 0.34, -0.88)], r), "#f0c453", r * 0.1) for way in (-1, 1))
    return _visor(color, r, "#22283c", "#1c2030", "#f0c453") + wings


def peaked(color: str, r: float) -> str:
    """Return a police officer's or a guard's cap."""
    checks = "".join(box(x * r, -r * 0.58, r * 0.12, r * 0.08, "#f4f1ea") for x in (-0.62, -0.34, -0.06, 0.22, 0.5))
    return _visor(color, r, _toned(color, 0.6), "#22242c", "#d8dde4") + checks


def kepi(color: str, r: float) -> str:
    """Return a cap with straight sides: of a conductor, a postal worker."""
    top: list[Point] = [(-0.72, -0.46), (-0.7, -1.08), (0.7, -1.08), (0.72, -0.46)]
    brim: list[Point] = [(-0.7, -0.44), (0, -0.2), (0.7, -0.44), (0.62, -0.56), (-0.62, -0.56)]
    lid = ellipse(0, -r * 1.08, r * 0.7, r * 0.1, _toned(color, 1.15))
    band = stroke(_scaled([(-0.7, -0.6), (0, -0.54), (0.7, -0.6)], r), "#f0c453", r * 0.09)
    return (
        path(_scaled(top, r), color, smooth=False)
        + lid
        + band
        + path(_scaled(brim, r), "#2a2830")
        + ellipse(0, -r * 0.8, r * 0.12, r * 0.12, "#f0c453")
    )


def striped_cap(color: str, r: float) -> str:
    """Return an engine driver's cap."""
    puff: list[Point] = [(-0.74, -0.5), (-0.88, -0.84), (-0.4, -1.14), (0.4, -1.14), (0.88, -0.84), (0.74, -0.5)]
    lines = "".join(
        stroke(_scaled([(x, -0.54), (x * 1.1, -1.04)], r), "#f4f1ea", r * 0.06) for x in (-0.6, -0.3, 0, 0.3, 0.6)
    )
    brim: list[Point] = [(-0.74, -0.4), (0, -0.18), (0.74, -0.4), (0.64, -0.56), (-0.64, -0.56)]
    return path(_scaled(puff, r), color) + lines + path(_scaled(brim, r), _toned(color, 0.6))


def sailor(color: str, r: float) -> str:
    """Return a sailor's round cap."""
    top: list[Point] = [(-0.6, -0.62), (-0.58, -1.1), (0, -1.22), (0.58, -1.1), (0.6, -0.62)]
    band: list[Point] = [(-0.76, -0.46), (-0.82, -0.82), (0, -0.74), (0.82, -0.82), (0.76, -0.46), (0, -0.4)]
    return path(_scaled(top, r), _toned(color, 0.93)) + path(_scaled(band, r), color)


def souwester(color: str, r: float) -> str:
    """Return a fisher's hat for rain."""
    crown: list[Point] = [(-0.72, -0.46), (-0.6, -1.0), (0, -1.2), (0.6, -1.0), (0.72, -0.46)]
    brim: list[Point] = [
        (-1.12, -0.14),
        (-0.76, -0.56),
        (0, -0.66),
        (0.76, -0.56),
        (1.02, -0.34),
        (0, -0.42),
        (-0.84, -0.32),
    ]
    return path(_scaled(crown, r), color) + path(_scaled(brim, r), _toned(color))


def toque(color: str, r: float) -> str:
    """Return a cook's hat."""
    puffs = "".join(
        ellipse(x * r, -r * (1.2 + up), r * 0.44, r * 0.42, color) for x, up in ((-0.44, 0.0), (0.44, 0.0), (0.0, 0.14))
    )
    return puffs + box(-r * 0.64, -r * 1.05, r * 1.28, r * 0.52, _toned(color, 0.95), 4)


def baker(color: str, r: float) -> str:
    """Return a baker's low cap."""
    puff = ellipse(0, -r * 0.9, r * 0.84, r * 0.32, color)
    return puff + box(-r * 0.68, -r * 0.78, r * 1.36, r * 0.32, _toned(color, 0.94), 4)


def nurse(color: str, r: float) -> str:
    """Return a nurse's or a maid's little cap."""
    cap: list[Point] = [(-0.5, -0.66), (-0.58, -1.0), (0, -1.12), (0.58, -1.0), (0.5, -0.66)]
    return path(_scaled(cap, r), color, smooth=False) + stroke(
        _scaled([(-0.5, -0.7), (0, -0.76), (0.5, -0.7)], r), "#8fb8d0", r * 0.08
    )


def bubble(color: str, r: float) -> str:
    """Return an astronaut's helmet of glass."""
    glass = ellipse(0, 2, r * 1.16, r * 1.14, color, 'fill-opacity=".16" stroke="#f4f8fc" stroke-width="7"')
    return glass + stroke(_scaled([(-0.84, -0.4), (-0.66, -0.7), (-0.4, -0.88)], r), "#ffffff", r * 0.12)


def knight(color: str, r: float) -> str:
    """Return a helmet with a plume; its visor is open."""
    shape: list[Point] = [
        (-0.84, 0.4),
        (-0.86, -0.4),
        (-0.5, -0.98),
        (0, -1.1),
        (0.5, -0.98),
        (0.86, -0.4),
        (0.84, 0.4),
    ]
    shape += [(0.6, 0.4), (0.58, -0.24), (-0.58, -0.24), (-0.6, 0.4)]
    plume: list[Point] = [(0.0, -1.04), (-0.28, -1.58), (-0.92, -1.62), (-1.2, -1.06), (-0.72, -1.26)]
    drawn = path(_scaled(plume, r), color) + path(_scaled(shape, r), "#b4bec9", smooth=False)
    return drawn + stroke(_scaled([(-0.58, -0.28), (0.58, -0.28)], r), "#8a96a3", r * 0.13)


def _shell(color: str, r: float, low: float = -0.36) -> str:
    dome: list[Point] = [(-0.8, low), (-0.72, -0.86), (-0.3, -1.14), (0.3, -1.14), (0.72, -0.86), (0.8, low)]
    return path(_scaled(dome, r), color) + stroke(
        _scaled([(-0.44, -0.86), (-0.2, -1.0)], r), "#ffffff", r * 0.09, extra='opacity=".5"'
    )


def crash_helmet(color: str, r: float) -> str:
    """Return a helmet for riding, with a strap."""
    strap = stroke(_scaled([(-0.7, -0.2), (-0.4, 0.8), (0.4, 0.8), (0.7, -0.2)], r), "#4a4550", r * 0.06)
    return strap + _shell(color, r) + stroke(_scaled([(0, -0.46), (0, -1.1)], r), "#fbf6ea", r * 0.14)


def fire_helmet(color: str, r: float) -> str:
    """Return a firefighter's helmet with a crest."""
    brim: list[Point] = [
        (-1.06, -0.3),
        (-0.7, -0.52),
        (0, -0.56),
        (0.7, -0.52),
        (1.06, -0.3),
        (0.6, -0.34),
        (0, -0.3),
        (-0.6, -0.34),
    ]
    shield: list[Point] = [(-0.2, -0.92), (0.2, -0.92), (0.2, -0.62), (0, -0.5), (-0.2, -0.62)]
    crest = stroke(_scaled([(0, -0.6), (0, -1.16)], r), _toned(color, 0.75), r * 0.12)
    return (
        _shell(color, r, -0.44)
        + crest
        + path(_scaled(brim, r), _toned(color))
        + path(_scaled(shield, r), "#f0c453", smooth=False)
    )


def hard_hat(color: str, r: float) -> str:
    """Return a builder's helmet."""
    ridge = stroke(_scaled([(0, -0.5), (0, -1.14)], r), _toned(color, 0.88), r * 0.16)
    return (
        _shell(color, r, -0.44)
        + ridge
        + stroke(_scaled([(-0.84, -0.42), (0, -0.36), (0.84, -0.42)], r), _toned(color, 0.86), r * 0.13)
    )


def lamp_helmet(color: str, r: float) -> str:
    """Return a miner's helmet with its lamp."""
    return (
        hard_hat(color, r)
        + ellipse(0, -r * 0.72, r * 0.2, r * 0.2, "#5a5a60")
        + ellipse(0, -r * 0.72, r * 0.14, r * 0.14, "#fff3b0")
    )


def viking(color: str, r: float) -> str:
    """Return a helmet with horns."""
    horns = "".join(
        path(
            _scaled(
                [(way * 0.66, -0.72), (way * 1.06, -0.86), (way * 1.2, -1.36), (way * 0.9, -1.06), (way * 0.6, -0.94)],
                r,
            ),
            "#f1e6cc",
        )
        for way in (-1, 1)
    )
    band = stroke(_scaled([(-0.78, -0.42), (0, -0.36), (0.78, -0.42)], r), "#c9a24a", r * 0.16)
    return horns + _shell(color, r, -0.4) + stroke(_scaled([(0, -0.4), (0, -1.1)], r), "#c9a24a", r * 0.12) + band


def shako(color: str, r: float) -> str:
    """Return a toy soldier's tall hat."""
    tall: list[Point] = [(-0.7, -0.46), (-0.66, -1.3), (-0.4, -1.6), (0.4, -1.6), (0.66, -1.3), (0.7, -0.46)]
    cord = stroke(_scaled([(-0.64, -0.9), (0, -0.7), (0.64, -0.9)], r), "#f0c453", r * 0.08)
    return (
        path(_scaled(tall, r), color)
        + cord
        + stroke(_scaled([(-0.7, -0.48), (0, -0.4), (0.7, -0.48)], r), "#f0c453", r * 0.1)
    )


def goggles(color: str, r: float) -> str:
    """Return goggles pushed up on the forehead."""
    strap = stroke(_scaled([(-0.76, -0.34), (0, -0.52), (0.76, -0.34)], r), color, r * 0.12)
    rim = f'stroke="#b98a42" stroke-width="{r * 0.09:.1f}"'
    return strap + "".join(ellipse(way * r * 0.26, -r * 0.52, r * 0.2, r * 0.19, "#bfe2f2", rim) for way in (-1, 1))


def flying(color: str, r: float) -> str:
    """Return an aviator's leather cap with goggles."""
    cap: list[Point] = [
        (-0.8, 0.5),
        (-0.84, -0.4),
        (-0.5, -0.92),
        (0, -1.02),
        (0.5, -0.92),
        (0.84, -0.4),
        (0.8, 0.5),
        (0.6, 0.3),
        (0.58, -0.3),
        (0, -0.42),
        (-0.58, -0.3),
        (-0.6, 0.3),
    ]
    return path(_scaled(cap, r), color) + goggles(_toned(color, 0.6), r)


def deerstalker(color: str, r: float) -> str:
    """Return a detective's cap with two peaks."""
    top: list[Point] = [(-0.78, -0.42), (-0.66, -0.94), (0, -1.2), (0.66, -0.94), (0.78, -0.42)]
    peaks = "".join(
        path(
            _scaled([(way * 0.4, -0.56), (way * 1.08, -0.34), (way * 1.0, -0.22), (way * 0.3, -0.36)], r), _toned(color)
        )
        for way in (-1, 1)
    )
    lines = "".join(
        stroke(_scaled([(x, -0.46), (x * 0.7, -1.06)], r), _toned(color, 0.7), r * 0.05) for x in (-0.4, 0, 0.4)
    )
    return (
        path(_scaled(top, r), color)
        + lines
        + stroke(_scaled([(-0.7, -0.72), (0, -0.68), (0.7, -0.72)], r), _toned(color, 0.7), r * 0.05)
        + peaks
    )


def pith(color: str, r: float) -> str:
    """Return an explorer's helmet."""
    brim = ellipse(0, -r * 0.44, r * 1.1, r * 0.2, _toned(color, 0.88))
    return (
        brim
        + _shell(color, r, -0.5)
        + stroke(_scaled([(-0.76, -0.54), (0, -0.48), (0.76, -0.54)], r), "#7a5a3f", r * 0.12)
    )


def bee_veil(color: str, r: float) -> str:
    """Return a beekeeper's hat with a veil over the face."""
    net: list[Point] = [(-1.06, -0.4), (1.06, -0.4), (0.86, 0.9), (0, 1.06), (-0.86, 0.9)]
    lines = "".join(
        stroke(_scaled([(x, -0.36), (x * 0.84, 0.92)], r), "#6a6a70", r * 0.02, extra='opacity=".5"')
        for x in (-0.8, -0.4, 0, 0.4, 0.8)
    )
    veil = path(_scaled(net, r), "#5a5f6a", smooth=False, extra='opacity=".2"') + lines
    return veil + ellipse(0, -r * 0.46, r * 1.2, r * 0.2, _toned(color, 0.86)) + _shell(color, r, -0.5)


def diving_mask(color: str, r: float) -> str:
    """Return a diver's mask over the eyes, with a snorkel."""
    glass = box(
        -r * 0.62,
        -r * 0.26,
        r * 1.24,
        r * 0.6,
        "#bfe6f5",
        r * 0.24,
        f'fill-opacity=".35" stroke="{color}" stroke-width="{r * 0.1:.1f}"',
    )
    tube = stroke(_scaled([(0.1, 0.56), (0.76, 0.5), (0.86, -0.2), (0.84, -0.94)], r), "#f0a03a", r * 0.11)
    return tube + glass


def swimming_cap(color: str, r: float) -> str:
    """Return a cap of rubber."""
    cap: list[Point] = [(-0.7, -0.14), (-0.66, -0.62), (0, -0.94), (0.66, -0.62), (0.7, -0.14), (0, -0.34)]
    return path(_scaled(cap, r), color) + stroke(
        _scaled([(-0.3, -0.7), (0, -0.8)], r), "#ffffff", r * 0.08, extra='opacity=".6"'
    )


def nun(color: str, r: float) -> str:
    """Return a veil over a white band."""
    rim: list[Point] = [
        (-0.8, 1.1),
        (-0.9, -0.2),
        (-0.6, -0.8),
        (0, -1.04),
        (0.6, -0.8),
        (0.9, -0.2),
        (0.8, 1.1),
        (0.64, 0.5),
        (0.62, -0.2),
        (0, -0.46),
        (-0.62, -0.2),
        (-0.64, 0.5),
    ]
    white = stroke(_scaled([(-0.62, 0.5), (-0.6, -0.2), (0, -0.44), (0.6, -0.2), (0.62, 0.5)], r), "#fbf8f2", r * 0.14)
    return white + path(_scaled(rim, r), color)


def wig(color: str, r: float) -> str:
    """Return a judge's wig of curls."""
    rows = [
        (way * x, y)
        for way in (-1, 1)
        for x, y in ((0.68, -0.36), (0.78, -0.06), (0.8, 0.24), (0.78, 0.54), (0.74, 0.82))
    ]
    top: list[Point] = [(-0.66, -0.3), (-0.6, -0.74), (0, -0.98), (0.6, -0.74), (0.66, -0.3), (0, -0.42)]
    curls = "".join(
        ellipse(x * r, y * r, r * 0.2, r * 0.17, color) + ellipse(x * r, y * r, r * 0.09, r * 0.07, _toned(color, 0.86))
        for x, y in rows
    )
    return curls + path(_scaled(top, r), color)
