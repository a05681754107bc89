"""Who and what take a plot's roles: what the premise gives, and for the rest what the knowledge offers, by lot."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from digiteller.language.people import listed_name_sex, titles
from digiteller.writing.bindings import Bindings, Bound, Something, holds
from digiteller.writing.knowledge import Entry, Knowledge
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.plot_format import Audience, PlotHead, Role
from digiteller.writing.story_people import StoryPerson, StorySex

_TRIES = 20
_MARKS = {"(f)": "female", "(m)": "male"}
"""Behind a name of knowledge: for whom alone it is."""


def bind_roles(
    plot: PlotHead,
    known: Knowledge,
    rng: random.Random,
    given: Mapping[str, Sequence[Bound]] | None = None,
    likely: Sequence[Bound] = (),
    audience: Audience = "children",
    premise: str = "",
    tries: int = _TRIES,
) -> Bindings | None:
    """Return who and what take the roles of a plot; None if what is given and what is known do not suffice.

    One of those ``given`` takes its role come what may; the ``likely`` take roles that suit them, before others do.
    """
    for _ in range(tries):
        bindings: Bindings | None = Bindings({}, audience, premise)
        for name, role in plot.roles.items():
            assert bindings is not None
            bindings = _bind(name, role, bindings, known, rng, (given or {}).get(name, ()), likely)
            if bindings is None:
                break
        if bindings is not None and all(holds(condition, bindings) for condition in plot.when):
            return bindings
    return None


def _bind(
    name: str,
    role: Role,
    bindings: Bindings,
    known: Knowledge,
    rng: random.Random,
    given: Sequence[Bound],
    likely: Sequence[Bound],
) -> Bindings | None:
    """Return the bindings with a role more; None if nobody can take it."""
    for candidate in _candidates(name, role, bindings, known, rng, given, likely):
        with_it = bindings.with_role(name, candidate)
        if all(holds(condition, with_it) for condition in role.when):
            if isinstance(candidate, StoryPerson) and not candidate.name and role.named:
                own = _word(candidate.kin, "name") if candidate.owner else ""
                named = candidate.renamed(own or draw_name(candidate, bindings, known, rng))
                return bindings.with_role(name, named)
            return with_it
    return None


def _candidates(
    name: str,
    role: Role,
    bindings: Bindings,
    known: Knowledge,
    rng: random.Random,
    given: Sequence[Bound],
    likely: Sequence[Bound],
) -> Iterator[Bound]:
    """Yield who and what could take a role: those given alone, or what is likely and then what is drawn by lot."""
    if given:
        yield from (_in_role(one, name, role, bindings) for one in given)
        return
    for one in likely:
        if _suits_role(one, role) and not _has_role(one, bindings):
            yield _in_role(one, name, role, bindings)
    if role.person or role.like:
        yield from _people(name, role, bindings, known, rng)
        return
    taken = {id(bound.entry) for bound in bindings.roles.values() if isinstance(bound, Something)}
    for entry in _drawn(known, role.type or "", rng):
        if id(entry) not in taken:
            yield Something(entry, _noun(entry))


def _in_role(bound: Bound, name: str, role: Role, bindings: Bindings) -> Bound:
    """Return who or what the premise tells of as it is in a role: of its family's species."""
    if not isinstance(bound, StoryPerson):
        return bound
    like = bindings.roles.get(role.like or "")
    owner = role.kin or "" if bound.kin else ""
    bound = replace(bound, role=name, owner=owner)
    if owner and isinstance(like, StoryPerson):
        bound = replace(bound, being=like.being)
    return bound


def _suits_role(bound: Bound, role: Role) -> bool:
    """Tell whether something of the premise is of a role's sort; only kin of somebody's takes the role of kin."""
    if isinstance(bound, Something):
        return bound.entry.type == role.type
    return not role.type and bool(role.kin or role.like) == bool(bound.kin)


def _has_role(bound: Bound, bindings: Bindings) -> bool:
    taken = bindings.roles.values()
    if isinstance(bound, Something):
        return bound in taken
    return any(isinstance(one, StoryPerson) and one.origin == bound.origin for one in taken)


def _drawn(known: Knowledge, type_: str, rng: random.Random) -> list[Entry]:
    """Return the entries of a type that may be drawn, in an order by lot."""
    entries = [entry for entry in known[type_].entries.values() if entry.drawn]
    rng.shuffle(entries)
    return entries


