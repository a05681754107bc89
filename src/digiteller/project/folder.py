"""A project folder: every file name in one place, atomic writes, and the lock."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from digiteller.errors import MissingInputError, SpecError, StageError
from digiteller.media.png_marks import PREVIEW, is_marked
from digiteller.system import lock
from digiteller.system.atomic_files import explain_os_errors
from digiteller.system.regular_files import not_regular

SPEC = "story.yaml"
SCRIPT = "script.json"
STORYBOARD = "storyboard.json"
NARRATION = "narration.json"
MIDI = "music.mid"
MUSIC = "music.wav"
_STATE = ".digiteller"
_PREVIEW = re.compile(r"\d{2,4}\.preview\.png")
_LONGEST = 150
"""Characters that the names of our files in a project have at most, folders included."""


def take(number: int) -> str:
    """One of several tellings of the story, from 1 on."""
    return f"script.{number}.json"


def narration_wav(number: int) -> str:
    """The voice of a scene."""
    return f"narration/{number:02}.wav"


def narration_times(number: int) -> str:
    """The times of a scene's sentences and words."""
    return f"narration/{number:02}.json"


def picture(number: int) -> str:
    """The page of a scene."""
    return f"pictures/{number:02}.png"


def layers(number: int) -> str:
    """The folder of what belongs to a page: its layers, its frames, its latent."""
    return f"pictures/{number:02}"


def latent(number: int) -> str:
    """Where a page lies in its model's latent space."""
    return f"{layers(number)}/latent.npz"


def preview(number: int) -> str:
    """What a page looks like while it is drawn."""
    return f"pictures/{number:02}.preview.png"


def upscaled(number: int) -> str:
    """The enlarged page of a scene."""
    return f"upscaled/{number:02}.png"


def upscaled_frames(number: int) -> str:
    """The folder of its enlarged frames."""
    return f"upscaled/{number:02}"


