"""English words as the phonemes of Kokoro, and of hibari, which was distilled from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from hibari.g2p import ASSETS, G2P
from hibari.g2p.normalize import normalize

from digiteller.backends.narrate.hibari_text import unmistakable
from digiteller.backends.narrate.ipa import runs, to_kokoro
from digiteller.backends.narrate.phoneme_chunking import PUNCTUATION
from digiteller.speech.spoken_to_written import match_words


def phonemes_by_word(words: Sequence[str]) -> list[str]:
    """Return a sentence's spoken forms with figures, dates, money and abbreviations in words: one form for each."""
    text, owners = _normalised(words)
    forms: list[list[str]] = [[] for _ in words]
    for form, owner in zip(text.split(), owners, strict=True):
        forms[owner].append(form)
    return [" ".join(form) for form in forms]


def _normalised(words: Sequence[str]) -> tuple[str, list[int]]:
    """Return the sentence in words, and for each the index of the spoken form that it belongs to."""
    spoken = unmistakable(words)
    text: str = normalize(" ".join(filter(None, spoken)))
    return text, match_words([normalize(form).split() for form in spoken], text.split())


class English:
    """A loaded front end, American or British."""

    def __init__(self, *, british: bool) -> None:
        self.vocabulary: dict[str, int] = json.loads(Path(ASSETS, "vocab.json").read_text(encoding="utf-8"))
        """The number of each phoneme that the voices know."""
        self._g2p = G2P(british=british)

    def phonemes(self, words: Sequence[str]) -> tuple[str, list[int]]:
        """Return the phonemes of a sentence's spoken forms, and for each the index of the word that it belongs to.

        Empty if nothing can be spoken.
        """
        phonemes = ""
        owners: list[int] = []
        for start, run, ipa in runs(words):
            part, owned = (to_kokoro(ipa, self.vocabulary), []) if ipa else self._phonemes(run)
            phonemes += " " * bool(part and phonemes and phonemes[-1] != " ") + part
            owners += [start] * (len(phonemes) - len(owners) - len(part))
            owners += [start + owner for owner in owned or [0] * len(part)]
        return (phonemes, owners) if set(phonemes) - PUNCTUATION else ("", [])

    def _phonemes(self, words: Sequence[str]) -> tuple[str, list[int]]:
        text, owner_of = _normalised(words)
        phonemes, owners, at = "", [], 0
        for token in self._g2p.phonemize_tokens(self._g2p.tokenize(text)):
            known = "".join(char for char in token.phonemes or "" if char in self.vocabulary)
            phonemes += known + " " * bool(token.whitespace)
            owners += [owner_of[at]] * (len(known) + bool(token.whitespace))
            at += bool(token.whitespace)
        lead = len(phonemes) - len(phonemes.lstrip())
        phonemes = phonemes.strip()
        return phonemes, owners[lead : lead + len(phonemes)]
