"""Take a user's spec into the project: a normalised ``story.yaml``, and copies of the files it names."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from digiteller.contracts import Report
from digiteller.project.folder import SPEC
from digiteller.spec.schema import Place, Spec, dump_spec, load_spec, own_files, with_files
from digiteller.stages.run_context import Run
from digiteller.stages.task import Task
from digiteller.stages.task_runner import Stage, run_stage


def adopt(run: Run) -> None:
    """Bring ``run.source`` into the project; from then on ``run.spec`` is the project's own."""
    if run.source is None:
        return
    run_stage(STAGE, run)
    if run.dry_run:
        run.spec = _with_assets(run)
    else:
        run.spec = load_spec(run.project.path(SPEC))


def _tasks(run: Run) -> Iterator[Task]:
    assert run.source is not None
    folder = run.source.parent
    files = _files(run)
    for name in sorted(set(files.values())):
        yield Task(
            name=f"adopt/{name}",
            outputs=(_asset(name),),
            inputs=(),
            made_from={f"the file {name}": run.hashes.of(folder / name)},
            make=lambda out, _, name=name: _copy(folder / name, out / _asset(name)),  # type: ignore[misc]
        )
    text = dump_spec(_with_assets(run))

    def make(out: Path, _: Report) -> None:
        (out / SPEC).write_text(text, encoding="utf-8")

    yield Task("adopt/spec", (SPEC,), (), {"the spec": text}, make)


def _files(run: Run) -> dict[Place, str]:
    assert run.source is not None
    return {place: Path(name).as_posix() for place, name in own_files(run.spec, run.source.parent).items()}


def _with_assets(run: Run) -> Spec:
    return with_files(run.spec, {place: _asset(name) for place, name in _files(run).items()})


def _asset(name: str) -> str:
    return f"assets/{name}"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


STAGE = Stage("adopt", _tasks)
