"""Whom a pronoun means: by nearness, by grammar and by what is known of everybody."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from digiteller.language.discourse import Discourse, Seen
from digiteller.language.grammar import grammar_words, people_words
from digiteller.language.noun_mentions import Mention
from digiteller.language.page_content import Sex
from digiteller.language.parsing import Tree
from digiteller.language.people import same_person
from digiteller.language.scopes import Scope, quoted_words, tells_scene
from digiteller.language.somebody import Somebody

SEX_OF_PRONOUN: dict[str, Sex] = {"he": "male", "she": "female"}


def resolve_pronoun(story: Discourse, tree: Tree, mention: Mention) -> tuple[Somebody, ...]:
    """Return whom a pronoun means, nobody if that is unclear: "Ada met Bo. He sang" means Bo."""
    if mention.scope is Scope.SAID:
        return ()
    if mention.pronoun == "i":
        return (_speaking_of_itself(story, tree),)
    if mention.pronoun == "we":
        others = _recent_group(story, tree, mention, exclude_narrator=True)
        return tuple(dict.fromkeys((_speaking_of_itself(story, tree), *others)))
    if mention.pronoun == "everyone":
        return story.together
    if mention.pronoun == "they":
        return _recent_group(story, tree, mention)
    if mention.pronoun == "it":
        return _by_it(story, tree, mention)
    sex = SEX_OF_PRONOUN[mention.pronoun]
    best = _best_fitting(story, tree, mention, lambda one: one.count == 1 and not one.narrator and one.sex in {"", sex})
    if best is None:
        best = _best_fitting(
            story, tree, mention, lambda one: one.count == 1 and not one.narrator and (not one.sex_told)
        )
    if best is None or (best.kind == "human" and _owns_animal_part(tree, mention)):
        return ()
    if best.age == "old" and mention.role == "subj" and _tells_of_youth(tree, mention):
        best = story.younger(best)
    best.pronoun_says(sex)
    return (best,)


def _speaking_of_itself(story: Discourse, tree: Tree) -> Somebody:
    """Return whom "I" means: who tells the story, or on a page that somebody else tells who that one was then."""
    if not tells_scene(tree):
        return story.narrator()
    quoted = quoted_words(tree)
    for at, word in enumerate(tree.words):
        if word.lemma in grammar_words("speaking") and at not in quoted:
            for subject in tree.children(at, "nsubj", "dobj"):
                noun = tree.words[subject]
                lemma = same_person().get(noun.lemma.lower(), noun.lemma.lower())
                known = [one for one in story.everybody if noun.text in one.names or lemma in one.nouns]
                story.teller = next((one for one in known if one.older is None), story.teller)
    teller = story.teller or story.narrator()
    return story.younger(teller) if teller.age == "old" else teller


def _best_fitting(story: Discourse, tree: Tree, mention: Mention, fits: Callable[[Somebody], bool]) -> Somebody | None:
    """Return who of those mentioned before fits best: near, and a subject."""
    scores: dict[Somebody, float] = {}
    for seen in story.seen:
        if story.page - seen.page > 2 or (seen.page == story.page and seen.at > mention.at):
            continue
        for one in filter(fits, seen.who):
            score = _score(story, tree, mention, seen, one)
            scores[one] = max(scores.get(one, -99.0), score) + 0.05
    if not scores:
        return None
    for one in scores:
        scores[one] += min(1.0, 0.12 * len(one.pages))
        if one.kind != "human" and not one.names and len(one.pages) < 3:
            scores[one] -= 0.8
    return max(scores, key=lambda one: scores[one])


def _score(story: Discourse, tree: Tree, mention: Mention, seen: Seen, one: Somebody) -> float:
    """Return how likely a pronoun means somebody by one mention of it: "she washed her" are two."""
    pages = story.page - seen.page
    sentence = tree.sentences[mention.at]
    away = sentence - seen.sentence if not pages else sentence + 1 + pages
    reflexive = mention.lemma.endswith("self") or mention.role == "poss"
    beside = not pages and away == 0 and _same_clause(tree, mention, seen.at)
    score = seen.weight - 1.3 * away
    if beside and not reflexive and mention.role != "subj" and seen.weight >= 3:
        score -= 4
    if not one.real:
        score -= 2
    if any(other.older is one and story.last_seen(other) > story.last_seen(one) for other in story.everybody):
        score -= 2  # what is told of a grandmother's youth is told of the girl
    if _owns_animal_part(tree, mention):
        score += 2 if one.kind != "human" else -2
    if beside and reflexive:
        score += 1.5
    return score


def _tells_of_youth(tree: Tree, mention: Mention) -> bool:
    """Return whether a sentence goes back to when somebody was young: "she was eight", "in those days she sang"."""
    verb = tree.words[mention.at].head
    if tree.words[verb].lemma == "be" and tree.words[verb].tag != "VBZ":
        told = {tree.words[two].low for one in tree.children(verb, "attr", "acomp") for two in tree.below(one)}
        if told & people_words("of the young"):
            return True
    lows = [word.low for at, word in enumerate(tree.words) if tree.sentences[at] == tree.sentences[mention.at]]
    pairs = set(pairwise(lows))
    had = any(tree.words[one].low == "had" for one in tree.children(verb, "aux"))
    return bool({("those", "days"), ("years", "ago"), ("back", "then")} & pairs) or (had and "then" in lows)


def _owns_animal_part(tree: Tree, mention: Mention) -> bool:
    owned = tree.words[tree.words[mention.at].head].lemma
    return mention.role == "poss" and owned in people_words("animal parts")


def _same_clause(tree: Tree, mention: Mention, at: int) -> bool:
    """Return whether a pronoun is in the clause of a word, or in one without a subject that hangs on it."""
    verb = next((one for one in tree.above(at) if tree.words[one].pos in {"VERB", "AUX"}), None)
    own = mention.verb
    for _ in range(3):
        if own is None or verb is None:
            return False
        if own == verb:
            return True
        if tree.children(own, "nsubj", "nsubjpass") or tree.words[own].dep not in {
            "advcl",
            "conj",
            "xcomp",
            "pcomp",
            "acl",
            "dep",
        }:
            return False
        head = tree.words[own].head
        own = (
            head
            if tree.words[head].pos in {"VERB", "AUX"}
            else next((one for one in tree.above(head) if tree.words[one].pos in {"VERB", "AUX"}), None)
        )
    return False


def _by_it(story: Discourse, tree: Tree, mention: Mention) -> tuple[Somebody, ...]:
    """Return the animal that "it" means, unless a thing was named after it."""
    sentence = tree.sentences[mention.at]
    for seen in reversed(story.seen):
        if seen.page != story.page and not (seen.page == story.page - 1 and sentence == 0):
            return ()
        if seen.page == story.page and sentence - seen.sentence > 1:
            return ()
        one = seen.who[0]
        if len(seen.who) == 1 and one.count == 1 and (one.kind != "human" or "baby" in one.nouns) and not one.narrator:
            between = range(seen.at + 1, mention.at) if seen.page == story.page else range(mention.at)
            things = [
                at
                for at in between
                if tree.words[at].pos == "NOUN"
                and tree.words[at].dep in {"nsubj", "dobj"}
                and tree.words[at].tag == "NN"
                and tree.words[at].lemma not in grammar_words("body", "near the body")
                and tree.words[at].low not in {"one"}
            ]
            return () if things else (one,)
    return ()


def _recent_group(
    story: Discourse, tree: Tree, mention: Mention, exclude_narrator: bool = False
) -> tuple[Somebody, ...]:
    """Return whom "they" or "we" means: several named together, or those of this page and of the one before."""
    if _is_all(tree, mention) and len(everybody := _all_near(story)) > 2:
        return everybody
    sentence = tree.sentences[mention.at]
    here: dict[Somebody, None] = {}
    subject = _subject_beside(story, tree, mention)
    for seen in reversed(story.seen):
        if seen.page != story.page or seen.at >= mention.at or sentence - seen.sentence > 3:
            continue
        if (
            sentence - seen.sentence <= 2
            and (len(seen.who) > 1 or seen.who[0].count > 1)
            and not exclude_narrator
            and not set(seen.who) & subject
        ):
            return seen.who
        if seen.who[0].real and seen.weight > 1:
            here.update(dict.fromkeys(one for one in reversed(seen.who) if one not in subject))
    group = tuple(one for one in reversed(tuple(here)) if not (exclude_narrator and one.narrator))
    if len(group) > 1 or (exclude_narrator and group):
        return group[:4]
    before = _page_before(story, exclude_narrator)
    if not group and not exclude_narrator:
        for seen in reversed(story.seen):
            if seen.page == story.page - 1 and seen.who[0].count > 1 and seen.weight >= 1.5:
                return seen.who
            if seen.page < story.page - 1 or (seen.page == story.page - 1 and len(seen.who) > 1):
                break
    if len(before) + len(group) > 1 or (exclude_narrator and before):
        return (*group, *(one for one in before if one not in group and one not in subject))[:4]
    together = tuple(
        one
        for one in story.together
        if one not in group and one not in subject and not (exclude_narrator and one.narrator)
    )
    return (*group, *together)


def _is_all(tree: Tree, mention: Mention) -> bool:
    """Return whether a pronoun means everybody: "they all sat down", "all of them"."""
    near = tree.words[max(0, mention.at - 2) : mention.at + 3]
    return mention.role in {"subj", "of"} and any(
        word.low == "all" and (word.head in {mention.at, tree.words[mention.at].head} or word.dep == "nsubj")
        for word in near
    )


def _all_near(story: Discourse) -> tuple[Somebody, ...]:
    """Return those who did something on this page or on the three before."""
    near = (seen for seen in story.seen if story.page - seen.page <= 3 and seen.weight >= 1.6)
    return tuple(dict.fromkeys(one for seen in near for one in seen.who if one.real and one.count == 1))[:6]


def _page_before(story: Discourse, exclude_narrator: bool) -> tuple[Somebody, ...]:
    """Return who did something on the page before, or was met there."""
    return tuple(
        dict.fromkeys(
            one
            for seen in story.seen
            if seen.page == story.page - 1 and seen.weight >= 1.6
            for one in seen.who
            if one.real and not (exclude_narrator and one.narrator)
        )
    )


def _subject_beside(story: Discourse, tree: Tree, mention: Mention) -> set[Somebody]:
    """Return the subject of a pronoun's own clause, whom an object pronoun does not mean."""
    if mention.role in {"subj", "poss"} or mention.lemma.endswith("selves"):
        return set()
    return {
        one
        for seen in story.seen
        if seen.page == story.page and seen.weight >= 3 and _same_clause(tree, mention, seen.at)
        for one in seen.who
    }
