"""What a figure's body does for each action."""

from __future__ import annotations

from dataclasses import dataclass, replace

from digiteller.picturebook.drawing.vector import Point


@dataclass(frozen=True)
class Pose:
    """Where the limbs are, back one first, and leans in degrees; lengths in units of a child 165 high."""

    feet: tuple[Point, Point] = ((-15, 0), (16, 0))
    """From the middle between the feet, y down."""
    hands: tuple[Point, Point] = ((-34, 47), (34, 47))
    """From the middle between the shoulders, y down."""
    knees: tuple[Point, Point] | None = None
    """As the feet; None for straight legs."""
    hip: float = 40
    """Its height above the feet."""
    lean: float = 0
    nod: float = 0
    turn: float = 0
    """Of the whole figure."""
    lift: float = 0
    """Of the whole figure above the ground."""
    seated: bool = False
    """Whether the legs are before the trunk."""
    marks: tuple[str, ...] = ()
    """What is drawn about the figure: names of ``emanata``."""
    tool: str = ""
    """What it has in its hands if the page says nothing else."""

    shift: float = 0
    """Of the whole figure to the right, in units of its length: whoever lies is beside its feet."""
    rise: float = 0
    """How much longer than at rest the trunk is: with each breath a little."""


_SITTING = ((30, -31), (36, -28))

