"""What a premise says: who the hero is, and what happens, told in the past as stories are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digiteller.writing.english import (
    AUXILIARIES,
    DETERMINERS,
    base_of_gerund,
    finite_pasts,
    is_adjective,
    is_content,
    is_plural,
    past_of_present,
    stem,
    vocabulary,
    words,
)
from digiteller.writing.lexicon import word_list

_SHE = word_list("she")
_HE = word_list("he")
_RELATIVE = frozenset({"who", "that", "which"})
_CONJUNCTIONS = word_list("conjunctions")
_PREPOSITIONS = word_list("prepositions")
_PLACED = word_list("place prepositions")

_WHEN = frozenset({"night", "day", "morning", "evening", "end", "time", "year"})


@dataclass(frozen=True)
class Hero:
    """The one the story is about, and the words that stand for it everywhere."""

    phrase: str
    """With its article and adjectives, as a story introduces it and a picture shows it: ``a small fox``."""
    noun: str
    """The bare noun: ``fox``; of a hero who only has a name, the name."""
    name: str | None
    pronouns: tuple[str, str, str]
    """Subject, object, possessive: ``he him his``."""

    @property
    def subject(self) -> str:
        """How the narrator speaks of the hero: the name, or ``the fox``."""
        return self.name or f"the {self.noun}"

    @property
    def introduction(self) -> str:
        """How the narrator speaks of the hero for the first time."""
        if self.name is None:
            return self.phrase
        return self.name if self.noun == self.name else f"{self.phrase} named {self.name}"

    @property
    def plural(self) -> bool:
        """Whether the hero is several."""
        return self.pronouns[0] == "they"


@dataclass(frozen=True)
class Clause:
    """One thing that the premise says, in the past tense, without its subject if that is the hero."""

    joiner: str
    """``and``, ``but`` or ``so``; empty for the first."""
    text: str
    own_subject: bool
    """True if ``text`` is a sentence about somebody else: ``her family had to cross the sea``."""


@dataclass(frozen=True)
class Premise:
    """A premise taken apart."""

    text: str
    hero: Hero
    nature: str | None
    """What the hero is like, from a relative clause: ``was afraid of the dark``."""
    clauses: tuple[Clause, ...]
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
        return f"{vocabulary()['verbs'][verb][0]} {rest}".strip() if verb in vocabulary()["verbs"] else None


def parse(text: str, seed: int) -> Premise:
    """Return what a premise says; ``seed`` only decides he or she where nothing in the text does.

    Any text gives a result: where a part is not understood it is left out, never guessed.
    """
    sentence = re.split(r"(?<=[.!?])\s", " ".join(text.split()))[0].rstrip(".!? ")
    tokens = re.findall(r"[\w'’-]+|[,;:—]", sentence)
    end = _phrase_end(tokens)
    phrase, name, rest = _name(tokens[:end], tokens[end:])
    nature, rest = _nature(rest)
    hero = _hero(phrase, name, text, seed)
    clauses = _joint_clauses(rest, hero) if rest[:1] == ["and"] else ()
    clauses = clauses or (_clauses(rest, hero) if _is_finite(rest, hero.plural) else ())
    content = frozenset(stem(word) for word in words(text) if is_content(word) and word not in AUXILIARIES)
    return Premise(text, hero, nature, clauses, _thing(clauses, hero), _place(clauses), _aim(clauses), content)


def _present(token: str) -> str | None:
    return past_of_present().get(token.lower().replace("’", "'"))


def _is_verb(tokens: list[str], at: int) -> bool:
    token = tokens[at].lower()
    return token in past_of_present() or token in finite_pasts()


def _is_finite(tokens: list[str], plural: bool) -> bool:
    if not tokens:
        return False
    return _is_verb(tokens, 0) or (plural and tokens[0].lower() in vocabulary()["verbs"])


def _phrase_end(tokens: list[str]) -> int:
    """Where the hero's noun phrase ends: at a verb, a relative, a preposition or a comma."""
    stops = _RELATIVE | _CONJUNCTIONS | _PREPOSITIONS | {",", ";", ":", "—", "named", "called"}
    plural = False
    for at, token in enumerate(tokens):
        lower = token.lower()
        if at and (
            lower in stops
            or ((at > 1 or token[0].isupper() or lower not in DETERMINERS) and _stops(tokens, at, plural))
        ):
            return at
        plural = is_plural(lower)
    return len(tokens)


