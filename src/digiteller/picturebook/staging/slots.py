"""Where a place's own furniture is, for things that stand on it."""

from __future__ import annotations


def anchor(setting: str, name: str) -> tuple[float, float] | None:
    """Return where a setting has what ``Thing.to`` names, such as ``shelf``: where things on it stand, in the middle.

    In shares of the page's width and height; None where it has none.
    """
    return None
