from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from commands import digiteller
from digiteller.cli.storyboard_view import describe_storyboard
from digiteller.language.page_content import Figure, Inset, Thing
from digiteller.language.storyboard import Line, Page, Person, Presence, Storyboard, Unshown
from digiteller.story import Scene, Script

TEXT = "At dusk the old captain slept in her bed, far from the trebuchet."
BOARD = Storyboard(
    (Person("captain", "human", "Ada", "female", "old", "captain", ("red hair",), ("hat",)), Person("mouse", count=3)),
    (
        Page(
            ("bedroom", "ship"),
            "bed",
            "dusk",
            "",
            "calm",
            (
                Presence("captain", "sleep", (4, 5, 99), ("🍞",), "red", slot="in bed"),
                Presence("mouse", rides="own:boat", drives=True),
            ),
            (Thing("own:lantern", 2, "red", "on", "table"),),
            (Inset("thought", "captain", "sea", (Figure("dog"),), (Thing("🍎"),)),),
            ("snoring",),
            False,
            True,
            (Unshown("trebuchet", "no drawing"),),
            (("time", (0, 1)), ("place", (6, 8))),
            (Line(("captain", "mouse"), 0, 1), Line((), 3, 3)),
        ),
    ),
)
SHOWN = """\
T
    captain     old female human, captain, red hair, wears hat, called Ada
    mouse       human, 3 of them

1   At dusk the old captain slept in her bed, far from the trebuchet.
    place       bedroom, in the ship, at the bed  <- "in … bed,"
    time        dusk  <- "At dusk"
    mood        calm
    captain     sleep, in bed, holds red 🍞 bread  <- "captain slept"
    mouse       stand, 3 of them, drives boat
    says        captain and mouse  <- "At dusk"
    says        somebody  <- "old"
    thing       2 of red lantern, on table
    thought     of captain, sea, dog, 🍎 red apple
    light       lamps are out
    fire        burns
    sounds      snoring
    NOT SHOWN   "trebuchet": no drawing"""


def test_each_part_is_shown_with_its_words() -> None:
    script = Script("T", "en", (Scene(1, TEXT, "", "calm"),))
    assert "\n".join(describe_storyboard(script, BOARD)) == SHOWN
    assert "\n".join(describe_storyboard(script, BOARD, 1)) == SHOWN.partition("\n\n")[2]


def test_no_line_is_longer_than_a_hundred_letters() -> None:
    long = Page(("meadow",), things=(Thing("own:lantern", color="red"),) * 12, sounds=("a very loud noise",) * 40)
    script = Script("Title " * 60, "en", (Scene(1, "word " * 300, "", "calm"),))
    lines = list(describe_storyboard(script, Storyboard((), (long,))))
    assert max(map(len, lines)) <= 100


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story")
    (folder / "story.yaml").write_text("scenes:\n  - text: A fox sat in the kitchen.\n  - text: It rained.\n")
    assert digiteller("write", folder / "story.yaml", "-p", folder).returncode == 0
    return folder


def test_it_is_made_first_and_then_only_shown_without_the_parser(project: Path) -> None:
    done = digiteller("storyboard", "-p", project)
    assert done.returncode == 0, done.stderr
    assert "storyboard: storyboard.json made" in done.stderr
    assert "1   A fox sat in the kitchen." in done.stdout and "kitchen" in done.stdout
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: print('loaded:', sorted({'spacy', 'thinc', 'numpy'} & set(sys.modules))))\n"
        f"sys.argv = ['digiteller', 'storyboard', '--json', '-p', {str(project)!r}]\n"
        "from digiteller.cli.main import main\n"
        "main()"
    )
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    text, _, loaded = again.stdout.rpartition("loaded: ")
    assert text == (project / "storyboard.json").read_text(encoding="utf-8")
    assert "storyboard: up to date" in again.stderr
    assert "spacy" not in loaded


def test_one_scene_and_an_edit_with_a_mistake(project: Path) -> None:
    assert digiteller("storyboard", "-p", project, "--scene", "2").stdout.startswith("2   It rained.\n    place ")
    path = project / "storyboard.json"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("kitchen", "kitchn"), encoding="utf-8")
    done = digiteller("storyboard", "-p", project, "-q")
    path.write_text(before, encoding="utf-8")
    assert done.returncode == 3
    assert "storyboard.json: pages.1.places.1: there is no place called 'kitchn'; did you mean: kitchen" in done.stderr
    assert f"digiteller storyboard --force -p {project}" in done.stderr


def test_the_schema_is_printed() -> None:
    schema = json.loads(digiteller("schema", "storyboard").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "kitchen" in schema["$defs"]["Page"]["properties"]["places"]["items"]["enum"]
    assert "scenes" in json.loads(digiteller("schema").stdout)["properties"]
