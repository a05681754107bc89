"""Nouns of a text that nothing is there to draw with."""

from __future__ import annotations

from digiteller.language.clauses import REAL
from digiteller.language.mentions import Reading
from digiteller.language.morphology import singular
from digiteller.language.noun_phrases import Noun
from digiteller.language.vocabulary import vocabulary


def find_undrawn_nouns(reading: Reading) -> tuple[str, ...]:
    """Return the concrete nouns in view that no word of the vocabulary covers, each once, as written in lower case."""
    missing = []
    for mention in reading.mentions:
        noun = mention.noun
        if (
            mention.mode == REAL
            and mention.role in {"subject", "object", "in", "on", "with", "beside", "near", "under", "behind", "over"}
            and _concrete(noun)
        ):
            missing.append(noun.head)
    return tuple(dict.fromkeys(missing))


def _concrete(noun: Noun) -> bool:
    rules = vocabulary().grammar
    if (
        noun.meanings
        or noun.name
        or noun.pronoun
        or noun.when
        or noun.quoted
        or not noun.head.isalpha()
        or len(noun.head) > 30
    ):
        return False
    words = {singular(noun.head), noun.head, noun.word, noun.head.removesuffix("s"), noun.head.removesuffix("es")}
    if words & vocabulary().groups.keys():
        return False
    if words & (
        rules["abstract"]
        | rules["body"]
        | rules["depictions"]
        | rules["parts"]
        | rules["hands"]
        | rules["backs"]
        | rules["companions"]
        | rules["measures"]
    ):
        return False
    if not noun.determiner and not noun.many and not noun.modifiers:
        return False
    return not noun.head.endswith(tuple(rules["abstract endings"]))
