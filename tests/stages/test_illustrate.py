"""The illustrate, upscale and render stages around a small illustrator that walks through a latent space."""

from __future__ import annotations

import dataclasses
import errno
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest
from PIL import Image

from digiteller.backends import table
from digiteller.contracts import Easel
from digiteller.errors import MissingInputError, SpecError, StageError
from digiteller.language.storyboard import Page, Person, Presence, Storyboard
from digiteller.media.bitmap import write_png
from digiteller.media.clips import frame_files, load_playing
from digiteller.media.latents import load_latent
from digiteller.media.png_marks import PREVIEW
from digiteller.models.registry import Model, ModelEntry, Registry
from digiteller.options import IllustrateOptions
from digiteller.project import folder as places
from digiteller.project.folder import Project
from digiteller.project.json_files import save_json
from digiteller.project.stage_outputs import may_have_made
from digiteller.spec.schema import Spec
from digiteller.stages import illustrate, page_files, upscale
from digiteller.stages.run_context import Run
from digiteller.stages.task import Task
from digiteller.stages.task_runner import run_stage
from digiteller.story import Clip, Picture, Scene, Script

FRAMES = 3


class Told:
    """A listener that remembers what was made, why, and what was noted."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}
        self.notes: list[str] = []

    def start(self, task: Task, reason: str) -> None:
        self.made[task.name] = reason

    def note(self, text: str) -> None:
        self.notes.append(text)

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


class Walker:
    """Draws a page of one grey, which its prompt's length decides; remembers what went before."""

    before: ClassVar[dict[int, Any]] = {}
    breaks: ClassVar[BaseException | None] = None
    previews: ClassVar[int] = 2
    at_the_end: ClassVar[Callable[[], object]] = staticmethod(lambda: None)

    def __init__(self, files: Mapping[str, Path], options: IllustrateOptions, settings: Mapping[str, Any]) -> None:
        self._moves = options.motion == "latent"

    def illustrate(
        self, scenes: Sequence[Scene], number: int, size: tuple[int, int], seed: int, easel: Easel
    ) -> Picture:
        Walker.before[number] = easel.before
        grey = len(scenes[number - 1].picture)
        start = int(easel.before.latent.get("z", np.zeros(1))[0]) if easel.before else 0
        image = np.full((36, 64, 3), grey, np.uint8)
        for step in range(Walker.previews):
            easel.report(step / 2, f"step {step} of 2, loss {-step}")
            easel.preview(np.full_like(image, step + 1))
        Walker.at_the_end()
        if Walker.breaks is not None:
            raise Walker.breaks
        shades = np.linspace(start, grey, FRAMES).astype(np.uint8)
        clip = Clip(tuple(np.full_like(image, shade) for shade in shades), 4.0, "hold") if self._moves else None
        return Picture(image, clip=clip, latent={"z": np.array([grey], np.float32)})


class Doubler:
    """An upscaler."""

    scale = 2
    enlarged: ClassVar[list[tuple[int, ...]]] = []
    dies_at: ClassVar[int | None] = None

    def __init__(self, *_: Any) -> None: ...

    def upscale(self, image: Any, report: Any) -> Any:
        if len(Doubler.enlarged) == Doubler.dies_at:
            raise KeyboardInterrupt
        Doubler.enlarged.append(image.shape)
        report(1.0, "tile 1 of 1")
        return image.repeat(2, 0).repeat(2, 1)


@dataclasses.dataclass(frozen=True)
class Here(table.Backend):
    """A backend whose class is in this file."""

    kind: Any = None

    def load(self) -> Any:
        return self.kind


@pytest.fixture(autouse=True)
def backends(monkeypatch: pytest.MonkeyPatch) -> None:
    walker = Here("", "Walker", kind=Walker, latent=True, previous=True)
    monkeypatch.setitem(table.BACKENDS["illustrate"], "walker", walker)
    monkeypatch.setitem(table.BACKENDS["illustrate"], "plain", Here("", "Walker", kind=Walker))
    monkeypatch.setitem(table.BACKENDS["upscale"], "doubler", Here("", "Doubler", kind=Doubler))
    for owner, name, value in (
        (Walker, "before", {}),
        (Walker, "breaks", None),
        (Walker, "previews", 2),
        (Walker, "at_the_end", lambda: None),
        (Doubler, "enlarged", []),
        (Doubler, "dies_at", None),
    ):
        monkeypatch.setattr(owner, name, value)


