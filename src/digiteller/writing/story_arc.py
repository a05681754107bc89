"""The story arc: what each scene has to do, and how its sentences may begin.

The arc is the classical one of picture books: setting, wish, trouble, attempt, turn, ending. Every sentence has a few
possible openings; the writer's model completes them, and the best completion decides which opening is used. Where the
premise itself says what happens, the sentence is the premise's own, told in the past.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from digiteller.language.tokens import low_words
from digiteller.writing import dialogue
from digiteller.writing.allowed_words import is_plural
from digiteller.writing.helper_character import helper_for
from digiteller.writing.hero import Hero
from digiteller.writing.premise import Premise
from digiteller.writing.premise_clauses import PremiseClause
from digiteller.writing.word_lists import word_list

_SKY = word_list("sky")
_NIGHT = frozenset({"night", "moon", "star", "dark", "sleep"})
_FAILURES = ("could not", "couldn't", "found that", "saw that", "forgot", "lost")
_WISHES = ("wanted ", "dreamed ", "loved ", "wished ")
_STATES = ("was ", "were ", "had ", "could ", "couldn't ", "needed ", *_WISHES)
_STANDING = frozenset(
    ["lighthouse", "house", "tower", "bridge", "tree", "windmill", "mill", "castle", "statue", "clock", "sunflower"]
)
_JOURNEYS = word_list("journeys")
_PLACED = word_list("home prepositions")


@dataclass(frozen=True)
class Slot:
    """One sentence to be written."""

    beat: str
    """``setting``, ``wish``, ``trouble``, ``attempt``, ``journey``, ``turn`` or ``ending``."""
    openings: tuple[str, ...]
    """How it may begin; the whole sentence if ``complete``."""
    complete: bool = False
    starts: frozenset[str] = frozenset()
    """If given, the completion must begin with one of these words."""
    most: int = 14
    """Words that may be added."""
    spare: str = ""
    """The whole sentence to take if no completion of any opening is acceptable; none if empty."""
    spoken: bool = False
    """Whether the completion is what somebody says, inside the quotes that the opening has opened."""


@dataclass(frozen=True)
class _Parts:
    """What the premise itself tells."""

    spark: PremiseClause | None
    """How it begins."""
    trouble: PremiseClause | None
    wish: PremiseClause | None
    others: PremiseClause | None
    """What somebody else does."""
    deed: PremiseClause | None


_PLANS: dict[int, tuple[tuple[str, ...], ...]] = {
    1: (("setting1", "wish1", "ending1"),),
    2: (("setting1", "wish1"), ("turn1", "turn2", "ending1")),
    3: (("setting1", "wish1"), ("trouble1", "attempt1"), ("turn1", "turn2", "ending1")),
    4: (("setting1", "setting2"), ("wish1", "trouble1"), ("attempt1", "turn1", "turn2"), ("ending1", "ending2")),
    5: (
        ("setting1", "setting2"),
        ("wish1", "trouble1"),
        ("attempt1", "attempt3"),
        ("turn1", "turn2"),
        ("ending1", "ending2"),
    ),
    6: (
        ("setting1", "setting2"),
        ("wish1", "wish2"),
        ("trouble1", "trouble2"),
        ("attempt1", "attempt2", "attempt3"),
        ("turn1", "turn2"),
        ("ending1", "ending2"),
    ),
}


def plan(premise: Premise, scenes: int, seed: int) -> tuple[tuple[Slot, ...], ...]:
    """Return the sentences of each scene; stories of more than six scenes have more journey before the turn."""
    random = Random(f"{seed} {premise.text}")
    slots = {name: _varied(slot, random) for name, slot in _slots(premise, random).items()}
    told = [tuple(slots[name] for name in scene) for scene in _PLANS[min(scenes, 6)]]
    turn = 4
    return (*told[:turn], *_journey(premise, scenes - 6), *told[turn:])


def _journey(premise: Premise, scenes: int) -> list[tuple[Slot, ...]]:
    hero = premise.hero
    ways = ("Next, {} came to", "Further on, {} saw", "After a while, {} heard", "Soon {} reached", "Later, {} found")
    acts = ("stopped", "climbed", "rested", "looked", "crossed")
    firsts = [way.format(hero.subject) for way in ways]
    seconds = [f"{hero.pronouns[0].capitalize()} {act}" for act in acts]
    return [
        tuple(Slot("journey", (openings[at % 5], openings[(at + 1) % 5])) for openings in (firsts, seconds))
        for at in range(scenes)
    ]


def _varied(slot: Slot, random: Random) -> Slot:
    """Leave two openings of many, so that not every story uses the model's favourite; of what is said, all stay."""
    left = len(slot.openings) if slot.spoken else min(2, len(slot.openings))
    return replace(slot, openings=tuple(random.sample(slot.openings, left)))


