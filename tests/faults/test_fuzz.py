"""Generated specs and mutated project files: exit code 0 or 3, no traceback, no write outside, and soon."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FUZZING = Path(__file__).with_name("fuzzing.py")
ALL = os.environ.get("DIGITELLER_ALL_FAULTS") == "1"
ROUNDS = (
    [("specs", seed, 2000) for seed in range(1, 6)] + [("files", seed, 1000) for seed in range(1, 4)]
    if ALL
    else [("specs", 1, 120), ("specs", 2, 120), ("files", 1, 100)]
)


@pytest.mark.parametrize(("kind", "seed", "count"), ROUNDS)
def test_whatever_is_in_a_file_is_done_or_explained(kind: str, seed: int, count: int, tmp_path: Path) -> None:
    command = [sys.executable, str(FUZZING), kind, str(seed), str(count)]
    done = subprocess.run(
        command, env=os.environ | {"TMPDIR": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["first_broken"] == []
    assert told["victim_untouched"]
    assert told["peak_megabytes"] < 500
    assert set(told["codes"]) == {"0", "3"}
    assert sum(told["codes"].values()) == count
    assert list(tmp_path.iterdir()) == []
