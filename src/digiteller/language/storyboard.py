"""A storyboard: who a story is about, and what each of its pages shows, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from digiteller.language.lasting_colors import lasting_colors
from digiteller.language.page_content import Age, Figure, Inset, Moment, Posture, Season, Sex, Thing
from digiteller.language.seasons import lasting_seasons
from digiteller.language.skin_tones import looks_with_skins

_STRICT = {"extra": "forbid", "use_attribute_docstrings": True}
"""Read by pydantic: an unknown key is an error, and the strings under the fields describe them in the JSON Schema."""


@dataclass(frozen=True)
class Person:
    """Somebody of a story, human or not: the same on every page."""

    __pydantic_config__ = _STRICT

    id: str
    """A name of its own in the story, in small letters: ``mr anselm``, ``fox``, ``fox 2``, ``i``."""
    kind: str = "human"
    """The species: a name of ``Vocabulary.kinds``."""
    name: str = ""
    """As in ``Figure``, and so are the others."""
    sex: Sex = ""
    age: Age = ""
    job: str = ""
    looks: tuple[str, ...] = ()
    wears: tuple[str, ...] = ()
    color: str = ""
    size: Literal["", "small", "big"] = ""
    """For its kind and age."""
    count: int = 1
    """How many they are, if the story never tells them apart: "three mice"."""


@dataclass(frozen=True)
class Presence:
    """Somebody on a page."""

    __pydantic_config__ = _STRICT

    person: str
    """The id of a ``Person``."""
    doing: str = "stand"
    """A name of ``actions`` in words.yaml."""
    words: tuple[int, ...] = ()
    """The numbers, from 0, of the text's words (separated by white space) that say what it does."""
    holds: tuple[str, ...] = ()
    held_color: str = ""
    wears: tuple[str, ...] = ()
    """On this page, besides what it always wears."""
    rides: str = ""
    drives: bool = False
    slot: str = ""
    posture: Posture = ""


@dataclass(frozen=True)
class Line:
    """What is said in quotation marks."""

    __pydantic_config__ = _STRICT

    persons: tuple[str, ...]
    """The ids of those who say it; empty where the words do not tell."""
    first: int
    """The number, from 0, of its first word in the text (words are separated by white space)."""
    last: int


@dataclass(frozen=True)
class Act:
    """What somebody does at a word: a page shows one moment, its film all of them."""

    __pydantic_config__ = _STRICT

    person: str
    """The id of a ``Person``."""
    doing: str
    """As in ``Presence``, or a gesture of gestures.yaml."""
    word: int
    """The number, from 0, of the text's word that says so."""
    way: Literal["", "in", "out"] = ""
    """Whether they come to where the page is with it, or leave."""
    to: str = ""
    """The id of whom it is done to; empty for nobody."""


LightSort = Literal["on", "off", "flash", "dawn", "dusk"]


@dataclass(frozen=True)
class LightChange:
    """A word at which the light changes."""

    __pydantic_config__ = _STRICT

    word: int
    """As in ``Act``."""
    sort: LightSort
    """Lamps go on or off, lightning strikes, the sun comes or goes."""


@dataclass(frozen=True)
class SoundEffect:
    """A sound that is heard at a word."""

    __pydantic_config__ = _STRICT

    word: int
    """As in ``Act``."""
    sound: str
    """One of the sound effects: ``door creak``, ``splash``, ``hoot``; others are silent."""


@dataclass(frozen=True)
class Unshown:
    """Something that a reader would miss on a page."""

    __pydantic_config__ = _STRICT

    words: str
    """As the text has it."""
    why: str
    """``no drawing``, ``no room`` or ``not understood``."""


