"""What premises can tell of: the evidence by which a plot is chosen."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml


def _read() -> dict[str, dict[str, Any]]:
    text = (files("digiteller.writing") / "features.yaml").read_text(encoding="utf-8")
    features: dict[str, dict[str, Any]] = yaml.safe_load(text)["features"]
    return features


FEATURES = _read()
"""By name, what each means and hands over."""
