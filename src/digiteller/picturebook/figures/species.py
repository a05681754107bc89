"""The kinds of figures of ``kinds.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, get_args

from digiteller.language.page_content import Figure
from digiteller.system.packaged_yaml import packaged_yaml

Home = Literal["ground", "water", "shore", "pond", "bottom", "branch", "air"]
HUMAN = "human"
_TAILS = {"", "bushy", "ringed", "thin", "tufted", "bare", "short", "pom", "white pom", "curl"}


@dataclass(frozen=True)
class Species:
    """A kind of figure."""

    name: str
    height: float
    """In heights of a child."""
    habitat: Home
    head: str = ""
    """The emoji of its face, which is put on a body of ours; empty for a whole figure."""
    sprite: str = ""
    """The emoji of the whole figure; empty for a head."""
    flies: bool = False
    swims: bool = False
    fur: tuple[str, ...] = ()
    """The colours of a body of ours and its belly; empty for those of its face."""
    dye: str = ""
    """Its colour by nature where it is not its drawing's: ``#rrggbb``."""
    tail: str = ""
    crown: tuple[float, ...] = ()
    """Where a hat goes on a whole sprite: the middle of its brim and its width, in units of 36; empty to measure it."""
    neck: tuple[float, ...] = ()
    """The same for a scarf."""
    coat: tuple[float, ...] = ()
    """What a coat covers of a whole sprite: left, top, right, bottom; empty to measure it."""
    voice: str = ""
    """What it is heard to do: ``bark``, ``moo``; empty for nothing."""

    @property
    def emoji(self) -> str:
        """Its face or its whole drawing."""
        return self.head or self.sprite


@cache
def list_species() -> Mapping[str, Species]:
    """Return every kind by its name; raises ValueError for a record that is not right."""
    return {name: _checked(name, record) for name, record in _table()["kinds"].items()}


def species_of(figure: Figure) -> Species:
    """Return the kind of a figure; an unknown one is a human."""
    known = list_species()
    return known.get(figure.kind, known[HUMAN])


def is_person(figure: Figure) -> bool:
    """Whether a figure is a human being or dressed as one: fairies and elves are."""
    return species_of(figure).name == HUMAN


def as_human(figure: Figure) -> Figure:
    """Return a person as a human of a sex, age and job; animals as they are."""
    if not is_person(figure):
        return figure
    said: dict[str, Any] = _table()["people"].get(figure.kind, {})
    age = figure.age or ("old" if figure.old else said.get("age", ""))
    return replace(
        figure, kind=HUMAN, sex=figure.sex or said.get("sex", ""), age=age, job=figure.job or said.get("job", "")
    )


def _checked(name: str, record: dict[str, Any]) -> Species:
    listed: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    try:
        kind = Species(name, **listed)
    except TypeError as error:
        raise ValueError(f"kinds.yaml: {name}: {error}") from error
    right = {
        "either head or sprite": bool(kind.head) != bool(kind.sprite),
        "a height over 0": kind.height > 0,
        "a known habitat": kind.habitat in get_args(Home),
        "a known tail": kind.tail in _TAILS,
        "two colours of fur": len(kind.fur) in {0, 2},
        "three numbers for crown and neck": {len(kind.crown), len(kind.neck)} <= {0, 3},
        "four numbers for a coat": len(kind.coat) in {0, 4},
    }
    if wrong := [rule for rule, holds in right.items() if not holds]:
        raise ValueError(f"kinds.yaml: {name} has not {', not '.join(wrong)}")
    return kind


@cache
def _table() -> dict[str, dict[str, dict[str, Any]]]:
    table: dict[str, dict[str, dict[str, Any]]] = packaged_yaml("digiteller.picturebook.figures", "kinds.yaml")
    return table
