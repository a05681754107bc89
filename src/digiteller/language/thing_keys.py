"""The keys of all drawings of things that words can mean."""

from __future__ import annotations

from functools import cache

from digiteller.language.grammar import language_table
from digiteller.language.vocabulary import vocabulary


@cache
def thing_keys() -> frozenset[str]:
    """Return the keys of all things that words can mean: emoji, drawings of ours, figures of animals, vehicles."""
    words = vocabulary()
    props = {value for meant in words.phrases.values() for sort, value in meant if sort == "prop"}
    drawn = {sense["draw"] for listed in language_table("senses.yaml").values() for sense in listed} - {""}
    ridden = set(language_table("anchors.yaml")["vehicles"])
    plain = set(language_table("plain_things.yaml")["drawings"])
    return frozenset(plain | props | drawn | ridden | {f"own:figure {kind}" for kind in words.kinds})
