from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from digiteller import timeline
from digiteller.errors import SpecError
from digiteller.media.bitmap import write_png
from digiteller.options import RenderOptions
from digiteller.render.film_parts import Film
from digiteller.render.picture.compositor import Compositor
from digiteller.render.picture.footage import blend_frames
from digiteller.render.picture.frame import Frame
from digiteller.render.picture.shots import Set, Take


@pytest.mark.parametrize(
    ("position", "loop", "seen"),
    [
        (0.0, "hold", (0, 1, 0.0)),
        (1.25, "hold", (1, 2, 0.25)),
        (9.0, "hold", (2, 2, 0.0)),
        (1.25, "ping-pong", (1, 2, 0.25)),
        (2.0, "ping-pong", (2, 2, 0.0)),
        (2.75, "ping-pong", (1, 2, 0.25)),
        (4.0, "ping-pong", (0, 1, 0.0)),
        (5.5, "ping-pong", (1, 2, 0.5)),
    ],
)
def test_frames_are_blended_and_played_on(position: float, loop: str, seen: tuple[int, int, float]) -> None:
    assert blend_frames(position, 3, loop) == pytest.approx(seen)
    assert blend_frames(position, 1, loop) == (0, 0, 0.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return footage of 9 even frames that grow lighter, at 6 a second."""
    folder = tmp_path / "footage"
    (folder / "frames").mkdir(parents=True)
    for number in range(9):
        write_png(folder / "frames" / f"{number:04}.png", np.full((90, 160, 3), 40 + 20 * number, np.uint8))
    (folder / "frames.json").write_text(json.dumps({"fps": 6, "loop": "ping-pong"}))
    return folder


def _take(story: Film, options: RenderOptions, folder: Path) -> Take:
    page = dataclasses.replace(story.pages[1], footage=folder)
    film = dataclasses.replace(story, pages={**story.pages, 1: page})
    return Set(
        film, timeline.align_to_frames(timeline.build_timeline(film.timings, options), options.fps), options
    ).take(1)


def test_footage_plays_through_at_the_rate_of_the_film(story: Film, options: RenderOptions, folder: Path) -> None:
    take = _take(story, options, folder)
    frame, compositor, light = Frame(160, 90), Compositor(), []
    for number in range(take.frames):
        take.draw(compositor, frame, number)
        light.append((frame.y.mean() - 16) * 255 / 219)
        assert frame.y.std() < 2  # no edge
    expected = [40 + 20 * min(at % 16, 16 - at % 16) for at in np.arange(take.frames) * 6 / options.fps]
    assert light == pytest.approx(expected, abs=2)


@pytest.mark.parametrize("broken", ["table", "fps", "loop", "frames", "frame"])
def test_what_is_broken_is_named(story: Film, options: RenderOptions, folder: Path, broken: str) -> None:
    table = {"fps": 6, "loop": "hold"}
    if broken == "frames":
        for path in (folder / "frames").iterdir():
            path.unlink()
    elif broken == "frame":
        (folder / "frames" / "0000.png").write_bytes(b"no picture")
    (folder / "frames.json").write_text("{" if broken == "table" else json.dumps({**table, broken: 0}))
    with pytest.raises(SpecError, match=r"frames\.json|frames: has no|0000\.png"):
        _take(story, options, folder)
