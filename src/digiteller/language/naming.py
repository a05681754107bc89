"""Whom a name means: somebody met before, with or without a name, or somebody new."""

from __future__ import annotations

from dataclasses import replace

from digiteller.language.discourse import Discourse, Meant
from digiteller.language.grammar import people_words, table_map
from digiteller.language.introductions import find_introduced
from digiteller.language.name_apposition import first_name_before, noun_beside, whose_name
from digiteller.language.name_titles import find_titled, take_title, titled_alike
from digiteller.language.noun_lookup import find_person
from digiteller.language.noun_mentions import Mention
from digiteller.language.noun_reference import resolve_noun
from digiteller.language.parsing import Tree
from digiteller.language.people import Described, same_person
from digiteller.language.person_details import note_adjectives
from digiteller.language.pronouns import SEX_OF_PRONOUN
from digiteller.language.scopes import Scope
from digiteller.language.somebody import Somebody
from digiteller.language.vocabulary import vocabulary


def resolve_name(story: Discourse, tree: Tree, mention: Mention, meant: Meant) -> tuple[Somebody, ...]:
    """Return whom a name means: after "the goat is called Hortense", "Hortense" means the goat."""
    first = first_name_before(tree, mention)
    found = _named_so(story, mention, first)
    if found is None and mention.scope is Scope.SAID:
        found = find_introduced(story, tree, mention, meant)
        if found is None:
            return ()
        found.names.append(mention.name)
        return (found,)
    if found is None and mention.role == "poss" and _of_business(story, tree, mention):
        return ()
    beside = noun_beside(tree, mention)
    found = found or _whose_name_is_told(story, tree, mention, meant)
    if found is None and beside is None and (_names_a_thing(tree, mention) or mention.name not in story.animate):
        return ()
    if found is None and beside is not None:
        found = _of_noun_beside(story, tree, mention, meant, beside)
    found = found or _unnamed(story, tree, mention)
    if first and first not in found.names:
        found.names.insert(0, first)
    if mention.name not in found.names:
        found.names.append(mention.name)
    if beside is not None:
        found.described_as(beside[1])
        found.called(same_person().get(beside[2], beside[2]))
    if mention.title:
        take_title(found, mention)
    owned = tree.words[tree.words[mention.at].head].lemma
    if mention.role == "poss" and not found.job and (job := table_map("people.yaml", "businesses").get(owned, "")):
        found.described_as(Described("human", "", "", job))
    note_adjectives(found, mention)
    return (found,)


def _named_so(story: Discourse, mention: Mention, first: str) -> Somebody | None:
    """Return who has a name, or the first name before it, already."""
    named = [
        one
        for one in story.everybody
        if (mention.name in one.names or (first and first in one.names)) and titled_alike(one, mention)
    ]
    young = next((one for one in named if one.older in named), None)
    if young is not None and young.older is not None and not mention.title:
        return max(young, young.older, key=story.last_seen)
    return named[0] if named else None


def _whose_name_is_told(story: Discourse, tree: Tree, mention: Mention, meant: Meant) -> Somebody | None:
    """Return who was met before and is said to have a name now: "my name is Bea", "his name was Pablo"."""
    named = whose_name(tree, mention)
    if named is None:
        return None
    low = tree.words[named].low
    found = story.narrator() if low in {"my", "i"} else next(iter(meant.get(named, ())), None)
    if low not in {"his", "her", "its"}:
        return found
    sex = SEX_OF_PRONOUN.get({"his": "he", "her": "she"}.get(low, ""), "")
    near = sorted(story.everybody, key=lambda one: -story.last_seen(one))
    near = [one for one in near if story.last_seen(one) >= 0 and story.page in one.pages]
    fitting = [one for one in near if not one.names and one.count == 1 and (not sex or one.sex in {"", sex})]
    if not fitting or fitting[0] is found:
        return found
    if found is not None and sex:
        found.pronoun_denied(sex)  # "his name was Professor" is the camel's, not the librarian's
        fitting[0].pronoun_says(sex)
    return fitting[0]


def _of_noun_beside(
    story: Discourse, tree: Tree, mention: Mention, meant: Meant, beside: tuple[int, Described, str]
) -> Somebody | None:
    """Return whom the noun beside a name means: in "her nephew Caspar" the nephew; None if it has another name."""
    at, told, lemma = beside
    found = next(iter(meant.get(at, ())), None)
    if found is not None:
        return story.new() if found.names and not found.narrator else found
    owner = tree.child(at, "poss")
    definite = "the" if mention.definite == "name" else mention.definite
    noun = replace(
        mention,
        at=at,
        begin=at,
        name="",
        title="",
        person=told,
        lemma=lemma,
        owner=owner,
        definite="poss" if owner is not None else definite,
    )
    found = next(iter(resolve_noun(story, tree, noun, meant, naming=True)), None)
    return None if found is not None and found.names else found


def _unnamed(story: Discourse, tree: Tree, mention: Mention) -> Somebody:
    """Return who has no name yet and gets one: one of a group, who has the title, or somebody new."""
    if kind := _one_of_them(story, tree, mention):
        found = story.new()
        found.described_as(Described(kind))
        return found
    titled = find_titled(story, tree, mention) if mention.title else None
    if titled is not None:
        return titled
    young = next((one for one in story.everybody if one.older is not None and not one.names), None)
    if young is not None and {"young", "little"} & set(mention.words):
        return young
    kind = "" if mention.title else _animal_called(mention.name)
    met = (one for one in story.everybody if one.kind == kind and one.count == 1 and one.pages and not one.names)
    if kind and (same := next(met, None)) is not None:
        return same  # "An owl sat there. “Hush,” said Owl"
    found = story.new()
    if kind:
        found.described_as(Described(kind))
    return found


def _one_of_them(story: Discourse, tree: Tree, mention: Mention) -> str:
    """Return the kind of several animals of which a name is one: "three goats. The smallest one, Zeina, was white"."""
    word = tree.words[mention.at]
    beside = [word.head] if word.dep == "appos" else []
    beside += tree.children(mention.at, "appos")
    beside += [
        one
        for one in (mention.at - 2, mention.at + 2)
        if 0 <= one < len(tree.words) and tree.words[(one + mention.at) // 2].text == ","
    ]
    if not any(tree.words[one].low in people_words("one of a group") for one in beside):
        return ""
    for seen in reversed(story.seen):
        if story.page - seen.page > 1:
            return ""
        if seen.who[0].count > 1:
            return seen.who[0].kind
    return ""


def _of_business(story: Discourse, tree: Tree, mention: Mention) -> bool:
    """Return whether a name is only that of a shop or a place: "Miller's shop"."""
    head = tree.words[tree.words[mention.at].head].lemma
    return head in people_words("named after people") and not any(
        mention.name in one.names for one in [*story.everybody, *story.before.values()]
    )


def _animal_called(name: str) -> str:
    """Return the kind of animal whose name is its kind: Fox and Rabbit are a fox and a rabbit."""
    senses = vocabulary().phrases.get((name.lower(),), ())
    return next((value for sort, value in senses if sort == "figure" and value in people_words("animals as names")), "")


def _names_a_thing(tree: Tree, mention: Mention) -> bool:
    """Return whether a name is that of a place or a thing: "a town called Little Wick"."""
    word = tree.words[mention.at]
    verb = tree.words[word.head]
    if word.dep in {"oprd", "attr", "dobj"} and verb.lemma in {"call", "name"} and verb.dep in {"acl", "relcl"}:
        return find_person(tree, verb.head) is None
    return False
