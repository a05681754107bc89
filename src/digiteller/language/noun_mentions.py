"""The nouns, names and pronouns of a page: what each may mean, in which role, and whether it is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from digiteller.language.grammar import grammar_words
from digiteller.language.page_content import Age, Sex
from digiteller.language.parsing import Tree
from digiteller.language.people import Described, described, people, people_words, titles
from digiteller.language.scopes import Scope, listed_with, said_words, scope_of
from digiteller.language.vocabulary import vocabulary

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "himself", "his"), "he"),
    **dict.fromkeys(("she", "her", "herself", "hers"), "she"),
    **dict.fromkeys(("it", "itself", "its"), "it"),
    **dict.fromkeys(("they", "them", "themselves", "their", "theirs", "both"), "they"),
    **dict.fromkeys(("i", "me", "myself", "my", "mine"), "i"),
    **dict.fromkeys(("we", "us", "ourselves", "our", "ours"), "we"),
    **dict.fromkeys(("everyone", "everybody"), "everyone"),
}
_TOYS = {
    "toy",
    "stuffed",
    "cuddly",
    "wooden",
    "rubber",
    "clockwork",
    "cloth",
    "rag",
    "velvet",
    "fabric",
    "plastic",
    "knitted",
    "woollen",
    "paper",
    "chocolate",
    "porcelain",
    "china",
    "glass",
    "stone",
    "bronze",
    "cardboard",
    "inflatable",
    "carved",
    "marble",
    "tin",
    "felt",
    "plush",
    "rocking",
    "painted",
    "sugar",
    "gingerbread",
}
_EATING = {"eat", "fry", "roast", "cook", "bake", "boil", "grill", "taste", "chew", "swallow", "serve", "peel"}
_MAKING = {
    "make",
    "build",
    "knit",
    "carve",
    "sew",
    "fold",
    "bake",
    "draw",
    "paint",
    "mould",
    "sketch",
    "embroider",
    "form",
}
_ANIMATE_THINGS = {"robot", "snowman", "teddy", "ghost", "dragon"}
BODY = vocabulary().grammar["body"] | {
    "name",
    "voice",
    "lap",
    "breath",
    "face",
    "eyes",
    "arms",
    "side",
    "pocket",
    "back",
    "hair",
    "bed",
    "feet",
    "fur",
}


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
            if word.pos != "NOUN" or word.lemma in toys or word.lemma in _ANIMATE_THINGS:
                continue
            if any(sort == "figure" for sort, _ in look_up(tree, at)[1]):
                before = {tree.words[one].low for one in tree.children(at, "amod", "compound") if one < at}
                toys[word.lemma] = bool(before & _TOYS)
    return frozenset(word for word, is_toy in toys.items() if is_toy)


def find_names(trees: Sequence[Tree]) -> frozenset[str]:
    """Return the ordinary words that are names in a story: those that it writes with a capital within sentences."""
    found: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for tree in trees:
        for at, word in enumerate(tree.words):
            if word.text.islower():
                small[word.text] += 1
            elif (
                word.pos in {"PROPN", "NOUN"}
                and word.text.istitle()
                and not _opens(tree, at)
                and tree.child(at, "det") is None
            ):
                beside = [tree.words[one].text for one in (at - 1, at + 1) if 0 <= one < len(tree.words)]
                if not any(one.istitle() and one.lower() not in titles() for one in beside):
                    found[word.text] += 1
    never = _NEVER_NAMES | people_words("called by kinship") | grammar_words("place names")
    return frozenset(one for one, times in found.items() if one.lower() not in never and small[one.lower()] <= times)


def _opens(tree: Tree, at: int) -> bool:
    """Return whether a word opens a sentence or what somebody says."""
    return (
        at == 0
        or tree.words[at - 1].text in {".", "!", "?", "“", '"', "‘", ":", "—", "…", "\n"}
        or tree.sentences[at] != tree.sentences[at - 1]
    )


def _heads(tree: Tree, names: frozenset[str]) -> Iterator[int]:
    for at, word in enumerate(tree.words):
        if word.low in _PRONOUNS and word.pos in {"PRON", "DET"} and word.low != "both":
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


def _mention(tree: Tree, at: int, said: frozenset[int], names: frozenset[str]) -> Mention:
    word = tree.words[at]
    role, verb = role_of(tree, at)
    owner = tree.child(at, "poss")
    scope = scope_of(tree, at, said)
    pronoun = _PRONOUNS.get(word.low, "") if word.pos in {"PRON", "DET"} else ""
    if pronoun:
        return Mention(at, at, word.low, scope, role, verb, 2 if pronoun in {"they", "we"} else 1, "pron", pronoun)
    name, title = _name(tree, at, names)
    begin, senses = look_up(tree, at)
    lemma = " ".join(_form(tree, one) for one in range(begin, at + 1) if tree.words[one].pos not in {"DET", "PUNCT"})
    adjectives = tuple(tree.words[one].low for one in tree.children(at, "amod", "compound", "nummod") if one < at)
    adjectives += tuple(
        tree.words[two].low for one in tree.children(at, "amod") for two in tree.children(one, "conj") if two < at
    )
    person = described(lemma) or described(_form(tree, at)) if not name else None
    kind = next((value for sort, value in senses if sort == "figure"), "")
    thing = next((value for sort, value in senses if sort == "prop"), "")
    if set(adjectives) & _TOYS and kind and kind not in _ANIMATE_THINGS:
        kind, thing = "", thing or "🧸"
    if (
        verb is not None
        and role == "obj"
        and tree.words[verb].lemma in _EATING
        and kind in {"fish", "hen", "duck", "crab", "lobster", "pig"}
    ):
        kind = ""
    if (
        kind
        and begin == at
        and word.tag == "NN"
        and role not in {"subj", "poss", "root"}
        and _definite(tree, at, name) == ""
        and not word.text[:1].isupper()
    ):
        kind = ""  # of whom nobody in particular is told: fond of octopus, made of wolf
        person = None
    if (
        lemma == "crane"
        and verb is not None
        and tree.words[verb].lemma in {"lift", "swing", "hoist", "lower", "tower", "load", "pick"}
    ):
        kind, person = "", None
    if (
        kind
        and word.pos == "PROPN"
        and word.text.istitle()
        and not _opens(tree, at)
        and _definite(tree, at, name) == "the"
    ):
        kind, person = "", None  # a boat called the Puffin
    if (
        word.dep != "poss"
        and at + 1 < len(tree.words)
        and tree.words[at + 1].low in {"'s", "’s"}
        and role not in {"subj", "root"}
    ):
        person, kind = None, ""  # of a shop or a house: "at the butcher's"
    if kind and verb is not None and role == "obj" and tree.words[verb].lemma in _MAKING:
        kind, person, thing = "", None, ""
    if kind:
        person = Described(kind, person.sex if person else _animal_sex(lemma), _animal_age(lemma, adjectives))
    elif person is not None and not _OF_ANIMALS.search(lemma) and (species := _species(tree, at)):
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
        _definite(tree, at, name),
        "",
        name,
        title,
        person,
        thing,
        settings,
        owner,
        adjectives,
    )


def role_of(tree: Tree, at: int) -> tuple[str, int | None]:
    """Return what a noun is to its clause, and the clause's verb."""
    word = tree.words[at]
    here = at
    here = listed_with(tree, here)
    while tree.words[here].dep == "conj" and tree.words[tree.words[here].head].pos in {"NOUN", "PROPN", "PRON"}:
        here = tree.words[here].head
    word = tree.words[here]
    head = tree.words[word.head]
    if word.dep == "pobj" and head.low == "of" and tree.words[head.head].head != head.head:
        outer = tree.words[head.head]
        if outer.pos in {"NUM", "PRON", "DET", "ADJ"} or outer.lemma in _COUNTING:
            return role_of(tree, head.head)
    verb = next((one for one in tree.above(here) if tree.words[one].pos in {"VERB", "AUX"}), None)
    if word.head == here:
        return "root", None
    if word.dep in {"nsubj", "nsubjpass", "csubj"}:
        return "subj", word.head
    if word.dep in {"dobj", "dative", "oprd", "npadvmod"} and verb == word.head and _is_speaker(tree, here, verb):
        return "subj", verb
    if word.dep in {"dobj", "dative", "oprd"}:
        return "obj", verb
    if word.dep == "attr":
        there = tree.child(word.head, "expl") is not None
        return ("subj" if there else "attr"), verb
    if word.dep == "poss":
        return "poss", verb
    if word.dep == "appos":
        return "appos", verb
    if word.dep in {"npadvmod"}:
        return "when", verb
    if word.dep in {"pobj", "pcomp"}:
        return head.low, verb
    if word.dep == "ROOT":
        return "root", None
    return word.dep, verb


