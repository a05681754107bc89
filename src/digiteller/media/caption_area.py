"""Where burned captions lie in a frame: the film puts them there, and pages keep faces out of it."""

from __future__ import annotations

TYPE = 0.046
"""Size of the type in shares of the frame's shorter side."""
PLATE = 3.07
"""Height of the plate behind two lines, which is the most that a caption has, in sizes of the type."""


def caption_foot(width: int, height: int) -> float:
    """Return where captions end, in shares of the height from above.

    In an upright frame that is higher, above what apps write over the foot of the picture.
    """
    return 0.972 if height <= 1.2 * width else 0.86


def caption_top(width: int, height: int) -> float:
    """Return where a caption of two lines begins, in shares of the height from above."""
    return caption_foot(width, height) - PLATE * TYPE * min(width, height) / height
