"""Models that no models file names: a file or folder on this machine, or a repository of the hub at a commit.

Only the command line may name one; a spec, which may come from anyone, chooses among the models of models.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from digiteller.downloads import hub
from digiteller.errors import UsageError, WeightsError
from digiteller.project import replacing
from digiteller.registry import HubSource, Model, ModelEntry, StageName, WeightFile
from digiteller.secrets import redacted
from digiteller.weights import described, home, sha256

_HUB = re.compile(r"hf:(?P<repo>\w[\w.-]*/\w[\w.-]*)(?:/(?P<file>[^@]+))?@(?P<revision>[0-9a-f]{40})")
_WANTED = re.compile(
    r"(?:config|generation_config|tokenizer|tokenizer_config|special_tokens_map|added_tokens|vocab)\.json|merges\.txt"
    r"|tokenizer\.model|chat_template\.jinja|[\w.-]+\.safetensors(?:\.index\.json)?"
)
"""The files of a repository that transformers reads; no code, and no weights that could run some."""
_UNKNOWN = "unknown: read the licence of the model"


def writer_at(address: str, offline: bool = False) -> Model | None:
    """Return the writer at an address, None if it is none: a name in a models file.

    An address is a path to a .gguf file or to a folder in the form of transformers, or ``hf:OWNER/NAME@COMMIT``, with
    ``/FILE.gguf`` after the name for one file.

    Raises:
        UsageError: there is nothing of that kind.
        WeightsError: the hub does not tell what it has, or may not be asked.
    """
    if address.startswith("hf:"):
        return _on_the_hub(address, offline)
    path = Path(address).expanduser()
    if path.suffix.lower() == ".gguf" or "/" in address or path.is_dir():
        return _on_this_machine(path)
    return None


def _on_this_machine(path: Path) -> Model:
    try:
        if path.is_file() and path.suffix.lower() == ".gguf":
            return _model(path.name, "llamacpp", _UNKNOWN, [described(path)])
        if (path / "config.json").is_file():
            files = [described(file) for file in sorted(path.iterdir()) if _WANTED.fullmatch(file.name)]
            return _model(path.resolve().name, "transformers", _UNKNOWN, files)
    except ValidationError as error:
        raise UsageError(f"{path} cannot be used", hint="its name may have letters, digits, - and _ alone") from error
    raise UsageError(
        f"{path} is no language model", hint="name a .gguf file, a folder with config.json, or: digiteller models list"
    )


def _on_the_hub(address: str, offline: bool) -> Model:
    found = _HUB.fullmatch(address)
    if found is None:
        raise UsageError(
            f"{address} is not hf:OWNER/NAME@COMMIT or hf:OWNER/NAME/FILE.gguf@COMMIT",
            hint="the commit is the 40 letters and digits under History on the repository's page; branches move",
        )
    repo, file, revision = found["repo"], found["file"], found["revision"]
    name = f"{repo}{'/' + file if file else ''}@{revision[:8]}"
    known = home() / "hub" / f"{re.sub(r'[^A-Za-z0-9._-]', '--', name)}-{revision}.json"
    entry = _remembered(known)
    if entry is None:
        if offline:
            raise WeightsError(f"what {address} holds is not known on this machine, and --offline forbids to ask")
        entry = _asked(repo, file, revision)
        known.parent.mkdir(parents=True, exist_ok=True)
        with replacing(known) as new:
            new.write_text(entry.model_dump_json(), encoding="utf-8")
    return Model("write", name, entry, home())


def _remembered(path: Path) -> ModelEntry | None:
    """Return what was found out before: what a commit holds does not change."""
    try:
        return ModelEntry.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError):
        return None


def _asked(repo: str, file: str | None, revision: str) -> ModelEntry:
    huggingface_hub = hub()
    try:
        info = huggingface_hub.HfApi().model_info(repo, revision=revision, files_metadata=True)
        files = list(_files(info, repo, file, revision))
    except Exception as error:  # it raises the errors of several HTTP libraries
        raise WeightsError(f"hf:{repo}: {redacted(str(error).strip().splitlines()[0])}") from error
    if not files:
        raise WeightsError(f"hf:{repo} has no {file or 'config.json and .safetensors files'} at {revision[:8]}")
    licence = getattr(info.card_data, "license", None)
    licence = licence if isinstance(licence, str) and licence != "other" else _UNKNOWN
    return _model("", "llamacpp" if file else "transformers", licence, files).entry


def _files(info: Any, repo: str, wanted: str | None, revision: str) -> Iterator[WeightFile]:
    """Yield the files of a repository; the hub tells the sha256 of large ones, small ones are fetched to compute it."""
    from huggingface_hub import hf_hub_download

    for sibling in info.siblings:
        name = sibling.rfilename
        if name != wanted if wanted else not _WANTED.fullmatch(name):
            continue
        if sibling.lfs is not None:
            digest, size = sibling.lfs.sha256, sibling.lfs.size
        else:
            path = Path(hf_hub_download(repo, name, revision=revision))
            digest, size = sha256(path), path.stat().st_size
        source = HubSource(hf=repo, file=name, revision=revision)
        yield WeightFile(name=Path(name).name, sha256=digest, bytes=size, sources=[source])


def _model(name: str, backend: str, licence: str, files: list[WeightFile]) -> Model:
    stage: StageName = "write"
    return Model(stage, name, ModelEntry(backend=backend, licence=licence, files=files), Path())
