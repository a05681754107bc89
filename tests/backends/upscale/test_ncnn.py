from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from digiteller.backends.upscale import ncnn
from digiteller.backends.upscale.ncnn import RealEsrganNcnn
from digiteller.backends.upscale.tiles import enlarge_tiles
from digiteller.errors import WeightsError
from digiteller.options import UpscaleOptions

Picture = NDArray[np.uint8]
ModelFiles = Callable[[str, str], dict[str, Path]]


def silent(share: float, doing: str) -> None:
    pass


def drawing(width: int, height: int) -> Picture:
    """A small anti-aliased drawing with edges in all directions and strong colours."""
    large = Image.new("RGB", (width * 4, height * 4), (150, 205, 235))
    draw = ImageDraw.Draw(large)
    for part in range(0, width * 4, 37):
        draw.ellipse((part, part // 3, part + 90, part // 3 + 70), fill=(230, 90 + part % 120, 60), width=5)
        draw.line((part, 0, width * 2, height * 4), fill=(20, 40, 60), width=5)
    return np.asarray(large.resize((width, height), Image.Resampling.LANCZOS))


@pytest.fixture(scope="module")
def files(model_files: ModelFiles) -> dict[str, Path]:
    return model_files("upscale", "realesr-animevideov3-x4")


@pytest.fixture(scope="module")
def upscaler(files: dict[str, Path]) -> RealEsrganNcnn:
    return RealEsrganNcnn(files, UpscaleOptions(), {"scale": 4})


@pytest.mark.few(2)
@pytest.mark.parametrize("size", [(1, 1), (1, 40), (3, 2), (37, 33), (33, 65)])
def test_every_size_becomes_four_times_as_large(files: dict[str, Path], size: tuple[int, int]) -> None:
    width, height = size
    image = np.full((height, width, 3), (200, 120, 40), np.uint8)
    enlarged = RealEsrganNcnn(files, UpscaleOptions(tile=32), {"scale": 4}).upscale(image, silent)
    assert enlarged.shape == (height * 4, width * 4, 3)
    assert enlarged.dtype == np.uint8
    assert np.abs(enlarged.astype(int) - (200, 120, 40)).max() < 12


@pytest.mark.slow
def test_tiles_leave_no_seams(files: dict[str, Path]) -> None:
    image = drawing(75, 50)
    whole = RealEsrganNcnn(files, UpscaleOptions(tile=1024), {"scale": 4}).upscale(image, silent)
    in_tiles = RealEsrganNcnn(files, UpscaleOptions(tile=32), {"scale": 4}).upscale(image, silent)
    assert np.abs(whole.astype(int) - in_tiles).max() <= 1


def test_the_enlarged_picture_shows_the_same_and_sharper_than_interpolation(upscaler: RealEsrganNcnn) -> None:
    image = drawing(64, 48)
    enlarged = upscaler.upscale(image, silent)
    reduced = np.asarray(Image.fromarray(enlarged).resize((64, 48), Image.Resampling.BOX))
    assert np.abs(reduced.astype(int) - image).mean() < 12  # swapped colours or shifted tiles are far above
    smooth = np.asarray(Image.fromarray(image).resize((256, 192), Image.Resampling.BICUBIC))
    assert np.abs(np.diff(enlarged.astype(int), axis=1)).max() > np.abs(np.diff(smooth.astype(int), axis=1)).max()


def test_the_bytes_do_not_depend_on_the_run_or_the_threads(
    files: dict[str, Path], upscaler: RealEsrganNcnn, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = drawing(41, 30)
    first = upscaler.upscale(image, silent)
    assert np.array_equal(first, upscaler.upscale(image, silent))
    monkeypatch.setattr(ncnn, "_THREADS", 1)
    assert np.array_equal(first, RealEsrganNcnn(files, UpscaleOptions(), {"scale": 4}).upscale(image, silent))


def test_the_picture_is_not_changed_and_may_be_any_view(upscaler: RealEsrganNcnn) -> None:
    image = drawing(40, 30)
    before = image.copy()
    turned = upscaler.upscale(image[::-1, ::2], silent)
    assert np.array_equal(image, before)
    assert np.array_equal(turned, upscaler.upscale(np.ascontiguousarray(image[::-1, ::2]), silent))


@pytest.mark.few(1)
@pytest.mark.parametrize(("option", "setting"), [(32, {}), (32, {"tile": 64}), (200, {"tile": 32})])
def test_progress_ends_at_one_and_tiles_are_as_small_as_asked(
    files: dict[str, Path], option: int, setting: dict[str, int]
) -> None:
    shares: list[float] = []
    upscaler = RealEsrganNcnn(files, UpscaleOptions(tile=option), {"scale": 4, **setting})
    upscaler.upscale(drawing(64, 33), lambda share, _: shares.append(share))
    assert shares == [0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize(("width", "height", "side"), [(1, 1, 32), (64, 32, 32), (65, 33, 32), (480, 270, 200)])
def test_tiles_cover_every_pixel_once(width: int, height: int, side: int) -> None:
    covered = np.zeros((height, width), int)
    for tile in enlarge_tiles(width, height, side):
        assert 0 < tile.width <= side
        assert 0 < tile.height <= side
        covered[tile.y : tile.y + tile.height, tile.x : tile.x + tile.width] += 1
    assert (covered == 1).all()


def broken(files: dict[str, Path], folder: Path, suffix: str, content: bytes) -> dict[str, Path]:
    return {name: _written(folder / name, content) if name.endswith(suffix) else path for name, path in files.items()}


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("suffix", [".param", ".bin"])
@pytest.mark.parametrize("kept", [0, 100, 0.5])
def test_broken_weights_are_refused_by_name(files: dict[str, Path], tmp_path: Path, suffix: str, kept: float) -> None:
    content = next(path.read_bytes() for name, path in files.items() if name.endswith(suffix))
    short = content[: int(kept if kept >= 1 else kept * len(content))]
    with pytest.raises(WeightsError, match=rf"x4\{suffix}"):
        RealEsrganNcnn(broken(files, tmp_path, suffix, short), UpscaleOptions(), {"scale": 4})


def test_missing_weights_are_refused(files: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"gone\.bin"):
        param = next(path for name, path in files.items() if name.endswith(".param"))
        RealEsrganNcnn({"a.param": param, "a.bin": tmp_path / "gone.bin"}, UpscaleOptions(), {"scale": 4})
    with pytest.raises(WeightsError, match=r"one \.bin file"):
        RealEsrganNcnn({"a.param": param}, UpscaleOptions(), {"scale": 4})


def test_a_network_of_another_kind_is_refused(files: dict[str, Path], tmp_path: Path) -> None:
    other = b"7767517\n1 1\nInput in0 0 1 in0\n"
    with pytest.raises(WeightsError, match=r"x4\.param"):
        RealEsrganNcnn(broken(files, tmp_path, ".param", other), UpscaleOptions(), {"scale": 4})


def test_a_wrong_scale_in_the_settings_is_told(files: dict[str, Path]) -> None:
    with pytest.raises(WeightsError, match="4 times"):
        RealEsrganNcnn(files, UpscaleOptions(), {"scale": 2})
