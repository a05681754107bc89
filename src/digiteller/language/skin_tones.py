"""The skin of a story's people: as told, the same in a family, and as fits their hair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol


class _Person(Protocol):
    @property
    def kind(self) -> str: ...

    @property
    def job(self) -> str: ...

    @property
    def looks(self) -> tuple[str, ...]: ...


_FAIR = {"blond", "blonde", "red", "ginger", "auburn", "fair", "golden", "sandy", "strawberry"}
_LIGHT = "light skin"


def looks_with_skins(persons: Sequence[_Person]) -> list[tuple[str, ...]]:
    """Return the looks of a story's persons, each one human with one that tells the skin where any of them tells it.

    Who is told nothing of has what most of them have. Fair hair tells of light skin: a blond boy's mother has it too,
    but strangers, who are known by their jobs, need not.
    """
    people = [one for one in persons if one.kind == "human"]
    told = Counter(skin for one in people if (skin := skin_told(one.looks)))
    if told:
        usual = told.most_common(1)[0][0]
        return [_with_skin(one, usual) for one in persons]
    family = any(_fair_haired(one) for one in people if not one.job)
    return [_with_skin(one, _LIGHT) if _fair_haired(one) or (family and not one.job) else one.looks for one in persons]


def skin_told(looks: Sequence[str]) -> str:
    """Return the look that tells the skin: ``brown skin``; empty if none does."""
    return next((look for look in looks if "skin" in look), "")


def _with_skin(person: _Person, skin: str) -> tuple[str, ...]:
    told = person.kind != "human" or skin_told(person.looks)
    return person.looks if told else (*person.looks, skin)


def _fair_haired(person: _Person) -> bool:
    return any(
        _FAIR & set(words) and {"hair", "braids", "plaits", "curls", "beard"} & set(words)
        for words in (look.replace("-haired", " hair").split() for look in person.looks)
    )
