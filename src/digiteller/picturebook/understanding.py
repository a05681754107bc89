"""What a page shows: who, where, when, in which weather, doing what, with which things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from digiteller.picturebook.lemmas import plural, words
from digiteller.picturebook.vocabulary import Vocabulary, vocabulary
from digiteller.story import Scene

_NUMBERS = {"two": 2, "both": 2, "pair": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "many": 4,
            "several": 3, "few": 3, "some": 3, "hundred": 6, "thousand": 7, "dozen": 6}  # fmt: skip
_BEFORE_NOUN = {"a", "an", "the", "his", "her", "their", "its", "my", "our", "your", "this", "that", "these", "those",
                "another", "every", "each", "one", "no", "with", "of", "and", "like", *_NUMBERS}  # fmt: skip
_ALSO_VERBS = {"bear", "duck", "fish", "fly", "ring", "rose", "saw", "watch", "bow", "seal", "wave", "play", "star", "box",
               "cook", "guard", "spring", "paint", "brush", "shell", "fire", "land", "plane", "leaf", "note", "present",
               "heart", "love", "cup", "pick", "spark", "bat", "ram", "swan", "kid", "robin", "map", "ball", "torch",
               "crow", "swing", "worm", "hound", "people", "gold", "person", "bank", "track", "square"}  # fmt: skip
_ABSENT = {"no", "without", "not", "never", "nor", "like", "as", "than", "dream", "imagine", "wish", "remember"}
_PRONOUNS = {"he", "she", "it", "him", "her", "his", "its"}
_TOGETHER = {"they", "them", "together", "friends", "everyone", "everybody", "their", "both", "we", "us", "all"}
_NOT_NAMES = {"once", "the", "a", "an", "then", "one", "but", "and", "so", "when", "at", "in", "on", "with", "suddenly", "soon",
              "every", "there", "they", "he", "she", "it", "that", "this", "finally", "now", "all", "after", "before", "far",
              "i", "i'm", "oh", "no", "yes", "what", "where", "who", "why", "how", "christmas", "mr", "mrs", "miss", "dr", "god",
              "from", "to", "under", "over", "as", "if", "by", "for", "his", "her", "their", "we", "you", "my", "our", "up",
              "down", "deep", "inside", "outside", "mother", "father", "grandmother", "grandfather", "monday", "sunday",
              "tuesday", "wednesday", "thursday", "friday", "saturday", "hello", "please", "let", "look", "earth", "mars",
              "not", "just", "only", "even", "still", "high", "slowly", "quietly", "happily", "together", "first", "last",
              "some", "many", "two", "three", "ahead", "above", "below", "meanwhile", "later", "next", "again", "its",
              "north", "south", "moon", "sun", "winter", "summer", "autumn", "spring", "everyone", "nobody"}  # fmt: skip
_GIRLS = re.compile(r"(a|ie|elle|ette|ine|ily|lucy|ruth|alice|rose|may|june|grace|claire|ivy|lily|zoe|chloe|emily)$")
_STORY_PEOPLE = 4
"""More figures than this crowd a page."""


@dataclass(frozen=True)
class Figure:
    """Somebody on a page."""

    kind: str
    """A name of ``Vocabulary.kinds``."""
    name: str = ""
    """What the story calls it; empty if it has no name."""
    count: int = 1
    action: str = "stand"
    holds: tuple[str, ...] = ()
    """Props in its hands: emoji or ``own:`` drawings."""
    small: bool = False
    old: bool = False


@dataclass(frozen=True)
class Thing:
    """A prop that lies, stands or hangs about."""

    key: str
    count: int = 1


@dataclass(frozen=True)
class Moment:
    """A page as understood."""

    setting: str
    time: str
    weather: str
    mood: str
    figures: tuple[Figure, ...] = ()
    """The focus first."""
    things: tuple[Thing, ...] = ()
    lit: bool = True
    """Whether lanterns shine."""
    missing: tuple[str, ...] = ()
    """Nouns that nothing is there to draw with."""


@dataclass
class _Found:
    """What one text says, in its order."""

    settings: list[tuple[int, str]] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    weathers: list[str] = field(default_factory=list)
    actions: list[tuple[int, str]] = field(default_factory=list)
    figures: list[tuple[int, Figure]] = field(default_factory=list)
    things: list[tuple[int, Thing]] = field(default_factory=list)
    pronouns: set[str] = field(default_factory=set)
    lemmas: list[str] = field(default_factory=list)


def understand(scenes: Sequence[Scene]) -> tuple[Moment, ...]:
    """Return what each scene shows; what a scene does not say is taken from the scenes before it."""
    known = vocabulary()
    names = named(scenes)
    moments: list[Moment] = []
    cast: list[Figure] = []
    owned: dict[str, str] = {}
    lit = not any(_OUT.search(scene.text) for scene in scenes)
    for scene in scenes:
        picture, text = (_read(said, known, names) for said in (scene.picture, scene.text))
        before = moments[-1] if moments else Moment("meadow", "day", "clear", scene.mood)
        setting = _setting(picture, known) or _setting(text, known) or before.setting
        moved = setting != before.setting
        weather = _last(picture.weathers) or _last(text.weathers) or ("clear" if moved else before.weather)
        if setting == "snowfield" and weather == "clear" and moved:
            weather = "clear"
        time = _time(picture) or _time(text) or before.time
        figures = _figures(picture, text, cast)
        cast = _cast(cast, figures)
        things, figures = _things(picture, text, figures, owned)
        owned |= {_who(figure): figure.holds[0] for figure in figures if figure.holds}
        lit = _lit(f"{scene.text} {scene.picture}", lit)
        moments.append(Moment(setting, time, weather, scene.mood, figures, things, lit, _missing(scene, known, names)))
    return tuple(moments)


_OUT = re.compile(
    r"lost (its|his|her|the) light|went out|gone out|no longer sh|no light|unlit|lantern (was|is) dark", re.I
)
_IN = re.compile(r"\b(shone|glow\w*|lit|blaz\w+|shining|shines)\b|fill\w* .{0,24}light|light (came|come)s? back", re.I)


def _lit(said: str, before: bool) -> bool:
    """Return whether lanterns shine after ``said``."""
    if _OUT.search(said):
        return bool(_IN.search(said, _OUT.search(said).end()))  # type: ignore[union-attr]
    return before or bool(_IN.search(said))


def named(scenes: Sequence[Scene]) -> dict[str, str]:
    """Return the kind of every name in the story: ``{"Pip": "fox"}``; an unknown name is a child's."""
    known = vocabulary()
    kinds: dict[str, str] = {}
    seen: dict[str, int] = {}
    for said in (said for scene in scenes for said in (scene.text, scene.picture)):
        tokens = words(said)
        lemmas = known.lemmas(tokens)
        for at, token in enumerate(tokens):
            if not _name_like(token, lemmas[at], known):
                continue
            inside = at > 0 and tokens[at - 1] not in ".!?;:"
            seen[token] = seen.get(token, 0) + (2 if inside else 1)
            kind = _kind_beside(lemmas, at, known)
            if kind:
                kinds.setdefault(token, kind)
    for name, times in seen.items():
        if name not in kinds and times > 1:
            kinds[name] = "girl" if _GIRLS.search(name.lower()) else "boy"
    return kinds


