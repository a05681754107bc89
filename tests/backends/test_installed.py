"""Backends that packages of others add: found when they are asked for, and told of when they are not in order."""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from digiteller.backends import installed, table
from digiteller.cli import doctor_command
from digiteller.cli.main import cli
from digiteller.errors import MissingPackageError, SpecError, WeightsError
from digiteller.models import weights_cache
from digiteller.models.registry import Model, ModelEntry, load_registry
from distributions import install

HUM = """\
from digiteller.backends.table import Backend
from digiteller.story import Utterance

BACKEND = Backend(__name__, "Hum")

class Hum:
    def __init__(self, files, options, settings):
        self._pitch = settings["pitch"]

    def say(self, words, voice, language, rng, prosody):
        import numpy as np

        samples = np.sin(np.arange(1600 * len(words)) * self._pitch).astype(np.float32)
        yield Utterance(samples, 8000, [(0.2 * at, 0.2 * at + 0.2) for at in range(len(words))])
"""
MODELS = "narrate:\n  hum: {backend: hum, default: true, licence: CC0-1.0, options: {pitch: 0.25}}\n"
Install = Callable[..., None]


@pytest.fixture
def others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install packages beside digiteller, for this process."""
    known = set(sys.modules)
    monkeypatch.syspath_prepend(tmp_path)

    def add(name: str, offered: dict[str, str], **modules: str) -> None:
        install(tmp_path, name, "1.2", offered, **modules)
        installed.offers.cache_clear()

    yield add
    installed.offers.cache_clear()
    for name in set(sys.modules) - known:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


def test_a_package_of_others_adds_a_backend(others: Install) -> None:
    others("digiteller-hum", {"narrate.hum": "hum:BACKEND"}, hum=HUM)
    assert table.backend_names("narrate")[-1] == "hum"
    assert "hum" not in sys.modules
    found = table.find_backend("narrate", "hum")
    assert (found.distribution, found.version) == ("digiteller-hum", "r1 digiteller-hum 1.2")
    assert found.load().__name__ == "Hum"
    with pytest.raises(SpecError, match=r"no backend called 'him'; there are: hibari, .*, hum$"):
        table.find_backend("narrate", "him")
    with pytest.raises(SpecError, match="compose: there is no backend called 'hum'"):
        table.find_backend("compose", "hum")


def test_our_own_are_found_without_asking_and_stay_ours(others: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    others("digiteller-hum", {"narrate.hibari": "hum:BACKEND", "sing.hum": "hum:BACKEND"}, hum=HUM)
    assert not any(map(table.is_used, installed.offers()))
    assert table.backend_names("narrate") == list(table.BACKENDS["narrate"])
    installed.offers.cache_clear()

    def asked(**_: Any) -> Any:
        raise AssertionError("looking takes time")

    monkeypatch.setattr(metadata, "entry_points", asked)
    assert table.find_backend("narrate", "hibari").distribution == "digiteller"


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("def", "SyntaxError"),
        ("raise KeyError('x')", "KeyError: 'x'"),
        ("", "AttributeError"),
        ("BACKEND = 'narrate'", r"broken:BACKEND is no digiteller\.backends\.table\.Backend"),
        ("from digiteller.backends.table import Backend\nBACKEND = Backend('m', 'N', colour=1)", "TypeError"),
    ],
)
def test_a_broken_package_is_named(others: Install, code: str, says: str) -> None:
    others("digiteller-broken", {"narrate.broken": "broken:BACKEND"}, broken=code)
    with pytest.raises(MissingPackageError, match=says) as caught:
        table.find_backend("narrate", "broken")
    assert "narrate.broken of the package digiteller-broken" in caught.value.message


def test_a_class_that_is_not_there_is_told_of_others_and_is_a_bug_of_ours(others: Install) -> None:
    others("digiteller-hum", {"narrate.hum": "hum:BACKEND"}, hum=HUM.replace('"Hum"', '"Hymn"'))
    with pytest.raises(MissingPackageError, match="Hymn cannot be loaded") as caught:
        table.find_backend("narrate", "hum").load()
    assert caught.value.hint == "pip install --force-reinstall --no-deps digiteller-hum==1.2"
    with pytest.raises(AttributeError):
        table.Backend("digiteller.backends.narrate.voices", "Hymn").load()


def test_two_packages_cannot_offer_the_same(others: Install) -> None:
    others("digiteller-hum", {"narrate.hum": "hum:BACKEND"}, hum=HUM)
    others("other-hum", {"narrate.hum": "other_hum:BACKEND"}, other_hum=HUM)
    with pytest.raises(MissingPackageError, match=r"digiteller-hum cannot be used: other-hum offers one"):
        table.find_backend("narrate", "hum")


def test_a_backend_of_others_is_given_checkpoints_only_if_it_says_so(others: Install, tmp_path: Path) -> None:
    reads = HUM.replace('"Hum")', '"Hum", checkpoints=True)')
    others("digiteller-hum", {"narrate.hum": "hum:BACKEND", "narrate.reads": "reads:BACKEND"}, hum=HUM, reads=reads)
    (tmp_path / "w.pth").write_bytes(pickle.dumps({}))

    def model(backend: str) -> Model:
        file = weights_cache.describe_file(tmp_path / "w.pth")
        return Model("narrate", "m", ModelEntry(backend=backend, licence="x", files=[file]), tmp_path)

    assert weights_cache.open_model(model("reads"), lambda *_: None)["w.pth"].is_file()
    with pytest.raises(WeightsError, match="pickle"):
        weights_cache.open_model(model("hum"), lambda *_: None)


def test_a_story_is_told_by_a_voice_of_others(others: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    others("digiteller-hum", {"narrate.hum": "hum:BACKEND"}, hum=HUM)
    (tmp_path / "models.yaml").write_text(MODELS)
    (tmp_path / "story.yaml").write_text("scenes:\n  - text: A fox slept.\n")
    monkeypatch.chdir(tmp_path)
    cli.main(["all", "story.yaml", "--to", "narrate", "--quiet"], standalone_mode=False)
    manifest = json.loads((tmp_path / ".digiteller" / "manifest.json").read_text())
    assert '"r1 digiteller-hum 1.2"' in json.dumps(manifest)
    cli.main(["models", "add", "narrate", "low", "--backend", "hum", "--licence", "MIT"], standalone_mode=False)
    assert "hum" in load_registry(tmp_path).get("narrate", "low").entry.backend
    del sys.modules["hum"]
    (tmp_path / "hum.py").write_text("raise RuntimeError('no voice today')")
    with pytest.raises(MissingPackageError, match=r"digiteller-hum cannot be used: RuntimeError: no voice") as caught:
        cli.main(["all", "--to", "narrate", "--quiet"], standalone_mode=False)
    assert caught.value.exit_code == 5


def test_the_doctor_looks_at_what_others_brought(others: Install) -> None:
    offered = {"narrate.hum": "hum:BACKEND", "narrate.hibari": "hum:BACKEND", "sing.hum": "hum:BACKEND"}
    others("digiteller-hum", offered, hum=HUM)
    missing = HUM.replace('"Hum")', '"Hum", programs=(("no-such-program", "--version"),))')
    others("needs-more", {"write.more": "more:BACKEND"}, more=missing)
    checks = {name: check for name, check in doctor_command._checks() if name.startswith("backend ")}
    assert checks["backend narrate.hum of digiteller-hum"]() == "r1 digiteller-hum 1.2"
    assert checks["backend narrate.hibari of digiteller-hum"]() == "never used: digiteller has its own"
    assert checks["backend sing.hum of digiteller-hum"]() == "never used: there is no stage 'sing'"
    with pytest.raises(MissingPackageError, match="the program no-such-program is not installed"):
        checks["backend write.more of needs-more"]()
