"""The whole pipeline on ``examples/smoke.yaml``: what it makes, what it redoes, and that it repeats itself."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
import yaml
from imageio_ffmpeg import get_ffmpeg_exe
from PIL import Image

from commands import digiteller
from digiteller.project.stage_outputs import may_have_made

SMOKE = Path(__file__).parents[1] / "examples" / "smoke.yaml"


def contents(project: Path) -> dict[str, bytes]:
    """Every file of a project but the cache of hashes, which remembers the clock."""
    return {
        str(path.relative_to(project)): path.read_bytes()
        for path in project.rglob("*")
        if path.is_file() and path.name != "hashes.json"
    }


def made(stderr: str) -> dict[str, str]:
    """Return what a run made, with the reasons."""
    return dict(re.findall(r"^\w+: (\S+) made in [\d.]+ s: (.*)$", stderr, re.MULTILINE))


@pytest.fixture
def copy(smoke_film: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(smoke_film, tmp_path / "copy"))


def test_the_film_holds_what_it_should(smoke_film: Path) -> None:
    command = [get_ffmpeg_exe(), "-hide_banner", "-xerror", "-i", str(smoke_film / "story.mp4"), "-f", "null", "-"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    report = done.stderr
    assert re.search(r"Video: h264.*yuv420p.*320x180.*30 fps", report)
    assert re.search(r"Audio: aac.*48000 Hz, stereo", report)
    assert "Subtitle: mov_text" in report
    assert report.count("Chapter #0:") >= 2
    assert "The Owl and the Star" in report


def test_the_parts_are_as_long_as_the_film(smoke_film: Path) -> None:
    with wave.open(str(smoke_film / "music.wav")) as music:
        seconds = music.getnframes() / music.getframerate()
    command = [get_ffmpeg_exe(), "-hide_banner", "-i", str(smoke_film / "story.mp4"), "-map", "0:v", "-f", "null", "-"]
    report = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False).stderr
    frames = int(re.findall(r"frame=\s*(\d+)", report)[-1])
    assert frames == pytest.approx(seconds * 30, abs=1)


def test_the_pages_are_pictures(smoke_film: Path) -> None:
    for name in ("pictures/01.png", "pictures/02.png", "poster.jpg"):
        assert np.asarray(Image.open(smoke_film / name).convert("RGB")).std() > 10
    assert (smoke_film / "pictures/01/layers.json").exists()


def test_nothing_is_left_behind(smoke_film: Path) -> None:
    assert sorted(path.name for path in smoke_film.iterdir()) == [
        ".digiteller",
        "music.mid",
        "music.wav",
        "narration",
        "narration.json",
        "pictures",
        "poster.jpg",
        "script.json",
        "story.mp4",
        "story.srt",
        "story.vtt",
        "story.yaml",
        "storyboard.json",
    ]
    assert {path.name for path in (smoke_film / ".digiteller").iterdir()} <= {
        "manifest.json",
        "manifest.copy.json",
        "hashes.json",
        "segments",
    }


def test_nothing_changed_means_nothing_touched(copy: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*") if ".digiteller" not in path.parts}
    done = digiteller("all", SMOKE, "-p", copy)
    assert done.returncode == 0
    assert made(done.stderr) == {}
    after = {path: path.stat().st_mtime_ns for path in copy.rglob("*") if ".digiteller" not in path.parts}
    assert after == before


def test_two_runs_give_the_same_bytes(smoke_film: Path, tmp_path: Path) -> None:
    assert digiteller("all", SMOKE, "-p", tmp_path / "again").returncode == 0
    first, again = contents(smoke_film), contents(tmp_path / "again")
    assert first.keys() == again.keys()
    assert [name for name in first if first[name] != again[name]] == []


def test_changing_one_scene_redoes_that_scene_and_what_follows(copy: Path, tmp_path: Path) -> None:
    spec = yaml.safe_load(SMOKE.read_text())
    spec["scenes"][1]["text"] = "One star blinked, the owl blinked back, and then it began to snow on the old oak tree."
    changed = tmp_path / "changed.yaml"
    changed.write_text(yaml.safe_dump(spec))
    done = digiteller("all", changed, "-p", copy)
    assert done.returncode == 0, done.stderr
    reasons = made(done.stderr)
    expected = {
        "story.yaml",
        "script.json",
        "storyboard.json",
        "narration/02.wav",
        "narration.json",
        "music.wav",
        "pictures/02.png",
        "story.mp4",
    }
    assert set(reasons) == expected
    assert reasons["narration/02.wav"] == "the text of scene 2 changed"
    assert "the length of the story changed" in reasons["music.wav"]
    assert "the voice of scene 2 changed" in reasons["story.mp4"]
    assert "scene 1" not in reasons["story.mp4"]


def test_force_for_one_scene_keeps_what_was_written_by_hand(copy: Path) -> None:
    script = (copy / "script.json").read_text().replace("The Owl and the Star", "An Owl and a Star")
    (copy / "script.json").write_text(script)
    done = digiteller("all", "-p", copy, "--force", "--scene", "2", "--to", "illustrate")
    assert done.returncode == 0, done.stderr
    assert set(made(done.stderr)) == {"storyboard.json", "narration/02.wav", "pictures/02.png"}
    assert "An Owl and a Star" in (copy / "script.json").read_text() == script
    assert not list(copy.rglob("*yours*"))


def test_a_picture_of_the_users_own_is_enlarged_and_used(copy: Path) -> None:
    before = (copy / "story.mp4").read_bytes()
    rows = np.linspace(0, 255, 90, dtype=np.uint8)[:, None, None]
    Image.fromarray(np.broadcast_to(rows, (90, 160, 3)).copy()).save(copy / "pictures" / "02.png")
    done = digiteller("all", "-p", copy)
    assert done.returncode == 0, done.stderr
    assert "your own pictures/02.png stays as it is" in done.stderr
    assert set(made(done.stderr)) == {"upscaled/02.png", "story.mp4"}
    assert Image.open(copy / "upscaled" / "02.png").size[0] >= 320
    assert (copy / "story.mp4").read_bytes() != before


def test_a_dry_run_tells_and_does_nothing(copy: Path) -> None:
    (copy / "narration" / "01.wav").unlink()
    before = contents(copy)
    done = digiteller("all", "--dry-run", "-p", copy)
    assert done.returncode == 0, done.stderr
    assert "narrate: narration/01.wav would be made: narration/01.wav is missing" in done.stderr
    assert contents(copy) == before


@pytest.mark.few(1)
@pytest.mark.parametrize("name", ["narration/01.wav", "pictures/02.png", "pictures/01/layers.json", "music.wav"])
def test_a_broken_file_is_named_and_not_hidden(copy: Path, name: str) -> None:
    (copy / name).write_bytes(b"broken")
    done = digiteller("all", "-p", copy)
    assert done.returncode in (3, 6), done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert "--force" in done.stderr


def _set(smoke_film: Path, **render: object) -> None:
    spec = yaml.safe_load((smoke_film / "story.yaml").read_text())
    spec["render"] |= render
    (smoke_film / "story.yaml").write_text(yaml.safe_dump(spec))


@pytest.mark.slow
def test_another_format_replaces_the_film_but_not_the_users_own(copy: Path) -> None:
    _set(copy, format="vp9", teaser="webp")
    done = digiteller("render", "-p", copy)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{copy / 'story.webm'}\n"
    assert "render.format changed from h264 to vp9" in made(done.stderr)["story.webm"]
    assert {path.name for path in copy.glob("story.*")} == {"story.webm", "story.yaml", "story.srt", "story.vtt"}
    assert (copy / "teaser.webp").exists()
    (copy / "story.mp4").write_bytes(b"mine")
    _set(copy, format="h264", teaser="none")
    done = digiteller("render", "-p", copy)
    assert "your own story.mp4 stays as it is" in done.stderr
    assert (copy / "story.mp4").read_bytes() == b"mine" and (copy / "story.webm").exists()
    done = digiteller("render", "-p", copy, "--force")
    assert done.returncode == 0, done.stderr
    assert (copy / "story.yours-1.mp4").read_bytes() == b"mine"
    assert not (copy / "story.webm").exists() and not (copy / "teaser.webp").exists()


@pytest.mark.slow
def test_drafts_and_previews_leave_the_film_alone(copy: Path) -> None:
    film = (copy / "story.mp4").stat().st_mtime_ns
    for arguments, name in ((["--draft"], "draft.mp4"), (["--preview", "2"], "preview-02.mp4")):
        done = digiteller("render", "-p", copy, *arguments)
        assert done.returncode == 0, done.stderr
        assert done.stdout == f"{copy / name}\n"
        assert set(made(done.stderr)) == {name}
        assert made(digiteller("render", "-p", copy, *arguments).stderr) == {}
    assert made(digiteller("all", "-p", copy).stderr) == {}
    assert (copy / "story.mp4").stat().st_mtime_ns == film
    assert (copy / "draft.mp4").stat().st_size < (copy / "story.mp4").stat().st_size


@pytest.mark.parametrize(
    "arguments", [["--draft", "--preview", "1"], ["--preview", "3"], ["--preview", "0"], ["--preview"]]
)
def test_what_makes_no_sense_together_is_refused(smoke_film: Path, arguments: list[str]) -> None:
    done = digiteller("render", "-p", smoke_film, *arguments)
    assert done.returncode == 2 and done.stdout == ""


def test_an_encoder_that_is_not_there_is_named(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _set(copy, encoder="videotoolbox")
    if sys.platform == "darwin":
        pytest.skip("here it is")
    before = contents(copy)
    done = digiteller("render", "-p", copy)
    assert done.returncode == 5
    assert "h264_videotoolbox" in done.stderr and "leave out encoder: videotoolbox" in done.stderr
    assert contents(copy) == before


def test_what_the_stages_make_may_be_removed_by_them(smoke_film: Path) -> None:
    tasks = json.loads((smoke_film / ".digiteller/manifest.json").read_bytes())["tasks"]
    made = [(task, name) for task, entry in tasks.items() for name in entry["outputs"] if name != "story.yaml"]
    assert len(made) > 15
    assert [one for one in made if not may_have_made(*one)] == []
