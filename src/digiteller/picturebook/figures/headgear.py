"""What figures wear on the head, and what they fly with."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke
from digiteller.picturebook.figures.appearance import Look
from digiteller.picturebook.figures.limbs import dimmed


def wings() -> str:
    """Return a fairy's wings, to be drawn behind her."""
    parts = []
    for way, tall in ((-1, 1.0), (1, 0.92)):
        upper = [(0, -76), (way * 62, -142 * tall), (way * 92, -112 * tall), (way * 68, -72)]
        lower = [(0, -66), (way * 62, -64), (way * 66, -28), (way * 26, -32)]
        parts += [
            path(wing, "#d8edff", extra='opacity=".85" stroke="#8fbfe8" stroke-width="2.5"') for wing in (upper, lower)
        ]
    return "".join(parts)


def beard(color: str, size: float) -> str:
    """Return a long beard on a head around (0, 0), below its mouth."""
    r = size / 2
    shape = [(-0.62, 0.36), (-0.3, 0.5), (0, 0.44), (0.3, 0.5), (0.62, 0.36), (0.56, 0.95), (0.1, 1.5), (-0.42, 1.05)]
    lines = [[(-0.2, 0.75), (-0.1, 1.15)], [(0.12, 0.72), (0.12, 1.2)], [(0.36, 0.66), (0.3, 0.98)]]
    drawn = path([(x * r, y * r) for x, y in shape], color)
    return drawn + "".join(
        stroke([(x * r, y * r) for x, y in line], dimmed(color), 1.6, extra='opacity=".6"') for line in lines
    )


def headgear(look: Look, size: float) -> str:
    """Return what the head wears, around (0, 0), for a head of ``size``."""
    r = size / 2
    make = {
        "pointed": _pointed,
        "witch": _pointed,
        "straw": _straw,
        "toque": _toque,
        "bubble": _bubble,
        "helmet": _helmet,
        "cap": _cap,
        "captain": _captain,
        "sailor": _sailor,
        "pirate": _pirate,
        "sou'wester": _souwester,
        "crown": _crown,
        "elf": _elf,
        "nurse": _nurse,
        "clown": _clown,
    }.get(look.costume.hat if look.person else "")
    return make(look, r) if make else ""


def _pointed(look: Look, r: float) -> str:
    """Return a wizard's or a witch's hat."""
    color = look.cloth if look.kind == "wizard" else "#3a3145"
    cone = [(-r * 0.82, -r * 0.4), (-r * 0.3, -r * 1.2), (r * 0.12, -r * 1.95), (r * 0.3, -r * 1.85)]
    cone += [(r * 0.34, -r * 1.3), (r * 0.84, -r * 0.4)]
    brim = ellipse(0, -r * 0.42, r * 1.34, r * 0.2, dimmed(color))
    if look.kind == "wizard":
        stars = ((-0.28, -0.72), (0.2, -1.02), (0.12, -1.5), (0.46, -0.64))
        trim = "".join(ellipse(x * r, y * r, 3, 3, "#ffe28a") for x, y in stars)
    else:
        trim = stroke([(-r * 0.76, -r * 0.54), (0, -r * 0.6), (r * 0.76, -r * 0.54)], "#8a5bb8", r * 0.17)
        trim += box(-r * 0.13, -r * 0.7, r * 0.26, r * 0.22, "#f2c94c", 2)
    return path(cone, color, smooth=False) + brim + trim


def _straw(look: Look, r: float) -> str:
    crown = [(-r * 0.62, -r * 0.5), (-r * 0.5, -r * 1.1), (r * 0.5, -r * 1.1), (r * 0.62, -r * 0.5)]
    band = stroke([(-r * 0.6, -r * 0.64), (0, -r * 0.6), (r * 0.6, -r * 0.64)], "#b5523a", r * 0.15)
    return ellipse(0, -r * 0.5, r * 1.36, r * 0.22, "#d2a850") + path(crown, "#e2bd6a") + band


