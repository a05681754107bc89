"""Who is meant: everybody met in a story, found again by name, kind, relation or pronoun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from digiteller.language.names import gender_of_name
from digiteller.language.noun_phrases import Noun
from digiteller.language.page_content import Figure
from digiteller.language.vocabulary import Vocabulary, vocabulary

_YOUNG = {
    "kitten",
    "puppy",
    "cub",
    "piglet",
    "bunny",
    "fawn",
    "foal",
    "lamb",
    "calf",
    "chick",
    "pup",
    "owlet",
    "joey",
    "gosling",
    "cygnet",
    "tadpole",
}
_SMALL = {"small", "little", "tiny", "young", "baby", "youngest", "smallest", "wee", "newborn"}
_OLD = {"old", "ancient", "elderly", "wise", "oldest", "aged"}
_OTHERS = {"another", "other", "second"}
_OBJECTS = {"him", "her", "them"}


@dataclass(eq=False)
class StoryPerson:
    """Somebody of a story."""

    kind: str
    name: str = ""
    relation: str = ""
    """What it is to others: sister."""
    gender: str = ""
    """he, she, it, or empty while nobody has said it."""
    count: int = 1
    small: bool = False
    old: bool = False
    color: str = ""

    def figure(self) -> Figure:
        """Return it by itself, doing nothing."""
        return Figure(self.kind, self.name, self.count, small=self.small, old=self.old, color=self.color)


@dataclass
class PageMentions:
    """Who was mentioned on a page, in their order."""

    members: list[StoryPerson] = field(default_factory=list)
    by_clause: dict[int, list[StoryPerson]] = field(default_factory=dict)
    """Subjects of each clause, the last one last."""
    setting: str = ""
    thing: str = ""
    """The thing that "it" may mean."""
    thing_at: int = -1
    told: list[tuple[int, StoryPerson]] = field(default_factory=list)
    """Everybody meant so far, with the place in the text."""
    begun: int = 0
    """How many of ``told`` were meant by the words read before these: the picture's, when the text is read."""

    @property
    def subjects(self) -> list[StoryPerson]:
        """The subjects of the last clause."""
        return list(self.by_clause.values())[-1] if self.by_clause else []

    def meet(self, members: Iterable[StoryPerson], at: int, clause: object, subject: bool) -> None:
        """Note who was meant."""
        met = list(members)
        if subject:
            self.by_clause.setdefault(id(clause), []).extend(met)
        self.told += [(at, member) for member in met]

    def show(self, members: Iterable[StoryPerson]) -> None:
        """Put somebody on the page."""
        self.members = list(dict.fromkeys([*self.members, *members]))


