from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digiteller.errors import StageError
from digiteller.media.loudness_meter import Meter
from digiteller.media.mastering import LOUDNESS, PEAK, write_music
from digiteller.story import Music

Sound = NDArray[np.float32]


def tone(seconds: float, rate: int = 48000, channels: int = 2, level: float = 0.1) -> Sound:
    wave_form = level * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)
    return np.repeat(wave_form[:, None], channels, axis=1).astype(np.float32)


def blocks(sound: Sound, size: int = 10_007) -> Iterator[Sound]:
    yield from (sound[at : at + size] for at in range(0, len(sound), size))


def mastered(sound: Sound, seconds: float, path: Path, rate: int = 48000) -> Sound:
    write_music(Music(blocks(sound), rate, None), seconds, path / "music.wav")
    assert [file.name for file in path.iterdir()] == ["music.wav"]
    with wave.open(str(path / "music.wav")) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 48000, 2)
        pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    return pcm.astype(np.float32) / np.float32(32768)


def loudness(sound: Sound) -> float:
    meter = Meter(2)
    meter.add(sound)
    return meter.loudness()


@pytest.mark.parametrize("seconds", [0.02, 0.5, 2.00001, 7.0])
def test_it_is_as_long_as_the_story_to_the_sample(seconds: float, tmp_path: Path) -> None:
    sound = mastered(tone(3.0), seconds, tmp_path)
    assert len(sound) == round(seconds * 48000)
    assert (sound[-1] == 0).all()


def test_it_fades_at_the_end_and_nowhere_else(tmp_path: Path) -> None:
    sound = np.abs(mastered(tone(10.0), 6.0, tmp_path)[:, 0])
    tenths = sound.reshape(60, -1).max(1)
    assert tenths[1:43].min() > 0.99 * tenths.max()
    assert (np.diff(tenths[44:]) < 0).all()
    assert tenths[-1] < 0.02 * tenths.max()


@pytest.mark.parametrize("level", [0.001, 0.1, 4.0])
def test_what_comes_in_does_not_tell_how_loud_it_gets(level: float, tmp_path: Path) -> None:
    assert loudness(mastered(tone(8.0, level=level), 8.0, tmp_path)) == pytest.approx(LOUDNESS, abs=0.2)


def test_no_peak_is_over_the_ceiling(tmp_path: Path) -> None:
    sound = tone(8.0, level=0.01)
    sound[96_000:96_096] = tone(0.002, level=1.0)
    made = mastered(sound, 8.0, tmp_path)
    assert 0.85 < np.abs(made).max() <= 10 ** (PEAK / 20) + 1e-4
    assert loudness(made) < LOUDNESS - 1


@pytest.mark.parametrize(("rate", "channels"), [(48000, 1), (32000, 1), (44100, 2)])
def test_any_rate_and_mono_become_stereo_at_48_khz(rate: int, channels: int, tmp_path: Path) -> None:
    sound = mastered(tone(4.0, rate, channels), 4.0, tmp_path, rate)
    spectrum = np.abs(np.fft.rfft(sound[:, 1][48000:96000]))
    assert int(spectrum.argmax()) == 440
    assert (sound[:, 0] == sound[:, 1]).all()


def test_silence_stays_silence(tmp_path: Path) -> None:
    assert not mastered(tone(2.0, level=0.0), 3.0, tmp_path).any()


@pytest.mark.parametrize("rate", [48000, 44100])
def test_samples_that_are_no_numbers_are_told(rate: int, tmp_path: Path) -> None:
    sound = tone(3.0, rate)
    sound[70_000, 1] = np.nan
    with pytest.raises(StageError, match="not numbers"):
        mastered(sound, 3.0, tmp_path, rate)
    assert not list(tmp_path.iterdir())


def test_how_it_is_cut_into_blocks_changes_nothing(tmp_path: Path) -> None:
    sound = np.random.default_rng(0).normal(0, 0.1, (200_000, 2)).astype(np.float32)
    made = []
    for size in (999, 65536, 200_000):
        write_music(Music(blocks(sound, size), 48000, None), 4.0, tmp_path / "music.wav")
        made.append((tmp_path / "music.wav").read_bytes())
    assert made[0] == made[1] == made[2]
