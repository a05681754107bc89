"""What options of type and sound make of a film."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import fontpkg
import numpy as np
import pytest

from digiteller import timeline
from digiteller.errors import MissingPackageError
from digiteller.options import RenderOptions
from digiteller.render.film import make_film
from digiteller.render.film_parts import Film


def _titled(story: Film, title: str) -> Film:
    return dataclasses.replace(story, script=dataclasses.replace(story.script, title=title))


def _spoken(story: Film, text: str) -> Film:
    timing = story.timings[2]
    (sentence,) = timing.sentences
    words = (dataclasses.replace(sentence.words[0], text=text), *sentence.words[1:])
    timing = dataclasses.replace(timing, sentences=(dataclasses.replace(sentence, words=words),))
    return dataclasses.replace(story, timings=(*story.timings[:2], timing))


def test_the_lit_word_moves_on(story: Film, options: RenderOptions, make: Callable[..., Path], probe) -> None:
    options = dataclasses.replace(options, captions="burned", quality=1)
    plain = probe(make(story, options, "plain") / "story.mp4")
    lit = probe(make(story, dataclasses.replace(options, highlight="coral"), "lit") / "story.mp4")
    shot = timeline.build_timeline(story.timings, options).shots[2]
    words = story.timings[1].sentences[0].words
    places = []
    for word in (words[8], words[13]):
        number = round((shot.speech + (word.start + word.end) / 2) * options.fps)
        off = np.abs(lit.frames[number] - plain.frames[number])[55:]
        places.append(float((off**2).sum(0) @ np.arange(160) / (off**2).sum()))
    assert places[0] < places[1] - 20


def test_a_letter_that_the_font_lacks_ends_it_before_anything_is_made(
    story: Film, options: RenderOptions, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    burned = dataclasses.replace(options, captions="burned")
    for film, chosen in (
        (_titled(story, "The 狐"), options),
        (dataclasses.replace(story, credits=("Music: 狐",)), options),
        (_spoken(story, "狐"), burned),
    ):
        with pytest.raises(MissingPackageError, match=r"狐 \(U\+72D0\)") as error:
            make_film(film, chosen, out, lambda share, what: None, tmp_path / "cache")
        assert error.value.exit_code == 5 and "font" in str(error.value.hint)
    assert not any(out.iterdir())


def test_captions_that_are_not_burned_need_no_font(story: Film, make: Callable[..., Path]) -> None:
    assert "狐" in (make(_spoken(story, "狐")) / "story.srt").read_text(encoding="utf-8")


@pytest.mark.slow
def test_another_font_draws_another_title(
    story: Film, options: RenderOptions, make: Callable[..., Path], probe, tmp_path: Path
) -> None:
    italic = shutil.copy(fontpkg.path("EB Garamond", style="italic"), tmp_path / "italic.ttf")
    ours = probe(make(story, options, "ours") / "story.mp4").frames[14]
    other = probe(make(story, dataclasses.replace(options, font=str(italic)), "other") / "story.mp4").frames[14]
    assert np.abs(ours - other).max() > 60
    with pytest.raises(MissingPackageError, match=r"render\.font"):
        make(story, dataclasses.replace(options, font="No Such Family"), "none")


@pytest.mark.slow
def test_places_are_heard_where_nobody_speaks(story: Film, options: RenderOptions, make, probe) -> None:
    quiet = dataclasses.replace(story, music=None)
    heard = {"none": (), "auto": (("waves",), (), ())}
    films = {}
    for ambience, of_scenes in heard.items():
        film = dataclasses.replace(quiet, sounds=of_scenes)
        folder = make(film, dataclasses.replace(options, ambience=ambience), ambience)
        films[ambience] = probe(folder / "story.mp4").sound
    shot = timeline.build_timeline(story.timings, options).shots[1]  # at a harbour
    pause = slice(round(0.9 * 48000), round((shot.speech - 0.1) * 48000))
    level = {name: 20 * np.log10(np.sqrt(np.square(sound[pause]).mean()) + 1e-9) for name, sound in films.items()}
    assert level["none"] < -75 and -58 < level["auto"] < -36
    assert len(films["none"]) == len(films["auto"])
