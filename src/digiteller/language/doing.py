"""What everybody on a page is drawn doing, by the verbs whose subject they are: ``poses.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from digiteller.language.grammar import frame_words, grammar_words, inverted_table, language_table
from digiteller.language.noun_mentions import Mention
from digiteller.language.page_content import Posture
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, scope_of
from digiteller.language.somebody import Somebody

REFLEXIVES = {"myself", "yourself", "himself", "herself", "itself", "ourselves", "themselves"}
_RELATIVE = {"who", "which", "that"}
_WAKING = {"wake", "stir", "awake", "awaken"}
LOCATED = {"lie", "sit", "stand", "sleep", "hang", "perch", "kneel", "wait", "crouch", "squat"}
"""Whose subject may follow: "in the next bed lay a boy"."""


@dataclass(frozen=True)
class Deed:
    """Something that somebody does."""

    pose: str
    """A pose of the picture book; ``talk`` for speech."""
    verb: int
    """The verb's number among the tree's words."""
    done_to: bool = False
    """Whether it is done to somebody: "Dad put us in the bath"."""
    before: bool = False
    """Whether it is over, so that only where somebody is follows from it: "she had gone to bed"."""
    by: Somebody | None = None
    """Who does it to somebody."""


def find_deeds(
    tree: Tree, mentions: Sequence[Mention], meant: Mapping[int, tuple[Somebody, ...]], said: frozenset[int]
) -> dict[Somebody, list[Deed]]:
    """Return what everybody does here and now, in the text's order."""
    deeds: dict[Somebody, list[Deed]] = {}
    told_of = {word.head for word in tree.words if word.dep == "relcl"}
    subjects = {
        one.at: meant[one.at]
        for one in mentions
        if one.at in meant and (one.role in {"subj", "obj"} or one.at in told_of)
    }
    by_head = {one.at: one for one in mentions}
    for mention in mentions:
        if mention.at in meant and mention.scope is Scope.HERE:
            for one in tree.children(mention.at, "amod", "acl", "acomp"):
                if tree.words[one].tag == "VBG" or tree.words[one].low in {"asleep"}:
                    pose = "sleep" if tree.words[one].low == "asleep" else pose_of(tree, one)
                    for who in meant[mention.at] if pose else ():
                        deeds.setdefault(who, []).append(Deed(pose, one))
    for owner, verb in _eyes_closed(tree, said):
        for who in meant.get(owner, ()):
            deeds.setdefault(who, []).append(Deed("sleep", verb))
    for at, word in enumerate(tree.words):
        if word.pos not in {"VERB", "AUX"} or at in said:
            continue
        doers, done_to = _parted(tree, at, _doers(tree, at, subjects), meant)
        suffering = inverted_table("poses.yaml", "suffered").get(word.lemma, "")
        if suffering and scope_of(tree, at, said) is Scope.HERE:
            for who in done_to:
                deeds.setdefault(who, []).append(Deed(suffering, at, done_to=True, by=next(iter(doers), None)))
        company = _companions(tree, at, doers, meant, by_head)
        scope = scope_of(tree, at, said)
        for who in company["carried"] if scope is Scope.HERE else ():
            deeds.setdefault(who, []).append(Deed("carried", at, done_to=True, by=doers[0]))
        doers = tuple(dict.fromkeys([*doers, *company["beside"]]))
        if not doers:
            continue
        if word.lemma in _WAKING and scope is Scope.DENIED:
            for doer in doers:
                deeds.setdefault(doer, []).append(Deed("sleep", at))
        before = scope is Scope.BEFORE
        if not before and scope is not Scope.HERE and not (scope is Scope.SUPPOSED and _could(tree, at)):
            continue
        pose = pose_of(tree, at)
        if pose in frame_words("with things") and not _has_thing(tree, at, by_head):
            pose = "idle"
        if pose in pose_words("hands") and any(tree.words[one].low in REFLEXIVES for one in tree.children(at, "dobj")):
            pose = "idle"  # "he tucked himself in"
        if pose and not (before and pose not in _tables()["postures"]):
            for doer in doers:
                deeds.setdefault(doer, []).append(Deed(pose, at, before=before))
    return deeds


def _companions(
    tree: Tree,
    verb: int,
    doers: tuple[Somebody, ...],
    meant: Mapping[int, tuple[Somebody, ...]],
    by_head: Mapping[int, Mention],
) -> dict[str, list[Somebody]]:
    """Return with whom somebody does something, those ``beside`` them and those ``carried``.

    "He peels potatoes with his grandmother", "the dragon flew with the princess on his back".
    """
    company: dict[str, list[Somebody]] = {"beside": [], "carried": []}
    if not doers or pose_of(tree, verb) in {"", "talk", "idle"}:
        return company
    beside = [two for one in tree.children(verb, "prep") if tree.words[one].low == "with" for two in tree.children(one)]
    for at in beside:
        if at in by_head and by_head[at].scope is Scope.HERE:
            company["carried" if _is_burden(tree, at) else "beside"] += meant.get(at, ())
    return company


