"""What is in the air of a whole page: rain, snow, fireflies."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np

from digiteller.picturebook.actors import Actor
from digiteller.picturebook.frame import Frame
from digiteller.picturebook.paint import cropped, halo, over
from digiteller.picturebook.vector import ellipse, rasterise, stroke
from digiteller.story import Layer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]


def fireflies(frame: Frame, random: Random, actors: list[Actor]) -> Layer | None:
    """Return glowing dots around the middle of the page, denser near the focus."""
    lantern = next((actor for actor in actors if actor.name == "own:lantern"), actors[0] if actors else None)
    cx, cy = (lantern.x, lantern.y - lantern.height * 0.5) if lantern else (frame.width / 2, frame.height * 0.6)
    left, top = 0, round(frame.height * 0.12)
    canvas = np.zeros((round(frame.height * 0.82), frame.width, 4), np.uint8)
    canvas[..., :3] = (255, 240, 150)
    for index in range(34):
        spread = 0.13 if index < 18 else 0.4
        x, y = random.gauss(cx, frame.size * spread * 1.3), random.gauss(cy, frame.size * spread * 0.7)
        radius = max(3, round(frame.unit * random.uniform(9, 24)))
        over(canvas, halo(radius, (1.0, 0.92, 0.5), 0.75, 1.7), round(x) - radius - left, round(y) - radius - top)
        core = max(1, radius // 4)
        over(canvas, halo(core, (1.0, 1.0, 0.85), 1.0, 0.5), round(x) - core - left, round(y) - core - top)
    return cropped("fireflies", canvas, left, top, 0.95)


def falling(weather: str, frame: Frame, seed: int) -> Layer | None:
    """Return rain or snow over the whole page."""
    random = Random(seed)
    left, top, right, bottom = (round(side) for side in frame.bounds())
    parts = []
    for _ in range(260 if weather == "snow" else 230):
        x, y, near = random.uniform(left, right), random.uniform(top, bottom), random.random() ** 2
        if weather == "snow":
            size = frame.unit * (1.6 + 6 * near)
            parts.append(ellipse(x, y, size, size, "#ffffff", f'opacity="{0.9 - 0.4 * near:.2f}"'))
        else:
            long, slant = frame.unit * (18 + 46 * near), 0.45 if weather == "storm" else 0.18
            parts.append(
                stroke(
                    [(x, y), (x - long * slant, y + long)],
                    "#dcebf7",
                    frame.unit * (0.9 + 1.5 * near),
                    extra=f'opacity="{0.25 + 0.3 * near:.2f}"',
                )
            )
    image = rasterise("".join(parts), (left, top, right, bottom), 1.0)
    return cropped(weather, image, left, top, 0.55)
