"""Jukebox, on tiny networks of the real classes with random weights: all three levels, through the same code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("jukebox_infer")
from jukebox_infer import hparams, make_models

from digiteller.backends.compose.jukebox import FILES, Jukebox
from digiteller.errors import MissingPackageError, SpecError, WeightsError
from digiteller.options import ComposeOptions
from digiteller.story import Section

pytestmark = pytest.mark.torch


torch.set_num_threads(1)
SECTIONS = [Section(0.0, 0.6, "calm")]
SMALL = {
    "n_ctx": 64, "prior_width": 16, "prior_depth": 1, "heads": 1, "attn_order": 0, "blocks": 8, "init_scale": 0.4,
    "cond_width": 8, "cond_depth": 1, "cond_dilation_growth_rate": 1, "t_bins": 8, "n_vocab": 79, "use_tokens": False,
}  # fmt: skip
LABELS = {"labels_v3": True, "y_bins": (604, 7898), "max_bow_genre_size": 1, "min_duration": 0.5, "max_duration": 600.0}


@pytest.fixture(autouse=True)
def sampled_on_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """jukebox-infer asserts that labels lie on a GPU; nothing else in it needs one."""
    monkeypatch.setattr(torch.cuda, "LongTensor", torch.LongTensor)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Register an architecture called tiny, and save its weights in the published form."""
    registry = hparams.HPARAMS_REGISTRY
    registry["tiny_vqvae"] = hparams.Hyperparams(
        registry["vqvae"]
        | {"width": 4, "emb_width": 4, "depth": 1, "l_bins": 16, "downs_t": (8, 1, 1), "restore_vqvae": ""}
    )
    for level in range(3):
        registry[f"tiny_{level}"] = hparams.Hyperparams(**SMALL, **LABELS, level=level)
    registry["tiny_2"] |= {"use_tokens": True, "n_tokens": 8, "single_enc_dec": True, "prime_loss_fraction": 0.4}
    make_models.MODELS["tiny"] = ("tiny_vqvae", "tiny_0", "tiny_1", "tiny_2")
    torch.manual_seed(0)
    settings = hparams.setup_hparams("tiny_vqvae", {"sample_length_in_seconds": 2, "sample_length": 0})
    vqvae = make_models.make_vqvae(settings, "cpu")
    for block in vqvae.bottleneck.level_blocks:
        torch.nn.init.normal_(block.k)
    networks = [vqvae]
    for level in range(3):
        networks.append(make_models.make_prior(hparams.setup_hparams(f"tiny_{level}", {}), vqvae, "cpu"))
    folder = tmp_path_factory.mktemp("jukebox")
    for name, network in zip(FILES, networks, strict=True):
        weights = {f"module.{key}": value for key, value in network.state_dict().items()}
        torch.save({"model": weights, "step": 1}, folder / f"{name}.pth.tar")
    return {path.name: path for path in folder.iterdir()}


def composed(files: dict[str, Path], seed: int = 1, **options: Any) -> np.ndarray:
    settings = {"device": "cpu", "architecture": "tiny"}
    composer = Jukebox(files, ComposeOptions(**options), settings)
    music = composer.compose(SECTIONS, seed, lambda *_: None)
    assert music.sample_rate == 44100
    return np.concatenate(list(music.blocks))


def test_all_levels_make_a_song_as_long_as_the_story(
    files: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    sound = composed(files, artist="the beatles", genre="rock", lyrics="Sleep, little fox, sleep")
    assert sound.shape[1] == 1
    assert len(sound) >= 0.6 * 44100
    assert np.isfinite(sound).all()
    assert sound.std() > 0
    assert capsys.readouterr().out == ""


def test_the_seed_decides_and_nobody_elses_chance_is_touched(files: dict[str, Path]) -> None:
    torch.manual_seed(5)
    np.random.seed(5)
    expected = torch.rand(3), np.random.rand(3)
    torch.manual_seed(5)
    np.random.seed(5)
    first = composed(files)
    assert (torch.rand(3) == expected[0]).all()
    assert (np.random.rand(3) == expected[1]).all()
    assert (composed(files) == first).all()
    assert (composed(files, seed=2) != first).any()


@pytest.mark.parametrize(("option", "name"), [("artist", "the beatless"), ("genre", "rockk")])
def test_an_unknown_artist_or_genre_is_told_with_those_that_are_like_it(
    files: dict[str, Path], option: str, name: str
) -> None:
    with pytest.raises(SpecError, match=f"compose.{option}: this model does not know") as told:
        composed(files, **{option: name})
    assert str(told.value.hint).startswith(f"it knows {name[:-1]}")


def test_a_story_that_is_too_short_is_refused(files: dict[str, Path]) -> None:
    composer = Jukebox(files, ComposeOptions(), {"device": "cpu"})
    with pytest.raises(SpecError, match=r"17\.84 to 600 s; the story lasts 0\.6 s"):
        composer.compose(SECTIONS, 1, lambda *_: None)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_without_a_gpu_it_says_so(files: dict[str, Path]) -> None:
    with pytest.raises(MissingPackageError, match="needs a GPU"):
        Jukebox(files, ComposeOptions(), {"device": "auto"})


def test_missing_files_other_weights_and_unknown_architectures_are_told(files: dict[str, Path]) -> None:
    with pytest.raises(WeightsError, match="prior_level_2"):
        Jukebox({name: path for name, path in files.items() if "level_2" not in name}, ComposeOptions(), {})
    with pytest.raises(SpecError, match="architecture"):
        Jukebox(files, ComposeOptions(), {"architecture": "7b"})
    swapped = {**files, "vqvae.pth.tar": files["prior_level_0.pth.tar"]}
    with pytest.raises(WeightsError, match="do not fit"):
        composed(swapped)
