from __future__ import annotations

import dataclasses
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from digiteller import timeline
from digiteller.language.markup import read_markup
from digiteller.options import RenderOptions
from digiteller.render.text import captions
from digiteller.render.text.captions import Cue
from digiteller.render.text.line_breaking import LINE, PACE, columns, joined, phrases, pieces_of
from digiteller.story import SceneTiming, Sentence, Word

ROOT = Path(__file__).parents[3]


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


def _sentences() -> list[str]:
    """The sentences of the repository's own stories: as their pages say them, and as their pictures are described."""
    pages = yaml.safe_load((ROOT / "tests/backends/illustrate/stories.yaml").read_text()).values()
    pages = [page for story in pages for page in story]
    for file in (ROOT / "examples").rglob("*.yaml"):
        scenes = yaml.safe_load(file.read_text()).get("scenes")
        pages += scenes if isinstance(scenes, list) else []
    texts = [read_markup(page["text"]).text.strip() for page in pages if "text" in page]
    return [sentence for text in texts for sentence in re.split(r"(?<=[.!?][”\"'])\s+|(?<=[.!?])\s+", text)]


SENTENCES = _sentences()


def _story(seed: int, pace: float) -> list[SceneTiming]:
    rng = random.Random(seed)
    pages = [" ".join(rng.choices(SENTENCES, k=rng.choice((1, 1, 2, 2, 3, 5)))) for _ in range(rng.randint(1, 8))]
    return [_timing(number, _words(page, pace * rng.uniform(0.93, 1.07))) for number, page in enumerate(pages, 1)]


def _check_form(timings: list[SceneTiming], plan: timeline.Timeline, cues: tuple[Cue, ...]) -> None:
    spoken = [w.text for t in timings for s in t.sentences for w in s.words]
    assert " ".join(line for cue in cues for line in cue.lines).split() == " ".join(spoken).split()
    for cue, following in zip(cues, [*cues[1:], Cue(plan.duration, plan.duration, ())], strict=True):
        assert cue.start < cue.end < following.start
        assert 1 <= len(cue.lines) <= 2
        assert all(len(line) <= LINE for line in cue.lines)
        assert abs(cue.start - cue.words[0].start) <= 0.51
    for shot in plan.shots:  # never across scenes
        if shot.kind == "scene":
            inside = [cue for cue in cues if shot.start <= cue.start < shot.end]
            assert inside and all(cue.end <= shot.end for cue in inside)


@pytest.mark.few(15)
@pytest.mark.parametrize("seed", range(50))
def test_the_captions_of_fifty_stories_keep_the_rules(seed: int) -> None:
    """At a natural pace; that is characters a second while words are spoken."""
    timings = _story(seed, random.Random(seed).choice((12.0, 14.0, 15.5)))
    plan = timeline.build_timeline(timings, RenderOptions())
    cues = captions.build_captions(timings, plan)
    _check_form(timings, plan, cues)
    assert captions.too_fast(cues) == ()
    assert max(map(captions.pace, cues)) <= PACE + 0.05
    assert all(1.0 - 1e-6 <= cue.end - cue.start <= 8.0 for cue in cues)
    inside = [cue for cue, after in pairwise(cues) if after.start - cue.end < 0.3]
    torn = [cue for cue in inside if not cue.lines[-1].rstrip("”\"'").endswith((".", "!", "?", ",", ";", ":", "—"))]
    assert len(torn) <= max(1, 0.25 * len(cues))


@pytest.mark.few(15)
@pytest.mark.parametrize("seed", range(50))
def test_what_is_spoken_too_fast_is_as_near_the_rules_as_can_be_and_told(seed: int) -> None:
    timings = _story(seed, 18.0 + seed % 5)
    plan = timeline.build_timeline(timings, RenderOptions())
    cues = captions.build_captions(timings, plan)
    _check_form(timings, plan, cues)
    fast = [cue for cue in cues if captions.pace(cue) > PACE + 0.05]
    assert max(map(captions.pace, cues)) < 27
    notes = captions.too_fast(cues)
    assert len(notes) == bool(fast)
    assert all(note.startswith(f"{len(fast)} of {len(cues)} captions") and "narrate.speed" in note for note in notes)


@pytest.mark.few(8)
@pytest.mark.parametrize("seed", range(30))
def test_any_words_in_any_order_keep_the_form(seed: int) -> None:
    rng = random.Random(seed)
    timings = [_timing(n, _words(_random_text(rng), rng.choice((5.0, 11.0, 15.5, 40.0)))) for n in (1, 2, 3)]
    plan = timeline.build_timeline(timings, RenderOptions())
    _check_form(timings, plan, captions.build_captions(timings, plan))