@dataclass(frozen=True)
class Project:
    """The folder of one story."""

    root: Path

    def path(self, name: str) -> Path:
        """Return where a file of the project lies."""
        return self.root / name

    @property
    def manifest(self) -> Path:
        """What every output was made from."""
        return self.root / _STATE / "manifest.json"

    @property
    def manifest_copy(self) -> Path:
        """The same again, for when that one is damaged."""
        return self.root / _STATE / "manifest.copy.json"

    @property
    def hashes(self) -> Path:
        """The remembered hashes of files; safe to delete."""
        return self.root / _STATE / "hashes.json"

    @property
    def segments(self) -> Path:
        """The encoded shots of the film, to be joined again; safe to delete."""
        return self.root / _STATE / "segments"

    @property
    def draft_segments(self) -> Path:
        """Those of a draft."""
        return self.root / _STATE / "segments-draft"

    @property
    def enlarged(self) -> Path:
        """The frames that an interrupted run has enlarged; safe to delete."""
        return self.root / _STATE / "enlarged"

    @property
    def new_preview(self) -> Path:
        """Where a preview lies until it is whole."""
        return self.root / _STATE / "preview.new"

    def previews(self) -> list[Path]:
        """Return the previews of pages that are not finished; pictures of the user's own are none."""
        found = (path for path in self.path("pictures").glob("*.preview.png") if _PREVIEW.fullmatch(path.name))
        return sorted(path for path in found if is_marked(path, PREVIEW))

    def require(self, name: str, command: str) -> Path:
        """Return the path of a file that ``command`` makes.

        Raises:
            MissingInputError: it is not there.
            SpecError: it is no regular file.
        """
        self.require_regular(name)
        if not self.path(name).is_file():
            raise MissingInputError(f"{self.path(name)} is missing", hint=f"{command} -p {self.root}")
        return self.path(name)

    def require_regular(self, name: str) -> None:
        """Make sure that what bears the name of an output, if anything does, can be kept or replaced.

        Raises:
            SpecError: it is a folder, a pipe, a device, a socket, or a link to nothing.
        """
        if os.path.lexists(self.path(name)) and not self.path(name).is_file():
            raise not_regular(self.path(name))

    def remove(self, name: str) -> None:
        """Delete a regular file, and the folders around it that are then empty.

        Anything else that bears the name is somebody's and stays, and so does what lies behind a link: that may be
        anywhere.
        """
        folders, path = self._folders_of(name), self.path(name)
        if folders is None or not (_is_regular(path) or not os.path.lexists(path)):
            return
        path.unlink(missing_ok=True)
        for folder in folders:
            try:
                folder.rmdir()
            except FileNotFoundError:
                continue
            except OSError:  # it holds something else
                break

    def _folders_of(self, name: str) -> list[Path] | None:
        """Return the folders around a file in the project, the innermost first; None if a step leads elsewhere."""
        steps = PurePosixPath(name)
        if steps.is_absolute() or ".." in steps.parts or not steps.parts:
            return None
        folders = [self.path(str(folder)) for folder in steps.parents][:-1]
        return None if any(folder.is_symlink() for folder in folders) else folders

    @contextmanager
    def locked(self, wait: float = 0, on_wait: Callable[[str], None] = lambda _: None) -> Iterator[None]:
        """Hold the project; what an interrupted run left half-made is removed.

        Another run is waited for at most ``wait`` seconds; ``on_wait`` is then told so.

        Raises:
            ProjectInUseError: another run holds it.
            SpecError: the folder's path leaves no room for the names of files in it.
        """
        with contextlib.ExitStack() as stack:
            self._require_room_in_path()
            _locked.add(self)  # before it is: a signal may come between any two steps
            stack.callback(_locked.discard, self)
            with explain_os_errors():
                for folder in (self._state, self._staging, self.segments, self.draft_segments, self.enlarged):
                    self.require_unlinked(folder)
                self._state.mkdir(parents=True, exist_ok=True)
                stack.enter_context(lock.hold(self._lock, wait, on_wait))
                self._remove_half_made()
            stack.callback(shutil.rmtree, self._staging, ignore_errors=True)
            yield

    def require_inside(self, folder: Path) -> None:
        """Make sure that what is written to a folder of the project stays in the project.

        Raises:
            SpecError: the folder is a link to elsewhere.
        """
        if not folder.resolve().is_relative_to(self.root.resolve()):
            raise SpecError(f"{folder}: is a link out of the project", hint="put a folder in its place")

    def require_unlinked(self, folder: Path) -> None:
        """Make sure that a folder of the project's state is its own: what it holds is removed without asking.

        Raises:
            SpecError: it is a link, or lies behind one.
        """
        self.require_inside(folder)
        if folder.resolve() != self.root.resolve() / folder.relative_to(self.root):
            raise SpecError(f"{folder}: is a link", hint="put a folder in its place")

    def _require_room_in_path(self) -> None:
        try:
            (self.root.absolute() / ("x" * _LONGEST)).lstat()
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                raise SpecError(
                    f"{self.root}: the path of this folder is too long for the files in it",
                    hint="give a folder with a shorter path: -p DIR",
                ) from error

    def is_there(self) -> bool:
        """Return whether, if this process locked the project, its folder is still the one that it locked.

        Raises:
            OSError: it cannot be looked at.
        """
        return self not in _locked or lock.is_held(self._lock)

    def require_held(self) -> None:
        """Make sure, if this process locked the project, that its folder is still there.

        Raises:
            StageError: it is not: a network share was lost, or the folder moved away.
        """
        if not self.is_there():
            raise StageError(
                f"{self.root} is no longer the folder that this run began in: its lock {self._lock} is gone",
                hint="bring the folder or its network share back, and run the same command again",
            )

    def _remove_half_made(self) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)
        half_made = [self._state.glob("*.new")]
        half_made += [folder.glob("*.new") for folder in self.enlarged.glob("*") if not folder.is_symlink()]
        half_made += [folder.glob("part-*") for folder in (self.segments, self.draft_segments)]
        for files in half_made:
            for file in files:
                if file.is_symlink() or not file.is_dir():
                    file.unlink(missing_ok=True)

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Give an empty folder on the project's file system; it is removed at the end.

        If the project's folder vanishes meanwhile, whoever writes into this one makes it anew in an empty place: that
        is removed, too.
        """
        shutil.rmtree(self._staging, ignore_errors=True)
        self._staging.mkdir(parents=self not in _locked)  # which has the folder around it
        try:
            yield self._staging
        finally:
            shutil.rmtree(self._staging, ignore_errors=True)
            with contextlib.suppress(OSError):
                if not self.is_there():
                    self._state.rmdir()
                    self.root.rmdir()

    @property
    def _state(self) -> Path:
        return self.root / _STATE

    @property
    def _staging(self) -> Path:
        return self._state / "staging"

    @property
    def _lock(self) -> Path:
        return self._state / "in-use.json"


def _is_regular(path: Path) -> bool:
    """Return whether a file is there, and no link to one."""
    return path.is_file() and not path.is_symlink()


_locked: set[Project] = set()
"""The projects that this process holds, or is about to take or to let go."""


def previews_at_work() -> list[Path]:
    """Return the previews in the projects that this process holds."""
    return [path for project in tuple(_locked) for path in project.previews()]


def abandon_projects() -> None:
    """Let go of the projects that this process holds; it ends next."""
    for project in tuple(_locked):
        with contextlib.suppress(OSError):
            if lock.is_held(project._lock):
                project._remove_half_made()
                lock.release(project._lock)
