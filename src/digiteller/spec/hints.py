"""What a spec tells of its pages and characters, for those who read and draw the story."""

from __future__ import annotations

from dataclasses import replace

from digiteller.language.story_hints import kind_of, setting_of
from digiteller.language.storyboard import Character, SceneHints, StoryHints
from digiteller.options import IllustrateOptions
from digiteller.spec.schema import CharacterSpec, SceneSpec, Spec


def story_hints(spec: Spec) -> StoryHints:
    """Return what the spec tells, in the storyboard's own names."""
    characters = {name: CharacterSpec(description=look) for name, look in spec.illustrate.characters.items()}
    for name, told in spec.characters.items():
        characters[name] = CharacterSpec(description=told) if isinstance(told, str) else told
    return StoryHints(
        tuple(_of_scene(page) for page in spec.pages),
        tuple(_of_character(name, told) for name, told in characters.items()),
    )


def with_looks(spec: Spec) -> IllustrateOptions:
    """Return the options of illustrators that are told how characters look, with the spec's own characters added."""
    looks = {name: look for name, told in spec.characters.items() if (look := _in_words(told))}
    return replace(spec.illustrate, characters={**looks, **spec.illustrate.characters})


def of_page(spec: Spec, number: int) -> IllustrateOptions:
    """Return the illustrator's options for a page: what it says of itself wins."""
    page = spec.pages[number - 1] if number <= len(spec.pages) else None
    return replace(spec.illustrate, acting=page.acting) if page and page.acting else spec.illustrate


def _of_scene(page: SceneSpec) -> SceneHints:
    return SceneHints(
        None if page.cast is None else tuple(page.cast),
        setting_of(page.place or ""),
        page.time or "",
        page.weather or "",
    )


def _of_character(name: str, told: CharacterSpec) -> Character:
    return Character(
        name,
        told.description or "",
        kind_of(told.kind or ""),
        told.sex or "",
        told.age or "",
        told.job or "",
        tuple(told.looks or ()),
        tuple(told.wears or ()),
        told.color or "",
        told.size or "",
    )


def _in_words(told: str | CharacterSpec) -> str:
    """Return how a character looks as a line of a prompt: ``a small old female captain, red hair, a red coat``."""
    if isinstance(told, str):
        return told
    if told.description:
        return told.description
    first = " ".join(filter(None, [told.size, told.age, told.color, told.sex, told.job or told.kind]))
    return ", ".join(filter(None, [first, *(told.looks or ()), *(told.wears or ())]))
