"""What is wrong with a plot: in its lines as they stand, in its chain of causes, and in what comes out."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator

from digiteller.writing import templates
from digiteller.writing.bindings import Bindings, Bound, Something, condition_paths, holds
from digiteller.writing.knowledge import Knowledge
from digiteller.writing.plot_format import Plot, Variant
from digiteller.writing.plot_simulation import dead_ends
from digiteller.writing.plot_telling import ToldStory, tell_plot
from digiteller.writing.premise_signs import features
from digiteller.writing.role_binding import bind_roles, make_person
from digiteller.writing.story_people import StoryPerson
from digiteller.writing.telling import Teller, Untellable

FEWEST, FEWEST_WORDS, MOST_WORDS = 6, 18, 75
_WORN = re.compile(r"once upon a time|\bat last\b|\bmagic|and so they learned|happily ever after|little did", re.I)
_ARTICLE = re.compile(r"\b[Aa]n? \{[a-z_.0-9]+\}")
_DOUBLED = re.compile(r"\b(\w+) \1\b", re.I)
_MAY_DOUBLE = {"had", "that", "very", "her", "no", "up", "down", "on", "so", "round", "never", "in", "out"}
_SPOKEN = re.compile(r"“[^”]*”|\"[^\"]*\"")
_TYPED_PRONOUN = re.compile(r"\b(?:he|she|him|his|hers?|himself|herself)\b", re.I)
_BAD_SIGNS = re.compile(r"\{|\}|\[\[|\]\]|<|>| ,| \.|\.\.(?!\.)|,,|,\.|\?\.|!\.|“ | ”\w| ’s")


def form_faults(plot: Plot) -> Iterator[str]:
    """Yield what is wrong with the lines of a plot as they stand."""
    names = {*plot.roles, "audience"}
    facts = {fact for beat in plot.beats for fact in [*beat.makes, *(f for v in beat.say for f in v.makes)]}
    for label, conditions in _conditions(plot):
        for condition in conditions:
            try:
                paths = condition_paths(condition)
            except ValueError as error:
                yield f"{label}: when: {error}"
                continue
            for path in paths:
                if path.split(".")[0] not in names and not ("." not in path and path in facts):
                    yield f"{label}: when: {condition!r}: {path!r} is neither a role nor a fact that a beat makes"
    for evidence in plot.fits:
        feature, bracket, role = evidence.rstrip(")").partition("(")
        if feature not in features():
            yield f"fits: {evidence}: there is no feature {feature!r}; features.yaml has: {', '.join(features())}"
        if bracket and role not in plot.roles:
            yield f"fits: {evidence}: there is no role {role!r}"
    for label, text in _lines(plot):
        if fault := templates.fault(text):
            yield f"{label}: {fault}"
        for slot in templates.slots(text):
            first = slot["path"].split(".")[0].lower()
            if first not in plot.roles:
                yield f"{label}: {slot[0]}: there is no role {first!r}; there are: {', '.join(plot.roles)}"
        for mark in templates.marks(text):
            if mark["who"] not in {*plot.roles, "sound"}:
                yield f"{label}: {mark[0]}: marks begin with a role or with sound"
        if found := _ARTICLE.search(text):
            yield f"{label}: {found[0]!r}: write {{….a}}, which knows a from an and some"
        if found := _WORN.search(text):
            yield f"{label}: {found[0]!r} is worn out"


def advice(plot: Plot) -> Iterator[str]:
    """Yield what a good plot has, and this one has not."""
    if len(plot.titles) < FEWEST:
        yield f"titles: {len(plot.titles)}; a good plot has {FEWEST}"
    for beat in plot.beats:
        if len(beat.say) < FEWEST:
            yield f"beat {beat.id}: {len(beat.say)} variants; a good plot has {FEWEST}"
        for number, variant in enumerate(beat.say, 1):
            words = len(templates.SLOT.sub("x", variant.text).split())
            if not FEWEST_WORDS <= words <= MOST_WORDS:
                yield f"beat {beat.id}, variant {number}: {words} words; {FEWEST_WORDS} to {MOST_WORDS} read well"
            if found := _TYPED_PRONOUN.search(_SPOKEN.sub("", templates.SLOT.sub("x", variant.text))):
                yield f"beat {beat.id}, variant {number}: {found[0]!r} is typed by hand: is it nobody's with a role?"


def simulation_faults(plot: Plot, known: Knowledge, tries: int = 40) -> Iterator[str]:
    """Yield what goes wrong for some who take the roles: no variant, a need unmet, a slot that leads nowhere."""
    found: Counter[str] = Counter()
    bound = 0
    for bindings in _all_bindings(plot, known, tries):
        bound += 1
        who = _who(bindings)
        found.update({f"{fault} (with {who})": 1 for fault in dead_ends(plot, bindings)})
        for label, variant in _variants(plot):
            if _may_be_told(variant, bindings):
                found.update({f"{label}: {fault} (with {who})": 1 for fault in _told_faults(variant.text, bindings)})
        for number, title in enumerate(plot.titles, 1):
            if all(holds(condition, bindings) for condition in title.when):
                found.update({f"title {number}: {f} (with {who})": 1 for f in _told_faults(title.text, bindings)})
    if not bound:
        yield "nobody can take its roles: what the knowledge has does not meet their conditions"
    said: set[str] = set()
    for fault in found:  # the first who shows it is enough
        short = fault.rsplit(" (with ", 1)[0].partition(" in: ")[0]
        if short not in said:
            said.add(short)
            yield fault


def story_faults_of(story: ToldStory, plot: Plot) -> Iterator[str]:
    """Yield what a reader of a told story would stumble over."""
    text = " ".join(page.text for page in story.pages)
    sentences = [s.strip() for s in re.split(r"(?<=[.!?])[”]?\s", text)]
    for sentence, times in Counter(s for s in sentences if len(s.split()) > 4).items():
        if times > 1:
            yield f"said {times} times: {sentence!r}"
    late = {beat.beat.id for beat in story.beats[-2:]}
    early = " ".join(told.variant.text for told in story.beats if told.beat.id not in late)
    for told in story.beats:
        if told.beat.id in late:
            for slot in templates.slots(told.variant.text):
                role = slot["path"].split(".")[0].lower()
                used = any(path.split(".")[0] == role for path in _paths(early, story.bindings))
                if role in plot.roles and not plot.roles[role].met_late and not used:
                    yield f"beat {told.beat.id}: {slot[0]} comes from nowhere: no beat before the last two speaks of it"


def check_told(plot: Plot, known: Knowledge, seeds: int, pages: int = 7) -> Iterator[str]:
    """Yield what is wrong with tellings of a plot."""
    found: dict[str, None] = {}
    for seed in range(1, seeds + 1):
        bindings = bind_roles(plot, known, random.Random(f"{seed} {plot.schema_}"))
        if bindings is None:
            continue
        try:
            story = tell_plot(plot, bindings, pages, seed)
        except Untellable:
            continue  # told by simulation_faults
        if story is not None:
            found.update(dict.fromkeys(story_faults_of(story, plot)))
    yield from found


def _paths(template: str, bindings: Bindings) -> set[str]:
    """Return the paths of a template and of the texts that its slots stand for."""
    paths: set[str] = set()
    for slot in templates.slots(template):
        path = slot["path"].lower()
        paths.add(path)
        found = bindings.find(path)
        for one in found if isinstance(found, list) else [found]:
            inner = getattr(one, "template", "")
            if inner and inner != template:
                paths |= {s["path"].lower() for s in templates.slots(inner)}
    return paths


def _all_bindings(plot: Plot, known: Knowledge, tries: int) -> Iterator[Bindings]:
    """Yield bindings by lot, and such that every entry of a role's type takes it once, if it can."""
    for seed in range(tries):
        if bindings := bind_roles(plot, known, random.Random(seed), audience=("children", "small", "adults")[seed % 3]):
            yield bindings
    for name, role in plot.roles.items():
        type_ = role.type or (role.person if not role.kin else None)
        for entry in known[type_].entries.values() if type_ else ():
            if not entry.drawn:
                continue
            rng = random.Random(f"{name} {entry.id}")
            given: Bound
            if role.type:
                noun = entry.get("noun")
                given = Something(entry, noun if not isinstance(noun, str | list | dict) else None)  # type: ignore[arg-type]
            else:
                given = make_person(name, entry, rng, Bindings({}))
            if bindings := bind_roles(plot, known, rng, {name: [given]}, tries=3):
                yield bindings