def _is_burden(tree: Tree, at: int) -> bool:
    """Return whether somebody is told as on or in another's body: "the princess on his back"."""
    on = [two for one in tree.children(at, "prep") if tree.words[one].low in {"on", "in"} for two in tree.children(one)]
    return any(tree.words[one].lemma in {"back", *language_table("poses.yaml")["laps"]} for one in on)


def _eyes_closed(tree: Tree, said: frozenset[int]) -> list[tuple[int, int]]:
    """Return the words for whose eyes fall shut by themselves, with the verbs: "the boy's eyes had closed"."""
    return [
        (owner, word.head)
        for at, word in enumerate(tree.words)
        if word.lemma in {"eye", "eyelid"} and word.dep in {"nsubj", "nsubjpass"} and at not in said
        if tree.words[word.head].lemma in {"close", "shut", "droop", "fall"} and (owner := tree.child(at, "poss"))
        if scope_of(tree, word.head, said) in {Scope.HERE, Scope.BEFORE}
    ]


def _parted(
    tree: Tree, verb: int, doers: tuple[Somebody, ...], meant: Mapping[int, tuple[Somebody, ...]]
) -> tuple[tuple[Somebody, ...], list[Somebody]]:
    """Return who does something, and to whom: nobody is both, and a name tells more than a pronoun."""
    done_to: list[Somebody] = []
    if tree.words[verb].lemma in LOCATED:
        return doers, []
    for at in tree.children(verb, "dobj", "nsubjpass"):
        both = set(meant.get(at, ())) & set(doers)
        if both and tree.words[at].pos != "PRON":
            doers = tuple(one for one in doers if one not in both)
        done_to += [one for one in meant.get(at, ()) if one not in both or tree.words[at].pos != "PRON"]
    return doers, done_to


def choose(deeds: Sequence[Deed]) -> Deed | None:
    """Return what a picture shows of several deeds: the last telling one, or else the most telling of the weak ones."""
    if not deeds:
        return None
    weak = _tables()["weak"]
    telling = [one for one in deeds if one.pose not in weak]
    own = [one for one in telling if not one.done_to]
    if telling:
        return (own or telling)[-1]
    return max(deeds, key=lambda one: (weak.index(one.pose), -one.verb))


def pose_of(tree: Tree, verb: int) -> str:
    """Return the pose that a verb in its clause asks for: "fell asleep" is ``sleep``; empty for none."""
    word = tree.words[verb]
    if word.lemma == "lay" and tree.child(verb, "dobj") is None:
        asleep = any(tree.words[one].low == "asleep" for one in tree.children(verb))
        return "sleep" if asleep else "lie"
    for condition in _tables()["conditions"].get(word.lemma, ()):
        if _holds(tree, verb, condition):
            return str(condition["pose"])
    return _poses().get(word.lemma, "")


def _holds(tree: Tree, verb: int, condition: Mapping[str, Any]) -> bool:
    """Return whether a clause is as a condition of ``poses.yaml`` says."""
    below = tree.children(verb)
    if "acomp" in condition:
        adjectives = {tree.words[one].low for one in tree.children(verb, "acomp", "oprd")}
        others = {tree.words[one].low for one in tree.children(verb, "advmod", "xcomp")}
        if not (adjectives if condition["acomp"] == "any" else (adjectives | others) & _asked(condition["acomp"])):
            return False
    for key in ("prt", "adv"):
        parts = {tree.words[one].low for one in below if tree.words[one].dep in {"prt", "advmod", "acomp", "prep"}}
        if key in condition and not parts & _asked(condition[key]):
            return False
    if "prep" in condition:
        preps = [one for one in below if tree.words[one].low in _asked(condition["prep"])]
        goals = {tree.words[two].lemma for one in preps for two in _goals(tree, one)}
        wanted = condition.get("obj")
        return bool(preps) and (wanted is None or bool(goals if wanted == "any" else goals & _asked(wanted)))
    if "obj" in condition:
        objects = {tree.words[one].lemma for one in tree.children(verb, "dobj", "oprd")}
        if condition["obj"] == "none":
            return not objects
        return bool(objects if condition["obj"] == "any" else objects & _asked(condition["obj"]))
    return True


def _goals(tree: Tree, prep: int) -> list[int]:
    """Return what stands behind a preposition, or two: "out of bed"."""
    return [*tree.children(prep, "pobj"), *(two for one in tree.children(prep, "prep") for two in _goals(tree, one))]


def _asked(words: str | Sequence[str]) -> set[str]:
    return {words} if isinstance(words, str) else set(words)


def _has_thing(tree: Tree, verb: int, by_head: Mapping[int, Mention]) -> bool:
    """Return whether what is held, given or pushed is a thing: not "she gave her name", "he opened his mouth"."""
    objects = tree.children(verb, "dobj")
    if not objects:
        return tree.words[verb].lemma not in frame_words("handling")
    nouns = [tree.words[one] for one in objects]
    persons = [one for one in objects if one in by_head and by_head[one].person is not None]
    if persons and tree.words[verb].lemma in frame_words("meeting"):
        return False
    return any(
        (
            word.lemma not in (frame_words("no things") | grammar_words("body", "near the body"))
            and word.lemma not in grammar_words("abstract")
        )
        or (at in by_head and bool(by_head[at].thing) and word.lemma not in grammar_words("body", "near the body"))
        for at, word in zip(objects, nouns, strict=True)
    )


