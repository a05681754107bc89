"""Choose a plot for a premise: by the evidence that it gives, and who in it can take the roles."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digiteller.writing.bindings import Bound, Something
from digiteller.writing.knowledge import Entry, Knowledge
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.plot_files import plot_paths, read_head, read_plot
from digiteller.writing.plot_format import Audience, PlotHead, Role
from digiteller.writing.plot_telling import ToldStory, tell_plot
from digiteller.writing.premise_people import PremisePerson
from digiteller.writing.premise_reading import Finding, PremiseReading
from digiteller.writing.role_binding import bind_roles
from digiteller.writing.story_people import StoryPerson, StorySex
from digiteller.writing.telling import Untellable

_HERO = "hero"
_NEAR = 0.6
"""The share of the best plot's evidence with which another may be told, too."""
_UNTAKEN = 0.4
"""What evidence counts whose role nothing of the premise can take."""
_TRIES = 3
_PERSON, _NOUN = 0.6, 0.4
"""What it counts that a person or thing of the premise has a role."""


@dataclass(frozen=True)
class PlotFit:
    """How well a plot fits a premise."""

    path: Path
    head: PlotHead
    score: float
    given: Mapping[str, Bound]
    """Who and what of the premise take which roles, by evidence."""
    likely: tuple[Bound, ...]
    """Who and what else of it could take roles; where they do not suit, others are drawn."""


def fits(reading: PremiseReading, known: Knowledge, rng: random.Random, paths: Sequence[Path]) -> list[PlotFit]:
    """Return how well each plot fits, the best first."""
    found = [fit for path in paths if (fit := fit_plot(path, reading, known, rng)) is not None]
    return sorted(found, key=lambda fit: -fit.score)


def fit_plot(path: Path, reading: PremiseReading, known: Knowledge, rng: random.Random) -> PlotFit | None:
    """Return how well a plot fits a premise."""
    head = read_head(path)
    given: dict[str, Bound] = {}
    taken: list[PremisePerson] = []
    score = 0.0
    for evidence, weight in head.fits.items():
        feature, bracket, place = evidence.rstrip(")").partition("(")
        findings = list(reading.find(feature))
        if not findings:
            continue
        bound = None
        if bracket and place not in given:
            for finding in findings:
                bound = _bound(head.roles[place], place, finding, known, rng)
                if bound is not None:
                    given[place] = bound
                    if finding.person is not None and isinstance(bound, StoryPerson):
                        taken.append(finding.person)
                    break
        score += weight if bound is not None or not bracket else weight * _UNTAKEN
    rest = [person for person in reading.people if person not in taken]
    if _HERO in head.roles and _HERO not in given and rest:
        given[_HERO] = as_story_person(rest.pop(0), _HERO, rng)
    likely: list[Bound] = [as_story_person(person, "", rng, known) for person in rest]
    open_roles = [role for name, role in head.roles.items() if name not in given]
    score += _PERSON * min(len(likely), sum(not role.type for role in open_roles))
    for role in open_roles:
        for noun in reading.nouns if role.type else ():
            if (entry := find_entry(noun.text, role.type or "", known)) is not None:
                likely.append(_something(entry, noun))
                score += _NOUN
                break
    return PlotFit(path, head, score, given, tuple(likely))


def tell_premise(
    reading: PremiseReading,
    known: Knowledge,
    pages: int,
    seed: int,
    audience: Audience = "children",
    paths: Sequence[Path] | None = None,
) -> ToldStory:
    """Return a story for a premise: one of the plots that fit it best, by the seed.

    Raises:
        Untellable: there is no plot that can be told at all.
    """
    rng = random.Random(f"{seed} {reading.request.about}")
    candidates = fits(reading, known, rng, plot_paths() if paths is None else paths)
    best = candidates[0].score if candidates else 0.0
    near = [fit for fit in candidates if fit.score >= best * _NEAR]
    order = sorted(near, key=lambda fit: rng.random() ** (1 / max(fit.score, 0.1) ** 2), reverse=True)
    order += [fit for fit in candidates if fit not in near]
    for fit in order:
        for story in _tellings(fit, reading, known, pages, seed, audience):
            return story
    raise Untellable("there is no plot that anybody could take part in")


def _tellings(
    fit: PlotFit, reading: PremiseReading, known: Knowledge, pages: int, seed: int, audience: Audience
) -> Iterator[ToldStory]:
    """Yield what can be told by a plot."""
    plot = read_plot(fit.path)
    for attempt in range(_TRIES):
        rng = random.Random(f"{seed} {attempt} {plot.schema_} {reading.request.about}")
        bindings = bind_roles(plot, known, rng, fit.given, fit.likely, audience, reading.request.about)
        if bindings is None:
            return
        try:
            story = tell_plot(plot, bindings, pages, rng.randrange(2**31))
        except Untellable:
            continue
        if story is not None:
            yield story


def _bound(role: Role, name: str, finding: Finding, known: Knowledge, rng: random.Random) -> Bound | None:
    """Return what a finding gives to a role; None if it is nothing of that sort."""
    if not role.type:
        return as_story_person(finding.person, name, rng, known) if finding.person is not None else None
    entry = None
    if finding.noun is not None:
        entry = find_entry(finding.noun.text, role.type, known) or find_entry(finding.word, role.type, known)
    if entry is None and finding.act:
        entry = next((e for word in _phrases(finding.act) if (e := find_entry(word, role.type, known))), None)
    entry = entry or known[role.type].entries.get("any")
    if entry is None or (finding.noun is None and not finding.act and entry.id == "any"):
        return None
    said = {key: value for key, value in (("do", finding.act), ("word", finding.word)) if value}
    return _something(entry, finding.noun if finding.noun else None, said)


def _something(entry: Entry, noun: Noun | None, said: Mapping[str, str] | None = None) -> Something:
    own = entry.get("noun")
    named = noun if noun is not None and (entry.id == "any" or not isinstance(own, Noun)) else own
    return Something(entry, named if isinstance(named, Noun) else None, said or {}, from_premise=True)


def find_entry(words: str, type_: str, known: Knowledge) -> Entry | None:
    """Return the entry of a type that a noun means: the longest of its endings that is in some entry's words."""
    if type_ not in known or not words:
        return None
    parts = words.lower().split()
    singular = [*parts[:-1], parts[-1].removesuffix("s")]
    for form in (parts, singular):
        for first in range(len(form)):
            ending = " ".join(form[first:])
            for entry in known[type_].entries.values():
                if ending in entry.words and entry.id != "any":
                    return entry
    return None


def _phrases(act: str) -> Iterator[str]:
    words = act.replace("{hero.their}", "").split()
    yield from (" ".join(words[at : at + 2]) for at in range(len(words) - 1))
    yield from words


def as_story_person(
    person: PremisePerson, role: str, rng: random.Random, known: Knowledge | None = None
) -> StoryPerson:
    """Return somebody of a premise as the person of a story; with ``known``, as kin of somebody's if it is told so."""
    sex: StorySex = rng.choice(("female", "male"))
    if person.sex:
        sex = person.sex
    kin = find_entry(person.kin_word, "kin", known) if known is not None and person.kin_word else None
    own = person.being.get("noun")
    plain = bool(person.kin_word) and kin is None and not person.name and isinstance(own, Noun)
    noun = own if plain and isinstance(own, Noun) else person.noun
    return StoryPerson(
        role,
        person.being,
        noun,
        sex,
        person.age or "adult",
        person.name,
        person.adjectives,
        kin=kin,
        from_premise=True,
        origin=person.at,
    )
