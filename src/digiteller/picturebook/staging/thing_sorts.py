"""What sorts of things there are: what flies, hangs or is worn, and what no page shows lying about."""

from __future__ import annotations

from dataclasses import replace

from digiteller.language.page_content import Moment, Thing
from digiteller.picturebook.actors import FLOATING
from digiteller.picturebook.figures.species import is_person
from digiteller.picturebook.figures.vehicles import Vehicle, toy_key, vehicles
from digiteller.picturebook.scenery.settings import indoors, outdoors
from digiteller.picturebook.staging.surfaces import shown_by
from digiteller.picturebook.staging.vehicle_seating import VESSELS


def _keys(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COLORED = "\ufe0f"
_SKY = {"🛰", "🪐", "🌍", "🌎", "🌏", "☄️", "🎆", "🌪"}
"""What is only seen in the sky."""
_PLANETS = {"🛰", "🪐", "🌍", "🌎", "🌏"}
_SPACE = {"space", "moon", "red planet"}
_AIRY = {"🎈", "🪁", "🎵", "✨", "❤️", "own:star", "own:bunting"}
"""What hangs in the air of any place."""
LAMPS = {"own:lantern", "🏮", "💡", "🪔"}
CLOTHES = _keys(
    "👕 👖 👗 👘 👚 🩱 🩳 👙 🧥 🥋 🥼 🦺 🧣 🧤 🧦 🎩 👒 🧢 👑 🎓 ⛑ 👞 👟 🥾 👢 👠 👡 🥿 🩴 👓 🕶 🥽 👔 🎒 👜"
)
"""What is worn; it lies about only where the story says so."""
CLOTHES |= {
    "own:hat",
    "own:woolly hat",
    "own:pointed hat",
    "own:party hat",
    "own:belt",
    "own:apron",
    "own:wellingtons",
    "own:slippers",
}
_KEPT = {"👑", "🎒", "👜", "🥾", "🧤", "own:wellingtons"}
"""Of these, what may lie about."""
HUNG = {"🪞", "🖼", "🕰", "🗺", "🔔", "🏮", "💡", "own:wall clock", "own:horseshoe"} | CLOTHES
"""What may hang on a wall."""
CONTAINERS = _keys("🧺 📦 🪣 🧳 🛒 🗑 🛢 🏺 🎒 🥣 🍲 🪴 🛁 🛏 own:nest own:cart own:wagon own:wheelbarrow")
CONTAINERS |= {
    "own:fish tank",
    "own:goldfish bowl",
    "own:bird cage",
    "own:washtub",
    "own:flowerpot",
    "own:cradle",
    "own:trough",
    "own:tray",
}
"""What something may be in, half hidden."""
_BUILDINGS = _keys("🏠 🏡 🏚 🏘 🏫 🏥 🏦 🏛 🏰 🏯 ⛪ 🏪 🏢 🏬 🏭 🏨 🗼 🎡 🎢 🎪 own:house")
_LAND = _keys("⛰ 🏔 🗻 🌋 🏖 🏝 🏜 🏞 🏟 🏕 🌅 🌄 🌃 🏙 🌆 🌇 🌉 🌌 🌊 ☁ ⛅ 🌈 🌧 ⛈ 🌩 🌨 ❄ 🌫 🌬")
"""Emoji that are landscapes and weathers: no props."""
_GARAGES = {"barn", "workshop", "garage"}
"""Rooms that vehicles stand in."""
_HOUSEHOLD = {"own:bicycle", "own:scooter", "own:sledge", "own:wheelbarrow", "own:cart"}
"""Vehicles that are small enough for any room."""
_CARRYING = {"table", "desk", "counter", "shelf", "bed", "chair", "bath", "cupboard", "own:table", "own:rug"}
"""What only a toy can be on, in or under."""
_LAUNDRY = _keys("👕 👖 👗 👚 🧥 🧦 🩱 🩳 👘 own:apron")
_NAILS = {"hook", "nail", "wall"}
_OUT = LAMPS | CLOTHES | {"own:bird cage", "🔔", "🎐", "own:bunting", "own:horseshoe", "🪴", "own:birdhouse"}
"""What may hang on something under the sky."""


def drawn_as(thing: Thing, moment: Moment) -> str:
    """Return the key that a thing is drawn as on a page; "" for what the page shows otherwise, or cannot show."""
    key, setting = thing.key, moment.setting
    if key.endswith(_COLORED) and key not in _AIRY | _SKY:
        bare = drawn_as(replace(thing, key=key.removesuffix(_COLORED)), moment)
        return key if bare == key.removesuffix(_COLORED) else bare
    inside = setting in indoors()
    if shown_by(key, setting) and not (thing.relation and thing.to):
        return ""
    if key in {"own:moon", "own:sun", "own:firefly", "own:aurora"} or key in _LAND:
        return ""
    if key == "own:star" and thing.count > 1 and moment.time == "night" and setting not in FLOATING | {"moon"}:
        return ""
    if key in _LAUNDRY and thing.relation == "on" and thing.to in {"hook", "line"} and setting in outdoors():
        return "own:washing line"
    if key in CLOTHES - _KEPT and not thing.relation:
        return ""
    if key in _SKY and (inside or (key in _PLANETS and moment.time == "day" and setting not in _SPACE)):
        return ""
    if key in _BUILDINGS and (inside or setting in FLOATING):
        return ""
    if key.removesuffix(_COLORED) == "☂" and inside:
        return "🌂"
    if (key == "🔥" and inside) or (not inside and thing.to in _NAILS and key not in _OUT):
        return ""
    if _at_sea(setting) and not (thing.to or floats(key) or flies(key, setting) or key == "own:rainbow"):
        return ""
    vehicle = vehicles().get(key)
    if vehicle:
        return _vehicle_drawn(key, vehicle, thing, moment)
    return key if key != "own:rainbow" or not inside else ""


def _at_sea(setting: str) -> bool:
    """Whether there is nothing that a thing could lie on."""
    return setting in outdoors() and outdoors()[setting].water == "all"


def _vehicle_drawn(key: str, vehicle: Vehicle, thing: Thing, moment: Moment) -> str:
    """Return what stands for a vehicle that nobody is in: itself, a toy of it, or nothing."""
    setting = moment.setting
    if any(same_vehicle(key, figure.rides) for figure in moment.figures) or setting in vehicle.sets:
        return ""
    if vehicle.key == "own:crane" and setting == "building site":
        return ""
    if setting == "sea" and vehicle.afloat and vehicle.manner == "bench" and any(map(is_person, moment.figures)):
        # Those on the page are in it.
        return ""
    fits = (setting in _GARAGES and not vehicle.afloat) or vehicle.key in _HOUSEHOLD
    carried = thing.relation in {"on", "in", "under"} and thing.to in _CARRYING | CONTAINERS
    if (setting in indoors() and not fits) or carried:
        return toy_key(key)
    if setting in FLOATING and not vehicle.flies and not (vehicle.afloat and setting == "underwater"):
        return ""
    return vehicle.key


def same_vehicle(one: str, other: str) -> bool:
    """Return whether two keys mean a vehicle that is there once: an engine is that of its train."""
    found = [vehicles().get(key) for key in (one, other)]
    families = [{vehicle.key, vehicle.with_passengers or vehicle.key} if vehicle else set() for vehicle in found]
    boats = all(vehicle and vehicle.afloat and vehicle.manner == "bench" for vehicle in found)
    return bool(families[0] & families[1]) or boats


def flies(key: str, setting: str) -> bool:
    """Return whether a thing hangs in the air of a setting by itself."""
    vehicle = vehicles().get(key)
    if vehicle:
        return vehicle.flies and setting not in indoors()
    return key in _AIRY or (key in _SKY and setting not in indoors())


def floats(key: str) -> bool:
    """Return whether a thing belongs on water."""
    return key in VESSELS
