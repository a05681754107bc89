"""Nouns of stories with their article and number: "lantern", "boots (plural)", "soup (mass)", "Rook Hill (name)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from digiteller.language.inflection import article, with_s

Number = Literal["one", "plural", "mass", "name", "the"]
_NOUN = re.compile(r"^(?P<text>.+?)(?: \((?P<number>plural|mass|name|the)\))?$")
_ODD_PLURALS = {
    "mouse": "mice",
    "goose": "geese",
    "child": "children",
    "man": "men",
    "woman": "women",
    "foot": "feet",
    "tooth": "teeth",
    "ox": "oxen",
    **{word: word for word in ("sheep", "fish", "deer")},
    **{f"{stem}f": f"{stem}ves" for stem in ("wol", "lea", "loa", "shel", "scar", "hal")},
    "knife": "knives",
}
_SOUNDS_LIKE_A_CONSONANT = re.compile(r"(?:uni|use|usu|eu|ewe|one\b|once)", re.I)
_SOUNDS_LIKE_A_VOWEL = re.compile(r"(?:hour|honest|heir|honou?r|[aefhilmnorsx]-)", re.I)


@dataclass(frozen=True)
class Noun:
    """A noun without its article."""

    text: str
    number: Number = "one"

    @property
    def plural(self) -> bool:
        """Whether verbs and pronouns are those of several."""
        return self.number == "plural"

    def a(self) -> str:
        """Return it as something new: "a lantern", "some soup", "boots", "Rook Hill"."""
        if self.number == "mass":
            return f"some {self.text}"
        if self.number == "the":
            return f"the {self.text}"
        return self.text if self.number in ("plural", "name") else with_article(self.text)

    def the(self) -> str:
        """Return it as something known: "the lantern", "Rook Hill"."""
        return self.text if self.number == "name" else f"the {self.text}"

    def several(self) -> str:
        """Return its plural: "lanterns"."""
        return self.text if self.number != "one" else plural(self.text)

    def rephrased(self, text: str) -> Noun:
        """Return another word for the same: number and article stay."""
        return replace(self, text=text)


def read_noun(words: str) -> Noun:
    """Return the noun that a line of knowledge means: "boots (plural)"."""
    found = _NOUN.match(words.strip())
    assert found is not None
    return Noun(found["text"], found["number"] or "one")  # type: ignore[arg-type]


def with_article(phrase: str) -> str:
    """Return a phrase after a or an: "an hour", "a unicorn"."""
    if _SOUNDS_LIKE_A_CONSONANT.match(phrase):
        return f"a {phrase}"
    if _SOUNDS_LIKE_A_VOWEL.match(phrase):
        return f"an {phrase}"
    return f"{article(phrase.lower())} {phrase}"


def plural(phrase: str) -> str:
    """Return the plural of a noun phrase: "fire engines", "cups of tea", "mice"."""
    before, of, after = phrase.partition(" of ")
    first, space, last = before.rpartition(" ")
    return f"{first}{space}{_ODD_PLURALS.get(last) or with_s(last)}{of}{after}"
