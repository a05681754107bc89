"""What makes grounds different: paths, planks, bunting, the vault of a cave."""

from __future__ import annotations

from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.drawing_context import Hand
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import box, ellipse, path, stroke
from digiteller.picturebook.scenery.drawings import buildings, land


def mixed(one: str, other: str, share: float) -> tuple[float, float, float]:
    """Return the mixture of two hexadecimal colours."""
    return mix(rgb(one), rgb(other), share)


def road(frame: Canvas, hand: Hand, top: float, edge: str) -> str:
    """Return a path that winds from the foreground to the edge of ground of the colour ``edge``."""
    dust = mixed(edge, "#f0dcae", 0.62)
    goal = frame.width * hand.any(0.4, 0.6)
    bend = frame.width * hand.any(-0.06, 0.06)
    bottom = frame.height * 1.1
    points = [
        (goal - frame.width * 0.03, top),
        (goal + bend - frame.width * 0.09, top + (bottom - top) * 0.4),
        (frame.width * 0.22, bottom),
        (frame.width * 0.78, bottom),
        (goal + bend + frame.width * 0.12, top + (bottom - top) * 0.4),
        (goal + frame.width * 0.03, top),
    ]
    return path(points, hand.mix.down(hand.tone(dust, 0.1, 1.04), hand.tone(dust, 0, 0.82)), extra='opacity=".85"')


def planks(frame: Canvas, hand: Hand, top: float, bottom: float, color: str) -> str:
    """Return boards from ``top`` down to ``bottom``."""
    parts = []
    left, right = -0.1 * frame.width, 1.1 * frame.width
    y, step = top, frame.height * 0.022
    while y < bottom:
        for _ in range(3):
            x, long = hand.any(left, right), frame.width * hand.any(0.05, 0.2)
            shade = hand.tone(color, 0, hand.any(0.75, 1.15))
            parts.append(stroke([(x, y + step / 2), (x + long, y + step / 2)], shade, step * 0.4, extra='opacity=".5"'))
        parts.append(stroke([(left, y), (right, y)], hand.tone("#5a3d28", 0, 0.9), frame.unit * 2))
        y += step
        step *= 1.22
    return "".join(parts)


def rigging(frame: Canvas, hand: Hand, deck: float) -> str:
    """Return the sail, the rail and the mast of a ship above its deck."""
    width, height, side = frame.width, frame.height, hand.light.side
    mast = width * (0.12 if side > 0 else 0.88)
    rail = deck - height * 0.1
    sail = ((0, -0.06), (0.2, -0.03), (0.42, 0.02), (0.46, 0.2), (0.38, 0.36), (0.18, 0.33), (0, 0.38))
    parts = [path([(mast + x * width * side, y * height) for x, y in sail], hand.shaded("#f3e4c6", 0, 0.2))]
    post = hand.shaded("#a8754a", 0, 0.3)
    for index in range(16):
        x = width * (-0.06 + index * 1.12 / 15)
        parts.append(box(x, rail, frame.unit * 12, deck - rail + frame.unit * 6, post, frame.unit * 4))
    wood = hand.mix.down(hand.tone("#c9935f"), hand.tone("#8a5a38"))
    parts.append(box(-0.1 * width, rail - frame.unit * 10, 1.2 * width, frame.unit * 16, wood, frame.unit * 6))
    for way in (-0.5, 0.32, 0.6):
        rope = [(mast, -0.1 * height), (mast + way * width * side, rail)]
        parts.append(stroke(rope, hand.tone("#5a4030", 0, 0.9), frame.unit * 3))
    pole = hand.shaded("#7f5536", 0, 0.4)
    parts.append(box(mast - frame.unit * 16, -0.1 * height, frame.unit * 32, deck + 0.14 * height, pole))
    return "".join(parts)


