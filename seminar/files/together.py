"""Several files written as one: where one of them cannot be written, all stay as they were."""

import contextlib
import errno
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from seminar.errors import Told

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class NotWritten(Told):
    """Files could not be written. The message says which and why; the old ones stay."""


def write(folder: Path | str, files: Mapping[str, Callable[[Path], object]],
          private: bool = False) -> list[Path]:
    """Writes files into a folder, and returns their paths. Raises :class:`NotWritten`.

    ``files``: name -> a function that writes a file at the path it is given. All are made beside
    the old ones, which are replaced only when all are whole. ``private``: their owner alone can
    open the folder and the files.
    """
    folder = Path(folder)
    new, old = ({name: folder / f".{name}.{state}" for name in files} for state in ("new", "old"))
    name, moved = "", []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if private:
            with contextlib.suppress(OSError):  # a disk that knows no owners
                folder.chmod(0o700)
        _back(folder, [name for name in files if old[name].exists()], old)  # of a stopped run
        for name, made in files.items():
            if (folder / name).exists() and not (folder / name).is_file():
                raise NotWritten(f"{folder / name} is no file, so a file of this name cannot be "
                                 "written. Move it away, and run this again.")
            new[name].unlink(missing_ok=True)
            os.close(os.open(new[name], os.O_WRONLY | os.O_CREAT | os.O_EXCL,
                             0o600 if private else 0o666))
            made(new[name])
        for name in files:
            if (folder / name).exists():
                os.replace(folder / name, old[name])
            moved.append(name)
            os.replace(new[name], folder / name)
    except OSError as error:
        _back(folder, moved, old)
        raise NotWritten(_reason(folder / name, error)) from None
    finally:
        _remove(new.values())
    _remove(old.values())
    return [folder / name for name in files]


def _back(folder, names, old):
    """Puts back what was moved aside, and takes away what stands where there was nothing."""
    for name in names:
        with contextlib.suppress(OSError):
            if old[name].exists():
                os.replace(old[name], folder / name)
            else:
                (folder / name).unlink(missing_ok=True)


def _remove(files):
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)


def _reason(file, error):
    if error.errno in _FULL:
        return (f"{file} could not be written: the disk is full. Make room on it, and run this "
                "again. Nothing was changed.")
    why = f" ({error.strerror})" if error.strerror else ""
    return (f"{file} could not be written{why}. Is it open in another program, such as Excel? "
            "Close it there, and run this again. May you write in this folder? Nothing was "
            "changed.")
