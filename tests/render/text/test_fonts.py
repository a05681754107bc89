from __future__ import annotations

import shutil
from pathlib import Path

import fontpkg
import pytest
from PIL import features

from digiteller.errors import MissingPackageError
from digiteller.render.text.fonts import find_typeface, require_letters

GARAMOND = fontpkg.path("EB Garamond")


@pytest.mark.parametrize(
    "text", ["The Owl’s “Star” — 1 & 2…", "Ёж і ґава", "Η μικρή αλεπού", "ẍ x̌ é", "a\u00a0b\u200d\n", ""]
)
def test_latin_cyrillic_and_greek_are_there(text: str) -> None:
    require_letters(find_typeface(), [text])
    assert find_typeface().missing(text) == []


def test_a_decomposed_letter_is_as_good_as_the_whole_one() -> None:
    assert find_typeface().missing("e\u0301 и\u0306") == []


@pytest.mark.parametrize(
    ("text", "named"), [("The 狐 and the 鳥", "狐 (U+72D0), 鳥 (U+9CE5)"), ("ثعلب", "U+062B"), ("A 🦊", "U+1F98A")]
)
def test_what_the_font_lacks_is_named_with_the_option(text: str, named: str) -> None:
    with pytest.raises(MissingPackageError) as error:
        require_letters(find_typeface(), ["fine", text])
    assert error.value.exit_code == 5
    assert named in error.value.message and "EB Garamond" in error.value.message
    assert "render: {font:" in str(error.value.hint)


def test_only_some_of_many_are_named_and_a_package_that_has_them() -> None:
    with pytest.raises(MissingPackageError, match="and others") as error:
        require_letters(find_typeface(), ["שלום לכולם שועל קטן"])
    assert error.value.message.count("U+") == 8
    assert "fontpkg-heebo" in str(error.value.hint)


def test_a_font_can_be_a_file_or_a_family(tmp_path: Path) -> None:
    file = Path(shutil.copy(GARAMOND, tmp_path / "my font.ttf"))
    named, filed = find_typeface("EB Garamond"), find_typeface(str(file))
    assert named.normal != named.italic
    assert filed.normal == filed.italic == str(file)
    for size, weight in ((20, 400), (50, 800), (33, 9000)):
        assert named.font(size, weight).getlength("Fox") == filed.font(size, weight).getlength("Fox")
    assert named.font(40, 400).getlength("Fox") != named.font(40, 800).getlength("Fox")


@pytest.mark.parametrize("name", ["No Such Family", "/no/such/file.ttf", "~/none.otf"])
def test_a_font_that_is_not_there_is_named_with_the_option(name: str) -> None:
    with pytest.raises(MissingPackageError, match=r"render\.font") as error:
        find_typeface(name)
    assert name in error.value.message


def test_a_file_that_is_no_font_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.ttf").write_bytes(b"no font")
    with pytest.raises(MissingPackageError, match=r"x\.ttf"):
        find_typeface(str(tmp_path / "x.ttf"))


def test_marks_need_raqm(monkeypatch: pytest.MonkeyPatch) -> None:
    require_letters(find_typeface(), ["x\u030c"])
    monkeypatch.setattr(features, "check", lambda name: False)
    require_letters(find_typeface(), ["Fox é ё"])
    with pytest.raises(MissingPackageError, match="Raqm") as error:
        require_letters(find_typeface(), ["x\u030c"])
    assert error.value.exit_code == 5
