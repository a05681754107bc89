"""Turns a published Coqui checkpoint, a pickle, into safetensors, which cannot run code.

    python -m digiteller.backends.narrate.coqui_weights model_file.pth model.safetensors

torch reads the pickle with ``weights_only``, which builds tensors and plain values and refuses everything else.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from digiteller.errors import DigitellerError, WeightsError


def convert(checkpoint: Path, target: Path) -> int:
    """Write the weights of ``checkpoint`` to ``target`` and return how many tensors there are.

    Raises:
        WeightsError: the checkpoint could run code, or holds no weights.
    """
    try:
        held: Any = torch.load(checkpoint, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises whatever the pickle provokes
        raise WeightsError(f"{checkpoint}: not read, because it is damaged or could run code ({error})") from error
    weights = held.get("model", held) if isinstance(held, dict) else {}
    tensors = {name: value for name, value in weights.items() if isinstance(value, torch.Tensor)}
    if not tensors:
        raise WeightsError(f"{checkpoint}: there are no weights in it")
    save_file({name: value.detach().contiguous().clone() for name, value in tensors.items()}, target)
    return len(tensors)


if __name__ == "__main__":
    try:
        print(f"{sys.argv[2]}: {convert(Path(sys.argv[1]), Path(sys.argv[2]))} tensors")
    except DigitellerError as error:
        sys.exit(f"error: {error}")
    except IndexError:
        sys.exit(f"usage: python -m {__spec__.name} model_file.pth model.safetensors")
