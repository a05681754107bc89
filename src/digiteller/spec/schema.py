"""The story spec: what a user writes, checked line by line."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from digiteller.errors import SpecError
from digiteller.language.markup import read_markup
from digiteller.language.page_content import Time, Weather
from digiteller.language.story_hints import colors, kind_of, kinds, setting_of, settings, suggest
from digiteller.media.formats import FORMATS
from digiteller.options import (
    Acting,
    ComposeOptions,
    IllustrateOptions,
    NarrateOptions,
    ReadOptions,
    RenderOptions,
    UpscaleOptions,
    WriteOptions,
)
from digiteller.spec.paths import why_refused
from digiteller.spec.prose import SUFFIXES, read_prose
from digiteller.spec.validation import validate
from digiteller.spec.yamlfile import quote, read_yaml
from digiteller.story import Mood

MAX_SCENES = 200
MAX_TEXT = 4000
"""Characters of a page."""

Place = tuple[str | int, ...]
"""Where a value stands in a spec."""

Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT, pattern=r"\S")]
Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^\s*\S[^\n\u2028\u2029]*$")]

_PATH = re.compile(r"[/\\:]|^[~.-]")
"""What the name of a family of fonts does not hold."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, allow_inf_nan=False)


def _readable(text: str) -> str:
    try:
        read_markup(text)
    except SpecError as error:
        raise ValueError(f"{error.message}; {error.hint}") from error
    return text


def _place(words: str) -> str:
    return _known(words, "place", setting_of(words), settings())


def _kind(words: str) -> str:
    return _known(words, "kind of figure", kind_of(words), kinds())


def _color(word: str) -> str:
    return _known(word, "colour", word if word in colors() else "", colors())


def _known(words: str, sort: str, meant: str, names: Collection[str]) -> str:
    """Return the words if they mean something; the project's spec keeps them as they were written."""
    if not meant:
        raise ValueError(f"there is no {sort} called {quote(words)!r}; {suggest(words, names)}")
    return words


_Look = Annotated[list[Line], Field(max_length=12)]


class CharacterSpec(_Model):
    """Somebody of the story; what is left out is read from the words."""

    description: Text | None = None
    """In free words, such as ``an old woman, captain of a ship, with red hair``."""
    kind: Annotated[Line, AfterValidator(_kind)] | None = None
    """What it is: ``human``, ``fox``, ``robot``, ``polar bear``."""
    sex: Literal["female", "male"] | None = None
    """``female`` or ``male``."""
    age: Literal["baby", "child", "adult", "old"] | None = None
    """``baby``, ``child``, ``adult`` or ``old``."""
    job: Line | None = None
    """What it is dressed as, such as ``captain``, ``doctor`` or ``queen``."""
    looks: _Look | None = None
    """``red hair``, ``braids``, ``bald``, ``beard``, ``glasses``, ``freckles``, ``tall`` and the like."""
    wears: _Look | None = None
    """Clothes, perhaps with their colour: ``yellow boots``, ``red coat``, ``hat``."""
    color: Annotated[Line, AfterValidator(_color)] | None = None
    """Of its fur or the like: ``black``."""
    size: Literal["small", "big"] | None = None
    """For its kind and age."""


Character = Annotated[
    Annotated[Text, Tag("[words]")] | Annotated[CharacterSpec, Tag("[block]")],
    Discriminator(lambda value: "[words]" if isinstance(value, str) else "[block]"),
]


class SceneSpec(_Model):
    """One page; what is left out is written or chosen for you."""

    text: Annotated[Text, AfterValidator(_readable)] | None = None
    """What the narrator says, word for word. ``[pause 0.8]`` is silence, ``[voice NAME]`` another voice up to
    ``[/voice]`` or the end of the line."""
    picture: Text | None = None
    """What the picture shows."""
    picture_file: Line | None = None
    """A picture of your own (PNG, JPEG, WebP), inside the spec's folder."""
    mood: Mood | None = None
    """Steers the music and the light of the picture."""
    voice: Line | None = None
    """Who reads this page: a voice, MODEL/VOICE, or one of ``voices``."""
    cast: Annotated[list[Line], Field(max_length=12)] | None = None
    """Who is to be seen: names of ``characters`` or of the story, or words such as ``owl``; nobody if it is empty."""
    place: Annotated[Line, AfterValidator(_place)] | None = None
    """Where it is, such as ``kitchen``, ``forest`` or ``on a ship``; read from the words if left out."""
    time: Time | None = None
    """When it is; read from the words if left out."""
    weather: Weather | None = None
    """Read from the words if left out."""
    acting: Acting | None = None
    """What its figures do in the film; as ``illustrate`` says if left out."""


Scenes = Annotated[
    Annotated[int, Field(ge=1, le=MAX_SCENES, strict=True), Tag("[number]")]
    | Annotated[list[SceneSpec], Field(min_length=1, max_length=MAX_SCENES), Tag("[pages]")],
    Discriminator(lambda scenes: "[pages]" if isinstance(scenes, list) else "[number]"),
]


