"""Who is called by a name in what somebody says: "This is Maja"."""

from __future__ import annotations

from digiteller.language.discourse import Discourse, Meant
from digiteller.language.grammar import grammar_words
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.people import name_sex
from digiteller.language.pronouns import SEX_OF_PRONOUN
from digiteller.language.somebody import Somebody


def find_introduced(story: Discourse, tree: Tree, mention: Mention, meant: Meant) -> Somebody | None:
    """Return who is called by a name in speech: "This is Maja", "I am Bea", "Why have you stopped, Adwoa?"."""
    word = tree.words[mention.at]
    speaker = _speaker(story, tree, mention, meant)
    unnamed = [
        one
        for one in sorted(story.everybody, key=lambda one: -story.last_seen(one))
        if not one.names
        and one is not speaker
        and one.count == 1
        and one.real
        and not one.narrator
        and story.page - max(one.pages, default=-9) <= 2
    ]
    if word.dep in {"attr", "oprd", "dobj", "acomp"}:
        subject = tree.child(word.head, "nsubj", "nsubjpass")
        said = tree.words[subject].low if subject is not None else ""
        mine = subject is not None and any(tree.words[one].low == "my" for one in tree.children(subject, "poss"))
        if (said == "i" or (said == "name" and mine)) and speaker is not None and not speaker.names:
            return speaker
        if said in {"this", "that", "here"} and tree.words[word.head].lemma == "be":
            return next((one for one in unnamed if story.page in one.pages), None)
        return None
    if not is_address(tree, mention.at):
        return None
    usual = name_sex(mention.name)
    fitting = [one for one in unnamed if one.kind == "human" and (not usual or one.sex in {"", usual})]
    return fitting[0] if len(fitting) == 1 else None


_ADDRESSED = {
    *("npadvmod", "intj", "vocative", "appos", "dep", "nsubj", "ROOT", "conj", "punct", "dobj", "attr", "ccomp"),
    "parataxis",
}
"""What the parser takes an address for."""


def is_address(tree: Tree, at: int) -> bool:
    """Return whether a name is whom somebody speaks to: "Why have you stopped, Adwoa?"."""
    before = tree.words[at - 1].text if at else ""
    after = tree.words[at + 1].text if at + 1 < len(tree.words) else ""
    ends = before == "," and after in {"?", "!", ".", "”", ","}
    closed = at + 2 >= len(tree.words) or tree.words[at + 2].text in {"”", '"', "’"}
    opens = before in {"“", '"', "‘"} and after in {",", "!", "?"} and not (after == "," and closed)
    return tree.words[at].dep in _ADDRESSED and (ends or opens)


def _speaker(story: Discourse, tree: Tree, mention: Mention, meant: Meant) -> Somebody | None:
    """Return who says what a name is in, as far as the sentence before or its own tells."""
    sentence = tree.sentences[mention.at]
    verbs = grammar_words("speaking")
    for at, word in enumerate(tree.words):
        if word.lemma in verbs and word.pos == "VERB" and abs(tree.sentences[at] - sentence) <= 1:
            for subject in tree.children(at, "nsubj"):
                if subject in meant:
                    return meant[subject][0]
                if tree.words[subject].low in SEX_OF_PRONOUN:
                    sex = SEX_OF_PRONOUN[tree.words[subject].low]
                    return next(
                        (one for seen in reversed(story.seen) for one in seen.who if one.sex == sex and one.count == 1),
                        None,
                    )
    return None
