from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from digiteller.render.picture.opaque_regions import Patch, Region, cells_of, parts_of

NOWHERE, EVERYWHERE = [False] * 4, [True] * 4


def _area(pieces: Iterable[Region | Patch]) -> int:
    return sum((piece.right - piece.left) * (piece.bottom - piece.top) for piece in pieces)


def _shapes(seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    height, width = rng.integers(1, 700, 2)
    alpha = np.zeros((height, width), np.uint8)
    for _ in range(rng.integers(0, 6)):
        x, y = rng.integers(0, width), rng.integers(0, height)
        alpha[y : y + rng.integers(1, 400), x : x + rng.integers(1, 400)] = rng.choice((1, 128, 255, 255))
    return alpha


@pytest.mark.parametrize("seed", range(25))
def test_parts_hold_all_that_is_drawn_once_and_solid_patches_are(seed: int) -> None:
    alpha = _shapes(seed)
    parts = parts_of(cells_of(alpha, NOWHERE))
    for pieces in (parts, [patch for part in parts for patch in part.patches]):
        times = np.zeros((alpha.shape[0] + 4, alpha.shape[1] + 4), int)
        for left, top, right, bottom, _ in pieces:
            times[top + 2 : bottom + 2, left + 2 : right + 2] += 1
        assert times.max() <= 1
        assert (times[2:-2, 2:-2][alpha > 0] == 1).all()
    for part in parts:
        for left, top, right, bottom, solid in part.patches:
            assert part.left <= left < right <= part.right and part.top <= top < bottom <= part.bottom
            if solid:  # and so is what sampling sees around it
                assert (np.pad(alpha, 8)[top : bottom + 16, left : right + 16] == 255).all()


def test_nothing_drawn_needs_no_parts() -> None:
    assert parts_of(cells_of(np.zeros((100, 200), np.uint8), EVERYWHERE)) == ()


def test_an_opaque_layer_that_goes_on_outside_is_one_solid_part() -> None:
    whole = (-2, -2, 779, 335)
    parts = parts_of(cells_of(np.full((333, 777), 255, np.uint8), EVERYWHERE))
    assert parts == (Region(*whole, (Patch(*whole, True),)),)


def test_an_opaque_layer_that_ends_in_the_frame_is_not_solid_at_its_edge() -> None:
    (part,) = parts_of(cells_of(np.full((900, 1800), 255, np.uint8), [True, False, True, True]))
    assert [patch.solid for patch in part.patches] == [False, True]
    assert part.patches[0].bottom == part.patches[1].top == 16


def test_leaves_in_the_corners_cost_little() -> None:
    alpha = np.zeros((1200, 2000), np.uint8)
    for rows in (slice(0, 150), slice(-150, None)):
        for columns in (slice(0, 250), slice(-250, None)):
            alpha[rows, columns] = 200
    parts = parts_of(cells_of(alpha, NOWHERE))
    assert len(parts) == 4
    assert _area(parts) < 0.12 * alpha.size


def test_a_tree_on_a_meadow_is_cut_from_it() -> None:
    alpha = np.zeros((1200, 2000), np.uint8)
    alpha[900:] = 255
    alpha[100:900, 300:500] = 255
    parts = parts_of(cells_of(alpha, EVERYWHERE))
    assert _area(parts) < 1.15 * (alpha > 0).sum()
    solid = [patch for part in parts for patch in part.patches if patch.solid]
    assert _area(solid) > 0.7 * (alpha > 0).sum()
