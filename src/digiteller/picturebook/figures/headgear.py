"""What figures wear on the head: by name, in a colour, around (0, 0) for a head of radius ``r``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from digiteller.picturebook.figures import everyday_hats as everyday
from digiteller.picturebook.figures import uniform_hats as uniform

DrawHat = Callable[[str, float], str]
"""Draws a hat in a colour for a head of a radius."""


@dataclass(frozen=True)
class Hat:
    """A hat, a crown, a veil."""

    draw: DrawHat
    color: str = ""
    """Where nobody gives another; empty for that of the clothes."""
    reach: float = 1.3
    """How high it reaches above the middle of the head, in its radii."""
    covers: str = "high"
    """How it hides hair: high, all or not at all."""
    behind: DrawHat | None = None


def draw_hat(name: str, color: str, cloth: str, r: float) -> tuple[str, str]:
    """Return what of a hat is behind a head and what upon it; nothing for an unknown one."""
    hat = HATS.get(name)
    if hat is None:
        return "", ""
    shade = color or hat.color or cloth
    return hat.behind(shade, r) if hat.behind else "", hat.draw(shade, r)


HATS: dict[str, Hat] = {
    "felt": Hat(everyday.felt, "#7a5a3f"),
    "straw": Hat(everyday.straw, "#e2bd6a"),
    "sun": Hat(everyday.sun, "#ecd79a"),
    "boater": Hat(everyday.boater, "#efdcae"),
    "top hat": Hat(everyday.top_hat, "#33333c", 1.6),
    "bowler": Hat(everyday.bowler, "#3a3740"),
    "woolly": Hat(everyday.woolly, "", 1.5),
    "pointed": Hat(everyday.pointed, "", 1.95),
    "witch": Hat(everyday.witch, "#3a3145", 1.95),
    "cowboy": Hat(everyday.cowboy, "#8a5a34"),
    "pirate": Hat(everyday.pirate, "#2e2a30", 1.5),
    "santa": Hat(everyday.santa, "#d2333c", 1.4),
    "nightcap": Hat(everyday.nightcap, "#7fa8d8", 1.35),
    "cap": Hat(everyday.cap, "", 1.2),
    "beret": Hat(everyday.beret, "#33405f", 1.3),
    "bonnet": Hat(everyday.bonnet, "#f0dfe4", 1.1),
    "hood": Hat(everyday.hood, "#b5303c", 1.25, "all", everyday.round_the_head),
    "headscarf": Hat(everyday.headscarf, "#d9574a", 1.1),
    "bridal veil": Hat(everyday.wreath, "#ffffff", 1.1, "", everyday.veil_behind),
    "wreath": Hat(everyday.wreath, "", 1.0, ""),
    "crown": Hat(everyday.crown, "#f0c13f", 1.35, "high"),
    "coronet": Hat(everyday.coronet, "#f0c13f", 1.2, ""),
    "halo": Hat(everyday.halo, "#ffd75a", 1.3, ""),
    "bow": Hat(everyday.bow, "#d9483b", 1.1, ""),
    "earmuffs": Hat(everyday.earmuffs, "#d9688a", 1.0, ""),
    "elf": Hat(everyday.elf, "", 1.45),
    "clown": Hat(everyday.clown, "#4fb0d8", 1.8, ""),
    "feather": Hat(everyday.feathered, "#5d7a4a", 1.4),
    "helmet": Hat(uniform.knight, "#b5303c", 1.66, "high"),
    "crash helmet": Hat(uniform.crash_helmet, "#d23f3c", 1.2),
    "fire helmet": Hat(uniform.fire_helmet, "#d23f2f", 1.3),
    "hard hat": Hat(uniform.hard_hat, "#f0c23a", 1.2),
    "lamp helmet": Hat(uniform.lamp_helmet, "#c8a03a", 1.2),
    "viking": Hat(uniform.viking, "#9aa3ad", 1.4),
    "shako": Hat(uniform.shako, "#2e2a30", 1.7),
    "peaked": Hat(uniform.peaked, "#33405f", 1.3),
    "kepi": Hat(uniform.kepi, "", 1.3),
    "captain": Hat(uniform.captain, "#f6f3ea", 1.3),
    "pilot": Hat(uniform.pilot, "#2f3b5c", 1.3),
    "flying": Hat(uniform.flying, "#7a5236", 1.1),
    "goggles": Hat(uniform.goggles, "#5a4a3a", 1.0, ""),
    "striped cap": Hat(uniform.striped_cap, "#4f6f9a", 1.25),
    "sailor": Hat(uniform.sailor, "#fffdf7", 1.3),
    "sou'wester": Hat(uniform.souwester, "#e5b735", 1.3),
    "toque": Hat(uniform.toque, "#fbf7ee", 1.66),
    "baker": Hat(uniform.baker, "#fbf7ee", 1.3),
    "nurse": Hat(uniform.nurse, "#fdfbf5", 1.25),
    "bubble": Hat(uniform.bubble, "#cfeaff", 1.25, ""),
    "deerstalker": Hat(uniform.deerstalker, "#a0794e", 1.25),
    "pith": Hat(uniform.pith, "#d9c690", 1.25),
    "veil": Hat(uniform.bee_veil, "#ecd79a", 1.25, "high"),
    "diving mask": Hat(uniform.diving_mask, "#2f3b4a", 1.0, ""),
    "swimming cap": Hat(uniform.swimming_cap, "", 1.0, "all"),
    "nun": Hat(uniform.nun, "#33363f", 1.1, "all", everyday.round_the_head),
    "wig": Hat(uniform.wig, "#ece8de", 1.0, "all"),
}
"""Hats by name."""
