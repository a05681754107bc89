from __future__ import annotations

import random
from typing import get_args, get_type_hints

import numpy as np
import pytest

from digiteller.options import RenderOptions
from digiteller.render.picture import transitions
from digiteller.render.picture.frame import Frame
from digiteller.story import MOODS

SIZE = (192, 108)


def _frame(seed: int, darkest: int = 60) -> Frame:
    frame = Frame(*SIZE)
    rng = np.random.default_rng(seed)
    frame.data[:] = rng.integers(darkest, 220, len(frame.data))
    return frame


def _changed(name: str, share: float) -> Frame:
    frame = _frame(1)
    transitions.draw_transition(name, frame, _frame(2), share)
    return frame


@pytest.mark.parametrize("name", transitions.TRANSITIONS)
def test_ends_are_the_pictures_themselves(name: str) -> None:
    for share, seed in ((0.0, 1), (1.0, 2)):
        assert (_changed(name, share).data == _frame(seed).data).all()


@pytest.mark.parametrize("name", transitions.TRANSITIONS)
def test_it_nears_its_ends_without_a_jump(name: str) -> None:
    for share, seed in ((0.003, 1), (0.997, 2)):
        off = np.abs(_changed(name, share).data.astype(int) - _frame(seed).data)
        assert off.mean() < 1.5, share


@pytest.mark.parametrize("name", transitions.TRANSITIONS)
def test_only_a_dip_is_black(name: str) -> None:
    darkest = min(_changed(name, share).y.mean() for share in np.linspace(0, 1, 49))
    assert (darkest < 20) == (name == "dip")
    assert name == "dip" or darkest > 60


@pytest.mark.parametrize("name", ["slide", "page turn"])
def test_the_next_picture_comes_from_the_right(name: str) -> None:
    seen, new = _changed(name, 0.5), _frame(2)
    assert np.corrcoef(seen.y[:, :20].ravel(), new.y[:, :20].ravel())[0, 1] < 0.3
    shown = new.y[:, :40] if name == "slide" else new.y[:, -40:]
    assert np.corrcoef(seen.y[:, -40:].ravel(), shown.ravel())[0, 1] > 0.5 or name == "slide"
    if name == "slide":
        assert (seen.y[:, 96:] == new.y[:, :96]).all() and (seen.u[:, 48:] == new.u[:, :48]).all()


def test_a_turned_page_goes_steadily_to_the_left_and_shows_paper() -> None:
    new = _frame(2)
    left = []
    for share in np.linspace(0.05, 0.95, 19):
        seen = _changed("page turn", share)
        left.append(np.abs(seen.y.astype(int) - new.y).max(0) > 2)
    assert (np.diff([columns.sum() for columns in left]) <= 0).all()
    seen = _changed("page turn", 0.55)
    assert (np.abs(seen.y.astype(int) - 200) < 25).mean() > 0.25  # noise is nowhere that even


def test_chroma_turns_with_luma() -> None:
    """Where the next page shows alone in luma it does so in chroma."""
    seen, new = _changed("page turn", 0.5), _frame(2)
    same = (seen.y == new.y).reshape(54, 2, 96, 2).all((1, 3))
    off = np.abs(seen.u.astype(int) - new.u)
    assert same.any() and (off[same] <= 1).all()
    assert off[~same].mean() > 10


@pytest.mark.parametrize("mood", MOODS)
def test_auto_goes_by_the_mood_and_a_wish_wins(mood: str) -> None:
    rng = random.Random(0)
    assert {transitions.choose_transition("auto", mood, rng) for _ in range(50)} <= transitions.TRANSITIONS.keys()
    assert transitions.choose_transition("slide", mood, rng) == "slide"
    assert transitions.choose_transition("auto", None, rng) == "crossfade"


def test_every_transition_can_be_asked_for() -> None:
    wishes = get_args(get_type_hints(RenderOptions)["transition"])
    assert set(wishes) == {"auto", *transitions.TRANSITIONS}
