"""Dependencies go one way, and what is light stays light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import digiteller

ROOT = Path(digiteller.__file__).parent
MODULES = {
    ".".join(("digiteller", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in ROOT.rglob("*.py")
}
MUST_NOT_IMPORT = {
    "digiteller.errors": ["digiteller"],
    "digiteller.story": ["digiteller"],
    "digiteller.options": ["digiteller"],
    "digiteller.nets": [
        f"digiteller.{name}"
        for name in ("backends", "stages", "cli", "project", "spec", "manifest", "registry", "weights")
    ],
    "digiteller.guidance": [
        f"digiteller.{name}"
        for name in ("backends.illustrate", "stages", "cli", "project", "spec", "manifest", "registry", "weights")
    ],
    "digiteller.picturebook": [f"digiteller.{name}" for name in ("backends", "stages", "cli", "project", "spec")],
    "digiteller.render": [f"digiteller.{name}" for name in ("stages", "cli", "project", "spec", "manifest")],
    "digiteller.backends": ["click", *(f"digiteller.{n}" for n in ("stages", "cli", "project", "spec", "manifest"))],
    "digiteller.stages": ["click", "digiteller.cli", "digiteller.batch"],
    "digiteller.batch": ["click", "digiteller.cli"],
    "digiteller": ["moviepy"],
}


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(str(node.module))
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def under(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("package", MUST_NOT_IMPORT)
def test_dependencies_go_one_way(package: str) -> None:
    checked = [name for name in MODULES if under(name, package)]
    assert checked
    wrong = {
        (module, name)
        for module in checked
        for name in imported(MODULES[module])
        for forbidden in MUST_NOT_IMPORT[package]
        if under(name, forbidden)
    }
    assert wrong == set()


@pytest.mark.parametrize(
    "arguments", [["--help"], ["all", "--help"], ["render", "--help"], ["models", "--help"], ["no-such-command"]]
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    heavy = {"torch", "onnxruntime", "numpy", "pydantic", "yaml", "PIL", "cv2", "ncnn", "xllamacpp"}
    code = (
        "import sys, contextlib\n"
        "from digiteller.cli.main import cli\n"
        "with contextlib.suppress(SystemExit):\n"
        f"    cli.main({arguments!r})\n"
        f"print('loaded:', sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "loaded: []" in done.stdout