def test_each_word_is_lit_once_while_its_caption_stands() -> None:
    timings = _story(3, 14.0)
    cues = captions.build_captions(timings, timeline.build_timeline(timings, RenderOptions()))
    lit = captions.light_words(cues)
    assert len(lit) == sum(len(cue.words) for cue in cues) == sum(len(s.words) for t in timings for s in t.sentences)
    for word, following in pairwise(lit):
        assert word.start < word.end <= following.start
        assert word.lit is not None
        assert (
            word.lines[word.lit.line][word.lit.first : word.lit.last]
            == word.lines[word.lit.line].split()[len(word.lines[word.lit.line][: word.lit.first].split())]
        )
        assert word.start >= word.lit.start - 0.51
    for cue in cues:
        own = [word for word in lit if cue.start <= word.start < cue.end]
        assert own[0].start == cue.start and own[-1].end == cue.end
        assert all(a.end == b.start for a, b in pairwise(own))


def test_slow_speech_is_cut_so_that_no_caption_stands_long() -> None:
    words = _words(" ".join(["the old man walked on and on and on and said nothing more"] * 4), 5.0)
    cues = captions.build_captions([_timing(1, words)], timeline.build_timeline([_timing(1, words)], RenderOptions()))
    assert max(cue.end - cue.start for cue in cues) < 8


def test_a_long_silence_cuts_a_phrase() -> None:
    words = _words("He opened the door and")
    words += tuple(dataclasses.replace(w, start=w.start + 4, end=w.end + 4) for w in _words("saw nothing at all."))
    _, second = phrases(pieces_of(words))
    assert second[0].text == "saw"


def test_texts_without_spaces_are_broken_between_characters() -> None:
    text = "很久很久以前，森林里住着一只小狐狸。它找到了一盏熄灭的旧灯笼，「谁能让它再亮起来呢？」它想知道。"
    word = Word(text, 0.0, 9.0)
    timings = [SceneTiming(1, 24000 * 9, 24000, (Sentence(text, 0, 9.0, (word,)),))]
    cues = captions.build_captions(timings, timeline.build_timeline(timings, RenderOptions()))
    assert "".join(line for cue in cues for line in cue.lines) == text
    assert len(cues) >= 3
    for line in (line for cue in cues for line in cue.lines):
        assert columns(line) <= LINE
        assert line[0] not in "，。？」" and line[-1] != "「"


def test_latin_words_among_ideographs_stay_whole() -> None:
    words = (Word("小狐狸Pip说：“Hello", 0, 2), Word("World！”然后", 2, 4), Word("走了。", 4, 5))
    pieces = pieces_of(words)
    assert {"Pip", "“Hello", "World！”"} <= {piece.text for piece in pieces}
    assert joined(pieces) == "小狐狸Pip说：“Hello World！”然后走了。"


def test_phrases_end_where_sentences_and_clauses_do() -> None:
    text = (
        "When the rain had stopped, the three friends climbed the hill behind the mill. "
        "“Look!” cried the mouse, and she pointed at the enormous silver ship that was waiting far below them."
    )
    found = [" ".join(word.text for word in phrase) for phrase in phrases(pieces_of(_words(text)))]
    assert found[0] == "When the rain had stopped, the three friends climbed the hill behind the mill."
    assert found[1].endswith(("mouse,", "at the", "ship", "silver ship"))
    assert sum(not p.rstrip("”").endswith((".", ",", "!", "?")) for p in found) <= 1


def test_two_lines_are_about_equal_and_break_after_a_clause_if_one_is_near() -> None:
    words = _words("and the waves whispered to each other, as if they were afraid of it.")
    (phrase,) = phrases(pieces_of(words))
    cue = captions.build_captions([_timing(1, words)], timeline.build_timeline([_timing(1, words)], RenderOptions()))[0]
    assert len(phrase) == len(words)
    assert cue.lines == ("and the waves whispered to each other,", "as if they were afraid of it.")


def test_a_word_longer_than_a_line_is_broken_with_a_hyphen() -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitänsmützen"
    words = _words(f"Die {long} waren blau.")
    cues = captions.build_captions([_timing(1, words)], timeline.build_timeline([_timing(1, words)], RenderOptions()))
    lines = [line for cue in cues for line in cue.lines]
    assert all(len(line) <= LINE for line in lines)
    assert " ".join(lines).replace("- ", "") == f"Die {long} waren blau."


def test_a_scene_without_words_has_no_captions() -> None:
    silent = SceneTiming(1, 24000, 24000, ())
    assert captions.build_captions([silent], timeline.build_timeline([silent], RenderOptions())) == ()


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
