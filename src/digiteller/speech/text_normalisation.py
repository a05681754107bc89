"""Spoken forms: what a reader says for a word as written, where an English text-to-speech front end would stumble.

Front ends read plain numbers, times, dates and units on their own; what is rewritten here is what they spell out letter
by letter or read as symbols: sounds ("Shhh", "Zzz"), drawn-out words ("sooo"), money, emoji, foreign scripts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from digiteller.language.language_tags import base_language
from digiteller.language.word_sets import wordlist
from digiteller.speech.lexicon import FOREIGN_NAMES, pronounce

_DASHES = frozenset({"-", "–", "--", "---"})
_SPOKEN_SYMBOLS = frozenset('°£€¥₽₹¢×÷"“”…—')
"""Beyond ASCII."""
_DROPPED = frozenset("*_~`|^\\")
_ALTERNATIVES = str.maketrans("‘’‛–−‐‑[]{}«»„", "'''----()()\"\"\"")
_EDGES = re.compile(r"(?P<before>[^\w$£€¥₽₹¢+°&@#%-]*)(?P<core>.*?)(?P<after>[^\w%°$£€¥¢+&']*)", re.DOTALL)

_SCRIPTS = {
    **dict.fromkeys(("en", "es", "de", "fr", "it", "pt", "nl", "pl"), frozenset({"LATIN"})),
    **dict.fromkeys(("ru", "uk", "bg"), frozenset({"CYRILLIC", "LATIN"})),
}
"""What voices of a language read, where it is known; Latin names stand in Cyrillic texts."""

_WORDS = {
    "e.g": "for example",
    "i.e": "that is",
    "w/": "with",
    "b/c": "because",
    "'tis": "tiz",
    "'twas": "twuz",
    "'cause": "because",
    "24/7": "twenty-four seven",
    "m/s": "meters per second",
}
_SOUNDS = (
    (re.compile(r"s+h+"), "shush"),
    (re.compile(r"z{2,}"), "zuzz"),
    (re.compile(r"br{2,}"), "burr"),
    (re.compile(r"gr{2,}"), "gurr"),
    (re.compile(r"r{3,}"), "rur"),
    (re.compile(r"pf+t+"), "puft"),
    (re.compile(r"tsk"), "tisk"),
    (re.compile(r"s{3,}"), "hiss"),
    (re.compile(r"m{2,}"), "hmm"),
)
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_WITH_DOUBLE_LETTERS = wordlist(
    """all aww baa bee bell boo boom cheese cool deep eek fall feel food free fuzzy good green hee hill hiss hurry kiss
    loop look mee miss moo moon need ooh oops pee please ree really room scoop see seek sheep sleep sleepy small soon
    spooky squee still sweet tall tee tell too tree vroom wee weed week well whee wheel whoo whoosh will woo wood woof
    yippee zoo zoom"""
)

_MAGNITUDES = wordlist("hundred thousand million billion trillion")
_MONEY = re.compile(r"(?P<sign>[$£€₽₹])(?P<whole>\d[\d,]*)(?:\.(?P<part>\d\d))?")
_CURRENCIES = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "₽": ("ruble", "rubles", "kopeck", "kopecks"),
    "₹": ("rupee", "rupees", "paisa", "paise"),
}
_UNITS = {"m": ("meter", "meters"), "g": ("gram", "grams"), "l": ("liter", "liters")}
"""Those of one letter, which front ends spell."""
_UNIT = re.compile(r"(?P<amount>\d[\d.,]*) ?(?P<unit>[mgl])")
_FRACTIONS = {
    "½": ("one half", "and a half"),
    "⅓": ("one third", "and a third"),
    "⅔": ("two thirds", "and two thirds"),
    "¼": ("one quarter", "and a quarter"),
    "¾": ("three quarters", "and three quarters"),
}
_SIMPLE_FRACTIONS = {"1/2": "and a half", "1/3": "and a third", "1/4": "and a quarter", "3/4": "and three quarters"}
"""After a whole number."""
_TIMES = re.compile(r"(\d+)[x×](\d+)")
_HOUR = re.compile(r"(\d{1,2})([ap])m", re.IGNORECASE)
_SILENT = re.compile(r"#+|\.")
"""The mark of a heading in Markdown, and the parts of a spaced ellipsis."""
_POINT_FIRST = re.compile(r"\.\d")
_LONG_ELLIPSIS = re.compile(r"\.{4,}")
_FRACTION = re.compile(rf"(?P<whole>\d*)(?P<sign>[{''.join(_FRACTIONS)}])")


def spoken_forms(
    words: Sequence[str], language: str = "en", say: Mapping[str, str] = MappingProxyType({})
) -> list[str]:
    """Return what to say for each of ``words``: one string each, in plain text, empty where there is nothing to say.

    ``say`` maps words as written, or several in a row, to their pronunciation: other words, or IPA between slashes.
    Beyond English only what cannot be read at all is dropped.
    """
    tongue = base_language(language)
    if tongue == "en":
        after = [*(re.sub(r"\W+", "", word).lower() for word in words[1:]), ""]
        forms = [_spoken(*context) for context in zip(["", *words[:-1]], words, after, strict=True)]
    else:
        forms = ["".join(char for char in word if _can_be_read(char, tongue)) for word in words]
    known = {**FOREIGN_NAMES, **say} if tongue == "en" else say
    return pronounce(words, forms, known) if known else forms


def in_unknown_script(word: str, language: str = "en") -> bool:
    """Whether ``word`` has letters, but none that a voice of the language can read."""
    letters = [char for char in word if char.isalpha()]
    scripts = _SCRIPTS.get(base_language(language))
    return bool(letters) and scripts is not None and not any(_script(char) in scripts for char in letters)


def _can_be_read(char: str, language: str) -> bool:
    if char.isalpha():
        return language not in _SCRIPTS or _script(char) in _SCRIPTS[language]
    category = unicodedata.category(char)
    return (category[0] in "MNPZ" and char not in _DROPPED) or category == "Sc" or char in _SPOKEN_SYMBOLS


def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0]


def _is_latin(char: str) -> bool:
    return _script(char) == "LATIN"


def _spoken(preceding: str, word: str, following: str) -> str:
    if word in _DASHES:
        return "—"
    if _SILENT.fullmatch(word):
        return ""
    plain = _LONG_ELLIPSIS.sub("…", _plain(word))
    if _POINT_FIRST.match(plain):
        return "0" + plain
    if plain.lower() == "p." and following.isdigit():
        return "page"
    match = _EDGES.fullmatch(plain)
    if match is None or not match["core"]:
        return plain
    before, core, after = match.groups()
    if before.endswith("'") and "'" + core.lower() in _WORDS:
        return before[:-1] + _WORDS["'" + core.lower()] + after
    if core.lower() in _WORDS:
        return before + _WORDS[core.lower()] + after.removeprefix(".")
    if preceding.isdigit() and core in _SIMPLE_FRACTIONS:
        return before + _SIMPLE_FRACTIONS[core] + after
    joined = core[0].isdigit()
    if unit := _UNIT.fullmatch(core if joined else f"{preceding} {core}"):
        amount = unit["amount"]
        return before + f"{amount} " * joined + _UNITS[unit["unit"]][amount != "1"] + after
    return before + _core(core, following) + after


def _plain(word: str) -> str:
    """Return ``word`` in Latin letters, digits and the punctuation that voices know; the rest is dropped."""
    text = unicodedata.normalize("NFC", word).translate(_ALTERNATIVES).replace("--", "—")
    text = _FRACTION.sub(lambda match: _fraction(match["whole"], match["sign"]), text)
    return "".join(filter(_is_spoken, text))


def _is_spoken(char: str) -> bool:
    if char.isalpha():
        return _is_latin(char)
    return char in _SPOKEN_SYMBOLS or (char.isascii() and char not in _DROPPED)


def _fraction(whole: str, sign: str) -> str:
    alone, after_whole = _FRACTIONS[sign]
    return f"{whole} {after_whole}" if whole else alone


def _core(core: str, following: str) -> str:
    """Return what to say for a word without the punctuation around it."""
    lower = core.lower()
    if money := _MONEY.fullmatch(core):
        # "$5 million" is the front end's: it moves the dollars behind the million.
        return core if following in _MAGNITUDES else _money(money["sign"], money["whole"], money["part"])
    if times := _TIMES.fullmatch(core):
        return f"{times[1]} by {times[2]}"
    if hour := _HOUR.fullmatch(core):
        return f"{hour[1]} {hour[2].upper()}.M."
    for pattern, sound in _SOUNDS:
        if pattern.fullmatch(lower):
            return sound
    if _DRAWN_OUT.search(lower) and lower.replace("-", "").isalpha() and not re.fullmatch("[IVXLCDM]+", core):
        double = _DRAWN_OUT.sub(r"\1\1", lower)
        return double if double in _WITH_DOUBLE_LETTERS else _DRAWN_OUT.sub(r"\1", lower)
    return core


def _money(sign: str, whole: str, part: str | None) -> str:
    """Return an amount in words that keep its digits: ``$3.50`` is ``3 dollars and 50 cents``."""
    one, many, one_part, many_parts = _CURRENCIES[sign]
    large, small = int(whole.replace(",", "")), int(part or 0)
    amounts = []
    if large or not small:
        amounts.append(f"{large:,} {one if large == 1 else many}")
    if small:
        amounts.append(f"{small} {one_part if small == 1 else many_parts}")
    return " and ".join(amounts)
