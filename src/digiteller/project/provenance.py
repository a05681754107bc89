"""Where the outputs of a project came from: models, weights, licences, seeds, options and files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from digiteller import __version__
from digiteller.models.licences import all_commercial, commercial, verdict
from digiteller.models.registry import Registry
from digiteller.project.folder import NARRATION, SCRIPT, SPEC, STORYBOARD, Project
from digiteller.project.manifest import FileHashes, TaskRecord

UNKNOWN = "unknown: models.yaml has no such model with these weights; read its licence"
PARTS = {
    "write": "words",
    "narrate": "voice",
    "compose": "music",
    "illustrate": "pictures",
    "upscale": "enlarged pictures",
}
"""What each stage contributes to a film."""
_STAGES = ("adopt", "write", "storyboard", "narrate", "compose", "illustrate", "upscale", "render", "draft", "preview")
"""All that make something, in their order."""
_PLACES = (
    SPEC,
    SCRIPT,
    STORYBOARD,
    NARRATION,
    *("music.*", "story.*", "poster.*", "teaser.*", "draft.*", "preview-*"),
    *("assets/**/*", "narration/*", "pictures/**/*", "upscaled/**/*"),
)
"""Where a project has outputs."""
_ORDINARY = ("the model", "the weights", "the model's options", "the backend", "the seed")
_GENERATED = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
"""The IPTC's name for works that are put together from pieces, some of which a trained model made."""


@dataclass(frozen=True)
class Source:
    """A model as it was used."""

    stage: str
    model: str
    licence: str
    commercial: bool | None
    """None: the licence must be read."""
    weights: Mapping[str, str]
    """File name -> sha256; a file that ``models.yaml`` has no name for is called ``?1``, ``?2``."""
    settings: Any
    """The model's options of ``models.yaml``."""
    backend: str
    """Its revision and the packages that it depends on."""
    seed: Any
    """The story's, from which stages and scenes derive theirs."""


@dataclass(frozen=True)
class Origin:
    """How the outputs of one task were made."""

    task: str
    outputs: Mapping[str, str]
    """File -> sha256 when it was made."""
    states: Mapping[str, str]
    """File -> ``as made``, ``changed`` (by somebody else: nothing of this need hold for it) or ``missing``."""
    sources: tuple[Source, ...]
    """The models that it came from, directly or through its inputs."""
    options: Mapping[str, Any]
    inputs: Mapping[str, str]
    """File -> sha256 when it was read."""
    facts: Mapping[str, Any]
    """What else the outputs depend on."""
    through: tuple[str, ...]
    """The tasks that the inputs came from, directly or not."""


