"""Riders on the backs of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digiteller.picturebook.actors import Actor
from digiteller.picturebook.figures.poses import POSES
from digiteller.picturebook.figures.species import species_of
from digiteller.picturebook.figures.sprite_figures import foot_of
from digiteller.picturebook.figures.sprites import SIDE
from digiteller.picturebook.staging.extents import extent_of

_SEATS = {
    "horse": (20, 11.5),
    "unicorn": (20, 11.5),
    "donkey": (20, 13),
    "camel": (21, 7),
    "llama": (22, 15),
    "cow": (19, 11.5),
    "bull": (19, 10.5),
    "moose": (20, 12),
    "elephant": (22, 5),
    "mammoth": (19, 9),
    "giraffe": (20, 18.5),
    "dragon": (24, 23),
    "whale": (17, 15.5),
    "dolphin": (17, 8),
    "shark": (21, 7),
    "turtle": (21, 16),
    "dinosaur": (17, 17.5),
    "tyrannosaurus": (24, 14),
    "hippo": (21, 14.5),
    "swan": (25, 16),
    "goose": (23, 14),
    "crocodile": (20, 22),
    "ram": (21, 11),
    "sheep": (21, 11),
}
"""Where one sits, in the units of drawings that look left."""
HELD = {"in arms", "on lap", "on shoulder"}
"""Slots of those whom somebody else has on the body."""
_RIDER = 0.66
"""The most that a rider may be high, standing, in heights of its mount."""


def seat_riders(mount: Actor, riders: Sequence[Actor]) -> tuple[tuple[Actor, ...], int]:
    """Return riders on the back of a figure, back to front; and which of them is the mount."""
    assert mount.figure is not None
    held = [rider for rider in riders if rider.figure and rider.figure.slot in HELD]
    if held:
        return (mount, *(_held(mount, rider, at) for at, rider in enumerate(held))), 0
    seat = _SEATS.get(mount.figure.kind)
    way = 1 if mount.right else -1
    if seat:
        x, y = way * (SIDE / 2 - seat[0]) / SIDE * mount.height, (seat[1] - _foot(mount)) / SIDE * mount.height
        # Whoever can be carried is smaller than what carries it.
        most = _RIDER * _high(mount) / max(_high(rider) for rider in riders)
        riders = [replace(rider, height=rider.height * min(1.0, most)) for rider in riders]
    else:
        box = extent_of(mount).box
        x, y = (box[0] + box[2]) / 2, box[1] * (0.9 if _whole(mount) else 0.8)
    step = max(rider.height for rider in riders) * 0.42
    x += way * step * (len(riders) - 1) / 2
    seated = [
        replace(
            rider,
            x=mount.x + x - way * step * at,
            y=mount.y + y + 0.06 * rider.height,
            right=mount.right,
            action=_riding(rider),
            figure=rider.figure and replace(rider.figure, action=_riding(rider)),
            ground=False,
            perched=False,
            afloat=False,
            depth=mount.depth,
        )
        for at, rider in enumerate(riders)
    ]
    behind = seat is None and not _whole(mount)
    return ((*seated, mount), len(seated)) if behind else ((mount, *seated), 0)


def _held(mount: Actor, rider: Actor, at: int) -> Actor:
    """Return somebody small in the arms, on the lap or on the shoulder of somebody else."""
    assert rider.figure is not None
    face = extent_of(mount).face or extent_of(mount).box
    way, high, wide = 1 if mount.right else -1, face[3] - face[1], face[2] - face[0]
    asleep = rider.figure.action == "sleep"
    legs = "sit" if rider.figure.slot == "in arms" and not asleep else _riding(rider)
    action = legs if not _whole(rider) else "sleep" if asleep else "sit"
    x, y = {
        "in arms": (0.35 * way * wide, face[3] + 1.0 * high),
        "on lap": (0.7 * way * wide, _lap(mount)),
        "on shoulder": (-0.72 * way * wide, face[3] + 0.16 * high),
    }[rider.figure.slot]
    return replace(
        rider,
        x=mount.x + (face[0] + face[2]) / 2 + x + 0.3 * way * wide * at,
        y=mount.y + y,
        right=not mount.right if rider.figure.slot == "in arms" else mount.right,
        action=action,
        figure=replace(rider.figure, action=action),
        ground=False,
        perched=False,
        afloat=False,
        depth=mount.depth,
    )


def _riding(rider: Actor) -> str:
    """Return what a rider does: some wave, sing or sleep as they ride."""
    action = rider.figure.action if rider.figure else "ride"
    return f"seated {action}" if f"seated {action}" in POSES else "ride"


def _lap(mount: Actor) -> float:
    """Return how far below its foot somebody's lap is, in pixels: higher up where it sits on the ground."""
    return -mount.height * (0.03 if mount.action.startswith(("ride", "seated")) else 0.14)


def _high(actor: Actor) -> float:
    box = extent_of(actor).box
    return box[3] - box[1]


def _foot(mount: Actor) -> float:
    """Return how far down its square a mount's drawing reaches."""
    return foot_of(species_of(mount.figure).sprite if mount.figure else mount.name)


def _whole(actor: Actor) -> bool:
    return actor.figure is None or not species_of(actor.figure).head
