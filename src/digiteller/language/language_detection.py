"""What the writers know of languages: their names, how long their words take, and which of them a text is in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from digiteller.language.language_tags import base_language

NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch",
    "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
"""Language tags and what to call the language in a prompt."""

_SCRIPTS = {
    "Latin": r"a-zA-ZÀ-ɏḀ-ỿ",
    "Cyrillic": r"Ѐ-ӿ",
    "Greek": r"Ͱ-Ͽ",
    "Hebrew": r"֐-׿",
    "Arabic": r"؀-ۿ",
    "Devanagari": r"ऀ-ॿ",
    "Thai": r"฀-๿",
    "Georgian": r"Ⴀ-ჿ",
    "Hangul": r"가-힣",
    "Kana": r"ぁ-ヿ",
    "Han": r"一-鿿",
}
_SCRIPT = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS.items()}
_WRITTEN_IN = {
    "Cyrillic": ("ru", "uk", "bg", "sr"),
    "Greek": ("el",),
    "Hebrew": ("he",),
    "Arabic": ("ar", "fa"),
    "Devanagari": ("hi",),
    "Thai": ("th",),
    "Georgian": ("ka",),
    "Hangul": ("ko",),
    "Kana": ("ja",),
    "Han": ("zh", "ja"),
}
"""The languages of a script, the likeliest first; all others are written in Latin letters."""

FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(text.split())
    for language, text in {
        "en": "the and of to was he she it his her they that with for on had at but as then from were said not is you",
        "de": "der die das und ein eine einen zu in den dem nicht mit er sie es ist war auf sich auch wie dann als",
        "fr": "le la les et un une des du de dans elle il qui que était pas est sur avec son sa ses mais pour plus au",
        "es": "el la los las y un una de en que se su con por para no era pero del al más como lo había estaba muy",
        "it": "il lo la gli le e un una di che in con per non era si del della al suo sua ma più come nel alla sono",
        "pt": "o a os as e um uma de em que se com por para não era mas do da no na seu sua mais como ao estava muito",
        "nl": "de het een en van in op te dat was hij zij ze niet met voor zijn haar maar aan naar er toen die ook",
        "sv": "och en ett att det som på var han hon med för inte den till av sig men så när om hade är i de",
        "pl": "i w na z się nie do to że był była jest ale jak po co przez jego jej już tak gdy oraz który tylko",
        "tr": "ve bir bu o için ile çok ama gibi da de ne daha sonra kadar olarak vardı dedi onu her mi var ise",
        "ru": "и в на не с что он она его её их но был была было как по к а у из же так от за то все это ещё",
        "uk": "і в на не з що він вона його її їх але був була було як по до а у та це від за все ще й",
    }.items()
}
"""Short words that a text in a language cannot do without."""

_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(r"[ぁ-ヿ一-鿿฀-๿]")
_LETTERS_A_WORD = 1.8
"""Letters of a script without spaces that take as long to say as a word of English."""


def name(tag: str) -> str:
    """Return what to call the language in a prompt."""
    return NAMES.get(base_language(tag), f"the language with the tag {tag}")


def length(text: str) -> float:
    """Return how long a text is, in words of English or what takes as long to say."""
    unspaced = len(_UNSPACED.findall(text))
    return len(_UNSPACED.sub(" ", text).split()) + unspaced / _LETTERS_A_WORD if unspaced else len(text.split())


def detect(text: str) -> str | None:
    """Return the language that a text is in, None if it is too short or none that is known here."""
    script = _script(text)
    if script is None:
        return None
    if script in ("Kana", "Han"):
        return "ja" if _SCRIPT["Kana"].search(text) else "zh"
    possible = _WRITTEN_IN.get(script, tuple(tag for tag in FUNCTION_WORDS if tag not in ("ru", "uk")))
    counts = _counts(text)
    scored = sorted(((counts[tag], tag) for tag in possible if tag in counts), reverse=True)
    if not scored:
        return possible[0]
    clear = len(scored) == 1 or scored[0][0] > 1.3 * scored[1][0]
    return scored[0][1] if scored[0][0] >= 3 and clear else None


def is_other(text: str, language: str) -> bool:
    """Return whether a text is clearly in another language than the one with this tag."""
    tag, script = base_language(language), _script(text)
    if script is None:
        return False
    expected = next((name for name, tags in _WRITTEN_IN.items() if tag in tags), "Latin")
    if tag in ("ja", "zh"):
        return script not in ("Han", "Kana") or (tag == "zh" and bool(_SCRIPT["Kana"].search(text)))
    if tag == "sr" and script in ("Latin", "Cyrillic"):
        return False
    if script != expected:
        return tag in NAMES
    counts = _counts(text)
    own = counts.pop(tag, None)
    return own is not None and max(counts.values()) >= 4 and max(counts.values()) > 2 * own


def _script(text: str) -> str | None:
    """Return the script of most letters of a text."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPT.items()}
    most = max(counts, key=lambda name: counts[name])
    return most if counts[most] else None


def _counts(text: str) -> dict[str, int]:
    """Return how many words of a text are function words of each language."""
    said = Counter(word.lower() for word in _WORD.findall(text))
    return {tag: sum(said[word] for word in words) for tag, words in FUNCTION_WORDS.items()}
