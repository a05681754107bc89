from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from digiteller.backends.table import Backend, find_backend
from digiteller.errors import MissingPackageError, SpecError


@pytest.mark.parametrize(
    "fails",
    [
        "import no_such_package",
        "raise RuntimeError('operator torchvision::nms does not exist')",
        "raise OSError('libtorch_cuda.so: cannot open shared object file')",
    ],
)
def test_packages_that_do_not_import_are_told_with_the_extra_that_brings_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    (tmp_path / "of_two_builds.py").write_text(f"{fails}\nclass Net: pass\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(MissingPackageError, match="Net cannot be loaded") as caught:
        Backend("of_two_builds", "Net", extra="esrgan").load()
    assert caught.value.hint == 'pip install "digiteller[esrgan]"'


def test_a_package_that_is_not_there_is_told() -> None:
    with pytest.raises(MissingPackageError, match="no-such-package is not installed") as caught:
        _ = Backend("m", "Net", packages=("no-such-package",)).version
    assert caught.value.hint == "pip install digiteller"


def test_a_package_of_the_core_that_is_damaged_is_installed_again_as_it_was() -> None:
    with pytest.raises(MissingPackageError, match="Net cannot be loaded") as caught:
        Backend("no_such_module", "Net", packages=("numpy",)).load()
    assert caught.value.hint == f"pip install --force-reinstall --no-deps numpy=={metadata.version('numpy')}"


def test_an_unknown_backend_is_told() -> None:
    with pytest.raises(SpecError, match="no backend called 'x'"):
        find_backend("write", "x")
