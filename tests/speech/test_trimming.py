import numpy as np

from digiteller.speech.trimming import silences, sounding, trim

RATE = 24000


def burst(before: float, seconds: float, after: float) -> np.ndarray:
    rng = np.random.default_rng(0)
    parts = [
        np.zeros(round(before * RATE)),
        0.3 * rng.standard_normal(round(seconds * RATE)),
        np.zeros(round(after * RATE)),
    ]
    return np.concatenate(parts).astype(np.float32)


def test_finds_what_sounds_to_some_milliseconds() -> None:
    first, last = sounding(burst(0.3, 0.5, 0.4), RATE)
    assert abs(first / RATE - 0.3) < 0.01
    assert abs(last / RATE - 0.8) < 0.01


def test_keeps_a_breath_and_fades_to_nothing() -> None:
    samples = burst(0.3, 0.5, 0.4)
    kept, start = trim(samples, RATE, *sounding(samples, RATE))
    assert 0.2 < start / RATE < 0.3
    assert len(kept) / RATE < 0.65
    assert kept[0] == 0
    assert kept[-1] == 0
    middle = slice(round(0.4 * RATE), round(0.7 * RATE))
    assert np.array_equal(kept[middle.start - start : middle.stop - start], samples[middle])


def test_sound_up_to_the_edge_starts_and_ends_without_a_click() -> None:
    samples = burst(0, 0.5, 0)
    kept, start = trim(samples, RATE, *sounding(samples, RATE))
    assert start == 0
    assert len(kept) == len(samples)
    assert np.abs(kept[:20]).max() < 0.01
    assert np.abs(kept[-20:]).max() < 0.01


def test_silence_does_not_sound() -> None:
    assert sounding(np.zeros(5000, np.float32), RATE) == (0, 0)
    assert sounding(np.zeros(3, np.float32), RATE) == (0, 0)


def test_silence_between_two_sounds_is_found_where_it_is_long_enough() -> None:
    samples = np.concatenate([burst(0.2, 0.3, 0.04), burst(0, 0.3, 0.12), burst(0, 0.3, 0.5)])
    [(start, end)] = silences(samples, RATE, 0.06)
    assert abs(start / RATE - 0.84) < 0.006
    assert abs(end / RATE - 0.96) < 0.006
    assert silences(np.zeros(5000, np.float32), RATE, 0.06) == []
