"""In which season a page plays, by its words, and how long it lasts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from digiteller.language.grammar import inverted_table, time_words
from digiteller.language.page_content import Season
from digiteller.language.parsing import Tree
from digiteller.language.scopes import scope_of
from digiteller.language.times import THERE


class _Page(Protocol):
    @property
    def season(self) -> Season: ...

    @property
    def weather(self) -> str: ...


_BEGINNING = {"come", "arrive", "begin", "start", "be", "return", "turn"}


def season_told(tree: Tree, said: frozenset[int]) -> tuple[Season, tuple[int, ...]]:
    """Return the season that a page tells: "one October morning" is in autumn, "all through the winter" in winter."""
    found: list[tuple[Season, int]] = []
    for at, word in enumerate(tree.words):
        season: Season = inverted_table("times.yaml", "seasons").get(word.lemma.lower(), "")  # type: ignore[assignment]
        if season and at not in said and scope_of(tree, at, said) in THERE and _is_now(tree, at):
            found.append((season, at))
        if word.lemma in {"melt", "thaw"} and word.pos == "VERB" and at not in said and _thaws(tree, at):
            found.append(("spring", at))
    chosen: Season = found[-1][0] if found else ""
    return chosen, tuple(at for season, at in found if season == chosen)


def _thaws(tree: Tree, verb: int) -> bool:
    """Return whether a verb tells that the snow goes: "the snow melted", "the sun melted everything"."""
    subjects = {tree.words[one].lemma for one in tree.children(verb, "nsubj")}
    return bool(subjects & {"snow", "ice", "sun", "winter"}) and scope_of(tree, verb, frozenset()) in THERE


def _is_now(tree: Tree, at: int) -> bool:
    word = tree.words[at]
    head = tree.words[word.head]
    aside = {tree.words[one].low for one in tree.children(at)}
    if aside & {"last", "next", "other"} or (aside & {"every", "each"} and word.dep not in {"npadvmod", "dobj"}):
        return False
    if word.pos == "ADJ":
        return True  # "a wintry sky"
    if word.dep == "pobj":
        return head.low in {"in", "during", "through", "throughout", "by", "on", "of", "into", "at"}
    if word.dep in {"compound", "nmod", "amod", "poss"}:
        return head.lemma.lower() in time_words("new day") or head.lemma in time_words("of a season")
    return word.dep in {"npadvmod", "dobj"} or (word.dep == "nsubj" and head.lemma in _BEGINNING)


def lasting_seasons(pages: Sequence[_Page]) -> tuple[Season, ...]:
    """Return the season of each page: the one told last; snow that has fallen lies until another is told.

    What the first page that tells one tells, those before it had, too.
    """
    told: list[Season] = [page.season or ("winter" if page.weather == "snow" else "") for page in pages]
    season: Season = next(filter(None, told), "")
    if season == "winter" and not any(page.season for page in pages):
        season = ""  # only the snow that fell told it
    found: list[Season] = []
    for one in told:
        season = one or season
        found.append(season)
    return tuple(found)
