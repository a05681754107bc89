"""``digiteller models list, pull, verify``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digiteller.cli import console
from digiteller.cli.console import print_result
from digiteller.cli.running import models_option
from digiteller.errors import UsageError, WeightsError

if TYPE_CHECKING:
    from digiteller.registry import Model, Registry


@click.group("models")
def command() -> None:
    """List, fetch and check the models' weights."""


@command.command("list")
@models_option
def list_models(models_files: tuple[Path, ...]) -> None:
    """List every model: its stage, name, licence, size, and whether it is on this machine."""
    from digiteller.registry import load_registry
    from digiteller.weights import locate

    for stage, models in load_registry(extra=models_files).models.items():
        for model in models.values():
            entry = model.entry
            size = sum(file.bytes for file in entry.files)
            where = "here" if all(locate(model, file) for file in entry.files) else "pull"
            mark = "*" if entry.default else " "
            megabytes = f"{size / 1e6:8.1f} MB" if size else " " * 11
            print_result(f"{stage:<10} {mark} {model.name:<26} {megabytes}  {where}  {entry.licence}")


@command.command("pull")
@click.argument("names", nargs=-1)
@models_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def pull_models(names: Sequence[str], models_files: tuple[Path, ...], quiet: bool) -> None:
    """Fetch the weights of the models NAMES, or of the defaults; what is here and whole is left alone."""
    from digiteller.registry import load_registry
    from digiteller.weights import open_model

    shown = console.choose(quiet=quiet)
    for model in _chosen(load_registry(extra=models_files), names):
        for path in open_model(model, shown.download, repair=True).values():
            print_result(path)


@command.command("verify")
@click.argument("names", nargs=-1)
@models_option
def verify_models(names: Sequence[str], models_files: tuple[Path, ...]) -> None:
    """Check the weights of the models NAMES, or of all that are on this machine, against their sha256."""
    from digiteller.registry import load_registry
    from digiteller.weights import locate, verify

    registry = load_registry(extra=models_files)
    everything = [model for models in registry.models.values() for model in models.values()]
    damaged = []
    for model in _chosen(registry, names) if names else everything:
        for file in model.entry.files:
            if names and locate(model, file) is None:
                raise WeightsError(f"{file.name} is not on this machine", hint=f"digiteller models pull {model.name}")
            try:
                if path := verify(model, file):
                    print_result(f"{model.name}: {file.name}: ok: {path}")
            except WeightsError as error:
                print_result(f"{model.name}: {file.name}: DAMAGED: {error.message}")
                damaged.append(model.name)
    if damaged:
        raise WeightsError("weights are damaged", hint=f"digiteller models pull {' '.join(dict.fromkeys(damaged))}")


def _chosen(registry: Registry, names: Sequence[str]) -> list[Model]:
    if not names:
        return registry.defaults()
    known = {name: model for models in registry.models.values() for name, model in models.items()}
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"no model called {', '.join(unknown)}", hint="digiteller models list")
    return [known[name] for name in names]
