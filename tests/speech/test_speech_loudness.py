import numpy as np
import pytest

from digiteller.speech.speech_loudness import integrated_loudness, normalise


def tone(hertz: float, level: float, seconds: float, rate: int) -> np.ndarray:
    time = np.arange(round(seconds * rate)) / rate
    return (10 ** (level / 20) * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


@pytest.mark.parametrize("rate", [24000, 22050, 48000])
@pytest.mark.parametrize("level", [-23.0, -33.0])
def test_a_tone_of_997_hertz_measures_as_the_standard_says(level: float, rate: int) -> None:
    # BS.1770: 0 dBFS of 997 Hz in one channel measures -3.01 LUFS.
    assert integrated_loudness(tone(997, level, 5, rate), rate) == pytest.approx(level - 3.01, abs=0.1)


def test_low_tones_count_less_and_high_ones_more() -> None:
    low, mid, high = (integrated_loudness(tone(hertz, -20, 3, 24000), 24000) for hertz in (50, 997, 5000))
    assert low < mid - 2
    assert mid + 2 < high


def test_silence_between_words_does_not_count() -> None:
    spoken = tone(997, -20, 4, 24000)
    silence = np.zeros(24000 * 20, np.float32)
    alone, apart = (integrated_loudness(x, 24000) for x in (spoken, np.concatenate([spoken, silence, spoken])))
    assert apart == pytest.approx(alone, abs=0.3)


def test_normalised_speech_has_the_loudness_asked_for_within_the_peak() -> None:
    rng = np.random.default_rng(0)
    noise = (0.01 * rng.standard_normal(72000)).astype(np.float32)
    assert integrated_loudness(normalise(noise, 24000, -21, 0.95), 24000) == pytest.approx(-21, abs=0.01)
    click = noise.copy()
    click[100] = 0.9
    assert np.abs(normalise(click, 24000, -10, 0.95)).max() == pytest.approx(0.95)


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_silence_and_scraps_stay_as_they_are(count: int) -> None:
    silence = np.zeros(count, np.float32)
    assert integrated_loudness(silence, 24000) == -np.inf
    assert np.array_equal(normalise(silence, 24000, -21, 0.95), silence)
