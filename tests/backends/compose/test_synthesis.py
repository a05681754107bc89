from __future__ import annotations

import io
import struct
from collections.abc import Callable
from pathlib import Path

import midirenderer
import mido
import numpy as np
import pytest

from digiteller.backends.compose.midi_cutting import cut_midi, read_timed_messages
from digiteller.backends.compose.synthesis import PART, Rustysynth, Synthesizer
from digiteller.errors import WeightsError

ModelFiles = Callable[[str, str], dict[str, Path]]
Players = list[Callable[[Path], Synthesizer]]


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
    return [(now, m.note) for now, m in read_timed_messages(midi) if m.type == "note_on"]


@pytest.fixture(scope="module")
def soundfont(model_files: ModelFiles) -> Path:
    return model_files("compose", "music-transformer")["timgm6mb.sf2"]


@pytest.fixture
def players() -> Players:
    """Every synthesizer that this machine has."""
    try:
        from digiteller.backends.compose.fluid import FluidSynth
    except ImportError:
        return [Rustysynth]
    return [Rustysynth, FluidSynth]


def test_the_parts_have_each_note_once_and_whole() -> None:
    parts = list(cut_midi(song(20), 6.0, 1.0))
    found = [(round(6.0 * i + now, 3), note) for i, part in enumerate(parts) for now, note in notes(part)]
    assert found == [(round(now, 3), note) for now, note in notes(song(20))]
    for part in parts:
        kinds = [message.type for _, message in read_timed_messages(part)]
        assert kinds.count("note_on") == kinds.count("note_off")


def test_a_part_begins_with_the_program_and_the_pedal_as_they_stand() -> None:
    for part in cut_midi(song(20, pedal=True), 6.0, 1.0):
        first = [message for now, message in read_timed_messages(part) if now == 0][:2]
        assert [message.type for message in first] == ["program_change", "control_change"]
        assert (first[0].program, first[1].value) == (11, 127)


def test_a_part_lasts_until_the_pedal_is_lifted() -> None:
    part = next(cut_midi(song(20, pedal=True), 6.0, 1.0))
    assert [message.value for _, message in read_timed_messages(part) if message.type == "control_change"] == [127, 0]


def test_a_file_without_notes_is_one_part() -> None:
    file = io.BytesIO()
    mido.MidiFile(tracks=[mido.MidiTrack()]).save(file=file)
    assert len(list(cut_midi(file.getvalue(), 6.0, 1.0))) == 1


