"""The colours of things over a story: a yellow boat is yellow on the pages that do not say so, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from digiteller.language.page_content import Thing


class _Presence(Protocol):
    @property
    def rides(self) -> str: ...


class _Page(Protocol):
    @property
    def persons(self) -> Iterable[_Presence]: ...

    @property
    def things(self) -> tuple[Thing, ...]: ...


def lasting_colors(pages: Sequence[_Page]) -> tuple[tuple[Thing, ...], ...]:
    """Return each page's things; what somebody rides has the only colour that a page of the story tells of it.

    A boat that is yellow on the first page is so on the third, where somebody sits in it: there it is among the things.
    """
    ridden = {presence.rides for page in pages for presence in page.persons if presence.rides}
    told: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for thing in page.things:
            if thing.key in ridden and thing.color:
                told[thing.key].add(thing.color)
    colors = {key: found.copy().pop() for key, found in told.items() if len(found) == 1}
    return tuple(_colored(page, colors) for page in pages)


def _colored(page: _Page, colors: dict[str, str]) -> tuple[Thing, ...]:
    things = tuple(replace(one, color=one.color or colors.get(one.key, "")) for one in page.things)
    known = {one.key for one in things}
    ridden = dict.fromkeys(presence.rides for presence in page.persons)
    return (*things, *(Thing(key, color=colors[key]) for key in ridden if key in colors.keys() - known))
