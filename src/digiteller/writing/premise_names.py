"""Names in a premise: which words are somebody's, and whom they tell of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from digiteller.language.dictionary import entries
from digiteller.language.parsing import Token, Tree
from digiteller.language.people import described, listed_name_sex, name_sex, titles
from digiteller.language.story_hints import kind_of, setting_of
from digiteller.writing.knowledge import Entry, Knowledge
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.premise_beings import find_being
from digiteller.writing.premise_words import premise_words
from digiteller.writing.story_people import StorySex

SEXES: dict[str, StorySex] = {"female": "female", "male": "male", "none": "none", "several": "several"}
"""The sexes of the lists of people as stories have them."""


@dataclass(frozen=True, eq=False)
class PremisePerson:
    """Somebody in a premise."""

    at: int
    """The number of the word that is the head of the mention."""
    being: Entry
    noun: Noun
    name: str = ""
    sex: StorySex | Literal[""] = ""
    """female, male, none or several; empty if nothing tells."""
    age: Literal["", "child", "adult", "old"] = ""
    adjectives: tuple[str, ...] = ()
    kin_word: str = ""
    """"sister", if that is what it is to somebody."""
    subject: bool = False
    count: int = 1
    mentions: tuple[int, ...] = ()


def is_name(tree: Tree, at: int) -> bool:
    """Tell whether a word is somebody's name, and not a noun with a capital at the beginning of a sentence."""
    word = tree.words[at]
    odd = word.dep in ("nsubj", "nsubjpass") and not entries(word.low) and word.pos not in ("PRON", "DET")
    if not word.text[:1].isupper() or not (odd or word.pos in ("PROPN", "NOUN", "VERB", "ADJ", "X", "INTJ")):
        return False
    if word.low in titles() and word.dep == "compound":
        return False
    if word.low in premise_words("calendar") and word.dep in ("pobj", "npadvmod", "compound"):
        return False
    if _is_no_name(word):
        return False
    if at and (_is_called(tree, at) if word.pos == "NOUN" else follows_kind(tree, at)):
        return True
    first = at == 0 or tree.words[at - 1].text in ".!?"
    if not first:
        return word.pos == "PROPN" and not described(word.low)
    if listed_name_sex(word.text) or odd:
        return True
    return word.pos == "PROPN" and not described(word.lemma) and not kind_of(word.lemma) and not entries(word.low)


def _is_no_name(word: Token) -> bool:
    """Tell whether a word with a capital is that of a day, a feast or a language, or a mere letter."""
    days = {*premise_words("calendar"), *premise_words("no things")} - {"april", "may", "june", "august"}
    short = not any(one.isalpha() for one in word.text[1:])
    return short or bool({word.low, word.low.removesuffix("s")} & days) or word.low in premise_words("languages")


def _is_called(tree: Tree, at: int) -> bool:
    """Tell whether what stands before a capital says who it is: "our cat Pickles"."""
    before = tree.words[at - 1]
    return before.dep == "compound" and before.text.islower() and bool(kind_of(before.lemma) or described(before.low))


def follows_kind(tree: Tree, at: int) -> bool:
    """Tell whether a word with a capital stands behind what somebody is: "a hedgehog Bramble"."""
    before, word = tree.words[at - 1], tree.words[at]
    return at > 0 and word.text.istitle() and before.text.islower() and bool(kind_of(before.low))


def named_person(tree: Tree, at: int, known: Knowledge, *, subject: bool) -> PremisePerson | None:
    """Return whom a name means: "Dr Osei" is a doctor; None for the name of a place."""
    word = tree.words[at]
    parts = [one for one in tree.children(at, "compound") if tree.words[one].text[:1].isupper()]
    name = " ".join(tree.words[one].text for one in [*parts, at])
    if word.low in titles() and (beside := tree.children(at, "conj")):
        name, parts = f"{word.text} {tree.words[beside[0]].text}", [at]
    whole = tree.words[word.head] if word.dep == "compound" else word
    of = tree.words[tree.words[whole.head].head] if whole.dep == "pobj" else None
    if of is not None and (not listed_name_sex(word.text) or (setting_of(of.lemma) and of.pos == "NOUN")):
        return None  # Paris, Monday, the village of Little Pim
    title = tree.words[parts[0]].low if parts else ""
    sex = titles().get(title, "") or name_sex(
        word.text if not parts or title in titles() else tree.words[parts[0]].text
    )
    grown = title in premise_words("grown titles")
    job = described(title)
    being = find_being(title, known) if title else None
    if being is None:
        sexed = {"female": "woman" if grown else "girl", "male": "man" if grown else "boy"}
        being = known["being"].entries[sexed.get(sex, "grown_up" if grown else "child")]
    noun = being.get("noun")
    assert isinstance(noun, Noun)
    if job is not None and job.job and being.id in ("man", "woman", "grown_up"):
        noun = Noun(title)
    return PremisePerson(at, being, noun, name, SEXES.get(sex, ""), "adult" if grown else "child", subject=subject)
