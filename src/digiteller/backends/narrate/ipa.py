"""Spoken forms in the International Phonetic Alphabet, between slashes: ``/ˈmiːnə/`` with punctuation around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

_FORM = re.compile(r"(?P<before>[^\w/]*)/(?P<ipa>[^/]+)/(?P<after>[^\w/]*)")


def runs(words: Sequence[str]) -> Iterator[tuple[int, Sequence[str], str | None]]:
    """Yield a sentence's spoken forms as runs: where each starts, its forms, and its IPA if it is one form in IPA.

    The IPA is decomposed (NFD), as espeak's is, with the punctuation around it.
    """
    start = 0
    for at, word in enumerate(words):
        match = _FORM.fullmatch(word)
        if match is None:
            continue
        if start < at:
            yield start, words[start:at], None
        yield at, words[at : at + 1], unicodedata.normalize("NFD", match["before"] + match["ipa"] + match["after"])
        start = at + 1
    if start < len(words):
        yield start, words[start:], None


_KOKORO = (
    ("\u0361", ""), ("oʊ", "O"), ("əʊ", "O"), ("eɪ", "A"), ("aɪ", "I"), ("aʊ", "W"), ("ɔɪ", "Y"), ("dʒ", "ʤ"),
    ("tʃ", "ʧ"),
    ("ɝ", "ɜɹ"), ("ɚ", "əɹ"), ("r", "ɹ"), ("g", "ɡ"), ("e", "ɛ"), ("o", "O"), ("a", "ɑ"), ("ː", ""),
)  # fmt: skip
"""How Kokoro writes sounds: diphthongs and affricates in one letter, no lengths."""
_STRESSED = re.compile(r"([ˈˌ])([^ˈˌ\sAIOQWYaiuəɑɐɒæɔɛɜɪʊʌᵻyø]*)")


def to_kokoro(ipa: str, vocabulary: Mapping[str, int]) -> str:
    """Return IPA in the letters that Kokoro's voices know, stress before the vowel; what they lack is left out."""
    text = unicodedata.normalize("NFC", ipa)
    for sound, letter in _KOKORO:
        text = text.replace(sound, letter)
    return "".join(char for char in _STRESSED.sub(r"\2\1", text) if char in vocabulary)
