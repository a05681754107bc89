from __future__ import annotations

import json
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xllamacpp

from digiteller.backends.write import gguf
from digiteller.backends.write.llamacpp import LlamaCpp
from digiteller.contracts import Brief, PageBrief
from digiteller.errors import DigitellerError, MissingPackageError, SpecError, StageError, WeightsError
from digiteller.options import WriteOptions
from digiteller.story import MOODS, Script
from digiteller.writing import instruct_prompt
from digiteller.writing.instruct_writer import AskingEffort

Files = dict[str, Path]
PREMISE = "A small fox finds a lantern that has lost its light, and carries it home to make it shine again."


@pytest.fixture(scope="module")
def files(model_files: Callable[[str, str | None], Files]) -> Files:
    return model_files("write", "smollm2-135m")


@pytest.fixture(scope="module")
def writer(files: Files) -> LlamaCpp:
    return LlamaCpp(files, WriteOptions(candidates=2), {"languages": ["en"], "method": "sentences"})


def brief(*pages: PageBrief, premise: str | None = PREMISE, language: str = "en") -> Brief:
    return Brief(premise, None, pages, language)


def write(writer: LlamaCpp, *pages: PageBrief, seed: int = 3) -> Script:
    shares: list[float] = []
    script = writer.write(brief(*pages), seed, lambda share, text: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    return script


def test_a_story_is_written_and_the_same_again(writer: LlamaCpp) -> None:
    script = write(writer, PageBrief())
    assert script.title == "A Small Fox Finds a Lantern"
    assert "small fox" in script.scenes[0].text
    assert "lantern" in script.scenes[0].text
    for scene in script.scenes:
        assert scene.mood in MOODS
        assert "fox" in scene.picture
        assert scene.text.endswith(".")
    assert write(writer, PageBrief()) == script


def test_given_pages_pass_through(writer: LlamaCpp) -> None:
    mine = 'My own page -- word for word:   "this".'
    script = write(writer, PageBrief(), PageBrief(mine, picture="a fox", mood="sad"))
    assert (script.scenes[1].text, script.scenes[1].picture, script.scenes[1].mood) == (mine, "a fox", "sad")
    assert script.scenes[0].text.startswith("Once upon a time")


def test_another_language_is_refused_with_a_way_out(writer: LlamaCpp) -> None:
    with pytest.raises(SpecError, match="'de'") as caught:
        writer.write(brief(PageBrief(), language="de"), 1, lambda share, text: None)
    assert "multilingual" in str(caught.value.hint)
    writer.write(brief(PageBrief("Given."), language="en-GB"), 1, lambda share, text: None)


def test_there_must_be_a_premise_to_write_from(writer: LlamaCpp) -> None:
    with pytest.raises(SpecError, match="premise"):
        writer.write(brief(PageBrief(), premise=None), 1, lambda share, text: None)


def test_a_premise_longer_than_the_context_is_refused(writer: LlamaCpp) -> None:
    with pytest.raises(StageError, match="exceeds the available context") as caught:
        writer.write(brief(PageBrief(), premise="A fox " + "runs very far " * 3000), 1, lambda share, text: None)
    assert "shorten" in str(caught.value.hint)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a model", b"GGUF", b"GGUF\x03\x00\x00\x00" + b"\xff" * 64])
def test_what_is_not_a_model_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.gguf"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=r"broken\.gguf"):
        LlamaCpp({"broken.gguf": path}, WriteOptions(), {})


def test_a_truncated_model_is_named(tmp_path: Path, files: Files) -> None:
    path = tmp_path / "short.gguf"
    with next(iter(files.values())).open("rb") as whole:
        path.write_bytes(whole.read(3_000_000))
    with pytest.raises(WeightsError, match=r"short\.gguf"):
        LlamaCpp({"short.gguf": path}, WriteOptions(), {})


def test_the_process_ends_cleanly_and_in_silence(files: Files) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from digiteller.contracts import Brief, PageBrief\n"
        "from digiteller.backends.write.llamacpp import LlamaCpp\n"
        "from digiteller.options import WriteOptions\n"
        "writer = LlamaCpp({'m.gguf': Path(sys.argv[1])}, WriteOptions(candidates=1), {'method': 'sentences'})\n"
        f"writer.write(Brief({PREMISE!r}, None, (PageBrief('Given.'),), 'en'), 1, lambda share, text: None)\n"
    )
    path = str(next(iter(files.values())))
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture(scope="module")
def chatting(files: Files) -> LlamaCpp:
    return LlamaCpp(files, WriteOptions(), {"threads": 1, "device": "cpu"})


