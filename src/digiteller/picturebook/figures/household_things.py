"""What lies and stands about in a house, and what no emoji shows rightly; 36 units wide and high."""

from __future__ import annotations

from digiteller.picturebook.drawing.vector import Gradients, box, ellipse, group, path, stroke
from digiteller.picturebook.figures.furniture_things import toned


def blanket(mix: Gradients, color: str) -> str:
    """Return a folded blanket with fringes."""
    dark = toned(color, 0.72)
    parts = [stroke([(x, 31), (x - 0.5, 34.4)], dark, 0.9) for x in range(4, 33, 3)]
    for at, shade in enumerate((0.84, 0.96, 1.1)):
        y = 24.4 - 6 * at
        parts.append(box(2, y, 32, 8, mix.down(toned(color, shade * 1.08), toned(color, shade * 0.86)), 3.6))
    stripe = toned(color, 1.4)
    return "".join(parts) + "".join(box(x, 12.6, 2, 19.4, stripe, 0.6, 'opacity=".6"') for x in (8, 26))


def spread_blanket(mix: Gradients, color: str) -> str:
    """Return a rug or a mat that is spread on the ground."""
    dark, light = toned(color, 0.72), toned(color, 1.3)
    edge = path([(7, 24), (29, 24), (35.6, 34), (0.4, 34)], mix.down(color, toned(color, 0.86)), smooth=False)
    inner = path([(9, 25.6), (27, 25.6), (31.6, 32.4), (4.4, 32.4)], light, smooth=False, extra='opacity=".55"')
    middle = path([(18, 26.8), (24, 29), (18, 31.4), (12, 29)], dark, smooth=False, extra='opacity=".7"')
    fringe = "".join(stroke([(x, 34), (x - 0.3, 35.6)], dark, 0.6) for x in range(1, 36, 2))
    return fringe + edge + inner + middle


def cushion(mix: Gradients, color: str) -> str:
    """Return a square cushion with tassels."""
    shape = [(4, 12), (18, 14.4), (32, 12), (30.4, 22), (32, 33), (18, 31), (4, 33), (5.6, 22)]
    tassels = "".join(ellipse(x, y, 1.8, 1.8, toned(color, 1.4)) for x, y in ((4, 12), (32, 12), (4, 33), (32, 33)))
    return (
        tassels
        + path(shape, mix.round(toned(color, 1.2), color, toned(color, 0.74)))
        + ellipse(18, 22.4, 1, 1, toned(color, 0.6))
    )


def pillow(mix: Gradients, color: str) -> str:
    """Return a pillow with a crease."""
    shape = [(2, 18), (6, 13.4), (18, 15), (30, 13.4), (34, 18), (33, 25), (34, 31), (18, 32), (2, 31), (3, 25)]
    crease = stroke([(9, 22), (15, 25), (24, 22.4)], toned(color, 0.8), 0.9)
    return path(shape, mix.down(toned(color, 1.05), toned(color, 0.82))) + crease


def cloth(mix: Gradients, color: str) -> str:
    """Return a crumpled cloth."""
    shape = [
        (3, 31),
        (6, 24),
        (11, 27),
        (14, 19),
        (20, 24),
        (26, 20),
        (28, 26),
        (33, 29),
        (33, 33),
        (18, 34),
        (4, 33.6),
    ]
    folds = [[(11, 27), (13, 31)], [(20, 24), (19, 31)], [(28, 26), (26, 31)]]
    return path(shape, mix.down(toned(color, 1.15), toned(color, 0.8))) + "".join(
        stroke(one, toned(color, 0.66), 0.9) for one in folds
    )


def cooking_pot(mix: Gradients, color: str) -> str:
    """Return a cooking pot with its lid on."""
    dark = toned(color, 0.62)
    handles = "".join(ellipse(x, 20, 3.4, 2.2, "none", f'stroke="{dark}" stroke-width="1.6"') for x in (4.4, 31.6))
    body = path(
        [(5, 15), (31, 15), (30, 31), (27, 34), (9, 34), (6, 31)],
        mix.across(toned(color, 1.3), color, dark),
        smooth=False,
    )
    lid = path([(4.4, 15), (8, 10.6), (18, 9), (28, 10.6), (31.6, 15)], mix.across(toned(color, 1.4), color))
    return handles + body + lid + box(3.8, 14.2, 28.4, 2, dark, 1) + ellipse(18, 7.6, 2.2, 1.7, dark)


def bowl(mix: Gradients, color: str) -> str:
    """Return an empty bowl."""
    body = path(
        [(2, 17), (34, 17), (30, 28), (23, 33), (13, 33), (6, 28)],
        mix.across(toned(color, 1.2), color, toned(color, 0.7)),
    )
    return (
        body
        + box(12, 32, 12, 2.6, toned(color, 0.66), 1)
        + ellipse(18, 17, 16.2, 3.6, toned(color, 0.6))
        + ellipse(18, 16.6, 16.2, 3.4, "none", f'stroke="{toned(color, 1.3)}" stroke-width="1"')
    )