def _name_like(token: str, form: str, known: Vocabulary) -> bool:
    return (
        token[:1].isupper()
        and token[1:].islower()
        and token.isalpha()
        and token.lower() not in _NOT_NAMES
        and (form,) not in known.phrases
    )


def _kind_beside(lemmas: list[str], at: int, known: Vocabulary) -> str:
    """Return the kind that the words beside a name give it: "Pip the fox", "a fox named Pip", "her brother Tom"."""
    after = lemmas[at + 1 : at + 6]
    if after[:1] == [","]:
        after = after[1:]
    if (
        after
        and after[0] in {"the", "a", "an"}
        or (after[:1] == ["be"] or after[:2] == ["was", "a"] or after[:1] == ["is"])
    ):
        for length in range(1, len(after)):
            if kind := _kind(tuple(after[length:]), known):
                return kind
            if after[length] in {".", ",", "and"}:
                break
    before = lemmas[max(0, at - 5) : at]
    for cut in ({"name", "named", "call", "called", ","}, set()):
        if cut and not (before and before[-1] in cut):
            continue
        words_before = before[:-1] if cut else before
        for start in range(len(words_before)):
            value = _kind(tuple(words_before[start:]), known, whole=True)
            if value:
                return value
    return ""


def _kind(phrase: tuple[str, ...], known: Vocabulary, whole: bool = False) -> str:
    lengths = (len(phrase),) if whole else range(min(len(phrase), known.longest), 0, -1)
    for length in lengths:
        for sort, value in known.phrases.get(phrase[:length], ()):
            if sort == "figure":
                return value
    return ""


