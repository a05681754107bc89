from __future__ import annotations

import pytest

from digiteller.language.dictionary import entries
from digiteller.language.grammar import grammar
from digiteller.language.inflection import adverb, gerund, participle, past, superlative, third_person, with_s
from digiteller.language.verbs_of_speaking import forms_of_speaking
from digiteller.writing.allowed_words import allowed

VERBS = sorted({*allowed("verbs"), *grammar()["speaking"]})


@pytest.mark.parametrize(
    ("made", "form"),
    [
        (third_person("carry"), "carries"),
        (third_person("be"), "is"),
        (with_s("fox"), "foxes"),
        (gerund("lie"), "lying"),
        (gerund("see"), "seeing"),
        (gerund("dig"), "digging"),
        (past("hang"), "hung"),
        (past("hurry"), "hurried"),
        (past("play"), "played"),
        (past("nod"), "nodded"),
        (participle("forget"), "forgotten"),
        (superlative("happy"), "happiest"),
        (superlative("big"), "biggest"),
        (superlative("large"), "largest"),
        (adverb("gentle"), "gently"),
        (adverb("merry"), "merrily"),
    ],
)
def test_a_word_gets_its_form(made: str, form: str) -> None:
    assert made == form


def base_forms(word: str) -> set[str]:
    """Return the dictionary forms of a word."""
    return {word, *(form for forms in entries(word).values() for form in forms)}


@pytest.mark.parametrize("make", [third_person, gerund, past, participle])
def test_what_is_made_is_read_again(make: object) -> None:
    """No form that the writer's rules make is one that the reader's dictionary takes for another verb."""
    assert callable(make)
    assert {verb: make(verb) for verb in VERBS if verb not in base_forms(make(verb))} == {}


def test_irregular_plurals_are_read_again() -> None:
    plurals = grammar()["irregular plurals"]
    unread = {one: many for one, many in plurals.items() if one not in base_forms(many)}
    assert unread == {"person": "people"}  # a word of its own there


def test_verbs_of_speaking_are_known_in_the_past_and_the_present() -> None:
    assert {"said", "says", "told", "sang", "begged", "replies", "dijo", "сказала"} <= forms_of_speaking()
    assert not {"spoke", "knew", "walked", "talk"} & forms_of_speaking()
