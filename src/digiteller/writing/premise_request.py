"""What somebody asks for, without the asking: "Tell me a story about a snail" is about a snail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from digiteller.language.tokens import WORD
from digiteller.writing.premise_words import premise_table, premise_words

_ROUNDS = 3
"""How often the asking may be wrapped: "Please, tell me a story. A story about ..."."""
_FEWEST_WORDS = 2
_NAMED = re.compile(r",? (?:who is |that is |which is )?(?:named|called|whose name is|by the name of) (?=[A-Z])")

_ABOUT_TELLER = re.compile(
    r"^(?:I am|I'm|I have|I've got|My \w+ (?:is|are|loves?|likes?))\b[^.?!]*\b"
    r"(?:something|anything|a (?:\w+ )?(?:story|tale)) (?:with|about) "
    r"(?P<what>(?:an?|two|three|the) [^,.;]+)",
    re.I,
)
"""What comes before it tells only of whoever asks: "I am a nurse, so please, something with a bear"."""
_OPENERS = "Once|When|Then|If|What|Why|How|And|But|One|For|After|Where|All|In|On|At|Is"
"""Words with a capital that are no names: "Once the whole town ..."."""
_ME = re.compile(r"^(?:me|myself)(?:,|;| and)? (?:I am|I'm)\b", re.I)
_IS_ME = re.compile(r"\bthe (?P<what>[a-z]+(?: [a-z]+)?) is me\b")
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
_STAR = re.compile(
    r"^(?P<who>[\w' -]{2,40}?) (?:is|are|was|were) (?:the )?(?:hero|heroine|heroes|main characters?|stars?)\W*$", re.I
)


@dataclass(frozen=True)
class PremiseRequest:
    """What was asked for."""

    about: str
    """What the story is about, as a sentence or a phrase."""
    moral: str = ""
    """What it should teach, in a word or two."""


def read_request(premise: str) -> PremiseRequest:
    """Return what a premise asks for.

    "Please tell me a story about a snail with a moral about patience." is "A snail.", and "patience".
    """
    text = " ".join(premise.replace("’", "'").split())
    text, moral = _without_moral(re.sub(r"\s*\([^)]*\)", "", text) or text)
    text = _audiences().sub("", text)
    if found := _ABOUT_TELLER.match(text):
        text = found["what"]
    for aside in _patterns("asides"):
        rest = aside.sub("", text).strip()
        text = rest if len(rest.split()) > _FEWEST_WORDS else text
    for _ in range(_ROUNDS):
        for request in (*_requests(), *_openings()):
            rest = request.sub("", text, count=1)
            text = rest if rest.strip(" .?!") else text
    text = _without_asking(text).removesuffix(" in it")
    text = _ME.sub("I am", text)
    text = _IS_ME.sub(r"I am the \g<what>", text)
    text = _STAR.sub(r"\g<who>.", text)
    text = _NAMED.sub(" ", text.strip(" ,"))
    text = _the_kind().sub(r"\g<name>, the \g<adjective>\g<kind>,", text).replace(",,", ",")
    return PremiseRequest(text[:1].upper() + text[1:] if text else premise, moral)


def _without_asking(text: str) -> str:
    """Return the sentences that are no asking, if there are any."""
    sentences = _SENTENCE.split(text)
    kept = [one for one in sentences if not {word.lower() for word in WORD.findall(one)} & premise_words("asks only")]
    return " ".join(kept) or text


def _without_moral(text: str) -> tuple[str, str]:
    asked, taught = _patterns("morals")
    if found := asked.search(text):
        return (text[: found.start()] + text[found.end() :]).strip(" ,;"), found["moral"].strip()
    taught_word = taught.search(text)
    return text, taught_word["moral"] if taught_word else ""


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.I) for pattern in premise_table()[name])


@cache
def _audiences() -> re.Pattern[str]:
    """Return the pattern of for whom a story is to be told, behind it: ", for my nephew Oskar who is three"."""
    whom = "|".join(premise_table()["listeners"])
    others = " about | in which | where | with | that | who (?!is |are |has |have |loves? |likes? )"
    rest = rf"(?:(?!{others})[^,.;:?!])*(?=[,.;:?!]|$)"
    sought = "".join(rf"(?<!{verb})" for verb in ("look", "looks", "looking", "searching", "waits", "waiting"))
    return re.compile(rf"{sought},? for (?:my|our|the|a|some) (?:[\w-]+ ){{0,2}}?(?:{whom})\b{rest}|, please\b", re.I)


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile("^" + pattern, re.I) for pattern in premise_table()["openings"])


@cache
def _requests() -> tuple[re.Pattern[str], ...]:
    """Return what may ask for a story at the beginning of a premise."""
    table = {name: "|".join(words) for name, words in premise_table().items() if isinstance(words, list)}
    thing = (
        rf"(?:an? |the |another |some |one |my )?(?:(?:{table['story kinds']})[ -]?)*(?:{table['story nouns']})"
        r"(?: (?:funny|nice|new|short|silly|sweet|sad))?"
    )
    whom = rf"(?:(?: to| for)? (?:{table['for whom']}))?"
    before = r"^(?:(?:hi|hello|hey|please|pls|ok|so)[,!.]? )*"
    about = rf"[,:]? ?(?:that is |which is )?(?:{table['about']})(?<=[\w:-])(?!\w):? "
    wants = r"(?:i|we|she|he) (?:want|need|would like|'d like|would love)s?"
    patterns = [
        rf"{before}(?:{table['asking']})?(?:{table['telling']}){whom}(?: {thing})?{whom}{about}",
        rf"{before}{wants} {thing}{whom}{about}",
        rf"{before}{thing}{whom}{about}",
    ]
    return tuple(re.compile(pattern, re.I) for pattern in patterns)


@cache
def _the_kind() -> re.Pattern[str]:
    """Return the pattern of "Hob the hedgehog"."""
    adjectives = "|".join(premise_table()["kind adjectives"])
    return re.compile(
        rf"\b(?!(?:{_OPENERS})\b)(?P<name>[A-Z][\w’'-]+) the "
        rf"(?P<adjective>(?:(?:{adjectives}) )?)(?P<kind>[a-z]+)\b(?! of\b)"
    )
