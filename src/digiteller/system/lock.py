"""The lock of a folder: a file that says who holds it, safe on network file systems.

``flock`` is not: on NFS it may be refused, or be unknown to other machines. What is atomic everywhere is to give a file
a name that must be free (``link``; ``O_EXCL`` where there are no hard links). The file says on which host and in which
process its holder lives, so that a lock whose holder died is told from one that is held. Only a dead process of this
very host is known to be dead; a lock of any other host is never taken over.

filelock's locks of this kind are not used: a process that is killed after it made the file and before it wrote into it
leaves one that nobody takes over, and a holder that died counts as alive until its parent has noticed.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from digiteller.errors import ProjectInUseError
from digiteller.system.regular_files import open_regular

_POLL = 0.2
"""Seconds between two looks at a lock that is waited for."""
_NO_HARD_LINKS = (errno.EINVAL, errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
_WINDOWS = os.name == "nt"


@dataclass(frozen=True)
class Holder:
    """A process, told from every other one."""

    host: str
    pids: str
    """The name space that its pid is counted in: containers may share a host's name and not its processes."""
    pid: int
    started: str
    """When it began, in the units of its system: a pid is given again, but not with the same start."""

    def lives(self) -> bool:
        """Return whether it may still run; only a process of this host can be known to have died."""
        if (self.host, self.pids) != (_host(), _pid_space()):
            return True
        return _exists(self.pid) and _start_of(self.pid) in (None, self.started)


def this_process() -> Holder:
    """Return the holder that this process is."""
    return Holder(_host(), _pid_space(), os.getpid(), _start_of(os.getpid()) or "")


@contextmanager
def hold(path: Path, wait: float = 0, on_wait: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Hold the lock at ``path``, in a folder that exists; wait for at most ``wait`` seconds until it is free.

    ``on_wait`` is told once whom it waits for.

    Raises:
        ProjectInUseError: another process holds it, or may do so.
        SpecError: a pipe or a device is in its place.
        OSError: the folder cannot be written.
    """
    me, deadline = this_process(), time.monotonic() + wait
    told = False
    while (problem := _try(path, me)) is not None:
        left = deadline - time.monotonic()
        if left <= 0:
            raise problem
        if not told:
            on_wait(f"{problem.message}; waiting for at most {wait:g} s")
            told = True
        time.sleep(min(_POLL, left))
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # a share that is gone takes its lock along
            release(path)


def is_held(path: Path) -> bool:
    """Return whether this process holds the lock.

    Raises:
        OSError: the lock is there and cannot be read, as on a share that was lost.
    """
    return path.exists() and _parse(path) == this_process()


def release(path: Path) -> None:
    """Let go of the lock, unless it is another's by now."""
    if is_held(path):
        with _turn(path.parent):  # Windows removes nothing that another process reads
            path.unlink()


def _try(path: Path, me: Holder) -> ProjectInUseError | None:
    """Take the lock; return why not."""
    with _turn(path.parent):
        if _create(path, me):
            return None
        holder = _read(path)
        if holder is not None and not holder.lives():
            path.unlink(missing_ok=True)
            if _create(path, me):
                return None
            holder = _read(path)
    return _in_use(path, holder)


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Let the processes of this host look one after another, so that only one takes over what a dead one left."""
    if _WINDOWS:  # which opens no folders
        from filelock import FileLock

        with FileLock(folder / "turn"):
            yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a file system that refuses it leaves only that race
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _create(path: Path, me: Holder) -> bool:
    """Give the lock its name, with its content in it; return whether the name was free."""
    mine = path.with_name(f"{path.name}.{me.host}.{me.pid}.new")
    text = json.dumps(asdict(me), sort_keys=True) + "\n"
    try:
        mine.unlink(missing_ok=True)
        with mine.open("x", encoding="utf-8") as file:  # never through a link that lies there
            file.write(text)
        try:
            os.link(mine, path)
        except FileExistsError:
            # The answer of a network file system may be lost after the work was done; the count of names is the truth.
            return mine.stat().st_nlink == 2
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            return _create_exclusively(path, text)
        return True
    finally:
        mine.unlink(missing_ok=True)


def _create_exclusively(path: Path, text: str) -> bool:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True


def _read(path: Path) -> Holder | None:
    """Return who holds the lock; None if nobody does, or the file does not say."""
    try:
        return _parse(path)
    except OSError:
        return None


def _parse(path: Path) -> Holder | None:
    with open_regular(path) as file:
        content = file.read()
    try:
        data = json.loads(content)
        return Holder(str(data["host"]), str(data["pids"]), int(data["pid"]), str(data["started"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _in_use(path: Path, holder: Holder | None) -> ProjectInUseError:
    folder = path.parent.parent
    if holder is None:
        who, sure = "another run of digiteller", "if none runs"
    elif holder.host != _host():
        who, sure = f"process {holder.pid} on {holder.host}", f"if {holder.host} no longer runs it"
    elif holder.pids != _pid_space():
        who, sure = f"process {holder.pid} of another container on {holder.host}", "if that no longer runs"
    else:
        return ProjectInUseError(
            f"{folder} is in use by process {holder.pid}", hint="wait for it to end, or: --wait SECONDS"
        )
    return ProjectInUseError(f"{folder} is in use by {who}", hint=f"--wait SECONDS; {sure}: rm {path}")


def _host() -> str:
    return socket.gethostname().replace("/", "-") or "localhost"


def _pid_space() -> str:
    try:
        return str(Path("/proc/self/ns/pid").readlink())
    except OSError:  # systems other than Linux have one
        return ""


def _exists(pid: int) -> bool:
    """Return whether a process of this host may have the number."""
    if _WINDOWS:  # where os.kill ends the process, whatever the signal
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # another user's, which /proc may hide
        pass
    return True


def _start_of(pid: int) -> str | None:
    """Return when a process of this host began, ``"ended"`` if it only waits to be noticed; None if nobody tells."""
    if _WINDOWS:
        return _start_on_windows(pid)
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return _start_by_ps(pid)
    return "ended" if fields[0] in "ZX" else f"{boot}/{fields[19]}"


def _start_by_ps(pid: int) -> str | None:
    """Ask where there is no /proc, as on macOS."""
    command = ["ps", "-o", "stat=", "-o", "lstart=", "-p", str(pid)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C"})
    except OSError:
        return None
    state, _, start = done.stdout.strip().partition(" ")
    return "ended" if state.startswith("Z") else start.strip() or None


def _start_on_windows(pid: int) -> str | None:
    import psutil

    try:
        return repr(psutil.Process(pid).create_time())
    except (psutil.NoSuchProcess, OverflowError, ValueError):
        return "ended"
    except psutil.Error:
        return None
