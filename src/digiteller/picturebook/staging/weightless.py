"""Space ships and stations: people stand in them unless the page tells that they float, and wear no helmets there."""

from __future__ import annotations

from dataclasses import replace

from digiteller.language.page_content import Figure, Moment
from digiteller.picturebook.figures.clothes import BARE_HEAD
from digiteller.picturebook.scenery.settings import indoors

_FLOATING, _STANDING = "space station", "spaceship"
_AFLOAT = {"swim", "float", "fly", "fall"}
_HELMETED = {"astronaut", "diver"}


def settle_weight(moment: Moment) -> Moment:
    """Return a page as those on it are placed: in a ship or station in space they float only where it is told.

    It is told by what they do, "swim", and by things that are above somebody.
    """
    figures = tuple(_bareheaded(one) for one in moment.figures) if moment.setting in indoors() else moment.figures
    moment = replace(moment, figures=figures)
    if moment.setting not in {_FLOATING, _STANDING}:
        return moment
    ids = {figure.id for figure in moment.figures}
    told = any(figure.action in _AFLOAT for figure in moment.figures)
    told |= any(thing.relation == "above" and thing.to in ids for thing in moment.things)
    return replace(moment, setting=_FLOATING if told else _STANDING)


def _bareheaded(figure: Figure) -> Figure:
    """Return an astronaut indoors without a helmet, unless it is told."""
    helmeted = any("helmet" in one for one in figure.wears)
    return replace(figure, wears=(*figure.wears, BARE_HEAD)) if figure.job in _HELMETED and not helmeted else figure
