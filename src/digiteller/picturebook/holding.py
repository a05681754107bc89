"""Which things are on a page, and who holds them."""

from __future__ import annotations

from dataclasses import replace

from digiteller.picturebook.moment import Figure, Thing
from digiteller.picturebook.people import same
from digiteller.picturebook.reading import Found
from digiteller.picturebook.vocabulary import vocabulary

_PLACED = {"beside", "near", "under", "around", "behind", "by", "on", "into", "in", "at", "toward", "towards", "next"}


def possessions(
    picture: Found, text: Found, figures: tuple[Figure, ...], owned: dict[str, str]
) -> tuple[tuple[Thing, ...], tuple[Figure, ...]]:
    """Return the things that stand by themselves, and the figures with what they hold.

    ``owned`` says what each figure held last; a figure holds it again when the thing is only mentioned.
    """
    things: dict[str, Thing] = {}
    said = [*picture.things, *(text.things if picture.things else text.things[:2])]
    for _, thing in said:
        from_text = thing.key not in {one.key for _, one in picture.things}
        if from_text and thing.key not in owned.values() and (picture.things or thing.count > 1):
            continue
        if thing.key not in things or things[thing.key].count < thing.count:
            things[thing.key] = thing
    holders = _holders(picture, figures) | {
        key: holder
        for key, holder in _holders(text, figures).items()
        if key not in {one.key for _, one in picture.things}
    }
    for key in things:
        mine = next((who for who, what in owned.items() if what == key), "")
        if mine and key not in holders and not _laid_down(picture, key):
            holders[key] = mine
    held: list[Figure] = []
    for figure in figures:
        key = next((key for key, holder in holders.items() if holder == who(figure) and key in things), "")
        if (
            key
            and figure.count == 1
            and figure.action not in {"sleep", "swim", "cry", "sit"}
            and things[key].count == 1
        ):
            figure = replace(figure, holds=(key,), held_color=things.pop(key).color)
        held.append(figure)
    return tuple(list(things.values())[:4]), tuple(held)


def who(figure: Figure) -> str:
    """Return what a figure is known by: its name, or its kind."""
    return figure.name or figure.kind


def _holders(found: Found, figures: tuple[Figure, ...]) -> dict[str, str]:
    """Return who holds what: the thing comes after the figure and a verb of holding, or after "with"."""
    holders: dict[str, str] = {}
    for at, thing in found.things:
        if (
            thing.key in vocabulary().grammar["not held"]
            or thing.count > 1
            or _PLACED.intersection(found.lemmas[max(0, at - 3) : at])
        ):
            continue
        before = [(place, figure) for place, figure in found.figures if 0 < at - place < 14]
        start = before[-1][0] if before else max(-1, at - 6)
        near = set(found.lemmas[max(0, at - 4) : at])
        if any(start < place < at and value in {"hold", "read"} for place, value in found.actions) or (
            before and "with" in near
        ):
            subject = before[-1][1] if before else (figures[0] if figures else None)
            if len(before) > 1 and "and" in found.lemmas[before[-2][0] : before[-1][0]]:
                subject = before[-2][1]
            match = next((one for one in figures if subject and same(one, subject)), None)
            if match:
                holders[thing.key] = who(match)
    return holders


def _laid_down(found: Found, key: str) -> bool:
    """Whether the words set a thing somewhere: "beside a lantern", "around the lantern"."""
    return any(
        thing.key == key and _PLACED.intersection(found.lemmas[max(0, at - 3) : at]) for at, thing in found.things
    )
