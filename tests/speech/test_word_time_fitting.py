import numpy as np
import pytest
from numpy.typing import NDArray

from digiteller.speech.word_time_fitting import fit_word_times

RATE = 16_000


def sounding(*times: tuple[float, float], seconds: float = 2.0) -> NDArray[np.float32]:
    """Return a tone that is heard at ``times`` alone."""
    at = np.arange(round(seconds * RATE)) / RATE
    heard = sum((at >= start) & (at < end) for start, end in times)
    return (np.sin(2 * np.pi * 300 * at) * heard * 0.3).astype(np.float32)


@pytest.mark.parametrize("guess", [0.72, 0.8, 0.95])
def test_a_pause_behind_punctuation_belongs_to_neither_word(guess: float) -> None:
    words = fit_word_times([(0.2, guess), (guess, 1.5)], ["Stop,", "thief."], sounding((0.3, 0.7), (0.9, 1.4)), RATE)
    assert words[0] == pytest.approx((0.3, 0.7), abs=0.006)
    assert words[1] == pytest.approx((0.9, 1.4), abs=0.006)


def test_a_breath_without_punctuation_is_left_out_where_the_words_meet() -> None:
    words = fit_word_times([(0.3, 0.8), (0.8, 1.4)], ["mast", "and"], sounding((0.3, 0.7), (0.9, 1.4)), RATE)
    assert (words[0][1], words[1][0]) == pytest.approx((0.7, 0.9), abs=0.006)


def test_a_stop_within_a_word_does_not_move_its_neighbours() -> None:
    words = fit_word_times([(0.3, 0.6), (0.6, 1.4)], ["the", "supper"], sounding((0.3, 0.7), (0.8, 1.4)), RATE)
    assert words[0][1] == words[1][0] == 0.6


def test_the_pause_before_a_word_without_sound_is_left_out_as_well() -> None:
    spans = [(0.3, 0.8), None, (0.8, 1.4)]
    words = fit_word_times(spans, ["Run", "—", "now"], sounding((0.3, 0.7), (0.9, 1.4)), RATE)
    assert list(words) == [0, 2]
    assert (words[0][1], words[2][0]) == pytest.approx((0.7, 0.9), abs=0.006)


def test_words_crowded_together_keep_their_order_and_some_length() -> None:
    spans = [(0.9, 1.0), (0.2, 0.3), (5.0, 6.0), (1.0, 1.0)]
    words = fit_word_times(spans, ["a", "b", "c", "d"], sounding((0.3, 0.9)), RATE)
    times = [at for word in words.values() for at in word]
    assert times == pytest.approx(sorted(times))
    assert all(end - start >= 0.0249 for start, end in words.values())
    assert (times[0], times[-1]) == pytest.approx((0.3, 0.9), abs=0.006)
