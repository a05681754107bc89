"""Fill a plot's lines: slots with agreement, persons introduced once, pronouns only where one person can be meant."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from digiteller.writing import templates
from digiteller.writing.bindings import Bindings, Found, Something
from digiteller.writing.knowledge import Entry, Text
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.story_people import PRONOUNS, VERBS, StoryPerson, StorySex, agree

THING_FORMS = frozenset({"a", "the", "s", "at", *PRONOUNS, *VERBS})
"""How the last part of a slot may ask for a noun."""
PERSON_FORMS = frozenset({"a", "the", "name", "kind", "intro", *PRONOUNS, *VERBS})
"""The same for a person."""
_DEEPEST = 6
"""Slots within the text that a slot stands for."""
_PAUSES = tuple(",.;:!?")
_STOPPED = re.compile(r"[.!?…][”\"’]?$")
_ENDS = ".!?…"
_LAST_MARK = re.compile(r"<[a-z_ -]+: $")
_SENTENCE = re.compile(r"(?<=[.!?…])[”’]?\s+(?=[A-Z“{<])")


class Untellable(Exception):
    """A slot leads nowhere."""


@dataclass(frozen=True)
class Passage:
    """Words that stand on one page together."""

    text: str
    marks: tuple[templates.Mark, ...]
    people: tuple[str, ...]
    """The roles of the persons whom the narrator mentions, in their order."""

    def then(self, other: Passage) -> Passage:
        """Return the two as one."""
        words = len(self.text.split())
        later = (templates.Mark(one.who, one.what, one.first + words, one.last + words) for one in other.marks)
        people = tuple(dict.fromkeys((*self.people, *other.people)))
        return Passage(f"{self.text} {other.text}", (*self.marks, *later), people)


@dataclass
class Teller:
    """Tells passage after passage, and remembers who was introduced and who a pronoun would mean."""

    bindings: Bindings
    seed: str
    introduced: set[str] = field(default_factory=set)
    used: dict[str, None] = field(default_factory=dict)
    """The paths that were told so far, in their order."""
    opened: frozenset[str] = frozenset()
    """The roles of those whom the story's opening has introduced, and whom nothing introduces again."""
    _last: dict[StorySex, str] = field(default_factory=dict)
    _half: set[str] = field(default_factory=set)
    """Those of whom only the name was told, since they were first spoken of by what is theirs."""
    _mentioned: list[str] = field(default_factory=list)

    def tell(self, template: str, rng: random.Random) -> list[Passage]:
        """Return a beat's template as passages, split where a page may end.

        Raises:
            Untellable: a slot leads nowhere.
        """
        self._last.clear()  # a beat may open a page, where no pronoun has anybody to mean
        return [self._passage(part) for part in templates.choose(template, rng).split(templates.SPLIT)]

    def open(self, template: str, roles: tuple[str, ...]) -> Passage:
        """Return what stands before the first beat, and introduces those in some roles.

        Raises:
            Untellable: a slot leads nowhere.
        """
        passage = self._passage(template)
        self.opened = frozenset(roles)
        self.introduced |= self.opened
        return passage

    def phrase(self, template: str) -> str:
        """Return a line that stands outside of the story, such as a title."""
        apart = Teller(self.bindings, self.seed, {person.role for person in self.bindings.people()})
        return apart._passage(templates.choose(template, random.Random(self.seed))).text

    def _passage(self, template: str) -> Passage:
        self._mentioned = []
        filled = self._fill(" ".join(template.split()), "", 0)
        text, spans = templates.unmark(_typeset(filled))
        return Passage(text, templates.numbered(text, spans), tuple(dict.fromkeys(self._mentioned)))

    def _fill(self, template: str, before: str, depth: int) -> str:
        if depth > _DEEPEST:
            raise Untellable(f"{template!r} stands for itself")
        out, at = "", 0
        for slot in templates.slots(template):
            out += template[at : slot.start()]
            at = slot.end()
            words = self._word(slot, before + out, template[slot.end() :], depth)
            if slot["own"] and not words.endswith(("’s", "’")):
                words += "’" if self._several(slot) and words.endswith("s") else "’s"
            if slot["path"] != slot["path"].lower() or _starts_sentence(before + out):
                words = words[:1].upper() + words[1:]
            out += words[:-1] if words.endswith(",") and template[at : at + 1] in _PAUSES else words
            at += bool(_STOPPED.search(words)) and template[at : at + 1] == "."
        return out + template[at:]

    def _several(self, slot: re.Match[str]) -> bool:
        found, _ = self._find(slot["path"])
        return found.sex == "several" if isinstance(found, StoryPerson) else _noun_of(found).plural

    def _find(self, path: str) -> tuple[Found, str]:
        """Return what a slot's path leads to, and the form that it asks for."""
        path = path.lower()
        found, form = self.bindings.find(path), ""
        role, _, last = path.partition(".")
        if last in PERSON_FORMS and isinstance(self.bindings.roles.get(role), StoryPerson):
            found = None
        if found is None and "." in path:
            path, _, form = path.rpartition(".")
            found = self.bindings.find(path)
        if isinstance(found, list) and found:
            found = found[random.Random(f"{self.seed} {path}").randrange(len(found))]
        if found is None:
            raise Untellable(f"{{{path}}} leads nowhere")
        self.used.setdefault(path)
        return found, form

    def _word(self, slot: re.Match[str], before: str, after: str, depth: int) -> str:
        found, form = self._find(slot["path"])
        if isinstance(found, StoryPerson):
            return self._person(found, form, slot, before, after)
        if isinstance(found, Text):
            if form:
                raise Untellable(f"{{{slot['path']}}}: prose has no form {form!r}")
            return self._fill(found.template, before, depth + 1)
        if isinstance(found, str) and not form:
            return found
        noun = _noun_of(found)
        noun = noun.rephrased(self._fill(noun.text, before, depth + 1))
        if slot["one"] is not None:
            return str(slot["several"] if noun.plural else slot["one"])
        sex: StorySex = "several" if noun.plural else "none"
        if form in PRONOUNS or form in VERBS:
            return agree(form, sex)
        if form == "at" and isinstance(found, Something | Entry):
            prep = found.get("prep")
            return f"{prep if isinstance(prep, str) else 'at'} {noun.the()}"
        forms = {"": lambda: noun.text, "a": noun.a, "the": noun.the, "s": noun.several}
        if form not in forms:
            raise Untellable(f"{{{slot['path']}}}: there is no form {form!r}")
        return forms[form]()

    def _person(self, person: StoryPerson, form: str, slot: re.Match[str], before: str, after: str) -> str:
        if slot["one"] is not None:
            return str(slot["several"] if person.sex == "several" else slot["one"])
        if form in VERBS:
            return agree(form, person.sex)
        if form not in PERSON_FORMS and form:
            raise Untellable(f"{{{slot['path']}}}: there is no form {form!r}")
        spoken = before.count("“") > before.count("”") or before.count('"') % 2 == 1
        if form == "kind":
            self._half.discard(person.role)
            return person.kind
        words = self._pronoun(person, form, sure=bool(slot["sure"])) if form in PRONOUNS else ""
        if not words:
            words = self._named(person, form, spoken, after, bool(slot["own"]))
        self._last[person.sex] = person.role
        if not spoken:
            self._mentioned.append(person.role)
        return words

    def _pronoun(self, person: StoryPerson, form: str, *, sure: bool) -> str:
        """Return a pronoun, or the name where it would mean somebody else."""
        if sure or form == "themself" or self._last.get(person.sex) == person.role:
            return agree(form, person.sex)
        return f"{person.known}’s" if form in ("their", "theirs") and person.role in self.introduced else ""

    def _named(self, person: StoryPerson, form: str, spoken: bool, after: str, owns: bool) -> str:
        own = "’s" if form in ("their", "theirs") else ""
        if form == "intro" and person.role in self.opened:
            form = "name"
        first = person.role not in self.introduced
        if form in ("a", "kind", "intro"):
            self._half.discard(person.role)
        if form == "a":
            self.introduced.add(person.role)
            return person.a()
        if form == "the" and not self._doubled(person):
            self.introduced.add(person.role)
            return person.noun.the()
        if first and not spoken and person.name and (own or owns) and not person.owner:
            self._half.add(person.role)
            self.introduced.add(person.role)
            return person.known + own
        if person.role in self._half and not spoken and form == "":
            self._half.discard(person.role)
            return f"{person.known}, who was {person.a()},"
        told = _SENTENCE.split(after, maxsplit=1)[0]
        kind_follows = any(f"{{{person.role}.{form_}}}" in told for form_ in ("kind", "a", "intro"))
        if form == "intro" or (first and not spoken and form != "name" and not kind_follows):
            self.introduced.add(person.role)
            return person.introduction(self._owner(person)) + own
        if not spoken:
            self.introduced.add(person.role)
        return person.known + own

    def _owner(self, person: StoryPerson) -> str:
        """Return the word for whose sister or grandmother somebody is."""
        owner = self.bindings.roles.get(person.owner)
        if not isinstance(owner, StoryPerson):
            return ""
        clear = self._last.get(owner.sex) == owner.role
        return agree("their", owner.sex) if clear else f"{owner.known}’s"

    def _doubled(self, person: StoryPerson) -> bool:
        """Tell whether "the hedgehog" could be another person."""
        same = [one for one in self.bindings.people() if one.noun.text == person.noun.text]
        return len(same) > 1 and bool(person.name)


def _noun_of(found: Found) -> Noun:
    noun = found.get("noun") if isinstance(found, Something | Entry) else found
    if isinstance(noun, Noun):
        return noun
    if isinstance(noun, str):
        return Noun(noun)
    raise Untellable("what a slot leads to cannot be named")


def _starts_sentence(before: str) -> bool:
    """Tell whether the next word begins a sentence. After “Who?” it may go on: there the slot itself says so."""
    before = _LAST_MARK.sub("", before).replace('"', "“" if before.count('"') % 2 else "”")
    words = before.rstrip()
    if not words:
        return True
    if words == before:
        if not words.endswith("“"):
            return False
        words = words[:-1].rstrip()
        return not words or words[-1] in f"{_ENDS},:—”"
    return words[-1] in _ENDS or (words[-1] == "”" and words[-2:-1] in ("", ".", "…"))


def _typeset(text: str) -> str:
    """Return a text with the quotation marks and apostrophes of print."""
    out, opened = "", False
    for character in text:
        if character == '"':
            opened = not opened
            character = "“" if opened else "”"
        out += character
    return re.sub(r"\s+", " ", out.replace("'", "’")).strip()
