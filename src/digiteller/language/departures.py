"""Who of those whom a page mentions is elsewhere: far off, or left behind where it goes on to another place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digiteller.language.grammar import grammar_words
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope
from digiteller.language.somebody import Somebody


def who_is_left(
    tree: Tree, mentions: Sequence[Mention], meant: Mapping[int, tuple[Somebody, ...]], place_at: Sequence[int]
) -> frozenset[Somebody]:
    """Return who stays where others go away from: “Hurry,” said the king. So Isolde rode through the forest."""
    arrived = min((tree.sentences[at] for at in place_at), default=0)
    speaking, told = grammar_words("speaking"), _mentions_of_each(mentions, meant)
    before = {
        one
        for one, own in told.items()
        if all(tree.sentences[mention.at] < arrived for mention in own)
        and any(mention.verb is not None and tree.words[mention.verb].lemma in speaking for mention in own)
    }
    return frozenset(before) if len(before) < len(told) else frozenset()


def who_is_far_off(mentions: Sequence[Mention], meant: Mapping[int, tuple[Somebody, ...]]) -> frozenset[Somebody]:
    """Return who is only seen from afar: “He looked out of the window. Down in the garden walked Odile”."""
    told = _mentions_of_each(mentions, meant)
    return frozenset(one for one, own in told.items() if all(mention.scope is Scope.AFAR for mention in own))


def _mentions_of_each(
    mentions: Sequence[Mention], meant: Mapping[int, tuple[Somebody, ...]]
) -> dict[Somebody, list[Mention]]:
    told: dict[Somebody, list[Mention]] = {}
    for mention in mentions:
        for one in meant.get(mention.at, ()):
            told.setdefault(one, []).append(mention)
    return told
