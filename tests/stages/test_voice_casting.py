"""Who reads what: models and voices by name, by character, and by language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from digiteller.backends import table
from digiteller.errors import DigitellerError, SpecError, WeightsError
from digiteller.models.registry import Model, ModelEntry, Registry
from digiteller.project.folder import SCRIPT, Project
from digiteller.project.json_files import load_narration, load_script, save_json
from digiteller.project.provenance import Records
from digiteller.spec.schema import Spec
from digiteller.stages import narrate
from digiteller.stages.run_context import Run
from digiteller.stages.task import Task
from digiteller.stages.task_runner import run_stage
from digiteller.stages.voice_casting import VoiceCasting
from digiteller.story import Prosody, Scene, Script, Utterance


class Silent:
    """A listener that hears what is made."""

    def __init__(self) -> None:
        self.made: dict[str, str] = {}

    def start(self, task: Task, reason: str) -> None:
        self.made[task.name] = reason

    def __getattr__(self, name: str) -> Any:
        return lambda *_: None


class Beeps:
    """A narrator that remembers which of its voices said what."""

    said: ClassVar[list[tuple[str, str | None, str]]] = []

    def __init__(self, files: Mapping[str, Path], options: Any, settings: Mapping[str, Any]) -> None:
        self._name = settings["name"]

    def say(
        self, words: Sequence[str], voice: str | None, language: str, rng: np.random.Generator, prosody: Prosody
    ) -> Iterator[Utterance]:
        Beeps.said.append((self._name, voice, " ".join(words)))
        tone = np.sin(np.arange(1600 * len(words)) / 4).astype(np.float32)
        yield Utterance(tone, 8000, [(0.2 * at, 0.2 * at + 0.2) for at in range(len(words))])


class BeepsBackend:
    version = "r1"
    devices = ("cpu",)
    checkpoints = False

    def load(self) -> type[Beeps]:
        return Beeps


def model(name: str, languages: list[str] | None = None, default: bool = False) -> Model:
    options = {"name": name} | ({"languages": languages} if languages else {})
    entry = ModelEntry(backend="beeps", default=default, licence="CC0-1.0", options=options)
    return Model("narrate", name, entry, Path())


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setitem(table.BACKENDS["narrate"], "beeps", BeepsBackend())  # type: ignore[arg-type]
    monkeypatch.setattr(Beeps, "said", [])
    models = [model("plain", default=True), model("deep", ["en-GB", "ru"]), model("high", ["es"])]
    registry = Registry({"narrate": {each.name: each for each in models}})

    def with_spec(text: str, language: str = "en", voice: str | None = None, **spec: Any) -> Run:
        scenes = (Scene(1, text, "p", "calm", voice=voice), Scene(2, "The end.", "p", "calm"))
        save_json(tmp_path / SCRIPT, Script("T", language, scenes))
        return Run(Project(tmp_path), Spec(premise="p", **spec), registry, Silent(), seed=1)  # type: ignore[arg-type]

    return with_spec


def narrated(run: Run) -> list[tuple[str, str | None, str]]:
    """Return who said what in the first scene."""
    Beeps.said.clear()
    run_stage(narrate.STAGE, run)
    return [said for said in Beeps.said if said[2] != "The end."]


@pytest.mark.parametrize(
    ("named", "reader"),
    [
        (None, ("plain", None)),
        ("anna", ("plain", "anna")),
        ("deep", ("deep", None)),
        ("deep/boris", ("deep", "boris")),
        ("Mina", ("deep", "mina")),
    ],
)
def test_a_scene_names_a_voice_a_model_both_or_a_character(
    run: Any, named: str | None, reader: tuple[str, Any]
) -> None:
    assert narrated(run("Hello.", voice=named, voices={"mina": "deep/mina"})) == [(*reader, "Hello.")]


def test_characters_and_lines_have_their_voices(run: Any) -> None:
    story = run(
        "“Go,” said Mina. [voice deep/x]Stay![/voice] She left.",
        voices={"Mina": "deep"},
        narrate={"voice": "tom"},
    )
    assert narrated(story) == [
        ("deep", None, "“Go,”"),
        ("plain", "tom", "said Mina."),
        ("deep", "x", "Stay!"),
        ("plain", "tom", "She left."),
    ]
    timing = load_narration(story.project, load_script(story.project))[0]
    assert " ".join(sentence.text for sentence in timing.sentences) == "“Go,” said Mina. Stay! She left."
    sources = Records(story.manifest.entries, story.registry).sources(["narration/01.wav"])
    assert [source.model for source in sources] == ["plain", "deep"]


def test_only_scenes_in_which_a_character_speaks_depend_on_its_voice(run: Any) -> None:
    narrated(run("“Go,” said Mina.", voices={"Mina": "deep"}))
    again = run("“Go,” said Mina.", voices={"Mina": "deep/other"})
    assert narrated(again) == [("deep", "other", "“Go,”"), ("plain", None, "said Mina.")]
    assert again.listener.made["narrate/01"] == "the voices of the characters changed"
    assert "narrate/02" not in again.listener.made


def test_only_scenes_with_a_word_depend_on_its_pronunciation(run: Any) -> None:
    narrated(run("Mina ran."))
    again = run("Mina ran.", say={"Mina": "MEE-na"})
    assert narrated(again) == [("plain", None, "mee-na ran.")]
    assert again.listener.made["narrate/01"].startswith("the pronunciations")
    assert "narrate/02" not in again.listener.made


def test_the_language_picks_a_model_that_reads_it(run: Any) -> None:
    assert narrated(run("Привет.", language="ru")) == [("deep", None, "Привет.")]
    assert narrated(run("Hola.", language="es-MX")) == [("high", None, "Hola.")]


@pytest.mark.parametrize(
    ("text", "spec", "error", "says"),
    [
        ("Hallo.", {"language": "de"}, WeightsError, "there is no voice for 'de'"),
        ("Hola.", {"language": "es", "narrate": {"model": "plain"}}, WeightsError, "plain does not read 'es'"),
        ("“Go,” said Mina.", {"voices": {"Mina": "high"}}, WeightsError, "high does not read 'en'"),
        ("“Go,” said Mina.", {"voices": {"Mina": "nobody/x"}}, SpecError, "there is no narrator 'nobody'"),
    ],
)
def test_what_cannot_be_read_is_told(
    run: Any, text: str, spec: dict[str, Any], error: type[DigitellerError], says: str
) -> None:
    with pytest.raises(error, match=says) as caught:
        run_stage(narrate.STAGE, run(text, **spec))
    if "'es'" in says:
        assert "digiteller models pull high" in str(caught.value.hint)


def test_marks_are_checked_in_the_spec() -> None:
    with pytest.raises(ValueError, match="cannot be understood"):
        Spec(scenes=[{"text": "Wait [pause long] there."}])


def test_there_is_no_guide_for_languages_that_it_does_not_speak(run: Any) -> None:
    story = run("Hola.", language="es")
    assert VoiceCasting(story, load_script(story.project)).guide() is None
