"""Read what a model answered: the JSON that it was asked for, whatever it put around it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

from digiteller.story import MOODS, Mood

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_LONGEST_PICTURE = 300
_MOST_OPENINGS = 20
"""Brackets in an answer from which JSON may start; with more of them it is none, and looking takes long."""


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
    found = _json(answer)
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
    found = _json(answer)
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


def _json(answer: str) -> Any:
    """Return the outermost JSON value in an answer, None if there is none."""
    text = _THOUGHT.sub("", answer)
    decoder = json.JSONDecoder()
    for opening in islice(re.finditer(r"[{\[]", text), _MOST_OPENINGS):
        try:
            return decoder.raw_decode(text, opening.start())[0]
        except (ValueError, RecursionError):
            continue
    return None
