"""Exports a trained network: its one-event form to ONNX, and its weights to safetensors for torch.

    python training/music/export.py build/music/run/best.pt weights/music-transformer-lieder.onnx \
        --torch training/music/lieder.safetensors --reference tests/nets/music-transformer-lieder.json

Weights are stored as halves (onnxruntime widens them once, when it loads the file), which halves the file and changes
the held-out loss by less than 0.001 nats. ``--reference`` is where to write down what the network must answer.
"""

from __future__ import annotations

import argparse
import json
import warnings
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import save_file
from torch import Tensor, nn

from digiteller.nets.music_controls import COUNT, SIZES
from digiteller.nets.music_decoder import Decoder
from digiteller.nets.music_transformer import Config, MusicTransformer
from digiteller.nets.performance_events import START

SLOTS = 64
"""Any number: the exported network takes as many as it is given."""
SMALL = 256
"""Tensors with no more values stay in single precision."""


class Step(nn.Module):
    """``MusicTransformer.step`` with flat inputs and outputs."""

    def __init__(self, model: MusicTransformer) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, events: Tensor, controls: Tensor, ages: Tensor, bias: Tensor, *past: Tensor
    ) -> tuple[Tensor, ...]:
        """Return logits, keys and values."""
        layers = len(past) // 2
        logits, keys, values = self.model.step(events, controls, ages, bias, list(past[:layers]), list(past[layers:]))
        return logits, *keys, *values


def load(path: Path) -> MusicTransformer:
    """Return the network of a checkpoint."""
    saved = torch.load(path, weights_only=True)
    model = MusicTransformer(Config(**saved["config"]))
    model.load_state_dict(saved["model"])
    return model.eval()


def export(model: MusicTransformer, path: Path) -> None:
    """Write the one-event form."""
    config = model.config
    layers, heads, size, lanes = config.layers, config.heads, config.width // config.heads, 2
    past = [torch.zeros(lanes, heads, size, SLOTS)] * layers + [torch.zeros(lanes, heads, SLOTS, size)] * layers
    names = [f"{kind}.{i}" for kind in ("keys", "values") for i in range(layers)]
    inputs = ["events", "controls", "ages", "bias", *names]
    outputs = ["logits", *(name.replace("s.", ".") for name in names)]
    axes = {name: {0: "lanes"} for name in ("events", "controls", *outputs)}
    axes |= {name: {0: "slots"} for name in ("ages", "bias")}
    axes |= {name: {0: "lanes", (3 if name.startswith("keys") else 2): "slots"} for name in names}
    events = torch.zeros(lanes, dtype=torch.long)
    controls = torch.zeros(lanes, COUNT, dtype=torch.long)
    feed = (events, controls, torch.ones(SLOTS, dtype=torch.long), torch.zeros(SLOTS), *past)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Step(model).eval(),
            feed,
            str(path),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=18,
            dynamo=False,
        )


def halve(path: Path) -> None:
    """Store the weights of an ONNX file as halves behind casts."""
    model = onnx.load(path)
    casts = []
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype == np.float32 and values.size > SMALL:
            name = weight.name
            weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + ".half"))
            casts.append(helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)
    onnx.save(model, path)


def reference(path: Path) -> dict[str, list[list[float]] | list[list[int]] | list[int]]:
    """Return a few events with their controls and the logits that the exported network answers."""
    random = np.random.default_rng(0)
    events = [START, *random.integers(0, START, 5).tolist()]
    controls = [[int(random.integers(size)) for size in SIZES] for _ in events]
    decoder = Decoder(path, lanes=1, slots=SLOTS)
    logits = [
        np.round(decoder.step(np.array([event]), np.array([row]))[0, ::8], 4).tolist()
        for event, row in zip(events, controls, strict=True)
    ]
    return {"events": events, "controls": controls, "logits of every eighth event": logits}


def main() -> None:
    """Export, shrink, write the reference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--torch", type=Path, required=True)
    parser.add_argument("--reference", type=Path, required=True)
    args = parser.parse_args()
    model = load(args.checkpoint)
    export(model, args.out)
    halve(args.out)
    halves = {name: w.half() if w.numel() > SMALL else w for name, w in model.state_dict().items()}
    save_file(halves, args.torch, {"config": json.dumps(asdict(model.config))})
    args.reference.write_text(json.dumps(reference(args.out)) + "\n")
    print(f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
