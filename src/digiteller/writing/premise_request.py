"""What somebody asks for, without the asking: "Tell me a story about a snail" is about a snail."""

from __future__ import annotations

import re
from dataclasses import dataclass

_KIND = r"(?:(?:very|really|short|long|new|nice|good|little|funny|sad|scary|silly|sweet|bedtime|fairy|children['’]?s|kids['’]?|picture|night|animal|adventure|true|christmas|another)[ -]?)*"
_THING = rf"(?:an? |the |another |some |one |my )?{_KIND}(?:story|stories|tale|fable|book|something|anything|one)(?: (?:funny|nice|new|short|silly|sweet|sad))?"
_WHOM = r"(?:(?: to| for)? (?:me|us|you|him|her|them|my (?:kids|children|class|grandchildren)))?"
_BEFORE = r"(?:(?:hi|hello|hey|please|pls|ok|so)[,!.]? )*"
_ASKS = r"(?:(?:can|could|would|will) you (?:please )?|i (?:want|need|wish)(?: you)? to (?:hear )?|i(?:['’]d| would) (?:like|love)(?: you)? to (?:hear |have )?|let['’]s (?:have |hear )?)?"
_VERBS = r"(?:tell|write|make(?: up)?|read|give|invent|create|do|sing|have|hear)"
_WANTS = r"(?:i|we|she|he) (?:want|need|would like|['’]d like|would love)s?"
_ABOUT = (
    r"[,:]? ?(?:that is |which is )?(?:about|of|on|where|in which|with|for|featuring|involving|that|starring|:|-)\b:?"
)
_REQUESTS = [
    re.compile(rf"^{_BEFORE}{_ASKS}{_VERBS}{_WHOM}(?: {_THING})?{_WHOM}{_ABOUT} ", re.I),
    re.compile(rf"^{_BEFORE}{_WANTS} {_THING}{_WHOM}{_ABOUT} ", re.I),
    re.compile(rf"^{_BEFORE}{_THING}{_WHOM}{_ABOUT} ", re.I),
    re.compile(rf"^{_BEFORE}(?:once upon a time|one day|long ago|there once)[, ]*", re.I),
    re.compile(r"^there (?:is|was|are|were|lived|lives|once was) (?=an? |two |three |some |this )", re.I),
    re.compile(r"^(?:what happens|what would happen|what happened|what) (?:if|when) ", re.I),
    re.compile(r"^(?:the|that|one) (?:day|night|time|morning|evening|year) (?:when |that )?(?=\w)", re.I),
    re.compile(r"^(?:why|how) (?:do|does|did|is|are) ", re.I),
]
_ASIDE = re.compile(
    r"(?:can|could|would|will) you (?:please )?[^.?!]*\b(?:write|tell|make|invent|story|something)\b[^.?!]*[.?!]|(?:^|(?<=[.!?] ))(?:please|thanks|thank you)[^.!?]*[.!?]",
    re.I,
)
_MORAL = re.compile(
    r"[,;.]?\s*(?:with|and|that has|that teaches|teaches|teaching|to teach|which teaches|the)?\s*(?:a |the |some )?(?:moral|lesson|message)s?"
    r"(?: (?:of the story|at the end))?(?: (?:is|should be|about|of|on)|:)\s*(?:that )?(?P<moral>[^.,;!?]+)",
    re.I,
)
_TEACHES = re.compile(
    r"\b(?:that |which )?(?:teach\w*|explain\w*)(?: \w+)? (?:about |the value of |the importance of )?(?P<moral>[a-z]+)\b",
    re.I,
)
_NAMED = re.compile(r",? (?:who is |that is |which is )?(?:named|called|whose name is|by the name of) (?=[A-Z])")
_THE_KIND = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]+) the (?P<adjectives>(?:(?:little|small|young|old|brave|big|tiny|shy|clumsy|great) )?)(?P<kind>[a-z]+)\b(?! of\b)"
)


@dataclass(frozen=True)
class PremiseRequest:
    """What was asked for."""

    about: str
    """What the story is about, as a sentence or a phrase."""
    moral: str = ""
    """What it should teach, in a word or two."""
    question: bool = False


def read_request(premise: str) -> PremiseRequest:
    """Return what a premise asks for.

    "Please tell me a story about a snail with a moral about patience." is "a snail", and "patience".
    """
    text = " ".join(premise.replace("’", "'").split())
    text = re.sub(r"(?<![\w.])(?:e\.g\.|i\.e\.)", "", text)
    moral = ""
    if found := _MORAL.search(text):
        moral = found["moral"].strip()
        text = (text[: found.start()] + text[found.end() :]).strip(" ,;")
    elif found := _TEACHES.search(text):
        moral = found["moral"]
    question = text.endswith("?")
    aside = _ASIDE.sub("", text).strip()
    text = aside if len(aside.split()) > 2 else text
    for _ in range(3):
        before = text
        for request in _REQUESTS:
            rest = request.sub("", text, count=1)
            if rest.strip(" .?!"):
                text = rest
        if text == before:
            break
    text = _NAMED.sub(" ", text.strip(" ,"))
    text = _THE_KIND.sub(r"\g<name>, the \g<adjectives>\g<kind>,", text)
    return PremiseRequest(text[:1].upper() + text[1:] if text else premise, moral, question)
