"""Who a premise is about: the hero's noun, name and pronouns, read from the beginning of its first sentence."""

from __future__ import annotations

from dataclasses import dataclass

from digiteller.language.grammar import grammar_words
from digiteller.language.tokens import low_words
from digiteller.writing.allowed_words import DETERMINERS, allowed, is_adjective, is_plural, stem
from digiteller.writing.premise_clauses import is_verb, past, present_to_past
from digiteller.writing.word_lists import word_list

_RELATIVE = word_list("relative")
_PREPOSITIONS = word_list("prepositions")
_STOPS = _RELATIVE | _PREPOSITIONS | word_list("conjunctions") | {",", ";", ":", "—", "named", "called"}
_HIS_NAMES = frozenset({"Luca", "Luka", "Joshua", "Ezra", "Elisha", "Mustafa", "Ilya", "Nikita", "Misha"})
"""Names in -a of boys; of others in -a, girls are far more frequent."""
_SINGULAR = frozenset({"a", "an", "one"})
_SHE, _HE = grammar_words("female"), grammar_words("male")


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


def read_hero(tokens: list[str], text: str, seed: int) -> tuple[Hero, str | None, list[str]]:
    """Return the hero, what the hero is like (``was afraid of the dark``) if that is said, and the other tokens.

    ``tokens`` are the first sentence of ``text``; ``seed`` decides he or she where nothing in the text does.
    """
    end = next((at for at in range(1, len(tokens)) if _ends_phrase(tokens, at)), len(tokens))
    phrase, name, rest = _split_name(tokens[:end], tokens[end:])
    nature, rest = _nature(rest[1:] if rest[:1] == [","] else rest)
    return _hero(phrase, name, text, seed), nature, rest


def _ends_phrase(tokens: list[str], at: int) -> bool:
    """Tell whether the hero's noun phrase ends before a token: that is a verb or a connecting word."""
    token, previous = tokens[at].lower(), tokens[at - 1].lower()
    nouns, verbs = allowed("nouns"), allowed("verbs")
    if token in _STOPS:
        return True
    if is_plural(previous) and token in verbs and token not in nouns:
        return True
    if at == 1 and previous in DETERMINERS:
        return False
    if tokens[0].lower() in _SINGULAR and at > 1 and token.endswith("s") and present_to_past(token):
        return True
    return is_verb(token) and (previous in nouns or tokens[at - 1][0].isupper() or stem(token) not in nouns)


def _split_name(phrase: list[str], rest: list[str]) -> tuple[list[str], str | None, list[str]]:
    """Return the phrase without its name, the name, and what follows ("named X", "Mia, a shy mermaid, ...")."""
    if len(rest) > 1 and rest[0].lower() in {"named", "called"}:
        return phrase, rest[1], rest[2:]
    if not phrase or _owner(phrase[0]):
        return phrase, None, rest
    capitals = [token for token in phrase[1:] if token[0].isupper()]
    common = [token for token in phrase if token not in capitals]
    first = phrase[0]
    if first[0].isupper() and first.lower() not in DETERMINERS and first.lower() not in allowed("nouns"):
        if len(rest) > 2 and rest[0] == "," and rest[1].lower() in DETERMINERS:
            end = next((at for at in range(2, len(rest)) if rest[at] == ","), len(rest))
            cut = next((at for at in range(2, end) if rest[at].lower() in _RELATIVE | _PREPOSITIONS), end)
            return rest[1:cut], " ".join(phrase), rest[end + 1 :]
        return [], " ".join([first, *capitals]), rest
    return common, " ".join(capitals) or None, rest


def _owner(token: str) -> bool:
    return token.replace("’", "'").endswith("'s")


def _nature(rest: list[str]) -> tuple[str | None, list[str]]:
    """Return the relative clause after the hero, in the past, and what follows it; a mere place is dropped."""
    if not rest or rest[0].lower() not in _RELATIVE | _PREPOSITIONS:
        return None, rest
    relative = rest[0].lower() in _RELATIVE
    for at in range(3 if relative else 2, len(rest)):
        before = rest[at - 1].lower()
        goes_on = before in {"and", "to", "or", "not", "never", "always"} or before in DETERMINERS
        if present_to_past(rest[at]) and not goes_on:
            end = at - 1 if before == "," else at
            return past(rest[1:end]) if relative else None, rest[at:]
    return None, rest[1:] if relative else rest


def _hero(phrase: list[str], name: str | None, text: str, seed: int) -> Hero:
    phrase = [token if _owner(token) else token.lower() for token in phrase]
    if not phrase or (len(phrase) == 1 and phrase[0] in DETERMINERS):
        return Hero(name or "a child", name or "child", name, _pronouns(name or "child", name, text, seed))
    marked = phrase[0] in DETERMINERS or _owner(phrase[0])
    plural = is_plural(phrase[-1])
    if not marked and not plural:
        phrase = ["an" if phrase[0][0] in "aeiou" else "a", *phrase]
        marked = True
    owners = [at for at, token in enumerate(phrase[:-1]) if _owner(token)]
    first = max([*owners, 0 if marked else -1]) + 1
    while first < len(phrase) - 1 and is_adjective(phrase[first]):
        first += 1
    noun = " ".join(phrase[first:])
    pronouns = ("they", "them", "their") if plural else _pronouns(phrase[-1], name, text, seed)
    return Hero(" ".join(phrase), noun, name, pronouns)


def _pronouns(noun: str, name: str | None, text: str, seed: int) -> tuple[str, str, str]:
    said = low_words(text)
    he = sum(said.count(word) for word in ("he", "him", "his", "himself"))
    she = sum(said.count(word) for word in ("she", "her", "hers", "herself"))
    if noun in _SHE or (noun not in _HE and she > he):
        return ("she", "her", "her")
    if name and not he and name.endswith("a") and name not in _HIS_NAMES and noun not in _HE:
        return ("she", "her", "her")
    if noun in _HE or he or seed % 2:
        return ("he", "him", "his")
    return ("she", "her", "her")
