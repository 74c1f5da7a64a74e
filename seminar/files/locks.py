"""One writer at a time in a folder, whichever process it is in."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 2.0  # seconds to wait for the other writer: less than a page waits for its kernel
_NAME = ".lock"

if sys.platform == "win32":
    import msvcrt

    def _take(handle):
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    _TAKEN: type[OSError] = PermissionError
else:
    import fcntl

    def _take(handle):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    _TAKEN = BlockingIOError


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Inside ``with``, no other process is inside for the same folder.

    The system itself holds the lock, so it goes with a process that ends, however that ends; the
    empty file that stays means nothing. Raises OSError where the folder cannot be written, and
    TimeoutError where another writer does not end.
    """
    with open(folder / _NAME, "ab") as file:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                _take(file.fileno())
                break
            except _TAKEN:
                if time.monotonic() > until:
                    raise TimeoutError(
                        f"another program is writing in the folder {folder.name}/") from None
                time.sleep(0.01)
            except OSError:
                break  # a disk that knows no locks: words are written all the same
        yield
