"""The light of a page: one palette for each time of day, weather and mood, and how it changes a colour."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

RGB = tuple[float, float, float]
"""Red, green, blue in 0..1."""


def rgb(hexa: str) -> RGB:
    """Return the colour of ``#rrggbb``."""
    red, green, blue = (int(hexa[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def css(color: RGB) -> str:
    """Return ``#rrggbb``."""
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in color)


def mix(one: RGB, other: RGB, share: float) -> RGB:
    """Return ``one`` moved towards ``other`` by ``share`` in 0..1."""
    return (
        one[0] + (other[0] - one[0]) * share,
        one[1] + (other[1] - one[1]) * share,
        one[2] + (other[2] - one[2]) * share,
    )


def times(one: RGB, other: RGB) -> RGB:
    """Return the product: a surface under a coloured light."""
    return one[0] * other[0], one[1] * other[1], one[2] * other[2]


def saturated(color: RGB, factor: float) -> RGB:
    """Return the colour with its distance from grey multiplied."""
    grey = 0.3 * color[0] + 0.59 * color[1] + 0.11 * color[2]
    return (
        min(1.0, max(0.0, grey + (color[0] - grey) * factor)),
        min(1.0, max(0.0, grey + (color[1] - grey) * factor)),
        min(1.0, max(0.0, grey + (color[2] - grey) * factor)),
    )


def turned(color: RGB, hue: float, value: float = 1.0) -> RGB:
    """Return the colour with its hue turned by ``hue`` (of a full circle) and its value multiplied."""
    h, s, v = colorsys.rgb_to_hsv(*(min(1.0, max(0.0, part)) for part in color))
    return colorsys.hsv_to_rgb((h + hue) % 1, s, min(1.0, v * value))


@dataclass(frozen=True)
class Light:
    """What falls on everything on a page."""

    sky: tuple[RGB, RGB, RGB]
    """Zenith, middle, horizon."""
    ambient: RGB
    """What a white surface looks like."""
    haze: RGB
    """What everything fades to in the distance."""
    rim: RGB
    """The colour of the sun's or moon's edge on things."""
    saturation: float
    side: float
    """Where the light comes from: -1 the left, 1 the right."""
    dark: float
    """0 by day, 1 at night: how much lamps, windows and stars shine."""
    fog: float = 0.0
    """0..1: more haze nearer by."""

    def tone(self, color: str | RGB, depth: float = 0.0, value: float = 1.0) -> str:
        """Return the CSS colour of a surface in this light, ``depth`` from 0 (near) to 1 (lost in the haze)."""
        base = rgb(color) if isinstance(color, str) else color
        lit = saturated(times(base, self.ambient), self.saturation)
        lit = (lit[0] * value, lit[1] * value, lit[2] * value)
        return css(mix(lit, self.haze, min(1.0, depth + self.fog * (0.15 + depth))))


_TIMES = {
    #          zenith     middle     horizon    ambient    haze       rim        dark
    "dawn": ("#6f97d1", "#f3b6b4", "#ffe3b3", "#ffe9de", "#f4cfc4", "#ffe9b8", 0.25),
    "day": ("#57a5df", "#a3d6f0", "#fdf2d8", "#fffdf4", "#cbe5ea", "#fff6d2", 0.0),
    "dusk": ("#39407f", "#b9577f", "#ffb765", "#f2c0b4", "#c98189", "#ffc98a", 0.5),
    "night": ("#0c1740", "#203a7d", "#5f8cc4", "#8b9dd8", "#426aae", "#c4d8ff", 1.0),
}
_MOODS: dict[str, tuple[float, str, float]] = {
    # saturation, a tint, and how much of it
    "calm": (1.0, "#ffffff", 0.0),
    "happy": (1.14, "#fff0b0", 0.07),
    "playful": (1.18, "#ffd9ec", 0.06),
    "adventurous": (1.1, "#ffd08a", 0.08),
    "mysterious": (0.98, "#6a5ac0", 0.13),
    "tense": (0.88, "#402a50", 0.16),
    "sad": (0.68, "#7f93b5", 0.18),
    "triumphant": (1.16, "#ffc75a", 0.13),
    "dreamy": (1.05, "#d7a6f0", 0.15),
}
_OVERCAST = {"rain": 0.5, "snow": 0.42, "fog": 0.55, "storm": 0.72, "wind": 0.12, "clear": 0.0}


def light_of(time: str, weather: str, mood: str, side: float) -> Light:
    """Return the light of a page; ``side`` says where it comes from."""
    zenith, middle, horizon, ambient, haze, rim, dark = _TIMES[time]
    saturation, tint, share = _MOODS.get(mood, _MOODS["calm"])
    cover = _OVERCAST[weather]
    cloud = mix(rgb("#c3ccd6"), rgb("#26304a"), dark)
    if weather == "storm":
        cloud = mix(cloud, rgb("#39415c"), 0.6)

    def sky(color: str) -> RGB:
        return saturated(mix(mix(rgb(color), cloud, cover), rgb(tint), share), saturation)

    grey = times(rgb(ambient), mix((1.0, 1.0, 1.0), rgb("#a8b2c4" if weather == "storm" else "#d4dae4"), cover))
    return Light(
        sky=(sky(zenith), sky(middle), sky(horizon)),
        ambient=mix(grey, times(grey, rgb(tint)), min(1.0, share * 2.5)),
        haze=mix(sky(horizon), mix(rgb(haze), cloud, cover), 0.6),
        rim=rgb(rim),
        saturation=saturation * (1 - 0.35 * cover) * (1.2 if time == "night" else 1.1),
        side=side,
        dark=dark,
        fog={"fog": 0.5, "rain": 0.14, "storm": 0.12, "snow": 0.12}.get(weather, 0.0)
        + (0.1 if mood == "mysterious" else 0),
    )
