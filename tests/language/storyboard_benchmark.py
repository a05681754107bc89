"""How well whole stories are read: storyboards against what a person noted that a picture should show.

    python tests/language/storyboard_benchmark.py [-v] [STORY.yaml ...]

The stories in storyboards/ were written, and their pages' contents noted, by people who knew nothing of the reader.
Those in KNOWN were looked at while the reader was made; the others were not.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from digiteller.language.doing import pose_of_verb
from digiteller.language.grammar import language_table
from digiteller.language.parsing import Parser
from digiteller.language.people import described
from digiteller.language.story_reader import read_story
from digiteller.language.storyboard import Page, Person, Presence, Storyboard
from digiteller.language.vocabulary import vocabulary
from digiteller.story import Scene

STORIES = Path(__file__).parent / "storyboards"
KNOWN = frozenset(f"{writer}0{number}" for writer in "abc" for number in range(1, 8))
_MUSIC = {"play": ("perform",), "blow": ("perform",), "whistle": ("perform",)}
"""What is drawn of who plays an instrument."""
_QUIET = {"talk", "stand", "look", "listen", "think", "wait", "work", "smile", "whisper"}
"""What a standing figure shows as well as any other."""


def stories(known: bool | None = None) -> list[Path]:
    """Return the stories, those looked at (True), the others (False), or all."""
    found = sorted(STORIES.glob("*.yaml"))
    return [path for path in found if known is None or (path.stem in KNOWN) is known]


def score(paths: Iterable[Path], parser: Parser) -> tuple[Counter[str], list[str]]:
    """Return counts ("place", "place right", ...) over all pages of stories, and each page's faults as lines."""
    counts: Counter[str] = Counter()
    lines: list[str] = []
    for path in paths:
        story = yaml.safe_load(path.read_text(encoding="utf-8"))
        scenes = [Scene(at, page["text"], "", "calm") for at, page in enumerate(story["pages"], 1)]
        board = read_story(scenes, parser)
        for scene, gold, page in zip(scenes, story["pages"], board.pages, strict=True):
            faults = [*_setting(gold, page, counts), *_persons(gold, page, board, counts), *_things(gold, page, counts)]
            counts["pages"] += 1
            counts["pages right"] += not faults
            lines += [f"{path.stem}.{scene.number}: {'; '.join(faults)}"] if faults else []
    return counts, lines


def rates(counts: Mapping[str, int]) -> dict[str, float]:
    """Return the share of right answers for each sort of question."""
    asked = [name for name in counts if f"{name} right" in counts]
    return {name: counts[f"{name} right"] / counts[name] for name in asked}


def _setting(gold: Mapping[str, Any], page: Page, counts: Counter[str]) -> list[str]:
    faults = []
    place = page.places[0] if page.places else ""
    told = {
        "place": (place, {setting for word in gold["place"] for setting in (word, *_settings(word))}),
        "time": (page.time or "day", set(gold["time"])),
        "weather": (page.weather or "clear", set(gold["weather"])),
    }
    for name, (found, wanted) in told.items():
        if "any" in gold[name] or (name == "weather" and place in vocabulary().rooms):
            continue
        counts[name] += 1
        counts[f"{name} right"] += found in wanted
        faults += [f"{name} {found or 'untold'}, not {' or '.join(gold[name])}"] if found not in wanted else []
    return faults


def _settings(word: str) -> set[str]:
    """Return the settings that a word for a place can mean."""
    named: dict[str, list[str]] = language_table("places.yaml")["settings"]
    of_word = {name for sort, name in vocabulary().phrases.get(tuple(word.split()), ()) if sort == "setting"}
    found = of_word | {name for name, words in named.items() if word in words}
    return found | {"bunk room"} if "bedroom" in found else found


def _persons(gold: Mapping[str, Any], page: Page, board: Storyboard, counts: Counter[str]) -> list[str]:
    faults = []
    people = {person.id: person for person in board.persons}
    left = list(page.persons)
    counts["persons shown"] += len(left)
    for wanted in gold["persons"]:
        found = find_wanted(wanted, left, people, gold["persons"])
        if not wanted.get("maybe"):
            counts["persons"] += 1
            counts["persons right"] += found is not None
        if found is None:
            faults += [] if wanted.get("maybe") else [f"{wanted['who']} is missing"]
            continue
        left.remove(found)
        counts["persons shown right"] += 1
        faults += _one(wanted, found, people[found.person], counts)
    return faults + [f"{one.person} should not be there" for one in left]


