"""The weights cache: fetch, verify, keep. A file is known by its sha256 and never used without checking it."""

from __future__ import annotations

import http.client
import logging
import os
import shutil
import time
import zipfile
from pathlib import Path

from digiteller.backends import table
from digiteller.errors import DigitellerError, WeightsError
from digiteller.models.download_sources import OnBytes, describe, download, keep_wheels
from digiteller.models.licences import commercial
from digiteller.models.registry import FileSource, Model, UrlSource, WeightFile
from digiteller.system.hashing import sha256
from digiteller.system.lock import hold
from digiteller.system.secrets import redact

_log = logging.getLogger(__name__)

_PATIENCE = 6 * 3600
"""Seconds to wait for another run that fetches the same file."""
_LONGEST_PAUSE = 30
"""Seconds between two attempts."""


def weights_home() -> Path:
    """Return the cache folder: ``$DIGITELLER_HOME``, or the platform's cache folder.

    Raises:
        WeightsError: this user has neither.
    """
    if chosen := os.environ.get("DIGITELLER_HOME"):
        return Path(chosen)
    from platformdirs import user_cache_path

    try:
        return user_cache_path("digiteller", appauthor=False)
    except RuntimeError as error:
        raise WeightsError(
            "this user has no home folder for the weights", hint="set DIGITELLER_HOME to a folder you may write to"
        ) from error


def locate(model: Model, file: WeightFile) -> Path | None:
    """Return where the file lies on this machine, unchecked, or None."""
    cached = weights_home() / "weights" / file.sha256
    if cached.is_file():
        return cached
    local = (model.folder / source.file for source in file.sources if isinstance(source, FileSource))
    return next((path for path in local if path.is_file()), None)


def verify(model: Model, file: WeightFile) -> Path | None:
    """Return where the file lies, its content checked; None if it is not on this machine.

    Raises:
        WeightsError: the content is not the published one.
    """
    path = locate(model, file)
    if path is not None and sha256(path) != file.sha256:
        hint = (
            "put the right file there" if path.is_relative_to(model.folder) else f"digiteller models pull {model.name}"
        )
        raise WeightsError(f"{path}: {file.name} of {model.name} is damaged (its sha256 differs)", hint=hint)
    return path


def open_model(
    model: Model, on_bytes: OnBytes, offline: bool = False, repair: bool = False, attempts: int = 1
) -> dict[str, Path]:
    """Return the model's files by name, verified; those missing are fetched first, damaged ones too with ``repair``.

    Each source is asked up to ``attempts`` times. Before the first byte of a model comes that may not surely be used
    commercially, this is told as a warning.

    Raises:
        WeightsError: one is damaged, or missing and cannot be fetched, or could run code.
        SpecError: the model's backend does not exist.
    """
    checkpoints = table.find_backend(model.stage, model.entry.backend).checkpoints
    warned = False
    paths = {}
    with keep_wheels():
        for file in model.entry.files:
            try:
                path = verify(model, file)
            except WeightsError:
                if not repair:
                    raise
                path = None
            if path is None and offline:
                raise WeightsError(f"{file.name} of {model.name} is not on this machine", hint=_pull_hint(model))
            if path is None and not warned:
                _warn_of_licence(model)
                warned = True
            paths[file.name] = path or fetch(model, file, on_bytes, attempts)
            if not checkpoints:
                _refuse_pickle(paths[file.name], file, model)
    return paths


def fetch(model: Model, file: WeightFile, on_bytes: OnBytes, attempts: int = 1) -> Path:
    """Bring a file into the cache from the first source that has it.

    Raises:
        WeightsError: no source gave the published content.
        ProjectInUseError: another run has been fetching it for hours.
    """
    store = weights_home() / "weights"
    try:
        store.mkdir(parents=True, exist_ok=True)
        with hold(store / f"{file.sha256}.lock", wait=_PATIENCE):
            target = store / file.sha256
            if target.is_file() and sha256(target) == file.sha256:
                return target
            _clear_leftovers(store, file)
            _fetch_from_any(model, file, target, on_bytes, attempts)
            return target
    except OSError as error:
        raise WeightsError(
            f"{error.filename or store}: the weights cache cannot be written: {error.strerror or error}",
            hint="set DIGITELLER_HOME to a folder you may write to",
        ) from error


def describe_file(path: Path, source: str | None = None, name: str | None = None) -> WeightFile:
    """Return the entry of a file on this machine; ``source`` is how models.yaml names it, if not by its full path.

    ``name`` is what the model calls it, if not by its own name.

    Raises:
        WeightsError: it cannot be read.
    """
    try:
        digest, size = sha256(path), path.stat().st_size
    except OSError as error:
        raise WeightsError(f"{path}: cannot be read: {error.strerror}") from error
    return WeightFile(
        name=name or path.name, sha256=digest, bytes=size, sources=[FileSource(file=source or str(path.absolute()))]
    )


def _warn_of_licence(model: Model) -> None:
    allowed = commercial(model.entry.licence)
    if not allowed:
        perhaps = "" if allowed is False else "perhaps "
        terms = f"; read it: {model.entry.terms}" if model.entry.terms else ""
        licence = f"its licence is {model.entry.licence}{terms}"
        _log.warning("%s is %snot for commercial use: %s", model.name, perhaps, licence)


def _fetch_from_any(model: Model, file: WeightFile, target: Path, on_bytes: OnBytes, attempts: int) -> None:
    failures = []
    for source in file.sources:
        partial = target.with_suffix(".partial")
        for attempt in range(1 if isinstance(source, FileSource) else attempts):
            time.sleep(min(_LONGEST_PAUSE, 2**attempt - 1))
            try:
                download(source, file, partial, on_bytes)
            except (DigitellerError, OSError, http.client.HTTPException) as error:
                failures.append(f"{describe(source)}: {redact(str(error))}")
                if not isinstance(source, UrlSource):  # what has come from an address is gone on with
                    partial.unlink(missing_ok=True)
                continue
            if partial.stat().st_size == file.bytes and sha256(partial) == file.sha256:
                partial.replace(target)
                return
            partial.unlink()
            failures.append(f"{describe(source)}: gave another file (its size or sha256 differs)")
    raise WeightsError(
        f"{file.name} of {model.name} could not be fetched\n  " + "\n  ".join(dict.fromkeys(failures)),
        hint=_pull_hint(model),
    )


def _clear_leftovers(store: Path, file: WeightFile) -> None:
    """Remove the folders that a killed run left while it fetched the same file; what it has got of it stays."""
    for path in store.glob(f"{file.sha256}.partial.*"):
        shutil.rmtree(path, ignore_errors=True)


def _refuse_pickle(path: Path, file: WeightFile, model: Model) -> None:
    """Refuse Python's pickles, PyTorch's files among them: whoever loads one as it is meant runs what is in it."""
    with path.open("rb") as content:
        start = content.read(4)
    if (start[:1] == b"\x80" and start[1:2] in (b"\2", b"\3", b"\4", b"\5")) or _holds_pickle(path, start):
        raise WeightsError(
            f"{path}: {file.name} of {model.name} is a pickle, which could run code",
            hint="convert it to safetensors, ONNX or GGUF on a machine that may be harmed",
        )


def _holds_pickle(path: Path, start: bytes) -> bool:
    if start != b"PK\3\4":
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.endswith(".pkl") for name in archive.namelist())
    except zipfile.BadZipFile:
        return False


def _pull_hint(model: Model) -> str:
    return f"on a machine with network: digiteller models pull {model.name}; then copy {weights_home()} here"
