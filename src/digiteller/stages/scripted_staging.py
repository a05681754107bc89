"""What a script's writer knows of its pictures: it wins over what was read, and the spec wins over it."""

from __future__ import annotations

from dataclasses import replace

from digiteller.language.page_content import Age, Sex, Thing
from digiteller.language.plain_things import find_thing
from digiteller.language.story_hints import kind_of, setting_of
from digiteller.language.storyboard import Act, Character, Page, SceneHints, Storyboard, StoryHints
from digiteller.story import Scene, Script, Staging

_SEXES: dict[str, Sex] = {"female": "female", "male": "male"}
_AGES: dict[str, Age] = {"baby": "baby", "child": "child", "old": "old"}


def with_staging(hints: StoryHints, script: Script) -> StoryHints:
    """Return what the spec tells of a story's pages, completed by what its writer knows."""
    told = {one.name.casefold() for one in hints.characters}
    known = [
        Character(one.name, "", kind_of(one.kind), _SEXES.get(one.sex, ""), _AGES.get(one.age, ""), one.job)
        for one in script.persons
        if one.name.casefold() not in told
    ]
    said = hints.scenes or (SceneHints(),) * len(script.scenes)
    if len(said) != len(script.scenes):
        return hints  # of another story: told where the two are put together
    scenes = tuple(_completed(hint, scene.staging) for hint, scene in zip(said, script.scenes, strict=True))
    return StoryHints(scenes, (*hints.characters, *known))


def with_acts(board: Storyboard, scenes: tuple[Scene, ...]) -> Storyboard:
    """Return a storyboard in which persons do, with the words of the script, what its writer says they do."""
    names = {name: person.id for person in board.persons for name in (person.name.casefold(), person.id)}
    pages = (
        _acted(page, scene, names) if scene.staging else page for page, scene in zip(board.pages, scenes, strict=True)
    )
    return replace(board, pages=tuple(pages))


def _completed(hint: SceneHints, staging: Staging | None) -> SceneHints:
    if staging is None:
        return hint
    return SceneHints(
        staging.cast if hint.cast is None else hint.cast,
        hint.place or setting_of(staging.place),
        hint.time or staging.time,
        hint.weather or staging.weather,
    )


def _acted(page: Page, scene: Scene, names: dict[str, str]) -> Page:
    assert scene.staging is not None
    presences = {presence.person: presence for presence in page.persons}
    count = len(scene.text.split())
    acted: set[str] = set()
    acts = {(one.person, one.word): one for one in page.acts}
    for act in scene.staging.acts:
        person = names.get(act.name.casefold(), "")
        if person in presences and act.last < count and act.doing != "stand":
            told = next((at for at in range(act.first, act.last + 1) if (person, at) in acts), act.first)
            read = acts.get((person, told), Act(person, act.doing, told))
            acts[person, told] = replace(read, doing=act.doing)
        if person in presences and person not in acted and act.last < count:
            words = tuple(range(act.first, act.last + 1))
            presences[person] = replace(presences[person], doing=act.doing, words=words)
            acted.add(person)
    for name, thing in scene.staging.holds:
        person, key = names.get(name.casefold(), ""), find_thing(thing)[0]
        if person in presences and key and not presences[person].holds:
            presences[person] = replace(presences[person], holds=(key,))
    sounds = tuple(dict.fromkeys([*page.sounds, *scene.staging.sounds]))
    held = {key for presence in presences.values() for key in presence.holds}
    staged = tuple(Thing(key) for key, _ in map(find_thing, scene.staging.things) if key)
    return replace(
        page,
        persons=tuple(presences.values()),
        acts=tuple(sorted(acts.values(), key=lambda one: one.word)),
        sounds=sounds,
        things=tuple(thing for thing in staged or page.things if thing.key not in held),
        lit=page.lit if scene.staging.lit is None else scene.staging.lit,
    )
