"""Runs ffmpeg, finds out beforehand whether it can do what is asked for, and explains why it failed."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import imageio_ffmpeg

from digiteller.errors import MissingPackageError, StageError
from digiteller.media import formats
from digiteller.options import RenderOptions
from digiteller.system import processes

if TYPE_CHECKING:
    from numpy.typing import NDArray

_THREADS = "1"
"""Of x264. With three, one encoding in 250 gave other bytes on a busy machine; frames are drawn on other threads."""
_PIPE = 1 << 20
"""Bytes on the way to ffmpeg; with fewer, a frame takes many turns."""
_TAIL = 1500
"""Characters of ffmpeg's complaints that are shown."""
_OLDEST = (59, 37)
"""The libavcodec of ffmpeg 5.1, the first that takes all that it is told here."""
_INSTALL = "pip install imageio-ffmpeg, and unset IMAGEIO_FFMPEG_EXE"
_HARDWARE = {
    "nvenc": "install NVIDIA's driver; their cards for computing alone cannot encode",
    "qsv": "install Intel's media driver and oneVPL (Debian: intel-media-va-driver and libmfx-gen1.2)",
    "vaapi": "install the VA-API driver of the graphics card (Debian: mesa-va-drivers or intel-media-va-driver)",
    "videotoolbox": "use a Mac, and an ffmpeg with VideoToolbox",
    "amf": "install AMD's driver with AMF",
}
"""What each kind of encoder needs."""


def find_ffmpeg() -> str:
    """Return the path of ffmpeg: ``$IMAGEIO_FFMPEG_EXE``, or the packaged one, or the one on PATH.

    Raises:
        MissingPackageError: there is none.
    """
    try:
        program = str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise MissingPackageError("ffmpeg is not installed", hint=_INSTALL) from error
    return os.path.abspath(program) if os.sep in program else program  # noqa: PTH100 (links stay)


def check_ffmpeg(options: RenderOptions) -> str:
    """Make sure that ffmpeg can encode such a film, by encoding one frame; return its path.

    Raises:
        MissingPackageError: it is not there, too old, or has no encoder for the format that works on this machine.
    """
    program = find_ffmpeg()
    version = _run([program, "-version"])
    library = re.search(r"libavcodec\s+(\d+)\.\s*(\d+)", version.stdout.decode(errors="replace"))
    if version.returncode != 0 or library is None:
        raise MissingPackageError(f"{program} is no ffmpeg that runs: {_said(version.stderr)}", hint=_INSTALL)
    if tuple(map(int, library.groups())) < _OLDEST:
        release = version.stdout.split()[2].decode(errors="replace")
        raise MissingPackageError(f"{program} is too old: ffmpeg {release}; 5.1 or newer is needed", hint=_INSTALL)
    tiny = dataclasses.replace(options, width=256, height=144)
    done = _run([program, "-v", "error", *formats.probe_arguments(tiny)], bytes(256 * 144 * 3 // 2))
    if done.returncode != 0:
        name, hint = formats.encoder(options).name, _INSTALL
        if options.encoder != "software":
            hint = f"{_HARDWARE[options.encoder]}; or leave out encoder: {options.encoder} in the spec's render: part"
        cause = "\n".join(_said(done.stderr).splitlines()[:3])  # what follows are its consequences
        raise MissingPackageError(
            f"{program} cannot encode {options.format} with {name} on this machine: {cause}", hint=hint
        )
    return program


def read_from_ffmpeg(arguments: Sequence[str]) -> bytes:
    """Return what ffmpeg writes to its standard output.

    Raises:
        MissingPackageError: there is no ffmpeg.
        StageError: it failed.
    """
    done = _run([find_ffmpeg(), "-v", "error", *arguments])
    if done.returncode != 0:
        raise _failure(done.returncode, _said(done.stderr))
    return done.stdout


def _run(command: Sequence[str], stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return processes.run(command, stdin)
    except OSError as error:
        raise _no_program(command[0], error) from error


def _no_program(program: str, error: OSError) -> MissingPackageError:
    return MissingPackageError(f"ffmpeg cannot be run: {program}: {error.strerror}", hint=_INSTALL)


def _failure(code: int, said: str) -> StageError:
    if code < 0:
        hint = "look whether the machine ran out of memory, then run the same command again"
        return StageError(f"ffmpeg was killed by signal {-code} ({signal.strsignal(-code)})", hint=hint)
    return StageError(f"ffmpeg failed with exit code {code}: {said}")


def _said(complaints: bytes) -> str:
    return complaints.decode(errors="replace").strip()[-_TAIL:] or "it said nothing"


class EncoderProcess:
    """A running ffmpeg that is fed with frames."""

    def __init__(self, process: subprocess.Popen[bytes], complaints: Any) -> None:
        self._process, self._complaints = process, complaints

    def write(self, frame: NDArray[Any]) -> None:
        """Hand over one frame.

        Raises:
            StageError: ffmpeg has given up.
            OSError: because the disk is full.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(frame.data)
        except (BrokenPipeError, OSError) as error:
            self._process.wait()
            raise self._failure() from error

    def finish(self) -> None:
        """Wait until the film is written.

        Raises:
            StageError: ffmpeg could not write it.
            OSError: the disk is full.
        """
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        if self._process.wait() != 0:
            raise self._failure()

    def _failure(self) -> Exception:
        self._complaints.seek(0)
        said = _said(self._complaints.read())
        for number in (errno.ENOSPC, errno.EDQUOT):
            if os.strerror(number) in said:
                return OSError(number, os.strerror(number))
        return _failure(self._process.returncode, said)


def _widen(pipe: Any) -> None:
    """Let a pipe hold a frame, where the system allows it: who has many pipes already may not."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def run_ffmpeg(arguments: Sequence[str], folder: Path | None = None) -> None:
    """Run ffmpeg on files, in a folder if lists name files that lie in it.

    Raises:
        MissingPackageError: there is no ffmpeg.
        StageError: it failed.
        OSError: the disk is full.
    """
    with start_encoder(arguments, folder) as running:
        running.finish()


@contextlib.contextmanager
def start_encoder(arguments: Sequence[str], folder: Path | None = None) -> Iterator[EncoderProcess]:
    """Run ffmpeg, in a folder if one is given; it is killed if the block is left before it has finished.

    Raises:
        MissingPackageError: there is no ffmpeg.
    """
    program = find_ffmpeg()
    command = [program, "-hide_banner", "-nostats", "-loglevel", "error", "-y", *arguments]
    with tempfile.TemporaryFile() as complaints:
        try:
            process = processes.start(
                command,
                cwd=folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                env=os.environ | {"SVT_LOG": "1"},  # of AV1: errors only
            )
        except OSError as error:
            raise _no_program(program, error) from error
        _widen(process.stdin)
        try:
            yield EncoderProcess(process, complaints)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            with contextlib.suppress(OSError):
                if process.stdin is not None:
                    process.stdin.close()
