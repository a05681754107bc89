"""What makes a figure the same one on every page: its head, colours and clothes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar
from zlib import crc32

from digiteller.language.page_content import Age, Figure, Sex
from digiteller.language.vocabulary import vocabulary
from digiteller.picturebook.drawing.light import RGB, mix, rgb
from digiteller.picturebook.drawing.recolouring import dye_all
from digiteller.picturebook.figures.clothes import Outfit, put_on
from digiteller.picturebook.figures.costumes import Costume, costume_of, everyday, garments
from digiteller.picturebook.figures.hairdos import Hairdo, hairdo_of
from digiteller.picturebook.figures.species import Species, as_human, is_person, list_species, species_of
from digiteller.picturebook.figures.sprites import colors

T = TypeVar("T")
_SCARVES = ("#d9483b", "#2f8f9d", "#e2a72e", "#7a5bb5", "#4a9a5b", "#d9688a")
_CLOTHES = (
    "#d9574a", "#2f8a95", "#e3a536", "#7d62b3", "#5a9a58", "#d76f93", "#4d7fc0", "#c9773a", "#8a5a6f", "#6aa5b5",
)  # fmt: skip
_TROUSERS = ("#4a5a7a", "#6b5138", "#3f4a52", "#5d6b4a", "#7a5a4a", "#4d6fa5")
_SHOES = ("#5d4033", "#8a3f3a", "#3f4a5f", "#4a3f3a")
_SKINS = {
    "olive": (2,), "tan": (2,), "tanned": (2,), "light": (0, 1), "fair": (0, 1), "pale": (0,), "white": (0, 1),
    "golden": (2,), "brown": (3,), "dark": (4,), "black": (4,),
}  # fmt: skip
"""The tones that words for skin mean."""
_ROYAL = {"king", "queen", "prince", "princess"}
"""Jobs that run in families."""
_UNDER_HATS: dict[Age, tuple[str, ...]] = {
    "child": ("pigtails", "long", "braids", "bob", "ponytail"),
    "adult": ("long", "bob", "wavy", "ponytail"),
    "old": ("bob", "wavy"),
}
"""Hair of women and girls that a hat does not hide."""
_TALL: dict[tuple[Sex, Age], tuple[float, float]] = {
    ("", "baby"): (0.72, 0.6),
    ("", "child"): (1.0, 1.0),
    ("", "adult"): (1.36, 1.3),
    ("female", "adult"): (1.3, 1.25),
    ("male", "adult"): (1.4, 1.35),
    ("", "old"): (1.24, 1.22),
    ("female", "old"): (1.18, 1.18),
    ("male", "old"): (1.26, 1.26),
}
"""The length of legs and trunk in units of a child's, and the height in heights of one."""


@dataclass(frozen=True)
class Look:
    """What makes a figure the same one on every page."""

    kind: str
    """A name of ``kinds.yaml``."""
    head: str
    """The emoji of an animal's face or of its whole drawing."""
    person: bool
    skin: int | None = None
    """Its skin tone, 0 to 4; None for animals."""
    sex: Sex = ""
    age: Age = "adult"
    hairdo: Hairdo = field(default_factory=Hairdo)
    outfit: Outfit = field(default_factory=Outfit)
    tall: float = 1.0
    """The length of its legs and trunk in units of a child's."""
    height: float = 1.0
    """In heights of a child."""
    girth: float = 1.0
    """How wide its trunk is beside others'."""
    dye: str = ""
    """The ``#rrggbb`` that the story gives its coat or clothes; empty for the natural one."""
    freckles: bool = False
    small: bool = False

    @property
    def species(self) -> Species:
        """What kind it is."""
        return list_species()[self.kind]

    @property
    def cloth(self) -> str:
        """The colour of its clothes."""
        return self.outfit.color


