"""Which piece each of those in slots has: faces stay free, so a bench has room for few, and a ward a bed for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.scenery.berths import Berth, bearings_in
from digiteller.picturebook.scenery.interior import furniture_height

Share = tuple[str, str, int]
"""A slot's preposition and anchor, and which of the place's pieces of that sort."""
_SEATS = ("chair", "bench", "sofa")
"""Who finds no room on one of these takes another."""
_MOST = 3
"""So many share a seat that is put there."""
_STANDING = {"stand", "climb", "hide", "hang", "steps"}
APART, CLOSE = 0.96, 0.84
"""How near to each other two are who share a piece, and may be at the nearest, in widths of their trunks."""


def share_pieces(
    slots: Mapping[int, tuple[str, str]], widths: Sequence[float], setting: str, frame: Canvas
) -> dict[Share, list[int]]:
    """Return who of those in ``slots`` has which piece; who finds no room on any is in none, and stands about.

    ``widths`` are how wide everybody is, in pixels.
    """
    shared: dict[Share, list[int]] = {}
    for at, (preposition, anchor) in slots.items():
        free = (preposition, anchor, 0)
        seats = _SEATS if anchor in _SEATS and preposition in {"on", "in"} else ()
        options = _options(preposition, anchor, shared, setting)
        if not options and not (seats and len(shared.get(free, ())) >= _MOST):
            shared.setdefault(free, []).append(at)
            continue
        options += [one for other in seats if other != anchor for one in _options(preposition, other, shared, setting)]
        fitting = (one for one in options if _has_room(one, [*shared.get(one, ()), at], widths, setting, frame))
        share = next(fitting, None)
        if share:
            shared.setdefault(share, []).append(at)
    return shared


def _pieces(preposition: str, anchor: str, setting: str) -> list[int]:
    pieces = bearings_in(setting, anchor)
    return [which for which, one in enumerate(pieces) if preposition in one.bearing.berths]


def _options(preposition: str, anchor: str, shared: Mapping[Share, Sequence[int]], setting: str) -> list[Share]:
    """Return the pieces that somebody may have, the best first: in bed one of their own, else one in the same use."""
    found = [(preposition, anchor, which) for which in _pieces(preposition, anchor, setting)]
    used = {bearings_in(setting, other)[which].key for _, other, which in shared if bearings_in(setting, other)}

    def unfit(share: Share) -> tuple[int, int]:
        own = bearings_in(setting, anchor)[share[2]].key not in used
        together = share in shared and anchor != "bed"
        return 0 if together else 1 if own else 2, share[2]

    return sorted(found, key=unfit)


def _has_room(share: Share, group: Sequence[int], widths: Sequence[float], setting: str, frame: Canvas) -> bool:
    preposition, anchor, which = share
    pieces = bearings_in(setting, anchor)
    piece = pieces[which]
    berth = piece.bearing.berths[preposition]
    if len(group) > berth.most:
        return False
    if berth.hold == "lie":
        return len(group) == 1 or not (berth.low or len(pieces) > 1)
    wide = max(widths[at] for at in group)
    return (
        len(group) == 1
        or berth.hold in _STANDING
        or berth_holds(berth, len(group), wide, furniture_height(piece.tall, frame))
    )


def berth_holds(berth: Berth, count: int, wide: float, height: float) -> bool:
    """Return whether so many fit side by side; ``wide`` and the piece's ``height`` in pixels."""
    return (count - 1) * wide * CLOSE <= 2 * berth.wide * height + 0.35 * wide


def shift_along(first: float, last: float, room: float, wide: float, taken: Sequence[float]) -> float:
    """Return where along a seat those from ``first`` to ``last`` begin, so that nobody hides them."""
    free = max(0.0, room - (last - first) / 2)

    def hidden(shift: float) -> tuple[float, float]:
        gaps = [max(0.0, wide - abs(one + shift - other)) for one in (first, last) for other in taken]
        return sum(gaps), abs(shift)

    return first + min((free * share / 4 for share in range(-4, 5)), key=hidden)


def keep_clear(x: float, way: int, wide: float, taken: Sequence[float], frame: Canvas) -> float:
    """Return where somebody stands, as near to ``x`` as those at ``taken`` leave room, first to the side ``way``."""
    steps = sorted((0.5 * step * sign for step in range(8) for sign in (1, -1)), key=lambda one: (abs(one), -one))
    spots = (x + way * share * wide for share in steps)
    seen = (one for one in spots if frame.width * 0.07 < one < frame.width * 0.93)
    return next((one for one in seen if all(abs(one - other) >= 0.98 * wide for other in taken)), x)
