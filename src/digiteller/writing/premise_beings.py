"""Which beings of the knowledge the nouns of a premise mean."""

from __future__ import annotations

from functools import cache

from digiteller.language.story_hints import kind_of
from digiteller.writing.knowledge import Entry, Knowledge


def find_being(phrase: str, known: Knowledge) -> Entry | None:
    """Return what beings a noun means, by the words that the knowledge has for them, or by the picture book's."""
    table = _being_words(known)
    if phrase in table:
        return table[phrase]
    kind = kind_of(phrase)
    if kind and kind != "human":
        return table.get(kind) or known["being"].entries["animal"]
    return None


_WORDS: dict[int, dict[str, Entry]] = {}


def _being_words(known: Knowledge) -> dict[str, Entry]:
    if id(known) not in _WORDS:
        _WORDS[id(known)] = {word: entry for entry in known["being"].entries.values() for word in entry.words}
    return _WORDS[id(known)]


@cache
def ordinary_things() -> frozenset[str]:
    """Return nouns of things that everybody knows; others, such as "zorbling", mean creatures."""
    from digiteller.language.vocabulary import vocabulary

    return frozenset(" ".join(phrase) if isinstance(phrase, tuple) else phrase for phrase in vocabulary().phrases)