_OF_ANIMALS = re.compile(
    r"(driver|operator|keeper|catcher|seller|owner|tamer|trainer|hunter|farmer|breeder|rider|doctor|herd)$"
)
_COUNTING = {
    "pair",
    "couple",
    "lot",
    "dozen",
    "hundred",
    "flock",
    "herd",
    "crowd",
    "group",
    "pack",
    "team",
    "gang",
    "family",
    "row",
    "swarm",
    "troop",
    "band",
    "trio",
    "number",
    "half",
    "rest",
    "most",
    "bunch",
    "class",
    "litter",
    "colony",
    "shoal",
}


def _is_speaker(tree: Tree, at: int, verb: int) -> bool:
    """Return whether a noun is who speaks, after what is said: "called the baker"."""
    if at < verb or tree.child(verb, "nsubj") is not None or tree.words[verb].lemma not in grammar_words("speaking"):
        return False
    before = [word.text for word in tree.words[max(0, verb - 2) : verb]]
    return any(mark in {"”", "’", '"', "»", "“"} for mark in before)


def _species(tree: Tree, at: int) -> str:
    """Return the kind of animal that a word before one for people tells: "the badger twins", "a mouse king"."""
    for one in tree.children(at, "compound", "amod", "nmod"):
        senses = _phrases().get(_form(tree, one), ())
        kind = next((value for sort, value in senses if sort == "figure"), "")
        if kind and one < at:
            return kind
    return ""


