"""A small story with everything that a film needs."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from digiteller.media.bitmap import write_png
from digiteller.media.ffmpeg import find_ffmpeg
from digiteller.media.layers import save_layers
from digiteller.media.wav import write_wav
from digiteller.options import RenderOptions
from digiteller.render.film import make_film
from digiteller.render.film_parts import Film, FilmPage
from digiteller.story import Layer, Picture, Scene, SceneTiming, Script, Sentence, Word

SIZE = (160, 90)
RATE = 24000
TEXTS = (
    ("calm", "One morning a small boat left the harbour, and nobody knew where it was going."),
    ("tense", "The wind rose. The waves were high, and the little boat was <very> far away."),
    ("happy", "Then the sun came out."),
)


def _timing(number: int, text: str) -> SceneTiming:
    words, at = [], 0.0
    for word in text.split():
        length = 0.04 + 0.045 * len(word)
        words.append(Word(word, at, at + length))
        at += length + 0.02
    return SceneTiming(number, round(at * RATE), RATE, (Sentence(text, 0.0, at, tuple(words)),))


def _picture(seed: int) -> Picture:
    rng = np.random.default_rng(seed)
    width, height = SIZE
    sky = np.full((height + 14, width + 24, 4), 255, np.uint8)
    sky[:, :, :3] = rng.integers(60, 250, 3)
    ground = np.full((40, width + 24, 4), 255, np.uint8)
    ground[:, :, :3] = rng.integers(20, 120, 3)
    ball = np.zeros((30, 30, 4), np.uint8)
    y, x = np.mgrid[:30, :30]
    ball[(x - 15) ** 2 + (y - 15) ** 2 < 190] = (*rng.integers(0, 255, 3), 255)
    layers = (
        Layer("sky", sky, -12, -7, 12.0),
        Layer("ground", ground, -12, 57, 1.5),
        Layer("ball", ball, 60, 40, 1.0),
    )
    return Picture(sky[7 : 7 + height, 12 : 12 + width, :3].copy(), layers)


@pytest.fixture
def story(tmp_path: Path) -> Film:
    """Return a film of three scenes: the second has layers, the others are flat."""
    scenes, timings, narration, pages = [], [], {}, {}
    for number, (mood, text) in enumerate(TEXTS, 1):
        timing = _timing(number, text)
        seconds = np.arange(timing.samples) / RATE
        voice = 0.3 * np.sin(2 * np.pi * (150 + 50 * number) * seconds) * (np.sin(2 * np.pi * 4 * seconds) > -0.8)
        narration[number] = tmp_path / f"{number}.wav"
        write_wav(narration[number], voice.astype(np.float32), RATE)
        picture = _picture(number)
        flat = tmp_path / f"{number}.png"
        write_png(flat, picture.image)
        folder = tmp_path / f"{number}"
        folder.mkdir()
        save_layers(folder, picture)
        pages[number] = FilmPage(flat, folder if number == 2 else None)
        scenes.append(Scene(number, text, "", mood))
        timings.append(timing)
    music = tmp_path / "music.wav"
    seconds = np.arange(30 * 48000) / 48000
    write_wav(music, np.stack([0.2 * np.sin(2 * np.pi * f * seconds) for f in (330, 440)], 1).astype(np.float32), 48000)
    script = Script("The Boat = 1; #2", "en-GB", tuple(scenes))
    return Film(script, tuple(timings), narration, music, pages, ("Music: a friend", "Made by hand"), 7)


@pytest.fixture
def options() -> RenderOptions:
    return RenderOptions(width=160, height=90, fps=12, title_seconds=1.5, credits_seconds=1.5, preset="ultrafast")


@dataclass
class Probe:
    """What ffmpeg says of a film."""

    text: str
    frames: np.ndarray
    """Luma in 0..255, shape [n, h, w]."""
    sound: np.ndarray
    """Shape [n, 2], 48 kHz."""
    chapters: list[str] = field(default_factory=list)


@pytest.fixture
def probe() -> Callable[..., Probe]:
    def look(path: Path, as_frames: Sequence[str] = (), size: tuple[int, int] = SIZE) -> Probe:
        def run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
            return subprocess.run([find_ffmpeg(), "-hide_banner", "-i", str(path), *arguments], capture_output=True)

        text = run().stderr.decode()
        planes = np.frombuffer(run("-map", "0:v", *as_frames, "-f", "rawvideo", "-").stdout, np.uint8)
        sound = run("-map", "0:a", "-f", "f32le", "-").stdout
        width, height = size
        luma = planes.reshape(-1, width * height * 3 // 2)[:, : width * height].reshape(-1, height, width)
        frames = np.clip((luma.astype(np.float32) - 16) * 255 / 219, 0, 255)
        chapters = re.findall(r"Chapter #0:\d+.*?\n.*?\n\s+title\s+: (.*?)\n", text)
        return Probe(text, frames, np.frombuffer(sound, np.float32).reshape(-1, 2), chapters)

    return look


@pytest.fixture
def make(tmp_path: Path, options: RenderOptions) -> Callable[..., Path]:
    """Return a function that makes a film into a new folder, and returns the folder."""

    def run(film: Film, options: RenderOptions = options, name: str = "out") -> Path:
        out = tmp_path / name
        out.mkdir()
        make_film(film, options, out, lambda share, what: None, tmp_path / f"{name}.segments")
        return out

    return run
