import pytest

from digiteller.writing.premise_coverage import cover


@pytest.mark.parametrize(
    ("premise", "story", "share"),
    [
        ("A fox finds a lantern.", "The foxes had two lanterns.", 1.0),
        ("A fox finds a lantern.", "The fox went home.", 0.5),
        ("Then Mia cried.", "Mia laughed.", 0.6),
        ("She lit the lamp.", "A lamp is lit.", 1.0),
        ("Tell me something.", "Anything.", 0.0),
        ("", "", 0.0),
    ],
)
def test_a_story_has_a_share_of_the_telling_words(premise: str, story: str, share: float) -> None:
    assert cover(premise, story) == pytest.approx(share)
