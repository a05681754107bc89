"""Long pages are seen in several shots, of which none is too short and each shows whom the words are about."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from acting import SIZE, SPEECH, WORD, heard, part_of, performed, spoken
from digiteller.language.page_content import Figure
from digiteller.language.storyboard import Act, Line
from digiteller.picturebook.acting.speaking import SpokenScene
from digiteller.render.picture.coverage import Framing, cover

TOM, ADA, DOG = Figure("boy", "Tom", id="tom"), Figure("woman", "Ada", id="ada"), Figure("dog", id="dog")


def told(words: int, *ends: int) -> SpokenScene:
    """Return so many words of which some end a part of a sentence."""
    scene = spoken(words)
    (sentence,) = scene.timing.sentences
    marked = tuple(
        replace(word, text=f"{word.text},") if at in ends else word for at, word in enumerate(sentence.words)
    )
    return SpokenScene(replace(scene.timing, sentences=(replace(sentence, words=marked),)), scene.levels)


def shots(performance, words: int, *ends: int) -> tuple[Framing, ...]:
    return cover(performance, told(words, *ends), SPEECH, SPEECH + words * WORD + 0.5, SIZE)


def test_a_short_page_is_one_shot_of_all_of_it() -> None:
    performance = performed(TOM, ADA, acts=(Act("tom", "wave", 5),))
    assert [one.nearer for one in shots(performance, 10, 4)] == [1.0]


def test_who_speaks_is_seen_near_and_inside_the_page() -> None:
    performance = performed(TOM, ADA, DOG, lines=(Line(("ada",), 10, 24),))
    wide, near = shots(performance, 26, 9, 24)
    assert wide.nearer == 1.0 and near.nearer > 1.2
    assert near.start == heard(10) - 0.4
    actor = part_of(performance, "ada")[1].actor
    half = SIZE[0] / 2 / near.nearer, SIZE[1] / 2 / near.nearer
    assert abs(near.x - actor.x) < half[0] and abs(near.y - (actor.y - 0.75 * actor.height)) < half[1]
    assert half[0] <= near.x <= SIZE[0] - half[0] and half[1] <= near.y <= SIZE[1] - half[1]


def test_no_shot_is_too_short() -> None:
    acts = tuple(Act(who, "nod", at) for at, who in enumerate(("tom", "ada", "dog") * 10) if at % 2 == 0)
    performance = performed(TOM, ADA, DOG, acts=acts)
    framings = shots(performance, 30, *range(0, 30, 2))
    assert all(after.start - before.start >= 2.4 for before, after in pairwise(framings))


def test_whoever_walks_about_is_seen_on_the_whole_page() -> None:
    performance = performed(TOM, ADA, DOG, acts=(Act("ada", "wave", 10), Act("tom", "walk", 20, "out")))
    framings = shots(performance, 30, 9, 19)
    assert [one.nearer > 1 for one in framings] == [False, True, False]


def test_the_picture_changes_where_nobody_acts_for_long() -> None:
    performance = performed(TOM, ADA, DOG)
    assert len(shots(performance, 40, 9, 19, 29)) > 1
