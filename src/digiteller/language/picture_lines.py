"""A page of a storyboard in words, for illustrators that are asked so: "a goat in a hat reading, in an office"."""

from __future__ import annotations

from functools import cache

from digiteller.language.grammar import grammar, language_table
from digiteller.language.inflection import article, gerund, with_s
from digiteller.language.page_content import Figure, Moment
from digiteller.language.vocabulary import vocabulary

_MOST_FIGURES, _MOST_THINGS = 3, 2
_IDLE = {"stand", "", "work"}
_GERUNDS = {
    "lie": "lying",
    "ride": "riding",
    "drive": "driving",
    "hold": "holding something",
    "play music": "playing music",
    "talk": "talking",
}
_TIMES = {"dawn": "at dawn", "dusk": "in the evening", "night": "at night"}
_WEATHERS = {
    "rain": "in the rain",
    "snow": "in the snow",
    "fog": "in fog",
    "storm": "in a thunderstorm",
    "wind": "in the wind",
}
_NUMBERS = ("", "a", "two", "three", "four", "five", "six")


def describe_moment(moment: Moment) -> str:
    """Return what a page shows as one English line, at most some forty words, that stands alone."""
    told = [_figure(one) for one in moment.figures[:_MOST_FIGURES]]
    things = [_noun_of(one.key) for one in moment.things[:_MOST_THINGS]]
    things = [_a(one) for one in things if one]
    subject = _listed(told) if told else _listed(things)
    parts = [subject] if subject else []
    if told and things:
        parts.append(f"with {_listed(things)}")
    if moment.placed or not parts:
        phrases = vocabulary().phrases_of_settings
        parts.append(phrases.get(moment.setting, f"in {_a(moment.setting)}"))
    if moment.setting not in vocabulary().rooms and moment.weather in _WEATHERS:
        parts.append(_WEATHERS[moment.weather])
    if moment.time in _TIMES:
        parts.append(_TIMES[moment.time])
    return ", ".join(parts)


def _figure(figure: Figure) -> str:
    line = name_figure(figure)
    worn = [_a(one) if not one.endswith("s") else one for one in figure.wears[:1]]
    line += f" in {worn[0]}" if worn else ""
    held = _noun_of(figure.holds[0]) if figure.holds else ""
    idle = figure.action in _IDLE or figure.action == "hold"
    if not idle:
        line += f" {_GERUNDS.get(figure.action) or gerund(figure.action)}"
    if held:
        line += (
            f" {_a(held)}"
            if figure.action in {"eat", "drink", "read", "throw", "push", "pull", "give"}
            else f" {'with' if not idle else 'holding'} {_a(held)}"
        )
    ridden = _noun_of(figure.rides) if figure.rides else ""
    line += f" in {_a(ridden)}" if ridden else ""
    if figure.slot:
        preposition, _, anchor = figure.slot.partition(" ")
        line += f" {preposition} the {anchor}"
    return line


def name_figure(figure: Figure) -> str:
    """Return what somebody is in a few words: "an old woman", "a small black cat", "three mice"."""
    words = [figure.color, *[look for look in figure.looks if look in {"fat", "thin", "tall", "bald"}]]
    if figure.kind == "human":
        noun = {
            ("female", "child"): "girl",
            ("male", "child"): "boy",
            ("", "child"): "child",
            ("female", "baby"): "baby",
            ("male", "baby"): "baby",
            ("", "baby"): "baby",
        }.get((figure.sex, figure.age), {"female": "woman", "male": "man"}.get(figure.sex, "person"))
        if figure.job:
            noun = f"{noun} dressed as {_a(figure.job)}" if figure.age == "child" else figure.job
            noun = (
                f"woman {noun}"
                if figure.sex == "female"
                and figure.job not in {"queen", "princess", "witch", "fairy", "nun"}
                and figure.age != "child"
                else noun
            )
    else:
        noun = figure.kind
    if figure.age == "old":
        words.insert(0, "old")
    elif figure.small or (figure.age == "child" and figure.kind != "human"):
        words.insert(0, "small")
    line = " ".join(word for word in [*words, noun] if word)
    if figure.count > 1:
        head, _, rest = line.partition(" dressed ")
        many = _NUMBERS[figure.count] if figure.count < len(_NUMBERS) else "many"
        return f"{many} {_plural(head)}{f' dressed {rest}' if rest else ''}"
    looks = [look for look in figure.looks if look.endswith("hair") or look in {"beard", "glasses", "braids"}]
    described = _a(line)
    return (
        f"{described} with {looks[0] if looks[0].endswith('hair') or looks[0].endswith('s') else _a(looks[0])}"
        if looks
        else described
    )


def _a(phrase: str) -> str:
    return f"{article(phrase)} {phrase}"


def _plural(phrase: str) -> str:
    before, _, noun = phrase.rpartition(" ")
    irregular: dict[str, str] = grammar()["irregular plurals"]
    return f"{before} {irregular.get(noun) or with_s(noun)}".strip()


def _listed(parts: list[str]) -> str:
    return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _noun_of(key: str) -> str:
    """Return a plain noun for a drawing's key."""
    if key.startswith("own:"):
        return key.removeprefix("own:")
    return _nouns().get(key, "")


@cache
def _nouns() -> dict[str, str]:
    """Return the drawings' keys with the first word for each."""
    found: dict[str, str] = {}
    for words, senses in vocabulary().phrases.items():
        for sort, key in senses:
            if sort == "prop":
                found.setdefault(key, " ".join(words))
    return found | {key: words[0] for key, words in language_table("words.yaml")["props"].items()}
