"""Whether a noun may mean somebody who was called otherwise before."""

from __future__ import annotations

from digiteller.language.discourse import Discourse
from digiteller.language.grammar import grammar_words, people_words
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.people import Described
from digiteller.language.somebody import Somebody


def may_mean(one: Somebody, told: Described, lemma: str) -> bool:
    """Return whether a noun may mean somebody who was called otherwise before: "the old man" Don Rafael."""
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
    if (
        told.kind == "human"
        and not told.age
        and lemma not in people_words("anybody") | people_words("only sex and age")
    ):
        return False
    if told.kind != "human":
        return lemma in one.nouns or (bool(one.names) and one.kind == told.kind)
    return True


def is_just_named(story: Discourse, tree: Tree, mention: Mention, one: Somebody) -> bool:
    """Return whether a job that nobody was said to have means who was named in the sentence before.

    "Her crewmate Yuki laughed. “You talk to vegetables,” said the engineer."
    """
    verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
    if (
        mention.role != "subj"
        or tree.words[mention.at].dep == "conj"
        or verb in people_words("arriving")
        or not one.names
    ):
        return False
    adult = one.grown and one.age in {"adult", "old", ""}
    if verb not in grammar_words("speaking") and not adult:
        return False
    titled = [
        other for other in story.everybody if other.names and other.age == "adult" and other.grown and not other.job
    ]
    here = [other for other in titled if story.page in other.pages]
    if here == [one] and verb not in people_words("arriving") and not story.in_sentence(tree, one, mention):
        return True  # "In Miss Adeyemi's class lived a snail. The teacher looked at her list"
    if adult and mention.person is not None and mention.person.sex and mention.person.sex == one.sex:
        recent = [
            other
            for other in story.everybody
            if other.names
            and other.grown
            and other.age in {"adult", "old", ""}
            and not other.job
            and story.page - max(other.pages, default=-9) <= 2
        ]
        if recent == [one]:
            return not story.in_sentence(tree, one, mention)
    before = [
        seen
        for seen in story.seen
        if seen.page == story.page
        and seen.weight >= 3
        and seen.sentence < tree.sentences[mention.at]
        and seen.who[0].kind == "human"
    ]
    if adult:
        return any(one in seen.who for seen in before[-3:]) and not story.in_sentence(tree, one, mention)
    return bool(before) and one in before[-1].who and not story.in_sentence(tree, one, mention)
