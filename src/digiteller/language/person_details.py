"""What a text tells of somebody's age, looks and clothes, and by its copulas of who it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from digiteller.language.grammar import language_table
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.people import Described
from digiteller.language.scopes import Scope
from digiteller.language.somebody import Somebody
from digiteller.language.vocabulary import vocabulary

_AGES = {
    **dict.fromkeys(("old", "elderly", "ancient", "aged", "wrinkled"), "old"),
    **dict.fromkeys(("baby", "newborn"), "baby"),
}
_SIZES = {
    **dict.fromkeys(("small", "tiny", "little", "wee", "miniature"), "small"),
    **dict.fromkeys(("big", "huge", "giant", "enormous", "gigantic", "large"), "big"),
}
_LOOKS = {
    **dict.fromkeys(("fat", "plump", "round", "stout", "chubby"), "fat"),
    **dict.fromkeys(("thin", "skinny", "lanky", "slim", "bony", "scrawny"), "thin"),
    "tall": "tall",
    "bald": "bald",
    "bearded": "beard",
    "freckled": "freckles",
    "red-haired": "red hair",
    "white-haired": "white hair",
    "grey-haired": "grey hair",
    "curly-haired": "curly hair",
    "fair-haired": "blond hair",
    "dark-haired": "black hair",
    "ginger": "red hair",
}
_WORN = {
    "hat",
    "cap",
    "crown",
    "helmet",
    "scarf",
    "coat",
    "raincoat",
    "jacket",
    "jumper",
    "sweater",
    "pullover",
    "pyjamas",
    "pajamas",
    "nightgown",
    "nightshirt",
    "dress",
    "skirt",
    "apron",
    "boots",
    "boot",
    "shoes",
    "gloves",
    "mittens",
    "glasses",
    "spectacles",
    "cloak",
    "cape",
    "backpack",
    "rucksack",
    "swimsuit",
    "mask",
    "wings",
    "shirt",
    "bonnet",
    "beret",
    "uniform",
    "dressing gown",
    "slippers",
    "cardigan",
    "waistcoat",
    "overalls",
    "dungarees",
    "trousers",
    "socks",
    "shawl",
    "wellingtons",
    "wellies",
    "goggles",
    "tie",
    "bow tie",
    "veil",
    "costume",
    "armour",
    "turban",
    "headscarf",
    "top hat",
    "straw hat",
    "sun hat",
    "woolly hat",
    "paper hat",
    "sou'wester",
    "oilskins",
    "vest",
    "orange vest",
    "hard hat",
    "woollen hat",
    "knitted hat",
    "blouse",
    "t-shirt",
    "hoodie",
    "gown",
    "robe",
    "bathrobe",
    "kimono",
    "smock",
    "pinafore",
    "sunglasses",
    "headphones",
    "tailcoat",
    "anorak",
    "parka",
    "fur coat",
    "nightcap",
    "hood",
    "earmuffs",
    "snorkel",
    "spacesuit",
    "space suit",
    "suit",
    "swimming trunks",
    "tutu",
    "shorts",
    "jeans",
    "sandals",
    "stockings",
    "trainers",
    "belt",
}
_PLURALS = {
    "boot": "boots",
    "shoe": "shoes",
    "sandal": "sandals",
    "stocking": "stockings",
    "trainer": "trainers",
    "sneaker": "trainers",
    "spacesuits": "spacesuit",
    "raincoats": "raincoat",
    "glove": "gloves",
    "mitten": "mittens",
    "slipper": "slippers",
    "spectacle": "glasses",
    "spectacles": "glasses",
    "sock": "socks",
    "wellington": "wellingtons",
    "welly": "wellingtons",
    "wellies": "wellingtons",
    "pyjama": "pyjamas",
    "pajamas": "pyjamas",
    "trouser": "trousers",
    "sweater": "jumper",
    "pullover": "jumper",
    "wing": "wings",
}
_HAIR = {
    "red",
    "brown",
    "black",
    "blond",
    "blonde",
    "fair",
    "golden",
    "grey",
    "gray",
    "white",
    "curly",
    "long",
    "short",
    "ginger",
}
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
_OLD_NUMBERS = {"sixty", "seventy", "eighty", "ninety", "hundred"}


def note_adjectives(one: Somebody, mention: Mention) -> None:
    """Take up what the adjectives before a noun tell of somebody."""
    for word in mention.words:
        if word in _AGES:
            one.aged(_AGES[word], 4)  # type: ignore[arg-type]
        if (
            word == "young"
            and mention.person is not None
            and not mention.person.job
            and one.kind == "human"
            and not mention.person.age
        ):
            one.aged("adult")
        if (
            word in _SIZES
            and mention.person is not None
            and (one.kind != "human")
            and not one.size
            and _SIZES[word] == "big"
        ):
            one.size = _SIZES[word]
        if word in _SIZES and one.kind != "human" and _SIZES[word] == "small" and not one.size:
            one.size = "small"
        if word in _LOOKS and _LOOKS[word] not in one.looks and one.kind == "human":
            one.looks.append(_LOOKS[word])
        if word in vocabulary().colors and one.kind != "human" and not one.color:
            one.color = word
        if years := _YEARS.fullmatch(word):
            _of_years(one, years[1])


def note_clauses(tree: Tree, mentions: Sequence[Mention], meant: Mapping[int, tuple[Somebody, ...]]) -> None:
    """Take up what whole clauses tell: "Hortense was a goat", "she was seven", "he had a red beard", "in a blue coat"."""
    for mention in mentions:
        if mention.at not in meant or mention.scope in {Scope.COMPARED, Scope.DENIED}:
            continue
        if mention.role == "subj":
            verb = tree.words[mention.at].head
            for who in meant[mention.at]:
                _note_copula(tree, verb, who, mentions, mention)
        for prep in tree.children(mention.at, "prep"):
            inner = tree.child(prep, "pobj")
            if inner is not None and tree.words[prep].low in {"in", "with"}:
                for who in meant[mention.at]:
                    _note_garment(tree, inner, who, tree.words[prep].low)


def _note_copula(tree: Tree, verb: int, who: Somebody, mentions: Sequence[Mention], subject: Mention) -> None:
    word = tree.words[verb]
    denied = tree.child(verb, "neg") is not None
    if word.lemma in {"be", "become"} and not denied:
        for at in tree.children(verb, "attr", "acomp"):
            noun = next((one for one in mentions if one.at == at), None)
            if (
                noun is not None
                and noun.person is not None
                and not noun.name
                and noun.scope not in {Scope.SAID, Scope.COMPARED, Scope.DENIED}
            ):
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
            if low in _NUMBERS or low in _OLD_NUMBERS or tree.words[at].lemma == "year":
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
            if low in _LOOKS and who.kind == "human" and _LOOKS[low] not in who.looks:
                who.looks.append(_LOOKS[low])
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
    word = tree.words[at]
    adjectives = [tree.words[one].low for one in tree.children(at, "amod", "compound")]
    if (
        word.lemma in {"hair", "beard", "moustache", "freckle", "plait", "braid"}
        and how == "with"
        and who.kind == "human"
    ):
        if word.lemma == "hair":
            told = [f"{one} hair" for one in adjectives if one in _HAIR]
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
    if noun in _PLURALS:
        return _PLURALS[noun]
    return noun if noun in _WORN else ""


def _of_years(who: Somebody, number: str) -> None:
    years = int(number) if number.isdigit() else _NUMBERS.get(number)
    if years is not None and who.kind == "human" and 0 < years < 1000:
        who.aged("baby" if years < 2 else "child" if years < 15 else "old" if years > 60 else "adult")
    elif number in _OLD_NUMBERS and who.kind == "human":
        who.aged("old")