def _read(said: str, known: Vocabulary, names: dict[str, str]) -> _Found:
    """Return what ``said`` says, by the longest phrases of the vocabulary."""
    found = _Found()
    tokens = words(said)
    lemmas = known.lemmas(tokens)
    found.lemmas = [word.lower() for word in lemmas]
    at = 0
    while at < len(tokens):
        if tokens[at] in names:
            found.figures.append((at, Figure(names[tokens[at]], tokens[at])))
            at += 1
            continue
        length, meanings = _longest(lemmas, at, known)
        if not meanings:
            low = tokens[at].lower()
            if low in _PRONOUNS | _TOGETHER:
                found.pronouns.add(low)
            at += 1
            continue
        for sort, value in meanings:
            _note(found, sort, value, tokens, lemmas, at, length, known)
        at += length
    return found


def _longest(lemmas: list[str], at: int, known: Vocabulary) -> tuple[int, tuple[tuple[str, str], ...]]:
    for length in range(min(known.longest + 1, len(lemmas) - at), 0, -1):
        phrase = (lemmas[at], *(word for word in lemmas[at + 1 : at + length] if word not in {"a", "an", "the"}))
        if meanings := known.phrases.get(phrase):
            return length, meanings
    return 1, ()


def _note(
    found: _Found, sort: str, value: str, tokens: list[str], lemmas: list[str], at: int, length: int, known: Vocabulary
) -> None:
    absent = bool(_ABSENT.intersection(word.lower() for word in lemmas[max(0, at - 3) : at]))
    if sort == "action":
        if not (absent and "not" in lemmas[max(0, at - 3) : at]):
            found.actions.append((at, value))
    elif absent:
        return
    elif sort == "setting":
        found.settings.append((at, value))
    elif sort == "time":
        found.times.append(value)
    elif sort == "weather":
        found.weathers.append(value)
    elif sort in {"figure", "prop"} and (_noun(tokens, lemmas, at) or length > 1):
        last = tokens[at + length - 1]
        count = _count(tokens, at, last)
        adjectives = {token.lower() for token in tokens[max(0, at - 3) : at]}
        if sort == "figure":
            small = bool(adjectives & {"small", "little", "tiny", "young", "baby"}) or last.lower() in _YOUNG
            old = bool(adjectives & {"old", "ancient", "elderly", "wise"})
            swarm = known.kinds[value].tiny and not {"a", "an", "one"} & {
                token.lower() for token in tokens[max(0, at - 3) : at]
            }
            found.figures.append(
                (
                    at,
                    Figure(
                        value, "", 3 if swarm and count == 1 and last.lower() == "fish" else count, small=small, old=old
                    ),
                )
            )
        else:
            found.things.append((at, Thing(value, count)))


_YOUNG = {"kitten", "puppy", "cub", "piglet", "bunny", "fawn", "foal", "lamb", "calf", "chick", "pup", "owlet"}


def _noun(tokens: list[str], lemmas: list[str], at: int) -> bool:
    """Whether the word stands where a noun does; only words that are verbs as well need to."""
    if lemmas[at] not in _ALSO_VERBS:
        return True
    return (
        at == 0
        or any(token.lower() in _BEFORE_NOUN for token in tokens[max(0, at - 3) : at])
        or (plural(tokens[at]) and tokens[at - 1].lower() not in {"he", "she", "it", "who", "that"})
    )


def _count(tokens: list[str], at: int, last: str) -> int:
    for token in tokens[max(0, at - 3) : at]:
        if token.lower() in _NUMBERS:
            return _NUMBERS[token.lower()]
    return 3 if plural(last) else 1


