"""Who is on a page one by one: where each lives, how big it is, and how it is posed there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from digiteller.language.page_content import Figure, Moment
from digiteller.picturebook.actors import FLOATING
from digiteller.picturebook.figures.species import Species, is_person, species_of
from digiteller.picturebook.figures.vehicles import vehicle_of
from digiteller.picturebook.staging.extents import crown, sprite_height
from digiteller.picturebook.staging.ground import has_water
from digiteller.picturebook.staging.sizes import natural

Habitat = Literal["ground", "air", "branch", "water", "aloft"]
MOST = 12
"""More figures than this crowd a page."""

_FEW = 4
"""More are a crowd."""
_IN_WATER = {"in water", "in pool", "in pond", "in river", "in lake", "in sea"}
_IDLE = {"stand", "walk", "run", "hold", "look", "sit"}
_ALOFT = {*_IDLE, "jump", "play", "dance", "hold"}
"""What birds in the air spread their wings for."""
_EARTHLY = {"walk", "run", "eat", "drink", "sleep", "dig", "dance"}
"""What birds do on the ground."""
_LEAFY = {"forest", "meadow", "hill", "village", "castle", "garden", "park", "farm", "road", "river", "lake", "swamp"}
_LEAFY |= {"mountain", "island", "beach", "street", "city"}
"""Settings in which branches reach into the page."""


@dataclass(frozen=True)
class Individual:
    """One of those on a page."""

    figure: Figure
    """In the pose that its place asks for."""
    habitat: Habitat
    height: float
    """As ``Actor.height``, in children's heights."""
    group: int
    """Which figure of the moment it is."""
    at: int
    """Which of a group it is."""


def list_individuals(moment: Moment) -> list[Individual]:
    """Return everybody on a page, the focus first; of a group that is too large, as many as fit."""
    room = MOST
    found: list[Individual] = []
    for group, figure in enumerate(moment.figures):
        if is_crowd(figure, moment):
            continue
        kind = species_of(figure)
        habitat = _habitat(figure, kind, moment, group)
        for at in range(max(1, min(figure.count, room - (len(moment.figures) - 1 - group)))):
            one = _posed(figure if at == 0 else _another(figure, at), kind, habitat, moment)
            # No two of a group are the same.
            varied = (1.0, 0.93, 1.05, 0.97, 0.9, 1.02)[at % 6] if figure.count > 1 else 1.0
            found.append(Individual(one, habitat, units(one) * varied, group, at))
            room -= 1
    return found


def _another(figure: Figure, at: int) -> Figure:
    """Return one more of a group: people differ in hair and clothes, which follow from who they are."""
    if not is_person(figure):
        return replace(figure, holds=())
    return replace(figure, id=f"{figure.id or figure.name or figure.kind} {at}", holds=())


def is_crowd(figure: Figure, moment: Moment) -> bool:
    """Return whether a figure stands for so many on the ground that they are behind all others."""
    if figure.count <= _FEW or figure.rides or figure.slot:
        return False
    return _habitat(figure, species_of(figure), moment, 0) == "ground"


def units(figure: Figure) -> float:
    """Return the ``Actor.height`` of a figure in heights of a child."""
    if species_of(figure).head:
        # What makes adults taller is part of their drawing.
        return natural(figure) / crown(figure)
    return natural(figure) / sprite_height(species_of(figure).name)


def _habitat(figure: Figure, kind: Species, moment: Moment, group: int) -> Habitat:
    """Return where on the page a figure is at home, or what it does keeps it."""
    if moment.setting == "underwater" and kind.habitat == "bottom":
        return "ground"
    if moment.setting in FLOATING:
        return "aloft"
    if has_water(moment.setting) and (kind.swims or figure.action == "swim" or figure.slot in _IN_WATER):
        return "water"
    if moment.setting == "sea" and kind.habitat in {"shore", "pond"}:
        return "water"
    if moment.setting in {"lake", "river"} and kind.habitat == "pond" and figure.action == "stand" and group:
        return "water"
    if figure.action == "fly" or kind.habitat == "air":
        return "air"
    if kind.habitat == "branch" and figure.action not in _EARTHLY:
        if moment.setting in _LEAFY:
            return "branch"
        return "air" if moment.setting in {"sea", "ship"} else "ground"
    return "ground"


def _posed(figure: Figure, kind: Species, habitat: Habitat, moment: Moment) -> Figure:
    """Return the figure in the pose that its place asks for: people in the air fly, in the water they swim."""
    if habitat == "water":
        return replace(figure, action="swim", holds=())
    if habitat == "air" and kind.flies and not kind.head and figure.action in _ALOFT:
        return replace(figure, action="fly")
    if figure.action == "ride" and not _carried(figure, moment):
        figure = replace(figure, action="stand")
    pose = {"sky": "fly", "underwater": "swim", "space station": "float"}.get(moment.setting)
    if pose and kind.head and figure.action in _IDLE and not figure.holds and not figure.rides:
        return replace(figure, action=pose)
    return figure


def _carried(figure: Figure, moment: Moment) -> bool:
    """Whether what a figure rides is drawn under it: the setting's own train is not."""
    if vehicle := vehicle_of(figure.rides):
        return moment.setting not in vehicle.sets
    others = (other for other in moment.figures if other is not figure)
    return any(figure.rides in {other.id, other.name, other.kind} for other in others)