def _noun(entry: Entry) -> Noun | None:
    noun = entry.get("noun")
    return noun if isinstance(noun, Noun) else None


def _people(name: str, role: Role, bindings: Bindings, known: Knowledge, rng: random.Random) -> Iterator[StoryPerson]:
    """Yield persons who could take a role, in an order by lot."""
    owner = bindings.roles.get(role.like or "")
    kins: list[Entry | None] = [None]
    if role.kin:
        relative = bindings.roles.get(role.kin)
        assert isinstance(relative, StoryPerson), "a kin's role stands after the one it belongs to"
        kins = [kin for kin in _drawn(known, "kin", rng) if _suits(kin, relative)]
        owner = owner or relative
    if isinstance(owner, StoryPerson):
        beings = [owner.being]
    else:
        met = {person.being.id for person in bindings.people()}
        beings = [being for being in _drawn(known, role.person or "being", rng) if being.id not in met]
    for kin in kins:
        for being in beings:
            own = _word(kin, "being")
            what = known["being"].entries[own] if own else being
            yield make_person(name, what, rng, bindings, kin, role.kin or "")


def _suits(kin: Entry, relative: StoryPerson) -> bool:
    of = kin.get("of")
    return not isinstance(of, list) or any(relative.being.has(str(word)) for word in of)


def make_person(
    role: str,
    being: Entry,
    rng: random.Random,
    bindings: Bindings,
    kin: Entry | None = None,
    owner: str = "",
) -> StoryPerson:
    """Return somebody of a kind, nameless: the sex, where it is free, is another than that of whom the story has."""
    sex = _word(kin, "sex") or _word(being, "sex")
    if not sex:
        sexes = [person.sex for person in bindings.people() if person.sex in ("female", "male")]
        excess = sexes.count("female") - sexes.count("male")
        sex = rng.choice(("female", "male")) if not excess else "male" if excess > 0 else "female"
    age = _word(kin, "age") or _word(being, "age") or "adult"
    adjectives = being.get("adjectives")
    drawn = (str(rng.choice(adjectives)),) if isinstance(adjectives, list) and kin is None else ()
    noun = _noun(kin) if kin else _noun(being)
    assert noun is not None
    return StoryPerson(role, being, noun, sex, age, "", drawn, owner, kin)  # type: ignore[arg-type]


def _word(entry: Entry | None, key: str) -> str:
    value = entry.get(key) if entry else None
    return value if isinstance(value, str) else ""


def draw_name(person: StoryPerson, bindings: Bindings, known: Knowledge, rng: random.Random) -> str:
    """Return a name by sex: one for such beings, or one of a culture; no two of a story begin with the same letter."""
    initials = {other.name[:1] for other in bindings.people()} | {word[:1] for word in bindings.premise.split()}
    own = person.being.get("names")
    names = [str(name) for name in own] if isinstance(own, list) else _of_culture(person.sex, bindings, known, rng)
    if isinstance(own, list):
        names = [name for name in names if _may_be_called(name, person.sex)] or names
    free = [name for name in names if name[:1] not in initials] or names
    return rng.choice(free).removesuffix(" (f)").removesuffix(" (m)")


def _may_be_called(name: str, sex: StorySex) -> bool:
    """Tell whether a name or its title does not speak against a sex: no "Sir Osbert" is a she."""
    first = name.split()[0].lower()
    told = _MARKS.get(name.rpartition(" ")[2], "") or titles().get(first, "") or listed_name_sex(first)
    return not told or sex not in ("female", "male") or told == sex


def _of_culture(sex: StorySex, bindings: Bindings, known: Knowledge, rng: random.Random) -> list[str]:
    """Return the names of one sex from the culture of those who have names already, or of any."""
    cultures = _drawn(known, "names", rng)
    said = {person.name for person in bindings.people()}
    key = sex if sex in ("female", "male") else rng.choice(("female", "male"))
    same = [one for one in cultures if said & {str(n) for s in ("female", "male") for n in one.get(s) or ()}]  # type: ignore[union-attr]
    names = (same or cultures)[0].get(key)
    return [str(name) for name in names] if isinstance(names, list) else []
