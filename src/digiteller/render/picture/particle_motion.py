"""Where layers of particles are seen that move by themselves: snow falls, waves sway, stars twinkle."""

from __future__ import annotations

import math
from collections.abc import Iterator

from digiteller.render.picture.frame import Placement
from digiteller.render.picture.yuv_planes import Sheet


def place_particles(sheet: Sheet, place: Placement, seconds: float, size: tuple[int, int]) -> Iterator[Placement]:
    """Yield every place of ``sheet`` in a frame of ``size`` when its motion has lasted ``seconds``.

    ``place`` is where the camera sees it at rest. A sheet that drifts is seen again wherever it has left the frame.
    """
    motion = sheet.motion
    if motion is None:
        yield place
        return
    turn = 2 * math.pi * (seconds / motion.period + motion.phase)
    swung = [reach * math.sin(turn) * place.scale for reach in motion.sway]
    place = Placement(
        place.scale, place.left + swung[0], place.top + swung[1], 1 - motion.twinkle * (1 - math.cos(turn)) / 2
    )
    for top in _repeats(place.scale, place.top, sheet.y, sheet.height, motion.drift[1] * seconds, size[1]):
        for left in _repeats(place.scale, place.left, sheet.x, sheet.width, motion.drift[0] * seconds, size[0]):
            yield place._replace(left=left, top=top)


def _repeats(scale: float, shift: float, first: int, length: int, gone: float, frame: int) -> list[float]:
    """Return the shifts of all copies in one dimension that reach into the frame; only what drifts has copies."""
    if gone == 0:
        return [shift]
    period = scale * length
    nearest = (shift + scale * (first + gone)) % period - period
    copies = math.ceil((frame - nearest) / period)
    return [nearest - scale * first + period * copy for copy in range(copies)]
