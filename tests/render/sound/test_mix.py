from __future__ import annotations

import dataclasses
import tempfile
import tracemalloc
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from digiteller import timeline
from digiteller.errors import SpecError
from digiteller.media.loudness_meter import Meter, PeakMeter
from digiteller.media.wav import SAMPLE_RATE, write_wav
from digiteller.options import RenderOptions
from digiteller.render.sound import mix as mixing
from digiteller.render.sound.ambience import stream_ambience
from digiteller.render.sound.effects import EffectCue, stream_effects
from digiteller.render.sound.mix import mix_sound
from digiteller.story import SceneTiming


def integrated(sound: np.ndarray) -> float:
    meter = Meter(2)
    meter.add(sound)
    return meter.loudness()


def true_peak(sound: np.ndarray) -> float:
    meter = PeakMeter(2)
    return float(20 * np.log10(np.concatenate([meter.add(sound), meter.finish()]).max()))


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
    at = np.arange(30 * SAMPLE_RATE) / SAMPLE_RATE
    tune = sum(np.sin(2 * np.pi * f * at + f) for f in (220, 277, 330, 1400)) * 0.15
    write_wav(tmp_path / "music.wav", np.stack([tune, tune], 1).astype(np.float32), SAMPLE_RATE)
    return tmp_path / "music.wav"


def _measured(scenes, music: Path | None, volume: float = -16.0, options: RenderOptions = OPTIONS):
    plan = timeline.build_timeline(scenes[0], options)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "sound.f32")
        levels = mix_sound(*scenes, music, plan, volume, round(plan.duration * SAMPLE_RATE), out)
        return plan, np.fromfile(out, "<f4").reshape(-1, 2), levels


def _mixed(scenes, music: Path | None, volume: float = -16.0, options: RenderOptions = OPTIONS):
    return _measured(scenes, music, volume, options)[:2]


def _scene(tmp_path: Path, voice: np.ndarray, rate: int = 24000) -> tuple[list[SceneTiming], dict[int, Path]]:
    write_wav(tmp_path / "1.wav", voice, rate)
    return [SceneTiming(1, len(voice), rate, ())], {1: tmp_path / "1.wav"}


@pytest.mark.parametrize("with_music", [True, False])
def test_the_film_is_as_loud_as_the_web_and_clips_nowhere(scenes, music: Path, with_music: bool) -> None:
    plan, sound, levels = _measured(scenes, music if with_music else None)
    assert sound.shape == (round(plan.duration * SAMPLE_RATE), 2)
    assert integrated(sound) == pytest.approx(-16.0, abs=0.3)
    assert true_peak(sound) < -2.0
    assert levels.loudness == pytest.approx(integrated(sound), abs=1e-6)
    assert levels.true_peak == pytest.approx(true_peak(sound), abs=1e-4)
    assert ("below the voice" in str(levels)) == with_music


def test_the_voice_is_placed_to_the_sample(tmp_path: Path) -> None:
    click = np.zeros(24000, np.float32)
    click[12000] = 0.5
    write_wav(tmp_path / "1.wav", click, 24000)
    timings = [SceneTiming(1, 24000, 24000, ())]
    for title in (3.0, 2.99997, 1.23456):
        plan, sound = _mixed((timings, {1: tmp_path / "1.wav"}), None, options=RenderOptions(title_seconds=title))
        expected = round(plan.shots[1].speech * SAMPLE_RATE) + SAMPLE_RATE // 2
        assert int(np.abs(sound[:, 0]).argmax()) == expected


def _levels(scenes, music: Path, volume: float) -> tuple[timeline.Timeline, np.ndarray, np.ndarray]:
    """Return the timeline, and the voice and the music as they are in the mix."""
    plan, sound = _mixed(scenes, music, volume)
    _, voice = _mixed(scenes, None)
    # Both are scaled to the same loudness: find the voice's gain where it is loud, and take it away.
    gain = float((sound * voice).sum() / (voice * voice).sum())
    return plan, voice * gain, sound - voice * gain


def _seconds(scenes, music: Path, start: float, end: float, gain: float = 1.0) -> None:
    """Make one part of the music louder or softer."""
    with wave.open(str(music), "rb") as file:
        tune = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2) / 32768
    tune[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)] *= gain
    write_wav(music, tune.astype(np.float32), SAMPLE_RATE)


