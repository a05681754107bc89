from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from digiteller.errors import SpecError
from digiteller.spec.prose import LONGEST
from digiteller.spec.schema import Spec, load_spec

MARKDOWN = """\
# The *Fox* and the Lantern

<!-- for Mina
     with love -->
A small **fox** lived under an [old oak](https://example.org "tree").
She loved the moon.

![the lantern](lantern.png)

One evening she found a `lantern`; it cost 5\\* coins & 3 < 4.

## The Storm

> The wind blew.

---

- First she ran.
- Then she hid.

The Calm
--------

All was well, said snake_case_name.

![](https://example.org/tracker.png)
"""


def load(folder: Path, text: str, name: str = "story.md") -> Spec:
    (folder / name).write_text(text, encoding="utf-8")
    return load_spec(folder / name)


def texts(spec: Spec) -> list[str | None]:
    return [page.text for page in spec.pages]


def test_markdown_is_read_without_its_marks(tmp_path: Path) -> None:
    (tmp_path / "lantern.png").write_bytes(b"")
    spec = load(tmp_path, MARKDOWN)
    assert spec.title == "The Fox and the Lantern"
    assert texts(spec) == [
        "A small fox lived under an old oak. She loved the moon.",
        "One evening she found a lantern; it cost 5* coins & 3 < 4.",
        "The Storm.\n\nThe wind blew.",
        "First she ran. Then she hid.",
        "The Calm.\n\nAll was well, said snake_case_name.",
    ]
    assert [page.picture_file for page in spec.pages] == [None, "lantern.png", None, None, None]
    assert spec.language == "en"


def test_front_matter_holds_what_a_spec_holds(tmp_path: Path) -> None:
    spec = load(
        tmp_path, "---\ntitle: Mine\nseed: 7\nrender: {width: 640, height: 360}\n---\n# Not the title\n\nA fox ran.\n"
    )
    assert (spec.title, spec.seed, spec.render.width) == ("Mine", 7, 640)
    assert texts(spec) == ["Not the title.\n\nA fox ran."]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("---\ntitle: Mine\nsneed: 7\n---\nA fox.\n", 3, "sneed: unknown key"),
        ("---\ntitle: [\n---\nA fox.\n", 3, "not valid YAML"),
        (f"One.\n\nTwo.\n\n{'x' * 5000}\n", 5, "scenes.3.text"),
        ("# Title\n\nOne.\n\n![p](../p.png)\n\nTwo.\n", 7, "scenes.2.picture_file"),
        ("# Only a title\n", 1, "at least 1"),
        ("\n\n".join(f"Page {n} of it." for n in range(201)), 1, "at most 200"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(SpecError) as caught:
        load(tmp_path, text)
    assert f"story.md:{line}:" in str(caught.value)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "title", "pages"),
    [
        ("The Fox\n\nShe ran\nhome.\n\nShe slept.\n", "The Fox", ["She ran home.", "She slept."]),
        ("The Fox\n=======\n\nShe ran.\n", "The Fox", ["She ran."]),
        ("The Fox\nShe ran.\nShe slept.\n", "The Fox", ["She ran.", "She slept."]),
        ("She ran.\n\n* * *\n\nShe slept.", None, ["She ran.", "She slept."]),
        ("\ufeffShe ran.\r\n\r\nShe slept.\r\n", None, ["She ran.", "She slept."]),
        ("She ran *away*.", None, ["She ran *away*."]),
        ("One\n\nThe Storm\n---------\n\nIt blew.", "One", ["The Storm.\n\nIt blew."]),
    ],
)
def test_plain_text(tmp_path: Path, text: str, title: str | None, pages: list[str]) -> None:
    spec = load(tmp_path, text, "story.txt")
    assert (spec.title, texts(spec)) == (title, pages)