def railing(frame: Canvas, hand: Hand, top: float) -> str:
    """Return the railing of a balcony at the far edge of its floor."""
    left, _, right, _ = frame.bounds()
    high, iron = frame.height * 0.16, hand.tone("#5a5f6a")
    count = 26
    parts = []
    for post in range(count):
        x = left + (right - left) * (post + 0.5) / count
        parts.append(box(x - frame.unit * 4, top - high, frame.unit * 8, high + frame.unit * 10, iron))
        parts.append(ellipse(x, top - high * 0.5, frame.unit * 9, frame.unit * 15, iron))
    parts.append(box(left, top - high - frame.unit * 8, right - left, frame.unit * 18, hand.tone("#6b707c"), 4))
    parts.append(box(left, top - frame.unit * 8, right - left, frame.unit * 14, hand.tone("#8f7f6c")))
    return "".join(parts)


def cobbles(frame: Canvas, hand: Hand, top: float, bottom: float, color: str) -> str:
    """Return paving stones from ``top`` down to ``bottom``."""
    left, _, right, _ = frame.bounds()
    parts = []
    for _ in range(150):
        y = top + frame.size * 0.02 + (bottom - top) * hand.random.random()
        size = frame.unit * (8 + 26 * (y - top) / (bottom - top))
        shade = hand.tone(color, 0, hand.any(0.8, 1.2))
        parts.append(ellipse(hand.any(left, right), y, size, size * 0.4, shade, 'opacity=".6"'))
    return "".join(parts)


def craters(frame: Canvas, hand: Hand, top: float, bottom: float, color: str) -> str:
    """Return the craters of a moon."""
    left, _, right, _ = frame.bounds()
    parts = []
    for _ in range(9):
        y = top + (bottom - top) * hand.any(0.12, 0.95)
        size = frame.unit * (20 + 80 * (y - top) / (bottom - top)) * hand.any(0.6, 1.2)
        x = hand.any(left, right)
        parts.append(ellipse(x, y, size, size * 0.28, hand.tone(color, 0, 0.62)))
        lit = x + hand.light.side * size * 0.06
        parts.append(ellipse(lit, y + size * 0.05, size * 0.92, size * 0.22, hand.tone(color, 0, 0.88)))
    return "".join(parts)


def furrows(frame: Canvas, hand: Hand, top: float, bottom: float) -> str:
    """Return the furrows of a field that run towards the viewer."""
    parts = []
    for row in range(9):
        line = [(frame.width * (0.35 + row * 0.045), top), (frame.width * (row / 8 * 2.4 - 0.7), bottom)]
        parts.append(stroke(line, hand.tone("#d9c25f", 0.2, 0.9), frame.unit * 9, extra='opacity=".45"'))
    return "".join(parts)


def river(frame: Canvas, hand: Hand, bank: float, bottom: float) -> str:
    """Return a river across the page, its far bank at ``bank``."""
    left, _, right, _ = frame.bounds()
    line = land.ridge(hand, left - 5, right + 5, bank, frame.size * 0.03, 3)
    surface = css(mix(hand.light.sky[2], rgb(hand.tone("#7fc0d0")), 0.5))
    body = hand.mix.down(surface, hand.tone("#3f93b5", 0.1), hand.tone("#2f7a9c", 0, 0.8))
    parts = [stroke(line, hand.tone("#7a6a4a", 0.1, 0.8), frame.unit * 7)]
    parts.append(path([*line, (right, bottom), (left, bottom)], body, smooth=False))
    shine = css(mix(hand.light.sky[2], (1, 1, 1), 0.4))
    for _ in range(60):
        x, y = hand.any(left, right), bank + frame.size * 0.03 + hand.any(0, 0.24) * frame.height
        long = frame.unit * hand.any(20, 80)
        ripple = [(x, y), (x + long / 2, y - frame.unit * 2), (x + long, y)]
        parts.append(stroke(ripple, shine, frame.unit * 2, extra='opacity=".45"'))
    return "".join(parts)


def bunting(frame: Canvas, hand: Hand) -> str:
    """Return a string of little flags across the page."""
    parts = []
    y = frame.height * 0.12
    line = [
        (frame.width * t, y + frame.height * 0.12 * (1 - (2 * t - 1) ** 2)) for t in [i / 20 for i in range(-2, 23)]
    ]
    parts.append(stroke(line, hand.tone("#6a5a4a"), frame.unit * 2))
    for x, top in line:
        color = hand.random.choice(("#d8574a", "#f2c14e", "#5f9a8f", "#e88fa0", "#6f8fc0"))
        parts.append(
            path(
                [(x - frame.unit * 16, top), (x + frame.unit * 16, top), (x, top + frame.unit * 34)],
                hand.tone(color),
                smooth=False,
            )
        )
    return "".join(parts)


