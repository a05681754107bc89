"""Clothes by their words: "a red coat", "yellow boots", put on over a costume."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from digiteller.language.vocabulary import vocabulary
from digiteller.picturebook.drawing.light import css, rgb, rotate_hue
from digiteller.picturebook.figures.costumes import clothes


@dataclass(frozen=True)
class Outfit:
    """What somebody wears; colours are ``#rrggbb``, empty ones are none."""

    body: str = ""
    """A garment; empty for an animal's own fur."""
    color: str = "#d9574a"
    """Of the garment."""
    legs: str = "#4a5a7a"
    """Of the trousers, or ``skin``."""
    shoes: str = "#5d4033"
    """Or ``skin`` for bare feet."""
    boots: str = ""
    hat: str = ""
    """A name of ``HATS``."""
    hat_color: str = ""
    """Empty for the hat's own."""
    cloak: str = ""
    apron: str = ""
    gloves: str = ""
    scarf: str = ""
    wings: str = ""
    mask: str = ""
    backpack: str = ""
    nose: str = ""
    tights: str = ""
    """Of legs under a skirt; empty for bare ones."""
    emblem: str = ""
    tool: str = ""
    shorts: bool = False
    glasses: bool = False


_BARE_HEADED = {"tutu", "swimsuit", "swimming trunks", "wedding dress"}


BARE_HEAD = "bare head"
"""Worn in the place of the hat of a job."""


def put_on(outfit: Outfit, wears: tuple[str, ...]) -> Outfit:
    """Return an outfit with clothes over it, the later ones over the earlier; unknown words change nothing."""
    for words in wears:
        bare = words == BARE_HEAD
        outfit = replace(outfit, hat="", hat_color="") if bare else _with(outfit, words.lower())
    return outfit


def _with(outfit: Outfit, words: str) -> Outfit:
    color, found = _read(words)
    if not found:
        return outfit
    part, what, usual = clothes()[found]
    shade = color or usual
    if part == "hat":
        return replace(outfit, hat=what, hat_color=shade)
    if part == "body":
        # Emblems and aprons are under a coat, and hats of a job do not go with every garment.
        hat = "" if what in _BARE_HEADED else outfit.hat
        changed = replace(outfit, body=what, color=shade or outfit.color, emblem="", apron="", mask="", hat=hat)
        if what == "overalls" and color:
            return replace(changed, color="#f0e6d2", legs=color)
        return changed
    if part == "emblem":
        return replace(outfit, emblem=what)
    if part == "glasses":
        return replace(outfit, glasses=True)
    if part == "shorts":
        return replace(outfit, shorts=True, legs=shade)
    changes: dict[str, Any] = {part: shade}
    return replace(outfit, **changes)


def _read(words: str) -> tuple[str, str]:
    """Return the colour and the clothes that some words name: "his long red coat", "light blue scarf"."""
    said = words.replace("'s", "").split()
    colors = [vocabulary().colors[word] for word in said if word in vocabulary().colors]
    colors += [word for word in said if len(word) == 7 and word[0] == "#" and set(word[1:]) <= set("0123456789abcdef")]
    found = next((name for long in (2, 1) for name in _ends(said, long) if name in clothes()), "")
    color = colors[-1] if colors else ""
    if color and {"dark", "deep"} & set(said):
        color = css(rotate_hue(rgb(color), 0, 0.7))
    return color, found


def _ends(said: list[str], long: int) -> list[str]:
    """Return the runs of so many words, the last first, as they are and as plurals."""
    runs = [" ".join(said[at : at + long]) for at in range(len(said) - long, -1, -1)]
    return [form for run in runs for form in (run, f"{run}s", run.removesuffix("s"))]
