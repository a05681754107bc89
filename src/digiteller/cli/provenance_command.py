"""``digiteller provenance``."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digiteller.cli.console import print_result
from digiteller.cli.run_options import models_option, project_folder, project_option
from digiteller.models.licences import verdict

if TYPE_CHECKING:
    from digiteller.project.provenance import Origin, Source

_WIDTH = 100
"""Letters of a value that are shown; ``--json`` has all."""
_DIGITS = 16
"""Of the sha256 of files."""
_REMARKS = {
    "as made": "",
    "changed": "  changed by somebody else: what follows is about the file that was made",
    "missing": "  missing",
}


@click.command("provenance")
@project_option
@models_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with nothing shortened.")
def command(folder: Path | None, models_files: tuple[Path, ...], as_json: bool) -> None:
    """Tell what every output came from: models, weights, licences, seeds, options and files."""
    from digiteller.models.registry import load_registry
    from digiteller.project.folder import SPEC, Project
    from digiteller.project.manifest import FileHashes, Manifest
    from digiteller.project.provenance import Records
    from digiteller.system.atomic_files import explain_os_errors

    project = Project(project_folder(None, folder))
    project.require(SPEC, "digiteller write SPEC")
    with explain_os_errors():
        hashes = FileHashes(project.hashes)
        records = Records(Manifest(project, hashes).entries, load_registry(project.root, models_files))
        origins, strangers = records.origins(project, hashes), records.strangers(project)
    if as_json:
        told = {"format": 1, "tasks": [dataclasses.asdict(origin) for origin in origins], "not_ours": strangers}
        print_result(json.dumps(told, indent=2))
        return
    for origin in origins:
        print_result("\n".join(_lines(origin)) + "\n")
    for name in strangers:
        print_result(f"{name}  not made by digiteller, or its records are gone")


def _lines(origin: Origin) -> Iterator[str]:
    for name, digest in origin.outputs.items():
        yield f"{name}  {digest[:_DIGITS]}{_REMARKS[origin.states[name]]}"
    for source in origin.sources:
        yield from _model(source)
    if origin.options:
        yield f"  options  {', '.join(f'{name} {_value(value)}' for name, value in origin.options.items())}"
    for name, value in origin.facts.items():
        if not _is_digest(value):
            yield f"  {name}: {_shortened(_value(value))}"
    for name, digest in origin.inputs.items():
        yield f"  read     {name}  {digest[:_DIGITS]}"
    if origin.through:
        yield f"  through  {', '.join(origin.through)}"


def _model(source: Source) -> Iterator[str]:
    yield f"  model    {source.stage}: {source.model}, seed {_value(source.seed)}, {source.backend}"
    yield f"    licence  {source.licence} (commercial use: {verdict(source.commercial)})"
    for name, digest in source.weights.items():
        yield f"    weights  {name} sha256 {digest}"
    if source.settings:
        yield f"    options  {_shortened(_value(source.settings))}"


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_digest(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"
