"""The storyboard as a file of the project: made, kept, checked, and drawn from, with a reader and a pencil of ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from digiteller.backends import table
from digiteller.contracts import Easel
from digiteller.errors import MissingInputError, SpecError
from digiteller.language import story_reader
from digiteller.language.story_hints import with_descriptions
from digiteller.language.storyboard import (
    Character,
    Page,
    Person,
    Presence,
    SoundEffect,
    Storyboard,
    StoryHints,
    Unshown,
)
from digiteller.models import weights_cache
from digiteller.models.registry import Model, ModelEntry, Registry, WeightFile
from digiteller.project.folder import Project
from digiteller.project.json_files import save_json
from digiteller.project.stage_outputs import may_have_made
from digiteller.spec.schema import Spec
from digiteller.stages import illustrate, render, storyboarding, write
from digiteller.stages.pipeline import run_alone
from digiteller.stages.run_context import Run
from digiteller.stages.storyboarding import bring_storyboard, missed, needs_storyboard
from digiteller.stages.task_runner import run_stage
from digiteller.story import Picture, Scene, Script
from stages.test_illustrate import Told


class Pencil:
    """Draws pages that look alike; remembers which."""

    drawn: ClassVar[list[tuple[int, tuple[str, ...]]]] = []

    def __init__(self, *_: Any) -> None: ...

    def illustrate(
        self, scenes: Sequence[Scene], number: int, size: tuple[int, int], seed: int, easel: Easel
    ) -> Picture:
        assert easel.storyboard is not None
        Pencil.drawn.append((number, easel.storyboard.pages[number - 1].places))
        return Picture(np.zeros((36, 64, 3), np.uint8))

    @staticmethod
    def context(storyboard: Storyboard, number: int) -> str:
        return str(storyboard.moments()[number - 1])


class NoParser:
    loaded: ClassVar[int] = 0

    def __init__(self, *_: Any) -> None:
        NoParser.loaded += 1


@dataclass(frozen=True)
class Here(table.Backend):
    kind: Any = None

    def load(self) -> Any:
        return self.kind


class Reading:
    """Understands the words fox, forest and kitchen; remembers what it was given."""

    scenes: tuple[Scene, ...] = ()
    hints: StoryHints | None = None

    def __call__(self, scenes: Sequence[Scene], parse: Any, hints: StoryHints) -> Storyboard:
        self.scenes, self.hints = tuple(scenes), hints
        return Storyboard((Person("fox", "fox"),), tuple(self.page(f"{one.text} {one.picture}") for one in scenes))

    def page(self, words: str) -> Page:
        places = tuple(place for place in ("forest", "kitchen") if place in words)
        unshown = (Unshown("trebuchet", "no drawing"),) if "trebuchet" in words else ()
        return Page(places, persons=(Presence("fox"),) if "fox" in words else (), unshown=unshown)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    reading = Reading()
    monkeypatch.setattr(story_reader, "read_story", reading)
    monkeypatch.setitem(table.BACKENDS["read"], "none", Here("", "NoParser", kind=NoParser))
    monkeypatch.setitem(table.BACKENDS["illustrate"], "pencil", Here("", "Pencil", kind=Pencil, storyboard=True))
    monkeypatch.setitem(table.BACKENDS["illustrate"], "plain", Here("", "Pencil", kind=Pencil))
    monkeypatch.setattr(Pencil, "drawn", [])
    monkeypatch.setattr(NoParser, "loaded", 0)
    return reading


class Story:
    """A project of two scenes, run as often as one likes."""

    def __init__(self, root: Path) -> None:
        self.project, self.texts, self.language = Project(root), ["The fox.", "The fox in the forest."], "en"
        self.pictures = ["a fox", "a fox in a forest"]
        self.spec: dict[str, Any] = {"premise": "p", "illustrate": {"model": "pencil"}}

    def open(self, **choices: Any) -> Run:
        pages = zip(self.texts, self.pictures, strict=True)
        scenes = tuple(Scene(at, text, picture, "calm") for at, (text, picture) in enumerate(pages, 1))
        save_json(self.project.path("script.json"), Script("T", self.language, scenes))
        spec = Spec.model_validate({"scenes": 2, "render": {"width": 320, "height": 180}, **self.spec})
        options = {"none": {"languages": ["en"]}}
        models: Mapping[str, Sequence[str]] = {"read": ["none"], "illustrate": ["pencil", "plain"], "write": ["none"]}
        registry = Registry(
            {
                stage: {
                    name: Model(
                        stage, name, ModelEntry(backend=name, licence="MIT", options=options.get(name, {})), Path()
                    )
                    for name in names
                }
                for stage, names in models.items()
            }
        )
        return Run(self.project, spec, registry, Told(), seed=1, **choices)

    def run(self, does: Callable[[Run], None] = lambda run: run_stage(storyboarding.STAGE, run), **choices: Any) -> Any:
        with self.project.locked():
            run = self.open(**choices)
            does(run)
        return run.listener

    def illustrate(self, **choices: Any) -> Any:
        return self.run(lambda run: run_alone(illustrate.STAGE, run), **choices)

    @property
    def path(self) -> Path:
        return self.project.path("storyboard.json")

    def edit(self, page: int, **values: Any) -> None:
        board = json.loads(self.path.read_text(encoding="utf-8"))
        board["pages"][page - 1] |= values
        self.path.write_text(json.dumps(board), encoding="utf-8")


@pytest.fixture
def story(tmp_path: Path, reading: Reading) -> Story:
    return Story(tmp_path)


def test_it_is_made_once_and_anew_when_the_words_change(story: Story) -> None:
    assert story.run().made == {"storyboard/story": "it has not been made yet"}
    assert story.run().made == {}
    assert NoParser.loaded == 1
    story.texts[1] = "The fox in the kitchen."
    assert story.run().made == {"storyboard/story": "the words of scene 2 changed"}
    assert story.run(force=True).made == {"storyboard/story": "--force"}
    story.path.unlink()
    assert story.run().made == {"storyboard/story": "storyboard.json is missing"}
    assert may_have_made("storyboard/story", "storyboard.json")


def test_a_dry_run_reads_nothing(story: Story) -> None:
    assert list(story.run(dry_run=True).made) == ["storyboard/story"]
    assert NoParser.loaded == 0
    assert not story.path.exists()


def test_an_edited_one_is_kept_and_drawn(story: Story) -> None:
    story.illustrate()
    assert Pencil.drawn == [(1, ()), (2, ("forest",))]
    story.edit(2, places=["sea"])
    assert "what scene 2 shows changed" in story.illustrate().made["illustrate/02"]
    assert Pencil.drawn[2:] == [(2, ("sea",))]
    story.texts[0] = "The fox in the kitchen."
    assert story.illustrate().made == {}
    story.illustrate(force=True)
    assert Pencil.drawn[3:] == [(1, ()), (2, ("sea",))]
    story.run(lambda run: bring_storyboard(run, forced=True))
    assert json.loads(story.path.read_text(encoding="utf-8"))["pages"][0]["places"] == ["kitchen"]
    assert len(list(story.project.root.glob("*storyboard*"))) == 2


def test_a_change_of_one_page_draws_that_page_anew(story: Story) -> None:
    story.illustrate()
    story.texts[0] = "The fox was in the forest."
    assert list(story.illustrate().made) == ["storyboard/story", "illustrate/01"]
    story.texts[0] = "It was the fox, in the forest."  # which shows the same
    assert list(story.illustrate().made) == ["storyboard/story"]


def test_one_scene_is_drawn_from_it_too(story: Story) -> None:
    assert list(story.illustrate(scene=2).made) == ["storyboard/story", "illustrate/02"]


def test_pages_are_not_drawn_without_it(story: Story) -> None:
    with pytest.raises(MissingInputError, match=r"storyboard\.json is missing"):
        story.run(lambda run: run_stage(illustrate.STAGE, run))


def test_one_for_another_number_of_scenes_is_refused(story: Story) -> None:
    story.run()
    story.edit(1, mood="sad")
    story.texts, story.pictures = ["The fox."], ["a fox"]
    with pytest.raises(SpecError, match="pages: there are 2; the story has 1"):
        story.illustrate()


@pytest.mark.parametrize(
    ("spec", "stage", "needed"),
    [
        ({}, "illustrate", True),
        ({"illustrate": {"model": "plain"}}, "illustrate", False),
        ({}, "narrate", False),
        ({}, "render", True),
        ({}, "draft", True),
        ({"render": {"ambience": "none"}}, "render", True),
        ({"render": {"effects": "none"}}, "render", True),
        ({"render": {"ambience": "none", "effects": "none"}}, "render", False),
        ({"scenes": [{"picture_file": "a.png"}, {"picture_file": "b.png"}]}, "illustrate", False),
        ({"scenes": [{"picture_file": "a.png"}, {}]}, "illustrate", True),
    ],
)
def test_it_is_made_only_where_it_is_needed(story: Story, spec: dict[str, Any], stage: str, needed: bool) -> None:
    story.spec |= spec
    assert needs_storyboard(story.open(), stage) is needed


def test_a_film_goes_without_it_where_nothing_can_read(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights_cache, "locate", lambda *_: None)
    run = story.open()
    model = run.registry.models["read"]["none"]
    entry = model.entry.model_copy(update={"files": (WeightFile.model_construct(name="words"),)})
    monkeypatch.setitem(run.registry.models["read"], "none", replace(model, entry=entry))
    assert needs_storyboard(run, "render")
    run.offline = True
    assert not needs_storyboard(run, "render")
    script = Script("T", "en", (Scene(1, "a", "", "calm"), Scene(2, "b", "", "calm")))
    assert render._sounds(run, script) == render._effects(run, script) == ()
    story.path.write_text("{}")
    assert needs_storyboard(run, "render")


def test_illustrators_that_are_told_get_none(story: Story) -> None:
    story.spec["illustrate"] = {"model": "plain"}
    with pytest.raises(AssertionError):
        story.illustrate()
    assert not story.path.exists()


def test_what_is_heard_is_read_from_it(story: Story) -> None:
    story.run()
    story.edit(1, places=["beach"], effects=[{"word": 0, "sound": "splash"}])
    script = Script("T", "en", (Scene(1, "a", "", "calm"), Scene(2, "b", "", "calm")))
    assert render._sounds(story.open(), script) == (("waves",), ("birds",))
    assert render._effects(story.open(), script)[0] == (SoundEffect(0, "splash"),)
    story.spec["render"] = {"ambience": "none", "effects": "none"}
    story.path.write_text("none")
    assert render._sounds(story.open(), script) == render._effects(story.open(), script) == ()


def test_of_another_language_the_picture_lines_are_read(story: Story, reading: Reading) -> None:
    story.language, story.pictures[0] = "de-AT", story.texts[0]
    told = story.run()
    assert [(scene.text, scene.picture) for scene in reading.scenes] == [("", ""), ("", "a fox in a forest")]
    assert told.notes == ["scene 1: little understood: 'The fox.'"]
    story.pictures[1] = story.texts[1]
    assert story.run().notes[0] == "none reads no de-AT: no page tells what it shows; picture lines in English would"


def test_what_the_spec_says_wins_and_does_not_rewrite_the_story(story: Story, reading: Reading) -> None:
    story.run()
    before = next(write._tasks(story.open(model="none"))).made_from
    story.spec["scenes"] = [{"place": "the woods", "time": "night", "weather": "snow"}, {"cast": ["an owl", "Mina"]}]
    story.spec["characters"] = {"Mina": {"kind": "vixen", "looks": ["glasses"]}}
    after = dict(next(write._tasks(story.open(model="none"))).made_from)
    assert after == before
    reason = story.run().made["storyboard/story"]
    assert "what the spec says of scene 1 changed" in reason and "the characters of the spec changed" in reason
    assert reading.hints is not None and reading.hints.scenes[0].place == "forest"
    board = json.loads(story.path.read_text(encoding="utf-8"))
    assert board["pages"][0]["places"] == ["forest"]
    assert (board["pages"][0]["time"], board["pages"][0]["weather"]) == ("night", "snow")
    assert [one["person"] for one in board["pages"][1]["persons"]] == ["owl", "mina"]
    assert board["persons"][-1] == {"id": "mina", "kind": "fox", "looks": ["glasses"], "name": "Mina"}


def test_descriptions_are_read_like_stories_and_exact_fields_win(story: Story, reading: Reading) -> None:
    told: list[str] = []

    def read(scenes: Sequence[Scene]) -> Storyboard:
        told.append(scenes[0].text)
        return Storyboard(
            (Person("moon"), Person("mina", "fox", "Mina", age="old", color="red", looks=("glasses",))), ()
        )

    characters = (Character("Mina", "an old red fox. ", color="black"), Character("Tom", kind="dog"))
    hints = with_descriptions(StoryHints((), characters), read)
    assert told == ["Mina was an old red fox."]
    assert hints.characters == (
        Character("Mina", "an old red fox. ", "fox", age="old", looks=("glasses",), color="black"),
        Character("Tom", kind="dog"),
    )


def test_only_what_is_missed_is_told() -> None:
    scenes = [Scene(at, text, "", "calm") for at, text in enumerate(["A fox.", "A trebuchet.", "So " * 60, "Hm."], 1)]
    whole = Page(("forest",), unshown=())
    pages = (
        whole,
        Page(("forest",), unshown=(Unshown("trebuchet", "no drawing"), Unshown("seven dwarfs", "no room"))),
        Page(),
        Page(("forest",), unshown=(Unshown("hm", "not understood"),)),
    )
    assert list(missed(scenes, Storyboard((), pages))) == [
        "scene 2: not shown: 'trebuchet' (no drawing), 'seven dwarfs' (no room)",
        f"scene 3: little understood: '{('So ' * 20).strip()}…'",
        "scene 4: little understood: 'hm'",
    ]
    assert list(missed(scenes[:1], Storyboard((), (whole,)))) == []
