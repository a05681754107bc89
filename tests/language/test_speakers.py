import pytest

from digiteller.language.storyboard import Storyboard
from digiteller.story import Scene
from reading import storyboard_of


def read(*texts: str) -> Storyboard:
    return storyboard_of([Scene(number, text, text, "calm") for number, text in enumerate(texts, 1)])


def said(*texts: str) -> list[str]:
    """Return what is said on the last page, such as ``mina: "Hello,"``."""
    words = texts[-1].split()
    lines = read(*texts).pages[-1].lines
    return [f"{' & '.join(line.persons)}: {' '.join(words[line.first : line.last + 1])}" for line in lines]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Mina the fox met a frog. “Where to?” he asked.", ["frog: “Where to?”"]),
        ("The baker met his wife. “You are late,” said the baker. “I know,” she said.",
         ["baker: “You are late,”", "wife: “I know,”"]),
        ("Ada stopped at the gate of the farm and said, “Hello, Bo!” Bo, the dog, barked.", ["ada: “Hello, Bo!”"]),
        ("A small brown dog sat at the gate. “My dog,” said Maja.", ["maja: “My dog,”"]),
        ("Ada and Ben ran home. “We are here!” they shouted.", ["ada & ben: “We are here!”"]),
        ("“Come,” said Mina's mother.", ["mother: “Come,”"]),
        ("A voice came out of the well. “Is it you?”", [": “Is it you?”"]),
    ],
)  # fmt: skip
def test_the_register_tells_who_speaks(text: str, spoken: list[str]) -> None:
    assert said(text) == spoken


def test_who_is_told_of_by_a_pronoun_was_named_on_another_page() -> None:
    pages = "Hortense was a goat with a bell.", "“Lunch,” she said, and ate the letter.\n\n“Stop!” cried the postman."
    assert said(*pages) == ["hortense: “Lunch,”", "postman: “Stop!”"]


def test_who_is_only_heard_is_of_the_story_but_on_no_page() -> None:
    board = read("Nobody was in the kitchen. “Supper!” called Grandmother from upstairs.")
    assert board.pages[0].lines[0].persons == ("grandmother",)
    assert "grandmother" in {person.id for person in board.persons}
