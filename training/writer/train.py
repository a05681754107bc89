"""Trains the writer's adapter: a LoRA on SmolLM2-135M-Instruct, from the stories in ``training/stories``.

    OMP_NUM_THREADS=1 python training/writer/train.py BASE.gguf OUT.gguf [--epochs 3] [--rank 8]

Needs torch, transformers and gguf; takes some minutes on one core. The base is the quantised file that the writer runs,
so the adapter is fitted to what quantising has left. Attention values and outputs and the feed-forward layers get
adapters (Hu et al. 2021, "LoRA", arXiv:2106.09685); queries and keys do not, as llama.cpp keeps their rows in another
order. Every tenth story is kept out and measured. Only the story is learnt, not its idea.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gguf
import torch
from torch import Tensor, nn
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

STORIES = Path(__file__).parent.parent / "stories"
HEAD = "Picture-book stories for small children, told in short and simple sentences."
TARGETS = {
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}
"""Linear layers of a block that get an adapter, with their names in a GGUF file."""
SCALE = 2.0
UNLEARNT = -100

Example = tuple[list[int], list[int]]
"""Tokens, and the tokens to be learnt: ``UNLEARNT`` for those of the prompt."""


class Adapted(nn.Module):
    """A linear layer and its low-rank change: ``W x + SCALE * B (A x)``."""

    def __init__(self, base: nn.Linear, rank: int) -> None:
        super().__init__()
        self.base = base
        self.a = nn.Parameter(torch.randn(rank, base.in_features) / math.sqrt(base.in_features))
        self.b = nn.Parameter(torch.zeros(base.out_features, rank))

    def forward(self, x: Tensor) -> Tensor:
        """Return the changed layer's output."""
        change: Tensor = (x @ self.a.to(x.dtype).T) @ self.b.to(x.dtype).T
        base: Tensor = self.base(x)
        return base + SCALE * change


def main() -> None:
    """Train, measure and write the adapter."""
    parser = argparse.ArgumentParser()
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rank", type=int, default=8)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--batch", type=int, default=4)
    args = parser.parse_args()
    torch.manual_seed(1)
    file = {"pretrained_model_name_or_path": str(args.base.parent), "gguf_file": args.base.name}
    tokenizer = AutoTokenizer.from_pretrained(**file)
    model = AutoModelForCausalLM.from_pretrained(
        **file, dtype=torch.bfloat16, quantization_config=GgufConfig(dequantize=True)
    )
    model.requires_grad_(False)
    layers = adapt(model, args.rank)
    examples = [encode(tokenizer, idea, story) for idea, story in read_stories()]
    learnt, held = [example for at, example in enumerate(examples) if at % 10], examples[::10]
    print(f"{len(learnt)} stories to learn; loss of {len(held)} before: {loss_of(model, held):.3f}", flush=True)
    fit(model, learnt, held, args)
    write(layers, args.out, args.rank)


def read_stories() -> list[tuple[str, str]]:
    """Return every idea and its story, on one line."""
    found = []
    for file in sorted(STORIES.glob("*.txt")):
        for block in file.read_text("utf-8").strip().split("\n\n"):
            idea, *scenes = block.splitlines()
            found.append((idea.removeprefix("Idea: "), " ".join(scenes)))
    return found


def adapt(model: Any, rank: int) -> dict[str, Adapted]:
    """Put an adapter on every target; return them by the names of their layers in a GGUF file."""
    layers = {}
    for number, block in enumerate(model.model.layers):
        for path, name in TARGETS.items():
            parent_name, leaf = path.split(".")
            parent = getattr(block, parent_name)
            layer = Adapted(getattr(parent, leaf), rank)
            setattr(parent, leaf, layer)
            layers[f"blk.{number}.{name}.weight"] = layer
    return layers


def encode(tokenizer: Any, idea: str, story: str) -> Example:
    """Return the story after its idea, as the writer's prompt has it."""
    known = tokenizer(f"{HEAD}\n\nIdea: {idea}\nStory:")["input_ids"]
    new = tokenizer(f" {story}\n\n")["input_ids"]
    return known + new, [UNLEARNT] * len(known) + new


def loss(model: Any, examples: Sequence[Example]) -> Tensor:
    """Return the mean negative log-likelihood of a token of the stories, in nats."""
    longest = max(len(tokens) for tokens, _ in examples)
    tokens = torch.tensor([known + [0] * (longest - len(known)) for known, _ in examples])
    wanted = torch.tensor([new + [UNLEARNT] * (longest - len(new)) for _, new in examples])[:, 1:]
    hidden = model.model(tokens).last_hidden_state[:, :-1]
    logits = model.lm_head(hidden[wanted != UNLEARNT])
    return nn.functional.cross_entropy(logits.float(), wanted[wanted != UNLEARNT])


def loss_of(model: Any, examples: Sequence[Example]) -> float:
    """Return the mean loss of a story."""
    with torch.no_grad():
        return sum(loss(model, [example]).item() for example in examples) / len(examples)


def fit(model: Any, learnt: Sequence[Example], held: Sequence[Example], args: argparse.Namespace) -> None:
    """Train with AdamW, the rate falling to zero as a cosine."""
    optimiser = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=args.rate, weight_decay=0.01)
    steps = args.epochs * math.ceil(len(learnt) / args.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 5) * 0.5 * (1 + math.cos(math.pi * step / steps))
    )
    for epoch in range(args.epochs):
        order = torch.randperm(len(learnt)).tolist()
        total = 0.0
        for at in range(0, len(order), args.batch):
            batch = [learnt[index] for index in order[at : at + args.batch]]
            value = loss(model, batch)
            optimiser.zero_grad()
            value.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
            total += value.item() * len(batch)
        print(
            f"epoch {epoch + 1}: loss {total / len(learnt):.3f}, of the {len(held)} {loss_of(model, held):.3f}, "
            f"{time.process_time():.0f} s of processor",
            flush=True,
        )


def write(layers: dict[str, Adapted], path: Path, rank: int) -> None:
    """Write the adapter as llama.cpp reads it, in 16-bit floats."""
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", rank * SCALE)
    for name, layer in layers.items():
        writer.add_tensor(f"{name}.lora_a", layer.a.detach().half().numpy())
        writer.add_tensor(f"{name}.lora_b", layer.b.detach().half().numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main()
