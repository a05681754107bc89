"""Networks of Coqui's own classes, tiny and random: the words mean nothing, but their times and shapes do."""

from __future__ import annotations

import json
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("TTS", exc_type=ImportError)
torch = pytest.importorskip("torch")
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, pre_tokenizers
from TTS.tts.configs.tacotron2_config import Tacotron2Config
from TTS.tts.configs.vits_config import VitsConfig
from TTS.tts.configs.xtts_config import XttsArgs, XttsConfig
from TTS.tts.models.tacotron2 import Tacotron2
from TTS.tts.models.vits import Vits, VitsArgs
from TTS.tts.models.xtts import Xtts
from TTS.vocoder.configs import HifiganConfig
from TTS.vocoder.models.gan import GAN

from digiteller.backends.narrate.coqui import Coqui
from digiteller.backends.narrate.coqui_networks import first_read
from digiteller.backends.narrate.coqui_weights import convert
from digiteller.errors import SpecError, WeightsError
from digiteller.options import NarrateOptions
from digiteller.speech.reading_aloud import ReadingVoice, read_aloud
from digiteller.story import Prosody, Speech

pytestmark = pytest.mark.torch_cuda_builds

TEXT = "Mina said: “It is 3 o'clock, Mr. Fox!” Then - at last - she slept."
LETTERS = {
    "pad": "_", "eos": "~", "bos": "^", "blank": None, "punctuations": "!'(),-.:;? ",
    "characters": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "phonemes": "",
}  # fmt: skip
Files = dict[str, Path]


def saved(folder: Path, name: str, model: Any, config: Any) -> Files:
    weights, description = folder / f"{name}.safetensors", folder / f"{'config' if name == 'model' else name}.json"
    save_file({key: value.contiguous().clone() for key, value in model.state_dict().items()}, weights)
    config.save_json(str(description))
    return {weights.name: weights, description.name: description}


