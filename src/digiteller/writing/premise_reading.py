"""Read a premise: what was asked for, who is in it, and what it tells of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digiteller.language.inflection import gerund, past
from digiteller.language.parsing import Parser, Tree
from digiteller.language.people import listed_name_sex
from digiteller.language.story_hints import setting_of
from digiteller.writing.knowledge import Knowledge
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.premise_acts import infinitive, noun_of, span
from digiteller.writing.premise_names import PremisePerson
from digiteller.writing.premise_opening import PremiseOpening, premise_opening
from digiteller.writing.premise_people import find_people, person_called
from digiteller.writing.premise_questions import PremiseQuestion, read_question
from digiteller.writing.premise_request import PremiseRequest, read_request
from digiteller.writing.premise_signs import features, find_signs, subject_of
from digiteller.writing.premise_words import premise_words

_TO_DO = {"wants", "must", "job", "promise"}
"""Features that say what somebody is to do."""
_NOT_BESIDE = {"died", "goodbye", "goes_away", "lost_pet"}
"""Features of somebody who can be asked no more."""
_NO_FRIENDS = {"enemy", "fears", "race", "rivals", "thief_is"}
"""Features of two who do not begin as friends."""
_FINITE = ("VBZ", "VBD", "VBP")
_LONGEST_EVENT = 30
_LONG = 6
"""Nouns of more letters may be abstract by their ending: "illness", but not "ship"."""
_TELLERS = frozenset(["i", "we", "my", "our", "me", "us", "you", "your", "please"])
_ODD_DAY = re.compile(
    r"^\W*(?:.*\b(?:story|tale) (?:about|of|in which|where) )?"
    r"(?:what (?:if|happens (?:if|when)|would happen if|happened when)\b|once\b(?! upon)|"
    r"(?:the|that|one) (?:day|night|morning|week|year|summer|evening|winter|time) (?!of\b|before\b|after\b|train\b)\w)",
    re.I,
)


@dataclass(frozen=True)
class Finding:
    """What a premise tells of one feature."""

    feature: str
    noun: Noun | None = None
    act: str = ""
    """An infinitive without to, with slots for the hero: "carry {hero.their} lantern over the bridge"."""
    person: PremisePerson | None = None
    word: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    """What else it says in its own words, by the key under which plots ask for it."""


@dataclass(frozen=True)
class PremiseReading:
    """A premise as understood."""

    request: PremiseRequest
    people: tuple[PremisePerson, ...]
    findings: tuple[Finding, ...]
    nouns: tuple[Noun, ...]
    """All things that it names."""
    turns: bool = False
    """Whether somebody else does something in it, too: "..., and it is the dentist who is frightened"."""
    opening: PremiseOpening | None = None
    """The premise as its story can begin with it."""

    def find(self, feature: str) -> Iterator[Finding]:
        """Yield what it tells of a feature."""
        yield from (finding for finding in self.findings if finding.feature == feature)

    @property
    def features(self) -> frozenset[str]:
        """The features that it has."""
        return frozenset(finding.feature for finding in self.findings)


def read_premise(premise: str, parser: Parser, known: Knowledge) -> PremiseReading:
    """Return what a premise tells.

    "Hob, a small hedgehog, is afraid of the dark." tells of Hob, who fears(the dark).
    """
    request = read_request(premise)
    about = _as_written(request.about, premise)
    tree = Tree(about, tuple(parser.parse([about])[0]))
    people = find_people(tree, known)
    if _ODD_DAY.search(premise):
        people = [one for one in people if one.name or not one.being.has("inanimate")]
    findings: list[Finding] = []
    if question := read_question(premise, parser):
        asked = _whom_it_asks(question, parser, known)
        people = [replace(asked, at=people[0].at) if people else asked]
        findings.append(_asks(question, people[0]))
    findings += _findings(tree, people)
    findings += _happens(premise, tree, people)
    opening = None if question else premise_opening(tree, people, odd_day=bool(_ODD_DAY.search(premise)))
    findings += _plain(tree, people, told=bool(findings) or bool(opening and opening.clause))
    findings += _about_people(tree, people, {finding.feature for finding in findings})
    if request.moral and re.search(r"sorry|apolog|forgiv", request.moral):
        findings.append(Finding("quarrel"))
    if request.moral:
        findings.append(Finding("moral", word=request.moral, noun=Noun(request.moral, "mass")))
    somebody = {at for person in people for at in (person.at, *person.mentions)}
    if opening is not None and opening.clause:
        findings += _tales(tree, people, opening.clause, {finding.feature for finding in findings})
    nouns = tuple(_nouns(tree, somebody))
    return PremiseReading(request, tuple(people), tuple(findings), nouns, _turns(tree, people), opening)


def _turns(tree: Tree, people: Sequence[PremisePerson]) -> bool:
    """Tell whether a clause beside the first is about somebody else."""
    clauses = [at for at, word in enumerate(tree.words) if word.dep == "conj" and word.pos in ("VERB", "AUX")]
    subjects = [subject for at in clauses for subject in tree.children(at, "nsubj", "nsubjpass", "attr")]
    called = [{tree.words[at].lemma for at in (max(one.at, 0), *one.mentions)} for one in people]
    others = set().union(*called[1:]) - set().union(*called[:1])
    return any(tree.words[at].lemma in others for at in subjects)


def _tales(tree: Tree, people: Sequence[PremisePerson], clause: str, told: set[str]) -> Iterator[Finding]:
    """Yield what a story can begin with, that it is to be done, and who else is in it."""
    tale = _tale(tree, people, clause)
    yield tale
    if "act_past" in tale.said:
        yield replace(tale, feature="todo")
    others = [one for one in people[1:] if one.sex != "several" and not one.being.has("inanimate")]
    others = [one for one in others if one.at < 0 or _is_beside(tree, one)]
    if others and not told & _NOT_BESIDE and any(tree.words[at].tag in ("NN", "NNP") for at in others[0].mentions):
        yield Finding("beside", person=others[0])


def _is_beside(tree: Tree, person: PremisePerson) -> bool:
    """Tell whether somebody is there with the hero: not "a book about salmon", "it cannot find its mother"."""
    word = tree.words[person.at]
    head = tree.words[word.head]
    spoken = head.dep == "prep" and (head.low == "about" or tree.words[head.head].lemma in premise_words("missing by"))
    away = spoken or (word.dep == "dobj" and head.lemma in premise_words("missing by"))
    thing = person.being.has("live_thing") or person.being.has("inanimate")
    told_of = bool(person.name) or tree.child(person.at, "det", "poss", "nummod") is not None
    return told_of and not away and not thing and word.dep not in ("poss", "compound", "attr")


def _tale(tree: Tree, people: Sequence[PremisePerson], clause: str) -> Finding:
    """Return what is told of the hero, and what the hero is to do in it, if anything."""
    for hit in find_signs(tree):
        if hit.feature not in _TO_DO or hit.taken is None or not people:
            continue
        ends = tree.words[hit.taken].lemma not in premise_words("not done")
        if ends and subject_of(tree, hit.at) in people[0].mentions:
            whole = infinitive(tree, hit.taken, people[0])
            act = _act("tale", whole, whole)
            return replace(act, act=clause, said={**act.said, "clause": clause})
    return Finding("tale", act=clause, said={"clause": clause})


def _as_written(about: str, premise: str) -> str:
    """Return what is asked for without the capital of a word that only stands first: "patience" is no Patience."""
    first = about.split(maxsplit=1)[0]
    mere = bool(listed_name_sex(first)) and re.search(rf"\b{re.escape(first.lower())}\b", premise)
    return about[:1].lower() + about[1:] if mere else about


def _nouns(tree: Tree, somebody: Collection[int] = ()) -> Iterator[Noun]:
    """Yield all things that a premise names; its persons are none."""
    named = (at for at, word in enumerate(tree.words) if word.pos == "NOUN" and word.dep != "compound")
    yield from (noun_of(tree, at) for at in named if at not in somebody)


def _findings(tree: Tree, people: Sequence[PremisePerson]) -> Iterator[Finding]:
    hero = people[0] if people else None
    second = people[1] if len(people) > 1 else None
    of_words = {at: person for person in people for at in person.mentions}
    for hit in find_signs(tree):
        takes = features()[hit.feature]["takes"]
        if hit.take == "hero":
            yield from (Finding(hit.feature, noun=noun) for noun in [*([hero.noun] if hero else []), *_nouns(tree)])
            continue
        if hit.taken is None:
            yield Finding(hit.feature, person=second if takes == "person" and hit.take == "second" else None)
            continue
        if hit.feature in premise_words("of the hero") and hit.take != "subj" and not _is_of_hero(tree, hit.at, hero):
            continue
        word = tree.words[hit.taken]
        person = of_words.get(hit.taken)
        if word.low in premise_words("calendar"):
            continue
        if hit.feature == "lost" and word.lemma in premise_words("no losses"):
            continue
        thing = person is None and _is_thing(tree, hit.taken)
        if takes == "noun" and hit.feature in premise_words("of things") and not thing:
            continue
        if word.lemma in ("thing", "something", "anything", "people") and takes == "noun":
            yield Finding(hit.feature)
            continue
        if hit.take == "head" and takes == "noun" and word.pos not in ("NOUN", "PROPN"):
            yield Finding(hit.feature)
            continue
        if takes == "person":
            yield Finding(
                hit.feature, person=person if person is not hero or hit.take in ("subj", "person") else second
            )
        elif takes == "act":
            whole = infinitive(tree, hit.taken, hero)
            yield _act(hit.feature, whole, infinitive(tree, hit.taken, hero, short=True) or whole)
        elif takes == "word":
            yield Finding(
                hit.feature, word=word.lemma if word.pos in ("NOUN", "VERB") else word.low, noun=Noun(word.lemma)
            )
        elif word.pos in ("NOUN", "PROPN", "ADJ", "VERB") and (person is None or person is not hero):
            if hit.feature == "fears" and word.tag == "VBG":
                yield Finding(hit.feature, word=word.low)  # what one does cannot come to meet one
                continue
            if hit.feature == "become" and word.pos in ("VERB", "AUX"):
                what = tree.child(hit.taken, "attr")
                if what is not None:
                    yield Finding(hit.feature, noun=noun_of(tree, what), word=tree.words[what].lemma)
                continue
            if hit.feature == "stuck_in" and not (setting_of(word.lemma) or word.lemma in premise_words("narrow")):
                continue
            yield Finding(hit.feature, noun=noun_of(tree, hit.taken), person=person, word=word.lemma)
        else:
            yield Finding(hit.feature)


def _is_of_hero(tree: Tree, at: int, hero: PremisePerson | None) -> bool:
    """Tell whether it is the hero of whom a word tells: not in "a witch whose broom is afraid of heights"."""
    subject = subject_of(tree, at)
    if hero is None or subject is None or tree.words[subject].pos not in ("NOUN", "PROPN"):
        return True
    return subject in (hero.at, *hero.mentions)


def _is_thing(tree: Tree, at: int) -> bool:
    """Tell whether a noun is that of something one could touch: no time, feast, event, group or quality."""
    word = tree.words[at]
    abstract = len(word.lemma) > _LONG and word.lemma.endswith(("ness", "ity", "ship", "hood", "ence", "ance", "ism"))
    groups = ("no things", "calendar", "languages", "intangible")
    return not abstract and not any(word.lemma in premise_words(group) for group in groups)


def _act(feature: str, act: str, short: str) -> Finding:
    """Return what is to be done; in short, with its past and its form in -ing: "light the lamp", "lit", "lighting"."""
    verb, space, rest = short.partition(" ")
    if not verb:
        return Finding(feature)
    told = "was" if verb == "be" else past(verb)
    said = {"act": short, "act_past": f"{told}{space}{rest}", "act_ing": f"{gerund(verb)}{space}{rest}"}
    return Finding(feature, act=act, said=said)


def _whom_it_asks(question: PremiseQuestion, parser: Parser, known: Knowledge) -> PremisePerson:
    """Return the one whom a question is about; of many ("cats") one."""
    text = f"{question.who[:1].upper()}{question.who[1:]} came."
    tree = Tree(text, tuple(parser.parse([text])[0]))
    return person_called(tree, known)


def _asks(question: PremiseQuestion, person: PremisePerson) -> Finding:
    one = person.noun.rephrased(" ".join([*person.adjectives, person.noun.text])).a()
    said = {
        "asked": question.asked,
        "clause": question.clause,
        "who": question.who,
        "one": one if question.plural else question.who,
    }
    return Finding("asks", noun=Noun(person.noun.text), person=person, word=question.wh, said=said)


def _happens(premise: str, tree: Tree, people: Sequence[PremisePerson]) -> Iterator[Finding]:
    """Yield the event that a premise tells as a whole: "it rained for so long that the class had to sail to school"."""
    root = next((at for at, word in enumerate(tree.words) if word.dep == "ROOT"), None)
    if root is None or any(tree.sentences) or len(tree.words) > _LONGEST_EVENT:
        return
    word = tree.words[root]
    subject = tree.child(root, "nsubj", "nsubjpass", "expl")
    if word.pos not in ("VERB", "AUX") or subject is None or tree.words[subject].low in ("who", "that", "which"):
        return
    if any(one.low in _TELLERS for one in tree.words) or any(one.text in '";:?“' for one in tree.words[:-1]):
        return
    order = [at for at in range(len(tree.words)) if at < len(tree.words) - 1 or tree.words[at].text not in ".!?"]
    first = tree.words[order[0]]
    if first.low == "once":
        order = order[1:]
        first = tree.words[order[0]]
    told = span(tree, order, _hero_by_name(tree, people))
    names = {one.name.split()[0] for one in people if one.name}
    if not told.startswith("{") and first.pos != "PROPN" and first.text not in names:
        told = told[:1].lower() + told[1:]
    alone = any(subject in one.mentions and one.count == 1 for one in people)  # it happens to nobody else
    for feature in ("odd_day", "happens"):
        state = word.lemma in ("be", "have")  # "Amrit is the only boy with a turban" is no event
        odd = bool(_ODD_DAY.search(premise)) and not (alone and tree.words[subject].tag in ("NN", "NNP"))
        if odd if feature == "odd_day" else not state:
            yield Finding(feature, act=told, said={"clause": told})


def _hero_by_name(tree: Tree, people: Sequence[PremisePerson]) -> dict[int, str]:
    """Return what stands instead of the words for the hero: "{hero}" for "a goat", so that it is told by its name."""
    if not people or not people[0].mentions:
        return {}
    at = people[0].at
    below = tree.children(at)
    if len(people[0].mentions) > 1 or any(one > at for one in below) or not 0 <= at < len(tree.words):
        return {}
    return {**{one: "" for one in range(min([at, *below]), at)}, at: "{hero}"}


def _plain(tree: Tree, people: Sequence[PremisePerson], *, told: bool) -> Iterator[Finding]:
    """Yield that a premise only names its hero, and what the hero is like: "a brave knight"."""
    verbal = any(word.tag in (*_FINITE, "VB", "MD") or word.dep == "prep" for word in tree.words)
    if not people or (verbal and told):
        return
    yield Finding("plain_hero")
    yield from (Finding("quality", noun=Noun(one), word=one) for one in people[0].adjectives)


def _about_people(tree: Tree, people: Sequence[PremisePerson], told: set[str]) -> Iterator[Finding]:
    if not people:
        yield Finding("nobody")
        return
    hero = people[0]
    if hero.being.has("machine"):
        yield Finding("machine")
    if hero.being.has("live_thing") or hero.being.has("inanimate"):
        yield Finding("thing_hero", noun=hero.noun)
    if hero.being.has("grown_up") or hero.age == "old":
        yield Finding("grown_up")
    second = people[1] if len(people) > 1 else None
    if second is not None and not second.being.has("live_thing") and not second.being.has("inanimate"):
        if second.subject or second.kin_word or second.at < 0 or tree.words[second.at].dep == "conj":
            yield Finding("two", person=second)
        dep, head = tree.words[second.at].dep, tree.words[tree.words[second.at].head].low
        beside = second.at < 0 or dep in ("conj", "attr", "appos") or (dep == "pobj" and head == "with")
        if (
            beside
            and second.being is not hero.being
            and not second.kin_word
            and not second.being.has("human")
            and not told & _NO_FRIENDS
        ):
            yield Finding("unlike", person=second)
