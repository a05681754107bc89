"""What a language model is asked, so that it reads a story for the picture book: ``storyboard_prompt.txt``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.resources import files
from string import Template

from digiteller.language.doing import drawn_poses
from digiteller.language.grammar import language_table
from digiteller.language.story_hints import kinds, settings
from digiteller.language.storyboard import Person
from digiteller.language.told_acts import acted_names


def storyboard_prompt(title: str, pages: Sequence[str], known: Sequence[Person] = ()) -> str:
    """Return the question: what a story's pages show, to be answered in the form that ``storyboard_answer`` reads.

    ``known`` are the persons of pages before these, which keep their ids and looks.
    """
    question = files("digiteller.language").joinpath("storyboard_prompt.txt").read_text(encoding="utf-8")
    return Template(question).substitute(
        kinds=", ".join(["human", *(kind for kind in kinds() if kind != "human")]),
        places=", ".join(settings()),
        poses=", ".join(sorted(drawn_poses())),
        gestures=", ".join(sorted(acted_names() - drawn_poses())),
        slots=", ".join(language_table("anchors.yaml")["anchors"]),
        count=len(pages),
        title=title,
        known=f"Persons of the pages before, who keep their ids and looks: {_listed(known)}\n\n" if known else "",
        told="\n".join(f"Page {number}: {' '.join(text.split())}" for number, text in enumerate(pages, 1)),
    )


def _listed(persons: Sequence[Person]) -> str:
    told = [{name: value for name, value in asdict(person).items() if value not in ("", (), 1)} for person in persons]
    return json.dumps(told, ensure_ascii=False)
