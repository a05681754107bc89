"""What would be published: its papers, an sdist, wheels with and without a C compiler, and the image's steps."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path

import pytest

import digiteller

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
COMPILER = shutil.which(os.environ.get("CC", "cc"))


def build(target: str, source: Path, out: Path, **environment: str) -> Path:
    """Build an sdist or a wheel from a tree with what is installed."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(out)]
    subprocess.run(command, cwd=source, env=os.environ | environment, check=True, capture_output=True)
    (built,) = out.iterdir()
    return built


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the tree that an sdist holds, made without touching ours."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(build("sdist", ROOT, folder / "built")) as archive:
        archive.extractall(folder, filter="data")
    return folder / f"digiteller-{digiteller.__version__}"


def installed(wheel: Path, folder: Path) -> Path:
    """Install a wheel, without what it needs, where it comes before what is installed."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--no-compile", "--target", folder, wheel], check=True, capture_output=True)
    return folder


def says(folder: Path, *arguments: str) -> str:
    """Run the digiteller of a folder and return what it prints."""
    code = f"import sys, digiteller; assert digiteller.__file__.startswith({str(folder)!r}), digiteller.__file__"
    code += "; from digiteller.cli.main import main; main()"
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.packaging
def test_the_sdist_holds_all_that_is_kept_and_nothing_that_is_made(unpacked: Path) -> None:
    found = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    wanted = {"CHANGELOG.md", "Dockerfile", "LICENSE", "NOTICE", "SECURITY.md", "models.yaml", "requirements.lock"}
    assert wanted | {"src/digiteller/py.typed", "tests/test_packaging.py", "weights/tiny/judge.onnx"} <= found
    assert [name for name in found if re.search(r"\.so$|\.pyc$|^build/|^\.venv", name)] == []


@pytest.mark.packaging
@pytest.mark.skipif(COMPILER is None, reason="no C compiler")
def test_a_wheel_holds_the_compiled_library_and_serves_every_python(unpacked: Path, tmp_path: Path) -> None:
    wheel = build("wheel", unpacked, tmp_path / "built")
    assert wheel.name.startswith(f"digiteller-{digiteller.__version__}-py3-none-") and "-any" not in wheel.name
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        library = next(name for name in names if name.endswith("/_draw.so"))
        ctypes.CDLL(archive.extract(library, tmp_path))
    papers = f"digiteller-{digiteller.__version__}.dist-info/licenses/"
    assert {f"{papers}LICENSE", f"{papers}NOTICE", "digiteller/py.typed", "digiteller/models.yaml"} <= set(names)
    here = {path.relative_to(ROOT / "src").as_posix() for path in tracked("src/digiteller")}
    assert here | {f"digiteller/{path.relative_to(ROOT).as_posix()}" for path in tracked("weights")} <= set(names)


@pytest.mark.packaging
def test_without_a_compiler_the_wheel_is_for_every_platform_and_runs(unpacked: Path, tmp_path: Path) -> None:
    wheel = build("wheel", unpacked, tmp_path / "built", CC="no-such-compiler")
    assert wheel.name == f"digiteller-{digiteller.__version__}-py3-none-any.whl"
    folder = installed(wheel, tmp_path / "installed")
    assert not list(folder.rglob("*.so"))
    assert says(folder, "--version").strip() == f"digiteller, version {digiteller.__version__}"
    models = says(folder, "models", "list")
    assert "smollm2-135m" in models and "picture-book" in models
    (metadata_of,) = metadata.distributions(name="digiteller", path=[str(folder)])
    assert metadata_of.metadata["License-Expression"] == PROJECT["license"]


def tracked(folder: str) -> Iterable[Path]:
    """Return the files of a folder that are kept, not made."""
    made = ("*.so", "*.part", "*.pyc")
    paths = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    assert paths
    return [path for path in paths if not any(fnmatch(path.name, pattern) for pattern in made)]


def test_the_version_has_one_home() -> None:
    assert "version" in PROJECT["dynamic"]
    assert re.search(rf"^## {re.escape(digiteller.__version__)}\b", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)


def test_no_licence_of_the_core_forbids_ours() -> None:
    """Weaker ones than the GPL let a program under Apache-2.0 import them."""
    names = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    stated = {}
    for name in names:
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:  # for another system
            continue
        classifiers = [text for text in about.get_all("Classifier") or [] if text.startswith("License")]
        stated[name] = " ".join([about.get("License-Expression", ""), about.get("License", "")[:60], *classifiers])
    assert len(stated) > 30
    strong = re.compile(r"(?<![A-Z])A?GPL|(?<!Lesser )(?<!LESSER )General Public", re.IGNORECASE)
    assert strong.search("GPL-3.0-or-later") and not strong.search("LGPL-2.1-or-later")
    assert {name: text for name, text in stated.items() if strong.search(text)} == {}


def test_nobody_is_told_to_install_what_is_not_published() -> None:
    """With an extra it works beside an installed digiteller: pip takes that one, and brings what it lacks."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("*.txt"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*")]
    wrong = re.compile(r"pip install (-\S+ )*digiteller\b(?!-)")
    assert [page.name for page in pages if page.is_file() and wrong.search(page.read_text(errors="replace"))] == []


def instructions() -> list[tuple[str, str]]:
    lines = [line for line in (ROOT / "Dockerfile").read_text().splitlines() if line and not line.startswith("#")]
    words = [line.split(None, 1) for line in re.sub(r"\\\n\s*", "", "\n".join(lines)).splitlines()]
    return [(word, rest) for word, rest in words]


def test_the_image_is_built_of_what_its_context_holds() -> None:
    """What .dockerignore lets through is there, and all that a wheel is made of; sources of COPY are let through."""
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if not line.startswith("#")]
    let = {line[1:] for line in rules if line.startswith("!")}
    assert all((ROOT / name).exists() for name in let)
    papers = {"pyproject.toml", "hatch_build.py", PROJECT["readme"], *PROJECT["license-files"]}
    assert papers | {"src", "weights", "models.yaml"} <= let
    copied = {
        name for word, rest in instructions() if word == "COPY" and "--from" not in rest for name in rest.split()[:-1]
    }
    assert copied <= let | {"."} and copied


def test_the_image_installs_as_make_does_and_ends_as_a_user_without_rights() -> None:
    steps = instructions()
    make = (ROOT / "Makefile").read_text()
    run = " ".join(rest for word, rest in steps if word == "RUN")
    for options in ("--require-hashes --requirement requirements.lock", "--no-deps --no-build-isolation"):
        assert options in run and options in make
    last = max(at for at, (word, _) in enumerate(steps) if word == "FROM")
    end = dict(steps[last:])
    assert end["USER"] not in ("root", "0") and "gcc" not in " ".join(rest for _, rest in steps[last:])
    assert end["ENTRYPOINT"] == '["/opt/digiteller/bin/digiteller"]' and "digiteller" in PROJECT["scripts"]


def test_the_hooks_before_a_commit_come_from_here_and_do_what_lint_does() -> None:
    yaml = pytest.importorskip("yaml")
    repositories = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    assert [repository["repo"] for repository in repositories] == ["local"]
    commands = [hook["entry"] for hook in repositories[0]["hooks"]]
    lint = re.findall(r"\$\(BIN\)/(ruff check|ruff format|mypy)", (ROOT / "Makefile").read_text())
    assert [next((c for c in commands if f"/{word}" in c), None) is not None for word in lint] == [True] * len(lint)
