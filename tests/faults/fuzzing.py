"""Thousands of bad specs and project files, one call of the command line for each.

    python tests/faults/fuzzing.py specs 1 10000      # kind, seed, how many
    python tests/faults/fuzzing.py files 1 10000
    python tests/faults/fuzzing.py films 1 100        # these and pictures, sounds and layers, and the film made

prints as JSON how the calls ended, the slowest, the most memory, and every call that broke a promise: an exit code
other than 0 and 3, a traceback, a control character, a write outside the project, a socket, too much time.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import guarded
import mutations

_TOLD = 25
"""Broken promises that are printed."""


def main() -> None:
    """Run one kind of fuzzing and print its results."""
    kind, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    os.environ.pop("DIGITELLER_MODELS", None)
    with tempfile.TemporaryDirectory(prefix="digiteller-fuzz-") as name:
        folder = Path(name)
        prepare, case = _KINDS[kind]
        prepare(folder)
        codes: Counter[str] = Counter()
        broken, slowest, slowest_case = [], 0.0, 0
        for number in range(count):
            done, what = case(folder, random.Random(f"{kind}/{seed}/{number}"))
            codes[str(done.code)] += 1
            if done.seconds > slowest:
                slowest, slowest_case = done.seconds, number
            if reasons := _broken(done):
                broken.append({"number": number, "case": what[:300], "reasons": reasons, "said": done.err[-1500:]})
        untouched = (folder / "victim.txt").read_text(encoding="utf-8") == mutations.VICTIM
    print(
        json.dumps(
            {
                "kind": kind,
                "calls": count,
                "codes": dict(codes),
                "slowest_seconds": round(slowest, 2),
                "slowest_case": slowest_case,
                "peak_megabytes": round(guarded.peak_megabytes()),
                "victim_untouched": untouched,
                "broken": len(broken),
                "first_broken": broken[:_TOLD],
            },
            indent=1,
        )
    )


def _broken(done: guarded.Done) -> list[str]:
    reasons = list(done.outside[:3])
    if done.code is None:
        reasons.append("took too long")
    elif done.code not in (0, 3):
        reasons.append(f"exit code {done.code}")
    if "Traceback" in done.err:
        reasons.append("traceback")
    if controls := {letter for letter in done.out + done.err if ord(letter) < 32 and letter not in "\n\t"}:
        reasons.append(f"control characters {sorted(controls)}")
    if len(done.err) > 100_000:
        reasons.append(f"{len(done.err)} characters of explanation")
    return reasons


def _spec_folder(folder: Path) -> None:
    """Make a folder for specs, with files that they may name: pictures, links out and in circles, a pipe."""
    (folder / "victim.txt").write_text(mutations.VICTIM, encoding="utf-8")
    specs = folder / "specs"
    (specs / "sub" / "deep").mkdir(parents=True)
    shutil.copy(Path(__file__).parents[2] / "examples" / "pictures" / "boat.png", specs / "pic.png")
    shutil.copy(specs / "pic.png", specs / "sub" / "pic.png")
    (specs / "out.png").symlink_to(folder / "victim.txt")
    (specs / "loop.png").symlink_to(specs / "loop.png")
    (specs / "up").symlink_to(folder)
    (specs / "jump").symlink_to(specs / "sub" / "deep")
    (specs / "empty.png").write_bytes(b"")
    os.mkfifo(specs / "fifo.png")


def _spec_case(folder: Path, rng: random.Random) -> tuple[guarded.Done, str]:
    specs = folder / "specs"
    project = specs / "made"
    shutil.rmtree(project, ignore_errors=True)
    text = mutations.spec(rng)
    path = specs / "s.yaml"
    path.write_bytes(text)
    options = rng.choice((["write", "--model", "none"], ["all", "--dry-run"], ["write", "--model", "none", "--quiet"]))
    done = guarded.call([options[0], path, "-p", project, "--offline", *options[1:]], [project])
    return done, f"{options} {text[:250]!r}"


def _base_project(folder: Path) -> None:
    """Make a project of two scenes, up to its pages."""
    (folder / "victim.txt").write_text(mutations.VICTIM, encoding="utf-8")
    spec = folder / "base.yaml"
    shutil.copy(Path(__file__).parents[2] / "examples" / "smoke.yaml", spec)
    _make(folder, ["all", spec, "-p", folder / "base", "--to", "illustrate"])
    shipped = Path(__file__).parents[2] / "models.yaml"
    shutil.copy(shipped, folder / "base" / "models.yaml")


def _make(folder: Path, arguments: Sequence[str | Path]) -> None:
    guarded.SECONDS, limit = 600.0, guarded.SECONDS
    done = guarded.call(arguments, [folder, *_TEMPORARY])
    guarded.SECONDS = limit
    if done.code != 0:
        sys.exit(done.err)


def _base_film(folder: Path) -> None:
    """Make the smallest film."""
    (folder / "victim.txt").write_text(mutations.VICTIM, encoding="utf-8")
    spec = folder / "base.yaml"
    spec.write_text(
        "scenes:\n  - text: A fox slept.\n    picture: a fox\n"
        "render: {width: 160, height: 90, fps: 12, title_seconds: 0, credits_seconds: 0}\n",
        encoding="utf-8",
    )
    _make(folder, ["all", spec, "-p", folder / "base"])
    guarded.SECONDS = 60.0


def _film_case(folder: Path, rng: random.Random) -> tuple[guarded.Done, str]:
    project = folder / "p"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(folder / "base", project, copy_function=os.link)
    shown = [path.relative_to(project).as_posix() for path in sorted((project / "pictures").rglob("*.png"))]
    name = rng.choice((*_FILM_FILES, rng.choice(shown)))
    path = project / name
    content = path.read_bytes()
    content = mutations.json_file(content, rng) if name.endswith(".json") else mutations.damaged(content, rng)
    path.unlink()
    path.write_bytes(content)
    arguments = rng.choice((["render"], ["render", "--force"], ["all"]))
    return guarded.call([*arguments, "--offline", "-p", project], [project, *_TEMPORARY]), f"{name}: {arguments}"


def _file_case(folder: Path, rng: random.Random) -> tuple[guarded.Done, str]:
    project = folder / "p"
    shutil.rmtree(project, ignore_errors=True)
    shutil.copytree(folder / "base", project, copy_function=os.link)
    name, mutate = rng.choice(_FILES)
    path = project / name
    content = mutate(path.read_bytes(), rng)
    path.unlink()
    path.write_bytes(content)
    arguments = rng.choice(_COMMANDS)
    place = ["--models", project / "models.yaml"] if arguments[0] == "models" else ["-p", project]
    return guarded.call([*arguments, *place], [project]), f"{name}: {arguments}"


_TEMPORARY = [Path(tempfile.gettempdir())]
"""What ffmpeg and the language model are told lies there for a moment."""
_FILM_FILES = (
    "script.json",
    "storyboard.json",
    "narration.json",
    "narration/01.json",
    "narration/01.wav",
    "music.wav",
    "pictures/01/layers.json",
    "pictures/01/layers.json",
    ".digiteller/manifest.json",
)
_Mutation = Callable[[bytes, random.Random], bytes]
_FILES: Sequence[tuple[str, _Mutation]] = (
    ("script.json", mutations.json_file),
    ("storyboard.json", mutations.json_file),
    ("narration.json", mutations.json_file),
    ("narration/01.json", mutations.json_file),
    (".digiteller/manifest.json", mutations.json_file),
    (".digiteller/manifest.json", mutations.json_file),
    (".digiteller/hashes.json", mutations.json_file),
    ("models.yaml", mutations.models_file),
    ("models.yaml", mutations.models_file),
    ("story.yaml", mutations.yaml_file),
)
_COMMANDS: Any = (
    ["all", "--dry-run", "--offline"],
    ["all", "--dry-run", "--offline", "--log-json"],
    ["write", "--offline"],
    ["write", "--offline", "--force"],
    ["narrate", "--dry-run", "--offline"],
    ["storyboard", "--offline"],
    ["status"],
    ["provenance"],
    ["models", "list"],
)

_KINDS = {
    "specs": (_spec_folder, _spec_case),
    "files": (_base_project, _file_case),
    "films": (_base_film, _film_case),
}

if __name__ == "__main__":
    main()
