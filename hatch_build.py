"""Compiles the film maker's ``_draw.c`` while digiteller is built, where there is a C compiler.

Without one digiteller draws with OpenCV, so nothing that fails here fails the build. The libraries call only the C
library, and nothing of Python: one wheel serves all versions on a platform.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import sysconfig
import zlib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging import tags

SOURCE = "_draw.c"
LIBRARIES: dict[str, tuple[str, ...]] = {"_draw.so": (), "_draw_avx2.so": ("-mavx2",)}
FLAGS = ("-std=c11", "-O3", "-ffp-contract=off", "-Wno-psabi", "-shared", "-fPIC")


class CustomBuildHook(BuildHookInterface):
    """Adds the libraries to a wheel, or puts them beside their source for an editable one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; hatchling calls this before it packs."""
        source = next(Path(self.root, "src").rglob(SOURCE))
        made = [name for name, flags in LIBRARIES.items() if _compiled(source, source.with_name(name), flags)]
        if not made:
            self.app.display_warning(
                "no C compiler that compiles _draw.c: films are drawn with OpenCV, which is slower"
            )
            return
        build_data |= {"pure_python": False, "tag": f"py3-none-{_platform()}"}
        folder = source.parent.relative_to(self.root).as_posix()
        build_data["artifacts"] += [f"/{folder}/{name}" for name in made]


def _platform() -> str:
    """Return the platform that a compiler makes libraries for, as wheels name it."""
    if sys.platform == "darwin":  # a Python for two kinds of processor compiles for one
        return next(tags.platform_tags())
    return sysconfig.get_platform().replace("-", "_").replace(".", "_")


def _compiled(source: Path, library: Path, flags: tuple[str, ...]) -> bool:
    """Whether a library could be made from the source, whose checksum it holds; if not, there is none afterwards."""
    library.unlink(missing_ok=True)
    wished = os.environ.get("CC")
    part = library.with_suffix(".part")
    for compiler in [wished] if wished else [sysconfig.get_config_var("CC"), "cc"]:
        if compiler:
            checksum = f"-DSOURCE={zlib.crc32(source.read_bytes())}u"
            command = [*shlex.split(compiler), *FLAGS, *flags, checksum, str(source), "-o", str(part)]
            try:
                subprocess.run(command, check=True, capture_output=True)
                part.replace(library)
                return True
            except (OSError, subprocess.CalledProcessError):
                part.unlink(missing_ok=True)
    return False
