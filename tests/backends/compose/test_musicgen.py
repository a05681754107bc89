"""MusicGen, on a tiny model of the real classes with random weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
from tokenizers import Tokenizer, models, pre_tokenizers

from digiteller.backends.compose.musicgen import SEAM, WORDS, MusicGen
from digiteller.errors import SpecError, WeightsError
from digiteller.options import ComposeOptions
from digiteller.story import MOODS, Section

pytestmark = pytest.mark.torch


torch.set_num_threads(1)
RATE = 3200
SECTIONS = [Section(0.0, 2.1, "calm"), Section(2.1, 4.0, "tense")]
Sound = np.ndarray


def silent(share: float, text: str) -> None:
    assert 0 <= share <= 1


def saved(folder: Path, channels: int) -> dict[str, Path]:
    vocabulary = {word: at for at, word in enumerate(["<pad>", "</s>", "<unk>", "calm", "tense", "piano", ","])}
    raw = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    raw.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=raw, pad_token="<pad>", eos_token="</s>", unk_token="<unk>"
    )
    torch.manual_seed(1)
    text = transformers.T5Config(
        vocab_size=len(vocabulary), d_model=16, d_kv=8, d_ff=16, num_layers=1, num_heads=2, decoder_start_token_id=0
    )
    codec = transformers.EncodecConfig(
        sampling_rate=RATE, upsampling_ratios=[8, 8, 5], num_filters=4, hidden_size=16, codebook_size=32,
        codebook_dim=16, target_bandwidths=[0.1], num_lstm_layers=1, audio_channels=1,
    )  # fmt: skip
    decoder = transformers.MusicgenDecoderConfig(
        vocab_size=32, max_position_embeddings=1024, num_hidden_layers=1, ffn_dim=16, num_attention_heads=2,
        hidden_size=16, num_codebooks=2 * channels, audio_channels=channels, pad_token_id=32, bos_token_id=32,
    )  # fmt: skip
    config = transformers.MusicgenConfig(
        text_encoder=text.to_dict(), audio_encoder=codec.to_dict(), decoder=decoder.to_dict()
    )
    model = transformers.MusicgenForConditionalGeneration(config)
    for layer in model.audio_encoder.quantizer.layers:
        torch.nn.init.normal_(layer.codebook.embed)
    model.generation_config.decoder_start_token_id = 32
    model.generation_config.pad_token_id = 32
    model.save_pretrained(folder, safe_serialization=True)
    tokenizer.save_pretrained(folder)
    return {path.name: path for path in folder.iterdir()}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return saved(tmp_path_factory.mktemp("musicgen"), 1)


def composed(files: dict[str, Path], seed: int = 1, **settings: float) -> list[Sound]:
    composer = MusicGen(files, ComposeOptions(), {"device": "cpu", "stretch": 2.0, **settings})
    music = composer.compose(SECTIONS, seed, silent)
    assert music.sample_rate == RATE
    assert music.midi is None
    return list(music.blocks)


def test_it_is_at_least_as_long_as_the_story_and_made_in_stretches(files: dict[str, Path]) -> None:
    blocks = composed(files)
    assert len(blocks) >= 2
    sound = np.concatenate(blocks)
    assert sound.shape[1] == 1
    assert 4.0 * RATE <= len(sound) < 8.0 * RATE
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() > 0


def test_no_seam_is_heard(files: dict[str, Path]) -> None:
    blocks = composed(files)
    steps = np.abs(np.diff(np.concatenate(blocks)[:, 0]))
    edges = np.cumsum([len(block) for block in blocks])[:-1]
    assert max(steps[edge - 1] for edge in edges) <= np.percentile(steps, 99.9)
    assert round(SEAM * RATE) < min(len(block) for block in blocks)


def test_the_same_seed_gives_the_same_music_and_another_another(files: dict[str, Path]) -> None:
    first, again, other = (np.concatenate(composed(files, seed)) for seed in (1, 1, 2))
    assert (first == again).all()
    assert first.shape != other.shape or (first != other).any()


def test_each_stretch_is_asked_for_in_the_words_of_its_mood(
    files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    composer = MusicGen(files, ComposeOptions(style="solo harp"), {"device": "cpu", "stretch": 2.0})
    asked = []
    goes_on = composer._goes_on

    def listening(prompt: str, heard: Sound | None, seconds: float, seed: int) -> Sound:
        asked.append((prompt, heard is not None))
        return goes_on(prompt, heard, seconds, seed)

    monkeypatch.setattr(composer, "_goes_on", listening)
    list(composer.compose(SECTIONS, 1, silent).blocks)
    assert asked[0] == (f"solo harp, {WORDS['calm']}", False)
    assert asked[-1] == (f"solo harp, {WORDS['tense']}", True)


def test_every_mood_has_words() -> None:
    assert set(WORDS) == set(MOODS)


def test_stereo_models_give_stereo(tmp_path: Path) -> None:
    assert composed(saved(tmp_path, 2))[0].shape[1] == 2


def test_what_is_no_musicgen_and_bad_settings_are_told(files: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(WeightsError, match="no MusicGen"):
        MusicGen({"config.json": tmp_path / "config.json"}, ComposeOptions(), {"device": "cpu"})
    with pytest.raises(SpecError, match="stretch"):
        composed(files, stretch=1000)
