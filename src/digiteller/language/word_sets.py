"""Reads the word lists of this package, which are written as running text."""

from __future__ import annotations


def wordlist(text: str) -> frozenset[str]:
    """Return the words of ``text``, which white space separates."""
    return frozenset(text.split())
