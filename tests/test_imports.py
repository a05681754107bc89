"""The house stays in order: dependencies go one way, names are unique, modules are short, and --help is light."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

import structure
from structure import IMPORTS, LONGEST, LOOSE, MODULES, ORDER, ROOT, under

FORBIDDEN = {
    "digiteller": ["moviepy"],
    "digiteller.stages": ["click"],
    "digiteller.backends": ["click"],
    "digiteller.batch": ["click"],
}
"""Packages of others that a package of ours leaves alone: only ``cli`` knows how a user calls us."""


def test_dependencies_go_one_way() -> None:
    assert structure.backward() == []


def test_every_package_of_the_order_is_there() -> None:
    assert {f"digiteller.{package}" for package in ORDER} <= set(MODULES)


def test_no_modules_import_each_other() -> None:
    assert structure.cycle() == []


def test_no_two_modules_have_the_same_file_name() -> None:
    assert structure.doubled() == []


def test_no_two_classes_have_the_same_name() -> None:
    homes: dict[str, list[str]] = {}
    for module, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(module)
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == {}


def test_few_modules_stand_loose() -> None:
    assert len(list(ROOT.glob("*.py"))) <= LOOSE


def test_no_module_is_too_long_to_read() -> None:
    assert {module: lines for module, lines in structure.lengths().items() if lines > LONGEST} == {}


@pytest.mark.parametrize("package", FORBIDDEN)
def test_what_a_package_leaves_alone(package: str) -> None:
    checked = [name for name in MODULES if under(name, package)]
    assert checked
    wrong = {
        (module, name) for module in checked for name in IMPORTS[module] for f in FORBIDDEN[package] if under(name, f)
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
