"""How much a word for a place tells where the page is: by preposition, verb and scope."""

from __future__ import annotations

from digiteller.language.discourse import Meant
from digiteller.language.evidence import is_told
from digiteller.language.grammar import frame_words, place_words
from digiteller.language.movers import moves_somebody
from digiteller.language.noun_mentions import Mention
from digiteller.language.noun_roles import role_of
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, verb_scope

_SHARES = {Scope.BEFORE: 0.45, Scope.ASIDE: 0.45, Scope.SUPPOSED: 0.3, Scope.DENIED: 0.3}


_LOOKOUTS = {"window", "windowsill", "balcony", "porthole"}
"""Of what room they are told as a part, who looks out there is in."""


def weigh_place(tree: Tree, mention: Mention, meant: Meant, phrase: str) -> float:
    """Return how much a place's word tells where the page is: "they went into the barn" 3.6, "from the barn" 0.2."""
    role, verb, at = _through(tree, mention)
    scope = _scope(tree, mention)
    if scope is Scope.AFAR and is_lookout_part(tree, mention):
        scope = Scope.HERE
    if _is_feared(tree, mention):
        return 0.3
    if scope is not Scope.HERE:
        return _SHARES.get(scope, 0.0) * (1.0 if role in place_words("inside") | {"at"} else 0.5)
    subject = tree.child(verb, "nsubj") if verb is not None else None
    if subject is not None and tree.words[subject].lemma in place_words("weathers"):
        return 0.9 if role in {"over", "in", "on"} else 0.6
    mover = moves_somebody(tree, verb, meant)
    lemma = tree.words[verb].lemma if verb is not None else ""
    if is_lookout_part(tree, mention) or (
        tree.words[mention.at].lemma in place_words("parts") and role in {"from", "at"} and phrase != mention.lemma
    ):
        return 2.6 if mover else 1.2
    if phrase in place_words("ways") and lemma == "come":
        return 0.7
    return _by_role(tree, role, lemma, at, mover, bool(meant))


def _by_role(tree: Tree, role: str, lemma: str, at: int, mover: bool, known: bool) -> float:
    """Return how much a place's word counts by its preposition and its verb."""
    moving = lemma in frame_words("moving")
    if role in place_words("near"):
        if role == "past" and moving:
            return 0.8
        if role == "from":
            return 0.8 if not moving and mover else 0.2
        return 1.6 if mover or not known else 1.2
    if role == "to" and _is_route(tree, at):
        return 0.4  # "she drove from the market to the hospital and back"
    if role == "to" and lemma in place_words("staying"):
        return 0.5  # "he slept all the way to the farm"
    if role in place_words("goal") and moving:
        return (1.7 if role in {"toward", "towards", "for"} else 3.6) if mover else 0.9
    if role in {"to", "out", "of"}:
        return {"to": 0.5, "out": 1.0, "of": 0.4}[role]
    if role in place_words("inside"):
        return _within(tree, role, lemma, at, mover, moving)
    if role == "obj":
        return _as_object(lemma, mover)
    if role == "subj":
        return 0.5 if lemma in place_words("moving subjects") else 2.0 if lemma in place_words("being") else 1.4
    return {"root": 1.6, "attr": 1.6, "poss": 0.6, "appos": 0.6, "conj": 1.2, "dep": 1.0}.get(role, 0.8)


def _within(tree: Tree, role: str, lemma: str, at: int, mover: bool, moving: bool) -> float:
    """Return how much a place that something is in tells: "he sat in the barn" much, "the hay in the barn" less."""
    prep = _prep(tree, at)
    head = tree.words[tree.words[prep].head] if prep is not None else None
    if head is not None and head.pos in {"NOUN", "PROPN", "PRON"} and head.low not in place_words("adverbs"):
        return 1.45
    if lemma in frame_words("thinking"):
        return 0.6
    if role in {"across", "over"} and not (moving and mover and lemma not in {"live", "be", "look"}):
        return 0.9
    if not mover and moving and lemma not in place_words("being"):
        return 1.2
    return 3.0 if mover or lemma in {"be", "live", "stand"} else 2.2