def _form(tree: Tree, at: int) -> str:
    word = tree.words[at]
    return word.lemma.lower() if word.pos != "PROPN" else _singular(word.low)


def _singular(low: str) -> str:
    from digiteller.language.dictionary import entries

    forms = entries(low).get("NOUN", ())
    return forms[0] if forms else low


@cache
def _phrases() -> dict[str, tuple[tuple[str, str], ...]]:
    return {" ".join(words): senses for words, senses in vocabulary().phrases.items()}


def look_up(tree: Tree, at: int) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Return the first word of the longest known phrase that ends with the noun ``at``, and its pairs of sort and value.

    "a cup of tea" is known by its head and what follows: the phrase then begins at its head.
    """
    ends = {_form(tree, at), tree.words[at].low}
    for begin in range(max(0, at - 3), at):
        between = [tree.words[one] for one in range(begin, at)]
        if any(one.pos in {"PUNCT", "DET", "VERB", "ADP"} and one.tag not in {"VBG", "VBN", "HYPH"} for one in between):
            continue
        texts = {" ".join(one.low for one in between), " ".join(one.lemma for one in between)}
        for first in texts:
            for last in ends:
                for phrase in (f"{first} {last}", f"{first}{last}", f"{first} - {last}".replace(" - ", "-")):
                    if phrase in _phrases():
                        return begin, tuple(_phrases()[phrase])
                    if described_exactly(phrase):
                        return begin, ()
    of = tree.child(at, "prep")
    if of is not None and tree.words[of].low == "of" and (inner := tree.child(of, "pobj")) is not None:
        for last in (tree.words[inner].low, _form(tree, inner)):
            phrase = f"{_form(tree, at)} of {last}"
            if phrase in _phrases():
                return at, tuple(_phrases()[phrase])
    found: list[tuple[str, str]] = []
    for form in sorted(ends, key=lambda one: one != _form(tree, at)):
        found += [sense for sense in _phrases().get(form, ()) if sense not in found]
    return at, tuple(found)


@cache
def described_exactly(phrase: str) -> bool:
    """Return whether a phrase of several words is one of people.yaml's."""
    return phrase in people()


_NEVER_NAMES = {
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "christmas",
    "easter",
    "god",
    "earth",
    "english",
    "french",
    "i",
    "mr",
    "mrs",
}


