"""The example of a package that adds a backend does what its README says."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
import yaml

import digiteller
from digiteller.backends.installed import GROUP
from digiteller.backends.table import Backend
from digiteller.errors import MissingPackageError, SpecError
from digiteller.options import NarrateOptions
from digiteller.story import Prosody
from digiteller.system.programs import program_version
from distributions import install

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "espeak_narrator"
PROJECT = tomllib.loads((EXAMPLE / "pyproject.toml").read_text())["project"]
ENTRIES = PROJECT["entry-points"][GROUP]
needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng")


@pytest.fixture
def record(monkeypatch: pytest.MonkeyPatch) -> Backend:
    monkeypatch.syspath_prepend(EXAMPLE)
    module, _, name = ENTRIES["narrate.espeak"].partition(":")
    found = getattr(importlib.import_module(module), name)
    assert isinstance(found, Backend)
    return found


def test_its_model_names_its_backend_and_a_missing_program_is_told(
    record: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = yaml.safe_load((EXAMPLE / "models.yaml").read_text())
    assert list(ENTRIES) == [f"{stage}.{model['backend']}" for stage in models for model in models[stage].values()]
    monkeypatch.setenv("PATH", str(tmp_path))
    program_version.cache_clear()
    with pytest.raises(MissingPackageError, match="the program espeak-ng is not installed"):
        _ = record.version
    with pytest.raises(MissingPackageError, match="espeak-ng cannot be run"):
        record.load()({}, NarrateOptions(), {})


def test_it_builds_on_what_is_public_and_that_is_there() -> None:
    public = set(re.findall(r"``(digiteller\.[\w.]+)``", digiteller.__doc__ or ""))
    used = set(
        re.findall(r"^from (digiteller[\w.]*) import (\w+)", (EXAMPLE / "digiteller_espeak.py").read_text(), re.M)
    )
    assert used
    assert {f"{module}.{name}" if module == "digiteller.system" else module for module, name in used} <= public
    assert all(importlib.util.find_spec(name) for name in public)


@needs_espeak
def test_nothing_in_a_text_or_a_voice_is_an_option_or_a_path(record: Backend) -> None:
    narrator = record.load()({}, NarrateOptions(), {})
    rng = np.random.default_rng(1)
    for words in (["-v", "de"], ["--version"], ["[[hE]]", "<s>"], ["fox\0bear"]):
        (part,) = narrator.say(words, None, "en", rng, Prosody())
        assert np.abs(part.samples).max() > 0.05
    for voice in ("../../etc/passwd", "-w", "en --path=/tmp"):
        with pytest.raises(SpecError, match="no voice"):
            list(narrator.say(["Hello."], voice, "en", rng, Prosody()))
    with pytest.raises(SpecError, match="reads no IPA"):
        list(narrator.say(["/ˈmiːnə/"], None, "en", rng, Prosody()))


@needs_espeak
def test_it_keeps_the_contract_as_its_authors_would_see(tmp_path: Path) -> None:
    install(tmp_path, PROJECT["name"], PROJECT["version"], ENTRIES)
    path = [str(EXAMPLE), str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n0",
        "-rs",
        "-p",
        "no:cacheprovider",
        "tests/contract/test_backends.py",
    ]
    done = subprocess.run(
        [*command, "-k", "espeak"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path), "DIGITELLER_MODELS": str(EXAMPLE / "models.yaml")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert "6 passed" in done.stdout and "skipped" not in done.stdout
