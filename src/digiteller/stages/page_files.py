"""Which files show a scene."""

from __future__ import annotations

from pathlib import Path

from digiteller.media.clips import TABLE as FRAMES_TABLE
from digiteller.media.layers import TABLE as LAYERS_TABLE
from digiteller.project.folder import layers, picture, upscaled, upscaled_frames
from digiteller.stages.run_context import Run


def has_layers(run: Run, number: int) -> bool:
    """Tell whether a page has layers that belong to it: a picture that the user put in its place has none."""
    return _has(run, number, LAYERS_TABLE)


def has_frames(run: Run, number: int) -> bool:
    """Tell whether a page has frames (``clips``) that belong to it."""
    return _has(run, number, FRAMES_TABLE)


def footage(run: Run, number: int) -> Path | None:
    """Return the folder of enlarged frames that show a scene; None if its picture does, which may be the user's own.

    Raises:
        MissingInputError: they have not been enlarged yet.
    """
    if not has_frames(run, number) or upscaled(number) in run.manifest.edited(f"upscale/{number:02}"):
        return None
    return run.project.require(f"{upscaled_frames(number)}/{FRAMES_TABLE}", "digiteller upscale").parent


def _has(run: Run, number: int, table: str) -> bool:
    edited = run.manifest.edited(f"illustrate/{number:02}")
    return (run.project.path(layers(number)) / table).is_file() and picture(number) not in edited
