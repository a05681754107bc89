"""The kind of every name in a story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digiteller.picturebook.lemmas import words
from digiteller.picturebook.vocabulary import Vocabulary, vocabulary
from digiteller.story import Scene

_GIRLS = re.compile(r"(a|ie|elle|ette|ine|ily|lucy|ruth|alice|rose|may|june|grace|claire|ivy|lily|zoe|chloe|emily)$")


def named(scenes: Sequence[Scene]) -> dict[str, str]:
    """Return the kind of every name in the story: ``{"Pip": "fox"}``; an unknown name is a child's."""
    known = vocabulary()
    kinds: dict[str, str] = {}
    seen: dict[str, int] = {}
    for said in (said for scene in scenes for said in (scene.text, scene.picture)):
        tokens = words(said)
        lemmas = known.lemmas(tokens)
        for at, token in enumerate(tokens):
            if not _name_like(token, lemmas[at], known):
                continue
            inside = at > 0 and tokens[at - 1] not in ".!?;:"
            seen[token] = seen.get(token, 0) + (2 if inside else 1)
            kind = _kind_beside(lemmas, at, known)
            if kind:
                kinds.setdefault(token, kind)
    for name, times in seen.items():
        if name not in kinds and times > 1:
            kinds[name] = "girl" if _GIRLS.search(name.lower()) else "boy"
    return kinds


def _name_like(token: str, form: str, known: Vocabulary) -> bool:
    return (
        token[:1].isupper()
        and token[1:].islower()
        and token.isalpha()
        and token.lower() not in known.grammar["not names"]
        and (form,) not in known.phrases
    )


def _kind_beside(lemmas: list[str], at: int, known: Vocabulary) -> str:
    """Return the kind that the words beside a name give it: "Pip the fox", "a fox named Pip", "her brother Tom"."""
    after = lemmas[at + 1 : at + 6]
    if after[:1] == [","]:
        after = after[1:]
    if (after and after[0] in {"the", "a", "an"}) or (
        after[:1] == ["be"] or after[:2] == ["was", "a"] or after[:1] == ["is"]
    ):
        for length in range(1, len(after)):
            if kind := _kind(tuple(after[length:]), known):
                return kind
            if after[length] in {".", ",", "and"}:
                break
    before = lemmas[max(0, at - 5) : at]
    for cut in ({"name", "named", "call", "called", ","}, set()):
        if cut and not (before and before[-1] in cut):
            continue
        words_before = before[:-1] if cut else before
        for start in range(len(words_before)):
            value = _kind(tuple(words_before[start:]), known, whole=True)
            if value:
                return value
    return ""


def _kind(phrase: tuple[str, ...], known: Vocabulary, whole: bool = False) -> str:
    lengths = (len(phrase),) if whole else range(min(len(phrase), known.longest), 0, -1)
    for length in lengths:
        for sort, value in known.phrases.get(phrase[:length], ()):
            if sort == "figure":
                return value
    return ""
