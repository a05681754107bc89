"""Choose a plot for a premise: by the evidence that it gives, and who in it can take the roles."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digiteller.writing.bindings import Bound, Something
from digiteller.writing.knowledge import Entry, Knowledge
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.plot_files import plot_paths, read_head, read_plot
from digiteller.writing.plot_format import Audience, PlotHead, Role
from digiteller.writing.plot_telling import ToldStory, tell_plot
from digiteller.writing.premise_coverage import cover
from digiteller.writing.premise_names import PremisePerson
from digiteller.writing.premise_reading import Finding, PremiseReading
from digiteller.writing.premise_signs import hands_over
from digiteller.writing.role_binding import bind_roles
from digiteller.writing.story_people import StoryPerson, StorySex
from digiteller.writing.telling import Untellable

_HERO = "hero"
_TOLD = 12
"""Of so many plots, those that fit best, it is looked what the premise would become."""
_COVERED = 5.0
"""What it counts that a story has all words of the premise, beside the evidence."""
_FEW, _LITTLE = 0.3, 1.5
"""With a smaller share of its words a story is hardly one of the premise; what that costs."""
_BY_CHANCE = 0.3
"""What words count that a story tells without having any evidence."""
_AS_A_WHOLE, _WITH_ITS_TURN = 0.3, 0.7
"""What it counts as that all of the premise is quoted; and where somebody else acts in it, too."""
_QUOTED = 1
"""More words in a row are a quotation."""
_SLOT = re.compile(r"\{[^}]*\}")
_NEAR = 0.1
"""The share of the best story's merit by which another may be less fitting that is told, too."""
_ANY = 0.75
"""What evidence counts of which nothing more is known than the premise's own noun."""
_UNTAKEN = 0.2
"""What evidence counts whose role nothing of the premise can take."""
_CHIEF, _NO_CHIEF, _ASIDE = 0.75, 0.5, 1.0
"""What share of a plot's heaviest evidence makes evidence its chief one; what the rest counts without any, and what
that costs."""
_DRAWN = ("quarrel", "friend")
"""Features whose person may as well be drawn by lot."""
_TRIES = 3
_FORGOTTEN = 0.8
"""What it costs that a person of the premise has no role by evidence."""
_PERSON, _NOUN = 0.3, 0.4
"""What it counts that a person or thing of the premise has a role."""


@dataclass(frozen=True)
class PlotFit:
    """How well a plot fits a premise."""

    path: Path
    head: PlotHead
    score: float
    given: Mapping[str, Sequence[Bound]]
    """Who and what of the premise can take which roles, by evidence, the likeliest first."""
    likely: tuple[Bound, ...]
    """Who and what else of it could take roles; where they do not suit, others are drawn."""


def fits(reading: PremiseReading, known: Knowledge, rng: random.Random, paths: Sequence[Path]) -> list[PlotFit]:
    """Return how well each plot fits, the best first."""
    found = [fit for path in paths if (fit := fit_plot(path, reading, known, rng)) is not None]
    return sorted(found, key=lambda fit: -fit.score)


