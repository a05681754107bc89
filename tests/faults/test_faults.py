"""What can go wrong around a run: it says so in words, exits with a code that means something, and loses nothing."""

from __future__ import annotations

import errno
import json
import os
import random
import re
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from imageio_ffmpeg import get_ffmpeg_exe

from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.system.lock import this_process

Contents = Callable[[Path], dict[str, bytes | None]]
Digiteller = Callable[..., subprocess.CompletedProcess[str]]
HERE = Path(__file__).parent


def explained(done: subprocess.CompletedProcess[str], *codes: int) -> str:
    """Check that a run failed with one of some codes and said why, in words; return them."""
    assert done.returncode in codes, done.stderr
    assert "Traceback" not in done.stderr and "bug" not in done.stderr, done.stderr
    assert "digiteller: " in done.stderr
    return done.stderr


def injected(
    number: int, kind: str, first: int, folder: Path, *arguments: str | Path
) -> subprocess.CompletedProcess[str]:
    script = [sys.executable, str(HERE / "injected.py"), str(number), kind, str(first), str(folder)]
    command = [*script, *map(str, arguments)]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


@pytest.mark.few(2)
@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, "write"),
        (errno.EDQUOT, "write"),
        (errno.EROFS, "write"),
        (errno.EACCES, "write"),
        (errno.ESTALE, "any"),
        (errno.EIO, "any"),
    ],
)
def test_a_disk_or_share_that_refuses_at_any_moment(
    spec: Path,
    film: Path,
    tmp_path: Path,
    contents: Contents,
    digiteller: Digiteller,
    all_faults: bool,
    number: int,
    kind: str,
) -> None:
    rng, recoveries = random.Random(number), []
    for trial in range(10 if all_faults else 1):
        folder = tmp_path / f"trial-{trial}"
        first = round(120 ** rng.random()) if all_faults else 40
        said = explained(injected(number, kind, first, folder, "all", spec, "-p", folder), 3, 6)
        assert os.strerror(number) in said or "is missing" in said or "the disk is full" in said, said
        started = time.monotonic()
        done = digiteller("all", spec, "-p", folder)
        recoveries.append(time.monotonic() - started)
        assert done.returncode == 0, done.stderr
        assert contents(folder) == contents(film)
    print(f"\n{os.strerror(number)}: {len(recoveries)} trials, at most {max(recoveries):.1f} s to recover")


MOUNTS = (
    subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False) if shutil.which("unshare") else None
)


@pytest.mark.skipif(MOUNTS is None or MOUNTS.returncode != 0, reason="may not mount a small disk here")
@pytest.mark.few(1)
@pytest.mark.parametrize("kilobytes", [16, 200, 700, 1500])
def test_a_disk_that_is_really_full(spec: Path, film: Path, tmp_path: Path, contents: Contents, kilobytes: int) -> None:
    """The disk is mounted in a name space of its own, filled by a run, enlarged, and the run repeated."""
    disk, result = tmp_path / "disk", tmp_path / "result"
    disk.mkdir()
    run = f"{sys.executable} -m digiteller all {spec} -p {disk}/story"
    script = f"""
mount -t tmpfs -o size={kilobytes}k none {disk} || exit 99
{run}; echo "code $?" >&2
mount -o remount,size=100m {disk}
{run} || exit 98
cp -r {disk}/story {result}
"""
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr and "code 6" in done.stderr, done.stderr
    assert os.strerror(errno.ENOSPC) in done.stderr or "the disk is full" in done.stderr
    assert contents(result) == contents(film)


