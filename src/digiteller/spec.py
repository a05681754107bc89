"""The story spec: what a user writes, checked line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter, ValidationError, model_validator

from digiteller.errors import SpecError
from digiteller.options import (
    ComposeOptions,
    IllustrateOptions,
    NarrateOptions,
    RenderOptions,
    UpscaleOptions,
    WriteOptions,
)
from digiteller.render.formats import FORMATS
from digiteller.story import Mood
from digiteller.yamlfile import YamlFile, read_yaml

MAX_SCENES = 200

T = TypeVar("T")

Text = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]
Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^\s*\S[^\n]*$")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, allow_inf_nan=False)


class SceneSpec(_Model):
    """One page; what is left out is written or chosen for you."""

    text: Text | None = None
    """What the narrator says, word for word."""
    picture: Text | None = None
    """What the picture shows."""
    picture_file: Line | None = None
    """A picture of your own (PNG, JPEG, WebP), inside the spec's folder."""
    mood: Mood | None = None
    """Steers the music and the light of the picture."""
    voice: Line | None = None
    """A voice for this page alone."""


Scenes = Annotated[
    Annotated[int, Field(ge=1, le=MAX_SCENES, strict=True), Tag("[number]")]
    | Annotated[list[SceneSpec], Field(min_length=1, max_length=MAX_SCENES), Tag("[pages]")],
    Discriminator(lambda scenes: "[pages]" if isinstance(scenes, list) else "[number]"),
]


class Spec(_Model):
    """A story: either a premise, or your own words for every page, or a mixture."""

    title: Line | None = None
    """Written for you if left out."""
    premise: Text | None = None
    """What the story is about, in a sentence or two. Needed unless every page has its text."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en"
    """The language of the story, as a tag such as ``en``."""
    seed: Annotated[int, Field(ge=0, le=2**31 - 1, strict=True)] = 1
    """Another seed gives another story, voice take, music and pictures."""
    scenes: Scenes = 6
    """How many pages, or the pages themselves."""
    write: WriteOptions = WriteOptions()
    narrate: NarrateOptions = NarrateOptions()
    compose: ComposeOptions = ComposeOptions()
    illustrate: IllustrateOptions = IllustrateOptions()
    upscale: UpscaleOptions = UpscaleOptions()
    render: RenderOptions = RenderOptions()

    @property
    def pages(self) -> Sequence[SceneSpec]:
        """The pages, empty ones where only their number is given."""
        return [SceneSpec()] * self.scenes if isinstance(self.scenes, int) else self.scenes

    @model_validator(mode="after")
    def _complete(self) -> Spec:
        if self.premise is None and any(page.text is None for page in self.pages):
            raise ValueError("give a premise, or a text for every scene")
        if self.render.width % 2 or self.render.height % 2:
            raise ValueError("render: width and height must be even numbers")
        if self.render.encoder not in (kinds := FORMATS[self.render.format].encoders):
            raise ValueError(f"render: {self.render.format} can be encoded by: {', '.join(kinds)}")
        return self


def load_spec(path: Path) -> Spec:
    """Return the spec in a YAML file.

    Raises:
        SpecError: with file, line, what is wrong and what is allowed. Every mistake is listed at once.
    """
    file = read_yaml(path)
    spec = check(file, Spec)
    for index, page in enumerate(spec.pages):
        if page.picture_file is not None:
            where = f"{path}:{file.line(('scenes', index, 'picture_file'))}: scenes.{index + 1}.picture_file"
            _check_picture_file(where, path.parent, page.picture_file)
    return spec


def check(file: YamlFile, model: type[T]) -> T:
    """Return a YAML file's values as ``model``, or raise a SpecError that lists every mistake with its line."""
    adapter = TypeAdapter(model)
    try:
        return adapter.validate_python(file.data if file.data is not None else {})
    except ValidationError as error:
        schema = adapter.json_schema()
        mistakes = dict.fromkeys(_explain(file, schema, details) for details in error.errors())
        raise SpecError("\n".join(mistakes)) from error


def with_picture_files(spec: Spec, names: Mapping[int, str]) -> Spec:
    """Return the spec with the pictures of the pages (counted from 0) under other names."""
    if isinstance(spec.scenes, int):
        return spec
    pages = [
        page.model_copy(update={"picture_file": names[index]}) if index in names else page
        for index, page in enumerate(spec.scenes)
    ]
    return spec.model_copy(update={"scenes": pages})


def dump_spec(spec: Spec) -> str:
    """Return what the user set, as YAML."""
    return yaml.safe_dump(
        spec.model_dump(mode="json", exclude_unset=True), sort_keys=False, allow_unicode=True, width=100
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a spec, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Spec.model_json_schema()}


def _check_picture_file(where: str, folder: Path, name: str) -> None:
    try:
        inside = (folder / name).resolve().is_relative_to(folder.resolve())
        if Path(name).is_absolute() or not inside:
            raise SpecError(f"{where}: {name} lies outside the spec's folder", hint=f"copy it into {folder}")
        if not (folder / name).is_file():
            raise SpecError(f"{where}: there is no file {folder / name}")
    except (OSError, ValueError, RuntimeError) as error:
        raise SpecError(f"{where}: {name!r} is no usable file name: {error}") from error


def _explain(file: YamlFile, schema: Any, details: Any) -> str:
    location = [step for step in details["loc"] if not (isinstance(step, str) and step.startswith("["))]
    name = ".".join(str(step + 1) if isinstance(step, int) else step for step in location)
    message = details["msg"].removeprefix("Value error, ").replace("Input should", "this should")
    kind = details["type"]
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        message = f"unknown key; allowed here: {', '.join(_allowed_keys(schema, location[:-1]))}"
    elif name == "scenes" and kind == "int_type":
        message = "this should be a number of scenes, or a list of them"
    elif kind in ("union_tag_not_found", "union_tag_invalid"):
        message = f"this should be a block with one of the keys: {', '.join(_allowed_keys(schema, location))}"
    elif kind == "string_type":
        message = "this must be text; put it in quotes"
    elif kind in ("model_type", "dataclass_type"):
        message = "this should be a block of keys and values"
    elif kind == "string_pattern_mismatch" and not str(details["input"]).strip():
        message = "this must not be empty"
    elif kind != "value_error" and isinstance(details["input"], (str, int, float)):
        message = f"{message}, not {str(details['input'])[:60]!r}"
    return f"{file.path}:{file.line(location)}: {name + ': ' if name else ''}{message}"


def _allowed_keys(schema: Any, location: Sequence[str | int]) -> list[str]:
    """Return the keys that a JSON Schema allows at ``location``."""
    nodes = _branches(schema, schema)
    for step in location:
        inner = [node.get("items") if isinstance(step, int) else _property(node, step) for node in nodes]
        nodes = [branch for node in inner if isinstance(node, dict) for branch in _branches(schema, node)]
    return list(dict.fromkeys(key for node in nodes for key in node.get("properties", {})))


def _branches(schema: Any, node: Any) -> list[Any]:
    """Return what a node of a JSON Schema may be: the definition it refers to, or those it chooses from."""
    if "$ref" in node:
        return _branches(schema, schema["$defs"][node["$ref"].rsplit("/", 1)[1]])
    choices = node.get("oneOf") or node.get("anyOf")
    return [branch for choice in choices for branch in _branches(schema, choice)] if choices else [node]


def _property(node: Any, key: str) -> Any:
    return node.get("properties", {}).get(key, node.get("additionalProperties"))
