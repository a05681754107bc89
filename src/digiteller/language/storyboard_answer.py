"""A storyboard out of what a language model answered to ``storyboard_prompt``.

Models are careless writers, so it is read with patience: names are looked up in the words of the picture book, a thing
without a drawing is told as such, and all else that is unknown or missing is as untold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from digiteller.language.answered_acts import find_acts, find_lines
from digiteller.language.doing import drawn_pose, drawn_poses, pose_of_verb
from digiteller.language.grammar import language_table
from digiteller.language.noun_lookup import singular
from digiteller.language.page_content import (
    Age,
    Figure,
    Inset,
    InsetSort,
    Posture,
    Relation,
    Season,
    Sex,
    Thing,
    Time,
    Weather,
)
from digiteller.language.people import described
from digiteller.language.plain_things import ARTICLES, find_ride, find_thing
from digiteller.language.story_hints import kind_of, setting_of
from digiteller.language.storyboard import Page, Person, Presence, Storyboard, Unshown, portrait
from digiteller.language.vocabulary import vocabulary
from digiteller.story import MOODS
from digiteller.system.answered_json import find_json

_MOST_PERSONS, _MOST_THINGS, _MOST_INSETS, _MOST_ALIKE = 7, 3, 1, 99
_LONGEST = 100
"""Characters of a name."""
_NOWHERE = "vignette"
_GENERIC = {"bird", "fish"}
"""Kinds whose names may tell more."""


def read_answer(answer: str, texts: Sequence[str], known: Sequence[Person] = ()) -> Storyboard:
    """Return the storyboard in a model's answer for scenes of these texts; ``known`` are the persons of those before.

    Raises:
        ValueError: it holds no JSON with as many pages, or nobody and nothing on any of them.
    """
    found = find_json(answer)
    pages = _list(found, "pages")
    if not pages:
        raise ValueError('there is no JSON with "pages" in it')
    if len(pages) != len(texts):
        raise ValueError(f"it has {len(pages)} pages; the story has {len(texts)}")
    persons = {person.id: person for person in known}
    for told in _list(found, "persons"):
        person = _person(told)
        if person is not None and person.id not in persons:
            persons[person.id] = person
    read = tuple(_page(page, text, persons) for page, text in zip(pages, texts, strict=True))
    if not any(page.persons or page.things or page.places for page in read):
        raise ValueError("no page of it shows anything that the picture book knows")
    return Storyboard(tuple(persons.values()), read)


def _page(told: Any, text: str, persons: dict[str, Person]) -> Page:
    place = setting_of(_word(told, "place"))
    unknown: list[str] = []
    present = [_presence(one, persons, unknown) for one in _list(told, "persons")[:_MOST_PERSONS]]
    things = [_thing(one, persons, unknown) for one in _list(told, "things")[:_MOST_THINGS]]
    insets = [_inset(one, persons) for one in _list(told, "insets")[:_MOST_INSETS]]
    acts = find_acts(_field(told, "acts"), text, persons)
    return Page(
        places=(place,) if place and place != _NOWHERE else (),
        time=_one_of(told, "time", get_args(Time)),
        weather=_one_of(told, "weather", get_args(Weather)),
        season=_one_of(told, "season", get_args(Season)),
        mood=_one_of(told, "mood", MOODS),
        persons=tuple({one.person: one for one in present if one}.values()),
        things=tuple(one for one in things if one),
        insets=tuple(one for one in insets if one),
        lit=_field(told, "lit") is not False,
        fire=_field(told, "fire") is True,
        unshown=tuple(Unshown(words, "no drawing") for words in dict.fromkeys(unknown)),
        lines=find_lines(_field(told, "said"), text, persons),
        acts=acts,
    )


def _person(told: Any) -> Person | None:
    name = _word(told, "id") or _word(told, "name")
    if not name:
        return None
    kind, job = _word(told, "kind"), _word(told, "job")
    work = described(job.lower())
    return Person(
        id=name.lower(),
        kind=_nearest_kind(kind, name, _word(told, "name")),
        name=_word(told, "name"),
        sex=_one_of(told, "sex", get_args(Sex)),
        age=_one_of(told, "age", get_args(Age)),
        job=work.job if work and work.job else job.lower(),
        looks=_words(told, "looks"),
        wears=_words(told, "wears"),
        color=_color(told),
        size=_one_of(told, "size", ("small", "big")),
        count=_count(told),
    )


def _nearest_kind(*words: str) -> str:
    """Return the species that words tell: of a bird that is called "the magpies", that of a magpie."""
    kinds = [kind_of(one.lower()) or kind_of(singular(one.lower().rpartition(" ")[2])) for one in words]
    kind = kinds[0] or "human"
    return next((one for one in kinds[1:] if one and one != "human"), kind) if kind in _GENERIC else kind


def _color(told: Any) -> str:
    """Return the first colour told: "black and white" is black."""
    return next((word for word in _word(told, "color").lower().split() if word in vocabulary().colors), "")


def _presence(told: Any, persons: dict[str, Person], unknown: list[str]) -> Presence | None:
    """Return how somebody is on a page; who is not in the list of persons is taken into it by the kind alone."""
    name = (_word(told, "id") or (told if isinstance(told, str) else "")).lower()[:_LONGEST]
    if not name:
        return None
    if name not in persons:
        persons[name] = Person(name, kind_of(name) or "human")
    held = [(words, *find_thing(words)) for words in _words(told, "holds")]
    unknown += [words for words, key, _ in held if not key]
    told_ride = _word(told, "rides").lower()
    rides = told_ride if told_ride in persons else find_ride(told_ride)
    slot = _slot(_word(told, "slot").lower())
    # Whose vehicle has no drawing stands there: nobody sits on the road.
    afoot = bool(told_ride) and not rides and not slot
    unknown += [told_ride] if told_ride and not rides else []
    doing = _pose(_word(told, "doing").lower())
    return Presence(
        person=name,
        doing="stand" if afoot and doing in {"sit", "drive", "ride"} else doing,
        posture="" if afoot else _one_of(told, "posture", get_args(Posture)),
        holds=tuple(key for _, key, _ in held if key)[:2],
        held_color=next((color for _, key, color in held if key), ""),
        wears=_words(told, "wears"),
        rides=rides,
        drives=_field(told, "drives") is True,
        slot=slot,
    )


def _pose(verb: str) -> str:
    """Return the drawn pose for a name of one, or for another verb; standing for one that shows nothing."""
    for pose in (verb, pose_of_verb(verb), pose_of_verb(verb.removesuffix("ing"))):
        if drawn_pose(pose) in drawn_poses():
            return drawn_pose(pose)
    return "stand"


def _slot(words: str) -> str:
    """Return a slot as the picture book knows it, "in bed"; empty for another."""
    parts = [part for part in words.split() if part not in ARTICLES]
    if len(parts) < 2 or parts[0] not in {"in", "on", "at", "under", "behind", "beside", "above"}:
        return ""
    anchors: Mapping[str, Sequence[str]] = language_table("anchors.yaml")["anchors"]
    noun = " ".join(parts[1:])
    anchor = noun if noun in anchors else next((one for one, nouns in anchors.items() if noun in nouns), "")
    return f"{parts[0]} {anchor}" if anchor else ""


def _thing(told: Any, persons: Mapping[str, Person], unknown: list[str]) -> Thing | None:
    words = told if isinstance(told, str) else _word(told, "what")
    key, color = find_thing(words[:_LONGEST])
    if not key:
        unknown += [words[:_LONGEST]] if words.strip() else []
        return None
    relation, to = _one_of(told, "relation", get_args(Relation)), _word(told, "to").lower()
    anchor = _slot(f"on {to}").removeprefix("on ")
    target = to if to in persons else anchor or find_thing(to)[0]
    return Thing(
        key,
        _count(told),
        _color(told) or color,
        relation if target else "",
        target if relation else "",
    )


def _inset(told: Any, persons: Mapping[str, Person]) -> Inset | None:
    sort = _one_of(told, "sort", get_args(InsetSort))
    if not sort:
        return None
    who = _word(told, "of").lower()
    figures = [
        portrait(persons[name]) if name in persons else Figure(kind_of(name))
        for name in (one.lower() for one in _words(told, "persons"))
        if name in persons or kind_of(name)
    ]
    things = [Thing(key, color=color) for key, color in map(find_thing, _words(told, "things")) if key]
    place = setting_of(_word(told, "place"))
    place = "" if place == _NOWHERE else place
    if not figures and not things and not place:
        return None
    return Inset(
        sort,
        who if who in persons else "",
        place,
        tuple(figures[:3]),
        tuple(things[:_MOST_THINGS]),
        _one_of(told, "time", get_args(Time)),
        _one_of(told, "weather", get_args(Weather)),
    )


def _field(told: Any, name: str) -> Any:
    return told.get(name) if isinstance(told, dict) else None


def _list(told: Any, name: str) -> list[Any]:
    value = _field(told, name)
    return value if isinstance(value, list) else []


def _word(told: Any, name: str) -> str:
    value = _field(told, name)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return "".join(letter for letter in text if letter.isprintable())[:_LONGEST]


def _words(told: Any, name: str) -> tuple[str, ...]:
    """Return a list of words; one alone may stand without brackets."""
    value = _field(told, name)
    listed = value if isinstance(value, list) else [value]
    return tuple(word for one in listed if (word := _word({"": one}, "")))[:8]


def _one_of(told: Any, name: str, known: Any) -> Any:
    word = _word(told, name).lower()
    return word if word in known else ""


def _count(told: Any) -> int:
    value = _field(told, "count")
    return min(value, _MOST_ALIKE) if type(value) is int and value > 0 else 1
