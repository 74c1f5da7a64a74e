"""A real JupyterLab or Notebook 7 and a real Chromium, for tests that do what a reader does."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import psutil
from playwright.sync_api import sync_playwright

from seminar.commands import machine

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "lamp"


def files():
    """The files in git, and those that would be: not yet added, not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8").split("\0")
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


def copy_of_the_project(folder):
    """The project as git would hand it out, in ``folder``: a reader's own copy to write in."""
    for file in files():
        copy = folder / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    return folder


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Lab:
    """JupyterLab as `seminar lab` starts it, on a copy of the project."""

    command = ("seminar", "lab")
    place = "doc/tree"

    def __init__(self, folder, port=None, **environment):
        self.folder = folder
        self.port = port or _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        # No display, and no settings: a reader who has never opened JupyterLab before.
        environment = {**os.environ, "PYTHONPATH": str(folder), "DISPLAY": "",
                       "WAYLAND_DISPLAY": "", "JUPYTER_CONFIG_DIR": str(folder / ".jupyter"),
                       **environment}
        self.log = open(folder / "lab.log", "wb")
        self.process = subprocess.Popen(
            [sys.executable, "-m", *self.command, f"--port={self.port}", "--ip=127.0.0.1",
             f"--IdentityProvider.token={TOKEN}"],
            cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=self.log, stderr=subprocess.STDOUT,
        )
        self._wait_until_it_answers()

    def _wait_until_it_answers(self):
        for _ in range(1200):  # two minutes: a busy computer's first start takes half of one
            try:
                return self.ask("/api/status")
            except (URLError, ConnectionError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        if self.process.poll() is None:  # too slow: it would run on beside the next one
            self.stop()
        raise RuntimeError(f"{self.command[0]} did not start: "
                           + (self.folder / "lab.log").read_text())

    def ask(self, path):
        """What the server's own interface answers."""
        request = Request(self.url + path, headers={"Authorization": f"token {TOKEN}"})
        with urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def kill_kernels(self):
        """kill -9 for every kernel of this server."""
        for child in psutil.Process(self.process.pid).children(recursive=True):
            if "ipykernel_launcher" in " ".join(child.cmdline()):
                child.kill()

    def address(self, notebook):
        return f"{self.url}/{self.place}/notebooks/{notebook}?token={TOKEN}"

    def stop(self):
        for process in [*psutil.Process(self.process.pid).children(recursive=True), self.process]:
            process.kill()
        self.process.wait()
        self.log.close()


class Notebook7(Lab):
    """Notebook 7 as it comes: a page of its own for each notebook, with a shorter menu."""

    command = ("notebook", "--no-browser", "--allow-root")
    place = "notebooks"


@cache
def program():
    """The path of the browser that make test found or fetched."""
    found = machine.browser()
    if found is None:
        raise RuntimeError(machine.sentence([machine.BROWSER]))
    return found


@contextmanager
def chromium():
    """A Chromium of its own, without storage from before."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def run_all(page, patience=60_000):
    """Run > Run All Cells, as the first lines of a lesson say; waits until all is done.

    JupyterLab says "idle" before there is a kernel too, and asks which one when told to run then.
    """
    kernel = page.locator(".jp-Toolbar-kernelName").filter(has_text="Python")
    idle = page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    last = page.locator(".jp-CodeCell").last.locator(".jp-OutputArea-output").first
    kernel.wait_for(timeout=patience)
    idle.wait_for(timeout=patience)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    last.wait_for(state="attached", timeout=patience)
    idle.wait_for(timeout=patience)
