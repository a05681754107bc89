"""Whether what a text mentions is there: here and now, or only said, thought of, depicted, compared, denied, past.

Found by climbing from a word to the root of its sentence: in "she dreamed that a bear slept" the bear is under
"dreamed".
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from digiteller.language.grammar import frame_words
from digiteller.language.parsing import Tree
from digiteller.language.quotations import find_quotations
from digiteller.language.reports_and_pictures import (
    is_retold,
    sentences_in_pictures,
    sentences_in_reports,
    sentences_outside,
)


class Scope(Enum):
    """How real a thing is."""

    HERE = "here"
    SAID = "said"
    THOUGHT = "thought"
    DEPICTED = "depicted"
    HEARD = "heard"
    AFAR = "afar"
    COMPARED = "compared"
    DENIED = "denied"
    SUPPOSED = "supposed"
    """It may be, or will be: would, if, until, in order to."""
    BEFORE = "before"
    """Told in the pluperfect."""
    ASIDE = "aside"
    """In a clause that only tells which one is meant: "the baker who lived by the sea"."""


_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def said_words(tree: Tree) -> frozenset[int]:
    """Return the words of a text that somebody says: of “Look,” said Bo, the first; none if it tells a scene."""
    return frozenset() if tells_scene(tree) else quoted_words(tree)


@lru_cache(maxsize=64)
def tells_scene(tree: Tree) -> bool:
    """Return whether a page is what somebody tells of the past: “I was nine,” said Bo. “We lived by the sea” does."""
    said = [tree.words[at] for at in quoted_words(tree) if tree.words[at].text.isalpha()]
    words = [word for word in tree.words if word.text.isalpha()]
    past = sum(word.tag == "VBD" for word in said)
    now = sum(word.tag in {"VBZ", "VBP", "MD"} for word in said)
    own = any(word.low in {"i", "we", "my", "our"} for word in said)
    return own and past >= 4 and past >= 4 * now and len(said) >= 0.75 * len(words)


def quoted_words(tree: Tree) -> frozenset[int]:
    """Return the words of a text that stand in quotation marks."""
    spaced = tree.text.split()
    quoted = {number for begin, end in find_quotations(spaced) for number in range(begin, end)}
    outside = {"”", "“", '"', "’", "‘"}
    found: set[int] = set()
    for at, number in enumerate(tree.numbers):
        if number in quoted and tree.words[at].text not in outside:
            found.add(at)
    return frozenset(found)


def scope_of(tree: Tree, at: int, said: frozenset[int]) -> Scope:
    """Return how real what a noun or a verb stands for is: in "she dreamed of a bear" the bear is thought of."""
    if at in said:
        return Scope.SAID
    if _denied_noun(tree, at):
        return Scope.DENIED
    if tree.sentences[at] in sentences_in_pictures(tree):
        return Scope.DEPICTED
    if tree.sentences[at] in sentences_in_reports(tree):
        return Scope.SAID
    if tree.sentences[at] in sentences_outside(tree):
        return Scope.AFAR
    if is_retold(tree, at):
        return Scope.SAID
    if _only_thought_of(tree, at):
        return Scope.THOUGHT
    at = listed_with(tree, at)
    below = at
    if tree.words[at].pos in {"VERB", "AUX"} and (own := verb_scope(tree, at)) is not None:
        return own
    for above in tree.above(at):
        if above in said:
            return Scope.HERE if below not in said else Scope.SAID
        if tree.words[above].pos in {"NOUN", "PROPN"} and _denied_noun(tree, above):
            return Scope.DENIED
        found = _of_edge(tree, below, above, at)
        if found is not None:
            return found
        below = above
    return Scope.HERE


def listed_with(tree: Tree, at: int) -> int:
    """Return the noun before one that the parser hangs on the verb: "told him about the frog, and the boats"."""
    word = tree.words[at]
    if word.pos not in {"NOUN", "PROPN"} or word.dep != "conj" or tree.words[word.head].pos not in {"VERB", "AUX"}:
        return at
    for one in range(at - 1, word.head, -1):
        if tree.words[one].pos in {"NOUN", "PROPN"} and tree.words[one].dep in {"pobj", "dobj"}:
            return one
    return at


def _denied_noun(tree: Tree, at: int) -> bool:
    return any(
        tree.words[one].low in {"no", "neither", "without", "not", "nor"}
        for one in tree.children(at, "det", "preconj", "neg")
    )


def _only_thought_of(tree: Tree, at: int) -> bool:
    """Return whether a clause says of a noun that somebody thinks of it: "the crocodile he remembered"."""
    for clause in tree.children(at, "relcl"):
        if tree.words[clause].lemma in {"remember", "imagine", "dream", "want", "wish", "need", "recall"} and not any(
            tree.words[one].low in {"who", "that", "which"} for one in tree.children(clause, "nsubj")
        ):
            return True
    return False


def verb_scope(tree: Tree, at: int) -> Scope | None:
    """Return how real an event is by the verb's own helpers: "he did not run" is denied, "he would run" supposed."""
    if tree.child(at, "neg") is not None or any(
        tree.words[one].low in {"never", "nobody", "nothing", "hardly"} for one in tree.children(at, "advmod", "nsubj")
    ):
        return Scope.DENIED
    if any(
        tree.words[one].low in {"none", "nothing", "nobody"} or _denied_noun(tree, one)
        for one in tree.children(at, "dobj")
    ):
        return Scope.DENIED
    word = tree.words[at]
    if word.dep == "conj" and word.head < at and tree.child(at, "nsubj", "nsubjpass") is None:
        links = {tree.words[one].low for one in tree.children(word.head, "cc", "preconj") if one < at}
        if links & {"nor", "or"} and verb_scope(tree, word.head) is Scope.DENIED:
            return Scope.DENIED
    helpers = [tree.words[one].low for one in tree.children(at, "aux", "auxpass")]
    if any(one in frame_words("modals") for one in helpers):
        if "'d" in helpers and tree.words[at].tag == "VBN":
            return Scope.BEFORE
        return Scope.SUPPOSED
    if "had" in helpers and tree.words[at].tag == "VBN" and not _just(tree, at):
        return Scope.BEFORE
    return None