def find_wanted(
    wanted: Mapping[str, Any], left: Sequence[Presence], people: Mapping[str, Person], all_wanted: Sequence[Any]
) -> Presence | None:
    """Return who of those on a page is the one wanted: by name or job, else the only one of that kind and traits."""
    for by_job in (False, True):
        for one in left:
            if _called(wanted, people[one.person], by_job):
                return one
    for one in left:
        person = people[one.person]
        unclaimed = not any(_called(other, person) for other in all_wanted)
        alike = _is_kind(wanted, person) and not _traits(wanted, person)
        if unclaimed and alike and (person.count > 1) == (wanted["count"] > 1):
            return one
    return None


def _called(wanted: Mapping[str, Any], person: Person, by_job: bool = True) -> bool:
    if person.id == "i" and wanted["who"] in {"narrator", "i"}:
        return True
    names = f"{person.id} {person.name} {person.job if by_job else ''}"
    return bool(set(_folded(wanted["who"]).split()) & set(_folded(names).split()))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()


def _one(wanted: Mapping[str, Any], found: Presence, person: Person, counts: Counter[str]) -> list[str]:
    kind, traits = _is_kind(wanted, person), _traits(wanted, person)
    poses = {pose for verb in wanted["doing"] for pose in (verb, pose_of_verb(verb), *_MUSIC.get(verb, ()))}
    shown = {found.doing, found.posture, "ride" if found.rides else ""} - {""}
    doing = bool(shown & poses) or (found.doing in _QUIET and bool(poses & _QUIET))
    for name, right in (("kinds", kind), ("traits", not traits), ("doing", doing)):
        counts[name] += 1
        counts[f"{name} right"] += right
    faults = [] if kind else [f"{wanted['who']} is a {person.kind}, not a {wanted['kind']}"]
    faults += [f"{wanted['who']}: {trait}" for trait in traits]
    return faults + ([] if doing else [f"{wanted['who']}: {found.doing}, not {' or '.join(wanted['doing'])}"])


def _is_kind(wanted: Mapping[str, Any], person: Person) -> bool:
    senses = vocabulary().phrases.get(tuple(wanted["kind"].split()), ())
    return person.kind == wanted["kind"] or ("figure", person.kind) in senses


def _traits(wanted: Mapping[str, Any], person: Person) -> list[str]:
    if person.kind != "human":
        return []
    faults = []
    if wanted["sex"] in {"female", "male"} and person.count == 1 and person.sex != wanted["sex"]:
        faults.append(f"{person.sex or 'of no sex'}, not {wanted['sex']}")
    age = person.age or "adult"
    if wanted["age"] not in {"any", "", age} and not (age == "old" and wanted["age"] == "adult"):
        faults.append(f"{age}, not {wanted['age']}")
    told = described(wanted["job"]) if wanted.get("job") else None
    if told is not None and told.job and person.job != told.job:
        faults.append(f"dressed as {person.job or 'nothing'}, not {wanted['job']}")
    return faults


def _things(gold: Mapping[str, Any], page: Page, counts: Counter[str]) -> list[str]:
    faults = []
    wanted = {word: _keys(word) for word in gold["things"]}
    shown = {thing.key for thing in page.things}
    everywhere = shown | {key for one in page.persons for key in (*one.holds, one.rides)}
    for keys in wanted.values():
        if keys:
            counts["things"] += 1
            counts["things right"] += bool(keys & everywhere)
    right = {key for keys in wanted.values() for key in keys}
    counts["things shown"] += len(shown)
    counts["things shown right"] += len(shown & right)
    for word in gold.get("never") or ():
        if _keys(word) & shown - right:
            faults.append(f"{word} is not there")
    return faults


def _keys(word: str) -> set[str]:
    return {value for sort, value in vocabulary().phrases.get(tuple(word.split()), ()) if sort == "prop"}


def main() -> None:
    """Print the figures, and with -v every fault."""
    sys.path.append(str(Path(__file__).parents[1]))
    from reading import parser as english_parser

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("stories", nargs="*", type=Path)
    options.add_argument("-v", "--verbose", action="store_true")
    chosen = options.parse_args()
    sets = {"given": chosen.stories} if chosen.stories else {"known": stories(True), "unseen": stories(False)}
    for name, paths in sets.items():
        counts, lines = score(paths, english_parser())
        print("\n".join(lines) if chosen.verbose else "", end="\n" if chosen.verbose else "")
        print(f"{name}: {len(paths)} stories, {counts['pages']} pages")
        for what, rate in rates(counts).items():
            print(f"  {what}: {counts[f'{what} right']} of {counts[what]}, {rate:.0%}")


if __name__ == "__main__":
    main()