class TestChat:
    """The small model tells no stories when it is asked for one, but how it is asked can be seen."""

    @pytest.mark.slow
    def test_a_file_with_a_template_is_talked_to(self, chatting: LlamaCpp, monkeypatch: pytest.MonkeyPatch) -> None:
        answers: list[str] = []

        def keep(brief: Brief, ask: Callable[..., str], effort: AskingEffort, seed: int, report: object) -> Script:
            question = instruct_prompt.whole(brief, effort.manner, [None, None], 0, 2)
            answers.append(ask(question, seed, effort.temperature))
            return Script("", "en", ())

        monkeypatch.setattr("digiteller.backends.write.llamacpp.instruct_writer.write", keep)
        for _ in range(2):
            chatting.write(brief(PageBrief(), PageBrief()), 3, lambda share, text: None)
        scenes = json.loads(answers[0])["scenes"]
        assert len(scenes) == 2
        assert all(set(scene) == {"text", "picture", "mood"} and scene["mood"] in MOODS for scene in scenes)
        assert answers[0] == answers[1]

    def test_what_is_no_story_is_reported(self, chatting: LlamaCpp, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("digiteller.backends.write.llamacpp._answer", lambda *_: '{"text": "- a list"}')
        with pytest.raises(StageError, match="scene 1: no acceptable text"):
            chatting.write(brief(PageBrief(), language="ru"), 3, lambda share, text: None)

    def test_a_premise_longer_than_the_context_is_refused(self, chatting: LlamaCpp) -> None:
        with pytest.raises(StageError, match="context") as caught:
            chatting.write(brief(PageBrief(), premise="A fox " + "runs very far " * 9000), 1, lambda share, text: None)
        assert "shorten" in str(caught.value.hint)


def test_a_gpu_that_the_build_does_not_know_is_refused(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    cpu = [device for device in xllamacpp.get_device_info() if device["type"].name.endswith("CPU")]
    monkeypatch.setattr("digiteller.backends.write.llamacpp.xllamacpp.get_device_info", lambda: cpu)
    with pytest.raises(MissingPackageError, match="cuda"):
        LlamaCpp(files, WriteOptions(), {"device": "cuda"})


@pytest.mark.parametrize("settings", [{"method": "sing"}, {"gpu_layers": -1}, {"threads": 0}, {"languages": "en"}])
def test_wrong_settings_are_told(files: Files, settings: dict[str, object]) -> None:
    with pytest.raises(SpecError, match=rf"models\.yaml: the option {next(iter(settings))}"):
        LlamaCpp(files, WriteOptions(), settings)


def test_what_a_file_says_of_itself(files: Files) -> None:
    says = gguf.read_metadata(next(iter(files.values())))
    assert says["general.architecture"] == "llama"
    assert says["llama.context_length"] == 8192
    assert "{%" in says["tokenizer.chat_template"]


@pytest.mark.parametrize("cut", [0, 3, 10, 24, 40, 200, 5000])
def test_a_cut_header_is_told(tmp_path: Path, files: Files, cut: int) -> None:
    path = tmp_path / "cut.gguf"
    with next(iter(files.values())).open("rb") as whole:
        path.write_bytes(whole.read(cut))
    with pytest.raises(WeightsError, match=r"cut\.gguf is not a GGUF file"):
        gguf.read_metadata(path)


@pytest.mark.parametrize(
    "rest",
    [
        struct.pack("<IQQ", 1, 0, 0),
        struct.pack("<IQQ", 3, 0, 2**60),
        struct.pack("<IQQQ", 3, 0, 1, 2**60),
        struct.pack("<IQQQcI", 3, 0, 1, 1, b"k", 99),
        struct.pack("<IQQQcIIQ", 3, 0, 1, 1, b"k", 9, 9, 2**60),
        struct.pack("<IQQQcIIQQ", 3, 0, 1, 1, b"k", 9, 8, 2, 2**62),
        struct.pack("<IQQQcIIQQ", 3, 0, 1, 1, b"k", 9, 8, 2, 2**64 - 1),
        struct.pack("<IQQQcIIQ", 3, 0, 2, 1, b"k", 9, 10, 2**61),
    ],
)
def test_a_header_that_lies_is_told_at_once(tmp_path: Path, rest: bytes) -> None:
    path = tmp_path / "lies.gguf"
    path.write_bytes(b"GGUF" + rest)
    with pytest.raises(DigitellerError, match=r"lies\.gguf"):
        gguf.read_metadata(path)


def of_type(files: Files, adapter: bool) -> Files:
    return {
        name: path for name, path in files.items() if (gguf.read_metadata(path)["general.type"] == "adapter") == adapter
    }


class TestAdapter:
    @pytest.mark.slow
    def test_it_changes_how_stories_are_written(self, files: Files, writer: LlamaCpp) -> None:
        plain = LlamaCpp(of_type(files, adapter=False), WriteOptions(candidates=2), {"method": "sentences"})
        assert write(plain, PageBrief()).scenes[0].text != write(writer, PageBrief()).scenes[0].text

    def test_without_its_model_it_is_refused(self, files: Files) -> None:
        with pytest.raises(WeightsError, match="this one has 0 and 1"):
            LlamaCpp(of_type(files, adapter=True), WriteOptions(), {})

    def test_one_that_does_not_fit_is_refused(self, files: Files, tmp_path: Path) -> None:
        def text(value: str) -> bytes:
            return struct.pack("<Q", len(value)) + value.encode()

        says = {"general.type": "adapter", "general.architecture": "gpt2", "adapter.type": "lora"}
        entries = b"".join(text(key) + struct.pack("<I", 8) + text(value) for key, value in says.items())
        other = tmp_path / "other.gguf"
        other.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 0, len(says)) + entries)
        with pytest.raises(WeightsError, match=r"other\.gguf"):
            LlamaCpp({**of_type(files, adapter=False), "other.gguf": other}, WriteOptions(), {"method": "sentences"})
