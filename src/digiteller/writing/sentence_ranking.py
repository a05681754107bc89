"""What makes a sentence of a picture book good: faults that rule it out, and a score for the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from digiteller.language.sentences import sentences
from digiteller.language.tokens import WORD, low_words
from digiteller.writing.allowed_words import allowed, finite_pasts, is_allowed, is_content, is_plural, stem
from digiteller.writing.few_shot_prompt import EXAMPLES
from digiteller.writing.premise import Premise
from digiteller.writing.story_arc import Slot
from digiteller.writing.word_lists import word_list

LEAST_WORDS, MOST_WORDS = 4, 24
"""Words in a sentence."""

_PRESENT = word_list("present")
_FIRST_SECOND = word_list("spoken")
_DANGLING = word_list("dangling")
_GENDERED = {
    "he": "she her hers herself",
    "she": "he him his himself",
    "they": "he she him his her hers himself herself",
}
_NO_NOUNS = _DANGLING | {"it", "him", "he", "she", "they", "them", "is", "then", "there"}
_OTHERS = word_list("third persons")
_CONTENT = word_list("content")
_QUOTES = str.maketrans("", "", "“”")
_VAGUE = word_list("vague")
_BRIGHT = word_list("bright")
_GLOOMY = word_list("gloomy")
_ANIMATE = word_list("animate")
_UNSUITABLE = word_list("unsuitable")
_HOPELESS = word_list("hopeless")
_LEANING = {"setting": 0.25, "wish": 0.2, "trouble": -0.5, "attempt": 0.0, "journey": 0.0, "turn": 0.4, "ending": 0.7}
"""How much a beat wants bright words (above 0) or gloomy ones (below 0)."""


@dataclass(frozen=True)
class Context:
    """What a sentence is judged against."""

    premise: Premise
    before: str
    """The story so far."""
    slot: Slot
    opening: str


def fault(sentence: str, context: Context) -> str | None:
    """Return why the sentence cannot stand in the story, or None."""
    said = low_words(sentence)
    added = low_words(sentence[len(context.opening) :])
    if not LEAST_WORDS <= len(said) <= MOST_WORDS or not 2 <= len(added) <= context.slot.most:
        return "too short or too long"
    plain = sentence.translate(_QUOTES) if context.slot.spoken else sentence
    if plain[-1] not in ".!" or re.search(r"[^A-Za-zÀ-ÿ '’,.!-]|--|,[,.]| ,|, that|'s? ,", plain):
        return "odd characters"
    if added[-1] in _DANGLING or any(a in {"a", "an", "the"} and b in _NO_NOUNS for a, b in pairwise(said)):
        return "breaks off"
    if any(word in _FIRST_SECOND for word in said):
        return "somebody speaks without quotes"
    if context.slot.spoken:
        return _speech_fault(added, context) or _form_fault(said, added, context)
    if any(word in _PRESENT for word in added):
        return "present tense"
    if re.search(r", (?:he|she|they|it|there) ", sentence[len(context.opening) :]):
        return "a comma splice"
    return _hero_fault(sentence, said, context) or _form_fault(said, added, context)


def _speech_fault(added: list[str], context: Context) -> str | None:
    """Advice is given to the hero: nobody is spoken of, and nothing is told."""
    hero = context.premise.hero
    if any(word in _OTHERS for word in added) or stem(hero.noun.split()[-1].lower()) in map(stem, added):
        return "speaks of somebody else"
    if any(word in finite_pasts() and word not in allowed("verbs") for word in added):
        return "tells instead of speaking"
    return None


def _form_fault(said: list[str], added: list[str], context: Context) -> str | None:
    slot = context.slot
    if slot.starts and added[0] not in slot.starts:
        return "does not follow from its opening"
    known = set(low_words(context.premise.text)) | set(low_words(context.before)) | set(low_words(context.opening))
    strange = [word for word in added if word not in known and not is_allowed(word)]
    if strange:
        return f"the word {strange[0]!r}"
    if any(word in _UNSUITABLE and word not in known for word in added):
        return "an unsuitable word"
    content = [stem(word) for word in said if is_content(word)]
    if len(content) != len(set(content)):
        return "repeats a word"
    if any(a == b for a, b in pairwise(said)) or len(set(_grams(said, 2))) < len(said) - 1:
        return "repeats itself"
    if re.search(r"\bso \w+ that (?:night|day|morning|evening)$", " ".join(said)):
        return "breaks off"
    if set(_grams(added, 4)) & set(_grams(low_words(context.before), 4)):
        return "says it again"
    if any(_disagree(a, b) for a, b in pairwise(said)):
        return "subject and verb disagree"
    if slot.beat == "trouble" and any(word in _CONTENT and word not in known for word in added):
        return "happy in its trouble"
    if slot.beat == "setting" and _gives_away(added, context.premise):
        return "tells too early what happens"
    if slot.beat == "ending":
        if any(word in _HOPELESS for word in added) and not {"never", "again"} <= set(added):
            return "an ending without hope"
        if any(word in _ANIMATE and word not in known for word in added):
            return "somebody new in the ending"
    return None


def _gives_away(added: Sequence[str], premise: Premise) -> bool:
    """Tell whether a setting has trouble in it, or what the premise tells later."""
    known = {*low_words(premise.hero.introduction), *low_words(premise.nature or ""), *low_words(premise.place or "")}
    later = premise.content - {stem(word) for word in known}
    return any(word in _HOPELESS or stem(word) in later for word in added)


def _disagree(subject: str, verb: str) -> bool:
    if verb == "was":
        return subject == "they" or is_plural(subject)
    return verb == "were" and subject in {"he", "she", "it"}


def _hero_fault(sentence: str, said: list[str], context: Context) -> str | None:
    hero = context.premise.hero
    capitals = set(WORD.findall(sentence)[1:]) - set(WORD.findall(context.premise.text + " " + context.opening))
    if any(word[0].isupper() for word in capitals):
        return "a new name"
    if any(word in _GENDERED[hero.pronouns[0]].split() for word in said):
        return "the wrong pronoun"
    noun = hero.noun.split()[-1].lower()
    if said[0] == hero.pronouns[0] and noun in said:
        return "the hero meets itself"
    for at, word in enumerate(said):
        if stem(word) == stem(noun) and at and context.before and noun != (hero.name or "").lower():
            lead = said[max(0, at - len(hero.noun.split()))]
            if lead not in {"the", "and"}:
                return "a second hero"
    return None


def score(sentence: str, logprob: float, context: Context) -> float:
    """Return how good a faultless sentence is; around 0, better is more.

    ``logprob`` is the mean log-probability of its tokens under the model that wrote it. The weights were set by reading
    many stories.
    """
    said = low_words(sentence)
    added = low_words(sentence[len(context.opening) :])
    return (
        1.5 * logprob
        + _substance(added, context)
        - _repetition(said, added, context)
        - _sprawl(said, added)
        - 0.4 * _newcomers(added, context)
        + _leaning(added, context.slot.beat)
    )


def _substance(added: Sequence[str], context: Context) -> float:
    """Reward new words of meaning, those of the premise most; vague ones cost."""
    premise = context.premise
    told = {stem(word) for word in low_words(context.before)}
    fresh = {stem(word) for word in added if is_content(word) and word not in _VAGUE} - told
    vague = sum(word in _VAGUE and stem(word) not in premise.content for word in added)
    return 0.35 * min(len(fresh), 4) + 0.3 * min(len(fresh & premise.content), 2) - 0.25 * vague


def _repetition(said: Sequence[str], added: Sequence[str], context: Context) -> float:
    """What was told before costs, in the last sentence most; so does what the premise or an example will say."""
    premise, before = context.premise, low_words(context.before)
    content = [stem(word) for word in added if is_content(word) and stem(word) not in premise.content]
    told = {stem(word) for word in before}
    last = {stem(word) for word in low_words(sentences(context.before)[-1])} if before else set()
    cost = 0.8 * sum(word in told for word in content) + 0.8 * sum(word in last for word in content)
    cost += 0.2 * sum(word in _EXAMPLE_STEMS for word in content)
    deeds = low_words(" . ".join(clause.text for clause in premise.clauses))
    return cost + _overlap(said, before) + 1.5 * _overlap(added, _EXAMPLE_WORDS) + 0.4 * _overlap(added, deeds)


def _sprawl(said: Sequence[str], added: Sequence[str]) -> float:
    """Too short, too long, or one purpose after another."""
    short, long = max(0, 9 - len(said)), max(0, len(added) - 10) + max(0, len(said) - 18)
    return 0.2 * short + 0.1 * long + 0.5 * max(0, added.count("to") - 1)


def _newcomers(added: Sequence[str], context: Context) -> int:
    """How many creatures enter the story outside the journey, where the hero may meet some."""
    if context.slot.beat == "journey":
        return 0
    cast = {*low_words(context.before), *low_words(context.premise.text), *low_words(context.opening)}
    return sum(word in _ANIMATE and word not in cast for word in added)


def _leaning(added: Sequence[str], beat: str) -> float:
    bright = sum(word in _BRIGHT for word in added)
    gloomy = sum(word in _GLOOMY for word in added)
    return _LEANING[beat] * max(-2, min(2, bright - gloomy))


def _grams(said: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(said[at : at + size]) for at in range(len(said) - size + 1)]


def _overlap(said: Sequence[str], before: Sequence[str]) -> int:
    """How many three-word runs with meaning the sentence takes over from what was there."""
    old = set(_grams(before, 3))
    return sum(gram in old and any(is_content(word) for word in gram) for gram in _grams(said, 3))


_EXAMPLE_WORDS = low_words(EXAMPLES)
_EXAMPLE_STEMS = frozenset(stem(word) for word in _EXAMPLE_WORDS if is_content(word))
