"""MusicGen (Copet et al. 2023, arXiv:2306.05284), and what transformers loads like it: music from words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
import transformers

from digiteller.backends.model_settings import number
from digiteller.contracts import Report
from digiteller.errors import StageError
from digiteller.nets.pretrained import open_pretrained
from digiteller.nets.torch_device import choose_device, choose_precision
from digiteller.options import ComposeOptions
from digiteller.story import Music, Section
from digiteller.system.memory import explain_memory_errors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

STYLE = "gentle film score, piano and soft strings"
WORDS = {
    "calm": "calm, peaceful, slow",
    "happy": "happy, warm, bright",
    "playful": "playful, light, bouncing",
    "adventurous": "adventurous, driving, hopeful",
    "mysterious": "mysterious, quiet, minor key",
    "tense": "tense, urgent, minor key",
    "sad": "sad, tender, slow, minor key",
    "triumphant": "triumphant, grand, full",
    "dreamy": "dreamy, floating, soft",
}
CONTEXT = 4.0
"""Seconds of what was heard last that the next stretch goes on from."""
SEAM = 0.25
"""Seconds in which a stretch, which begins with what was heard last, takes over."""
SHORTEST = 2.0
"""Seconds of a stretch, however soon the mood changes."""


class MusicGen:
    """Composes in stretches, each going on from the sound of the one before, so that nothing is joined that differs.

    Settings: ``stretch``, seconds that are made at a time (12); ``guidance``, how closely it keeps to the words (3);
    ``precision``, see ``nets/torch_device.py``.
    """

    def __init__(self, files: Mapping[str, Path], options: ComposeOptions, settings: Mapping[str, Any]) -> None:
        self._stretch = number(settings, "stretch", 12.0, SHORTEST, 25.0)
        self._guidance = number(settings, "guidance", 3.0, 1.0, 20.0)
        self._style = options.style or STYLE
        self._device = choose_device(str(settings.get("device", "auto")))
        precision = choose_precision(settings, self._device)
        kind = transformers.AutoModelForTextToWaveform
        self._tokenizer, self._model = open_pretrained(files, kind, precision, "MusicGen")
        self._model.to(self._device).eval()
        codec = self._model.config.audio_encoder
        self._rate, self._frame_rate = int(codec.sampling_rate), int(codec.frame_rate)

    def compose(self, sections: Sequence[Section], seed: int, report: Report) -> Music:
        """Return the music; the same sections and seed give the same on one machine.

        Raises:
            StageError: while it is read: the model gives no sound, or there is not enough memory.
        """
        return Music(self._blocks(sections, seed, report), self._rate, None)

    def _blocks(self, sections: Sequence[Section], seed: int, report: Report) -> Iterator[Sound]:
        seam = round(SEAM * self._rate)
        context = round(CONTEXT * self._frame_rate) * (self._rate // self._frame_rate)
        heard: Sound | None = None
        at, end = 0, round(sections[-1].end * self._rate)
        while at < end:
            soon = at / self._rate + SHORTEST / 2
            section = next((section for section in sections if section.end > soon), sections[-1])
            seconds = min(self._stretch, max(section.end - at / self._rate, SHORTEST)) + SEAM
            made = self._goes_on(f"{self._style}, {WORDS[section.mood]}", heard, seconds, seed + at)
            if heard is not None:
                made = made[len(heard) - seam :]
                share = np.linspace(0, 1, seam, dtype=np.float32)[:, None]
                made[:seam] = heard[-seam:] * (1 - share) + made[:seam] * share
            if len(made) <= seam:
                raise StageError("the model gave no sound", hint="another --seed, or another model")
            yield made[:-seam]
            at += len(made) - seam
            heard = made if heard is None else np.concatenate([heard[:-seam], made])
            heard = heard[len(heard) % (self._rate // self._frame_rate) :][-context:]
            report(min(at / end, 1.0), f"{at / self._rate:.0f} s")

    def _goes_on(self, prompt: str, heard: Sound | None, seconds: float, seed: int) -> Sound:
        """Return ``heard`` as the model's codec gives it back, and ``seconds`` more, shape [n, channels]."""
        words = self._tokenizer([prompt], return_tensors="pt").to(self._device)
        if heard is not None:
            before = torch.from_numpy(heard.T[None]).to(self._device, self._model.dtype)
            words["input_values"], words["padding_mask"] = before, torch.ones_like(before[:, 0], dtype=torch.long)
        with torch.random.fork_rng(), torch.inference_mode(), explain_memory_errors("lower the model's option stretch"):
            torch.manual_seed(seed)
            made = self._model.generate(
                **words,
                do_sample=True,
                guidance_scale=self._guidance,
                max_new_tokens=round(seconds * self._frame_rate) + int(self._model.config.decoder.num_codebooks),
            )
        sound: Sound = made[0].float().cpu().numpy().T.copy()
        if not np.isfinite(sound).all():
            raise StageError("the model gave no sound but NaN", hint="try precision: fp32 in models.yaml")
        return sound
