"""Makes ``weights/tiny`` from nothing: draws the pictures and trains the networks, each in minutes on one core.

    python training/tiny/make.py build/tiny weights/tiny

It can be stopped and started again at any time; what is finished is not made twice.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import biggan
import judge
import pictures
import scorer
import torch
import vqgan


def main() -> None:
    """Draw the pictures, then train what is not trained yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="for the pictures, the checkpoints and the logs")
    parser.add_argument("target", type=Path, help="where the weights go")
    parser.add_argument("--only", choices=["judge", "vqgan", "scorer", "biggan"])
    arguments = parser.parse_args()
    folder, target = arguments.folder, arguments.target
    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    target.mkdir(parents=True, exist_ok=True)
    pictures.make(folder)
    networks = {
        "judge": lambda: judge.make(folder, target / "judge.onnx"),
        "vqgan": lambda: vqgan.make(folder, target / "vqgan.ckpt", target / "vqgan.yaml"),
        "scorer": lambda: scorer.make(folder, target / "clip"),
        "biggan": lambda: biggan.make(folder, target / "biggan"),
    }
    for name, make in networks.items():
        if arguments.only in (None, name):
            torch.manual_seed(0)
            make()


if __name__ == "__main__":
    main()
