"""The drawings of things that are our own: how each is drawn, how big it is beside a child, and how it is held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from digiteller.picturebook.drawing.vector import Gradients
from digiteller.picturebook.figures import furniture_things, household_things, outdoor_things
from digiteller.picturebook.figures.grip_points import Grip


@dataclass(frozen=True)
class OwnThing:
    """A drawing of ours in a square of 36 units."""

    draw: Callable[[Gradients, str], str]
    """Takes the colour that it is dyed."""
    color: str
    """What it is dyed where no colour is told."""
    height: float
    """The side of the square, in children's heights."""
    grip: Grip = field(default_factory=lambda: Grip(0.24))


_FRONT = "front"
_BIG = Grip(0.4, _FRONT)

OWN_THINGS = {
    "own:wardrobe": OwnThing(furniture_things.wardrobe, "#a5724a", 1.75, _BIG),
    "own:table": OwnThing(furniture_things.table, "#b07a4c", 0.95, _BIG),
    "own:sofa": OwnThing(furniture_things.sofa, "#5f8a7a", 1.3, _BIG),
    "own:armchair": OwnThing(furniture_things.armchair, "#b8584a", 0.85, _BIG),
    "own:piano": OwnThing(furniture_things.piano, "#5f3f2c", 1.15, _BIG),
    "own:bench": OwnThing(furniture_things.bench, "#a8744a", 0.9, _BIG),
    "own:chest": OwnThing(furniture_things.chest, "#a5703f", 0.55, Grip(0.36, _FRONT)),
    "own:pram": OwnThing(furniture_things.pram, "#3f6a9c", 0.85, _BIG),
    "own:lamp": OwnThing(furniture_things.lamp, "#f4d79a", 0.4, Grip(0.34, _FRONT)),
    "own:blanket": OwnThing(household_things.blanket, "#b8584a", 0.36, Grip(0.34, _FRONT)),
    "own:rug": OwnThing(household_things.spread_blanket, "#b0524a", 0.95, Grip(0.36, _FRONT)),
    "own:cushion": OwnThing(household_things.cushion, "#c9657a", 0.3, Grip(0.3, _FRONT)),
    "own:pillow": OwnThing(household_things.pillow, "#f4f1ea", 0.34, Grip(0.34, _FRONT)),
    "own:cloth": OwnThing(household_things.cloth, "#e9dcc0", 0.24, Grip(0.18)),
    "own:pot": OwnThing(household_things.cooking_pot, "#7d8894", 0.34, Grip(0.3, _FRONT)),
    "own:bowl": OwnThing(household_things.bowl, "#d9e4ea", 0.3, Grip(0.28, _FRONT)),
    "own:glass": OwnThing(household_things.glass, "#a9d6ee", 0.19, Grip(0.16)),
    "own:flask": OwnThing(household_things.flask, "#c0483f", 0.26, Grip(0.24)),
    "own:watering can": OwnThing(household_things.watering_can, "#5f9c8a", 0.4, Grip(0.34, "hangs")),
    "own:crate": OwnThing(household_things.crate, "#c09058", 0.46, Grip(0.4, _FRONT)),
    "own:barrel": OwnThing(household_things.barrel, "#a5703f", 0.66, _BIG),
    "own:sack": OwnThing(household_things.sack, "#c9ab7c", 0.46, Grip(0.38, _FRONT)),
    "own:drawing": OwnThing(household_things.drawing_on_paper, "#fffdf6", 0.26, Grip(0.26, _FRONT)),
    "own:poster": OwnThing(household_things.poster, "#c0483f", 0.5, Grip(0.4, _FRONT)),
    "own:button": OwnThing(household_things.button, "#3f7fcf", 0.12, Grip(0.1)),
    "own:chalk": OwnThing(household_things.chalk, "#f6f3ec", 0.14, Grip(0.12)),
    "own:whistle": OwnThing(household_things.whistle, "#c3c8d2", 0.14, Grip(0.12)),
    "own:shoes": OwnThing(household_things.shoes, "#8a5638", 0.3, Grip(0.24)),
    "own:toy rabbit": OwnThing(household_things.toy_rabbit, "#c9b49a", 0.34, Grip(0.32, _FRONT)),
    "own:hand mirror": OwnThing(household_things.hand_mirror, "#b98450", 0.24, Grip(0.22)),
    "own:oar": OwnThing(outdoor_things.oar, "#b98450", 0.85, Grip(0.8, "staff")),
    "own:net": OwnThing(outdoor_things.fishing_net, "#7d8f86", 0.5, Grip(0.38, _FRONT)),
    "own:lobster pot": OwnThing(outdoor_things.lobster_pot, "#b98450", 0.46, Grip(0.4, _FRONT)),
    "own:fallen branch": OwnThing(outdoor_things.fallen_branch, "#6aa15a", 0.9, Grip(0.5, _FRONT)),
    "own:leaves": OwnThing(outdoor_things.leaves, "#6aa15a", 0.2, Grip(0.2)),
    "own:snow shovel": OwnThing(outdoor_things.snow_shovel, "#c0483f", 0.75, Grip(0.7, "staff")),
    "own:ball": OwnThing(outdoor_things.ball, "#d9483b", 0.26, Grip(0.26, _FRONT)),
    "own:beans": OwnThing(outdoor_things.bean_pods, "#6fae52", 0.22, Grip(0.18)),
    "own:planks": OwnThing(outdoor_things.plank, "#c09058", 0.6, Grip(0.5, _FRONT)),
    "own:pipes": OwnThing(outdoor_things.tubes, "#9aa4ae", 0.6, Grip(0.4, _FRONT)),
}
"""By their keys."""
