"""What speaks for somebody's being there to be seen on a page, as numbers whose weights are fitted.

The weights lie in ``presence_weights.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digiteller.language.discourse import Meant
from digiteller.language.grammar import frame_words, grammar_words, people_words
from digiteller.language.introductions import is_address
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, verb_scope
from digiteller.language.somebody import Somebody
from digiteller.language.vocabulary import vocabulary

Features = dict[str, float]
Evidence = Mapping[Somebody, Features]
"""Everybody whom a page mentions, in the text's order, with what it alone tells of them."""

_PARTS = frozenset({"front", "side", "top", "middle", "sight"})
_COUNTS = frozenset({"pair", "couple", "one", "two", "all", "both", "some", "none"})


@dataclass(frozen=True)
class Around:
    """What the pages around one tell."""

    before: Sequence[Somebody]
    """Those shown on the page before."""
    stays: bool
    """Whether the place is that of the page before."""
    after: Evidence
    hero: Somebody | None
    alone: bool
    """Whether the page says that somebody is alone."""


def find_evidence(tree: Tree, mentions: Sequence[Mention], meant: Meant) -> dict[Somebody, Features]:
    """Return what a page tells of everybody whom it mentions: of Bo in "Ada saw Bo's hat" ``{"name's": 1.0}``."""
    found: dict[Somebody, Features] = {}
    for mention in mentions:
        kind = kind_of_mention(tree, mention)
        for one in meant.get(mention.at, ()):
            features = found.setdefault(one, {})
            features[kind] = 1.0
            if len(meant[mention.at]) > 1:
                features["as one of several"] = 1.0
    for one in [one.older for one in found if one.older is not None]:
        found.pop(one, None)  # a page shows somebody old, or the child that they were
    for one, features in found.items():
        features["several mentions"] = float(sum(one in who for who in meant.values()) > 1)
        features["not real"] = float(not one.real and not one.narrator)
        features["only a picture"] = float(one.depicted and not one.real)
        features["said to be none"] = float(_is_gone(tree, one, mentions))
        features |= _of_somebody(one)
    return found


def _of_somebody(one: Somebody) -> Features:
    return {
        "animal": float(one.kind != "human"),
        "group": float(one.count > 1),
        "anybody": float(not one.names and bool(one.nouns) and one.nouns[0] in people_words("anybody")),
        "nameless": float(not one.names),
        "narrator": float(one.narrator),
    }


def add_around(one: Somebody, features: Features | None, page: Evidence, around: Around) -> Features:
    """Return the features of somebody on a page together with those of the pages around; None for no mention."""
    mentioned = features is not None
    full = dict(features) if features is not None else {"unmentioned": 1.0, **_of_somebody(one)}
    others = sum(_acts(told) for other, told in page.items() if other is not one)
    was = one in around.before
    full["on one page only"] = float(len(one.pages) == 1 and bool(around.before or around.after))
    stay = "stays" if around.stays else "moves"
    told = "mentioned" if mentioned else "unmentioned"
    if was:
        full[f"was there, {stay}, {told}"] = 1.0
    elif around.before:
        full[f"was not there, {told}"] = 1.0
    after = around.after.get(one)
    if after is not None and _acts(after):
        full[f"acts on the next page, {told}"] = 1.0
        if was:
            full[f"acts on the next page, was there, {stay}"] = 1.0
    if was and full["nameless"]:
        full[f"nameless, was there, {told}"] = 1.0
    if was and not mentioned and not any(_acts(page[two]) for two in around.before if two in page):
        full[f"none of those before acts, {stay}"] = 1.0
    if one is around.hero:
        full[f"hero, {told}"] = 1.0
    if around.alone:
        full[f"alone, {told}"] = 1.0
    if not mentioned or not _acts(full):
        full[f"{min(others, 3)} others act"] = 1.0
        full[f"{min(others, 3)} others act, {stay}"] = float(was)
    return full


def _acts(features: Features) -> bool:
    return any(features.get(kind) for kind in ("subject", "pronoun subject", "object", "brought in", "named by 'be'"))


def kind_of_mention(tree: Tree, mention: Mention) -> str:
    """Return how somebody is mentioned: "Bo" is the ``subject`` of "Bo ran", and ``beside`` in "Ada sat with Bo"."""
    scope = mention.scope
    if scope is Scope.SAID:
        return "addressed" if is_address(tree, mention.at) else "said"
    if scope in {Scope.ASIDE, Scope.BEFORE}:
        return f"in a {scope.name.lower()} clause" + (" as actor" if mention.role in {"subj", "obj"} else "")
    if scope is not Scope.HERE:
        return scope.name.lower()
    role = mention.role
    if role == "poss":
        return _owner(tree, mention)
    if role == "subj":
        return _subject(tree, mention)
    if role in {"obj", "dative"}:
        verb = tree.words[mention.verb].lemma if mention.verb is not None else ""
        if verb in frame_words("calling"):
            return "called"
        return "pronoun object" if mention.pronoun else "object"
    if role == "of":
        return _of_noun(tree, mention)
    if role in {"for", "from", "about"}:
        return f"{role} somebody"
    if role == "attr" and _is_pointed_at(tree, mention):
        return "brought in"  # "it was a whale"
    if role in {"attr", "oprd", "npadvmod", "when"}:
        return "only said to be"
    if role in frame_words("beside"):
        return "to somebody" if role == "to" else "beside"
    return role if role in {"appos", "conj", "agent", "root", "dep"} else "otherwise"


def _owner(tree: Tree, mention: Mention) -> str:
    owned = tree.words[tree.words[mention.at].head]
    body = owned.lemma in grammar_words("body", "near the body")
    if body and tree.words[owned.head].low in {"like", "than", "as", "about"}:
        return "owner compared"
    who = "pronoun's" if mention.pronoun else "name's" if mention.name else "noun's"
    return f"{who} body" if body else who


def _subject(tree: Tree, mention: Mention) -> str:
    head = tree.words[mention.at].head
    if verb_scope(tree, head) in {Scope.SUPPOSED, Scope.BEFORE}:
        return "subject supposed"
    if tree.words[head].lemma == "be" and tree.child(head, "attr") is not None:
        return "named by 'be'"
    return "pronoun subject" if mention.pronoun else "subject"


def _of_noun(tree: Tree, mention: Mention) -> str:
    head = tree.words[tree.words[tree.words[mention.at].head].head].lemma
    if head in vocabulary().measures or head in _COUNTS:
        return "of a number"
    return "of a body" if head in grammar_words("body", "near the body") | _PARTS else "of something"


def _is_pointed_at(tree: Tree, mention: Mention) -> bool:
    beside = tree.children(tree.words[mention.at].head, "nsubj", "expl")
    return any(tree.words[one].low in {"it", "this", "that", "there"} for one in beside)


def _is_gone(tree: Tree, one: Somebody, mentions: Sequence[Mention]) -> bool:
    """Return whether a page says that somebody is not there: "there was no Admiral"."""
    return any(
        mention.scope is Scope.DENIED
        and (mention.name in one.names or mention.lemma in one.nouns or tree.words[mention.at].text in one.names)
        and any(tree.words[child].low in {"no", "without"} for child in tree.children(mention.at, "det"))
        for mention in mentions
    )
