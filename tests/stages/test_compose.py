"""Where the music comes from: a model, a recording of the user's, or nowhere."""

from __future__ import annotations

import wave
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digiteller.backends import table
from digiteller.errors import SpecError
from digiteller.media.wav import write_wav
from digiteller.models.registry import Model, ModelEntry, Registry
from digiteller.project.folder import MIDI, MUSIC, NARRATION, SCRIPT, Project
from digiteller.project.json_files import save_json
from digiteller.spec.schema import Spec, load_spec
from digiteller.stages import compose
from digiteller.stages.run_context import Run
from digiteller.stages.task_runner import run_stage
from digiteller.story import Music, Scene, SceneTiming, Script, Section

SECONDS = 3.0 + 2 * (1.0 + 1.2) + 4.0
"""Title, two scenes of a second with their pauses, credits."""


class Told:
    """A listener that remembers what was made and why."""

    def __init__(self) -> None:
        self.reasons: list[str] = []

    def start(self, task: Any, reason: str) -> None:
        self.reasons.append(reason)

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


class Hum:
    """A composer that hums, and tells what it was given."""

    def __init__(self, files: Mapping[str, Path], options: Any, settings: Mapping[str, Any]) -> None:
        self._options = options

    def compose(self, sections: Sequence[Section], seed: int, report: Any) -> Music:
        hum = np.sin(np.arange(8000)[:, None] / 9).astype(np.float32)
        return Music([hum] * 30, 8000, f"MThd {self._options.soundfont}".encode())


class HumBackend:
    version = "r1"
    devices = ("cpu",)
    checkpoints = False

    def load(self) -> type[Hum]:
        return Hum


@pytest.fixture
def composed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setitem(table.BACKENDS["compose"], "hum", HumBackend())  # type: ignore[arg-type]
    entries = {
        "hum": ModelEntry(backend="hum", default=True, licence="CC0-1.0"),
        "none": ModelEntry(backend="none", licence="CC0-1.0"),
    }
    registry = Registry({"compose": {name: Model("compose", name, entry, Path()) for name, entry in entries.items()}})
    scenes = (Scene(1, "Hello.", "p", "calm"), Scene(2, "The end.", "p", "sad"))
    save_json(tmp_path / SCRIPT, Script("T", "en", scenes))
    save_json(tmp_path / NARRATION, (SceneTiming(1, 24000, 24000, ()), SceneTiming(2, 24000, 24000, ())))

    def compose_with(options: Any, model: str | None = None) -> list[str]:
        spec = Spec(premise="p", compose=options)
        run = Run(Project(tmp_path), spec, registry, Told(), seed=1, model=model)  # type: ignore[arg-type]
        run_stage(compose.STAGE, run)
        return run.listener.reasons  # type: ignore[attr-defined, no-any-return]

    return compose_with


def seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        return file.getnframes() / file.getframerate()


def test_the_music_is_as_long_as_the_story(composed: Any, tmp_path: Path) -> None:
    composed({})
    assert seconds(tmp_path / MUSIC) == pytest.approx(SECONDS, abs=1 / 48000)
    assert (tmp_path / MIDI).read_bytes() == b"MThd None"
    assert composed({}) == []


def test_a_recording_of_ones_own_is_fitted_and_has_no_notes(composed: Any, tmp_path: Path) -> None:
    composed({})
    write_wav(tmp_path / "song.wav", np.sin(np.arange(96000) / 9).astype(np.float32), 48000)
    composed({"file": "song.wav"})
    assert seconds(tmp_path / MUSIC) == pytest.approx(SECONDS, abs=1 / 48000)
    assert not (tmp_path / MIDI).exists()
    assert composed({"file": "song.wav"}) == []
    write_wav(tmp_path / "song.wav", np.sin(np.arange(96000) / 5).astype(np.float32), 48000)
    assert composed({"file": "song.wav"}) == ["song.wav changed"]


def test_a_model_of_the_command_line_wins_over_a_recording_of_the_spec(composed: Any, tmp_path: Path) -> None:
    write_wav(tmp_path / "song.wav", np.sin(np.arange(96000) / 9).astype(np.float32), 48000)
    composed({"file": "song.wav"}, model="hum")
    assert (tmp_path / MIDI).exists()
    composed({"file": "song.wav"}, model="none")
    assert not (tmp_path / MUSIC).exists()


def test_without_music_there_are_no_files(composed: Any, tmp_path: Path) -> None:
    composed({})
    composed("none")
    assert not (tmp_path / MUSIC).exists()
    assert not (tmp_path / MIDI).exists()


def test_a_soundfont_is_handed_over_and_its_change_is_seen(composed: Any, tmp_path: Path) -> None:
    (tmp_path / "mine.sf2").write_bytes(b"1")
    composed({"soundfont": "mine.sf2"})
    assert (tmp_path / MIDI).read_text() == f"MThd {tmp_path / 'mine.sf2'}"
    assert composed({"soundfont": "mine.sf2"}) == []
    (tmp_path / "mine.sf2").write_bytes(b"2")
    assert len(composed({"soundfont": "mine.sf2"})) == 1


@pytest.mark.parametrize("option", ["file", "soundfont"])
@pytest.mark.parametrize("name", ["../x.sf2", "/etc/passwd", "https://x.org/x", "missing.sf2"])
def test_files_outside_the_specs_folder_are_refused(option: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text(f"premise: p\ncompose:\n  {option}: {name}\n")
    with pytest.raises(SpecError, match=rf"story\.yaml:3: compose\.{option}"):
        load_spec(tmp_path / "story.yaml")


def test_none_is_short_for_the_model_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text("premise: p\ncompose: none\n")
    assert load_spec(tmp_path / "story.yaml").compose.model == "none"
    (tmp_path / "story.yaml").write_text("premise: p\ncompose: nothing\n")
    with pytest.raises(SpecError, match=r"story\.yaml:2"):
        load_spec(tmp_path / "story.yaml")
