"""In which weather a page plays, by its words."""

from __future__ import annotations

from collections.abc import Sequence

from digiteller.language.evidence import is_told
from digiteller.language.grammar import inverted_table, table_map, time_words
from digiteller.language.noun_mentions import Mention
from digiteller.language.parsing import Tree
from digiteller.language.scopes import Scope, scope_of
from digiteller.language.times import THERE, Told


def weather_told(tree: Tree, mentions: Sequence[Mention], said: frozenset[int]) -> Told:
    """Return the weather that a page tells; ``clear`` where one ends.

    "The wind lay down" ends it, "it came down in sheets" is rain.
    """
    found = [(weather, one.at) for one in mentions if (weather := _weather_of_mention(tree, one))]
    for at in range(len(tree.words)):
        if at not in said:
            found += [(weather, at) for weather in _weather_of_word(tree, at, said)]
    if not found:
        return "", ()
    order = sorted(found, key=lambda one: one[1])
    strong = [one for one in order if one[0] == "storm"] or order
    chosen = strong[-1][0]
    return chosen, tuple(at for weather, at in order if weather == chosen)


def _weather_of_mention(tree: Tree, mention: Mention) -> str:
    """Return the weather that a noun tells: "in the drizzle"; ``clear`` for one that ends, "the rain gave up"."""
    lemma = tree.words[mention.at].lemma.lower()
    weather = inverted_table("times.yaml", "weathers").get(lemma, "")
    unreal = {Scope.SAID, Scope.THOUGHT, Scope.DEPICTED, Scope.COMPARED, Scope.DENIED, Scope.SUPPOSED}
    if not weather or mention.pronoun or mention.scope in unreal or is_told(tree, mention.at):
        return ""
    if mention.role in {"of", "for", "from", "about", "poss"}:
        return ""
    of = next((one for one in tree.children(mention.at, "prep") if tree.words[one].low == "of"), None)
    inner = tree.child(of, "pobj") if of is not None else None
    if inner is not None and tree.words[inner].tag == "NNS":
        return ""  # a rain of petals
    if mention.scope is Scope.BEFORE and weather != "snow":
        return ""
    if weather == "clear" and not (lemma == "rainbow" or _sun_shines(tree, mention)):
        return ""
    if weather == "wind" and mention.role not in {"subj", "in", "against", "by", "through"}:
        return ""
    if lemma == "shower" and mention.role in {"in", "obj"}:
        return ""
    if mention.role == "subj" and mention.verb is not None and _ends(tree, mention.verb):
        return "clear"
    return weather


def _weather_of_word(tree: Tree, at: int, said: frozenset[int]) -> list[str]:
    """Return the weathers that an adjective or a verb tells: "a foggy day", "it was raining", "the sky cleared"."""
    word, head = tree.words[at], tree.words[tree.words[at].head]
    scope, found = scope_of(tree, at, said), []
    wintry = word.low == "winter" and word.dep == "compound" and scope is Scope.HERE
    if wintry and head.lemma not in {"coat", "hat", "boot", "clothes"}:
        found.append("snow")  # "a fox in a winter wood"
    if word.pos == "ADJ" and word.low in table_map("times.yaml", "words of weathers"):
        day = head.lemma in {"sky", "night", "day", "morning", "afternoon", "evening"}
        if day if word.low in {"clear", "wet"} else scope in THERE and head.pos in {"NOUN", "PROPN", "AUX"}:
            found.append(table_map("times.yaml", "words of weathers")[word.low])
    if word.pos == "VERB" and scope is Scope.HERE:
        begun = word.dep == "xcomp" and head.lemma in {"begin", "start"}  # "it began to snow"
        subject = tree.child(word.head if begun else at, "nsubj")
        of = tree.words[subject].lemma if subject is not None else ""
        poured = word.lemma == "pour" and tree.child(at, "dobj") is not None
        if of == "it" and word.lemma in table_map("times.yaml", "verbs of weathers") and not poured:
            found.append(table_map("times.yaml", "verbs of weathers")[word.lemma])
        if word.lemma == "clear" and of in {"sky", "weather", "air", "day"}:
            found.append("clear")
    if _pours(tree, at, said):
        found.append("rain")
    if word.lemma in {"rain", "snow", "hail"} and word.dep == "xcomp" and head.lemma in time_words("ending"):
        found.append("clear")
    return found


def _pours(tree: Tree, at: int, said: frozenset[int]) -> bool:
    """Return whether it rains although nobody says so: "it came down in sheets", "under one umbrella"."""
    word = tree.words[at]
    if scope_of(tree, at, said) is not Scope.HERE:
        return False
    if word.lemma == "umbrella":
        head = tree.words[word.head]
        opened = word.dep in {"dobj", "nsubjpass"} and head.lemma in {"raise", "unfold", "hold", "put", "share"}
        return opened or (word.dep == "pobj" and head.low in {"under", "beneath"})
    if word.dep != "pobj" or word.lemma not in {"sheet", "bucket", "torrent"} or tree.words[word.head].low != "in":
        return False
    return tree.words[tree.words[word.head].head].lemma in {"come", "pour", "fall"}


def _ends(tree: Tree, verb: int) -> bool:
    """Return whether a weather ends: "the rain gave up", "the wind lay down", but not "went by" nor "came down"."""
    parts = " ".join(tree.words[one].low for one in tree.children(verb, "prt", "advmod", "prep"))
    lemma = tree.words[verb].lemma
    if lemma in {"go", "pass"} and "by" in parts.split():
        return False
    if lemma == "go" and "down" in parts.split():
        return True
    return lemma in time_words("ending") or any(f"{lemma} {part}" in time_words("ending") for part in parts.split())


def _sun_shines(tree: Tree, mention: Mention) -> bool:
    if tree.words[mention.at].lemma == "sunshine":
        return True
    if mention.role == "subj" and mention.verb is not None:
        return tree.words[mention.verb].lemma in time_words("fine weather") and "down" not in {
            tree.words[one].low for one in tree.children(mention.verb)
        }
    return mention.role == "in"
