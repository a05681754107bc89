"""Read a premise: what was asked for, who is in it, and what it tells of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digiteller.language.inflection import past
from digiteller.language.parsing import Parser, Tree
from digiteller.writing.knowledge import Knowledge
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.premise_people import PremisePerson, find_people
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


@dataclass(frozen=True)
class Finding:
    """What a premise tells of one feature."""

    feature: str
    noun: Noun | None = None
    act: str = ""
    """An infinitive without to, with slots for the hero: "carry {hero.their} lantern over the bridge"."""
    person: PremisePerson | None = None
    word: str = ""


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
    findings = list(_findings(tree, people))
    findings += _about_people(people, {finding.feature for finding in findings})
    if request.moral:
        findings.append(Finding("moral", word=request.moral, noun=Noun(request.moral, "mass")))
    somebody = {at for person in people for at in (person.at, *person.mentions)}
    nouns = [at for at, word in enumerate(tree.words) if word.pos == "NOUN" and word.dep != "compound"]
    things = tuple(_noun(tree, at) for at in nouns if at not in somebody)
    return PremiseReading(request, tuple(people), tuple(findings), things)


def _findings(tree: Tree, people: Sequence[PremisePerson]) -> Iterator[Finding]:
    hero = people[0] if people else None
    second = people[1] if len(people) > 1 else None
    of_words = {at: person for person in people for at in person.mentions}
    for hit in find_signs(tree):
        takes = features()[hit.feature]["takes"]
        if hit.taken is None:
            yield Finding(hit.feature, person=second if takes == "person" and hit.take == "second" else None)
            continue
        word = tree.words[hit.taken]
        person = of_words.get(hit.taken)
        if hit.take == "head" and takes == "noun" and word.pos not in ("NOUN", "PROPN"):
            yield Finding(hit.feature)
            continue
        if takes == "person":
            yield Finding(
                hit.feature, person=person if person is not hero or hit.take in ("subj", "person") else second
            )
        elif takes == "act":
            yield Finding(hit.feature, act=infinitive(tree, hit.taken, hero))
        elif takes == "word":
            yield Finding(
                hit.feature, word=word.lemma if word.pos in ("NOUN", "VERB") else word.low, noun=Noun(word.lemma)
            )
        elif word.pos in ("NOUN", "PROPN", "ADJ", "VERB") and (person is None or person is not hero):
            yield Finding(hit.feature, noun=_noun(tree, hit.taken), person=person, word=word.lemma)
        else:
            yield Finding(hit.feature)


def _about_people(people: Sequence[PremisePerson], told: set[str]) -> Iterator[Finding]:
    if not people:
        yield Finding("nobody")
        return
    hero = people[0]
    if hero.being.has("machine"):
        yield Finding("machine")
    if hero.being.has("grown_up") or hero.age == "old":
        yield Finding("grown_up")
    second = people[1] if len(people) > 1 else None
    if second is not None:
        yield Finding("two", person=second)
        if (
            second.being is not hero.being
            and not second.kin_word
            and not second.being.has("human")
            and not told & _NO_FRIENDS
        ):
            yield Finding("unlike", person=second)


def _noun(tree: Tree, at: int) -> Noun:
    """Return the noun phrase of a word, without whose it is: "his mother's favourite vase" is "favourite vase"."""
    word = tree.words[at]
    before = [one for one in tree.children(at, "compound", "amod", "nmod") if one < at]
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


def infinitive(tree: Tree, at: int, hero: PremisePerson | None) -> str:
    """Return what is done as an infinitive without to: "carry {hero.their} lantern over the bridge"."""
    word = tree.words[at]
    if word.pos == "NOUN" and word.dep in ("dobj", "attr", "conj", "appos"):
        verb = next((above for above in tree.above(at) if tree.words[above].pos == "VERB"), None)
        return f"{tree.words[verb].lemma} {_noun(tree, at).text}" if verb is not None else ""
    if word.pos not in ("VERB", "AUX"):
        return ""
    kept = {at}
    for child in tree.children(at):
        one = tree.words[child]
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
        text = (instead or {}).get(at) or _said(tree, at, hero)
        glued = place > 0 and word.start == tree.words[order[place - 1]].start + len(tree.words[order[place - 1]].text)
        out += text if glued or not out else f" {text}"
    return out


def _said(tree: Tree, at: int, hero: PremisePerson | None) -> str:
    word = tree.words[at]
    if word.tag in ("VBZ", "VBP", "MD"):
        return _PASTS.get(word.lemma) or _PASTS.get(word.low) or past(word.lemma)
    if hero is None or word.pos not in ("PRON", "DET"):
        return word.text
    if word.low == "her":
        return "{hero.their}" if word.dep == "poss" else "{hero.them}"
    form = _FORMS.get(word.low)
    return f"{{hero.{form}}}" if form else word.text
