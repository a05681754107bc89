"""Every test can fail: it asserts something, expects an error, or calls what does."""

from __future__ import annotations

import ast
from pathlib import Path

HERE = Path(__file__).parent


def asserts(function: ast.FunctionDef, others: dict[str, ast.FunctionDef], seen: frozenset[str] = frozenset()) -> bool:
    """Return whether a function asserts something, by itself or by a function of its file."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Attribute) and (node.attr in ("raises", "fail") or node.attr.startswith("assert_")):
            return True
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            if name.startswith("assert_"):
                return True
            if name in others and name not in seen and asserts(others[name], others, seen | {name}):
                return True
    return False


def test_every_test_asserts_something() -> None:
    idle = []
    for path in sorted(HERE.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        idle += [
            f"{path.relative_to(HERE)}: {name}"
            for name, function in functions.items()
            if name.startswith("test_") and not asserts(function, functions)
        ]
    assert idle == []
