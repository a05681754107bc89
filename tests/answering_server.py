"""A server of this machine that speaks OpenAI's interface, and answers as a test wants it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler", dict[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    server: StoryServer

    def do_GET(self) -> None:
        self.server.paths.append((self.path, self.headers.get("Authorization")))
        self.send(200, {"data": [{"id": name} for name in self.server.models]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.paths.append((self.path, self.headers.get("Authorization")))
        self.server.asked.append(body)
        answers = self.server.answers
        (answers.pop(0) if len(answers) > 1 else answers[0])(self, body)

    def send(self, status: int, body: Any, **headers: str) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def stream(self, *events: Any) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for event in events:
            self.wfile.write(b"data: " + (event if isinstance(event, bytes) else json.dumps(event).encode()) + b"\n\n")

    def log_message(self, format: str, *args: Any) -> None:
        pass


class StoryServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answers: list[Answer], models: tuple[str, ...]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.models = answers, models
        self.asked: list[dict[str, Any]] = []
        self.paths: list[tuple[str, str | None]] = []
        self.address = f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # a client that no longer listens is what some tests are about


@contextmanager
def served(*answers: Answer, models: tuple[str, ...] = ("teller",)) -> Iterator[StoryServer]:
    with StoryServer(list(answers), models) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def delta(text: str, finish: str | None = None) -> dict[str, Any]:
    return {"choices": [{"delta": {"content": text}, "finish_reason": finish}]}


def says(text: str) -> Answer:
    """Answer in a stream, a few letters at a time, and count the tokens."""
    pieces = [delta(text[at : at + 40]) for at in range(0, len(text), 40)]
    usage = {"choices": [], "usage": {"prompt_tokens": 500, "completion_tokens": 300}}
    return lambda handler, _: handler.stream(*pieces, delta("", "stop"), usage, b"[DONE]")


def says_at_once(text: str) -> Answer:
    """Answer with one JSON object, as servers do that cannot stream."""
    return lambda handler, _: handler.send(
        200, {"choices": [{"message": {"content": text}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 7}}
    )


def fails(status: int, message: str = "no", **headers: str) -> Answer:
    return lambda handler, _: handler.send(status, {"error": {"message": message}}, **headers)


def is_silent(seconds: float) -> Answer:
    return lambda handler, _: time.sleep(seconds)


def cuts_off(text: str) -> Answer:
    """End the stream in the middle, without its end mark."""
    return lambda handler, _: handler.stream(delta(text[: len(text) // 2]))


def sends(content: bytes) -> Answer:
    return lambda handler, _: handler.send(200, content)
