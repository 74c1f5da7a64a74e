"""The files in a class's folder, and in the zips in it: each one is read, or named and told.

Nothing is unpacked to disk. What a file may cost is bounded, so that one cannot stop a class.
"""

import io
import os
import stat
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

MOST = 10_000  # files in a zip, with those in the zips in it
MOST_BYTES = 250_000_000  # unpacked from a zip
LARGEST_INSIDE = 60_000_000  # bytes of a zip that lies in another
LARGEST_LIST = 4_000_000  # bytes of a zip's list of files
DEEPEST = 3  # zips in a zip
LARGEST = 8_000_000  # bytes of a handed-in file: as text it may take four times that
PEEK = 4_096  # bytes that show what kind of file it is
LONGEST_NAME = 160  # characters

#: What goes wrong while a zip is read that is damaged, locked or made to do harm.
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError,
              NotImplementedError, ValueError, LookupError, OverflowError)
_ASK = "Ask for the file that the button Hand in saved."
_UNPACK = ("is packed in a way that is not read here. Unpack it into this folder, or make a zip of "
           "it, and run this again.")
_PACKED = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
_OFFICE = ("[Content_Types].xml", "mimetype")
_ZIP = b"PK\x03\x04"
_APPLE_DOUBLE = b"\0\x05\x16\x07"  # what a Mac writes beside a file on a disk of another kind
_SYSTEM = ("Thumbs.db", "desktop.ini", ".DS_Store", ".localized")
_KINDS = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISCHR, "a device"),
          (stat.S_ISBLK, "a device"))


class _LongList(Exception):
    """A zip lists so many files that even their names would fill the memory."""


@dataclass
class _Budget:
    """What may still be read of one zip."""

    files: int = MOST
    bytes: int = MOST_BYTES


def listed(path, faults):
    """(name, path) of each file in a folder and in the folders in it; of a file, itself.

    Folders and files whose name begins with a point are students', too. What is no file is told.
    """
    if not path.is_dir():
        return [(path.name, path)]
    files, folders = [], [path]
    while folders:
        folder = folders.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            name = _name(str(folder.relative_to(path)))
            faults.add(f"The folder {name} cannot be opened ({error.strerror}). What is in it is "
                       "passed over.", name)
            continue
        for entry in entries:
            file = folder / entry.name
            name = str(file.relative_to(path))
            if entry.is_dir(follow_symlinks=False):
                folders.append(file)
            elif why := _no_file(file):
                faults.add(f"{_name(name)} {why} It is passed over.", _name(name))
            else:
                files.append((name, file))
    return sorted(files, key=lambda each: each[1])


def _no_file(path):
    """Why there is nothing to read at a path; "" where there is a file."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        broken = "leads to nothing" if path.is_symlink() else f"cannot be read ({error.strerror})"
        return f"{broken}. Put the file itself into the folder."
    if stat.S_ISDIR(mode):
        return "is a link to a folder, and links are not followed. Put the folder itself here."
    if stat.S_ISREG(mode):
        return ""
    kind = next((kind for test, kind in _KINDS if test(mode)), "something else")
    return f"is no file but {kind}."


def contents(name, path, faults):
    """(name, bytes) of a file, or of each file in it where it is a zip, one after the other."""
    try:
        with open(path, "rb") as file:
            yield from _content(name, file, file.seek(0, 2), faults, _Budget())
    except OSError as error:
        faults.add(f"{_name(name)} cannot be read ({error.strerror}). It is passed over.",
                   _name(name))
    except MemoryError:
        faults.add(f"{_name(name)} is too large for this computer's memory. It is passed over.",
                   _name(name))


def _content(name, file, size, faults, budget, depth=0):
    """The same of an open file of a ``size``; ``depth``: in how many zips it lies."""
    if _is_of_the_system(name):
        return
    shown = _name(name)
    file.seek(0)
    beginning = file.read(PEEK)
    if beginning.startswith(_ZIP) or name.lower().endswith(".zip"):
        yield from _members(shown, file, faults, budget, depth + 1)
        return
    if beginning.startswith(_APPLE_DOUBLE) and PurePosixPath(name).name.startswith("._"):
        return
    if why := _another(name, beginning):
        faults.add(f"{shown} {why}", shown)
        return
    content = beginning
    if size <= LARGEST:
        content += file.read(LARGEST + 1 - len(beginning))
        budget.bytes -= len(content)
    if max(size, len(content)) > LARGEST:  # a zip may say of a file what it likes
        faults.add(f"{shown} has {max(size, len(content)) // 1_000_000} MB, and a handed-in file "
                   f"has less than {LARGEST // 1_000_000}. It was changed, or it is another file. "
                   f"{_ASK}", shown)
        return
    yield shown, content


def _another(name, beginning):
    """What a file is that is no student's page, in a sentence without its name; "" else."""
    last = PurePosixPath(name).name
    if last.startswith(".") and last.endswith(".icloud"):
        return ("stands for a file that lies in iCloud only. Download that file in the Finder, and "
                "run this again.")
    if beginning.startswith(_PACKED) or beginning[257:262] == b"ustar":
        return _UNPACK
    if b"\0" in beginning and not beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return f"is not a handed-in file: it is not text in UTF-8. {_ASK}"
    return ""


