"""CLIP (Radford et al. 2021) and SigLIP (Zhai et al. 2023), as transformers runs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
import transformers
from torch import Tensor

from digiteller.errors import WeightsError
from digiteller.guidance.clip_vocabulary import read_vocabulary
from digiteller.nets.checkpoint import read_tensors
from digiteller.nets.network_description import read_description
from digiteller.system.linked_folder import as_folder

_NETWORKS = {"clip": transformers.CLIPModel, "siglip": transformers.SiglipModel}
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")
_TOKENIZERS = {"tokenizer.json", "vocab.json", "spiece.model"}
_VOCABULARY = "bpe_simple_vocab_16e6.txt.gz"
_MEANS = {"clip": (0.48145466, 0.4578275, 0.40821073), "siglip": (0.5, 0.5, 0.5)}
_DEVIATIONS = {"clip": (0.26862954, 0.26130258, 0.27577711), "siglip": (0.5, 0.5, 0.5)}
_COUNTERS = "position_ids"
"""Names of tensors that only count, which old files have and networks do without."""
_AT_ONCE = 100
"""Texts."""


class ClipScorer:
    """An ``ImageText`` from files of transformers: ``config.json``, the weights, and those of the tokenizer.

    OpenAI's own vocabulary, ``bpe_simple_vocab_16e6.txt.gz``, does in place of a tokenizer. Without ``config.json`` the
    weights are taken for those of OpenAI's ViT-B/32.
    """

    def __init__(self, files: Mapping[str, Path], device: str) -> None:
        """Load the weights.

        Raises:
            WeightsError: a file is missing, or is not what it should be; every tensor is accounted for.
        """
        transformers.logging.set_verbosity_error()
        transformers.logging.disable_progress_bar()
        config = _read_config(files)
        kind = config.model_type
        self._device = device
        self._pads = "max_length" if kind == "siglip" else True
        self._length = config.text_config.max_position_embeddings
        self._tokenizer = _read_tokenizer(files)
        self._network = _read_network(files, config).to(device).eval().requires_grad_(False)
        self.size = config.vision_config.image_size
        told = read_description(files["preprocessor_config.json"]) if "preprocessor_config.json" in files else {}
        means, deviations = told.get("image_mean", _MEANS[kind]), told.get("image_std", _DEVIATIONS[kind])
        self._mean, self._deviation = (torch.tensor(v, device=device).view(3, 1, 1) for v in (means, deviations))

    def texts(self, texts: Sequence[str]) -> Tensor:
        """Return the embeddings of texts, shape [n, d], of length 1 each; what is too long is cut off."""
        with torch.inference_mode():
            parts = [self._texts(texts[start : start + _AT_ONCE]) for start in range(0, len(texts), _AT_ONCE)]
        return torch.cat(parts).clone()

    def images(self, images: Tensor) -> Tensor:
        """Return the embeddings of RGB pictures [n, 3, size, size] in 0..1: shape [n, d], of length 1."""
        seen = self._network.get_image_features(pixel_values=(images - self._mean) / self._deviation)
        return torch.nn.functional.normalize(seen.pooler_output, dim=-1)

    def _texts(self, texts: Sequence[str]) -> Tensor:
        tokens = self._tokenizer(
            list(texts), padding=self._pads, truncation=True, max_length=self._length, return_tensors="pt"
        ).to(self._device)
        read = self._network.get_text_features(**{name: tokens[name] for name in self._tokenizer.model_input_names})
        return torch.nn.functional.normalize(read.pooler_output.float(), dim=-1)


def _read_config(files: Mapping[str, Path]) -> Any:
    if "config.json" not in files:
        return transformers.CLIPConfig()
    values = read_description(files["config.json"])
    kind = values.get("model_type")
    if kind not in _NETWORKS:
        raise WeightsError(f"{files['config.json']}: {kind!r} is none of {', '.join(_NETWORKS)}")
    try:
        return _NETWORKS[kind].config_class.from_dict(values)
    except Exception as error:  # it raises the errors of several libraries
        raise WeightsError(f"{files['config.json']}: {str(error).strip().splitlines()[0]}") from error


def _read_network(files: Mapping[str, Path], config: Any) -> Any:
    path = next((files[name] for name in _WEIGHTS if name in files), None)
    if path is None:
        raise WeightsError(f"there are no weights of {config.model_type}: they are called {' or '.join(_WEIGHTS)}")
    tensors = {name: value for name, value in read_tensors(path).items() if not name.endswith(_COUNTERS)}
    try:
        network, loaded = _NETWORKS[config.model_type].from_pretrained(
            None, config=config, state_dict=tensors, output_loading_info=True, dtype=torch.float32
        )
    except RuntimeError as error:  # shapes that do not fit
        raise WeightsError(f"{path}: these are not the weights of config.json") from error
    wrong = sorted(
        {str(name) for kind in ("missing_keys", "unexpected_keys", "mismatched_keys") for name in loaded[kind]}
    )
    if wrong:
        raise WeightsError(f"{path}: {len(wrong)} weights are missing or too many, such as {wrong[0]}")
    return network


def _read_tokenizer(files: Mapping[str, Path]) -> Any:
    if _VOCABULARY in files:
        vocabulary, merges = read_vocabulary(files[_VOCABULARY])
        return transformers.CLIPTokenizer(vocab=vocabulary, merges=merges)
    if not files.keys() & _TOKENIZERS:  # transformers would make an empty one
        raise WeightsError(f"there is no tokenizer: it is called {', '.join(sorted(_TOKENIZERS))} or {_VOCABULARY}")
    with as_folder({name: path for name, path in files.items() if name not in _WEIGHTS}) as folder:
        try:
            return transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        except ImportError:
            raise
        except Exception as error:  # it raises the errors of several libraries
            raise WeightsError(f"{', '.join(files)}: no tokenizer that transformers can load is there") from error
