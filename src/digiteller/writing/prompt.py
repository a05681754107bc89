"""The prompt: two example stories, the premise, and the story so far."""

from __future__ import annotations

from importlib.resources import files

EXAMPLES = files("digiteller.writing").joinpath("examples.txt").read_text("utf-8").strip()
"""Ideas and their stories, written for this project in the form that every story shall have."""

_STRAIGHT = str.maketrans("“”", '""')
_HEAD = "Picture-book stories for small children, told in short and simple sentences."


def build(premise: str, story: str, opening: str) -> str:
    """Return the prompt that ends where the model goes on: after ``opening``, the first words of the next sentence."""
    told = " ".join(f"{story} {opening}".split()).translate(_STRAIGHT)
    return f"{_HEAD}\n\n{EXAMPLES}\n\nIdea: {' '.join(premise.split())}\nStory: {told}"