class Records:
    """The manifest's records, read with the models' table beside them."""

    def __init__(self, entries: Mapping[str, TaskRecord], registry: Registry) -> None:
        self._entries = entries
        self._registry = registry
        self._makers = {name: task for task, entry in entries.items() for name in entry.outputs}

    def origins(self, project: Project, hashes: FileHashes) -> list[Origin]:
        """Return the origin of everything that the manifest knows, in the order of the stages."""
        return [self._origin(task, project, hashes) for task in _in_order(self._entries)]

    def strangers(self, project: Project) -> list[str]:
        """Return the files in the places of outputs that the manifest knows nothing of: somebody else made them."""
        found = {path for pattern in _PLACES for path in project.root.glob(pattern) if path.is_file()}
        found -= set(project.previews())
        return sorted({path.relative_to(project.root).as_posix() for path in found} - self._makers.keys())

    def sources(self, files: Iterable[str]) -> list[Source]:
        """Return every model that some of the files came from, directly or not, each once."""
        return self._sources_of(self._through(files))

    def _sources_of(self, tasks: Iterable[str]) -> list[Source]:
        found: list[Source] = []
        for task in tasks:
            found += [source for source in self._sources_in(task) if source not in found]
        return found

    def _origin(self, task: str, project: Project, hashes: FileHashes) -> Origin:
        entry, stage, through = self._entries[task], _stage(task), self._through(self._entries[task].inputs)
        prefix = "render." if stage in ("draft", "preview") else f"{stage}."
        told = _ORDINARY if self._sources_in(task) else ()
        options = {name: value for name, value in entry.made_from.items() if name.startswith(prefix)}
        return Origin(
            task,
            entry.outputs,
            {name: _state(project, name, digest, hashes) for name, digest in entry.outputs.items()},
            tuple(self._sources_of([task, *through])),
            {name.removeprefix(prefix): value for name, value in options.items()},
            entry.inputs,
            {name: value for name, value in entry.made_from.items() if name not in told and name not in options},
            tuple(through),
        )

    def _sources_in(self, task: str) -> list[Source]:
        """Return the models that a task's record names: its own, and those of other voices in a scene."""
        made_from = self._entries[task].made_from
        others = made_from.get("the other models")
        records = [made_from, *(others if isinstance(others, list) else [])]
        found = [self._source(record, _stage(task), made_from.get("the seed")) for record in records]
        return [source for source in found if source is not None]

    def _source(self, made_from: Mapping[str, Any], stage: str, seed: Any) -> Source | None:
        """Return a model that is named by a record, with the licence that ``models.yaml`` gives it."""
        name, recorded = made_from.get("the model"), made_from.get("the weights")
        if not isinstance(name, str) or stage not in PARTS:
            return None
        weights = {f"?{at}": str(digest) for at, digest in enumerate(recorded if isinstance(recorded, list) else [], 1)}
        model = self._registry.models.get(stage, {}).get(name)
        if model is not None and model.weights == list(weights.values()):
            weights, licence = {file.name: file.sha256 for file in model.entry.files}, model.entry.licence
        else:
            licence = UNKNOWN
        settings = made_from.get("the model's options")
        backend = str(made_from.get("the backend"))
        return Source(stage, name, licence, commercial(licence), weights, settings, backend, seed)

    def _through(self, files: Iterable[str]) -> list[str]:
        """Return the tasks that made the files, those that made what these read, and so on."""
        found: set[str] = set()
        waiting = list(files)
        while waiting:
            task = self._makers.get(waiting.pop())
            if task is not None and task not in found:
                found.add(task)
                waiting.extend(self._entries[task].inputs)
        return _in_order(found)


def notice(used: Iterable[Source]) -> str:
    """Return the line that says what of a film was generated; ``""`` if nothing was."""
    parts = dict.fromkeys(PARTS[source.stage] for source in used if source.model != "none")
    return f"AI-generated: {', '.join(parts)}" if parts else ""


def summary(used: Iterable[Source], changed: Iterable[str], seed: int) -> str:
    """Return what a film came from as JSON, for programs that read the film's metadata.

    ``changed`` are the files that the user made or changed.
    """
    generated = [source for source in used if source.model != "none"]
    value = {
        "generator": f"digiteller {__version__}",
        "ai_generated": bool(generated),
        "digital_source_type": _GENERATED if generated else None,
        "seed": seed,
        "models": [
            {
                "part": PARTS[source.stage],
                "model": source.model,
                "licence": source.licence,
                "weights": source.weights,
                "backend": source.backend,
                "seed": source.seed,
            }
            for source in generated
        ],
        "changed_by_the_user": sorted(changed),
        "commercial_use": verdict(all_commercial(source.licence for source in generated)),
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _state(project: Project, name: str, digest: str, hashes: FileHashes) -> str:
    path = project.path(name)
    if not path.is_file():
        return "missing"
    return "as made" if hashes.of(path) == digest else "changed"


def _stage(task: str) -> str:
    return task.partition("/")[0]


def _in_order(tasks: Iterable[str]) -> list[str]:
    order = {stage: place for place, stage in enumerate(_STAGES)}
    return sorted(tasks, key=lambda task: (order.get(_stage(task), len(order)), task))
