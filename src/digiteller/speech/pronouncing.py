"""How words are to be pronounced, where the user says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_CORE = re.compile(r"(?P<before>\W*)(?P<core>.*?)(?P<own>['’]s|['’])?(?P<after>\W*)", re.DOTALL)

_SYLLABLE = re.compile(r"[A-Z]{2,}(?=-|\b)")
"""In capitals where the stress is: voices would spell it."""

FOREIGN_NAMES = {
    "Aoife": "eefa", "Chloë": "klowee", "Chloé": "klowee", "Giovanni": "jovahnee", "Giuseppe": "joosseppay",
    "Jacques": "zhahk", "Joaquin": "wahkeen", "Joaquín": "wahkeen", "Jorge": "horhay", "José": "hozay",
    "Niamh": "neev", "Nguyen": "win", "Saoirse": "seersha", "Sean": "shawn", "Seán": "shawn", "Siobhan": "shivawn",
    "Siobhán": "shivawn", "Zoë": "zoey",
}  # fmt: skip
"""Names that English front ends read letter by letter, as English speakers say them."""


def pronounced(words: Sequence[str], forms: Sequence[str], say: Mapping[str, str]) -> list[str]:
    """Return the spoken ``forms`` of ``words``, changed where ``say`` knows the words.

    Its keys are compared without regard to capitals where they have none themselves, and to the punctuation around
    them; longer ones go first. "Siobhan's" takes the pronunciation of "Siobhan" and keeps its ending. What several
    words are pronounced like stands at the first of them.
    """
    changed = list(forms)
    keys = sorted(say, key=lambda key: -len(key.split()))
    at = 0
    while at < len(words):
        size = next((len(key.split()) for key in keys if _matches(words, at, key)), 0)
        if size:
            key = next(key for key in keys if _matches(words, at, key))
            changed[at : at + size] = ["", *[""] * (size - 1)]
            changed[at] = _dressed(words[at], words[at + size - 1], say[key])
        at += size or 1
    return changed


def _matches(words: Sequence[str], at: int, key: str) -> bool:
    parts = key.split()
    found = [_core(word) for word in words[at : at + len(parts)]]
    return found == parts or (key.islower() and [word.lower() for word in found] == parts)


def _core(word: str) -> str:
    match = _CORE.fullmatch(word)
    return match["core"] if match else word


def _dressed(first: str, last: str, sound: str) -> str:
    """Return a pronunciation with the punctuation around the words that it stands for."""
    opening, closing = _CORE.fullmatch(first), _CORE.fullmatch(last)
    assert opening is not None
    assert closing is not None
    own = closing["own"] or ""
    sound = sound if sound.startswith("/") else _SYLLABLE.sub(lambda syllable: syllable[0].lower(), sound)
    if own and sound.startswith("/"):
        sound, own = f"{sound[:-1]}{'ɪz' if sound[-2] in 'szʃʒ' else 's' if sound[-2] in 'ptkfθ' else 'z'}/", ""
    return f"{opening['before']}{sound}{own}{closing['after']}"
