"""What the cheapest ways of serving a class of 30 cost: kernels on one server, and pages without.

    python bench/class_of_30.py [students]

First all students run a lesson at once, each in a kernel of its own, on one JupyterLab: that is the
floor under any hub (bench/hub.py has the hub). Beside it, in the same run, stands a notebook that
only imports what ours import and draws one plot: a computer that is slow today is slow for both.
Then all fetch the lesson's page with all that belongs to it from one static server, as from a
school's web server.
"""

import compileall
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

import nbformat
import psutil
import requests

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
import browser
from student import Student, at_once, kernels, megabytes, waits, work
from table import Measure, load, show
from the_lesson import NOTEBOOK

#: What any notebook of this kind does before it says a word of its own.
PLAIN = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (
    "import pandas, ipywidgets, anywidget\nfrom matplotlib import pyplot",
    "pyplot.plot(pandas.Series([1, 4, 9]));", "ipywidgets.IntSlider()")])
NAMED = re.compile(r"""(?:src|href)="([^"#?:]+\.(?:css|js|svg|png|woff2))""")


def on_one_server(number):
    """All run the lesson at once, each in a kernel of one JupyterLab; then all run only imports."""
    who = f"{number} kernels"
    with tempfile.TemporaryDirectory() as folder:
        browser.copy_of_the_project(Path(folder))
        # As after a first lesson. Some computers are set to write no byte code by themselves.
        compileall.compile_dir(Path(folder) / "seminar", quiet=1)
        lesson = NOTEBOOK.read_text(encoding="utf-8")
        lab = browser.Lab(Path(folder))
        try:
            server = psutil.Process(lab.process.pid)
            ours = list(run_by_all(lab, number, lesson, Path(folder), who))
            at_the_server = [
                Measure(f"{who}: work of the server", "s", work(server)),
                Measure(f"{who}: the server", "MB", megabytes(server))]
            # They come second: what the computer has learnt by then is to their advantage.
            others = run_by_all(lab, number, nbformat.writes(PLAIN), Path(folder), who)
            for measure, other in zip(ours, others):
                yield replace(measure, other=other.ours, beside="imports, one plot")
            yield from at_the_server
        finally:
            lab.stop()


def run_by_all(lab, number, notebook, folder, who):
    """Each student opens a copy of the notebook and runs it. Their kernels are gone afterwards."""
    students = [Student(lab.url, requests.Session()) for _ in range(number)]
    for place, student in enumerate(students):
        student.session.headers["Authorization"] = f"token {browser.TOKEN}"
        # A path of its own for each, or all would share one kernel.
        student.notebook = f"notebooks/student-{place}.ipynb"
        (folder / student.notebook).write_text(notebook, encoding="utf-8")
    for thread in at_once(students, lambda student: student.run(student.notebook)):
        thread.join()
    yield from waits(who, students, most=number)
    running = kernels(psutil.Process(lab.process.pid))
    sizes = [megabytes(kernel) for kernel in running]
    yield Measure(f"{who}: work of a kernel", "s", statistics.median(map(work, running)))
    yield Measure(f"{who}: the largest kernel", "MB", max(sizes), most=160)
    yield Measure(f"{who}: all of them", "MB", sum(sizes))
    for session in students[0].ask("GET", "/api/sessions").json():
        students[0].ask("DELETE", f"/api/sessions/{session['id']}")


def on_a_static_server(number):
    """All fetch the lesson's page, and what belongs to it, at once."""
    who = f"{number} pages"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, browser.ROOT / "site" / "build.py", folder], check=True,
                       stdout=subprocess.DEVNULL)
        port = browser._free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "-d", folder],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}/{NOTEBOOK.stem}.html"
            wait_for(url)
            students = [Student(url, requests.Session()) for _ in range(number)]
            for thread in at_once(students, fetch):
                thread.join()
            yield from waits(who, students)
            yield Measure(f"{who}: sent to a student", "kB",
                          statistics.median(student.weight for student in students) / 1000)
            yield Measure(f"{who}: the server", "MB", megabytes(psutil.Process(server.pid)))
        finally:
            server.kill()
            server.wait()


def fetch(student):
    """The page and everything it names, as a browser that has none of it."""
    page = student.ask("GET", "")
    student.note("page")
    found = [page] + [student.session.get(urljoin(student.url, name))
                      for name in sorted(set(NAMED.findall(page.text)))]
    student.faults += [f"{each.status_code} {each.url}" for each in found if not each.ok]
    student.weight = sum(len(each.content) for each in found)
    student.note("all of it")


def wait_for(url):
    for _ in range(100):
        try:
            return urlopen(url).close()
        except URLError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer.")


def measured(students=30):
    """A class on one JupyterLab, and on one static server."""
    yield from on_one_server(students)
    yield from on_a_static_server(students)


if __name__ == "__main__":
    print("Load before:", load())
    show(measured(*map(int, sys.argv[1:])))
