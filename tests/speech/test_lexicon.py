import pytest

from digiteller.speech.text_normalisation import spoken_forms

SAY = {"mina": "MEE-nah", "Lee": "lay", "New York": "noo yawk", "Aš": "/æʃ/", "Bob": "/bɒb/"}


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("“Mina!”", ["“mee-nah!”"]),
        ("MINA's boat", ["mee-nah's", "boat"]),
        ("Lee is on the lee side", ["lay", "is", "on", "the", "lee", "side"]),
        ("(New York), new york", ["(noo yawk),", "", "new", "york"]),
        ("Bob’s and Aš’s", ["/bɒbz/", "and", "/æʃɪz/"]),
        ("minaret", ["minaret"]),
    ],
)
def test_words_are_pronounced_as_asked(written: str, spoken: list[str]) -> None:
    assert spoken_forms(written.split(), say=SAY) == spoken


def test_other_languages_have_no_english_habits() -> None:
    assert spoken_forms(["Zoë", "costó", "$5", "🎉"], "es", {"Zoë": "zoi"}) == ["zoi", "costó", "$5", ""]
