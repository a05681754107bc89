from __future__ import annotations

import pytest

from digiteller.system.secrets import is_secret, redact


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://user:pa55word@host/simple", "https://***@host/simple"),
        ("https://token@host/x and http://host/a@b", "https://***@host/x and http://host/a@b"),
        ("401 for Bearer abcdefgh12345", "401 for Bearer ***"),
        ("key hf_abcdefghijklmnopqrstuvwx is bad", "key *** is bad"),
        ("sk-proj-abcdefghijklmnopqrstuvwx", "***"),
        ("a mask-like word, sk-short, /tmp/hf_home", "a mask-like word, sk-short, /tmp/hf_home"),
    ],
)
def test_secrets_are_known_by_their_form(text: str, shown: str) -> None:
    assert redact(text) == shown


def test_the_values_of_secret_variables_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "correct horse")
    monkeypatch.setenv("MY_TOKEN", "correct horse battery")
    monkeypatch.setenv("SHORT_SECRET", "fox")
    assert redact("correct horse battery, correct horse; the fox") == "***, ***; the fox"


@pytest.mark.parametrize("name", ["api_key", "OPENAI_API_KEY", "api-key", "HF_TOKEN", "password", "client_secret"])
def test_a_name_of_a_secret(name: str) -> None:
    assert is_secret(name)


@pytest.mark.parametrize("name", ["tokenizer", "max_tokenized", "keyboard", "SSH_AUTH_SOCK", "monkey", "tile", "keys"])
def test_a_name_of_something_else(name: str) -> None:
    assert not is_secret(name)
