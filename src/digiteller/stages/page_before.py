"""The page before, for illustrators that go on from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digiteller.backends import table
from digiteller.contracts import Before
from digiteller.models.registry import Model
from digiteller.project.folder import latent, picture
from digiteller.stages.run_context import Run


@dataclass(frozen=True)
class PageBefore:
    """Where the page before lies."""

    number: int
    picture: Path
    latent: Path | None
    """None if another hand than the chosen model's drew the page."""

    def ingredients(self, run: Run) -> dict[str, Any]:
        """Return what the next page is made from; in a dry run this page may not be there yet."""
        drawn = run.hashes.of(self.picture) if self.picture.is_file() else None
        reached = {f"the latent of scene {self.number}": run.hashes.of(self.latent)} if self.latent else {}
        return {f"the page of scene {self.number}": drawn} | reached

    def load(self, run: Run) -> Before:
        """Return the page.

        Raises:
            SpecError: it is missing or damaged.
        """
        from digiteller.media.bitmap import read_bitmap
        from digiteller.media.latents import load_latent

        run.project.require(picture(self.number), f"digiteller illustrate --scene {self.number}")
        return Before(read_bitmap(self.picture), load_latent(self.latent) if self.latent else {})


def page_before(run: Run, model: Model, number: int) -> PageBefore | None:
    """Return the page before scene ``number``, if the options and the model ask for it."""
    options, backend = run.spec.illustrate, table.find_backend("illustrate", model.entry.backend)
    asked = options.motion == "latent" or (options.start == "previous" and backend.previous)
    if number == 1 or not asked:
        return None
    before = number - 1
    reached = run.project.path(latent(before))
    ours = reached.is_file() and _drawn_by(run, model, before)
    return PageBefore(before, run.project.path(picture(before)), reached if ours else None)


def _drawn_by(run: Run, model: Model, number: int) -> bool:
    """Tell whether a page is as this model, with these weights, made it."""
    task = f"illustrate/{number:02}"
    entry = run.manifest.entries.get(task)
    if entry is None or picture(number) in run.manifest.edited(task):
        return False
    return (entry.made_from.get("the model"), entry.made_from.get("the weights")) == (model.name, model.weights)
