"""Words with their part in the sentence: determiner, adjective, noun, verb, preposition and so on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digiteller.language.morphology import ADJECTIVE, ADVERB, NOUN, VERB, Token, inflected, plural, verb
from digiteller.language.vocabulary import Meaning, Vocabulary

_NOUNS = {"figure", "prop", "setting", "scenery", "time", "weather"}
_IN_PHRASE = {"determiner", "adjective"}


@dataclass(frozen=True)
class Unit:
    """A word, or a phrase of the vocabulary, with its part of speech."""

    sort: str
    """noun, verb, auxiliary, adjective, adverb, determiner, pronoun, preposition, conjunction, subordinator, relative,
    negation, mark, or adverbial: a phrase that stands by itself."""
    words: tuple[Token, ...]
    at: int
    """Its first word's place in the text."""
    meanings: tuple[Meaning, ...] = ()
    name: str = ""
    """The name, if it is one."""

    @property
    def low(self) -> str:
        """The first word in lower case."""
        return self.words[0].low

    @property
    def last(self) -> Token:
        """The last word: the head of a noun."""
        return self.words[-1]

    @property
    def lemma(self) -> str:
        """The infinitive of a verb, or the word itself."""
        return verb(self.low) or self.low if self.sort in {"verb", "auxiliary"} else self.low


def tag(words: Sequence[Token], known: Vocabulary, names: dict[str, str]) -> list[Unit]:
    """Return the words of a text with their parts of speech, the vocabulary's longest phrases taken together."""
    found: list[Unit] = []
    at = 0
    while at < len(words):
        word = words[at]
        if word.mark:
            found.append(Unit("mark", (word,), at))
            at += 1
            continue
        if word.text in names:
            found.append(Unit("noun", (word,), at, name=word.text))
            at += 1
            continue
        length, meanings = known.match(words, at)
        phrase = tuple(words[at : at + length])
        following = words[at + length] if at + length < len(words) else None
        sort = (
            _phrase(phrase, meanings, known)
            if length > 1
            else _closed(word, found, following, known) or _open(word, meanings, found, following, known)
        )
        wanted = (
            {"action", "weather"}
            if sort == "verb"
            else _NOUNS
            if sort in {"noun", "adverbial"}
            else _NOUNS | {"action"}
        )
        meant = tuple(one for one in meanings if one.sort in wanted and not _no_weather(one, sort, phrase[-1], found))
        found.append(Unit(sort, phrase, at, meant))
        at += length
    return found


def _no_weather(meaning: Meaning, sort: str, word: Token, before: list[Unit]) -> bool:
    """Whether a word tells nothing of the weather: "wound the clock", "out poured the bees"."""
    if meaning.sort != "weather" or meaning.phrase[-1] not in {"wind", "storm", "pour"}:
        return False
    if sort == "verb":
        return not any(unit.low in {"it", "rain"} for unit in before[-3:])
    return word.low != meaning.phrase[-1] and not plural(word.low)


def _phrase(phrase: tuple[Token, ...], meanings: Sequence[Meaning], known: Vocabulary) -> str:
    """Return the part of several words that the vocabulary has together."""
    sorts = {one.sort for one in meanings}
    if phrase[0].low in known.grammar["prepositions"]:
        return "adverbial"
    if sorts == {"action"}:
        return "verb"
    if sorts & {"figure", "prop", "scenery"} or (NOUN in phrase[-1].classes and not inflected(phrase[-1].low)):
        return "noun"
    return "adverbial"


