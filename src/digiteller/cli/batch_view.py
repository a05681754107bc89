"""What the user sees of a batch: lines, a live table, or JSON, on stderr."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

from digiteller import __version__
from digiteller.cli import console
from digiteller.cli.console import LOG_FORMAT, Console, print_to_stderr

if TYPE_CHECKING:
    from digiteller.batch.report import Report
    from digiteller.batch.story_run import Result

_FRAME = 0.1
"""Seconds between two drawings of the table."""
_STATES = ("made", "up to date", "failed", "unfinished")


class Lines(Console):
    """One plain line for each story that is done: for cron, CI and log files."""

    def __init__(self, report: Report, dry_run: bool = False) -> None:
        super().__init__(dry_run)
        self._begun = True
        self._report = report
        self._total = len(report.stories)

    def watch(self, at: int, worker: str, stage: str, share: float) -> None:
        """Tell that a worker is at a stage of a story."""

    def story(self, at: int, result: Result) -> None:
        """Tell what became of a story; the report has it already."""
        count = self._total - self._report.count("unfinished")
        for line in f"[{count}/{self._total}] {self._report.stories[at].folder}: {self._told(result)}".split("\n"):
            self._line(line)

    def _told(self, result: Result) -> str:
        if result.state == "failed":
            return f"failed ({result.exit_code}): {result.message}" + (f"\n  try: {result.hint}" if result.hint else "")
        if result.state == "made" and self._dry_run:
            return f"{result.made} to make, {result.fresh} up to date"
        if result.state == "made":
            return f"made in {result.seconds:.1f} s: {result.made} made, {result.fresh} up to date"
        return result.state

    def _totals(self) -> str:
        words = {"made": "to make"} if self._dry_run else {}
        states = [f"{n} {words.get(state, state)}" for state in _STATES if (n := self._report.count(state))]
        return f"{', '.join(states)}, {self._report.seconds:.1f} s; see {self._report.path}"


class QuietLines(console.Quiet, Lines):
    """Failures only."""

    def story(self, at: int, result: Result) -> None:
        """Tell of a failure."""
        if result.state == "failed":
            for line in f"{self._report.stories[at].folder}: {self._told(result)}".split("\n"):
                Console._line(self, line)


class BatchJsonLines(console.JsonLines, Lines):
    """One JSON object a line; docs/log-json.md describes them."""

    def __init__(self, report: Report, dry_run: bool = False) -> None:
        super().__init__(report, dry_run)
        batch = {"stories": self._total, "report": str(report.path)}
        self._event("begin", format=LOG_FORMAT, version=__version__, dry_run=dry_run, **batch)

    def watch(self, at: int, worker: str, stage: str, share: float) -> None:
        """Tell it as ``working``."""
        self._event("working", folder=self._folder(at), worker=worker, at=stage, share=round(share, 4))

    def story(self, at: int, result: Result) -> None:
        """Tell it as ``story``, with all that the report has of it."""
        self._event("story", spec=str(self._report.stories[at].spec), folder=self._folder(at), **vars(result))

    def _folder(self, at: int) -> str:
        return str(self._report.stories[at].folder)

    def _last(self, event: str, **values: Any) -> None:
        made, fresh, failed, unfinished = map(self._report.count, _STATES)
        counts = {"made": made, "fresh": fresh, "failed": failed, "unfinished": unfinished}
        self._event(event, **values, **counts, seconds=round(self._report.seconds, 3))


class BatchTable(Lines):
    """What each worker is at, redrawn in place, below the failures."""

    def __init__(self, report: Report, dry_run: bool = False) -> None:
        super().__init__(report, dry_run)
        self._at_work: dict[str, tuple[int, str, float]] = {}
        self._drawn = 0
        self._drawn_at = 0.0

    def watch(self, at: int, worker: str, stage: str, share: float) -> None:
        """Show it in the worker's row."""
        self._at_work[worker] = at, stage, share
        self._draw()

    def story(self, at: int, result: Result) -> None:
        """Free the worker's row; a failure stays above the table."""
        self._at_work = {worker: row for worker, row in self._at_work.items() if row[0] != at}
        if result.state == "failed":
            super().story(at, result)
        self._draw()

    def close(self) -> None:
        """Take the table away."""
        if self._drawn:
            print_to_stderr(f"\x1b[{self._drawn}F\x1b[J", end="")
        self._drawn = 0

    def _line(self, text: str) -> None:
        self.close()
        super()._line(text)
        self._drawn_at = 0.0

    def _draw(self) -> None:
        if time.monotonic() - self._drawn_at < _FRAME:
            return
        columns, lines = shutil.get_terminal_size()
        rows = [self._head(), *(self._row(worker) for worker in sorted(self._at_work, key=_natural))]
        if len(rows) > lines - 1:
            rows[lines - 2 :] = [f"  and {len(rows) - lines + 2} more"]
        self.close()
        for row in rows:
            super()._line(row[: columns - 1])
        self._drawn, self._drawn_at = len(rows), time.monotonic()

    def _head(self) -> str:
        left = self._report.count("unfinished")
        done, failed = self._total - left, self._report.count("failed")
        text = f"{done} of {self._total} stories" + (f", {failed} failed" if failed else "")
        return f"{text}, {_time(self._report.seconds / done * left)} left" if done else text

    def _row(self, worker: str) -> str:
        at, stage, share = self._at_work[worker]
        bar = "#" * round(share * 20)
        return f"  {worker:<3} {stage:<10} [{bar:-<20}] {self._report.stories[at].folder}"


def show(report: Report, log_json: bool, quiet: bool, dry_run: bool) -> Lines:
    """Choose the view that fits the options and the terminal, and make it the console of this process."""
    kind = BatchJsonLines if log_json else QuietLines if quiet else BatchTable if console.on_a_terminal() else Lines
    view = kind(report, dry_run)
    console.use(view)
    return view


def _natural(worker: str) -> tuple[int, str]:
    return len(worker), worker


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
