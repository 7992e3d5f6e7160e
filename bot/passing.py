"""Faults of the machine that pass: no more files, no memory, no room. What failed is done again later."""

from __future__ import annotations

import errno

PASSING = frozenset(
    {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EAGAIN}
)


def passes(error: BaseException) -> bool:
    """Whether a fault is the machine's, and the same can be done again later. A missing file stays missing."""
    if isinstance(error, OSError):
        return error.errno in PASSING
    return isinstance(error, MemoryError)
