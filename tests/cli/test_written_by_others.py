"""Stories that a chat wrote, and one of several tellings, become the project's script as any other does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands import digiteller

SPEC = """
title: The Otter
premise: A shy otter wants to sing at the harvest feast.
scenes: 3
"""
TEXTS = [
    "Ola the otter knew every song of the river by heart, but she only sang them under water, where nobody could hear.",
    "On the evening of the harvest feast she hid behind the pumpkins, and her knees shook whenever somebody clapped.",
    "Then the lamp went out, and in the dark Ola sang at last, and the whole feast sang the second verse with her.",
]


def answered(texts: list[str] = TEXTS) -> str:
    scenes = [{"text": text, "picture": "an otter", "mood": "playful"} for text in texts]
    return f"Of course! Here it is:\n```json\n{json.dumps({'title': 'Ola Sings', 'scenes': scenes})}\n```"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "otter.yaml").write_text(SPEC, encoding="utf-8")
    return tmp_path / "otter"


def texts_of(path: Path) -> list[str]:
    return [scene["text"] for scene in json.loads(path.read_text(encoding="utf-8"))["scenes"]]


def take(project: Path, answer: str):
    file = project.parent / "answer.txt"
    file.write_text(answer, encoding="utf-8")
    return digiteller("write", project.parent / "otter.yaml", "--answer", file, "-p", project)


def test_the_prompt_tells_premise_title_and_number_of_scenes(project: Path) -> None:
    done = digiteller("prompt", project.parent / "otter.yaml", "-p", project)
    assert done.returncode == 0, done.stderr
    assert "A shy otter wants to sing" in done.stdout and "The Otter" in done.stdout and "3 scenes" in done.stdout
    assert '"scenes": [{"text"' in done.stdout and "triumphant" in done.stdout


def test_what_a_chat_answered_is_the_script(project: Path) -> None:
    done = take(project, answered())
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{project / 'script.json'}\n"
    script = json.loads((project / "script.json").read_text(encoding="utf-8"))
    assert [scene["text"] for scene in script["scenes"]] == TEXTS
    assert script["title"] == "The Otter" and script["scenes"][0]["mood"] == "playful"
    again = digiteller("write", "-p", project)
    assert again.returncode == 0 and texts_of(project / "script.json") == TEXTS


LISTED = "1. A list\n2. of things that happen one after the other and never end in prose here"
SAILED = "The sea was calm and a ship sailed away to the far lands of gold."


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("I am sorry, I cannot do that.", "it has 0 scenes"),
        (answered(TEXTS[:2]), "it has 2 scenes; the story has 3"),
        (answered([*TEXTS[:2], LISTED]), "list"),
        (answered([SAILED] * 3), "it repeats another scene"),
    ],
)
def test_what_is_no_story_of_this_spec_is_refused(project: Path, answer: str, why: str) -> None:
    done = take(project, answer)
    assert done.returncode == 3
    assert why in done.stderr and "digiteller prompt" in done.stderr
    assert not (project / "script.json").exists()


def test_a_script_that_the_user_changed_is_set_aside(project: Path) -> None:
    assert take(project, answered()).returncode == 0
    path = project / "script.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Ola", "Ula"), encoding="utf-8")
    done = take(project, answered())
    assert done.returncode == 0 and "script.yours-1.json" in done.stderr
    assert "Ula" in texts_of(project / "script.yours-1.json")[0] and texts_of(path) == TEXTS


def test_several_tellings_differ_and_one_is_chosen(project: Path) -> None:
    done = digiteller("write", project.parent / "otter.yaml", "--takes", "3", "-p", project)
    assert done.returncode == 0, done.stderr
    told = [texts_of(project / f"script.{number}.json") for number in (1, 2, 3)]
    assert told[0] != told[1] != told[2] != told[0]
    assert not (project / "script.json").exists()
    assert all(f"script.{number}.json" in done.stdout for number in (1, 2, 3))
    done = digiteller("write", "--pick", "2", "-p", project)
    assert done.returncode == 0, done.stderr
    assert texts_of(project / "script.json") == told[1]
    other = digiteller("write", "--pick", "3", "-p", project)
    assert "yours-1" not in other.stderr and texts_of(project / "script.json") == told[2]
    again = digiteller("write", "--takes", "3", "-p", project)
    assert "made" not in again.stderr.splitlines()[-1].replace("0 made", "")


def test_the_first_telling_is_that_of_write_alone(project: Path) -> None:
    spec = project.parent / "otter.yaml"
    digiteller("write", spec, "--takes", "1", "-p", project)
    digiteller("write", spec, "-p", project)
    assert texts_of(project / "script.json") == texts_of(project / "script.1.json")


def test_a_telling_that_is_not_there_cannot_be_chosen(project: Path) -> None:
    digiteller("write", project.parent / "otter.yaml", "--takes", "1", "-p", project)
    done = digiteller("write", "--pick", "4", "-p", project)
    assert done.returncode == 3 and "--takes 4" in done.stderr


@pytest.mark.parametrize(
    "options",
    [
        ("--takes", "2", "--pick", "1"),
        ("--force", "--pick", "1"),
        ("--takes", "0"),
        ("--model", "smollm2-135m", "--pick", "1"),
    ],
)
def test_steps_are_not_mixed(project: Path, options: tuple[str, ...]) -> None:
    assert digiteller("write", project.parent / "otter.yaml", *options, "-p", project).returncode == 2
