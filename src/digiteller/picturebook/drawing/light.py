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


def saturate(color: RGB, factor: float) -> RGB:
    """Return the colour with its distance from grey multiplied."""
    grey = 0.3 * color[0] + 0.59 * color[1] + 0.11 * color[2]
    return (
        min(1.0, max(0.0, grey + (color[0] - grey) * factor)),
        min(1.0, max(0.0, grey + (color[1] - grey) * factor)),
        min(1.0, max(0.0, grey + (color[2] - grey) * factor)),
    )


def rotate_hue(color: RGB, hue: float, value: float = 1.0) -> RGB:
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
        lit = saturate(times(base, self.ambient), self.saturation)
        lit = (lit[0] * value, lit[1] * value, lit[2] * value)
        return css(mix(lit, self.haze, min(1.0, depth + self.fog * (0.15 + depth))))


_TIMES = {
    #          zenith     middle     horizon    ambient    haze       rim        dark
    "dawn": ("#6d9ad8", "#f2b9bd", "#ffe6b8", "#ffeee2", "#f3d3cb", "#ffe9b8", 0.25),
    "day": ("#4f9fe0", "#9ed6f3", "#fdf3da", "#fffdf4", "#cfe8ee", "#fff6d2", 0.0),
    "dusk": ("#3d4290", "#c4618a", "#ffb562", "#f3cdd8", "#d996aa", "#ffc98a", 0.5),
    "night": ("#0c1740", "#203a7d", "#5f8cc4", "#8f9fe0", "#426aae", "#c4d8ff", 1.0),
}


@dataclass(frozen=True)
class _Tune:
    """How a mood colours a page."""

    saturation: float = 1.0
    value: float = 1.0
    """How bright everything is."""
    tint: str = "#ffffff"
    """The colour of the light on things."""
    share: float = 0.0
    zenith: str = "#ffffff"
    horizon: str = "#ffffff"
    """What the sky is mixed with above and below."""
    sky: float = 0.0
    fog: float = 0.0


_MOODS: dict[str, _Tune] = {
    "calm": _Tune(),
    "happy": _Tune(1.18, 1.07, "#ffeca8", 0.26, "#30a8ff", "#fff0a8", 0.32),
    "playful": _Tune(1.22, 1.05, "#ffd6ec", 0.34, "#5ab0ff", "#ffb6dc", 0.5),
    "adventurous": _Tune(1.16, 0.97, "#ffcb80", 0.42, "#15809a", "#ffbe5c", 0.48),
    "mysterious": _Tune(0.94, 0.78, "#8d8cf4", 0.5, "#241f66", "#6f76d6", 0.62, 0.12),
    "tense": _Tune(0.8, 0.66, "#cf8f92", 0.45, "#221c34", "#b0433f", 0.6, 0.04),
    "sad": _Tune(0.46, 0.82, "#9fb8dc", 0.5, "#6a7f9f", "#aab8ca", 0.66, 0.06),
    "triumphant": _Tune(1.2, 1.07, "#ffd476", 0.42, "#f0a040", "#fff09a", 0.56),
    "dreamy": _Tune(1.04, 1.03, "#f0c2f8", 0.42, "#9f8cf4", "#ffbfe4", 0.64, 0.1),
}
_DULL = 0.92
"""How bright a dull day is beside a bright one."""
_DULL_SKY = "#a9b4c2"
_OVERCAST = {"rain": 0.5, "snow": 0.42, "fog": 0.55, "storm": 0.72, "wind": 0.12, "clear": 0.0}


def light_of(time: str, weather: str, mood: str, side: float) -> Light:
    """Return the light of a page; ``side`` says where it comes from."""
    zenith, middle, horizon, ambient, haze, rim, dark = _TIMES[time]
    tune = _MOODS.get(mood, _MOODS["calm"])
    cover = _OVERCAST[weather]
    cloud = mix(rgb("#c6d0da"), rgb("#26304a"), dark)
    if weather == "storm":
        cloud = mix(cloud, rgb("#39415c"), 0.6)
    # The hour can be told whatever the mood: a night stays a night, and a sad day is no darker than a dull one.
    value, turn = tune.value + (1 - tune.value) * 0.3 * dark, tune.sky * (1 - 0.2 * dark)
    if tune.value < 1:
        value, turn = max(value, _DULL - 0.2 * dark), turn * (0.4 + 0.6 * dark)
        zenith_goal, horizon_goal = (css(mix(rgb(_DULL_SKY), rgb(goal), dark)) for goal in (tune.zenith, tune.horizon))
    else:
        zenith_goal, horizon_goal = tune.zenith, tune.horizon
    deep = mix((1.0, 1.0, 1.0), rgb("#5a5f9a"), 0.85 * dark)

    def sky(color: str, goal: str, share: float) -> RGB:
        turned_to = mix(mix(rgb(color), times(rgb(goal), deep), turn * share), cloud, cover)
        return saturate(times(turned_to, (0.5 + 0.5 * value,) * 3), 0.4 + 0.6 * tune.saturation)

    grey = times(rgb(ambient), mix((1.0, 1.0, 1.0), rgb("#a8b2c4" if weather == "storm" else "#d6dce6"), cover))
    tinted = tune.share * 1.4 * (0.4 + 0.6 * dark if tune.value < 1 else 1.0)
    lit = times(mix(grey, times(grey, rgb(tune.tint)), tinted), (value,) * 3)
    low = sky(horizon, horizon_goal, 1.0)
    return Light(
        sky=(sky(zenith, zenith_goal, 1.0), sky(middle, horizon_goal, 0.6), low),
        ambient=(min(1.0, lit[0]), min(1.0, lit[1]), min(1.0, lit[2])),
        haze=mix(low, mix(mix(rgb(haze), low, turn), cloud, cover), 0.6),
        rim=rgb(rim),
        saturation=tune.saturation * (1 - 0.35 * cover) * (1.2 if time == "night" else 1.1),
        side=side,
        dark=dark,
        fog={"fog": 0.42, "rain": 0.14, "storm": 0.12, "snow": 0.12}.get(weather, 0.0) + tune.fog,
    )