def _setting(found: _Found, known: Vocabulary) -> str:
    """Return where a text is set: the strong settings outrank the others, then the one named first."""
    values = [value for _, value in found.settings]
    strong = [value for value in values if value in known.strong]
    if strong and not (strong[0] == "living room" and len(set(values)) > 1):
        return strong[0]
    return values[0] if values else ""


def _time(found: _Found) -> str:
    """Return the time of day; a word for the night outranks "morning" only if no dawn is meant."""
    for time in ("dawn", "dusk"):
        if time in found.times:
            return time
    return found.times[-1] if found.times else ""


def _last(values: list[str]) -> str:
    return values[-1] if values else ""


def _figures(picture: _Found, text: _Found, cast: list[Figure]) -> tuple[Figure, ...]:
    """Return who is on the page: those of the picture's words, then of the text, then those meant by pronouns."""
    merged: list[Figure] = []
    for found in (picture, text):
        if found is text and sum(figure.count for figure in merged) >= _STORY_PEOPLE:
            break
        for figure in _deduplicated(found, cast):
            same = next((one for one in merged if _same(one, figure)), None)
            if same is None:
                merged.append(figure)
            else:
                merged[merged.index(same)] = _merge(same, figure)
    pronouns = picture.pronouns | (set() if merged and picture.figures else text.pronouns)
    if not merged and any(thing.key == "own:ship" for _, thing in picture.things):
        return ()
    if pronouns & _TOGETHER and len(merged) < 2:
        merged += [_still(member) for member in cast if not any(_same(member, one) for one in merged)][
            : 2 - len(merged)
        ]
    elif not merged and cast:
        merged = [_still(cast[0])]
    elif pronouns & _PRONOUNS and cast and not any(_same(cast[0], one) for one in merged) and len(merged) < 2:
        merged.append(_still(cast[0]))
    return tuple(merged[:_STORY_PEOPLE])


def _deduplicated(found: _Found, cast: list[Figure]) -> list[Figure]:
    """Return the figures of one text with their actions, each once."""
    figures: list[Figure] = []
    for at, figure in found.figures:
        member = next((one for one in cast if _same(one, figure)), None)
        if member:
            figure = replace(figure, name=figure.name or member.name, small=member.small, old=member.old)
        action = _action_after(found, at)
        figure = replace(figure, action=action)
        same = next((one for one in figures if _same(one, figure)), None)
        if same is None:
            figures.append(figure)
        else:
            figures[figures.index(same)] = _merge(same, figure)
    return figures


def _action_after(found: _Found, at: int) -> str:
    """Return what the figure at word ``at`` does: the first verb after it and before the next figure."""
    following = min((other for other, _ in found.figures if other > at), default=10**9)
    verbs = [value for place, value in found.actions if at < place < following and place - at < 12]
    if not verbs and following < at + 6:
        return _action_after(found, following)
    quiet = [value for value in verbs if value not in {"hold", "look"}]
    return (quiet or verbs or ["stand"])[0]


def _same(one: Figure, other: Figure) -> bool:
    if one.name and other.name:
        return one.name == other.name
    return one.kind == other.kind


def _merge(one: Figure, other: Figure) -> Figure:
    return replace(
        one,
        name=one.name or other.name,
        count=max(one.count, other.count),
        action=other.action if one.action in {"stand", "hold", "look"} and other.action != "stand" else one.action,
        small=one.small or other.small,
        old=one.old or other.old,
    )


def _still(figure: Figure) -> Figure:
    return replace(figure, action="stand", holds=(), count=1)


def _cast(cast: list[Figure], figures: Iterable[Figure]) -> list[Figure]:
    """Return everybody met so far in the order of appearance: the hero first."""
    known = list(cast)
    for figure in figures:
        same = next((one for one in known if _same(one, figure)), None)
        if same is None:
            known.append(_still(figure))
        else:
            known[known.index(same)] = _merge(same, _still(figure))
    return known


_HELD_FAR = {"own:moon", "own:star", "own:sun", "own:firefly", "own:ship", "own:boat", "own:rainbow", "own:nest", "🚀", "🛸", "🛰", "🪐",
             "🌍", "☄️", "🚂", "🚗", "🚌", "🚜", "🚁", "✈️", "⛺", "🔥", "🪑", "🎄", "✨", "🎵", "🌪", "🛷", "🚲", "🪜"}  # fmt: skip


