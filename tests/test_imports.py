"""The house stays in order: dependencies go one way, names are unique, modules are short, and --help is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import digiteller

ROOT = Path(digiteller.__file__).parent
MODULES = {
    ".".join(("digiteller", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in ROOT.rglob("*.py")
}
ORDER = [
    *("errors", "options", "story", "timeline", "contracts"),
    "system",
    "language",
    "media",
    "spec",
    *("nets", "guidance"),
    "speech",
    "writing",
    "picturebook.actors",
    "picturebook.drawing",
    *("picturebook.scenery.drawings", "picturebook.scenery"),
    "picturebook.figures",
    "picturebook.staging",
    "picturebook",
    "render.plan",
    *("render.sound", "render.text", "render.picture"),
    "render",
    "backends",
    "models",
    "project",
    "stages",
    "batch",
    *("cli", "__main__"),
]
"""All packages, and the modules that stand loose: each imports only what stands before it."""
LOOSE = 8
"""Modules that may stand outside of any package."""
LONGEST = 400
"""Lines of a module."""
FORBIDDEN = {
    "digiteller": ["moviepy"],
    "digiteller.stages": ["click"],
    "digiteller.backends": ["click"],
    "digiteller.batch": ["click"],
}
"""Packages of others that a package of ours leaves alone: only ``cli`` knows how a user calls us."""


def imported(path: Path) -> set[str]:
    """Return all that a module imports, inside functions and for type checkers too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            names.update(name if name in MODULES else str(node.module) for name in whole)
    return names


IMPORTS = {module: imported(path) - {module} for module, path in MODULES.items()}
OURS = {module: {name for name in names if name in MODULES} for module, names in IMPORTS.items()}


def under(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def floor(module: str) -> int:
    """Return how far up in ``ORDER`` a module stands; the smallest package that holds it counts."""
    homes = [package for package in ORDER if under(module, f"digiteller.{package}")]
    assert homes, f"{module} is in no package of ORDER"
    return ORDER.index(max(homes, key=len))


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"digiteller"}))
def test_dependencies_go_one_way(module: str) -> None:
    backward = {name for name in OURS[module] - {"digiteller"} if floor(name) > floor(module)}
    assert backward == set()


def test_every_package_of_the_order_is_there() -> None:
    assert {f"digiteller.{package}" for package in ORDER} <= set(MODULES)


def test_no_modules_import_each_other() -> None:
    try:
        TopologicalSorter(OURS).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_no_two_modules_have_the_same_file_name() -> None:
    names = Counter(path.name for path in MODULES.values() if path.name not in ("__init__.py", "__main__.py"))
    assert [name for name, count in names.items() if count > 1] == []


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
    lengths = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in MODULES.items()}
    assert {module: length for module, length in lengths.items() if length > LONGEST} == {}


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
