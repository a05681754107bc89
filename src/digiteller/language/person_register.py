"""Who is who in a story: every noun, name and pronoun for somebody, led back to who it is.

The whole story is read twice: what later pages tell of somebody, such as that Hortense is a goat and is called "she",
holds from the first page on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from digiteller.language.grammar import grammar_words
from digiteller.language.noun_mentions import BODY, Mention, role_of
from digiteller.language.page_content import Sex
from digiteller.language.parsing import Tree
from digiteller.language.people import Described, name_sex, people_words, same_person
from digiteller.language.person_details import note_adjectives, note_clauses
from digiteller.language.scopes import Scope
from digiteller.language.somebody import Somebody
from digiteller.language.vocabulary import vocabulary

Meant = dict[int, tuple[Somebody, ...]]
"""The numbers of mentions' heads to whom they mean."""
_SEX: dict[str, Sex] = {"he": "male", "she": "female"}
_ANYBODY = {
    "friend",
    "person",
    "best friend",
    "companion",
    "hero",
    "heroine",
    "winner",
    "stranger",
    "one",
    "helper",
    "little one",
    "small one",
    "visitor",
    "guest",
    "owner",
    "leader",
    "passenger",
    "patient",
    "narrator",
    "listener",
    "traveller",
    "sleeper",
    "someone",
    "somebody",
    "parent",
    "grown-up",
}
_ANIMALS = {"animal", "creature", "beast", "pet", "bird", "insect", "bug", "monster", "fish"}
_PLAIN = {
    "man",
    "woman",
    "lady",
    "gentleman",
    "boy",
    "girl",
    "child",
    "old man",
    "old woman",
    "old lady",
    "fellow",
    "chap",
    "guy",
}
_ARRIVING = {
    "arrive",
    "come",
    "enter",
    "appear",
    "knock",
    "return",
    "pass",
    "walk",
    "run",
    "hurry",
    "step",
    "ride",
    "drive",
    "wait",
    "stand",
    "sit",
}
_BUSINESSES = {
    "farm": "farmer",
    "bakery": "baker",
    "shop": "shopkeeper",
    "forge": "blacksmith",
    "mill": "baker",
    "surgery": "doctor",
    "café": "waiter",
    "cafe": "waiter",
}
_ANIMAL_PARTS = {
    "hump",
    "tail",
    "paw",
    "mane",
    "wing",
    "trunk",
    "beak",
    "fur",
    "hoof",
    "antler",
    "horn",
    "whisker",
    "shell",
    "feather",
    "snout",
    "claw",
    "fin",
    "tusk",
    "hide",
    "muzzle",
}
_UNREAL = {Scope.COMPARED, Scope.DENIED}


@dataclass
class _Seen:
    """A mention that a pronoun may mean."""

    who: tuple[Somebody, ...]
    page: int
    sentence: int
    weight: float
    at: int


@dataclass
class Register:
    """Everybody of a story, and whom each mention of each page means."""

    everybody: list[Somebody] = field(default_factory=list)
    meant: list[dict[int, tuple[Somebody, ...]]] = field(default_factory=list)
    """For each page, the numbers of mentions' heads to whom they mean."""


def register_persons(pages: Sequence[tuple[Tree, Sequence[Mention]]]) -> Register:
    """Return who is who in a story of parsed pages."""
    known: list[Somebody] = []
    things = {
        one.name
        for tree, mentions in pages
        for one in mentions
        if one.name
        and one.role == "attr"
        and any(tree.words[two].low == "it" for two in tree.children(tree.words[one.at].head, "nsubj"))
        and not any(tree.words[two].low == "old" for two in tree.children(one.at, "amod"))
    }
    animate = frozenset(
        one.name
        for _, mentions in pages
        for one in mentions
        if one.name
        and one.name not in things
        and (one.title or one.role in {"subj", "poss", "appos", "obj", "with", "dative", "agent", "root"})
    )
    for _ in range(2):
        reader = _Reader(known, animate)
        for number, (tree, mentions) in enumerate(pages):
            reader.read(number, tree, mentions)
        _share_kinds(reader.everybody)
        known = reader.everybody
    return Register(reader.everybody, reader.meant)


def _share_kinds(everybody: Sequence[Somebody]) -> None:
    """Let those named after a group of as many be of its kind: the badger twins are Nettle and Burdock."""
    for group in everybody:
        if (
            group.count not in {2, 3, 4}
            or not group.pages
            or not set(group.nouns)
            & {"twin", "triplet", "brother", "sister", "sibling", "friend", "cousin", "child", "boy", "girl"}
        ):
            continue
        first = min(group.pages)
        named = [
            one
            for one in everybody
            if one.names and one.kind == "human" and not one.job and one.pages and first <= min(one.pages) <= first + 1
        ]
        if len(named) == group.count:
            for one in named:
                one.described_as(Described(group.kind, "", group.age if group.kind == "human" else ""), 0.0)


