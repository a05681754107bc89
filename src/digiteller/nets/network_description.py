"""The JSON beside a network's weights that describes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from digiteller.errors import WeightsError


def read_description(path: Path) -> dict[str, Any]:
    """Return the fields of a JSON file.

    Raises:
        WeightsError: it cannot be read, or has no fields.
    """
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(f"{path}: cannot be read: {error}") from error
    if not isinstance(fields, dict):
        raise WeightsError(f"{path}: cannot be read: it should have fields")
    return fields