def _closed(word: Token, before: list[Unit], following: Token | None, known: Vocabulary) -> str:
    """Return the part of a word of a closed class; "" for all others."""
    grammar, low = known.grammar, word.low
    prior = before[-1] if before else None
    starts = following is not None and not following.mark and _nominal(following, known)
    if low in {"her", "his"}:
        placed = prior is not None and prior.sort == "preposition" and bool(following and following.classes)
        return "determiner" if starts or placed else "pronoun"
    if low == "that":
        if (
            prior
            and prior.sort == "noun"
            and following
            and (following.classes & {VERB} or _pronoun(following.low, known))
        ):
            return "relative"
        told = (prior is not None and prior.name) or (following is not None and plural(following.low))
        return "determiner" if starts and not told else "subordinator" if following else "pronoun"
    if low == "'s":
        return "determiner"
    if low in grammar["relatives"]:
        return "relative"
    if low in {"all", "both", "each"} and prior and prior.sort in {"pronoun", "noun"}:
        return "adverb"
    if low in {"all", "both", "each", "some", "many", "one", "two", "three", "four", "few"} and not starts:
        return "pronoun" if low in {"all", "both", "each"} else "noun"
    if low == "because" and following and following.low == "of":
        return "adverb"
    if low == "like" and prior and (prior.sort == "pronoun" or prior.low in {"would", "to"}):
        return "verb"
    if low == "no" and following and following.low == "longer":
        return "negation"
    if low in grammar["determiners"] or (low in known.numbers and (starts or not before)) or low.isdigit():
        return "determiner"
    if _pronoun(low, known):
        return "pronoun"
    if low in grammar["negations"]:
        return "negation"
    if low in grammar["subordinators"] and (
        low not in grammar["prepositions"] or _clause_follows(low, before, following, known)
    ):
        return "subordinator"
    if low in grammar["conjunctions"]:
        return "conjunction"
    if low in {"then", "well"} and (not prior or prior.sort in {"mark", "conjunction"}):
        return "adverb"
    if low in grammar["auxiliaries"]:
        return "auxiliary"
    if low in grammar["prepositions"]:
        return "preposition"
    if low in grammar["adverbs"]:
        owned = prior is not None and prior.sort == "determiner" and (prior.low in grammar["possessives"] or not starts)
        return "noun" if owned and NOUN in word.classes else "adverb"
    return ""


def _pronoun(low: str, known: Vocabulary) -> bool:
    return low in known.pronouns and low not in known.grammar["possessives"]


def _clause_follows(low: str, before: list[Unit], following: Token | None, known: Vocabulary) -> bool:
    """Whether "before", "until", "as" and the like open a clause: a subject follows."""
    if following is None:
        return False
    compared = low == "as" and any(unit.low == "as" or unit.sort in {"adjective", "adverb"} for unit in before[-2:])
    article = low == "as" and following.low in known.grammar["determiners"] and not compared
    return article or _pronoun(following.low, known) or (following.capital and not compared)


def _nominal(word: Token, known: Vocabulary) -> bool:
    """Whether a word may go on with a noun phrase that has begun."""
    low = word.low
    grammar = known.grammar
    if low in known.numbers or low == "other":
        return True
    if any(
        low in grammar[sort]
        for sort in ("determiners", "prepositions", "conjunctions", "auxiliaries", "adverbs", "relatives")
    ):
        return False
    if _pronoun(low, known) or low in grammar["subordinators"] or word.mark:
        return False
    verbal = word.classes == {VERB} and not low.endswith(("ing", "ed"))
    return not verbal and word.classes != {ADVERB}