def _doers(tree: Tree, verb: int, subjects: Mapping[int, tuple[Somebody, ...]]) -> tuple[Somebody, ...]:
    """Return the subjects of a verb, or of the verb that it goes with: "went and sat", "saw her dance"."""
    at = verb
    for _ in range(6):
        own = tree.children(at, "nsubj")
        if tree.children(at, "nsubjpass") and at == verb:
            return ()
        if at == verb and tree.words[at].lemma in LOCATED and not any(_is_somebody(tree, one, subjects) for one in own):
            own = [one for one in tree.children(at, "dobj", "attr", "oprd") if one in subjects] or own
        if (
            at == verb
            and not own
            and tree.words[at].tag == "VBG"
            and tree.words[at].dep in {"xcomp", "ccomp", "advcl", "acl", "dep"}
        ):
            seen = tree.words[tree.words[at].head]
            if seen.lemma in frame_words("found"):
                obj = tree.child(tree.words[at].head, "dobj")
                if obj is not None and obj in subjects:
                    return subjects[obj]
        if own and tree.words[at].dep == "relcl" and all(tree.words[one].low in _RELATIVE for one in own):
            return subjects.get(tree.words[at].head, ())
        if own:
            found: list[Somebody] = []
            for one in own:
                found += _with_conjuncts(tree, one, subjects)
            return tuple(dict.fromkeys(found))
        word = tree.words[at]
        head = word.head
        if head == at:
            return ()
        if word.dep in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "parataxis"}:
            if word.dep == "pcomp" or (word.dep == "advcl" and word.tag not in {"VBG", "VBN", "VB"}):
                head = tree.words[head].head if word.dep == "pcomp" else head
            if word.dep in {"xcomp", "ccomp"} and (obj := tree.child(head, "dobj")) is not None and obj in subjects:
                return subjects[obj]
            at = head
            continue
        if word.dep in {"acl", "relcl"}:
            return () if word.dep == "acl" and word.tag == "VBN" else subjects.get(head, ())
        return ()
    return ()


def _is_somebody(tree: Tree, at: int, subjects: Mapping[int, tuple[Somebody, ...]]) -> bool:
    return at in subjects and tree.words[at].tag != "CD"


def _with_conjuncts(tree: Tree, at: int, subjects: Mapping[int, tuple[Somebody, ...]]) -> list[Somebody]:
    found = list(subjects.get(at, ()))
    for one in tree.children(at, "conj"):
        found += _with_conjuncts(tree, one, subjects)
    return found


def _could(tree: Tree, verb: int) -> bool:
    """Return whether a verb tells of what is done: "she had to crawl", "they would sit there every evening"."""
    helpers = [tree.words[one].low for one in tree.children(verb, "aux")]
    return tree.words[tree.words[verb].head].lemma == "have" or helpers == ["would"]


def usual_pose(verb: str) -> str:
    """Return the pose that a verb asks for whatever stands around it; "reads" is not that of "turns the page"."""
    last = _tables()["conditions"].get(verb, [{}])[-1]
    return _poses().get(verb) or (str(last["pose"]) if last.keys() == {"pose"} else "")


def drawn_pose(pose: str) -> str:
    """Return what somebody is drawn doing for a pose: who talks stands."""
    return str(_tables()["shown as"].get(pose, pose))


@cache
def drawn_poses() -> frozenset[str]:
    """Return all that somebody can be drawn doing."""
    named = {"carry", *_tables()["poses"]}
    named |= {condition["pose"] for conditions in _tables()["conditions"].values() for condition in conditions}
    return frozenset(named - {""} - set(_tables()["shown as"]))


def pose_of_verb(verb: str) -> str:
    """Return the pose that a verb by itself asks for; the verb if there is none."""
    last = _tables()["conditions"].get(verb, [{}])[-1].get("pose", "")
    return drawn_pose(_poses().get(verb) or last or verb)


@cache
def pose_words(name: str) -> frozenset[str]:
    """Return a list of poses of ``poses.yaml``: "read" is one that takes the ``hands`` alone."""
    return frozenset(_tables()[name])


def posture_of(pose: str) -> Posture:
    """Return how the body is in a pose that lasts: who sleeps or lies, lies; empty for others."""
    postures: dict[str, Posture] = _tables()["postures"]
    return postures.get(pose, "")


@cache
def _tables() -> dict[str, Any]:
    return language_table("poses.yaml")


@cache
def _poses() -> dict[str, str]:
    found: dict[str, str] = {}
    for pose, verbs in _tables()["poses"].items():
        for verb in verbs:
            if " " not in verb:
                found.setdefault(verb, pose)
    return found
