"""What is true of the times of every narrator's words."""

from __future__ import annotations

from digiteller.story import Speech


def assert_times_in_order(speech: Speech) -> None:
    """Every word has a time, none overlap, and a sentence lasts from its first word to its last."""
    at = 0.0
    for sentence in speech.sentences:
        assert (sentence.start, sentence.end) == (sentence.words[0].start, sentence.words[-1].end)
        for word in sentence.words:
            assert at <= word.start + 1e-9
            assert word.start < word.end
            at = word.end
    assert at <= len(speech.samples) / speech.sample_rate
