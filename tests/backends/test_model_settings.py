from __future__ import annotations

from typing import Any

import pytest

from digiteller.backends.model_settings import whole_number, words
from digiteller.errors import SpecError


def test_what_is_left_out_has_its_default() -> None:
    assert whole_number({}, "scale", 4, 2, 8) == 4
    assert whole_number({"scale": 2}, "scale", 4, 2, 8) == 2
    assert words({}, "languages", ("en",)) == ("en",)
    assert words({"languages": ["de", "fr"]}, "languages", ("en",)) == ("de", "fr")


@pytest.mark.parametrize("value", ["2", 2.0, True, None, [2], {}, 1, 9, 10**400, float("nan")])
def test_what_is_no_whole_number_in_its_range_is_refused(value: Any) -> None:
    with pytest.raises(SpecError, match=r"models\.yaml: the option scale should be a whole number from 2 to 8"):
        whole_number({"scale": value}, "scale", 4, 2, 8)


@pytest.mark.parametrize("value", ["en", 1, None, {"en": 1}, ["en", 1]])
def test_what_is_no_list_of_words_is_refused(value: Any) -> None:
    with pytest.raises(SpecError, match="languages should be a list of words"):
        words({"languages": value}, "languages", ("en",))