class Memory:
    """Everybody met so far in a story."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names
        self.members: list[StoryPerson] = []
        self.pages: list[PageMentions] = []
        self.known: Vocabulary = vocabulary()

    def meant(self, noun: Noun, page: PageMentions, role: str, owner: Sequence[StoryPerson] = ()) -> list[StoryPerson]:
        """Return whom a noun phrase means; somebody new is remembered. ``owner``: whose it is."""
        if noun.pronoun:
            return self._by_pronoun(noun, page, role)
        if noun.head in self.known.grammar["companions"] or noun.word in self.known.grammar["companions"]:
            return self._companions(noun, page, owner)
        if noun.name:
            return [self._by_name(noun)]
        kind = noun.value("figure")
        group = self.known.groups.get(noun.word, self.known.groups.get(noun.head))
        stands_in = group is not None and not any(one.kind == kind for one in self.members)
        if stands_in and (found := self._of_group(noun, group or frozenset(), page)):
            return [found]
        if noun.many and (crowd := self._crowd(noun, kind, group, page)):
            return crowd
        return [self._by_kind(noun, kind, page, owner)] if kind else []

    def _by_name(self, noun: Noun) -> StoryPerson:
        for member in self.members:
            if member.name == noun.name:
                return self.described(member, noun)
        kind = noun.value("figure")
        known_kind = kind or self.names.get(noun.name, "child")
        for member in reversed(self.members):
            if member.kind == known_kind and not member.name and member.count == 1 and not member.relation:
                member.name = noun.name
                return self.described(member, noun)
        member = StoryPerson(known_kind, noun.name, gender=self._gender(noun, known_kind))
        if noun.word in self.known.grammar["family"]:
            member.relation = noun.word
        self.members.append(member)
        return self.described(member, noun)

    def _by_kind(self, noun: Noun, kind: str, page: PageMentions, owner: Sequence[StoryPerson]) -> StoryPerson:
        family = self.known.grammar["family"]
        person = bool(self.known.kinds[kind].person)
        relation = noun.word if noun.word in family else ""
        name = ""
        if relation and owner and person and not self.known.kinds[owner[0].kind].person:
            kind, name = self.known.grown.get(owner[0].kind, owner[0].kind), relation
        if owner and noun.word in _YOUNG and not person and not self.known.kinds[owner[0].kind].person:
            kind, name = owner[0].kind, noun.word
        here = [member for _, member in page.told]
        fits = [
            one
            for one in reversed(self.members)
            if one.kind == kind
            and (not relation or not owner or one.relation == relation or (not one.relation and one not in owner))
            and (name == "" or one.name == name or one.relation == relation)
            and not (one.gender and self._gender(noun, kind) and one.gender != self._gender(noun, kind))
        ]
        fits.sort(key=lambda one: (one not in here, bool(one.relation) > bool(relation)))
        new = (
            noun.determiner in _OTHERS
            or _OTHERS.intersection(noun.modifiers)
            or (noun.determiner in {"a", "an"} and fits and fits[0] in here[page.begun :] and not relation)
        )
        if fits and not new:
            return self.described(fits[0], noun, owner)
        taken = any(one.kind == kind for one in self.members)
        member = StoryPerson(
            kind,
            name or (relation if taken and relation else "another" if new and taken else ""),
            relation,
            self._gender(noun, kind),
        )
        if name in _YOUNG:
            member.small = True
        elif name:
            member.small = relation in self.known.grammar["young family"] or (
                owner[0].small and "big" not in noun.modifiers and relation in {"sister", "brother"}
            )
        self.members.append(member)
        return self.described(member, noun, owner)

    def described(self, member: StoryPerson, noun: Noun, owner: Sequence[StoryPerson] = ()) -> StoryPerson:
        """Remember what a noun phrase says of somebody."""
        said = {*noun.modifiers}
        if not member.name or member.name != noun.word:
            member.small = member.small or bool(said & _SMALL) or bool({noun.word, noun.head} & _YOUNG)
        member.old = member.old or bool(said & _OLD)
        member.color = next((word for word in noun.modifiers if word in self.known.colors), member.color)
        if noun.many and not noun.numbered and owner:
            member.count = (
                max(2, sum(one.count for one in owner)) if sum(one.count for one in owner) > 1 else noun.count
            )
            return member
        plain = noun.determiner in {"a", "an"} or (noun.determiner in {"the", ""} and not noun.name)
        if noun.numbered or (plain and not noun.many) or (noun.many and member.count == 1):
            member.count = noun.count
        return member

    def _gender(self, noun: Noun, kind: str) -> str:
        for word in (noun.word, noun.head, *noun.modifiers):
            if word in self.known.grammar["female"]:
                return "she"
            if word in self.known.grammar["male"]:
                return "he"
        if self.known.kinds[kind].person in {"girl", "boy", "woman", "man", "royal"}:
            if noun.name and kind in {"girl", "boy", "child"}:
                return gender_of_name(noun.name, self.known)
            return {"girl": "she", "boy": "he", "woman": "she", "princess": "she", "prince": "he"}.get(kind, "")
        return ""

    def _of_group(self, noun: Noun, group: frozenset[str], page: PageMentions) -> StoryPerson | None:
        """Return the last met one that "the bird" or "the animal" may mean."""
        if noun.determiner not in {"the", "this", "that", "his", "her", "their"} or noun.many:
            return None
        here = [member for _, member in reversed(page.told)]
        for member in [*here, *self._before()]:
            kind = self.known.kinds[member.kind]
            if member.count == 1 and (member.kind in group if group else not kind.person):
                return member
        return None

    def _crowd(self, noun: Noun, kind: str, group: frozenset[str] | None, page: PageMentions) -> list[StoryPerson]:
        """Return several who are "the mice" or "all the animals"; those of the place if nobody has been met."""
        if kind:
            same = [one for one in self.members if one.kind == kind and one.count == 1 and one.name]
            return same if len(same) > 1 and (not noun.numbered or noun.count == len(same)) else []
        if group is None or group:
            return []
        met = [one for one in self._before() if not self.known.kinds[one.kind].person and one not in page.subjects]
        if sum(one.count for one in met) > 2 and not _OTHERS.intersection({noun.determiner, *noun.modifiers}):
            return met[:5]
        kinds = self.known.crowds.get(page.setting, self.known.crowds[""])
        return [self._by_kind(Noun(one, noun.at, determiner="the"), one, page, ()) for one in kinds]

    def _before(self) -> list[StoryPerson]:
        """Return everybody of the pages before, the last page's first, subjects before others."""
        found = []
        for page in reversed(self.pages):
            found += sorted([*page.subjects, *page.members], key=lambda one: not one.name)
        return list(dict.fromkeys([*found, *self.members]))

    def _companions(self, noun: Noun, page: PageMentions, owner: Sequence[StoryPerson]) -> list[StoryPerson]:
        if noun.many:
            return self._group(page, noun.count if noun.numbered else 2)
        subjects = owner or page.subjects
        fits = [one for one in [*(member for _, member in reversed(page.told)), *self._before()] if one not in subjects]
        return fits[:1] if noun.determiner not in {"a", "an", "no"} else []

    def _by_pronoun(self, noun: Noun, page: PageMentions, role: str) -> list[StoryPerson]:
        meant = noun.pronoun
        if meant == "nobody":
            return []
        if meant == "everyone":
            return self.everyone(page, page.subjects if role == "object" else ())
        apart = (
            page.subjects
            if (noun.head in _OBJECTS and role not in {"subject", "possessor"}) or noun.head == "them"
            else []
        )
        if meant == "they":
            return self._group(page, 0, apart)
        here = list(dict.fromkeys([*page.subjects, *(one for _, one in reversed(page.told))]))
        for member in [*here, *self._before()]:
            if member not in apart and self._may_be(member, meant):
                if (
                    meant == "it"
                    and page.thing
                    and not (member in here and page.told[-1][0] > page.thing_at and member not in page.subjects)
                ):
                    return []
                member.gender = member.gender or meant
                return [member]
        return []

    def everyone(self, page: PageMentions, apart: Sequence[StoryPerson] = ()) -> list[StoryPerson]:
        """Return everybody of this page and of the last three."""
        before = [member for old in self.pages[-1:-4:-1] for member in old.members]
        return [one for one in dict.fromkeys([*(one for _, one in page.told), *before]) if one not in apart]

    def _may_be(self, member: StoryPerson, meant: str) -> bool:
        if member.count > 1:
            return False
        if meant == "it":
            return member.gender in {"", "it"} and not self.known.kinds[member.kind].person
        return member.gender in {"", meant}

    def _group(self, page: PageMentions, wanted: int, apart: Sequence[StoryPerson] = ()) -> list[StoryPerson]:
        """Return whom "they" means: several of this page, or else those of the last page with several."""
        here = list(dict.fromkeys(member for _, member in page.told if member not in apart))
        if sum(member.count for member in here) > 1 and (not wanted or sum(one.count for one in here) >= wanted):
            return here[: wanted or 4]
        for old in reversed(self.pages):
            for group in (old.subjects, old.members):
                both = list(dict.fromkeys([*here, *(one for one in group if one not in apart)]))
                if sum(member.count for member in both) > max(1, wanted - 1):
                    return both[: wanted or 4]
            if wanted:
                here = list(dict.fromkeys([*here, *(one for one in old.members if one not in apart)]))
        return here or [one for one in self._before() if one not in apart][:1]
