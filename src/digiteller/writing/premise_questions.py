"""Questions that a premise asks: "Why do cats purr?", "where the sun sleeps"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digiteller.language.dictionary import entries
from digiteller.language.inflection import past
from digiteller.language.parsing import Parser, Tree

_DIRECT = re.compile(
    r"(?:^|(?<=[.!:,] ))(?P<wh>why|where|how|what) "
    r"(?P<aux>(?:do|does|did|is|are|was|were|can)(?:n't|'t)?) (?P<rest>[^?]+)\?",
    re.I,
)
_HAPPENS = re.compile(r"(?:^|(?<=[.!:,] ))what (?P<verb>happens|happened) to (?P<rest>[^?]+)\?", re.I)
_INDIRECT = re.compile(r"\babout (?P<wh>why|where|how) (?P<rest>(?!to\b)[^.?!]+)", re.I)
_BREAK = re.compile(r" (?:when|if|while|after|before|once|at|in|on|during|every) ", re.I)
_OURS = re.compile(r"\b(?:i|we|you|my|our|your|there|it|they|he|she|people|this|that)\b", re.I)
_MINE = re.compile(r"\b(?:my|our) (?P<kin>dad|daddy|mum|mummy|mom|grandpa|grandma|granny|gran|granddad)\b", re.I)
_US = {"us": "people", "we": "people", "me": "people", "our": "people's", "my": "people's"}
_PASTS = {"is": "was", "are": "were", "can": "could"}
_DOES = ("do", "does", "did")
_FEWEST, _MOST = 1, 14
_NOMINAL = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP", "PRON", "PART", "VERB")
_FINITE = ("VBZ", "VBP", "VBD", "VB", "MD")


@dataclass(frozen=True)
class PremiseQuestion:
    """What somebody would like to know."""

    wh: str
    """why, where, how or what."""
    asked: str
    """The question itself: "Why do cats purr?"."""
    clause: str
    """What nobody knows: "why cats purred"."""
    who: str
    """Whom or what it is about, as it is told: "the old king", "cats"."""
    plural: bool = False


def read_question(text: str, parser: Parser) -> PremiseQuestion | None:
    """Return the question that a premise asks; None if it asks none, or one that is about nobody in particular."""
    text = " ".join(text.replace("’", "'").split())
    text = _MINE.sub(lambda found: found["kin"].capitalize(), text)
    text = re.sub(r"\b(?:my|our) (?=[a-z])", "the ", text)
    if found := _HAPPENS.search(text):
        return _what_happens(found, parser)
    if found := _DIRECT.search(text):
        return _direct(found, parser)
    if found := _INDIRECT.search(text):
        return _indirect(found, parser)
    return None


def _what_happens(found: re.Match[str], parser: Parser) -> PremiseQuestion | None:
    rest = found["rest"].strip()
    broken = _BREAK.search(rest)
    who = rest[: broken.start()] if broken else rest
    after = rest[broken.start() :] if broken else ""
    if _OURS.search(who):
        return None
    tree = _tree(parser, f"It{after}.")
    told = "".join(_past_words(tree, 1)).rstrip(".") if after else ""
    head = _tree(parser, f"{_capital(who)} came.")
    return PremiseQuestion("what", found[0], f"what happened to {who}{told}", who, _is_plural(head))


def _direct(found: re.Match[str], parser: Parser) -> PremiseQuestion | None:
    wh, aux, rest = found["wh"].lower(), found["aux"].lower(), found["rest"].strip()
    bare = aux.removesuffix("n't").removesuffix("'t")
    done = bare in _DOES and bare == aux
    for who, verb, tree, size in _longest(_splits(rest, "will" if bare in _DOES else bare, parser)):
        if _OURS.search(who):
            return None
        past_aux = {"can": "could", "ca": "could"}.get(bare, _PASTS.get(bare, "did" if bare in _DOES else bare))
        if done:
            told = _bare_past(tree, size)
        elif bare == aux:
            told = f"{past_aux} {verb}"
        else:
            told = f"{past_aux} not {verb}"
        asked = found[0][:1].upper() + found[0][1:]
        return PremiseQuestion(wh, asked, _for_people(f"{wh} {who} {told}"), who, _is_plural(tree))
    return None


def _longest(splits: Iterator[tuple[str, str, Tree, int]]) -> list[tuple[str, str, Tree, int]]:
    """Return the split that leaves the longest plain noun phrase: "the tooth fairy", not "the tooth"."""
    found = list(splits)
    plain = [one for one in found if all(word.pos in _NOMINAL for word in one[2].words[: one[3] - 1])]
    return (plain or found)[-1:]


def _splits(rest: str, auxiliary: str, parser: Parser) -> Iterator[tuple[str, str, Tree, int]]:
    """Yield where what a question is about may end and what is asked of it begins: both, and the sentence they make."""
    words = rest.split()
    for size in range(_FEWEST, min(len(words), _MOST)):
        who, verb = " ".join(words[:size]), " ".join(words[size:])
        tree = _tree(parser, f"{_capital(who)} {auxiliary} {verb}.")
        first = next((at for at, word in enumerate(tree.words) if word.dep in ("nsubj", "nsubjpass")), None)
        if first is None or tree.words[first].pos not in ("NOUN", "PROPN"):
            continue
        after = max([first, *tree.below(first)]) + 1
        apart = after < len(tree.words) and tree.words[after].start == len(who) + 1
        verbal = auxiliary != "will" or _begins_with_verb(words[size:])
        if apart and verbal and tree.words[after].low == auxiliary.split("'")[0]:
            yield who, verb, tree, after + 1


def _begins_with_verb(words: list[str]) -> bool:
    """Tell whether words begin with an infinitive, perhaps behind an adverb: "never steal"; "left shoes" do not."""
    for word in words:
        forms = entries(word.lower().strip(",.?!"))
        if word.lower() in forms.get("VERB", ()) or word.lower() in forms.get("AUX", ()) or not forms:
            return True
        if "ADV" not in forms:
            return False
    return False


def _indirect(found: re.Match[str], parser: Parser) -> PremiseQuestion | None:
    wh, rest = found["wh"].lower(), found["rest"].strip()
    tree = _tree(parser, f"{_capital(rest)}.")
    if not any(word.dep in ("nsubj", "nsubjpass") for word in tree.words):
        for about, does, whole, begins in _longest(_splits(rest, "will", parser)):
            told = _for_people(f"{wh} {about} {_bare_past(whole, begins)}")
            return PremiseQuestion(wh, _capital(f"{wh} do {about} {does}?"), told, about, _is_plural(whole))
        return None
    first = next((at for at, word in enumerate(tree.words) if word.dep in ("nsubj", "nsubjpass")), None)
    if first is None:
        return None
    size = max([first, *tree.below(first)]) + 1
    verb_at = next((at for at in range(size, len(tree.words)) if tree.words[at].tag in _FINITE), None)
    who = rest[: tree.words[size].start].strip() if size < len(tree.words) else ""
    if verb_at is None or not who or _OURS.search(who):
        return None
    verb = tree.words[verb_at]
    after = rest[verb.start + len(verb.text) :]
    before = rest[tree.words[size].start : verb.start]
    if verb.lemma == "be" or verb.tag == "MD":
        asked = f"{wh} {verb.low} {who} {before}{after.strip()}?"
    else:
        aux = {"VBD": "did", "VBZ": "does"}.get(verb.tag, "do")
        asked = f"{wh} {aux} {who} {before}{verb.lemma}{after}?"
    told = "".join(_past_words(tree, size)).strip().rstrip(".")
    asked = asked[:1].upper() + asked[1:]
    return PremiseQuestion(wh, asked, _for_people(f"{wh} {who} {told}"), who, _is_plural(tree))


def _bare_past(tree: Tree, first: int) -> str:
    """Return an infinitive that begins at a word in the past: "never took off his left glove"."""
    out, done = [], False
    for at in range(first, len(tree.words)):
        word = tree.words[at]
        if word.pos == "PUNCT" and at == len(tree.words) - 1:
            continue
        text = word.text
        if not done and word.pos not in ("ADV", "PART"):
            text, done = "was" if word.low == "be" else past(word.low), True
        elif word.tag in ("VBZ", "VBP"):
            text = _past_of(word.low, word.lemma)
        out.append(text)
    return " ".join(out).replace(" '", "'").replace(" n't", "n't").replace(" ,", ",")


def _past_words(tree: Tree, first: int) -> Iterator[str]:
    for word in tree.words[first:]:
        text = _past_of(word.low, word.lemma) if word.tag in ("VBZ", "VBP") else word.text
        yield text if word.text[:1] in ".,'" else f" {text}"


def _past_of(low: str, lemma: str) -> str:
    return _PASTS.get(low) or {"have": "had", "do": "did"}.get(lemma) or past(lemma)


def _is_plural(tree: Tree) -> bool:
    first = next((word for word in tree.words if word.dep in ("nsubj", "nsubjpass")), None)
    return first is not None and first.tag in ("NNS", "NNPS")


def _for_people(text: str) -> str:
    return " ".join(_US.get(word.lower(), word) for word in text.split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tree(parser: Parser, text: str) -> Tree:
    return Tree(text, tuple(parser.parse([text])[0]))
