"""Read what a model answered: the JSON that it was asked for, whatever it put around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from digiteller.story import MOODS, Mood
from digiteller.system.answered_json import find_json

_LONGEST_PICTURE = 300


@dataclass(frozen=True)
class Answer:
    """A scene as a model gave it."""

    text: str
    picture: str | None = None
    mood: Mood | None = None


@dataclass(frozen=True)
class AnsweredStory:
    """A title and scenes."""

    title: str | None
    scenes: tuple[Answer, ...]


def read_story(answer: str) -> AnsweredStory:
    """Return the story in an answer, with no scenes if there is none."""
    found = find_json(answer)
    if isinstance(found, list):
        found = {"scenes": found}
    scenes = found.get("scenes") if isinstance(found, dict) else None
    if not isinstance(scenes, list):
        return AnsweredStory(None, ())
    title = found.get("title")
    told = " ".join(title.split()).strip("\"'“”*# ") if isinstance(title, str) else ""
    return AnsweredStory(told if told.isprintable() and 0 < len(told) <= 80 else None, tuple(map(_scene, scenes)))


def read_scene(answer: str) -> Answer:
    """Return the scene in an answer; its text is empty if there is none."""
    found = find_json(answer)
    if isinstance(found, dict) and isinstance(found.get("scenes"), list) and found["scenes"]:
        found = found["scenes"][0]
    return _scene(found)


def _scene(found: Any) -> Answer:
    if isinstance(found, str):
        found = {"text": found}
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        return Answer("")
    picture, mood = found.get("picture"), found.get("mood")
    shown = " ".join(picture.split()) if isinstance(picture, str) else ""
    return Answer(
        " ".join(_printable(found["text"]).split()),
        _printable(shown) if shown and len(shown) <= _LONGEST_PICTURE else None,
        cast(Mood, mood) if mood in MOODS else None,
    )


def _printable(text: str) -> str:
    """Return a text without control characters and halves of surrogate pairs."""
    return "".join(char for char in text if char.isprintable() or char in "\n\t\u200d")
