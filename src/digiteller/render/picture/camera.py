"""A slow camera over layered pages: moves chosen by mood, as far as the layers reach."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from digiteller.render.picture.coverage import Framing
from digiteller.render.picture.frame import Placement
from digiteller.render.picture.yuv_planes import Sheet

_LENS = 1.04
"""Everything is seen a little enlarged, so that even the sky, which hardly moves, has room to."""
_NEAREST = 0.3
"""Layers said to be nearer move as if they were here."""
_FLAT = 1.5
"""How much further the camera moves over a picture without layers."""
_SLACK = 4
"""Pixels that a cut-off edge stays outside the frame."""


@dataclass(frozen=True)
class CameraPose:
    """Where the camera stands."""

    zoom: float = 1.0
    """How much larger than at rest the subject is seen, having come nearer."""
    x: float = 0.0
    """How far it went to the right, in pixels of the subject."""
    y: float = 0.0
    """How far it went down."""


@dataclass(frozen=True)
class Move:
    """A way to move: poses in units of the shot's reach."""

    start: CameraPose
    end: CameraPose


# Zooms of 0 and 1 mean none and all of the reach.
MOVES = {
    "push": Move(CameraPose(0.0, -0.3, 0.1), CameraPose(1.0, 0.3, -0.1)),
    "pull": Move(CameraPose(1.0, 0.3, -0.1), CameraPose(0.0, -0.3, 0.1)),
    "pan left": Move(CameraPose(0.2, 1.0, 0.0), CameraPose(0.4, -1.0, 0.0)),
    "pan right": Move(CameraPose(0.2, -1.0, 0.0), CameraPose(0.4, 1.0, 0.0)),
    "crane up": Move(CameraPose(0.4, -0.2, 0.8), CameraPose(0.1, 0.2, -0.8)),
    "crane down": Move(CameraPose(0.1, 0.2, -0.8), CameraPose(0.5, -0.2, 0.8)),
}

_MOOD_MOVES = {
    "calm": (("pan right", "pull"), ("push", "pan left")),
    "happy": (("pan right", "pull"), ("crane up", "push")),
    "playful": (("pan right", "pull"), ("pan left", "push")),
    "adventurous": (("pan right", "crane down"), ("push", "crane up")),
    "mysterious": (("crane down", "pan right"), ("push", "pan left")),
    "tense": (("crane down", "pull"), ("push",)),
    "sad": (("pull", "crane down"), ("pan left",)),
    "triumphant": (("pull", "pan right"), ("crane up", "push")),
    "dreamy": (("pull", "pan right"), ("crane up", "pan left")),
}
"""Those of scenes with odd numbers, and of those with even ones. No move is in both, so none comes twice in a row,
whatever the neighbours' moods: who changes one scene changes no other's move."""
CARD_MOVES = {"title": ("push", "push"), "credits": ("pull", "push")}
"""Those of the cards after an even and an odd number of scenes: not what the scene beside them has either."""
_PACE = {"calm": 0.8, "dreamy": 0.75, "sad": 0.75, "playful": 1.1, "adventurous": 1.2, "triumphant": 1.1}


def choose_move(mood: str, number: int, rng: random.Random) -> str:
    """Return a name of ``MOVES`` that suits the mood, and that the scenes before and after this number do not have."""
    return rng.choice(_MOOD_MOVES[mood][(number - 1) % 2])


@dataclass(frozen=True)
class Path:
    """The camera's way through one shot."""

    start: CameraPose
    end: CameraPose
    axis: tuple[float, float]
    """The point of the frame that the camera comes nearer to."""
    lens: float = _LENS
    """How much everything is enlarged about that point."""

    def placement(self, depth: float, share: float) -> Placement:
        """Return where a layer at ``depth`` is seen when ``share`` (0..1) of the shot has passed.

        The camera is a pinhole: coming nearer by z (the subject is at distance 1) enlarges what is at d by d / (d - z),
        and going s to the side moves it by s / d.
        """
        gone = ease(share)
        depth = max(depth, _NEAREST)
        zoom, x, y = (
            a + (b - a) * gone
            for a, b in ((self.start.zoom, self.end.zoom), (self.start.x, self.end.x), (self.start.y, self.end.y))
        )
        scale = self.lens * depth / (depth - 1 + 1 / zoom)
        return Placement(scale, self.axis[0] * (1 - scale) - x / depth, self.axis[1] * (1 - scale) - y / depth)


