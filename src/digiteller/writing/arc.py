"""The story arc: what each scene has to do, and how its sentences may begin.

The arc is the classical one of picture books: setting, wish, trouble, attempt, turn, ending. Every sentence has a few
possible openings; the writer's model completes them, and the best completion decides which opening is used. Where the
premise itself says what happens, the sentence is the premise's own, told in the past.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from digiteller.writing.clauses import Clause
from digiteller.writing.lexicon import word_list
from digiteller.writing.premise import Premise

_SEA = word_list("sea")
_SKY = word_list("sky")
_NIGHT = frozenset({"night", "moon", "star", "dark", "sleep"})
_HELPERS = {
    "sea": ("an old turtle", "a gentle whale", "a clever seal"),
    "sky": ("the west wind", "a silver cloud", "an old star"),
    "land": ("an old owl", "a wise old tortoise", "a kind badger", "a friendly robin"),
}
_WISHES = ("wanted ", "dreamed ", "loved ", "wished ")
_STATES = ("was ", "were ", "had ", "could ", "couldn't ", "needed ", *_WISHES)
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


_PLANS: dict[int, tuple[tuple[str, ...], ...]] = {
    1: (("setting1", "wish1", "ending1"),),
    2: (("setting1", "wish1"), ("turn1", "ending1")),
    3: (("setting1", "wish1"), ("trouble1", "attempt1"), ("turn1", "ending1")),
    4: (("setting1", "setting2"), ("wish1", "trouble1"), ("attempt1", "turn1"), ("ending1", "ending2")),
    5: (
        ("setting1", "setting2"),
        ("wish1", "trouble1"),
        ("attempt1", "attempt2"),
        ("turn1", "turn2"),
        ("ending1", "ending2"),
    ),
    6: (
        ("setting1", "setting2"),
        ("wish1", "wish2"),
        ("trouble1", "trouble2"),
        ("attempt1", "attempt2"),
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
    """Leave two openings of many, so that not every story uses the model's favourite."""
    return replace(slot, openings=tuple(random.sample(slot.openings, min(2, len(slot.openings)))))


def helper_for(premise: Premise, random: Random) -> str:
    """Return somebody who may help this hero."""
    world = "sea" if premise.content & _SEA else "sky" if premise.content & _SKY else "land"
    fitting = [helper for helper in _HELPERS[world] if helper.split()[-1] not in premise.content]
    return random.choice(fitting or ["an old friend"])


def _slots(premise: Premise, random: Random) -> dict[str, Slot]:
    """Return every sentence that a story about this premise may have."""
    hero = premise.hero
    he, him, _ = hero.pronouns
    name, lead = hero.subject, he.capitalize()
    was = "were" if hero.plural else "was"
    day = "night" if premise.content & _NIGHT else "day"
    helper = helper_for(premise, random)
    the_helper = "the " + helper.split()[-1]
    aim, fulfilled = premise.aim, premise.fulfilled
    thing = f"the {premise.thing}" if premise.thing else None

    clauses = list(premise.clauses)
    spark = clauses.pop(0) if clauses else None
    but = next((clause for clause in clauses if clause.joiner == "but"), None)
    also = next((clause for clause in clauses if clause.own_subject and clause is not but), None)
    deed = next((clause for clause in clauses if not clause.own_subject and clause is not but), None)

    introduction, home = _introduction(premise)
    unknown = f"But {name} did not know how to {aim}, and" if aim else f"But {name} did not know how to"
    way = f"But {premise.place} was so" if premise.place else "But the way was long, and"
    troubles = (unknown, way) if premise.place or premise.content & _JOURNEYS else (unknown,)
    if thing and not aim:
        troubles = (f"But {thing} was so",)
    tries = (f"So {name} tried to {aim}, but" if aim else f"So {name} tried to", f"So {name} looked for")
    happened = f"At last, {name} {fulfilled}, and" if fulfilled else f"At last, {name} and {the_helper}"
    fulfilments = (happened, f"{happened} {thing}") if fulfilled and thing and thing not in happened else (happened,)
    return {
        "setting1": introduction,
        "setting2": home,
        "wish1": _told(spark, name, "wish", day)
        or Slot("wish", (f"One {day}, {name} found", f"One {day}, {name} saw")),
        "wish2": _told(also, name, "wish", day) or Slot("wish", (_wish(spark, lead, he),)),
        "trouble1": _told(but, name, "trouble", day) or Slot("trouble", troubles),
        "trouble2": Slot("trouble", (f"{_capital(name)} felt so", f"{lead} {was} afraid that")),
        "attempt1": _told(deed, name, "attempt", day) or Slot("attempt", tries),
        "attempt2": Slot(
            "attempt", (f"{lead} looked everywhere, but", f"{lead} tried and tried, but", f"{lead} walked")
        ),
        "turn1": Slot("turn", (f"Just then, {name} met {helper}, who", f"Then {helper} came and showed {him}")),
        "turn2": Slot("turn", (f"{_capital(the_helper)} gave {him}", f"Together, {name} and {the_helper}")),
        "ending1": Slot("ending", fulfilments),
        "ending2": Slot(
            "ending",
            (
                f"From that {day} on, {name}",
                f"{_capital(name)} smiled and",
                f"That night, {name} fell asleep and dreamed of",
            ),
        ),
    }


def _wish(spark: Clause | None, lead: str, he: str) -> str:
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
    introduction = Slot("setting", (f"Once upon a time, {hero.introduction} lived",), starts=_PLACED, most=9)
    return introduction, Slot("setting", (f"{he.capitalize()} loved to", f"Every day, {he} liked to"))


def _told(clause: Clause | None, name: str, beat: str, day: str) -> Slot | None:
    """The sentence that the premise itself gives."""
    if clause is None:
        return None
    if clause.own_subject:
        lead = {"but": "But ", "and": "And ", "so": "So "}.get(clause.joiner, f"One {day}, ")
        return Slot(beat, (f"{lead}{clause.text}.",), True)
    if beat == "wish":
        lead = "" if clause.text.startswith(_STATES) else f"One {day}, "
    else:
        lead = {"but": "But ", "so": "So "}.get(clause.joiner, "Still, ")
    return Slot(beat, (_capital(f"{lead}{name} {clause.text}."),), True)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
