"""How big figures and things are beside a child: the same on every page of every story.

Storybooks enlarge what is small, so the steps are smaller than nature's, but their order is nature's.
"""

from __future__ import annotations

from digiteller.language.page_content import Figure
from digiteller.picturebook.figures.appearance import look_of
from digiteller.picturebook.figures.own_things import OWN_THINGS
from digiteller.picturebook.figures.vehicles import vehicle_height

_THINGS = {
    0.14: "🔑 🗝 🪙 🌰 🫐 🍓 🍒 🥚 ⌚ 🪶 🐚 🌱 🍂 🍁 🍀 🧵 🪡 💍 📿 🥜 🍬 ✂️ 📌 📎 📱 🎲 🔩 🦴 🪈",
    0.2: "🍎 🍏 🍐 🍊 🍋 🍌 🍑 🥭 🥔 🧅 🧄 🍅 🥕 🌽 🥒 🍪 🧁 🍩 🥐 🥨 ✉️ 📜 ☕ 🧭 💎 ✏️ 🖍 🖊 🖌 💡 🔋 🍄 🥛 🧀 🧶 🧊 ❤️ 🎵 ⚙️"
    " 🔔 🛎 🧤 🧦 🍇 🍦 🍭 🥄 🍴 🔪 🧪 📷 🔧 🪛 👓 🕶 💌 👛 🍼 🧼 🪥 🎤 🥫 🧂 🪀",
    0.28: "📖 📕 🗺 🍞 🥖 🥣 🥧 🍰 🥞 🍯 🫖 🕯 🪔 🔦 👑 🎩 👒 🧢 🥾 👢 👞 👟 🌼 🌷 🌹 🌺 🪻 🪷 🎁 ⚽ 🏀 🧣 🏆 ⏳ ⏰ 🔨 🪄"
    " 🔮 ☎️ 📻 🧸 🪆 🥥 🍍 🥬 🥦 👜 💰 🔬 💻 🌿 🎷 🪃 ⛸ 🍲 🥘 🍕 own:paper-boat",
    0.36: "📚 🎂 🪣 🧺 💐 🥁 🎻 🎺 🍉 🕰 ⚓ 🔭 🎒 🪓 🪚 🏺 🖼 ⚖️ 🪕 🪗 🛹 🎃 👕 👖 🩳 🪘 🧰",
    0.44: "own:lantern 🏮 📦 🪨 🎈 🎸 🛡 ✨ own:star 🧳 🕸 🪴 ⛏ 🪤 🖥 🎨",
    0.52: "🔥 🌂 🪁 ⚔️ 🧹 🌻 🌾 own:nest ☄️ 👗 👘 🧥 🥋 🗡 🏹 📺 🚽 🪑 own:spade",
    0.66: "☂️ 🎆 🎣 🎿 🛒 🛢 🎹 🛁 🏸",
    0.8: "🪞 ⛱ 🪵 🗑",
    1.1: "⛲ 🪜 🛰 🌪 🗿 🎑",
    1.3: "🪐 🌍 🌎 🌏 🛏 🛋 🚪 🪟",
    1.5: "⛺",
    1.9: "🎄 🎠 ⛄ ☃️",
    2.3: "🌳 🌲 🌴 🌵 🎋 🛖 own:tree own:palm own:tent own:well",
    2.8: "own:rainbow 🏠 🏡 🏚 🏘 own:house 🎡 🎪 ⛪ 🏪 🏫 🏥 🏦 🏛 🏰 🏯 🗼 🎢",
}
_COLORED = "\ufe0f"
"""What an emoji may end with that is to be shown in colours."""
_THING_HEIGHTS = {
    key.replace("-", " ").replace(_COLORED, ""): height for height, keys in _THINGS.items() for key in keys.split()
}
_SMALL_THING = 0.26
TALL_THING = 1.05
"""Things from this height stand behind the figures."""


def natural(figure: Figure) -> float:
    """Return how high a figure is in children's heights, by its kind and age."""
    return look_of(figure, 0).height


def thing_height(key: str) -> float:
    """Return the side of the square that a thing is drawn in, in children's heights."""
    if own := OWN_THINGS.get(key):
        return own.height
    vehicle = vehicle_height(key)
    return vehicle if vehicle is not None else _THING_HEIGHTS.get(key.replace(_COLORED, ""), _SMALL_THING)