_Compose = Annotated[
    ComposeOptions,
    BeforeValidator(
        lambda value: {"model": "none"} if value == "none" else value,
        json_schema_input_type=ComposeOptions | Literal["none"],
    ),
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
    voices: Annotated[dict[Line, Line], Field(max_length=100)] = {}
    """Who speaks for each character: a voice of the narrator's model, another model, or MODEL/VOICE."""
    say: Annotated[dict[Line, Line], Field(max_length=1000)] = {}
    """How words are pronounced: spelt as they sound (``shi-VAWN``), or in IPA between slashes (``/ʃɪˈvɔːn/``)."""
    characters: Annotated[dict[Line, Character], Field(max_length=100)] = {}
    """Who is in the story and how they look on every page: a description, or a block of what is to hold."""
    scenes: Scenes = 8
    """How many pages, or the pages themselves."""
    write: WriteOptions = WriteOptions()
    read: ReadOptions = ReadOptions()
    narrate: NarrateOptions = NarrateOptions()
    compose: _Compose = ComposeOptions()
    """What music accompanies the story; ``none``: none."""
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


def load_spec(path: Path, models: Mapping[str, Collection[str]] | None = None) -> Spec:
    """Return the spec in a YAML file, or the story in a text or Markdown file, whose files are inside its folder.

    ``models`` are the names that may be chosen from, by stage; where it is given, others are refused.

    Raises:
        SpecError: with file, line, what is wrong and what is allowed.
    """
    file = read_prose(path) if path.suffix.lower() in SUFFIXES else read_yaml(path)
    spec = validate(file, Spec)
    for place, name in own_files(spec, path.parent).items():
        if reason := why_refused(path.parent, name):
            label = ".".join(str(step + 1) if isinstance(step, int) else step for step in place)
            hint = f"copy the file into {path.parent}, and give its name relative to it"
            raise SpecError(f"{path}:{file.line(place)}: {label}: {quote(reason, 1000)}", hint=hint)
    for place, name in _strangers(spec):
        known = suggest(name, list(spec.characters)) if spec.characters else "characters: can say who that is"
        raise SpecError(
            f"{path}:{file.line(place)}: scenes.{int(place[1]) + 1}.cast: "
            f"nobody of the story is called {quote(name)!r}; {known}"
        )
    for stage, names in (models or {}).items():
        chosen = getattr(spec, stage).model
        if chosen is not None and chosen not in names:
            line = file.line((stage, "model"))
            known = ", ".join(names)
            raise SpecError(f"{path}:{line}: {stage}.model: there is no model {quote(chosen)!r}; there are: {known}")
    return spec


def _strangers(spec: Spec) -> list[tuple[Place, str]]:
    """Return the names in casts, by their place, of whom neither the spec nor its words know anything."""
    if any(page.text is None for page in spec.pages):
        return []  # who is in the story is yet to be written
    words = " ".join(filter(None, [spec.premise, *(f"{page.text} {page.picture}" for page in spec.pages)])).casefold()
    names = {name.casefold() for name in spec.characters}
    return [
        (("scenes", index, "cast", at), name)
        for index, page in enumerate(spec.pages)
        for at, name in enumerate(page.cast or ())
        if name.casefold() not in names and not kind_of(name) and name.casefold() not in words
    ]


def own_files(spec: Spec, folder: Path) -> dict[Place, str]:
    """Return the files that a spec names, by their place in it; a font that is no file in ``folder`` is a family."""
    files: dict[Place, str] = {
        ("scenes", index, "picture_file"): page.picture_file
        for index, page in enumerate(spec.pages)
        if page.picture_file is not None
    }
    compose = {"file": spec.compose.file, "soundfont": spec.compose.soundfont}
    files |= {("compose", option): name for option, name in compose.items() if name}
    font = spec.render.font
    if font is not None and (_PATH.search(font) or os.path.lexists(folder / font)):
        files["render", "font"] = font
    return files


def with_files(spec: Spec, names: Mapping[Place, str]) -> Spec:
    """Return the spec with other names at the places of ``own_files``."""
    changes: dict[str, Any] = {}
    if not isinstance(spec.scenes, int):
        changes["scenes"] = [
            page.model_copy(update={"picture_file": names[place]})
            if (place := ("scenes", index, "picture_file")) in names
            else page
            for index, page in enumerate(spec.scenes)
        ]
    if own := {str(place[1]): name for place, name in names.items() if place[0] == "compose"}:
        changes["compose"] = replace(spec.compose, **own)  # type: ignore[arg-type]
    if ("render", "font") in names:
        changes["render"] = replace(spec.render, font=names["render", "font"])
    return spec.model_copy(update=changes)


def dump_spec(spec: Spec) -> str:
    """Return what the user set, as YAML."""
    return yaml.safe_dump(
        spec.model_dump(mode="json", exclude_unset=True), sort_keys=False, allow_unicode=True, width=100
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a spec, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Spec.model_json_schema()}
