"""The writer that asks a server, against a real one on this machine that fails in every way that servers do."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xllamacpp

from answering_server import (
    Answer,
    Handler,
    StoryServer,
    cuts_off,
    delta,
    fails,
    is_silent,
    says,
    says_at_once,
    sends,
    served,
)
from commands import digiteller
from digiteller.backends.endpoint_address import check_address, key_variable
from digiteller.backends.openai_client import Server
from digiteller.backends.write.openai import OpenAi
from digiteller.contracts import Brief, PageBrief
from digiteller.errors import SpecError, StageError
from digiteller.options import WriteOptions
from digiteller.story import Script

TEXTS = (
    "On a quiet hill there lived a small fox who loved to watch the moon climb over the dark old pines every night.",
    "One evening she found a lantern in the moss, cold and dusty, and she wished that it would shine once more.",
    "But nobody in the forest knew how to mend it, and the wind blew rain into her eyes until she could not see.",
    "She rubbed the glass and shook the handle, yet the lantern stayed as black as a pond in winter.",
    "Then a firefly landed on the wick and whispered, “May I live here?” and the fox nodded with a smile.",
    "The lantern glowed again, and from that day on nobody in the forest was ever lost after sunset.",
)
PREMISE = "A small fox finds a lantern that has lost its light, and carries it home to make it shine again."


def story(texts: tuple[str, ...] = TEXTS) -> str:
    scenes = [{"text": text, "picture": "a fox with a lantern", "mood": "calm"} for text in texts]
    return json.dumps({"title": "The Lantern", "scenes": scenes})


def scene(text: str) -> str:
    return json.dumps({"text": text, "picture": "a fox", "mood": "happy"})


def drips(seconds: float) -> Answer:
    """Send a little now and then, and never an end."""

    def answer(handler: Handler, _: Any) -> None:
        ends = time.monotonic() + seconds
        handler.stream()
        while time.monotonic() < ends:
            handler.wfile.write(b": still here\n")
            handler.wfile.flush()
            time.sleep(0.02)

    return answer


def refuses(*names: str) -> Callable[[Answer], Answer]:
    """Refuse requests with any of these parameters, as servers do that do not know them."""

    def wrapped(answer: Answer) -> Answer:
        def chosen(handler: Handler, body: dict[str, Any]) -> None:
            unknown = next((name for name in names if name in body), None)
            if unknown:
                handler.send(400, {"error": {"message": f"Unsupported parameter: '{unknown}'"}})
            else:
                answer(handler, body)

        return chosen

    return wrapped


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL", "API_KEY_127_0_0_1"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("digiteller.backends.openai_client.sleep", lambda seconds: None)


def write(server: StoryServer, count: int = 6, language: str = "en", **settings: Any) -> Script:
    writer = OpenAi({}, WriteOptions(), {"server": server.address, **settings})
    brief = Brief(PREMISE, None, (PageBrief(),) * count, language)
    return writer.write(brief, 1, lambda share, text: None)


def test_a_story_in_one_answer(caplog: pytest.LogCaptureFixture) -> None:
    with served(says(story())) as server, caplog.at_level(logging.WARNING, "digiteller"):
        script = write(server)
    assert tuple(scene.text for scene in script.scenes) == TEXTS
    assert (script.title, script.scenes[0].picture, script.scenes[0].mood) == (
        "The Lantern",
        "a fox with a lantern",
        "calm",
    )
    assert caplog.messages == ["teller: 1 answer, 500 tokens read and 300 written"]
    asked = server.asked[0]
    assert asked["model"] == "teller"
    assert asked["response_format"]["json_schema"]["schema"]["properties"]["scenes"]["minItems"] == 6
    assert PREMISE in asked["messages"][1]["content"]


def test_a_server_that_cannot_stream() -> None:
    with served(says_at_once(story())) as server:
        assert len(write(server).scenes) == 6


FAULTS = {
    "429": fails(429, "slow down", Retry_After="2"),
    "500": fails(500),
    "503 without a word": lambda handler, _: handler.send(503, b""),
    "cut stream": cuts_off(story()),
    "cut body": lambda handler, _: handler.send(200, b"{", Content_Length="1000"),
    "no JSON": sends(b"<html>Bad gateway</html>"),
    "wrong JSON": sends(b'{"choices": 7}'),
    "nothing": sends(b""),
    "a list": sends(b"[1, 2]"),
    "an error in the stream": lambda handler, _: handler.stream({"error": {"message": "out of memory"}}),
    "broken event": lambda handler, _: handler.stream(delta("{"), b"{broken"),
    "nested": sends(b"[" * 100_000),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_may_pass_is_tried_again(fault: Answer) -> None:
    with served(fault, fault, says(story())) as server:
        assert len(write(server).scenes) == 6
        assert len(server.asked) == 3


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_does_not_pass_is_told(fault: Answer) -> None:
    with served(fault) as server:
        with pytest.raises(StageError, match="gave no answer in 2 attempts") as caught:
            write(server, attempts=2)
        assert len(server.asked) == 2
    assert caught.value.exit_code == 6


def test_a_silent_server_is_given_up() -> None:
    with served(is_silent(5)) as server:
        asked = Server(server.address, attempts=2, silence=0.2)
        with pytest.raises(StageError, match="it is silent"):
            asked.complete({"messages": []})


def test_a_server_that_talks_forever_is_given_up() -> None:
    with served(drips(5)) as server:
        asked = Server(server.address, attempts=1, silence=3, longest=0.3)
        with pytest.raises(StageError, match=r"more than 0\.3 seconds"):
            asked.complete({"messages": []})


def test_an_answer_without_an_end_does_not_fill_the_memory() -> None:
    with served(sends(b"x" * 5_000_000)) as server, pytest.raises(StageError, match=r"does not end|no JSON"):
        Server(server.address, attempts=1).complete({"messages": []})


def test_a_server_that_is_not_there() -> None:
    with served(says(story())) as server:
        address = server.address
    with pytest.raises(StageError, match="gave no answer") as caught:
        OpenAi({}, WriteOptions(server=address, server_model="x"), {"attempts": 1}).write(
            Brief(PREMISE, None, (PageBrief(),), "en"), 1, lambda share, text: None
        )
    assert "server runs" in str(caught.value.hint)


def test_it_waits_longer_each_time_and_as_long_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("digiteller.backends.openai_client.sleep", waits.append)
    with served(
        fails(500), fails(502), fails(429, Retry_After="7"), fails(429, Retry_After="1e9"), says("x")
    ) as server:
        Server(server.address, attempts=5, first_pause=1).complete({"messages": []})
    assert waits == [1, 2, 7, 8]
    with served(fails(429, Retry_After="86400"), says("x")) as server:
        Server(server.address, attempts=2).complete({"messages": []})
    assert waits[-1] == 60


@pytest.mark.parametrize(("status", "hint"), [(401, "export API_KEY_127_0_0_1="), (404, "/v1"), (400, "None")])
def test_a_refusal_is_final(status: int, hint: str) -> None:
    with served(fails(status, "you may not")) as server:
        with pytest.raises(StageError, match=f"HTTP {status}: you may not") as caught:
            write(server)
        assert len(server.asked) == 1
    assert hint in str(caught.value.hint)


def test_parameters_that_a_server_does_not_know_are_left_out() -> None:
    picky = refuses("response_format", "stream_options", "seed", "temperature", "max_tokens")
    with served(picky(says("Sure! Here it is:\n```json\n" + story() + "\n```"))) as server:
        assert len(write(server).scenes) == 6
    assert set(server.asked[-1]) == {"model", "messages", "stream"}


def test_a_bad_scene_alone_is_asked_for_again() -> None:
    texts = (
        *TEXTS[:2],
        "As an AI language model, I cannot continue this tale of foxes and of lanterns, sorry.",
        *TEXTS[3:],
    )
    with served(says(story(texts)), says(scene(TEXTS[2]))) as server:
        script = write(server)
    assert [scene.text for scene in script.scenes] == list(TEXTS)
    assert len(server.asked) == 2
    assert "talks about itself" in server.asked[1]["messages"][1]["content"]


def test_wrong_json_is_asked_for_scene_by_scene() -> None:
    with served(says('{"tale": 1}'), says("no JSON at all"), *(says(scene(text)) for text in TEXTS)) as server:
        assert [scene.text for scene in write(server).scenes] == list(TEXTS)


def test_what_is_no_story_is_never_passed_on() -> None:
    refusal = says("I'm sorry, but I can't help with that.")
    with served(refusal) as server, pytest.raises(StageError, match="scene 1: no acceptable text") as caught:
        write(server)
    assert caught.value.exit_code == 6


class TestModel:
    def test_the_only_one_is_taken(self) -> None:
        with served(says(story()), models=("llama",)) as server:
            write(server)
        assert server.asked[0]["model"] == "llama"

    def test_one_of_several_must_be_chosen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with served(says(story()), models=("a", "b")) as server:
            with pytest.raises(SpecError, match="2 models: a, b") as caught:
                write(server)
            assert "server_model" in str(caught.value.hint)
            write(server, model="b")
            assert server.asked[-1]["model"] == "b"
            monkeypatch.setenv("OPENAI_MODEL", "a")
            write(server)
            assert server.asked[-1]["model"] == "a"


class TestKeys:
    def test_a_key_goes_to_its_own_server_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", "sk-for-another-server-0123456789")
        with served(says(story())) as server:
            write(server)
            assert {key for _, key in server.paths} == {None}
            monkeypatch.setenv("API_KEY_127_0_0_1", "local-key-1")
            write(server)
            assert server.paths[-1][1] == "Bearer local-key-1"
            monkeypatch.setenv("OPENAI_BASE_URL", server.address)
            OpenAi({}, WriteOptions(), {}).write(Brief(PREMISE, None, (PageBrief(),) * 6, "en"), 1, lambda *_: None)
            assert server.paths[-1][1] == "Bearer sk-for-another-server-0123456789"

    def test_names_of_keys(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert key_variable("https://api.openai.com/v1") == "OPENAI_API_KEY"
        assert key_variable("https://api.openai.com.evil.org/v1") == "API_KEY_API_OPENAI_COM_EVIL_ORG"
        assert key_variable("http://api.openai.com/v1") == "API_KEY_API_OPENAI_COM"
        monkeypatch.setenv("OPENAI_BASE_URL", "https://my.host:8443/v1")
        assert key_variable("https://my.host:8443/other") == "OPENAI_API_KEY"
        assert key_variable("https://my.host/v1") == "API_KEY_MY_HOST"

    def test_a_server_that_sends_elsewhere_is_not_followed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("API_KEY_127_0_0_1", "local-key-1")
        with served(says(story())) as other, served(fails(307, Location=f"{other.address}/chat/completions")) as server:
            with pytest.raises(StageError, match="HTTP 307"):
                write(server)
            assert other.paths == []

    def test_a_key_that_a_server_repeats_is_not_shown(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("API_KEY_127_0_0_1", "local-key-12345")
        refusal = fails(401, "the key local-key-12345 is wrong")
        with served(refusal) as server, pytest.raises(StageError) as caught:
            write(server)
        assert "local-key-12345" not in str(caught.value)

    def test_a_key_with_a_line_break_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("API_KEY_127_0_0_1", "one\ntwo")
        with served(says(story())) as server, pytest.raises(SpecError, match="API_KEY_127_0_0_1 holds") as caught:
            write(server)
        assert "two" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "ftp://x/v1",
            "x",
            "https://",
            "https://host/v1?key=1",
            "https://a b/",
            "https://[::1",
            "https://host:99999/v1",
        ),
        *("https://me:secret@host/v1", "http://192.168.1.4/v1", "http://localhost.evil.org/v1", "https://h/\n"),
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(SpecError) as caught:
        check_address(address, trusted=False)
    assert "secret" not in str(caught.value)


def test_the_user_may_name_a_server_of_the_house_without_tls() -> None:
    assert check_address("http://192.168.1.4:8000/v1", trusted=True)
    assert check_address("http://localhost:11434/v1", trusted=False)


SPEC = f"premise: {PREMISE}\nscenes: 6\nwrite: {{model: openai, server: %s}}\n"


def test_the_command_writes_and_keeps_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_KEY_127_0_0_1", "local-key-12345")
    with served(says(story())) as server:
        (tmp_path / "fox.yaml").write_text(SPEC % server.address)
        done = digiteller("write", tmp_path / "fox.yaml")
        assert done.returncode == 0, done.stderr
        assert digiteller("write", tmp_path / "fox.yaml").returncode == 0
        assert len(server.asked) == 1  # what is up to date is not paid for twice
    script = json.loads((tmp_path / "fox" / "script.json").read_text())
    assert [scene["text"] for scene in script["scenes"]] == list(TEXTS)
    assert "500 tokens read and 300 written" in done.stderr
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(b"local-key-12345" in content for content in [*kept, done.stderr.encode(), done.stdout.encode()])
    assert {key for _, key in server.paths} == {"Bearer local-key-12345"}


def test_offline_asks_nobody(tmp_path: Path) -> None:
    with served(says(story())) as server:
        (tmp_path / "fox.yaml").write_text(SPEC % server.address)
        done = digiteller("write", tmp_path / "fox.yaml", "--offline")
    assert (done.returncode, server.paths) == (2, [])
    assert "--offline forbids" in done.stderr


def test_a_failing_server_is_exit_code_6(tmp_path: Path) -> None:
    with served(fails(500)) as server:
        (tmp_path / "fox.yaml").write_text(SPEC % server.address)
        done = digiteller("write", tmp_path / "fox.yaml", "--max-attempts", "2")
    assert done.returncode == 6
    assert len(server.asked) == 2
    assert "in 2 attempts: HTTP 500" in done.stderr
    assert not (tmp_path / "fox" / "script.json").exists()


@pytest.mark.slow
def test_llama_cpp_s_own_server(model_files: Callable[[str, str], dict[str, Path]]) -> None:
    """The small model tells no good stories when it is asked so, but it answers as every llama.cpp server does."""
    params = xllamacpp.CommonParams()
    params.model.path = str(next(iter(model_files("write", "smollm2-135m").values())))
    params.n_ctx, params.n_parallel, params.verbosity, params.warmup, params.fit_params = 1024, 1, -1, False, False
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.api_keys = ["local-key-1"]
    engine = xllamacpp.Server(params)
    server = Server(f"{engine.listening_address}/v1", attempts=1)
    question = {"messages": [{"role": "user", "content": "Say hello."}], "temperature": 0, "max_tokens": 60}
    schema = {"type": "object", "properties": {"mood": {"enum": ["calm"]}}, "required": ["mood"]}
    with pytest.raises(StageError, match="HTTP 401"):
        server.complete(question)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("API_KEY_127_0_0_1", "local-key-1")
        assert len(server.models()) == 1
        form = {"type": "json_schema", "json_schema": {"name": "story", "schema": schema, "strict": True}}
        reply = server.complete({**question, "response_format": form})
    assert json.loads(reply.text) == {"mood": "calm"}
    assert reply.tokens_read > 5
    assert 0 < reply.tokens_written <= 60
