"""Models of transformers with their tokenizers, from files alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
import transformers

from digiteller.errors import WeightsError
from digiteller.system.linked_folder import as_folder


def open_pretrained(files: Mapping[str, Path], kind: Any, precision: torch.dtype, what: str) -> tuple[Any, Any]:
    """Return tokenizer and model; the files carry the names that transformers gives them.

    ``kind`` is a class of transformers, such as ``AutoModelForCausalLM``, and ``what`` says it in words. Weights are
    safetensors; code beside them is never run. transformers prints nothing from then on.

    Raises:
        WeightsError: the files are no such model.
    """
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    safely: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    with as_folder(files) as folder:
        try:
            tokenizer = transformers.AutoTokenizer.from_pretrained(folder, **safely)
            model = kind.from_pretrained(folder, dtype=precision, use_safetensors=True, **safely)
        except ImportError:
            raise
        except Exception as error:  # it raises the errors of several libraries
            reason = str(error).strip().replace(str(folder), "").split("\n")[0]
            raise WeightsError(
                f"{', '.join(files) or 'no file'}: this is no {what} that transformers can load: {reason}",
                hint="a model needs config.json, tokenizer.json and its .safetensors files",
            ) from error
    return tokenizer, model
