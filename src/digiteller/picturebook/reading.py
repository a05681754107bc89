"""What the words of one text may mean, in their order."""

from __future__ import annotations

from dataclasses import dataclass, field

from digiteller.picturebook.lemmas import plural, words
from digiteller.picturebook.moment import Figure, Thing
from digiteller.picturebook.vocabulary import Vocabulary
from digiteller.story import Scene

_NUMBERS = {
    "two": 2,
    "both": 2,
    "pair": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "many": 4,
    "several": 3,
    "few": 3,
    "some": 3,
    "hundred": 6,
    "thousand": 7,
    "dozen": 6,
}


_ABSENT = {"no", "without", "not", "never", "nor", "like", "as", "than", "dream", "imagine", "wish", "remember"}


PRONOUNS = {"he", "she", "it", "him", "her", "his", "its"}


TOGETHER = {"they", "them", "together", "friends", "everyone", "everybody", "their", "both", "we", "us", "all"}


PLURAL = 3
"""As many as a plural without a number means."""
_YOUNG = {"kitten", "puppy", "cub", "piglet", "bunny", "fawn", "foal", "lamb", "calf", "chick", "pup", "owlet"}


_BEFORE_VERB = {"to", "he", "she", "it", "who", "that", "they"}


_AFTER_NOUN = {
    "in",
    "on",
    "at",
    "with",
    "and",
    "of",
    "under",
    "over",
    "by",
    "near",
    "beside",
    "behind",
    "is",
    "to",
    "from",
}


@dataclass
class Found:
    """What one text says, in its order."""

    settings: list[tuple[int, str]] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    weathers: list[str] = field(default_factory=list)
    actions: list[tuple[int, str]] = field(default_factory=list)
    figures: list[tuple[int, Figure]] = field(default_factory=list)
    things: list[tuple[int, Thing]] = field(default_factory=list)
    pronouns: set[str] = field(default_factory=set)
    lemmas: list[str] = field(default_factory=list)


def read(said: str, known: Vocabulary, names: dict[str, str]) -> Found:
    """Return what ``said`` says, by the longest phrases of the vocabulary."""
    found = Found()
    tokens = words(said)
    lemmas = known.lemmas(tokens)
    found.lemmas = [word.lower() for word in lemmas]
    at = 0
    while at < len(tokens):
        if tokens[at] in names:
            found.figures.append((at, Figure(names[tokens[at]], tokens[at])))
            at += 1
            continue
        length, meanings = longest(lemmas, at, known)
        if not meanings:
            low = tokens[at].lower()
            if low in PRONOUNS | TOGETHER:
                found.pronouns.add(low)
            at += 1
            continue
        for sort, value in meanings:
            _note(found, sort, value, tokens, lemmas, at, length, known)
        at += length
    return found


def longest(lemmas: list[str], at: int, known: Vocabulary) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Return the length in words of the longest known phrase that begins at word ``at``, and what it may mean."""
    for length in range(min(known.longest + 1, len(lemmas) - at), 0, -1):
        phrase = (lemmas[at], *(word for word in lemmas[at + 1 : at + length] if word not in {"a", "an", "the"}))
        if meanings := known.phrases.get(phrase):
            return length, meanings
    return 1, ()


def _note(
    found: Found, sort: str, value: str, tokens: list[str], lemmas: list[str], at: int, length: int, known: Vocabulary
) -> None:
    absent = bool(_ABSENT.intersection(word.lower() for word in lemmas[max(0, at - 3) : at]))
    if sort == "action":
        if not (absent and "not" in lemmas[max(0, at - 3) : at]):
            found.actions.append((at, value))
    elif absent:
        return
    elif sort == "setting":
        found.settings.append((at, value))
    elif sort == "time":
        found.times.append(value)
    elif sort == "weather":
        found.weathers.append(value)
    elif sort in {"figure", "prop"} and (_noun(tokens, lemmas, at, known) or length > 1):
        last = tokens[at + length - 1]
        count = _count(tokens, at, last)
        adjectives = {token.lower() for token in tokens[max(0, at - 3) : at]}
        if sort == "figure":
            small = bool(adjectives & {"small", "little", "tiny", "young", "baby"}) or last.lower() in _YOUNG
            old = bool(adjectives & {"old", "ancient", "elderly", "wise"})
            swarm = known.kinds[value].tiny and not {"a", "an", "one"} & {
                token.lower() for token in tokens[max(0, at - 3) : at]
            }
            found.figures.append(
                (
                    at,
                    Figure(
                        value, "", 3 if swarm and count == 1 and last.lower() == "fish" else count, small=small, old=old
                    ),
                )
            )
        else:
            found.things.append((at, Thing(value, count)))


def _noun(tokens: list[str], lemmas: list[str], at: int, known: Vocabulary) -> bool:
    """Whether the word stands where a noun does; only words that are verbs as well need to."""
    if lemmas[at] not in known.grammar["also verbs"]:
        return True
    if tokens[at].lower().endswith(("ing", "ed")):
        return False
    for before in range(at - 1, max(-1, at - 4), -1):
        if tokens[before].lower() in known.grammar["before noun"]:
            return True
        if tokens[before].lower() in _BEFORE_VERB or _thing_or_figure(lemmas[before], known):
            return False
    return at == 0 or plural(tokens[at])


def _thing_or_figure(word: str, known: Vocabulary) -> bool:
    return any(sort in {"figure", "prop"} for sort, _ in known.phrases.get((word,), ()))


def _count(tokens: list[str], at: int, last: str) -> int:
    for token in tokens[max(0, at - 3) : at]:
        if token.lower() in _NUMBERS:
            return _NUMBERS[token.lower()]
    return PLURAL if plural(last) else 1


def undrawable(scene: Scene, known: Vocabulary, names: dict[str, str]) -> tuple[str, ...]:
    """Return the nouns of the picture's words that cannot be drawn: those after an article that no phrase covers."""
    tokens = words(scene.picture)
    lemmas = known.lemmas(tokens)
    covered: set[int] = set()
    at = 0
    while at < len(tokens):
        length, meanings = longest(lemmas, at, known)
        if meanings:
            covered.update(range(at, at + length))
        at += length
    missing = []
    for at, token in enumerate(tokens):
        article = at > 0 and tokens[at - 1].lower() in {"a", "an"}
        last = (
            at + 1 == len(tokens)
            or not tokens[at + 1].isalpha()
            or tokens[at + 1].lower() in _AFTER_NOUN
            or lemmas[at + 1] != tokens[at + 1].lower()
        )
        if (
            article
            and last
            and at not in covered
            and token not in names
            and lemmas[at] not in known.grammar["abstract"]
        ):
            missing.append(token.lower())
    return tuple(dict.fromkeys(missing))
