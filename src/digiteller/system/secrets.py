"""Keep passwords and keys out of what is printed and kept."""

from __future__ import annotations

import os
import re

_STARS = "***"
_IN_ADDRESS = re.compile(r"(?<=://)[^/\s@]+@")
"""A name, a password or a token before the host of an address."""
_BY_SHAPE = re.compile(r"\b(?:hf_|sk-|gh[pousr]_|xox[abp]-|AKIA)[A-Za-z0-9_-]{16,}")
"""Keys that can be told by their first letters: Hugging Face, OpenAI, GitHub, Slack, AWS."""
_IN_HEADER = re.compile(r"(?i)(?<=bearer )[\w.~+/=-]{8,}")
_NAMED = re.compile(
    r"(?i)(?:^|_)(?:token|secret|password|passwd|passphrase|api_?key|access_?key|private_?key)s?(?:_|$)"
)
"""What holds a secret, by its name."""
_SHORTEST = 6
"""Characters of a secret; shorter ones would also be found in other words."""


def redact(text: str) -> str:
    """Return ``text`` with stars in place of secrets.

    These are the values of environment variables that are named like secrets (``HF_TOKEN``, ``OPENAI_API_KEY``),
    credentials in addresses, bearer tokens, and keys of well-known shapes.
    """
    for value in _secret_values():
        text = text.replace(value, _STARS)
    for pattern in (_IN_HEADER, _BY_SHAPE):
        text = pattern.sub(_STARS, text)
    return _IN_ADDRESS.sub(f"{_STARS}@", text)


def is_secret(name: str) -> bool:
    """Return whether something called ``name`` holds a secret."""
    return bool(_NAMED.search(name.replace("-", "_")))


def _secret_values() -> list[str]:
    """Return the secrets in the environment, the longest first."""
    values = (value for name, value in os.environ.items() if is_secret(name))
    return sorted((value for value in values if len(value) >= _SHORTEST), key=len, reverse=True)
