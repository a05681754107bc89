"""Who helps the hero at the turn of the story."""

from __future__ import annotations

from random import Random

from digiteller.writing.premise import Premise
from digiteller.writing.word_lists import word_list

_HELPERS = {
    "sea": (
        ("an old turtle", "had swum through every sea"),
        ("a gentle whale", "knew all the songs of the deep"),
        ("a clever seal", "had seen many harbours"),
        ("an old pelican", "never hurried"),
    ),
    "sky": (
        ("the west wind", "had been all around the world"),
        ("a silver cloud", "was on the way home"),
        ("an old star", "had watched the earth for a long time"),
    ),
    "land": (
        ("an old owl", "knew every path in the wood"),
        ("a wise old tortoise", "had seen a hundred summers"),
        ("a kind badger", "always carried a lamp"),
        ("a friendly robin", "saw everything from above"),
        ("a quiet mole", "could hear the smallest sound"),
        ("an old goat", "wore a blue scarf"),
        ("a small grey mouse", "was never afraid to ask"),
    ),
}
"""Who may help, and what they are like."""


def helper_for(premise: Premise, random: Random) -> tuple[str, str]:
    """Return somebody who may help this hero, and what they are like."""
    around = {*premise.hero.phrase.split(), *(premise.place or "").split(), premise.thing}
    world = "sea" if around & word_list("sea") else "sky" if around & word_list("sky") else "land"
    fitting = [helper for helper in _HELPERS[world] if helper[0].split()[-1] not in premise.content]
    return random.choice(fitting or [("an old friend", "had time for everyone")])
