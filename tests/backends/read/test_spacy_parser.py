from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from digiteller.backends.read.spacy_parser import SpacyParser
from digiteller.errors import WeightsError
from digiteller.options import ReadOptions
from reading import parser

Files = Callable[[str, str | None], dict[str, Path]]


def test_a_sentence_is_parsed() -> None:
    (words,) = parser().parse(["The old baker gave Hortense's goats two loaves."])
    found = {word.text: (word.lemma, word.pos, word.tag, word.dep, words[word.head].text) for word in words}
    assert found["gave"] == ("give", "VERB", "VBD", "ROOT", "gave")
    assert found["baker"] == ("baker", "NOUN", "NN", "nsubj", "gave")
    assert found["loaves"] == ("loaf", "NOUN", "NNS", "dobj", "gave")
    assert found["Hortense"][0] == "hortense"


def test_white_space_is_no_word_and_heads_are_numbered_without_it() -> None:
    (words,) = parser().parse(["  The fox   ran.\n\n It  slept."])
    assert [word.text for word in words] == ["The", "fox", "ran", ".", "It", "slept", "."]
    assert [words[word.head].text for word in words if word.dep == "nsubj"] == ["ran", "slept"]
    assert [word.start for word in words][:3] == [2, 6, 12]


def with_config(files: dict[str, Path], tmp_path: Path, old: str, new: str) -> dict[str, Path]:
    text = files["config.cfg"].read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "config.cfg").write_text(text.replace(old, new, 1), encoding="utf-8")
    return {**files, "config.cfg": tmp_path / "config.cfg"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('factory = "tagger"', 'factory = "evil"'),
        ('factory = "tagger"', 'source = "some_package"'),
        ('factory = "tagger"', 'factory = "ner"'),
        ("before_creation = null", 'before_creation = {"@callbacks":"spacy.copy_from_base_model.v1"}'),
        ("after_pipeline_creation = null", 'after_pipeline_creation = {"@callbacks":"evil.v1"}'),
        ('{"@tokenizers":"spacy.Tokenizer.v1"}', '{"@tokenizers":"evil.Tokenizer.v1"}'),
        ('{"@vectors":"spacy.Vectors.v1"}', '{"@readers":"srsly.read_json.v1","path":"/etc/passwd"}'),
        ('@architectures = "spacy.Tok2VecListener.v1"', '@architectures = "spacy.PyTorch.v1"'),
        ('"SPACY","IS_SPACE"]', '{"@misc":"evil.v1"}]'),
        ('lang = "en"', 'lang = "en.evil"'),
        ('lang = "en"', 'lang = "../x"'),
    ],
)
def test_a_config_that_asks_for_more_than_to_compute_is_refused(
    model_files: Files, tmp_path: Path, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spacy.util.get_lang_class", lambda _: pytest.fail("nothing is built"))
    files = with_config(model_files("read", None), tmp_path, old, new)
    with pytest.raises(WeightsError, match="asks for"):
        SpacyParser(files, ReadOptions(), {})


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[nlp]\nlang = {", b"[nlp]\n", b"\x00" * 50])
def test_a_config_that_is_none_is_explained(model_files: Files, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "config.cfg").write_bytes(content)
    with pytest.raises(WeightsError, match=r"config\.cfg: this pipeline cannot be read"):
        SpacyParser({**model_files("read", None), "config.cfg": tmp_path / "config.cfg"}, ReadOptions(), {})


@pytest.mark.parametrize("name", ["tok2vec/model", "tokenizer", "vocab/strings.json", "parser/moves"])
def test_a_damaged_part_is_explained(model_files: Files, tmp_path: Path, name: str) -> None:
    files = model_files("read", None)
    (tmp_path / "part").write_bytes(files[name].read_bytes()[:40])
    with pytest.raises(WeightsError, match="this pipeline cannot be read"):
        SpacyParser({**files, name: tmp_path / "part"}, ReadOptions(), {})


def test_loading_opens_no_socket(model_files: Files) -> None:
    paths = {name: str(path) for name, path in model_files("read", None).items()}
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "seen = []\n"
        "sys.addaudithook(lambda event, _: seen.append(event) if event.startswith('socket.') else None)\n"
        "from digiteller.backends.read.spacy_parser import SpacyParser\n"
        f"files = {{name: Path(path) for name, path in {paths!r}.items()}}\n"
        "SpacyParser(files, None, {}).parse(['A fox ran.'])\n"
        "print(seen, 'requests' in sys.modules, 'spacy.cli' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] False False\n"


def test_a_model_without_a_config_is_explained() -> None:
    with pytest.raises(WeightsError, match=r"config\.cfg"):
        SpacyParser({}, ReadOptions(), {})
