"""The contact sheet: what is on it, where it is written, and what it never overwrites."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from commands import digiteller
from digiteller.render.text.contact_sheet import SheetTile, draw_contact_sheet

PAPER = np.array([250, 246, 238])
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 60), (40, 60, 200)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A project of three pages, the last of which is not drawn yet."""
    root = tmp_path / "story"
    (root / "pictures").mkdir(parents=True)
    scenes = [{"number": n, "text": f"Page {n}.", "picture": "", "mood": "calm"} for n in (1, 2, 3)]
    (root / "script.json").write_text(json.dumps({"title": "Three Pages", "language": "en", "scenes": scenes}))
    for number, color in ((1, RED), (2, GREEN)):
        Image.new("RGB", (64, 36), color).save(root / f"pictures/{number:02}.png")
    return root


def plain(color: tuple[int, int, int], size: tuple[int, int] = (64, 36)) -> np.ndarray:
    return np.asarray(Image.new("RGB", size, color))


def box(sheet: np.ndarray, color: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """Return where a colour is: left, top, right, bottom."""
    rows, columns = np.nonzero((sheet == color).all(axis=2))
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


def ink(sheet: np.ndarray) -> np.ndarray:
    return np.abs(sheet - PAPER).max(axis=2) > 60


def test_all_pages_are_on_one_sheet_in_the_project(story: Path) -> None:
    done = digiteller("contact-sheet", "-p", story)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{story / 'contact-sheet.png'}\n", "")
    sheet = np.asarray(Image.open(story / "contact-sheet.png"))
    first, second = box(sheet, RED), box(sheet, GREEN)
    assert first[1] == second[1] and first[2] < second[0]
    assert first[2] - first[0] == second[2] - second[0] > 200
    assert sorted(path.name for path in story.iterdir()) == ["contact-sheet.png", "pictures", "script.json"]


def test_it_is_renewed_in_its_place_with_the_same_bytes(story: Path) -> None:
    assert digiteller("contact-sheet", "-p", story).returncode == 0
    before = (story / "contact-sheet.png").read_bytes()
    assert digiteller("contact-sheet", "-p", ".", cwd=story).returncode == 0
    assert (story / "contact-sheet.png").read_bytes() == before
    (story / "pictures/02.png").unlink()
    assert digiteller("contact-sheet", "-p", story).returncode == 0
    assert (story / "contact-sheet.png").read_bytes() != before


def test_marks_for_the_voice_are_not_shown(story: Path) -> None:
    assert digiteller("contact-sheet", "-p", story).returncode == 0
    before = (story / "contact-sheet.png").read_bytes()
    script = story / "script.json"
    script.write_text(script.read_text().replace("Page 1.", "[voice Mina]Page[/voice] 1. [pause 0.8]"))
    assert digiteller("contact-sheet", "-p", story).returncode == 0
    assert (story / "contact-sheet.png").read_bytes() == before


def test_your_file_is_replaced_only_by_force(story: Path, tmp_path: Path) -> None:
    mine = tmp_path / "deep" / "mine.png"
    assert digiteller("contact-sheet", "-p", story, "-o", mine).stdout == f"{mine}\n"
    mine.write_text("mine")
    refused = digiteller("contact-sheet", "-p", story, "-o", mine)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "already there" in refused.stderr and "--force" in refused.stderr
    assert mine.read_text() == "mine"
    assert digiteller("contact-sheet", "-p", story, "-o", mine, "--force").returncode == 0
    assert Image.open(mine).format == "PNG"
    assert not (story / "contact-sheet.png").exists()


def test_the_same_command_twice_works_and_a_sheet_that_was_drawn_on_is_yours(story: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.png"
    assert digiteller("contact-sheet", "-p", story, "-o", sheet).returncode == 0
    assert digiteller("contact-sheet", "-p", story, "-o", sheet).returncode == 0
    with Image.open(sheet) as image:
        header = PngInfo()
        for key, value in image.info.items():
            header.add_text(key, str(value))
        image.putpixel((9, 9), (0, 0, 0))
        image.save(sheet, pnginfo=header)
    drawn_on = sheet.read_bytes()
    for arguments in (["-o", sheet], ["-o", story / "pictures/01.png", "--force"]):
        refused = digiteller("contact-sheet", "-p", story, *arguments)
        assert (refused.returncode, refused.stdout) == (2, "")
    assert sheet.read_bytes() == drawn_on
    with Image.open(story / "pictures/01.png") as page:
        assert page.size == (64, 36)


def test_a_sheet_can_be_sent_on(story: Path) -> None:
    command = [sys.executable, "-m", "digiteller", "contact-sheet", "-p", str(story), "-o", "/dev/stdout"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert Image.open(io.BytesIO(done.stdout)).format == "PNG"
    assert done.stdout.endswith(b"IEND\xaeB`\x82")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([], 2, "which project?"),
        (["-p", "nowhere"], 3, "script.json is missing"),
        (["-p", "story", "--columns", "0"], 2, "--columns"),
        (["-p", "story", "-o", "sheet.jpg"], 2, "-o sheet.png"),
        (["-p", "story", "-o", "story"], 2, "is a directory"),
        (["-p", "story", "-o", "story/script.json/sheet.png"], 6, "script.json"),
    ],
)
def test_what_cannot_be_done_is_explained(story: Path, arguments: list[str], code: int, says: str) -> None:
    done = digiteller("contact-sheet", *arguments, cwd=story.parent)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.few(1)
@pytest.mark.parametrize("name", ["script.json", "pictures/02.png"])
def test_a_damaged_file_is_named_and_the_old_sheet_stays(story: Path, name: str) -> None:
    digiteller("contact-sheet", "-p", story)
    before = (story / "contact-sheet.png").read_bytes()
    (story / name).write_bytes((story / name).read_bytes()[:60])
    done = digiteller("contact-sheet", "-p", story)
    assert done.returncode == 3
    assert str(story / name) in done.stderr
    assert (story / "contact-sheet.png").read_bytes() == before


def test_columns_are_as_asked_for() -> None:
    tiles = [SheetTile(1, "One.", plain(RED)), SheetTile(2, "Two.", plain(GREEN)), SheetTile(3, "Three.", plain(BLUE))]
    boxes = [box(draw_contact_sheet("T", tiles, 2), color) for color in (RED, GREEN, BLUE)]
    assert boxes[0][1] == boxes[1][1] < boxes[2][1]
    assert boxes[0][0] == boxes[2][0] < boxes[1][0]
    column = [box(draw_contact_sheet("T", tiles, 1), color) for color in (RED, GREEN, BLUE)]
    assert len({left for left, *_ in column}) == 1


@pytest.mark.few(2)
@pytest.mark.parametrize("count", [1, 2, 5, 6, 13, 200])
@pytest.mark.parametrize("size", [(64, 36), (36, 64), (40, 40)])
def test_a_sheet_of_any_length_and_shape_is_neither_a_strip_nor_a_pole(count: int, size: tuple[int, int]) -> None:
    sheet = draw_contact_sheet("T", [SheetTile(n, "Words.", plain(RED, size)) for n in range(1, count + 1)])
    assert 0.5 < sheet.shape[1] / sheet.shape[0] < 2.4


def test_pictures_keep_their_shape() -> None:
    tiles = [
        SheetTile(1, "Wide.", plain(RED)),
        SheetTile(2, "Tall.", plain(GREEN, (36, 64))),
        SheetTile(3, "Wider.", plain(BLUE, (640, 90))),
        SheetTile(4, "Wide.", plain(RED)),
        SheetTile(5, "Wide.", plain(RED)),
    ]
    sheet = draw_contact_sheet("T", tiles)
    for color, aspect in ((GREEN, 36 / 64), (BLUE, 640 / 90)):
        left, top, right, bottom = box(sheet, color)
        assert (right - left) / (bottom - top) == pytest.approx(aspect, rel=0.03)


def test_a_picture_like_a_thread_makes_no_endless_sheet() -> None:
    sheet = draw_contact_sheet("T", [SheetTile(1, "Thin.", plain(RED, (8, 9000)))])
    assert sheet.shape[0] < 3 * sheet.shape[1]


def test_a_page_that_is_not_drawn_is_an_empty_frame_with_a_note() -> None:
    drawn = draw_contact_sheet("T", [SheetTile(1, "One.", plain(RED)), SheetTile(2, "Two.", plain(GREEN))])
    empty = draw_contact_sheet("T", [SheetTile(1, "One.", plain(RED)), SheetTile(2, "Two.", None)])
    assert empty.shape == drawn.shape
    left, top, right, bottom = box(drawn, GREEN)
    inside = empty[top + 6 : bottom - 6, left + 6 : right - 6]
    note = np.abs(inside.astype(int) - inside[0, 0]).max(axis=2) > 60
    assert 0.001 < note.mean() < 0.05


@pytest.mark.parametrize("text", ["word " * 800, "x" * 4000, "词" * 900, "\u200b" * 99, "🦊 " * 300, "שלום " * 200])
def test_long_words_stay_below_their_picture(text: str) -> None:
    sheet = draw_contact_sheet("T", [SheetTile(1, text, plain(RED)), SheetTile(2, "Two.", plain(GREEN))], 2)
    left, _, right, bottom = box(sheet, RED)
    marks = np.nonzero(ink(sheet[bottom + 20 :]))[1]
    second = box(sheet, GREEN)[0]
    assert marks[marks < second - 4].max() <= right + 2
    assert marks.min() >= left - 2
    assert sheet.shape[0] < 2 * (bottom + 20)


def test_words_that_are_cut_end_in_an_ellipsis_and_others_do_not() -> None:
    def below(text: str) -> bytes:
        return draw_contact_sheet("T", [SheetTile(1, text, plain(RED))]).tobytes()

    assert below("word " * 800) == below("word " * 900) != below("word " * 8)
    assert below("one two three") != below("one two three…")


def test_a_long_title_is_within_the_sheet() -> None:
    sheet = draw_contact_sheet("Title " * 33, [SheetTile(1, "One.", plain(RED))])
    marks = np.nonzero(ink(sheet[: box(sheet, RED)[1] - 20]))[1]
    assert marks.min() > 10 and marks.max() < sheet.shape[1] - 10