def ease(share: float) -> float:
    """Return how much of the way is gone: slow at both ends, though never standing still."""
    return share - 0.6 * math.sin(2 * math.pi * share) / (2 * math.pi)


def plan_move(
    name: str,
    mood: str,
    seconds: float,
    sheets: Sequence[Sheet],
    size: tuple[int, int],
    rng: random.Random,
    subject: tuple[float, float] | None = None,
    framing: Framing | None = None,
) -> Path:
    """Return the path of a move over ``sheets``: longer for longer shots, as far as no edge comes into the frame.

    ``subject`` is where a flat picture's subject is, in pixels of the frame; the camera moves further over it, since
    nothing else tells that it moves. Without it, the subject is what stands at depth 1. A ``framing`` is a nearer view.
    """
    pace = _PACE.get(mood, 1.0) * seconds * (1 if subject is None else _FLAT)
    zoom = min(0.12, max(0.03, 0.009 * pace))
    travel = min(0.028 if subject is None else 0.028 * _FLAT, max(0.01, 0.0028 * pace)) * size[0]
    side = 1 if name.startswith("pan") else rng.choice((-1, 1))
    axis, lens = _between(subject, size) if subject else _axis(sheets, size), _LENS
    if framing is not None and framing.nearer > 1:
        axis, lens = _centre_of(framing, size), _LENS * framing.nearer

    def reach(share: float) -> Path:
        start, end = (
            CameraPose(1 + zoom * share * pose.zoom, side * travel * share * pose.x, travel * share * pose.y)
            for pose in (MOVES[name].start, MOVES[name].end)
        )
        return Path(start, end, axis, lens)

    low, high = 0.0, 1.0
    if _shows_no_edge(reach(high), sheets, size):
        return reach(high)
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if _shows_no_edge(reach(middle), sheets, size) else (low, middle)
    return reach(low)


def _centre_of(framing: Framing, size: tuple[int, int]) -> tuple[float, float]:
    """Return the point that stays where it is while the frame is enlarged until it shows a framing."""
    x, y = (
        (middle - side / 2 / framing.nearer) / (1 - 1 / framing.nearer)
        for middle, side in zip((framing.x, framing.y), size, strict=True)
    )
    return x, y


def _axis(sheets: Sequence[Sheet], size: tuple[int, int]) -> tuple[float, float]:
    """Return a point between the middle of the frame and the middle of the figures at the subject's distance."""
    found = [sheet.figures for sheet in sheets if 0.8 < sheet.depth < 1.25]
    area = sum(weight.area for weight in found)
    if not area:
        return size[0] / 2, size[1] / 2
    return _between((sum(w.x * w.area for w in found) / area, sum(w.y * w.area for w in found) / area), size)


def _between(subject: tuple[float, float], size: tuple[int, int]) -> tuple[float, float]:
    x, y = ((side / 2 + min(max(at, 0), side)) / 2 for at, side in zip(subject, size, strict=True))
    return x, y


def _shows_no_edge(path: Path, sheets: Sequence[Sheet], size: tuple[int, int]) -> bool:
    """Whether every edge that is cut off outside the frame stays there all along the path."""
    for sheet in sheets:
        right, bottom = sheet.x + sheet.width, sheet.y + sheet.height
        across, down = (_SLACK + reach for reach in (sheet.motion.sway if sheet.motion else (0, 0)))
        for step in range(17):
            place = path.placement(sheet.depth, step / 16)
            if (
                (sheet.cut_off.left and sheet.x <= 0 < place.scale * sheet.x + place.left + across)
                or (sheet.cut_off.top and sheet.y <= 0 < place.scale * sheet.y + place.top + down)
                or (sheet.cut_off.right and right >= size[0] > place.scale * right + place.left - across)
                or (sheet.cut_off.bottom and bottom >= size[1] > place.scale * bottom + place.top - down)
            ):
                return False
    return True