def fit_plot(path: Path, reading: PremiseReading, known: Knowledge, rng: random.Random) -> PlotFit | None:
    """Return how well a plot fits a premise."""
    head = read_head(path)
    given: dict[str, list[Bound]] = {}
    taken: list[PremisePerson] = []
    score = 0.0
    heaviest, chief = max(head.fits.values()), False
    for evidence, weight in head.fits.items():
        feature, bracket, place = evidence.rstrip(")").partition("(")
        findings = list(reading.find(feature))
        if not findings:
            continue
        bound: list[Bound] = []
        if bracket and place not in given:
            bound = [one for finding in findings for one in _bound(head.roles[place], place, finding, known, rng)]
            bound.sort(key=lambda one: isinstance(one, Something) and one.entry.id == "any")
            if bound:
                given[place] = bound
                origin = bound[0].origin if isinstance(bound[0], StoryPerson) else None
                taken += [person for person in reading.people if person.at == origin]
        told = bool(bound) or not bracket or place in given or not hands_over(feature) or feature in _DRAWN
        given_by = bound[0] if bound else None
        plain = isinstance(given_by, Something) and given_by.entry.id == "any" and not given_by.said
        score += weight * (_ANY if plain else 1 if told else _UNTAKEN)
        chief = chief or (told and weight >= heaviest * _CHIEF)
    score = score if chief else score * _NO_CHIEF - _ASIDE
    rest = [person for person in reading.people if person not in taken]
    if _HERO in head.roles and _HERO not in given and rest:
        given[_HERO] = [as_story_person(rest.pop(0), _HERO, rng)]
    likely: list[Bound] = [as_story_person(person, "", rng, known) for person in rest]
    open_roles = [role for name, role in head.roles.items() if name not in given]
    score -= _FORGOTTEN * len(likely)
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

    It has fewer pages than asked for only where no plot has so many sentences.

    Raises:
        Untellable: there is no plot that can be told at all.
    """
    rng = random.Random(f"{seed} {reading.request.about}")
    candidates = fits(reading, known, rng, plot_paths() if paths is None else paths)
    told: list[tuple[float, ToldStory]] = []
    for fit in candidates:
        if len(told) >= _TOLD:
            break
        story = next(_tellings(fit, reading, known, pages, seed, audience), None)
        if story is not None:
            told.append((_merit(fit, reading, story), story))
    if not told:
        raise Untellable("there is no plot that anybody could take part in")
    longest = max(len(story.pages) for _, story in told)
    whole = [(merit, story) for merit, story in told if len(story.pages) >= min(pages, longest)]
    best = max(merit for merit, _ in whole)
    near = [(merit, story) for merit, story in whole if merit >= best - _NEAR * abs(best)]
    return max(near, key=lambda one: rng.random() ** (1 / max(one[0], 0.1) ** 2))[1]


def _merit(fit: PlotFit, reading: PremiseReading, story: ToldStory) -> float:
    """Return how well a story is one of the premise: by its evidence, and by how much of the premise is told in it.

    What it only quotes in the premise's own words, as a whole, is not told by it.
    """
    body = story.body
    quoted = [bound for bound in story.bindings.roles.values() if isinstance(bound, Something)]
    for part in (part for bound in quoted for said in bound.said.values() for part in _SLOT.split(said)):
        body = body.replace(part.strip(), "") if len(part.split()) > _QUOTED else body
    whole = any(bound.get("clause") for bound in quoted)
    told = max(cover(reading.request.about, body), (_WITH_ITS_TURN if reading.turns else _AS_A_WHOLE) if whole else 0)
    return fit.score + _COVERED * told * (1 if fit.score > 0 else _BY_CHANCE) - (_LITTLE if told < _FEW else 0)


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
            story = tell_plot(plot, bindings, pages, rng.randrange(2**31), reading.opening)
        except Untellable:
            continue
        if story is not None:
            yield story


def _bound(role: Role, name: str, finding: Finding, known: Knowledge, rng: random.Random) -> list[Bound]:
    """Return what a finding gives to a role, the likeliest first; nothing if it is nothing of that sort."""
    if not role.type:
        return [as_story_person(finding.person, name, rng, known)] if finding.person is not None else []
    entries: list[Entry] = []
    if finding.noun is not None:
        entries = find_entries(finding.noun.text, role.type, known)
        by_word = find_entries(finding.word, role.type, known)
        rng.shuffle(by_word)
        entries += by_word
    if not entries and finding.act:
        entries = [entry for word in _phrases(finding.act) for entry in find_entries(word, role.type, known)]
    if (finding.noun is not None or finding.act) and "any" in known[role.type].entries:
        entries.append(known[role.type].entries["any"])
    said = {key: value for key, value in (("do", finding.act), ("word", finding.word)) if value} | dict(finding.said)
    return [_something(entry, finding.noun, said) for entry in dict.fromkeys(entries)]


def _something(entry: Entry, noun: Noun | None, said: Mapping[str, str] | None = None) -> Something:
    own = entry.get("noun")
    named = noun if noun is not None and (entry.id == "any" or not isinstance(own, Noun)) else own
    return Something(entry, named if isinstance(named, Noun) else None, said or {}, from_premise=True)


def find_entry(words: str, type_: str, known: Knowledge) -> Entry | None:
    """Return the entry of a type that a noun means, if any."""
    return next(iter(find_entries(words, type_, known)), None)


def find_entries(words: str, type_: str, known: Knowledge) -> list[Entry]:
    """Return the entries of a type that a noun may mean: those whose words are its longest ending."""
    if type_ not in known or not words:
        return []
    parts = words.lower().split()
    singular = [*parts[:-1], parts[-1].removesuffix("s")]
    for form in (parts, singular):
        for first in range(len(form)):
            ending = " ".join(form[first:])
            found = [one for one in known[type_].entries.values() if ending in one.words and one.id != "any"]
            if found:
                return found
    return []


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