def cave_wall(frame: Canvas, hand: Hand) -> str:
    """Return the vault of a cave around its lit mouth."""
    left, top, right, _ = frame.bounds()
    parts = []
    for index in range(9):
        x = left + (right - left) * (index + hand.any(0.2, 0.8)) / 9
        parts.append(land.stalagmite(hand, x, top, -frame.size * hand.any(0.16, 0.4), 0.15))
    return "".join(parts)


def bridge(frame: Canvas, hand: Hand, aside: float) -> str:
    """Return an arched bridge of stone or wood across the river, seen from the bank."""
    size, middle, foot = frame.size, frame.width * 0.5 + aside, frame.horizon + frame.height * 0.19
    span, rise, thick = size * 0.46, size * 0.15, size * 0.05
    stone = hand.random.choice(("#b3a79a", "#c2a888", "#a8744a"))

    def arch(wide: float, high: float, low: float) -> list[tuple[float, float]]:
        return [(middle + wide * (t / 10 - 1), foot + low - high * (1 - (t / 10 - 1) ** 2)) for t in range(21)]

    outer, inner = arch(span * 1.25, rise, 0), arch(span * 0.8, rise * 0.9, size * 0.06)
    body = [(middle - span * 1.25, foot + size * 0.08), *outer, (middle + span * 1.25, foot + size * 0.08)]
    parts = [path([*body, *inner[::-1]], hand.shaded(stone, 0.15, 0.25), smooth=False)]
    for index in range(2, 19):
        joint = [outer[index], (inner[index][0], inner[index][1])]
        parts.append(stroke(joint, hand.tone(stone, 0.15, 0.75), frame.unit * 1.6, extra='opacity=".5"'))
    rail = [(x, y - thick) for x, y in outer]
    parts.append(stroke(rail, hand.tone(stone, 0.1, 0.82), thick * 0.42))
    parts += [stroke([(x, y), (x, y - thick)], hand.tone(stone, 0.1, 0.75), thick * 0.3) for x, y in outer[1:-1:2]]
    return "".join(parts)


def headland(frame: Canvas, hand: Hand, aside: float, tall: float) -> str:
    """Return a green cliff over the sea with a lighthouse ``tall`` frame sizes high on top."""
    x, foot = frame.width * 0.77 + aside * 0.7, frame.horizon + frame.height * 0.14
    wide, high = frame.size * 0.44, frame.size * 0.16
    outline = ((-1.0, 0.0), (-0.86, 0.3), (-0.7, 0.42), (-0.58, 0.8), (-0.3, 0.96), (0.1, 1.0), (0.6, 0.86), (1.5, 0.9))
    top = [(x + wide * dx, foot - high * up) for dx, up in outline]
    cliff = [*top, (x + wide * 1.5, foot), (x, foot + high * 0.04)]
    parts = [ellipse(x, foot, wide * 1.05, high * 0.07, hand.tone("#f2fbff", 0.2), 'opacity=".6"')]
    parts.append(path(cliff, hand.shaded("#8f8478", 0.15, 0.25), smooth=False))
    for _ in range(26):
        at, up = hand.any(-0.75, 1.3), hand.any(0.08, 0.55)
        crack = [(x + wide * at, foot - high * up), (x + wide * (at + 0.03), foot - high * (up - hand.any(0.1, 0.25)))]
        parts.append(stroke(crack, hand.tone("#6a6058", 0.15), frame.unit * 2, extra='opacity=".5"'))
    turf = [(px, py + high * hand.any(0.18, 0.34)) for px, py in top[2:]]
    parts.append(path([*top[2:], *turf[::-1]], hand.mix.down(hand.tone("#a3bd64", 0.12), hand.tone("#6f934a", 0.12))))
    for at in (-0.9, -0.7, -0.3, 0.2, 0.7):
        parts.append(land.rock(hand, x + wide * at, foot + high * 0.05, high * hand.any(0.18, 0.32), 0.2, "#7f766c"))
    base = foot - high * 0.93
    parts.append(buildings.lighthouse(hand, x + wide * 0.1, base, min(frame.size * tall, base * 0.92), 0.1))
    return "".join(parts)


