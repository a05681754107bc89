"""The persons of a storyboard, with the names by which its pages call them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from digiteller.language.grammar import people_words, place_words
from digiteller.language.somebody import Somebody
from digiteller.language.storyboard import Page, Person, Storyboard


class StoryCast:
    """Everybody who is shown so far."""

    def __init__(self) -> None:
        self.ids: dict[Somebody, str] = {}

    def id_of(self, one: Somebody) -> str:
        """Return what a storyboard calls somebody: the name or the first noun, "goat 2" for the second goat."""
        if one not in self.ids:
            noun = one.nouns[0] if one.nouns else "somebody"
            base = (one.names[0] if one.names else "i" if one.narrator else noun).lower()
            same = sum(1 for other in self.ids.values() if re.fullmatch(rf"{re.escape(base)}(?: \d+)?", other))
            self.ids[one] = base if not same else f"{base} {same + 1}"
        return self.ids[one]

    def person(self, one: Somebody) -> Person:
        """Return all that a storyboard tells of somebody: "old Casimir" as a man, old, named Casimir."""
        size: Any = one.size if one.size in {"small", "big"} else ""
        return Person(
            self.id_of(one),
            one.kind,
            one.names[0] if one.names else "",
            one.sex,
            one.age,
            one.job,
            tuple(one.looks),
            tuple(one.wears),
            one.color,
            size,
            one.count,
        )

    def storyboard(self, everybody: Sequence[Somebody], pages: Sequence[Page]) -> Storyboard:
        """Return the finished storyboard, with all who are seen or heard; in a story in space they wear spacesuits."""
        there = {presence.person for page in pages for presence in page.persons}
        there |= {one for page in pages for line in page.lines for one in line.persons}
        there |= {figure.id for page in pages for inset in page.insets for figure in inset.figures if figure.id}
        persons = tuple(self.person(one) for one in everybody if self.ids.get(one) in there)
        if sum(bool(place_words("off earth") & set(page.places[:1])) for page in pages) * 2 > len(pages):
            crew = people_words("space crew")
            persons = tuple(
                replace(one, job="astronaut") if one.kind == "human" and one.job in crew else one for one in persons
            )
        return Storyboard(persons, tuple(pages))
