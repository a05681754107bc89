from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from digiteller.language.parsing import Parser, Word

_MODEL = Path("/tmp/sp/model")


@pytest.fixture(scope="session")
def parser() -> Parser:
    """Return a parser of English; tests that need one are skipped where its model is not."""
    spacy = pytest.importorskip("spacy")
    if not _MODEL.exists():
        pytest.skip("no model of English here")
    loaded = spacy.load(_MODEL, exclude=["ner", "senter"])

    class _Spacy:
        def parse(self, texts: Sequence[str]) -> list[list[Word]]:
            return [
                [Word(w.text, w.lemma_.lower(), w.pos_, w.tag_, w.dep_, w.head.i, w.idx) for w in loaded(text)]
                for text in texts
            ]

    return _Spacy()
