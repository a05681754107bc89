"""What a premise says that happens: its clauses, told in the past as stories are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from digiteller.language import inflection
from digiteller.writing.allowed_words import DETERMINERS, allowed, finite_pasts, is_plural, past_of_present
from digiteller.writing.word_lists import word_list

_NEW_CLAUSE = word_list("conjunctions") | word_list("relative") | {","}
_SUBJECTS = frozenset({"he", "she", "they"})


@dataclass(frozen=True)
class PremiseClause:
    """One thing that the premise says, in the past tense, without its subject if that is the hero."""

    joiner: str
    """``and``, ``but`` or ``so``; empty for the first."""
    text: str
    own_subject: bool
    """True if ``text`` is a sentence about somebody else: ``her family had to cross the sea``."""


def present_to_past(token: str) -> str | None:
    """Return the past of a verb's form after he or she; None if it is not such a form."""
    return past_of_present().get(token.lower().replace("’", "'"))


def is_verb(token: str) -> bool:
    """Tell whether a token can be the finite verb after he or she."""
    return token.lower() in past_of_present() or token.lower() in finite_pasts()


def past(tokens: list[str]) -> str:
    """Return a clause with its finite verbs in the past tense: the first of each part between conjunctions."""
    out: list[str] = []
    waiting = True
    for at, token in enumerate(tokens):
        lower, previous = token.lower(), tokens[at - 1].lower() if at else ""
        told = None
        if waiting and previous not in (DETERMINERS | {"to"}) - {"that"}:
            told = present_to_past(token)
        if told is None and (previous == "they" or (waiting and is_plural(previous))):
            told = inflection.past(lower) if lower in allowed("verbs") else None
        out.append(told or token)
        waiting = lower in _NEW_CLAUSE or (waiting and told is None and lower not in finite_pasts())
    return re.sub(r" ([,;:])", r"\1", " ".join(out))


def joint_clause(tokens: list[str], subject: str) -> tuple[PremiseClause, ...]:
    """Return what the hero and a companion do: of "and her cat sail to the moon", one clause about both."""
    for at in range(2, min(6, len(tokens))):
        if is_verb(tokens[at]) or tokens[at] in allowed("verbs"):
            return (
                PremiseClause("", f"{subject} {' '.join(tokens[:at])} {_after_they(tokens[at:])}", own_subject=True),
            )
    return ()


def cut(tokens: list[str], plural: bool) -> tuple[PremiseClause, ...]:
    """Return the clauses of "finds a lantern, and carries it home, but night falls".

    ``plural`` says that the hero is several, so that verbs have no s.
    """
    if not _starts_with_verb(tokens, plural):
        return ()
    cuts = [0, *(at for at in range(1, len(tokens) - 1) if _joins(tokens, at, plural))]
    parts = [tokens[start:end] for start, end in pairwise([*cuts, len(tokens)])]
    clauses = [_clause(parts[0], "", plural), *(_clause(part[1:], part[0].lower(), plural) for part in parts[1:])]
    return tuple(clause for clause in clauses if clause)


def _joins(tokens: list[str], at: int, plural: bool) -> bool:
    joiner, comma = tokens[at].lower(), tokens[at - 1] == ","
    if joiner == "and":
        return comma or _starts_with_verb(tokens[at + 1 :], plural)
    return joiner == "but" or (joiner == "so" and comma)


def _clause(part: list[str], joiner: str, plural: bool) -> PremiseClause | None:
    while part and part[-1] == ",":
        part = part[:-1]
    if part and part[0].lower() in _SUBJECTS:
        part = part[1:]
    elif not _starts_with_verb(part, plural):
        finite = any(is_verb(token) for token in part) or any(map(is_plural, part))
        return PremiseClause(joiner, past(part), own_subject=True) if finite else None
    if not _starts_with_verb(part, plural):
        return None
    text = past(part) if present_to_past(part[0]) or is_verb(part[0]) else _after_they(part)
    return PremiseClause(joiner, "were" + text[3:] if plural and text.startswith("was ") else text, own_subject=False)


def _starts_with_verb(tokens: list[str], plural: bool) -> bool:
    return bool(tokens) and (is_verb(tokens[0]) or (plural and tokens[0].lower() in allowed("verbs")))


def _after_they(tokens: list[str]) -> str:
    return past(["they", *tokens]).removeprefix("they ")
