"""CLIP + BigGAN, with small random networks in the published forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
import transformers
from pytorch_pretrained_biggan import BigGAN, BigGANConfig
from tokenizers import Tokenizer, models, pre_tokenizers
from torch import Tensor

from digiteller.backends.illustrate.clip_biggan import ClipBigGan
from digiteller.contracts import Before, Easel
from digiteller.errors import SpecError, WeightsError
from digiteller.guidance.biggan_space import BigGanSpace, mix
from digiteller.guidance.classes import Classes, read_names
from digiteller.nets.biggan import BigGan
from digiteller.options import IllustrateOptions
from digiteller.story import Scene

pytestmark = pytest.mark.torch

CONFIG = {
    "output_dim": 32,
    "z_dim": 16,
    "class_embed_dim": 16,
    "channel_width": 8,
    "num_classes": 6,
    "layers": [[False, 16, 16], [True, 16, 8], [True, 8, 4], [True, 4, 2], [False, 2, 1]],
    "attention_layer_position": 3,
    "eps": 1e-4,
    "n_stats": 51,
}
NAMES = ("fox", "owl", "tree", "house", "boat", "moon")
SCENES = [Scene(1, "The fox ran.", "a fox", "happy"), Scene(2, "The owl woke.", "an owl", "calm")]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the files of a model: a generator with statistics of its own, and a scorer of the words above."""
    folder = tmp_path_factory.mktemp("model")
    torch.manual_seed(0)
    network = BigGAN(BigGANConfig.from_dict(CONFIG))
    for name, tensor in network.state_dict().items():
        if name.endswith("running_means"):
            tensor.normal_(0, 0.1)
        elif name.endswith("running_vars"):
            tensor.uniform_(0.5, 2)
        elif name.endswith("gamma"):
            tensor.fill_(0.5)
        elif name.startswith("generator.bn."):
            tensor.normal_(0, 0.3)
    with torch.no_grad():
        for _ in range(5):  # for the spectral norms
            network(torch.randn(2, 16), torch.eye(6)[:2], 1.0)
    torch.save(network.state_dict(), folder / "weights.bin")
    (folder / "biggan.json").write_text(json.dumps(CONFIG))
    (folder / "classes.txt").write_text("".join(f"{name}\n" for name in NAMES))
    small = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    text = {"vocab_size": 16, "max_position_embeddings": 8, "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0}
    config = transformers.CLIPConfig(
        text_config={**small, **text}, vision_config={**small, "image_size": 16, "patch_size": 8}, projection_dim=12
    )
    transformers.CLIPModel(config).save_pretrained(folder)
    words = ("<pad>", "<s>", "</s>", "a", "an", "photo", "of", *NAMES)
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="<pad>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="<pad>").save_pretrained(folder)
    clip = ("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json")
    return {
        "biggan/config.json": folder / "biggan.json",
        "biggan/pytorch_model.bin": folder / "weights.bin",
        "classes.txt": folder / "classes.txt",
        **{f"clip/{name}": folder / name for name in clip},
    }


@pytest.fixture(scope="module")
def published(files: dict[str, Path]) -> Any:
    """Return the package's own network with these weights."""
    network = BigGAN(BigGANConfig.from_dict(CONFIG))
    network.load_state_dict(torch.load(files["biggan/pytorch_model.bin"], weights_only=True))
    return network.eval()


def network_of(files: dict[str, Path], truncation: float = 1.0) -> BigGan:
    return BigGan(files["biggan/config.json"], files["biggan/pytorch_model.bin"], truncation, "cpu")


def one_class(number: int) -> Tensor:
    return torch.eye(6)[number].unsqueeze(0)


@pytest.mark.parametrize("truncation", [0.02, 0.36, 0.5, 0.98, 1.0])
def test_pictures_are_those_of_the_package(files: dict[str, Path], published: Any, truncation: float) -> None:
    network = network_of(files, truncation)
    z = torch.randn(1, 16, generator=torch.Generator().manual_seed(1))
    assert (network.side, network.blocks, network.latent, network.classes) == (32, 6, 16, 6)
    ours = network.draw(z.expand(6, -1), one_class(2).expand(6, -1))
    theirs = published(z, one_class(2), round(truncation * 50) * published.generator.bn.step_size)
    assert ours.shape == (1, 3, 32, 32)
    assert ours.std() > 0.05
    assert torch.allclose(ours, theirs, atol=2e-4)


def test_between_truncations_statistics_are_interpolated(files: dict[str, Path], published: Any) -> None:
    rows = published.generator.bn.running_means
    kept = network_of(files, 0.365)._network.generator.bn.running_means
    assert torch.allclose(kept, (0.75 * rows[18] + 0.25 * rows[19]).unsqueeze(0), atol=1e-6)


def test_each_block_has_its_own_latent_and_class(files: dict[str, Path]) -> None:
    network = network_of(files)
    z, classes = torch.randn(6, 16, generator=torch.Generator().manual_seed(1)), one_class(0).repeat(6, 1)
    drawn = network.draw(z, classes)
    for block in range(6):
        moved, other = z.clone(), classes.clone()
        moved[block] += 1
        other[block] = one_class(1)
        assert (network.draw(moved, classes) - drawn).abs().max() > 1e-4
        assert (network.draw(z, other) - drawn).abs().max() > 1e-4


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda tensors: tensors.pop("generator.gen_z.weight_u"), "missing"),
        (lambda tensors: tensors.update(more=torch.zeros(1)), "unknown"),
        (lambda tensors: tensors.update({"embeddings.weight": torch.zeros(2, 2)}), "another shape"),
    ],
)
def test_every_weight_is_accounted_for(
    files: dict[str, Path], tmp_path: Path, change: Callable[[dict[str, Tensor]], Any], complaint: str
) -> None:
    tensors = torch.load(files["biggan/pytorch_model.bin"], weights_only=True)
    change(tensors)
    torch.save(tensors, tmp_path / "weights.bin")
    with pytest.raises(WeightsError, match=complaint):
        BigGan(files["biggan/config.json"], tmp_path / "weights.bin", 1.0, "cpu")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"no_such": 1}',
        '{"layers": 3}',
        '{"layers": [[1, 2]]}',
        '{"n_stats": 1}',
    ],
)
def test_another_config_is_refused(files: dict[str, Path], tmp_path: Path, content: str) -> None:
    path = tmp_path / "config.json"
    path.write_text(content)
    with pytest.raises(WeightsError, match=r"config\.json"):
        BigGan(path, files["biggan/pytorch_model.bin"], 1.0, "cpu")


