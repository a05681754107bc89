"""What a reader would miss on a page, because nothing can draw it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from digiteller.language.grammar import grammar_words
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.person_details import garment
from digiteller.language.presence import anchors
from digiteller.language.scopes import Scope
from digiteller.language.vocabulary import vocabulary


def find_unshown(tree: Tree, mentions: Sequence[Mention], shown: Collection[int]) -> list[str]:
    """Return the nouns that a reader would miss: concrete, with a part in an event, and nothing to draw them with."""
    found = []
    for mention in mentions:
        word = tree.words[mention.at]
        low = word.lemma.lower()
        if (
            mention.at in shown
            or mention.pronoun
            or mention.name
            or mention.person
            or mention.thing
            or mention.settings
        ):
            continue
        if mention.scope is not Scope.HERE or mention.role not in {"obj", "subj", "with"} or word.pos != "NOUN":
            continue
        if (
            low in grammar_words("abstract", "parts", "depictions", "hands", "backs", "companions")
            or low in grammar_words("body", "near the body")
            or low in anchors()
            or garment(low)
        ):
            continue
        if (
            low in vocabulary().measures
            or low.endswith(tuple(grammar_words("abstract endings")))
            or not low.isalpha()
            or len(low) > 30
            or len(low) < 3
        ):
            continue
        if mention.definite == "" and not mention.plural:
            continue
        if any(sort in {"scenery", "weather", "time", "setting"} for sort, _ in vocabulary().phrases.get((low,), ())):
            continue
        found.append(word.low)
    return list(dict.fromkeys(found))
