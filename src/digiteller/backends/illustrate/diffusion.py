"""Any text-to-image pipeline of diffusers: Stable Diffusion and what came after it.

Rombach et al., "High-Resolution Image Synthesis with Latent Diffusion Models", 2022.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import diffusers
import numpy as np
import torch
import transformers
from numpy.typing import NDArray
from PIL import Image

from digiteller.backends.model_settings import number, whole_number
from digiteller.errors import MissingPackageError, SpecError, StageError, WeightsError
from digiteller.guidance.prompts import describe_page
from digiteller.media.bitmap import crop, resize
from digiteller.nets.torch_device import choose_device, choose_precision, make_repeatable
from digiteller.story import Picture, Scene
from digiteller.system.linked_folder import as_folder
from digiteller.system.memory import explain_memory_errors

if TYPE_CHECKING:
    from digiteller.contracts import Easel
    from digiteller.options import IllustrateOptions

_MULTIPLE = 64
"""Pixels by which the networks halve a picture until nothing is left over."""
_SIDE = 1024
"""Pixels, where a pipeline does not tell for which it was trained."""
_PREVIEWS = 4
"""Of each page; to decode one takes about as long as a step."""


class Diffusion:
    """Draws each page from noise, or from the page before, as the words say.

    The files carry the names that diffusers gives them: ``model_index.json``, ``unet/config.json`` and so on; weights
    are safetensors. Code in a repository is never run.

    Settings: ``steps`` and ``guidance``, where the options say nothing; the pipeline's own without them. ``pixels``,
    the side of the square that the network was trained on, if its files do not tell; ``strength``, 0 to 1, how much of
    the page before is drawn anew; ``precision``, ``fp32``, ``bf16`` or ``fp16``.
    """

    def __init__(self, files: Mapping[str, Path], options: IllustrateOptions, settings: Mapping[str, Any]) -> None:
        if options.start == "colours":
            raise SpecError("illustrate.start: diffusion cannot begin with colours", hint="use noise or previous")
        self._options = options
        self._strength = number(settings, "strength", 0.6, 0.05, 1.0)
        self._steps, self._guidance = options.steps, options.guidance
        if self._steps is None and "steps" in settings:
            self._steps = whole_number(settings, "steps", 1, 1, 10_000)
        if self._guidance is None and "guidance" in settings:
            self._guidance = number(settings, "guidance", 1, 0, 50)
        device = choose_device(settings.get("device", "auto"))
        self._from_words = _load(files, choose_precision(settings, device)).to(device)
        self._from_page = _going_on(self._from_words) if options.start == "previous" else None
        self._side = whole_number(settings, "pixels", _trained_side(self._from_words), 64, 4096)

    def illustrate(
        self, scenes: Sequence[Scene], number: int, size: tuple[int, int], seed: int, easel: Easel
    ) -> Picture:
        """Return the picture of a scene, in the shape of ``size``; the same seed gives the same one on one machine.

        Raises:
            StageError: there is not enough memory, numbers overflow, or the model's own judge refuses the page.
        """
        scene = next(scene for scene in scenes if scene.number == number)
        words = ". ".join(filter(None, (describe_page(scene, self._options.characters), self._options.style)))
        width, height = self._canvas(size)
        asked: dict[str, Any] = {"prompt": words, "generator": torch.Generator().manual_seed(seed)}
        pipeline, steps = self._from_words, self._steps
        if self._from_page is not None and easel.before is not None:
            pipeline = self._from_page
            page = crop(easel.before.image, width / height)
            asked |= {"image": Image.fromarray(resize(page, width, height)), "strength": self._strength}
            steps = steps and math.ceil(steps / self._strength)  # the pipeline leaves out the first of them
        asked |= {"width": width, "height": height, "num_inference_steps": steps, "guidance_scale": self._guidance}
        asked |= {"negative_prompt": self._options.negative, "callback_on_step_end": _watch(easel)}
        known = inspect.signature(pipeline.__call__).parameters
        told = {name: value for name, value in asked.items() if value is not None and name in known}
        with make_repeatable(), explain_memory_errors("lower illustrate.pixels"):
            made = pipeline(**told, output_type="np")
        return Picture(_shaped(_image_of(made, number), size), notes=tuple(self._notes(words, told)))

    def _canvas(self, size: tuple[int, int]) -> tuple[int, int]:
        """Return the size at which to draw: as many pixels as the network was trained on, in the shape of ``size``."""
        share = self._options.pixels / max(size) if self._options.pixels else self._side / math.sqrt(math.prod(size))
        width, height = (max(_MULTIPLE, math.ceil(side * share / _MULTIPLE) * _MULTIPLE) for side in size)
        return width, height

    def _notes(self, words: str, told: Mapping[str, Any]) -> Iterator[str]:
        if unread := _unread(self._from_words, words):
            yield f"the model reads no further than this, put what matters first: {unread!r} was left out"
        unguided = told.get("guidance_scale") is not None and told["guidance_scale"] <= 1
        if self._options.negative and (unguided or "negative_prompt" not in told):
            yield "illustrate.negative has no effect with this model, or with so little guidance"


def _load(files: Mapping[str, Path], precision: torch.dtype) -> Any:
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    diffusers.logging.set_verbosity_error()
    diffusers.logging.disable_progress_bar()
    with as_folder(files) as folder:
        try:
            pipeline = diffusers.AutoPipelineForText2Image.from_pretrained(
                folder, dtype=precision, use_safetensors=True, local_files_only=True, trust_remote_code=False
            )
        except ImportError as error:
            raise MissingPackageError(f"the model needs a package that is not there: {error}") from error
        except Exception as error:  # it raises the errors of several libraries
            reason = (str(error).strip() or type(error).__name__).replace(str(folder), "").split("\n")[0]
            raise WeightsError(
                f"{next(iter(files), 'no file')}: this is no text-to-image pipeline that diffusers can load: {reason}",
                hint="a model needs model_index.json and what it names, the weights as .safetensors",
            ) from error
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def _going_on(pipeline: Any) -> Any:
    """Return the pipeline that draws over a picture, with the same networks.

    Raises:
        SpecError: there is none of this kind.
    """
    try:
        other = diffusers.AutoPipelineForImage2Image.from_pipe(pipeline)
    except ValueError as error:
        raise SpecError(
            f"illustrate.start: {type(pipeline).__name__} cannot go on from the page before", hint="use noise"
        ) from error
    other.set_progress_bar_config(disable=True)
    return other


def _trained_side(pipeline: Any) -> int:
    """Return the side in pixels of the squares that a pipeline was trained on, as far as its files tell."""
    denoiser = getattr(pipeline, "unet", None) or getattr(pipeline, "transformer", None)
    config = getattr(denoiser, "config", None)
    cells = getattr(pipeline, "default_sample_size", None) or getattr(config, "sample_size", None)
    return cells * getattr(pipeline, "vae_scale_factor", 1) if isinstance(cells, int) else _SIDE


def _unread(pipeline: Any, words: str) -> str:
    """Return the end of a prompt that no text encoder of the pipeline reads."""
    parts = (getattr(pipeline, name, None) for name in ("tokenizer", "tokenizer_2", "tokenizer_3"))
    tokenizer = max((part for part in parts if part), key=lambda part: int(part.model_max_length), default=None)
    if tokenizer is None:
        return ""
    tokens = tokenizer(words).input_ids
    # The last of those that are read marks the end.
    rest = tokens[tokenizer.model_max_length - 1 :] if len(tokens) > tokenizer.model_max_length else []
    return str(tokenizer.decode(rest, skip_special_tokens=True)).strip()


def _watch(easel: Easel) -> Callable[..., dict[str, Any]]:
    def step_ended(pipeline: Any, at: int, _: Any, tensors: Mapping[str, Any]) -> dict[str, Any]:
        steps = max(pipeline.num_timesteps, at + 1)
        easel.report((at + 1) / steps, f"step {at + 1} of {steps}")
        if (at + 1) % max(2, steps // _PREVIEWS) == 0 and at + 1 < steps and _can_decode(pipeline, tensors):
            easel.preview(_decoded(pipeline, tensors["latents"]))
        return {}

    return step_ended


def _can_decode(pipeline: Any, tensors: Mapping[str, Any]) -> bool:
    """Tell whether the latents are a picture's for the pipeline's own decoder, which half precision may overflow."""
    decoder, latents = getattr(pipeline, "vae", None), tensors.get("latents")
    if decoder is None or latents is None or latents.ndim != 4 or "scaling_factor" not in decoder.config:
        return False
    return not (decoder.dtype == torch.float16 and decoder.config.get("force_upcast"))


def _decoded(pipeline: Any, latents: Any) -> NDArray[np.uint8]:
    settings = pipeline.vae.config
    latents = latents / settings.scaling_factor + (settings.get("shift_factor") or 0)
    image = pipeline.vae.decode(latents.to(pipeline.vae.dtype), return_dict=False)[0]
    return _bytes(pipeline.image_processor.postprocess(image, output_type="np")[0])


def _image_of(made: Any, number: int) -> NDArray[np.float32]:
    """Return what a pipeline made, shape [h, w, 3] in 0..1.

    Raises:
        StageError: it is no picture.
    """
    if any(getattr(made, "nsfw_content_detected", None) or ()):
        raise StageError(
            f"the model's own judge of pictures refuses the page of scene {number}",
            hint="another --seed or other words may help",
        )
    if not np.isfinite(made.images[0]).all():
        raise StageError(
            f"the numbers of the model overflowed on the page of scene {number}",
            hint="set its option precision to fp32 in models.yaml",
        )
    image: NDArray[np.float32] = made.images[0]
    return image


def _shaped(image: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return a picture in 0..1 in the shape of ``size``, and no larger."""
    page = crop(_bytes(image), size[0] / size[1])
    return resize(page, *size) if page.shape[1] > size[0] else page


def _bytes(image: NDArray[np.float32]) -> NDArray[np.uint8]:
    return (image * 255).round().clip(0, 255).astype(np.uint8)