def _speech(plan: timeline.Timeline) -> list[slice]:
    scenes = [shot for shot in plan.shots if shot.kind == "scene"]
    return [
        slice(round(shot.speech * SAMPLE_RATE), round((shot.speech + seconds) * SAMPLE_RATE))
        for shot, seconds in zip(scenes, LENGTHS, strict=True)
    ]


@pytest.mark.few(2)
@pytest.mark.parametrize("volume", [-16.0, -8.0, 0.0])
@pytest.mark.parametrize("part", [(0.0, 0.0, 1.0), (0.0, 9.0, 0.1), (5.2, 6.2, 0.1), (9.0, 30.0, 0.2)])
def test_the_voice_is_twelve_lu_in_front_of_the_music(
    scenes, music: Path, volume: float, part: tuple[float, float, float]
) -> None:
    """Also where the music is louder than elsewhere just then."""
    _seconds(scenes, music, *part)
    plan, voice, rest = _levels(scenes, music, volume)
    _, _, levels = _measured(scenes, music, volume)
    spoken = [integrated(voice[part]) - integrated(rest[part]) for part in _speech(plan)]
    assert min(spoken) >= 12
    assert levels.apart >= 12
    assert levels.apart == pytest.approx(np.mean(spoken), abs=max(1.5, np.ptp(spoken)))


@pytest.mark.few(1)
@pytest.mark.parametrize("volume", [-16.0, -8.0, 0.0])
def test_the_music_comes_back_when_nobody_speaks(scenes, music: Path, volume: float) -> None:
    plan, voice, rest = _levels(scenes, music, volume)
    shot = plan.shots[2]
    pause = slice(
        round((shot.start - 0.15) * SAMPLE_RATE), round((shot.start + 0.45) * SAMPLE_RATE)
    )  # after the release
    # In a pause as long as this one it comes up, but no further than on the cards.
    assert integrated(rest[pause]) - integrated(voice) == pytest.approx(min(volume + 6.0, 0.0), abs=2.5)


