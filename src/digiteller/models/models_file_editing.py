"""Add a model to a user's models.yaml, whose comments and order stay as they are."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent

import yaml

from digiteller.errors import SpecError, UsageError
from digiteller.models.registry import ModelEntry
from digiteller.options import ModelStage
from digiteller.spec.validation import validate
from digiteller.spec.yamlfile import read_yaml
from digiteller.system.atomic_files import explain_os_errors, replacing
from digiteller.system.regular_files import require_regular

_Table = dict[ModelStage, dict[str, ModelEntry]]


def add_model(path: Path, stage: ModelStage, name: str, entry: ModelEntry) -> None:
    """Write a model into the models file at ``path``, which is made if it is not there.

    Raises:
        UsageError: the file has a model of that name, or it is none.
        SpecError: the file is none, is wrong, or written in a way that nothing can be added to.
        StageError: the file cannot be written.
    """
    if not re.fullmatch(r"[\w][\w.-]*", name):
        raise UsageError(f"{name!r} is no name of a model: letters, digits, dots and hyphens make one")
    with explain_os_errors():
        path = path.resolve() if path.is_symlink() else path
        require_regular(path)
        before = validate(read_yaml(path), _Table) if path.exists() else {}
        if name in before.get(stage, {}):
            raise UsageError(f"{path}: {stage} has a model called {name} already")
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        values = {name: entry.model_dump(mode="json", exclude_defaults=True)}
        block = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=100)
        expected = {**before, stage: {**before.get(stage, {}), name: entry}}
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as new:
            new.write_text(_with_block(text, stage, block), encoding="utf-8")
            try:
                fits = validate(read_yaml(new), _Table) == expected
            except SpecError:
                fits = False
            if not fits:
                raise SpecError(f"{path}: nothing can be added to it as it is written", hint=f"write into it:\n{block}")


def _with_block(text: str, stage: str, block: str) -> str:
    """Return the text of a models file with one more entry, the first of its stage."""
    lines = text.splitlines(keepends=True)
    for at, line in enumerate(lines):
        if re.match(rf"{stage}:\s*(#.*)?$", line):
            inner = next((re.match(r" +", later) for later in lines[at + 1 :] if re.match(r" +[^\s#]", later)), None)
            lines.insert(at + 1, indent(block, inner.group() if inner else "  "))
            return "".join(lines)
    end = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{end}{stage}:\n{indent(block, '  ')}"
