"""Who is who in a story: every noun, name and pronoun for somebody, led back to who it is.

The whole story is read twice: what later pages tell of somebody, such as that Hortense is a goat and is called "she",
holds from the first page on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from digiteller.language.discourse import Discourse, Meant, Seen
from digiteller.language.grammar import people_words
from digiteller.language.name_apposition import is_conjoined, listed_after, noun_beside
from digiteller.language.naming import resolve_name
from digiteller.language.noun_mentions import Mention
from digiteller.language.noun_reference import resolve_group_word, resolve_noun
from digiteller.language.noun_roles import role_of
from digiteller.language.parsing import Tree
from digiteller.language.people import Described, same_person
from digiteller.language.person_details import note_adjectives, note_clauses
from digiteller.language.pronouns import resolve_pronoun
from digiteller.language.scopes import Scope
from digiteller.language.somebody import Somebody


@dataclass
class Register:
    """Everybody of a story, and whom each mention of each page means."""

    everybody: list[Somebody] = field(default_factory=list)
    meant: list[dict[int, tuple[Somebody, ...]]] = field(default_factory=list)
    """For each page, the numbers of mentions' heads to whom they mean."""


def register_persons(pages: Sequence[tuple[Tree, Sequence[Mention]]]) -> Register:
    """Return who is who in a story of parsed pages: "she" of page 2 is the Hortense of page 1."""
    known: list[Somebody] = []
    meant: list[dict[int, tuple[Somebody, ...]]] = []
    animate = _animate_names(pages)
    for _ in range(2):
        story = Discourse(known, animate)
        meant = []
        for number, (tree, mentions) in enumerate(pages):
            meant.append(_read(story, number, tree, mentions))
        _share_kinds(story.everybody)
        known = story.everybody
    return Register(known, meant)


def _animate_names(pages: Sequence[tuple[Tree, Sequence[Mention]]]) -> frozenset[str]:
    """Return the names that are somebody's: they do or own something or are met; "it was the Puffin" is none."""
    named = [(tree, one) for tree, mentions in pages for one in mentions if one.name]
    things = {
        one.name
        for tree, one in named
        if one.role == "attr"
        and any(tree.words[two].low == "it" for two in tree.children(tree.words[one.at].head, "nsubj"))
        and not any(tree.words[two].low == "old" for two in tree.children(one.at, "amod"))
    }
    roles = {"subj", "poss", "appos", "obj", "with", "dative", "agent", "root"}
    return frozenset(one.name for _, one in named if one.name not in things and (one.title or one.role in roles))


def _share_kinds(everybody: Sequence[Somebody]) -> None:
    """Let those named after a group of as many be of its kind: the badger twins are Nettle and Burdock."""
    for group in everybody:
        if group.count not in {2, 3, 4} or not group.pages or not set(group.nouns) & people_words("group words"):
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


_UNREAL = {Scope.COMPARED, Scope.DENIED}


def _read(story: Discourse, number: int, tree: Tree, mentions: Sequence[Mention]) -> dict[int, tuple[Somebody, ...]]:
    """Return whom each mention of a page means, and take up what the page tells of everybody."""
    story.page = number
    meant: dict[int, tuple[Somebody, ...]] = {}
    for mention in mentions:
        if mention.scope in _UNREAL and mention.pronoun == "" and not mention.name:
            continue
        story.at = mention.at
        who = _whom(story, tree, mention, meant, mentions)
        if not who:
            continue
        _note_reality(who, mention)
        meant[mention.at] = who
        for one in who:
            one.pages.add(number)
        if mention.scope is not Scope.SAID and (weight := _salience(tree, mention)):
            story.seen.append(Seen(who, number, tree.sentences[mention.at], weight, mention.at))
    _join(story, mentions, meant)
    note_clauses(tree, mentions, meant)
    return meant


