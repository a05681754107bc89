"""The kind of every name in a story."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.language.morphology import NOUN, VERB, Token, plural, words
from digiteller.language.vocabulary import Vocabulary, vocabulary
from digiteller.story import Scene

_FEMALE_ENDINGS = ("a", "ie", "elle", "ette", "ine", "ily", "ah")
_TITLES = {
    "mr": "man",
    "sir": "man",
    "mrs": "woman",
    "ms": "woman",
    "miss": "woman",
    "madam": "woman",
    "madame": "woman",
}
_WITHIN = 6
"""How many words away from its kind a name may stand."""


def named(scenes: Sequence[Scene]) -> dict[str, str]:
    """Return the kind of every name in the story: ``{"Pip": "fox"}``; an unknown name is a child's."""
    known = vocabulary()
    kinds: dict[str, str] = {}
    seen: dict[str, int] = {}
    for said in (said for scene in scenes for said in (scene.text, scene.picture)):
        told = words(said)
        hero, told_by_phrase = "", 0
        for at, word in enumerate(told):
            here, length = _kind_at(told, at, known), known.match(told, at)[0]
            hero = here or hero
            if here and length > 1:
                told_by_phrase = max(told_by_phrase, at + length)
            if at < told_by_phrase or not word.capital or _of_place(told, at, known):
                continue
            kind = _kind_beside(told, at, known)
            if not kind and [one.low for one in told[max(0, at - 2) : at]] in (["name", "was"], ["name", "is"]):
                kind = hero
            if kind and not _ordinary(told, at, known):
                kinds.setdefault(word.text, kind)
            elif _name_like(told, at, known):
                sure = not _opens(told, at) or not word.classes or _first_name(word.low, known)
                if title := _TITLES.get(told[at - 1].low if at else ""):
                    kinds.setdefault(word.text, title)
                seen[word.text] = seen.get(word.text, 0) + (2 if sure else 1)
    for name, times in seen.items():
        if name not in kinds and times > 1:
            kinds[name] = "girl" if gender_of_name(name, known) == "she" else "boy"
    return kinds


def gender_of_name(name: str, known: Vocabulary) -> str:
    """Return she or he for a person's first name."""
    low = name.lower()
    if low in known.grammar["girls' names"]:
        return "she"
    if low in known.grammar["boys' names"]:
        return "he"
    return "she" if low.endswith(_FEMALE_ENDINGS) else "he"


def _opens(told: Sequence[Token], at: int) -> bool:
    """Whether a word opens a sentence or what somebody says."""
    return at == 0 or (told[at - 1].mark and told[at - 1].text != ",") or (told[at].quoted and not told[at - 1].quoted)


def _ordinary(told: Sequence[Token], at: int, known: Vocabulary) -> bool:
    """Whether a capitalised word is surely no name."""
    word = told[at]
    if word.low in known.grammar["not names"] or not word.text.isalpha() or len(word.text) < 2:
        return True
    if any(
        word.low in known.grammar[sort]
        for sort in ("determiners", "prepositions", "conjunctions", "auxiliaries", "titles")
    ):
        return True
    return _opens(told, at) and known.match(told, at)[0] > 1


def _name_like(told: Sequence[Token], at: int, known: Vocabulary) -> bool:
    """Whether a word is a name although nothing beside it tells whose."""
    if _ordinary(told, at, known):
        return False
    word = told[at]
    first_name = _first_name(word.low, known)
    shown = bool(known.match(told, at)[1])
    following = told[at + 1] if at + 1 < len(told) else None
    if _opens(told, at):
        goes_on = following is not None and (
            VERB in following.classes or following.low in {"and", "'s", ",", "was", "is", "had"}
        )
        if first_name:
            return goes_on and not (shown and following is not None and following.low == ",")
        if shown or following is None or following.low in {",", "and"}:
            return False
        verb_follows = VERB in following.classes
        return (not word.classes and goes_on) or (verb_follows and NOUN in word.classes and not plural(word.low))
    return not shown or first_name


def _first_name(low: str, known: Vocabulary) -> bool:
    return low in known.grammar["girls' names"] or low in known.grammar["boys' names"]


def _of_place(told: Sequence[Token], at: int, known: Vocabulary) -> bool:
    """Whether a capitalised word belongs to the name of a place: "Green Hill Farm", "in Paris"."""
    begin = at
    while begin and at - begin < _WITHIN and told[begin - 1].capital:
        begin -= 1
    if begin and begin < at and told[begin - 1].low == "the":
        return True
    end = at
    while end + 1 < len(told) and end - at < _WITHIN and told[end + 1].capital:
        end += 1
    if end > at and told[end].low in known.grammar["place names"]:
        return True
    if end > at + 1 or told[at].low in known.grammar["place names"]:
        return told[at].low in known.grammar["place names"]
    before = told[at - 1].low if at else ""
    return before in {"in", "at", "into", "through", "across"} and not _first_name(told[at].low, known)


def _kind_at(told: Sequence[Token], at: int, known: Vocabulary) -> str:
    """Return the kind of figure that the word at ``at`` ends or begins; "" if none."""
    return next((one.value for one in known.match(told, at)[1] if one.sort == "figure"), "")


def _kind_beside(told: Sequence[Token], at: int, known: Vocabulary) -> str:
    """Return the kind that the words beside a name give it: "Pip the fox", "a fox named Pip", "her brother Tom"."""
    return _kind_after(told, at, known) or _kind_before(told, at, known)


def _kind_after(told: Sequence[Token], at: int, known: Vocabulary) -> str:
    place = at + 1
    if place + 2 < len(told) and told[place].low == "and" and told[place + 1].capital and told[place + 2].low == "were":
        place += 2
    if place < len(told) and told[place].text == ",":
        place += 1
    if place < len(told) and told[place].low in {"is", "was", "were", "are"}:
        place += 1
    if place >= len(told) or (place == at + 1 and told[place].low not in {"the", "a", "an"}):
        return ""
    if told[place].low not in {"the", "a", "an", "his", "her", "their", "two", "three", "both"}:
        return ""
    for end in range(place + 1, min(len(told), place + _WITHIN)):
        if kind := _kind_at(told, end, known):
            length = known.match(told, end)[0]
            following = told[end + length] if end + length < len(told) else None
            compound = (
                following is not None
                and NOUN in following.classes
                and VERB not in following.classes
                and not following.mark
            )
            return "" if compound else kind
        if told[end].mark or not _describes(told[end]):
            return ""
    return ""


def _kind_before(told: Sequence[Token], at: int, known: Vocabulary) -> str:
    end = at
    if end and told[end - 1].low in {"named", "called"}:
        end -= 1
    elif end > 1 and told[end - 1].text == ",":
        following = told[at + 1] if at + 1 < len(told) else None
        if following is not None and not following.mark and following.low != "and":
            return ""
        end -= 1
    elif end and told[end - 1].mark:
        return ""
    for start in range(max(0, end - 3), end):
        length, meanings = known.match(told, start)
        kind = next((one.value for one in meanings if one.sort == "figure"), "")
        if kind and start + length == end:
            plain = end == at and not told[start].capital and told[start].low not in known.grammar["family"]
            verbish = plain and VERB in told[start].classes and start and told[start - 1].low in {"to", "and"}
            return "" if verbish or plural(told[end - 1].low) else kind
    return ""


def _describes(word: Token) -> bool:
    """Whether a word may stand between the article and the kind."""
    return bool(word.classes - {VERB}) or not word.classes or word.low.endswith(("ing", "ed"))