POSES = {
    "stand": Pose(),
    "hold": Pose(hands=((24, 38), (44, 30)), nod=3),
    "walk": Pose(feet=((-27, -5), (27, 0)), hands=((34, 36), (-30, 42)), lean=4, nod=-2),
    "run": Pose(
        feet=((-48, -26), (42, -8)), hands=((44, 14), (-40, 26)), hip=46, lean=14, nod=-8, lift=4, marks=("speed",)
    ),
    "sit": Pose(
        feet=((46, -2), (56, 0)), knees=_SITTING, hands=((-34, 42), (34, 44)), hip=14, lean=-4, nod=2, seated=True
    ),
    "read": Pose(
        feet=((46, -2), (56, 0)), knees=_SITTING, hands=((-16, 40), (44, 34)), hip=14, nod=7, seated=True, tool="📖"
    ),
    "kneel": Pose(
        feet=((24, 0), (-26, -2)), knees=((24, -30), (14, -5)), hands=((30, 38), (40, 46)), hip=28, lean=7, nod=8
    ),
    "climb": Pose(
        feet=((-16, -6), (26, -34)),
        knees=((-14, -24), (36, -46)),
        hands=((56, -70), (58, -6)),
        hip=48,
        lean=5,
        nod=-10,
        lift=8,
    ),
    "cry": Pose(hands=((-30, 6), (32, 6)), nod=9, lean=3, marks=("drops",)),
    "cheer": Pose(hands=((-62, -52), (64, -54)), nod=-4, marks=("rays",)),
    "laugh": Pose(hands=((-24, 38), (26, 40)), lean=-8, nod=-10, marks=("ha",)),
    "sing": Pose(hands=((-46, 24), (22, 22)), nod=-5, marks=("notes",)),
    "wave": Pose(hands=((-37, 42), (66, -44)), nod=4, lean=-2, marks=("waves",)),
    "point": Pose(hands=((-38, 40), (78, 2)), lean=4, nod=-2),
    "look": Pose(hands=((-36, 45), (35, 45)), nod=-6, lean=3),
    "think": Pose(hands=((-6, 42), (20, 12)), nod=-6, marks=("thoughts",)),
    "shiver": Pose(feet=((-9, 0), (10, 0)), hands=((26, 30), (-22, 36)), nod=6, marks=("shivers",)),
    "hug": Pose(hands=((62, 34), (66, 46)), lean=9, nod=6, marks=("heart",)),
    "float": Pose(hands=((62, 34), (66, 46)), lean=9, nod=6),
    "give": Pose(hands=((58, 26), (68, 24)), lean=7, nod=5),
    "eat": Pose(hands=((-30, 40), (30, 18)), nod=4, tool="🍪", marks=("crumbs",)),
    "drink": Pose(hands=((18, 20), (34, 16)), nod=-9, tool="☕"),
    "perform": Pose(hands=((36, 36), (50, 38)), lean=4, nod=5, marks=("notes",)),
    "play": Pose(feet=((-16, 0), (34, -16)), hands=((-54, 2), (54, 4)), lean=-5, nod=5, tool="⚽", marks=("sparkles",)),
    "push": Pose(
        feet=((-46, 0), (-8, 0)), hands=((58, 8), (62, 24)), lean=20, nod=-6, hip=36, marks=("sweat", "effort")
    ),
    "pull": Pose(
        feet=((20, 0), (46, 0)), hands=((52, 30), (62, 34)), lean=-20, nod=8, hip=34, marks=("sweat", "effort")
    ),
    "throw": Pose(
        feet=((-28, 0), (30, 0)), hands=((-54, -40), (48, 16)), lean=-10, nod=-4, tool="⚽", marks=("swing",)
    ),
    "dig": Pose(
        feet=((-20, 0), (26, 0)), hands=((24, 44), (44, 26)), lean=14, nod=8, tool="own:spade", marks=("clods",)
    ),
    "paint": Pose(hands=((-34, 30), (56, 10)), nod=-2, lean=3, tool="own:brush", marks=("easel",)),
    "cook": Pose(hands=((-34, 36), (50, 24)), nod=6, lean=3, tool="own:spoon", marks=("pot",)),
    "jump": Pose(
        feet=((-32, -12), (30, -6)),
        knees=((-24, -26), (28, -24)),
        hands=((-58, -34), (60, -36)),
        hip=38,
        nod=-4,
        lift=30,
        marks=("lift",),
    ),
    "dance": Pose(
        feet=((-8, 0), (46, -28)), hands=((-52, -48), (58, 16)), lean=-10, nod=10, hip=42, marks=("notes", "hops")
    ),
    "fly": Pose(feet=((-20, 4), (-8, 8)), hands=((34, -36), (54, -24)), nod=-34, turn=56, lift=16, marks=("wind",)),
    "fall": Pose(
        feet=((-38, -34), (36, -40)), hands=((-58, -34), (60, -20)), turn=-58, nod=8, lift=26, marks=("stars",)
    ),
    "swim": Pose(
        feet=((-20, 4), (-8, 10)), hands=((40, -30), (56, -14)), nod=-36, turn=66, lift=16, marks=("bubbles",)
    ),
    "crawl": Pose(
        feet=((5, 12), (13, -4)), knees=((24, -23), (31, -37)), hands=((47, 30), (57, 12)), nod=-38, turn=62, lift=14
    ),
    "lie": Pose(feet=((-9, 0), (12, 4)), hands=((-42, -14), (30, 52)), nod=48, turn=-84, lift=24, shift=0.5),
    "faint": Pose(
        feet=((-14, -2), (16, 4)), hands=((-58, 2), (56, 26)), nod=14, turn=-82, lift=24, shift=0.5, marks=("stars",)
    ),
    "write": Pose(
        feet=((46, -2), (56, 0)),
        knees=_SITTING,
        hands=((14, 52), (40, 50)),
        hip=14,
        lean=8,
        nod=13,
        seated=True,
        tool="✏️",
        marks=("page",),
    ),
    "whisper": Pose(hands=((-34, 44), (26, 10)), lean=12, nod=8, marks=("whispers",)),
    "listen": Pose(hands=((-34, 44), (34, 46)), lean=9, nod=12, marks=("sounds",)),
    "knock": Pose(feet=((-16, 0), (20, 0)), hands=((-36, 42), (66, -24)), lean=6, nod=-3, marks=("knocks",)),
    "sweep": Pose(feet=((-22, 0), (20, 0)), hands=((14, 30), (44, 44)), lean=10, nod=9, tool="🧹", marks=("dust",)),
    "carry": Pose(feet=((-24, -4), (25, 0)), hands=((22, 44), (46, 38)), lean=-7, nod=4, tool="📦"),
    "sew": Pose(
        feet=((46, -2), (56, 0)),
        knees=_SITTING,
        hands=((10, 34), (46, 12)),
        hip=14,
        nod=11,
        seated=True,
        marks=("cloth",),
    ),
    "drive": Pose(
        feet=((46, -2), (56, 0)),
        knees=_SITTING,
        hands=((34, 22), (50, 18)),
        hip=14,
        lean=-3,
        seated=True,
        marks=("wheel",),
    ),
    "row": Pose(
        feet=((46, -2), (56, 0)),
        knees=_SITTING,
        hands=((44, 26), (54, 28)),
        hip=14,
        lean=-16,
        nod=6,
        seated=True,
        marks=("oars",),
    ),
    "reach": Pose(feet=((-14, 0), (18, 0)), hands=((-34, 44), (64, -14)), lean=5, nod=-3),
    "pat": Pose(feet=((-18, 0), (20, 0)), hands=((-30, 44), (58, 44)), lean=14, nod=9),
    "build": Pose(
        feet=((24, 0), (-26, -2)),
        knees=((24, -30), (14, -5)),
        hands=((30, 42), (58, 6)),
        hip=28,
        lean=8,
        nod=8,
    ),
    "hammer": Pose(feet=((-22, 0), (24, 0)), hands=((30, 40), (56, 2)), lean=9, nod=8, tool="🔨"),
    "hide": Pose(
        feet=((24, 0), (-26, -2)),
        knees=((28, -34), (18, -8)),
        hands=((22, 0), (36, 4)),
        hip=22,
        lean=12,
        nod=14,
    ),
    "bow": Pose(hands=((-30, 40), (20, 40)), lean=34, nod=26),
    "wash": Pose(hands=((28, 34), (44, 36)), lean=12, nod=10, tool="🧽", marks=("suds",)),
    "ride": Pose(
        feet=((26, 30), (20, 34)), knees=((26, 2), (24, 2)), hands=((38, 34), (46, 36)), hip=5, nod=-2, seated=True
    ),
}
"""The body of each action; ``ride`` sits at (0, 0) with its legs hanging over."""

