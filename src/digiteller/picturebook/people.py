"""Who is on a page: named, counted, doing what; and whom the pronouns mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from digiteller.picturebook.moment import Figure
from digiteller.picturebook.reading import PLURAL, PRONOUNS, TOGETHER, Found
from digiteller.picturebook.vocabulary import vocabulary

_STORY_PEOPLE = 4
"""More figures than this crowd a page."""


def figures_of(picture: Found, text: Found, cast: list[Figure]) -> tuple[Figure, ...]:
    """Return who is on the page: those of the picture's words or else of the text, and those meant by pronouns."""
    merged: list[Figure] = []
    for found in (picture, text):
        for figure in _deduplicated(found, cast):
            twin = next((one for one in merged if same(one, figure)), None)
            if twin is None and (found is picture or not picture.figures):
                merged.append(figure)
            elif twin is not None:
                merged[merged.index(twin)] = _merge(twin, figure)
    pronouns = picture.pronouns | (set() if merged and picture.figures else text.pronouns)
    if not merged and any(thing.key == "own:ship" for _, thing in picture.things):
        return ()
    if pronouns & TOGETHER and len(merged) < 2:
        merged += [still(member) for member in cast if not any(same(member, one) for one in merged)][: 2 - len(merged)]
    elif not merged and cast:
        merged = [still(cast[0])]
    elif pronouns & PRONOUNS and cast and not any(same(cast[0], one) for one in merged) and len(merged) < 2:
        merged.append(still(cast[0]))
    return tuple(merged[:_STORY_PEOPLE])


def _deduplicated(found: Found, cast: list[Figure]) -> list[Figure]:
    """Return the figures of one text with their actions, each once."""
    figures: list[Figure] = []
    for at, seen in found.figures:
        figure = _related(seen, found.lemmas, at, cast or [first for _, first in found.figures[:1]])
        member = next((one for one in cast if same(one, figure)), None)
        if member:
            count = member.count if figure.count == PLURAL else figure.count
            figure = replace(figure, name=figure.name or member.name, count=count, small=member.small, old=member.old)
        action = _action_after(found, at)
        figure = replace(figure, action=action)
        twin = next((one for one in figures if same(one, figure)), None)
        if twin is None:
            figures.append(figure)
        else:
            figures[figures.index(twin)] = _merge(twin, figure)
    return figures


def _related(figure: Figure, lemmas: list[str], at: int, cast: list[Figure]) -> Figure:
    """Return "her sister" as one of the hero's own kind: a fox's sister is a fox."""
    grammar = vocabulary().grammar
    hero = vocabulary().kinds[cast[0].kind]
    relation = lemmas[at]
    if hero.person or relation not in grammar["family"] or not grammar["possessive"] & set(lemmas[max(0, at - 3) : at]):
        return figure
    grown = relation not in grammar["young family"]
    return replace(figure, kind=hero.name, name=relation, small=not grown or (figure.small and "big" not in lemmas))


def _action_after(found: Found, at: int) -> str:
    """Return what the figure at word ``at`` does: the first verb after it and before the next figure."""
    following = min((other for other, _ in found.figures if other > at), default=10**9)
    verbs = [value for place, value in found.actions if at < place < following and place - at < 12]
    if not verbs and following < at + 6:
        return _action_after(found, following)
    quiet = [value for value in verbs if value not in {"hold", "look"}]
    return (quiet or verbs or ["stand"])[0]


def same(one: Figure, other: Figure) -> bool:
    """Whether both are the same figure: of one name, or of one kind if either has none and is nobody's relation."""
    family = vocabulary().grammar["family"]
    if (one.name and other.name) or {one.name, other.name} & family:
        return one.name == other.name
    return one.kind == other.kind


def _merge(one: Figure, other: Figure) -> Figure:
    return replace(
        one,
        name=one.name or other.name,
        count=one.count if one.count > 1 else other.count,
        action=other.action if one.action in {"stand", "hold", "look"} and other.action != "stand" else one.action,
        small=one.small or other.small,
        old=one.old or other.old,
    )


def still(figure: Figure) -> Figure:
    """Return the figure by itself, doing nothing."""
    return replace(figure, action="stand", holds=(), held_color="")


def met(cast: list[Figure], figures: Iterable[Figure]) -> list[Figure]:
    """Return everybody met so far in the order of appearance: the hero first."""
    known = list(cast)
    for figure in figures:
        twin = next((one for one in known if same(one, figure)), None)
        if twin is None:
            known.append(still(figure))
        else:
            known[known.index(twin)] = _merge(twin, still(figure))
    return known
