"""Who is in a premise: names, sexes and kinds, by the words that tell them."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from digiteller.language.dictionary import entries
from digiteller.language.parsing import Tree
from digiteller.language.people import Described, described, listed_name_sex, titles
from digiteller.language.story_hints import kind_of, setting_of
from digiteller.writing.knowledge import Entry, Knowledge
from digiteller.writing.noun_phrases import Noun
from digiteller.writing.premise_beings import find_being, ordinary_things
from digiteller.writing.premise_names import SEXES, PremisePerson, follows_kind, is_name, named_person
from digiteller.writing.premise_pronouns import as_pronouns_say, by_other_pronouns, with_pronouns
from digiteller.writing.premise_tense import dictionary_form, is_hidden_verb
from digiteller.writing.premise_words import premise_table, premise_words

_SUBJECTS = ("nsubj", "nsubjpass")
_PAIR = 2
_ALWAYS = {"friend": Described(age="child"), "couple": Described(age="old")}
"""Nouns for persons where the list of people says less."""
_AGES: dict[str, Literal["child", "adult", "old"]] = {"baby": "child", "child": "child", "adult": "adult", "old": "old"}


def find_people(tree: Tree, known: Knowledge) -> list[PremisePerson]:
    """Return the persons of a premise: who acts first, then the others in their order.

    "Hob, a small hedgehog, must help his sister" has Hob, a hedgehog, and a sister.
    """
    found: dict[int, PremisePerson] = {}
    taken: set[int] = set()
    for at, word in enumerate(tree.words):
        odd = word.dep in _SUBJECTS and word.text[:1].isupper() and not entries(word.low)
        if at in taken or not (odd or word.pos in ("NOUN", "PROPN", "PRON", "VERB", "ADJ", "X")):
            continue
        person = _person(tree, at, known)
        if person is None:
            continue
        others = _same(tree, at)
        taken |= {at, *others}
        for other in others:
            if other in found:
                person = _merged(found.pop(other), person)
            elif beside := _person(tree, other, known, anywhere=True):
                person = _merged(person, beside)
        found[person.at] = replace(person, mentions=tuple(sorted({at, *others})))
    if not found:
        anybody = (_person(tree, at, known, anywhere=True) for at, word in enumerate(tree.words) if word.pos != "PRON")
        found = {person.at: person for person in anybody if person is not None}
    found = {at: person for at, person in found.items() if not _is_part(tree, at, found)}
    if not found and (thing := _bare_thing(tree, known) or _acting_thing(tree, known)):
        found = {thing.at: thing}
    people = _without_doubles(list(found.values()))
    people.sort(key=lambda one: (not _is_teller(tree, one), not one.subject, one.at))
    people = sorted(
        people, key=lambda one: _is_owned(tree, one, people)
    )  # in "Mia's baby brother cries" it is Mia's story
    people = [with_pronouns(tree, one, first=number == 0, alone=len(people) == 1) for number, one in enumerate(people)]
    people = by_other_pronouns(tree, people)
    if len(people) == 1 and people[0].name:
        people = [as_pronouns_say(tree, people[0], known)]
    return [one for each in people for one in _told_apart(each)]


def person_called(tree: Tree, known: Knowledge) -> PremisePerson:
    """Return whom or what a sentence such as "The old moon came." is about, as somebody; of several one."""
    first = next((at for at, word in enumerate(tree.words) if word.dep in _SUBJECTS), 0)
    found = next((one for one in find_people(tree, known) if first in (one.at, *one.mentions)), None)
    if found is not None:
        return replace(found, count=1)
    return _as_thing(tree, first, known)


def _as_thing(tree: Tree, at: int, known: Knowledge, *, several: bool = False) -> PremisePerson:
    """Return a thing as somebody: "the soup", "lost socks" (one of them, or with ``several`` all)."""
    word = tree.words[at]
    parts = [tree.words[one].low for one in tree.children(at, "compound") if one < at]
    traits = tuple(tree.words[one].low for one in tree.children(at, "amod") if one < at)
    phrase = " ".join([*parts, word.low if several else word.lemma])
    being = find_being(" ".join([*parts, word.lemma]), known) or find_being(word.lemma, known)
    if being is None:
        being = known["being"].entries["live_thing"]
    mass = word.lemma in premise_words("uncounted")
    noun = Noun(phrase, "plural" if several else "mass" if mass else "one")
    return PremisePerson(at, being, noun, sex="several" if several else "none", adjectives=traits, mentions=(at,))


def _bare_thing(tree: Tree, known: Knowledge) -> PremisePerson | None:
    """Return the thing that a premise names and says no more of: "Potatoes"."""
    root = next((at for at, word in enumerate(tree.words) if word.dep == "ROOT"), 0)
    word = tree.words[root]
    verbal = any(one.pos in ("VERB", "AUX") or one.low == "too" for one in tree.words)
    if (
        verbal
        or word.pos != "NOUN"
        or word.lemma in premise_words("nobody")
        or word.lemma in premise_words("no things")
    ):
        return None
    return _as_thing(tree, root, known, several=word.tag == "NNS")


def _acting_thing(tree: Tree, known: Knowledge) -> PremisePerson | None:
    """Return the thing that does something in a premise without anybody: "my teddy drives", "the kite is too big"."""
    acting = (at for at, word in enumerate(tree.words) if word.dep in _SUBJECTS or tree.children(at, "relcl"))
    subjects = [at for at in acting if tree.words[at].tag in ("NN", "NNP")]
    for at in subjects:
        lemma = tree.words[at].lemma
        if setting_of(lemma) or any(lemma in premise_words(one) for one in ("nobody", "no things", "intangible")):
            continue
        if not any(one in subjects for one in tree.above(at)):
            return _as_thing(tree, at, known)
    return None


def _person(tree: Tree, at: int, known: Knowledge, *, anywhere: bool = False) -> PremisePerson | None:
    """Return whom a word means; None if it is nobody. ``anywhere``: even as a part of another noun, or no subject."""
    word = tree.words[at]
    subject = word.dep in (*_SUBJECTS, "ROOT", "attr", "compound") and not _denied_sort(tree, at)
    if word.pos == "PRON":
        if word.low in ("i", "me", "we") and word.dep in _SUBJECTS:
            return PremisePerson(at, known["being"].entries["child"], Noun("child"), age="child", subject=True)
        return None
    if is_hidden_verb(tree, at):
        return None
    opens = at == 0 and bool(listed_name_sex(word.text)) and word.low not in titles()
    if word.lemma in premise_words("nobody") or _is_adverbial(tree, at):
        return None
    if word.dep == "compound" and not (opens or anywhere or _is_hidden_subject(tree, at)):
        return None
    if word.lemma == "friend" and (subject is False or _number(tree, at) < _PAIR):
        return None
    if is_name(tree, at):
        return named_person(tree, at, known, subject=subject)
    if word.tag.startswith("VB") and tree.children(at, "aux", "neg", "dobj"):
        return None  # "and cannot bear it"
    odd = word.pos in ("VERB", "X") and word.dep not in ("nsubj", "conj", "appos")
    if odd or _is_rather(tree, at) or (word.pos == "ADJ" and not anywhere and word.dep not in _SUBJECTS):
        return None
    return _of_noun(tree, at, known, subject=subject, anywhere=anywhere)


def _of_noun(tree: Tree, at: int, known: Knowledge, *, subject: bool, anywhere: bool) -> PremisePerson | None:
    """Return whom a common noun means; None if it is a thing."""
    word = tree.words[at]
    parts = [one for one in tree.children(at, "compound") if not is_name(tree, one)]
    phrase = " ".join([*(tree.words[one].low for one in parts), word.lemma])
    told = _ALWAYS.get(word.lemma) or described(phrase) or (described(word.lemma) if not parts else None)
    being = find_being(phrase, known)
    if being is None and parts and not _is_thing_compound(tree, parts):
        being, told = find_being(word.lemma, known), told or described(word.lemma)
    for part in parts:  # a robot gardener is a robot
        kind = find_being(tree.words[part].low, known)
        alive = kind is not None and not kind.has("inanimate") and not kind.has("vehicle")
        if being is None and kind is not None and alive and told is not None:
            being = kind
    minded = subject and _is_minded(tree, at)
    if being is not None and being.has("vehicle") and not (subject or anywhere):
        return None
    if being is not None and being.has("inanimate") and not (minded or (subject and (anywhere or word.dep == "ROOT"))):
        return None
    if being is None and told is None:
        if not minded or (setting_of(word.lemma) and word.lemma not in premise_words("single places")):
            return None
        ordinary = bool({phrase, word.lemma} & ordinary_things())
        being = known["being"].entries["live_thing" if ordinary else "creature"]
    if being is None:
        assert told is not None
        child = told.age in ("child", "baby") or bool({"baby", "little"} & set(phrase.split()))
        sexed = {"female": "girl" if child else "woman", "male": "boy" if child else "man"}
        being = known["being"].entries[sexed.get(told.sex, "child" if child else "grown_up")]
    traits = tuple(
        tree.words[one].low
        for one in tree.children(at, "amod")
        if tree.words[one].low not in premise_words("no traits") and tree.words[one].tag != "JJS"
    )
    by_kin = word.lemma in premise_words("called by kin")
    kin = word.lemma in premise_words("kin") and (by_kin or bool(tree.children(at, "poss")))
    return PremisePerson(
        at,
        being,
        noun=Noun(premise_table()["ours"].get(word.lemma) or _owner(tree, at) + phrase),
        name=word.lemma.capitalize() if by_kin and not parts else "",
        sex=SEXES.get(told.sex if told and told.sex else _word(being, "sex"), ""),
        age=_age({*traits, *phrase.split()}, told.age if told and told.age else _word(being, "age")),
        adjectives=traits,
        kin_word=word.lemma if kin else "",
        subject=subject,
        count=_PAIR if word.tag in ("NNS", "NNPS") and _number(tree, at) == _PAIR else 1,
    )


def _age(words: set[str], told: str) -> Literal["", "child", "adult", "old"]:
    if {"little", "young", "baby"} & words:
        return "child"
    return "old" if "old" in words else _AGES.get(told, "")


def _same(tree: Tree, at: int) -> list[int]:
    """Return other words for the same person: an apposition, a copula, a name beside a noun."""
    same = [one for one in tree.children(at, "appos") if not tree.children(one, "conj")]
    if tree.words[at].dep == "appos" and not tree.children(at, "conj"):
        same.append(tree.words[at].head)
    for one in tree.children(at, "compound", "nmod"):
        if tree.words[one].pos == "PROPN" and tree.words[one].low not in titles() and not is_name(tree, at):
            same.append(one)
    if is_name(tree, at):
        same += [one for one in tree.children(at, "compound") if tree.words[one].text.islower()]
    if at + 1 < len(tree.words) and is_name(tree, at + 1) and tree.words[at].pos == "NOUN" and not is_name(tree, at):
        same.append(at + 1)
    if is_name(tree, at) and follows_kind(tree, at):
        same.append(at - 1)
    if is_name(tree, at) and [word.low for word in tree.words[at + 1 : at + 3]] == [",", "the"]:
        same += [one for one in (at + 3,) if one < len(tree.words) and kind_of(tree.words[one].lemma)]
    left = min([at, *tree.children(at, "compound")])
    if left > 1 and tree.words[left - 1].text == "," and is_name(tree, at) and tree.words[left - 2].pos == "NOUN":
        same.append(left - 2)
    head = tree.words[tree.words[at].head]
    if (
        tree.words[at].dep == "attr"
        and head.lemma == "be"
        and not any(
            tree.words[c].dep == "neg" or tree.words[c].low == "rather" for c in tree.children(tree.words[at].head)
        )
    ):
        same += tree.children(tree.words[at].head, "nsubj")
    kept = [one for one in dict.fromkeys(same) if one != at]
    persons = ("NOUN", "PROPN", "VERB", "X")
    return [
        one
        for one in kept
        if tree.words[one].pos in persons or tree.words[one].low == "i" or kind_of(tree.words[one].low)
    ]


def _merged(one: PremisePerson, other: PremisePerson) -> PremisePerson:
    """Return what two mentions of the same person tell together."""
    named, plain = (one, other) if one.name and not _is_plain_kin(one) else (other, one)
    if not named.name:
        if one.noun.text == "child" and not one.mentions[1:] and one.at != other.at:
            return replace(other, age=other.age or one.age, subject=True)
        return replace(one, subject=one.subject or other.subject)
    kind = plain if plain.noun.text not in ("boy", "girl", "child") or not named.name else named
    return replace(
        plain,
        name=named.name,
        being=kind.being,
        noun=kind.noun,
        sex=plain.sex or named.sex,
        age=plain.age or ("child" if plain.being.has("child") else plain.age),
        subject=one.subject or other.subject,
    )


def _is_plain_kin(person: PremisePerson) -> bool:
    return person.name.lower() in premise_words("called by kin")


def _without_doubles(people: list[PremisePerson]) -> list[PremisePerson]:
    """Return each person once: who is named or called the same again is the same."""
    kept: dict[str, PremisePerson] = {}
    for person in people:
        if any(other.name.startswith(f"{person.name} ") for other in people if person.name):
            continue  # "Little" beside "Little Omar"
        kept.setdefault(person.name or f"{person.noun.text} {person.kin_word}", person)
    return list(kept.values())


def _told_apart(person: PremisePerson) -> list[PremisePerson]:
    """Return two persons for "two bakers"."""
    if person.noun.text.endswith("couple"):
        woman = replace(person, noun=Noun("woman"), sex="female", at=-1, subject=False)
        return [replace(person, noun=Noun("man"), sex="male"), woman]
    if person.count < _PAIR or person.name:
        return [person]
    return [replace(person, count=1), replace(person, count=1, at=-person.at - 1, sex=person.sex, subject=False)]


def _is_hidden_subject(tree: Tree, at: int) -> bool:
    """Tell whether a verb was taken for a plural noun, as "a" before it shows: "a giant knocks at the door"."""
    head = tree.words[at].head
    return head == at + 1 and is_hidden_verb(tree, head)


def _is_rather(tree: Tree, at: int) -> bool:
    """Tell whether a word is what somebody would rather be: "not a princess but a plumber"."""
    head = tree.words[at].head
    return tree.words[at].dep == "conj" and any(tree.words[one].low == "but" for one in tree.children(head, "cc"))


def _number(tree: Tree, at: int) -> int:
    said = {tree.words[one].low for one in tree.below(at)} | {tree.words[at].low}
    return _PAIR if said & {"two", "twin", "twins", "both", "couple", "pair", "friends", "brothers", "sisters"} else 1


def _owner(tree: Tree, at: int) -> str:
    """Return whose somebody is, if that is part of what it is: "lighthouse keeper's "."""
    for one in tree.children(at, "poss"):
        word = tree.words[one]
        if word.pos == "NOUN" and not word.text[:1].isupper() and word.lemma not in premise_table()["ours"]:
            parts = [tree.words[part].low for part in tree.children(one, "compound")]
            return " ".join([*parts, word.low]) + "’s "
    return ""


def _is_teller(tree: Tree, person: PremisePerson) -> bool:
    """Tell whether somebody is who tells the premise, and wants to be its hero: "I am the parrot"."""
    return any(tree.words[at].low in ("i", "we") for at in person.mentions)


def _is_adverbial(tree: Tree, at: int) -> bool:
    """Tell whether a noun is no part of what is told: "all night"; one of which more is told is ("the wolf who")."""
    word = tree.words[at]
    return word.dep == "npadvmod" and word.pos != "PROPN" and not tree.children(at, "relcl")


def _is_part(tree: Tree, at: int, found: dict[int, PremisePerson]) -> bool:
    """Tell whether a word is a part of what another is called: "lighthouse keeper"; "we" is no other than I."""
    word = tree.words[at]
    if word.low == "we":
        return any(tree.words[other].low == "i" for one in found.values() for other in one.mentions)
    whole = at
    while tree.words[whole].dep == "compound" and not found[at].name:
        whole = tree.words[whole].head
        if whole > at and whole in found and not found[whole].name:
            return True
    return False


def _is_owned(tree: Tree, person: PremisePerson, people: list[PremisePerson]) -> bool:
    owners = {at for other in people if other is not person for at in other.mentions}
    ours = {at for at in owners if tree.words[at].lemma in premise_table()["ours"]}
    return bool((owners if person.kin_word else ours) & set(tree.children(max(person.at, 0), "poss")))


def _is_minded(tree: Tree, at: int) -> bool:
    """Tell whether a word's verb or adjective is one for somebody with a mind."""
    head = tree.words[at].head
    joined = [one for one in tree.children(head, "conj") if tree.child(one, "nsubj", "nsubjpass") is None]
    around = [
        head,
        *joined,
        *tree.children(head, "xcomp", "acomp", "ccomp"),
        *(one for one in tree.children(head, "advcl") if tree.words[one].tag == "VBG"),
        *tree.children(at, "amod", "relcl", "acl"),
    ]
    inner = [one for each in around for one in [each, *tree.children(each, "acomp", "xcomp", "aux")]]
    return any(
        dictionary_form(tree.words[one]) in premise_words("minded") or tree.words[one].low == "who" for one in inner
    )


def _is_thing_compound(tree: Tree, parts: list[int]) -> bool:
    """Tell whether a compound makes a thing of a person's noun: "vacuum cleaner", "record player"."""
    return any(tree.words[one].low in premise_words("thing makers") for one in parts)


def _denied_sort(tree: Tree, at: int) -> bool:
    """Tell whether a word is what somebody wants to be or is not: "a princess who does not want to be a princess"."""
    word, head = tree.words[at], tree.words[tree.words[at].head]
    rather = any(tree.words[one].low == "rather" for one in tree.children(word.head))
    return word.dep == "attr" and (head.dep in ("xcomp", "ccomp") or head.lemma in ("become", "turn") or rather)


def _word(entry: Entry, key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""