_ONES_OWN = {"easel", "pot", "clods", "oars", "wheel", "bubbles", "crumbs", "sparkles", "sweat", "effort"}
"""Marks of what an action is done with, and of how heavy that is."""
_TOOLS_KEPT = {"paint", "cook"}
_ABOVE = [
    "hold", "read", "look", "think", "cry", "cheer", "laugh", "sing", "wave", "point", "shiver", "hug", "give", "eat",
    "drink", "play", "perform", "throw", "write", "whisper", "listen", "knock", "sew", "wash", "paint", "cook", "carry",
    "reach", "pat", "build", "hammer",
]  # fmt: skip
"""What one can do on a seat."""
POSES |= {
    f"bare {name}": replace(
        pose,
        tool=pose.tool if name in _TOOLS_KEPT else "",
        marks=tuple(mark for mark in pose.marks if mark not in _ONES_OWN),
    )
    for name, pose in POSES.items()
    if pose.tool or _ONES_OWN & set(pose.marks)
}
POSES["bare push"] = replace(POSES["bare push"], feet=((-24, 0), (16, 0)), hands=((48, 30), (54, 36)), lean=8, hip=40)
POSES["bare pull"] = replace(POSES["bare pull"], feet=((-14, 0), (22, 0)), hands=((44, 34), (52, 38)), lean=-6, hip=40)
"""What rolls, or is light, needs no effort."""
POSES |= {
    f"seated {name}": replace(
        POSES["ride"],
        hands=POSES[name].hands,
        nod=POSES[name].nod,
        lean=POSES[name].lean * 0.5,
        tool=POSES[name].tool,
        marks=tuple(mark for mark in POSES[name].marks if mark not in _ONES_OWN - {"crumbs"}),
    )
    for name in _ABOVE
}