def space_of(files: dict[str, Path], prior: Sequence[float] = (0.0,) * 6, **more: Any) -> BigGanSpace:
    return BigGanSpace(network_of(files), 0.5, more.pop("window", (32, 32)), torch.tensor(prior), **more)


def seeded(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


NEVER = float("-inf")


def test_a_search_begins_with_one_of_the_classes_that_may_be(files: dict[str, Path]) -> None:
    space = space_of(files, (NEVER, 3.0, NEVER, 3.0, NEVER, NEVER))
    chosen = {int(space.shares(space.begin(seeded(seed)))[0].argmax()) for seed in range(20)}
    assert chosen == {1, 3}
    shares = space.shares(space.begin(seeded(1)))
    assert torch.allclose(shares.sum(1), torch.ones(6))
    assert shares[:, [0, 2, 4, 5]].sum() == 0
    assert torch.equal(shares, shares[:1].expand(6, -1))


def test_the_likelier_class_is_begun_with_more_often(files: dict[str, Path]) -> None:
    space = space_of(files, (2.0, 0.0, NEVER, NEVER, NEVER, NEVER))
    chosen = [int(space.shares(space.begin(seeded(seed)))[0].argmax()) for seed in range(60)]
    assert 0.7 < chosen.count(0) / 60 < 0.98  # e² to 1 is 0.88


def test_latents_stay_in_their_range_and_may_go_on_from_others(files: dict[str, Path]) -> None:
    space = space_of(files, begun=torch.full((6, 16), 5.0))
    latents = space.begin(seeded(1))
    assert torch.equal(latents["z"], torch.full((6, 16), 5.0))
    space.constrain(latents)
    assert latents["z"].max() == 2


def test_only_the_window_is_drawn(files: dict[str, Path]) -> None:
    latents = space_of(files).begin(seeded(1))
    whole = space_of(files).draw(latents)
    assert 0 <= whole.min() < whole.max() <= 1
    assert torch.equal(space_of(files, window=(18, 32)).draw(latents), whole[:, :, 7:25])
    assert torch.equal(space_of(files, window=(32, 12)).draw(latents), whole[..., 10:22])


def test_what_is_unlike_the_training_costs(files: dict[str, Path]) -> None:
    space = space_of(files)
    likely = {"z": torch.randn(6, 16, generator=seeded(1)), "logits": 30 * one_class(1).repeat(6, 1)}
    cost = space.penalty(likely)
    assert space.penalty({**likely, "z": 3 * likely["z"]}) > cost
    assert space.penalty({**likely, "z": likely["z"] + 1}) > cost
    assert space.penalty({**likely, "logits": torch.zeros(6, 6)}) > cost + 50


def test_settled_points_show_the_same_and_can_be_mixed(files: dict[str, Path]) -> None:
    fox, owl = (space_of(files, [0.0 if at == n else NEVER for at in range(6)]) for n in (0, 1))
    first, second = (space.settled(space.begin(seeded(3))) for space in (fox, owl))
    everything = fox.of_all_classes()
    assert torch.allclose(everything.draw(first), fox.draw(fox.begin(seeded(3))), atol=1e-5)
    assert torch.isfinite(first["logits"]).all()
    half = everything.shares(mix(first, second, 0.5))
    assert torch.allclose(half[:, :2], torch.full((6, 2), 0.5), atol=1e-4)
    for share, end in ((0.0, first), (1.0, second)):
        assert torch.allclose(everything.draw(mix(first, second, share)), everything.draw(end), atol=1e-4)


class Counting:
    """Embeds a text by the first letter of its last word, and counts."""

    size = 8

    def __init__(self) -> None:
        self.read: list[str] = []

    def texts(self, texts: Sequence[str]) -> Tensor:
        self.read += texts
        return torch.eye(26)[[ord(text.split()[-1][0]) - ord("a") for text in texts]]

    def images(self, images: Tensor) -> Tensor:
        raise AssertionError("only words are read")


def test_class_names_are_ranked_by_the_words_and_read_once() -> None:
    counting = Counting()
    classes = Classes(NAMES, counting)
    assert classes.likeness("a little owl").argmax() == 1
    assert classes.likeness("a big tree").argmax() == 2
    assert counting.read == [*(f"a photo of a {name}" for name in NAMES), "a little owl", "a big tree"]


def test_names_of_imagenet_are_read_as_timm_has_them(tmp_path: Path) -> None:
    synsets, lemmas = tmp_path / "imagenet_synsets.txt", tmp_path / "imagenet_synset_to_lemma.txt"
    synsets.write_text("n02\nn01\n")
    lemmas.write_text("n01\ttench, Tinca tinca\nn03\tfox\nn02\tkit fox, Vulpes macrotis\n")
    files = {synsets.name: synsets, lemmas.name: lemmas}
    assert read_names(files, 2) == ["kit fox", "tench"]
    with pytest.raises(WeightsError, match="2 classes for a generator of 1000"):
        read_names(files, 1000)
    synsets.write_text("n02\nn09\n")
    with pytest.raises(WeightsError, match="n09"):
        read_names(files, 2)
    with pytest.raises(WeightsError, match="names"):
        read_names({}, 2)


SETTINGS = {"steps": 8, "cutouts": 4, "frames": 5, "fps": 4, "classes": 3, "device": "cpu", "truncation": 0.8}


def backend(files: dict[str, Path], settings: Any = SETTINGS, **options: Any) -> ClipBigGan:
    return ClipBigGan(files, IllustrateOptions(**options), settings)


def quiet(before: Before | None = None) -> Easel:
    return Easel(lambda *_: None, lambda _: None, before)


def test_a_page_is_drawn_in_the_shape_of_the_film(files: dict[str, Path]) -> None:
    for size, shape in (((1920, 1080), (18, 32, 3)), ((1080, 1920), (32, 18, 3)), ((640, 640), (32, 32, 3))):
        picture = backend(files).illustrate(SCENES, 1, size, 1, quiet())
        assert picture.image.shape == shape
        assert picture.image.dtype == np.uint8
        assert picture.clip is None
    assert {name: value.dtype for name, value in picture.latent.items()} == {"z": np.float32, "logits": np.float32}


def test_the_same_seed_gives_the_same_page_and_the_loss_falls(files: dict[str, Path]) -> None:
    losses: list[float] = []

    def listen(_: float, what: str) -> None:
        losses.append(float(what.rpartition(" ")[2]))

    drawing = backend(files, {**SETTINGS, "steps": 30, "cutouts": 8})
    first = drawing.illustrate(SCENES, 1, (64, 64), 5, replace(quiet(), report=listen))
    again = backend(files, {**SETTINGS, "steps": 30, "cutouts": 8}).illustrate(SCENES, 1, (64, 64), 5, quiet())
    other = drawing.illustrate(SCENES, 1, (64, 64), 6, quiet())
    assert first.image.tobytes() == again.image.tobytes()
    assert first.image.tobytes() != other.image.tobytes()
    assert losses[-1] < losses[0]


def test_a_first_page_in_motion_is_the_way_of_the_search(files: dict[str, Path]) -> None:
    shares: list[float] = []
    easel = replace(quiet(), report=lambda share, _: shares.append(share))
    picture = backend(files, motion="latent").illustrate(SCENES, 1, (64, 36), 1, easel)
    assert picture.clip is not None
    assert (len(picture.clip.frames), picture.clip.fps, picture.clip.loop) == (5, 4.0, "hold")
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    assert closeness(picture.clip.frames[-1], picture.image) < 2
    assert closeness(picture.clip.frames[0], picture.image) > 2


def test_a_page_in_motion_goes_on_from_the_page_before(files: dict[str, Path]) -> None:
    drawing = backend(files, motion="latent")
    first = drawing.illustrate(SCENES, 1, (64, 64), 1, quiet())
    second = drawing.illustrate(SCENES, 2, (64, 64), 2, quiet(Before(first.image, first.latent)))
    assert second.clip is not None
    assert closeness(second.clip.frames[0], first.image) < 2
    assert closeness(second.clip.frames[-1], second.image) < 2


def closeness(first: Any, second: Any) -> float:
    return float(np.abs(first.astype(float) - second.astype(float)).mean())


def test_a_page_may_begin_where_the_page_before_is(files: dict[str, Path]) -> None:
    drawing = backend(files, {**SETTINGS, "steps": 1, "rate": 1e-6}, start="previous")
    first = drawing.illustrate(SCENES, 1, (64, 64), 1, quiet())
    second = drawing.illustrate(SCENES, 2, (64, 64), 2, quiet(Before(first.image, first.latent)))
    elsewhere = drawing.illustrate(SCENES, 2, (64, 64), 2, quiet(Before(first.image, {})))
    assert np.abs(second.latent["z"] - first.latent["z"]).max() < 1e-4
    assert np.abs(elsewhere.latent["z"] - first.latent["z"]).max() > 0.1


def test_only_the_chosen_number_of_classes_has_a_share(files: dict[str, Path]) -> None:
    picture = backend(files).illustrate(SCENES, 1, (64, 64), 1, quiet())
    assert (picture.latent["logits"] > -29).any(0).sum() == 3


def test_options_win_over_settings(files: dict[str, Path]) -> None:
    said: list[str] = []
    easel = replace(quiet(), report=lambda _, what: said.append(what))
    backend(files, steps=3).illustrate(SCENES, 1, (64, 64), 1, easel)
    assert said[-1].startswith("step 3 of 3")


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [({"truncation": 2}, "truncation"), ({"classes": 0}, "classes"), ({"steps": "many"}, "steps"), ({"fps": 0}, "fps")],
)
def test_wrong_settings_are_named(files: dict[str, Path], settings: Any, complaint: str) -> None:
    with pytest.raises(SpecError, match=complaint):
        backend(files, {**SETTINGS, **settings})


def test_colours_are_nothing_to_begin_with(files: dict[str, Path]) -> None:
    with pytest.raises(SpecError, match=r"illustrate\.start"):
        backend(files, start="colours")


def test_missing_weights_are_told(files: dict[str, Path]) -> None:
    with pytest.raises(WeightsError, match="biggan"):
        backend({name: path for name, path in files.items() if name != "biggan/pytorch_model.bin"})
