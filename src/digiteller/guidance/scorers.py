"""Load the scorer of a model of models.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digiteller.errors import SpecError

if TYPE_CHECKING:
    from digiteller.guidance.image_text import ImageText

_FOLDER = "clip/"


def open_image_text(files: Mapping[str, Path], settings: Mapping[str, Any], device: str) -> ImageText:
    """Return the scorer whose files a model has under ``clip/``.

    Settings: ``image_text``, ``transformers`` (by default) or ``open-clip``; ``architecture``, for open_clip.

    Raises:
        SpecError: a setting is wrong.
        WeightsError: the files are not what they should be.
    """
    own = {name.removeprefix(_FOLDER): path for name, path in files.items() if name.startswith(_FOLDER)}
    kind = settings.get("image_text", "transformers")
    if kind == "transformers":
        from digiteller.guidance.clip import ClipScorer

        return ClipScorer(own, device)
    if kind == "open-clip":
        from digiteller.guidance.open_clip import OpenClipScorer

        return OpenClipScorer(own, str(settings.get("architecture")), device)
    raise SpecError("models.yaml: the option image_text should be transformers or open-clip")