def test_long_paragraphs_are_cut_between_sentences_and_no_word_is_lost(tmp_path: Path) -> None:
    sentences = [f"Number {n} was a fox who ran over the hill and came home late." for n in range(11)]
    spec = load(tmp_path, "Short one.\n\n" + " ".join(sentences), "story.txt")
    pages = [str(text) for text in texts(spec)]
    assert " ".join(pages[1:]) == " ".join(sentences)
    assert all(page.endswith("late.") for page in pages[1:])
    assert all(LONGEST / 2 < len(page.split()) <= LONGEST + 14 for page in pages[1:])
    one = "and on it ran " * 40
    assert texts(load(tmp_path, one, "long.txt")) == [one.strip()]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Жила-была лиса. Она нашла фонарь и понесла его домой.", "ru"),
        ("El zorro encontró un farol y lo llevó a su casa para que no se apagara.", "es"),
        ("Zzz.", "en"),
        ("---\nlanguage: fi\n---\nKettu ja lyhty.", "fi"),
    ],
)
def test_the_language_is_seen(tmp_path: Path, text: str, language: str) -> None:
    assert load(tmp_path, text).language == language


def test_the_command_takes_it(tmp_path: Path) -> None:
    (tmp_path / "fox.md").write_text("# The Fox\n\nA fox ran home.\n\nShe slept well.\n", encoding="utf-8")
    command = [sys.executable, "-m", "digiteller", "write", str(tmp_path / "fox.md")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    script = json.loads((tmp_path / "fox" / "script.json").read_text(encoding="utf-8"))
    assert script["title"] == "The Fox"
    assert [scene["text"] for scene in script["scenes"]] == ["A fox ran home.", "She slept well."]
    assert load_spec(tmp_path / "fox" / "story.yaml").title == "The Fox"
    again = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert "up to date" in again.stderr


ODD = ["![", "[", "<!--", "*a", "_", "`", "<a", "- ", "> ", "#", "---\n", "![a](", "a\n=\n"]


@pytest.mark.parametrize("piece", ODD)
@pytest.mark.parametrize("name", ["story.md", "story.txt"])
def test_what_nobody_means_takes_no_hours(tmp_path: Path, piece: str, name: str) -> None:
    """It is told within the test's patience; what is no story says where."""
    for size in (19_000, 300_000):
        (tmp_path / name).write_text(piece * (size // len(piece)), encoding="utf-8")
        try:
            assert load_spec(tmp_path / name).pages
        except SpecError as error:
            assert str(tmp_path / name) in str(error)


def test_a_paragraph_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"story\.txt:3: a paragraph of 29,999 characters") as caught:
        load(tmp_path, "One.\n\n" + ("word " * 6000).strip(), "story.txt")
    assert "empty line" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("sentences", "joined_by"),
    [
        (
            [
                "狐狸住在一棵很老很老的橡树下面。",
                "“你要去哪里？”小老鼠问。",
                "狐狸说：“我要去找月亮！”",
                "天黑了……他们走得很慢。",
            ],
            "",
        ),
        (
            [
                "きつねは古い木の下に住んでいました。",
                "「どこへ行くの？」とねずみは聞きました。",
                "「月へ！」",
                "「いいね。」",
            ],
            "",
        ),
        (["สุนัขจิ้งจอกอาศัยอยู่ใต้ต้นไม้เก่า", "วันหนึ่งมันพบตะเกียง 3 ดวงในป่า", "แล้วมันก็เดินกลับบ้านพร้อมกับเพื่อน"], " "),
    ],
)
def test_long_paragraphs_without_spaces_are_cut_between_sentences(
    tmp_path: Path, sentences: list[str], joined_by: str
) -> None:
    told = joined_by.join(sentences * 6)
    pages = texts(load(tmp_path, told, "long.txt"))
    assert len(pages) > 2
    assert joined_by.join(map(str, pages)) == told
    ends = {sentence[-5:] for sentence in sentences}
    assert all(str(page)[-5:] in ends for page in pages)
