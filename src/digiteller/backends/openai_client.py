"""A server that speaks OpenAI's interface: one question, asked with patience."""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from time import monotonic, sleep
from typing import IO, Any, NoReturn, TypeVar

from digiteller.backends.endpoint_address import display_address, is_local, key_for, key_variable
from digiteller.errors import StageError
from digiteller.system.secrets import redact

_MOST_BYTES = 4_000_000
"""Of an answer; a story has a few thousand."""
_MOST_SHOWN = 300
_LONGEST_PAUSE = 60.0
_OPTIONAL = ("response_format", "stream_options", "seed", "temperature", "max_tokens")
"""What a server may not know, and a story can be asked for without."""
_AGAIN = {408, 409, 425, 429, 500, 502, 503, 504, 529}
"""Statuses after which the same question may be answered."""


T = TypeVar("T")


class TryAgainError(Exception):
    """A failure that need not come again."""

    def __init__(self, reason: str, pause: float | None = None) -> None:
        super().__init__(reason)
        self.pause = pause
        """Seconds after which the server wants to be asked again."""


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    text: str
    tokens_read: int
    """0 if it does not tell."""
    tokens_written: int


@dataclass
class Server:
    """A server, and what is known of it."""

    address: str
    """Its base address, such as ``https://api.openai.com/v1``."""
    attempts: int = 4
    """How often it is asked before it is given up."""
    silence: float = 60.0
    """Seconds without a byte after which it counts as gone."""
    longest: float = 600.0
    """Seconds that an answer may take."""
    first_pause: float = 1.0
    """Seconds before the second attempt; each further one waits twice as long."""
    _refused: set[str] = field(default_factory=set)

    def complete(self, body: Mapping[str, Any]) -> Reply:
        """Return the answer to a chat completion, asked for in a stream.

        Raises:
            StageError: it refuses, or does not answer in any attempt.
        """
        body = {**body, "stream": True, "stream_options": {"include_usage": True}}
        return self._patiently(lambda: self._complete(body))

    def models(self) -> list[str]:
        """Return what the server calls its models.

        Raises:
            StageError: it refuses, or does not answer in any attempt.
        """
        return self._patiently(self._models)

    def _patiently(self, ask: Callable[[], T]) -> T:
        reasons: dict[str, None] = {}
        for attempt in range(self.attempts):
            try:
                return ask()
            except TryAgainError as error:
                reasons[str(error)] = None
                if attempt + 1 < self.attempts:
                    pause = self.first_pause * 2**attempt if error.pause is None else error.pause
                    sleep(min(_LONGEST_PAUSE, pause))
        raise StageError(
            f"{display_address(self.address)} gave no answer in {self.attempts} attempts: {'; '.join(reasons)}",
            hint="look whether the server runs, then run the same command again",
        )

    def _complete(self, body: Mapping[str, Any]) -> Reply:
        while True:
            sent = {name: value for name, value in body.items() if name not in self._refused}
            try:
                with self._open("chat/completions", sent) as response:
                    return _read_answer(self._lines(response))
            except _RefusedError as refusal:
                unknown = next((name for name in _OPTIONAL if name in sent and name in refusal.message), None)
                if unknown is None:
                    refusal.tell(self.address)
                self._refused.add(unknown)

    def _models(self) -> list[str]:
        try:
            with self._open("models") as response:
                found = json.loads(b"\n".join(self._lines(response)))
        except _RefusedError as refusal:
            refusal.tell(self.address)
        except ValueError as error:
            raise TryAgainError("its list of models is no JSON") from error
        listed = found.get("data") if isinstance(found, dict) else None
        names = [model.get("id") for model in listed or [] if isinstance(model, dict)]
        return [name for name in names if isinstance(name, str)]

    def _open(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        headers = {"Content-Type": "application/json", "Accept": "text/event-stream, application/json"}
        if key := key_for(self.address):
            headers["Authorization"] = f"Bearer {key}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address.rstrip('/')}/{path}", data, headers)
        try:
            return (_direct if is_local(self.address) else _opener).open(request, timeout=self.silence)
        except urllib.error.HTTPError as error:
            with error:
                message = _reason(error)
            status = f"HTTP {error.code}{': ' if message else ''}{message}"
            if error.code in _AGAIN:
                raise TryAgainError(status, _wanted_pause(error.headers)) from error
            raise _RefusedError(error.code, message) from error
        except (OSError, http.client.HTTPException) as error:
            raise TryAgainError(_said(error)) from error

    def _lines(self, response: IO[bytes]) -> Iterator[bytes]:
        """Yield the lines of a response, as long as it is neither too long nor too slow."""
        ends, received = monotonic() + self.longest, 0
        try:
            while line := response.readline(_MOST_BYTES):
                received += len(line)
                if received > _MOST_BYTES:
                    raise TryAgainError("its answer does not end")
                if monotonic() > ends:
                    raise TryAgainError(f"its answer took more than {self.longest:g} seconds")
                yield line.strip()
        except (OSError, http.client.HTTPException) as error:
            raise TryAgainError(_said(error)) from error


