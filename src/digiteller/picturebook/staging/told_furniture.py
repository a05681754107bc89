"""Furniture that a page tells of as a thing: it is the room's own, in the colour told, its carriers at its sides."""

from __future__ import annotations

from dataclasses import replace

from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.language.vocabulary import vocabulary
from digiteller.picturebook.scenery.berths import bearing_in, free_bearing, split_slot

_ANCHORS = {
    "own:armchair": "chair",
    "own:rocking chair": "chair",
    "🪑": "chair",
    "own:sofa": "sofa",
    "🛋": "sofa",
    "🛏": "bed",
    "own:table": "table",
    "own:bench": "bench",
    "own:wardrobe": "wardrobe",
    "🪜": "ladder",
    "🛁": "bath",
}
_COLORED = "\ufe0f"
_CARRIED = {"🪜", "🪑"}
"""Of these, what one can carry in the hands."""
_COVERS = {"own:blanket", "own:pillow"}
MOVING = {"push", "pull", "carry", "lift"}


def settle_furniture(moment: Moment) -> tuple[Moment, dict[str, str]]:
    """Return a page without the furniture among its things that its place, or somebody's slot, shows already.

    Also the colours told of it, by the names of its drawings. Those who push or carry it are at its sides.
    """
    moment = _set_down(moment)
    dyes: dict[str, str] = {}
    things: list[Thing] = []
    figures = moment.figures
    for thing in moment.things:
        if thing.key in _COVERS and _is_bedding(thing, moment):
            continue
        anchor = _ANCHORS.get(thing.key.removesuffix(_COLORED), "")
        drawing = _shown(anchor, moment)
        if not drawing or thing.count > 1:
            things.append(thing)
            continue
        if color := vocabulary().colors.get(thing.color):
            dyes[drawing] = color
        figures = tuple(_at_side(figure, anchor) for figure in figures)
    return replace(moment, things=tuple(things), figures=figures), dyes


def _set_down(moment: Moment) -> Moment:
    """Return a page on which furniture in somebody's hands is a thing that they push: nobody holds an armchair."""
    figures, things = list(moment.figures), list(moment.things)
    for at, figure in enumerate(figures):
        pieces = [key for key in figure.holds if key.removesuffix(_COLORED) in _ANCHORS.keys() - _CARRIED]
        if pieces and figure.action in MOVING | {"hold", "stand", "walk"}:
            rest = tuple(key for key in figure.holds if key not in pieces)
            figures[at] = replace(figure, holds=rest, action=figure.action if figure.action == "pull" else "push")
            known = {thing.key for thing in things}
            things += [Thing(key, color=figure.held_color) for key in pieces if key not in known]
    return replace(moment, figures=tuple(figures), things=tuple(things))


def _is_bedding(thing: Thing, moment: Moment) -> bool:
    """Return whether a blanket or a pillow is that of a bed: it is drawn with the bed."""
    abed = {figure.id for figure in moment.figures if figure.slot == "in bed"}
    return thing.relation in {"on", "under", "in"} and (thing.to in abed or (thing.to == "bed" and bool(abed)))


def _shown(anchor: str, moment: Moment) -> str:
    """Return the drawing that shows a piece on a page: the room's own, or one that is put there for somebody."""
    if not anchor:
        return ""
    if standing := bearing_in(moment.setting, anchor):
        return standing.bearing.name
    slots = (split_slot(figure.slot) for figure in moment.figures)
    preposition = next((one for one, other in slots if other == anchor), "")
    free = free_bearing(moment.setting, anchor, preposition) if preposition else None
    return free.name if free and preposition in free.berths else ""


def _at_side(figure: Figure, anchor: str) -> Figure:
    """Return who pushes or carries a piece beside it."""
    empty = not figure.holds and not figure.rides
    return replace(figure, slot=f"beside {anchor}") if figure.action in MOVING and empty else figure
