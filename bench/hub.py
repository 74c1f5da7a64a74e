"""A class on a real JupyterHub: students sign in within a minute, and each runs a lesson.

    python3 -m venv hub
    hub/bin/pip install jupyterhub nbgitpuller -r requirements.txt
    hub/bin/pip install --no-deps .
    npm install --prefix hub configurable-http-proxy
    .venv/bin/python bench/hub.py hub [students]

Every student has a server and a home folder, fetches the lessons with nbgitpuller and runs the
lesson in a kernel. All but one are driven through the hub's and the servers' own interfaces; the
last has a real Chromium, types an answer and hands in. Not in it: what 29 more browsers would load
of JupyterLab itself, and a network. Hub, proxy, servers, kernels, students and browser share this
computer.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import requests

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import browser
from class_of_30 import wait_for
from student import PATIENCE, Student, at_once, kernels, megabytes, waits, work
from table import Measure, load, show
from the_lesson import NOTEBOOK

MINUTE = 60  # seconds within which all sign in
PASSWORD = "lamp"
#: Any name may sign in, and no account on this computer is needed.
CONFIG = """
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "{password}"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/home/{{username}}"
c.Spawner.cmd = ["jupyterhub-singleuser", "--allow-root"]
c.Spawner.start_timeout = c.Spawner.http_timeout = {patience}
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
"""


class Hub:
    """JupyterHub with its proxy, in an environment of its own; the lessons lie in a repository."""

    def __init__(self, environment, folder):
        self.folder = Path(folder)
        (self.folder / "home").mkdir()
        self.repository = self._repository()
        port, hub_port, proxy_port = (browser._free_port() for _ in range(3))
        (self.folder / "config.py").write_text(CONFIG.format(
            folder=folder, password=PASSWORD, port=port, hub_port=hub_port, proxy_port=proxy_port,
            patience=PATIENCE))
        self.url = f"http://127.0.0.1:{port}"
        programs = [environment / "bin", environment / "node_modules" / ".bin"]
        path = os.pathsep.join([*map(str, programs), os.environ["PATH"]])
        self.log = open(self.folder / "hub.log", "wb")
        self.process = subprocess.Popen(
            ["jupyterhub", "-f", self.folder / "config.py"], cwd=self.folder, stdout=self.log,
            stderr=subprocess.STDOUT, env={**os.environ, "PATH": path}, stdin=subprocess.DEVNULL)
        wait_for(f"{self.url}/hub/login")

    def _repository(self):
        lessons = self.folder / "lessons"
        lessons.mkdir()
        browser.copy_of_the_project(lessons)
        for command in (["init", "-q", "-b", "main"], ["add", "-A"],
                        ["-c", "user.name=bench", "-c", "user.email=", "commit", "-qm", "Lessons"]):
            subprocess.run(["git", *command], cwd=lessons, check=True)
        return lessons.as_uri()

    def servers(self):
        """The students' servers, by name."""
        return {each.cwd().rpartition("/")[2]: each
                for each in psutil.Process(self.process.pid).children(recursive=True)
                if "jupyterhub-singleuser" in " ".join(each.cmdline())}

    def stop(self):
        for process in [*psutil.Process(self.process.pid).children(recursive=True), self.process]:
            process.kill()
        self.process.wait()
        self.log.close()


class HubStudent(Student):
    """A student who signs in first, as a browser does: forms, cookies and redirects."""

    def __init__(self, hub, name):
        super().__init__(hub.url, requests.Session())
        self.hub, self.name = hub, name

    def attend(self):
        self.sign_in()
        self.start_server()
        self.fetch_lessons()
        self.run(f"lessons/notebooks/{NOTEBOOK.name}", headers=self.token())

    def token(self):
        """What proves that a request comes from a page of this server, for which the cookie is."""
        own = [cookie.value for cookie in self.session.cookies
               if cookie.name == "_xsrf" and self.url.endswith(cookie.path.rstrip("/"))]
        return {"X-XSRFToken": own[0]}

    def sign_in(self):
        self.ask("GET", "/hub/login")
        _xsrf = next(cookie.value for cookie in self.session.cookies if cookie.name == "_xsrf")
        self.ask("POST", "/hub/login", data={"username": self.name, "password": PASSWORD,
                                             "_xsrf": _xsrf})
        self.note("signed in")

    def start_server(self):
        home = f"/user/{self.name}"
        _xsrf = [cookie.value for cookie in self.session.cookies
                 if cookie.name == "_xsrf" and cookie.path == "/hub/"]
        started = self.session.post(f"{self.hub.url}/hub/api/users/{self.name}/server",
                                    headers={"X-XSRFToken": _xsrf[0]}, timeout=PATIENCE)
        assert started.status_code in (201, 202), started.text
        while not self.ask("GET", f"/hub/api/users/{self.name}").json()["servers"].get(
                "", {}).get("ready"):
            time.sleep(1)
        self.url = self.hub.url + home
        self.ask("GET", "/lab")  # the hub lends the server's cookie on the way
        self.note("server ready")

    def fetch_lessons(self):
        said = self.ask("GET", "/git-pull/api", params={
            "repo": self.hub.repository, "branch": "main", "targetpath": "lessons"}).text
        assert '"finished"' in said, said[-300:]
        self.note("lessons there")


