"""No network: the kernel kills a run that asks for an internet socket, in Python or in native code."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"), reason="seccomp is of Linux"
)


def without_network(*command: str | Path) -> subprocess.CompletedProcess[str]:
    denied = [sys.executable, str(Path(__file__).with_name("no_network.py")), *map(str, command)]
    return subprocess.run(denied, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6"])
def test_the_filter_kills(family: str) -> None:
    code = (
        f"import socket; socket.socket(socket.AF_UNIX); print('here'); socket.socket(socket.{family}); print('there')"
    )
    done = without_network(sys.executable, "-u", "-c", code)
    assert done.stdout == "here\n"
    assert done.returncode < 0


@pytest.mark.few(1)
@pytest.mark.parametrize("options", [["--offline"], []])
def test_a_film_needs_no_network_whatever_its_folder_is_called(tmp_path: Path, options: list[str]) -> None:
    project = tmp_path / "-i concat:a|b'c http:"
    film = ["all", ROOT / "examples" / "smoke.yaml", "-p", project, *options]
    done = without_network(sys.executable, "-m", "digiteller", *film)
    assert done.returncode == 0, done.stderr
    assert (project / "story.mp4").stat().st_size > 10_000


@pytest.mark.slow
def test_the_language_model_listens_to_nobody(tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    spec.write_text("premise: A fox finds a lantern.\nscenes: 1\nwrite: {candidates: 1}\n")
    done = without_network(sys.executable, "-m", "digiteller", "write", spec, "--offline")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("arguments", [["doctor"], ["models", "list"], ["models", "verify"], ["schema"]])
def test_what_only_looks_needs_no_network(arguments: list[str]) -> None:
    assert without_network(sys.executable, "-m", "digiteller", *arguments).returncode == 0
