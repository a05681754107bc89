"""Garments and costumes: ``costumes.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from digiteller.language.page_content import Age, Sex
from digiteller.picturebook.figures.headgear import HATS
from digiteller.system.packaged_yaml import packaged_yaml


@dataclass(frozen=True)
class Garment:
    """What covers the trunk."""

    skirt: float = 0.0
    """How far down the legs its skirt goes, in shares of them; 0 for none."""
    flare: float = 0.0
    """How much wider than others the skirt is."""
    drop: float = 0.0
    """How far its tails hang over the legs."""
    sleeves: str = ""
    """``skin``, ``light`` for a paler shade, ``short``, or a colour; empty for its own stuff."""
    tight: str = ""
    """``skin``, ``cloth`` or a colour: of the legs that belong to it; empty for trousers or stockings."""
    trunk: str = ""
    """``skin`` or the colour of the trunk where it is not the garment's."""
    brief: bool = False
    """Whether the legs are bare from the hips."""
    details: tuple[str, ...] = ()
    """Names of ``DETAILS``."""


Choice = str | tuple[str, ...]
"""One of several, by who it is."""


@dataclass(frozen=True)
class Costume:
    """How somebody of a job, a sex and an age is dressed; colours are ``#rrggbb``, empty ones are chosen."""

    body: Choice = ()
    """A garment; empty for what somebody without a job wears."""
    hat: Choice = ""
    color: Choice = ""
    """Of the garment."""
    legs: Choice = ""
    """Of the trousers; ``skin`` for bare ones."""
    shoes: Choice = ""
    boots: Choice = ""
    cloak: Choice = ""
    apron: Choice = ""
    gloves: Choice = ""
    scarf: Choice = ""
    wings: Choice = ""
    mask: Choice = ""
    backpack: Choice = ""
    nose: Choice = ""
    tight: Choice = ""
    emblem: Choice = ""
    """What is worn on the chest: a name of ``DETAILS``."""
    tool: Choice = ""
    """A prop in hands that have nothing else to hold."""
    beard: Choice = ""
    """Of grown men: full, long, moustache."""
    hair: Choice = ""
    glasses: bool | tuple[bool, ...] = False
    height: float = 1.0
    """Beside others of its age."""
    girth: float = 1.0
    age: Age = ""
    """Of one whose age the story does not tell."""
    by: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What is otherwise for a sex or an age."""

    def worn_by(self, sex: Sex, age: Age) -> Costume:
        """Return the costume as this sex and age wear it."""
        changes = {**self.by.get(sex, {}), **self.by.get(age, {})}
        return replace(self, **changes)


_WHO = ("female", "male", "baby", "child", "adult", "old")


@cache
def garments() -> Mapping[str, Garment]:
    """Return the garments by name."""
    return {name: Garment(**_frozen(record)) for name, record in _table()["garments"].items()}


@cache
def costumes() -> Mapping[str, Costume]:
    """Return the costumes by job; raises ValueError for one that names a garment that there is not."""
    return {job: _costume(job, record) for job, record in _table()["costumes"].items()}


def costume_of(job: str) -> Costume:
    """Return the costume of a job; everyday clothes for one that has none."""
    name = job.lower().replace("_", " ").strip()
    known = costumes()
    name = name if name in known else _table()["aliases"].get(name, name)
    # "sea captain", "head cook": the last word says what somebody is.
    return known.get(name) or known.get(name.rpartition(" ")[2]) or Costume()


@cache
def everyday(sex: Sex, age: Age) -> tuple[str, ...]:
    """Return the garments that somebody without a job may wear."""
    table, years = _table()["everyday"], age or "adult"
    return tuple(table[f"{sex} {years}".strip()])


@cache
def clothes() -> Mapping[str, tuple[str, str, str]]:
    """Return clothes by their words: which part of an outfit they are, what they are there, and their usual colour.

    Raises ValueError for clothes that nothing can draw.
    """
    known = {word: (str(part), str(what), str(color)) for word, (part, what, color) in _table()["clothes"].items()}
    for word, (part, what, _) in known.items():
        if (part == "hat" and what not in HATS) or (part == "body" and what not in garments()):
            raise ValueError(f"costumes.yaml: {word}: there is no {part} called {what}")
    return known


def _costume(job: str, record: Mapping[str, Any]) -> Costume:
    own = {key: value for key, value in record.items() if key not in _WHO}
    by = {key: _frozen(value) for key, value in record.items() if key in _WHO}
    try:
        costume = Costume(**_frozen(own), by=by)
        worn = [costume.worn_by(sex, age) for sex in ("", "female", "male") for age in ("", "child", "adult", "old")]
    except TypeError as error:
        raise ValueError(f"costumes.yaml: {job}: {error}") from error
    for one in worn:
        if unknown := (_all(one.body) - set(garments())) | (_all(one.hat) - {"", *HATS}):
            raise ValueError(f"costumes.yaml: {job}: no such garment or hat: {', '.join(sorted(unknown))}")
    return costume


def _all(choice: Choice) -> set[str]:
    return {choice} if isinstance(choice, str) else set(choice)


def _frozen(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}


@cache
def _table() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = packaged_yaml("digiteller.picturebook.figures", "costumes.yaml")
    return table
