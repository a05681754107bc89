"""Which files show a scene."""

from __future__ import annotations

from digiteller.project import layers, picture
from digiteller.stages.base import Run


def has_layers(run: Run, number: int) -> bool:
    """Tell whether a page has layers that belong to it: a picture that the user put in its place has none."""
    return _has(run, number, "layers.json")


def has_frames(run: Run, number: int) -> bool:
    """Tell whether a page has footage that belongs to it (``render.footage``)."""
    return _has(run, number, "frames.json")


def _has(run: Run, number: int, table: str) -> bool:
    edited = run.manifest.edited(f"illustrate/{number:02}")
    return (run.project.path(layers(number)) / table).is_file() and picture(number) not in edited
