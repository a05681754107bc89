"""The judge: names the subject of a picture, independently of all other networks. Learns from drawings of its own."""

from __future__ import annotations

from pathlib import Path

import torch
from fitting import Pictures, fit, jittered
from pictures import SIDE, SUBJECTS
from torch import Generator, Tensor, nn
from torch.nn import functional as F

_STEPS = 1200
_BATCH = 64
_WIDTHS = (24, 48, 64, 96)


class Judge(nn.Module):
    """Four strided convolutions: pictures [n, 3, 64, 64] in 0..1 to logits [n, 20]."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for before, width in zip((3, *_WIDTHS), _WIDTHS, strict=False):
            layers += [nn.Conv2d(before, width, 3, 2, 1), nn.GroupNorm(8, width), nn.GELU()]
        self.layers = nn.Sequential(*layers, nn.Conv2d(_WIDTHS[-1], _WIDTHS[-1], 3, 1, 1), nn.GELU())
        self.name = nn.Linear(_WIDTHS[-1], len(SUBJECTS))

    def forward(self, images: Tensor) -> Tensor:
        """Return the logits of the subjects."""
        logits: Tensor = self.name(self.layers(images * 2 - 1).mean((2, 3)))
        return logits


def make(folder: Path, target: Path) -> None:
    """Train the judge on ``others.npz``, measure it on ``pictures.npz``, and export it to ONNX."""
    others, network = Pictures(folder / "others.npz"), Judge()

    def loss_of(step: int, chance: Generator) -> tuple[Tensor, str]:
        images, chosen = others.draw(_BATCH, chance)
        return F.cross_entropy(network(jittered(images, chance)), others.subjects[chosen], label_smoothing=0.05), ""

    fit("judge", network, folder, _STEPS, 2e-3, loss_of)
    unseen = Pictures(folder / "pictures.npz")
    with torch.no_grad():
        named = torch.cat([network(batch.float() / 255).argmax(1) for batch in unseen.images.split(256)])
    print(f"judge: names {(named == unseen.subjects).float().mean():.1%} of {len(named)} pictures it has not seen")
    torch.onnx.export(
        network.eval(),
        (torch.zeros(1, 3, SIDE, SIDE),),
        target,
        input_names=["images"],
        output_names=["logits"],
        dynamic_axes={"images": {0: "n"}, "logits": {0: "n"}},
        dynamo=False,
    )
