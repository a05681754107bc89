"""A small VQGAN (Esser et al. 2021, arXiv:2012.09841) in its authors' checkpoint format.

It is trained to give pictures back, by the errors of the pixels and of their differences: at first from the encoder's
outputs as they are, then from the nearest entries of the codebook. Entries that nobody uses are moved to where
the encoder's outputs are.
"""

from __future__ import annotations

from pathlib import Path

import torch
import yaml
from fitting import Pictures, fit
from torch import Generator, Tensor
from torch.nn import functional as F

from digiteller.nets.vqgan import build, published, read_config

_STEPS = 800
_FREE = 400
"""Steps without a codebook; with one from the first step on, the latents keep to few dimensions."""
_BATCH = 8
_REVIVED_EVERY = 25
_COMMITMENT = 0.25
_COLOUR = 4.0
"""How much more the network looks at colours than at light, which varies more between pictures."""
_CONFIG = {
    "model": {
        "target": "taming.models.vqgan.VQModel",
        "params": {
            "embed_dim": 8,
            "n_embed": 512,
            "ddconfig": {
                "double_z": False,
                "z_channels": 32,
                "resolution": 64,
                "in_channels": 3,
                "out_ch": 3,
                "ch": 64,
                "ch_mult": [1, 1, 1],
                "num_res_blocks": 1,
                "attn_resolutions": [],
                "dropout": 0.0,
            },
        },
    }
}


def make(folder: Path, checkpoint: Path, config: Path) -> None:
    """Train the VQGAN on ``pictures.npz`` and save it."""
    config.write_text(yaml.safe_dump(_CONFIG, sort_keys=False), encoding="utf-8")
    pictures = Pictures(folder / "pictures.npz")
    network = build(read_config(config))
    codebook = network.quantize.embedding.weight
    first = network.encoder.conv_in.weight.data
    first += _COLOUR * (first - first.mean(1, keepdim=True))
    used = torch.ones(len(codebook), dtype=torch.bool)

    def loss_of(step: int, chance: Generator) -> tuple[Tensor, str]:
        images, _ = pictures.draw(_BATCH, chance)
        images = images * 2 - 1
        with torch.autocast("cpu", torch.bfloat16):
            latents = network.quant_conv(network.encoder(images))
        latents = latents.float()
        flat = latents.permute(0, 2, 3, 1).flatten(0, 2)
        nearest = torch.cdist(flat.detach(), codebook.detach()).argmin(1)
        if step == _FREE:
            used.zero_()
        used[nearest] = True
        if step % _REVIVED_EVERY == 0 and _FREE <= step < _STEPS * 3 // 4:
            _revive(codebook.data, used, flat.detach(), chance)
        chosen = codebook[nearest]
        commitment = F.mse_loss(chosen, flat.detach()) + _COMMITMENT * F.mse_loss(flat, chosen.detach())
        straight = flat + (chosen - flat).detach() if step >= _FREE else flat
        straight = straight.view(*latents.permute(0, 2, 3, 1).shape).permute(0, 3, 1, 2)
        with torch.autocast("cpu", torch.bfloat16):
            again = network.decoder(network.post_quant_conv(straight))
        wrong = again.float() - images
        light = wrong.mean(1, keepdim=True)
        colour = wrong - light
        edges = sum(wrong.diff(dim=axis).abs().mean() for axis in (2, 3))
        loss = wrong.abs().mean() + edges + 4 * (light.square().mean() + _COLOUR * colour.square().mean())
        said = f"light {light.abs().mean():.4f} colour {colour.abs().mean():.4f} used {len(nearest.unique())}"
        return loss + (commitment if step >= _FREE else 0), said

    fit("vqgan", network, folder, _STEPS, 2e-3, loss_of)
    torch.save({"state_dict": {name: tensor.half() for name, tensor in published(network).items()}}, checkpoint)


def _revive(codebook: Tensor, used: Tensor, latents: Tensor, chance: Generator) -> None:
    """Move the entries that were not used of late to some of the latents."""
    idle = (~used).nonzero().flatten()
    codebook[idle] = latents[torch.randint(len(latents), (len(idle),), generator=chance)]
    used.zero_()
