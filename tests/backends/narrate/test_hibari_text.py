import pytest
from hibari.g2p.normalize import normalize

from digiteller.backends.narrate.hibari_text import unmistakable


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("She said no.", "She said no."),
        ("“No, no.”", "“No, no.”"),
        ("He ate a fig. It was sweet.", "He ate a fig. It was sweet."),
        ("The Earth goes round the Sun.", "The Earth goes round the Sun."),
        ("“Hello,” said Jan.", "“Hello,” said Jan."),
        ("See fig. 3 on Jan. 5", "See figure 3 on January fifth"),
        ("Sat. morning", "Saturday morning"),
        ("King Leo met Queen Catherine.", "king Leo met queen Catherine."),
        ("a part Louis played", "a part louis played"),
        ("King Louis XIV", "king Louis the fourteenth"),
        ("Henry VIII, in Chapter IV", "Henry the eighth, in Chapter 4"),
        ("Queen II was Leo Lamb", "Queen the second was Leo lamb"),
        ("Leo I'll call", "Leo i'll call"),
    ],
)
def test_plain_words_stay_what_they_are(text: str, read: str) -> None:
    assert normalize(" ".join(unmistakable(text.split()))) == read