def _stops(tokens: list[str], at: int, plural: bool) -> bool:
    lower = tokens[at].lower()
    nouns = vocabulary()["nouns"]
    if plural and lower in vocabulary()["verbs"] and lower not in nouns:
        return True
    previous = tokens[at - 1].lower()
    if at == 1 and previous in DETERMINERS:
        return False
    return _is_verb(tokens, at) and (previous in nouns or tokens[at - 1][0].isupper() or stem(lower) not in nouns)


def _name(phrase: list[str], rest: list[str]) -> tuple[list[str], str | None, list[str]]:
    """Return the phrase without its name, the name, and what follows ("named X", "Mia, a shy mermaid, ...")."""
    if len(rest) > 1 and rest[0].lower() in {"named", "called"}:
        return phrase, rest[1], _skip_comma(rest[2:])
    if phrase and _possessive(phrase[0]):
        return phrase, None, rest
    if phrase and phrase[0][0].isupper() and phrase[0].lower() not in DETERMINERS | vocabulary()["nouns"].keys():
        if len(rest) > 2 and rest[0] == "," and rest[1].lower() in DETERMINERS:
            end = next((at for at in range(2, len(rest)) if rest[at] == ","), len(rest))
            inner = rest[1:end]
            cut = next((at for at, token in enumerate(inner) if token.lower() in _RELATIVE | _PREPOSITIONS), len(inner))
            return inner[:cut], " ".join(phrase), rest[end + 1 :]
        capitals = [token for token in phrase if token[0].isupper()]
        common = [token for token in phrase if not token[0].isupper()]
        return ["the", *common[1:]] if common[:1] == ["the"] else [], " ".join(capitals), rest
    capitals = [token for token in phrase[1:] if token[0].isupper()]
    return [token for token in phrase if token not in capitals], " ".join(capitals) or None, rest


def _possessive(token: str) -> bool:
    return token.replace("’", "'").endswith("'s")


def _skip_comma(tokens: list[str]) -> list[str]:
    return tokens[1:] if tokens[:1] == [","] else tokens


def _nature(rest: list[str]) -> tuple[str | None, list[str]]:
    """Return the relative clause or the place after the hero, and what follows it."""
    rest = _skip_comma(rest)
    if rest and rest[0].lower() in _RELATIVE:
        for at in range(3, len(rest)):
            closes = (
                rest[at - 1].lower() not in {"and", "to", ",", "or", "not", "never", "always"} or rest[at - 1] == ","
            )
            if closes and _present(rest[at]) and rest[at - 1].lower() not in DETERMINERS and at > 2:
                end = at - 1 if rest[at - 1] == "," else at
                return _past(rest[1:end]), rest[at:]
        return None, rest[1:]
    if rest and rest[0].lower() in _PREPOSITIONS:
        for at in range(2, len(rest)):
            if _present(rest[at]):
                return None, rest[at:]
    return None, rest


def _hero(phrase: list[str], name: str | None, text: str, seed: int) -> Hero:
    phrase = [token if _possessive(token) else token.lower() for token in phrase]
    if not phrase or (len(phrase) == 1 and phrase[0] in DETERMINERS):
        return Hero(name or "a child", name or "child", name, _pronouns(name or "child", text, seed, False))
    marked = phrase[0] in DETERMINERS or _possessive(phrase[0])
    if not marked and not is_plural(phrase[-1]):
        phrase = ["an" if phrase[0][0] in "aeiou" else "a", *phrase]
    first = 1 if phrase[0] in DETERMINERS or _possessive(phrase[0]) else 0
    while first < len(phrase) - 1 and is_adjective(phrase[first]):
        first += 1
    noun = " ".join(phrase[first:])
    plural = is_plural(phrase[-1]) or "and" in phrase
    return Hero(" ".join(phrase), noun, name, _pronouns(noun.split()[-1], text, seed, plural))


def _pronouns(noun: str, text: str, seed: int, plural: bool) -> tuple[str, str, str]:
    if plural:
        return ("they", "them", "their")
    said = words(text)
    he = sum(said.count(word) for word in ("he", "him", "his", "himself"))
    she = sum(said.count(word) for word in ("she", "her", "hers", "herself"))
    if noun in _SHE or (noun not in _HE and she > he):
        return ("she", "her", "her")
    if noun in _HE or he or seed % 2:
        return ("he", "him", "his")
    return ("she", "her", "her")


