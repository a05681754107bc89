"""Troubles that have plots of their own: what tells of them, and what only looks like it."""

from __future__ import annotations

import pytest

from known_premises import read


@pytest.mark.parametrize(
    ("premise", "feature"),
    [
        ("Two mice both want the same acorn.", "both_want"),
        ("An old woman and her brother each claim the armchair.", "both_want"),
        ("A goose is blamed for the broken gate.", "blamed"),
        ("Everybody blames the new boy for the noise.", "blamed"),
        ("A rabbit gets the blame for the missing carrots.", "blamed_for"),
        ("A girl from Peru starts school and understands nobody.", "no_language"),
        ("A penguin does not speak a word of the language.", "no_language"),
        ("A little tug must tow a giant ferry.", "pulls"),
        ("The toad says that he once met the king, but no one believes him.", "disbelieved"),
        ("A boy's grandmother no longer knows his name.", "old_forgets"),
        ("Ida's grandpa keeps forgetting who she is.", "old_forgets"),
        ("A fox cub's mother and father no longer live together.", "parents_part"),
        ("A boy who stutters has to read a poem.", "stutters"),
        ("A fox whose words get stuck.", "stutters"),
        ("After the divorce a girl has two beds.", "parents_part"),
    ],
)
def test_what_tells_of_a_trouble(premise: str, feature: str) -> None:
    assert feature in read(premise).features


@pytest.mark.parametrize(
    ("premise", "denied"),
    [
        ("A duck wants a hat.", "both_want"),
        ("A mole learns to speak to trees.", "no_language"),
        ("A grandmother bakes too many pies.", "old_forgets"),
        ("A forgetful postman loses a letter.", "old_forgets"),
        ("Two parents build a boat far apart from the village.", "parents_part"),
        ("A mother and father go to a party.", "parents_part"),
        ("A fox gets stuck in a drain.", "stutters"),
        ("A wolf believes in ghosts.", "disbelieved"),
    ],
)
def test_what_only_looks_like_a_trouble(premise: str, denied: str) -> None:
    assert denied not in read(premise).features
