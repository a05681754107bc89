"""Where the outputs came from: the command, the film's metadata, and the licences."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from imageio_ffmpeg import get_ffmpeg_exe
from PIL import Image

from commands import digiteller
from digiteller.models.licences import all_commercial, commercial
from digiteller.models.registry import load_registry
from digiteller.project.manifest import TaskRecord
from digiteller.project.provenance import UNKNOWN, Records, notice, summary

SMOKE = Path(__file__).parents[2] / "examples" / "smoke.yaml"
OTHER_VOICE = """\
narrate:
  paid:
    backend: hibari
    licence: CC-BY-NC-4.0
"""


@pytest.fixture
def copy(smoke_film: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(smoke_film, tmp_path / "copy"))


def told(project: Path) -> dict[str, dict[str, Any]]:
    """Return the origin of each output by its name."""
    done = digiteller("provenance", "--json", "-p", project)
    assert done.returncode == 0, done.stderr
    return {name: origin for origin in json.loads(done.stdout)["tasks"] for name in origin["outputs"]}


def metadata(film: Path) -> dict[str, str]:
    command = [get_ffmpeg_exe(), "-v", "error", "-i", str(film), "-f", "ffmetadata", "-"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.partition("[CHAPTER]")[0]
    values = (line.partition("=") for line in lines.splitlines() if "=" in line)
    return {key.lower(): re.sub(r"\\(.)", r"\1", value) for key, _, value in values}


def test_every_output_is_told_with_model_licence_weights_seed_and_files(smoke_film: Path) -> None:
    origins = told(smoke_film)
    files = {str(path.relative_to(smoke_film)) for path in smoke_film.rglob("*") if path.is_file()}
    assert set(origins) == {name for name in files if not name.startswith(".digiteller/")}
    for name, origin in origins.items():
        assert origin["outputs"][name] == hashlib.sha256((smoke_film / name).read_bytes()).hexdigest()
        assert origin["states"][name] == "as made"
    music = origins["music.wav"]
    source = music["sources"][0]
    assert (source["model"], source["licence"]) == ("music-transformer", "CC0-1.0 (weights), GPL-2.0 (SoundFont)")
    assert set(source["weights"]) == {"music-transformer-lieder.onnx", "timgm6mb.sf2"}
    assert (source["seed"], source["commercial"]) == (1, True)
    assert (music["options"]["instrument"], music["options"]["synth"]) == ("auto", "rustysynth")
    assert music["inputs"] == {name: origins[name]["outputs"][name] for name in ("narration.json", "script.json")}
    film = origins["story.mp4"]
    models = [source["model"] for source in film["sources"]]
    assert models == ["none", "hibari", "music-transformer", "picture-book"]
    assert film["inputs"].keys() >= {"music.wav", "narration/02.wav", "pictures/01.png", "script.json"}
    assert film["options"]["width"] == 320
    assert "write/script" in film["through"]


def test_the_text_names_every_output_and_its_models(smoke_film: Path) -> None:
    done = digiteller("provenance", "-p", smoke_film)
    assert done.returncode == 0, done.stderr
    for name, origin in told(smoke_film).items():
        assert f"{name}  {origin['outputs'][name][:16]}\n" in done.stdout
    assert "licence  CC-BY-4.0 (Twemoji graphics) (commercial use: yes)" in done.stdout
    assert re.search(r"weights  timgm6mb\.sf2 sha256 [0-9a-f]{64}\n", done.stdout)


@pytest.mark.slow
def test_what_somebody_else_changed_is_not_passed_off_as_ours(copy: Path) -> None:
    Image.new("RGB", (320, 180), "red").save(copy / "pictures/02.png")
    (copy / "poster.jpg").unlink()
    origins = told(copy)
    assert origins["pictures/02.png"]["states"]["pictures/02.png"] == "changed"
    assert origins["poster.jpg"]["states"]["poster.jpg"] == "missing"
    text = digiteller("provenance", "-p", copy).stdout
    assert re.search(r"^pictures/02\.png .*changed by somebody else", text, re.MULTILINE)
    assert re.search(r"^poster\.jpg .*missing$", text, re.MULTILINE)
    assert digiteller("all", "-p", copy).returncode == 0
    assert json.loads(metadata(copy / "story.mp4")["description"])["changed_by_the_user"] == ["pictures/02.png"]


def test_files_without_a_record_are_told_apart(copy: Path) -> None:
    (copy / "music.yours-1.wav").write_bytes(b"mine")
    (copy / "notes.txt").write_text("mine, and no output")
    assert json.loads(digiteller("provenance", "--json", "-p", copy).stdout)["not_ours"] == ["music.yours-1.wav"]
    text = digiteller("provenance", "-p", copy).stdout
    assert text.endswith("\nmusic.yours-1.wav  not made by digiteller, or its records are gone\n")
    shutil.rmtree(copy / ".digiteller")
    lost = json.loads(digiteller("provenance", "--json", "-p", copy).stdout)
    assert lost["tasks"] == []
    assert {"story.mp4", "script.json", "pictures/01/layers.json", "music.wav"} <= set(lost["not_ours"])


def test_it_only_looks(copy: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in copy.rglob("*")}
    assert digiteller("provenance", "-p", copy).returncode == 0
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in copy.rglob("*")} == before


def test_a_folder_that_is_no_project_exits_3(tmp_path: Path) -> None:
    done = digiteller("provenance", "-p", tmp_path)
    assert (done.returncode, done.stdout) == (3, "")


@pytest.mark.few(1)
@pytest.mark.parametrize(("kind", "name"), [("h264", "story.mp4"), ("vp9", "story.webm"), ("prores", "story.mov")])
def test_the_film_says_that_it_is_generated_and_from_what(copy: Path, kind: str, name: str) -> None:
    folder = copy
    spec = yaml.safe_load((folder / "story.yaml").read_text())
    spec["render"]["format"] = kind
    (folder / "story.yaml").write_text(yaml.safe_dump(spec))
    assert digiteller("all", "-p", folder).returncode == 0
    values = metadata(folder / name)
    assert values["title"] == "The Owl and the Star"
    assert values["comment"].startswith("AI-generated: voice, music, pictures; ")
    told = json.loads(values["description"])
    assert told["ai_generated"] is True
    assert told["generator"].startswith("digiteller ")
    assert told["digital_source_type"].endswith("/compositeWithTrainedAlgorithmicMedia")
    assert (told["seed"], told["commercial_use"], told["changed_by_the_user"]) == (1, "yes", [])
    assert [model["part"] for model in told["models"]] == ["voice", "music", "pictures"]
    registry = load_registry()
    weights = {file.name: file.sha256 for file in registry.get("compose").entry.files}
    assert told["models"][1]["weights"] == weights


@pytest.mark.slow
def test_another_licence_makes_the_film_anew_and_is_told(copy: Path) -> None:
    (copy / "models.yaml").write_text(OTHER_VOICE.replace("paid:", "hibari:\n    default: true"))
    done = digiteller("all", "-p", copy)
    assert done.returncode == 0, done.stderr
    assert "what the metadata say changed" in done.stderr
    assert "narration/01.wav made" not in done.stderr
    assert json.loads(metadata(copy / "story.mp4")["description"])["commercial_use"] == "no"


def test_a_model_that_has_changed_since_is_not_given_its_new_licence() -> None:
    made_from = {"the model": "smollm2-135m", "the weights": ["0" * 64], "the backend": "r1", "the seed": 1}
    (source,) = Records({"write/script": TaskRecord(made_from, {"script.json": "1" * 64})}, load_registry()).sources(
        ["script.json"]
    )
    assert (source.licence, source.commercial) == (UNKNOWN, None)
    assert source.weights == {"?1": "0" * 64}


@pytest.mark.few(3)
@pytest.mark.parametrize("value", [None, 1, [], {}, ["x"], {"y": 1}])
def test_records_of_any_shape_are_told_without_a_crash(value: Any) -> None:
    labels = ("the model", "the weights", "the model's options", "the backend", "the seed")
    loop = {"script.json": "2" * 64}
    for label in labels:
        made_from = {name: "x" for name in labels} | {label: value}
        records = Records({"write/script": TaskRecord(made_from, loop, {}, loop)}, load_registry())
        assert len(records.sources(["script.json"])) <= 1


def test_a_film_of_which_nothing_was_generated_does_not_say_so() -> None:
    assert notice([]) == ""
    told = json.loads(summary([], ["music.wav"], 3))
    assert (told["ai_generated"], told["digital_source_type"], told["models"]) == (False, None, [])
    assert told["changed_by_the_user"] == ["music.wav"]


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("Apache-2.0", True),
        ("CC0-1.0 (weights), GPL-2.0 (SoundFont)", True),
        ("CC-BY-SA-4.0", True),
        ("your own words", True),
        ("CC-BY-NC-4.0", False),
        ("MIT (code), CC-BY-NC-SA-4.0 (weights)", False),
        ("Coqui Public Model License (CPML)", False),
        ("for non-commercial use", False),
        ("Stability community licence", None),
        ("CreativeML-OpenRAIL-M", None),
        ("MIT, and something else", None),
        ("CC-BY-ND-4.0", None),
        ("", None),
    ],
)
def test_licences_are_read_with_care(licence: str, allowed: bool | None) -> None:
    assert commercial(licence) is allowed


def test_one_licence_decides_for_all() -> None:
    assert all_commercial([]) is True
    assert all_commercial(["MIT", "unheard of"]) is None
    assert all_commercial(["MIT", "unheard of", "CC-BY-NC-4.0"]) is False


UNCLEAR = {
    "piper-alba", "piper-davefx", "piper-denis", "piper-joe", "openai", "ollama", "clip-biggan-256",
    "clip-vqgan-imagenet-f16-16384",
}  # fmt: skip
"""Voices fine-tuned from one whose recordings are for research; servers, which have terms of their own; networks whose
authors state none: a person must decide."""


def test_every_model_we_ship_has_a_licence_that_we_can_read() -> None:
    for models in load_registry().models.values():
        for model in models.values():
            assert (commercial(model.entry.licence) is None) == (model.name in UNCLEAR), model.name


@pytest.mark.slow
def test_licences_are_told_before_a_run(tmp_path: Path) -> None:
    done = digiteller("models", "licences", SMOKE, "--require-commercial")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("commercial use: yes\n")
    assert re.search(r"^write +none +yes +your own words$", done.stdout, re.MULTILINE)
    assert re.search(r"^read +en-core-web-sm +yes +MIT$", done.stdout, re.MULTILINE)
    assert "keep the credit: Figures: Twemoji graphics" in done.stdout
    spec = tmp_path / "s.yaml"
    spec.write_text("premise: A fox.\nnarrate: {model: paid}\n")
    (tmp_path / "paid.yaml").write_text(OTHER_VOICE)
    paid = digiteller("models", "licences", spec, "--models", tmp_path / "paid.yaml")
    assert (paid.returncode, paid.stderr) == (0, "")
    assert re.search(r"^narrate +paid +no +CC-BY-NC-4\.0$", paid.stdout, re.MULTILINE)
    assert paid.stdout.endswith("commercial use: no\n")
    refused = digiteller("models", "licences", spec, "--models", tmp_path / "paid.yaml", "--require-commercial")
    assert refused.returncode == 3
    assert "may not be used commercially, or not surely: paid" in refused.stderr
    assert not (tmp_path / "s").exists()
