"""What makes a figure the same one on every page: its head, colours and costume."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from digiteller.language.page_content import Figure
from digiteller.language.vocabulary import Kind, vocabulary
from digiteller.picturebook.drawing.light import RGB, css, mix, rgb
from digiteller.picturebook.drawing.recolouring import dye_all
from digiteller.picturebook.figures.sprites import colors

_SCARVES = ("#d9483b", "#2f8f9d", "#e2a72e", "#7a5bb5", "#4a9a5b", "#d9688a")
_CLOTHES = ("#d9574a", "#2f8a95", "#e3a536", "#7d62b3", "#5a9a58", "#d76f93", "#4d7fc0")
_TROUSERS = ("#4a5a7a", "#6b5138", "#3f4a52", "#5d6b4a")
_HAIRS = (
    ("#e8c25a", "#b9793a", "#8a5a34", "#c4622d", "#5a3a26"),
    ("#8a5a34", "#5a3a26", "#3a2a24", "#b9793a", "#c98a3a"),
    ("#4a3022", "#33241e", "#5f3a24", "#2a2220"),
    ("#2c211d", "#3a2a22", "#231c1a"),
    ("#221b19", "#2c211d", "#1c1716"),
)
"""The colours of hair that go with each skin tone."""
_GREY = ("#c9c7c4", "#a8a7aa", "#b9b5ae")


@dataclass(frozen=True)
class Costume:
    """How a kind of person is dressed."""

    body: str = "shirt"
    """A name of ``costume.garment``."""
    hat: str = ""
    """A name of ``costume.headgear``."""
    color: str = ""
    """Of the clothes; empty for one by its name."""
    trousers: str = ""
    cloak: str = ""
    heads: tuple[str, ...] = ()
    """The emoji it may have for a head; empty for the kind's."""
    beard: bool = False
    apron: bool = False
    tall: float = 1.0
    """The length of its legs and trunk in units of a child's."""


_BOYS = ("👦", "🧒", "🧑‍🦱")
_MALE = ("👨", "👱‍♂️", "👨‍🦱", "🧔", "👨‍🦰")
_FEMALE = ("👩", "👩‍🦱", "🧑", "👱‍♀️")
_MAN, _WOMAN = 1.42, 1.34

COSTUMES = {
    "girl": Costume("dress"),
    "boy": Costume("jumper", heads=_BOYS),
    "child": Costume("jumper"),
    "baby": Costume("romper", tall=0.72),
    "woman": Costume("dress", heads=_FEMALE, tall=_WOMAN),
    "man": Costume("shirt", heads=_MALE, tall=_MAN),
    "grandmother": Costume("dress", apron=True, tall=1.18),
    "grandfather": Costume("cardigan", heads=("👴", "🧓"), tall=1.26),
    "princess": Costume("gown", tall=1.16),
    "prince": Costume("doublet", tall=1.26),
    "queen": Costume("gown", "crown", color="#8a3f8f", cloak="#b5303c", heads=("👩", "👩‍🦱"), tall=_WOMAN),
    "king": Costume("royal", "crown", color="#7b3fa0", cloak="#b5303c", heads=("🧔",), tall=_MAN),
    "wizard": Costume("robe", "pointed", color="#4b52b0", heads=("👴",), beard=True, tall=1.34),
    "witch": Costume("robe", "witch", color="#5b4a86", heads=("👩", "👩‍🦱"), tall=1.26),
    "fairy": Costume("tutu", color="", heads=("👧",), tall=0.95),
    "elf": Costume("jerkin", "elf", color="#4f9a50", tall=0.86),
    "giant": Costume("shirt", heads=("🧔",), tall=1.6),
    "knight": Costume("armour", "helmet", heads=("👱‍♂️", "👨‍🦱"), trousers="#9aa6b2", tall=1.38),
    "farmer": Costume("overalls", "straw", trousers="#4d6fa5", heads=_MALE, tall=_MAN),
    "cook": Costume("chef", "toque", color="#f4efe6", heads=("👨", "👱‍♂️"), tall=_MAN),
    "astronaut": Costume("suit", "bubble", color="#eef1f5", trousers="#e4e8ee", tall=1.14),
    "santa": Costume("santa", color="#d2333c", trousers="#d2333c", tall=1.3),
    "pirate": Costume("sailor", "pirate", color="#c8403c", trousers="#4a3b34", heads=("🧔", "👨"), tall=_MAN),
    "captain": Costume("coat", "captain", color="#2f4a7d", trousers="#f0ece2", heads=("🧔",), tall=_MAN),
    "sailor": Costume("sailor", "sailor", color="#3f6fb0", trousers="#f0ece2", heads=("👱‍♂️", "👨‍🦱"), tall=_MAN),
    "fisherman": Costume("oilskin", "sou'wester", color="#e5b735", trousers="#4a5a55", heads=("🧔", "👨"), tall=_MAN),
    "keeper": Costume("coat", "cap", color="#35517a", heads=("🧔", "👨"), tall=_MAN),
    "teacher": Costume("cardigan dress", heads=("👩", "🧑"), tall=_WOMAN),
    "nurse": Costume("nurse", "nurse", color="#8fc3d6", heads=("👩", "🧑"), tall=_WOMAN),
    "doctor": Costume("coat", color="#f3f1ec", trousers="#56718c", heads=("👨‍🦱", "👱‍♂️"), tall=_MAN),
    "postman": Costume("coat", "captain", color="#3f6fb0", heads=("👨", "👱‍♂️"), tall=_MAN),
    "woodcutter": Costume("plaid", heads=("🧔",), color="#b5403a", tall=1.48),
    "shepherd": Costume("jerkin", "straw", color="#a8845a", heads=("👱‍♂️", "👨‍🦱"), tall=_MAN),
    "clown": Costume("clown", "clown", heads=("👱‍♂️",), tall=1.3),
}
_FAMILY = {"girl", "boy", "child", "baby", "woman", "man", "grandmother", "grandfather", "princess", "prince"}
"""Kinds that are often each other's relations: in one story they share a skin tone."""
_FEMININE = {"girl", "woman", "grandmother", "princess", "queen", "witch", "fairy", "teacher", "nurse"}