def waterfall(frame: Canvas, hand: Hand, aside: float) -> str:
    """Return a cliff with a white fall of water and its spray."""
    size, middle, foot = frame.size, frame.width * (0.5 + 0.2 * hand.random.choice((-1, 1))) + aside, frame.horizon
    foot += frame.height * 0.17
    top, wide = foot - size * 0.62, size * 0.1
    parts = []
    for way in (-1, 1):
        for step in range(4):
            x = middle + way * (wide * 0.8 + size * (0.1 + 0.15 * step))
            parts.append(land.rock(hand, x, foot, size * (0.62 - 0.1 * step) * hand.any(0.95, 1.05), 0.3, "#8a8790"))
    parts.append(land.rock(hand, middle, foot, size * 0.6, 0.34, "#7f7d88"))
    fall = [(middle - wide * 0.7, top), (middle + wide * 0.7, top), (middle + wide, foot), (middle - wide, foot)]
    white = hand.tone("#f2fbff", 0.1)
    parts.append(path(fall, hand.mix.down(hand.tone("#cfeaf5", 0.2), white, hand.tone("#b9e0f0", 0.1)), smooth=False))
    for _ in range(16):
        x, y = middle + hand.any(-0.8, 0.8) * wide, top + size * hand.any(0, 0.3)
        line = [(x, y), (x + hand.any(-3, 3), y + size * hand.any(0.1, 0.3))]
        parts.append(stroke(line, hand.tone("#8fc4dc", 0.1), frame.unit * 3, extra='opacity=".45"'))
    spray = hand.mix.round("#ffffffc0", "#ffffff50", "#ffffff00")
    parts += [ellipse(middle + way * wide * 0.8, foot, wide * 1.3, size * 0.07, spray) for way in (-1.0, 0.0, 1.0)]
    hand.spots.append(("spray", middle, foot, wide * 2))
    return "".join(parts)


def rails(frame: Canvas, hand: Hand, y: float) -> str:
    """Return a railway track across the page on its bed of stones."""
    left, _, right, _ = frame.bounds()
    high = frame.size * 0.05
    parts = [
        box(left, y, right - left, high * 1.3, hand.mix.down(hand.tone("#a39a90", 0.2), hand.tone("#857b70", 0.1)))
    ]
    x = left
    while x < right:
        parts.append(box(x, y + high * 0.12, high * 0.5, high * 0.9, hand.tone("#6a4c38", 0.15), 2))
        x += high * 0.95
    for at in (0.2, 0.78):
        parts.append(box(left, y + high * at, right - left, high * 0.14, hand.tone("#5f6670", 0.1)))
        parts.append(box(left, y + high * at, right - left, high * 0.04, hand.tone("#c9d2da", 0.1)))
    return "".join(parts)


def tiles(frame: Canvas, hand: Hand, top: float, bottom: float, color: str) -> str:
    """Return rows of roof tiles from ``top`` down to ``bottom``."""
    left, _, right, _ = frame.bounds()
    parts, y, step, row = [], top, frame.height * 0.03, 0
    while y < bottom:
        wide = step * 1.5
        x = left - wide * (0.5 * (row % 2) + 0.5)
        while x < right:
            shade = hand.tone(color, 0, hand.any(0.82, 1.12))
            tile = [
                (x, y),
                (x + wide, y),
                (x + wide, y + step * 0.8),
                (x + wide / 2, y + step * 1.25),
                (x, y + step * 0.8),
            ]
            parts.append(path(tile, shade, smooth=False, extra=f'stroke="{hand.tone(color, 0, 0.6)}" stroke-width="1"'))
            x += wide
        y, step, row = y + step, step * 1.14, row + 1
    return "".join(parts)