class _Reader:
    def __init__(self, before: Sequence[Somebody], animate: frozenset[str]) -> None:
        self.animate = animate
        """Names that are somebody's: they do something, own something or are met somewhere in the story."""
        self.before = {one.first: one for one in before}
        """Those of the reading before, by what brought them in: what it found is known from the start."""
        self.at = 0
        self.everybody: list[Somebody] = []
        self.meant: list[dict[int, tuple[Somebody, ...]]] = []
        self.seen: list[_Seen] = []
        self.page = 0
        self.together: tuple[Somebody, ...] = ()

    def read(self, number: int, tree: Tree, mentions: Sequence[Mention]) -> None:
        self.page = number
        meant: dict[int, tuple[Somebody, ...]] = {}
        self.meant.append(meant)
        for mention in mentions:
            if mention.scope in _UNREAL and mention.pronoun == "" and not mention.name:
                continue
            self.at = mention.at
            who = self._whom(tree, mention, meant, mentions)
            if not who:
                continue
            for one in who:
                if mention.scope is Scope.DEPICTED and not one.real and not mention.name and mention.role != "poss":
                    one.depicted = True
                elif mention.role == "poss" and not mention.name and one.kind != "human":
                    continue  # a dragon's egg is no dragon
                elif not mention.pronoun and mention.scope in {Scope.HERE, Scope.BEFORE, Scope.ASIDE, Scope.AFAR}:
                    one.real = one.real or not one.depicted
            meant[mention.at] = who
            for one in who:
                one.pages.add(number)
            if mention.scope is not Scope.SAID:
                role = role_of(tree, tree.words[mention.at].head)[0] if mention.role == "appos" else mention.role
                weight = {"subj": 3.0, "obj": 1.6, "poss": 0.8}.get(role, 1.2)
                if mention.role == "poss" and mention.pronoun:
                    weight = 0.0
                if weight:
                    self.seen.append(_Seen(who, number, tree.sentences[mention.at], weight, mention.at))
        self._join(tree, mentions, meant)
        note_clauses(tree, mentions, meant)

    def _join(self, tree: Tree, mentions: Sequence[Mention], meant: dict[int, tuple[Somebody, ...]]) -> None:
        """Keep those named together, for "they" on a later page."""
        group: dict[Somebody, None] = {}
        for mention in mentions:
            if mention.at in meant and mention.scope is Scope.HERE and mention.role != "poss":
                group.update(dict.fromkeys(meant[mention.at]))
        if len(group) > 1:
            self.together = tuple(group)

    def _whom(
        self, tree: Tree, mention: Mention, meant: dict[int, tuple[Somebody, ...]], mentions: Sequence[Mention]
    ) -> tuple[Somebody, ...]:
        if mention.pronoun:
            return self._by_pronoun(tree, mention, meant)
        if mention.name:
            return self._by_name(tree, mention, meant)
        if mention.person is None:
            return self._by_group_word(mention)
        if mention.role == "attr" and mention.scope is not Scope.SAID and not _points(tree, mention):
            return ()
        if (
            tree.words[mention.at].dep == "appos"
            and (head := meant.get(tree.words[mention.at].head))
            and not mention.plural
        ):
            if head[0].count == 1 and (
                not head[0].kind_told or head[0].kind == mention.person.kind or head[0].kind == "human"
            ):
                head[0].described_as(mention.person)
                head[0].called(mention.lemma)
                note_adjectives(head[0], mention)
                return head
        named = self._named_beside(tree, mention, mentions)
        if named:
            return named
        return self._by_noun(tree, mention, meant)

    # -- pronouns

    def _by_pronoun(self, tree: Tree, mention: Mention, meant: dict[int, tuple[Somebody, ...]]) -> tuple[Somebody, ...]:
        if mention.scope is Scope.SAID:
            return ()
        if mention.pronoun == "i":
            return (self._narrator(),)
        if mention.pronoun == "we":
            others = self._recent_group(tree, mention, exclude_narrator=True)
            return tuple(dict.fromkeys((self._narrator(), *others)))
        if mention.pronoun == "everyone":
            return self.together
        if mention.pronoun == "they":
            return self._recent_group(tree, mention)
        if mention.pronoun == "it":
            return self._by_it(tree, mention)
        sex = _SEX[mention.pronoun]
        best = self._best(tree, mention, lambda one: one.count == 1 and not one.narrator and one.sex in {"", sex})
        if best is None:
            best = self._best(tree, mention, lambda one: one.count == 1 and not one.narrator and (not one.sex_told))
        if best is None:
            return ()
        best.pronoun_says(sex)
        return (best,)

    def _best(self, tree: Tree, mention: Mention, fits: object) -> Somebody | None:
        """Return who of those mentioned before fits best: near, and a subject."""
        sentence = tree.sentences[mention.at]
        scores: dict[Somebody, float] = {}
        reflexive = mention.lemma.endswith("self") or mention.role == "poss"
        for seen in self.seen:
            pages = self.page - seen.page
            if pages > 2:
                continue
            away = sentence - seen.sentence if not pages else sentence + 1 + pages
            if seen.at > mention.at and not pages:
                continue
            for one in seen.who:
                if len(seen.who) > 1 and mention.pronoun in _SEX and len({*seen.who}) > 1 and not fits(one):  # type: ignore[operator]
                    continue
                if not fits(one):  # type: ignore[operator]
                    continue
                score = seen.weight - 1.3 * away
                if (
                    not pages
                    and away == 0
                    and not reflexive
                    and mention.role not in {"subj", "poss"}
                    and seen.weight >= 3
                    and self._same_clause(tree, mention, seen.at)
                ):
                    score -= 4
                if not one.real:
                    score -= 2
                if mention.role == "poss" and tree.words[tree.words[mention.at].head].lemma in _ANIMAL_PARTS:
                    score += 2 if one.kind != "human" else -2
                if not pages and away == 0 and reflexive and self._same_clause(tree, mention, seen.at):
                    score += 1.5
                scores[one] = max(scores.get(one, -99.0), score) + 0.05
        if not scores:
            return None
        for one in scores:
            scores[one] += min(1.0, 0.12 * len(one.pages))
            if one.kind != "human" and not one.names and len(one.pages) < 3:
                scores[one] -= 0.8
        return max(scores, key=lambda one: scores[one])

    def _same_clause(self, tree: Tree, mention: Mention, at: int) -> bool:
        verb = next((one for one in tree.above(at) if tree.words[one].pos in {"VERB", "AUX"}), None)
        own = mention.verb
        for _ in range(3):
            if own is None or verb is None:
                return False
            if own == verb:
                return True
            if tree.children(own, "nsubj", "nsubjpass") or tree.words[own].dep not in {
                "advcl",
                "conj",
                "xcomp",
                "pcomp",
                "acl",
                "dep",
            }:
                return False
            head = tree.words[own].head
            own = (
                head
                if tree.words[head].pos in {"VERB", "AUX"}
                else next((one for one in tree.above(head) if tree.words[one].pos in {"VERB", "AUX"}), None)
            )
        return False

    def _by_it(self, tree: Tree, mention: Mention) -> tuple[Somebody, ...]:
        sentence = tree.sentences[mention.at]
        for seen in reversed(self.seen):
            if seen.page != self.page and not (seen.page == self.page - 1 and sentence == 0):
                return ()
            if seen.page == self.page and sentence - seen.sentence > 1:
                return ()
            one = seen.who[0]
            if (
                len(seen.who) == 1
                and one.count == 1
                and (one.kind != "human" or "baby" in one.nouns)
                and not one.narrator
            ):
                between = range(seen.at + 1, mention.at) if seen.page == self.page else range(mention.at)
                things = [
                    at
                    for at in between
                    if tree.words[at].pos == "NOUN"
                    and tree.words[at].dep in {"nsubj", "dobj"}
                    and tree.words[at].tag == "NN"
                    and tree.words[at].lemma not in BODY
                    and tree.words[at].low not in {"one"}
                ]
                return () if things else (one,)
        return ()

    def _recent_group(self, tree: Tree, mention: Mention, exclude_narrator: bool = False) -> tuple[Somebody, ...]:
        """Return whom "they" or "we" means: several named together, or those of this page and of the one before."""
        sentence = tree.sentences[mention.at]
        here: dict[Somebody, None] = {}
        subject = self._subject_beside(tree, mention)
        for seen in reversed(self.seen):
            if seen.page != self.page or seen.at >= mention.at or sentence - seen.sentence > 3:
                continue
            if (
                sentence - seen.sentence <= 2
                and (len(seen.who) > 1 or seen.who[0].count > 1)
                and not exclude_narrator
                and not set(seen.who) & subject
            ):
                return seen.who
            if seen.who[0].real and seen.weight > 1:
                here.update(dict.fromkeys(one for one in reversed(seen.who) if one not in subject))
        group = tuple(one for one in reversed(tuple(here)) if not (exclude_narrator and one.narrator))
        if len(group) > 1 or (exclude_narrator and group):
            return group[:4]
        before = self._page_before(exclude_narrator)
        if not group and not exclude_narrator:
            for seen in reversed(self.seen):
                if seen.page == self.page - 1 and seen.who[0].count > 1 and seen.weight >= 1.5:
                    return seen.who
                if seen.page < self.page - 1 or (seen.page == self.page - 1 and len(seen.who) > 1):
                    break
        if len(before) + len(group) > 1 or (exclude_narrator and before):
            return (*group, *(one for one in before if one not in group and one not in subject))[:4]
        together = tuple(
            one
            for one in self.together
            if one not in group and one not in subject and not (exclude_narrator and one.narrator)
        )
        return (*group, *together)

    def _page_before(self, exclude_narrator: bool) -> tuple[Somebody, ...]:
        """Return who did something on the page before, or was met there."""
        return tuple(
            dict.fromkeys(
                one
                for seen in self.seen
                if seen.page == self.page - 1 and seen.weight >= 1.6
                for one in seen.who
                if one.real and not (exclude_narrator and one.narrator)
            )
        )

    def _subject_beside(self, tree: Tree, mention: Mention) -> set[Somebody]:
        """Return the subject of a pronoun's own clause, whom an object pronoun does not mean."""
        if mention.role in {"subj", "poss"} or mention.lemma.endswith("selves"):
            return set()
        return {
            one
            for seen in self.seen
            if seen.page == self.page and seen.weight >= 3 and self._same_clause(tree, mention, seen.at)
            for one in seen.who
        }

    def _narrator(self) -> Somebody:
        found = next((one for one in self.everybody if one.narrator), None)
        if found is None:
            found = self._new()
            found.narrator = True
        return found

    # -- names

    def _by_name(self, tree: Tree, mention: Mention, meant: dict[int, tuple[Somebody, ...]]) -> tuple[Somebody, ...]:
        first = _first_name(tree, mention)
        found = next(
            (
                one
                for one in self.everybody
                if (mention.name in one.names or (first and first in one.names)) and _titled_alike(one, mention)
            ),
            None,
        )
        if mention.scope is Scope.SAID and found is None:
            found = self._introduced(tree, mention, meant)
            if found is None:
                return ()
            found.names.append(mention.name)
            return (found,)
        if found is None and mention.role == "poss" and self._of_business(tree, mention):
            return ()
        beside = self._noun_beside(tree, mention)
        if found is None and (named := _whose_name(tree, mention)) is not None:
            found = self._narrator() if tree.words[named].low in {"my", "i"} else next(iter(meant.get(named, ())), None)
            if found is not None and found.age == "old" and _long_ago(tree):
                young = self._new()  # "in those days she was called Hania": the girl that she was is another figure
                young.described_as(Described("human", found.sex, "child"))
                found = young
            if tree.words[named].low in {"his", "her", "its"}:
                sex = _SEX.get({"his": "he", "her": "she"}.get(tree.words[named].low, ""), "")
                near = sorted(self.everybody, key=lambda one: -self._last_seen(one))
                near = [one for one in near if self._last_seen(one) >= 0 and self.page in one.pages]
                found = next(
                    (one for one in near if not one.names and one.count == 1 and (not sex or one.sex in {"", sex})),
                    found,
                )
        if found is None and beside is None and (_names_a_thing(tree, mention) or mention.name not in self.animate):
            return ()
        if found is None and beside is not None:
            at, told, lemma = beside
            found = next(iter(meant.get(at, ())), None)
            if found is not None and found.names and not found.narrator:
                found = self._new()
        if found is None and beside is not None:
            at, told, lemma = beside
            noun = replace(
                mention,
                at=at,
                begin=at,
                name="",
                title="",
                person=told,
                lemma=lemma,
                owner=tree.child(at, "poss"),
                definite="poss"
                if tree.child(at, "poss") is not None
                else mention.definite
                if mention.definite != "name"
                else "the",
            )
            found = next(iter(self._by_noun(tree, noun, meant, naming=True)), None)
            if found is not None and found.names:
                found = None
        if found is None and (kind := self._one_of_them(tree, mention)):
            found = self._new()
            found.described_as(Described(kind))
        if found is None and mention.title:
            found = self._titled(tree, mention)
        if found is None:
            found = self._new()
            if (kind := _animal_called(mention.name)) and not mention.title:
                found.described_as(Described(kind))  # Fox and Rabbit are a fox and a rabbit
        if first and first not in found.names:
            found.names.insert(0, first)
        if mention.name not in found.names:
            found.names.append(mention.name)
        if beside is not None:
            found.described_as(beside[1])
            found.called(same_person().get(beside[2], beside[2]))
        if mention.title:
            self._take_title(found, mention)
        if (
            mention.role == "poss"
            and (job := _BUSINESSES.get(tree.words[tree.words[mention.at].head].lemma, ""))
            and not found.job
        ):
            found.described_as(Described("human", "", "", job))
        note_adjectives(found, mention)
        return (found,)

    def _one_of_them(self, tree: Tree, mention: Mention) -> str:
        """Return the kind of several animals of which a name is one: "three goats. The smallest one, Zeina, was white"."""
        word = tree.words[mention.at]
        beside = [word.head] if word.dep == "appos" else []
        beside += tree.children(mention.at, "appos")
        beside += [
            one
            for one in (mention.at - 2, mention.at + 2)
            if 0 <= one < len(tree.words) and tree.words[(one + mention.at) // 2].text == ","
        ]
        if not any(
            tree.words[one].low
            in {"one", "smallest", "youngest", "eldest", "oldest", "biggest", "first", "last", "third", "second"}
            for one in beside
        ):
            return ""
        for seen in reversed(self.seen):
            if self.page - seen.page > 1:
                return ""
            if seen.who[0].count > 1:
                return seen.who[0].kind
        return ""

    def _introduced(self, tree: Tree, mention: Mention, meant: Meant) -> Somebody | None:
        """Return who is called by a name in speech: "This is Maja", "I am Bea", "Why have you stopped, Adwoa?"."""
        word = tree.words[mention.at]
        speaker = self._speaker(tree, mention, meant)
        near = sorted(self.everybody, key=lambda one: -self._last_seen(one))
        unnamed = [
            one
            for one in near
            if not one.names
            and one.count == 1
            and one.real
            and not one.narrator
            and self.page - max(one.pages, default=-9) <= 2
        ]
        if word.dep in {"attr", "oprd", "dobj", "acomp"}:
            subject = tree.child(word.head, "nsubj", "nsubjpass")
            said = tree.words[subject].low if subject is not None else ""
            own = (
                subject is not None
                and said == "name"
                and any(tree.words[one].low == "my" for one in tree.children(subject, "poss"))
            )
            if (said == "i" or own) and speaker is not None and not speaker.names:
                return speaker
            if said in {"this", "that", "here"} and tree.words[word.head].lemma == "be":
                return next((one for one in unnamed if one is not speaker and self.page in one.pages), None)
            return None
        if word.dep not in {
            "npadvmod",
            "intj",
            "vocative",
            "appos",
            "dep",
            "nsubj",
            "ROOT",
            "conj",
            "punct",
            "dobj",
            "attr",
            "ccomp",
            "parataxis",
        }:
            return None
        before, after = (
            tree.words[mention.at - 1].text if mention.at else "",
            tree.words[mention.at + 1].text if mention.at + 1 < len(tree.words) else "",
        )
        if not (
            (before == "," and after in {"?", "!", ".", "”", ","})
            or (before in {"“", '"', "‘"} and after in {",", "!", "?"})
        ):
            return None
        fitting = [
            one
            for one in unnamed
            if one is not speaker
            and one.kind == "human"
            and (not name_sex(mention.name) or one.sex in {"", name_sex(mention.name)})
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _speaker(self, tree: Tree, mention: Mention, meant: Meant) -> Somebody | None:
        """Return who says what a name is in, as far as the sentence before or its own tells."""
        sentence = tree.sentences[mention.at]
        verbs = grammar_words("speaking")
        for at, word in enumerate(tree.words):
            if word.lemma in verbs and word.pos == "VERB" and abs(tree.sentences[at] - sentence) <= 1:
                for subject in tree.children(at, "nsubj"):
                    if subject in meant:
                        return meant[subject][0]
                    if tree.words[subject].low in _SEX:
                        sex = _SEX[tree.words[subject].low]
                        return next(
                            (
                                one
                                for seen in reversed(self.seen)
                                for one in seen.who
                                if one.sex == sex and one.count == 1
                            ),
                            None,
                        )
        return None

    def _of_business(self, tree: Tree, mention: Mention) -> bool:
        """Return whether a name is only that of a shop or a place: "Miller's shop"."""
        head = tree.words[tree.words[mention.at].head].lemma
        return head in {
            "shop",
            "store",
            "cafe",
            "café",
            "street",
            "farm",
            "bakery",
            "bay",
            "day",
            "hill",
            "house",
        } and not any(mention.name in one.names for one in [*self.everybody, *self.before.values()])

    def _acts(self, one: Somebody) -> bool:
        """Return whether somebody has done something on this page."""
        return any(one in seen.who and seen.page == self.page and seen.weight >= 3 for seen in self.seen)

    def _in_sentence(self, tree: Tree, one: Somebody, mention: Mention) -> bool:
        return any(
            one in seen.who and seen.page == self.page and seen.sentence == tree.sentences[mention.at]
            for seen in self.seen
        )

    def _titled(self, tree: Tree, mention: Mention) -> Somebody | None:
        title = same_person().get(mention.title, mention.title)
        told = _of_title(mention.title)
        if title in {"father", "brother", "mother"}:
            clergy = [one for one in self.everybody if one.job in {"monk", "nun"} and not one.names and one.count == 1]
            return clergy[-1] if clergy else None
        if told is not None and told.job:
            near = sorted(self.everybody, key=lambda one: -self._last_seen(one))
            return next((one for one in near if one.job == told.job and not one.names and one.count == 1), None)
        if title in {"mr", "mrs", "miss", "ms", "madame", "monsieur", "madam"}:
            from digiteller.language.people import titles

            sex = titles()[title]
            near = [
                one
                for one in sorted(self.everybody, key=lambda one: -self._last_seen(one))
                if self.page in one.pages and self.page == min(one.pages) and not self._acts(one)
            ]
            return next(
                (
                    one
                    for one in near
                    if one.job
                    and not one.names
                    and one.count == 1
                    and one.sex in {"", sex}
                    and not self._in_sentence(tree, one, mention)
                ),
                None,
            )
        if title in people_words("kin"):
            return next((one for one in self.everybody if title in one.nouns and not one.names), None)
        return None

    def _take_title(self, found: Somebody, mention: Mention) -> None:
        from digiteller.language.people import titles

        told = _of_title(mention.title)
        if told is not None:
            found.described_as(told)
            found.called(same_person().get(mention.title, mention.title))
        else:
            found.described_as(Described("human", titles()[mention.title]))
        if mention.title == "old":
            found.aged("old")
        elif not found.age or found.age == "child":
            if mention.title not in {"cousin", "sister", "brother", "baby", "prince", "princess", "little"}:
                found.aged("adult")

    def _noun_beside(self, tree: Tree, mention: Mention) -> tuple[int, Described, str] | None:
        """Return the noun that a name stands beside: "her nephew Caspar", "the goat, Hortense", "a fox called Pip"."""
        from digiteller.language.noun_mentions import find_person

        word = tree.words[mention.at]
        candidates = [one for one in tree.children(mention.at, "compound", "nmod", "appos")]
        candidates += _after_the(tree, mention.at)
        if word.dep in {"appos"} or (word.dep in {"compound"} and word.head < mention.at):
            candidates.append(word.head)
        if word.dep in {"oprd", "attr", "dobj", "appos"}:
            verb = word.head
            if tree.words[verb].lemma in {"name", "call"} and tree.words[verb].dep in {"acl", "relcl", "advcl", "conj"}:
                candidates.append(tree.words[verb].head)
        for at in candidates:
            if tree.words[at].text[:1].isupper() and tree.words[at].pos == "PROPN":
                continue
            found = find_person(tree, at)
            if found is not None:
                return at, *found
        return None

    def _named_beside(self, tree: Tree, mention: Mention, mentions: Sequence[Mention]) -> tuple[Somebody, ...]:
        """Return the people whose names follow a noun: "two children, Mia and Tom", "the baker, Mr Anselm"."""
        names = [
            one for one in mentions if one.name and (beside := self._noun_beside(tree, one)) and beside[0] == mention.at
        ]
        listed = _listed_after(tree, mention, mentions) if mention.plural else []
        if not names and len(listed) < 2:
            return ()
        first = (names or listed)[0]
        all_names = [
            first,
            *(
                one
                for one in mentions
                if one.name and one is not first and (_conjoined(tree, one.at, first.at) or one in listed)
            ),
        ]
        found: list[Somebody] = []
        for one in all_names:
            found += self._by_name(tree, one, {})
        for who in found:
            if mention.person is not None:
                who.described_as(mention.person)
                who.called(same_person().get(mention.lemma, mention.lemma))
            note_adjectives(who, mention)
        return tuple(dict.fromkeys(found))

    # -- nouns

    def _by_noun(
        self, tree: Tree, mention: Mention, meant: dict[int, tuple[Somebody, ...]], naming: bool = False
    ) -> tuple[Somebody, ...]:
        told = mention.person
        assert told is not None
        if told.job and (nicknamed := self._by_nickname(tree, mention)) is not None:
            return (nicknamed,)
        lemma = same_person().get(mention.lemma, mention.lemma)
        if mention.owner is not None and told.kind == "human" and lemma in people_words("kin"):
            owner = next(iter(meant.get(mention.owner, ())), None)
            if tree.words[mention.owner].low == "its" and owner is None:
                return ()
            if (
                owner is not None
                and owner.kind != "human"
                and lemma not in {"friend", "neighbour", "best friend", "teacher"}
            ):
                told = replace(told, kind=owner.kind)
        if (
            mention.scope is Scope.SAID
            and mention.definite in {"a", ""}
            and lemma not in people_words("called by kinship")
        ):
            return ()
        if mention.plural and not naming and (members := self._members(tree, mention, told)):
            return members
        found = self._met(tree, mention, told, lemma, meant)
        if found is None:
            if mention.scope is Scope.SAID:
                return ()
            found = self._new()
            found.count = mention.count
        found.described_as(told, 8.0 if lemma in found.nouns or (not found.nouns and not found.names) else 1.5)
        found.called(lemma)
        if mention.owner is not None and found.owner is None:
            found.owner = next(iter(meant.get(mention.owner, ())), None)
        note_adjectives(found, mention)
        return (found,)

    def _by_nickname(self, tree: Tree, mention: Mention) -> Somebody | None:
        """Return the animal that a title with a capital means: "lose a tortoise. Yusuf had put the Admiral down"."""
        word = tree.words[mention.at]
        if not word.text.istitle() or mention.definite != "the" or word.pos != "PROPN":
            return None
        known = next((one for one in self.everybody if word.text in one.names), None)
        if known is not None:
            return known
        for seen in reversed(self.seen):
            if seen.page != self.page or tree.sentences[mention.at] - seen.sentence > 1:
                return None
            if seen.who[0].kind != "human" and not seen.who[0].names and seen.who[0].count == 1:
                seen.who[0].names.append(word.text)
                seen.who[0].real = True
                return seen.who[0]
        return None

    def _members(self, tree: Tree, mention: Mention, told: Described) -> tuple[Somebody, ...]:
        """Return those met before whom a plural means together: "the children", "the two friends", "the girls"."""
        if mention.definite not in {"the", "poss"}:
            return ()
        single = [one for one in self.everybody if one.count == 1 and one.kind == told.kind]
        if mention.lemma in {"friend", "companion", "hero"}:
            return self.together
        if (
            mention.lemma in {"visitor", "traveller", "guest", "stranger", "explorer", "adventurer"}
            and len(self.together) > 1
        ):
            if not any(one.count > 1 and mention.lemma in one.nouns for one in self.everybody):
                return self.together
        if pair := self._pair(tree, mention, told):
            return pair
        if (
            told.job
            or (mention.lemma in _ANYBODY - {"friend"})
            or mention.lemma in {"neighbour", "guest", "people", "passenger"}
        ):
            return ()
        fitting = [
            one
            for one in single
            if (not told.sex or one.sex == told.sex)
            and (not told.age or one.age == told.age)
            and self.page - max(one.pages, default=-9) <= 3
        ]
        if told.kind != "human":
            fitting = [one for one in fitting if mention.lemma in one.nouns or one.kind_told]
        if mention.lemma in people_words("kin") and mention.definite == "poss":
            return ()
        asked = max(2, mention.count if mention.count > 2 else 2)
        if any(one.count > 1 and mention.lemma in one.nouns for one in self.everybody):
            return ()
        return tuple(fitting) if 2 <= len(fitting) <= max(asked, 3) else ()

    def _pair(self, tree: Tree, mention: Mention, told: Described) -> tuple[Somebody, ...]:
        """Return the two who were named last, if a plural means them: "the two astronauts"."""
        if not any(tree.words[one].low == "two" for one in tree.children(mention.at, "nummod")) or told.kind != "human":
            return ()
        pair = tuple(
            one for one in self.together if one.count == 1 and one.kind == "human" and told.sex in {"", one.sex}
        )
        if len(pair) != 2 or len(self.together) != 2:
            return ()
        for one in pair:
            if told.job:
                one.described_as(told, 0.0)
        return pair

    def _met(
        self, tree: Tree, mention: Mention, told: Described, lemma: str, meant: dict[int, tuple[Somebody, ...]]
    ) -> Somebody | None:
        """Return who was met before and is meant now; None for somebody new."""
        if "another" in mention.words or any(
            tree.words[one].low in {"another", "other"} for one in tree.children(mention.at, "det", "amod")
        ):
            return None
        near = sorted(self.everybody, key=lambda one: (-max(one.pages, default=-1), one.number))
        same_number = [one for one in near if (one.count > 1) == mention.plural]
        owner = next(iter(meant.get(mention.owner, ())), None) if mention.owner is not None else None
        if lemma in people_words("kin") and not told.job:
            return self._relative(mention, lemma, owner, same_number)
        exact = [
            one
            for one in same_number
            if (lemma in one.nouns and one.owner in {None, owner}) or (lemma in one.nouns and owner is None)
        ]
        if mention.definite == "a" or (mention.definite == "" and not mention.plural):
            recent = [one for one in exact if self.page - max(one.pages, default=-9) <= 1 and one.kind != "human"]
            return recent[0] if recent and (mention.role == "obj" or recent[0].depicted) else None
        if exact:
            return exact[0]
        if mention.plural:
            groups = [one for one in same_number if _fits(one, told, lemma) and mention.definite != ""]
            return groups[0] if groups and lemma not in _ANYBODY else None
        fitting = [one for one in same_number if _fits(one, told, lemma) and not one.narrator]
        if told.job:
            fitting = [one for one in fitting if one.job == told.job or self._is_just_named(tree, mention, one)]
        if mention.definite == "poss" and owner in fitting:
            fitting.remove(owner)
        recent = [one for one in fitting if self.page - max(one.pages, default=-9) <= 2]
        recent.sort(
            key=lambda one: (
                -(one.sex == told.sex and bool(told.sex)),
                one.age in {"child", "baby"} and not told.age and bool(told.job),
                lemma in _ANYBODY and bool(one.job),
                -self._last_seen(one),
            )
        )
        return recent[0] if recent else None

    def _is_just_named(self, tree: Tree, mention: Mention, one: Somebody) -> bool:
        """Return whether a job that nobody was said to have means who was named in the sentence before.

        "Her crewmate Yuki laughed. “You talk to vegetables,” said the engineer."
        """
        verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
        if mention.role != "subj" or tree.words[mention.at].dep == "conj" or verb in _ARRIVING or not one.names:
            return False
        adult = one.grown and one.age in {"adult", "old", ""}
        if verb not in grammar_words("speaking") and not adult:
            return False
        titled = [
            other for other in self.everybody if other.names and other.age == "adult" and other.grown and not other.job
        ]
        here = [other for other in titled if self.page in other.pages]
        if here == [one] and verb not in _ARRIVING and not self._in_sentence(tree, one, mention):
            return True  # "In Miss Adeyemi's class lived a snail. The teacher looked at her list"
        if adult and mention.person is not None and mention.person.sex and mention.person.sex == one.sex:
            recent = [
                other
                for other in self.everybody
                if other.names
                and other.grown
                and other.age in {"adult", "old", ""}
                and not other.job
                and self.page - max(other.pages, default=-9) <= 2
            ]
            if recent == [one]:
                return not self._in_sentence(tree, one, mention)
        before = [
            seen
            for seen in self.seen
            if seen.page == self.page
            and seen.weight >= 3
            and seen.sentence < tree.sentences[mention.at]
            and seen.who[0].kind == "human"
        ]
        if adult:
            return any(one in seen.who for seen in before[-3:]) and not self._in_sentence(tree, one, mention)
        return bool(before) and one in before[-1].who and not self._in_sentence(tree, one, mention)

    def _last_seen(self, one: Somebody) -> int:
        return max((at for at, seen in enumerate(self.seen) if one in seen.who), default=-1)

    def _relative(
        self, mention: Mention, lemma: str, owner: Somebody | None, same_number: list[Somebody]
    ) -> Somebody | None:
        known = [one for one in same_number if lemma in one.nouns]
        if (
            lemma in {"sister", "brother", "twin", "friend", "best friend"}
            and not mention.plural
            and owner is not None
            and not any(one.owner is owner for one in known)
        ):
            sex = {"sister": "female", "brother": "male"}.get(lemma, "")
            friend = lemma.endswith("friend")
            others = [
                one
                for one in same_number
                if one.names
                and one is not owner
                and (friend or (one.kind == owner.kind and one.age == owner.age))
                and (not sex or one.sex in {"", sex})
                and not one.narrator
                and not set(one.nouns) & {"sister", "brother"}
                and self.page - max(one.pages, default=-9) <= 2
            ]
            others.sort(key=lambda one: -self._last_seen(one))
            if others:
                return others[0]
        if owner is not None and owner.owner is not None and lemma in _mutual(owner.nouns):
            return owner.owner
        if owner is not None:
            own = [one for one in known if one.owner is owner]
            if own:
                return own[0]
            loose = [one for one in known if one.owner is None or (not mention.plural and self._pronoun_owner(one))]
            return loose[0] if loose else None
        if mention.definite == "a":
            return None
        if known:
            return known[0]
        told = mention.person
        fitting = [
            one
            for one in same_number
            if told is not None
            and not one.narrator
            and one.kind == "human"
            and one.names
            and _fits(one, told, lemma)
            and mention.definite == "the"
        ]
        return fitting[0] if fitting and lemma in {"baby", "twin", "cousin"} else None

    def _pronoun_owner(self, one: Somebody) -> bool:
        """Return whether the same word of two owners most likely means one person: a story has one Grandpa."""
        return one.nouns[0] in people_words("called by kinship")

    def _by_group_word(self, mention: Mention) -> tuple[Somebody, ...]:
        """Return whom a word for any animal means, or one such as "the pair", of those met before."""
        word = mention.lemma
        if mention.definite not in {"the", "poss"}:
            return ()
        if word in {"pair", "couple", "trio", "two", "family", "lot"} and len(self.together) > 1:
            return self.together
        if word not in _ANIMALS or mention.plural:
            return ()
        kinds = vocabulary().groups.get(word, frozenset())
        near = sorted(self.everybody, key=lambda one: -max(one.pages, default=-1))
        found = [one for one in near if one.count == 1 and one.kind != "human" and (not kinds or one.kind in kinds)]
        return tuple(found[:1])

    def _new(self) -> Somebody:
        one = Somebody(len(self.everybody), (self.page, self.at))
        past = self.before.get(one.first)
        if past is not None:
            if past.sex_told and past.sex:
                one.pronoun_says(past.sex)
            if past.kind_told:
                one.described_as(
                    Described(past.kind, "", past.age if past.age in {"child", "old", "baby"} else ""), 0.0
                )
        self.everybody.append(one)
        return one


def _fits(one: Somebody, told: Described, lemma: str) -> bool:
    """Return whether a noun may mean somebody who was called otherwise before."""
    if one.kind_told and one.kind != told.kind:
        return False
    if not one.kind_told and told.kind != "human":
        return False
    if told.sex and one.sex and one.sex != told.sex:
        return False
    if told.job:
        return one.job == told.job or (not one.job and bool(one.names) and one.grown)
    if told.age == "old" and one.grown and one.kind == "human" and one.age in {"adult", ""}:
        return True  # "Don Rafael brought soup. The old man pulled up a chair"
    if told.age and one.age != told.age:
        return False
    if not told.age and lemma in {"man", "woman", "lady", "gentleman"} and one.age in {"child", "baby"}:
        return False
    if told.kind == "human" and not told.age and lemma not in _ANYBODY | _PLAIN:
        return False
    if told.kind != "human":
        return lemma in one.nouns or (bool(one.names) and one.kind == told.kind)
    return True


def _conjoined(tree: Tree, at: int, first: int) -> bool:
    while tree.words[at].dep == "conj":
        at = tree.words[at].head
        if at == first:
            return True
    return False


def _whose_name(tree: Tree, mention: Mention) -> int | None:
    """Return the word for whose name is told: "My name is Bea", "I am called Bea", "the llama, whose name was Pablo"."""
    word = tree.words[mention.at]
    if (
        word.dep == "pobj"
        and tree.words[word.head].low == "of"
        and tree.words[tree.words[word.head].head].low == "name"
    ):
        verb = next((one for one in tree.above(mention.at) if tree.words[one].pos == "VERB"), None)
        return tree.child(verb, "nsubj", "nsubjpass") if verb is not None else None
    if word.dep not in {"attr", "oprd", "dobj", "acomp", "appos"}:
        return None
    verb = word.head
    for subject in tree.children(verb, "nsubj", "nsubjpass"):
        if tree.words[subject].low in {"i", "he", "she", "it", "they"} and tree.words[verb].lemma in {"call", "name"}:
            return subject
        if tree.words[subject].low == "i" and tree.words[verb].lemma == "be":
            return subject
        owner = tree.child(subject, "poss")
        if tree.words[subject].low == "name" and owner is not None:
            return tree.words[verb].head if tree.words[owner].low == "whose" else owner
    return None


def _long_ago(tree: Tree) -> bool:
    """Return whether a page goes back to when somebody was young."""
    lows = [word.low for word in tree.words]
    pairs = set(zip(lows, lows[1:], strict=False))
    return bool(
        {("those", "days"), ("a", "girl"), ("a", "boy"), ("was", "young"), ("years", "ago"), ("back", "then")} & pairs
    )


def _points(tree: Tree, mention: Mention) -> bool:
    """Return whether a clause brings somebody in: "it was old Casimir", "this is the octopus"."""
    verb = tree.words[mention.at].head
    return any(
        tree.words[one].low in {"it", "this", "that", "here", "there"} for one in tree.children(verb, "nsubj", "expl")
    )


_MUTUAL = (
    ({"sister", "brother", "twin"}, {"sister", "brother", "twin"}),
    ({"uncle", "aunt", "auntie"}, {"niece", "nephew"}),
    ({"grandmother", "grandfather", "grandparent"}, {"grandson", "granddaughter", "grandchild"}),
    ({"mother", "father", "parent"}, {"son", "daughter", "child", "boy", "girl"}),
    ({"wife"}, {"husband"}),
    ({"friend", "best friend"}, {"friend", "best friend"}),
)


def _mutual(nouns: Sequence[str]) -> set[str]:
    """Return what those are to somebody whose uncle, sister, mother it is: a niece, a brother, a son."""
    found: set[str] = set()
    for one, other in _MUTUAL:
        found |= other if one & set(nouns) else set()
        found |= one if other & set(nouns) else set()
    return found


_NOT_FIRST = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "little",
        "big",
        "old",
        "young",
        "dear",
        "poor",
        "great",
        "king",
        "queen",
        "saint",
    ]
)


