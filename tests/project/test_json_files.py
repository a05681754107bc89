from __future__ import annotations

import json
from pathlib import Path

import pytest

from digiteller.errors import MissingInputError, SpecError
from digiteller.project.folder import Project
from digiteller.project.json_files import load_narration, load_script, save_json
from digiteller.story import Scene, SceneTiming, Script, Sentence, Word

SCRIPT = Script("Title", "en", (Scene(1, "Ä text.", "a picture", "calm"), Scene(2, "Two.", "b", "sad", voice="v")))
TIMINGS = tuple(
    SceneTiming(n, 12345, 24000, (Sentence("Hi there.", 0.1, 0.5, (Word("Hi", 0.1, 0.2), Word("there.", 0.2, 0.5))),))
    for n in (1, 2)
)


def test_a_script_and_its_times_read_back_the_same(tmp_path: Path) -> None:
    save_json(tmp_path / "script.json", SCRIPT)
    save_json(tmp_path / "narration.json", TIMINGS)
    assert load_script(Project(tmp_path)) == SCRIPT
    assert load_narration(Project(tmp_path), SCRIPT) == TIMINGS
    assert TIMINGS[0].duration == 12345 / 24000


def test_what_is_missing_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError) as caught:
        load_script(Project(tmp_path))
    assert caught.value.hint == f"digiteller write -p {tmp_path}"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": 3}, "title"),
        ({"scenes": []}, "numbered"),
        ({"scenes": [{"number": 2, "text": "a", "picture": "b", "mood": "calm"}]}, "numbered"),
        ({"scenes": [{"number": 1, "text": " ", "picture": "b", "mood": "calm"}]}, "scene 1 has no text"),
        ({"scenes": [{"number": 1, "text": "a", "picture": "b", "mood": "odd"}]}, "scenes.1.mood"),
        (
            {"scenes": [{"number": 1, "text": "a", "picture": "b", "mood": "calm", "picture_file": "/etc/passwd"}]},
            "lies outside the folder",
        ),
        (
            {"scenes": [{"number": 1, "text": "a", "picture": "b", "mood": "calm", "picture_file": "../x.png"}]},
            "leads out of the folder",
        ),
    ],
)
def test_a_script_that_was_edited_badly_is_explained(tmp_path: Path, change: dict[str, object], says: str) -> None:
    save_json(tmp_path / "script.json", SCRIPT)
    path = tmp_path / "script.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(SpecError) as caught:
        load_script(Project(tmp_path))
    assert says in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("scene", "says"),
    [
        ({"text": "a\x1b[2J"}, r"scene 1: text holds a control character \(U\+001B\)"),
        ({"picture": "a\x00"}, r"scene 1: picture holds a control character"),
        ({"text": "a" * 4001}, "scene 1: text has 4,001 characters"),
        ({"picture_file": "concat:a.png"}, "looks like an address"),
        ({"picture_file": "-a.png"}, "looks like an option"),
        ({"picture_file": "."}, "there is no file"),
    ],
)
def test_a_text_that_harms_is_refused(tmp_path: Path, scene: dict[str, str], says: str) -> None:
    save_json(tmp_path / "script.json", SCRIPT)
    path = tmp_path / "script.json"
    broken = json.loads(path.read_text())
    broken["scenes"][0] |= scene
    path.write_text(json.dumps(broken))
    with pytest.raises(SpecError, match=says):
        load_script(Project(tmp_path))


def test_there_are_not_too_many_scenes(tmp_path: Path) -> None:
    save_json(tmp_path / "script.json", Script("T", "en", tuple(Scene(n, "a", "b", "calm") for n in range(1, 202))))
    with pytest.raises(SpecError, match="at most 200"):
        load_script(Project(tmp_path))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"samples": 12345', '"samples": 10000000000'),
        ('"sample_rate": 24000', '"sample_rate": 1'),
        ('"start": 0.2', '"start": 0.55'),
        ('"end": 0.5', '"end": 900'),
        ('"start": 0.1', '"start": 0.45'),
    ],
)
def test_times_must_lie_in_the_recording_one_after_another(tmp_path: Path, old: str, new: str) -> None:
    save_json(tmp_path / "narration.json", TIMINGS)
    path = tmp_path / "narration.json"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(SpecError, match="scene 1: ") as caught:
        load_narration(Project(tmp_path), SCRIPT)
    assert "narrate --force" in str(caught.value.hint)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[1, 2", b"null", b"[" * 10_000])
def test_a_broken_file_is_explained(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "script.json").write_bytes(content)
    with pytest.raises(SpecError) as caught:
        load_script(Project(tmp_path))
    assert "digiteller write --force" in str(caught.value.hint)


@pytest.mark.parametrize(("key", "value"), [("sample_rate", 0), ("samples", -1), ("samples", 1.5), ("sentences", None)])
def test_impossible_times_are_refused(tmp_path: Path, key: str, value: object) -> None:
    save_json(tmp_path / "narration.json", TIMINGS)
    path = tmp_path / "narration.json"
    broken = json.loads(path.read_text())
    broken[1][key] = value
    path.write_text(json.dumps(broken))
    with pytest.raises(SpecError, match=rf"narration\.json: 2\.{key}"):
        load_narration(Project(tmp_path), SCRIPT)


@pytest.mark.parametrize("time", ["NaN", "Infinity", "-1", "1e300"])
def test_a_word_is_spoken_at_a_time_that_exists(tmp_path: Path, time: str) -> None:
    save_json(tmp_path / "narration.json", TIMINGS)
    path = tmp_path / "narration.json"
    path.write_text(path.read_text().replace('"start": 0.2', f'"start": {time}'))
    with pytest.raises(SpecError, match=r"words\.2\.start"):
        load_narration(Project(tmp_path), SCRIPT)


def test_a_narration_of_another_story_is_refused(tmp_path: Path) -> None:
    save_json(tmp_path / "narration.json", TIMINGS[:1])
    with pytest.raises(SpecError, match="its scenes are not those of script"):
        load_narration(Project(tmp_path), SCRIPT)