class Story:
    """A project of three scenes, run as often as one likes."""

    def __init__(self, root: Path) -> None:
        self.root, self.model, self.prompts = root, "walker", ["fox", "an owl", "a boat"]
        self.own: dict[int, str] = {}
        self.options: dict[str, Any] = {}

    def run(self, stage: Any = illustrate.STAGE, **choices: Any) -> Told:
        """Run a stage; return what was told."""
        scenes = [
            Scene(number, "Text.", prompt, "calm", self.own.get(number))
            for number, prompt in enumerate(self.prompts, 1)
        ]
        save_json(self.root / "script.json", Script("Title", "en", tuple(scenes)))
        spec = Spec.model_validate(
            {
                "premise": "p",
                "illustrate": {"model": self.model, **self.options},
                "render": {"width": 320, "height": 180},
                "upscale": {"model": "doubler"},
            }
        )
        names = ("walker", "plain", "not-installed")
        drawers = {n: Model("illustrate", n, ModelEntry(backend=n, licence="MIT"), Path()) for n in names}
        doubler = Model("upscale", "doubler", ModelEntry(backend="doubler", licence="MIT"), Path())
        registry = Registry({"illustrate": drawers, "upscale": {"doubler": doubler}})
        project, told = Project(self.root), Told()
        if choices.get("dry_run"):
            run_stage(stage, Run(project, spec, registry, told, seed=1, **choices))
            return told
        with project.locked():
            self.last = Run(project, spec, registry, told, seed=1, **choices)
            run_stage(stage, self.last)
        return told


@pytest.fixture
def story(tmp_path: Path) -> Story:
    (tmp_path / "story").mkdir()
    return Story(tmp_path / "story")


def grey(path: Path) -> int:
    with Image.open(path) as image:
        return int(np.asarray(image)[0, 0, 0])


def test_a_walk_is_kept_as_frames_and_the_latent_as_arrays(story: Story) -> None:
    story.options = {"motion": "latent"}
    story.run()
    folder = story.root / "pictures" / "02"
    assert [grey(path) for path in frame_files(folder)] == [3, 4, 6]  # from page 1's place to page 2's
    assert load_playing(folder).loop == "hold"
    assert load_latent(folder / "latent.npz")["z"].tolist() == [6.0]
    assert story.run().made == {}
    story.run(upscale.STAGE)
    made = [(task, name) for task, entry in story.last.manifest.entries.items() for name in entry.outputs]
    assert len(made) > 30 and all(may_have_made(*one) for one in made)


@pytest.mark.parametrize("options", [{"motion": "latent"}, {"start": "previous"}])
def test_a_change_redoes_what_goes_on_from_it(story: Story, options: dict[str, str]) -> None:
    story.options = options
    story.run()
    assert Walker.before[1] is None
    assert Walker.before[2].image[0, 0, 0] == 3 and Walker.before[2].latent["z"] == [3]
    story.prompts[1] = "two owls"
    made = story.run().made
    assert list(made) == ["illustrate/02", "illustrate/03"]
    assert "the page of scene 2 changed" in made["illustrate/03"]


@pytest.mark.parametrize(
    ("model", "options"), [("walker", {}), ("walker", {"start": "colours"}), ("plain", {"start": "previous"})]
)
def test_nothing_else_goes_on_from_the_page_before(story: Story, model: str, options: dict[str, str]) -> None:
    story.model, story.options = model, options
    story.run()
    story.prompts[0] = "another fox"
    assert list(story.run().made) == ["illustrate/01"]
    assert set(Walker.before.values()) == {None}


