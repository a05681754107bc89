"""CLIP and SigLIP in the form of transformers."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
import transformers
from tokenizers import Tokenizer, models, pre_tokenizers

from digiteller.errors import SpecError, WeightsError
from digiteller.guidance.clip import ClipScorer
from digiteller.guidance.clip_vocabulary import read_vocabulary
from digiteller.guidance.scorers import open_image_text

pytestmark = pytest.mark.torch

SMALL = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
TEXT = {
    **SMALL,
    "vocab_size": 12,
    "max_position_embeddings": 8,
    "bos_token_id": 1,
    "eos_token_id": 2,
    "pad_token_id": 0,
}
IMAGE = {**SMALL, "image_size": 16, "patch_size": 8}
WORDS = ("<pad>", "<s>", "</s>", "a", "red", "fox", "and", "blue", "owl")

Make = Callable[..., dict[str, Path]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return the files of a small random network."""

    def made(
        kind: str = "clip", change: Callable[[dict[str, Any]], Any] = lambda _: None, **more: Any
    ) -> dict[str, Path]:
        torch.manual_seed(0)
        config, network = {
            "clip": (transformers.CLIPConfig, transformers.CLIPModel),
            "siglip": (transformers.SiglipConfig, transformers.SiglipModel),
        }[kind]
        size = {"projection_dim": 12} if kind == "clip" else {}
        text = TEXT if kind == "clip" else {**TEXT, "projection_size": 16}
        net = network(config(text_config=text, vision_config=IMAGE, **size))
        net.config.save_pretrained(tmp_path)
        tensors = dict(net.state_dict())
        change(tensors)
        torch.save(tensors, tmp_path / "pytorch_model.bin")
        tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="<pad>"))
        tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
        transformers.PreTrainedTokenizerFast(
            tokenizer_object=tokenizer, pad_token="<pad>", bos_token="<s>", eos_token="</s>", **more
        ).save_pretrained(tmp_path)
        return {path.name: path for path in tmp_path.iterdir()}

    return made


@pytest.mark.parametrize("kind", ["clip", "siglip"])
def test_embeddings_are_those_of_transformers_with_length_one(make: Make, kind: str) -> None:
    files = make(kind)
    scorer = ClipScorer(files, "cpu")
    assert scorer.size == 16
    network = transformers.AutoModel.from_pretrained(
        files["config.json"].parent, use_safetensors=False, weights_only=True
    ).eval()
    images = torch.rand(3, 3, 16, 16, generator=torch.Generator().manual_seed(1))
    processor = {"clip": transformers.CLIPImageProcessor, "siglip": transformers.SiglipImageProcessor}[kind]()
    mean, deviation = (torch.tensor(v).view(3, 1, 1) for v in (processor.image_mean, processor.image_std))
    expected = network.get_image_features(pixel_values=(images - mean) / deviation).pooler_output
    assert torch.allclose(scorer.images(images), torch.nn.functional.normalize(expected, dim=1), atol=1e-5)
    embedded = scorer.texts(["a red fox", "a blue owl and a fox"])
    assert torch.allclose(embedded.norm(dim=1), torch.ones(2), atol=1e-5)
    assert not torch.allclose(embedded[0], embedded[1], atol=1e-3)
    assert torch.allclose(scorer.texts(["a red fox"])[0], embedded[0], atol=1e-5)


def test_pictures_have_gradients_and_texts_serve_beside_them(make: Make) -> None:
    scorer = ClipScorer(make(), "cpu")
    image = torch.rand(1, 3, 16, 16, requires_grad=True)
    (scorer.images(image) @ scorer.texts(["a red fox"]).T).sum().backward()
    assert image.grad is not None
    assert image.grad.abs().max() > 0


def test_a_text_that_is_too_long_is_cut_off(make: Make) -> None:
    assert torch.isfinite(ClipScorer(make(), "cpu").texts(["a red fox and " * 20])).all()


