"""CLIP + BigGAN: the latents of a BigGAN are sought of which CLIP says that they show the page (the Big Sleep)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from digiteller.backends.model_settings import number, whole_number
from digiteller.errors import SpecError, WeightsError
from digiteller.guidance.biggan_space import BigGanSpace, mix
from digiteller.guidance.classes import Classes, read_names
from digiteller.guidance.clip_loss import Judge
from digiteller.guidance.cutouts import Cutouts
from digiteller.guidance.latent_search import SearchEffort, search
from digiteller.guidance.latent_space import to_arrays
from digiteller.guidance.latent_walk import Pace, part, walk
from digiteller.guidance.prompts import prompts_of
from digiteller.guidance.scorers import open_image_text
from digiteller.nets.biggan import BigGan
from digiteller.nets.torch_device import choose_device
from digiteller.story import Picture, Scene

if TYPE_CHECKING:
    from digiteller.contracts import Before, Easel
    from digiteller.options import IllustrateOptions

_SPREAD = 5.0
"""Between the logits of the class that fits best and of the last that may be had: few beginnings choose that, and the
search can still come to it."""
_SEARCHED = 0.9
"""The share of the time that the search takes, if a clip is drawn after it."""


class ClipBigGan:
    """Searches the latent space of a BigGAN for each page.

    Files: ``biggan...json`` and ``biggan...bin`` (or ``.safetensors``), the scorer's under ``clip/``, and the names of
    the classes (``guidance/classes.py``). BigGAN draws squares: of these the middle is shown, in the film's shape.

    Settings: ``steps`` and ``cutouts``, where the options say nothing; ``rate`` of Adam; ``memory`` of the moving
    average; ``truncation``, 0..1; ``classes``, of how many that fit the words best a picture may be mixed; ``frames``
    and ``fps`` of a clip; those of the scorer (``guidance/scorers.py``).
    """

    def __init__(self, files: Mapping[str, Path], options: IllustrateOptions, settings: Mapping[str, Any]) -> None:
        if options.start == "colours":
            raise SpecError("illustrate.start: a BigGAN cannot begin with colours", hint="use noise or previous")
        self._options = options
        self._truncation = number(settings, "truncation", 1.0, 0.0, 1.0)
        self._chosen = whole_number(settings, "classes", 32, 1, 1000)
        self._pace = Pace(whole_number(settings, "frames", 96, 2, 1000), number(settings, "fps", 8.0, 1.0, 60.0))
        self._cutouts = Cutouts(options.cutouts or whole_number(settings, "cutouts", 128, 1, 256))
        self._effort = SearchEffort(
            steps=options.steps or whole_number(settings, "steps", 300, 1, 10_000),
            rate=number(settings, "rate", 0.07, 1e-6, 10),
            tries=options.tries,
            memory=number(settings, "memory", 0.99, 0, 0.9999),
        )
        device = choose_device(settings.get("device", "auto"))
        config, weights = _of_biggan(files)
        self._network = BigGan(config, weights, self._truncation, device)
        self._image_text = open_image_text(files, settings, device)
        self._classes = Classes(read_names(files, self._network.classes), self._image_text)

    def illustrate(
        self, scenes: Sequence[Scene], number: int, size: tuple[int, int], seed: int, easel: Easel
    ) -> Picture:
        """Return the page of scene ``number``, as large as the network draws, in the shape of ``size``."""
        scene = next(scene for scene in scenes if scene.number == number)
        prompts = prompts_of(scene, self._options)
        before = self._point_of(easel.before)
        begun = before["z"] if before and self._options.start == "previous" else None
        space = BigGanSpace(self._network, self._truncation, self._window(size), self._prior(prompts[0].text), begun)
        judge = Judge(self._image_text, prompts, self._cutouts, self._options.cutouts_at_once, "cosine")
        if self._options.motion == "none":
            found = search(space, judge, self._effort, seed, easel)
            return Picture(found.image, latent=to_arrays(space.settled(found.latents)))
        found = search(space, judge, self._effort, seed, replace(easel, report=part(easel.report, 0, _SEARCHED)))
        here = space.settled(found.latents)
        points = [before, here] if before else [space.settled(point) for point in found.path]
        clip = walk(space.of_all_classes(), points, mix, self._pace, part(easel.report, _SEARCHED, 1))
        return Picture(found.image, clip=clip, latent=to_arrays(here))

    def _window(self, size: tuple[int, int]) -> tuple[int, int]:
        """Return height and width of what is shown: all of the longer side."""
        width, height = size
        side = self._network.side
        return max(1, round(side * height / max(size))), max(1, round(side * width / max(size)))

    def _prior(self, text: str) -> torch.Tensor:
        """Return the logits of the classes that a search begins with, -inf for all but those that fit best."""
        likeness = self._classes.likeness(text)
        best = likeness.topk(min(self._chosen, len(likeness)))
        prior = torch.full_like(likeness, -torch.inf)
        ranks = (best.values - best.values[0]) / (best.values[0] - best.values[-1]).clamp(min=1e-6)
        return prior.scatter(0, best.indices, _SPREAD * ranks)

    def _point_of(self, before: Before | None) -> dict[str, torch.Tensor] | None:
        """Return where the page before is, if this model drew it."""
        if before is None or not before.latent:
            return None
        return {name: torch.tensor(value, device=self._network.device) for name, value in before.latent.items()}


def _of_biggan(files: Mapping[str, Path]) -> tuple[Path | None, Path]:
    """Return the network's configuration, if there is one, and its weights.

    Raises:
        WeightsError: there are no weights.
    """
    own = {name: path for name, path in files.items() if name.startswith("biggan")}
    weights = next((path for name, path in own.items() if not name.endswith(".json")), None)
    if weights is None:
        raise WeightsError("there are no weights of a BigGAN: their name begins with biggan")
    return next((path for name, path in own.items() if name.endswith(".json")), None), weights
