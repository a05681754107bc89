"""A premise taken apart: who it is about, what happens, with what, where and what for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digiteller.language.inflection import past
from digiteller.language.tokens import low_words
from digiteller.writing.allowed_words import (
    AUXILIARIES,
    DETERMINERS,
    allowed,
    base_of_gerund,
    base_of_participle,
    finite_pasts,
    is_adjective,
    is_content,
    stem,
)
from digiteller.writing.hero import Hero, read_hero
from digiteller.writing.premise_clauses import PremiseClause, cut, joint_clause
from digiteller.writing.word_lists import word_list

_PLACED = word_list("place prepositions")
_WHEN = frozenset({"night", "day", "morning", "evening", "end", "time", "year"})


@dataclass(frozen=True)
class Premise:
    """A premise taken apart."""

    text: str
    hero: Hero
    nature: str | None
    """What the hero is like, from a relative clause: ``was afraid of the dark``."""
    clauses: tuple[PremiseClause, ...]
    thing: str | None
    """The noun that the first deed is about: ``lantern``."""
    place: str | None
    """Where it happens, with its article: ``the night forest``."""
    aim: str | None
    """What the hero is after: ``save his friend``."""
    content: frozenset[str]
    """Stems of the words that carry the premise's meaning."""

    @property
    def fulfilled(self) -> str | None:
        """The aim come true: ``saved his friend``."""
        if self.aim is None:
            return None
        verb, _, rest = self.aim.partition(" ")
        return f"{past(verb)} {rest}".strip() if verb in allowed("verbs") else None


def parse(text: str, seed: int) -> Premise:
    """Return what a premise says; ``seed`` only decides he or she where nothing in the text does.

    Any text gives a result: where a part is not understood it is left out, never guessed.
    """
    sentence = re.split(r"(?<=[.!?])\s", " ".join(text.split()))[0].rstrip(".!? ")
    sentence = re.sub(r"^(?:when|after|before|while|if|one|because|once)\b[^,]*, ", "", sentence, flags=re.I)
    tokens = re.findall(r"[\w'’-]+|[,;:—]", sentence)
    hero, nature, rest = read_hero(tokens, text, seed)
    clauses = joint_clause(rest, hero.subject) if rest[:1] == ["and"] else cut(rest, hero.plural)
    content = frozenset(stem(word) for word in low_words(text) if is_content(word) and word not in AUXILIARIES)
    aim = _aim(clauses) or _need(clauses, hero)
    return Premise(text, hero, nature, clauses, _thing(clauses, hero), _place(clauses), aim, content)


def _noun_after(tokens: list[str], at: int) -> str:
    """The noun phrase that starts with the determiner at ``at``: up to three words, ending with a known noun."""
    best = ""
    for end in range(at + 2, min(at + 5, len(tokens) + 1)):
        word, nouns = tokens[end - 1].lower(), allowed("nouns")
        if word not in finite_pasts() and (word in nouns or stem(word) in nouns):
            best = " ".join(tokens[at:end])
        elif not is_adjective(word):
            break
    return best


def _thing(clauses: tuple[PremiseClause, ...], hero: Hero) -> str | None:
    for clause in clauses:
        tokens = low_words(clause.text)
        for at in range(1, len(tokens) - 1):
            counted = tokens[at] in DETERMINERS - {"every", "that", "all", "both", "half"}
            phrase = _noun_after(tokens, at) if counted and tokens[at - 1] not in _PLACED else ""
            if phrase and phrase.split()[-1] not in hero.noun.split():
                return phrase.split()[-1]
    return None


def _place(clauses: tuple[PremiseClause, ...]) -> str | None:
    for clause in clauses:
        tokens = low_words(clause.text)
        for at in range(1, len(tokens) - 1):
            placed = tokens[at] in DETERMINERS and tokens[at - 1] in _PLACED
            phrase = _noun_after(tokens, at) if placed else ""
            if phrase and phrase.split()[-1] not in _WHEN:
                return "the " + " ".join(phrase.split()[1:])
    return None


def _aim(clauses: tuple[PremiseClause, ...]) -> str | None:
    """Return the last purpose that is told; else what is searched, or what the hero cannot do."""
    verbs = allowed("verbs")
    for clause in reversed(clauses):
        ends = r", | because | so that | before | until | when | but " + ("" if clause.own_subject else "| and ")
        text = re.split(ends, clause.text)[0]
        said = text.split()
        for at in range(len(said) - 2, -1, -1):
            verb, rest = said[at + 1], " ".join(said[at + 2 :])
            if said[at] == "to" and verb in verbs:
                helped = re.match(r"(?:him|her|them|it) (\w+.*)", rest) if verb == "help" else None
                return helped.group(1) if helped else f"{verb} {rest}".strip()
            if said[at] in {"of", "about"} and verb in base_of_gerund():
                return f"{base_of_gerund()[verb]} {rest}".strip()
        if found := re.search(r"\b(?:look|search|lost)(?:ed|ing)? (?:for )?((?:a|an|the|his|her|their|its) .+)", text):
            return "find " + re.split(r" (?:in|on|at|under|behind) ", found.group(1))[0]
        if failing := re.match(r"(?:could not|couldn't) (.+)", text):
            return failing.group(1)
    return None


def _need(clauses: tuple[PremiseClause, ...], hero: Hero) -> str | None:
    """Return what a hero needs who only lacks something: to lose a fear, to find a friend or what has gone."""
    for clause in clauses:
        if feared := re.match(r"(?:was|were) (?:afraid|scared) of (\w+(?: \w+)?)$", clause.text):
            return f"lose {hero.pronouns[2]} fear of {feared.group(1)}"
        if missing := re.match(r"had never (\w+) (.+)", clause.text):
            verb = base_of_participle().get(missing.group(1))
            return f"{verb} {missing.group(2)}" if verb else None
        if forgotten := re.match(r"(?:had )?forg[eo]t(?:ten)? ((?:his|her|their|the) .+)", clause.text):
            return f"remember {forgotten.group(1)}"
        if gone := re.search(r"((?:his|her|their|the) \w+) (?:was|were|had) gone$", clause.text):
            return f"find {gone.group(1)}"
        if wished := re.match(
            r"wished that some(?:one|body) would (\w+ (?:to|with)) (?:him|her|it|them)$", clause.text
        ):
            return f"find somebody to {wished.group(1)}"
        if re.match(r"(?:was|were|felt) (?:lonely|alone)\b", clause.text):
            return "find a friend"
    return None
