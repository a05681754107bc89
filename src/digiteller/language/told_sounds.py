"""What is heard of what a page tells, and at which words: ``sounds.yaml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from digiteller.language.grammar import frame_words, language_table
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, scope_of
from digiteller.language.storyboard import SoundEffect

_HEARD = {Scope.HERE, Scope.HEARD}
_ENDING = {"stop", "finish", "quit", "end"}
_Rule = Mapping[str, Sequence[str]]


def find_sounds(tree: Tree, said: frozenset[int]) -> tuple[SoundEffect, ...]:
    """Return what is heard, in the text's order: "Then an owl hooted" is a hoot at its verb.

    What is only said, thought of, denied or compared is not heard, and nothing is heard twice in one sentence.
    """
    found: dict[tuple[str, int], SoundEffect] = {}
    for at, word in enumerate(tree.words):
        if at in said or word.pos not in {"VERB", "NOUN", "AUX"} or scope_of(tree, at, said) not in _HEARD:
            continue
        if any(scope_of(tree, one, said) is Scope.DENIED for one in tree.children(at, "nsubj", "dobj")):
            continue
        for sound in _sounds(tree, at):
            found.setdefault((sound, tree.sentences[at]), SoundEffect(tree.numbers[at], sound))
            break
    return tuple(found.values())


def _sounds(tree: Tree, at: int) -> Iterator[str]:
    """Yield the sounds that a verb or a noun tells, the more closely told first."""
    word = tree.words[at]
    if word.pos == "NOUN":
        if word.dep not in {"compound", "poss"}:
            yield from (sound for sound, nouns in _nouns() if word.lemma in nouns)
        return
    if word.dep == "xcomp" and tree.words[word.head].lemma in frame_words("refusing") | _ENDING:
        return
    asked = {
        "of": _named(tree, at, "nsubj", "nsubjpass"),
        "to": _named(tree, at, "dobj", "nsubjpass", "npadvmod"),
        "at": {tree.words[one].low for one in tree.children(at, "prep", "prt", "advmod")},
        "into": {tree.words[two].lemma for one in tree.children(at, "prep") for two in tree.children(one, "pobj")},
    }

    def fits(rule: _Rule, *keys: str) -> bool:
        told = [key for key in keys if key in rule]
        return not told or any(asked[key] & set(rule[key]) for key in told)

    rules = [
        (sound, rule) for sound, rule in _verbs().get(word.lemma, ()) if not asked["of"] & set(rule.get("not", ()))
    ]
    rules = [(sound, rule) for sound, rule in rules if fits(rule, "of", "to") and fits(rule, "at", "into")]
    yield from (sound for sound, rule in sorted(rules, key=lambda one: not asked.keys() & one[1].keys()))


def _named(tree: Tree, verb: int, *deps: str) -> set[str]:
    """Return the nouns that are subject or object of a verb, or of the one that it goes with."""
    heads = tree.children(verb, *deps)
    if not heads and "nsubj" in deps:
        heads = tree.children(verb, "compound")  # "the telephone rang", which parsers take for a noun
    if not heads and "nsubj" in deps and tree.words[verb].dep == "conj":
        heads = tree.children(tree.words[verb].head, *deps)
    if not heads and "nsubj" in deps and tree.words[verb].dep in {"acl", "relcl", "amod"}:
        heads = [tree.words[verb].head]  # "a barking dog"
    nouns = [one for head in heads for one in (head, *tree.children(head, "conj", "compound", "poss"))]
    return {tree.words[one].lemma.lower() for one in nouns}


@cache
def _nouns() -> tuple[tuple[str, frozenset[str]], ...]:
    table: dict[str, list[_Rule]] = language_table("sounds.yaml")
    return tuple((sound, frozenset(rule["noun"])) for sound, rules in table.items() for rule in rules if "noun" in rule)


@cache
def _verbs() -> dict[str, list[tuple[str, _Rule]]]:
    table: dict[str, list[_Rule]] = language_table("sounds.yaml")
    found: dict[str, list[tuple[str, _Rule]]] = {}
    for sound, rules in table.items():
        for rule in rules:
            for verb in rule.get("verb", ()):
                found.setdefault(verb, []).append((sound, rule))
    return found
