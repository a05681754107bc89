"""Lines of plots: alternatives, slots, what is marked as done or heard, and where a page may end."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

SPLIT = "//"
"""Where a page may end within a variant."""
_CHOICE = re.compile(r"\[\[([^\[\]]*)\]\]")
SLOT = re.compile(
    r"\{(?P<path>[A-Za-z_][\w.]*)(?::(?P<one>[^{}|]*)\|(?P<several>[^{}|]*))?(?P<sure>!)?\}(?P<own>['’]s\b)?"
)
_MARK = re.compile(r"<(?P<who>[a-z_]+)(?: (?P<what>[a-z_ -]+))?: (?P<text>[^<>]*)>")


@dataclass(frozen=True)
class Mark:
    """Words of a text with which somebody does something, or something sounds."""

    who: str
    """A role, or ``sound``."""
    what: str
    """A name of an act or a sound."""
    first: int
    """The number of the first word, from 0, in the text."""
    last: int


def choose(template: str, rng: random.Random) -> str:
    """Return a template in which every ``[[softly|slowly]]`` is one of its alternatives."""
    while found := _CHOICE.search(template):
        template = template[: found.start()] + rng.choice(found[1].split("|")) + template[found.end() :]
    return template


def slots(template: str) -> Iterator[re.Match[str]]:
    """Yield all slots of a template, in every alternative."""
    yield from SLOT.finditer(template)


def marks(template: str) -> Iterator[re.Match[str]]:
    """Yield what a template marks as done or heard."""
    yield from _MARK.finditer(template)


def fault(template: str) -> str | None:
    """Return what is wrong with the form of a template, None if nothing is."""
    bare = _MARK.sub(lambda found: found["text"], SLOT.sub("x", template))
    bare_choices = bare
    while found := _CHOICE.search(bare_choices):
        if "|" not in found[1]:
            return f"[[{found[1]}]] has but one alternative"
        bare_choices = bare_choices[: found.start()] + "x" + bare_choices[found.end() :]
    for mark, what in (("{", "slot"), ("}", "slot"), ("[", "choice"), ("]", "choice"), ("<", "mark"), (">", "mark")):
        if mark in bare_choices:
            at = bare_choices.index(mark)
            return f"a {what} that does not end well: …{bare_choices[max(0, at - 20) : at + 30]}…"
    if template.count('"') % 2:
        return 'a quotation mark " without its other one'
    if template.count("“") != template.count("”"):
        return "a quotation that is not closed"
    return None


def unmark(template: str) -> tuple[str, list[tuple[str, str, int, int]]]:
    """Return a text without its marks, and these: who, what, and the span of characters."""
    found: list[tuple[str, str, int, int]] = []
    out, at = "", 0
    for mark in _MARK.finditer(template):
        out += template[at : mark.start()]
        found.append((mark["who"], (mark["what"] or "").strip(), len(out), len(out) + len(mark["text"])))
        out += mark["text"]
        at = mark.end()
    return out + template[at:], found


def numbered(text: str, spans: list[tuple[str, str, int, int]]) -> tuple[Mark, ...]:
    """Return marks with the numbers of their words in place of their characters."""
    return tuple(
        Mark(who, what, len(text[:start].split()), max(len(text[:end].split()) - 1, len(text[:start].split())))
        for who, what, start, end in spans
    )
