from __future__ import annotations

import random
import re

import pytest

from digiteller import timeline
from digiteller.options import RenderOptions
from digiteller.render import captions
from digiteller.render.captions import LINE, Cue
from digiteller.story import SceneTiming, Sentence, Word


def _words(text: str, pace: float = 14.0, start: float = 0.0) -> tuple[Word, ...]:
    """Words spoken at ``pace`` characters a second, with a pause after each sentence."""
    words, at = [], start
    for word in text.split():
        length = (len(word) + 1) / pace
        words.append(Word(word, at, at + length - 0.01))
        at += length + (0.45 if word.rstrip("”\"'").endswith((".", "!", "?")) else 0)
    return tuple(words)


def _timing(number: int, words: tuple[Word, ...]) -> SceneTiming:
    text = " ".join(word.text for word in words)
    return SceneTiming(number, round((words[-1].end + 0.02) * 24000), 24000, (Sentence(text, 0, words[-1].end, words),))


def _random_text(rng: random.Random) -> str:
    words = []
    for _ in range(rng.randint(1, 90)):
        word = "".join(rng.choice("abcdefghijklmnop") for _ in range(rng.choice((1, 2, 3, 4, 5, 6, 9, 14))))
        words.append(word + rng.choice(("",) * 6 + (",", ",", ".", "!", ";", "?”", "…", " —")))
    return " ".join(words)


@pytest.mark.parametrize("seed", range(30))
def test_captions_hold_all_words_in_order_and_can_be_read(seed: int) -> None:
    rng = random.Random(seed)
    timings = [_timing(n, _words(_random_text(rng), rng.choice((11.0, 14.0, 15.5)))) for n in (1, 2, 3)]
    plan = timeline.build(timings, RenderOptions())
    cues = captions.build(timings, plan)
    spoken = [w.text for t in timings for s in t.sentences for w in s.words]
    assert " ".join(line for cue in cues for line in cue.lines).split() == " ".join(spoken).split()
    for cue, following in zip(cues, [*cues[1:], Cue(plan.duration, plan.duration, ())], strict=True):
        assert cue.start < cue.end < following.start
        assert 1 <= len(cue.lines) <= 2
        assert all(len(line) <= LINE for line in cue.lines)
        letters = sum(map(len, cue.lines))
        assert letters / (cue.end - cue.start) <= 17.9 or letters < 12
    for shot in plan.shots:  # never across scenes
        if shot.kind == "scene":
            inside = [cue for cue in cues if shot.start <= cue.start < shot.end]
            assert inside and all(cue.end <= shot.end for cue in inside)


def test_a_caption_begins_with_its_first_word_and_outlasts_its_last() -> None:
    words = _words("The owl sat in the old oak tree. It said nothing at all, because it was asleep.")
    timings = [_timing(1, words)]
    plan = timeline.build(timings, RenderOptions())
    speech = plan.shots[1].speech
    starts = {round(speech + word.start, 6) for word in words}
    for cue in captions.build(timings, plan):
        assert round(cue.start, 6) in starts
        last = cue.lines[-1].split()[-1]
        assert cue.end >= speech + next(w.end for w in words if w.text == last)


def test_phrases_end_where_sentences_and_clauses_do() -> None:
    text = (
        "When the rain had stopped, the three friends climbed the hill behind the mill. "
        "“Look!” cried the mouse, and she pointed at the enormous silver ship that was waiting far below them."
    )
    phrases = [" ".join(word.text for word in phrase) for phrase in captions.phrases(_words(text))]
    assert phrases[0] == "When the rain had stopped, the three friends climbed the hill behind the mill."
    assert phrases[1].endswith(("mouse,", "at the", "ship", "silver ship"))
    assert sum(not p.rstrip("”").endswith((".", ",", "!", "?")) for p in phrases) <= 1


def test_two_lines_are_about_equal_and_break_after_a_clause_if_one_is_near() -> None:
    words = _words("and the waves whispered to each other, as if they were afraid of it.")
    (phrase,) = captions.phrases(words)
    cue = captions.build([_timing(1, words)], timeline.build([_timing(1, words)], RenderOptions()))[0]
    assert len(phrase) == len(words)
    assert cue.lines == ("and the waves whispered to each other,", "as if they were afraid of it.")


def test_a_word_longer_than_a_line_stands_alone() -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmützen"
    phrases = [[w.text for w in p] for p in captions.phrases(_words(f"Die {long} waren blau."))]
    assert [long] in phrases


def test_a_scene_without_words_has_no_captions() -> None:
    silent = SceneTiming(1, 24000, 24000, ())
    assert captions.build([silent], timeline.build([silent], RenderOptions())) == ()


CUES = (Cue(0.0004, 1.5, ("Tom & <Jerry>", "a --> b")), Cue(3725.9996, 3727.0, ("Ёж",)))


def test_subrip() -> None:
    assert captions.to_srt(CUES) == (
        "1\n00:00:00,000 --> 00:00:01,500\nTom & <Jerry>\na --> b\n\n2\n01:02:06,000 --> 01:02:07,000\nЁж\n"
    )


def test_webvtt_escapes_what_would_be_markup() -> None:
    text = captions.to_vtt(CUES)
    assert text.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nTom &amp; &lt;Jerry&gt;\na --&gt; b\n\n")
    assert len(re.findall("-->", text)) == 2


def test_no_captions_give_valid_files() -> None:
    assert captions.to_srt(()) == ""
    assert captions.to_vtt(()) == "WEBVTT\n"
