"""How somebody's hair is: its style and colour, and beards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from digiteller.language.page_content import Age, Figure, Sex
from digiteller.language.vocabulary import vocabulary

Pick = Callable[[Sequence[str], str], str]
_COLORS = (
    ("#e8c25a", "#b9793a", "#8a5a34", "#c4622d", "#5a3a26"),
    ("#8a5a34", "#5a3a26", "#3a2a24", "#b9793a", "#c98a3a"),
    ("#4a3022", "#33241e", "#5f3a24", "#2a2220"),
    ("#2c211d", "#3a2a22", "#231c1a"),
    ("#221b19", "#2c211d", "#1c1716"),
)
"""The colours of hair that go with each skin tone."""
_GREY = ("#d2d0cc", "#b4b3b6", "#e6e3dc")
_WORDS = {
    "red": "#c4562a",
    "ginger": "#cf6a2c",
    "auburn": "#8f4228",
    "brown": "#6b4630",
    "chestnut": "#7a4528",
    "dark": "#2f2420",
    "black": "#231c1a",
    "blond": "#e8c25a",
    "blonde": "#e8c25a",
    "fair": "#e8c25a",
    "golden": "#edc23f",
    "grey": "#b4b3b6",
    "gray": "#b4b3b6",
    "silver": "#cfd0d6",
    "white": "#f0eee8",
}
_STYLES: dict[tuple[Sex, Age], tuple[str, ...]] = {
    ("female", "child"): ("pigtails", "bob", "ponytail", "long", "braids", "wavy"),
    ("male", "child"): ("short", "mop", "curls", "crop", "tuft"),
    ("", "child"): ("mop", "bob", "curls"),
    ("female", "adult"): ("long", "bob", "bun", "wavy", "ponytail"),
    ("male", "adult"): ("short", "crop", "side", "curls", "side"),
    ("", "adult"): ("pixie", "bob", "curls", "short"),
    ("female", "old"): ("bun", "curls", "bob", "bun"),
    ("male", "old"): ("fringe", "side", "fringe", "short"),
    ("", "old"): ("curls", "side", "bob"),
}
_TOLD = {
    "braid": "braids",
    "plait": "braids",
    "pigtail": "pigtails",
    "bunches": "pigtails",
    "ponytail": "ponytail",
    "bald": "bald",
    "bun": "bun",
    "topknot": "bun",
    "tonsure": "tonsure",
    "bob": "bob",
    "wavy": "wavy",
    "spiky": "tuft",
    "tousled": "mop",
    "messy": "mop",
}


@dataclass(frozen=True)
class Hairdo:
    """How the hair of a head and a chin is."""

    style: str = ""
    """A name of ``STYLES``."""
    color: str = "#8a5a34"
    beard: str = ""
    """full, long, moustache or none."""


def hairdo_of(figure: Figure, age: Age, skin: int, style: str, beard: str, pick: Pick) -> Hairdo:
    """Return the hair of a person by what the story tells, what its costume asks for, and else who it is."""
    looks = [look.lower() for look in figure.looks]
    color = _color(looks) or pick(_GREY if age == "old" else _COLORS[skin], "hair")
    found = _style(looks, figure.sex, age) or style
    if not found:
        found = "baby" if age == "baby" else pick(_STYLES[figure.sex, age], "style")
    return Hairdo(found, color, _beard(looks, figure, age, beard, pick))


def _color(looks: Sequence[str]) -> str:
    """Return the colour that looks give the hair; empty if none does."""
    for look in looks:
        words = look.replace("-haired", " hair").split()
        if {"hair", "braids", "curls", "beard", "plaits", "pigtails", "bun", "moustache"} & set(words):
            for word in words:
                if word in _WORDS or word in vocabulary().colors:
                    return _WORDS.get(word) or vocabulary().colors[word]
    return ""


def _style(looks: Sequence[str], sex: Sex, age: Age) -> str:
    """Return the style that looks ask for; empty if none does."""
    said = " ".join(looks)
    for word, style in _TOLD.items():
        if word in said:
            return style
    long, curly = "long hair" in said or "long-haired" in said, "curl" in said
    if curly:
        return "wavy" if long or (sex == "female" and age != "old") else "curls"
    if long or ("long" in said and "hair" in said):
        return "long"
    if "short" in said and "hair" in said:
        return "pixie" if sex == "female" else "short"
    return ""


def _beard(looks: Sequence[str], figure: Figure, age: Age, beard: str, pick: Pick) -> str:
    """Return the beard of somebody: what the story tells; else of men what a costume has, or chance."""
    told = [look for look in looks if "beard" in look or "whisker" in look]
    if told and not any("no beard" in look for look in told):
        return "long" if any("long" in look for look in told) else "full"
    if any("moustache" in look or "mustache" in look for look in looks):
        return "moustache"
    if figure.sex == "female" or age in {"child", "baby"} or told:
        return ""
    if beard and (figure.sex == "male" or (age == "old" and beard == "long")):
        return beard
    if figure.sex != "male":
        return ""
    chances = ("", "", "full", "moustache") if age == "old" else ("", "", "", "", "", "full", "moustache")
    return pick(chances, "beard")
