"""What a model is told of a page."""

from __future__ import annotations

from digiteller.guidance.prompts import describe_page, prompts_of
from digiteller.options import IllustrateOptions
from digiteller.story import Scene

SCENE = Scene(1, "Then Mina laughed.", "A fox under an old oak.", "happy")


def test_a_scene_is_joined_by_style_and_negative_which_counts_against() -> None:
    options = IllustrateOptions(style="watercolour", negative="text")
    prompts = prompts_of(SCENE, options)
    assert [prompt.text for prompt in prompts] == ["A fox under an old oak", "watercolour", "text"]
    assert prompts[0].weight > prompts[1].weight > 0 > prompts[2].weight


def test_without_style_and_negative_only_the_scene_leads() -> None:
    assert len(prompts_of(SCENE, IllustrateOptions())) == 1


def test_only_characters_that_the_page_names_are_described() -> None:
    looks = {"mina": "a girl in a yellow coat", "Min": "a cat", "Fox (Old)": "grey", "oak": "a tree with a door"}
    assert (
        describe_page(SCENE, looks) == "A fox under an old oak. mina: a girl in a yellow coat. oak: a tree with a door"
    )


def test_a_picture_of_dots_is_still_something_to_look_for() -> None:
    assert [prompt.text for prompt in prompts_of(Scene(1, "...", "...", "calm"), IllustrateOptions())] == ["..."]
