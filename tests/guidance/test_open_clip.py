"""open_clip's adapter on a tiny random network, beside transformers' adapter with the same weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
open_clip = pytest.importorskip("open_clip")
import transformers

from digiteller.errors import SpecError, WeightsError
from digiteller.guidance.clip import ClipScorer
from digiteller.guidance.open_clip import OpenClipScorer

pytestmark = pytest.mark.torch_cuda_builds


WIDTH, DEPTH, SIDE = 64, 2, 32
TEXTS = ["a fox with a lantern", "An owl, in a tall tree!", "snow " * 100]
TINY = {
    "embed_dim": 24,
    "vision_cfg": {"image_size": SIDE, "layers": DEPTH, "width": WIDTH, "head_width": 32, "patch_size": 8},
    "text_cfg": {"context_length": 77, "vocab_size": 49408, "width": WIDTH, "heads": 2, "layers": DEPTH},
}
RENAMED = {
    "ln_final": "text_model.final_layer_norm",
    "token_embedding": "text_model.embeddings.token_embedding",
    "visual.conv1": "vision_model.embeddings.patch_embedding",
    "visual.ln_pre": "vision_model.pre_layrnorm",
    "visual.ln_post": "vision_model.post_layernorm",
    "visual.transformer.resblocks": "vision_model.encoder.layers",
    "transformer.resblocks": "text_model.encoder.layers",
    "ln_1": "layer_norm1",
    "ln_2": "layer_norm2",
    "mlp.c_fc": "mlp.fc1",
    "mlp.c_proj": "mlp.fc2",
    "attn.out_proj": "self_attn.out_proj",
    "visual.class_embedding": "vision_model.embeddings.class_embedding",
    "visual.positional_embedding": "vision_model.embeddings.position_embedding.weight",
    "positional_embedding": "text_model.embeddings.position_embedding.weight",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("open_clip")
    (folder / "tiny-test.json").write_text(json.dumps(TINY))
    open_clip.add_model_config(folder / "tiny-test.json")
    torch.manual_seed(1)
    path = folder / "open_clip_pytorch_model.bin"
    torch.save(open_clip.create_model("tiny-test", pretrained=None).state_dict(), path)
    return {path.name: path}


def in_transformers(files: dict[str, Path], folder: Path) -> dict[str, Path]:
    """Save the same network as transformers names it."""
    part = {"hidden_size": WIDTH, "intermediate_size": 4 * WIDTH, "num_attention_heads": 2, "num_hidden_layers": DEPTH,
            "hidden_act": "gelu"}  # fmt: skip
    config = transformers.CLIPConfig(
        text_config={**part, "eos_token_id": 49407, "bos_token_id": 49406},
        vision_config={**part, "image_size": SIDE, "patch_size": 8},
        projection_dim=TINY["embed_dim"],
    )
    named: dict[str, Any] = {}
    for name, tensor in torch.load(files["open_clip_pytorch_model.bin"], weights_only=True).items():
        for old, new in RENAMED.items():
            name = name.replace(old, new) if "vision_model" not in name or not old.startswith("pos") else name
        if "attn.in_proj_" in name:
            for which, chunk in zip("qkv", tensor.chunk(3), strict=True):
                named[name.replace("attn.in_proj_", f"self_attn.{which}_proj.")] = chunk.contiguous()
        elif name in ("text_projection", "visual.proj"):
            projection = "visual_projection" if name == "visual.proj" else name
            named[f"{projection}.weight"] = tensor.T.contiguous()
        else:
            named[name] = tensor
    network = transformers.CLIPModel(config)
    network.load_state_dict(named)
    network.save_pretrained(folder)
    vocabulary = Path(open_clip.__file__).with_name("bpe_simple_vocab_16e6.txt.gz")
    return {vocabulary.name: vocabulary, **{path.name: path for path in folder.iterdir()}}


def test_both_adapters_see_and_read_the_same(files: dict[str, Path], tmp_path: Path) -> None:
    one, other = OpenClipScorer(files, "tiny-test", "cpu"), ClipScorer(in_transformers(files, tmp_path), "cpu")
    images = torch.rand(3, 3, SIDE, SIDE, generator=torch.Generator().manual_seed(1))
    assert one.size == other.size == SIDE
    for ours, theirs in ((one.texts(TEXTS), other.texts(TEXTS)), (one.images(images), other.images(images))):
        assert ours.shape == (3, TINY["embed_dim"])
        assert torch.allclose(ours, theirs, atol=1e-5)
        assert torch.allclose(ours.norm(dim=-1), torch.ones(3))
        assert (ours[0] - ours[1]).abs().max() > 0.01


def test_gradients_reach_the_picture_and_nothing_else(files: dict[str, Path]) -> None:
    judge = OpenClipScorer(files, "tiny-test", "cpu")
    image = torch.rand(1, 3, SIDE, SIDE, requires_grad=True)
    (judge.images(image) @ judge.texts(TEXTS[:1]).T).sum().backward()
    assert image.grad is not None
    assert image.grad.abs().max() > 0


def test_other_weights_and_other_architectures_are_refused(files: dict[str, Path], tmp_path: Path) -> None:
    tensors = torch.load(files["open_clip_pytorch_model.bin"], weights_only=True)
    path = tmp_path / "open_clip_pytorch_model.bin"
    for wrong in ({**tensors, "more": torch.zeros(1)}, {"ln_final.weight": tensors["ln_final.weight"]}):
        torch.save(wrong, path)
        with pytest.raises(WeightsError, match="do not fit the network"):
            OpenClipScorer({path.name: path}, "tiny-test", "cpu")
    with pytest.raises(WeightsError, match="no weights of tiny-test"):
        OpenClipScorer({}, "tiny-test", "cpu")
    for architecture in ("no-such-network", "roberta-ViT-B-32"):
        with pytest.raises(SpecError, match=architecture):
            OpenClipScorer(files, architecture, "cpu")
