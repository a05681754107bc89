"""What the picture of a page shows, by rules from the text: who does what, where and when.

Each description stands alone, as an illustrator sees one page at a time: pronouns become the hero, "it" becomes the
thing the story is about, and the place and the time of day are carried on until the text changes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from digiteller.language.inflection import gerund
from digiteller.language.names import named
from digiteller.language.sentences import sentences
from digiteller.language.tokens import low_words
from digiteller.story import Scene
from digiteller.writing.allowed_words import allowed, finite_pasts, gerund_of_past, is_content
from digiteller.writing.premise import Premise
from digiteller.writing.scene_phrases import Whereabouts

_LEADS = re.compile(
    r"^(?:once upon a time|long ago|at last|(?:one|that|from that|every) (?:day|night|evening|morning)(?: on)?|"
    r"still|so|but|then|and|next|further on|just then|after a while|soon|later|together|overnight),? "
    r"(?:there (?:was|were) )?",
    re.I,
)
_SPEECH = re.compile(r"[^.!?”]*“[^”]*”(?: [a-z][^.!?]*[.!?])?")
_ENDS = re.compile(r", (?:who|which|but|and|so)\b| (?:because|so that|that (?:he|she|they|it)|but|until|to find who)\b")
_INNER = frozenset(
    ["wanted", "wished", "hoped", "knew", "had", "did", "could", "would", "might", "needed", "was", "were"]
)
"""Verbs that show nothing to the eye."""


@dataclass(frozen=True)
class _Act:
    text: str
    weight: float


class Pictures:
    """Describes the pages one after another."""

    def __init__(self, premise: Premise) -> None:
        self._hero = premise.hero
        self._thing = premise.thing
        self._whereabouts = Whereabouts(named([Scene(0, premise.text, "", "calm")]))
        self._whereabouts.follow(premise.text)

    def describe(self, text: str) -> str:
        """Return what the picture of the next page shows, at most some 25 words; what is said cannot be seen."""
        self._whereabouts.follow(text)
        text = _SPEECH.sub("", text)
        acts = [act for sentence in sentences(text) if (act := self._act(sentence))]
        best = max(acts, key=lambda act: act.weight).text if acts else self._hero.phrase
        if self._hero.noun.split()[-1] not in low_words(best):
            best = f"{self._hero.phrase}, {best}"
        if self._thing and self._thing in low_words(text) and self._thing not in low_words(best):
            best += f" with the {self._thing}"
        return self._whereabouts.added(best)

    def _act(self, sentence: str) -> _Act | None:
        """Return a sentence as something that can be seen: "a small fox carrying a lantern"."""
        hero = self._hero
        text = _LEADS.sub("", sentence.strip(" .!?\"“”’'"))
        named = (
            rf"{re.escape(hero.phrase)} named {re.escape(hero.name)}|\b{re.escape(hero.name)}\b"
            if hero.name
            else "(?!)"
        )
        text = re.sub(rf"{named}|\bthe {re.escape(hero.noun)}\b|^{hero.pronouns[0]}\b", hero.phrase, text, flags=re.I)
        text = _ENDS.split(text)[0]
        tokens = text.split()
        at = next((i for i, token in enumerate(tokens) if i and token in finite_pasts()), None)
        if at is None:
            return None
        who, verb, rest = " ".join(tokens[:at]), tokens[at], " ".join(tokens[at + 1 :])
        if hero.phrase not in who:
            rest = re.sub(rf"\b{hero.pronouns[1]}\b(?! [a-z]+s?\b (?:was|had))", hero.phrase, rest, count=1)
        if self._thing and self._thing not in low_words(text):
            rest = re.sub(r"\bit\b", f"the {self._thing}", rest, count=1)
        seen = _seen(verb, rest)
        if seen is None:
            return None
        shown = f"{who[0].lower()}{who[1:]}{seen}"
        return _Act(shown, sum(is_content(word) for word in low_words(shown)) + 2 * (hero.phrase in who))


def _seen(verb: str, rest: str) -> str | None:
    """Return the visible part of what somebody did, or None if there is nothing to see."""
    if verb == "lived":
        return f" {rest}"
    if verb in {"was", "were"} and rest.split()[0] in {"in", "on", "at", "under", "beside"}:
        return f" {rest}"
    if verb == "felt":
        return f" looking {re.sub('^(?:so|very|too) ', '', rest)}"
    if liked := re.match(r"to (\w+)(.*)", rest) if verb in {"loved", "liked", "had", "began", "started"} else None:
        rest = re.sub(r"\band (\w+)", lambda also: "and " + _also_gerund(also.group(1)), liked.group(2))
        return f" {gerund(liked.group(1))}{rest}"
    if verb in _INNER:
        return None
    rest = re.sub(r"\band (\w+)", lambda also: "and " + gerund_of_past().get(also.group(1), also.group(1)), rest)
    return f" {gerund_of_past().get(verb, verb)} {rest}".rstrip()


def _also_gerund(word: str) -> str:
    return gerund(word) if word in allowed("verbs") else word
