"""The structure of the code, read from its imports; run it to see the figures of all packages:

python tests/structure.py
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import digiteller

ROOT = Path(digiteller.__file__).parent
MODULES = {
    ".".join(("digiteller", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in ROOT.rglob("*.py")
}
ORDER = [
    *("errors", "options", "story", "timeline"),
    "system",
    "language",
    "contracts",
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
    "picturebook.acting",
    "picturebook",
    "render.film_parts",
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


def backward() -> list[tuple[str, str]]:
    """Return the imports of what stands later in ``ORDER``."""
    return [
        (module, name)
        for module in sorted(set(OURS) - {"digiteller"})
        for name in sorted(OURS[module] - {"digiteller"})
        if floor(name) > floor(module)
    ]


def cycle() -> list[str]:
    """Return modules that import each other in a circle, the first again at the end; none if there is no circle."""
    try:
        TopologicalSorter(OURS).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def doubled() -> list[str]:
    """Return file names that two modules have."""
    names = Counter(path.name for path in MODULES.values() if path.name not in ("__init__.py", "__main__.py"))
    return [name for name, count in names.items() if count > 1]


def lengths() -> dict[str, int]:
    """Return the lines of each module."""
    return {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in MODULES.items()}


def rooms(inside: str = "digiteller") -> dict[str, set[str]]:
    """Return what stands in a package, each with the others beside it that it imports."""
    arrows: dict[str, set[str]] = defaultdict(set)
    depth = inside.count(".") + 2
    for module in OURS:
        if module.startswith(f"{inside}."):
            room = ".".join(module.split(".")[:depth])
            others = {".".join(name.split(".")[:depth]) for name in OURS[module] if name.startswith(f"{inside}.")}
            arrows[room] |= others - {room}
    return {room: others for room, others in arrows.items() if MODULES[room].name != "__init__.py" or room != inside}


def main() -> None:
    """Print the figures."""
    longest, lines = max(lengths().items(), key=lambda entry: entry[1])
    print(f"modules: {len(MODULES)}, lines: {sum(lengths().values()):,}, the longest: {longest} ({lines})")
    print(f"loose modules: {len(list(ROOT.glob('*.py')))}")
    print(f"imports that run backward: {len(backward())}, circles: {len(cycle()) and 1}, names twice: {len(doubled())}")
    for package in ("digiteller", "digiteller.picturebook", "digiteller.render"):
        arrows = rooms(package)
        print(f"{package}: {len(arrows)} rooms, {sum(map(len, arrows.values()))} arrows")


if __name__ == "__main__":
    main()
