"""Where on a page the ground, the water and the air of a setting are."""

from __future__ import annotations

from digiteller.picturebook.actors import FLOATING
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.scenery.settings import indoors, outdoors
from digiteller.picturebook.scenery.waters_and_pitches import POND


def floor_band(setting: str, frame: Canvas) -> tuple[float, float]:
    """Return how far down the page the farthest and the nearest feet stand, in pixels."""
    if setting in FLOATING - {"underwater"}:
        return frame.height * 0.5, frame.floor
    far = 0.755 if setting in indoors() or outdoors()[setting].water else 0.725
    return frame.height * far, frame.floor


def has_water(setting: str) -> bool:
    """Return whether there is water in a setting."""
    return setting in outdoors() and bool(outdoors()[setting].water)


def water_band(setting: str, frame: Canvas) -> tuple[float, float] | None:
    """Return the far and the near edge of the water that can be seen, in pixels down the page; None without water."""
    kind = outdoors()[setting].water if setting in outdoors() else ""
    if not kind:
        return None
    below = {"river": 0.16, "pond": POND[0], "pool": POND[0]}.get(kind, 0.02)
    far = frame.horizon + below * frame.height
    near = {"all": frame.floor, "deck": frame.height * 0.61}.get(kind, frame.height * 0.715)
    return min(far, near), near


def distance_scale(y: float, frame: Canvas) -> float:
    """Return how much smaller than near the viewer something on the ground or water ``y`` pixels down the page is."""
    share = (y - frame.horizon) / (frame.floor - frame.horizon)
    return min(1.05, 0.42 + 0.58 * max(0.0, share))