def _animal_called(name: str) -> str:
    senses = vocabulary().phrases.get((name.lower(),), ())
    return next((value for sort, value in senses if sort == "figure" and value in _COMMON_ANIMALS), "")


_COMMON_ANIMALS = {
    "fox",
    "rabbit",
    "bear",
    "owl",
    "mouse",
    "badger",
    "hedgehog",
    "frog",
    "squirrel",
    "wolf",
    "cat",
    "dog",
    "duck",
    "goose",
    "hen",
    "pig",
    "goat",
    "donkey",
    "elephant",
    "lion",
    "tiger",
    "monkey",
    "turtle",
    "snail",
    "crow",
    "beaver",
    "otter",
    "deer",
    "penguin",
    "crocodile",
    "giraffe",
    "hippo",
    "dragon",
    "robot",
}


def _titles() -> frozenset[str]:
    from digiteller.language.people import titles

    return frozenset(titles())


def _first_name(tree: Tree, mention: Mention) -> str:
    """Return the first name before a family name: "Grace Mwangi"."""
    for one in tree.children(mention.at, "compound", "flat"):
        word = tree.words[one]
        if (
            one == mention.at - 1
            and word.low not in _NOT_FIRST
            and word.text.isalpha()
            and len(word.text) > 2
            and word.text.istitle()
            and word.low.rstrip(".") not in _titles()
        ):
            return word.text
    return ""