def _as_object(lemma: str, mover: bool) -> float:
    if lemma in frame_words("arriving") and lemma != "leave":
        return 3.0 if mover else 1.4
    if lemma in frame_words("leaving"):
        return 0.3
    if lemma in frame_words("thinking") | {"own", "have", "show", "draw", "know"}:
        return 0.1
    return 0.9


def _is_route(tree: Tree, at: int) -> bool:
    prep = _prep(tree, at)
    return prep is not None and any(
        tree.words[one].low == "from"
        for one in (
            *tree.children(tree.words[prep].head, "prep"),
            *(two for one in tree.above(prep) for two in tree.children(one, "prep")),
        )
    )


def _is_feared(tree: Tree, mention: Mention) -> bool:
    """Return whether a place is what somebody is afraid of, tired of ..."""
    prep = _prep(tree, mention.at)
    return prep is not None and tree.words[tree.words[prep].head].pos == "ADJ" and mention.scope is Scope.THOUGHT


def is_only_watched(tree: Tree, mention: Mention) -> bool:
    """Return whether a place is only what somebody watches: "she watched the street go by"."""
    if mention.role not in {"subj", "obj"} or mention.verb is None:
        return False
    verb = tree.words[mention.verb]
    if mention.role == "obj":
        return verb.lemma in {"watch", "photograph", "admire"}
    return verb.dep == "ccomp" and tree.words[verb.head].lemma in frame_words("seeing")


def _prep(tree: Tree, at: int) -> int | None:
    here = at
    while tree.words[here].dep == "conj":
        here = tree.words[here].head
    head = tree.words[here].head
    return head if tree.words[here].dep in {"pobj", "pcomp"} else None


def is_lookout_part(tree: Tree, mention: Mention) -> bool:
    """Return whether a noun is a part of the place that it is said of, where one is who looks out: "attic window"."""
    return tree.words[mention.at].lemma in place_words("parts") and mention.role in {
        "from",
        "at",
        "out",
        "through",
        "by",
    }


def role_of_place(tree: Tree, mention: Mention) -> str:
    """Return the role of a place, also through "in the mud of the yard"."""
    return _through(tree, mention)[0]


def _through(tree: Tree, mention: Mention) -> tuple[str, int | None, int]:
    """Return role, verb and head of a place, led through its parts: "in the mud of the yard" is in the yard."""
    role, verb, at = mention.role, mention.verb, mention.at
    if role == "as" and any(word.low == "far" for word in tree.words[max(0, at - 5) : at]):
        role = "to"
    for _ in range(3):
        if role not in {"of", "poss"}:
            break
        head = tree.words[at].head
        if role == "of":
            head = tree.words[head].head
            if tree.words[head].pos == "NUM":
                head = tree.words[head].head  # "bed six of the ward"
        inner, its_verb = role_of(tree, head)
        if role == "of" and tree.words[head].lemma in _LOOKOUTS:
            return "at", next((one for one in tree.above(head) if tree.words[one].pos == "VERB"), None), head
        if role == "of" and tree.words[head].low == "front" and tree.words[head - 1].low == "in":
            return "beside", its_verb, head
        part = tree.words[head].lemma in place_words("parts") or inner in place_words("local") | {"of"}
        if not part or head == at:
            break
        role, verb, at = inner, its_verb, head
    return role, verb, at


def _scope(tree: Tree, mention: Mention) -> Scope:
    """Return a mention's scope, also where its verb shares the helper of the one before: "had put it down, gone in"."""
    if mention.scope is not Scope.HERE:
        return mention.scope
    if is_told(tree, mention.at):
        return Scope.SAID
    verb = mention.verb
    if verb is not None and tree.words[verb].tag == "VBN" and tree.words[verb].dep == "conj":
        head = tree.words[verb].head
        while tree.words[head].dep == "conj":
            head = tree.words[head].head
        if not tree.children(verb, "aux", "nsubj", "auxpass") and (own := verb_scope(tree, head)) is not None:
            return own
    return Scope.HERE
