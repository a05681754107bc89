"""The reader that asks a server, against one on this machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from answering_server import StoryServer, fails, says, served
from commands import digiteller
from digiteller.backends.read.chat_reader import ChatReader
from digiteller.errors import SpecError, StageError
from digiteller.language.storyboard import Storyboard
from digiteller.options import ReadOptions

FOX = {"id": "fox", "kind": "fox", "color": "white"}


def answer(*places: str) -> str:
    pages = [{"place": place, "persons": [{"id": "fox", "doing": "sit"}]} for place in places]
    return json.dumps({"persons": [FOX], "pages": pages})


def read(server: StoryServer, pages: int = 1) -> Storyboard:
    reader = ChatReader({}, ReadOptions(server=server.address), {})
    return reader.read_story("The Fox", [f"Page text {number}." for number in range(pages)], 5, lambda *_: None)


def test_a_story_is_read_from_one_answer() -> None:
    with served(says(answer("kitchen", "sea"))) as server:
        board = read(server, 2)
    assert [page.places for page in board.pages] == [("kitchen",), ("sea",)]
    assert board.persons[0].color == "white"
    (asked,) = server.asked
    assert "Page 2: Page text 1." in asked["messages"][0]["content"]
    assert (asked["model"], asked["seed"], asked["response_format"]) == ("teller", 5, {"type": "json_object"})


def test_a_bad_answer_is_asked_for_again_bolder() -> None:
    with served(says("Sorry."), says(answer("sea", "sea")), says(answer("sea"))) as server:
        assert read(server).pages[0].places == ("sea",)
    assert [asked["temperature"] for asked in server.asked] == [0.2, 0.4, 0.6]


def test_no_usable_answer_is_told_with_the_reasons() -> None:
    with served(says("Sorry.")) as server, pytest.raises(StageError, match="3 tries: there is no JSON") as caught:
        read(server)
    assert "leave the reading to digiteller" in str(caught.value.hint)


def test_a_long_story_is_read_in_parts_that_know_the_persons_before() -> None:
    with served(says(answer(*["sea"] * 12)), says(answer("kitchen"))) as server:
        board = read(server, 13)
    assert len(board.pages) == 13
    assert [person.id for person in board.persons] == ["fox"]
    first, second = (asked["messages"][0]["content"] for asked in server.asked)
    assert "who keep their ids" not in first
    assert '{"id": "fox", "kind": "fox", "color": "white"}' in second


def test_a_server_with_several_models_wants_one_chosen() -> None:
    with served(says(""), models=("a", "b")) as server, pytest.raises(SpecError, match="has 2 models") as caught:
        read(server)
    assert "read: {server_model: NAME}" in str(caught.value.hint)


def test_the_command_reads_any_language_with_it_and_never_offline(tmp_path: Path) -> None:
    with served(says(answer("kitchen"))) as server:
        (tmp_path / "story.yaml").write_text(
            "language: de\nscenes: [{text: Ein Fuchs saß in der Küche.}]\n"
            f"read: {{model: openai, server: '{server.address}'}}\n"
        )
        assert digiteller("write", "-p", tmp_path).returncode == 0
        offline = digiteller("storyboard", "--offline", "-p", tmp_path)
        assert offline.returncode == 2 and "openai asks a server" in offline.stderr
        done = digiteller("storyboard", "-p", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "place       kitchen" in done.stdout and "white fox" in done.stdout
    assert "Ein Fuchs saß in der Küche." in server.asked[0]["messages"][0]["content"]


def test_a_server_that_refuses_is_told(tmp_path: Path) -> None:
    with served(fails(401, "who are you")) as server, pytest.raises(StageError, match="HTTP 401: who are you"):
        read(server)
