from __future__ import annotations

from dataclasses import replace

from digiteller.stages.seeds import derive_seed, seed_of_story
from digiteller.story import Scene, Script

STORY = Script("The kite", "en", tuple(Scene(at, text, "", "calm") for at, text in ((1, "It flew."), (2, "It fell."))))


def test_stages_and_scenes_have_seeds_of_their_own() -> None:
    seeds = {derive_seed(7, stage, scene) for stage in ("compose", "illustrate") for scene in range(4)}
    assert len(seeds) == 8 and all(0 <= seed < 2**31 for seed in seeds)


def test_stories_differ_by_their_beginning_and_not_by_what_follows() -> None:
    first, second = STORY.scenes
    assert seed_of_story(7, replace(STORY, scenes=(replace(first, text="It sank."), second))) != seed_of_story(7, STORY)
    assert seed_of_story(7, replace(STORY, title="The boat")) == seed_of_story(7, STORY)
    assert seed_of_story(7, STORY) != seed_of_story(8, STORY)
    later = replace(STORY, scenes=(first, replace(second, text="It fell and tore.")))
    assert seed_of_story(7, later) == seed_of_story(7, STORY)
