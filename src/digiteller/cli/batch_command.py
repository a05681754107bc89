"""``digiteller batch``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digiteller.cli.console import print_result
from digiteller.cli.deadline import set_deadline
from digiteller.cli.run_options import many_options, project_folder
from digiteller.errors import StageError, UsageError

if TYPE_CHECKING:
    from digiteller.batch.story_run import StoryJob


class Resource(click.ParamType[tuple[str, float]]):
    """``NAME=N``."""

    name = "resource"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        """Return the name and the amount."""
        name, _, amount = str(value).partition("=")
        try:
            return name, float(amount)
        except ValueError:
            self.fail(f"{value!r} is not NAME=N", param, ctx)


@click.command("batch")
@click.argument("specs", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="SPEC...")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the project folders go, each named after its spec.  [default: each beside its spec]",
)
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Workers on this machine.")
@click.option("--scheduler", metavar="ADDRESS", help="Make them on the Dask cluster of this scheduler instead.")
@click.option(
    "--resource",
    "resources",
    type=Resource(),
    multiple=True,
    metavar="NAME=N",
    help="A tag that a worker of the cluster must have, such as GPU=1; --device cuda asks for that.",
)
@click.option(
    "--send", is_flag=True, help="Send the files to the cluster and back: its workers do not share the folder."
)
@click.option("--report", "report_path", type=click.Path(path_type=Path), metavar="FILE", help="[default: batch.json]")
@many_options
def command(
    specs: Sequence[Path],
    out: Path | None,
    jobs: int,
    scheduler: str | None,
    resources: Sequence[tuple[str, float]],
    send: bool,
    report_path: Path | None,
    timeout: float | None,
    log_json: bool,
    quiet: bool,
    **choices: Any,
) -> None:
    """Make the films of many SPECs: a failed one does not stop the others, and what is up to date stays as it is."""
    from digiteller.batch import cluster, workers
    from digiteller.batch.report import Report, is_report
    from digiteller.batch.story_run import Choices
    from digiteller.cli import batch_view
    from digiteller.project.user_named_outputs import output_file

    _check(scheduler, resources, send, choices)
    stories = stories_of(specs, out)
    file = output_file(
        report_path or (out or Path()) / "batch.json",
        "report of a batch",
        is_report,
        hint="--report FILE names another",
        projects=[story.folder for story in stories],
        read=[*specs, *choices["models_files"]],
    )
    report = Report(file, stories)
    view = batch_view.show(report, log_json, quiet, choices["dry_run"])
    same = Choices(**choices)
    if scheduler is None:
        results = workers.run_workers(stories, same, jobs, view.watch)
    else:
        tags = {"GPU": 1.0} if same.device == "cuda" else {}
        tags |= dict(resources)
        results = cluster.run_on_cluster(
            stories, same, scheduler, view.watch, view.note, resources=tags, shared=not send
        )
    with set_deadline(timeout), closing(results):
        try:
            for at, result in results:
                report.add(at, result)
                view.story(at, result)
        finally:
            report.save()
    for story, result in zip(stories, report.results, strict=True):
        if result.film and not choices["dry_run"]:
            print_result(story.folder / result.film)
    if failed := report.count("failed"):
        raise StageError(f"{failed} of {len(stories)} stories failed", hint=f"see {report.path}; run it again")
    view.summary()


def _check(scheduler: str | None, resources: Sequence[tuple[str, float]], send: bool, choices: dict[str, Any]) -> None:
    if scheduler is None and (resources or send):
        raise UsageError(f"{'--send' if send else '--resource'} goes with --scheduler ADDRESS")
    if send and choices["models_files"]:
        raise UsageError("--models names files of this machine, and --send is for workers that do not see it")


def stories_of(specs: Sequence[Path], out: Path | None) -> list[StoryJob]:
    """Return the stories with their folders: beside the specs, or in ``out``.

    Raises:
        UsageError: two of them would have the same folder.
    """
    from digiteller.batch.story_run import StoryJob

    stories: dict[Path, StoryJob] = {}
    for spec in specs:
        folder = project_folder(spec, None)
        story = StoryJob(spec, folder if out is None else out / folder.absolute().name)
        other = stories.setdefault(story.folder.resolve(), story)
        if other is not story:
            raise UsageError(f"{other.spec} and {spec} would both be made in {story.folder}", hint="rename one of them")
    return list(stories.values())
