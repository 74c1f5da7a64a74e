"""Fetches the installer without pip, as Debian's Python comes without one: from where uv.lock says.

Standard library only, and no syntax younger than Python 3.6: it runs before all is installed.
"""

import hashlib
import platform
import sys
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen
from zipfile import ZipFile

LOCK = Path(__file__).resolve().parent.parent.parent / "uv.lock"


def wheel(lock):
    """The wheel of uv for this computer, as uv.lock has it: url and hash. None if it has none."""
    import tomllib

    packages = tomllib.loads(lock.read_text(encoding="utf-8")).get("package", [])
    wheels = [each for package in packages if package["name"] == "uv" for each in package["wheels"]]
    fit = "_%s.whl" % platform.machine()
    return next((each for each in wheels
                 if "manylinux" in each["url"] and each["url"].endswith(fit)), None)


def put_into(venv, found):
    """Fetches a wheel and unpacks it into ``venv``. Raises OSError where it cannot be fetched.

    A file whose sum is not the one of uv.lock is not unpacked: it was changed on its way.
    """
    with urlopen(found["url"], timeout=60) as answer:
        packed = answer.read()
    if "sha256:" + hashlib.sha256(packed).hexdigest() != found["hash"]:
        raise OSError("What came from %s is not what uv.lock says." % found["url"])
    library = next(venv.glob("lib/python3*/site-packages"))
    with ZipFile(BytesIO(packed)) as files:
        for name in files.namelist():
            program = name.partition(".data/scripts/")[2]
            file = venv / "bin" / program if program else library / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(files.read(name))
            file.chmod(0o755 if program else 0o644)


if __name__ == "__main__":
    put_into(Path(sys.argv[1]), wheel(LOCK))