@lru_cache(maxsize=4096)
def look_of(figure: Figure, story: int, cast: tuple[str, ...] = ()) -> Look:
    """Return the look of a figure in a story; what it is doing changes nothing of it.

    ``cast`` are the ids of the story's persons in order: who is of it differs from the others in hair and colours.
    """
    if is_person(figure):
        return _person(as_human(figure), story, _turn(figure.id, cast))
    kind = species_of(figure)
    told = vocabulary().colors.get(figure.color, figure.color if figure.color.startswith("#") else "")
    dye = told or kind.dye
    main = rgb(dye) if dye else rgb(kind.fur[0]) if kind.fur else colors(kind.emoji)[0]
    young = figure.small or figure.age in {"baby", "child"}
    palette = _apart(_SCARVES, main)
    shade = _chosen(palette, kind.name, figure.name or figure.id)
    outfit = put_on(Outfit(color=shade, scarf="", shoes="", legs=""), figure.wears)
    if kind.head and (figure.name or young) and not figure.wears:
        outfit = replace(outfit, scarf=shade)
    girth, tall = _measured(figure.looks)
    height = kind.height * (0.66 if young and kind.height > 0.9 else 0.78 if young else 1.0)
    height *= (0.94 if figure.old or figure.age == "old" else 1.0) * tall
    age: Age = "child" if young else "old" if figure.old else figure.age or "adult"
    skin = story % 5 if "🧜" in kind.sprite else None
    return Look(
        kind.name, kind.emoji, False, skin, figure.sex, age, Hairdo(), outfit, 1.0, height, girth, dye, False, young
    )


def _turn(id_: str, cast: tuple[str, ...]) -> int | None:
    """Return somebody's place in the cast; of a group's others, ``mover 2``, one of its own; None if not of it."""
    if id_ in cast:
        return cast.index(id_)
    group, _, at = id_.rpartition(" ")
    return cast.index(group) + len(cast) * int(at) if group in cast and at.isdigit() else None


def _person(figure: Figure, story: int, turn: int | None) -> Look:
    """Return the look of a person: relations share a skin tone; hair and clothes follow from who it is."""
    costume = costume_of(figure.job)
    age: Age = figure.age or costume.age or "adult"
    costume = costume.worn_by(figure.sex, age)
    who = _Who(figure.id or f"{figure.kind} {figure.name}{figure.sex}{age}{figure.job}", story, turn)
    skin = _skin(figure, story, who)
    told = vocabulary().colors.get(figure.color, figure.color if figure.color.startswith("#") else "")
    style = costume.hair or (_UNDER_HATS.get(age, "") if costume.hat and figure.sex == "female" else "")
    hair = hairdo_of(
        figure, age, skin, who.pick_one(style, "style"), who.pick_one(costume.beard, "beard"), who.pick_apart
    )
    outfit = put_on(_dressed(costume, figure.sex, age, told, who), figure.wears)
    if outfit.body == "swimsuit" and figure.sex == "male":
        outfit = replace(outfit, body="swimming trunks")
    outfit = replace(outfit, glasses=outfit.glasses or _bespectacled(figure, costume, age, who))
    girth, longer = _measured(figure.looks)
    tall, height = _TALL.get((figure.sex, age)) or _TALL["", age]
    small = figure.small and age in {"child", "baby"}
    height *= costume.height * longer * (0.84 if small else 1.0)
    tall *= (0.84 if costume.height < 1 else min(1.08, costume.height)) * (1.08 if longer > 1 else 1.0)
    freckles = any("freckle" in one for one in figure.looks) or (
        age == "child" and skin < 2 and who.pick(range(6), "f") == 0
    )
    return Look(
        "human",
        "🧑",
        True,
        skin,
        figure.sex,
        age,
        hair,
        outfit,
        tall,
        height,
        girth * costume.girth,
        told,
        freckles,
        small,
    )


def _skin(figure: Figure, story: int, who: _Who) -> int:
    """Return somebody's skin tone: as told, else the story's; of strangers, who are told by their jobs, any."""
    told = next((look for look in figure.looks if "skin" in look), "")
    tones = next((tones for word, tones in _SKINS.items() if word in told.split()), None)
    if tones:
        return tones[story % len(tones)]
    if not figure.job or figure.job in _ROYAL:
        return story % 5
    return (story + who.pick((0, 0, 1, 2, 4), "skin")) % 5


