from __future__ import annotations

import codecs
import copy
import json
import random
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from digiteller.errors import MissingInputError, SpecError
from digiteller.language.page_content import Figure, Inset, Thing
from digiteller.language.storyboard import Line, Page, Person, Presence, Storyboard, Unshown
from digiteller.project.folder import Project
from digiteller.project.storyboard_file import json_schema, known_names, load_storyboard, save_storyboard
from digiteller.story import Scene, Script

SCRIPT = Script("T", "en", (Scene(1, "A fox.", "", "calm"), Scene(2, "An owl.", "", "sad")))
BOARD = Storyboard(
    (
        Person("fox", "fox", "Pip", "female", "child", "", ("freckles",), ("red coat",), "red", "small"),
        Person("owl 2", "owl", count=3),
    ),
    (
        Page(
            ("kitchen", "castle"),
            "table",
            "dusk",
            "rain",
            "calm",
            (Presence("fox", "sleep", (0, 2), ("🍞",), "red", ("hat",), "", False, "in bed"), Presence("owl 2")),
            (Thing("own:lantern", 2, "red", "on", "table"),),
            (Inset("thought", "fox", "sea", (Figure("dog"),), (Thing("🍎"),)),),
            ("bell",),
            False,
            True,
            (Unshown("trebuchet", "no drawing"),),
            (("place", (3, 4)), ("persons/fox", (2,))),
            (Line(("fox", "owl 2"), 0, 1),),
        ),
        Page(),
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    save_storyboard(tmp_path / "storyboard.json", BOARD)
    return tmp_path / "storyboard.json"


def load(path: Path) -> Storyboard:
    return load_storyboard(Project(path.parent), SCRIPT)


def test_a_storyboard_reads_back_the_same(path: Path) -> None:
    assert load(path) == BOARD


def test_what_is_not_told_is_not_written_and_numbers_stand_on_one_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert '"words": [0, 2]' in text
    assert json.loads(text)["pages"][1] == {}
    assert list(json.loads(text)) == ["persons", "pages"]


def test_the_schema_is_valid_and_accepts_it(path: Path) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), json_schema())
    wrong = json.loads(path.read_text(encoding="utf-8"))
    wrong["pages"][0]["places"] = ["kitchn"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, json_schema())


def test_a_missing_one_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError) as caught:
        load(tmp_path / "storyboard.json")
    assert caught.value.hint == f"digiteller storyboard -p {tmp_path}"


CHANGES: list[tuple[Any, Any, str]] = [
    (("pages", 0, "places"), ["kitchn"], "pages.1.places.1: there is no place called 'kitchn'; did you mean: kitchen"),
    (("pages", 0, "places"), "kitchen", "pages.1.places"),
    (("pages", 0, "time"), "noon", "pages.1.time: there is no time called 'noon'; there are: dawn, day, dusk, night"),
    (("pages", 0, "weather"), "rian", "pages.1.weather: there is no weather called 'rian'; did you mean: rain"),
    (("pages", 0, "mood"), "odd", "pages.1.mood: there is no mood called 'odd'"),
    (("pages", 0, "persons", 0, "person"), "fix", "pages.1.persons.1.person: there is no person called 'fix'; did you"),
    (("pages", 0, "persons", 0, "doing"), "slep", "pages.1.persons.1.doing: there is no action called 'slep'; did you"),
    (("pages", 0, "persons", 0, "doing"), "", "pages.1.persons.1.doing: there is no action called ''"),
    (("pages", 0, "persons", 0, "holds"), ["bread"], "pages.1.persons.1.holds.1: there is no thing called 'bread'"),
    (("pages", 0, "persons", 0, "drives"), "perhaps", "pages.1.persons.1.drives"),
    (("pages", 0, "persons", 0, "color"), "red", "pages.1.persons.1.color: Unexpected keyword argument"),
    (("pages", 0, "persons"), [{"person": "fox"}] * 13, "pages.1.persons: there are 13; a page has room for 12"),
    (("pages", 0, "things", 0, "key"), "own:dragon", "pages.1.things.1.key: there is no thing called 'own:dragon'"),
    (("pages", 0, "things", 0, "kee"), "x", "pages.1.things.1.kee: Unexpected keyword argument"),
    (("pages", 0, "things", 0, "relation"), "within", "pages.1.things.1.relation"),
    (("pages", 0, "things", 0, "count"), 10**30, "pages.1.things.1.count"),
    (("pages", 0, "things", 0, "count"), 0, "pages.1.things.1.count: this should be a number from 1 to 99"),
    (("pages", 0, "things", 0, "count"), float("nan"), "pages.1.things.1.count"),
    (("pages", 0, "lines", 0, "persons", 1), "nobody", "pages.1.lines.1.persons: there is no person called 'nobody'"),
    (("pages", 0, "insets", 0, "of"), "nobody", "pages.1.insets.1.of: there is no person called 'nobody'"),
    (("pages", 0, "insets", 0, "place"), "see", "pages.1.insets.1.place: there is no place called 'see'"),
    (
        ("pages", 0, "insets", 0, "figures", 0, "kind"),
        "",
        "pages.1.insets.1.figures.1.kind: there is no kind",
    ),
    (("persons", 0, "kind"), "foxx", "persons.1.kind: there is no kind called 'foxx'; did you mean: fox"),
    (("persons", 0, "color"), "reddish", "persons.1.color: there is no color called 'reddish'"),
    (("persons", 0, "sex"), "f", "persons.1.sex"),
    (("persons", 0, "count"), -1, "persons.1.count: this should be a number from 1 to 99"),
    (("persons", 0, "name"), "a\x1b[2J", "persons.1.name: this holds a control character (U+001B)"),
    (("persons", 0, "name"), "a" * 5000, "persons.1.name: this has 5,000 characters; at most 300 are allowed"),
    (("persons", 1, "id"), "fox", "persons.2.id: 'fox' is the id of another person, too"),
    (("persons", 1, "id"), " ", "persons.2.id: this must not be empty"),
    (("persons", 0, "looks"), ["x"] * 400, "persons.1.looks: there are 400; at most 300 are allowed"),
    (("pages",), [{}], "pages: there are 1; the story has 2"),
    (("pages",), None, "pages"),
    (("persons",), {}, "persons"),
    ((), [], "Input should be"),
    ((), None, "Input should be"),
]


