"""What the tests of plots share: the knowledge, the plots, the premises and a reader."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import reading
from digiteller.writing.knowledge import Knowledge, knowledge
from digiteller.writing.plot_choice import tell_premise
from digiteller.writing.plot_telling import ToldStory
from digiteller.writing.premise_reading import PremiseReading, read_premise

KNOWN: Knowledge = knowledge()
PREMISES = [
    line
    for line in (Path(__file__).parent / "writing" / "plot_premises.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@cache
def read(premise: str) -> PremiseReading:
    return read_premise(premise, reading.parser(), KNOWN)


@cache
def told(premise: str, seed: int = 1, pages: int = 6) -> ToldStory:
    return tell_premise(read(premise), KNOWN, pages, seed)


def words(story: ToldStory) -> str:
    return " ".join(page.text for page in story.pages)
