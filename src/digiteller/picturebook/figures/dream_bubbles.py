"""The bubble that shows what somebody dreams or thinks of."""

from __future__ import annotations

from digiteller.language.page_content import Figure, Moment
from digiteller.language.vocabulary import vocabulary
from digiteller.picturebook.drawing.vector import Gradients, ellipse, group
from digiteller.picturebook.figures.appearance import look_of
from digiteller.picturebook.figures.bodies import draw_body
from digiteller.picturebook.figures.props import draw_prop
from digiteller.picturebook.figures.sprite_figures import draw_sprite_figure
from digiteller.picturebook.figures.sprites import SIDE

_EDGE = "#a9b6cc"
_PUFFS = (
    (12, 14, 8.5, 7.5),
    (21, 9.5, 9, 7.5),
    (32, 9, 9.5, 7.2),
    (42, 13.5, 8.5, 7.8),
    (34, 19, 10, 6.6),
    (20, 19, 10, 6.6),
)
_SPOTS: dict[int, tuple[tuple[float, float, float], ...]] = {
    1: ((27, 24, 20),),
    2: ((19, 23, 15), (36, 23, 15)),
    3: ((14.5, 21.5, 12.5), (27, 24, 14), (40, 21.5, 12.5)),
}
"""The feet and heights of what is in the cloud, by how many there are."""


def draw_dream(moment: Moment, story: int, mix: Gradients, mirrored: bool) -> str:
    """Return a cloud above three little ones, 54 units wide and 36 high, with what the moment's dream shows.

    The smallest one is at (18, 35); ``mirrored`` says that the drawing will be.
    """
    shown = moment.dream[:3]
    trail = ((18, 33.6, 1.3), (20.2, 30, 1.9), (23, 26.4, 2.5))
    parts = [ellipse(x, y, r + 0.5, r * 0.86 + 0.5, _EDGE) for x, y, r in trail]
    parts += [ellipse(x, y, rx + 0.6, ry + 0.6, _EDGE) for x, y, rx, ry in _PUFFS]
    parts += [ellipse(x, y, r, r * 0.86, "#fffdf8") for x, y, r in trail]
    parts += [ellipse(x, y, rx, ry, "#fffdf8") for x, y, rx, ry in _PUFFS]
    parts.append(ellipse(27, 14, 19, 9, "#f3f6ff", 'opacity=".9"'))
    for name, (x, y, size) in zip(shown, _SPOTS.get(len(shown), ()), strict=False):
        parts.append(group(_pictured(name, story, mix), x, y, size / SIDE, flip=mirrored))
    return "".join(parts)


def _pictured(name: str, story: int, mix: Gradients) -> str:
    """Return a figure or a thing with its foot at (0, 0), 36 units high."""
    kind = vocabulary().kinds.get(name)
    if kind is None:
        return group(draw_prop(name, True, mix), -SIDE / 2, -SIDE)
    look = look_of(Figure(name), story)
    if not kind.head:
        return draw_sprite_figure(look, "stand", "")
    return group(
        draw_body(look, "wave" if kind.person else "stand", "", mix), 0, 0, SIDE / (190 * (0.5 + 0.5 * look.tall))
    )
