"""Take a user's spec into the project: a normalised ``story.yaml``, and copies of the pictures it names."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from digiteller.backends.base import Report
from digiteller.project import SPEC
from digiteller.spec import Spec, dump_spec, load_spec, with_picture_files
from digiteller.stages.base import Run, Stage, Task, run_stage


def adopt(run: Run) -> None:
    """Bring ``run.source`` into the project; from then on ``run.spec`` is the project's own."""
    if run.source is None:
        return
    run_stage(STAGE, run)
    if run.dry_run:
        run.spec = with_picture_files(run.spec, {i: _asset(name) for i, name in _picture_files(run.spec).items()})
    else:
        run.spec = load_spec(run.project.path(SPEC))


def _tasks(run: Run) -> Iterator[Task]:
    assert run.source is not None
    folder = run.source.parent
    pictures = _picture_files(run.spec)
    for name in sorted(set(pictures.values())):
        yield Task(
            name=f"adopt/{name}",
            outputs=(_asset(name),),
            inputs=(),
            made_from={f"the picture {name}": run.hashes.of(folder / name)},
            make=lambda out, _, name=name: _copy(folder / name, out / _asset(name)),  # type: ignore[misc]
        )
    text = dump_spec(with_picture_files(run.spec, {i: _asset(name) for i, name in pictures.items()}))

    def make(out: Path, _: Report) -> None:
        (out / SPEC).write_text(text, encoding="utf-8")

    yield Task("adopt/spec", (SPEC,), (), {"the spec": text}, make)


def _picture_files(spec: Spec) -> dict[int, str]:
    return {i: Path(page.picture_file).as_posix() for i, page in enumerate(spec.pages) if page.picture_file}


def _asset(name: str) -> str:
    return f"assets/{name}"


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


STAGE = Stage("adopt", _tasks)