@pytest.mark.skipif(MOUNTS is None or MOUNTS.returncode != 0, reason="may not mount a share here")
@pytest.mark.few(1)
@pytest.mark.parametrize("stage", ["narrate", "illustrate", "render"])
def test_a_share_that_vanishes_in_the_midst_of_a_run(
    spec: Path, film: Path, tmp_path: Path, contents: Contents, stage: str
) -> None:
    """A bind mount is taken away lazily: open files live on, every path leads to the empty folder below."""
    share, point = tmp_path / "share", tmp_path / "point"
    share.mkdir()
    point.mkdir()
    run = f"{sys.executable} -m digiteller all {spec} -p {point}/story --log-json"
    script = f"""
mount --bind {share} {point} || exit 99
({run}; echo "code $?") 2>&1 | while read -r line; do
  echo "$line"
  case "$line" in *'"stage": "{stage}"'*) mountpoint -q {point} && umount -l {point};; esac
done
[ -z "$(ls -A {point})" ] || {{ ls -AR {point} >&2; exit 97; }}
mount --bind {share} {point}
{run} || exit 98
"""
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.returncode, done.stdout[-3000:], done.stderr[-2000:])
    assert re.search(r"^code [36]$", done.stdout, re.MULTILINE) and "Traceback" not in done.stdout, done.stdout
    assert contents(share / "story") == contents(film)


def as_nobody(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program without root's power over permissions."""
    drop = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.getuid() == 0 else []
    if drop and not shutil.which("setpriv"):
        pytest.skip("root may write everywhere, and nothing here takes that away")
    return subprocess.run(
        [*drop, *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


@pytest.mark.few(1)
@pytest.mark.parametrize("what", ["the folder", "a stage's folder", "our records"])
def test_no_permission_to_write(copy: Path, film: Path, contents: Contents, digiteller: Digiteller, what: str) -> None:
    closed = {"the folder": copy, "a stage's folder": copy / "narration", "our records": copy / ".digiteller"}[what]
    (copy / "narration" / "01.wav").unlink()
    mode = closed.stat().st_mode
    closed.chmod(0o555)
    done = as_nobody([sys.executable, "-m", "digiteller", "all", "-p", str(copy)])
    closed.chmod(mode)
    if what == "the folder":  # nothing is to be made directly in it
        assert done.returncode == 0, done.stderr
    else:
        assert os.strerror(errno.EACCES) in explained(done, 6) and "try: let this user write there" in done.stderr
    assert digiteller("all", "-p", copy).returncode == 0
    assert contents(copy) == contents(film)


def test_no_permission_to_read(copy: Path, film: Path, contents: Contents, digiteller: Digiteller) -> None:
    (copy / "script.json").chmod(0)
    done = as_nobody([sys.executable, "-m", "digiteller", "all", "-p", str(copy)])
    (copy / "script.json").chmod(0o644)
    assert "script.json" in explained(done, 3, 6)
    copy.chmod(0)
    done = as_nobody([sys.executable, "-m", "digiteller", "status", "-p", str(copy)])
    copy.chmod(0o755)
    assert done.returncode == 2 and "is not readable" in done.stderr, done.stderr
    assert digiteller("all", "-p", copy).returncode == 0
    assert contents(copy) == contents(film)


def test_a_read_only_project_can_still_be_looked_at(copy: Path) -> None:
    for path in [copy, *copy.rglob("*")]:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o222)
    done = as_nobody([sys.executable, "-m", "digiteller", "status", "-p", str(copy)])
    again = as_nobody([sys.executable, "-m", "digiteller", "all", "-p", str(copy)])
    for path in [copy, *copy.rglob("*")]:
        path.chmod(stat.S_IMODE(path.stat().st_mode) | 0o200)
    assert done.returncode == 0, done.stderr
    assert "stale" not in done.stdout and "fresh" in done.stdout
    explained(again, 6)


def ffmpeg_that(folder: Path, does: str) -> dict[str, str]:
    """Return an environment in which ffmpeg works until it is to encode a file, and then does something else."""
    program = folder / "ffmpeg"
    program.write_text(f'#!/bin/sh\ncase "$*" in *-version*|*testsrc*|*"-f null"*) ;; *.mp4*) {does};; esac\n')
    with program.open("a") as file:
        file.write(f'exec {get_ffmpeg_exe()} "$@"\n')
    program.chmod(0o755)
    return {**os.environ, "IMAGEIO_FFMPEG_EXE": str(program)}


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("kill -9 $$", "ffmpeg was killed by signal 9"),
        ("kill -11 $$", "ffmpeg was killed by signal 11"),
        ("ulimit -v 30000", "ffmpeg"),
        ("echo Cannot allocate memory >&2; exit 1", "Cannot allocate memory"),
        ("echo No space left on device >&2; exit 1", "the disk is full"),
    ],
)
def test_an_ffmpeg_that_is_killed_or_runs_out_of_memory(
    copy: Path, film: Path, tmp_path: Path, contents: Contents, digiteller: Digiteller, does: str, told: str
) -> None:
    (copy / "story.mp4").unlink()
    shutil.rmtree(copy / ".digiteller" / "segments")
    done = digiteller("render", "-p", copy, env=ffmpeg_that(tmp_path, does))
    assert told in explained(done, 5, 6)
    assert not (copy / "story.mp4").exists() and not (copy / ".digiteller" / "staging").exists()
    assert list((copy / ".digiteller").rglob("part-*")) == []
    assert digiteller("all", "-p", copy).returncode == 0
    assert contents(copy) == contents(film)