def _open(
    word: Token, meanings: Sequence[Meaning], before: list[Unit], following: Token | None, known: Vocabulary
) -> str:
    """Return noun, verb, adjective or adverb, by the word's classes and what stands before and after it."""
    sorts = word.classes
    prior = next((unit for unit in reversed(before) if unit.sort != "adverb"), None)
    sort = prior.sort if prior else "mark"
    acts = any(one.sort == "action" for one in meanings)
    shown = any(one.sort in _NOUNS for one in meanings) and word.low not in known.colors
    goes_on = following is not None and _nominal(following, known)
    if sorts == {ADVERB}:
        return "adverb"
    if VERB not in sorts:
        if not sorts and word.low.endswith("ed") and sort in {"noun", "pronoun", "conjunction"}:
            return "verb"
        if acts and not shown and ADJECTIVE in sorts and sort not in _IN_PHRASE:
            return "verb"
        return _name_word(word, goes_on, shown)
    if prior and prior.low in known.grammar["modals"]:
        return "noun" if prior.low == "to" and not _infinitive(word, before, following, acts, shown, known) else "verb"
    if sort in _IN_PHRASE:
        ends = shown and following is not None and inflected(following.low) and not _pictured(following, known)
        if (
            goes_on
            and not ends
            and (ADJECTIVE in sorts or word.low.endswith(("ing", "ed")) or (inflected(word.low) and NOUN not in sorts))
        ):
            return "adjective"
        return "noun" if sorts & {NOUN, ADJECTIVE} or shown or word.low.endswith("ing") else "verb"
    if sort in {"pronoun", "relative", "negation"}:
        return "verb"
    if sort == "auxiliary":
        if inflected(word.low) or (prior and verb(prior.low) != "be"):
            return "verb" if inflected(word.low) or not shown else "noun"
        return _name_word(word, goes_on, shown)
    if sort == "noun":
        return _after_noun(word, before, following, acts, shown, known)
    ing = word.low.endswith("ing")
    if sort == "preposition":
        return "verb" if ing and not shown else _name_word(word, goes_on, shown)
    if inflected(word.low) and (ing or NOUN not in sorts or acts or (not plural(word.low) and not shown)):
        if ing and shown and not acts:
            return "noun"
        return "adjective" if goes_on and not ing and ADJECTIVE in sorts and sort != "conjunction" else "verb"
    if sort == "conjunction" and not inflected(word.low) and (acts or NOUN not in sorts):
        told = next((unit for unit in reversed(before) if unit.sort == "verb"), None)
        if told and (not inflected(told.low) or _object_follows(following, known)):
            return "verb"
    if sort in {"verb", "mark"} and acts and not shown and not goes_on and not inflected(word.low):
        return "verb"
    return _name_word(word, goes_on, shown)


def _pictured(word: Token, known: Vocabulary) -> bool:
    return any(one.sort in {"figure", "prop"} for one in known.match([word], 0)[1])


def _name_word(word: Token, goes_on: bool, shown: bool) -> str:
    """Return noun, adjective, verb or adverb for a word where no verb is likely."""
    if ADJECTIVE in word.classes and (NOUN not in word.classes or not shown):
        return "adjective"
    if NOUN in word.classes or not word.classes or shown:
        return "noun"
    return "verb" if VERB in word.classes else "adverb"


def _infinitive(
    word: Token, before: list[Unit], following: Token | None, acts: bool, shown: bool, known: Vocabulary
) -> bool:
    """Whether a word after "to" is a verb: "to water the flowers", "had to duck", not "to school"."""
    if inflected(word.low):
        return False
    if len(before) > 1 and before[-2].lemma in known.grammar["infinitive verbs"]:
        return True
    return acts or _object_follows(following, known) or not (shown and NOUN in word.classes)


def _object_follows(following: Token | None, known: Vocabulary) -> bool:
    return following is not None and (
        following.low in known.grammar["determiners"] or _pronoun(following.low, known) or following.capital
    )


def _after_noun(
    word: Token, before: list[Unit], following: Token | None, acts: bool, shown: bool, known: Vocabulary
) -> str:
    """Return whether a word after a noun is its verb ("a girl walks") or goes on with it ("the school walks")."""
    prior = before[-1]
    many = plural(prior.last.low) or (len(before) > 2 and _coordinated(before))
    if inflected(word.low):
        if not plural(word.low) or word.low.endswith("ing"):
            making = word.low.endswith("ing") and _object_follows(following, known)
            return "noun" if word.low.endswith("ing") and shown and not acts and not making else "verb"
        if many and not prior.name:
            return "noun"
        if acts or NOUN not in word.classes:
            return "verb"
        return "noun" if shown else "verb"
    if word.low in known.grammar["unchanged verbs"] and (
        _object_follows(following, known) or (following is not None and following.low in {"out", "up", "down", "off"})
    ):
        return "verb"
    if (many and (acts or NOUN not in word.classes or not shown)) or (acts and _object_follows(following, known)):
        return "verb"
    if NOUN in word.classes or shown:
        return "noun"
    return "adjective" if ADJECTIVE in word.classes else "verb"


def _coordinated(before: list[Unit]) -> bool:
    """Whether the noun phrase at the end of ``before`` is one of several: "a girl and her dog"."""
    for unit in reversed(before[:-1]):
        if unit.sort == "conjunction":
            return unit.low == "and"
        if unit.sort not in {"determiner", "adjective", "noun"}:
            return False
    return False
