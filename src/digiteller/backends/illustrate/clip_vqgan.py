"""CLIP + VQGAN (Crowson et al. 2022, arXiv:2204.08583): codes are searched whose picture CLIP finds like the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Generator, Tensor
from torch.nn import functional as F

from digiteller.backends.model_settings import number, whole_number
from digiteller.errors import WeightsError
from digiteller.guidance.clip_loss import Judge
from digiteller.guidance.code_grid import CODES, CodeGrid, in_turn
from digiteller.guidance.cutouts import Cutouts
from digiteller.guidance.latent_search import SearchEffort, SearchResult, search
from digiteller.guidance.latent_space import Latents, to_arrays
from digiteller.guidance.latent_walk import Pace, part, walk
from digiteller.guidance.prompts import prompts_of
from digiteller.guidance.scorers import open_image_text
from digiteller.nets.torch_device import choose_device, make_repeatable
from digiteller.nets.vqgan import open_vqgan, read_config
from digiteller.picturebook.drawing.light import light_of
from digiteller.story import Clip, Picture
from digiteller.system.memory import explain_memory_errors

if TYPE_CHECKING:
    from digiteller.contracts import Before, Easel, Report
    from digiteller.options import IllustrateOptions
    from digiteller.story import Scene

_PATCHES = 5
"""Patches of colour a side, of those that a page may begin with."""
_SEARCHED = 0.8
"""The share of the time that the search takes, if a clip is drawn after it."""


class ClipVqgan:
    """Searches the codes of a VQGAN for each page.

    Files: ``vqgan...yaml`` and the authors' checkpoint, whose name begins with ``vqgan`` too, and the scorer's under
    ``clip/``.

    Settings: ``pixels``, ``steps`` and ``cutouts``, where the options say nothing; ``rate`` of Adam; ``memory`` of the
    moving average; ``frames`` and ``fps`` of a clip; those of the scorer (``guidance/scorers.py``).
    """

    def __init__(self, files: Mapping[str, Path], options: IllustrateOptions, settings: Mapping[str, Any]) -> None:
        self._options = options
        self._pixels = options.pixels or whole_number(settings, "pixels", 512, 64, 4096)
        self._pace = Pace(whole_number(settings, "frames", 72, 2, 1000), number(settings, "fps", 12.0, 1.0, 60.0))
        self._cutouts = Cutouts(
            number=options.cutouts or whole_number(settings, "cutouts", 32, 1, 256),
            warp=0.15,
            colours=0.1,
            erased=0.5,
            noise=0.1,
        )
        self._effort = SearchEffort(
            steps=options.steps or whole_number(settings, "steps", 300, 1, 10_000),
            rate=number(settings, "rate", 0.1, 1e-6, 10),
            tries=options.tries,
            memory=number(settings, "memory", 0.9, 0, 0.9999),
        )
        self._device = choose_device(settings.get("device", "auto"))
        config, checkpoint = _of_vqgan(files)
        self._network = open_vqgan(read_config(config), checkpoint).to(self._device)
        self._image_text = open_image_text(files, settings, self._device)

    def illustrate(
        self, scenes: Sequence[Scene], number: int, size: tuple[int, int], seed: int, easel: Easel
    ) -> Picture:
        """Return the picture of a scene, and the walk to it where the options ask for one."""
        scene = next(scene for scene in scenes if scene.number == number)
        chance = torch.Generator().manual_seed(seed)
        space = CodeGrid(self._network, _within(size, self._pixels))
        with make_repeatable(), explain_memory_errors("lower illustrate.pixels"):
            before = None if easel.before is None else self._codes_of(easel.before, space)
            begun = self._beginning(scene, before, space, chance)
        space = replace(space, begun=begun)
        prompts = prompts_of(scene, self._options)
        judge = Judge(self._image_text, prompts, self._cutouts, self._options.cutouts_at_once, "spherical")
        if self._options.motion == "none":
            found = search(space, judge, self._effort, seed, easel)
            return Picture(found.image, latent=to_arrays(found.latents))
        found = search(space, judge, self._effort, seed, replace(easel, report=part(easel.report, 0, _SEARCHED)))
        clip = self._clip(space, found, before, chance, part(easel.report, _SEARCHED, 1))
        return Picture(found.image, clip=clip, latent=to_arrays(found.latents))

    def _beginning(self, scene: Scene, before: Latents | None, space: CodeGrid, chance: Generator) -> Latents | None:
        if self._options.start == "colours":
            return space.encode(_colours(scene.mood, chance))
        return before if self._options.start == "previous" else None

    def _codes_of(self, before: Before, space: CodeGrid) -> Latents:
        """Return the page before in our space: its own codes, or its picture encoded."""
        codes = before.latent.get(CODES)
        if codes is not None and codes.shape == space.shape:
            return {CODES: torch.from_numpy(codes).to(self._device)}
        return space.encode(torch.from_numpy(before.image).permute(2, 0, 1).unsqueeze(0).float() / 255)

    def _clip(
        self, space: CodeGrid, found: SearchResult, before: Latents | None, chance: Generator, report: Report
    ) -> Clip:
        """Return the way of the search, or the way here from the page before, where the search began elsewhere."""
        smooth = replace(space, rounded=False)
        if before is None or self._options.start == "previous":
            points = [space.round(point) for point in found.path]
            return walk(smooth, points, _straight, self._pace, report)
        points = [space.round(before), space.round(found.latents)]
        return walk(smooth, points, in_turn(space, chance), self._pace, report)


def _straight(first: Latents, second: Latents, share: float) -> Latents:
    return {CODES: first[CODES].lerp(second[CODES], share)}


def _of_vqgan(files: Mapping[str, Path]) -> tuple[Path, Path]:
    """Return the network's configuration and its weights.

    Raises:
        WeightsError: one is not there.
    """
    own = {name: path for name, path in files.items() if name.startswith("vqgan")}
    config = next((path for name, path in own.items() if name.endswith(".yaml")), None)
    weights = next((path for name, path in own.items() if not name.endswith(".yaml")), None)
    if config is None or weights is None:
        missing = "configuration, a .yaml" if config is None else "weights"
        raise WeightsError(f"there is no {missing} of a VQGAN: its name begins with vqgan")
    return config, weights


def _within(size: tuple[int, int], pixels: int) -> tuple[int, int]:
    """Return the size of that shape whose longer side is at most ``pixels``."""
    share = min(1.0, pixels / max(size))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def _colours(mood: str, chance: Generator) -> Tensor:
    """Return soft patches in the colours of a mood's daylight, those of the sky above: [1, 3, n, n] in 0..1."""
    light = light_of("day", "clear", mood, side=1.0)
    palette = torch.tensor([*light.sky, light.haze, light.ambient])
    heights = torch.linspace(0, 1, _PATCHES).view(-1, 1, 1)
    places = torch.linspace(0, 1, len(palette))
    likely = -8 * (heights - places).square() + torch.randn(_PATCHES, _PATCHES, len(palette), generator=chance)
    patches = likely.softmax(-1) @ palette
    return F.interpolate(patches.permute(2, 0, 1).unsqueeze(0), scale_factor=16, mode="bicubic").clamp(0, 1)
