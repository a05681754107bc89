from itertools import groupby

import pytest

from digiteller.language.markup import read_markup
from digiteller.language.quote_attribution import assign_voices, find_speakers

NAMES = ["Mina", "the old frog", "Mr. Badger", "Owl", "Queen Ada"]


def said(text: str) -> list[str]:
    """Return what the characters say, such as ``Mina: "Hello,"``; the narrator's words are left out."""
    words = zip(find_speakers(text, NAMES), text.split(), strict=True)
    groups = [(who, " ".join(word for _, word in group)) for who, group in groupby(words, key=lambda pair: pair[0])]
    return [f"{who}: {words}" for who, words in groups if who]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ('"Hello," said Mina.', ['Mina: "Hello,"']),
        ("“Hello,” Mina said softly.", ["Mina: “Hello,”"]),
        ('"Look!" the little fox Mina said.', ['Mina: "Look!"']),
        ('"Where are you going?" asked the old frog. "To sea," Mina answered, and she smiled.',
         ['the old frog: "Where are you going?"', 'Mina: "To sea,"']),
        ('"Come," croaked the frog.', ['the old frog: "Come,"']),
        ('"Not today," said Mina, "but soon."', ['Mina: "Not today,"', 'Mina: "but soon."']),
        ('"Wait!" cried Owl. "It is dark."', ['Owl: "Wait!"', 'Owl: "It is dark."']),
        ('Mina looked up and asked, "Are you there?"', ['Mina: "Are you there?"']),
        ("Then the frog said: “Come in.” Mina came in.", ["the old frog: “Come in.”"]),
        ('Mina whispered to Owl, "Be quiet."', ['Mina: "Be quiet."']),
        ("'Run!' said Mina. 'Don't stop.'", ["Mina: 'Run!'", "Mina: 'Don't stop.'"]),
        ("‘It’s Mina’s boat,’ whispered Owl.", ["Owl: ‘It’s Mina’s boat,’"]),
        ("«Привет», — сказала Mina.", ["Mina: «Привет»,"]),
    ],
)  # fmt: skip
def test_a_tag_says_who_speaks(text: str, spoken: list[str]) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Mina laughed. “I knew it!”", ["Mina: “I knew it!”"]),
        ("“I knew it!” Mina clapped her paws.", ["Mina: “I knew it!”"]),
        ('“Race you,” said the otter. Owl hooted. "Who?"', ['Owl: "Who?"']),
        ('Mr. Badger waved. "Be home soon!" he called.', ['Mr. Badger: "Be home soon!"']),
        ('Queen Ada met Owl. "Rise," she said.', ['Queen Ada: "Rise,"']),
        ('Queen Ada slept. "Rise," he said.', ['Mr. Badger: "Rise,"']),
        ('“Are you sad?” Owl asked. “A little,” said Mina. She sniffed. “My kite is gone.”',
         ["Owl: “Are you sad?”", "Mina: “A little,”", "Mina: “My kite is gone.”"]),
        ('"Hello," said Mina.\n\n"Hello," said Owl.\n\n"Are you cold?"\n\n"No."',
         ['Mina: "Hello,"', 'Owl: "Hello,"', 'Mina: "Are you cold?"', 'Owl: "No."']),
    ],
)  # fmt: skip
def test_what_stands_around_says_who_speaks_where_no_tag_does(text: str, spoken: list[str]) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    "text",
    [
        '"Oh no!" cried the dragonfly. "We must hide."',
        '"Wait," said Mina\'s mother.',
        'Mina had painted the word "boat" on it. The sign over the door read "Keep out".',
        '"Hello?" came the answer.',
        "Mina said no. 'Twas late, and the '90s were over.",
        "Mina was asleep.",
        '"An unclosed quotation, said nobody.',
        '"',
        "",
    ],
)
def test_the_rest_is_the_narrators(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("—Hola —dijo Mina—. ¿Cómo estás?", ["Mina: —Hola", "Mina: ¿Cómo estás?"]),
        ("— Привет, — сказала Mina. — Как дела?", ["Mina: — Привет,", "Mina: — Как дела?"]),
    ],
)
def test_dialogue_behind_dashes(text: str, spoken: list[str]) -> None:
    assert said(text) == spoken


def test_what_a_mark_says_wins() -> None:
    marked = read_markup('"Go," said Mina. [voice Owl]"Stay,"[/voice] she said.')
    assert assign_voices(marked, NAMES) == ["Mina", None, None, "Owl", None, None]
