"""Read a story: who it is about, and what each of its pages shows."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.language.page_content import Figure, Inset, Moment, Thing
from digiteller.language.page_understanding import understand
from digiteller.language.parsing import Parser
from digiteller.language.storyboard import Page, Person, Presence, Storyboard, StoryHints, Unshown
from digiteller.language.vocabulary import vocabulary
from digiteller.story import Scene


def read_story(scenes: Sequence[Scene], parse: Parser, hints: StoryHints) -> Storyboard:
    """Return the storyboard of a story: one page for each scene."""
    persons: dict[Figure, Person] = {}
    pages = tuple(_page(moment, persons) for moment in understand(scenes))
    return Storyboard(tuple(persons.values()), pages)


def _page(moment: Moment, persons: dict[Figure, Person]) -> Page:
    shown = tuple(_presence(figure, persons) for figure in moment.figures)
    dream = [Inset("thought", shown[0].person, "", *_dreamt(moment))] if moment.dream and shown else []
    return Page(
        (moment.setting,) if moment.placed else (),
        "",
        moment.time,
        moment.weather,
        moment.mood,
        shown,
        moment.things,
        tuple(dream),
        (),
        moment.lit,
        moment.fire,
        tuple(Unshown(noun, "no drawing") for noun in moment.missing),
    )


def _dreamt(moment: Moment) -> tuple[tuple[Figure, ...], tuple[Thing, ...]]:
    kinds = vocabulary().kinds
    return (
        tuple(Figure(one) for one in moment.dream if one in kinds),
        tuple(Thing(one) for one in moment.dream if one not in kinds),
    )


def _presence(figure: Figure, persons: dict[Figure, Person]) -> Presence:
    look = Figure(figure.kind, figure.name, figure.count, small=figure.small, old=figure.old, color=figure.color)
    if look not in persons:
        name = figure.name.lower() or figure.kind
        same = sum(one.id == name or one.id.startswith(f"{name} ") for one in persons.values())
        persons[look] = Person(
            f"{name} {same + 1}" if same else name,
            figure.kind,
            figure.name,
            age="old" if figure.old else "",
            color=figure.color,
            size="small" if figure.small else "",
            count=figure.count,
        )
    return Presence(
        persons[look].id,
        figure.action,
        holds=figure.holds,
        held_color=figure.held_color,
        rides=figure.rides,
    )
