import pytest

from digiteller.speech.spoken_to_written import match_words, share_time


@pytest.mark.parametrize(
    ("written", "spoken", "owners"),
    [
        ([["Mr"], ["Fox"]], ["Mister", "Fox"], [0, 1]),
        ([["he"], ["paid"], ["5", "dollars"]], ["he", "paid", "5", "dollars"], [0, 1, 2, 2]),
        ([["three", "oh", "five"], ["pm"]], ["three", "oh", "five", "P.M."], [0, 0, 0, 1]),
        ([["March"], ["3rd"], ["came"]], ["March", "third", "came"], [0, 1, 2]),
        ([["a"], [], ["b"]], ["a", "b"], [0, 2]),
        ([["10"], ["-"], ["5"]], ["10", "to", "5"], [0, 1, 2]),
        ([["x"]], ["quite", "other", "words"], [0, 0, 0]),
        ([[], ["x"]], [], []),
    ],
)
def test_spoken_words_belong_to_written_ones(written: list[list[str]], spoken: list[str], owners: list[int]) -> None:
    assert match_words(written, spoken) == owners


def test_a_word_without_sound_shares_its_neighbours_time() -> None:
    spans = [None, (1.0, 2.0), None, None, (2.5, 3.0)]
    assert share_time(["—", "abc", "de", "🎉🎉", "x"], spans) == [
        (1.0, 1.125),
        (1.125, 1.5),
        (1.5, 1.75),
        (1.75, 2.0),
        (2.5, 3.0),
    ]
