"""Titles before names: "Mrs", "Captain", "Aunt"."""

from __future__ import annotations

from digiteller.language.discourse import Discourse
from digiteller.language.grammar import grammar_words, people_words
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.people import Described, described, same_person, titles
from digiteller.language.somebody import Somebody


def find_titled(story: Discourse, tree: Tree, mention: Mention) -> Somebody | None:
    """Return who was met without a name and now has a title and one: the baker is "Mr Anselm"."""
    title = same_person().get(mention.title, mention.title)
    told = _of_title(mention.title)
    if title in {"father", "brother", "mother"}:
        clergy = [one for one in story.everybody if one.job in {"monk", "nun"} and not one.names and one.count == 1]
        return clergy[-1] if clergy else None
    if told is not None and told.job:
        near = sorted(story.everybody, key=lambda one: -story.last_seen(one))
        return next((one for one in near if one.job == told.job and not one.names and one.count == 1), None)
    if title in {"mr", "mrs", "miss", "ms", "madame", "monsieur", "madam"}:
        sex = titles()[title]
        verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
        speaks = mention.role == "subj" and verb in grammar_words("speaking")

        def speaks_first(one: Somebody) -> bool:
            """Return whether somebody who did not speak before does so now: two who speak in turn are two."""
            spoke = (
                tree.words[tree.words[seen.at].head].lemma in grammar_words("speaking")
                for seen in story.seen
                if seen.page == story.page and one in seen.who
            )
            return speaks and not any(spoke)

        near = [
            one
            for one in sorted(story.everybody, key=lambda one: -story.last_seen(one))
            if story.page in one.pages and story.page == min(one.pages) and (speaks_first(one) or not story.acts(one))
        ]
        return next(
            (
                one
                for one in near
                if one.job
                and not one.names
                and one.count == 1
                and one.sex in {"", sex}
                and not story.in_sentence(tree, one, mention)
            ),
            None,
        )
    if title in people_words("kin"):
        return next((one for one in story.everybody if title in one.nouns and not one.names), None)
    return None


def take_title(found: Somebody, mention: Mention) -> None:
    """Take up what a title tells of somebody: "Mrs" sex and age, "Captain" a job."""
    told = _of_title(mention.title)
    if told is not None:
        found.described_as(told)
        found.called(same_person().get(mention.title, mention.title))
    else:
        found.described_as(Described("human", titles()[mention.title]))
    if mention.title == "old":
        found.aged("old")
    elif found.age in {"", "child"} and mention.title not in people_words("titles of the young"):
        found.aged("adult")


def titled_alike(one: Somebody, mention: Mention) -> bool:
    """Return whether somebody of a name may have a title: Mr and Mrs Pereira are two."""
    sex = titles().get(mention.title, "")
    return not sex or one.sex in {"", sex}


def _of_title(title: str) -> Described | None:
    """Return what a title tells, as a noun."""
    if title == "sister":
        return Described("human", "female", "adult", "nun")
    return described(title)
