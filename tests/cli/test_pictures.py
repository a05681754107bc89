"""What is asked of illustrators is checked before anything is made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import jsonschema
import pytest

from digiteller.errors import SpecError
from digiteller.spec.schema import json_schema, load_spec


def digiteller(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "digiteller", *map(str, arguments)]
    return subprocess.run(
        command, env=os.environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )


def test_to_move_in_a_book_is_refused_before_a_word_is_spoken(tmp_path: Path) -> None:
    spec = tmp_path / "own.yaml"
    spec.write_text("scenes:\n  - text: One.\nillustrate: {model: picture-book, motion: latent}\n")
    done = digiteller("all", spec)
    assert done.returncode == 3, done.stderr
    assert "picture-book has no latent space to walk through" in done.stderr
    assert "clip-vqgan-imagenet-f16-16384" in done.stderr
    assert not list((tmp_path / "own").glob("**/*.wav")) and not (tmp_path / "own" / "script.json").exists()
    assert digiteller("write", spec).returncode == 0


@pytest.mark.parametrize(
    ("characters", "good"),
    [
        ({"Mina": "a small girl in a yellow coat"}, True),
        ({"": "nobody"}, False),
        ({"Mina": ""}, False),
        ({"Mina": "a" * 501}, False),
        ({"M" * 101: "a girl"}, False),
        ({f"Mina {number}": "a girl" for number in range(101)}, False),
    ],
)
def test_characters_have_bounds_that_the_schema_knows(tmp_path: Path, characters: dict[str, str], good: bool) -> None:
    story = {"scenes": [{"text": "One."}], "illustrate": {"characters": characters}}
    spec = tmp_path / "own.yaml"
    spec.write_text(json.dumps(story))
    with nullcontext() if good else pytest.raises(SpecError, match=r"own\.yaml:1: illustrate\.characters"):
        assert load_spec(spec).illustrate.characters == characters
    assert jsonschema.Draft202012Validator(json_schema()).is_valid(story) == good
