from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digiteller.audio import write_wav
from digiteller.errors import SpecError
from digiteller.recorded_music import CROSSFADE, recorded_music, repeated
from digiteller.render.ffmpeg import executable


def tone(seconds: float, rate: int = 48000) -> NDArray[np.float32]:
    return (0.3 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def read(path: Path, seconds: float) -> NDArray[np.float32]:
    return np.concatenate(list(recorded_music(path, seconds, path.with_suffix(".pcm")).blocks))


def test_a_longer_recording_is_cut(tmp_path: Path) -> None:
    ramp = np.linspace(0, 0.5, 10 * 48000, dtype=np.float32)
    write_wav(tmp_path / "song.wav", ramp, 48000)
    sound = read(tmp_path / "song.wav", 3.00001)
    assert sound.shape == (round(3.00001 * 48000), 2)
    assert np.corrcoef(sound[:, 1], ramp[: len(sound)])[0, 1] > 0.99999


@pytest.mark.parametrize("suffix", ["mp3", "flac", "ogg", "m4a"])
def test_compressed_music_at_another_rate_is_read(suffix: str, tmp_path: Path) -> None:
    write_wav(tmp_path / "song.wav", tone(5.0, 44100), 44100)
    song = tmp_path / f"song.{suffix}"
    subprocess.run([executable(), "-v", "error", "-i", str(tmp_path / "song.wav"), str(song)], check=True)
    spectrum = np.abs(np.fft.rfft(read(song, 4.0)[48000:96000, 0]))
    assert int(spectrum.argmax()) == 440


@pytest.mark.parametrize(("recorded", "wanted"), [(10.0, 35.0), (2.0, 7.3), (0.06, 1.0)])
def test_a_shorter_recording_goes_on_without_a_gap(recorded: float, wanted: float) -> None:
    noise = np.random.default_rng(1).integers(-8000, 8000, (round(recorded * 48000), 2)).astype(np.int16)
    sound = np.concatenate(list(repeated(noise, round(wanted * 48000))))
    assert len(sound) == round(wanted * 48000)
    power = np.square(sound[: len(sound) // 4800 * 4800]).reshape(-1, 9600).mean(1)
    assert power.max() < 1.25 * power.min()


def test_the_seam_is_a_crossfade_and_the_rest_untouched() -> None:
    samples = np.random.default_rng(2).integers(-9000, 9000, (20 * 48000, 2)).astype(np.int16)
    sound = np.concatenate(list(repeated(samples, 30 * 48000)))
    seam = round((20 - CROSSFADE) * 48000)
    np.testing.assert_allclose(sound[:seam] * 32768, samples[:seam], atol=0.01)
    again = round(CROSSFADE * 48000)
    np.testing.assert_allclose(sound[seam + again : 30 * 48000] * 32768, samples[again : 14 * 48000], atol=0.01)
    assert not np.allclose(sound[seam + 100 : seam + again] * 32768, samples[seam + 100 : seam + again], atol=1)


@pytest.mark.parametrize("content", [b"", b"no music\n", b"#EXTM3U\n/etc/passwd\n", b"RIFF\x24\x00\x00\x00WAVEfmt "])
def test_what_is_no_music_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(content)
    with pytest.raises(SpecError, match=r"song\.mp3"):
        read(path, 3.0)


def test_next_to_no_sound_is_refused(tmp_path: Path) -> None:
    write_wav(tmp_path / "song.wav", tone(0.01), 48000)
    with pytest.raises(SpecError, match=r"song\.wav: holds less than"):
        read(tmp_path / "song.wav", 3.0)
