"""Words of English texts: cut, with their dictionary forms and the classes they may belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from digiteller.language.dictionary import entries

NOUN, VERB, ADJECTIVE, ADVERB = "NOUN", "VERB", "ADJ", "ADV"
_CONTRACTIONS = tuple(
    (re.compile(rf"\b{short}\b", re.I), full)
    for short, full in (
        ("won't", "will not"),
        ("can't", "can not"),
        ("cannot", "can not"),
        ("let's", "let us"),
        (r"(\w+)n't", r"\1 not"),
        (r"(it|he|she|that|there|who|what|here|where)'s", r"\1 is"),
        (r"(\w+)'ll", r"\1 will"),
        (r"(\w+)'d", r"\1 would"),
        (r"(\w+)'re", r"\1 are"),
        (r"(\w+)'ve", r"\1 have"),
        (r"i'm", "i am"),
        (r"(mr|mrs|ms|dr|st)\.", r"\1"),
    )
)
_ITEM = re.compile(r"[^\W_]+(?:-[^\W\d_]+)*|'s(?!\w)|(?<=s)'(?=\s)|[.!?;:,\"()—–]|(?<!\w)'(?=\w)|(?<=[.,!?])'")
_DOUBLED = re.compile(r"(.*([bdgklmnprt]))\2(ed|ing)$")


@dataclass(frozen=True)
class Token:
    """A word or a punctuation mark."""

    text: str
    """As written; the ending of a possessive is ``'s``."""
    forms: tuple[str, ...]
    """The word in lower case, and its dictionary forms."""
    classes: frozenset[str]
    """``NOUN``, ``VERB``, ``ADJ``, ``ADV``; empty if no dictionary has the word."""
    quoted: bool = False
    """Whether somebody says it."""

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.forms[0]

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""
        return self.text[:1].isupper() and self.text[1:].islower()

    @property
    def mark(self) -> bool:
        """Whether it is a punctuation mark."""
        return not self.text[:1].isalnum() and self.text != "'s"


def words(text: str) -> list[Token]:
    """Return the words and punctuation marks of ``text``; contractions are written out, quotation marks left out."""
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"').replace("...", " . ")
    for short, full in _CONTRACTIONS:
        text = short.sub(full, text)
    found: list[Token] = []
    double = single = False
    for item in _ITEM.findall(text):
        if item == '"':
            double = not double
            continue
        if item == "'" and found and not single and found[-1].low.endswith("s") and found[-1].text[-1] == "s":
            item = "'s"
        elif item == "'":
            single = not single and (not found or found[-1].mark or not found[-1].text.endswith("s"))
            continue
        found.append(Token(item, forms(item.lower()), classes(item.lower()), double or single))
    return found


def _lexicon(low: str) -> dict[str, tuple[str, ...]]:
    return entries(low) if low.isascii() and len(low) < 40 else {}


@cache
def forms(low: str) -> tuple[str, ...]:
    """Return ``low`` and its dictionary forms: ``("rose", "rise")``."""
    found = [low, *(lemma for sort in (NOUN, VERB) for lemma in _lexicon(low).get(sort, ()))]
    if len(found) == 1 and not _lexicon(low):
        found += _by_rule(low)
    return tuple(dict.fromkeys(found))


@cache
def classes(low: str) -> frozenset[str]:
    """Return the word classes that ``low`` may belong to."""
    return frozenset({VERB if sort == "AUX" else sort for sort in _lexicon(low)})


def verb(low: str) -> str:
    """Return the infinitive of a verb's form: ``slept`` to ``sleep``; "" if ``low`` is no verb."""
    lemmas = _lexicon(low).get(VERB, ())
    return lemmas[0] if lemmas else ""


def inflected(low: str) -> bool:
    """Whether ``low`` is a form of a verb other than the infinitive."""
    lemmas = _lexicon(low).get(VERB, ())
    return bool(lemmas) and low != lemmas[0]


def only_verb(low: str) -> bool:
    """Whether ``low`` is a form of a verb other than the infinitive and nothing else: ``trained``, not ``rose``."""
    return inflected(low) and set(_lexicon(low)) == {VERB}


def plural(low: str) -> bool:
    """Whether ``low`` is a noun in the plural."""
    lemmas = _lexicon(low).get(NOUN, ())
    if lemmas:
        return low not in lemmas and low not in {"this", "news"}
    return not _lexicon(low) and low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3


def singular(low: str) -> str:
    """Return the singular of a noun."""
    return next(iter(_lexicon(low).get(NOUN, ())), low.removesuffix("s"))


def _by_rule(low: str) -> list[str]:
    """Return likely dictionary forms of a word that no dictionary has."""
    found = []
    for ending, replacements in (
        ("s", ("",)),
        ("es", ("",)),
        ("ies", ("y", "ie")),
        ("ves", ("f", "fe")),
        ("ied", ("y",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
        ("men", ("man",)),
    ):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            found += [low.removesuffix(ending) + new for new in replacements]
    if double := _DOUBLED.match(low):
        found.append(double[1])
    return found
