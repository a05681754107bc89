"""Whom a noun means: somebody met before, several of them, or somebody new."""

from __future__ import annotations

from dataclasses import replace

from digiteller.language.discourse import Discourse, Meant
from digiteller.language.grammar import grammar_words, people_words
from digiteller.language.kin_reference import find_relative
from digiteller.language.noun_agreement import is_just_named, may_mean
from digiteller.language.noun_mentions import Mention
from digiteller.language.page_content import Sex
from digiteller.language.parsing import Tree
from digiteller.language.people import Described, same_person
from digiteller.language.person_details import note_adjectives
from digiteller.language.scopes import Scope
from digiteller.language.somebody import Somebody
from digiteller.language.vocabulary import vocabulary

SEX_OF_OWNER: dict[str, Sex] = {"his": "male", "her": "female"}


def resolve_noun(
    story: Discourse, tree: Tree, mention: Mention, meant: Meant, naming: bool = False
) -> tuple[Somebody, ...]:
    """Return whom a noun means: after "Don Rafael brought soup", "the old man" means Don Rafael."""
    told = mention.person
    assert told is not None
    if told.job and (nicknamed := _by_nickname(story, tree, mention)) is not None:
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
        if owner is not None and (owner.job or owner.age in {"adult", "old"}) and lemma in people_words("peers"):
            told = replace(told, age="")
    if mention.scope is Scope.SAID and mention.definite in {"a", ""} and lemma not in people_words("called by kinship"):
        return ()
    if mention.plural and not naming and (members := _members(story, tree, mention, told)):
        return members
    found = _met(story, tree, mention, told, lemma, meant)
    if found is None:
        if mention.scope is Scope.SAID:
            return ()
        found = story.new()
        found.count = mention.count
    found.described_as(told, 8.0 if lemma in found.nouns or (not found.nouns and not found.names) else 1.5)
    found.called(lemma)
    if mention.owner is not None and found.owner is None:
        found.owner = next(iter(meant.get(mention.owner, ())), None)
    note_adjectives(found, mention)
    return (found,)


def _by_nickname(story: Discourse, tree: Tree, mention: Mention) -> Somebody | None:
    """Return the animal that a title with a capital means: "lose a tortoise. Yusuf had put the Admiral down"."""
    word = tree.words[mention.at]
    if not word.text.istitle() or mention.definite != "the" or word.pos != "PROPN":
        return None
    known = next((one for one in story.everybody if word.text in one.names), None)
    if known is not None:
        return known
    for seen in reversed(story.seen):
        if seen.page != story.page or tree.sentences[mention.at] - seen.sentence > 1:
            return None
        if seen.who[0].kind != "human" and not seen.who[0].names and seen.who[0].count == 1:
            seen.who[0].names.append(word.text)
            seen.who[0].real = True
            return seen.who[0]
    return None


def _members(story: Discourse, tree: Tree, mention: Mention, told: Described) -> tuple[Somebody, ...]:
    """Return those met before whom a plural means together: "the children", "the two friends", "the girls"."""
    if mention.definite not in {"the", "poss"}:
        return ()
    single = [one for one in story.everybody if one.count == 1 and one.kind == told.kind]
    if mention.lemma in {"friend", "companion", "hero"}:
        return story.together
    known = any(one.count > 1 and mention.lemma in one.nouns for one in story.everybody)
    if mention.lemma in people_words("those on their way") and len(story.together) > 1 and not known:
        return story.together
    if pair := _pair(story, tree, mention, told):
        return pair
    if (
        told.job
        or (mention.lemma in people_words("anybody") - {"friend"})
        or mention.lemma in {"neighbour", "guest", "people", "passenger"}
    ):
        return ()
    fitting = [
        one
        for one in single
        if (not told.sex or one.sex == told.sex)
        and (not told.age or one.age == told.age)
        and story.page - max(one.pages, default=-9) <= 3
    ]
    if told.kind != "human":
        fitting = [one for one in fitting if mention.lemma in one.nouns or one.kind_told]
    if mention.lemma in people_words("kin") and mention.definite == "poss":
        return ()
    asked = max(2, mention.count if mention.count > 2 else 2)
    if known:
        return ()
    return tuple(fitting) if 2 <= len(fitting) <= max(asked, 3) else ()


