"""What those who sit or stand at furniture do, and how they sit on it."""

from __future__ import annotations

from dataclasses import replace

from digiteller.picturebook.actors import Actor
from digiteller.picturebook.figures.poses import POSES
from digiteller.picturebook.figures.species import species_of
from digiteller.picturebook.scenery.berths import Berth
from digiteller.picturebook.staging.extents import extent_of

SEATED = {"stand", "walk", "run", "sit", "jump", "climb", "kneel", "swim", "fly", "fall", "push", "pull", "dance"}
"""What one does no more on a seat, or behind a rim."""
ABED = {"sleep", "lie"}


def sitting_pose(actor: Actor, berth: Berth, alone: bool = True) -> str:
    """Return what somebody does on a seat: most sit with their legs hanging down, and on a long one they may lie."""
    sits = actor.figure is not None and actor.figure.posture == "sit"
    if actor.action in ABED and berth.long and alone and not sits and not is_whole(actor):
        return actor.action
    if actor.action == "lie":
        return "ride"
    if f"seated {actor.action}" in POSES:
        return f"seated {actor.action}"
    return actor.action if actor.action == "read" else "ride"


def upright_pose(actor: Actor) -> str:
    """Return what somebody does of whom only the upper part is seen."""
    return "stand" if actor.action in {*SEATED, *ABED, "ride"} else actor.action


def posed(actor: Actor, action: str) -> Actor:
    """Return the figure doing something else; what it does with its hands it keeps."""
    figure = actor.figure
    if figure is None or action == actor.action:
        return actor
    tool = POSES[figure.action].tool if figure.action in POSES else ""
    if tool and not figure.holds and action == "ride":
        figure = replace(figure, holds=(tool,))
    return replace(actor, action=action, figure=replace(figure, action=action))


def sunk(actor: Actor) -> float:
    """Return how far below a seat's edge the foot of a figure is that sits on it, in pixels."""
    whole = is_whole(actor)
    hangs = actor.action == "ride" or actor.action.startswith("seated ")
    return actor.height * (0.04 if whole or hangs else 0.02)


def is_whole(actor: Actor) -> bool:
    """Return whether a figure is drawn whole, as most animals are."""
    return actor.figure is not None and not species_of(actor.figure).head


def trunk_width(actor: Actor) -> float:
    """Return how wide a figure's head and trunk are, in pixels."""
    face = extent_of(actor).face
    return (face[2] - face[0]) * 1.3 if face else actor.height * 0.5
