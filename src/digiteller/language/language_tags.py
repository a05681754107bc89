"""Language tags (BCP 47) such as ``en-GB``."""

from __future__ import annotations


def base_language(tag: str) -> str:
    """Return the language of a tag, without its region: ``pt`` of ``pt-BR``."""
    return tag.split("-")[0].lower()
