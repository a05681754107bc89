from __future__ import annotations

import pytest

import reading
from digiteller.language.parsing import Parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    """Return the default reader of English."""
    return reading.parser()
