from __future__ import annotations

import numpy as np
import pytest

from digiteller.media import caption_area
from digiteller.render.text import cards, typesetting
from digiteller.render.text.captions import Spot

SIZES = [(1920, 1080), (640, 360), (320, 180), (1080, 1920), (180, 320), (512, 512), (864, 1080)]
TITLES = [
    "Pip",
    "The Fox Who Carried the Moon Home",
    "Приключения лисёнка Пипа на Луне",
    "Η μικρή αλεπού",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "How a very small mouse, a rather large bear and nobody else at all crossed the wide, cold sea on a kitchen table",
]


def _inside(rgba: np.ndarray, rim: float) -> bool:
    """Whether the letters, which are brighter than their shadow, keep a distance from the edges."""
    drawn = (rgba[:, :, 3] > 200) & (rgba[:, :, 0] > 200)
    rows, columns = np.flatnonzero(drawn.any(1)), np.flatnonzero(drawn.any(0))
    height, width = drawn.shape
    return bool(
        rows[0] >= rim * height
        and rows[-1] < (1 - rim) * height
        and columns[0] >= rim * width
        and columns[-1] < (1 - rim) * width
    )


@pytest.mark.few(12)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("title", TITLES)
def test_titles_of_any_length_fit(title: str, size: tuple[int, int]) -> None:
    card = cards.draw_title_card(title, size)
    assert card.shape == (size[1], size[0], 4) and card.dtype == np.uint8
    assert _inside(card, 0.03)


@pytest.mark.few(8)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [0, 1, 5, 18])
def test_credits_of_any_number_fit(count: int, size: tuple[int, int]) -> None:
    lines = ["Music: a Music Transformer", "Graphics by many people under CC-BY 4.0, thank you", "Voice: somebody"] * 6
    assert _inside(cards.draw_credits(TITLES[1], lines[:count], size), 0.02)


def test_credits_stand_in_two_columns_around_the_middle() -> None:
    card = cards.draw_credits("T", ["Music: Somebody", "Words: Someone else"], (1920, 1080))
    letters = (card[620:, :, 0] > 200) & (card[620:, :, 3] > 200)
    columns = np.flatnonzero(letters.any(0))
    assert (columns[0] + columns[-1]) / 2 == pytest.approx(960, abs=20)
    assert np.diff(columns).max() > 30  # the gutter


@pytest.mark.parametrize("size", SIZES)
def test_captions_fit_and_can_be_read_on_white_and_on_black(size: tuple[int, int]) -> None:
    rgba, x, y = cards.draw_caption(["Wwwww wwwww wwwww wwwww wwwww wwwww wwwww", "and so on."], size)
    height, width = rgba.shape[:2]
    assert x % 2 == y % 2 == height % 2 == width % 2 == 0
    assert x >= 0 and y > size[1] / 2 and x + width <= size[0] and y + height <= size[1]
    alpha = rgba[:, :, 3:] / 255.0
    for picture in (0, 255):
        seen = (rgba[:, :, :3] * alpha + picture * (1 - alpha)).mean(2)
        plate, letters = np.median(seen), np.percentile(seen, 99.5)
        assert letters - plate > 100


def _yellow(rgba: np.ndarray) -> np.ndarray:
    """Columns in which something is as yellow as the highlight."""
    seen = rgba.astype(int)
    return np.flatnonzero(((seen[..., 0] > 200) & (seen[..., 2] < 120) & (seen[..., 3] > 200)).any(0))


def test_the_lit_word_is_coloured_and_nothing_else_changes() -> None:
    lines = ["One two three", "four"]
    plain, *_ = cards.draw_caption(lines, (1280, 720))
    for word, line in ((Spot(0, 0, 3, 0.0), 0), (Spot(0, 4, 7, 0.0), 0), (Spot(1, 0, 4, 0.0), 1)):
        lit, *_ = cards.draw_caption(lines, (1280, 720), lit=word)
        assert np.array_equal(lit[..., 3], plain[..., 3])
        changed = np.argwhere((lit != plain).any(2))
        middle = len(plain) / 2
        assert (changed[:, 0] < middle + 6).all() if line == 0 else (changed[:, 0] > middle - 6).all()
        assert len(_yellow(lit)) > 20
    first, second = (
        _yellow(cards.draw_caption(lines, (1280, 720), lit=Spot(0, *at, 0.0))[0]) for at in ((0, 3), (4, 7))
    )
    assert first.max() < second.min()


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1000, 1000)])
def test_pages_know_where_captions_lie(size: tuple[int, int]) -> None:
    plate, _, y = cards.draw_caption(["A fox ran home", "and slept."], size)
    assert y == pytest.approx(caption_area.caption_top(*size) * size[1], abs=4)
    assert y + len(plate) == pytest.approx(caption_area.caption_foot(*size) * size[1], abs=2)


