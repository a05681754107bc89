from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from digiteller import timeline
from digiteller.audio import write_wav
from digiteller.errors import SpecError
from digiteller.options import RenderOptions
from digiteller.render.loudness import RATE, integrated, peaks
from digiteller.render.mix import mix, read_wav
from digiteller.story import SceneTiming

OPTIONS = RenderOptions(title_seconds=3.0, credits_seconds=4.0, scene_pause=2.4)
LENGTHS = (2.5003, 4.1)


def _voice(seconds: float, rate: int = 24000) -> np.ndarray:
    """Syllables of noise, five a second."""
    at = np.arange(round(seconds * rate)) / rate
    syllables = np.clip(np.sin(2 * np.pi * 5 * at), 0, 1) ** 0.5
    noise = np.random.default_rng(0).normal(0, 0.15, len(at))
    return (np.convolve(noise, np.ones(8) / 8, "same") * syllables * 3).astype(np.float32).clip(-0.9, 0.9)


@pytest.fixture
def scenes(tmp_path: Path) -> tuple[list[SceneTiming], dict[int, Path]]:
    timings, files = [], {}
    for number, seconds in enumerate(LENGTHS, 1):
        voice = _voice(seconds)
        files[number] = tmp_path / f"{number}.wav"
        write_wav(files[number], voice, 24000)
        timings.append(SceneTiming(number, len(voice), 24000, ()))
    return timings, files


@pytest.fixture
def music(tmp_path: Path) -> Path:
    at = np.arange(30 * RATE) / RATE
    tune = sum(np.sin(2 * np.pi * f * at + f) for f in (220, 277, 330, 1400)) * 0.15
    write_wav(tmp_path / "music.wav", np.stack([tune, tune], 1).astype(np.float32), RATE)
    return tmp_path / "music.wav"


def _mixed(scenes, music: Path | None, volume: float = -16.0, options: RenderOptions = OPTIONS):
    plan = timeline.build(scenes[0], options)
    return plan, mix(*scenes, music, plan, volume, round(plan.duration * RATE))


@pytest.mark.parametrize("with_music", [True, False])
def test_the_film_is_as_loud_as_the_web_and_clips_nowhere(scenes, music: Path, with_music: bool) -> None:
    plan, sound = _mixed(scenes, music if with_music else None)
    assert sound.shape == (round(plan.duration * RATE), 2) and sound.dtype == np.float32
    assert integrated(sound) == pytest.approx(-16.0, abs=0.3)
    assert 20 * np.log10(peaks(sound).max()) < -2.0


def test_the_voice_is_placed_to_the_sample(tmp_path: Path) -> None:
    click = np.zeros(24000, np.float32)
    click[12000] = 0.5
    write_wav(tmp_path / "1.wav", click, 24000)
    timings = [SceneTiming(1, 24000, 24000, ())]
    for title in (3.0, 2.99997, 1.23456):
        plan, sound = _mixed((timings, {1: tmp_path / "1.wav"}), None, options=RenderOptions(title_seconds=title))
        expected = round(plan.shots[1].speech * RATE) + RATE // 2
        assert int(np.abs(sound[:, 0]).argmax()) == expected


def _levels(scenes, music: Path, volume: float) -> tuple[timeline.Timeline, np.ndarray, np.ndarray]:
    """Return the timeline, and the voice and the music as they are in the mix."""
    plan, sound = _mixed(scenes, music, volume)
    _, voice = _mixed(scenes, None)
    # Both are scaled to the same loudness: find the voice's gain where it is loud, and take it away.
    gain = float((sound * voice).sum() / (voice * voice).sum())
    return plan, voice * gain, sound - voice * gain


