from __future__ import annotations

import pytest

from digiteller.backends.write.own_words import OwnWords
from digiteller.contracts import Brief, PageBrief
from digiteller.errors import SpecError
from digiteller.options import WriteOptions
from digiteller.story import Script


def write(*pages: PageBrief, title: str | None = None, language: str = "en") -> Script:
    brief = Brief(None, title, pages, language)
    return OwnWords({}, WriteOptions(model="none"), {}).write(brief, 1, lambda share, text: None)


def test_every_word_is_kept() -> None:
    text = "  Es war -- einmal:  ein «Fuchs»! "
    script = write(PageBrief(text), PageBrief("Ende."), title="Mein Titel", language="de")
    assert [scene.text for scene in script.scenes] == [text, "Ende."]
    assert (script.title, script.language) == ("Mein Titel", "de")
    assert [scene.number for scene in script.scenes] == [1, 2]


def test_what_is_missing_is_filled_in_and_what_is_given_stays() -> None:
    script = write(
        PageBrief("A fox lost his red ball and cried."), PageBrief("He won.", picture="a cup", mood="playful")
    )
    first, second = script.scenes
    assert (first.picture, first.mood) == (first.text, "sad")
    assert (second.picture, second.mood) == ("a cup", "playful")
    assert script.title == "A fox lost his red …"


@pytest.mark.parametrize("text", [None, ""])
def test_a_page_without_text_is_an_error_of_the_spec(text: str | None) -> None:
    with pytest.raises(SpecError, match="scene 2 has no text") as caught:
        write(PageBrief("One."), PageBrief(text))
    assert caught.value.hint
