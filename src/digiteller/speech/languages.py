"""Language tags (BCP 47) such as ``en-GB``."""

from __future__ import annotations


def base_language(tag: str) -> str:
    """Return the language of a BCP 47 tag, without its region."""
    return tag.split("-")[0].lower()


def described(language: str) -> str:
    """Return what a voice of a language reads."""
    return "English in Latin letters" if base_language(language) == "en" else f"the language {language!r}"