def test_a_page_by_another_hand_has_a_picture_and_no_latent(story: Story) -> None:
    story.options = {"start": "previous"}
    story.own[1] = "mine.png"
    write_png(story.root / "mine.png", np.full((90, 160, 3), 77, np.uint8))
    story.run()
    assert Walker.before[2].image[0, 0, 0] == 77 and Walker.before[2].latent == {}
    write_png(story.root / "pictures" / "02.png", np.full((36, 64, 3), 88, np.uint8))
    assert list(story.run().made) == ["illustrate/03"]  # 2 is the user's own now
    assert Walker.before[3].image[0, 0, 0] == 88 and Walker.before[3].latent == {}


def test_another_model_does_not_get_the_latent(story: Story) -> None:
    story.model = "plain"
    story.run()
    story.model, story.options = "walker", {"start": "previous"}
    story.run(scene=2)
    assert Walker.before[2].image[0, 0, 0] == 3 and Walker.before[2].latent == {}


def test_a_page_cannot_go_on_from_one_that_is_not_there(story: Story) -> None:
    story.options = {"start": "previous"}
    with pytest.raises(MissingInputError, match=r"01\.png is missing") as caught:
        story.run(scene=2)
    assert str(caught.value.hint).startswith("digiteller illustrate --scene 1")


def test_a_dry_run_tells_of_pages_that_will_change(story: Story) -> None:
    story.options = {"start": "previous"}
    assert list(story.run(dry_run=True).made) == ["illustrate/01", "illustrate/02", "illustrate/03"]
    story.run()
    story.prompts[0] = "another fox"
    assert story.run(dry_run=True).made["illustrate/03"] == "pictures/02.png will change"


def test_a_model_without_a_latent_space_cannot_move(story: Story) -> None:
    story.model, story.options = "plain", {"motion": "latent"}
    with pytest.raises(SpecError, match="plain has no latent space") as caught:
        story.run()
    assert str(caught.value.hint).endswith(": walker")


@pytest.mark.few(3)
@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\3\4", "objects", "integers", "infinite", "huge"])
def test_a_damaged_latent_is_told(story: Story, content: bytes | str) -> None:
    story.options = {"motion": "latent"}
    story.run()
    path = story.root / places.latent(1)
    if content == "objects":
        np.savez(path, z=np.array([print], object))
    elif content == "integers":
        np.savez(path, z=np.arange(3))
    elif content == "infinite":
        np.savez(path, z=np.array([np.inf], np.float32))
    elif content == "huge":
        np.savez_compressed(path, z=np.zeros(17_000_000, np.float32))
    else:
        assert isinstance(content, bytes)
        path.write_bytes(content)
    with pytest.raises(SpecError, match=r"latent\.npz: cannot be read") as caught:
        story.run(scene=2)
    assert caught.value.hint == "make its page again: digiteller illustrate --force"
    story.run(scene=1, force=True)
    assert list(story.run(scene=2).made) == []


def test_a_page_that_no_longer_moves_leaves_no_frames(story: Story) -> None:
    story.options = {"motion": "latent"}
    story.run()
    story.run(upscale.STAGE)
    story.options = {}
    story.run()
    story.run(upscale.STAGE)
    left = {path.relative_to(story.root).as_posix() for path in story.root.rglob("*")}
    pages = {f"{folder}/{number:02}.png" for folder in ("pictures", "upscaled") for number in (1, 2, 3)}
    latents = {f"pictures/{number:02}{rest}" for rest in ("", "/latent.npz") for number in (1, 2, 3)}
    assert {name for name in left if not name.startswith(".")} == {
        "script.json",
        "pictures",
        "upscaled",
        *pages,
        *latents,
    }


# Previews


def preview(story: Story) -> Path:
    return story.root / "pictures" / "01.preview.png"


def test_a_preview_is_gone_when_the_page_is_made(story: Story) -> None:
    seen = []
    Walker.at_the_end = lambda: seen.append(grey(preview(story)))
    story.run(scene=1)
    assert seen == [1]  # the second came too soon
    assert not preview(story).exists()