POSES["seated sleep"] = replace(POSES["ride"], hands=((10, 50), (30, 50)), nod=16, lean=5, marks=("snores",))


_RESTING = {"sit": "sitting", "kneel": "kneeling", "lie": "lying"}


def resting(posture: str, action: str) -> str:
    """Return the pose of somebody who does something in a posture: ``kneeling wash``; "" if it cannot be done so."""
    if posture in _RESTING and action == "stand":
        return posture
    name = f"{_RESTING[posture]} {action}" if posture in _RESTING else ""
    return name if name in POSES else ""


_PRONE = replace(POSES["lie"], hands=((34, -24), (46, -10)), nod=-46, turn=80, lift=20, shift=-0.5)
"""On the stomach, the head up and to the right."""


def _rested(posture: str, action: str) -> Pose:
    """Return a posture's body with what an action does with hands and head."""
    body, act = POSES[posture], POSES[action]
    marks = tuple(mark for mark in act.marks if mark not in {"easel", "pot", "hops", "lift"})
    if body.turn and action.removeprefix("bare ") in {"read", "write"}:
        return replace(_PRONE, tool=act.tool)
    if body.turn:
        return replace(body, hands=act.hands, tool=act.tool, marks=marks)
    nod = act.nod + 0.5 * body.nod
    return replace(body, hands=act.hands, nod=nod, lean=body.lean + 0.4 * act.lean, tool=act.tool, marks=marks)


POSES |= {
    f"{_RESTING[posture]} {name}": _rested(posture, name)
    for posture in _RESTING
    for act in _ABOVE
    for name in (act, f"bare {act}")
    if name in POSES
    and not (posture == "lie" and act in {"paint", "cook", "wash", "build", "hammer", "carry", "knock", "throw"})
}
"""What one does on the ground with the hands: ``sitting eat``."""


def doing(action: str) -> str:
    """Return what a pose is for: ``eat`` for ``seated eat``, and for ``bare eat``, which has nothing in its hands."""
    first, _, rest = action.partition(" ")
    return doing(rest) if rest and first in {"seated", "bare", *_RESTING.values()} else action


@dataclass(frozen=True)
class SpriteManner:
    """How a figure that is one whole drawing does something."""

    turn: float = 0
    """Degrees by which its head goes down."""
    lift: float = 0
    """Above the ground, in shares of its height."""
    squash: float = 1
    """Its height beside the one it stands with."""
    marks: tuple[str, ...] = ()


