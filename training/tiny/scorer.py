"""The scorer: a small CLIP (Radford et al. 2021, arXiv:2103.00020) that puts pictures and captions into one space.

It also learns from pictures that are changed to mislead it (Madry et al. 2018, arXiv:1706.06083). So its gradients lead
to what it is asked for, where those of a network without that training lead to noise that only this network likes.
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import torch
from fitting import Pictures, fit, jittered
from pictures import OTHER_PLACES, PLACES, SIDE, SUBJECTS, TIMES, caption
from torch import Generator, Tensor
from torch.nn import functional as F
from transformers import CLIPConfig, CLIPModel, CLIPTokenizer

_STEPS = 1600
_BATCH = 40
_MOVES, _REACH = 1, 1.5
"""The steps of misleading changes, and how far they reach in the L2 norm of a picture in 0..1."""
_FORMS = ("{}", "a photo of {}", "{}", "a picture of {}", "{}, a drawing", "a photo of {}", "{} in a picture book")
_ALONE = 0.4
"""The share of steps in which captions name the subject alone."""
_LENGTH = 24
_MEAN, _STD = ((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711))


def make(folder: Path, target: Path) -> None:
    """Train the scorer on ``pictures.npz`` and save it as transformers does."""
    pictures, words = Pictures(folder / "pictures.npz"), _tokenizer()
    network = CLIPModel(_config(words))

    def loss_of(step: int, chance: Generator) -> tuple[Tensor, str]:
        images, chosen = pictures.draw(_BATCH, chance)
        form = _FORMS[step % len(_FORMS)]
        alone = torch.rand((), generator=chance) < _ALONE
        captions = [
            form.format(caption(SUBJECTS[pictures.subjects[at]], "", "") if alone else pictures.captions[at])
            for at in chosen.tolist()
        ]
        images = jittered(images, chance)
        tokens = words(captions, padding=True, return_tensors="pt")
        texts = F.normalize(network.get_text_features(**tokens).pooler_output, dim=1)
        same = torch.tensor([[one == other for other in captions] for one in captions]).float()
        misleading = _misleading(network, images, texts.detach(), same, chance)
        plain = _logits(network, images, texts)
        misled = _logits(network, misleading, texts)
        right = (same.gather(1, misled.argmax(1, keepdim=True)) > 0).float().mean()
        both = torch.cat([plain, misled])
        loss = _contrast(both, same.repeat(2, 1)) + 0.5 * (_contrast(plain.T, same) + _contrast(misled.T, same))
        return loss, f"misled {1 - right:.2f}"

    fit("scorer", network, folder, _STEPS, 1e-3, loss_of)
    network.save_pretrained(target)
    words.save_pretrained(target)
    right = _accuracy(network, words, Pictures(folder / "others.npz"))
    print(f"scorer: finds the subject of {right:.1%} of pictures in other places")


def _tokenizer() -> CLIPTokenizer:
    """Return a tokenizer of CLIP's kind, with pieces for the words of the captions and every other byte."""
    texts = [
        form.format(caption(subject, place, time))
        for form, subject, place, time in product(_FORMS, SUBJECTS, (*PLACES, *OTHER_PLACES), TIMES)
    ]
    learned = json.loads(CLIPTokenizer().train_new_from_iterator(texts, 1000).backend_tokenizer.to_str())["model"]
    letters = [piece for piece in learned["vocab"] if len(piece) == 1]
    merges = [tuple(pair) for pair in learned["merges"]]
    pieces = [*letters, *(letter + "</w>" for letter in letters), *("".join(pair) for pair in merges)]
    vocabulary = {piece: at for at, piece in enumerate(dict.fromkeys([*pieces, "<|startoftext|>", "<|endoftext|>"]))}
    return CLIPTokenizer(vocabulary, merges, model_max_length=_LENGTH)


def _config(words: CLIPTokenizer) -> CLIPConfig:
    text = {
        "vocab_size": len(words),
        "hidden_size": 64,
        "intermediate_size": 256,
        "num_hidden_layers": 2,
        "num_attention_heads": 4,
        "max_position_embeddings": _LENGTH,
        "bos_token_id": words.bos_token_id,
        "eos_token_id": words.eos_token_id,
        "pad_token_id": words.pad_token_id,
    }
    vision = {
        "hidden_size": 128,
        "intermediate_size": 384,
        "num_hidden_layers": 4,
        "num_attention_heads": 4,
        "image_size": SIDE,
        "patch_size": 8,
    }
    return CLIPConfig(text_config=text, vision_config=vision, projection_dim=64)


def _logits(network: CLIPModel, images: Tensor, texts: Tensor) -> Tensor:
    mean, std = (torch.tensor(values).view(1, 3, 1, 1) for values in (_MEAN, _STD))
    with torch.autocast("cpu", torch.bfloat16):
        seen = network.get_image_features(pixel_values=(images - mean) / std).pooler_output
    return F.normalize(seen.float(), dim=1) @ texts.T * network.logit_scale.exp().clamp(max=50)


def _contrast(logits: Tensor, same: Tensor) -> Tensor:
    """Return the cross entropy with all captions that are word for word the picture's own."""
    return F.cross_entropy(logits, same / same.sum(1, keepdim=True))


def _misleading(network: CLIPModel, images: Tensor, texts: Tensor, same: Tensor, chance: Generator) -> Tensor:
    """Return the pictures, changed a little towards the captions of others."""
    change = torch.randn(images.shape, generator=chance)
    change = change / change.flatten(1).norm(dim=1).view(-1, 1, 1, 1) * _REACH / 2
    for _ in range(_MOVES):
        change.requires_grad_()
        loss = _contrast(_logits(network, images + change, texts), same)
        (gradient,) = torch.autograd.grad(loss, change)
        gradient = gradient / gradient.flatten(1).norm(dim=1).clamp(min=1e-9).view(-1, 1, 1, 1)
        change = (images + change.detach() + gradient * _REACH / _MOVES * 1.5).clamp(0, 1) - images
        change = change * (_REACH / change.flatten(1).norm(dim=1).clamp(min=1e-9)).clamp(max=1).view(-1, 1, 1, 1)
    return images + change


@torch.no_grad()
def _accuracy(network: CLIPModel, words: CLIPTokenizer, pictures: Pictures) -> float:
    names = words([caption(subject, "", "") for subject in SUBJECTS], padding=True, return_tensors="pt")
    texts = F.normalize(network.eval().get_text_features(**names).pooler_output, dim=1)
    named = torch.cat([_logits(network, part.float() / 255, texts).argmax(1) for part in pictures.images.split(256)])
    return float((named == pictures.subjects).float().mean())