@dataclass(frozen=True)
class Page:
    """What one scene shows."""

    __pydantic_config__ = _STRICT

    places: tuple[str, ...] = ()
    """Settings from the nearest outwards: ``bedroom``, ``house``, ``village``; empty if the story never told."""
    slot: str = ""
    """The nearest place within a setting that the page is about, such as ``bed``."""
    time: str = ""
    """dawn, day, dusk, night; empty for untold."""
    weather: str = ""
    """rain, snow, fog, storm, wind, clear; empty for untold."""
    mood: str = ""
    persons: tuple[Presence, ...] = ()
    """The focus first."""
    things: tuple[Thing, ...] = ()
    insets: tuple[Inset, ...] = ()
    sounds: tuple[str, ...] = ()
    """What can be heard, as the text's nouns and verbs: ``bell``, ``thunder``, ``bark``."""
    lit: bool = True
    fire: bool = False
    unshown: tuple[Unshown, ...] = ()
    sources: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Which of the text's words told a part: ("place", (3, 4)), ("time", (0, 1)), ("persons/fox", (2,))."""
    lines: tuple[Line, ...] = ()
    """Who says what."""
    season: Season = ""
    """As the page tells it; empty for that of the page before. In winter snow lies."""
    acts: tuple[Act, ...] = ()
    """All that is done, in the order of the words."""
    lights: tuple[LightChange, ...] = ()
    effects: tuple[SoundEffect, ...] = ()


@dataclass(frozen=True)
class Storyboard:
    """A story as understood."""

    __pydantic_config__ = _STRICT

    persons: tuple[Person, ...]
    pages: tuple[Page, ...]

    def moments(self) -> tuple[Moment, ...]:
        """Return what each page shows, with who is on it as they look."""
        looks = looks_with_skins(self.persons)
        persons = {one.id: replace(one, looks=seen) for one, seen in zip(self.persons, looks, strict=True)}
        seasons = lasting_seasons(self.pages)
        things = lasting_colors(self.pages)
        return tuple(
            replace(_moment(page, persons, season), things=shown)
            for page, season, shown in zip(self.pages, seasons, things, strict=True)
        )


@dataclass(frozen=True)
class Character:
    """What the spec says of somebody of the story; what is empty is left to the reader."""

    name: str
    """As the story's words call it."""
    description: str = ""
    """In free words: "an old woman, captain of a ship, with red hair"."""
    kind: str = ""
    """As in ``Person``, and so are the others."""
    sex: Sex = ""
    age: Age = ""
    job: str = ""
    looks: tuple[str, ...] = ()
    wears: tuple[str, ...] = ()
    color: str = ""
    size: Literal["", "small", "big"] = ""


@dataclass(frozen=True)
class SceneHints:
    """What the spec says of a page; what is empty is left to the reader."""

    cast: tuple[str, ...] | None = None
    """Who is to be seen: names of characters, or words such as ``owl``. None if the spec does not tell."""
    place: str = ""
    """A setting's name."""
    time: str = ""
    """As in ``Page``, and so is the other."""
    weather: str = ""


@dataclass(frozen=True)
class StoryHints:
    """What the spec says of a story's pages and characters."""

    scenes: tuple[SceneHints, ...] = ()
    """One for each scene, or none at all."""
    characters: tuple[Character, ...] = ()


def _moment(page: Page, persons: dict[str, Person], season: Season) -> Moment:
    return Moment(
        page.places[0] if page.places else "vignette",
        page.time or "day",
        page.weather or "clear",
        page.mood,
        tuple(_figure(presence, persons[presence.person]) for presence in page.persons),
        page.things,
        page.lit,
        missing=tuple(one.words for one in page.unshown if one.why == "no drawing"),
        placed=bool(page.places),
        fire=page.fire,
        insets=page.insets,
        season=season,
    )


def portrait(person: Person) -> Figure:
    """Return a person as a figure that stands there."""
    return Figure(
        person.kind,
        person.name,
        person.count,
        color=person.color,
        id=person.id,
        sex=person.sex,
        age=person.age,
        job=person.job,
        looks=person.looks,
        wears=person.wears,
        small=person.size == "small",
        old=person.age == "old",
    )


def _figure(presence: Presence, person: Person) -> Figure:
    return replace(
        portrait(person),
        action=presence.doing,
        wears=(*person.wears, *presence.wears),
        holds=presence.holds,
        held_color=presence.held_color,
        rides=presence.rides,
        drives=presence.drives,
        slot=presence.slot,
        posture=presence.posture,
    )
