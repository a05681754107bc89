"""The pictures in a page's picture: which there are, whose they are, and how they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from digiteller.language.page_content import Figure, Inset, Moment
from digiteller.picturebook.actors import FLOATING, Actor
from digiteller.picturebook.scenery.settings import indoors, outdoors

Form = Literal["cloud", "balloon", "framed", "sheet", "easel", "pane", "porthole", "vista"]
"""A thought's cloud, a speech's balloon; a picture on a wall, in hands, on an easel; a view in a window, far away."""
KEY = "own:inset"
MOST = 2
"""So many fit on a page."""
ASPECTS: dict[Form, float] = {
    "cloud": 1.5,
    "balloon": 1.42,
    "framed": 1.26,
    "sheet": 1.34,
    "easel": 0.86,
    "pane": 1.1,
    "porthole": 1.0,
    "vista": 2.1,
}
"""Widths in heights."""
_PAPERS = {"📜", "🗺", "📖", "📕", "🖼", "✉️", "✏️", "🖍", "🖊"}
_HANDS = {"read", "write", "draw", "give", "point", "look", "hold"}
"""What those do who have their picture in their hands."""


def insets_of(moment: Moment) -> tuple[Inset, ...]:
    """Return the insets of a page, as many as it has room for."""
    return moment.insets[:MOST]


def _name(figure: Figure) -> str:
    return figure.id or figure.name or figure.kind


def owner_of(inset: Inset, actors: Sequence[Actor], moment: Moment) -> Actor | None:
    """Return whose an inset is; a thought that is nobody's is the focus's. None for somebody who is not there."""
    held = inset.sort == "picture" and _bottomless(moment.setting)
    focus = _name(moment.figures[0]) if moment.figures and (held or inset.sort in {"thought", "speech"}) else ""
    of = inset.of or focus
    for actor in actors:
        if actor.figure and of and of in {actor.figure.id, actor.figure.name, actor.figure.kind}:
            return actor
    return None


def form_of(inset: Inset, owner: Actor | None, setting: str) -> Form:
    """Return how an inset is shown on a page."""
    inside = setting in indoors()
    if inset.sort == "thought":
        return "cloud"
    if inset.sort == "speech":
        return "balloon"
    if inset.sort == "window":
        return ("porthole" if indoors()[setting].metal else "pane") if inside else "vista"
    figure = owner.figure if owner else None
    if figure and figure.action == "paint":
        return "easel"
    if figure and (figure.action in _HANDS or set(figure.holds) & _PAPERS or _bottomless(setting)):
        return "sheet"
    return "framed" if inside else "easel"


def _bottomless(setting: str) -> bool:
    """Whether an easel finds no ground to stand on."""
    return setting in FLOATING or (setting in outdoors() and outdoors()[setting].water == "all")


def inset_key(number: int, form: Form) -> str:
    """Return the key of the thing that stands for an inset of a page."""
    return f"{KEY} {number} {form}"


def inset_number(key: str) -> tuple[int, Form]:
    """Return which inset of its page a thing stands for, and how it is shown."""
    number, form = key.removeprefix(KEY).split()
    return int(number), form  # type: ignore[return-value]
