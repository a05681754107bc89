"""Where a server is that may be asked, and which key of the environment is meant for it."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

from digiteller.errors import SpecError
from digiteller.system.secrets import redact

HOSTED = "https://api.openai.com/v1"
_LOCAL = ("localhost", "127.0.0.1", "::1")
_MOST_SHOWN = 300


def check_address(address: str, *, trusted: bool) -> str:
    """Return an address that may be asked; one that is not ``trusted`` must be of this machine or keep its secrets.

    Raises:
        SpecError: it is none.
    """
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise SpecError(f"{display_address(address)!r} is not the address of a server: {error}") from error
    clean = address.isascii() and address.isprintable() and " " not in address and not (parts.query or parts.fragment)
    if parts.scheme not in ("http", "https") or not host or not clean:
        raise SpecError(
            f"{display_address(address)!r} is not the address of a server", hint="such as http://localhost:11434/v1"
        )
    if parts.username is not None or parts.password is not None:
        raise SpecError(
            f"{display_address(address)} holds a password, which does not belong into a file",
            hint=f"export {key_variable(address)}=... instead",
        )
    if parts.scheme == "http" and not is_local(address) and not trusted:
        raise SpecError(
            f"{display_address(address)} is an address without TLS",
            hint="use https://, or name the server yourself: export OPENAI_BASE_URL=...",
        )
    return address


def is_local(address: str) -> bool:
    """Return whether the server is this machine."""
    return (urlsplit(address).hostname or "") in _LOCAL


def key_variable(address: str) -> str:
    """Return the environment variable of the key for a server: a key goes to the one server that it is meant for.

    ``OPENAI_API_KEY`` is for the server of ``OPENAI_BASE_URL`` (OpenAI's own without it), ``API_KEY_`` and the host's
    name for any other, such as ``API_KEY_API_MISTRAL_AI``. So nobody's spec or models.yaml can ask for another's key.
    """
    if _origin(address) == _origin(os.environ.get("OPENAI_BASE_URL") or HOSTED):
        return "OPENAI_API_KEY"
    return "API_KEY_" + re.sub(r"[^A-Za-z0-9]+", "_", urlsplit(address).hostname or "").upper()


def key_for(address: str) -> str | None:
    """Return the key for a server, if the environment has one.

    Raises:
        SpecError: it holds what no header may.
    """
    variable = key_variable(address)
    key = os.environ.get(variable, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise SpecError(f"{variable} holds characters that no key has", hint="copy the key again, without line breaks")
    return key or None


def display_address(address: str) -> str:
    """Return an address as it may be repeated in a message."""
    return redact(address)[:_MOST_SHOWN]


def _origin(address: str) -> tuple[str, str | None, int | None]:
    try:
        parts = urlsplit(address)
        return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        return "", None, None