def glass(mix: Gradients, color: str) -> str:
    """Return a glass of water."""
    shape = [(9, 5), (27, 5), (24.6, 34), (11.4, 34)]
    water = path([(9.8, 13), (26.2, 13), (24.4, 33), (11.6, 33)], mix.down(color, toned(color, 0.8)), smooth=False)
    sheen = path([(11.6, 8), (13.4, 8), (14.4, 30), (13, 30)], "#ffffff", smooth=False, extra='opacity=".6"')
    return (
        path(shape, "#e6f4fb", smooth=False, extra='opacity=".75" stroke="#9dbfd0" stroke-width=".8"') + water + sheen
    )


def flask(mix: Gradients, color: str) -> str:
    """Return a flask that keeps tea hot, its cup on top."""
    steel = mix.across("#eef2f5", "#b4bec8", "#808c98")
    body = box(11, 11, 14, 24.6, mix.across(toned(color, 1.25), color, toned(color, 0.66)), 2)
    return (
        body
        + box(11.8, 3, 12.4, 8.4, steel, 1.6)
        + box(10.6, 10.6, 14.8, 2, "#5a6470", 0.6)
        + box(10.8, 31, 14.4, 2, steel)
    )


def watering_can(mix: Gradients, color: str) -> str:
    """Return a watering can."""
    dark = toned(color, 0.66)
    handle = f'<path d="M12 15C14 4 26 5 30 20" fill="none" stroke="{dark}" stroke-width="2"/>'
    spout = path([(12, 27), (3, 14), (6, 12.6), (15, 22)], color, smooth=False)
    rose = path([(0.6, 14.6), (7.4, 10), (8, 12), (2, 16.4)], dark, smooth=False)
    body = box(12, 15, 18, 20, mix.across(toned(color, 1.25), color, dark), 2)
    return handle + spout + rose + body + ellipse(21, 15.4, 9, 2, dark)


def crate(mix: Gradients, color: str) -> str:
    """Return a wooden crate."""
    dark, board = toned(color, 0.6), mix.down(toned(color, 1.2), toned(color, 0.95))
    parts = [box(2, 10, 32, 25, dark)] + [box(2, y, 32, 7.2, board, 0.4) for y in (10, 18.4, 26.8)]
    return "".join(parts) + "".join(
        box(x, 9.4, 4.2, 26, toned(color, 1.08), 0.4, f'stroke="{dark}" stroke-width=".5"') for x in (2, 29.8)
    )


def barrel(mix: Gradients, color: str) -> str:
    """Return a barrel of staves."""
    dark, iron = toned(color, 0.62), "#6b6470"
    body = path(
        [(8, 3), (28, 3), (32, 12), (32.4, 24), (28, 35), (8, 35), (3.6, 24), (4, 12)],
        mix.across(toned(color, 0.8), toned(color, 1.25), dark),
    )
    staves = "".join(stroke([(x, 4), (18 + (x - 18) * 1.3, 18), (x, 34)], dark, 0.5) for x in (12, 16, 20, 24))
    hoops = "".join(stroke([(18 - w, y), (18, y + 1.6), (18 + w, y)], iron, 1.9) for y, w in ((8, 12.4), (28, 12.4)))
    return body + staves + hoops + ellipse(18, 3.6, 10, 1.8, dark)


def sack(mix: Gradients, color: str) -> str:
    """Return a full sack, tied up."""
    shape = [(10, 12), (6, 18), (3.6, 27), (6, 34), (18, 35.4), (30, 34), (32.4, 27), (30, 18), (26, 12), (18, 11)]
    neck = path([(11, 3), (15, 5), (18, 3), (22, 5), (26, 3), (24.6, 12), (11.4, 12)], toned(color, 1.1))
    folds = "".join(stroke([(x, 13), (18 + (x - 18) * 1.8, 20)], toned(color, 0.72), 0.8) for x in (13, 18, 23))
    return (
        neck
        + path(shape, mix.across(toned(color, 1.16), color, toned(color, 0.74)))
        + folds
        + stroke([(11, 11.6), (18, 12.6), (25, 11.6)], "#8a5f3c", 1.9)
    )


def drawing_on_paper(mix: Gradients, color: str) -> str:
    """Return a child's drawing: a house under the sun."""
    sheet = box(3, 5, 30, 27, mix.down("#fffdf6", "#efe8d8"), 0.6, 'stroke="#cfc4ae" stroke-width=".6"')
    house = box(9, 18, 10, 8, "none", 0, 'stroke="#d9583b" stroke-width="1.2"') + stroke(
        [(8, 18), (14, 12), (20, 18)], "#3f7fcf", 1.2, smooth=False
    )
    sun = ellipse(27, 11.4, 2.6, 2.6, "#f5b93f")
    grass = stroke([(5, 28), (12, 26.8), (20, 28), (31, 26.6)], "#5a9c4b", 1.4)
    return group(
        sheet
        + house
        + sun
        + grass
        + stroke([(25, 27), (25, 21)], "#8a5f3c", 1.2)
        + ellipse(25, 19, 2.6, 2.8, "#6fb25a"),
        0,
        0,
        1,
        turn=-3,
    )


