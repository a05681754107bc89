"""How big figures and things are beside a child: the same on every page of every story.

Storybooks enlarge what is small, so the steps are smaller than nature's, but their order is nature's.
"""

from __future__ import annotations

from digiteller.language.page_content import Figure
from digiteller.language.vocabulary import Kind
from digiteller.picturebook.figures.vehicles import vehicle_height

_KINDS = {
    0.13: "ant beetle ladybird worm",
    0.16: "bee caterpillar cricket spider",
    0.2: "snail butterfly",
    0.24: "crab fish tropical-fish",
    0.26: "bird sparrow robin wren nightingale swallow canary bluebird duckling lobster",
    0.3: "bat lizard jellyfish",
    0.32: "dove pigeon seagull crow",
    0.36: "mouse hamster frog parrot duck turtle snake",
    0.42: "squirrel hen hedgehog",
    0.46: "owl goose skunk otter beaver badger",
    0.52: "rabbit cat turkey teddy eagle crocodile",
    0.6: "raccoon koala sloth swan baby octopus",
    0.68: "fox dog pig penguin seal",
    0.76: "monkey sheep goat ram peacock squid elf fairy phoenix",
    0.9: "wolf flamingo alien ghost dolphin",
    1.0: "child girl boy panda mermaid shark astronaut",
    1.1: "robot deer lion tiger snowman donkey",
    1.2: "bear gorilla cow kangaroo grandmother princess",
    1.25: "polar-bear bull hippo woman queen witch teacher nurse grandfather",
    1.35: "man prince king knight farmer cook santa wizard captain sailor pirate fisherman keeper doctor postman"
    " shepherd clown llama",
    1.45: "moose horse unicorn zebra rhino woodcutter",
    1.6: "giant camel",
    1.8: "whale",
    2.0: "dragon elephant mammoth",
    2.2: "dinosaur tyrannosaurus",
    2.4: "giraffe",
}
"""Heights in children's; a hyphen stands for a space. The height of swimmers is that of their whole body."""
_HEIGHTS = {kind.replace("-", " "): height for height, kinds in _KINDS.items() for kind in kinds.split()}

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


def natural(figure: Figure, kind: Kind) -> float:
    """Return how high a figure is in children's heights."""
    height = _HEIGHTS.get(kind.name)
    if height is None:
        height = 1.3 if kind.big else 0.22 if kind.tiny else 0.3 if kind.flies else 0.7
        if kind.person:
            height = 1.0 if kind.person in {"child", "girl", "boy"} else 1.3
    if figure.small:
        height *= 0.82 if kind.person in {"child", "girl", "boy"} else 0.66 if height > 0.9 else 0.78
    return height * (0.94 if figure.old and kind.person not in {"old woman", "old man"} else 1.0)


def thing_height(key: str) -> float:
    """Return the side of the square that a thing is drawn in, in children's heights."""
    vehicle = vehicle_height(key)
    return vehicle if vehicle is not None else _THING_HEIGHTS.get(key.replace(_COLORED, ""), _SMALL_THING)
