"""What figures do as their page can show it: nobody plays with, knocks on or pushes what is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from digiteller.language.page_content import Figure, Moment, Thing
from digiteller.picturebook.actors import FLOATING
from digiteller.picturebook.figures.grip_points import grip_of
from digiteller.picturebook.figures.species import is_person
from digiteller.picturebook.figures.vehicles import vehicle_of
from digiteller.picturebook.scenery.berths import bearing_in, free_bearing, split_slot
from digiteller.picturebook.scenery.settings import indoors, outdoors
from digiteller.picturebook.staging.ground import has_water
from digiteller.picturebook.staging.postures import settle_postures
from digiteller.picturebook.staging.sizes import thing_height


def _keys(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FOOD = _keys(
    "🍎 🍏 🍐 🍊 🍋 🍌 🍉 🍇 🍓 🫐 🍈 🍒 🍑 🥭 🍍 🥥 🥝 🍅 🥑 🥕 🌽 🥒 🥬 🥦"
    " 🍞 🥐 🥖 🥨 🧀 🥚 🍳 🥞 🧇 🍗 🍖 🌭 🍔 🍟 🍕 🥪 🌮 🌯 🥙 🍝 🍜 🍲 🍛 🍣"
    " 🍱 🥟 🍤 🍙 🍚 🍘 🍥 🍢 🍡 🍧 🍨 🍦 🥧 🧁 🍰 🎂 🍮 🍭 🍬 🍫 🍿 🍩 🍪 🌰"
    " 🥜 🍯 🥣 🥗 🥫 🍄 own:plums own:raspberries own:turnip own:leek own:beans"
) | {"own:soup bowl", "own:jam jar", "own:paper bag"}
_DRINKS = _keys("☕ 🍵 🥛 🍼 🧃 🥤 🧋 🍶 🍷 🍺 🫖 own:bottle own:jug own:glass own:flask")
_TOYS = _keys(
    "⚽ 🏀 🏈 ⚾ 🥎 🎾 🏐 🏉 🥏 🪀 🧸 🪆 🪁 🎸 🎻 🎺 🥁 🎷 🪈 🪕 🎹 🪗 🪃"
    " own:ball own:doll own:puppet own:blocks own:marbles own:hoop"
    " own:xylophone own:harmonica own:tambourine own:pinwheel"
) | {"own:model boat", "own:toy rabbit", "own:wooden horse", "own:spinning top", "own:cork boat", "own:skipping rope"}
_ROLLING = _keys("own:pram 🛒 🚲 🛴 🧳 own:trolley own:pushchair own:toy cart")
_WRITTEN_ON = _keys("📓 📔 📒 📝 📄 📃 ✏️ 🖍 🖊 🖋 🗒")
_LIGHT = 0.6
"""What is lower, in children's heights, one can carry."""
_THROWN = 0.32
_HARD_FLOORS = {"planks", "cobbles", "tiles"}
_CLIMBED = ("ladder", "stairs", "tree", "rock", "wall", "fence")
_CARRIAGES = {"train", "bus", "aeroplane"}
_SEATS = 2
"""So many sit side by side where others are about, so that nobody hides them."""
_AT_REST = {"stand", "sit", "look", "think", "read", "sleep", "eat", "drink", "cry", "laugh", "listen", "sew", "hold"}
_CREW = {"conductor", "bus driver", "engine driver", "train driver", "pilot", "police officer", "guard", "captain"}
_STEEP = {"mountain", "hill", "treehouse", "playground", "jungle", "cave", "island", "waterfall"}
"""Where one climbs on what the place itself is."""

Fit = Callable[[Figure, Moment], tuple[Figure, Moment]]


def fit_actions(moment: Moment) -> Moment:
    """Return the page with everybody doing what it can show: with the thing it tells of, or else with bare hands."""
    shown = _on_site(moment) if moment.setting == "building site" else moment
    for at, figure in enumerate(map(_with_toy_first, shown.figures)):
        shown = replace(shown, figures=(*shown.figures[:at], figure, *shown.figures[at + 1 :]))
        fit = _FITS.get(figure.action)
        if fit and not (figure.holds and figure.action in _TAKING - {"push", "pull", "cook", "paint"}):
            fitted, shown = fit(figure, shown)
            shown = replace(shown, figures=(*shown.figures[:at], fitted, *shown.figures[at + 1 :]))
    return settle_postures(_seated(shown) if moment.setting in _CARRIAGES else shown)