def _may_be_told(variant: Variant, bindings: Bindings) -> bool:
    """Tell whether a variant could be told with these, whatever the beats before made so."""
    if variant.for_ and bindings.audience not in variant.for_:
        return False
    about = {*bindings.roles, "audience"}
    about_roles = [c for c in variant.when if all(path.split(".")[0] in about for path in condition_paths(c))]
    return all(holds(condition, bindings) for condition in about_roles)


def _told_faults(template: str, bindings: Bindings) -> Iterator[str]:
    teller = Teller(bindings, "1")
    try:
        text = " ".join(passage.text for passage in teller.tell(template, random.Random(1)))
    except Untellable as error:
        yield str(error)
        return
    if found := _BAD_SIGNS.search(text):
        yield f"{found[0]!r} in: {text}"
    for found in _DOUBLED.finditer(text):
        if found[1].lower() not in _MAY_DOUBLE:
            yield f"{found[0]!r} in: {text}"


def _who(bindings: Bindings) -> str:
    return ", ".join(
        f"{name} {bound.being.id if isinstance(bound, StoryPerson) else bound.entry.id}"
        for name, bound in bindings.roles.items()
    )


def _variants(plot: Plot) -> Iterator[tuple[str, Variant]]:
    for beat in plot.beats:
        for number, variant in enumerate(beat.say, 1):
            yield f"beat {beat.id}, variant {number}", variant


def _lines(plot: Plot) -> Iterator[tuple[str, str]]:
    yield from ((label, variant.text) for label, variant in _variants(plot))
    yield from ((f"title {number}", title.text) for number, title in enumerate(plot.titles, 1))


def _conditions(plot: Plot) -> Iterator[tuple[str, list[str]]]:
    yield "when", plot.when
    yield from ((f"role {name}", role.when) for name, role in plot.roles.items())
    yield from ((f"beat {beat.id}", beat.when) for beat in plot.beats)
    yield from ((label, variant.when) for label, variant in _variants(plot))
    yield from ((f"title {number}", title.when) for number, title in enumerate(plot.titles, 1))
