"""Read the weights of PyTorch's networks, from safetensors or PyTorch's own files, without running what is in them."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import safetensors.torch
import torch
from torch import Tensor, nn

from digiteller.errors import WeightsError

_SHOWN = 3
"""Names that an error lists of each kind of mismatch."""


class _Inert:
    """Stands for any class that a file names, PyTorch Lightning's callbacks say, and does nothing."""

    def __new__(cls, *_: object, **__: object) -> _Inert:
        return super().__new__(cls)

    def __setstate__(self, _: object) -> None:
        pass


def read_tensors(path: Path, *nests: str) -> dict[str, Tensor]:
    """Return a file's tensors by name, on the CPU, in the precision they were saved in.

    They are the file's top level, or lie under the first of ``nests`` that it has, such as ``state_dict``. Files of
    PyTorch are read with ``weights_only``, and the classes that they name beside the tensors are never imported.

    Raises:
        WeightsError: it cannot be read, or holds something else.
    """
    try:
        with path.open("rb") as file:
            zipped = file.read(4) == b"PK\3\4"
            is_safetensors = not zipped and file.seek(8) == 8 and file.read(1) == b"{"
        content = safetensors.torch.load_file(path) if is_safetensors else _read_pickled(path, zipped)
    except MemoryError:
        raise
    except OSError as error:
        raise WeightsError(f"{path}: the weights cannot be read: {error.strerror or error}") from error
    except pickle.UnpicklingError as error:  # torch's own text advises to read it unsafely
        raise WeightsError(f"{path}: the weights are not read: the file is damaged, or could run code") from error
    except Exception as error:  # torch raises whatever its reader stumbles over
        raise WeightsError(f"{path}: these are no weights of PyTorch, or they are damaged") from error
    if isinstance(content, dict):
        content = next((content[nest] for nest in nests if nest in content), content)
    if not isinstance(content, dict) or not all(
        isinstance(name, str) and isinstance(tensor, Tensor) for name, tensor in content.items()
    ):
        raise WeightsError(f"{path}: these are no weights: there is more in the file than tensors with names")
    return dict(content)


def load_tensors(network: nn.Module, tensors: Mapping[str, Tensor], path: Path) -> None:
    """Give a network its weights, every one of them, read from ``path``.

    Raises:
        WeightsError: one is missing, is not the network's, or has another shape.
    """
    copy_tensors(network.state_dict(), tensors, path)


def copy_tensors(own: Mapping[str, Tensor], tensors: Mapping[str, Tensor], path: Path) -> None:
    """Copy tensors read from ``path`` into those of a network, which share its memory, whatever they are called.

    Raises:
        WeightsError: one is missing, is not the network's, or has another shape.
    """
    kinds = {
        "missing": sorted(own.keys() - tensors.keys()),
        "unknown": sorted(tensors.keys() - own.keys()),
        "of another shape": sorted(n for n in own.keys() & tensors.keys() if own[n].shape != tensors[n].shape),
    }
    found = [f"{len(names)} {kind} ({_some(names)})" for kind, names in kinds.items() if names]
    if found:
        raise WeightsError(f"{path}: the weights do not fit the network: {', '.join(found)}")
    with torch.no_grad():
        for name, tensor in own.items():
            tensor.copy_(tensors[name])


def _read_pickled(path: Path, zipped: bool) -> Any:
    """Return what ``torch.save`` saved; what nobody asks for is not even read from the disk, where it can be mapped."""
    named = torch.serialization.get_unsafe_globals_in_checkpoint(path) if zipped else []
    with torch.serialization.safe_globals([(_Inert, name) for name in named]):
        return torch.load(path, map_location="cpu", weights_only=True, mmap=zipped)


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")
