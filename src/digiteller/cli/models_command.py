"""``digiteller models list, pull, verify, licences, add``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digiteller.cli import console
from digiteller.cli.console import print_result
from digiteller.cli.run_options import attempts_option, models_option, project_folder
from digiteller.errors import SpecError, UsageError, WeightsError
from digiteller.options import MODEL_STAGES, ModelStage

if TYPE_CHECKING:
    from digiteller.models.registry import Model, Registry
    from digiteller.spec.schema import Spec


@click.group("models")
def command() -> None:
    """List, fetch and check the models' weights."""


@command.command("list")
@models_option
def list_models(models_files: tuple[Path, ...]) -> None:
    """List every model: its stage, name, licence, size, and whether it is on this machine."""
    from digiteller.models.registry import load_registry
    from digiteller.models.weights_cache import locate

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
@attempts_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def pull_models(names: Sequence[str], models_files: tuple[Path, ...], attempts: int, quiet: bool) -> None:
    """Fetch the weights of the models NAMES, or of the defaults; what is here and whole is left alone."""
    from digiteller.models.registry import load_registry
    from digiteller.models.weights_cache import open_model

    shown = console.choose(quiet=quiet)
    for model in _chosen(load_registry(extra=models_files), names):
        for path in open_model(model, shown.download, repair=True, attempts=attempts).values():
            print_result(path)


@command.command("verify")
@click.argument("names", nargs=-1)
@models_option
def verify_models(names: Sequence[str], models_files: tuple[Path, ...]) -> None:
    """Check the weights of the models NAMES, or of all that are on this machine, against their sha256."""
    from digiteller.models.registry import load_registry
    from digiteller.models.weights_cache import locate, verify

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


@command.command("licences")
@click.argument("spec", type=click.Path(path_type=Path))
@models_option
@click.option("--require-commercial", is_flag=True, help="Exit with 3 unless the film may be used commercially.")
def model_licences(spec: Path, models_files: tuple[Path, ...], require_commercial: bool) -> None:
    """Tell the licences of the models that SPEC asks for, and whether its film may be used commercially."""
    from digiteller.models.licences import all_commercial, commercial, verdict
    from digiteller.models.registry import load_registry
    from digiteller.spec.schema import load_spec

    registry = load_registry(project_folder(spec, None), models_files)
    models = _models_of(load_spec(spec, registry.models), registry)
    for model in models:
        licence = model.entry.licence
        print_result(f"{model.stage:<10} {model.name:<24} {verdict(commercial(licence)):<8} {licence}")
        if model.entry.terms:
            print_result(f"{'':<35} read it: {model.entry.terms}")
        if model.entry.credit:
            print_result(f"{'':<35} keep the credit: {model.entry.credit}")
    allowed = all_commercial(model.entry.licence for model in models)
    print_result(f"commercial use: {verdict(allowed)}")
    if require_commercial and not allowed:
        wrong = [model.name for model in models if not commercial(model.entry.licence)]
        raise SpecError(
            f"{spec}: the film may not be used commercially, or not surely: {', '.join(wrong)}",
            hint="read their licences, or choose other models: digiteller models list",
        )


@command.command("add")
@click.argument("stage", type=click.Choice(MODEL_STAGES))
@click.argument("name")
@click.option("--backend", required=True, help="What runs it.")
@click.option("--licence", required=True, help="SPDX identifiers, each perhaps with what it is for.")
@click.option("--credit", help="A line for the film's credits, if the licence asks for one.")
@click.option(
    "--file",
    "files",
    multiple=True,
    metavar="[NAME=]PATH",
    help="A file of weights on this machine, and what the backend calls it, such as clip/config.json.",
)
@click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help="An option of the backend, as YAML.")
@click.option(
    "--models",
    "models_file",
    type=click.Path(path_type=Path),
    default=Path("models.yaml"),
    show_default=True,
    metavar="FILE",
    help="The models file to add it to.",
)
def add(
    stage: ModelStage,
    name: str,
    backend: str,
    licence: str,
    credit: str | None,
    files: Sequence[str],
    options: Sequence[str],
    models_file: Path,
) -> None:
    """Add the model NAME of a STAGE to a models file; its files stay where they are, known by their sha256."""
    from pydantic import ValidationError

    from digiteller.backends import table
    from digiteller.models.models_file_editing import add_model
    from digiteller.models.registry import ModelEntry
    from digiteller.models.weights_cache import describe_file

    if backend not in (known := table.backend_names(stage)):
        raise UsageError(f"{stage} has no backend called {backend!r}; there are: {', '.join(known)}")
    folder = models_file.absolute().parent
    try:
        named = [_file(text) for text in files]
        weights = [describe_file(path, _source(path, folder), name).model_dump() for name, path in named]
        values = {"backend": backend, "licence": licence, "credit": credit, "files": weights}
        entry = ModelEntry.model_validate({**values, "options": dict(_option(text) for text in options)})
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors()]
        raise UsageError(f"{name} cannot be added: {'; '.join(problems)}") from error
    add_model(models_file, stage, name, entry)
    print_result(models_file)


def _file(text: str) -> tuple[str | None, Path]:
    """Return a file's name in the model, if one is given, and its path."""
    name, given, path = text.partition("=")
    if Path(text).is_file():
        return None, Path(text)
    if given and Path(path).is_file():
        return name, Path(path)
    raise UsageError(f"--file {text}: there is no such file")


def _source(path: Path, folder: Path) -> str:
    """Return how a models file in ``folder`` names a file: relative to it where both can be moved together."""
    absolute = path.absolute()
    return absolute.relative_to(folder).as_posix() if absolute.is_relative_to(folder) else str(absolute)


def _option(text: str) -> tuple[str, Any]:
    import yaml

    name, given, value = text.partition("=")
    try:
        if name and given:
            return name, yaml.safe_load(value)
    except yaml.YAMLError:
        pass
    raise UsageError(f"--option {text} is not NAME=VALUE")


def _models_of(spec: Spec, registry: Registry) -> list[Model]:
    """Return the models that a film may be made with; which pages need to be enlarged is known only later."""
    from digiteller.stages.write import choose_writer

    chosen = {"narrate": spec.narrate.model, "compose": spec.compose.model}
    if not all(page.picture_file for page in spec.pages):
        chosen = {"read": spec.read.model, **chosen, "illustrate": spec.illustrate.model}
    chosen["upscale"] = spec.upscale.model
    return [choose_writer(spec, registry), *(registry.get(stage, name) for stage, name in chosen.items())]


def _chosen(registry: Registry, names: Sequence[str]) -> list[Model]:
    if not names:
        return registry.defaults()
    known = {name: model for models in registry.models.values() for name, model in models.items()}
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"no model called {', '.join(unknown)}", hint="digiteller models list")
    return [known[name] for name in names]
