"""What makes a figure the same one on every page, and the poses it may take."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from digiteller.picturebook.light import RGB, mix, rgb
from digiteller.picturebook.sprites import colors
from digiteller.picturebook.vector import Point

_SCARVES = ("#d9483b", "#2f8f9d", "#e2a72e", "#7a5bb5", "#4a9a5b", "#d9688a")


_CLOTHES = ("#d9574a", "#2f8a95", "#e3a536", "#7d62b3", "#5a9a58", "#d76f93", "#4d7fc0")


_FURS = {
    "lion": ("#f7b84b", "#fde3ae"),
    "deer": ("#b0704a", "#ead2b4"),
    "moose": ("#8a5a40", "#c59a78"),
    "hedgehog": ("#c98e6b", "#f0d2b6"),
    "tiger": ("#ffa23e", "#fff0dc"),
    "robot": ("#6f9fc8", "#d7e2e8"),
    "alien": ("#8fbf9a", "#cfe6d0"),
    "panda": ("#30363c", "#f2f2ee"),
    "frog": ("#7ab555", "#d3e8a8"),
}


@dataclass(frozen=True)
class Look:
    """What makes a figure the same one on every page."""

    kind: str
    head: str
    """Its emoji."""
    person: str
    """How it is dressed; empty for an animal."""
    skin: int | None
    """Its skin tone, 0 to 4; None for animals."""
    cloth: str
    """The colour of its clothes or scarf."""
    scarf: bool
    tall: float
    """The length of its legs and trunk in units of a child's."""


@dataclass(frozen=True)
class Pose:
    """Where the limbs are: feet and hands (back, front), the height of the hips, and leans in degrees."""

    feet: tuple[Point, Point] = ((-15, 0), (16, 0))
    hands: tuple[Point, Point] = ((-37, -48), (36, -48))
    hip: float = 40
    lean: float = 0
    nod: float = 0
    turn: float = 0
    """Of the whole figure."""


POSES = {
    "stand": Pose(),
    "hold": Pose(hands=((30, -58), (46, -62)), nod=3),
    "walk": Pose(feet=((-27, -5), (27, 0)), hands=((34, -56), (-26, -46)), lean=4, nod=-3),
    "run": Pose(feet=((-44, -24), (40, -8)), hands=((42, -74), (-36, -62)), hip=46, lean=14, nod=-8),
    "sit": Pose(feet=((34, -3), (44, -1)), hands=((-30, -16), (34, -24)), hip=15, lean=-3, nod=3),
    "read": Pose(feet=((34, -3), (44, -1)), hands=((26, -40), (46, -38)), hip=15, lean=0, nod=10),
    "cry": Pose(hands=((-14, -98), (22, -98)), nod=9, lean=2),
    "cheer": Pose(hands=((-48, -128), (50, -128)), nod=-4),
    "look": Pose(hands=((-36, -50), (42, -112)), nod=-7),
    "hug": Pose(hands=((46, -70), (52, -82)), lean=7, nod=7),
    "jump": Pose(feet=((-30, -16), (30, -12)), hands=((-50, -120), (52, -122)), hip=44, nod=-4),
    "dance": Pose(feet=((-12, 0), (38, -26)), hands=((-48, -120), (46, -60)), lean=-8, nod=8),
    "fly": Pose(feet=((-20, 4), (-8, 8)), hands=((34, -118), (50, -108)), lean=0, nod=-30, turn=52),
    "fall": Pose(feet=((-34, -30), (34, -34)), hands=((-50, -110), (52, -104)), turn=-38, nod=8),
    "swim": Pose(feet=((-20, 4), (-8, 10)), hands=((40, -112), (54, -96)), nod=-34, turn=62),
    "ride": Pose(feet=((30, -3), (40, -1)), hands=((34, -48), (42, -50)), hip=15, nod=-2),
}


def look_of(kind: str, head: str, person: str, name: str, small: bool, skin: int) -> Look:
    """Return the look of a figure; the same arguments give the same one, and a name another than no name."""
    main = rgb(_FURS[kind][0]) if kind in _FURS else colors(head)[0]
    palette = _CLOTHES if person else _SCARVES
    distinct = [color for color in palette if sum(abs(a - b) for a, b in zip(rgb(color), main, strict=True)) > 0.75]
    tall = {
        "woman": 1.34,
        "man": 1.42,
        "old woman": 1.18,
        "old man": 1.24,
        "royal": 1.28,
        "robe": 1.22,
        "knight": 1.38,
        "suit": 1.16,
    }
    choice = distinct or list(palette)
    other = 1 + crc32(name.encode()) % (len(choice) - 1) if name else 0
    cloth = choice[(crc32(kind.encode()) + other) % len(choice)]
    return Look(kind, head, person, skin if person else None, cloth, bool(name) or small, tall.get(person, 1.0))


def fur_of(look: Look) -> tuple[RGB, RGB]:
    """Return the colours of the body and the belly."""
    if look.person:
        return rgb(look.cloth), mix(rgb(look.cloth), (1.0, 1.0, 1.0), 0.3)
    if look.kind in _FURS:
        return rgb(_FURS[look.kind][0]), rgb(_FURS[look.kind][1])
    return colors(look.head)