def _toque(look: Look, r: float) -> str:
    puffs = "".join(ellipse(dx * r, -r * (1.2 + up), r * 0.44, r * 0.42, "#fbf7ee") for dx, up in _PUFFS)
    return puffs + box(-r * 0.64, -r * 1.05, r * 1.28, r * 0.52, "#efe8d8", 4)


_PUFFS = ((-0.44, 0.0), (0.44, 0.0), (0.0, 0.14))


def _bubble(look: Look, r: float) -> str:
    glass = ellipse(0, 2, r * 1.26, r * 1.22, "#cfeaff", 'fill-opacity=".16" stroke="#f4f8fc" stroke-width="7"')
    shine = stroke([(-r * 0.92, -r * 0.4), (-r * 0.72, -r * 0.74), (-r * 0.42, -r * 0.94)], "#ffffff", r * 0.12)
    return glass + shine


def _helmet(look: Look, r: float) -> str:
    shape = [(-0.98, 0.3), (-0.96, -0.5), (-0.5, -1.06), (0, -1.16), (0.5, -1.06), (0.96, -0.5), (0.98, 0.3)]
    shape += [(0.74, 0.3), (0.66, -0.3), (-0.66, -0.3), (-0.74, 0.3)]
    plume = [(0.0, -1.08), (-0.28, -1.62), (-0.92, -1.66), (-1.2, -1.1), (-0.72, -1.3)]
    return (
        path([(x * r, y * r) for x, y in plume], look.cloth)
        + path([(x * r, y * r) for x, y in shape], "#b4bec9", smooth=False)
        + stroke([(-r * 0.66, -r * 0.34), (r * 0.66, -r * 0.34)], "#8a96a3", r * 0.13)
    )


def _peaked(color: str, r: float, peak: str, badge: str) -> str:
    top = [(-0.92, -0.5), (-1.0, -0.86), (-0.5, -1.22), (0.5, -1.22), (1.0, -0.86), (0.92, -0.5)]
    brim = [(-0.84, -0.44), (0, -0.22), (0.84, -0.44), (0.7, -0.6), (-0.7, -0.6)]
    return (
        path([(x * r, y * r) for x, y in top], color)
        + stroke([(-r * 0.86, -r * 0.56), (0, -r * 0.5), (r * 0.86, -r * 0.56)], peak, r * 0.2)
        + path([(x * r, y * r) for x, y in brim], dimmed(peak))
        + ellipse(0, -r * 0.82, r * 0.14, r * 0.14, badge)
    )


def _cap(look: Look, r: float) -> str:
    return _peaked(look.cloth, r, dimmed(look.cloth), look.cloth)


def _captain(look: Look, r: float) -> str:
    return _peaked("#f6f3ea", r, "#2a3350", "#f0c453")


def _sailor(look: Look, r: float) -> str:
    top = [(-0.7, -0.62), (-0.66, -1.12), (0, -1.24), (0.66, -1.12), (0.7, -0.62)]
    band = [(-0.86, -0.48), (-0.92, -0.84), (0, -0.74), (0.92, -0.84), (0.86, -0.48), (0, -0.4)]
    return path([(x * r, y * r) for x, y in top], "#f2efe6") + path([(x * r, y * r) for x, y in band], "#fffdf7")


def _pirate(look: Look, r: float) -> str:
    """Return a black hat with a skull, and an eye patch beside it would hide the face: so none."""
    hat = [(-1.28, -0.4), (-0.86, -0.9), (0, -1.5), (0.86, -0.9), (1.28, -0.4), (0.6, -0.5), (0, -0.42), (-0.6, -0.5)]
    edge = [(-1.22, -0.42), (-0.6, -0.5), (0, -0.42), (0.6, -0.5), (1.22, -0.42)]
    skull = ellipse(0, -r * 0.9, r * 0.2, r * 0.19, "#f6f3ea") + box(
        -r * 0.11, -r * 0.78, r * 0.22, r * 0.13, "#f6f3ea", 2
    )
    holes = "".join(ellipse(dx * r, -r * 0.9, r * 0.055, r * 0.06, "#2e2a30") for dx in (-0.08, 0.08))
    return (
        path([(x * r, y * r) for x, y in hat], "#2e2a30")
        + stroke([(x * r, y * r) for x, y in edge], "#e0b23f", r * 0.09)
        + skull
        + holes
    )


