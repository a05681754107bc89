"""CLIP + VQGAN on a small VQGAN of the real classes, guided by a scorer that only sees colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray

torch = pytest.importorskip("torch")
from torch import Tensor

from digiteller.backends.illustrate import clip_vqgan
from digiteller.backends.illustrate.clip_vqgan import ClipVqgan
from digiteller.contracts import Before, Easel
from digiteller.errors import SpecError, StageError, WeightsError
from digiteller.nets.vqgan import Layers, VqganConfig, build, published
from digiteller.options import IllustrateOptions
from digiteller.story import MOODS, Picture, Scene

pytestmark = pytest.mark.torch

SMALL = VqganConfig(
    embed_dim=6,
    n_embed=64,
    ddconfig=Layers(z_channels=8, resolution=32, ch=64, ch_mult=(1, 1, 2), num_res_blocks=1, attn_resolutions=(8,)),
)
COLOURS = {"red": (1.0, -0.5, -0.5), "green": (-0.5, 1.0, -0.5), "blue": (-0.5, -0.5, 1.0)}
SIZE = (38, 22)
QUICK: dict[str, Any] = {"steps": 8, "cutouts": 4, "frames": 5, "fps": 10, "device": "cpu"}
Files = dict[str, Path]
Make = Callable[..., ClipVqgan]


class SeesColours:
    """An ``ImageText`` whose words are colours, and whose pictures are the mean of theirs."""

    size = 16

    def texts(self, texts: Sequence[str]) -> Tensor:
        known = [next(value for name, value in COLOURS.items() if name in text) for text in texts]
        return self._direction(0.5 + torch.tensor(known) / 2)

    def images(self, images: Tensor) -> Tensor:
        return self._direction(images.mean((2, 3)))

    def _direction(self, colours: Tensor) -> Tensor:
        steady = torch.full_like(colours[:, :1], 0.3)  # no two are opposites, where there is no gradient
        return torch.nn.functional.normalize(torch.cat([colours - 0.5, steady], 1), dim=1)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("vqgan")
    torch.manual_seed(0)
    network = build(SMALL)
    with torch.no_grad():
        network.quantize.embedding.weight.normal_()
        network.decoder.conv_out.weight.mul_(4)
    torch.save({"state_dict": published(network), "global_step": 1}, folder / "last.ckpt")
    params = asdict(SMALL)
    for name in ("ch_mult", "attn_resolutions"):
        params["ddconfig"][name] = list(params["ddconfig"][name])
    config = {"model": {"target": "taming.models.vqgan.VQModel", "params": params}}
    (folder / "model.yaml").write_text(yaml.safe_dump(config))
    return {f"vqgan/{path.name}": path for path in folder.iterdir()}


@pytest.fixture
def make(files: Files, monkeypatch: pytest.MonkeyPatch) -> Make:
    monkeypatch.setattr(clip_vqgan, "open_image_text", lambda *_: SeesColours())

    def illustrator(options: IllustrateOptions | None = None, **settings: Any) -> ClipVqgan:
        return ClipVqgan(files, options or IllustrateOptions(), {**QUICK, **settings})

    return illustrator


def scene(picture: str = "red", mood: Any = "calm", number: int = 1) -> Scene:
    return Scene(number, "a text", picture, mood)


def draw(
    illustrator: ClipVqgan, page: Scene | None = None, seed: int = 1, before: Before | None = None, **easel: Any
) -> Picture:
    page = page or scene()
    calls = {"report": lambda *_: None, "preview": lambda _: None, **easel}
    return illustrator.illustrate([scene(number=9), page], page.number, SIZE, seed, Easel(**calls, before=before))


def strength(image: NDArray[np.uint8], colour: str) -> float:
    mean = image.mean((0, 1))
    return float(mean @ np.array(COLOURS[colour]))


def test_the_picture_has_the_frames_size_or_the_models_in_its_shape(make: Make) -> None:
    assert draw(make()).image.shape == (22, 38, 3)
    small = draw(make(pixels=64), None)
    assert small.image.shape == (22, 38, 3)
    wide = make(pixels=64).illustrate([scene()], 1, (1920, 1080), 1, Easel(lambda *_: None, lambda _: None))
    assert wide.image.shape == (36, 64, 3)
    assert wide.latent["codes"].shape == (1, 6, 9, 16)
    assert wide.latent["codes"].dtype == np.float32


def test_the_words_lead(make: Make) -> None:
    illustrator = make(steps=25)
    pictures = {colour: draw(illustrator, scene(f"a {colour} thing")).image for colour in COLOURS}
    for asked in COLOURS:
        others = [strength(pictures[asked], asked) - strength(pictures[other], asked) for other in COLOURS]
        assert sorted(others)[1] > 8, (asked, others)


def test_the_style_and_the_negative_count_too(make: Make) -> None:
    options = (IllustrateOptions(), IllustrateOptions(style="blue"), IllustrateOptions(negative="green"))
    found = {draw(make(each)).latent["codes"].tobytes() for each in options}
    assert len(found) == len(options)


def test_the_same_seed_gives_the_same_picture_and_another_another(make: Make) -> None:
    options = IllustrateOptions(motion="latent")
    one, two, other = draw(make(options), seed=5), draw(make(options), seed=5), draw(make(options), seed=6)
    assert one.clip and two.clip
    assert (one.image == two.image).all()
    assert (one.latent["codes"] == two.latent["codes"]).all()
    assert all((a == b).all() for a, b in zip(one.clip.frames, two.clip.frames, strict=True))
    assert (one.image != other.image).any()


def test_a_page_goes_on_from_the_codes_of_the_page_before(make: Make) -> None:
    first = draw(make())
    still = make(IllustrateOptions(start="previous", steps=1), rate=1e-6)
    second = draw(still, seed=2, before=Before(first.image, first.latent))
    assert np.abs(second.image.astype(int) - first.image).max() <= 1
    assert (draw(still, seed=2).image != first.image).any()


def test_a_page_goes_on_from_a_picture_that_another_hand_drew(make: Make) -> None:
    chance = np.random.default_rng(0)
    images = [chance.integers(0, 256, (20, 50, 3), np.uint8) for _ in range(2)]
    still = make(IllustrateOptions(start="previous", steps=1), rate=1e-6)
    own = [draw(still, before=Before(image, {})) for image in images]
    assert (own[0].latent["codes"] != own[1].latent["codes"]).any()
    others_grid = {"codes": np.zeros((1, 6, 3, 3), np.float32)}
    again = draw(still, before=Before(images[0], others_grid))
    assert (again.latent["codes"] == own[0].latent["codes"]).all()


def test_fields_of_colour_follow_the_mood_and_the_seed(make: Make) -> None:
    still = make(IllustrateOptions(start="colours", steps=1), rate=1e-6)
    begun = {mood: draw(still, scene(mood=mood)).latent["codes"].tobytes() for mood in MOODS}
    assert len(set(begun.values())) == len(MOODS)
    assert draw(still, seed=2).latent["codes"].tobytes() != begun["calm"]


def test_the_first_page_moves_along_the_way_of_its_search(make: Make) -> None:
    page = draw(make(IllustrateOptions(motion="latent"), rate=0.3))
    assert page.clip is not None
    assert len(page.clip.frames) == 5
    assert page.clip.fps == 10
    assert page.clip.loop == "hold"
    assert np.abs(page.clip.frames[-1].astype(int) - page.image).max() <= 1
    assert (page.clip.frames[0] != page.image).any()


@pytest.mark.parametrize("start", ["noise", "previous"])
def test_a_later_page_moves_from_the_page_before_to_its_own(make: Make, start: Any) -> None:
    first = draw(make())
    mover = make(IllustrateOptions(motion="latent", start=start))
    page = draw(mover, scene("blue"), seed=2, before=Before(first.image, first.latent))
    assert page.clip is not None
    assert np.abs(page.clip.frames[0].astype(int) - first.image).max() <= 1
    assert np.abs(page.clip.frames[-1].astype(int) - page.image).max() <= 1
    assert (page.clip.frames[2] != page.image).any()


def test_progress_goes_on_through_search_and_walk(make: Make) -> None:
    told: list[tuple[float, str]] = []
    draw(make(IllustrateOptions(motion="latent")), report=lambda share, doing: told.append((share, doing)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)
    assert any("loss" in doing for _, doing in told)
    assert any("frame" in doing for _, doing in told)


def test_a_scene_is_found_by_its_number(make: Make) -> None:
    illustrator = make()
    pages = [scene("red", number=2), scene("blue", number=3)]
    easel = Easel(lambda *_: None, lambda _: None)
    blue = illustrator.illustrate(pages, 3, SIZE, 1, easel).image
    assert (blue == draw(illustrator, scene("blue")).image).all()


@pytest.mark.parametrize(("name", "told"), [("vqgan/model.yaml", "configuration"), ("vqgan/last.ckpt", "weights")])
def test_a_file_that_is_not_there_is_told(files: Files, name: str, told: str) -> None:
    rest = {other: path for other, path in files.items() if other != name}
    with pytest.raises(WeightsError, match=told):
        ClipVqgan(rest, IllustrateOptions(), QUICK)


@pytest.mark.parametrize("wrong", [{"rate": 0}, {"rate": "fast"}, {"pixels": 1.5}, {"memory": 1}, {"frames": True}])
def test_a_wrong_setting_is_told(make: Make, wrong: dict[str, Any]) -> None:
    with pytest.raises(SpecError, match=f"option {next(iter(wrong))} should be"):
        make(**wrong)


def test_a_want_of_memory_names_what_to_lower(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB")

    illustrator = make(IllustrateOptions(start="previous"))
    page = draw(illustrator)
    for method, hint in (("decode", "cutouts_at_once"), ("encode", "pixels")):
        with monkeypatch.context() as patch:
            patch.setattr(illustrator._network, method, full)
            with pytest.raises(StageError) as caught:
                draw(illustrator, before=Before(page.image, {}))
            assert hint in str(caught.value.hint)
