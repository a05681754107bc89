"""The prompt: example stories for a model that needs them, the premise, and the story so far."""

from __future__ import annotations

from importlib.resources import files

EXAMPLES = files("digiteller.writing").joinpath("examples.txt").read_text("utf-8").strip()
"""Ideas and their stories, written for this project in the form that every story shall have."""

_STRAIGHT = str.maketrans("“”", '""')
_HEAD = "Picture-book stories for small children, told in short and simple sentences."


def build(premise: str, story: str, opening: str, *, examples: bool = True) -> str:
    """Return the prompt that ends where the model goes on: after ``opening``, the first words of the next sentence.

    Without ``examples`` it is what ``training/writer`` teaches an adapter to continue.
    """
    told = " ".join(f"{story} {opening}".split()).translate(_STRAIGHT)
    shown = [EXAMPLES] if examples else []
    return "\n\n".join([_HEAD, *shown, f"Idea: {' '.join(premise.split())}\nStory: {told}"])