@pytest.mark.parametrize(("place", "value", "says"), CHANGES)
def test_a_bad_edit_is_explained(path: Path, place: tuple[Any, ...], value: Any, says: str) -> None:
    path.write_text(json.dumps(changed(json.loads(path.read_text(encoding="utf-8")), place, value)), encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load(path)
    assert says in caught.value.message
    assert caught.value.message.startswith(f"{path}: ")
    assert f"digiteller storyboard --force -p {path.parent}" in str(caught.value.hint)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[" * 100_000, b'{"persons": ' + b"[" * 5000, b"\xff\xfe{}", b'"\\ud800"', b"NaN", b" " * 5_000_001],
)
def test_what_is_no_storyboard_is_explained(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(SpecError, match=r"storyboard\.json: "):
        load(path)


def test_an_editors_byte_order_mark_does_no_harm(path: Path) -> None:
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    assert load(path) == BOARD


def test_no_edit_ends_in_a_traceback(path: Path) -> None:
    chance = random.Random(7)
    values = [None, True, -1, 0, 10**40, 1.5, float("nan"), float("inf"), "", "fox", "\x00", "é" * 400, [], {}, [[]]]
    whole = json.loads(path.read_text(encoding="utf-8"))
    refused = 0
    for _ in range(400):
        value = copy.deepcopy(whole)
        for _ in range(chance.randint(1, 3)):
            value = changed(value, somewhere(value, chance), chance.choice(values))
        path.write_text(json.dumps(value), encoding="utf-8")
        try:
            load(path).moments()
        except SpecError as error:
            refused += 1
            assert len(error.message) < 5000
    assert 200 < refused < 400


def changed(value: Any, place: tuple[Any, ...], new: Any) -> Any:
    """Return JSON with another value at a place."""
    if not place:
        return new
    inner = copy.deepcopy(value)
    inner[place[0]] = changed(inner[place[0]] if len(place) > 1 else None, place[1:], new)
    return inner


def somewhere(value: Any, chance: random.Random) -> tuple[Any, ...]:
    """Return a place in JSON."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    if not keys or chance.random() < 0.15:
        return ()
    key = chance.choice(keys)
    return (key, *somewhere(value[key], chance))


def test_all_that_words_can_mean_may_stand_in_a_storyboard() -> None:
    told = {
        key
        for text in files("digiteller.language").iterdir()
        if text.name.endswith(".yaml")
        for key in re.findall(r"own:[a-z][a-z' -]*[a-z]", text.read_text(encoding="utf-8"))
    }
    assert told <= known_names("thing")