def _just(tree: Tree, at: int) -> bool:
    return any(tree.words[one].low in {"just", "already", "now", "finally"} for one in tree.children(at, "advmod"))


def _of_edge(tree: Tree, below: int, above: int, at: int) -> Scope | None:
    """Return what the step from a word to the one it depends on says."""
    word, head = tree.words[below], tree.words[above]
    prepositional = word.dep in {"pobj", "pcomp"} and head.dep in {"prep", "mark", "dep", "advmod", "agent"}
    if prepositional and (found := _of_preposition(tree, above)) is not None:
        return found
    if word.dep == "relcl":
        return verb_scope(tree, below) or (None if _goes_on(tree, below) else Scope.ASIDE)
    if word.dep in {"advcl", "ccomp", "xcomp", "acl", "pcomp", "conj", "parataxis"} and word.pos in {"VERB", "AUX"}:
        reported = word.dep == "ccomp" and head.lemma in frame_words("telling") and tree.child(below, "advmod", "mark")
        if (
            below != at
            and (own := verb_scope(tree, below)) is not None
            and not reported
            and not _is_subject(tree, at, below)
        ):
            return own
        if (found := _of_clause(tree, below, above)) is not None:
            return found
    if head.pos in {"VERB", "AUX"}:
        return _of_argument(tree, below, above)
    return None


def _goes_on(tree: Tree, verb: int) -> bool:
    """Return whether a clause tells what happens next: "she waved to the postman, who rode by"."""
    first = min(tree.children(verb, "nsubj"), default=verb)
    event = tree.words[verb].tag == "VBD" and tree.words[verb].lemma not in frame_words("states")
    return event and tree.words[first].low in {"who", "which"} and tree.words[first - 1].text == ","


def _of_preposition(tree: Tree, prep: int) -> Scope | None:
    """Return how real what stands behind a preposition is: "like a bear" is compared, "a song of a bear" depicted."""
    low = tree.words[prep].low
    head = tree.words[tree.words[prep].head]
    if low == "as" and head.low == "far":
        return None
    if low in frame_words("comparing") and not (
        low == "as" and head.pos == "VERB" and head.lemma in {"work", "dress", "serve"}
    ):
        return Scope.COMPARED
    if low == "of" and head.low == "instead":
        return Scope.DENIED
    if low in {"without", "instead", "except"}:
        return Scope.DENIED
    if low in {"of", "about", "for", "with"} and head.lemma in frame_words("depictions") and head.pos == "NOUN":
        return Scope.HEARD if head.lemma in {"smell", "sound", "noise", "scent", "song"} else Scope.DEPICTED
    if low in {"about", "of", "for"} and head.pos in {"VERB", "ADJ", "AUX"}:
        if head.lemma in frame_words("telling") or low == "about":
            return Scope.SAID
        if head.lemma in frame_words("thinking") or low == "of":
            return Scope.THOUGHT
        if head.lemma in {"look", "search", "hunt", "wait", "listen", "ask", "hope"}:
            return Scope.THOUGHT
    return None