def _note_reality(who: Sequence[Somebody], mention: Mention) -> None:
    """Take up whether somebody is really there, or first a picture: "she drew a dragon"."""
    for one in who:
        if mention.scope is Scope.DEPICTED and not one.real and not mention.name and mention.role != "poss":
            one.depicted = True
        elif mention.role == "poss" and not mention.name and one.kind != "human":
            continue  # a dragon's egg is no dragon
        elif not mention.pronoun and mention.scope in {Scope.HERE, Scope.BEFORE, Scope.ASIDE, Scope.AFAR}:
            one.real = one.real or not one.depicted


def _salience(tree: Tree, mention: Mention) -> float:
    """Return how likely a pronoun means what is mentioned: a subject most, an owner's pronoun never."""
    if mention.role == "poss" and mention.pronoun:
        return 0.0
    if mention.name and mention.role in {"attr", "oprd"}:
        return 3.0  # "His name was Bashir. He waved"
    role = role_of(tree, tree.words[mention.at].head)[0] if mention.role == "appos" else mention.role
    return {"subj": 3.0, "obj": 1.6, "poss": 0.8}.get(role, 1.2)


def _join(story: Discourse, mentions: Sequence[Mention], meant: Meant) -> None:
    """Keep those named together, for "they" on a later page."""
    group: dict[Somebody, None] = {}
    for mention in mentions:
        if mention.at in meant and mention.scope is Scope.HERE and mention.role != "poss":
            group.update(dict.fromkeys(meant[mention.at]))
    if len(group) > 1:
        story.together = tuple(group)


def _whom(
    story: Discourse, tree: Tree, mention: Mention, meant: Meant, mentions: Sequence[Mention]
) -> tuple[Somebody, ...]:
    """Return whom a mention means, nobody for a noun that is only said of somebody."""
    if mention.pronoun:
        return resolve_pronoun(story, tree, mention)
    if mention.name:
        return resolve_name(story, tree, mention, meant)
    if mention.person is None:
        return resolve_group_word(story, mention)
    if mention.role == "attr" and mention.scope is not Scope.SAID and not _points(tree, mention):
        return ()
    apposed = tree.words[mention.at].dep == "appos" and not mention.plural
    if apposed and (head := meant.get(tree.words[mention.at].head)):
        who = head[0]
        if who.count == 1 and (not who.kind_told or who.kind in {mention.person.kind, "human"}):
            who.described_as(mention.person)
            who.called(mention.lemma)
            note_adjectives(who, mention)
            return head
    return _named_beside(story, tree, mention, mentions) or resolve_noun(story, tree, mention, meant)


def _named_beside(story: Discourse, tree: Tree, mention: Mention, mentions: Sequence[Mention]) -> tuple[Somebody, ...]:
    """Return the people whose names follow a noun: "two children, Mia and Tom", "the baker, Mr Anselm"."""
    names = [one for one in mentions if one.name and (beside := noun_beside(tree, one)) and beside[0] == mention.at]
    listed = listed_after(tree, mention, mentions) if mention.plural else []
    if not names and len(listed) < 2:
        return ()
    first = (names or listed)[0]
    all_names = [
        first,
        *(
            one
            for one in mentions
            if one.name
            and one is not first
            and mention.plural
            and (is_conjoined(tree, one.at, first.at) or one in listed)
        ),
    ]
    found: list[Somebody] = []
    for one in all_names:
        found += resolve_name(story, tree, one, {})
    for who in found:
        if mention.person is not None:
            who.described_as(mention.person)
            who.called(same_person().get(mention.lemma, mention.lemma))
        note_adjectives(who, mention)
    return tuple(dict.fromkeys(found))


def _points(tree: Tree, mention: Mention) -> bool:
    """Return whether a clause brings somebody in: "it was old Casimir", "this is the octopus"."""
    verb = tree.words[mention.at].head
    return any(
        tree.words[one].low in {"it", "this", "that", "here", "there"} for one in tree.children(verb, "nsubj", "expl")
    )
