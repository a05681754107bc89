"""Whom a word of kinship or friendship means: "her brother" is somebody met before, or the other way round."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.language.discourse import Discourse
from digiteller.language.grammar import language_table, people_words
from digiteller.language.noun_agreement import may_mean
from digiteller.language.noun_mentions import Mention
from digiteller.language.somebody import Somebody


def find_relative(
    story: Discourse, mention: Mention, lemma: str, owner: Somebody | None, same_number: list[Somebody]
) -> Somebody | None:
    """Return who of those met before is meant by "her brother", "Grandpa", "the twins"; None for somebody new."""
    known = [one for one in same_number if lemma in one.nouns]
    if owner is not None:
        return _relative_of(story, mention, lemma, owner, same_number, known)
    if mention.definite == "a":
        return None
    if known:
        return known[0]
    told = mention.person
    if told is None or mention.definite != "the" or lemma not in {"baby", "twin", "cousin"}:
        return None
    humans = (one for one in same_number if one.kind == "human" and one.names and not one.narrator)
    return next((one for one in humans if may_mean(one, told, lemma)), None)


def _relative_of(
    story: Discourse,
    mention: Mention,
    lemma: str,
    owner: Somebody,
    same_number: list[Somebody],
    known: list[Somebody],
) -> Somebody | None:
    """Return who is somebody's brother, niece, friend: told as that, named beside them, or the other way round."""
    own = [one for one in known if one.owner is owner]
    if lemma in {"sister", "brother", "twin", "friend", "best friend"} and not mention.plural and not own:
        peer = _peer(story, lemma, owner, same_number)
        if peer is not None:
            return peer
    if owner.owner is not None and lemma in _mutual(owner.nouns):
        return owner.owner
    if own:
        return own[0]
    return next((one for one in known if one.owner is None or (not mention.plural and _is_one_for_all(one))), None)


def _peer(story: Discourse, lemma: str, owner: Somebody, same_number: list[Somebody]) -> Somebody | None:
    """Return who was named last that can be somebody's brother, sister or friend: of its kind and age."""
    sex = {"sister": "female", "brother": "male"}.get(lemma, "")
    friend = lemma.endswith("friend")
    others = [
        one
        for one in same_number
        if one.names
        and one is not owner
        and (friend or (one.kind == owner.kind and one.age == owner.age))
        and (not sex or one.sex in {"", sex})
        and not one.narrator
        and not set(one.nouns) & {"sister", "brother"}
        and story.page - max(one.pages, default=-9) <= 2
    ]
    return max(others, key=story.last_seen, default=None)


def _is_one_for_all(one: Somebody) -> bool:
    """Return whether the same word of two owners most likely means one person: a story has one Grandpa."""
    return one.nouns[0] in people_words("called by kinship")


def _mutual(nouns: Sequence[str]) -> set[str]:
    """Return what those are to somebody whose uncle, sister, mother it is: a niece, a brother, a son."""
    found: set[str] = set()
    for one, other in language_table("people.yaml")["mutual"]:
        found |= set(other) if set(one) & set(nouns) else set()
        found |= set(one) if set(other) & set(nouns) else set()
    return found
