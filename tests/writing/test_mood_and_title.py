from __future__ import annotations

import pytest

from digiteller.story import MOODS
from digiteller.writing.mood_and_title import mood, title_of_text


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("A small bear lived in a quiet village.", 0.0, "calm"),
        ("The storm roared, and the bear was afraid.", 0.4, "tense"),
        ("She sat alone and cried, for her ball was lost.", 0.4, "sad"),
        ("They sailed the sea and climbed the mountain.", 0.6, "adventurous"),
        ("They danced and giggled and splashed.", 0.6, "playful"),
        ("The bear was a hero, and everyone cheered.", 1.0, "triumphant"),
        ("The old dog died, and Tom wept.", 1.0, "sad"),
        ("He did not laugh or smile. The wolf growled and snapped.", 1.0, "tense"),
        ("Everyone smiled and laughed together.", 1.0, "happy"),
    ],
)
def test_the_mood_follows_the_words(text: str, place: float, expected: str) -> None:
    assert mood(text, place) == expected


@pytest.mark.parametrize("text", ["", "?", "狐狸"])
def test_any_text_has_a_mood(text: str) -> None:
    assert mood(text, 0.3) in MOODS


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Once a girl called Mia met Tom.", "Then Mia saw Tom.", "So Mia and Tom ran."], "Mia and Tom"),
        (["One day the goat Hortense read.", "Now Hortense ate.", "A mayor saw Hortense."], "Hortense"),
        (["At five in the morning the baker woke.", "It rained."], "At five in the morning …"),
        (["It rained."], "It rained."),
    ],
)
def test_own_words_are_titled_by_names_or_their_beginning(texts: list[str], expected: str) -> None:
    assert title_of_text(texts) == expected
