"""Landlock, the Linux kernel's own refusal of files and connections, for native code too.

Numbers and structures are those of `linux/landlock.h`; see landlock(7).
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # system calls
_ASK_VERSION, _PATH_BENEATH, _PR_SET_NO_NEW_PRIVS = 1, 1, 38
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
# How many rights over files each version of the interface knows; from 4 on also two over TCP.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_TCP = 0b11


def seal(readable: Iterable[str]) -> bool:
    """Refuse this thread everything but to read these files and what lies beneath these folders.

    No program, no TCP, and no way back. False where the kernel does not offer that.
    """
    if sys.platform != "linux":
        return False
    call = ctypes.CDLL(None, use_errno=True).syscall
    version = call(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return False
    files = (1 << _RIGHTS.get(version, max(_RIGHTS.values()))) - 1
    handled = struct.pack("=Q", files) + (struct.pack("=Q", _TCP) if version > 3 else b"")
    rules = call(_CREATE, handled, ctypes.c_size_t(len(handled)), 0)
    if rules < 0:
        return False
    try:
        for path in readable:
            _allow(call, rules, path)
        ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return bool(call(_RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


def _allow(call: ctypes._NamedFuncPointer, rules: int, path: str) -> None:
    """Allow to read a file, or a folder with all that is in it; nothing where there is none."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = _READ_FILE | (_READ_FOLDER if os.path.isdir(path) else 0)  # noqa: PTH112
        call(_ADD, rules, _PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
    finally:
        os.close(place)
