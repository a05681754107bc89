"""What the figures of a story say: lines that the rules give, and beginnings of lines that the model completes.

A line stands between curly quotes, and the same sentence names who says it, so that a narrator may change the voice.
"""

from __future__ import annotations

import re
from random import Random

OPEN, CLOSE = "“", "”"
ADVICE = ("Look", "Follow", "Try to", "Let us", "Come and", "We can")
"""How the helper's advice may begin."""

_LONGEST_AIM = 8
_ENDS = re.compile(r" (?:before|because|until|when|so that|while|who|that|if) .*")
_ASKED = ("“Who can help me?” asked {}.", "“What shall I do now?” asked {}.")
_RESOLVED = ("“I will not give up,” said {}.", "“There must be a way,” said {}.")


def hope(aim: str, subject: str, possessive: str) -> str | None:
    """Return "“I want to find my mother,” said the fox." of the aim "find his mother"; None of one too long to say."""
    wanted = _mine(aim, possessive)
    return f"{OPEN}{'We' if plural(possessive) else 'I'} want to {wanted},{CLOSE} said {subject}." if wanted else None


def question(aim: str, subject: str, possessive: str) -> str | None:
    """Return "“How can I find my mother?” asked the fox."; None of an aim too long to say."""
    wanted = _mine(aim, possessive)
    return f"{OPEN}How can {'we' if plural(possessive) else 'I'} {wanted}?{CLOSE} asked {subject}." if wanted else None


def resolve(subject: str, possessive: str, asked: bool, random: Random) -> str:
    """Return what somebody says who does not know what to do; ``asked`` if a question was heard before."""
    line = random.choice(_RESOLVED if asked else _ASKED + _RESOLVED).format(subject)
    if plural(possessive):
        line = line.replace("help me", "help us").replace(" I ", " we ").replace("“I ", "“We ")
    return line


def advice(helper: str, start: str) -> str:
    """Return the opening of a sentence in which the helper begins to say what to do."""
    return f"{helper[0].upper()}{helper[1:]} said, {OPEN}{start}"


def plural(possessive: str) -> bool:
    """Tell whether those whose pronoun it is are several."""
    return possessive == "their"


def _mine(aim: str, possessive: str) -> str | None:
    text = _ENDS.sub("", aim)
    if text != aim and " " not in text:  # "find who could help" is not "find"
        text = aim.replace(" could ", " can ")
    own = "our" if plural(possessive) else "my"
    text = re.sub(rf"\b{possessive}\b(?= \w)", own, text)
    return text if text and len(text.split()) <= _LONGEST_AIM and not _others(text) else None


def _others(text: str) -> bool:
    """Tell whether a pronoun is left in an aim that would mean somebody else when the hero speaks."""
    return bool(re.search(r"\b(?:he|she|they|him|himself|herself|themselves|could|would|had)\b", text))
