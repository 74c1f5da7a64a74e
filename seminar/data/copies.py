"""A reader's own copy of the text, from my/: the page reads it. It is never kept or built in."""

from seminar import project, wording
from seminar.errors import Told

FILES = ("my/article.txt", "my/article.html")
LARGEST = 20_000_000  # bytes of a file


class CopyError(Told):
    """A copy cannot be read. The message says why and what to do."""


def own():
    """The reader's own copy as (name, bytes), or None where there is none.

    Raises :class:`CopyError`.
    """
    for name in FILES:
        path = project.root() / name
        if path.is_file():
            try:
                if path.stat().st_size > LARGEST:
                    raise CopyError(wording.of("copies")["large"])
                return name, path.read_bytes()
            except OSError as error:
                raise CopyError(f"{name} cannot be read: {error.strerror}.") from None
    return None
