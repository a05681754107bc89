"""Packages as pip leaves them, for tests of what others may add."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from digiteller.backends.installed import GROUP


def install(folder: Path, name: str, version: str, offered: Mapping[str, str], **modules: str) -> None:
    """Write a package into a folder of the module path: its entry points of our group, and its modules by name."""
    information = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    lines = [f"{entry} = {place}" for entry, place in offered.items()]
    (information / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *lines, ""]))
    for module, code in modules.items():
        (folder / f"{module}.py").write_text(code)
