"""What a page shows, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sex = Literal["", "female", "male"]
Age = Literal["", "baby", "child", "adult", "old"]
Posture = Literal["", "sit", "lie", "kneel"]
Relation = Literal["", "on", "in", "under", "behind", "beside", "above"]
Time = Literal["dawn", "day", "dusk", "night"]
Weather = Literal["clear", "rain", "snow", "fog", "storm", "wind"]
Season = Literal["", "spring", "summer", "autumn", "winter"]
InsetSort = Literal["thought", "speech", "picture", "window"]


@dataclass(frozen=True)
class Figure:
    """Somebody on a page."""

    kind: str
    """The species: a name of ``Vocabulary.kinds``, such as ``human`` or ``goat``."""
    name: str = ""
    """What the story calls it; empty if it has no name."""
    count: int = 1
    action: str = "stand"
    holds: tuple[str, ...] = ()
    """Props in its hands: emoji or ``own:`` drawings."""
    small: bool = False
    old: bool = False
    color: str = ""
    """A word of ``Vocabulary.colors``: "a black cat"; empty for the colours it has by nature."""
    held_color: str = ""
    """Of what it holds, as ``color``."""
    rides: str = ""
    """On whose back or in what it sits: a figure's id, name or kind, or a vehicle's key such as ``own:boat``."""
    id: str = ""
    """Who of the story it is; a look follows from it, so that it is the same on every page."""
    sex: Sex = ""
    """Empty where the story does not tell."""
    age: Age = ""
    """Empty for a grown-up of whom nothing is told; a young animal is a child."""
    job: str = ""
    """What it is dressed as: a name of ``costumes.yaml``, such as ``captain``, ``queen`` or ``wizard``."""
    looks: tuple[str, ...] = ()
    """Words of its head and body: ``red hair``, ``curly hair``, ``long hair``, ``braids``, ``bald``, ``beard``,
    ``moustache``, ``glasses``, ``freckles``, ``brown skin``, ``fat``, ``thin``, ``tall``, ``tiny``."""
    wears: tuple[str, ...] = ()
    """Clothes besides, a colour before them if it is told: ``hat``, ``red coat``, ``pyjamas``, ``yellow boots``."""
    drives: bool = False
    """Whether it is the one at the wheel, the reins or the oars of what it rides."""
    slot: str = ""
    """Where in the place it is: a preposition and a slot's name, such as ``in bed``, ``at table``, ``under table``,
    ``at window``, ``on stairs``, ``behind tree``; empty for anywhere."""
    posture: Posture = ""
    """How the body is while hands and face do ``action``; empty for as the action has it."""


@dataclass(frozen=True)
class Thing:
    """A prop that lies, stands or hangs about."""

    key: str
    """An emoji or an ``own:`` drawing."""
    count: int = 1
    color: str = ""
    """As in ``Figure``."""
    relation: Relation = ""
    """How it is to ``to``; empty for lying about."""
    to: str = ""
    """Another thing's key, a figure's id, or a slot's name such as ``table``, ``wall``, ``window``, ``door``."""


@dataclass(frozen=True)
class Inset:
    """A small picture in the page's: what somebody thinks of or tells, what a picture shows, the view of a window."""

    sort: InsetSort
    of: str = ""
    """The id of who thinks or speaks, or whose picture it is; empty for nobody's."""
    place: str = ""
    """A setting; empty for none."""
    figures: tuple[Figure, ...] = ()
    things: tuple[Thing, ...] = ()
    time: str = ""
    """As of a page; empty for day, or for the page's in a window."""
    weather: str = ""


@dataclass(frozen=True)
class Moment:
    """A page as understood."""

    setting: str
    time: str
    weather: str
    mood: str
    figures: tuple[Figure, ...] = ()
    """The focus first."""
    things: tuple[Thing, ...] = ()
    """At most three, the most telling first."""
    lit: bool = True
    """Whether lanterns shine."""
    missing: tuple[str, ...] = ()
    """Nouns that nothing is there to draw with."""
    placed: bool = False
    """Whether the story has told where it plays; else the setting is only what a picture shows."""
    fire: bool = False
    """Whether the story tells of a fire that burns here."""
    insets: tuple[Inset, ...] = ()
    season: Season = ""
    """Empty for none that is to be seen."""
