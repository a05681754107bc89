"""What a text mentions, and whether that is there: in view, dreamed of, only talked about or absent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from digiteller.language.clauses import ABSENT, DREAM, EARLIER, REAL, SAID, Clause, clauses
from digiteller.language.morphology import Token, words
from digiteller.language.noun_phrases import Noun, chunk
from digiteller.language.tagging import tag
from digiteller.language.vocabulary import Meaning, vocabulary

_UNLIKE = {"like", "unlike", "than", "without", "as", "except"}


@dataclass(frozen=True)
class Mention:
    """A noun phrase in its clause."""

    noun: Noun
    clause: Clause
    role: str
    """subject, object, possessor, or its preposition; empty for times without one."""
    mode: str
    """As in ``Clause``."""
    host: Noun | None = None
    """What a possessor owns; the noun phrase before a preposition."""


@dataclass(frozen=True)
class Reading:
    """A text as read."""

    clauses: tuple[Clause, ...] = ()
    mentions: tuple[Mention, ...] = ()
    """In the order of the text."""
    speech: bool = False
    """Whether somebody speaks in it."""
    spots: tuple[tuple[Meaning, str, int], ...] = field(default=())
    """As in ``Clause``, of all clauses."""
    words: tuple[Token, ...] = ()

    def of(self, clause: Clause, *roles: str) -> list[Mention]:
        """Return the mentions of a clause in the given roles."""
        return [one for one in self.mentions if one.clause is clause and one.role in roles]


@lru_cache(maxsize=256)
def read_mentions(said: str, names: tuple[tuple[str, str], ...]) -> Reading:
    """Return what ``said`` says; ``names`` are pairs of a name and its kind."""
    known, kinds = vocabulary(), dict(names)
    cut = tuple(words(said))
    told = clauses(chunk(tag(cut, known, kinds), known, kinds), known)
    found = sorted((mention for clause in told for mention in _mentions(clause)), key=lambda one: one.noun.at)
    unique = {(id(one.clause), id(one.noun)): one for one in found}
    speech = any(one.noun.quoted for one in found)
    spots = tuple(spot for clause in told for spot in clause.spots)
    return Reading(tuple(told), tuple(unique.values()), speech, spots, cut)


def _mentions(clause: Clause) -> Iterator[Mention]:
    mode = REAL if clause.negated and clause.mode == ABSENT else clause.mode
    told: list[tuple[Noun, str, str, Noun | None]] = [(noun, "subject", mode, None) for noun in clause.subjects]
    lost = clause.verb in vocabulary().grammar["losing"] and clause.inside in {REAL, EARLIER}
    told += [(noun, "object", ABSENT if lost else clause.inside, None) for noun in clause.objects]
    told += [
        (one.noun, one.preposition, _mode_after(one.preposition, one.host, clause), one.host) for one in clause.others
    ]
    for noun, role, mode, host in told:
        if noun.determiner == "no":
            mode = ABSENT
        elif noun.quoted and mode in {REAL, EARLIER}:
            mode = SAID
        if noun.possessor:
            yield Mention(
                noun.possessor, clause, "possessor", SAID if noun.quoted else REAL if mode == EARLIER else mode, noun
            )
        yield Mention(noun, clause, role, mode, host)


def _mode_after(preposition: str, host: Noun | None, clause: Clause) -> str:
    """Return whether what follows a preposition is there: not what is talked about, compared with or looked for."""
    rules = vocabulary().grammar
    if preposition in _UNLIKE:
        return ABSENT
    if not preposition:
        return REAL if clause.negated else clause.mode
    if preposition == "about" and clause.verb not in {"walk", "run", "fly"}:
        return DREAM if clause.verb in rules["dreaming"] else ABSENT
    if preposition == "of" and host and host.word in rules["depictions"]:
        return DREAM if host.word in {"dream", "thought", "wish"} else ABSENT
    if preposition == "of" and rules["feelings"].intersection(clause.words):
        return ABSENT
    if preposition == "for" and clause.verb in rules["searching"] and not host_is_person(host):
        return DREAM
    if (
        clause.verb in rules["dreaming"]
        and clause.inside == DREAM
        and preposition not in {"of", "about", "for", "with", "to", "into"}
    ):
        return REAL
    return clause.inside


def host_is_person(host: Noun | None) -> bool:
    """Whether the noun before "for" gets something: "asked the baker for bread"."""
    return False if host is None else host.value("prop") != ""
