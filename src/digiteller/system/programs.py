"""The versions of programs on PATH that results depend on."""

from __future__ import annotations

import re
import subprocess
from functools import cache

from digiteller.errors import MissingPackageError
from digiteller.system import processes

_PATIENCE = 10
"""Seconds within which a program has to tell its version."""
_NUMBER = re.compile(r"\d+(?:\.\d+)+[\w.+~-]*")


@cache
def program_version(*command: str) -> str:
    """Return what a command such as ``espeak-ng --version`` tells: the version in its first line, else that line.

    It is asked once. The rest of the line often names folders of this machine, which belong into no manifest.

    Raises:
        MissingPackageError: the program is not there, or tells nothing.
    """
    name = command[0]
    try:
        told = processes.run(command, patience=_PATIENCE)
    except FileNotFoundError as error:
        raise MissingPackageError(f"the program {name} is not installed", hint=f"install {name}") from error
    except OSError as error:
        raise MissingPackageError(f"the program {name} cannot be run: {error}", hint=f"reinstall {name}") from error
    except subprocess.TimeoutExpired as error:
        raise MissingPackageError(
            f"{' '.join(command)} said nothing for {_PATIENCE} seconds", hint=f"reinstall {name}"
        ) from error
    lines = (told.stdout or told.stderr).decode(errors="replace").strip().splitlines()
    if told.returncode or not lines:
        raise MissingPackageError(f"{' '.join(command)} tells no version", hint=f"reinstall {name}")
    number = _NUMBER.search(lines[0])
    return number.group() if number else lines[0].strip()
