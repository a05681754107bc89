"""What of a project travels to a worker that does not share its folder, and back."""

from __future__ import annotations

import io
import tarfile
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from digiteller.batch.story_run import Choices, Result, StoryJob, Tell, make_story
from digiteller.errors import StageError
from digiteller.project.folder import SPEC, Project
from digiteller.project.stage_outputs import is_output
from digiteller.spec.schema import load_spec, own_files
from digiteller.stages.loaded_models import Loaded
from digiteller.system.atomic_files import explain_os_errors
from digiteller.system.hashing import sha256

_TRAVEL = (
    ".digiteller/manifest*.json",
    *("story.*", "models.yaml", "script.json", "storyboard.json", "narration.json"),
    *("music.*", "poster.jpg", "teaser.*"),
    *("assets/**/*", "narration/**/*", "pictures/**/*", "upscaled/**/*"),
)
"""What the stages read and write, the manifest first; encoded shots stay where they were made."""


@dataclass(frozen=True)
class Parcel:
    """A story on its way to a worker."""

    spec: str
    """Where its spec lies in the archive."""
    archive: bytes
    """A tar file of the spec with the files that it names, and of the ``project``."""
    sent: dict[str, str]
    """The sha256 of the project's files, by name."""


@dataclass(frozen=True)
class Delivery:
    """What a worker sends back."""

    result: Result
    archive: bytes
    """A tar file of the project's files that are new or changed."""
    gone: tuple[str, ...]
    """Those that were sent and are no longer there."""


def pack(story: StoryJob) -> Parcel:
    """Return a story's files.

    Raises:
        SpecError: the spec cannot be used.
        StageError: a file cannot be read.
    """
    with explain_os_errors():
        spec = load_spec(story.spec)
        own = story.spec.resolve() == (story.folder / SPEC).resolve()
        place = "project" if own else "spec"
        folder = story.spec.parent
        files = {f"{place}/{name}": folder / name for name in own_files(spec, folder).values()}
        files[f"{place}/{story.spec.name}"] = story.spec
        sent = _digests(story.folder)
        files |= {f"project/{name}": story.folder / name for name in sent}
        archive = _tar({name: path for name, path in files.items() if path.is_file()})
        return Parcel(f"{place}/{story.spec.name}", archive, sent)


def make_remotely(parcel: Parcel, scratch: Path, choices: Choices, loaded: Loaded, tell: Tell) -> Delivery:
    """Make the story of a parcel in a folder under ``scratch`` that is then removed, and return what came of it."""
    with tempfile.TemporaryDirectory(prefix="digiteller-", dir=scratch) as name:
        root = Path(name)
        _untar(parcel.archive, root)
        project = root / "project"
        result = make_story(StoryJob(root / parcel.spec, project), choices, loaded, tell)
        after = _digests(project)
        changed = {name: project / name for name, digest in after.items() if parcel.sent.get(name) != digest}
        archive = _tar(changed)
        gone = tuple(sorted(set(parcel.sent) - set(after)))
        return Delivery(_without(f"{root}/", result), archive, gone)


def put_in_place(delivery: Delivery, parcel: Parcel, story: StoryJob, wait: float) -> None:
    """Put what came back into the project, the manifest first: a file is then always one that it knows of.

    Raises:
        ProjectInUseError: another run holds the project.
        SpecError: a link or a pipe is in the way.
        StageError: a file that would be replaced has been changed meanwhile, or cannot be written.
    """
    project = Project(story.folder)
    with explain_os_errors(), project.locked(wait), project.staging() as staging:
        _untar(delivery.archive, staging)
        new = _names(staging)
        gone = [name for name in delivery.gone if name in parcel.sent and is_output(name)]
        for name in (*new, *gone):
            path = project.path(name)
            project.require_inside(path.parent)
            project.require_regular(name)
            if (sha256(path) if path.is_file() else None) != parcel.sent.get(name):
                raise StageError(f"{path} was changed while the story was made elsewhere", hint="run it again")
        for name in new:
            project.path(name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).replace(project.path(name))
        for name in gone:
            project.remove(name)


def _without(folder: str, result: Result) -> Result:
    """Return the result without the name of a folder that is gone."""
    message, hint = (text and text.replace(folder, "") for text in (result.message, result.hint))
    return replace(result, message=message, hint=hint)


def _digests(folder: Path) -> dict[str, str]:
    return {name: sha256(folder / name) for name in _names(folder)}


def _names(folder: Path) -> list[str]:
    """Return the names of the files that travel, the manifest's first."""
    found = (path for pattern in _TRAVEL for path in sorted(folder.glob(pattern)))
    stay = Project(folder).previews()
    return [path.relative_to(folder).as_posix() for path in found if path.is_file() and path not in stay]


def _tar(files: dict[str, Path]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", dereference=True) as archive:
        for name, path in files.items():
            archive.add(path, name, recursive=False)
    return buffer.getvalue()


def _untar(data: bytes, folder: Path) -> None:
    """Unpack plain files and nothing else, inside the folder."""
    try:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            if not all(member.isfile() and not member.name.startswith("/") for member in archive):
                raise StageError("what came over the network holds more than plain files of a project")
            archive.extractall(folder, filter="data")
    except tarfile.TarError as error:
        raise StageError(f"what came over the network cannot be unpacked: {error}") from error