_FURS = {
    "lion": ("#f7b84b", "#fde3ae"),
    "deer": ("#b0704a", "#ead2b4"),
    "moose": ("#8a5a40", "#c59a78"),
    "hedgehog": ("#c98e6b", "#f0d2b6"),
    "tiger": ("#ffc04a", "#fff4e2"),
    "robot": ("#6f9fc8", "#d7e2e8"),
    "alien": ("#b9c8cc", "#dfe8ea"),
    "panda": ("#30363c", "#f2f2ee"),
    "frog": ("#7ab555", "#d3e8a8"),
    "gorilla": ("#3b4248", "#66757f"),
}
_NATURAL = {
    "dove": "white",
    "sparrow": "#a0764e",
    "robin": "#8d6f55",
    "wren": "#8a5f3c",
    "nightingale": "#94704f",
    "swallow": "#3d5a94",
    "pigeon": "#8f9aa8",
    "seagull": "#f2f1ec",
    "canary": "#f6cf3f",
    "bluebird": "#4f8fd0",
    "alien": "green",
    "unicorn": "#f3eefa",
    "zebra": "#f4f2ec",
}
"""The dyes of kinds whose sprite is another animal's, or paler than stories have it."""


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
    dye: str = ""
    """The ``#rrggbb`` that the story gives its coat; empty for the natural one."""
    hair: str = "#8a5a34"
    trousers: str = "#4a5a7a"
    old: bool = False
    small: bool = False

    @property
    def costume(self) -> Costume:
        """How it is dressed."""
        return COSTUMES.get(self.kind, COSTUMES["man"])

    @property
    def feminine(self) -> bool:
        """Whether its face has lashes and red lips."""
        return self.kind in _FEMININE


def look_of(figure: Figure, story: int) -> Look:
    """Return the look of a figure in a story; what it is doing changes nothing of it."""
    kind = vocabulary().kinds[figure.kind]
    word = figure.color or _NATURAL.get(kind.name, "")
    dye = vocabulary().colors.get(word, word if word.startswith("#") else "")
    if kind.person:
        return _person(figure, kind, story, dye if figure.color else "")
    head = kind.head or kind.sprite
    main = rgb(dye) if dye else rgb(_FURS[kind.name][0]) if kind.name in _FURS else colors(head)[0]
    cloth = _chosen(_apart(_SCARVES, main), kind.name, figure.name)
    scarf = bool(figure.name) or figure.small
    return Look(kind.name, head, "", None, cloth, scarf, 1.0, dye, old=figure.old, small=figure.small)


def _person(figure: Figure, kind: Kind, story: int, dye: str) -> Look:
    """Return the look of a person: relations share a skin tone, hair and clothes go by the name."""
    costume = COSTUMES.get(kind.name, COSTUMES["man"])
    seed = crc32(f"{kind.name} {figure.name} {story}".encode())
    skin = story % 5 if kind.name in _FAMILY else (story + (0, 0, 1, 2, 4)[seed // 7 % 5]) % 5
    old = figure.old or kind.name in {"grandmother", "grandfather", "wizard", "santa"}
    hairs = _GREY if old else _HAIRS[skin]
    heads = costume.heads or (kind.head,)
    head = heads[seed % len(heads)]
    cloth = dye or costume.color or _chosen(_CLOTHES, kind.name, figure.name or str(story))
    trousers = costume.trousers or _TROUSERS[seed // 11 % len(_TROUSERS)]
    small = figure.small and kind.name in _FAMILY
    tall = costume.tall * (0.92 if old and kind.name not in {"grandmother", "grandfather"} else 1.0)
    return Look(
        kind.name, head, kind.person, skin, cloth, False, tall, dye, hairs[seed // 5 % len(hairs)], trousers, old, small
    )


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
    named = _FURS.get(look.kind)
    coat = (rgb(named[0]), rgb(named[1])) if named else colors(look.head)
    body, belly = dye_all(coat, look.dye)
    return body, belly


def trim_of(look: Look) -> str:
    """Return the colour of hems and stripes of its clothes."""
    return css(mix(rgb(look.cloth), (1.0, 1.0, 1.0), 0.4))
