"""Where models that only continue a text stop: each completion ends one sentence (``beam_search_writer``)."""

from __future__ import annotations

STOP = "."
"""Ends a completion."""
SENTENCE_TOKENS = 22
"""The longest completion; what is longer has lost its way."""
BANNED = (
    *('"', ' "', "“", " “", "\n", ":", ";", "(", " (", "?", "!", "..."),
    *(" I", " you", " your", " my", " me", " we", " said", " is", " are", " has", " will"),
)
"""Tokens that never belong into the narrator's sentences; without them fewer candidates are thrown away."""