@dataclass(frozen=True)
class _Who:
    """Who it is, to choose by."""

    id: str
    story: int
    turn: int | None
    """Its place in the story's cast: neighbours there choose differently."""

    def pick(self, options: Sequence[T], what: str) -> T:
        """Return one of some by who it is."""
        return options[crc32(f"{what}/{self.id}/{self.story}".encode()) % len(options)]

    def pick_apart(self, options: Sequence[T], what: str) -> T:
        """Return one that nobody else of the story's cast has, while there are enough."""
        if self.turn is None:
            return self.pick(options, what)
        return options[(crc32(f"{what}/{self.story}".encode()) + self.turn) % len(options)]

    def pick_one(self, choice: T | tuple[T, ...], what: str) -> T:
        """Return one of a choice of a costume."""
        return self.pick(choice, what) if isinstance(choice, tuple) else choice


def _dressed(costume: Costume, sex: Sex, age: Age, told: str, who: _Who) -> Outfit:
    """Return what somebody wears in a costume; ``told`` is the colour that the story gives the clothes."""

    def one(choice: str | tuple[str, ...], what: str) -> str:
        return who.pick_one(choice, what)

    body = one(costume.body, "body") if costume.body else who.pick(everyday(sex, age), "body")
    color = told or one(costume.color, "cloth") or who.pick_apart(_CLOTHES, "cloth")
    garment = garments()[body]
    legs = one(costume.legs, "legs") or (color if garment.tight == "cloth" else who.pick_apart(_TROUSERS, "legs"))
    tights = one(costume.tight, "tight") or (garment.tight if garment.tight not in {"cloth", "skin"} else "")
    if garment.skirt and not tights:
        tights = {"old": "#9a8a86", "adult": who.pick(("", "", "#5a4a55"), "tights")}.get(age, "")
    return Outfit(
        body, color, legs, one(costume.shoes, "shoes") or who.pick(_SHOES, "shoes"), one(costume.boots, "boots"),
        one(costume.hat, "hat"), "", one(costume.cloak, "cloak"), one(costume.apron, "apron"),
        one(costume.gloves, "gloves"), one(costume.scarf, "scarf"), one(costume.wings, "wings"),
        one(costume.mask, "mask"), one(costume.backpack, "backpack"), one(costume.nose, "nose"), tights,
        one(costume.emblem, "emblem"), one(costume.tool, "tool"),
    )  # fmt: skip


def _bespectacled(figure: Figure, costume: Costume, age: Age, who: _Who) -> bool:
    if "glasses" in figure.looks or who.pick_one(costume.glasses, "glasses"):
        return True
    odds = 2 if age == "old" else 9 if age in {"adult", "child"} and not figure.job else 0
    return bool(odds) and who.pick(range(odds), "glasses") == 0


def _measured(looks: Sequence[str]) -> tuple[float, float]:
    """Return how wide and how high somebody is beside others."""
    said = {word for look in looks for word in look.split()}
    wide = 1.28 if said & {"fat", "plump", "round", "stout", "chubby"} else 1.0
    wide = 0.84 if said & {"thin", "slim", "skinny", "lean"} else wide
    high = 1.14 if said & {"tall", "big", "huge"} else 1.0
    return wide, 0.4 if said & {"tiny", "thumb-sized", "miniature"} else 0.88 if said & {"short", "small"} - _hair(
        looks
    ) else high


def _hair(looks: Sequence[str]) -> set[str]:
    """Return the words of looks that speak of hair."""
    return {word for look in looks if "hair" in look for word in look.split()}


def _apart(palette: tuple[str, ...], main: RGB) -> tuple[str, ...]:
    """Return the colours of a palette that stand out against ``main``."""
    far = tuple(one for one in palette if sum(abs(a - b) for a, b in zip(rgb(one), main, strict=True)) > 0.75)
    return far or palette


def _chosen(palette: tuple[str, ...], kind: str, name: str) -> str:
    """Return a colour of the palette; with a name another than without."""
    other = 1 + crc32(name.encode()) % (len(palette) - 1) if name and len(palette) > 1 else 0
    return palette[(crc32(kind.encode()) + other) % len(palette)]


def fur_of(look: Look) -> tuple[RGB, RGB]:
    """Return the colours of the body and the belly."""
    if look.person:
        return rgb(look.cloth), mix(rgb(look.cloth), (1.0, 1.0, 1.0), 0.3)
    fur = look.species.fur
    coat = (rgb(fur[0]), rgb(fur[1])) if fur else colors(look.head)
    body, belly = dye_all(coat, look.dye)
    return body, belly
