"""Memory: what was freed is given back, and a want of it is told."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from digiteller.errors import StageError

_ALLOCATOR_COMPLAINTS = ("out of memory", "not enough memory", "can't allocate memory")
"""How torch's allocators say it in errors that have no class of their own."""


def give_back() -> None:
    """Return freed memory to the system, where the C library can (glibc): a film's peak is a quarter lower for it."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim:
        trim(0)


@contextmanager
def explain_memory_errors(hint: str) -> Iterator[None]:
    """Turn a want of memory into a StageError with ``hint``, the setting to lower."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:  # torch.OutOfMemoryError is a RuntimeError
        if isinstance(error, RuntimeError) and not any(words in str(error) for words in _ALLOCATOR_COMPLAINTS):
            raise
        raise StageError("there is not enough memory", hint=hint) from error
