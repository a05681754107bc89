"""What a spec says of a story wins over what was read in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache

from digiteller.language.storyboard import Character, Page, Person, Presence, SceneHints, Storyboard, StoryHints
from digiteller.language.vocabulary import Sort, vocabulary
from digiteller.story import Scene

_ARTICLES = {"a", "an", "the"}
_LOOKS = ("kind", "sex", "age", "job", "looks", "wears", "color", "size")
"""What a ``Character`` and a ``Person`` have alike."""
_HUMAN = {"human", "person", "people"}
_TOLD = 8
"""Names that are told where one is unknown and none is like it."""
_LONGEST = 100
"""Letters of a name that are compared."""


def setting_of(words: str) -> str:
    """Return the setting that a name or phrase such as "the woods" means; ``""`` if it is none."""
    return _meant(words, "setting")


def kind_of(words: str) -> str:
    """Return the species that a word such as "vixen" means; ``""`` if it is none."""
    known = _meant(words, "figure")
    return known or ("human" if _plain(words) in _HUMAN else "")


def settings() -> list[str]:
    """Return the names of all places."""
    return _values("setting")


def kinds() -> list[str]:
    """Return the names of all kinds of figures."""
    return sorted({"human", *vocabulary().kinds})


def colors() -> list[str]:
    """Return the words of all colours."""
    return sorted(vocabulary().colors)


def suggest(name: str, known: Collection[str]) -> str:
    """Return what may be meant by a name that is none of the known ones, or some of those that there are."""
    folded = {one.casefold(): one for one in known}
    alike = [folded[one] for one in get_close_matches(name.casefold()[:_LONGEST], folded, 3, 0.6)]
    if alike:
        return f"did you mean: {', '.join(alike)}"
    first = list(known)[:_TOLD]
    return f"there are: {', '.join(first)}{', ...' if len(known) > _TOLD else ''}"


def with_descriptions(hints: StoryHints, read: Callable[[Sequence[Scene]], Storyboard]) -> StoryHints:
    """Return the hints with what the characters' descriptions tell, read like a story; exact fields win."""
    return replace(hints, characters=tuple(_described(one, read) for one in hints.characters))


def _described(character: Character, read: Callable[[Sequence[Scene]], Storyboard]) -> Character:
    if not character.description:
        return character
    told = character.description.strip().rstrip(".")
    board = read([Scene(1, f"{character.name} was {told}.", "", "calm")])
    named = [one for one in board.persons if _plain(character.name) in (_plain(one.name), one.id)]
    person = next(iter([*named, *board.persons]), None)
    if person is None:
        return character
    return replace(character, **{field: getattr(character, field) or getattr(person, field) for field in _LOOKS})


def with_hints(board: Storyboard, hints: StoryHints) -> Storyboard:
    """Return a storyboard as the spec wants it: its characters' looks, and each page's cast, place, time, weather."""
    told = {_plain(one.name): one for one in hints.characters}
    persons = [_as_told(person, told) for person in board.persons]
    scenes = hints.scenes or (SceneHints(),) * len(board.pages)
    pages = tuple(_page(page, hint, persons, told) for page, hint in zip(board.pages, scenes, strict=True))
    return Storyboard(tuple(persons), pages)


def _meant(words: str, sort: Sort) -> str:
    plain = _plain(words)
    if plain in _values(sort):
        return plain
    meanings = vocabulary().phrases.get(tuple(plain.split()), ())
    return next((value for kind, value in meanings if kind == sort), "")


@cache
def _values(sort: Sort) -> list[str]:
    return sorted({value for meant in vocabulary().phrases.values() for kind, value in meant if kind == sort})


def _plain(words: str) -> str:
    return " ".join(word for word in words.casefold().split() if word not in _ARTICLES)


def _as_told(person: Person, told: dict[str, Character]) -> Person:
    character = told.get(_plain(person.name)) or told.get(person.id)
    if character is None:
        return person
    return replace(person, **{field: getattr(character, field) or getattr(person, field) for field in _LOOKS})


def _page(page: Page, hint: SceneHints, persons: list[Person], told: dict[str, Character]) -> Page:
    """Return a page as the spec wants it; who is not yet one of the ``persons`` is added to them."""
    if hint.place and hint.place not in page.places[:1]:
        page = replace(page, places=(hint.place,), slot="")
    page = replace(page, time=hint.time or page.time, weather=hint.weather or page.weather)
    if hint.cast is None:
        return page
    cast = [_person(name, page, persons, told).id for name in hint.cast]
    there = {presence.person: presence for presence in page.persons}
    return replace(page, persons=tuple(there.get(one) or Presence(one) for one in dict.fromkeys(cast)))


def _person(name: str, page: Page, persons: list[Person], told: dict[str, Character]) -> Person:
    """Return who is meant by a name of the cast: somebody on the page if that can be, else of the story, else new."""
    plain, kind = _plain(name), kind_of(name)
    here = {presence.person for presence in page.persons}
    for person in [*(one for one in persons if one.id in here), *persons]:
        if plain in (_plain(person.name), person.id) or (kind == person.kind and plain not in told):
            return person
    new = Person(_free_id(plain, persons), kind or "human", "" if kind and plain not in told else name)
    persons.append(_as_told(new, told))
    return persons[-1]


def _free_id(plain: str, persons: Sequence[Person]) -> str:
    taken = {person.id for person in persons}
    return next(one for one in (plain, *(f"{plain} {number}" for number in range(2, 1000))) if one not in taken)