def test_the_parts_together_are_the_whole(soundfont: Path) -> None:
    midi = song(2 * PART + 5)
    whole = np.frombuffer(midirenderer.render_wave_from(soundfont.read_bytes(), midi), "<i2", offset=44) / 32768
    joined = np.concatenate(list(Rustysynth(soundfont).play(midi))).reshape(-1)[: len(whole)]
    loudness = [np.square(sound[: len(sound) // 960 * 960]).reshape(-1, 960).mean(1) for sound in (whole, joined)]
    assert np.corrcoef(*loudness)[0, 1] > 0.95
    assert loudness[1].mean() == pytest.approx(loudness[0].mean(), rel=0.02)


def test_the_synthesizers_play_the_same_notes_at_the_same_time(soundfont: Path, players: Players) -> None:
    midi = song(8)
    for player in players:
        sound = np.concatenate(list(player(soundfont).play(midi)))[:, 0]
        assert np.argmax(np.abs(sound) > 0.01 * np.abs(sound).max()) < 0.02 * 48000
        for now, note in notes(midi):
            beginning = sound[round(now * 48000) :][:24_000]
            spectrum = np.abs(np.fft.rfft(beginning * np.hanning(24_000)))
            low, high = (round(pitch(note + away) / 2) for away in (-4, 4))
            assert abs(12 * np.log2((low + int(spectrum[low:high].argmax())) * 2 / pitch(note))) < 0.5


def pitch(note: int) -> float:
    """Return the frequency in Hz; a bin of the spectrum above is 2 Hz."""
    return float(440 * 2 ** ((note - 69) / 12))


@pytest.mark.parametrize("content", [b"RIFF not a SoundFont", b"", b"These are my fonts.\n" * 9])
def test_what_is_no_soundfont_is_refused_by_both(content: bytes, players: Players, tmp_path: Path) -> None:
    path = tmp_path / "bad.sf2"
    path.write_bytes(content)
    for player in players:
        with pytest.raises(WeightsError, match=r"bad\.sf2: not a SoundFont$"):
            player(path)


def test_a_soundfont_that_is_cut_short_is_told_from_others(soundfont: Path, players: Players, tmp_path: Path) -> None:
    path = tmp_path / "part.sf2"
    path.write_bytes(soundfont.read_bytes()[:200_000])
    for player in players:
        with pytest.raises(WeightsError, match=r"part\.sf2: cut short, 200000 of"):
            player(path)


def test_a_folder_is_no_soundfont(players: Players, tmp_path: Path) -> None:
    for player in players:
        with pytest.raises(WeightsError, match="cannot be read"):
            player(tmp_path)


def test_tables_that_point_to_nowhere_are_refused_by_name(players: Players, tmp_path: Path) -> None:
    path = tmp_path / "wrong.sf2"
    path.write_bytes(tiny_soundfont(0, 0, generators=999))
    for player in players:
        with pytest.raises(WeightsError, match=r"wrong\.sf2: not a SoundFont that"):
            player(path)


@pytest.mark.parametrize(("bank", "program"), [(0, 0), (0, 40), (5, 3), (128, 0)])
def test_a_soundfont_without_the_wanted_instrument_plays_what_it_has(
    bank: int, program: int, players: Players, tmp_path: Path
) -> None:
    path = tmp_path / "one.sf2"
    path.write_bytes(tiny_soundfont(bank, program))
    for player in players:
        assert np.abs(np.concatenate(list(player(path).play(song(3))))).max() > 0.01


def tiny_soundfont(bank: int, program: int, generators: int = 2) -> bytes:
    """Return a SoundFont 2.1 of one preset, one instrument and one sample, a tone.

    ``generators`` is how many its only instrument is said to have.
    """

    def chunk(name: bytes, data: bytes) -> bytes:
        return name + struct.pack("<I", len(data)) + data

    rate = 48000
    tone = np.rint(8000 * np.sin(2 * np.pi * 440 * np.arange(rate) / rate)).astype("<i2").tobytes()
    presets = struct.pack("<20sHHHIII", b"one", program, bank, 0, 0, 0, 0)
    presets += struct.pack("<20sHHHIII", b"EOP", 0, 0, 1, 0, 0, 0)
    sample = struct.pack("<20sIIIIIBbHH", b"tone", 0, rate, 100, rate - 100, rate, 69, 0, 0, 1)
    tables = {
        b"phdr": presets,
        b"pbag": struct.pack("<4H", 0, 0, 1, 0),
        b"pmod": bytes(10),
        b"pgen": struct.pack("<4H", 41, 0, 0, 0),
        b"inst": struct.pack("<20sH20sH", b"one", 0, b"EOI", 1),
        b"ibag": struct.pack("<4H", 0, 0, generators, 0),
        b"imod": bytes(10),
        b"igen": struct.pack("<6H", 54, 1, 53, 0, 0, 0),
        b"shdr": sample + struct.pack("<20s26x", b"EOS"),
    }
    info = chunk(b"ifil", struct.pack("<HH", 2, 1)) + chunk(b"isng", b"EMU8000\0") + chunk(b"INAM", b"one\0")
    parts = [b"INFO" + info, b"sdta" + chunk(b"smpl", tone + bytes(92))]
    parts.append(b"pdta" + b"".join(chunk(name, data) for name, data in tables.items()))
    return chunk(b"RIFF", b"sfbk" + b"".join(chunk(b"LIST", part) for part in parts))
