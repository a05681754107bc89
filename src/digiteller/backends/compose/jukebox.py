"""Jukebox (Dhariwal et al. 2020, arXiv:2005.00341): songs as sound, in the manner of an artist, with lyrics."""

from __future__ import annotations

import contextlib
import difflib
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jukebox_infer import api
from jukebox_infer.hparams import Hyperparams, setup_hparams
from jukebox_infer.make_models import MODELS, make_prior, make_vqvae

from digiteller.contracts import Report
from digiteller.errors import MissingPackageError, SpecError, WeightsError
from digiteller.nets.checkpoint import load_tensors, read_tensors
from digiteller.nets.torch_device import choose_device
from digiteller.options import ComposeOptions
from digiteller.story import Music, Section
from digiteller.system.memory import explain_memory_errors

SAMPLE_RATE = 44100
FILES = ("vqvae", "prior_level_0", "prior_level_1", "prior_level_2")
"""What the names of the four weights files begin with, in the published form."""
_HOPS = [0.5, 0.5, 0.125]
"""The share of its window that each level goes on by, as in the paper's own sampling."""
_WRAPPED = "module."


class Jukebox:
    """Composes one song of the story's length, level by level: an hour and more on a large GPU.

    ``files`` are vqvae, prior_level_0, prior_level_1 and prior_level_2, with any ending. Settings: ``architecture``,
    ``1b_lyrics`` (by default), ``5b`` or ``5b_lyrics``. The moods do not steer it.
    """

    def __init__(self, files: Mapping[str, Path], options: ComposeOptions, settings: Mapping[str, Any]) -> None:
        self._architecture = settings.get("architecture", "1b_lyrics")
        if self._architecture not in MODELS:
            raise SpecError(f"models.yaml: the option architecture should be one of: {', '.join(MODELS)}")
        self._files = [_file(files, name) for name in FILES]
        wanted = str(settings.get("device", "auto"))
        self._device = choose_device(wanted)
        if wanted == "auto" and self._device != "cuda":
            raise MissingPackageError(
                "Jukebox needs a GPU of NVIDIA with 12 GB, and torch finds none",
                hint="choose another composer: digiteller models list",
            )
        self._options = options

    def compose(self, sections: Sequence[Section], seed: int, report: Report) -> Music:
        """Return the song.

        Raises:
            SpecError: the model does not know the artist or the genre, or makes no songs of this length.
            StageError: there is not enough memory.
            WeightsError: the weights are not the architecture's.
        """
        seconds = sections[-1].end
        self._require_length(seconds)
        with _quiet(), torch.random.fork_rng(), explain_memory_errors("use a GPU with more memory, or 1b_lyrics"):
            report(0.0, "loading")
            jukebox = self._loaded(math.ceil(seconds))
            known = jukebox.priors[-1].labeller.ag_processor
            artist = _known("artist", self._options.artist, known.artist_ids, known.get_artist_id)
            genre = _known("genre", self._options.genre, known.genre_ids, lambda name: max(known.get_genre_ids(name)))
            report(0.05, "composing")
            lyrics = self._options.lyrics or ""
            sound = jukebox.generate(artist, genre, lyrics, math.ceil(seconds), seed=seed)
        report(1.0, "composed")
        return Music([np.asarray(sound[0], np.float32)], SAMPLE_RATE, None)

    def _require_length(self, seconds: float) -> None:
        top = setup_hparams(MODELS[self._architecture][-1], {})
        low, high = float(top.min_duration), float(top.max_duration)
        if not low <= seconds <= high:
            raise SpecError(
                f"Jukebox {self._architecture} makes music of {low:g} to {high:g} s; the story lasts {seconds:.1f} s",
                hint="choose another composer, or tell a story of that length",
            )

    def _loaded(self, seconds: int) -> Any:
        """Return the four networks with their weights, for songs of ``seconds``."""
        names = MODELS[self._architecture]
        length = {"sample_length": 0, "sample_length_in_seconds": seconds}
        vqvae = make_vqvae(setup_hparams(names[0], {**length, "restore_vqvae": ""}), self._device)
        _give(vqvae, self._files[0])
        jukebox = api.Jukebox(self._architecture, self._device)
        jukebox.vqvae, jukebox.priors = vqvae, []
        for name, path in zip(names[1:], self._files[1:], strict=True):
            jukebox.priors.append(make_prior(setup_hparams(name, {"restore_prior": ""}), vqvae, self._device))
            _give(jukebox.priors[-1], path)
        jukebox.hps = Hyperparams(sr=SAMPLE_RATE, n_samples=1, hop_fraction=_HOPS, sample_length=vqvae.sample_length)
        return jukebox


def _give(network: torch.nn.Module, path: Path) -> None:
    tensors = {name.removeprefix(_WRAPPED): tensor for name, tensor in read_tensors(path, "model").items()}
    load_tensors(network, tensors, path)


def _file(files: Mapping[str, Path], name: str) -> Path:
    for file, path in files.items():
        if file.startswith(name):
            return path
    raise WeightsError(f"a Jukebox model has a file {name}, this one has only: {', '.join(files) or 'none'}")


def _known(kind: str, name: str | None, names: Mapping[str, int], number: Any) -> str:
    """Return the name as it is, or ``unknown`` for none.

    Raises:
        SpecError: the model does not know it.
    """
    if name is None:
        return "unknown"
    if number(name) <= 0:
        near = difflib.get_close_matches(name.lower(), names, 3, 0.5) or sorted(names)[:3]
        raise SpecError(f"compose.{kind}: this model does not know {name!r}", hint=f"it knows {', '.join(near)} ...")
    return name


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep what jukebox-infer prints away from our results, and its seeds from everybody else's."""
    numpy_state = np.random.get_state()
    cudnn = torch.backends.cudnn.deterministic, torch.backends.cudnn.benchmark
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        try:
            yield
        finally:
            np.random.set_state(numpy_state)
            torch.backends.cudnn.deterministic, torch.backends.cudnn.benchmark = cudnn