def _souwester(look: Look, r: float) -> str:
    crown = [(-0.72, -0.46), (-0.6, -1.06), (0, -1.28), (0.6, -1.06), (0.72, -0.46)]
    brim = [(-1.12, -0.2), (-0.76, -0.56), (0, -0.66), (0.76, -0.56), (1.02, -0.34), (0, -0.44), (-0.84, -0.36)]
    return path([(x * r, y * r) for x, y in crown], look.cloth) + path(
        [(x * r, y * r) for x, y in brim], dimmed(look.cloth)
    )


def _crown(look: Look, r: float) -> str:
    points = [(-0.72, -0.5), (-0.84, -1.16), (-0.42, -0.86), (0, -1.32), (0.42, -0.86), (0.84, -1.16), (0.72, -0.5)]
    gems = ((-0.42, "#4f9fd8"), (0.0, "#d2333c"), (0.42, "#4fae6a"))
    return (
        path([(x * r, y * r) for x, y in points], "#f0c13f", smooth=False)
        + stroke([(-r * 0.7, -r * 0.54), (0, -r * 0.47), (r * 0.7, -r * 0.54)], "#d69c2c", r * 0.13)
        + "".join(ellipse(x * r, -r * 0.66, r * 0.085, r * 0.085, color) for x, color in gems)
        + "".join(ellipse(x * r, y * r, r * 0.08, r * 0.08, "#fff3c4") for x, y in (points[1], points[3], points[5]))
    )


def _elf(look: Look, r: float) -> str:
    cap = [(-0.84, -0.38), (-0.6, -0.98), (0.1, -1.4), (0.92, -1.3), (1.14, -0.84), (0.66, -1.02), (0.84, -0.38)]
    ears = "".join(
        path(
            [(way * r * 0.72, -r * 0.02), (way * r * 1.2, -r * 0.28), (way * r * 0.74, r * 0.28)],
            "#efc9a8",
            smooth=False,
        )
        for way in (-1, 1)
    )
    band = stroke([(-r * 0.8, -r * 0.4), (0, -r * 0.32), (r * 0.8, -r * 0.4)], dimmed(look.cloth), r * 0.16)
    bell = ellipse(r * 1.14, -r * 0.8, r * 0.12, r * 0.12, "#f2c94c")
    return (ears if (look.skin or 0) < 2 else "") + path([(x * r, y * r) for x, y in cap], look.cloth) + band + bell


def _nurse(look: Look, r: float) -> str:
    cap = [(-0.56, -0.62), (-0.66, -1.06), (0, -1.22), (0.66, -1.06), (0.56, -0.62)]
    return (
        path([(x * r, y * r) for x, y in cap], "#fdfbf5", smooth=False)
        + stroke([(0, -r * 1.02), (0, -r * 0.74)], "#d2333c", r * 0.1)
        + stroke([(-r * 0.14, -r * 0.88), (r * 0.14, -r * 0.88)], "#d2333c", r * 0.1)
    )


def _clown(look: Look, r: float) -> str:
    nose = ellipse(0, r * 0.36, r * 0.15, r * 0.14, "#e2404a")
    hat = path([(-r * 0.4, -r * 0.84), (r * 0.1, -r * 1.75), (r * 0.42, -r * 0.8)], "#4fb0d8", smooth=False)
    tufts = "".join(ellipse(way * r * 0.9, -r * 0.3, r * 0.3, r * 0.34, "#e8742c") for way in (-1, 1))
    return tufts + hat + ellipse(r * 0.1, -r * 1.75, r * 0.14, r * 0.14, "#f2d24a") + nose
