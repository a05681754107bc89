from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import mido
import numpy as np
import pytest
from numpy.typing import NDArray

from digiteller.backends.compose.music_transformer import MusicTransformer
from digiteller.errors import WeightsError
from digiteller.options import ComposeOptions
from digiteller.story import Music, Section

ModelFiles = Callable[[str, str], dict[str, Path]]
SECTIONS = [Section(0.0, 9.5, "dreamy"), Section(9.5, 17.3, "tense"), Section(17.3, 26.00001, "happy")]


def silent(share: float, text: str) -> None:
    assert 0 <= share <= 1


@pytest.fixture(scope="module")
def files(model_files: ModelFiles) -> dict[str, Path]:
    return model_files("compose", "music-transformer")


@pytest.fixture(scope="module")
def music(files: dict[str, Path]) -> Music:
    return MusicTransformer(files, ComposeOptions(), {}).compose(SECTIONS, 5, silent)


def loudness(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the level of each half second in dBFS."""
    blocks = samples[: len(samples) // 24000 * 24000].reshape(-1, 48000)
    return np.asarray(10 * np.log10(np.mean(np.square(blocks), axis=1, dtype=np.float64) + 1e-12))


def test_it_is_as_long_as_the_story_to_the_sample(music: Music) -> None:
    assert music.samples.shape == (round(26.00001 * 48000), 2)
    assert music.samples.dtype == np.float32


def test_it_is_never_silent_but_at_the_end(music: Music) -> None:
    levels = loudness(music.samples)
    assert levels[:-3].min() > -45
    assert (music.samples[-1] == 0).all()
    assert loudness(music.samples[-24000:])[0] < levels.max() - 15


def test_its_level_suits_the_mixer(music: Music) -> None:
    assert np.abs(music.samples).max() < 0.9
    assert -26 < 10 * np.log10(np.mean(np.square(music.samples), dtype=np.float64)) < -17


def test_most_notes_are_in_the_key_that_the_file_names(music: Music) -> None:
    assert music.midi is not None
    midi = mido.MidiFile(file=io.BytesIO(music.midi))
    key = next(m.key for m in midi.tracks[0] if m.type == "key_signature")
    tonic = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"].index(key)
    degrees = [(m.note - tonic) % 12 for m in midi if m.type == "note_on" and m.channel == 0]
    assert len(degrees) > 60
    assert np.mean([degree in {0, 2, 4, 5, 7, 8, 9, 11} for degree in degrees]) > 0.93


def test_the_scenes_differ_in_tempo_and_loudness(files: dict[str, Path]) -> None:
    sections = [Section(0.0, 12.0, "sad"), Section(12.0, 24.0, "triumphant")]
    music = MusicTransformer(files, ComposeOptions(), {}).compose(sections, 2, silent)
    levels = loudness(music.samples)
    assert levels[25:44].mean() > levels[1:23].mean() + 3


@pytest.mark.parametrize("instrument", ["music box", "celesta", "harp", "strings", "guitar"])
def test_every_instrument_sounds(files: dict[str, Path], instrument: str) -> None:
    options = ComposeOptions(instrument=instrument)  # type: ignore[arg-type]
    music = MusicTransformer(files, options, {}).compose([Section(0.0, 6.0, "calm")], 1, silent)
    assert loudness(music.samples)[:-3].min() > -45


def test_progress_ends_with_everything_done(files: dict[str, Path]) -> None:
    told: list[float] = []
    MusicTransformer(files, ComposeOptions(), {}).compose(
        [Section(0.0, 12.0, "calm")], 1, lambda share, _: told.append(share)
    )
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_file_that_is_no_soundfont_is_named(files: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "broken.sf2"
    path.write_bytes(b"RIFF not a SoundFont")
    network = {name: file for name, file in files.items() if name.endswith(".onnx")}
    with pytest.raises(WeightsError, match=r"broken\.sf2"):
        MusicTransformer({**network, "broken.sf2": path}, ComposeOptions(), {})
    with pytest.raises(WeightsError, match=r"\.sf2"):
        MusicTransformer(network, ComposeOptions(), {})