def _of_clause(tree: Tree, below: int, above: int) -> Scope | None:
    """Return how real what a clause tells is, by what it hangs on and by its first word."""
    word, head = tree.words[below], tree.words[above]
    marks = " ".join(tree.words[one].low for one in tree.children(below, "mark", "advmod") if one < below)
    purpose = any(tree.words[one].low == "to" for one in tree.children(below, "aux"))
    if word.dep == "advcl":
        if "as if" in marks or "as though" in marks:
            return Scope.COMPARED
        subject = tree.child(below, "nsubj")
        if "as" in marks.split() and head.lemma != "be" and word.lemma == "do":
            return Scope.COMPARED
        if (
            "as" in marks.split()
            and subject is not None
            and tree.words[subject].low in {"one", "you", "people", "everybody", "everyone"}
        ):
            return Scope.COMPARED
        if set(marks.split()) & {"after", "since"}:
            return Scope.BEFORE
        if set(marks.split()) & {"until", "till"} and word.tag == "VBD" and not tree.children(below, "aux"):
            return None  # "he sang until he fell asleep": so he did
        if set(marks.split()) & frame_words("doubting marks") and not marks.startswith(("though", "although")):
            return Scope.SUPPOSED
        return Scope.SUPPOSED if purpose and head.lemma not in frame_words("happening") else None
    if word.dep in {"ccomp", "xcomp"} and head.pos in {"VERB", "AUX", "ADJ", "NOUN"}:
        if head.lemma in frame_words("refusing"):
            return Scope.DENIED
        if head.lemma in frame_words("thinking"):
            return Scope.THOUGHT
        if "so" in [one.low for one in tree.words[max(below, above - 3) : above]]:
            return None  # "he was afraid of nothing, or so he said"
        if head.lemma in frame_words("telling"):
            # A semicolon makes two sentences of it: "His name was Bashir; he wrote it down".
            return None if any(one.text == ";" for one in tree.words[below:above]) else Scope.SAID
        if head.lemma in frame_words("seeing") and _from_afar(tree, above):
            return Scope.AFAR
        if head.pos == "ADJ" and purpose:
            verb = head.head
            return (
                Scope.SUPPOSED
                if any(tree.words[one].low == "it" for one in tree.children(verb, "nsubj", "expl"))
                else None
            )
        if purpose and head.lemma not in frame_words("happening"):
            return Scope.SUPPOSED
    if word.dep == "acl" and purpose:
        return Scope.SUPPOSED
    return None


def _is_subject(tree: Tree, at: int, verb: int) -> bool:
    while at != verb:
        if tree.words[at].dep in _SUBJECTS:
            return tree.words[at].head == verb
        if tree.words[at].dep not in {"conj", "appos"}:
            return False
        at = tree.words[at].head
    return False


def _of_argument(tree: Tree, below: int, verb: int) -> Scope | None:
    """Return how real what depends on a verb is: the subject of most is there, the object of some is not."""
    word, head = tree.words[below], tree.words[verb]
    if (
        word.dep in _SUBJECTS
        and head.lemma in frame_words("animal calls")
        and any(tree.words[one].low in frame_words("somewhere") for one in tree.below(verb))
    ):
        return Scope.HEARD
    if word.dep in _SUBJECTS:
        own = verb_scope(tree, verb)
        arrival = head.lemma in {"come", "arrive", "appear", "return", "be", "exist", "stay"}
        if own is Scope.DENIED and arrival and tree.child(verb, "acomp", "advmod", "attr", "prep") is None:
            return Scope.DENIED
        if head.dep in {"ccomp", "relcl"}:
            return None
        gone = head.lemma == "be" and any(
            tree.words[one].low in frame_words("gone") - {"asleep", "empty"}
            for one in tree.children(verb, "acomp", "advmod")
        )
        return Scope.DENIED if gone else None
    if word.dep in {"dobj", "attr", "oprd"}:
        own = verb_scope(tree, verb)
        if own in {Scope.DENIED, Scope.SUPPOSED, Scope.BEFORE}:
            return own
        if head.lemma in frame_words("thinking") - frame_words("thinking with object there"):
            return Scope.THOUGHT
        if (
            head.lemma in frame_words("depicting")
            and word.pos == "NOUN"
            and head.lemma != "show"
            and not (head.lemma == "draw" and word.lemma in frame_words("drawn without a pencil"))
        ):
            return Scope.DEPICTED
        if head.lemma in frame_words("hearing"):
            return Scope.HEARD
        if head.lemma in frame_words("seeing") and _from_afar(tree, verb):
            return Scope.AFAR
    if word.dep == "prep" and verb_scope(tree, verb) is Scope.SUPPOSED:
        return Scope.SUPPOSED
    if word.dep == "prep" and verb_scope(tree, verb) is Scope.DENIED and word.low not in {"in", "on", "at"}:
        return Scope.DENIED
    if word.dep == "prep" and head.lemma in frame_words("seeing") and word.low in {"at", "over", "across"}:
        return Scope.AFAR if _from_afar(tree, verb) else None
    return None


def _from_afar(tree: Tree, verb: int) -> bool:
    """Return whether something is seen from afar: through a window, on the horizon, from the top."""
    words = [tree.words[one] for one in tree.below(verb)]
    return any(
        word.lemma in frame_words("far")
        or (word.lemma == "far" and word.pos == "ADV")
        or word.low in {"below", "outside"}
        for word in words
    ) or any(
        (tree.words[one].low == "from" and any(tree.words[two].low == "there" for two in tree.children(one)))
        or (
            tree.words[one].low == "from"
            and (goal := tree.child(one, "pobj")) is not None
            and tree.words[goal].lemma in frame_words("lookouts")
        )
        for one in tree.children(verb, "prep")
    )