class _RefusedError(Exception):
    """The server does not want to answer this question."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message

    def tell(self, address: str) -> NoReturn:
        """Raise it as what the user is told."""
        hints = {
            401: f"give it your key: export {key_variable(address)}=...",
            403: f"give it a key that may do this: export {key_variable(address)}=...",
            404: "look at the address, which ends with /v1 on most servers, and at the model's name",
        }
        raise StageError(
            f"{display_address(address)} refused: HTTP {self.status}{': ' if self.message else ''}{self.message}",
            hint=hints.get(self.status),
        )


class _StaysHere(urllib.request.HTTPRedirectHandler):
    """Follows no server elsewhere: what it is sent, and the key, are for it alone."""

    def redirect_request(self, *_: Any) -> None:
        return None


_opener = urllib.request.build_opener(_StaysHere)
_direct = urllib.request.build_opener(_StaysHere, urllib.request.ProxyHandler({}))
"""For servers of this machine, which no proxy knows."""


def _read_answer(lines: Iterator[bytes]) -> Reply:
    """Return what a stream of server-sent events, or one JSON object, brings.

    Raises:
        TryAgainError: it is cut, or is neither.
    """
    text, finished, rest = "", False, b""
    usage: Mapping[str, Any] = {}
    for line in lines:
        if not line.startswith(b"data:"):
            rest += line if not line.startswith((b"event:", b"id:", b"retry:", b":")) else b""
            continue
        event = line.removeprefix(b"data:").strip()
        if event == b"[DONE]":
            finished = True
            break
        added, ended, counted = _read_event(event, "delta")
        text, finished, usage = text + added, finished or ended, counted or usage
    if rest and not text:
        text, finished, usage = _read_event(rest, "message")
    if not finished:
        raise TryAgainError("its answer was cut off")
    return Reply(text, _count(usage, "prompt_tokens"), _count(usage, "completion_tokens"))


def _read_event(event: bytes, part: str) -> tuple[str, bool, Mapping[str, Any]]:
    """Return the text of an event, whether it is the last, and the tokens it counts."""
    try:
        found = json.loads(event)
    except (ValueError, RecursionError) as error:
        raise TryAgainError("its answer is no JSON") from error
    if not isinstance(found, dict) or "error" in found:
        message = found.get("error") if isinstance(found, dict) else None
        raise TryAgainError(f"it failed: {_plain(message)}" if message else "its answer is no answer")
    usage = found.get("usage")
    choices = found.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else {}
    if not isinstance(choice, dict):
        raise TryAgainError("its answer is no answer")
    said = choice.get(part)
    content = said.get("content") if isinstance(said, dict) else None
    return (
        content if isinstance(content, str) else "",
        choice.get("finish_reason") is not None,
        usage if isinstance(usage, dict) else {},
    )


def _count(usage: Mapping[str, Any], name: str) -> int:
    value = usage.get(name)
    return value if type(value) is int and value >= 0 else 0


def _reason(error: urllib.error.HTTPError) -> str:
    """Return what a server says of its refusal."""
    try:
        raw = error.read(_MOST_BYTES)
        found = json.loads(raw)
        return _plain(found.get("error", found) if isinstance(found, dict) else found)
    except (OSError, ValueError, RecursionError, http.client.HTTPException):
        return ""


def _plain(message: Any) -> str:
    if isinstance(message, dict):
        message = message.get("message", message)
    text = "".join(char if char.isprintable() else " " for char in str(message))
    return redact(" ".join(text.split()))[:_MOST_SHOWN]


def _wanted_pause(headers: Message) -> float | None:
    """Return the seconds that a server asks to wait for; a date is not read."""
    value = headers.get("Retry-After", "")
    return min(float(value), _LONGEST_PAUSE) if re.fullmatch(r"\d{1,6}(\.\d+)?", value) else None


def _said(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return "it is silent"
    if isinstance(error, http.client.IncompleteRead):
        return "its answer was cut off"
    return redact(str(reason) or type(reason).__name__)
