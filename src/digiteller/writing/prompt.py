"""The prompt: two example stories, the premise, and the story so far."""

from __future__ import annotations

EXAMPLES = (
    (
        "A young goose is afraid to fly, but winter is coming and her family must cross the sea.",
        "Once upon a time, a young goose lived beside a quiet pond. She loved to nibble the tall green reeds. "
        "One day, the first frost came, and her family got ready to fly. She wanted to go with them, but the sky was "
        "so big. But the goose was afraid to jump from the bank. She felt very small, and she hid her head under her "
        "wing. Still, the goose ran along the shore and flapped as hard as she could. She looked up at the clouds and "
        "tried again. Then an old gull came and sat down beside her. The gull showed her how to lean on the wind. "
        "At last, the goose flew beside her mother, high above the silver sea. From then on, the sky felt like home.",
    ),
    (
        "A baker's boy drops the king's birthday cake and has one hour to make a new one.",
        "Once upon a time, a boy lived in a small town with a busy bakery. He loved to help the baker stir the honey. "
        "One day, the boy dropped the king's birthday cake in the mud. He wanted to make a new one before noon. "
        "But the sugar jar was empty, and the fire was nearly out. The boy felt so worried that he sat down and cried. "
        "Still, the boy looked in every cupboard for something sweet. He walked to the garden and picked the last red "
        "apples. Then a kind neighbour came and brought a basket of nuts. Together, the boy and the neighbour baked a "
        "small brown cake. At last, the boy carried his cake up to the castle. The king was so happy that he asked for "
        "more.",
    ),
)
"""Premise and story: written for this project, in the form that every story shall have."""

_HEAD = "Picture-book stories for small children, told in short and simple sentences.\n\n"


def build(premise: str, story: str, opening: str) -> str:
    """Return the prompt that ends where the model goes on: after ``opening``, the first words of the next sentence."""
    shots = "".join(f"Idea: {idea}\nStory: {text}\n\n" for idea, text in EXAMPLES)
    return f"{_HEAD}{shots}Idea: {premise}\nStory: {story}{' ' if story else ''}{opening}"
