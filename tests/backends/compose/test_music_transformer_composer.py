from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mido
import numpy as np
import pytest
from numpy.typing import NDArray

from digiteller.backends.compose.music_transformer_composer import MusicTransformerComposer
from digiteller.errors import WeightsError
from digiteller.options import ComposeOptions
from digiteller.story import Section

ModelFiles = Callable[[str, str], dict[str, Path]]
Heard = tuple[NDArray[np.float32], Any]
"""Samples and MIDI."""
SECTIONS = [Section(0.0, 9.5, "dreamy"), Section(9.5, 17.3, "tense"), Section(17.3, 26.00001, "happy")]


def silent(share: float, text: str) -> None:
    assert 0 <= share <= 1


@pytest.fixture(scope="module")
def files(model_files: ModelFiles) -> dict[str, Path]:
    return model_files("compose", "music-transformer")


def heard(files: dict[str, Path], sections: list[Section], seed: int, **options: Any) -> Heard:
    music = MusicTransformerComposer(files, ComposeOptions(**options), {}).compose(sections, seed, silent)
    assert music.sample_rate == 48000
    return np.concatenate(list(music.blocks)), music.midi


@pytest.fixture(scope="module")
def music(files: dict[str, Path]) -> Heard:
    return heard(files, SECTIONS, 5, instrument="piano")


def loudness(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the level of each half second in dBFS."""
    blocks = samples[: len(samples) // 24000 * 24000].reshape(-1, 48000)
    return np.asarray(10 * np.log10(np.mean(np.square(blocks), axis=1, dtype=np.float64) + 1e-12))


def test_it_sounds_until_the_end_and_no_note_begins_after_it(music: Heard) -> None:
    samples, midi = music
    assert loudness(samples[: (26 * 48000)]).min() > -60
    file = mido.MidiFile(file=io.BytesIO(midi))
    assert file.length == pytest.approx(26.00001, abs=0.002)


def test_most_notes_are_in_the_key_that_the_file_names(music: Heard) -> None:
    midi = mido.MidiFile(file=io.BytesIO(music[1]))
    key = [m.key for m in midi.tracks[0] if m.type == "key_signature"]
    tonic = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"].index(key[0])
    degrees = [(m.note - tonic) % 12 for m in midi if m.type == "note_on" and m.channel == 0]
    assert len(degrees) > 60
    assert np.mean([degree in {0, 2, 4, 5, 7, 8, 9, 11} for degree in degrees]) > 0.93


@pytest.mark.slow
def test_the_scenes_differ_in_tempo_and_loudness(files: dict[str, Path]) -> None:
    samples, _ = heard(files, [Section(0.0, 12.0, "sad"), Section(12.0, 24.0, "triumphant")], 2)
    levels = loudness(samples)
    assert levels[25:44].mean() > levels[1:23].mean() + 3


@pytest.mark.few(2)
@pytest.mark.parametrize("instrument", ["auto", "music box", "celesta", "harp", "strings", "guitar"])
def test_every_instrument_sounds(files: dict[str, Path], instrument: str) -> None:
    samples, _ = heard(files, [Section(0.0, 6.0, "calm")], 1, instrument=instrument)
    assert loudness(samples)[:12].min() > -60


def test_another_soundfont_may_be_given(files: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "mine.sf2"
    path.write_bytes(b"RIFF not a SoundFont")
    with pytest.raises(WeightsError, match=r"mine\.sf2"):
        heard(files, SECTIONS, 5, soundfont=str(path))


def test_progress_ends_with_everything_done(files: dict[str, Path]) -> None:
    told: list[float] = []
    composer = MusicTransformerComposer(files, ComposeOptions(), {})
    list(composer.compose([Section(0.0, 12.0, "calm")], 1, lambda share, _: told.append(share)).blocks)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_file_that_is_no_soundfont_is_named(files: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "broken.sf2"
    path.write_bytes(b"RIFF not a SoundFont")
    network = {name: file for name, file in files.items() if name.endswith(".onnx")}
    with pytest.raises(WeightsError, match=r"broken\.sf2"):
        MusicTransformerComposer({**network, "broken.sf2": path}, ComposeOptions(), {})
    with pytest.raises(WeightsError, match=r"\.sf2"):
        MusicTransformerComposer(network, ComposeOptions(), {})
