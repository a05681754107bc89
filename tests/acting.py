"""Pages that act without narrator or illustrator: words of even length, figures where the picture book puts them."""

from __future__ import annotations

from random import Random

import numpy as np

from digiteller.language.page_content import Figure, Moment
from digiteller.language.storyboard import Act, Line, Page, Presence
from digiteller.picturebook.acting.directing import direct
from digiteller.picturebook.acting.performance import Part, Performance
from digiteller.picturebook.acting.speaking import LEVELS, SpokenScene
from digiteller.picturebook.acting.tracks import Track
from digiteller.picturebook.actors import Actor
from digiteller.picturebook.drawing.canvas import Canvas
from digiteller.picturebook.drawing.light import light_of
from digiteller.picturebook.figures.appearance import look_of
from digiteller.picturebook.staging.actor_placement import place_actors
from digiteller.story import Layer, SceneTiming, Sentence, Word

SIZE = (640, 360)
WORD = 0.4
"""Seconds of a word."""
SPEECH = 0.5
"""When the narrator begins."""


def spoken(words: int, loud: tuple[int, int] | None = None) -> SpokenScene:
    """Return the narration of so many words ``word0 word1 ...``; between two of them the voice is loud, else silent."""
    said = tuple(Word(f"word{at}", at * WORD, (at + 1) * WORD) for at in range(words))
    sentence = Sentence(" ".join(word.text for word in said), 0.0, words * WORD, said)
    timing = SceneTiming(1, round(words * WORD * 8000), 8000, (sentence,))
    levels = np.zeros(round(words * WORD * LEVELS) + 1, np.float32)
    if loud:
        first, last = (round(at * WORD * LEVELS) for at in loud)
        wave = 0.5 - 0.5 * np.cos(np.arange(last - first) * 2 * np.pi * 5 / LEVELS)
        levels[first:last] = wave
    return SpokenScene(timing, levels)


def performed(
    *figures: Figure, acts: tuple[Act, ...] = (), lines: tuple[Line, ...] = (), setting: str = "meadow"
) -> Performance:
    """Return what figures play on a page with these acts and lines."""
    moment = Moment(setting, "day", "clear", "calm", figures)
    frame = Canvas(*SIZE)
    placed = [actor for actor in place_actors(moment, frame, Random(1)) if actor.figure]
    actors: dict[int, Actor] = dict(enumerate(placed))
    told = {act.person: act.word for act in acts}
    persons = tuple(Presence(one.id, one.action, (told[one.id],) if one.id in told else ()) for one in figures)
    page = Page(persons=persons, acts=acts, lines=lines)
    blank = [Layer("blank", np.zeros((1, 1, 4), np.uint8), 0, 0, 1.0) for _ in actors]
    light = light_of("day", "clear", "calm", side=1.0)
    return Performance(SIZE, frame.zoom, 1, (), 7, moment, light, direct(page, actors, blank))


def part_of(performance: Performance, who: str) -> tuple[int, Part]:
    """Return somebody's part with its number."""
    return next(
        (at, part) for at, part in enumerate(performance.parts) if part.actor.figure and part.actor.figure.id == who
    )


def track_of(performance: Performance, who: str, words: int = 24, scene: SpokenScene | None = None) -> Track:
    """Return what somebody does in a take in which so many words are told."""
    number, part = part_of(performance, who)
    assert part.actor.figure
    look = look_of(part.actor.figure, 1, ())
    seconds = SPEECH + words * WORD + 1.0
    return Track(performance, number, look, scene or spoken(words), SPEECH, seconds)


def heard(word: int) -> float:
    """Return when a word begins, in seconds of the take."""
    return SPEECH + word * WORD
