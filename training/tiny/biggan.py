"""A small BigGAN-deep (Brock et al. 2019, arXiv:1809.11096) in the format of pytorch_pretrained_biggan.

It is trained as the decoder of a variational autoencoder (Kingma & Welling 2014, arXiv:1312.6114) that is told the
class: on one processor core that learns more in minutes than adversarial training does.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import torch
from fitting import Pictures, fit
from pictures import SUBJECTS
from pytorch_pretrained_biggan import BigGAN, BigGANConfig
from pytorch_pretrained_biggan.model import BigGANBatchNorm
from torch import Generator, Tensor, nn
from torch.nn import functional as F

_STEPS = 2800
_BATCH = 24
_LATENT = 32
_DIVERGENCE = 6e-4
"""The weight of a nat of divergence from the prior."""
_MEMORY = 0.98
"""How much the statistics of the norms keep at each step."""
_WIDTHS = (24, 48, 96, 96)
_CONFIG = {
    "output_dim": 64,
    "z_dim": _LATENT,
    "class_embed_dim": _LATENT,
    "channel_width": 24,
    "num_classes": len(SUBJECTS),
    "layers": [(True, 16, 8), (True, 8, 4), (True, 4, 2), (True, 2, 1)],
    "attention_layer_position": 2,
    "eps": 1e-4,
    "n_stats": 51,
}


class Pair(nn.Module):
    """The generator, and the encoder that only its training needs."""

    def __init__(self) -> None:
        super().__init__()
        self.generator = BigGAN(BigGANConfig.from_dict(_CONFIG))
        _begin_norms(self.generator)
        layers: list[nn.Module] = []
        for before, width in zip((3, *_WIDTHS), _WIDTHS, strict=False):
            layers += [nn.Conv2d(before, width, 4, 2, 1), nn.GroupNorm(8, width), nn.GELU()]
        self.encoder = nn.Sequential(*layers, nn.Flatten(), nn.Linear(_WIDTHS[-1] * 16, 2 * _LATENT))


def make(folder: Path, target: Path) -> None:
    """Train the BigGAN on ``pictures.npz`` and save it, with the names of its classes, into ``target``."""
    pictures, pair = Pictures(folder / "pictures.npz"), Pair()
    _use_batch_statistics(pair.generator, range(_CONFIG["n_stats"]), _MEMORY)

    def loss_of(step: int, chance: Generator) -> tuple[Tensor, str]:
        images, chosen = pictures.draw(_BATCH, chance)
        images = images * 2 - 1
        classes = F.one_hot(pictures.subjects[chosen], len(SUBJECTS)).float()
        with torch.autocast("cpu", torch.bfloat16):
            mean, spread = pair.encoder(images).float().chunk(2, 1)
            latent = mean + torch.randn(mean.shape, generator=chance) * (spread / 2).exp()
            wrong = pair.generator(latent, classes, 1.0).float() - images
        error = wrong.abs().mean()
        edges = sum(wrong.diff(dim=axis).abs().mean() for axis in (2, 3))
        divergence = 0.5 * (mean.square() + spread.exp() - 1 - spread).sum(1).mean()
        return error + edges + _DIVERGENCE * divergence, f"error {error.item():.4f} divergence {divergence.item():.1f}"

    fit("biggan", pair, folder, _STEPS, 2e-3, loss_of)
    generator = pair.generator
    _measure_statistics(generator)
    target.mkdir(parents=True, exist_ok=True)
    (target / "config.json").write_text(generator.config.to_json_string(), encoding="utf-8")
    halves = {name: tensor.half() for name, tensor in generator.state_dict().items()}
    torch.save(halves, target / "pytorch_model.bin")
    (target / "classes.txt").write_text("\n".join(SUBJECTS) + "\n", encoding="utf-8")


def _norms(generator: BigGAN) -> list[BigGANBatchNorm]:
    return [module for module in generator.modules() if isinstance(module, BigGANBatchNorm)]


def _begin_norms(generator: BigGAN) -> None:
    for norm in _norms(generator):
        if not norm.conditional:
            nn.init.ones_(norm.weight)
            nn.init.zeros_(norm.bias)


def _use_batch_statistics(generator: BigGAN, rows: range, memory: float) -> None:
    """Let the norms use the statistics of the batch, which the package leaves to whoever trains, and keep them."""
    for norm in _norms(generator):
        norm.forward = partial(_normalised, norm, rows, memory)


def _normalised(
    norm: BigGANBatchNorm, rows: range, memory: float, x: Tensor, truncation: float, condition: Tensor | None = None
) -> Tensor:
    mean, variance = torch.zeros(norm.num_features), torch.ones(norm.num_features)
    plain = F.batch_norm(x, mean, variance, training=True, momentum=1.0, eps=norm.eps)
    for kept, now in ((norm.running_means, mean), (norm.running_vars, variance)):
        kept[rows.start : rows.stop] = kept[rows.start : rows.stop].lerp(now, 1 - memory)
    if norm.conditional:
        weight, bias = 1 + norm.scale(condition), norm.offset(condition)
    else:
        weight, bias = norm.weight.unsqueeze(0), norm.bias.unsqueeze(0)
    return torch.addcmul(bias[..., None, None].to(x.dtype), plain, weight[..., None, None].to(x.dtype))


@torch.no_grad()
def _measure_statistics(generator: BigGAN) -> None:
    """Write the statistics for each of the truncations, 0 to 1, as the paper's authors publish them."""
    generator.eval()
    count = _CONFIG["n_stats"]
    classes = torch.eye(len(SUBJECTS)).repeat(10, 1)
    for row in range(count):
        _use_batch_statistics(generator, range(row, row + 1), 0.0)
        latent = torch.fmod(torch.randn(len(classes), _LATENT, generator=Generator().manual_seed(row)), 2.0)
        generator(latent * row / (count - 1), classes, 1.0)
    for norm in _norms(generator):
        del norm.forward
