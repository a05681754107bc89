"""One call of digiteller on one project: what is asked for, and the models that are loaded for it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from digiteller.backends import table
from digiteller.errors import UsageError
from digiteller.models import weights_cache
from digiteller.models.model_addresses import find_model
from digiteller.models.registry import Model, Registry
from digiteller.options import ATTEMPTS, ModelStage
from digiteller.project.folder import Project
from digiteller.project.manifest import FileHashes, Manifest
from digiteller.spec.schema import Spec
from digiteller.stages.loaded_models import Loaded
from digiteller.stages.seeds import derive_seed
from digiteller.stages.task import Listener
from digiteller.system.memory import explain_memory_errors


@dataclass
class Run:
    """One call of digiteller on one project."""

    project: Project
    spec: Spec
    registry: Registry
    listener: Listener
    seed: int
    source: Path | None = None
    """The spec as the user named it, if it is not the project's own."""
    model: str | None = None
    """A model that wins over the spec's."""
    device: str = "auto"
    scene: int | None = None
    force: bool = False
    dry_run: bool = False
    offline: bool = False
    attempts: int = ATTEMPTS
    """How often a server that fails is asked."""
    loaded: Loaded = field(default_factory=Loaded)
    """Where the models are; one that is shared by runs may keep them."""

    def __post_init__(self) -> None:
        """Open the project's records."""
        self.hashes = FileHashes(self.project.hashes)
        self.manifest = Manifest(self.project, self.hashes)
        self.changing: set[str] = set()

    def options(self, stage: str) -> Any:
        """Return the stage's options."""
        return getattr(self.spec, stage)

    def chosen_model(self, stage: ModelStage) -> Model:
        """Return the model that the command line, which may give an address, the spec or the default names."""
        if self.model is not None:
            return find_model(self.registry, stage, self.model, self.offline)
        return self.registry.get(stage, self.options(stage).model)

    def seed_for(self, stage: str, scene: int = 0) -> int:
        """Return the seed of a stage and scene, derived from the story's one seed."""
        return derive_seed(self.seed, stage, scene)

    def ingredients(self, stage: str, model: Model) -> dict[str, Any]:
        """Return what every output of a stage depends on: the model, its weights and backend, the options, the seed."""
        options = dataclasses.asdict(self.options(stage))
        del options["model"]
        return {
            **self.sources(stage, model),
            "the seed": self.seed,
            **{f"{stage}.{name}": value for name, value in options.items()},
        }

    def sources(self, stage: str, model: Model) -> dict[str, Any]:
        """Return what a model is: its name, weights, options and backend."""
        return {
            "the model": model.name,
            "the weights": model.weights,
            "the model's options": model.entry.options,
            "the backend": table.find_backend(stage, model.entry.backend).version,
        }

    def backend(self, stage: str, model: Model, slot: str | None = None, options: Any = None) -> Any:
        """Return the model's backend with its weights loaded; the same one at least until the stage ends.

        A stage that needs several models at once gives each but its chosen one a ``slot`` of its own. ``options`` are
        the spec's if absent.

        Raises:
            WeightsError: weights are missing or damaged.
            MissingPackageError: a package is missing.
            UsageError: the backend does not run on the chosen device.
        """
        options = options or self.options(stage)
        return self.loaded.get(slot or stage, (model, options, self.device), partial(self._load, stage, model, options))

    def _load(self, stage: str, model: Model, options: Any) -> Any:
        backend = table.find_backend(stage, model.entry.backend)
        if self.device not in ("auto", *backend.devices):
            raise UsageError(f"{model.name} does not run on {self.device}; it runs on: {', '.join(backend.devices)}")
        backend_class = backend.load()
        files = weights_cache.open_model(model, self.listener.download, self.offline, attempts=self.attempts)
        settings = {**model.entry.options, "device": self.device, "attempts": self.attempts}
        with explain_memory_errors("choose a smaller model, or another --device"):
            return backend_class(files, options, settings)
