"""How close a page looks."""

from __future__ import annotations

from digiteller.language.page_content import Moment
from digiteller.picturebook.actors import FLOATING
from digiteller.picturebook.scenery.settings import indoors
from digiteller.picturebook.staging.sizes import natural

_CHILD = 0.45
"""The height of a child in a medium shot, in shares of the frame's size."""
_TENDER = {"cry", "hug", "read", "sleep", "kneel", "shiver"}
_LYING = {"sleep", "swim", "fly", "fall"}
_RHYTHM = {"wide": (0.86, 0.92), "medium": (1.0, 1.08), "close": (1.2, 1.28)}
_CYCLE = ("wide", "medium", "close", "medium", "wide", "medium", "close", "wide")


def zoom(moment: Moment, number: int) -> float:
    """Return how close a page looks, as in ``Frame``: wide for an arrival or a crowd, close for tears and tiny ones.

    Where the words ask for nothing, wide, medium and close take turns; two pages in a row never look equally close.
    """
    crowd = sum(figure.count for figure in moment.figures)
    actions = {figure.action for figure in moment.figures}
    if crowd > 3:
        shot = "wide"
    elif crowd == 0:
        shot = "wide" if number % 2 else "medium"
    elif moment.insets:
        shot = "medium"
    elif (actions & _TENDER and crowd < 3) or (crowd == 1 and child_height(moment) > 0.6):
        shot = "close"
    elif number == 1:
        shot = "wide"
    elif crowd == 2 and moment.setting not in indoors() and number % 3:
        shot = "medium"
    else:
        shot = _CYCLE[(number - 1) % len(_CYCLE)]
    return _RHYTHM[shot][number % 2]


def child_height(moment: Moment) -> float:
    """Return how high a child is drawn, in shares of the frame's size.

    Pages of small animals look closer and those of giants from farther away, so that both fill their page: but less
    than in full, so that a mouse is still smaller on its page than an elephant on its own.
    """
    tallest = max((natural(one) for one in moment.figures), default=1.0)
    return float(_CHILD * max(0.16, min(2.6, tallest)) ** -0.6)


def nearness(moment: Moment, zoom: float) -> float:
    """Return how much closer figures are than their scenery: in close shots of one or two, so that faces speak."""
    crowd = sum(figure.count for figure in moment.figures)
    busy = bool(moment.things or moment.insets) or any(
        one.rides or one.slot or one.action in _LYING for one in moment.figures
    )
    tiny = any(natural(one) < 0.5 for one in moment.figures)
    if zoom < 1.15 or crowd > 2 or busy or tiny or moment.setting in FLOATING:
        return 1.0
    return 1.4 if crowd == 1 else 1.22
