from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from digiteller.errors import SpecError, StageError
from digiteller.media.layers import load_layers, save_layers
from digiteller.story import Layer, Motion, Picture


@pytest.fixture
def picture() -> Picture:
    rng = np.random.default_rng(0)
    layers = tuple(
        Layer(name, rng.integers(0, 256, (20 + i, 30 + i, 4), dtype=np.uint8), -3 * i, 5 - i, 10.0 / (i + 1), motion)
        for i, (name, motion) in enumerate(
            (("sky", Motion(sway=(3, 0), twinkle=0.5)), ("a/../b: hill", None), ("лес", Motion(drift=(0, 40.5))))
        )
    )
    return Picture(np.zeros((40, 60, 3), np.uint8), layers)


def test_layers_come_back_as_they_were(tmp_path: Path, picture: Picture) -> None:
    save_layers(tmp_path, picture)
    for saved, loaded in zip(picture.layers, load_layers(tmp_path, (60, 40)), strict=True):
        assert (saved.name, saved.x, saved.y) == (loaded.name, loaded.x, loaded.y)
        assert (saved.depth, saved.motion) == (loaded.depth, loaded.motion)
        assert np.array_equal(saved.image, loaded.image)
    assert all(path.parent == tmp_path for path in tmp_path.rglob("*"))


def test_layers_for_another_frame_are_refused(tmp_path: Path, picture: Picture) -> None:
    save_layers(tmp_path, picture)
    with pytest.raises(SpecError, match=r"60x40 pixels, not 1920x1080"):
        load_layers(tmp_path, (1920, 1080))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "layers.json").unlink(),
        lambda folder: (folder / "layers.json").write_text("{"),
        lambda folder: (folder / "layers.json").write_text("[]"),
        lambda folder: (folder / "layers.json").write_text('{"size": [60, 40], "layers": []}'),
        lambda folder: (folder / "layers.json").write_text('{"size": [60, 40], "layers": [{"file": 3}]}'),
        lambda folder: next(folder.glob("00*.png")).unlink(),
        lambda folder: next(folder.glob("01*.png")).write_bytes(b"GIF89a"),
        lambda folder: next(folder.glob("02*.png")).write_bytes(next(folder.glob("02*.png")).read_bytes()[:100]),
    ],
)
def test_damage_is_named(tmp_path: Path, picture: Picture, change) -> None:
    save_layers(tmp_path, picture)
    change(tmp_path)
    with pytest.raises(SpecError, match=str(tmp_path)):
        list(load_layers(tmp_path, (60, 40)))


@pytest.mark.parametrize(
    "motion", [3, {"period": 0}, {"drift": [1]}, {"drift": [float("nan"), 0]}, {"sway": [-1, 0]}, {"twinkle": 2}]
)
def test_impossible_motions_are_refused(tmp_path: Path, picture: Picture, motion: object) -> None:
    save_layers(tmp_path, picture)
    table = json.loads((tmp_path / "layers.json").read_text())
    table["layers"][1]["motion"] = motion
    (tmp_path / "layers.json").write_text(json.dumps(table))
    with pytest.raises(SpecError, match=str(tmp_path)):
        list(load_layers(tmp_path, (60, 40)))


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"motion": Motion(sway=(-1, 0))}, r"layers\.2\.motion\.sway\.1"),
        ({"motion": Motion(drift=(0, float("nan")))}, r"layers\.2\.motion\.drift\.2"),
        ({"motion": Motion(phase=1.5)}, r"layers\.2\.motion\.phase"),
        ({"depth": 0}, r"layers\.2\.depth"),
        ({"x": 1_000_000}, r"layers\.2\.x"),
        ({"image": np.broadcast_to(np.zeros(4, np.uint8), (10_000, 10_000, 4))}, r"01-a"),
    ],
)
def test_what_would_not_be_read_is_not_written(tmp_path: Path, picture: Picture, changed: Any, where: str) -> None:
    first, second, *rest = picture.layers
    with pytest.raises(StageError, match=where):
        save_layers(tmp_path, replace(picture, layers=(first, replace(second, **changed), *rest)))
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("depth", [0, -1, float("nan")])
def test_impossible_depths_are_refused(tmp_path: Path, picture: Picture, depth: float) -> None:
    save_layers(tmp_path, picture)
    table = json.loads((tmp_path / "layers.json").read_text())
    table["layers"][1]["depth"] = depth
    (tmp_path / "layers.json").write_text(json.dumps(table))
    with pytest.raises(SpecError, match=r"layers\.2\.depth"):
        list(load_layers(tmp_path, (60, 40)))


def test_a_sheet_outside_the_folder_is_not_read(tmp_path: Path, picture: Picture) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    save_layers(folder, picture)
    table = json.loads((folder / "layers.json").read_text())
    (folder / table["layers"][0]["file"]).rename(tmp_path / "secret.png")
    table["layers"][0]["file"] = "../secret.png"
    (folder / "layers.json").write_text(json.dumps(table))
    with pytest.raises(SpecError):
        list(load_layers(folder, (60, 40)))
