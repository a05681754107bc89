"""Backends that installed packages of others offer: entry points called ``STAGE.NAME``, each a ``Backend`` record."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from typing import Any

from digiteller.errors import MissingPackageError

GROUP = "digiteller.backends"


@dataclass(frozen=True)
class Offer:
    """What a package says it brings."""

    stage: str
    name: str
    """What models.yaml calls the backend."""
    distribution: str
    """The package, as pip knows it."""
    entry: metadata.EntryPoint = field(repr=False)

    def load(self) -> Any:
        """Import the module of the record, and return the record: a ``Backend``, if the package is in order.

        Raises:
            MissingPackageError: it cannot be imported; whatever others raise is told.
        """
        try:
            return self.entry.load()
        except Exception as error:
            raise self.broken(f"{type(error).__name__}: {error}") from error

    def broken(self, problem: str) -> MissingPackageError:
        """Return what to tell of a package that is not in order."""
        return MissingPackageError(
            f"the backend {self.stage}.{self.name} of the package {self.distribution} cannot be used: {problem}",
            hint=f"tell its makers, or: pip uninstall {self.distribution}",
        )


@cache
def offers() -> tuple[Offer, ...]:
    """Return what all installed packages offer, in the order of its names; nothing of theirs is imported."""
    found = []
    for entry in metadata.entry_points(group=GROUP):
        stage, _, name = entry.name.partition(".")
        distribution = entry.dist.name if entry.dist else None
        found.append(Offer(stage, name, distribution or entry.module, entry))
    return tuple(sorted(found, key=lambda offer: (offer.stage, offer.name, offer.distribution)))
