"""Where a page is set: the place that its words name most surely."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.language.clauses import ABSENT, DREAM, EARLIER, REAL, SAID
from digiteller.language.mentions import Mention, Reading
from digiteller.language.setting_evidence import weigh_evidence
from digiteller.language.vocabulary import Meaning, vocabulary

_BY_PREPOSITION = {"at": 3.0, "into": 2.9, "to": 2.0, "from": 0.5}
_BY_MODE = {REAL: 1.0, EARLIER: 0.1, SAID: 0.1, DREAM: 0.0, ABSENT: 0.0}
_SURE = 1.0
_HOMING = {"take", "come", "arrive", "get", "return", "bring", "reach", "be", "go", "fly", "carry", "sail", "swim"}
_STRONG, _SKY = 0.4, -0.8
_HINT, _HINT_LATER, _SAID = 0.5, 0.2, 0.5
"""What a clue counts beside a word for a place, on the first page and later; and what such a word counts more."""
_LEAST, _MOVED = 1.0, 5.0


def setting_of(reading: Reading, before: Sequence[str]) -> str:
    """Return where a text is set: "" if it does not say; ``before`` is where the story was, the latest place last."""
    scored: list[tuple[float, str]] = []
    for meaning, mode, _ in reading.spots:
        if meaning.sort == "setting":
            scored.append((_worth(3.0, mode, meaning.value), meaning.value))
    for mention in reading.mentions:
        if _to_the_moon(mention):
            scored.append((_worth(2.0, mention.mode, "moon"), "moon"))
        for meaning in (*mention.noun.meanings, *mention.noun.details):
            if meaning.sort == "setting":
                base = _sureness(mention) - (0.0 if meaning in mention.noun.meanings else 0.3)
                scored.append((_worth(base, mention.mode, meaning.value), _meant(meaning, before, scored, reading)))
    if before and any(
        clause.verb in _HOMING and "home" in clause.words and clause.mode == REAL for clause in reading.clauses
    ):
        scored.append((_SURE, before[0]))
    sure = [one for one in scored if one[0] >= (_SURE if before else 0.2)]
    if not sure:
        return ""
    hints = weigh_evidence(reading, "settings", besides=True)
    weight = _HINT_LATER if before else _HINT
    worth = {setting: weight * sum_ for setting, sum_ in hints.items()}
    for base, setting in sorted(sure):
        worth[setting] = _SAID + base + weight * hints.get(setting, 0.0)
    return max(worth, key=lambda setting: worth[setting])


def place_told(reading: Reading, setting: str) -> Mention | None:
    """Return the noun phrase that tells most surely that a text plays in ``setting``; None if none does."""
    told = [
        (_sureness(mention) * _BY_MODE[mention.mode], -mention.noun.at, mention)
        for mention in reading.mentions
        if any(one.sort == "setting" and one.value == setting for one in mention.noun.meanings)
    ]
    sure, _, best = max(told, default=(0.0, 0, None), key=lambda one: one[:2])
    return best if sure >= _SURE else None


def setting_hinted(reading: Reading, before: str, outside: bool) -> str:
    """Return where a text that names no place plays by who and what is there; "" if that is too little.

    Those who already are at a place, ``before``, stay there unless much speaks against it. ``outside``: not in a room.
    """
    rooms = vocabulary().rooms if outside else frozenset()
    hints = {setting: sum_ for setting, sum_ in weigh_evidence(reading, "settings").items() if setting not in rooms}
    if not hints:
        return ""
    best = max(hints, key=lambda setting: hints[setting])
    if before:
        moved = hints[best] >= _MOVED and hints[best] >= _MOVED + hints.get(before, 0.0)
        return best if moved else ""
    return best if hints[best] >= _LEAST else ""


def _to_the_moon(mention: Mention) -> bool:
    return (
        mention.noun.value("prop") == "own:moon"
        and mention.role in {"to", "toward", "towards"}
        and mention.clause.verb in _HOMING
    )


def _worth(base: float, mode: str, setting: str) -> float:
    known = vocabulary()
    return (
        base + (_STRONG if setting in known.strong and base > _SURE / 2 else _SKY if setting == "sky" else 0.0)
    ) * _BY_MODE[mode]


def _sureness(mention: Mention) -> float:
    """Return how surely a noun phrase tells the place, by its part in the sentence."""
    known = vocabulary()
    clause = mention.clause
    if mention.role == "subject":
        base = 1.6 if clause.verb else 2.6
    elif mention.role == "object":
        base = 3.0 if clause.verb in known.grammar["reaching"] else 1.6 if clause.verb in {"be", "see"} else 1.2
        if clause.verb == "leave":
            base = 0.5
    elif mention.role == "possessor":
        base = 1.0
    elif mention.role in known.grammar["outside"] and mention.noun.word in known.grammar["buildings"]:
        base = 0.1
    else:
        base = _BY_PREPOSITION.get(known.places.get(mention.role, ""), 0.5)
    return base * 0.5 if clause.negated else base


def _meant(meaning: Meaning, before: Sequence[str], scored: list[tuple[float, str]], reading: Reading) -> str:
    """Return the setting that a word means here: "water" is that of the place where the story is."""
    options = vocabulary().generic.get(" ".join(meaning.phrase), ())
    here = [setting for worth, setting in scored if worth >= _SURE]
    if found := next((setting for setting in (*here, *reversed(before)) if setting in options), ""):
        return found
    hints = weigh_evidence(reading, "settings", besides=True) if options else {}
    likely = max(options, key=lambda setting: hints.get(setting, 0.0), default="")
    return likely if hints.get(likely, 0.0) > hints.get(meaning.value, 0.0) else meaning.value
