from __future__ import annotations

import pytest

from digiteller.writing.english import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["The fox ran.", "He fell!"],
        ["“Why?” asked the fox.", "Nobody knew."],
        ["“Stop!” Mina cried.", "It was late."],
        ["The owl said, “Follow me.”", "So he did."],
        ["“Look here!”", "The fox looked."],
        ["He waited ... and waited.", "Dr. Mole came at last."],
    ],
)
def test_a_text_falls_into_its_sentences(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_nothing_has_no_sentences() -> None:
    assert sentences(" \n ") == []
