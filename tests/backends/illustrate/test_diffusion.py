"""The illustrator for diffusers, on a tiny random Stable Diffusion of the real classes."""

from __future__ import annotations

import json
import string
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

torch = pytest.importorskip("torch")
diffusers = pytest.importorskip("diffusers")
import transformers

from digiteller.backends.illustrate.diffusion import Diffusion
from digiteller.contracts import Before, Easel
from digiteller.errors import SpecError, StageError, WeightsError
from digiteller.models.model_addresses import find_model
from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.options import IllustrateOptions
from digiteller.story import Picture, Scene

pytestmark = pytest.mark.torch

Files = dict[str, Path]
SIZE = (160, 90)
STORY = (
    Scene(1, "Mina found a lantern.", "a girl with a lantern", "calm"),
    Scene(2, "The owl hooted.", "an owl in a tree", "mysterious"),
)
QUICK = IllustrateOptions(steps=2)


def tokenizer(folder: Path) -> Any:
    """Make a CLIP tokenizer that reads letter by letter, 77 of them at most."""
    letters = [*string.printable.strip(), "–"]
    names = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    (folder / "vocab.json").write_text(json.dumps({name: number for number, name in enumerate(names)}))
    (folder / "merges.txt").write_text("#version: 0.2\n")
    return transformers.CLIPTokenizer(
        str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=77, pad_token="<|endoftext|>"
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("sd")
    words = tokenizer(tmp_path_factory.mktemp("words"))
    end = words.convert_tokens_to_ids("<|endoftext|>")
    encoder = transformers.CLIPTextConfig(
        vocab_size=len(words), hidden_size=32, intermediate_size=37, num_attention_heads=4, num_hidden_layers=2,
        bos_token_id=end - 1, eos_token_id=end, pad_token_id=end,
    )  # fmt: skip
    pipeline = diffusers.StableDiffusionPipeline(
        vae=diffusers.AutoencoderKL(
            block_out_channels=(32, 64), down_block_types=("DownEncoderBlock2D",) * 2,
            up_block_types=("UpDecoderBlock2D",) * 2, latent_channels=4,
        ),
        text_encoder=transformers.CLIPTextModel(encoder),
        tokenizer=words,
        unet=diffusers.UNet2DConditionModel(
            sample_size=32, block_out_channels=(32, 64), layers_per_block=1, cross_attention_dim=32,
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
            up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        ),
        scheduler=diffusers.DDIMScheduler(steps_offset=1, clip_sample=False),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )  # fmt: skip
    pipeline.save_pretrained(folder)
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def draw(
    files: Files,
    options: IllustrateOptions = QUICK,
    seed: int = 1,
    page: int = 1,
    easel: Easel | None = None,
    **more: Any,
) -> Picture:
    illustrator = Diffusion(files, options, {"device": "cpu", **more})
    return illustrator.illustrate(STORY, page, SIZE, seed, easel or quiet())


def quiet(before: NDArray[np.uint8] | None = None) -> Easel:
    return Easel(lambda *_: None, lambda _: None, None if before is None else Before(before, {}))


def differ(one: Picture, other: Picture) -> bool:
    return not np.array_equal(one.image, other.image)


def test_the_seed_and_the_words_make_the_picture(files: Files) -> None:
    page = draw(files)
    assert page.image.dtype == np.uint8
    assert page.image.std() > 5
    assert not differ(page, draw(files))
    assert differ(page, draw(files, seed=2))
    assert differ(page, draw(files, page=2))


@pytest.mark.parametrize(
    ("pixels", "size", "shape"),
    [
        (None, (1920, 1080), (64, 114)),
        (None, (16, 9), (9, 16)),
        (192, (1920, 1080), (108, 192)),
        (64, (90, 160), (64, 36)),
    ],
)
def test_pages_have_the_shape_of_the_film_and_are_never_larger(
    files: Files, pixels: int | None, size: tuple[int, int], shape: tuple[int, int]
) -> None:
    illustrator = Diffusion(files, replace(QUICK, pixels=pixels), {"device": "cpu"})
    assert illustrator.illustrate(STORY, 1, size, 1, quiet()).image.shape == (*shape, 3)


def test_a_folder_that_the_command_line_names_is_drawn_with_whole(files: Files) -> None:
    model = find_model(load_registry(), "illustrate", str(files["model_index.json"].parent))
    assert not differ(draw(files), draw(open_model(model, lambda *_: None, offline=True)))


def test_style_characters_steps_and_guidance_count(files: Files) -> None:
    page = draw(files)
    assert differ(page, draw(files, replace(QUICK, style="ink")))
    assert differ(page, draw(files, replace(QUICK, characters={"Mina": "in a yellow coat"})))
    assert not differ(page, draw(files, replace(QUICK, characters={"Max": "a large dog"})))
    assert differ(page, draw(files, replace(QUICK, steps=3)))
    assert differ(page, draw(files, replace(QUICK, guidance=2)))
    assert not differ(draw(files, IllustrateOptions(), steps=2, guidance=2.0), draw(files, replace(QUICK, guidance=2)))
    assert not differ(page, draw(files, steps=9))  # the option wins over the model's setting


def test_the_negative_counts_with_guidance_alone(files: Files) -> None:
    page, led_away = (draw(files, replace(QUICK, negative=words)) for words in (None, "text"))
    assert differ(page, led_away)
    assert led_away.notes == ()
    (note,) = draw(files, replace(QUICK, negative="text", guidance=0)).notes
    assert "illustrate.negative has no effect" in note


def test_words_that_are_not_read_are_told(files: Files) -> None:
    assert draw(files).notes == ()
    (note,) = draw(files, replace(QUICK, style="wide " * 20 + "end")).notes
    assert "wide end' was left out" in note
    assert "lantern" not in note


def test_a_page_goes_on_from_the_one_before(files: Files) -> None:
    options = replace(QUICK, start="previous", steps=4)
    dark, bright = np.zeros((90, 160, 3), np.uint8), np.full((45, 80, 3), 255, np.uint8)
    steps: list[str] = []
    watched = Easel(lambda _, text: steps.append(text), lambda _: None, Before(dark, {}))
    from_dark = draw(files, options, easel=watched)
    assert steps == [f"step {number} of 4" for number in range(1, 5)]
    assert not differ(from_dark, draw(files, options, easel=quiet(dark)))
    assert differ(from_dark, draw(files, options, easel=quiet(bright)))
    assert differ(from_dark, draw(files, options, easel=quiet(dark), strength=0.9))
    first = draw(files, options)  # there is none before it
    assert not differ(first, draw(files, replace(options, start="noise")))


def test_progress_ends_at_one_and_previews_look_like_the_page(files: Files) -> None:
    shares, shown = list[float](), list[NDArray[np.uint8]]()
    page = draw(files, replace(QUICK, steps=8), easel=Easel(lambda share, _: shares.append(share), shown.append))
    assert shares == pytest.approx([n / 8 for n in range(1, 9)])
    assert len(shown) == 3
    assert all(preview.dtype == np.uint8 and preview.shape == (64, 128, 3) for preview in shown)
    last = np.abs(shown[-1].mean((0, 1)) - page.image.mean((0, 1))).max()
    assert last < np.abs(shown[0].mean((0, 1)) - 255).max()


def test_precision(files: Files) -> None:
    assert differ(draw(files), draw(files, precision="bf16"))
    with pytest.raises(SpecError, match="precision"):
        draw(files, precision="int3")


def test_what_it_cannot_do_is_told(files: Files) -> None:
    with pytest.raises(SpecError, match="cannot begin with colours"):
        draw(files, replace(QUICK, start="colours"))
    with pytest.raises(SpecError, match="strength"):
        draw(files, strength=2)


def test_failures_while_drawing_are_told(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    illustrator = Diffusion(files, QUICK, {"device": "cpu"})

    def failing_with(result: Any) -> Callable[..., Any]:
        def pipeline(self: Any, prompt: Any = None, output_type: Any = None) -> Any:
            if isinstance(result, Exception):
                raise result
            return result

        return pipeline

    page, broken = np.zeros((1, 64, 128, 3), np.float32), np.full((1, 64, 128, 3), np.nan, np.float32)
    output = diffusers.pipelines.stable_diffusion.StableDiffusionPipelineOutput
    for result, told in (
        (torch.OutOfMemoryError("CUDA out of memory"), "not enough memory"),
        (output(page, [True]), "refuses the page of scene 1"),
        (output(broken, None), "overflowed"),
    ):
        monkeypatch.setattr(diffusers.StableDiffusionPipeline, "__call__", failing_with(result))
        with pytest.raises(StageError, match=told) as caught:
            illustrator.illustrate(STORY, 1, SIZE, 1, quiet())
        assert caught.value.hint


@pytest.mark.parametrize("broken", ["model_index.json", "unet/config.json", "vae/diffusion_pytorch_model.safetensors"])
def test_damaged_files_are_told(files: Files, tmp_path: Path, broken: str) -> None:
    bad = tmp_path / "bad"
    for content in (b"", b"{}", b"\x80\x02pickle"):
        bad.write_bytes(content)
        with pytest.raises(WeightsError, match="no text-to-image pipeline"):
            draw({**files, broken: bad})
    with pytest.raises(WeightsError, match="no text-to-image pipeline"):
        draw({name: path for name, path in files.items() if name != broken})


def test_a_pickle_or_code_beside_the_index_never_runs(files: Files, tmp_path: Path) -> None:
    code = tmp_path / "evil.py"
    code.write_text(f"import pathlib; pathlib.Path({str(tmp_path / 'harmed')!r}).touch()\nclass Net: pass\n")
    index = json.loads(files["model_index.json"].read_text())
    for changed in ({"unet": ["evil", "Net"]}, {"_class_name": ["evil", "Net"]}):
        (tmp_path / "index").write_text(json.dumps({**index, **changed}))
        with pytest.raises(WeightsError):
            draw({**files, "model_index.json": tmp_path / "index", "evil.py": code, "unet/evil.py": code})
    weights = "unet/diffusion_pytorch_model"
    without = {name: path for name, path in files.items() if not name.startswith(weights)}
    with pytest.raises(WeightsError):
        draw({**without, f"{weights}.bin": files[f"{weights}.safetensors"]})
    assert not (tmp_path / "harmed").exists()


def test_a_pipeline_that_draws_without_words_is_refused(tmp_path: Path) -> None:
    network = diffusers.UNet2DModel(
        sample_size=8, block_out_channels=(32,), layers_per_block=1,
        down_block_types=("DownBlock2D",), up_block_types=("UpBlock2D",),
    )  # fmt: skip
    diffusers.DDPMPipeline(network, diffusers.DDPMScheduler()).save_pretrained(tmp_path)
    files = {path.relative_to(tmp_path).as_posix(): path for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(WeightsError, match="no text-to-image pipeline"):
        draw(files)
