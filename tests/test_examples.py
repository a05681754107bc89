"""The examples for make, cron and CI do what they say: each is run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from digiteller.models.weights_cache import weights_home

EXAMPLES = Path(__file__).parents[1] / "examples"
TINY = """\
title: {title}
scenes:
  - text: {title} sleeps.
    picture: a fox in a forest
render: {{width: 160, height: 160, title_seconds: 0, credits_seconds: 0}}
"""


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A folder of two stories."""
    folder = tmp_path / "stories"
    folder.mkdir()
    for title in ("Fox", "Owl"):
        (folder / f"{title.lower()}.yaml").write_text(TINY.format(title=title))
    return folder


@pytest.fixture
def digiteller(tmp_path: Path) -> Path:
    """The command, as installed somewhere."""
    path = tmp_path / "bin" / "digiteller"
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m digiteller "$@"\n')
    path.chmod(0o755)
    return path


def run(
    *command: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_make_builds_many_stories_and_then_nothing(stories: Path, digiteller: Path) -> None:
    shutil.copy(EXAMPLES / "Makefile", stories)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    make = ("make", "-j2", f"DIGITELLER={digiteller}")
    done = run(*make, cwd=stories, env=environment)
    assert done.returncode == 0, done.stderr
    films = [stories / "films" / name / "story.mp4" for name in ("fox", "owl")]
    assert sorted(done.stdout.split()) == ["films/fox/story.mp4", "films/owl/story.mp4"]
    before = [film.stat().st_mtime_ns for film in films]
    (stories / "broken.yaml").write_text("scenes: 0\n")
    (stories / "fox.yaml").touch()
    again = run(*make, "-k", cwd=stories, env=environment)
    assert again.returncode == 2
    assert "scenes: this should be greater than or equal to 1" in again.stderr
    assert [film.stat().st_mtime_ns for film in films] == before


def crontab() -> tuple[dict[str, str], list[str]]:
    """Return the variables and the commands of the crontab, as cron reads it."""
    variables, commands = {}, []
    for line in (EXAMPLES / "crontab").read_text().splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if setting := re.fullmatch(r"(\w+)=(\S*)", line):
            variables[setting[1]] = setting[2]
        else:
            times, command = line.split(maxsplit=5)[:5], line.split(maxsplit=5)[5]
            assert all(re.fullmatch(r"\*|\d+", time) for time in times)
            assert "%" not in command  # which cron takes for the end of a line
            commands.append(command)
    return variables, commands


@pytest.mark.slow
def test_cron_makes_films_and_mails_nothing_but_trouble(stories: Path, digiteller: Path, tmp_path: Path) -> None:
    variables, (hourly, nightly, weekly) = crontab()
    (stories / "owl.yaml").rename(stories / "daily.yaml")
    here = {"DIGITELLER": str(digiteller), "STORIES": str(stories), "DIGITELLER_HOME": str(weights_home())}
    assert here.keys() <= variables.keys()
    environment = variables | here | {"HOME": str(tmp_path), "LOGNAME": "nobody", "PATH": "/usr/bin:/bin"}

    def cron(command: str) -> subprocess.CompletedProcess[str]:
        return run(variables["SHELL"], "-c", command, env=environment, cwd=tmp_path)

    for command in (hourly, nightly, weekly):
        done = cron(command)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), command
    assert {path.parent.name for path in stories.glob("films/*/story.mp4")} == {"fox", "daily"}
    log = [json.loads(line) for line in (stories / "daily.jsonl").read_text().splitlines()]
    assert log[-1]["event"] == "summary" and log[-1]["made"] == 0
    (stories / "fox.yaml").write_text("scenes: 0\n")
    trouble = cron(hourly)
    assert trouble.returncode == 6
    assert "scenes: this should be greater than or equal to 1" in trouble.stderr
    assert trouble.stdout == ""


@pytest.mark.slow
def test_the_workflow_checks_specs_and_makes_films(stories: Path, digiteller: Path, tmp_path: Path) -> None:
    """Each of its own steps is run as GitHub does; those that only GitHub or a package index has are left out."""
    workflow = yaml.safe_load((EXAMPLES / "ci.yml").read_text())
    steps = workflow["jobs"]["films"]["steps"]
    own = {step["name"]: step["run"] for step in steps if "run" in step}
    assert own.pop("Install digiteller") == "pip install ./digiteller-*.whl"
    path = f"{digiteller.parent}:/usr/bin:/bin"
    environment = {"PATH": path, "HOME": str(tmp_path), "CI": "true", "DIGITELLER_HOME": str(weights_home())}

    def ci(name: str) -> subprocess.CompletedProcess[str]:
        return run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", own[name], env=environment, cwd=tmp_path)

    for name in own:
        done = ci(name)
        assert done.returncode == 0, (name, done.stderr)
        assert "\x1b" not in done.stdout + done.stderr
    assert {path.parent.name for path in tmp_path.glob("films/*/story.mp4")} == {"fox", "owl"}
    kept = steps[-1]["with"]["path"].split()
    assert all(list(tmp_path.glob(pattern)) for pattern in kept)
    (stories / "a.yaml").write_text("scenes: 0\n")
    assert ci("Check the specs").returncode == 3
    assert ci("Make the films").returncode == 6
