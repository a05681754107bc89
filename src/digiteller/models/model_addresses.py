"""Models that no models file names: a file or folder on this machine, or a file or repository of the hub at a commit.

Only the command line may name one; a spec, which may come from anyone, chooses among the models of models.yaml.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from digiteller.errors import UsageError, WeightsError
from digiteller.models.download_sources import hub
from digiteller.models.registry import HubSource, Model, ModelEntry, Registry, WeightFile
from digiteller.models.weights_cache import describe_file, weights_home
from digiteller.options import ModelStage
from digiteller.system.atomic_files import replacing
from digiteller.system.hashing import sha256
from digiteller.system.secrets import redact

_HUB = re.compile(r"hf:(?P<repo>\w[\w.-]*/\w[\w.-]*)(?:/(?P<file>[^@]+))?@(?P<revision>[0-9a-f]{40})")
_READ = re.compile(
    r"(?:config|generation_config|scheduler_config|preprocessor_config|tokenizer|tokenizer_config|special_tokens_map"
    r"|added_tokens|vocab)\.json|merges\.txt|(?:tokenizer|spiece)\.model|chat_template\.jinja"
    r"|[\w-]+\.safetensors(?:\.index\.json)?"
)
"""The files that transformers and diffusers read: no code, no weights that could run some, no second copy of them
(``model.fp16.safetensors``)."""
_UNKNOWN = "unknown: read the licence of the model"


@dataclass(frozen=True)
class _Folder:
    """A model that is a folder or a repository."""

    backend: str
    index: str
    """The file by which it is known."""
    parts: Callable[[Mapping[str, Any]], Sequence[str]]
    """The folders in it, by the index, that belong to the model; the empty name is the folder itself."""


def _of_pipeline(index: Mapping[str, Any]) -> list[str]:
    """Return the parts of a pipeline of diffusers: ``"unet": ["diffusers", "UNet2DConditionModel"]``."""
    return [name for name, kind in index.items() if isinstance(kind, list) and kind and kind[0]]


_SUFFIXES = {"write": (".gguf",), "upscale": (".pth", ".safetensors")}
"""Of models that are one file, by stage."""
_FILE_BACKENDS = {"write": "llamacpp", "upscale": "esrgan"}
_FOLDERS = {
    "write": _Folder("transformers", "config.json", lambda _: [""]),
    "compose": _Folder("musicgen", "config.json", lambda _: [""]),
    "illustrate": _Folder("diffusion", "model_index.json", _of_pipeline),
}


def find_model(registry: Registry, stage: ModelStage, name: str, offline: bool = False) -> Model:
    """Return the model that the command line names: one of the models files, or what is at an address.

    An address is a path to a file (``.gguf`` to write, ``.pth`` or ``.safetensors`` to upscale) or to a folder in the
    form of transformers (to write, to compose) or diffusers (to illustrate), or ``hf:OWNER/NAME@COMMIT``, with
    ``/FILE`` after the name for one file.

    Raises:
        UsageError: there is nothing of that kind.
        WeightsError: the hub does not tell what it has, or may not be asked.
    """
    if name in registry.models.get(stage, {}) or not (stage in _SUFFIXES or stage in _FOLDERS):
        return registry.get(stage, name)
    if name.startswith("hf:"):
        return _on_the_hub(stage, name, offline)
    path = Path(name).expanduser()
    if "/" in name or path.is_dir() or _is_file_of(stage, name):
        return _on_this_machine(stage, path)
    return registry.get(stage, name)


def _is_file_of(stage: ModelStage, name: str) -> bool:
    return Path(name).suffix.lower() in _SUFFIXES.get(stage, ())


def _may_be(stage: ModelStage, file: str | None) -> bool:
    return _is_file_of(stage, file) if file else stage in _FOLDERS


def _on_this_machine(stage: ModelStage, path: Path) -> Model:
    form = _FOLDERS.get(stage)
    try:
        if path.is_file() and _is_file_of(stage, path.name):
            return Model(stage, path.name, _entry(_FILE_BACKENDS[stage], _UNKNOWN, [describe_file(path)]), Path())
        if form and (path / form.index).is_file():
            there = [file.relative_to(path).as_posix() for file in sorted([*path.glob("*"), *path.glob("*/*")])]
            chosen = _chosen(form, there, path / form.index)
            files = [describe_file(path / name, name=name) for name in chosen]
            return Model(stage, path.resolve().name, _entry(form.backend, _UNKNOWN, files), Path())
    except ValidationError as error:
        raise UsageError(f"{path} cannot be used", hint="its name may have letters, digits, - and _ alone") from error
    raise UsageError(f"{path} is no model to {stage} with", hint=f"name {_examples(stage)}, or: digiteller models list")


def _examples(stage: ModelStage) -> str:
    files = [f"a {suffix} file" for suffix in _SUFFIXES.get(stage, ())]
    folders = [f"a folder with {_FOLDERS[stage].index}"] if stage in _FOLDERS else []
    return ", ".join([*files, *folders])


def _chosen(form: _Folder, names: Sequence[str], index: Path) -> list[str]:
    """Return which files of a folder a model is made of.

    Raises:
        WeightsError: the index cannot be read.
    """
    try:
        parts = form.parts(json.loads(index.read_text(encoding="utf-8")))
    except (OSError, ValueError, AttributeError) as error:
        raise WeightsError(f"{index}: cannot be read: {error}") from error
    split = ((name, *name.rpartition("/")[::2]) for name in names)
    return [name for name, part, file in split if name == form.index or (part in parts and _READ.fullmatch(file))]


def _on_the_hub(stage: ModelStage, address: str, offline: bool) -> Model:
    found = _HUB.fullmatch(address)
    if found is None or not _may_be(stage, found["file"]):
        forms = ["hf:OWNER/NAME@COMMIT"] if stage in _FOLDERS else []
        forms += [f"hf:OWNER/NAME/FILE{suffix}@COMMIT" for suffix in _SUFFIXES.get(stage, ())]
        raise UsageError(
            f"{address} is not {' or '.join(forms)}",
            hint="the commit is the 40 letters and digits under History on the repository's page; branches move",
        )
    repo, file, revision = found["repo"], found["file"], found["revision"]
    name = f"{repo}{'/' + file if file else ''}@{revision[:8]}"
    known = weights_home() / "hub" / f"{stage}--{re.sub(r'[^A-Za-z0-9._-]', '--', name)}-{revision}.json"
    entry = _remembered(known)
    if entry is None:
        if offline:
            raise WeightsError(f"what {address} holds is not known on this machine, and --offline forbids to ask")
        entry = _asked(stage, repo, file, revision)
        known.parent.mkdir(parents=True, exist_ok=True)
        with replacing(known) as new:
            new.write_text(entry.model_dump_json(), encoding="utf-8")
    return Model(stage, name, entry, weights_home())


def _remembered(path: Path) -> ModelEntry | None:
    """Return what was found out before: what a commit holds does not change."""
    try:
        return ModelEntry.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError):
        return None


def _asked(stage: ModelStage, repo: str, file: str | None, revision: str) -> ModelEntry:
    huggingface_hub = hub()
    try:
        info = huggingface_hub.HfApi().model_info(repo, revision=revision, files_metadata=True)
        wanted = [file] if file else _wanted(_FOLDERS[stage], repo, info, revision)
        files = list(_files(info, repo, wanted, revision))
    except WeightsError:
        raise
    except Exception as error:  # it raises the errors of several HTTP libraries
        raise WeightsError(f"hf:{repo}: {redact(str(error).strip().splitlines()[0])}") from error
    if not files:
        missing = file or f"{_FOLDERS[stage].index} and .safetensors files"
        raise WeightsError(f"hf:{repo} has no {missing} at {revision[:8]}")
    licence = getattr(info.card_data, "license", None)
    licence = licence if isinstance(licence, str) and licence != "other" else _UNKNOWN
    return _entry(_FILE_BACKENDS[stage] if file else _FOLDERS[stage].backend, licence, files)


def _wanted(form: _Folder, repo: str, info: Any, revision: str) -> list[str]:
    from huggingface_hub import hf_hub_download

    names = [sibling.rfilename for sibling in info.siblings]
    if form.index not in names:
        return []
    return _chosen(form, names, Path(hf_hub_download(repo, form.index, revision=revision)))


def _files(info: Any, repo: str, wanted: Sequence[str], revision: str) -> Iterator[WeightFile]:
    """Yield the files of a repository; the hub tells the sha256 of large ones, small ones are fetched to compute it."""
    from huggingface_hub import hf_hub_download

    for sibling in info.siblings:
        name = sibling.rfilename
        if name not in wanted:
            continue
        if sibling.lfs is not None:
            digest, size = sibling.lfs.sha256, sibling.lfs.size
        else:
            path = Path(hf_hub_download(repo, name, revision=revision))
            digest, size = sha256(path), path.stat().st_size
        source = HubSource(hf=repo, file=name, revision=revision)
        yield WeightFile(name=name, sha256=digest, bytes=size, sources=[source])


def _entry(backend: str, licence: str, files: list[WeightFile]) -> ModelEntry:
    return ModelEntry(backend=backend, licence=licence, files=files)
