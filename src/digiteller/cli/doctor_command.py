"""``digiteller doctor``."""

from __future__ import annotations

import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from digiteller.cli.console import print_result
from digiteller.errors import DigitellerError, WeightsError

if TYPE_CHECKING:
    from digiteller.backends.installed import Offer

_ENOUGH_DISK = 2_000_000_000


@click.command("doctor")
def command() -> None:
    """Tell what works on this machine, and the command that fixes what does not."""
    worst: DigitellerError | None = None
    for name, check in _checks():
        try:
            print_result(f"ok       {name}: {check()}")
        except DigitellerError as error:
            worst = worst or error
            print_result(f"MISSING  {name}: {error.message}" + (f"\n         try: {error.hint}" if error.hint else ""))
    if (advice := _advice()) is not None:
        print_result(f"hint     {advice}")
    if worst is not None:
        raise SystemExit(worst.exit_code)


def _checks() -> Iterator[tuple[str, Callable[[], str]]]:
    from digiteller.backends.installed import offers
    from digiteller.models.registry import load_registry

    yield "python", lambda: f"{platform.python_version()} on {platform.platform()}"
    yield "ffmpeg", _ffmpeg
    yield "weights cache", _cache
    for model in load_registry().defaults():
        yield f"{model.stage} ({model.name})", lambda model=model: _model(model)  # type: ignore[misc]
    for offer in offers():
        name = f"backend {offer.stage}.{offer.name} of {offer.distribution}"
        yield name, lambda offer=offer: _offer(offer)  # type: ignore[misc]


def _advice() -> str | None:
    from digiteller.models.plan_tellers import advise_plan
    from digiteller.models.registry import load_registry

    return advise_plan(load_registry())


def _ffmpeg() -> str:
    from digiteller.media import ffmpeg
    from digiteller.options import RenderOptions

    return ffmpeg.check_ffmpeg(RenderOptions())


def _cache() -> str:
    from digiteller.models.weights_cache import weights_home

    folder = weights_home()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        if _complete():
            return f"{folder}, which cannot be written, and holds all default weights"
        raise WeightsError(
            f"{folder}: {error.strerror}", hint="set DIGITELLER_HOME to a folder you may write to"
        ) from error
    free = shutil.disk_usage(folder).free
    if free < _ENOUGH_DISK:
        raise WeightsError(f"{folder}: only {free / 1e9:.1f} GB free", hint="make room, or set DIGITELLER_HOME")
    return f"{folder}, {free / 1e9:.0f} GB free"


def _complete() -> bool:
    """Tell whether the weights of all default models are on this machine."""
    from digiteller.models.registry import load_registry
    from digiteller.models.weights_cache import locate

    return all(locate(model, file) for model in load_registry().defaults() for file in model.entry.files)


def _model(model: object) -> str:
    from digiteller.backends import table
    from digiteller.models.registry import Model
    from digiteller.models.weights_cache import verify

    assert isinstance(model, Model)
    backend = table.find_backend(model.stage, model.entry.backend)
    backend.load()
    for file in model.entry.files:
        if verify(model, file) is None:
            raise WeightsError(f"{file.name} is not on this machine", hint=f"digiteller models pull {model.name}")
    return backend.version


def _offer(offer: Offer) -> str:
    from digiteller.backends import table

    if not table.is_used(offer):
        why = "digiteller has its own" if offer.stage in table.BACKENDS else f"there is no stage {offer.stage!r}"
        return f"never used: {why}"
    backend = table.find_backend(offer.stage, offer.name)
    backend.load()
    return backend.version