@pytest.mark.parametrize("volume", [-16.0, -8.0, 0.0])
def test_the_music_yields_to_the_voice_and_comes_back(scenes, music: Path, volume: float) -> None:
    plan, voice, rest = _levels(scenes, music, volume)
    shot = plan.shots[2]
    speech = slice(round((shot.speech + 0.5) * RATE), round((shot.speech + LENGTHS[1] - 0.5) * RATE))
    assert integrated(voice[speech]) - integrated(rest[speech]) >= 12
    pause = slice(round((shot.start - 0.15) * RATE), round((shot.start + 0.45) * RATE))  # after the release
    apart = integrated(rest[pause]) - integrated(voice)
    assert apart == pytest.approx(volume, abs=2.5)


def test_the_music_is_raised_on_the_title_and_gone_at_the_end(scenes, music: Path) -> None:
    plan, _, rest = _levels(scenes, music, -16.0)
    title = integrated(rest[round(0.6 * RATE) : round(1.8 * RATE)])
    pause = integrated(rest[round((plan.shots[2].start - 0.15) * RATE) : round((plan.shots[2].start + 0.45) * RATE)])
    assert 5 < title - pause < 12
    assert np.abs(rest[-RATE // 50 :]).max() < 1e-3 < np.abs(rest[-4 * RATE : -3 * RATE]).max()
    assert np.abs(rest[: RATE // 200]).max() < 1e-3


def test_the_music_changes_without_clicks(scenes, music: Path) -> None:
    plan, sound = _mixed(scenes, music, -8.0)
    for shot, seconds in zip(plan.shots[1:-1], LENGTHS, strict=True):
        for silent in ((shot.start - 1, shot.speech), (shot.speech + seconds + 0.01, shot.end + 1)):
            alone = sound[round(silent[0] * RATE) : round(silent[1] * RATE), 0]
            # Of tones up to 1400 Hz the second difference is small; a step would stand out.
            assert np.abs(np.diff(alone, 2)).max() < 0.04 * np.abs(alone).max()


@pytest.mark.parametrize("seconds", [1.0, 60.0])
def test_music_of_any_length_and_kind_fits(scenes, tmp_path: Path, seconds: float) -> None:
    tune = (0.2 * np.sin(np.arange(round(seconds * 44100)) / 20)).astype(np.float32)
    write_wav(tmp_path / "mono.wav", tune, 44100)
    plan, sound = _mixed(scenes, tmp_path / "mono.wav")
    assert len(sound) == round(plan.duration * RATE)


def test_silence_stays_silence(tmp_path: Path) -> None:
    write_wav(tmp_path / "1.wav", np.zeros(24000, np.float32), 24000)
    write_wav(tmp_path / "m.wav", np.zeros((24000, 2), np.float32), 24000)
    _, sound = _mixed(([SceneTiming(1, 24000, 24000, ())], {1: tmp_path / "1.wav"}), tmp_path / "m.wav")
    assert not sound.any()


def test_a_recording_of_another_length_than_its_timing_is_refused(scenes) -> None:
    timings, files = scenes
    write_wav(files[2], _voice(1.0), 24000)
    with pytest.raises(SpecError, match=r"2\.wav: has 24000 samples") as error:
        _mixed((timings, files), None)
    assert "narrate" in str(error.value.hint)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all, but long enough for a header, perhaps even two"])
def test_damaged_recordings_are_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.wav").write_bytes(content)
    with pytest.raises(SpecError, match=r"x\.wav"):
        read_wav(tmp_path / "x.wav")


def test_a_recording_cut_short_is_named(tmp_path: Path) -> None:
    write_wav(tmp_path / "x.wav", _voice(1.0), 24000)
    (tmp_path / "x.wav").write_bytes((tmp_path / "x.wav").read_bytes()[:-1001])
    with pytest.raises(SpecError, match=r"x\.wav.*cut short"):
        read_wav(tmp_path / "x.wav")


def test_a_missing_recording_is_named(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"gone\.wav"):
        read_wav(tmp_path / "gone.wav")


def test_other_sample_formats_are_refused(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "8.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(800))
    with pytest.raises(SpecError, match="16-bit"):
        read_wav(tmp_path / "8.wav")
