"""Films whose figures act: what is filmed again, what a user may change, and what a damaged performance does."""

from __future__ import annotations

import json
import re
import shutil
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from PIL import Image

from commands import digiteller
from digiteller.media.layers import load_layers
from digiteller.picturebook.acting.performance import load_performance
from digiteller.render.picture.performed_sheets import PerformedSheets, read_voice
from digiteller.story import SceneTiming

SMOKE = Path(__file__).parents[1] / "examples" / "smoke.yaml"


@pytest.fixture
def copy(smoke_film: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(smoke_film, tmp_path / "copy"))


def made(stderr: str) -> set[str]:
    """Return what a run made."""
    return set(re.findall(r"^\w+: (\S+) made in ", stderr, re.MULTILINE))


def test_a_film_in_which_somebody_acts_moves(smoke_film: Path) -> None:
    performance = load_performance(smoke_film / "pictures/02/performance.json")
    cues = [(cue.word, cue.doing) for part in performance.parts for cue in part.cues]
    assert any(doing for _, doing in cues)


def test_another_recording_films_its_scene_again_and_draws_no_page(copy: Path) -> None:
    path = copy / "narration/01.wav"
    with wave.open(str(path)) as file:
        params, samples = file.getparams(), np.frombuffer(file.readframes(file.getnframes()), "<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams(params)
        file.writeframes((samples // 2).astype("<i2").tobytes())
    before = {file.name for file in (copy / ".digiteller/segments").iterdir()}
    done = digiteller("all", "-p", copy)
    assert done.returncode == 0, done.stderr
    assert not any("pictures" in name for name in made(done.stderr))
    after = {file.name for file in (copy / ".digiteller/segments").iterdir()}
    assert before & after and after - before


def test_pages_keep_still_where_the_spec_says_so(tmp_path: Path) -> None:
    spec = yaml.safe_load(SMOKE.read_text(encoding="utf-8"))
    spec["illustrate"] = {"acting": "none"}
    spec["scenes"][1]["acting"] = "subtle"
    (tmp_path / "still.yaml").write_text(yaml.safe_dump(spec), encoding="utf-8")
    done = digiteller("all", tmp_path / "still.yaml", "-p", tmp_path / "still", "--to", "illustrate")
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "still/pictures/01/performance.json").exists()
    assert load_performance(tmp_path / "still/pictures/02/performance.json").subtle


def test_a_sheet_that_was_painted_over_stays_as_painted(copy: Path) -> None:
    folder = copy / "pictures/02"
    performance = load_performance(folder / "performance.json")
    acted = performance.parts[0].layer
    sheet = sorted(folder.glob(f"{acted:02}-*.png"))[0]
    timing = SceneTiming(2, 8000, 8000, ())
    (copy / "silence.wav").write_bytes(b"")
    with wave.open(str(copy / "silence.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16000))

    def acting() -> set[int | None]:
        voice = read_voice(copy / "silence.wav", timing)
        performed = PerformedSheets(folder, performance, voice, 0.2, 2.0)
        return {one.acts for one in performed.make(load_layers(folder, performance.size))}

    assert acted in acting()
    with Image.open(sheet) as image:
        painted = np.asarray(image.convert("RGBA")).copy()
    painted[: painted.shape[0] // 2, :, :3] = (0, 200, 0)
    Image.fromarray(painted).save(sheet)
    assert acted not in acting()


def _broken(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def edit(text: str) -> str:
        value = json.loads(text)
        change(value)
        return json.dumps(value)

    return edit


DAMAGES: dict[str, Callable[[str], str]] = {
    "empty": lambda _: "",
    "no JSON": lambda text: text[: len(text) // 2],
    "a list": lambda _: "[]",
    "a size of nothing": _broken(lambda value: value.update(size=[0, 0])),
    "a size of everything": _broken(lambda value: value.update(size=[1e9, 1e9])),
    "no number": _broken(lambda value: value["parts"][0]["actor"].update(x=float("nan"))),
    "a place out of this world": _broken(lambda value: value["parts"][0]["actor"].update(x=1e300)),
    "no height": _broken(lambda value: value["parts"][0]["actor"].update(height=0)),
    "a giant": _broken(lambda value: value["parts"][0]["actor"].update(height=1e12)),
    "a hundred thousand cues": _broken(
        lambda value: value["parts"][0].update(cues=[{"word": at, "doing": "nod"} for at in range(100_000)])
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_performance_is_told(copy: Path, damage: str) -> None:
    path = copy / "pictures/02/performance.json"
    path.write_text(DAMAGES[damage](path.read_text(encoding="utf-8")), encoding="utf-8")
    done = digiteller("render", "-p", copy)
    assert done.returncode == 3, done.stderr
    assert "performance.json" in done.stderr and "digiteller illustrate --force" in done.stderr
    assert "Traceback" not in done.stderr


ODD: dict[str, Callable[[str], str]] = {
    "names of nothing": _broken(
        lambda value: value["parts"][0].update(cues=[{"word": 1, "doing": "levitate"}, {"word": 99999, "doing": "nod"}])
    ),
    "things of nothing": _broken(
        lambda value: value["parts"][0].update(
            hands=[{"word": 0, "holds": ["../../secret"]}, {"word": 2, "holds": ["own:x"]}]
        )
    ),
    "a layer that is not there": _broken(lambda value: value["parts"][0].update(layer=999)),
    "a word too much": _broken(lambda value: value.update(surprise=True)),
    "the sky": _broken(lambda value: value["parts"][0].update(layer=0)),
    "nobody's figure": _broken(
        lambda value: value["parts"][0]["actor"]["figure"].update(kind="snark", action="boojum")
    ),
}


@pytest.mark.parametrize("oddity", ODD)
def test_what_is_unknown_in_a_performance_does_no_harm(copy: Path, oddity: str) -> None:
    path = copy / "pictures/02/performance.json"
    path.write_text(ODD[oddity](path.read_text(encoding="utf-8")), encoding="utf-8")
    done = digiteller("render", "-p", copy)
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 3}, done.stderr