def _name(tree: Tree, at: int, names: frozenset[str]) -> tuple[str, str]:
    """Return a person's or animal's proper name, and its title; both empty for an ordinary noun or a place's name."""
    word = tree.words[at]
    if (
        not word.text[:1].isupper()
        or word.low in _NEVER_NAMES
        or not word.text.replace("-", "").replace("'", "").isalpha()
    ):
        return "", ""
    before = tree.words[at - 1] if at else None
    title = (
        before.low.rstrip(".")
        if before is not None and before.text[:1].isupper() and before.low.rstrip(".") in titles()
        else ""
    )
    if title:
        return word.text, title
    low = word.low
    if word.text in names and not (word.dep == "pobj" and _is_place_name(tree, at)):
        return word.text, ""
    first = _opens(tree, at)
    if low in people_words("called by kinship"):
        return "", ""
    known_noun = bool(_phrases().get(low) or _phrases().get(_form(tree, at)) or low in people())
    common = known_noun or _is_common(low)
    listed = low in grammar_words("girls' names") or low in grammar_words("boys' names")
    if first and common and not listed:
        return "", ""
    if tree.child(at, "det") is not None and not listed and (known_noun or word.pos == "NOUN"):
        return "", ""
    if low in grammar_words("place names"):
        return "", ""
    if tree.words[at].pos not in {"PROPN", "NOUN"}:
        return "", ""
    if not listed and _is_place_name(tree, at):
        return "", ""
    if low in vocabulary().numbers or (
        before is not None
        and before.text[:1].isupper()
        and before.low in grammar_words("place names") | {"stall", "number", "platform", "room", "station"}
    ):
        return "", ""
    if word.text.isupper() and len(word.text) > 3:
        return (word.text.capitalize(), "") if not common else ("", "")
    return word.text, ""


@cache
def _is_common(low: str) -> bool:
    from digiteller.language.dictionary import entries

    return bool(entries(low))


def _is_place_name(tree: Tree, at: int) -> bool:
    word = tree.words[at]
    head = tree.words[word.head]
    if word.dep == "pobj" and head.low in {"in", "to", "into", "near", "at", "through", "across", "over"}:
        verb = tree.words[head.head]
        if head.low in {"in", "into", "near", "across", "through", "on", "off", "above", "beyond", "outside"}:
            return True
        return head.low == "to" and verb.lemma in {
            "go",
            "travel",
            "move",
            "sail",
            "drive",
            "fly",
            "way",
            "train",
            "road",
            "bus",
            "return",
            "journey",
            "ticket",
            "boat",
        }
    return False


def _count(tree: Tree, at: int) -> int:
    """Return how many are told: 2 for a plural without a number, more for many."""
    word = tree.words[at]
    numbers = vocabulary().numbers
    told = [tree.words[one].low for one in tree.children(at, "nummod", "amod", "det", "quantmod", "predet")]
    named = [numbers[one] for one in told if one in numbers and one not in {"both"}]
    plural = word.tag in {"NNS", "NNPS"}
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
    crowd = {
        "crowd": 9,
        "audience": 9,
        "choir": 6,
        "orchestra": 7,
        "band": 4,
        "team": 5,
        "crew": 4,
        "queue": 6,
        "class": 7,
        "flock": 6,
        "herd": 6,
        "family": 3,
        "police": 2,
        "everybody": 6,
        "everyone": 6,
        "folk": 6,
        "townsfolk": 7,
        "people": 5,
        "pack": 4,
        "swarm": 6,
        "troupe": 4,
    }
    if word.lemma in crowd:
        return crowd[word.lemma]
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


def _animal_sex(lemma: str) -> Sex:
    word = lemma.split()[-1]
    return "female" if word in grammar_words("female") else "male" if word in grammar_words("male") else ""


_YOUNG = {
    "kitten",
    "puppy",
    "cub",
    "foal",
    "calf",
    "lamb",
    "chick",
    "duckling",
    "gosling",
    "piglet",
    "fawn",
    "owlet",
    "tadpole",
    "pup",
    "joey",
    "hatchling",
    "colt",
    "filly",
    "kid",
    "leveret",
    "froglet",
}


def _animal_age(lemma: str, adjectives: tuple[str, ...]) -> Age:
    if set(adjectives) & {"old", "ancient", "elderly", "aged"}:
        return "old"
    young = set(lemma.split()) & _YOUNG or set(adjectives) & {"baby", "young", "newborn", "little"}
    return "child" if young else ""


def find_person(tree: Tree, at: int) -> tuple[Described, str] | None:
    """Return what a noun tells of somebody, and its dictionary form with what belongs to it; None for other nouns."""
    begin, senses = look_up(tree, at)
    lemma = " ".join(_form(tree, one) for one in range(begin, at + 1) if tree.words[one].pos not in {"DET", "PUNCT"})
    kind = next((value for sort, value in senses if sort == "figure"), "")
    told = described(lemma) or described(_form(tree, at))
    if kind:
        adjectives = tuple(tree.words[one].low for one in tree.children(at, "amod") if one < at)
        told = Described(kind, told.sex if told else _animal_sex(lemma), _animal_age(lemma, adjectives))
    return (told, lemma) if told else None
