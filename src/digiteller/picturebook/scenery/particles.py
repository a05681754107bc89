"""What is in the air of a whole page and moves by itself: rain, snow, leaves, fog, glints, smoke, fireflies.

A layer that drifts repeats itself with the period of its own size, so it fills the frame with its overscan and nothing
on it lies across its edges.
"""

from __future__ import annotations

import math
from dataclasses import replace

from digiteller.picturebook.drawing.canvas import Canvas, VectorLayer
from digiteller.picturebook.drawing.drawing_context import Hand, Spot
from digiteller.picturebook.drawing.light import css, mix, rgb
from digiteller.picturebook.drawing.vector import box, ellipse, group, path, stroke
from digiteller.story import Motion

MOST_MOVING = 4
"""Layers of a page that may move, since each costs time to render."""
_RANK = (
    *("lightning", "rain", "snow", "sand", "leaves", "bubbles", "fog", "fireflies", "aurora", "waves", "glow", "smoke"),
    *("glints", "motes", "petals", "rays", "stars", "clouds", "rings"),
)
"""Which movements matter most."""
GREEN = {"forest", "meadow", "hill", "village", "garden", "park", "farm", "road", "river", "lake", "orchard", "castle"}


def calmed(sheets: list[VectorLayer]) -> list[VectorLayer]:
    """Return the sheets, of which only the most important ``MOST_MOVING`` move."""

    def rank(sheet: VectorLayer) -> int:
        return _RANK.index(sheet.name) if sheet.name in _RANK else len(_RANK)

    moving = sorted((at for at, sheet in enumerate(sheets) if sheet.motion), key=lambda at: (rank(sheets[at]), at))
    still = set(moving[MOST_MOVING:])
    return [replace(sheet, motion=None) if at in still else sheet for at, sheet in enumerate(sheets)]


