"""Which files the stages make: no other file of a project is ever removed, whatever its manifest says."""

from __future__ import annotations

import re

_FILM = r"(?:mp4|webm|mov)"
_SIDE_FILES = r"(?:layers|performance)\.json|frames\.json|latent\.npz|frames/\d+\.png|\d+-[A-Za-z0-9-]*\.png"
_OUTPUTS = {
    "adopt": r"assets/{file}",
    "write": r"script\.json",
    "takes": r"script\.[1-9]\d?\.json",
    "storyboard": r"storyboard\.json",
    "narrate": r"narration\.json|narration/{scene}\.(?:wav|json)",
    "compose": r"music\.(?:mid|wav)",
    "illustrate": rf"pictures/{{scene}}(?:\.png|/(?:{_SIDE_FILES}))",
    "upscale": r"upscaled/{scene}(?:\.png|/(?:frames\.json|frames/\d+\.jpg))",
    "render": rf"story\.(?:{_FILM}|srt|vtt)|poster\.jpg|teaser\.(?:gif|webp)",
    "draft": r"draft\.mp4",
    "preview": rf"preview-{{scene}}\.{_FILM}",
}
"""By stage. ``{scene}`` and ``{file}`` are what follows the stage in the task's name: ``illustrate/03``."""
_SCENE = re.compile(r"\d{2,4}")


def may_have_made(task: str, name: str) -> bool:
    """Return whether a task can have made a file of this project-relative name."""
    stage, _, rest = task.partition("/")
    pattern = _OUTPUTS.get(stage, "").replace("{file}", re.escape(rest))
    pattern = pattern.replace("{scene}", rest if _SCENE.fullmatch(rest) else r"(?!)")
    return name != "" and re.fullmatch(pattern, name) is not None


def is_output(name: str) -> bool:
    """Return whether some task can have made a file of this project-relative name."""
    patterns = (pattern.replace("{file}", ".+").replace("{scene}", _SCENE.pattern) for pattern in _OUTPUTS.values())
    return any(re.fullmatch(pattern, name) for pattern in patterns)


def is_reserved(name: str) -> bool:
    """Return whether a project-relative name is one that digiteller reads or writes for its own ends."""
    return is_output(name) or name in ("story.yaml", "models.yaml") or name.startswith(".digiteller/")