def _members(name, file, faults, budget, depth):
    """(name, bytes) of the files in an open zip."""
    try:
        _refuse_long_list(file)
        archive = zipfile.ZipFile(file)
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except _LongList:
        faults.add(f"{name} is damaged, or it lists more files than a class hands in. It is passed "
                   "over. Unpack it, and look what is in it.", name)
        return
    except BROKEN_ZIP:
        faults.add(f"{name} is no zip, or it is damaged. It is passed over. Download it again.",
                   name)
        return
    if not entries:
        faults.add(f"{name} is a zip with no file in it.", name)
    if any(entry.filename in _OFFICE for entry in entries):
        faults.add(f"{name} is a document of an office program and not a handed-in file. {_ASK}",
                   name)
        return
    for number, entry in enumerate(entries):
        if budget.files <= 0 or budget.bytes <= 0:
            faults.add(f"{name} holds more than a class hands in: {len(entries) - number:,} of its "
                       f"{len(entries):,} files are not read. Unpack it, and look what is in it.",
                       name)
            return
        budget.files -= 1
        yield from _member(f"{name}/{entry.filename}", archive, entry, faults, budget, depth)


def _member(name, archive, entry, faults, budget, depth):
    shown = _name(name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        faults.add(f"{shown} {_UNPACK}", shown)
        return
    try:
        with archive.open(entry) as stream:
            if not _is_zip(entry, stream):
                yield from _content(name, stream, entry.file_size, faults, budget, depth)
                return
            if depth == DEEPEST:
                faults.add(f"{shown} lies too deep in other zips. It is passed over. Unpack it "
                           "into this folder.", shown)
                return
            inner = stream.read(LARGEST_INSIDE + 1)
        budget.bytes -= len(inner)
        if len(inner) > LARGEST_INSIDE:
            faults.add(f"{shown} is too large to be read inside another zip. Unpack it into this "
                       "folder, and run this again.", shown)
            return
        yield from _members(shown, io.BytesIO(inner), faults, budget, depth + 1)
    except BROKEN_ZIP:
        faults.add(f"{shown} cannot be unpacked: it is damaged or locked. It is passed over.",
                   shown)


def _is_zip(entry, stream):
    return entry.filename.lower().endswith(".zip") or stream.peek(4)[:4] == _ZIP


def _refuse_long_list(file):
    """Raises _LongList for a zip whose list of files would fill the memory before it is counted.

    The list's length stands in the record that ends a zip, or in the longer one before that.
    """
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - 66_000))
    end = file.read()
    place = end.rfind(b"PK\x05\x06")
    if place < 0:
        raise ValueError("no end")
    (length,) = struct.unpack_from("<I", end, place + 12)
    longer = end.rfind(b"PK\x06\x06", 0, place)
    if longer >= 0:
        (length,) = struct.unpack_from("<Q", end, longer + 40)
    if length > LARGEST_LIST:
        raise _LongList
    file.seek(0)


def _is_of_the_system(name):
    """Whether a computer put a file there, and not a person: it holds nothing of a student."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return bool(parts) and (parts[-1] in _SYSTEM
                            or "__MACOSX" in parts and parts[-1].startswith("._"))


def _name(name):
    """A file's name for a sentence: the middle of a very long one is left out."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[:LONGEST_NAME // 2]} ... {name[-LONGEST_NAME // 2:]}"