def test_captions_of_upright_films_keep_clear_of_the_foot() -> None:
    rgba, _, y = cards.draw_caption(["One two"], (1080, 1920))
    assert y + len(rgba) < 0.87 * 1920


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (1920, 1080)])
def test_type_is_no_smaller_in_small_films_than_can_be_read(size: tuple[int, int]) -> None:
    rgba, *_ = cards.draw_caption(["x"], size)
    rows = np.flatnonzero((rgba[..., 0] > 160).any(1))
    assert rows[-1] - rows[0] >= 3


def test_many_credits_are_set_wider_before_they_are_set_smaller() -> None:
    lines = [f"Part {number}: somebody who did very much and is thanked for every part of it" for number in range(16)]
    card = cards.draw_credits("T", lines, (1920, 1080))
    drawn = np.flatnonzero(((card[..., 0] > 200) & (card[..., 3] > 200)).any(0))
    assert drawn[-1] - drawn[0] > 0.5 * 1920


def test_a_title_without_spaces_is_broken_between_characters() -> None:
    assert "".join(typesetting.break_evenly("小狐狸和丢失的月亮", typesetting.font(40), 130)) == "小狐狸和丢失的月亮"
    assert len(typesetting.break_evenly("小狐狸和丢失的月亮", typesetting.font(40), 130)) > 1


def test_the_poster_is_the_picture_with_the_title() -> None:
    picture = np.full((360, 640, 3), 120, np.uint8)
    made = cards.draw_poster(picture, "The Boat")
    assert made.shape == picture.shape
    assert np.array_equal(made[200:], picture[200:])
    assert made[:100].max() > 240


def test_a_backdrop_is_dimmer_and_out_of_focus() -> None:
    picture = np.zeros((180, 320, 3), np.uint8)
    picture[:, ::8] = 255
    soft = cards.draw_backdrop(picture, 0.7)
    assert soft.shape == picture.shape
    assert soft[80:100, 150:170].std() < 3 < 10 < soft[80:100, 150:170].mean() < 0.75 * 255 / 8 + 5
    assert soft[0, 0].mean() < soft[90, 160].mean()


def test_lines_are_broken_evenly() -> None:
    face = typesetting.font(40)
    lines = typesetting.break_evenly(
        "one two three four five six", face, 1.05 * face.getlength("one two three four five")
    )
    assert len(lines) == 2
    assert " ".join(lines) == "one two three four five six"
    assert abs(face.getlength(lines[0]) - face.getlength(lines[1])) < 0.4 * face.getlength(lines[0])


def test_no_text_has_no_lines() -> None:
    assert typesetting.break_evenly("  ", typesetting.font(40), 100) == []


@pytest.mark.parametrize("letters", ["ABCxyzäöüßéèñçøåłžőğ“”’—…&", "АБВгдеёжзийъыьэюяіїєґ", "ΑΒΓαβγάέήίόύώς", "❦"])
def test_the_typeface_has_the_letters(letters: str) -> None:
    def picture(letter: str) -> bytes:
        return bytes(typesetting.font(40).getmask(letter))

    missing = picture("\ue123")
    assert all(picture(letter) != missing for letter in letters)


def test_a_long_credit_is_broken_and_not_shrunk() -> None:
    short = cards.draw_credits("T", ["Music: Somebody"], (540, 960))
    long = cards.draw_credits("T", ["Music: Somebody " + "who plays very many instruments " * 3], (540, 960))
    assert _height(short) < _height(long)
    assert _inside(long, 0.02)


def _height(card: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> int:
    rows = np.flatnonzero(card[..., 3].max(1) > 128)
    return int(rows[-1] - rows[0])
