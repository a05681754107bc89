"""How words are to be pronounced, where the user says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_SYLLABLE = re.compile(r"[A-Z]{2,}(?=-|\b)")
"""In capitals where the stress is: voices would spell it."""

FOREIGN_NAMES = {
    "Aoife": "eefa", "Chloë": "klowee", "Chloé": "klowee", "Giovanni": "jovahnee", "Giuseppe": "joosseppay",
    "Jacques": "zhahk", "Joaquin": "wahkeen", "Joaquín": "wahkeen", "Jorge": "horhay", "José": "hozay",
    "Niamh": "neev", "Nguyen": "win", "Saoirse": "seersha", "Sean": "shawn", "Seán": "shawn", "Siobhan": "shivawn",
    "Siobhán": "shivawn", "Zoë": "zoey",
}  # fmt: skip
"""Names that English front ends read letter by letter, as English speakers say them."""


def pronounce(words: Sequence[str], forms: Sequence[str], say: Mapping[str, str]) -> list[str]:
    """Return the spoken ``forms`` of ``words``, changed where ``say`` knows the words.

    Its keys are compared without regard to capitals where they have none themselves, and to the punctuation around
    them; longer ones go first. "Siobhan's" takes the pronunciation of "Siobhan" and keeps its ending. What several
    words are pronounced like stands at the first of them.
    """
    changed = list(forms)
    cores = [_split(word)[1] for word in words]
    keys = [(key.split(), key) for key in sorted(say, key=lambda key: -len(key.split()))]
    firsts = {parts[0].lower() for parts, _ in keys if parts}
    at = 0
    while at < len(words):
        found = cores[at].lower() in firsts and next((key for key in keys if _matches(cores[at:], *key)), None)
        if not found:
            at += 1
            continue
        parts, key = found
        changed[at : at + len(parts)] = [""] * len(parts)
        changed[at] = _dressed(words[at], words[at + len(parts) - 1], say[key])
        at += len(parts)
    return changed


def _matches(cores: Sequence[str], parts: Sequence[str], key: str) -> bool:
    here = list(cores[: len(parts)])
    return here == parts or (key.islower() and [core.lower() for core in here] == parts)


def _split(word: str) -> tuple[str, str, str, str]:
    """Return the punctuation before a word, the word, its possessive ending, and the punctuation after it."""
    letters = [at for at, char in enumerate(word) if char.isalnum()]
    if not letters:
        return word, "", "", ""
    first, last = letters[0], letters[-1] + 1
    before, core, after = word[:first], word[first:last], word[last:]
    if core[-2:] in ("'s", "’s"):
        return before, core[:-2], core[-2:], after
    if after[:1] in ("'", "’") and after[1:2].strip() == "" and core.endswith("s"):
        return before, core, after[:1], after[1:]
    return before, core, "", after


def _dressed(first: str, last: str, sound: str) -> str:
    """Return a pronunciation with the punctuation around the words that it stands for."""
    before, (_, _, own, after) = _split(first)[0], _split(last)
    sound = sound if sound.startswith("/") else _SYLLABLE.sub(lambda syllable: syllable[0].lower(), sound)
    if own and sound.startswith("/"):
        sound, own = f"{sound[:-1]}{'ɪz' if sound[-2] in 'szʃʒ' else 's' if sound[-2] in 'ptkfθ' else 'z'}/", ""
    return f"{before}{sound}{own}{after}"
