"""A student without a browser: runs a notebook through a server's own interface, as a page does.

What a class of 30 costs is measured with it: bench/class_of_30.py and bench/hub.py.
"""

import json
import statistics
import threading
import time
import uuid

import psutil
import requests
import websocket
from table import Measure

PATIENCE = 600  # seconds that a student waits for anything


class Student:
    """Someone who opens a notebook on the server at ``url`` and runs it from top to bottom.

    ``session``: a requests.Session that may use the server. ``times``: seconds by the clock of
    ``time.monotonic`` at which something was done; ``faults``: what went wrong, in words.
    """

    def __init__(self, url, session):
        self.url, self.session = url, session
        self.times, self.faults = {}, []

    def note(self, what):
        self.times[what] = time.monotonic()

    def ask(self, method, path, **more):
        answer = self.session.request(method, self.url + path, timeout=PATIENCE, **more)
        answer.raise_for_status()
        return answer

    def run(self, notebook, **more):
        """Starts a kernel for the notebook and runs its cells in turn."""
        cells = self.ask("GET", f"/api/contents/{notebook}").json()["content"]["cells"]
        kernel = self.ask("POST", "/api/sessions", json={
            "path": notebook, "name": notebook, "type": "notebook",
            "kernel": {"name": "python3"}}, **more).json()["kernel"]["id"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        socket = self._connect(kernel)
        try:
            self._execute(socket, code)
        finally:
            socket.close()

    def _connect(self, kernel):
        headers = {key: value for key, value in self.session.headers.items()
                   if key == "Authorization"}
        server = self.url.replace("http", "ws", 1)
        asked = requests.Request("GET", f"{self.url}/api/kernels/{kernel}/channels")
        cookies = self.session.prepare_request(asked).headers.get("Cookie")
        return websocket.create_connection(
            f"{server}/api/kernels/{kernel}/channels?session_id={uuid.uuid4().hex}",
            header=headers, cookie=cookies, timeout=PATIENCE,
            origin="/".join(self.url.split("/")[:3]))

    def _execute(self, socket, cells):
        """Asks for all cells at once, as Run All Cells does, and waits until the last is done."""
        asked = {f"cell-{number}": code for number, code in enumerate(cells)}
        for cell, code in asked.items():
            socket.send(json.dumps({
                "channel": "shell", "parent_header": {}, "metadata": {}, "buffers": [],
                "content": {"code": code, "silent": False, "store_history": True,
                            "user_expressions": {}, "allow_stdin": False},
                "header": {"msg_id": cell, "msg_type": "execute_request", "username": "",
                           "session": "student", "version": "5.4", "date": ""}}))
        while asked:
            said = json.loads(socket.recv())
            if said["msg_type"] == "error":
                self.faults.append(f"{said['content']['ename']}: {said['content']['evalue']}")
            if said["msg_type"] == "execute_reply":
                if len(asked) == len(cells):
                    self.note("first cell")
                asked.pop(said["parent_header"]["msg_id"])
        self.note("last cell")


def at_once(students, work, spread=0):
    """Each student does ``work`` in a thread, the last ``spread`` seconds after the first.

    Returns the threads, which are under way.
    """
    def begin(number, student):
        time.sleep(spread * number / len(students))
        student.note("begun")
        try:
            work(student)
        except Exception as error:  # counted, and the others go on
            student.faults.append(f"{type(error).__name__}: {error}"[:200])

    threads = [threading.Thread(target=begin, args=each, daemon=True)
               for each in enumerate(students)]
    for thread in threads:
        thread.start()
    return threads


def waits(who, students, most=None):
    """How long a class waited for each thing, and how often something failed, as measures.

    ``most``: seconds after which all should have the last thing.
    """
    begun = min(student.times["begun"] for student in students)
    _, *whats = dict.fromkeys(key for student in students for key in student.times)
    for what in whats:
        there = [student for student in students if what in student.times]
        own = statistics.median(each.times[what] - each.times["begun"] for each in there)
        yield Measure(f"{who}, {what}: a student waits", "s", own)
        yield Measure(f"{who}, {what}: all have it", "s",
                      max(each.times[what] for each in there) - begun,
                      most=most if what == whats[-1] else None)
    faults = [fault for student in students for fault in student.faults]
    for fault in sorted(set(faults))[:5]:
        print(f"{who}: {fault}")
    yield Measure(f"{who}: failures", "", len(faults), most=0)


def megabytes(*processes):
    """The proportional set size: memory that is shared counts a part for each that shares it."""
    sizes = []
    for process in processes:
        with open(f"/proc/{process.pid}/smaps_rollup", encoding="ascii") as lines:
            sizes += [int(line.split()[1]) for line in lines if line.startswith("Pss:")]
    return sum(sizes) / 1024


def kernels(server):
    """The kernels among a server's processes."""
    return [child for child in psutil.Process(server.pid).children(recursive=True)
            if "ipykernel_launcher" in " ".join(child.cmdline())]


def work(*processes):
    """Seconds of processor time: unlike the time by the clock, other programs change it little."""
    return sum(spent.user + spent.system for spent in (each.cpu_times() for each in processes))