def test_no_memory_left_for_digiteller_itself(
    copy: Path, film: Path, contents: Contents, digiteller: Digiteller
) -> None:
    """Some allocation fails: in Python, or in a library, whose own words are then shown."""
    (copy / "music.wav").unlink()
    code = """
import sys
import digiteller.media.wav
def full(*_):
    raise MemoryError
digiteller.media.wav.write_wav_blocks = full
from digiteller.cli.main import main
main()
"""
    command = [sys.executable, "-c", code, "all", "-p", str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "there is not enough memory" in explained(done, 6)
    assert digiteller("all", "-p", copy).returncode == 0
    assert contents(copy) == contents(film)


@pytest.mark.few(1)
@pytest.mark.parametrize("damage", ["one bit", "truncated", "empty", "gone"])
def test_a_damaged_model_file(
    copy: Path, film: Path, tmp_path: Path, contents: Contents, digiteller: Digiteller, damage: str
) -> None:
    """A cache of its own holds the composer's weights, of which one file is damaged."""
    model = load_registry().get("compose")
    good = open_model(model, on_bytes=lambda *_: None, offline=True)
    cache = tmp_path / "home" / "weights"
    cache.mkdir(parents=True)
    for file in model.entry.files:
        shutil.copyfile(good[file.name], cache / file.sha256)
    bad = cache / model.entry.files[-1].sha256
    content = bytearray(bad.read_bytes())
    if damage == "one bit":
        content[len(content) // 2] ^= 16
    elif damage == "truncated":
        del content[len(content) // 2 :]
    elif damage == "empty":
        content.clear()
    bad.write_bytes(content) if damage != "gone" else bad.unlink()
    (copy / "music.wav").unlink()
    home = {**os.environ, "DIGITELLER_HOME": str(tmp_path / "home")}
    said = explained(digiteller("compose", "-p", copy, "--offline", env=home), 4)
    assert model.entry.files[-1].name in said and "try: " in said
    assert not (copy / "music.wav").exists()
    shutil.copyfile(good[model.entry.files[-1].name], bad)
    done = digiteller("compose", "-p", copy, "--offline", env=home)
    assert done.returncode == 0, done.stderr
    assert contents(copy) == contents(film)


def summary(done: subprocess.CompletedProcess[str]) -> dict[str, int]:
    """Return what the last line of ``--log-json`` says."""
    assert done.returncode == 0, done.stderr
    last = json.loads(done.stderr.splitlines()[-1])
    assert last["event"] == "summary"
    return {"made": last["made"], "kept": last["kept"]}


NOTHING = {"made": 0, "kept": 0}


@pytest.mark.slow
@pytest.mark.parametrize("year", [1990, 2050])
def test_a_clock_that_is_wrong(copy: Path, film: Path, contents: Contents, digiteller: Digiteller, year: int) -> None:
    """To a run after the clock was moved back, all files are of the future."""
    seconds = (year - 1970) * 365.25 * 86400
    for path in copy.rglob("*"):
        os.utime(path, (seconds, seconds))
    assert summary(digiteller("all", "-p", copy, "--log-json")) == NOTHING
    (copy / "narration" / "01.wav").unlink()
    os.utime(copy / "script.json", (0, 0))
    assert summary(digiteller("all", "-p", copy, "--log-json"))["made"] == 1
    assert contents(copy) == contents(film)


@pytest.mark.few(1)
@pytest.mark.parametrize("how", ["moved", "copied", "linked"])
def test_a_folder_in_another_place_is_still_fresh(
    copy: Path, tmp_path: Path, spec: Path, digiteller: Digiteller, how: str
) -> None:
    there = tmp_path / "there"
    if how == "moved":
        copy.rename(there)
    elif how == "copied":
        shutil.copytree(copy, there)
        shutil.rmtree(copy)
    else:
        there.symlink_to(copy)
    assert summary(digiteller("all", "-p", there, "--log-json")) == NOTHING
    assert summary(digiteller("all", spec, "-p", there, "--log-json")) == NOTHING


@pytest.mark.few(2)
@pytest.mark.parametrize("damage", ["deleted", "empty", "truncated", "one bit", "another's"])
@pytest.mark.parametrize(
    "names", [["manifest.json"], ["manifest.copy.json"], ["hashes.json"], ["manifest.json", "hashes.json"]]
)
def test_records_that_are_lost_or_damaged(
    copy: Path, film: Path, contents: Contents, digiteller: Digiteller, damage: str, names: list[str]
) -> None:
    for name in names:
        file = copy / ".digiteller" / name
        content = bytearray(file.read_bytes())
        if damage == "one bit":
            content[len(content) // 2] ^= 1
        elif damage == "truncated":
            del content[len(content) // 2 :]
        elif damage == "empty":
            content.clear()
        elif damage == "another's":
            content[:] = b'{"version": 2, "tasks": {"render/film": null}, "sha256": 1}'
        file.unlink() if damage == "deleted" else file.write_bytes(content)
    assert summary(digiteller("all", "-p", copy, "--log-json")) == NOTHING
    data = yaml.safe_load((copy / "story.yaml").read_text())
    (copy / "story.yaml").write_text(yaml.safe_dump(data | {"title": "Another"}))
    assert summary(digiteller("write", "-p", copy, "--log-json")) == {"made": 1, "kept": 0}


@pytest.mark.slow
def test_when_all_records_are_gone_everything_is_the_users_until_force(
    copy: Path, film: Path, contents: Contents, digiteller: Digiteller
) -> None:
    shutil.rmtree(copy / ".digiteller")
    done = digiteller("all", "-p", copy, "--log-json")
    assert summary(done)["kept"] > 0
    assert {name: c for name, c in contents(copy).items() if ".digiteller" not in name} == {
        name: c for name, c in contents(film).items() if ".digiteller" not in name
    }
    assert summary(digiteller("all", "-p", copy, "--force", "--log-json"))["kept"] == 0
    assert {name: c for name, c in contents(copy).items() if name not in contents(film)} == {}
    assert summary(digiteller("all", "-p", copy, "--log-json")) == NOTHING


def holding(folder: Path, seconds: float) -> subprocess.Popen[str]:
    """Start a process that holds a project for a while, and return when it does."""
    code = f"""
import pathlib, time
from digiteller.project.folder import Project
with Project(pathlib.Path({str(folder)!r})).locked():
    print("held", flush=True)
    time.sleep({seconds})
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


@pytest.mark.slow
def test_two_runs_at_once(copy: Path, film: Path, contents: Contents, digiteller: Digiteller) -> None:
    with holding(copy, 600) as other:
        said = explained(digiteller("all", "-p", copy), 75)
        assert f"in use by process {other.pid}" in said and "--wait" in said
        explained(digiteller("all", "-p", copy, "--wait", "0.5"), 75)
        assert digiteller("status", "-p", copy).returncode == 0
        other.kill()
    assert digiteller("all", "-p", copy).returncode == 0
    with holding(copy, 2):
        done = digiteller("all", "-p", copy, "--wait", "300")
        assert done.returncode == 0 and "waiting for at most 300 s" in done.stderr
    assert contents(copy) == contents(film)


def test_a_run_on_another_host(copy: Path, digiteller: Digiteller) -> None:
    lock = copy / ".digiteller" / "in-use.json"
    me = this_process()
    lock.write_text(json.dumps({"host": "far-away", "pids": me.pids, "pid": 1, "started": me.started}))
    said = explained(digiteller("all", "-p", copy), 75)
    assert "process 1 on far-away" in said and f"rm {lock}" in said
    lock.unlink()
    assert digiteller("all", "-p", copy).returncode == 0