def _pair(story: Discourse, tree: Tree, mention: Mention, told: Described) -> tuple[Somebody, ...]:
    """Return the two who were named last, if a plural means them: "the two astronauts"."""
    if not any(tree.words[one].low == "two" for one in tree.children(mention.at, "nummod")) or told.kind != "human":
        return ()
    pair = tuple(one for one in story.together if one.count == 1 and one.kind == "human" and told.sex in {"", one.sex})
    if len(pair) != 2 or len(story.together) != 2:
        return ()
    for one in pair:
        if told.job:
            one.described_as(told, 0.0)
    return pair


def _met(story: Discourse, tree: Tree, mention: Mention, told: Described, lemma: str, meant: Meant) -> Somebody | None:
    """Return who was met before and is meant now; None for somebody new."""
    if "another" in mention.words or any(
        tree.words[one].low in {"another", "other"} for one in tree.children(mention.at, "det", "amod")
    ):
        return None
    near = sorted(story.everybody, key=lambda one: (-max(one.pages, default=-1), one.number))
    if sex := _sex_of_own_pronoun(tree, mention):
        near = [one for one in near if one.sex in {"", sex} or not one.sex_told]
    same_number = [one for one in near if (one.count > 1) == mention.plural]
    owner = next(iter(meant.get(mention.owner, ())), None) if mention.owner is not None else None
    if lemma in people_words("kin") and not told.job:
        return find_relative(story, mention, lemma, owner, same_number)
    exact = [
        one
        for one in same_number
        if (lemma in one.nouns and one.owner in {None, owner}) or (lemma in one.nouns and owner is None)
    ]
    if mention.definite == "a" or (mention.definite == "" and not mention.plural):
        recent = [one for one in exact if story.page - max(one.pages, default=-9) <= 1 and one.kind != "human"]
        return recent[0] if recent and (mention.role == "obj" or recent[0].depicted) else None
    if exact and (mention.definite == "the" or not _is_introduced(tree, mention)):
        return exact[0]
    if _is_introduced(tree, mention):
        return None
    if mention.plural:
        groups = [one for one in same_number if may_mean(one, told, lemma) and mention.definite != ""]
        return groups[0] if groups and lemma not in people_words("anybody") else None
    fitting = [one for one in same_number if may_mean(one, told, lemma) and not one.narrator]
    if told.job:
        fitting = [one for one in fitting if one.job == told.job or is_just_named(story, tree, mention, one)]
    if mention.definite == "poss" and owner in fitting:
        fitting.remove(owner)
    recent = [one for one in fitting if story.page - max(one.pages, default=-9) <= 2]
    recent.sort(
        key=lambda one: (
            -(one.sex == told.sex and bool(told.sex)),
            -(one.age == told.age and bool(told.age)),
            one.age in {"child", "baby"} and not told.age and bool(told.job),
            lemma in people_words("anybody") and bool(one.job),
            -story.last_seen(one),
        )
    )
    return recent[0] if recent else None


def _is_introduced(tree: Tree, mention: Mention) -> bool:
    """Return whether a noun brings in somebody new: "its driver, a young man named Otieno"."""
    return any(
        any(tree.words[two].low in {"a", "an"} for two in tree.children(one, "det")) and not tree.children(one, "conj")
        for one in tree.children(mention.at, "appos")
    )


def _sex_of_own_pronoun(tree: Tree, mention: Mention) -> Sex:
    """Return the sex that a clause tells of its subject: "the driver rang his bell" means no woman met before."""
    if mention.role != "subj" or mention.plural or mention.verb is None:
        return ""
    told: set[Sex] = {
        SEX_OF_OWNER[tree.words[owner].low]
        for owned in tree.children(mention.verb, "dobj")
        for owner in tree.children(owned, "poss")
        if tree.words[owner].low in SEX_OF_OWNER
        and tree.words[owned].lemma in grammar_words("body", "near the body") | people_words("worn", "tools of work")
    }
    return told.pop() if len(told) == 1 else ""


def resolve_group_word(story: Discourse, mention: Mention) -> tuple[Somebody, ...]:
    """Return whom a word for any animal means, or one such as "the pair", of those met before."""
    word = mention.lemma
    if mention.definite not in {"the", "poss"}:
        return ()
    if word in {"pair", "couple", "trio", "two", "family", "lot"} and len(story.together) > 1:
        return story.together
    if word not in people_words("any animal") or mention.plural:
        return ()
    kinds = vocabulary().groups.get(word, frozenset())
    near = sorted(story.everybody, key=lambda one: -max(one.pages, default=-1))
    found = [one for one in near if one.count == 1 and one.kind != "human" and (not kinds or one.kind in kinds)]
    return tuple(found[:1])