def _titled_alike(one: Somebody, mention: Mention) -> bool:
    """Return whether somebody of a name may have a title: Mr and Mrs Pereira are two."""
    from digiteller.language.people import titles

    sex = titles().get(mention.title, "")
    return not sex or one.sex in {"", sex}


def _of_title(title: str) -> Described | None:
    """Return what a title tells, as a noun."""
    from digiteller.language.people import described

    if title == "sister":
        return Described("human", "female", "adult", "nun")
    return described(title)


def _names_a_thing(tree: Tree, mention: Mention) -> bool:
    """Return whether a name is that of a place or a thing: "a town called Little Wick"."""
    word = tree.words[mention.at]
    verb = tree.words[word.head]
    if word.dep in {"oprd", "attr", "dobj"} and verb.lemma in {"call", "name"} and verb.dep in {"acl", "relcl"}:
        from digiteller.language.noun_mentions import find_person

        return find_person(tree, verb.head) is None
    return False


def _after_the(tree: Tree, at: int) -> list[int]:
    """Return the noun of "Jessamy the bat"."""
    if at + 2 < len(tree.words) and tree.words[at + 1].low == "the":
        for one in range(at + 2, min(at + 5, len(tree.words))):
            if tree.words[one].pos == "NOUN" and (one + 1 >= len(tree.words) or tree.words[one + 1].pos != "NOUN"):
                return [one]
            if tree.words[one].pos not in {"ADJ", "NOUN", "PROPN"}:
                break
    return []


def _listed_after(tree: Tree, mention: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the names that follow a plural behind a comma: "the movers, Nuno and young Duarte, took hold"."""
    at = mention.at + 1
    if at >= len(tree.words) or tree.words[at].text not in {",", "—", ":", "–"}:
        return []
    by_head = {one.at: one for one in mentions}
    found: list[Mention] = []
    for one in range(at + 1, min(at + 12, len(tree.words))):
        word = tree.words[one]
        if one in by_head and by_head[one].name:
            found.append(by_head[one])
        elif (
            word.low not in {"and", ","}
            and word.pos not in {"ADJ", "PRON", "DET", "NOUN", "ADV"}
            and word.tag != "PRP$"
        ):
            break
    return found