def _slots(premise: Premise, random: Random) -> dict[str, Slot]:
    """Return every sentence that a story about this premise may have."""
    hero = premise.hero
    he, _, his = hero.pronouns
    name, lead = hero.subject, he.capitalize()
    was = "were" if hero.plural else "was"
    day = "night" if premise.content & _NIGHT else "day"
    helper, manner = helper_for(premise, random)
    the_helper = "the " + helper.split()[-1]
    aim = premise.aim
    parts = _parts(premise.clauses)
    spark, wish = parts.spark, parts.wish or parts.others
    wishing = any(clause and _wishes(clause) for clause in (spark, parts.wish))
    hoped = dialogue.hope(aim, name, his) if aim and not (wishing or wish) else None
    asked = dialogue.question(aim, name, his) if aim and not (hoped or parts.trouble) else None
    introduction, home = _introduction(premise)
    searching = aim is None or aim.startswith(("find ", "see "))
    other = f"So {name} looked for" if searching else f"So {name} thought and thought, and"
    tries = (f"So {name} tried to {aim}, but" if aim else f"So {name} tried to", other)
    again = f"{lead} looked everywhere, but" if searching else f"{lead} asked"
    spares = _spares(hero, the_helper, premise.fulfilled)
    slots = {
        "setting1": introduction,
        "setting2": home,
        "wish1": _told(spark, name, "wish", day)
        or Slot("wish", (f"One {day}, {name} found", f"One {day}, {name} saw")),
        "wish2": _told(wish, he, "wish", day) or _said("wish", hoped) or Slot("wish", (_wish(spark, lead, he),)),
        "trouble1": _told(parts.trouble, name, "trouble", day)
        or _said("trouble", asked)
        or Slot("trouble", _troubles(premise)),
        "trouble2": Slot("trouble", (f"{lead} felt so", f"{lead} {was} afraid that")),
        "attempt1": _told(parts.deed, name, "attempt", day) or Slot("attempt", tries),
        "attempt2": Slot("attempt", (again, f"{lead} tried and tried, but", f"{lead} walked")),
        "attempt3": Slot("attempt", (dialogue.resolve(name, his, bool(asked), random),), True),
        "turn1": Slot("turn", (f"Just then, {name} met {helper}, who {manner}.",), complete=True),
        "turn2": Slot("turn", tuple(dialogue.advice(the_helper, start) for start in dialogue.ADVICE), spoken=True),
        "ending1": Slot("ending", _endings(premise, the_helper)),
        "ending2": Slot(
            "ending",
            (
                f"From that {day} on, {name}",
                f"{_capital(name)} smiled and",
                f"That night, {name} fell asleep and dreamed of",
            ),
        ),
    }
    return {key: replace(slot, spare=spares.get(key, "")) for key, slot in slots.items()}


def _troubles(premise: Premise) -> tuple[str, ...]:
    """Return how the trouble may begin that the premise does not tell."""
    name, thing = premise.hero.subject, premise.thing
    if thing and not premise.aim and thing not in word_list("animate"):
        return (f"But the {thing} {_was(thing)} so",)
    unknown = f"But {name} did not know {'where to begin, and' if premise.aim else 'how to'}"
    if premise.place:
        return unknown, f"But {premise.place} {_was(premise.place)} so"
    return (unknown, "But the way was long, and") if premise.content & _JOURNEYS else (unknown,)


def _endings(premise: Premise, helper: str) -> tuple[str, ...]:
    """Return how the sentence may begin in which all ends well."""
    name, done = premise.hero.subject, premise.fulfilled
    if not done:
        return f"At last, {name} and {helper} were happy, because", f"At last, {name} laughed, and {helper}"
    happened = f"At last, {name} {done}, and"
    return (happened, f"{happened} the {premise.thing}") if _new(premise.thing, happened) else (happened,)


def _said(beat: str, line: str | None) -> Slot | None:
    return Slot(beat, (line,), complete=True) if line else None


