"""Which files show a scene."""

from __future__ import annotations

from digiteller.project import layers, picture
from digiteller.stages.base import Run


def has_layers(run: Run, number: int) -> bool:
    """Tell whether a page has layers that belong to it: a picture that the user put in its place has none."""
    folder = run.project.path(layers(number))
    return (folder / "layers.json").is_file() and not run.manifest.edited(f"illustrate/{number:02}", (picture(number),))
