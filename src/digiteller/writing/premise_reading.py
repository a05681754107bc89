"""Read a premise: what was asked for, who is in it, and what it tells of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from digiteller.language.inflection import gerund, past
from digiteller.language.parsing import Parser, Tree
from digiteller.writing.knowledge import Knowledge
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.premise_people import PremisePerson, find_people, person_called
from digiteller.writing.premise_questions import PremiseQuestion, read_question
from digiteller.writing.premise_request import PremiseRequest, read_request
from digiteller.writing.premise_signs import features, find_signs
from digiteller.writing.premise_words import premise_words

_NO_FRIENDS = {"enemy", "fears", "race", "rivals", "thief_is"}
"""Features of two who do not begin as friends."""
_DETERMINERS = ("det", "poss", "nummod", "predet")
_PASTS = {"be": "was", "have": "had", "do": "did", "can": "could", "will": "would", "must": "had to", "may": "might"}
_FORMS = {
    **dict.fromkeys(["he", "she", "i"], "they"),
    **dict.fromkeys(["him", "me"], "them"),
    **dict.fromkeys(["his", "my", "its"], "their"),
    **dict.fromkeys(["himself", "herself", "myself", "itself"], "themself"),
    "hers": "theirs",
}
"""Pronouns that mean the hero, and the slots that stand for them."""
_FINITE = ("VBZ", "VBD", "VBP")
_REASONS = ("because", "since", "as", "although", "though", "so", "while")
_CORE = ("dobj", "prt", "dative", "attr", "acomp", "oprd", "xcomp", "ccomp")
_CORE_AND_WAY = (*_CORE, "prep", "advmod")
_LONGEST_EVENT = 30
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
    tree = Tree(request.about, tuple(parser.parse([request.about])[0]))
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
    findings += _plain(tree, people, told=bool(findings))
    findings += _about_people(tree, people, {finding.feature for finding in findings})
    if request.moral and re.search(r"sorry|apolog|forgiv", request.moral):
        findings.append(Finding("quarrel"))
    if request.moral:
        findings.append(Finding("moral", word=request.moral, noun=Noun(request.moral, "mass")))
    somebody = {at for person in people for at in (person.at, *person.mentions)}
    return PremiseReading(request, tuple(people), tuple(findings), tuple(_nouns(tree, somebody)))


def _nouns(tree: Tree, somebody: Collection[int] = ()) -> Iterator[Noun]:
    """Yield all things that a premise names; its persons are none."""
    named = (at for at, word in enumerate(tree.words) if word.pos == "NOUN" and word.dep != "compound")
    yield from (_noun(tree, at) for at in named if at not in somebody)


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
        word = tree.words[hit.taken]
        person = of_words.get(hit.taken)
        if word.low in premise_words("calendar"):
            continue
        if hit.feature == "lost" and word.lemma in premise_words("no losses"):
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
            yield Finding(hit.feature, noun=_noun(tree, hit.taken), person=person, word=word.lemma)
        else:
            yield Finding(hit.feature)


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
    told = _span(tree, order, _hero_by_name(tree, people))
    names = {one.name.split()[0] for one in people if one.name}
    if not told.startswith("{") and first.pos != "PROPN" and first.text not in names:
        told = told[:1].lower() + told[1:]
    for feature in ("odd_day", "happens"):
        state = word.lemma in ("be", "have")  # "Amrit is the only boy with a turban" is no event
        if _ODD_DAY.search(premise) if feature == "odd_day" else not state:
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


def _noun(tree: Tree, at: int) -> Noun:
    """Return the noun phrase of a word, without whose it is: "his mother's favourite vase" is "favourite vase"."""
    word = tree.words[at]
    before = [one for one in tree.children(at, "compound", "amod", "nmod") if one < at]
    before = [one for one in before if tree.words[one].low not in ("many", "much", "same")]
    parts = [tree.words[one].text if tree.words[one].pos == "PROPN" else tree.words[one].low for one in before]
    text = " ".join([*parts, word.text if word.pos == "PROPN" else word.low])
    for prep in tree.children(at, "prep"):
        inner = tree.child(prep, "pobj")
        if tree.words[prep].low == "of" and inner is not None:
            text += " " + _span(tree, sorted(tree.below(prep)))
    if word.tag in ("NNS", "NNPS"):
        return Noun(text, "plural")
    if word.pos == "PROPN" and not tree.children(at, "det"):
        return Noun(text, "name")
    if word.lemma in premise_words("uncounted"):
        return Noun(text, "mass")
    known = any(tree.words[one].low == "the" for one in tree.children(at, "det"))
    bare = not tree.children(at, *_DETERMINERS)
    return Noun(text, "the" if known and word.pos == "ADJ" else "mass" if bare and word.pos == "NOUN" and at else "one")


def infinitive(tree: Tree, at: int, hero: PremisePerson | None, *, short: bool = False) -> str:
    """Return what is done as an infinitive without to: "carry {hero.their} lantern over the bridge".

    ``short`` leaves out where, when and how, where there is an object: "carry {hero.their} lantern".
    """
    word = tree.words[at]
    if word.pos == "NOUN" and word.dep in ("dobj", "attr", "conj", "appos"):
        verb = next((above for above in tree.above(at) if tree.words[above].pos == "VERB"), None)
        return f"{tree.words[verb].lemma} {_noun(tree, at).text}" if verb is not None else ""
    if word.pos not in ("VERB", "AUX"):
        return ""
    kept = {at}
    for child in tree.children(at):
        one = tree.words[child]
        if one.dep == "advcl" and any(tree.words[mark].low in _REASONS for mark in tree.children(child, "mark")):
            continue
        if short and one.dep not in (_CORE if tree.child(at, "dobj", "xcomp", "ccomp") is not None else _CORE_AND_WAY):
            continue
        if child > at and not _begins_anew(tree, child):
            below = set(tree.below(child))
            instead = any(tree.words[part].low in ("only", "just") for part in below)
            kept |= set() if instead else below
        elif one.dep == "advmod" and one.low not in ("only", "just", "not", "so", "when", "why", "how", "then"):
            kept.add(child)
    last = max(kept)
    order = [one for one in sorted(kept) if not (tree.words[one].text in ",.!?;" and one >= last)]
    return _span(tree, order, {at: word.lemma}, hero).rstrip(" ,;.!?")


def _begins_anew(tree: Tree, at: int) -> bool:
    """Tell whether a part of a sentence is a clause of its own."""
    word = tree.words[at]
    if word.dep in ("cc", "punct"):
        joined = [one for one in tree.children(word.head, "conj") if one > at]
        return not joined or _begins_anew(tree, joined[0])
    if word.dep == "conj":
        return word.tag in _FINITE or tree.child(at, "nsubj", "nsubjpass", "expl") is not None
    return word.dep in ("parataxis", "ROOT")


def _span(
    tree: Tree, order: Sequence[int], instead: dict[int, str] | None = None, hero: PremisePerson | None = None
) -> str:
    """Return words as they stand, with slots for pronouns that mean the hero."""
    out = ""
    for place, at in enumerate(order):
        word = tree.words[at]
        text = instead[at] if instead and at in instead else _said(tree, at, hero)
        if not text:
            continue
        glued = place > 0 and word.start == tree.words[order[place - 1]].start + len(tree.words[order[place - 1]].text)
        glued = glued and not (text == "not" and out.endswith("could"))
        out += text if glued or not out else f" {text}"
    return out


def _said(tree: Tree, at: int, hero: PremisePerson | None) -> str:
    word = tree.words[at]
    if word.low == "are":
        return "were"
    if word.tag == "MD" and word.low in ("would", "could", "should", "might"):
        return word.low
    if word.tag in ("VBZ", "VBP", "MD"):
        return _PASTS.get(word.lemma) or _PASTS.get(word.low) or past(word.lemma)
    if hero is None or word.pos not in ("PRON", "DET"):
        return word.text
    if word.low == "her":
        return "{hero.their}" if word.dep == "poss" else "{hero.them}"
    form = _FORMS.get(word.low)
    return f"{{hero.{form}}}" if form else word.text