@pytest.mark.parametrize("error", [StageError("no memory"), KeyboardInterrupt()])
def test_what_was_reached_stays_as_a_preview(story: Story, error: BaseException) -> None:
    Walker.breaks = error
    with pytest.raises(type(error)):
        story.run(scene=1)
    assert grey(preview(story)) == 2  # the last one, however soon it came
    assert story.last.listener.notes == [f"scene 1: {preview(story)} shows how far its page had come"]  # type: ignore[attr-defined]
    assert story.run(upscale.STAGE, dry_run=True).made == {}
    Walker.breaks = None
    write_png(preview(story).with_name("09.preview.png"), np.zeros((9, 16, 3), np.uint8), PREVIEW)  # of a gone scene
    assert story.run().made["illustrate/01"] == "it has not been made yet"
    assert not list(story.root.rglob("*preview*"))


@pytest.mark.few(4)
@pytest.mark.parametrize("name", ["boat.preview.png", "1.preview.png", "01.preview.png", "09.preview.png"])
@pytest.mark.parametrize("kind", ["file", "pipe", "link"])
def test_a_preview_of_the_users_own_is_kept(story: Story, name: str, kind: str) -> None:
    mine = story.root / "pictures" / name
    mine.parent.mkdir()
    if kind == "file":
        Image.new("RGB", (16, 9), "red").save(mine)
    elif kind == "pipe":
        os.mkfifo(mine)
    else:
        write_png(story.root / "ours.png", np.zeros((9, 16, 3), np.uint8), PREVIEW)
        mine.symlink_to("../ours.png")
    before = mine.lstat().st_ino, mine.read_bytes() if kind != "pipe" else b""
    story.run()
    Walker.breaks = StageError("no memory")
    with pytest.raises(StageError):
        story.run(force=True)
    assert (mine.lstat().st_ino, mine.read_bytes() if kind != "pipe" else b"") == before
    assert story.last.project.previews() == ([] if name == "01.preview.png" else [preview(story)])


def test_a_page_that_failed_before_anything_was_seen_leaves_nothing(story: Story) -> None:
    Walker.breaks, Walker.previews = StageError("no memory"), 0
    with pytest.raises(StageError):
        story.run()
    assert story.last.listener.notes == []  # type: ignore[attr-defined]
    assert not preview(story).exists()


def test_a_full_disk_costs_the_preview_alone(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, image: Any, mark: str | None = None) -> None:
        if path.name == "preview.new":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write_png(path, image, mark)

    monkeypatch.setattr("digiteller.media.bitmap.write_png", full)
    assert list(story.run(scene=1).made) == ["illustrate/01"]
    assert (story.root / "pictures" / "01.png").is_file()


def test_a_preview_does_not_leave_the_project(story: Story, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "01.preview.png").write_bytes(b"theirs")
    (story.root / "pictures").symlink_to(elsewhere)
    with pytest.raises(SpecError, match="link out of the project"):
        story.run(scene=1)
    assert (elsewhere / "01.preview.png").read_bytes() == b"theirs"


# Frames, enlarged


def test_frames_are_enlarged_once_and_shown(story: Story) -> None:
    story.options = {"motion": "latent"}
    story.run()
    story.run(upscale.STAGE)
    folder = story.root / "upscaled" / "02"
    with Image.open(frame_files(folder)[0]) as frame:
        assert frame.size == (358, 202)
    assert [grey(path) for path in frame_files(folder)] == pytest.approx([3, 4, 6], abs=1)
    assert len(Doubler.enlarged) == 3 * (FRAMES + 3)  # a still of 64 pixels takes three passes to 358
    assert page_files.footage(story.last, 2) == folder
    assert story.run(upscale.STAGE).made == {}
    story.prompts[2] = "two boats"
    story.run()
    assert list(story.run(upscale.STAGE).made) == ["upscale/03"]