def falling(weather: str, setting: str, frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return what the weather brings down or along: near and far, each at its own pace."""
    if weather in {"rain", "storm"} and setting in {"desert", "red planet"}:
        return _sand(frame, hand)
    if weather in {"rain", "storm"}:
        return _rain(weather, frame, hand)
    if weather == "snow":
        return _snow(frame, hand)
    if weather == "fog":
        return _fog(frame, hand)
    if weather == "wind":
        return _sand(frame, hand) if setting in {"desert", "red planet"} else _leaves(setting, frame, hand)
    return []


def _free(frame: Canvas, hand: Hand, margin: float) -> tuple[float, float]:
    """Return a place on a drifting layer, more than ``margin`` pixels off its edges."""
    left, top, right, bottom = frame.bounds()
    margin += 2 + 2 * frame.unit
    return hand.any(left + margin, right - margin), hand.any(top + margin, bottom - margin)


def _rain(weather: str, frame: Canvas, hand: Hand) -> list[VectorLayer]:
    slant = 0.42 if weather == "storm" else 0.14
    sheets = []
    # depth, how many, length and width in units, opacity, frame heights a second
    for depth, count, long, wide, opacity, speed in ((1.6, 170, 26, 1.0, 0.32, 1.1), (0.55, 80, 58, 1.9, 0.42, 1.9)):
        parts = []
        for _ in range(count):
            length = frame.unit * long * hand.any(0.7, 1.2)
            x, y = _free(frame, hand, length * 0.6)
            line = [(x + length * slant / 2, y - length / 2), (x - length * slant / 2, y + length / 2)]
            extra = f'opacity="{opacity * hand.any(0.6, 1.1):.2f}"'
            parts.append(stroke(line, "#e2eef9", frame.unit * wide * hand.any(0.7, 1.1), extra=extra))
        drift = frame.height * speed * (1.25 if weather == "storm" else 1.0)
        motion = Motion(drift=(-slant * drift, drift))
        sheets.append(VectorLayer("rain", "".join(parts), frame.bounds(), depth, hand.mix, motion=motion, dry=True))
    return sheets


def _snow(frame: Canvas, hand: Hand) -> list[VectorLayer]:
    sheets = []
    layers = ((1.9, 150, 1.7, 0.8, 0.05), (1.03, 80, 3.0, 0.85, 0.08), (0.55, 34, 6.0, 0.7, 0.13))
    for index, (depth, count, size, opacity, speed) in enumerate(layers):
        parts = []
        for _ in range(count):
            radius = frame.unit * size * hand.any(0.6, 1.3)
            x, y = _free(frame, hand, radius * 2.2)
            soft = hand.mix.round("#ffffffff", "#ffffffe0", "#ffffff00")
            parts.append(ellipse(x, y, radius * 1.5, radius * 1.5, soft, f'opacity="{opacity * hand.any(0.7, 1):.2f}"'))
        motion = Motion(
            drift=(frame.width * 0.008 * (index + 1), frame.height * speed),
            sway=(frame.width * 0.007 * (index + 1), 0.0),
            period=5.0 + index,
            phase=0.31 * index,
        )
        sheets.append(VectorLayer("snow", "".join(parts), frame.bounds(), depth, hand.mix, motion=motion, dry=True))
    return sheets


def _fog(frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return two banks of fog that pass each other: behind the figures, and low before them."""
    left, _, right, bottom = frame.bounds()
    color = css(mix(hand.light.haze, (1.0, 1.0, 1.0), 0.35 * (1 - hand.light.dark)))
    sheets = []
    banks = ((1.5, frame.horizon + frame.height * 0.04, 0.19, 112, 0.012), (0.75, frame.height * 0.96, 0.12, 62, -0.02))
    for depth, y, tall, strength, speed in banks:
        fill = hand.mix.round(*(color + f"{round(strength * share):02x}" for share in (1.0, 0.86, 0.5, 0.18, 0.0)))
        parts = []
        for index in range(9):
            wide, high = frame.width * hand.any(0.2, 0.34), frame.height * tall * hand.any(0.5, 1)
            x = left + wide + (right - left - 2 * wide) * (index + hand.random.random()) / 9
            at = min(y + frame.height * hand.any(-0.4, 0.4) * tall, bottom - high - 1)
            parts.append(ellipse(x, at, wide, high, fill))
        motion = Motion(drift=(frame.width * speed, 0.0))
        sheets.append(VectorLayer("fog", "".join(parts), frame.bounds(), depth, hand.mix, motion=motion, dry=True))
    return sheets


def _sand(frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return a sandstorm: an even haze over the land, and veils and grains that fly by, low before the figures."""
    color = hand.tone("#e6b878")
    left, top, right, bottom = frame.bounds()
    haze = hand.mix.down(*(color + strength for strength in ("00", "38", "88", "78", "40", "00")))
    high = frame.horizon - frame.height * 0.4
    band = box(left, high, right - left, frame.height * 0.8, haze)
    sheets = [VectorLayer("haze", band, frame.bounds(max(top, high)), 1.6, hand.mix, dry=True)]
    # depth, grains, their length in units, frame widths a second; where veils are in frame heights, their opacity
    for depth, count, long, speed, low, veil in ((1.5, 120, 40, 0.5, 0.66, "60"), (0.6, 50, 80, 0.9, 0.93, "48")):
        parts = []
        for _ in range(7):
            wide, tall = frame.width * hand.any(0.22, 0.4), frame.height * hand.any(0.04, 0.08)
            x = hand.any(left + wide, right - wide)
            y = min(frame.height * (low + hand.any(0, 0.06)), bottom - tall - 1)
            parts.append(ellipse(x, y, wide, tall, hand.mix.round(color + veil, color + "28", color + "00")))
        for _ in range(count):
            length = frame.unit * long * hand.any(0.5, 1.2)
            x, y = _free(frame, hand, length)
            line = [(x - length / 2, y + length * 0.05), (x + length / 2, y - length * 0.05)]
            parts.append(
                stroke(line, color, frame.unit * hand.any(0.8, 2), extra=f'opacity="{hand.any(0.25, 0.55):.2f}"')
            )
        motion = Motion(drift=(-frame.width * speed * hand.light.side, 0.0))
        sheets.append(VectorLayer("sand", "".join(parts), frame.bounds(), depth, hand.mix, motion=motion, dry=True))
    return sheets


def _leaves(setting: str, frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return leaves and streaks of wind."""
    sheets = []
    colors = ("#d98a3a", "#c75a3a", "#e2b34a", "#8fa84a") if setting in GREEN else ("#f6f1e6", "#e8dcc3", "#d9c6a4")
    for depth, count, size, speed in ((1.4, 22, 8.0, 0.16), (0.65, 11, 16.0, 0.28)):
        parts = []
        for _ in range(count):
            long = frame.unit * size * hand.any(0.7, 1.3)
            x, y = _free(frame, hand, long * 1.5)
            leaf = path(
                [(-long, 0), (-long * 0.2, -long * 0.45), (long, 0), (-long * 0.2, long * 0.4)],
                hand.tone(hand.random.choice(colors)),
            )
            vein = stroke([(-long * 1.2, 0), (long * 0.8, 0)], hand.tone("#6a4a30"), frame.unit * 0.8)
            parts.append(group(leaf + vein, x, y, turn=hand.any(-70, 70)))
        for _ in range(4 if depth > 1 else 0):
            x, y = _free(frame, hand, frame.unit * 190)
            long = frame.unit * hand.any(120, 180)
            gust = [(x - long + long * 2 * t / 12, y + math.sin(t * 0.55) * frame.unit * 9) for t in range(13)]
            parts.append(stroke(gust, "#ffffff", frame.unit * 2, extra='opacity=".3"'))
        motion = Motion(
            drift=(-hand.light.side * frame.width * speed, frame.height * speed * 0.22),
            sway=(0.0, frame.height * 0.016),
            period=2.3 + depth,
        )
        sheets.append(VectorLayer("leaves", "".join(parts), frame.bounds(), depth, hand.mix, motion=motion, dry=True))
    return sheets


def rings(band: tuple[float, float], frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return the rings that raindrops make on water or wet ground between two heights of the page."""
    left, _, right, _ = frame.bounds()
    parts = []
    for _ in range(26):
        t = hand.random.random()
        y, size = band[0] + (band[1] - band[0]) * t, frame.unit * (5 + 16 * t) * hand.any(0.6, 1.2)
        x = hand.any(left, right)
        for share in (1.0, 0.55):
            edge = f'stroke="#e6f2fb" stroke-width="{frame.unit * 1.2:.2f}" stroke-opacity=".5"'
            parts.append(ellipse(x, y, size * share, size * share * 0.3, "none", edge))
    motion = Motion(twinkle=0.9, period=0.9)
    return [
        VectorLayer(
            "rings", "".join(parts), frame.bounds(*_around(band, frame)), 1.08, hand.mix, motion=motion, dry=True
        )
    ]


def _around(band: tuple[float, float], frame: Canvas) -> tuple[float, float]:
    return band[0] - frame.size * 0.03, band[1] + frame.size * 0.03


def glints(band: tuple[float, float], frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return the light that plays on water between two heights of the page, most of it under the sun or moon."""
    left, _, right, _ = frame.bounds()
    color = css(mix(hand.light.rim, (1.0, 1.0, 1.0), 0.5))
    under = frame.width * (0.5 + 0.27 * hand.light.side)
    parts = []
    for index in range(80):
        t = hand.random.random() ** 1.2
        y, size = band[0] + (band[1] - band[0]) * t, frame.unit * (4 + 13 * t)
        x = hand.any(left, right) if index % 3 == 0 else hand.random.gauss(under, frame.width * (0.02 + 0.07 * t))
        shape = [(x - size * 1.6, y), (x, y - size * 0.16), (x + size * 1.6, y), (x, y + size * 0.16)]
        parts.append(path(shape, color, extra=f'opacity="{hand.any(0.35, 0.85):.2f}"'))
    motion = Motion(sway=(frame.width * 0.003, 0.0), twinkle=0.55, period=2.6)
    return [
        VectorLayer(
            "glints", "".join(parts), frame.bounds(*_around(band, frame)), 1.95, hand.mix, motion=motion, dry=True
        )
    ]


def fireflies(frame: Canvas, hand: Hand, x: float, y: float) -> list[VectorLayer]:
    """Return three swarms that glow in turn, denser around (x, y)."""
    sheets = []
    for swarm in range(3):
        parts = []
        for index in range(12):
            spread = 0.14 if index < 5 else 0.42
            at_x, at_y = (
                hand.random.gauss(x, frame.size * spread * 1.3),
                hand.random.gauss(y, frame.size * spread * 0.6),
            )
            at_y = min(max(at_y, frame.height * 0.12), frame.height * 0.92)
            radius = frame.unit * hand.any(9, 22)
            glow = hand.mix.round("#fff2a0d0", "#ffe98a55", "#ffe47a00")
            parts.append(ellipse(at_x, at_y, radius, radius, glow))
            parts.append(ellipse(at_x, at_y, radius * 0.2, radius * 0.2, "#fffde0"))
        motion = Motion(
            sway=(frame.width * (0.012, 0.0, 0.012)[swarm], frame.height * 0.014),
            twinkle=0.8,
            period=2.9 + 0.7 * swarm,
            phase=swarm / 3,
        )
        depth = (1.3, 1.02, 0.9)[swarm]
        sheets.append(
            VectorLayer("fireflies", "".join(parts), frame.bounds(), depth, hand.mix, motion=motion, dry=True)
        )
    return sheets


def bubbles(frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return bubbles that rise through the sea, and the shafts of light that waver in it."""
    sheets = []
    for depth, count, size, speed in ((1.7, 34, 4.0, 0.05), (0.7, 13, 9.0, 0.1)):
        parts = []
        for _ in range(count):
            radius = frame.unit * size * hand.any(0.5, 1.3)
            x, y = _free(frame, hand, radius * 2)
            edge = f'fill-opacity=".14" stroke="#f2fffd" stroke-opacity=".65" stroke-width="{frame.unit * 1.1:.2f}"'
            parts.append(ellipse(x, y, radius, radius, "#e6fffb", edge))
            parts.append(ellipse(x - radius * 0.35, y - radius * 0.4, radius * 0.22, radius * 0.16, "#ffffff"))
        motion = Motion(drift=(0.0, -frame.height * speed), sway=(frame.width * 0.006, 0.0), period=3.3 + depth)
        sheets.append(VectorLayer("bubbles", "".join(parts), frame.bounds(), depth, hand.mix, motion=motion, dry=True))
    left, top, right, bottom = frame.bounds()
    shafts = []
    for _ in range(8):
        x, lean, wide = (
            hand.any(left, right),
            -hand.light.side * frame.unit * hand.any(120, 320),
            frame.unit * hand.any(20, 70),
        )
        corners = [(x, top), (x + wide, top), (x + wide * 2.4 + lean, bottom), (x + lean, bottom)]
        shafts.append(path(corners, hand.mix.down("#eafff880", "#d6fff42c", "#d6fff400"), smooth=False))
    motion = Motion(sway=(frame.width * 0.012, 0.0), twinkle=0.35, period=6.5)
    sheets.append(VectorLayer("rays", "".join(shafts), frame.bounds(), 3.0, hand.mix, motion=motion, dry=True))
    return sheets


def petals(frame: Canvas, hand: Hand, color: str) -> list[VectorLayer]:
    """Return petals or sparks of light that float by, for moods that are not of every day."""
    parts = []
    for _ in range(24):
        long = frame.unit * hand.any(4, 9)
        x, y = _free(frame, hand, long * 2)
        shape = [(-long, 0), (0, -long * 0.5), (long, 0), (0, long * 0.4)]
        parts.append(group(path(shape, hand.tone(color), extra='opacity=".85"'), x, y, turn=hand.any(0, 360)))
    motion = Motion(drift=(frame.width * 0.02, frame.height * 0.035), sway=(frame.width * 0.01, 0.0), period=4.6)
    return [VectorLayer("petals", "".join(parts), frame.bounds(), 0.8, hand.mix, motion=motion, dry=True)]


def motes(frame: Canvas, hand: Hand, beam: tuple[float, float]) -> list[VectorLayer]:
    """Return the dust that dances in a beam of light from a window at x = ``beam[0]`` to the floor at ``beam[1]``."""
    parts = []
    for _ in range(13):
        t = hand.random.random()
        x = beam[0] + (beam[1] - beam[0]) * t + hand.random.gauss(0, frame.size * (0.05 + 0.08 * t))
        y, radius = frame.height * (0.25 + 0.65 * t), frame.unit * hand.any(2.5, 6)
        fill = hand.mix.round("#fff6d878", "#fff0c038", "#fff0c000")
        parts.append(ellipse(x, y, radius * 1.8, radius * 1.8, fill))
    motion = Motion(sway=(frame.width * 0.008, frame.height * 0.012), twinkle=0.4, period=7.0)
    return [VectorLayer("motes", "".join(parts), frame.bounds(), 0.97, hand.mix, motion=motion, dry=True)]


def aurora(frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return the northern lights: curtains of light in the sky."""
    left, top, right, _ = frame.bounds()
    parts = []
    for row, (color, other) in enumerate((("#6af2b8", "#4fc8e8"), ("#8af29a", "#b07af0"))):
        for index in range(60):
            t = index / 59
            x = left + (right - left) * t
            y = frame.horizon * (0.62 - 0.22 * row) + frame.size * 0.08 * math.sin(5 * t + 2 * row + hand.light.side)
            tall = frame.size * (0.13 + 0.05 * math.sin(17 * t + row)) * hand.any(0.85, 1.1)
            shade = css(mix(rgb(color), rgb(other), t))
            fill = hand.mix.round(*(shade + alpha for alpha in ("2c", "24", "14", "06", "00")))
            parts.append(ellipse(x, y - tall, (right - left) / 18, tall, fill))
    motion = Motion(sway=(frame.width * 0.012, frame.height * 0.006), twinkle=0.4, period=9.0)
    region = (left, top, right, frame.horizon)
    return [VectorLayer("aurora", "".join(parts), region, 8.5, hand.mix, motion=motion, dry=True)]


def living(spots: list[Spot], frame: Canvas, hand: Hand) -> list[VectorLayer]:
    """Return what the drawings left to move: smoke of chimneys, steam of pots, the light of fires."""
    smoke: list[str] = []
    glow: list[str] = []
    sheets: list[VectorLayer] = []
    for what, x, y, size in spots:
        if what == "beam" and not any(sheet.name == "motes" for sheet in sheets):
            sheets += motes(frame, hand, (x, size))
        if what == "beacon":
            sheets.append(_beacon(x, y, size, frame, hand))
        if what in {"smoke", "steam", "spray"}:
            smoke += _puffs(what, x, y, size, hand)
        if what in {"fire", "lamp"}:
            fill = hand.mix.round("#ffd07aa8", "#ff9f4a48", "#ff8a3a00")
            glow.append(ellipse(x, y, size * 2.2, size * 1.9, fill))
    if smoke:
        motion = Motion(sway=(frame.width * 0.004, frame.height * 0.004), twinkle=0.25, period=5.0)
        sheets.append(VectorLayer("smoke", "".join(smoke), frame.bounds(), 1.35, hand.mix, motion=motion, dry=True))
    if glow:
        motion = Motion(twinkle=0.35, period=1.3)
        sheets.append(VectorLayer("glow", "".join(glow), frame.bounds(), 1.3, hand.mix, motion=motion, dry=True))
    return sheets


def _beacon(x: float, y: float, size: float, frame: Canvas, hand: Hand) -> VectorLayer:
    """Return the light of a lighthouse, ``size`` high, and its two beams over the sea."""
    parts = [ellipse(x, y, size * 0.34, size * 0.26, hand.mix.round("#fff0b8d8", "#ffe49a50", "#ffe49a00"))]
    for way, near, end in ((-1, "#fff2c088", 1.0), (1, "#fff2c070", 0.7)):
        reach, lean = frame.width * end, size * 0.06
        beam = [(x, y - size * 0.018), (x + way * reach, y - reach * 0.16 + lean)]
        beam += [(x + way * reach, y + reach * 0.1 + lean), (x, y + size * 0.018)]
        shades = (near, "#fff2c034", "#fff2c012", "#fff2c000")
        parts.append(path(beam, hand.mix.across(*shades[::way]), smooth=False))
    motion = Motion(twinkle=0.4, period=4.0)
    return VectorLayer("glow", "".join(parts), frame.bounds(), 1.97, hand.mix, motion=motion, dry=True)


def _puffs(what: str, x: float, y: float, size: float, hand: Hand) -> list[str]:
    """Return a plume that widens as it rises and leans."""
    color = "#ffffff" if what != "smoke" else css(mix(hand.light.haze, (1.0, 1.0, 1.0), 0.4 * (1 - hand.light.dark)))
    lean = -hand.light.side * (2.2 if hand.weather in {"wind", "storm"} else 0.5)
    parts = []
    count = 4 if what == "spray" else 7
    for index in range(count):
        t = (index + 0.5) / count
        radius = size * (0.3 + 0.75 * t)
        strength = round((150 if what == "smoke" else 110) * (1 - t) + 20)
        fill = hand.mix.round(color + f"{strength:02x}", color + f"{strength // 2:02x}", color + "00")
        at_x = x + lean * size * 2.2 * t * t + math.sin(index * 1.9) * size * 0.16
        at_y = y - size * (3.6 if what != "spray" else 0.8) * t
        parts.append(ellipse(at_x, at_y, radius, radius * 0.9, fill))
    return parts
