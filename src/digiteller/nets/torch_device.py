"""Where torch computes, how exactly, and how that is repeated."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel

from digiteller.errors import MissingPackageError, SpecError

os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # read once, when cuBLAS is first used; see `repeatable`

_PRECISIONS = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}


def choose_device(wanted: str) -> str:
    """Return ``cpu``, ``cuda`` or ``mps``; for ``auto`` the best that is there.

    Raises:
        MissingPackageError: torch does not know the one that was asked for.
    """
    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wanted == "auto":
        return next(name for name, found in there.items() if found)
    if not there[wanted]:
        raise MissingPackageError(
            f"torch finds no {wanted} here", hint="install its build for your GPU: https://pytorch.org; or --device cpu"
        )
    return wanted


def choose_precision(settings: Mapping[str, Any], device: str) -> torch.dtype:
    """Return the precision that a model's ``precision`` of models.yaml asks for, ``fp32``, ``bf16`` or ``fp16``.

    Without one it is ``fp32``, and on GPUs ``bf16`` or, where they do not know it, ``fp16``.

    Raises:
        SpecError: it asks for another.
    """
    wanted = settings.get("precision")
    if wanted is None:
        known = device == "cuda" and torch.cuda.is_bf16_supported()
        wanted = "fp32" if device == "cpu" else "bf16" if known else "fp16"
    if wanted not in _PRECISIONS:
        raise SpecError(f"models.yaml: the option precision should be one of: {', '.join(_PRECISIONS)}")
    return _PRECISIONS[wanted]


def autocast(device: str) -> AbstractContextManager[object]:
    """Return where half precision is used: bfloat16, on GPUs that compute with it; its gradients need no scaling."""
    if device == "cuda" and torch.cuda.is_bf16_supported(including_emulation=False):
        half: AbstractContextManager[object] = torch.autocast("cuda", torch.bfloat16)
        return half
    return nullcontext()


@contextmanager
def make_repeatable() -> Iterator[None]:
    """Make kernels give the same bits each time, where they can."""
    before = torch.are_deterministic_algorithms_enabled(), torch.is_deterministic_algorithms_warn_only_enabled()
    torch.use_deterministic_algorithms(True, warn_only=True)
    try:
        yield
    finally:
        torch.use_deterministic_algorithms(before[0], warn_only=before[1])


@contextmanager
def make_gradients_repeatable() -> Iterator[None]:
    """As ``repeatable``, for gradients as well: those of the fused kernels for attention on GPUs are not."""
    plain: AbstractContextManager[object] = sdpa_kernel(SDPBackend.MATH) if torch.cuda.is_available() else nullcontext()
    with make_repeatable(), plain:
        yield
