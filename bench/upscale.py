"""Compares ways to enlarge a picture four times: ``python bench/upscale.py PICTURE [MODEL...] [--out DIR]``.

The picture is reduced to a quarter first, so that each result can be compared with the original: seconds (best of
two), PSNR in dB, and the mean colour error after reducing the result again. MODEL is an upscaler of models.yaml, with
its weights on this machine (``digiteller models pull``).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from digiteller.backends.upscale.ncnn import RealEsrganNcnn
from digiteller.models.registry import load_registry
from digiteller.models.weights_cache import open_model
from digiteller.options import UpscaleOptions

Picture = NDArray[np.uint8]


def interpolation(method: Image.Resampling) -> Callable[[Picture], Picture]:
    """Return an enlargement by four with one of Pillow's filters."""

    def enlarge(image: Picture) -> Picture:
        height, width = image.shape[:2]
        return np.asarray(Image.fromarray(image).resize((width * 4, height * 4), method))

    return enlarge


def network(name: str) -> Callable[[Picture], Picture]:
    """Return an enlargement by a model of models.yaml."""
    model = load_registry().get("upscale", name)
    files = open_model(model, on_bytes=lambda *_: None, offline=True)
    upscaler = RealEsrganNcnn(files, UpscaleOptions(), model.entry.options)
    if upscaler.scale != 4:
        raise SystemExit(f"{name} enlarges {upscaler.scale} times: the comparison is for 4")
    return lambda image: upscaler.upscale(image, lambda *_: None)


def psnr(image: Picture, reference: Picture) -> float:
    """Return the peak signal to noise ratio in dB."""
    return float(10 * np.log10(255**2 / np.mean((image.astype(float) - reference) ** 2)))


def main() -> None:
    """Print one line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("picture", type=Path)
    parser.add_argument("models", nargs="*", default=["realesr-animevideov3-x4"])
    parser.add_argument("--out", type=Path, help="a folder for the results")
    args = parser.parse_args()
    large = Image.open(args.picture).convert("RGB")
    large = large.crop((0, 0, large.width // 4 * 4, large.height // 4 * 4))
    original = np.asarray(large)
    small = np.asarray(large.resize((large.width // 4, large.height // 4), Image.Resampling.BOX))
    ways = {"bicubic": interpolation(Image.Resampling.BICUBIC), "lanczos": interpolation(Image.Resampling.LANCZOS)}
    ways |= {name: network(name) for name in args.models}
    print(f"{small.shape[1]}x{small.shape[0]} to {large.width}x{large.height}")
    for name, enlarge in ways.items():
        seconds = []
        for _ in range(2):
            start = time.perf_counter()
            result = enlarge(small)
            seconds.append(time.perf_counter() - start)
        again = np.asarray(Image.fromarray(result).resize(small.shape[1::-1], Image.Resampling.BOX)).astype(float)
        colour = np.abs((again - small).mean(axis=(0, 1))).max()
        print(f"{name:26} {min(seconds):7.3f} s  {psnr(result, original):6.2f} dB  colour {colour:.2f}")
        if args.out:
            args.out.mkdir(parents=True, exist_ok=True)
            Image.fromarray(result).save(args.out / f"{name}.png")


if __name__ == "__main__":
    main()
