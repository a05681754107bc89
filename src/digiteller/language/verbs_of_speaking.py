"""Verbs that tell who speaks: ``Mina whispered``."""

from __future__ import annotations

from functools import cache

from digiteller.language.grammar import grammar
from digiteller.language.inflection import past, third_person


@cache
def forms_of_speaking() -> frozenset[str]:
    """Return the verbs of speaking as they stand beside a quotation, in lower case: ``asks``, ``asked``."""
    verbs = grammar()["speaking"]
    told = {form for verb in verbs for form in (past(verb), third_person(verb))}
    return frozenset({"say", *told, *grammar()["other languages"]["speaking"]})
