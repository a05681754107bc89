"""The entry point: the commands by name, and the one place where errors become exit codes."""

from __future__ import annotations

import importlib
import io
import os
import sys
from functools import cache
from typing import NoReturn

import click

from digiteller import __version__
from digiteller.cli import console, deadline
from digiteller.errors import DigitellerError, OutOfTimeError, explain_refusal
from digiteller.options import STAGES
from digiteller.system import interrupts

COMMANDS = (
    "new",
    "all",
    "batch",
    *STAGES,
    "prompt",
    "storyboard",
    "contact-sheet",
    "filmstrip",
    "status",
    "provenance",
    "models",
    "schema",
    "doctor",
)


class _Commands(click.Group):
    """Imports a command's module when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"digiteller.cli.{cmd_name.replace('-', '_')}_command").command
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="digiteller")
def cli() -> None:
    """Turn a story spec into a narrated, scored, illustrated video.

    \b
    digiteller new mystory              start a story
    digiteller all mystory/story.yaml   make the film

    Exit codes: 0 done or up to date, 2 wrong usage, 3 bad spec or project, 4 weights missing, 5 package or program
    missing, 6 a stage failed, 75 project in use, 124 out of time, 130 and 143 interrupted; 1 is a bug of digiteller.
    """  # noqa: D301 (click's mark for lines that stay as they are is the control character itself)


_OUT_OF_TIME = OutOfTimeError(
    "the time that --timeout allows is up; what was finished stays", hint="run the same command to go on"
)


def main() -> NoReturn:
    """Run the command line and exit with the code that the errors say."""
    os.environ["PYTHONSAFEPATH"] = "1"  # no process of ours imports what lies in the folder of a stranger's story
    try:
        try:
            _open_standard_streams()
            interrupts.listen(_tidy, _stopped_code)
            console.choose(log_json="--log-json" in sys.argv[1:])
            code = _run()
        finally:
            interrupts.disregard()
    except interrupts.Stopped as stopped:
        code = _stopped(stopped.signum)
    _abandon()
    console.current().close()
    sys.exit(code)


def _run() -> int:
    """Run the command, tell what goes wrong, and return the exit code."""
    try:
        return cli.main(standalone_mode=False) or 0
    except click.ClickException as error:
        console.current().misused(error)
        return error.exit_code
    except DigitellerError as error:
        console.current().error(error)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        console.current().interrupted()
        return 130
    except BrokenPipeError:  # the reader of stdout is gone, such as `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OSError, MemoryError) as error:
        console.current().error(explain_refusal(error))
        return explain_refusal(error).exit_code
    except Exception as error:
        console.current().bug(error)
        return 1


@cache
def _stopped(signum: int) -> int:
    """Tell, once, who ended the run, and return the exit code."""
    if deadline.has_passed():
        console.current().error(_OUT_OF_TIME)
    else:
        console.current().interrupted()
    return _stopped_code(signum)


def _stopped_code(signum: int) -> int:
    return _OUT_OF_TIME.exit_code if deadline.has_passed() else 128 + signum


def _tidy(signum: int) -> None:
    """Leave things in order without the main thread, which is too busy."""
    from digiteller.project.folder import previews_at_work

    for path in previews_at_work():
        console.current().note(f"{path} shows how far its page had come")
    _stopped(signum)
    console.current().close()
    _abandon()


def _abandon() -> None:
    """Let go of what a signal left held that came just before or after the code that sees to it."""
    if (project := sys.modules.get("digiteller.project.folder")) is not None:
        project.abandon_projects()


def _open_standard_streams() -> None:
    """Make sure that there are three, which a daemon may have closed, and that any file name can be printed."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115, PTH123 (as long as the process lives)
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115, PTH123
    if isinstance(sys.stdout, io.TextIOWrapper):
        utf8 = sys.stdout.encoding.lower() in ("utf-8", "utf8")
        sys.stdout.reconfigure(errors="surrogateescape" if utf8 else "backslashreplace")
