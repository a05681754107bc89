"""Every way a run can fail on purpose, each with the exit code that scripts may rely on.

Anything that is not a ``DigitellerError`` and reaches the command line is a bug of ours and exits with 1.
"""

from __future__ import annotations

import errno


class DigitellerError(Exception):
    """A failure that is explained to the user: what failed, on which file, and the command that fixes it."""

    exit_code = 6

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DigitellerError):
    """The command line asks for something that cannot be: an unknown model, a scene that does not exist."""

    exit_code = 2


class SpecError(DigitellerError):
    """The story spec or a project file cannot be used as it is."""

    exit_code = 3


class MissingInputError(SpecError):
    """A file that an earlier stage makes is not there yet."""


class WeightsError(DigitellerError):
    """A model's weights are missing, cannot be fetched, or are not the published ones."""

    exit_code = 4


class MissingPackageError(DigitellerError):
    """A Python package or a program that the chosen model needs is not installed."""

    exit_code = 5


class StageError(DigitellerError):
    """A stage could not make what it was asked for."""

    exit_code = 6


class OutOfTimeError(DigitellerError):
    """The run took longer than it was allowed to; the code of timeout(1)."""

    exit_code = 124


class ProjectInUseError(DigitellerError):
    """Another run holds the project; EX_TEMPFAIL, so that cron may try again."""

    exit_code = 75


_HINTS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "make room, then run the same command again"),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), "let this user write there, or choose another folder"),
    **dict.fromkeys(
        (errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN, errno.ENODEV, errno.ETIMEDOUT),
        "look whether the disk or the network share is there, then run the same command again",
    ),
    errno.EMFILE: "raise the limit of open files: ulimit -n",
}


def explain_refusal(error: OSError | MemoryError) -> DigitellerError:
    """Return what to tell of an operating system's refusal: disk full, read-only, no permission, no memory."""
    if isinstance(error, MemoryError):
        return StageError("there is not enough memory", hint="close other programs, or ask for a smaller film")
    where = error.filename2 or error.filename or "a file"
    if error.errno == errno.ENAMETOOLONG:
        return SpecError(f"{where}: {error.strerror}", hint="choose a shorter name")
    return StageError(f"{where}: {error.strerror or error}", hint=_HINTS.get(error.errno or 0))
