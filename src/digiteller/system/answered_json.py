"""JSON in what a language model answered, whatever it put around it."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Any

_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_MOST_OPENINGS = 20
"""Brackets in an answer from which JSON may start; with more of them it is none, and looking takes long."""


def find_json(answer: str) -> Any:
    """Return the outermost JSON value in an answer, None if there is none."""
    text = _THOUGHT.sub("", answer)
    decoder = json.JSONDecoder()
    for opening in islice(re.finditer(r"[{\[]", text), _MOST_OPENINGS):
        try:
            return decoder.raw_decode(text, opening.start())[0]
        except (ValueError, RecursionError):
            continue
    return None
