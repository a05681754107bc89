"""The dictionary of English words, with their classes and dictionary forms: that of lemminflect.

Its two tables are read here and not by itself, which takes five times as long.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.metadata import distribution
from pathlib import Path


@cache
def entries(low: str) -> dict[str, tuple[str, ...]]:
    """Return the dictionary forms of a word in lower case by its classes: ``{"NOUN": ("saw",), "VERB": ("see",)}``."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in _table().get(low, "").split():
        sort, _, forms = entry.partition(",")
        sort = sort.upper()
        found["AUX" if sort == "MODAL" else sort] = tuple(forms.lower().split("/"))
    return found


@cache
def _table() -> dict[str, str]:
    """Return words to their entries, as ``noun,rose verb,rise``."""
    resources = Path(str(distribution("lemminflect").locate_file("lemminflect/resources")))
    lines = gzip.decompress((resources / "lemma_lu.csv.gz").read_bytes()).decode().splitlines()
    table: dict[str, str] = {}
    for line in [*lines, *(resources / "lemma_overrides.csv").read_text(encoding="utf-8").splitlines()]:
        word, _, entry = line.partition(",")
        table[word] = f"{table[word]} {entry}" if word in table else entry
    return table