def _spares(hero: Hero, helper: str, fulfilled: str | None) -> dict[str, str]:
    """Return plain sentences that fit every story, for where the model finds none."""
    he, name = hero.pronouns[0], hero.subject
    lead = he.capitalize()
    was = "were" if hero.plural else "was"
    return {
        "setting1": f"Once upon a time, there {was} {hero.introduction}.",
        "setting2": f"{lead} loved to play in the sun.",
        "wish1": f"One day, {name} had a wonderful idea.",
        "wish2": f"{lead} thought of nothing else from morning to night.",
        "trouble1": f"But it was harder than {he} had thought.",
        "trouble2": f"{_capital(name)} sat down and sighed.",
        "attempt1": f"So {name} tried this and that, but nothing worked.",
        "attempt2": f"{lead} tried again and again, but it was no use.",
        "turn2": f"{_capital(helper)} said, “Let us try it together.”",
        "ending1": f"At last, {name} {fulfilled}." if fulfilled else f"At last, {name} found what {he} needed.",
        "ending2": f"That night, {name} slept well and dreamed of tomorrow.",
    }


def _parts(clauses: tuple[PremiseClause, ...]) -> _Parts:
    """Return what each clause of a premise is in the story; of several that could be the same, the first."""
    rest = list(clauses)
    spark = rest.pop(0) if rest else None

    def take(fits: Callable[[PremiseClause], bool]) -> PremiseClause | None:
        found = next((clause for clause in rest if fits(clause)), None)
        if found:
            rest.remove(found)
        return found

    return _Parts(
        spark=spark,
        trouble=take(lambda clause: clause.joiner == "but" or clause.text.startswith(_FAILURES)),
        wish=take(_wishes),
        others=take(lambda clause: clause.own_subject),
        deed=take(lambda clause: not clause.own_subject),
    )


def _wishes(clause: PremiseClause) -> bool:
    return clause.text.startswith(_WISHES)


def _new(thing: str | None, told: str) -> bool:
    """Tell whether a thing has not been named in a sentence, and can be told of."""
    return thing is not None and thing not in {"home", *low_words(told)} and thing not in word_list("animate")


def _was(noun: str) -> str:
    return "were" if is_plural(noun.split()[-1]) else "was"


def _wish(spark: PremiseClause | None, lead: str, he: str) -> str:
    """How the sentence begins that says what the hero hopes for after the spark."""
    if spark is None or not spark.text.startswith(_STATES):
        return f"{lead} wanted to"
    return f"{lead} often dreamed of" if spark.text.startswith(_WISHES) else f"{lead} wished that {he} could"


def _introduction(premise: Premise) -> tuple[Slot, Slot]:
    hero = premise.hero
    he = hero.pronouns[0]
    if premise.nature:
        was = "were" if hero.plural else "was"
        opening = f"Once upon a time, there {was} {hero.introduction} who {premise.nature}."
        home = Slot("setting", (f"{he.capitalize()} lived",), starts=_PLACED, most=9)
        return Slot("setting", (opening,), complete=True), home
    starts = frozenset() if _in_the_sky(hero) else _PLACED
    introduction = Slot("setting", (f"Once upon a time, {hero.introduction} {_dwelt(hero)}",), starts=starts, most=9)
    return introduction, Slot("setting", (f"{he.capitalize()} loved to", f"Every day, {he} liked to"))


def _dwelt(hero: Hero) -> str:
    """Return how a hero is somewhere: a cloud is in the sky, a lighthouse stands, and whoever lives lives."""
    noun = hero.noun.split()[-1]
    if noun in _STANDING:
        return "stood"
    return "lived high in the sky above" if _in_the_sky(hero) else "lived"


def _in_the_sky(hero: Hero) -> bool:
    return hero.noun.split()[-1] in _SKY


def _told(clause: PremiseClause | None, name: str, beat: str, day: str) -> Slot | None:
    """The sentence that the premise itself gives."""
    if clause is None:
        return None
    if clause.own_subject:
        lead = {"but": "But ", "and": "And ", "so": "So "}.get(clause.joiner, f"One {day}, ")
        return Slot(beat, (f"{lead}{clause.text}.",), True)
    if beat == "wish":
        lead = "" if clause.text.startswith(_STATES) or " every " in clause.text else f"One {day}, "
    else:
        lead = {"but": "But ", "so": "So "}.get(clause.joiner, "But " if beat == "trouble" else "So ")
    return Slot(beat, (_capital(f"{lead}{name} {clause.text}."),), True)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
