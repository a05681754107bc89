import pytest

from digiteller.speech.text_normalisation import in_unknown_script, spoken_forms


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("$3.50,", "3 dollars and 50 cents,"),
        ("$1", "1 dollar"),
        ("£0.01", "1 penny"),
        ("€2000.", "2,000 euros."),
        ("$5 million", "$5 million"),
        ("(e.g., this)", "(for example, this)"),
        ("Shhh!", "shush!"),
        ("sooooo", "so"),
        ("sweeeet", "sweet"),
        ("Louis XIII", "Louis XIII"),
        ("www.pond.com", "www.pond.com"),
        ("3½ cups", "3 and a half cups"),
        ("¾ cup", "three quarters cup"),
        ("- yes -- no", "— yes — no"),
        ("*very* _big_ [sic]", "very big (sic)"),
        ("café Noël", "café Noël"),
        ("‘Hi,’", "'Hi,'"),
        ("Mr. Fox's 42 pies", "Mr. Fox's 42 pies"),
        ("# Chapter 1", " Chapter 1"),
        ("open 24/7, 7am", "open twenty-four seven, 7 A.M."),
        ("₽500 or ₹1", "500 rubles or 1 rupee"),
        ("a 3x4 room, p. 12", "a 3 by 4 room, page 12"),
        ("2 1/2 cups, .5 miles", "2 and a half cups, 0.5 miles"),
        ("wait..... . . . oh", "wait…    oh"),
        ("Zoë's friend Siobhan, 5 m/s", "zoey's friend shivawn, 5 meters per second"),
        ("Mmm, Ssss!", "hmm, hiss!"),
    ],
)
def test_what_is_said_for_what_is_written(written: str, spoken: str) -> None:
    assert " ".join(spoken_forms(written.split())) == spoken


def test_what_cannot_be_said_is_empty_and_keeps_its_place() -> None:
    assert spoken_forms(["Hi", "🎉", "你好", "👩‍👧!", "Привет", "there"]) == ["Hi", "", "", "!", "", "there"]


def test_words_in_other_scripts_are_told_from_symbols_and_numbers() -> None:
    assert [word for word in ["Hi", "你好。", "🎉", "42", "—", "Привет", "Øre"] if in_unknown_script(word)] == [
        "你好。",
        "Привет",
    ]


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("He ran 100 m.", "He ran 100 meters."),
        ("1 g of salt", "1 gram of salt"),
        ("a 5m rope", "a 5 meters rope"),
        ("I m l", "I m l"),
        ("10 km", "10 km"),
    ],
)
def test_units_of_one_letter_are_written_out_after_a_number(written: str, spoken: str) -> None:
    assert " ".join(spoken_forms(written.split())) == spoken
