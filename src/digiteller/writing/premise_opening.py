"""The premise as the first words of its story: in the past, by somebody who tells it, with names for who has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digiteller.language.dictionary import entries
from digiteller.language.inflection import article
from digiteller.language.parsing import Token, Tree
from digiteller.writing.bindings import Bindings
from digiteller.writing.premise_names import PremisePerson
from digiteller.writing.premise_tense import PRESENT, is_finite, is_governed, is_hidden_verb, is_misread, told_verb
from digiteller.writing.premise_words import premise_table, premise_words
from digiteller.writing.story_people import StoryPerson

_MORE_IS, _MORE_WAS = "⟨", "⟩"
"""What stands around that which is said of a hero behind the noun: "who kept bees", "in the hospital"."""
_MOST_WORDS = 45
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_TELLER = {"i": "they", "me": "them", "my": "their", "mine": "theirs", "myself": "themself"}
_TELLERS = {"we": "they", "us": "them", "our": "their", "ours": "theirs", "ourselves": "themselves"}
_NOT_ONE = ("JJS", "RBS")
_BEFORE_NOUN = ("det", "poss", "amod", "compound", "nummod", "nmod", "predet", "advmod", "case")
_GLUE = ("n't", "’s", "'s", "'")
_MORE = re.compile(r"['’,]| (?:who|that|which|whose|and|in|on|at|from|of|with|without|near|next|under|behind|by)\b")
"""What behind a name keeps it from being a mere pronoun."""
_SOMEWHERE = re.compile(r"\b(?:in|on|under|above|behind|beside|between|at|inside|near|outside|below|over)\b")
_NAMING = re.compile(r"\{@(?P<at>-?\d+) (?P<how>\w+)\}")


@dataclass(frozen=True)
class PremiseOpening:
    """Sentences that tell a premise; where ``{@4 called}`` stands, who is spoken of by its fourth word gets a name."""

    sentences: tuple[str, ...]
    people: tuple[int, ...]
    """The words of the premise that are its persons, the hero first."""
    names: tuple[str, ...] = ()
    """What these are called, empty for whom the premise does not name."""

    @property
    def clause(self) -> str:
        """The first sentence as what somebody says of the hero, behind "that": "{hero.they} was afraid of the dark"."""
        first = self.sentences[0].rstrip(".")
        first = re.sub(f" ?{_MORE_IS}[^{_MORE_WAS}]*{_MORE_WAS}", "", first)
        if not self.people:
            return ""
        hero = re.escape(f"{{@{self.people[0]} ")
        first = re.sub(r"^There was once \{@-?\d+ intro\}\. ", "", first)
        begins = r"(?:There was once|This is the story of)"
        there = re.match(rf"{begins} .*?{hero}called}} (?P<who>who|that|which|whose) ", first)
        first = re.sub(r",? and of (?:what|how|why|where) .*", "", first)
        beside = re.match(rf"There was once .*?{hero}called}} and ", first)
        if beside and first.startswith("{@", beside.end()):
            clause = first[beside.end() :]
        elif there:
            own = "their" if there["who"] == "whose" else "they"
            clause = f"{{hero.{own}}} {first[there.end() :]}"
        elif first.startswith(("There ", "This is ")):
            if not _SOMEWHERE.search(first):
                return ""
            clause = first[:1].lower() + first[1:]
        else:
            some = r"\b(?:an?|the) (?:(?!an?\b|the\b)[\w-]+ ){0,3}?[\w-]+"
            first = re.sub("^one day ", "", first, flags=re.I)
            clause = re.sub(rf"^[\w’' -]+{hero}beside}}", "{hero.name}", first)
            clause = re.sub(rf"{some}{hero}(?:called|apart)}}", "{hero.name}", clause, flags=re.I)
            clause = (
                re.sub(rf"^An? [\w -]+ called (?={re.escape(self.names[0])})", "", clause) if self.names[0] else clause
            )
        own = self.names[0] or "{hero.name}"
        clause = re.sub(rf"^(?:(?:an? |the )?[a-z]+|[\w]+(?:-\w+)+) (?={re.escape(own)}\b)", "", clause)
        clause = re.sub(rf"^({re.escape(own)}), (?:an?|the) [\w -]+,", r"\1", clause)
        clause = re.sub(rf"{hero}(they|them|their|theirs|themself|name|intro)}}", r"{hero.\1}", clause)
        clause = _NAMING.sub("", clause).removeprefix("One day ")
        if clause.startswith(own) and not _MORE.match(clause[len(own) :]):
            clause = "{hero.they}" + clause[len(own) :]
        proper = any(name and clause.startswith(name.split()[0]) for name in self.names)
        return clause if clause.startswith("{") or proper else clause[:1].lower() + clause[1:]

    def told(self, bindings: Bindings) -> tuple[str, tuple[str, ...]] | None:
        """Return the template for a story and the roles that it introduces; None if its hero is not in the story."""
        roles = {person.origin: person for person in bindings.people() if person.from_premise}
        if self.people and self.people[0] not in roles:
            return None
        after: list[str] = []

        def named(found: re.Match[str]) -> str:
            person = roles.get(int(found["at"]))
            how = found["how"]
            if how == "pair":
                pair = [roles[at] for at in (int(found["at"]), -int(found["at"]) - 1) if at in roles and roles[at].name]
                both = " and ".join(f"{{{one.role}.name}}" for one in pair)
                return f" called {both}" if len(pair) > 1 else ""
            if how in ("called", "beside", "apart"):
                if person is None or not person.name or person.name.lower() == person.noun.text:
                    return ""
                if how == "apart":
                    whose = "their!}" if person.origin == self.people[0] else "the}’s"
                    after.append(f"{{{person.role}.{whose} name was {{{person.role}.name}}.")
                    return ""
                return f" called {{{person.role}.name}}" if how == "called" else f" {{{person.role}.name}}"
            return f"{{{person.role}.{how}}}" if person is not None else "somebody"

        told = []
        for sentence in self.sentences:
            told.append(_NAMING.sub(named, _whole(sentence)))
            told += [f"{one[:1]}{one[1].upper()}{one[2:]}" for one in after]
            after.clear()
        text = " ".join(told)
        met = (roles[at] for at in self.people if at in roles)
        return text, tuple(one.role for one in met if _is_told(one, text))


def _is_told(person: StoryPerson, text: str) -> bool:
    """Tell whether somebody is spoken of by name in what was told, if there is a name."""
    return not person.name or person.name in text or f"{{{person.role}" in text


def _whole(sentence: str) -> str:
    return sentence.replace(_MORE_IS, "").replace(_MORE_WAS, "")


def premise_opening(tree: Tree, people: Sequence[PremisePerson], *, odd_day: bool = False) -> PremiseOpening | None:
    """Return a premise as the first sentences of its story; None if it is none that could be told.

    "A boy is afraid of the dark." is "A boy called Emil was afraid of the dark."
    """
    sentences = [list(_sentence(tree, number)) for number in sorted(set(tree.sentences))]
    met: set[int] = set()
    spoken: set[int] = set()
    told = [_told(tree, order, people, met, spoken, odd_day=odd_day) for order in sentences]
    told = [one for one in told if one] if told[0] else []
    if not told:
        return None
    return PremiseOpening(tuple(told), tuple(one.at for one in people), tuple(one.name for one in people))


def _sentence(tree: Tree, number: int) -> Iterator[int]:
    return (at for at, sentence in enumerate(tree.sentences) if sentence == number)


def _told(
    tree: Tree, order: list[int], people: Sequence[PremisePerson], met: set[int], spoken: set[int], *, odd_day: bool
) -> str:
    """Return one sentence as it is told; empty if it only asks, or cannot be told."""
    asked = bool(order) and tree.words[order[-1]].text == "?" and tree.words[order[0]].pos == "AUX"
    while order and tree.words[order[-1]].pos == "PUNCT":
        order.pop()
    words = [tree.words[at] for at in order]
    if not words or asked or len(words) > _MOST_WORDS or any(word.text in '";:“”?' for word in words):
        return ""
    if {word.low for word in words} & premise_words("asks only") or words[0].low in premise_words("asks first"):
        return ""
    teller = next((one for one in people if any(tree.words[at].low in {*_TELLER, "we"} for at in one.mentions)), None)
    root = next((at for at in order if tree.words[at].dep == "ROOT"), order[0])
    hidden = any(is_hidden_verb(tree, at) or is_misread(tree.words[at]) for at in order)
    head = None if hidden else _fragment(tree, order, root)
    if any(tree.words[at].tag == "VB" and not (is_governed(tree, at) or is_finite(tree, at)) for at in order):
        return ""
    if head is None and not hidden and not _is_clause(tree, root):
        return ""
    if head is not None and not _tells_more(tree, head):
        return ""
    first = not met
    words_told = _Words(tree, people, met, spoken, teller, root, head is None and not hidden)
    parts = words_told.parts(order)
    text = _joined(tree, order, parts)
    if text is None:
        return ""
    if head is not None:
        several = tree.words[head].tag in ("NNS", "NNPS")
        of = tree.words[head].pos == "PROPN" or bool(re.search(r",? and (?:what|how|why|where) ", text))
        text = re.sub(r",? and (?=what |how |why |where )", r", and of ", text)
        begins = "This is the story of" if of else "There were once" if several else "There was once"
        text = f"{begins} {text}"
    elif odd_day and first and tree.words[order[0]].low not in ("one", "once"):
        text = f"One day {text}"
    text = text.rstrip(".")
    text = f"{text[:1].upper()}{text[1:]}." if not text.startswith("{") else f"{text}."
    return text if words_told.introduce is None else f"There was once {{@{words_told.introduce} intro}}. {text}"


def _is_clause(tree: Tree, root: int) -> bool:
    verbs = (root, *tree.children(root, "aux", "auxpass"))
    finite = any(tree.words[at].tag == "VBD" or is_finite(tree, at) for at in verbs)
    return finite and any(tree.children(at, *_SUBJECTS, "compound") for at in verbs)  # "the baby cries" may be one noun


def _fragment(tree: Tree, order: list[int], root: int) -> int | None:
    """Return the noun of which a premise only says who it is: "A kite that does not want to come down"."""
    some = tree.words[root].low in ("somebody", "someone")
    if (some or tree.words[root].pos in ("NOUN", "PROPN")) and tree.child(root, *_SUBJECTS) is None:
        return root
    first = next((at for at in order if tree.words[at].pos in ("NOUN", "PROPN") and tree.children(at, "relcl")), None)
    if first is None or first > root or any(tree.words[at].pos == "VERB" for at in order if at < first):
        return None
    subjects = tree.children(tree.words[first].head, *_SUBJECTS)
    free = tree.words[first].dep in ("dep", "npadvmod", "ROOT", "nmod", "parataxis")
    return first if free or (tree.words[first].dep in _SUBJECTS and len(subjects) > 1) else None


def _tells_more(tree: Tree, head: int) -> bool:
    """Tell whether something is said of a noun that stands alone."""
    said = [at for at in tree.below(head) if at > head and tree.words[at].pos not in ("PUNCT", "DET")]
    return tree.words[head].tag != "VBG" and bool(said) and tree.words[head].low not in premise_words("asks only")


@dataclass
class _Words:
    """The words of a sentence as they are told."""

    tree: Tree
    people: Sequence[PremisePerson]
    met: set[int]
    """The persons who were spoken of before."""
    spoken: set[int]
    """The same of who says I."""
    teller: PremisePerson | None
    """Who says I in the premise."""
    root: int
    apart: bool
    """Whether what is said of the hero behind the noun can be left out: not where it is all that is said."""
    introduce: int | None = None
    """Somebody who has to be introduced before the sentence, as it only speaks of what is theirs."""

    def parts(self, order: Sequence[int]) -> dict[int, str | None]:
        """Return what stands for each word; None for one that cannot be told."""
        told: dict[int, str | None] = {at: self._word(at) for at in order}
        for number, person in enumerate(self.people):
            for at in person.mentions or (person.at,):
                if at in told and person.at not in self.met and told[at]:
                    self.met.add(person.at)
                    self._meet(person, at, told, hero=number == 0)
                    if number == 0 and self.apart and self.tree.words[at].dep in _SUBJECTS:
                        self._set_apart(at, told)
        self._who_speaks(order, told)
        return told

    def _set_apart(self, at: int, told: dict[int, str | None]) -> None:
        """Mark what is said of the hero behind the noun: it is left out where the hero is only called by name."""
        end = at + 1
        while end in self.people[0].mentions:
            end += 1
        parts = (sorted(self.tree.below(one)) for one in self.tree.children(end - 1, "prep", "relcl", "acl"))
        inner = [one for one in next((part for part in parts if part[0] == end), []) if one in told]
        if inner and all(told[one] is not None for one in inner):
            told[min(inner)] = f"{_MORE_IS}{told[min(inner)]}"
            told[max(inner)] = f"{told[max(inner)]}{_MORE_WAS}"

    def _who_speaks(self, order: Sequence[int], told: dict[int, str | None]) -> None:
        """Introduce who says I in the premise, by what it is: "I am a dragon" is "There was once a dragon"."""
        tree, teller = self.tree, self.teller
        if teller is None or teller.at in self.spoken:
            return
        self.spoken.add(teller.at)
        first = tree.words[order[0]]
        what = tree.child(self.root, "attr")
        if first.low == "i" and tree.words[self.root].lemma == "be" and what in teller.mentions and what is not None:
            told[order[0]], told[self.root] = "there", "was once"
            det = tree.child(what, "det")
            if det is not None:
                told[det] = article(tree.words[det + 1].low)
            told[what] = f"{told[what]}{{@{teller.at} called}}"
        elif first.low == "i":
            told[order[0]] = f"{{@{teller.at} intro}}"
        else:
            self.introduce = teller.at

    def _meet(self, person: PremisePerson, at: int, told: dict[int, str | None], *, hero: bool) -> None:
        """Let a person be met: a hero is new to everybody, and who has no name gets one."""
        tree, word = self.tree, self.tree.words[at]
        several = person.count > 1 or person.sex == "several" or word.tag in ("NNS", "NNPS")
        if word.pos == "PRON" or several:
            two = hero and person.count == 1 and any(one.at == -at - 1 for one in self.people)
            if two and not tree.children(at, "appos"):
                told[at] = f"{told[at]}{{@{person.at} pair}}"
            return
        before = [one for one in tree.children(at, *_BEFORE_NOUN) if one < at]
        det = next((one for one in before if tree.words[one].dep in ("det", "poss")), None)
        if person.name:
            self._named(person, at, det, told)
            return
        if word.dep == "compound" and not is_hidden_verb(tree, word.head):
            return
        if not hero and (word.dep == "attr" or (at + 1 < len(tree.words) and tree.words[at + 1].tag == "POS")):
            return
        owner = at + 1 < len(tree.words) and tree.words[at + 1].tag == "POS"
        ours = det is not None and tree.words[det].low in ("my", "our") and self.teller is None
        if owner and (ours or hero):
            told[at] = f"{{@{person.at} name}}"
            told.update({one: "" for one in before})
            self.introduce = person.at
            return
        how = "called"
        if det is not None and ours:
            told[at] = premise_table()["ours"].get(word.lemma, told[at])
            told[det] = article((tree.words[min(one for one in (*before, at) if one > det)]).text.lower())
        elif det is not None and tree.words[det].low == "the":
            how = self._as_new(det, before, at, told) if hero else "apart"
        elif det is not None and tree.words[det].dep == "poss":
            common = tree.words[det].pos == "NOUN" and tree.words[det].lemma not in premise_table()["ours"]
            how = "called" if common else "beside"
        elif det is None or tree.words[det].low not in ("a", "an", "one", "another"):
            how = ""
        if how == "called" and (owner or tree.children(at, "appos")):
            how = "apart"
        if how:
            told[at] = f"{told[at]}{{@{person.at} {how}}}"

    def _as_new(self, det: int, before: Sequence[int], at: int, told: dict[int, str | None]) -> str:
        """Let "the knight" be a knight, and say how he is named; "the smallest knight" stays."""
        rest = [one for one in (*before, at) if one > det]
        words = [self.tree.words[one] for one in rest]
        alone = any(word.tag in _NOT_ONE or word.low in premise_words("only one") for word in words)
        if alone or words[-1].lemma in premise_words("uncounted"):
            return "apart"
        told[det] = article(self.tree.words[min(rest)].text.lower())
        return "called"

    def _named(self, person: PremisePerson, at: int, det: int | None, told: dict[int, str | None]) -> None:
        """Tell a name as a story does: "a girl Nadia" is a girl called Nadia, "my grandson Leo" is Leo."""
        tree = self.tree
        first = next((one for one in sorted(told) if told[one] and person.name.startswith(tree.words[one].text)), at)
        left = [one for each in person.mentions for one in tree.children(each, *_BEFORE_NOUN) if one < first]
        det = next((one for one in left if tree.words[one].low in ("a", "an", "my", "our")), det)
        plain = first - 1
        if plain < 0 or tree.words[plain].pos not in ("NOUN", "ADJ") or tree.words[plain].text == ",":
            return
        start = det if det is not None else tree.child(plain, "det", "poss")
        low = tree.words[start].low if start is not None else ""
        if low in ("a", "an"):
            told[plain] = f"{told[plain]} called"
        elif low in ("my", "our") and self.teller is None and start is not None:
            people = tree.words[plain].lemma in {*premise_table()["ours"], *premise_words("kin")}
            if people:
                told.update({one: "" for one in range(start, first)})
            else:
                told[start] = "the"

    def _word(self, at: int) -> str | None:
        word = self.tree.words[at]
        if word.low in premise_table()["told times"]:
            return str(premise_table()["told times"][word.low])
        hyphened = at > 0 and self.tree.words[at - 1].text == "-"
        if word.pos == "PRON" and not hyphened and word.low in ("i", "you", *_TELLER, *_TELLERS, "your"):
            return self._teller(at)
        if is_hidden_verb(self.tree, at) or word.pos in ("VERB", "AUX") or word.tag in (*PRESENT, "VBD"):
            return told_verb(self.tree, at, self.root)
        known = bool(entries(word.low)) or word.pos not in ("NOUN", "PROPN", "VERB", "ADJ", "X")
        opens = at == 0 or self.tree.sentences[at] != self.tree.sentences[at - 1]
        named = any(at in one.mentions and one.name for one in self.people)
        return word.low if opens and known and not named and word.low not in premise_words("calendar") else word.text

    def _teller(self, at: int) -> str | None:
        word = self.tree.words[at]
        if word.low in _TELLERS:
            form = _TELLERS[word.low]
            return "the" if word.low == "our" and self.teller is None else form if self.teller else None
        if self.teller is not None and word.low in _TELLER:
            return f"{{@{self.teller.at} {_TELLER[word.low]}}}"
        one = word.low == "my" and self.tree.words[word.head].tag == "NN" and self.tree.words[at].text == "My"
        return article(self.tree.words[at + 1].low) if one else None


def _joined(tree: Tree, order: Sequence[int], parts: Mapping[int, str | None]) -> str | None:
    """Return words as they stand."""
    out = ""
    for place, at in enumerate(order):
        text = parts[at]
        if text is None:
            return None
        if not text:
            continue
        before = tree.words[order[place - 1]] if place else None
        glued = before is not None and tree.words[at].start == before.start + len(before.text)
        apart = glued and tree.words[at].tag in PRESENT
        out += text if not out or (glued and not apart and not _parts_not(tree.words[at], out)) else f" {text}"
    return out


def _parts_not(word: Token, out: str) -> bool:
    return word.low == "not" and out.endswith("could")
