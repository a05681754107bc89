import numpy as np
import pytest
from numpy.typing import NDArray

from digiteller.speech.cross_voice_alignment import align_words

RATE = 16_000
CHORDS = [(220, 700), (330, 2500), (180, 1100), (450, 3100)]
"""Pitch and formant of four sounds that are easy to tell apart."""


def spoken(lengths: list[float], rate: int = RATE, pitch: float = 1.0) -> NDArray[np.float32]:
    """Return the four sounds, each as many seconds long as asked."""
    pieces = []
    for (low, high), length in zip(CHORDS, lengths, strict=True):
        at = np.arange(round(length * rate)) / rate
        pieces.append(np.sin(2 * np.pi * low * pitch * at) * 0.3 + np.sin(2 * np.pi * high * at) * 0.4)
    return np.concatenate(pieces).astype(np.float32)


@pytest.mark.parametrize("lengths", [[0.3, 0.3, 0.3, 0.3], [0.5, 0.15, 0.4, 0.3], [0.2, 0.6, 0.2, 0.25]])
def test_words_are_found_at_another_pace_pitch_and_sample_rate(lengths: list[float]) -> None:
    known = spoken([0.3, 0.25, 0.35, 0.3], 24_000)
    spans = [(0.0, 0.3), (0.3, 0.55), None, (0.55, 0.9), (0.9, 1.2)]
    found = align_words(spoken(lengths, pitch=1.1), RATE, known, 24_000, spans)
    assert found[2] is None
    ends = np.cumsum(lengths)
    for span, start, end in zip(filter(None, found), [0, *ends], ends, strict=False):
        assert span == pytest.approx((start, end), abs=0.03)


def test_speech_shorter_than_a_frame_has_times_too() -> None:
    found = align_words(np.full(50, 0.1, np.float32), RATE, spoken([0.1] * 4), RATE, [(0.0, 0.2), (0.2, 0.4)])
    assert all(span is not None and span[0] <= span[1] for span in found)
