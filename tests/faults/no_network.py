"""Runs a command that the kernel kills as soon as it, or a child of it, asks for an internet socket.

    python tests/faults/no_network.py COMMAND...

Native code is held to it as Python is: a seccomp filter stands between it and the system call ``socket``.
"""

from __future__ import annotations

import ctypes
import os
import platform
import socket
import struct
import sys

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _FILTER = 22, 38, 2
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _FIRST_ARGUMENT = 0, 16
"""Where these lie in what the filter is given."""
_SOCKET = {"x86_64": 41, "aarch64": 198}


def deny() -> None:
    """Deny internet sockets to this process and its children for ever."""
    steps = (
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 0, 3, _SOCKET[platform.machine()]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 2, 0, socket.AF_INET),
        (_EQUAL, 1, 0, socket.AF_INET6),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _KILL),
    )
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    header = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(program)))
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in ((_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (_PR_SET_SECCOMP, _FILTER, header, 0, 0)):
        if libc.prctl(*arguments) != 0:
            raise OSError(ctypes.get_errno(), "prctl")


if __name__ == "__main__":
    deny()
    os.execvp(sys.argv[1], sys.argv[1:])
