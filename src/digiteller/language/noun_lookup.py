"""What a noun means: the longest phrase of the vocabulary that ends with it, and what that tells of somebody."""

from __future__ import annotations

from functools import cache

from digiteller.language.grammar import grammar_words, people_words
from digiteller.language.page_content import Age, Sex
from digiteller.language.parsing import Tree
from digiteller.language.people import Described, described, people
from digiteller.language.vocabulary import vocabulary


def look_up(tree: Tree, at: int) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Return the first word of the longest known phrase that ends with the noun ``at``, and its senses.

    "a cup of tea" is known by its head and what follows: the phrase then begins at its head.
    """
    ends = {noun_form(tree, at), tree.words[at].low}
    for begin in range(max(0, at - 3), at):
        between = [tree.words[one] for one in range(begin, at)]
        if any(one.pos in {"PUNCT", "DET", "VERB", "ADP"} and one.tag not in {"VBG", "VBN", "HYPH"} for one in between):
            continue
        texts = {" ".join(one.low for one in between), " ".join(one.lemma for one in between)}
        for first in texts:
            for last in ends:
                for phrase in (f"{first} {last}", f"{first}{last}", f"{first} - {last}".replace(" - ", "-")):
                    if phrase in known_phrases():
                        return begin, tuple(known_phrases()[phrase])
                    if described_exactly(phrase):
                        return begin, ()
    of = tree.child(at, "prep")
    if of is not None and tree.words[of].low == "of" and (inner := tree.child(of, "pobj")) is not None:
        for last in (tree.words[inner].low, noun_form(tree, inner)):
            phrase = f"{noun_form(tree, at)} of {last}"
            if phrase in known_phrases():
                return at, tuple(known_phrases()[phrase])
    found: list[tuple[str, str]] = []
    for form in sorted(ends, key=lambda one: one != noun_form(tree, at)):
        found += [sense for sense in known_phrases().get(form, ()) if sense not in found]
    return at, tuple(found)


def find_person(tree: Tree, at: int) -> tuple[Described, str] | None:
    """Return what a noun tells of somebody, and its dictionary form: "badgers" of a "badger"; None for other nouns."""
    begin, senses = look_up(tree, at)
    lemma = " ".join(
        noun_form(tree, one) for one in range(begin, at + 1) if tree.words[one].pos not in {"DET", "PUNCT"}
    )
    kind = next((value for sort, value in senses if sort == "figure"), "")
    told = described(lemma) or described(noun_form(tree, at))
    if kind:
        adjectives = tuple(tree.words[one].low for one in tree.children(at, "amod") if one < at)
        told = Described(kind, told.sex if told else animal_sex(lemma), animal_age(lemma, adjectives))
    return (told, lemma) if told else None


@cache
def described_exactly(phrase: str) -> bool:
    """Return whether a phrase is one of people.yaml's: "old man", "engine driver"."""
    return phrase in people()


@cache
def known_phrases() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the vocabulary's phrases with their senses: ``"fox": (("figure", "fox"),)``."""
    return {" ".join(words): senses for words, senses in vocabulary().phrases.items()}


def noun_form(tree: Tree, at: int) -> str:
    """Return the dictionary form of a noun, of a capitalised one, too: "Foxes" is a fox."""
    word = tree.words[at]
    return word.lemma.lower() if word.pos != "PROPN" else singular(word.low)


def singular(low: str) -> str:
    """Return the dictionary form of a noun in small letters: "foxes" is a fox; an unknown word as it is."""
    forms = _entries(low).get("NOUN", ())
    return forms[0] if forms else low


@cache
def is_common(low: str) -> bool:
    """Return whether the dictionary has a word: "rose" is common, "rosalind" is not."""
    return bool(_entries(low))


def species_before(tree: Tree, at: int) -> str:
    """Return the kind of animal that a word before one for people tells: "the badger twins", "a mouse king"."""
    for one in tree.children(at, "compound", "amod", "nmod"):
        senses = known_phrases().get(noun_form(tree, one), ())
        kind = next((value for sort, value in senses if sort == "figure"), "")
        if kind and one < at:
            return kind
    return ""


def animal_sex(lemma: str) -> Sex:
    """Return the sex that a word for an animal tells: a "hen" is female."""
    word = lemma.split()[-1]
    return "female" if word in grammar_words("female") else "male" if word in grammar_words("male") else ""


def animal_age(lemma: str, adjectives: tuple[str, ...]) -> Age:
    """Return the age that a word for an animal and its adjectives tell: a "kitten" is a child."""
    if set(adjectives) & {"old", "ancient", "elderly", "aged"}:
        return "old"
    young = set(lemma.split()) & people_words("young animals") or set(adjectives) & {
        "baby",
        "young",
        "newborn",
        "little",
    }
    return "child" if young else ""


def _entries(low: str) -> dict[str, tuple[str, ...]]:
    # Imported late: a run that finds everything up to date reads no English.
    from digiteller.language.dictionary import entries

    return entries(low)
