"""``digiteller provenance``."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digiteller.cli.console import print_result
from digiteller.cli.running import models_option, project_folder, project_option

if TYPE_CHECKING:
    from digiteller.provenance import Origin

_WIDTH = 100
"""Letters of a value that are shown; ``--json`` has all."""


@click.command("provenance")
@project_option
@models_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with nothing shortened.")
def command(folder: Path | None, models_files: tuple[Path, ...], as_json: bool) -> None:
    """Tell what every output came from: models, weights, licences, seeds, options and files."""
    from digiteller.manifest import FileHashes, Manifest
    from digiteller.project import SPEC, Project, explained_os_errors
    from digiteller.provenance import Records
    from digiteller.registry import load_registry

    project = Project(project_folder(None, folder))
    project.require(SPEC, "digiteller write SPEC")
    with explained_os_errors():
        hashes = FileHashes(project.hashes)
        records = Records(Manifest(project, hashes).entries, load_registry(project.root, models_files))
        origins = records.origins(project, hashes)
    if as_json:
        print_result(json.dumps([dataclasses.asdict(origin) for origin in origins], indent=2, ensure_ascii=False))
        return
    for origin in origins:
        print_result("\n".join(_lines(origin)) + "\n")


def _lines(origin: Origin) -> Iterator[str]:
    for name, state in origin.states.items():
        yield f"{name}{_REMARKS[state]}"
    yield f"  sha256    {' '.join(digest[:16] for digest in origin.outputs.values())}"
    if source := origin.source:
        from digiteller.licences import verdict

        yield f"  model     {source.model}, {source.backend}"
        yield f"  licence   {source.licence}; commercial use: {verdict(source.commercial)}"
        for name, digest in source.weights.items():
            yield f"  weights   {name} sha256 {digest}"
        yield f"  seed      {source.seed}"
        if source.settings:
            yield f"  settings  {_shown(source.settings)}"
    for title, values in (("options", origin.options), ("made from", origin.facts)):
        for name, value in values.items():
            yield f"  {title:<9} {name}: {_shown(value)}"
    for name, digest in origin.inputs.items():
        yield f"  file      {name} sha256 {digest[:16]}"
    if origin.through:
        yield f"  through   {', '.join(origin.through)}"


_REMARKS = {
    "as made": "",
    "changed": " (changed by somebody else since: what follows is about the file that was made)",
    "missing": " (missing)",
}


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"