def test_tensors_that_only_count_may_be_there(make: Make) -> None:
    counting = make(change=lambda tensors: tensors.update({"text_model.embeddings.position_ids": torch.arange(8)}))
    one, other = (ClipScorer(files, "cpu").texts(["a red fox"]) for files in (make(), counting))
    assert torch.equal(one, other)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda tensors: tensors.pop("text_projection.weight"), "such as text_projection.weight"),
        (lambda tensors: tensors.update(more=torch.zeros(2)), "such as more"),
        (lambda tensors: tensors.update({"text_projection.weight": torch.zeros(2, 2)}), "not the weights of config"),
    ],
)
def test_every_weight_is_accounted_for(make: Make, change: Callable[[dict[str, Any]], Any], complaint: str) -> None:
    with pytest.raises(WeightsError, match=complaint):
        ClipScorer(make(change=change), "cpu")


@pytest.mark.parametrize(
    ("missing", "complaint"),
    [("pytorch_model.bin", "no weights of clip"), ("tokenizer.json", "no tokenizer")],
)
def test_a_missing_file_is_named(make: Make, missing: str, complaint: str) -> None:
    files = {name: path for name, path in make().items() if name != missing}
    files.pop("tokenizer_config.json", None)
    with pytest.raises(WeightsError, match=complaint):
        ClipScorer(files, "cpu")


def test_a_damaged_tokenizer_is_told(make: Make) -> None:
    files = make()
    files["tokenizer.json"].write_text("{")
    with pytest.raises(WeightsError, match="no tokenizer"):
        ClipScorer(files, "cpu")


@pytest.mark.parametrize(
    "content", ["", "{", '{"model_type": "bert"}', "[]", '{"model_type": "clip", "text_config": 3}']
)
def test_another_config_is_refused(make: Make, content: str) -> None:
    files = make()
    files["config.json"].write_text(content)
    with pytest.raises(WeightsError, match=r"config\.json"):
        ClipScorer(files, "cpu")


def test_the_preprocessor_tells_mean_and_deviation(make: Make, tmp_path: Path) -> None:
    files = make()
    told = tmp_path / "preprocessor_config.json"
    told.write_text(json.dumps({"image_mean": [0.5] * 3, "image_std": [0.25] * 3}))
    images = torch.rand(1, 3, 16, 16, generator=torch.Generator().manual_seed(1))
    usual, other = ClipScorer(files, "cpu"), ClipScorer({**files, told.name: told}, "cpu")
    seen = other._network.get_image_features(pixel_values=(images - 0.5) / 0.25).pooler_output
    assert torch.allclose(other.images(images), torch.nn.functional.normalize(seen, dim=1), atol=1e-6)
    assert not torch.allclose(other.images(images), usual.images(images), atol=1e-4)


def test_a_model_keeps_its_scorer_under_clip(make: Make) -> None:
    files = {f"clip/{name}": path for name, path in make().items()}
    assert open_image_text({**files, "config.json": Path("/another")}, {}, "cpu").size == 16
    with pytest.raises(SpecError, match="image_text"):
        open_image_text(files, {"image_text": "telepathy"}, "cpu")


def merges_like_openai() -> list[str]:
    """Return lines as in OpenAI's file: a version, and then pairs, more than are used."""
    return ["#version: 0.2", "i n", "t h</w>", *(f"{chr(0x4E00 + at % 20_000)} {at}" for at in range(49_000))]


def test_the_published_vocabulary_is_numbered_as_openai_does(tmp_path: Path) -> None:
    path = tmp_path / "bpe_simple_vocab_16e6.txt.gz"
    path.write_bytes(gzip.compress("\n".join(merges_like_openai()).encode()))
    tokens, merges = read_vocabulary(path)
    assert len(tokens) == 49_408
    assert len(merges) == 48_894
    numbers = {
        token: tokens[token] for token in ("!", "a", "a</w>", "in", "th</w>", "<|startoftext|>", "<|endoftext|>")
    }
    assert list(numbers.values()) == [0, 64, 320, 512, 513, 49_406, 49_407]


@pytest.mark.parametrize(
    "content", [b"", b"no gzip", gzip.compress(b"a b\nc d", mtime=0), gzip.compress(b"a b c\n" * 50_000, mtime=0)]
)
def test_another_vocabulary_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bpe_simple_vocab_16e6.txt.gz"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match="not CLIP's vocabulary"):
        read_vocabulary(path)
