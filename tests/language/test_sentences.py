import pytest

from digiteller.language.sentences import sentences, split_sentences


def split(text: str) -> list[str]:
    return [" ".join(words) for words in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Fox met Dr. Owl and Mrs. O'Neil at St. Mary's church.",
        "She bought toys, e.g. Dolls and kites, i.e. Fun things.",
        "J. K. Rowling and A. A. Milne wrote books.",
        "It was 3.5 miles to the mill.",
        "Wait... what is that?",
        "Well… perhaps not.",
        '"Run!" said Mina.',
        "“Where are you?” Mina asked softly.",
        "“Stop it!” the old fox cried.",
        '"Oh no!" Mr. Badger shouted.',
        "No. 7 is my house.",
        "The U.S. Army marched by.",
        "1. Take a cup.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rained. It poured!  It   stopped?", ["It rained.", "It poured!", "It stopped?"]),
        ("“Hello.” “Who is there?” The fox was silent.", ["“Hello.”", "“Who is there?”", "The fox was silent."]),
        ("Then it rained… The fox ran.", ["Then it rained…", "The fox ran."]),
        ("He left at 5 p.m. Then he slept.", ["He left at 5 p.m.", "Then he slept."]),
        ("They lived on Elm St. The house was red.", ["They lived on Elm St.", "The house was red."]),
        ("No. He sat down.", ["No.", "He sat down."]),
        ("So did I. Mina smiled.", ["So did I.", "Mina smiled."]),
        ("a title\n\nThe first line", ["a title", "The first line"]),
        ("one line\nthe same sentence.", ["one line the same sentence."]),
        ("Hooray! 🎉 Then — off they went. …", ["Hooray! 🎉", "Then — off they went. …"]),
        ("... And so it was.", ["... And so it was."]),
        ("🎉", ["🎉"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences_end_where_a_reader_would_stop(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_every_word_is_kept_as_written() -> None:
    text = "“Hm,” said Dr. Fox (again). It cost $3.50 — too much!!  'Yes?!' \n\n 4.5 * 2 … end"
    assert [word for words in split_sentences(text) for word in words] == text.split()


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