def test_frames_that_were_enlarged_before_a_run_was_killed_are_not_again(story: Story) -> None:
    story.options = {"motion": "latent"}
    story.run()
    Doubler.dies_at = 2
    with pytest.raises(KeyboardInterrupt):
        story.run(upscale.STAGE, scene=1)
    assert not (story.root / "upscaled").exists()
    (kept,) = (story.root / ".digiteller" / "enlarged").iterdir()
    (kept / "0003.jpg.new").symlink_to(story.root.parent / "elsewhere")
    Doubler.dies_at = None
    Doubler.enlarged.clear()
    story.run(upscale.STAGE, scene=1)
    assert len(Doubler.enlarged) == FRAMES - 2 + 3
    assert len(frame_files(story.root / "upscaled" / "01")) == FRAMES
    assert not list((story.root / ".digiteller" / "enlarged").iterdir())
    assert not (story.root.parent / "elsewhere").exists()


def test_other_frames_are_not_taken_for_those_that_were_enlarged(story: Story) -> None:
    story.options = {"motion": "latent"}
    story.run()
    Doubler.dies_at = 2
    with pytest.raises(KeyboardInterrupt):
        story.run(upscale.STAGE, scene=1)
    Doubler.dies_at = None
    Doubler.enlarged.clear()
    story.prompts[0] = "another fox"
    story.run(scene=1)
    story.run(upscale.STAGE, scene=1)
    assert len(Doubler.enlarged) == FRAMES + 3
    assert grey(frame_files(story.root / "upscaled" / "01")[-1]) == pytest.approx(len("another fox"), abs=1)
    assert not list((story.root / ".digiteller" / "enlarged").iterdir())


@pytest.mark.parametrize("content", ["", "{", "[]", '{"fps": 0, "loop": "hold"}', '{"fps": NaN, "loop": "hold"}', None])
def test_a_damaged_table_of_frames_is_told(story: Story, content: str | None) -> None:
    story.options = {"motion": "latent"}
    story.run()
    folder = story.root / "pictures" / "01"
    if content is None:
        for path in frame_files(folder):
            path.unlink()
    else:
        (folder / "frames.json").write_text(content)
    with pytest.raises(SpecError, match=r"frames\.json: (Invalid|Input|fps: Input)|has no frames") as caught:
        story.run(upscale.STAGE, scene=1)
    assert caught.value.hint == "make the page again: digiteller illustrate --force"


def test_an_enlarged_picture_of_the_users_own_is_shown_in_place_of_frames(story: Story) -> None:
    story.options = {"motion": "latent"}
    story.run()
    story.run(upscale.STAGE)
    write_png(story.root / "upscaled" / "01.png", np.full((202, 358, 3), 9, np.uint8))
    story.run(upscale.STAGE)
    assert page_files.footage(story.last, 1) is None
    assert page_files.footage(story.last, 2) is not None


@pytest.mark.parametrize("deep", [False, True])
def test_frames_lead_nowhere_else(story: Story, tmp_path_factory: pytest.TempPathFactory, deep: bool) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    story.options = {"motion": "latent"}
    story.run()
    Doubler.dies_at = 1
    with pytest.raises(KeyboardInterrupt):
        story.run(upscale.STAGE)
    Doubler.dies_at = None
    folder = story.root / ".digiteller" / "enlarged"
    link = next(folder.iterdir()) if deep else folder
    shutil.rmtree(link)
    link.symlink_to(elsewhere)
    with pytest.raises(SpecError, match="link out of the project"):
        story.run(upscale.STAGE)
    assert not list(elsewhere.iterdir())


def test_who_is_asked_in_words_gets_the_storyboards_where_nobody_wrote_any() -> None:
    scenes = (
        Scene(1, "The fox slept.", "The fox slept.", "calm"),
        Scene(2, "The fox slept.", "a red fox", "calm"),
        Scene(3, "Hm.", "Hm.", "calm"),
    )
    asleep = Page(("forest",), persons=(Presence("fox", "sleep"),))
    board = Storyboard((Person("fox", "fox"),), (asleep, asleep, Page()))
    shown = [scene.picture for scene in illustrate._described(Script("Title", "en", scenes), board).scenes]
    assert shown == ["a fox sleeping, in a forest", "a red fox", "Hm."]
