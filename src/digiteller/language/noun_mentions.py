"""The nouns, names and pronouns of a page: what each may mean, in which role, and whether it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from digiteller.language.grammar import frame_words, inverted_table, language_table
from digiteller.language.noun_lookup import animal_age, animal_sex, look_up, noun_form, species_before
from digiteller.language.noun_roles import role_of
from digiteller.language.parsing import Tree
from digiteller.language.people import Described, described
from digiteller.language.scopes import Scope, said_words, scope_of
from digiteller.language.story_names import opens_sentence, proper_name
from digiteller.language.vocabulary import vocabulary


@dataclass(frozen=True)
class Mention:
    """A noun phrase, by its head."""

    at: int
    """Its head's number among the tree's words."""
    begin: int
    """The first word of what the vocabulary knows it by, a compound or its head alone."""
    lemma: str
    """The dictionary form of that: ``dining car``."""
    scope: Scope
    role: str
    """What it is to its verb: ``subj``, ``obj``, ``to``; or, to a noun, ``poss``, ``appos``; else the preposition."""
    verb: int | None
    """The verb that it is part of the clause of."""
    count: int
    definite: str
    """``a``, ``the``, ``poss``, ``name``, ``pron`` or empty for none."""
    pronoun: str = ""
    name: str = ""
    title: str = ""
    person: Described | None = None
    """What it tells of somebody, if it can mean a person, an animal or a creature."""
    thing: str = ""
    """The key of the drawing, if it can mean a thing."""
    settings: tuple[str, ...] = ()
    """The settings that it can mean."""
    owner: int | None = None
    """The head of whose it is: "the boy's mother", "her hat"."""
    words: tuple[str, ...] = ()
    """The adjectives before it, in small letters."""

    @property
    def plural(self) -> bool:
        """Return whether it is more than one."""
        return self.count > 1


def find_mentions(
    tree: Tree, names: frozenset[str] = frozenset(), toys: frozenset[str] = frozenset()
) -> tuple[Mention, ...]:
    """Return the noun phrases of a page in their order, a pronoun's and an owner's too.

    ``names`` are words that are surely names in this story, even at the beginning of a sentence: "Nettle drew a line".
    """
    said = said_words(tree)
    found = (_mention(tree, at, said, names) for at in _heads(tree, names))
    return tuple(
        replace(one, person=None, thing=one.thing or "🧸") if one.person and one.lemma in toys else one for one in found
    )


def find_toys(trees: Sequence[Tree]) -> frozenset[str]:
    """Return the animals that are toys in a story, because the page that brings them in says so: "his cloth rabbit"."""
    toys: dict[str, bool] = {}
    for tree in trees:
        for at, word in enumerate(tree.words):
            if word.pos != "NOUN" or word.lemma in toys or word.lemma in frame_words("animate things"):
                continue
            if any(sort == "figure" for sort, _ in look_up(tree, at)[1]):
                before = {tree.words[one].low for one in tree.children(at, "amod", "compound") if one < at}
                toys[word.lemma] = bool(before & frame_words("toy materials"))
    return frozenset(word for word, is_toy in toys.items() if is_toy)


def _heads(tree: Tree, names: frozenset[str]) -> Iterator[int]:
    """Yield the heads of noun phrases: of "the kitchen window" the window alone."""
    for at, word in enumerate(tree.words):
        if word.low in inverted_table("people.yaml", "pronouns") and word.pos in {"PRON", "DET"} and word.low != "both":
            yield at
        elif word.pos in {"NOUN", "PROPN"} and word.low not in {"who", "which", "what", "whom"}:
            if word.dep in {"compound", "nmod"} and word.head > at and tree.words[word.head].pos in {"NOUN", "PROPN"}:
                continue
            yield at
        elif (
            word.text in names
            and word.pos in {"VERB", "ADJ", "ADV", "ADP", "INTJ", "SCONJ"}
            and word.dep
            in {
                "nsubj",
                "dobj",
                "pobj",
                "conj",
                "dep",
                "poss",
                "npadvmod",
                "intj",
                "advmod",
                "ROOT",
                "compound",
                "attr",
            }
        ) or (word.dep in {"nsubj", "dobj", "pobj", "conj"} and word.pos in {"ADJ", "X"} and described(word.lemma)):
            yield at


_OF_ANIMALS = re.compile(
    r"(driver|operator|keeper|catcher|seller|owner|tamer|trainer|hunter|farmer|breeder|rider|doctor|herd)$"
)


def _mention(tree: Tree, at: int, said: frozenset[int], names: frozenset[str]) -> Mention:
    """Return all that is known of one noun, name or pronoun by its own sentence."""
    word = tree.words[at]
    role, verb = role_of(tree, at)
    owner = tree.child(at, "poss")
    scope = scope_of(tree, at, said)
    pronoun = inverted_table("people.yaml", "pronouns").get(word.low, "") if word.pos in {"PRON", "DET"} else ""
    if pronoun:
        return Mention(at, at, word.low, scope, role, verb, 2 if pronoun in {"they", "we"} else 1, "pron", pronoun)
    name, title = proper_name(tree, at, names)
    definite, deed = _definite(tree, at, name), tree.words[verb].lemma if verb is not None else ""
    begin, senses = look_up(tree, at)
    lemma = " ".join(
        noun_form(tree, one) for one in range(begin, at + 1) if tree.words[one].pos not in {"DET", "PUNCT"}
    )
    adjectives = tuple(tree.words[one].low for one in tree.children(at, "amod", "compound", "nummod") if one < at)
    adjectives += tuple(
        tree.words[two].low for one in tree.children(at, "amod") for two in tree.children(one, "conj") if two < at
    )
    person = described(lemma) or described(noun_form(tree, at)) if not name else None
    kind = next((value for sort, value in senses if sort == "figure"), "")
    thing = next((value for sort, value in senses if sort == "prop"), "")
    if kind and set(adjectives) & frame_words("toy materials") and kind not in frame_words("animate things"):
        kind, thing = "", thing or "🧸"
    elif kind in frame_words("eaten animals") and role == "obj" and deed in frame_words("cooking"):
        kind = ""
    if _means_nobody(tree, at, role, kind, begin == at, definite) or (
        lemma == "crane" and deed in frame_words("lifting")
    ):
        kind, person = "", None
    if kind and role == "obj" and deed in frame_words("making"):
        kind, person, thing = "", None, ""
    if kind:
        person = Described(kind, person.sex if person else animal_sex(lemma), animal_age(lemma, adjectives))
    elif person is not None and not _OF_ANIMALS.search(lemma) and (species := species_before(tree, at)):
        person = replace(person, kind=species)
    settings = tuple(dict.fromkeys(value for sort, value in senses if sort == "setting"))
    if name and title and (told := described(title)) is not None:
        person = told
    return Mention(
        at,
        begin,
        lemma,
        scope,
        role,
        verb,
        1 if name else _count(tree, at),
        definite,
        "",
        name,
        title,
        person,
        thing,
        settings,
        owner,
        adjectives,
    )


def _means_nobody(tree: Tree, at: int, role: str, kind: str, alone: bool, definite: str) -> bool:
    """Return whether a noun for somebody means nobody here: fond of octopus, a boat called the Puffin."""
    word = tree.words[at]
    if word.dep != "poss" and role not in {"subj", "root"}:
        after = tree.words[at + 1].low if at + 1 < len(tree.words) else ""
        if after in {"'s", "’s"}:
            return True
    if not kind:
        return False
    unnamed = alone and word.tag == "NN" and not word.text[:1].isupper()
    if unnamed and role not in {"subj", "poss", "root"} and definite == "":
        return True
    return _is_title_of_thing(tree, at, definite)


def _is_title_of_thing(tree: Tree, at: int, definite: str) -> bool:
    """Return whether a noun with a capital and "the" names a boat, an inn or the like: "the Puffin"."""
    word = tree.words[at]
    return word.pos == "PROPN" and word.text.istitle() and not opens_sentence(tree, at) and definite == "the"


def _count(tree: Tree, at: int) -> int:
    """Return how many are told: 2 for a plural without a number, more for many."""
    word = tree.words[at]
    numbers = vocabulary().numbers
    told = [tree.words[one].low for one in tree.children(at, "nummod", "amod", "det", "quantmod", "predet")]
    named = [numbers[one] for one in told if one in numbers and one not in {"both"}]
    singular = word.low == word.lemma and any(tree.words[one].low in {"a", "an", "the"} for one in tree.children(at))
    alike = word.low.endswith("s") or word.low in {"sheep", "fish", "deer", "moose", "folk", "people", "cod", "salmon"}
    plural = word.tag in {"NNS", "NNPS"} and (alike or not singular)
    if word.low in {"people", "folk", "children", "men", "women", "mice", "geese", "sheep"} and word.low != "sheep":
        plural = True
    if named and (plural or max(named) > 1):
        return max(named)
    digits = [int(one) for one in told if one.isdigit() and len(one) < 4]
    if digits and plural:
        return digits[0]
    if set(told) & {"many", "countless"}:
        return 6
    if set(told) & {"several", "few", "some"} and plural:
        return 3
    crowds: dict[str, int] = language_table("people.yaml")["crowds"]
    if word.lemma in crowds:
        return crowds[word.lemma]
    head = tree.words[word.head]
    if word.dep == "pobj" and head.low == "of":
        outer = tree.words[head.head]
        if outer.low in numbers and plural:
            return numbers[outer.low]
        measure = outer.lemma
        if measure in vocabulary().measures and plural:
            return max(2, vocabulary().measures[measure])
    return 2 if plural else 1


def _definite(tree: Tree, at: int, name: str) -> str:
    """Return how a noun is determined: ``a`` for "some bears", ``the`` for "those bears", ``poss`` for "her bear"."""
    if name:
        return "name"
    if tree.child(at, "poss") is not None:
        return "poss"
    words = {tree.words[one].low for one in tree.children(at, "det", "nummod", "quantmod", "predet")}
    if words & {"a", "an", "another", "some", "no", "any", "one"}:
        return "a"
    if words & {"the", "this", "that", "these", "those", "both", "all", "each", "every"}:
        return "the"
    return "a" if words else ""