def poster(mix: Gradients, color: str) -> str:
    """Return a poster with a headline."""
    sheet = box(6, 1, 24, 34, mix.down("#fff6df", "#ecdcb8"), 0.6, 'stroke="#bfa878" stroke-width=".6"')
    lines = "".join(box(10, y, w, 1.3, "#8a7a66", 0.6) for y, w in ((25, 16), (28, 13), (31, 15)))
    return sheet + box(9, 4, 18, 3.4, color, 0.6) + ellipse(18, 15.6, 6.6, 6.2, toned(color, 1.25)) + lines


def button(mix: Gradients, color: str) -> str:
    """Return a button with four holes."""
    holes = "".join(ellipse(x, y, 1.8, 1.8, toned(color, 0.5)) for x in (14.6, 21.4) for y in (14.6, 21.4))
    return (
        ellipse(18, 18, 14, 14, mix.round(toned(color, 1.2), color, toned(color, 0.78)))
        + ellipse(18, 18, 10.4, 10.4, "none", f'stroke="{toned(color, 0.66)}" stroke-width="1.4"')
        + holes
    )


def chalk(mix: Gradients, color: str) -> str:
    """Return a stick of chalk."""
    shape = [(4, 26), (25, 7), (30, 12), (9, 31)]
    return path(shape, mix.across(color, toned(color, 0.86)), smooth=False) + ellipse(
        27.5, 9.5, 3.5, 3.1, toned(color, 1.05), 'transform="rotate(42 27.5 9.5)"'
    )


def whistle(mix: Gradients, color: str) -> str:
    """Return a whistle that a guard or a referee blows."""
    body = ellipse(13, 22, 9.4, 9.4, mix.round(toned(color, 1.35), color, toned(color, 0.7)))
    mouth = path(
        [(11, 12.8), (34, 12.8), (34, 19.4), (18, 19.4)], mix.down(toned(color, 1.25), toned(color, 0.85)), smooth=False
    )
    return (
        body
        + mouth
        + box(19, 12.4, 4.4, 3, "#3a3540")
        + ellipse(13, 22, 3, 3, toned(color, 0.55))
        + ellipse(3, 28.6, 2.4, 2.4, "none", f'stroke="{toned(color, 0.6)}" stroke-width="1"')
    )


def shoes(mix: Gradients, color: str) -> str:
    """Return a pair of shoes."""

    def shoe(x: float, y: float, tone: float) -> str:
        shape = [(2, 10), (9, 10), (12, 14), (20, 16.4), (22, 20), (2, 20)]
        body = path(shape, mix.down(toned(color, 1.2 * tone), toned(color, 0.8 * tone)), extra="")
        laces = "".join(
            stroke([(9.4 + 2 * at, 13.4 + at), (11.4 + 2 * at, 11.8 + at)], "#f4efe4", 0.8) for at in range(3)
        )
        return group(body + box(1.6, 19.4, 21, 2.2, toned(color, 0.5), 1) + laces, x, y)

    return shoe(11, 7, 0.85) + shoe(1, 13.6, 1.0)


def toy_rabbit(mix: Gradients, color: str) -> str:
    """Return a rabbit of cloth that sits, with a patch and buttons for eyes."""
    seam, pale = toned(color, 0.6), toned(color, 1.16)
    parts = [path([(x, 12), (x - 3, 3), (x, 0.6), (x + 3, 3), (x + 1.4, 12)], color) for x in (13.4, 22.6)]
    parts += [stroke([(x, 9.4), (x, 3.6)], "#e9a9a4", 1.8) for x in (13.4, 22.6)]
    parts += [ellipse(x, 33, 4.6, 2.8, toned(color, 0.9)) for x in (10.6, 25.4)]
    parts += [
        ellipse(x, 25, 2.6, 5, toned(color, 0.9), f'transform="rotate({turn} {x} 25)"')
        for x, turn in ((9.4, 28), (26.6, -28))
    ]
    parts += [ellipse(18, 27, 7.4, 8, mix.round(pale, color)), ellipse(18, 15.4, 8.6, 7.4, mix.round(pale, color))]
    parts += [box(19.4, 26.4, 5, 5, "#c9657a", 0.6, f'stroke="{seam}" stroke-width=".6"')]
    parts += [stroke([(18, 21), (18, 34)], seam, 0.5), stroke([(15.6, 18.6), (18, 19.8), (20.4, 18.6)], seam, 0.8)]
    parts += [ellipse(x, 14.6, 1.5, 1.5, "#3a3540") for x in (14.6, 21.4)]
    return "".join(parts) + ellipse(18, 17.2, 1.2, 0.9, "#d98a86")


def hand_mirror(mix: Gradients, color: str) -> str:
    """Return a mirror with a handle."""
    glass = mix.down("#f4fbff", "#cfe6f2", "#a9cbdc")
    frame = ellipse(18, 12.6, 11.6, 12, mix.across(toned(color, 1.25), toned(color, 0.8)))
    shine = stroke([(12.4, 16), (19, 6.6)], "#ffffff", 1.6, extra='opacity=".8"')
    return box(16, 22, 4, 13.4, toned(color, 0.9), 2) + frame + ellipse(18, 12.6, 9, 9.4, glass) + shine
