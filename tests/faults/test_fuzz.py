"""Generated specs and mutated project files: exit code 0 or 3, no traceback, no write outside, and soon."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from digiteller.errors import SpecError
from digiteller.media.bitmap import read_bitmap

FUZZING = Path(__file__).with_name("fuzzing.py")
ALL = os.environ.get("DIGITELLER_ALL_FAULTS") == "1"
ROUNDS = (
    [
        *(("specs", seed, 2000) for seed in range(1, 6)),
        *(("files", seed, 1000) for seed in (1, 2, 3)),
        ("films", 1, 300),
    ]
    if ALL
    else [
        ("specs", 1, 20),
        ("files", 2, 20),
        *(
            pytest.param(*more, marks=pytest.mark.slow)
            for more in (("specs", 2, 220), ("files", 1, 80), ("films", 2, 12))
        ),
    ]
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
    assert set(told["codes"]) <= {"0", "3"} and (count < 10 or len(told["codes"]) == 2)
    assert sum(told["codes"].values()) == count
    assert list(tmp_path.iterdir()) == []


def pictures() -> list[bytes]:
    """Small pictures of every kind that is read."""
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (60, 80, 3), dtype=np.uint8))
    exif = noise.getexif()
    exif[0x0112] = 6
    forms: list[tuple[Image.Image, str, dict[str, object]]] = [
        (noise, "png", {"exif": exif}),
        (noise.quantize(16), "png", {"transparency": 0}),
        (noise.convert("L"), "png", {}),
        (noise, "jpeg", {"exif": exif}),
        (noise, "jpeg", {"progressive": True}),
        (noise, "webp", {"exif": exif}),
        (noise, "webp", {"lossless": True}),
    ]
    made = []
    for image, form, options in forms:
        file = io.BytesIO()
        image.save(file, form, **options)
        made.append(file.getvalue())
    return made


@pytest.mark.filterwarnings("error")
def test_a_damaged_picture_is_read_or_refused(tmp_path: Path) -> None:
    rng, wholes, read = random.Random(1), pictures(), 0
    for _ in range(20_000 if ALL else 300):
        content = bytearray(rng.choice(wholes))
        for _ in range(rng.choice((1, 1, 3, 20))):
            at = rng.randrange(rng.choice((len(content), 200)))
            end = at + rng.choice((0, 1, 1, 1, 1, 10, 1000))
            content[at:end] = bytes(rng.choice((0, 255, rng.randrange(256))) for _ in range(min(4, end - at) or 4))
        (tmp_path / "a").write_bytes(content)
        try:
            read_bitmap(tmp_path / "a")
            read += 1
        except SpecError:
            pass
    assert read > 25
