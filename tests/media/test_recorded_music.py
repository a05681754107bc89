from __future__ import annotations

import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from digiteller.errors import SpecError, StageError
from digiteller.media.ffmpeg import find_ffmpeg
from digiteller.media.recorded_music import CROSSFADE, read_recorded_music, repeat_with_crossfade
from digiteller.media.wav import write_wav


def tone(seconds: float, rate: int = 48000) -> NDArray[np.float32]:
    return (0.3 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def read(path: Path, seconds: float) -> NDArray[np.float32]:
    return np.concatenate(list(read_recorded_music(path, seconds, path.with_suffix(".pcm")).blocks))


def looped(samples: NDArray[np.float32], seconds: float) -> NDArray[np.float32]:
    wanted = round(seconds * 48000)
    return np.concatenate(
        list(repeat_with_crossfade(lambda begin, end: samples[begin:end].copy(), len(samples), wanted))
    )


def floats(path: Path, samples: NDArray[np.float32]) -> None:
    """Write a WAV of 32-bit floats in mono at 48 kHz."""
    form = struct.pack("<IHHIIHH", 16, 3, 1, 48000, 4 * 48000, 4, 32)
    size = samples.nbytes
    path.write_bytes(b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt " + form + b"data" + struct.pack("<I", size))
    with path.open("ab") as file:
        file.write(samples.tobytes())


def test_a_longer_recording_is_cut(tmp_path: Path) -> None:
    ramp = np.linspace(0, 0.5, 10 * 48000, dtype=np.float32)
    write_wav(tmp_path / "song.wav", ramp, 48000)
    sound = read(tmp_path / "song.wav", 3.00001)
    assert sound.shape == (round(3.00001 * 48000), 2)
    assert np.corrcoef(sound[:, 1], ramp[: len(sound)])[0, 1] > 0.99999


@pytest.mark.few(2)
@pytest.mark.parametrize("suffix", ["mp3", "flac", "ogg", "m4a"])
def test_compressed_music_at_another_rate_is_read(suffix: str, tmp_path: Path) -> None:
    write_wav(tmp_path / "song.wav", tone(5.0, 44100), 44100)
    song = tmp_path / f"song.{suffix}"
    subprocess.run([find_ffmpeg(), "-v", "error", "-i", str(tmp_path / "song.wav"), str(song)], check=True)
    spectrum = np.abs(np.fft.rfft(read(song, 4.0)[48000:96000, 0]))
    assert int(spectrum.argmax()) == 440


@pytest.mark.parametrize(("recorded", "wanted"), [(10.0, 35.0), (2.0, 7.3), (0.06, 1.0)])
def test_a_shorter_recording_goes_on_without_a_gap(recorded: float, wanted: float) -> None:
    noise = np.random.default_rng(1).uniform(-0.2, 0.2, (round(recorded * 48000), 2)).astype(np.float32)
    sound = looped(noise, wanted)
    assert len(sound) == round(wanted * 48000)
    power = np.square(sound[: len(sound) // 4800 * 4800]).reshape(-1, 9600).mean(1)
    assert power.max() < 1.25 * power.min()


def test_the_seam_is_a_crossfade_and_the_rest_untouched() -> None:
    samples = np.random.default_rng(2).uniform(-0.3, 0.3, (20 * 48000, 2)).astype(np.float32)
    sound = looped(samples, 30.0)
    seam = round((20 - CROSSFADE) * 48000)
    assert (sound[:seam] == samples[:seam]).all()
    again = round(CROSSFADE * 48000)
    assert (sound[seam + again : 30 * 48000] == samples[again : 14 * 48000]).all()
    assert not np.allclose(sound[seam + 100 : seam + again], samples[seam + 100 : seam + again], atol=1e-4)


def test_what_is_louder_than_full_scale_or_very_quiet_is_neither_clipped_nor_rounded(tmp_path: Path) -> None:
    for factor in (10.0, 1e-5):
        floats(tmp_path / "song.wav", tone(3.0) * np.float32(factor))
        sound = read(tmp_path / "song.wav", 2.0)[:, 1]
        np.testing.assert_allclose(sound / sound.max(), tone(2.0) / tone(2.0).max(), atol=1e-4)


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_samples_that_are_no_numbers_are_refused_by_name(wrong: float, tmp_path: Path) -> None:
    samples = tone(3.0)
    samples[100_000] = wrong
    floats(tmp_path / "song.wav", samples)
    with pytest.raises(SpecError, match=r"song\.wav: holds samples that are not numbers"):
        read(tmp_path / "song.wav", 7.0)


@pytest.mark.parametrize("content", [b"", b"no music\n", b"#EXTM3U\n/etc/passwd\n", b"RIFF\x24\x00\x00\x00WAVEfmt "])
def test_what_is_no_music_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(content)
    with pytest.raises(SpecError, match=r"song\.mp3: holds no sound that can be read$"):
        read(path, 3.0)


def test_a_killed_ffmpeg_is_no_fault_of_the_music(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_wav(tmp_path / "song.wav", tone(1.0), 48000)
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\nkill -9 $$\n")
    program.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(program))
    with pytest.raises(StageError, match="killed by signal 9"):
        read(tmp_path / "song.wav", 3.0)


def test_next_to_no_sound_is_refused(tmp_path: Path) -> None:
    write_wav(tmp_path / "song.wav", tone(0.01), 48000)
    with pytest.raises(SpecError, match=r"song\.wav: holds less than"):
        read(tmp_path / "song.wav", 3.0)