def test_the_music_is_raised_on_the_title_and_gone_at_the_end(scenes, music: Path) -> None:
    plan, _, rest = _levels(scenes, music, -16.0)
    title = integrated(rest[round(0.6 * SAMPLE_RATE) : round(1.8 * SAMPLE_RATE)])
    pause = integrated(
        rest[round((plan.shots[2].start - 0.15) * SAMPLE_RATE) : round((plan.shots[2].start + 0.45) * SAMPLE_RATE)]
    )
    assert 1 < title - pause < 6
    assert np.abs(rest[-SAMPLE_RATE // 50 :]).max() < 1e-3 < np.abs(rest[-4 * SAMPLE_RATE : -3 * SAMPLE_RATE]).max()
    assert np.abs(rest[: SAMPLE_RATE // 200]).max() < 1e-3


def test_the_music_changes_without_clicks(scenes, music: Path) -> None:
    plan, sound = _mixed(scenes, music, -8.0)
    for shot, seconds in zip(plan.shots[1:-1], LENGTHS, strict=True):
        for silent in ((shot.start - 1, shot.speech), (shot.speech + seconds + 0.01, shot.end + 1)):
            alone = sound[round(silent[0] * SAMPLE_RATE) : round(silent[1] * SAMPLE_RATE), 0]
            # Of tones up to 1400 Hz the second difference is small; a step would stand out.
            assert np.abs(np.diff(alone, 2)).max() < 0.04 * np.abs(alone).max()


def test_a_recording_that_begins_and_ends_within_a_sound_does_not_click(tmp_path: Path) -> None:
    at = np.arange(24000) / 24000
    scene = _scene(tmp_path, (0.5 * np.cos(2 * np.pi * 110 * at)).astype(np.float32))
    plan, sound = _mixed(scene, None)
    first = round(plan.shots[1].speech * SAMPLE_RATE)
    inside = np.abs(np.diff(sound[first + SAMPLE_RATE // 4 : first + SAMPLE_RATE // 2, 0])).max()
    assert inside > 0
    assert np.abs(np.diff(sound[:, 0])).max() < 1.2 * inside
    assert not sound[:first].any()


@pytest.mark.few(2)
@pytest.mark.parametrize("seconds", [0.0, 0.01, 1.0, 5.0, 60.0])
@pytest.mark.parametrize(("rate", "channels"), [(44100, 1), (22050, 2), (96000, 2)])
def test_music_of_any_length_and_kind_fits(scenes, tmp_path: Path, seconds: float, rate: int, channels: int) -> None:
    tune = 0.2 * np.cos(2 * np.pi * 300 / rate * np.arange(round(seconds * rate)))
    write_wav(tmp_path / "tune.wav", np.repeat(tune[:, None], channels, 1).astype(np.float32), rate)
    plan, _, rest = _levels(scenes, tmp_path / "tune.wav", -16.0)
    assert len(rest) == round(plan.duration * SAMPLE_RATE)
    quiet = rest[: round(plan.shots[1].speech * SAMPLE_RATE), 0]  # where a short tune ends before anybody speaks
    assert np.abs(np.diff(quiet)).max() <= 1.1 * 2 * np.pi * 300 / SAMPLE_RATE * np.abs(quiet).max() + 1e-6


@pytest.mark.parametrize("seconds", [0.1, 0.5])
def test_a_short_word_is_a_film(tmp_path: Path, music: Path, seconds: float) -> None:
    for options in (OPTIONS, dataclasses.replace(OPTIONS, title_seconds=0.0, credits_seconds=0.0, scene_pause=0.3)):
        plan, sound, _ = _measured(_scene(tmp_path, _voice(seconds)), music, options=options)
        assert len(sound) == round(plan.duration * SAMPLE_RATE)
        if plan.duration >= 0.8:
            assert integrated(sound) == pytest.approx(-16.0, abs=0.5)
        assert true_peak(sound) < -2.0


def test_a_voice_that_clips_is_held_below_the_ceiling(tmp_path: Path, music: Path) -> None:
    _, sound = _mixed(_scene(tmp_path, (20 * _voice(6.0)).clip(-1, 1)), music)
    assert integrated(sound) == pytest.approx(-16.0, abs=0.5)
    assert true_peak(sound) < -2.0


@pytest.mark.few(3)
@pytest.mark.parametrize("rate", [8000, 22050, 44100, 48000, 96000])
@pytest.mark.parametrize("channels", [1, 2])
def test_voices_of_any_rate(tmp_path: Path, rate: int, channels: int) -> None:
    scene = _scene(tmp_path, np.repeat(_voice(3.0, rate)[:, None], channels, 1), rate)
    plan, sound = _mixed(scene, None)
    heard = np.flatnonzero(np.abs(sound[:, 0]) > 0.01) / SAMPLE_RATE
    assert heard[0] == pytest.approx(plan.shots[1].speech, abs=0.02)
    assert heard[-1] == pytest.approx(plan.shots[1].speech + 3.0, abs=0.15)


@pytest.mark.parametrize("silent", ["voice", "music", "both"])
def test_silence_stays_silence(tmp_path: Path, music: Path, silent: str) -> None:
    scene = _scene(tmp_path, np.zeros(24000, np.float32) if silent != "music" else _voice(3.0))
    if silent != "voice":
        write_wav(music, np.zeros((24000, 2), np.float32), 24000)
    _, sound, levels = _measured(scene, music)
    if silent == "both":
        assert not sound.any()
        assert "silent" in str(levels)
    else:
        assert integrated(sound) == pytest.approx(-16.0, abs=0.3)
        assert levels.apart == np.inf


@pytest.mark.few(1)
@pytest.mark.parametrize("tenths", [1, 3, 100])
def test_blocks_of_any_size_give_the_same_bits(
    scenes, music: Path, tenths: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, sound = _mixed(scenes, music)
    monkeypatch.setattr(mixing, "_BLOCK", tenths * SAMPLE_RATE // 10)
    assert np.array_equal(_mixed(scenes, music)[1], sound)


@pytest.mark.slow
def test_a_long_story_needs_little_memory(scenes, music: Path, tmp_path: Path) -> None:
    """An hour takes some ten megabytes more than a minute."""

    def peak(scenes_count: int) -> tuple[float, float]:
        timings = [dataclasses.replace(scenes[0][1], number=number) for number in range(1, scenes_count + 1)]
        plan = timeline.build_timeline(timings, OPTIONS)
        voices = dict.fromkeys(range(1, scenes_count + 1), scenes[1][2])
        tracemalloc.start()
        mix_sound(timings, voices, music, plan, -16.0, round(plan.duration * SAMPLE_RATE), tmp_path / "sound.f32")
        most = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        return plan.duration, most

    peak(1)  # what is cached
    (short, least), (long, most) = peak(5), peak(30)
    assert least < 30
    assert least + (most - least) / (long - short) * 3 * 3600 < 150


def test_a_recording_of_another_length_than_its_timing_is_refused(scenes) -> None:
    timings, files = scenes
    write_wav(files[2], _voice(1.0), 24000)
    with pytest.raises(SpecError, match=r"2\.wav: has 24000 samples") as error:
        _mixed((timings, files), None)
    assert "narrate" in str(error.value.hint)


def _read(path: Path) -> None:
    scene = [SceneTiming(1, 24000, 24000, ())], {1: path}
    _mixed(scene, None)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all, but long enough for a header, perhaps even two"])
def test_damaged_recordings_are_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.wav").write_bytes(content)
    with pytest.raises(SpecError, match=r"x\.wav: the recording cannot be read: \w"):
        _read(tmp_path / "x.wav")


def test_a_recording_cut_short_is_named(tmp_path: Path) -> None:
    write_wav(tmp_path / "x.wav", _voice(1.0), 24000)
    (tmp_path / "x.wav").write_bytes((tmp_path / "x.wav").read_bytes()[:-1001])
    with pytest.raises(SpecError, match=r"x\.wav.*cut short"):
        _read(tmp_path / "x.wav")


def test_a_missing_recording_is_named(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"gone\.wav"):
        _read(tmp_path / "gone.wav")


def test_other_sample_formats_are_refused(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "8.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(800))
    with pytest.raises(SpecError, match="16-bit"):
        _read(tmp_path / "8.wav")


def test_music_with_too_many_channels_or_a_mad_rate_is_refused(scenes, tmp_path: Path) -> None:
    for rate, channels in ((48000, 6), (0, 2), (3, 2)):
        write_wav(tmp_path / "x.wav", np.zeros((480, channels), np.float32), max(rate, 1))
        data = bytearray((tmp_path / "x.wav").read_bytes())
        data[24:28] = rate.to_bytes(4, "little")
        (tmp_path / "x.wav").write_bytes(bytes(data))
        with pytest.raises(SpecError, match=r"x\.wav: has") as error:
            _mixed(scenes, tmp_path / "x.wav")
        assert "16-bit PCM" in str(error.value.hint)


def test_places_are_heard_far_below_the_voice(scenes) -> None:
    plan = timeline.build_timeline(scenes[0], OPTIONS)
    samples = round(plan.duration * SAMPLE_RATE)

    def places() -> Iterator[np.ndarray]:
        return stream_ambience([("waves",), ("rain",)], plan, samples, 1)

    sounds = []
    with tempfile.TemporaryDirectory() as folder:
        for factory in (None, places):
            levels = mix_sound(*scenes, None, plan, -16.0, samples, Path(folder, "x"), factory)
            sounds.append(np.fromfile(Path(folder, "x"), "<f4").reshape(-1, 2))
            assert levels.loudness == pytest.approx(-16.0, abs=0.3)
    voice, sound = sounds
    rest = sound - voice * float((sound * voice).sum() / (voice * voice).sum())
    apart = [integrated(voice[part]) - integrated(rest[part]) for part in _speech(plan)]
    assert min(apart) >= 20 and max(apart) <= 30


def test_the_parts_by_themselves_add_up_to_the_film(scenes, music: Path, tmp_path: Path) -> None:
    timings, files = scenes
    plan = timeline.build_timeline(timings, OPTIONS)
    samples = round(plan.duration * SAMPLE_RATE)
    cues = [EffectCue(4.0, "splash")]
    levels = mix_sound(
        timings, files, music, plan, -8.0, samples, tmp_path / "raw",
        lambda: stream_ambience([["rain"], []], plan, samples, 1),
        lambda: stream_effects(cues, samples, 1),
        tmp_path,
    )  # fmt: skip
    whole = np.fromfile(tmp_path / "raw", "<f4").reshape(-1, 2)
    parts = {}
    for name in ("voice", "music", "ambience", "effects"):
        with wave.open(str(tmp_path / f"story.{name}.wav")) as file:
            assert (file.getnchannels(), file.getframerate(), file.getnframes()) == (2, SAMPLE_RATE, samples)
            parts[name] = np.frombuffer(file.readframes(samples), "<i2").reshape(-1, 2) / 32767
            assert np.abs(parts[name]).max() > 1e-3
    together = sum(parts.values())
    assert np.median(np.abs(together - whole)) < 1e-4
    assert np.corrcoef(together.ravel(), whole.ravel())[0, 1] > 0.99  # but for peaks that were limited
    assert levels.gain > 0