@pytest.fixture(scope="module")
def vits(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("vits")
    torch.manual_seed(1)
    (folder / "speakers.json").write_text(json.dumps({"ada": 0, "bob": 1}))
    args = VitsArgs(
        hidden_channels=16, hidden_channels_ffn_text_encoder=16, num_layers_text_encoder=1, num_heads_text_encoder=2,
        num_layers_posterior_encoder=1, num_layers_flow=1, upsample_initial_channel_decoder=32,
        use_speaker_embedding=True, speaker_embedding_channels=8, init_discriminator=False,
        speakers_file=str(folder / "speakers.json"),
    )  # fmt: skip
    config = VitsConfig(model_args=args, text_cleaner="multilingual_cleaners", use_phonemes=False)
    config.add_blank = True
    files = saved(folder, "model", Vits(config), config)
    return {**files, "speakers.json": folder / "speakers.json"}


@pytest.fixture(scope="module")
def tacotron(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("tacotron")
    torch.manual_seed(1)
    config = Tacotron2Config(r=2, text_cleaner="multilingual_cleaners", use_phonemes=False)
    config.decoder_output_dim = config.audio.num_mels = 80
    model = Tacotron2(config)
    model.decoder.max_decoder_steps = 60
    vocoder = HifiganConfig(
        generator_model_params={**HifiganConfig().generator_model_params, "upsample_initial_channel": 32}
    )
    files = saved(folder, "model", model, config)
    return {**files, **saved(folder, "vocoder", GAN(vocoder), vocoder)}


@pytest.fixture(scope="module")
def xtts(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("xtts")
    torch.manual_seed(1)
    vocabulary = {
        "[STOP]": 0,
        "[UNK]": 1,
        "[SPACE]": 2,
        "[en]": 3,
        **{c: 4 + n for n, c in enumerate("abcdefghijklmnopqrstuvwxyz.,!?'")},
    }
    tokenizer = Tokenizer(models.BPE(vocabulary, [], unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.add_special_tokens(["[STOP]", "[UNK]", "[SPACE]", "[en]"])
    tokenizer.save(str(folder / "vocab.json"))
    args = XttsArgs(
        gpt_layers=1, gpt_n_model_channels=64, gpt_n_heads=2, gpt_number_text_tokens=64, gpt_start_text_token=61,
        gpt_stop_text_token=0, gpt_max_audio_tokens=40, decoder_input_dim=64,
    )  # fmt: skip
    config = XttsConfig(model_args=args)
    model = Xtts(config)
    from TTS.tts.layers.xtts.tokenizer import VoiceBpeTokenizer

    model.tokenizer = VoiceBpeTokenizer(vocab_file=str(folder / "vocab.json"))
    model.init_models()
    files = saved(folder, "model", model, config)
    tone = np.sin(np.arange(2 * 16000) / 16000 * 2 * np.pi * 220) * 8000
    with wave.open(str(folder / "aunt.wav"), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(tone.astype("<i2").tobytes())
    return {**files, "vocab.json": folder / "vocab.json", "aunt.wav": folder / "aunt.wav"}


def read(
    files: Files, voice: str | None = None, speed: float = 1.0, seed: int = 1, text: str = "Good night."
) -> Speech:
    options = NarrateOptions(speed=speed)
    return read_aloud(text, ReadingVoice(Coqui(files, options, {"device": "cpu"}), voice), options, seed)


def assert_times_in_order(speech: Speech) -> None:
    at = 0.0
    for sentence in speech.sentences:
        for word in sentence.words:
            assert at <= word.start + 1e-9
            assert word.start < word.end
            at = word.end
    assert at <= len(speech.samples) / speech.sample_rate


@pytest.fixture(params=["vits", "tacotron", "xtts"])
def files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Files:
    monkeypatch.setenv("COQUI_TOS_AGREED", "1")
    made: Files = request.getfixturevalue(request.param)
    return made


def test_each_kind_of_network_speaks_and_times_every_word(files: Files) -> None:
    speech = read(files, text=TEXT)
    assert speech.samples.dtype == np.float32
    assert np.abs(speech.samples).max() > 0.01
    assert [word.text for sentence in speech.sentences for word in sentence.words] == TEXT.split()
    assert_times_in_order(speech)


def test_the_same_seed_gives_the_same_samples(files: Files) -> None:
    assert read(files, seed=5).samples.tobytes() == read(files, seed=5).samples.tobytes()


def test_slower_is_longer(vits: Files) -> None:
    assert len(read(vits, speed=0.5).samples) > 1.5 * len(read(vits, speed=1.5).samples)


def test_speakers_are_voices(vits: Files) -> None:
    assert read(vits, "ada").samples.tobytes() != read(vits, "bob").samples.tobytes()
    with pytest.raises(SpecError, match="no voice 'eve'") as error:
        read(vits, "eve")
    assert "ada, bob" in str(error.value.hint)


def test_xtts_asks_for_consent_and_never_gives_it(xtts: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COQUI_TOS_AGREED", raising=False)
    with pytest.raises(WeightsError, match=r"coqui\.ai/cpml") as error:
        read(xtts)
    assert "COQUI_TOS_AGREED=1" in str(error.value.hint)


def test_consent_can_be_asked_for_any_model(vits: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COQUI_TOS_AGREED", raising=False)
    with pytest.raises(WeightsError, match=r"example\.org/terms"):
        Coqui(vits, NarrateOptions(), {"consent": "https://example.org/terms", "device": "cpu"})


def test_damaged_files_are_told(vits: Files, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.write_bytes(b"{nonsense")
    for name in ("config.json", "model.safetensors"):
        with pytest.raises(WeightsError, match="bad"):
            Coqui({**vits, name: bad}, NarrateOptions(), {"device": "cpu"})
        with pytest.raises(WeightsError, match=name):
            Coqui({key: path for key, path in vits.items() if key != name}, NarrateOptions(), {"device": "cpu"})


def test_weights_of_another_model_are_told(vits: Files, tacotron: Files) -> None:
    with pytest.raises(WeightsError, match="not the weights of this model"):
        Coqui({**vits, "model.safetensors": tacotron["model.safetensors"]}, NarrateOptions(), {"device": "cpu"})


def test_ipa_is_refused(vits: Files) -> None:
    narrator = Coqui(vits, NarrateOptions(), {"device": "cpu"})
    with pytest.raises(SpecError, match="reads no IPA"):
        list(narrator.say(["/ˈmiːnə/", "slept."], None, "en", np.random.default_rng(1), Prosody()))


def test_tokens_start_when_attention_first_reaches_them() -> None:
    attention = np.eye(4, dtype=np.float32)[[0, 0, 1, 0, 2, 2, 3, 3]]
    assert first_read(attention).tolist() == [0, 0.25, 0.5, 0.75, 1]


def test_a_published_checkpoint_becomes_safetensors(vits: Files, tmp_path: Path) -> None:
    from safetensors.torch import load_file

    tensors = load_file(vits["model.safetensors"])
    torch.save({"model": tensors, "step": 7, "config": {"model": "vits"}}, tmp_path / "model_file.pth")
    assert convert(tmp_path / "model_file.pth", tmp_path / "model.safetensors") == len(tensors)
    again = {**vits, "model.safetensors": tmp_path / "model.safetensors"}
    assert read(again).samples.tobytes() == read(vits).samples.tobytes()


def test_a_checkpoint_that_could_run_code_is_refused(tmp_path: Path) -> None:
    torch.save({"model": Path}, tmp_path / "evil.pth")
    with pytest.raises(WeightsError, match="could run code"):
        convert(tmp_path / "evil.pth", tmp_path / "model.safetensors")
    assert not (tmp_path / "model.safetensors").exists()
