"""Times the writer's model in llama.cpp, and in transformers beside it.

    python bench/tokens.py [--transformers PYTHON]

The same file of weights, the same prompt (of a story's first sentence), one thread, one text, greedy; all in seconds
of processor: to load the model, tokens read and written a second, and to read the prompt and write ``WRITTEN`` tokens.
PYTHON is that of an environment with torch, transformers and gguf.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import time
from pathlib import Path

from digiteller.backends.write.llamacpp_engine import Size, load
from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.writing import few_shot_prompt

PREMISE = "A small fox finds a lantern that has lost its light, and carries it through the night forest."
WRITTEN = 100
"""Tokens that are written."""
TRANSFORMERS = """
import json, sys, time, torch
from pathlib import Path
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig, logging
logging.set_verbosity_error(); logging.disable_progress_bar(); torch.set_num_threads(1)
path, text, count = Path(sys.argv[1]), sys.stdin.read(), int(sys.argv[2])
start = time.process_time()
at = {"pretrained_model_name_or_path": str(path.parent), "gguf_file": path.name}
tokenizer = AutoTokenizer.from_pretrained(**at)
unpacked = GgufConfig(dequantize=True)
model = AutoModelForCausalLM.from_pretrained(**at, dtype=torch.float32, quantization_config=unpacked)
tokens = tokenizer(text, return_tensors="pt")
times = [time.process_time() - start]
for new in (1, count + 1):
    start = time.process_time()
    model.generate(**tokens, do_sample=False, max_new_tokens=new, min_new_tokens=new)
    times.append(time.process_time() - start)
print(json.dumps([tokens["input_ids"].shape[1], *times]))
"""


def main() -> None:
    """Print a line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--transformers", metavar="PYTHON")
    args = parser.parse_args()
    path = next(iter(open_model(load_registry().get("write", "smollm2-135m"), on_bytes=lambda *_: None).values()))
    text = few_shot_prompt.build(PREMISE, "", "Once upon a time,")
    print(f"{'':14}{'load s':>9}{'read /s':>9}{'write /s':>9}{'all s':>9}")
    ours = report("llama.cpp", *llama(path, text))
    if args.transformers:
        command = [args.transformers, "-c", TRANSFORMERS, str(path), str(WRITTEN)]
        quiet = os.environ | {"TQDM_DISABLE": "1"}
        done = subprocess.run(command, check=True, text=True, input=text, stdout=subprocess.PIPE, env=quiet)
        print(f"llama.cpp is {report('transformers', *json.loads(done.stdout)) / ours:.1f} times as fast")


def llama(path: Path, text: str) -> tuple[int, float, float, float]:
    """Return the tokens of the prompt, and the seconds to load, to write one token, and to write ``WRITTEN`` more."""
    start = time.process_time()
    engine = load(path, Size(context=2048, slots=1, threads=1, gpu_layers=0))
    times = [time.process_time() - start]
    known = 0
    for new in (1, WRITTEN + 1):
        start = time.process_time()
        question = {"prompt": text, "n_predict": new, "temperature": 0.0, "ignore_eos": True, "cache_prompt": False}
        known = engine.handle_completions(question)["usage"]["prompt_tokens"]
        times.append(time.process_time() - start)
    return known, times[0], times[1], times[2]


def report(name: str, known: int, loading: float, first: float, all_of_it: float) -> float:
    """Print a row, and return the seconds for reading and writing."""
    read, written = known / first, WRITTEN / (all_of_it - first)
    print(f"{name:14}{loading:9.2f}{read:9.0f}{written:9.1f}{all_of_it:9.2f}", flush=True)
    return all_of_it


if __name__ == "__main__":
    main()
