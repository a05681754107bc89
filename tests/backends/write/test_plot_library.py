"""The library as a writer: scripts with staging, the user's own pages, too many scenes."""

from __future__ import annotations

from dataclasses import replace

import pytest

import reading
from digiteller.backends.write.plot_library import PlotLibrary
from digiteller.contracts import Brief, PageBrief
from digiteller.errors import SpecError
from digiteller.options import WriteOptions
from digiteller.story import Script

PREMISE = "Hob the hedgehog is afraid of the dark, but he must cross the orchard to fetch medicine for his sister."


def brief(*pages: PageBrief, premise: str = PREMISE) -> Brief:
    return Brief(premise, None, pages, "en", reading.parser())


def write(asked: Brief, seed: int = 1, audience: str | None = None) -> Script:
    return PlotLibrary({}, WriteOptions(audience=audience), {}).write(asked, seed, lambda share, text: None)


def test_a_story_is_written_and_the_same_again() -> None:
    script = write(brief(*[PageBrief()] * 6))
    assert script == write(brief(*[PageBrief()] * 6))
    assert len({write(brief(*[PageBrief()] * 6), seed).scenes for seed in range(1, 6)}) == 5


def test_the_script_says_who_is_where() -> None:
    script = write(brief(*[PageBrief()] * 6))
    hob = next(person for person in script.persons if person.name == "Hob")
    assert (hob.kind, hob.sex) == ("hedgehog", "male")
    staged = [scene.staging for scene in script.scenes if scene.staging]
    assert len(staged) == 6
    assert all("Hob" in (staging.cast or ()) for staging in staged)
    assert "orchard" in {staging.place for staging in staged}
    assert "night" in {staging.time for staging in staged}
    for scene in script.scenes:
        assert scene.staging is not None
        assert all(act.last < len(scene.text.split()) for act in scene.staging.acts)


def test_own_pages_stay_and_are_not_staged() -> None:
    script = write(brief(PageBrief("Hob woke."), PageBrief(), PageBrief(mood="sad")))
    assert script.scenes[0].text == "Hob woke."
    assert script.scenes[0].staging is None
    assert script.scenes[2].mood == "sad"


def test_audiences_are_told_differently() -> None:
    asked = brief(*[PageBrief()] * 6)
    texts = {write(asked, audience=audience).scenes for audience in (None, "toddlers", "adults")}
    assert len(texts) == 3


def test_more_scenes_than_sentences_are_refused_with_a_number() -> None:
    with pytest.raises(SpecError, match="more than the library") as error:
        write(brief(*[PageBrief()] * 150))
    assert "at most" in (error.value.hint or "")


def test_other_languages_are_refused() -> None:
    with pytest.raises(SpecError, match="de"):
        write(replace(brief(PageBrief()), language="de"))
