"""The words of OpenAI's CLIP, from the one file that it was published with."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from digiteller.errors import WeightsError

_MERGES = 49_152 - 256 - 2
"""Of those in the file; the vocabulary also has each byte twice, and the two ends of a text."""
_ENDS = "<|startoftext|>", "<|endoftext|>"
_PRINTABLE = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]


def read_vocabulary(path: Path) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return the tokens by number and the merges, in order, of ``bpe_simple_vocab_16e6.txt.gz``.

    Numbers follow the order of its byte pair encoding (Radford et al. 2019): the bytes, the bytes at the end of a
    word, what is merged, and the ends of a text.

    Raises:
        WeightsError: it is another file.
    """
    try:
        lines = gzip.decompress(path.read_bytes()).decode().split("\n")[1 : 1 + _MERGES]
        merges = [(first, second) for first, second in (line.split() for line in lines)]
    except (OSError, ValueError, EOFError, zlib.error) as error:
        raise WeightsError(f"{path}: this is not CLIP's vocabulary: {error}") from error
    if len(merges) != _MERGES:
        raise WeightsError(f"{path}: this is not CLIP's vocabulary: it has {len(merges)} merges and not {_MERGES}")
    letters = _letters()
    tokens = [*letters, *(f"{letter}</w>" for letter in letters), *("".join(pair) for pair in merges), *_ENDS]
    return {token: number for number, token in enumerate(tokens)}, merges


def _letters() -> list[str]:
    """Return the letters that stand for bytes: printable ones for themselves, the others moved beyond them."""
    hidden = [byte for byte in range(256) if byte not in _PRINTABLE]
    return [chr(byte) for byte in _PRINTABLE] + [chr(256 + at) for at in range(len(hidden))]
