"""From a told story to the script: its words, and the staging that the plot knows."""

from __future__ import annotations

from typing import get_args

from digiteller.contracts import Brief
from digiteller.language.page_content import Time, Weather
from digiteller.language.people import described
from digiteller.language.story_hints import kind_of, setting_of
from digiteller.story import Mood, Scene, Script, StagedAct, StagedPerson, Staging
from digiteller.writing import mood_and_title
from digiteller.writing.bindings import Bindings, Found, Something
from digiteller.writing.knowledge import Entry
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.plot_pages import PlotPage
from digiteller.writing.plot_telling import ToldStory
from digiteller.writing.story_people import StoryPerson

_MOST_SEEN = 4
"""Persons on one page."""


def story_script(brief: Brief, story: ToldStory) -> Script:
    """Return the script of a told story; what the brief gives for its pages stays, and is read from its words."""
    scenes = []
    persons = {person.role: person for person in story.bindings.people()}
    last = max(1, len(brief.pages) - 1)
    for number, given in enumerate(brief.pages):
        page = story.pages[min(number, len(story.pages) - 1)]
        text = given.text or page.text
        own = given.text is None
        picture = given.picture or text
        mood: Mood = given.mood or (page.main.show.mood if own else None) or mood_and_title.mood(text, number / last)
        staging = _staging(page, story.bindings, persons) if own and given.picture is None else None
        scenes.append(Scene(number + 1, text, picture, mood, staging=staging))
    told = tuple(_staged_person(person) for person in persons.values() if _is_seen(person, scenes))
    return Script(brief.title or story.title, brief.language, tuple(scenes), told)


def _called(person: StoryPerson) -> str:
    """Return what the words call somebody: a name, or "owl"."""
    return person.name or person.noun.text.split()[-1]


def _is_seen(person: StoryPerson, scenes: list[Scene]) -> bool:
    return any(scene.staging and _called(person) in (scene.staging.cast or ()) for scene in scenes)


def _staging(page: PlotPage, bindings: Bindings, persons: dict[str, StoryPerson]) -> Staging:
    main = page.main
    show = main.show
    named = [role for one in [main, *page.passages] for role in one.passage.people]
    roles = [role for role in (show.who or named) if role in persons]
    said = {role for one in page.passages for role in one.passage.people}
    seen = list(dict.fromkeys(role for role in roles if show.who is None or role in {*said, "hero"} or not said))[
        :_MOST_SEEN
    ]
    if not seen:
        seen = list(dict.fromkeys(roles))[:_MOST_SEEN]
    acts = [
        StagedAct(_called(persons[mark.who]), mark.what, mark.first, mark.last)
        for mark in page.marks
        if mark.who in persons and mark.what
    ]
    held = {role: _named(what, bindings) for role, what in show.holds.items() if role in seen}
    holds = [(_called(persons[role]), thing) for role, thing in held.items() if thing]
    return Staging(
        tuple(_called(persons[role]) for role in seen),
        _place(show.at, bindings),
        _one_of(show.time, get_args(Time), bindings),
        _one_of(show.weather, get_args(Weather), bindings),
        tuple(acts),
        tuple(holds),
        tuple(filter(None, (_named(what, bindings) for what in show.things))),
        show.lit,
        tuple(dict.fromkeys(mark.what for mark in page.marks if mark.who == "sound" and mark.what)),
    )


def _place(at: str | None, bindings: Bindings) -> str:
    """Return a setting for what ``show`` says of the place; empty where the picture book knows none."""
    if at is None:
        return ""
    first = at.split(".")[0]
    if first not in bindings.roles:
        return setting_of(at)
    person = bindings.roles[first]
    if at.endswith(".home") and isinstance(person, StoryPerson):
        inside = person.being.get("indoors")
        return setting_of(inside if isinstance(inside, str) else _words(bindings.find(at)))
    found = bindings.find(at)
    setting = found.get("setting") if isinstance(found, Something | Entry) else None
    words = setting if isinstance(setting, str) else _words(found)
    return setting_of(words) or setting_of(words.split()[-1] if words else "")


def _one_of(told: str | None, known: tuple[str, ...], bindings: Bindings) -> str:
    """Return a time or weather that ``show`` names, itself or by a path."""
    if told in known or told is None:
        return told or ""
    value = _words(bindings.find(told)) if "." in told else ""
    return value if value in known else ""


def _named(what: str, bindings: Bindings) -> str:
    """Return a thing in words: a path such as ``fear.shield``, or the words that stand there."""
    first = what.split(".")[0]
    return _words(bindings.find(what)) if first in bindings.roles else what


def _words(found: Found | None) -> str:
    noun = found.get("noun") if isinstance(found, Something | Entry) else found
    if isinstance(noun, Noun):
        return noun.text if "{" not in noun.text else ""
    return noun if isinstance(noun, str) else ""


def _staged_person(person: StoryPerson) -> StagedPerson:
    """Return how somebody looks, as far as the plot knows."""
    head = person.noun.text.split()[-1]
    told = described(person.noun.text) or described(head)
    own = person.being.get("drawing")
    kind = own if isinstance(own, str) else kind_of(person.noun.text) or kind_of(person.being.id.replace("_", " "))
    job = person.being.get("job")
    human = kind in ("human", "") and (person.being.has("human") or told is not None)
    return StagedPerson(
        _called(person),
        "human" if human else kind or kind_of(head),
        person.sex if person.sex in ("female", "male") else "",
        person.age,
        job if isinstance(job, str) else (told.job if told and human else ""),
    )
