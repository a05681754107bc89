from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import midirenderer
import mido
import numpy as np
import pytest

from digiteller.backends.compose.cutting import cut, timed
from digiteller.backends.compose.rendering import PART, Rustysynth, Synthesizer
from digiteller.errors import WeightsError

ModelFiles = Callable[[str, str], dict[str, Path]]


def song(seconds: float, pedal: bool = False) -> bytes:
    """Fourths on a vibraphone, a note about each half second, sounding for a whole one."""
    track = mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=503_000), mido.Message("program_change", program=11)])
    if pedal:
        track.append(mido.Message("control_change", control=64, value=127))
    events = []
    for i in range(round(seconds * 2) - 1):
        events += [(i * 480, "note_on", 60 + 5 * i % 12), (i * 480 + 960, "note_off", 60 + 5 * i % 12)]
    now = 0
    for tick, kind, note in sorted(events, key=lambda event: event[:2]):
        track.append(mido.Message(kind, note=note, velocity=80, time=tick - now))
        now = tick
    if pedal:
        track.append(mido.Message("control_change", control=64, value=0, time=480))
    file = io.BytesIO()
    mido.MidiFile(type=0, ticks_per_beat=480, tracks=[track]).save(file=file)
    return file.getvalue()


def notes(midi: bytes) -> list[tuple[float, int]]:
    return [(now, m.note) for now, m in timed(midi) if m.type == "note_on"]


@pytest.fixture(scope="module")
def soundfont(model_files: ModelFiles) -> Path:
    return model_files("compose", "music-transformer")["timgm6mb.sf2"]


def test_the_parts_have_each_note_once_and_whole() -> None:
    parts = list(cut(song(20), 6.0, 1.0))
    found = [(round(6.0 * i + now, 3), note) for i, part in enumerate(parts) for now, note in notes(part)]
    assert found == [(round(now, 3), note) for now, note in notes(song(20))]
    for part in parts:
        kinds = [message.type for _, message in timed(part)]
        assert kinds.count("note_on") == kinds.count("note_off")


def test_a_part_begins_with_the_program_and_the_pedal_as_they_stand() -> None:
    for part in cut(song(20, pedal=True), 6.0, 1.0):
        first = [message for now, message in timed(part) if now == 0][:2]
        assert [message.type for message in first] == ["program_change", "control_change"]
        assert (first[0].program, first[1].value) == (11, 127)


def test_a_part_lasts_until_the_pedal_is_lifted() -> None:
    part = next(cut(song(20, pedal=True), 6.0, 1.0))
    assert [message.value for _, message in timed(part) if message.type == "control_change"] == [127, 0]


def test_a_file_without_notes_is_one_part() -> None:
    file = io.BytesIO()
    mido.MidiFile(tracks=[mido.MidiTrack()]).save(file=file)
    assert len(list(cut(file.getvalue(), 6.0, 1.0))) == 1


def test_the_parts_together_are_the_whole(soundfont: Path) -> None:
    midi = song(2 * PART + 5)
    whole = np.frombuffer(midirenderer.render_wave_from(soundfont.read_bytes(), midi), "<i2", offset=44) / 32768
    joined = np.concatenate(list(Rustysynth(soundfont).play(midi))).reshape(-1)[: len(whole)]
    loudness = [np.square(sound[: len(sound) // 960 * 960]).reshape(-1, 960).mean(1) for sound in (whole, joined)]
    assert np.corrcoef(*loudness)[0, 1] > 0.95
    assert loudness[1].mean() == pytest.approx(loudness[0].mean(), rel=0.02)


def test_both_synthesizers_play_the_same_notes_at_the_same_time(soundfont: Path) -> None:
    fluid = pytest.importorskip("digiteller.backends.compose.fluid", reason="needs FluidSynth", exc_type=ImportError)
    midi = song(8)
    players: list[Synthesizer] = [Rustysynth(soundfont), fluid.FluidSynth(soundfont)]
    for player in players:
        sound = np.concatenate(list(player.play(midi)))[:, 0]
        assert np.argmax(np.abs(sound) > 0.01 * np.abs(sound).max()) < 0.02 * 48000
        for now, note in notes(midi):
            beginning = sound[round(now * 48000) :][:24_000]
            spectrum = np.abs(np.fft.rfft(beginning * np.hanning(24_000)))
            low, high = (round(pitch(note + away) / 2) for away in (-4, 4))
            assert abs(12 * np.log2((low + int(spectrum[low:high].argmax())) * 2 / pitch(note))) < 0.5


def pitch(note: int) -> float:
    """Return the frequency in Hz; a bin of the spectrum above is 2 Hz."""
    return float(440 * 2 ** ((note - 69) / 12))


@pytest.mark.parametrize("content", [b"RIFF not a SoundFont", b""])
def test_what_is_no_soundfont_is_refused_by_both(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "bad.sf2"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=r"bad\.sf2"):
        Rustysynth(path)
    fluid = pytest.importorskip("digiteller.backends.compose.fluid", reason="needs FluidSynth", exc_type=ImportError)
    with pytest.raises(WeightsError, match=r"bad\.sf2"):
        fluid.FluidSynth(path)