MANNERS = {
    "walk": SpriteManner(-4, 0.01, marks=("steps",)),
    "run": SpriteManner(7, 0.05, marks=("speed",)),
    "fly": SpriteManner(-10, 0.06, marks=("wind",)),
    "swim": SpriteManner(-6, 0, marks=("bubbles",)),
    "sleep": SpriteManner(0, 0, 0.84),
    "sit": SpriteManner(-9, 0, 0.92),
    "kneel": SpriteManner(9, 0, 0.88),
    "read": SpriteManner(6, 0, 0.96),
    "climb": SpriteManner(-28, 0.1, marks=("effort",)),
    "cry": SpriteManner(8, 0, marks=("drops",)),
    "hug": SpriteManner(5, 0, marks=("heart",)),
    "jump": SpriteManner(-14, 0.2, marks=("lift",)),
    "dance": SpriteManner(-12, 0.06, marks=("notes", "hops")),
    "cheer": SpriteManner(-12, 0.08, marks=("rays",)),
    "laugh": SpriteManner(-8, 0, marks=("ha",)),
    "sing": SpriteManner(-6, 0, marks=("notes",)),
    "wave": SpriteManner(-9, 0.02, marks=("greeting",)),
    "point": SpriteManner(5, 0, marks=("ahead",)),
    "give": SpriteManner(8, 0),
    "eat": SpriteManner(10, 0, marks=("crumbs",)),
    "drink": SpriteManner(13, 0, marks=("sips",)),
    "perform": SpriteManner(4, 0, marks=("notes",)),
    "play": SpriteManner(-7, 0.08, marks=("sparkles",)),
    "push": SpriteManner(10, 0, 0.95, marks=("sweat", "effort")),
    "pull": SpriteManner(-12, 0, 0.95, marks=("sweat", "effort")),
    "throw": SpriteManner(-10, 0.03, marks=("swing",)),
    "dig": SpriteManner(12, 0, marks=("clods",)),
    "paint": SpriteManner(3, 0, marks=("easel",)),
    "cook": SpriteManner(3, 0, marks=("pot",)),
    "think": SpriteManner(-4, 0, marks=("thoughts",)),
    "shiver": SpriteManner(0, 0, 0.97, marks=("shivers",)),
    "look": SpriteManner(-7, 0),
    "crawl": SpriteManner(4, 0, 0.8, marks=("steps",)),
    "lie": SpriteManner(0, 0, 0.74),
    "faint": SpriteManner(0, 0, 0.7, marks=("stars",)),
    "write": SpriteManner(7, 0, marks=("page",)),
    "whisper": SpriteManner(7, 0, 0.97, marks=("whispers",)),
    "listen": SpriteManner(-10, 0, marks=("sounds",)),
    "knock": SpriteManner(4, 0, marks=("knocks",)),
    "sweep": SpriteManner(9, 0, marks=("dust",)),
    "carry": SpriteManner(-3, 0, 0.98),
    "sew": SpriteManner(8, 0, 0.94, marks=("cloth",)),
    "drive": SpriteManner(-3, 0, 0.95, marks=("wheel",)),
    "row": SpriteManner(-10, 0, 0.94, marks=("oars",)),
    "hide": SpriteManner(12, 0, 0.78),
    "reach": SpriteManner(-9, 0.01),
    "pat": SpriteManner(7, 0, 0.97),
    "build": SpriteManner(4, 0, 0.9),
    "hammer": SpriteManner(5, 0, marks=("knocks",)),
    "bow": SpriteManner(18, 0, 0.9),
    "wash": SpriteManner(9, 0, 0.96, marks=("suds",)),
    "fall": SpriteManner(34, 0.06, marks=("stars",)),
}


def manner_of(action: str) -> SpriteManner:
    """Return how a figure that is one whole drawing does something."""
    manner = MANNERS.get(doing(action), SpriteManner())
    posture = next((one for one, name in _RESTING.items() if action.startswith(f"{name} ")), "")
    if posture:
        manner = replace(MANNERS[posture], marks=manner.marks)
    if "bare " not in action:
        return manner
    return replace(manner, marks=tuple(mark for mark in manner.marks if mark not in _ONES_OWN))


_FEELINGS = {
    "sleep": "asleep",
    "cry": "crying",
    "laugh": "laughing",
    "cheer": "joyful",
    "dance": "joyful",
    "jump": "joyful",
    "perform": "joyful",
    "play": "joyful",
    "wave": "joyful",
    "hug": "loving",
    "sing": "singing",
    "shiver": "afraid",
    "fall": "afraid",
    "think": "thinking",
    "push": "straining",
    "pull": "straining",
    "drink": "sipping",
    "eat": "happy",
    "float": "happy",
    "faint": "asleep",
    "hide": "afraid",
    "row": "straining",
}
_MOODS = {"happy": "happy", "playful": "happy", "triumphant": "happy", "sad": "sad", "tense": "afraid"}


def feeling(action: str, mood: str) -> str:
    """Return the expression of a face: of what it does, or else of the page's mood; "" for a friendly calm one.

    The mood ``asleep`` closes its eyes whatever it does.
    """
    if mood == "asleep":
        return mood
    does = doing(action)
    eased = does in {"push", "pull"} and "bare " in action
    said = _MOODS.get(mood, "") if eased else _FEELINGS.get(does, _MOODS.get(mood, ""))
    return "sad" if said in {"thinking", "sipping"} and mood == "sad" else said
