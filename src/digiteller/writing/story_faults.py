"""Is it a story? What is wrong with a scene that a model wrote, judged by rules that hold in any language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from digiteller.language import language_detection
from digiteller.language.language_tags import base_language
from digiteller.language.sentences import sentences
from digiteller.writing import few_shot_prompt, instruct_prompt

_LIST = re.compile(r"^\s*(?:[-*•–+]|\(?\d{1,3}[.):]|\(?[a-z]\))\s+\S", re.M)
_MARKUP = re.compile(
    r"^\s*#{1,6}\s|\*\*|```|</?[a-zA-Z][^>]*>|https?://|[{}|\\]|\[[^\]]*\]|<\|"
    r"|^\s*(?:scene|page|chapter|title|story|text|picture|mood|note|escena|página|сцена|страница|kapitel|seite|scène)"
    r"\s*\d*\s*[:.]",
    re.I | re.M,
)
_ABOUT_ITSELF = re.compile(
    r"\bas an? (?:AI|artificial intelligence|(?:large )?language model)\b|\blanguage model\b|\bI(?: am|'m|’m) an AI\b"
    r"|\bI (?:cannot|can't|can’t|am unable to|am not able to) (?:write|help|create|fulfil|assist|provide|continue)"
    r"|\bI(?:'m|’m| am) sorry, but\b"
    r"|\bhere(?: is|'s|’s) (?:a|the|your|another|my)\b.{0,40}\b(?:story|scene|version|draft)\b"
    r"|^(?:sure|certainly|of course|okay|absolutely)!|\blet me know if\b|\bhope (?:you|this) (?:like|enjoy|helps)"
    r"|\bthis (?:scene|story|picture book|passage) (?:is|shows|tells|should)\b|\bJSON\b|\bword count\b"
    r"|\b(?:modelo de lenguaje|modèle de langage|sprachmodell|modello linguistico)\b|языков(?:ая|ой) модель|语言模型"
    r"|言語モデル|^(?:claro|por supuesto|конечно|natürlich|bien sûr)!",
    re.I,
)
"""Outside of quotation marks: what a figure says is its own."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“”]*[“”]")
_ENDED = re.compile(r"[.!?…。！？।؟][\"'”’»)」』\]]*$")
_STUTTER = re.compile(r"(\b\w+\b(?:\W+\w+\b){0,2})(?:\W+\1\b){3,}", re.I)
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = ("zh", "ja", "th")
"""Languages whose words are not told apart here."""
_MOST_LETTERS = 4000
"""Of a scene; what is longer is not looked at."""
_NEAR = 3
"""Words in a row that are compared between scenes."""
_SAME = 0.4
"""Share of such rows at which two scenes tell the same."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a scene."""

    text: str
    """As the rest of "it was refused, because ..."."""
    grave: bool = True
    """It is not a story; what is not grave is only not as it was asked for."""


def scene_faults(
    text: str, language: str, others: Sequence[str], length: instruct_prompt.Length = instruct_prompt.LENGTH
) -> list[Fault]:
    """Return what is wrong with the text of a scene of some length; ``others`` are the other scenes of the story."""
    text = text.strip()
    if not _LETTER.search(text):
        return [Fault("it has no words")]
    if len(text) > _MOST_LETTERS:
        return [Fault(f"it is too long: {length.most} words are the most")]
    found = [Fault(says) for says, wrong in _CHECKS if wrong(text)]
    if language_detection.is_other(text, language):
        found.append(Fault(f"it is not in {language_detection.name(language)}"))
    if any(overlap(text, other) > _SAME for other in others):
        found.append(Fault("it repeats another scene"))
    if any(overlap(text, example) > _SAME for example in _examples()):
        found.append(Fault("it repeats the example"))
    size = language_detection.length(text)
    if size < length.least - 3:
        found.append(Fault(f"it is too short: {length.least} words are the least", grave=size < 5))
    if size > length.most + 4:
        found.append(Fault(f"it is too long: {length.most} words are the most", grave=size > 3 * length.most))
    return found


def story_fault(texts: Sequence[str], premise: str | None, language: str) -> str | None:
    """Return what is wrong with a story as a whole, whose scenes are well each for itself."""
    told = " ".join(texts)
    if language_detection.is_other(told, language):
        return f"it is not in {language_detection.name(language)}"
    language = base_language(language)
    if premise is None or language in _UNSPACED or (language_detection.detect(premise) or "en") != language:
        return None
    asked = stems(premise, language)
    if len(asked) >= 3 and len(asked & stems(told, language)) < max(1, len(asked) // 5):
        return "it has little to do with the premise"
    return None


def without_speech(text: str) -> str:
    """Return what the narrator says of a text."""
    return _QUOTED.sub("", text).strip()


def _is_about_itself(text: str) -> bool:
    return bool(_ABOUT_ITSELF.search(without_speech(text)))


def _repeats_itself(text: str) -> bool:
    said = [part.lower().strip() for part in sentences(text)]
    words = [word.lower() for word in _WORD.findall(text)]
    varied = len(set(words)) / max(1, len(words))
    return bool(_STUTTER.search(text)) or len(set(said)) < len(said) or (len(words) > 20 and varied < 0.45)


def _mostly_signs(text: str) -> bool:
    shown = [char for char in text if not char.isspace()]
    return len(_LETTER.findall(text)) + len(re.findall(r"[\u0900-\u0dff\u0e00-\u0eff]", text)) < 0.7 * len(shown)


_CHECKS = (
    ("it is a list", lambda text: bool(_LIST.search(text))),
    ("it has markup or a heading in it", lambda text: bool(_MARKUP.search(text))),
    ("it talks about itself instead of telling", _is_about_itself),
    ("it breaks off", lambda text: not _ENDED.search(text)),
    ("it repeats itself", _repeats_itself),
    ("it is no prose", _mostly_signs),
)


def overlap(text: str, other: str) -> float:
    """Return the share of the rows of words of the shorter text that are in the other one too."""
    first, second = _rows(text), _rows(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def _rows(text: str) -> set[tuple[str, ...]]:
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) <= _NEAR:  # a script without spaces
        words = list("".join(words))
    return {tuple(words[at : at + _NEAR]) for at in range(len(words) - _NEAR + 1)}


def stems(text: str, language: str) -> set[str]:
    """Return the beginnings of the words that mean something, which stay the same in most of their forms."""
    said = {word.lower() for word in _WORD.findall(text)} - language_detection.FUNCTION_WORDS.get(language, frozenset())
    return {word[:4] for word in said if len(word) > 2}


def _examples() -> list[str]:
    return [
        line.removeprefix("Story: ") for line in few_shot_prompt.EXAMPLES.splitlines() if line.startswith("Story: ")
    ]