def _past(tokens: list[str]) -> str:
    """Return the clause with its finite verbs in the past tense."""
    out: list[str] = []
    waiting = True
    for at, token in enumerate(tokens):
        lower = token.lower()
        previous = tokens[at - 1].lower() if at else ""
        past = (
            _present(token)
            if waiting and (previous not in DETERMINERS or previous == "that") and previous != "to"
            else None
        )
        if (
            past is None
            and (previous == "they" or (waiting and is_plural(previous)))
            and lower in vocabulary()["verbs"]
        ):
            past = vocabulary()["verbs"][lower][0]
        if past and not (
            at and previous not in _CONJUNCTIONS | _RELATIVE and lower in {"do", "have", "can"} and not waiting
        ):
            out.append(past)
            waiting = False
        else:
            waiting = waiting and lower not in finite_pasts()
            out.append(token)
        if lower in _CONJUNCTIONS | _RELATIVE | {","}:
            waiting = True
    return re.sub(r" ([,;:])", r"\1", " ".join(out))


def _joint_clauses(tokens: list[str], hero: Hero) -> tuple[Clause, ...]:
    """Clauses about the hero and a companion: "and her cat sail to the moon"."""
    for at in range(2, min(6, len(tokens))):
        if _is_verb(tokens, at) or tokens[at] in vocabulary()["verbs"]:
            told = _past(["they", *tokens[at:]]).split(" ", 1)[1]
            return (Clause("", f"{hero.subject} {' '.join(tokens[:at])} {told}", own_subject=True),)
    return ()


def _clauses(tokens: list[str], hero: Hero) -> tuple[Clause, ...]:
    """Cut "finds a lantern, and carries it home, but night falls" at its conjunctions."""
    if hero.plural and tokens[0].lower() in vocabulary()["verbs"] and not _present(tokens[0]):
        tokens = ["they", *tokens]
    cuts: list[tuple[int, str]] = [(0, "")]
    for at in range(1, len(tokens) - 1):
        lower = tokens[at].lower()
        if lower not in {"and", "but", "so"} or (lower == "so" and tokens[at - 1] != ","):
            continue
        clause_follows = _is_verb(tokens, at + 1) or (hero.plural and tokens[at + 1].lower() in vocabulary()["verbs"])
        if clause_follows or tokens[at - 1] == "," or lower == "but":
            cuts.append((at, lower))
    clauses = []
    for (start, joiner), (stop, _) in zip(cuts, [*cuts[1:], (len(tokens), "")], strict=True):
        part = tokens[start + (1 if joiner else 0) : stop]
        while part and part[-1] == ",":
            part = part[:-1]
        if not part or (not any(_is_verb(part, at) for at in range(len(part))) and not hero.plural):
            continue
        own = part[0].lower() not in {"he", "she", "they"} and not _is_finite(part, hero.plural)
        if part[0].lower() in {"he", "she", "they"}:
            text = _past(part).split(" ", 1)[1] if len(part) > 1 else ""
        elif hero.plural and not own and not _present(part[0]):
            text = _past(["they", *part]).split(" ", 1)[1]
        else:
            text = _past(part)
        if hero.plural and text.startswith("was "):
            text = "were" + text[3:]
        if text:
            clauses.append(Clause(joiner, text, own))
    return tuple(clauses)


def _noun_after(tokens: list[str], at: int) -> str:
    """The noun phrase that starts with the determiner at ``at``: up to three words, ending with a known noun."""
    best = ""
    for end in range(at + 2, min(at + 5, len(tokens) + 1)):
        word, nouns = tokens[end - 1].lower(), vocabulary()["nouns"]
        if word not in finite_pasts() and (word in nouns or stem(word) in nouns):
            best = " ".join(tokens[at:end])
        elif not is_adjective(word):
            break
    return best


def _thing(clauses: tuple[Clause, ...], hero: Hero) -> str | None:
    for clause in clauses:
        tokens = words(clause.text)
        for at in range(1, len(tokens) - 1):
            if (
                tokens[at] in DETERMINERS | {"many"}
                and tokens[at - 1] not in _PLACED
                and (phrase := _noun_after(tokens, at))
            ):
                noun = phrase.split()[-1]
                if noun not in hero.noun.split() and stem(noun) not in vocabulary()["verbs"].keys() & {"wish"}:
                    return noun
    return None


def _place(clauses: tuple[Clause, ...]) -> str | None:
    for clause in clauses:
        tokens = words(clause.text)
        for at in range(1, len(tokens) - 1):
            placed = tokens[at] in DETERMINERS and tokens[at - 1] in _PLACED
            phrase = _noun_after(tokens, at) if placed else ""
            if phrase and phrase.split()[-1] not in _WHEN:
                return "the " + " ".join(phrase.split()[1:])
    return None


def _aim(clauses: tuple[Clause, ...]) -> str | None:
    """Return the last purpose that is told; else what is searched, or what the hero cannot do."""
    verbs = vocabulary()["verbs"]
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