def with_a_browser(hub, student):
    """One student in Chromium: signs in, opens the lesson, runs it, types, and hands in."""
    with browser.chromium() as chromium:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE * 1000)
        student.note("begun")
        page.goto(f"{hub.url}/hub/user-redirect/git-pull?repo={hub.repository}&branch=main"
                  f"&urlpath=doc/tree/lessons/notebooks/{NOTEBOOK.name}")
        page.locator("#username_input").fill(student.name)
        page.locator("#password_input").fill(PASSWORD)
        page.locator("#login_submit").click()
        page.wait_for_url("**/doc/tree/**", wait_until="commit")
        student.note("lessons there")
        browser.run_all(page, patience=PATIENCE * 1000)
        student.note("last cell")
        asked = page.locator(".seminar", has=page.get_by_text("How did the strike travel"))
        box = asked.filter(has=page.get_by_label("Your answer", exact=True)).first
        box.get_by_label("Your answer", exact=True).press_sequentially("Two days, two counts.")
        box.get_by_text("Kept in this browser and in answers/").wait_for()
        with page.expect_download() as saved:
            page.get_by_role("button", name="Hand in", exact=True).first.click()
        assert "Two days, two counts." in saved.value.path().read_text(encoding="utf-8")
        student.note("handed in")


def measured(environment, number=30):
    """A class on a hub: how long each step took, and what a student cost."""
    with tempfile.TemporaryDirectory() as folder:
        hub = Hub(Path(environment).resolve(), folder)
        try:
            driven = [HubStudent(hub, f"student{place}") for place in range(number - 1)]
            with_page = HubStudent(hub, "reader")
            threads = at_once(driven, HubStudent.attend, spread=MINUTE)
            time.sleep(MINUTE / 2)
            try:
                with_a_browser(hub, with_page)
            except Exception as error:
                with_page.faults.append(f"{type(error).__name__}: {error}"[:300])
            for thread in threads:
                thread.join()
            yield from waits(f"{number - 1} on a hub", driven)
            yield from waits("one with a browser", [with_page])
            yield from costs(hub)
        finally:
            hub.stop()


def costs(hub):
    """What a student's server and kernel took, and the hub with its proxy."""
    servers = hub.servers()
    size = {name: megabytes(server) for name, server in servers.items()}
    each = {name: size[name] + sum(map(megabytes, kernels(server)))
            for name, server in servers.items()}
    busy = [work(server, *kernels(server)) for server in servers.values()]
    both = [psutil.Process(hub.process.pid)]
    both += [child for child in both[0].children()
             if "configurable-http-proxy" in " ".join(child.cmdline())]
    yield Measure("work for a student", "s", statistics.median(busy))
    yield Measure("of it the server", "s", statistics.median(map(work, servers.values())))
    yield Measure("work of hub and proxy", "s", work(*both))
    yield Measure("memory of a student", "MB", statistics.median(each.values()))
    yield Measure("of it the server", "MB", statistics.median(size.values()))
    yield Measure("the largest student", "MB", max(each.values()))
    yield Measure(f"all {len(each)}", "MB", sum(each.values()))
    yield Measure("hub and proxy", "MB", megabytes(*both))


if __name__ == "__main__":
    print("Load before:", load())
    show(measured(sys.argv[1], *map(int, sys.argv[2:])))
