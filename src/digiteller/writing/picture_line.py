"""What the picture of a page shows, by rules from the text: who does what, where and when.

Each description stands alone, as an illustrator sees one page at a time: pronouns become the hero, "it" becomes the
thing the story is about, and the place and the time of day are carried on until the text changes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from digiteller.language.inflection import gerund
from digiteller.language.sentences import sentences
from digiteller.language.tokens import low_words
from digiteller.writing.premise import Premise
from digiteller.writing.word_choice import allowed, finite_pasts, gerund_of_past, is_adjective, is_content
from digiteller.writing.word_lists import word_list

_TIMES = {
    "at night": frozenset({"night", "midnight", "moonlight", "stars"}),
    "in the morning": frozenset({"morning", "dawn", "sunrise", "breakfast"}),
    "at sunset": frozenset({"sunset", "evening", "dusk"}),
}
_ONLY_ONE = frozenset({"sea", "sky", "ocean", "moon", "woods", "hills", "ice", "snow"})
_RELATIONS = {"places with on": "on", "places with by": "by"}
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


_IMAGINED = frozenset({"wanted", "wished", "dreamed", "hoped", "thought", "remembered"})
"""Verbs whose sentences take place somewhere else."""
_PLACES = word_list("places") | word_list("places with on") | word_list("places with by")
_PLACE = re.compile(
    r"\b(?:in|on|at|by|through|to|into|across|over|near|beside|under|along|from) ((?:[a-z]+ ){1,3}?)"
    rf"({'|'.join(sorted(_PLACES, key=len, reverse=True))})\b"
)
_GAZE = re.compile(r"\b((?:look|gaz|star|peer|glanc|point|wav|smil|laugh|howl|bark)\w*(?: \w+)?) at\b")
"""Towards a place, not in it."""


@dataclass(frozen=True)
class _Act:
    text: str
    weight: float


class Pictures:
    """Describes the pages one after another."""

    def __init__(self, premise: Premise) -> None:
        self._hero = premise.hero
        self._thing = premise.thing
        said = low_words(premise.text)
        self._time = _time(said)
        self._setting = _setting(premise.text)

    def describe(self, text: str) -> str:
        """Return what the picture of the next page shows, at most some 25 words; what is said cannot be seen."""
        text = _SPEECH.sub("", text)
        said = low_words(text)
        self._time = _time(said) or self._time
        there = [sentence for sentence in sentences(text) if not _IMAGINED & set(low_words(sentence))]
        self._setting = _setting(" ".join(there)) or self._setting
        acts = [act for sentence in sentences(text) if (act := self._act(sentence))]
        best = max(acts, key=lambda act: act.weight).text if acts else self._hero.phrase
        if self._hero.noun.split()[-1] not in low_words(best):
            best = f"{self._hero.phrase}, {best}"
        if self._thing and self._thing in said and self._thing not in low_words(best):
            best += f" with the {self._thing}"
        if self._setting and self._setting.split()[-1] not in low_words(best):
            best += f" {self._setting}"
        if self._time and not _TIMES[self._time] & set(low_words(best)):
            best += f" {self._time}"
        return best

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


def _time(said: list[str]) -> str | None:
    return next((time for time, marks in _TIMES.items() if marks & set(said)), None)


def _setting(text: str) -> str | None:
    """Return the last place that the text names after a preposition: "in a dark forest"."""
    for match in reversed(list(_PLACE.finditer(_GAZE.sub(r"\1", text.lower())))):
        between, noun = match.group(1).split(), match.group(2)
        described = [word for word in between if is_adjective(word) or word in {"night", "garden"}]
        if len(described) >= len(between) - 1:
            relation = next((on for name, on in _RELATIONS.items() if noun in word_list(name)), "in")
            phrase = " ".join([*(word for word in described if word not in {"next", "other"}), noun])
            article = "the" if noun in _ONLY_ONE else "an" if phrase[0] in "aeiou" else "a"
            return f"{relation} {article} {phrase}"
    return None
