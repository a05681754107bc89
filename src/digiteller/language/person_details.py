"""What a text tells of somebody's age, looks and clothes, and by its copulas of who it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from digiteller.language.grammar import inverted_table, language_table, people_words, table_map
from digiteller.language.noun_mentions import Mention
from digiteller.language.page_content import Age
from digiteller.language.parsing import Tree
from digiteller.language.people import Described
from digiteller.language.scopes import Scope
from digiteller.language.somebody import Somebody
from digiteller.language.vocabulary import vocabulary

_UNREAL = {Scope.SAID, Scope.THOUGHT, Scope.SUPPOSED, Scope.COMPARED, Scope.DENIED}
_YEARS = re.compile(r"(\w+)-year-old")
_NUMBERS = {
    word: at
    for at, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ]
    )
}


@cache
def _ages() -> dict[str, Age]:
    ages: dict[Age, list[str]] = language_table("people.yaml")["ages"]
    return {word: age for age, words in ages.items() for word in words}


def note_adjectives(one: Somebody, mention: Mention) -> None:
    """Take up what the adjectives before a noun tell of somebody."""
    for word in mention.words:
        if word in _ages():
            one.aged(_ages()[word], 4)
        if (
            word == "young"
            and mention.person is not None
            and not mention.person.job
            and one.kind == "human"
            and not mention.person.age
        ):
            one.aged("adult")
        if (
            word in inverted_table("people.yaml", "sizes")
            and mention.person is not None
            and (one.kind != "human")
            and not one.size
            and inverted_table("people.yaml", "sizes")[word] == "big"
        ):
            one.size = inverted_table("people.yaml", "sizes")[word]
        if (
            word in inverted_table("people.yaml", "sizes")
            and one.kind != "human"
            and inverted_table("people.yaml", "sizes")[word] == "small"
            and not one.size
        ):
            one.size = "small"
        if (
            word in inverted_table("people.yaml", "looks")
            and inverted_table("people.yaml", "looks")[word] not in one.looks
            and one.kind == "human"
        ):
            one.looks.append(inverted_table("people.yaml", "looks")[word])
        if word in vocabulary().colors and one.kind != "human" and not one.color:
            one.color = word
        if years := _YEARS.fullmatch(word):
            _of_years(one, years[1])


def note_clauses(tree: Tree, mentions: Sequence[Mention], meant: Mapping[int, tuple[Somebody, ...]]) -> None:
    """Take up what whole clauses tell: "Hortense was a goat", "she was seven", "he had a red beard"."""
    for mention in mentions:
        if mention.at not in meant or mention.scope in {Scope.COMPARED, Scope.DENIED}:
            continue
        if mention.role == "subj":
            verb = tree.words[mention.at].head
            for who in meant[mention.at]:
                _note_copula(tree, verb, who, mentions, mention)
        for clause in tree.children(mention.at, "relcl"):
            if any(tree.words[one].low in {"who", "that", "which"} for one in tree.children(clause, "nsubj")):
                for who in meant[mention.at]:
                    _note_copula(tree, clause, who, mentions, mention)
        for prep in tree.children(mention.at, "prep"):
            inner = tree.child(prep, "pobj")
            if inner is not None and tree.words[prep].low in {"in", "with"}:
                for who in meant[mention.at]:
                    _note_garment(tree, inner, who, tree.words[prep].low)


def _note_copula(tree: Tree, verb: int, who: Somebody, mentions: Sequence[Mention], subject: Mention) -> None:
    """Take up what "be" and "become" tell: "she was seven", "he was a tall man", "they were bakers"."""
    word = tree.words[verb]
    denied = tree.child(verb, "neg") is not None
    if word.lemma in {"be", "become"} and not denied:
        for at in tree.children(verb, "attr", "acomp"):
            noun = next((one for one in mentions if one.at == at), None)
            if noun is not None and noun.person is not None and not noun.name and noun.scope not in _UNREAL:
                if (
                    noun.plural
                    and subject.count == 1
                    and len(who.names) == 0
                    and who.count == 1
                    and subject.pronoun != "they"
                ):
                    continue
                if noun.person.kind == "human" or not who.kind_told or who.kind in {"human", noun.person.kind}:
                    who.described_as(noun.person)
                    note_adjectives(who, noun)
                    if noun.definite == "a":
                        who.called(noun.lemma)
            low = tree.words[at].low
            if low in _NUMBERS or low in people_words("old numbers") or tree.words[at].lemma == "year":
                told = [low, *(tree.words[one].low for one in tree.children(at, "nummod"))]
                for number in told:
                    _of_years(who, number)
            if low in {"old", "elderly"} and who.kind == "human":
                years = next((one for one in tree.children(at, "npadvmod")), None)
                if years is None:
                    who.aged("old")
                else:
                    for one in tree.children(years, "nummod"):
                        _of_years(who, tree.words[one].low)
            if (
                low in inverted_table("people.yaml", "looks")
                and who.kind == "human"
                and inverted_table("people.yaml", "looks")[low] not in who.looks
            ):
                who.looks.append(inverted_table("people.yaml", "looks")[low])
    if not denied and who.kind == "human" and (job := _occupation(tree, verb)) and not who.job and not who.narrator:
        who.described_as(Described("human", "", "", job))
    if word.lemma in {"wear", "have"} and not denied:
        for at in tree.children(verb, "dobj"):
            for one in (at, *tree.children(at, "conj")):
                _note_garment(tree, one, who, "in" if word.lemma == "wear" else "with")


def _occupation(tree: Tree, verb: int) -> str:
    """Return the job that a verb with its object tells of: "who looked after a lighthouse", "cooked for the crew"."""
    for rule in _occupations().get(tree.words[verb].lemma, ()):
        below = tree.children(verb, "dobj", "oprd")
        for prep in tree.children(verb, "prep", "prt"):
            below += tree.children(prep, "pobj")
        nouns = {tree.words[one].lemma for one in below}
        preps = {tree.words[one].low for one in tree.children(verb, "prep")}
        if nouns & set(rule.get("obj", ())) or (rule.get("prep") and rule["prep"] in preps and nouns):
            return str(rule["job"])
    return ""


@cache
def _occupations() -> dict[str, Any]:
    found: dict[str, Any] = language_table("people.yaml")["occupations"]
    return found


def _note_garment(tree: Tree, at: int, who: Somebody, how: str) -> None:
    """Take up what somebody is said to wear: "a girl in a red coat"."""
    word = tree.words[at]
    adjectives = [tree.words[one].low for one in tree.children(at, "amod", "compound")]
    if (
        word.lemma in {"hair", "beard", "moustache", "freckle", "plait", "braid"}
        and how == "with"
        and who.kind == "human"
    ):
        if word.lemma == "hair":
            told = [f"{one} hair" for one in adjectives if one in people_words("hair")]
        else:
            told = [
                "braids" if word.lemma in {"plait", "braid"} else "freckles" if word.lemma == "freckle" else word.lemma
            ]
        who.looks += [one for one in told if one not in who.looks]
    noun = garment(word.lemma) or garment(word.low)
    if noun and (how == "in" or word.lemma in {"glass", "glasses", "spectacle", "spectacles", "hat", "cap", "scarf"}):
        colour = next((one for one in adjectives if one in vocabulary().colors), "")
        full = f"{colour} {noun}".strip()
        if full not in who.wears and not any(one.endswith(noun) for one in who.wears):
            who.wears.append(full)


def garment(noun: str) -> str:
    """Return a garment's name as a figure wears it; empty for what is no garment."""
    noun = noun.lower()
    if noun in table_map("people.yaml", "worn in pairs"):
        return table_map("people.yaml", "worn in pairs")[noun]
    return noun if noun in people_words("worn") else ""


def _of_years(who: Somebody, number: str) -> None:
    years = int(number) if number.isdigit() else _NUMBERS.get(number)
    if years is not None and who.kind == "human" and 0 < years < 1000:
        who.aged("baby" if years < 2 else "child" if years < 15 else "old" if years > 60 else "adult")
    elif number in people_words("old numbers") and who.kind == "human":
        who.aged("old")