def _things(
    picture: _Found, text: _Found, figures: tuple[Figure, ...], owned: dict[str, str]
) -> tuple[tuple[Thing, ...], tuple[Figure, ...]]:
    """Return the things that stand by themselves, and the figures with what they hold.

    ``owned`` says what each figure held last; a figure holds it again when the thing is only mentioned.
    """
    things: dict[str, Thing] = {}
    said = [*picture.things, *(text.things if picture.things else text.things[:2])]
    for _, thing in said:
        from_text = thing.key not in {one.key for _, one in picture.things}
        if from_text and thing.key not in owned.values() and (picture.things or thing.count > 1):
            continue
        if thing.key not in things or things[thing.key].count < thing.count:
            things[thing.key] = thing
    holders = _holders(picture, figures) | {
        key: holder
        for key, holder in _holders(text, figures).items()
        if key not in {one.key for _, one in picture.things}
    }
    for key in things:
        mine = next((who for who, what in owned.items() if what == key), "")
        if mine and key not in holders and not _laid_down(picture, key):
            holders[key] = mine
    held: list[Figure] = []
    for figure in figures:
        key = next((key for key, who in holders.items() if who == _who(figure) and key in things), "")
        if (
            key
            and figure.count == 1
            and figure.action not in {"sleep", "swim", "cry", "sit"}
            and things[key].count == 1
        ):
            del things[key]
            figure = replace(figure, holds=(key,))
        held.append(figure)
    return tuple(list(things.values())[:4]), tuple(held)


def _who(figure: Figure) -> str:
    return figure.name or figure.kind


def _holders(found: _Found, figures: tuple[Figure, ...]) -> dict[str, str]:
    """Return who holds what: the thing comes after the figure and a verb of holding, or after "with"."""
    holders: dict[str, str] = {}
    for at, thing in found.things:
        if thing.key in _HELD_FAR or thing.count > 1 or _PLACED.intersection(found.lemmas[max(0, at - 3) : at]):
            continue
        before = [(place, figure) for place, figure in found.figures if 0 < at - place < 14]
        start = before[-1][0] if before else max(-1, at - 6)
        near = set(found.lemmas[max(0, at - 4) : at])
        if any(start < place < at and value in {"hold", "read"} for place, value in found.actions) or (
            before and "with" in near
        ):
            subject = before[-1][1] if before else (figures[0] if figures else None)
            if len(before) > 1 and "and" in found.lemmas[before[-2][0] : before[-1][0]]:
                subject = before[-2][1]
            match = next((one for one in figures if subject and _same(one, subject)), None)
            if match:
                holders[thing.key] = _who(match)
    return holders


def _laid_down(found: _Found, key: str) -> bool:
    """Whether the words set a thing somewhere: "beside a lantern", "around the lantern"."""
    return any(
        thing.key == key and _PLACED.intersection(found.lemmas[max(0, at - 3) : at]) for at, thing in found.things
    )


_PLACED = {"beside", "near", "under", "around", "behind", "by", "on", "into", "in", "at", "toward", "towards", "next"}


def _missing(scene: Scene, known: Vocabulary, names: dict[str, str]) -> tuple[str, ...]:
    """Return the nouns of the picture's words that cannot be drawn: those after an article that no phrase covers."""
    tokens = words(scene.picture)
    lemmas = known.lemmas(tokens)
    covered: set[int] = set()
    at = 0
    while at < len(tokens):
        length, meanings = _longest(lemmas, at, known)
        if meanings:
            covered.update(range(at, at + length))
        at += length
    missing = []
    for at, token in enumerate(tokens):
        article = at > 0 and tokens[at - 1].lower() in {"a", "an"}
        last = (
            at + 1 == len(tokens)
            or not tokens[at + 1].isalpha()
            or tokens[at + 1].lower() in _AFTER_NOUN
            or lemmas[at + 1] != tokens[at + 1].lower()
        )
        if article and last and at not in covered and token not in names and len(token) > 3:
            missing.append(token.lower())
    return tuple(dict.fromkeys(missing))


_AFTER_NOUN = {
    "in",
    "on",
    "at",
    "with",
    "and",
    "of",
    "under",
    "over",
    "by",
    "near",
    "beside",
    "behind",
    "is",
    "to",
    "from",
}