def _with_toy_first(figure: Figure) -> Figure:
    """Return who plays with what is played first among the things in the hands: a drum before its stick."""
    if figure.action != "play" or len(figure.holds) < 2:
        return figure
    return replace(figure, holds=tuple(sorted(figure.holds, key=lambda key: key not in _TOYS)))


def _seated(moment: Moment) -> Moment:
    """Return a page in a train or the like: the first passengers have seats unless it is told who sits where."""
    figures, left = list(moment.figures), 0 if any(one.slot for one in moment.figures) else _SEATS
    for at, figure in enumerate(figures):
        sits = (
            is_person(figure) and figure.action in _AT_REST and not (figure.slot or figure.rides or figure.job in _CREW)
        )
        if sits and figure.count == 1 and figure.age != "baby" and left:
            figures[at] = replace(figure, slot="on chair")
            left -= 1
    return replace(moment, figures=tuple(figures))


def _on_site(moment: Moment) -> Moment:
    """Return a page of a building site: what it calls a tractor is a digger."""
    things = tuple(replace(one, key="own:digger") if one.key == "🚜" else one for one in moment.things)
    figures = tuple(replace(one, rides="own:digger") if one.rides == "🚜" else one for one in moment.figures)
    return replace(moment, things=things, figures=figures)


def _bare(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    return replace(figure, action=f"bare {figure.action}"), moment


def _as_it_is(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    return figure, moment


def _taking(wanted: Callable[[Thing], bool], otherwise: Fit) -> Fit:
    """Return how somebody takes what the page tells of; ``otherwise`` if there is no such thing."""

    def fit(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
        found = next((one for one in moment.things if wanted(one)), None)
        if found is None:
            return otherwise(figure, moment)
        left = (replace(found, count=found.count - 1),) if found.count > 1 else ()
        at = moment.things.index(found)
        things = (*moment.things[:at], *left, *moment.things[at + 1 :])
        taken = replace(figure, holds=(found.key,), held_color=figure.held_color or found.color)
        return taken, replace(moment, things=things)

    return fit


def _light(most: float) -> Callable[[Thing], bool]:
    return lambda thing: not thing.relation and vehicle_of(thing.key) is None and thing_height(thing.key) < most


def _has(moment: Moment, anchor: str, preposition: str = "at") -> bool:
    """Whether a place has a piece, or can be given one."""
    if moment.setting in FLOATING or (has_water(moment.setting) and outdoors()[moment.setting].water == "all"):
        return False
    standing = bearing_in(moment.setting, anchor)
    if standing and preposition in standing.bearing.berths:
        return True
    free = free_bearing(moment.setting, anchor, preposition)
    return free is not None and preposition in free.berths


def _write(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    """One stands to write on a board or a wall; what is written on is on the lap already."""
    moment = replace(moment, things=tuple(one for one in moment.things if one.key not in _WRITTEN_ON or one.relation))
    upright = split_slot(figure.slot)[1] in {"blackboard", "wall"}
    return replace(figure, action="reach" if upright else "write"), moment


def _knock(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    """Knocking needs something that sounds: the slot's or a large thing of the page, or else a door."""
    if split_slot(figure.slot)[1] or any(thing_height(thing.key) > _LIGHT for thing in moment.things):
        return figure, moment
    if _has(moment, "door"):
        return replace(figure, slot="at door"), moment
    return replace(figure, action="stand"), moment


def _strain(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    """What is pushed or pulled is there: what stands, and is heavy, or what is in the hands; else nobody strains."""
    tallest = max((thing_height(thing.key) for thing in moment.things), default=0.0)
    beasts = [one for one in moment.figures if one is not figure and not is_person(one) and one.rides != figure.id]
    drawn = split_slot(figure.slot)[1] not in {"", "bed", "floor"}
    if any(thing.key in _ROLLING for thing in moment.things):
        return _bare(figure, moment)
    if tallest > _LIGHT or drawn or vehicle_of(figure.rides) or (beasts and is_person(figure)):
        return figure, moment
    if tallest > _THROWN:
        return _bare(figure, moment)
    if figure.holds:
        return replace(figure, action="give" if figure.action == "push" else "hold"), moment
    return replace(figure, action="hold" if moment.things else "stand"), moment


def _dig(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    """Earth is dug where there is some, and thrown up unless it is under snow."""
    if figure.holds == ("own:snow shovel",) or moment.weather == "snow":
        return _bare(figure, moment)
    place = outdoors().get(moment.setting)
    if place and place.water not in {"all", "deck"} and not place.ground & _HARD_FLOORS:
        return figure, moment
    return replace(figure, action="hold" if figure.holds else "kneel"), moment


def _paint(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    """An easel stands only where nothing else is told that is painted."""
    return _bare(figure, moment) if moment.things or figure.slot else (figure, moment)


def _cook(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    """A room with a stove cooks on it; a pot hangs over a fire only under the sky."""
    if figure.slot:
        return _bare(figure, moment)
    if bearing_in(moment.setting, "stove"):
        return _bare(replace(figure, slot="at stove"), moment)
    if moment.setting in indoors() or moment.setting in FLOATING or moment.things:
        return _bare(figure, moment)
    return figure, moment


def _swim(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    """On land one splashes through puddles."""
    wet = has_water(moment.setting) or moment.setting in FLOATING or split_slot(figure.slot)[1] in {"water", "pool"}
    if not figure.slot and bearing_in(moment.setting, "bath"):
        return replace(figure, action="sit", slot="in bath"), moment
    bathes = split_slot(figure.slot)[1] == "bath"
    return (figure, moment) if wet else (replace(figure, action="sit" if bathes else "jump"), moment)


def _drive(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    """Whoever drives or rides is in the vehicle that the page tells of, if it has a seat left."""
    if figure.rides:
        return figure, moment
    vehicle = next((one for thing in moment.things if (one := vehicle_of(thing.key))), None)
    if vehicle and moment.setting not in indoors() and not _sails_away(vehicle.afloat, moment):
        return replace(figure, rides=vehicle.key, drives=figure.action == "drive"), moment
    if figure.action != "drive":
        return figure, moment
    if moment.setting == "ship" or bearing_in(moment.setting, "wheel"):
        return replace(figure, action="sit", slot=figure.slot or "at wheel"), moment
    return replace(figure, action="stand"), moment


def _sails_away(afloat: bool, moment: Moment) -> bool:
    return afloat and not has_water(moment.setting)


def _row(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    """Oars need a boat."""
    if figure.rides or has_water(moment.setting):
        return figure, moment
    return replace(figure, action="sit"), moment


def _climb(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    """Climbing needs something that goes up."""
    if figure.slot or moment.setting in _STEEP or any(thing_height(thing.key) > 1 for thing in moment.things):
        return figure, moment
    anchor = next((one for one in _CLIMBED if bearing_in(moment.setting, one)), "")
    if anchor == "ladder":
        return replace(figure, slot="on ladder"), moment
    return (replace(figure, action="walk") if moment.setting in indoors() else figure), moment


def _hold(figure: Figure, moment: Moment) -> tuple[Figure, Moment]:
    """What is held is what the page tells of, if it can be only one thing."""
    handy = [thing for thing in moment.things if _light(_THROWN)(thing)]
    alone = len(handy) == 1 and len(moment.figures) == 1
    return _taking(_light(_THROWN), _as_it_is)(figure, moment) if alone else (figure, moment)


_FITS: dict[str, Fit] = {
    "give": _taking(_light(_THROWN), _as_it_is),
    "hold": _hold,
    "eat": _taking(lambda thing: thing.key in _FOOD, _bare),
    "drink": _taking(lambda thing: thing.key in _DRINKS, _as_it_is),
    "play": _taking(lambda thing: thing.key in _TOYS and grip_of(thing.key).size < _LIGHT, _bare),
    "throw": _taking(_light(_THROWN), _bare),
    "carry": _taking(_light(_LIGHT), _bare),
    "write": _write,
    "knock": _knock,
    "push": _strain,
    "pull": _strain,
    "dig": _dig,
    "paint": _paint,
    "cook": _cook,
    "swim": _swim,
    "drive": _drive,
    "ride": _drive,
    "row": _row,
    "climb": _climb,
}
_TAKING = {"give", "hold", "eat", "drink", "play", "throw", "carry", "push", "pull", "paint", "cook"}
"""What is done with what the story puts into the hands."""
