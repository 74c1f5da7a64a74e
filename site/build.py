"""Builds a folder for a class: every lesson as a page, and each in one file by itself.

    python site/build.py [folder] [--of set] [--student-zip]

In a student's copy of the set the notebooks are run, Sphinx sets them as pages, and what no page
needs is taken out again. The folder is ``site/_build`` unless another is named; it is replaced only
when all has gone well. A set of lessons is a folder with a lessons.md; this one, if none is named.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir
from html import escape
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import nbformat
from jinja2 import Template
from nbclient.exceptions import CellExecutionError
from sphinx.application import Sphinx

from seminar import project
from seminar.commands import student_copy
from seminar.data import package, sources
from seminar.errors import Told
from seminar.files import folders
from seminar.lessons import parser
from seminar.page.style import STYLE
from seminar.widgets import export
from seminar.wording import say

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
#: What the theme brings and no page uses: its icons are drawn by a font instead.
UNUSED = ("*.map", "fontawesome.js*", "fa-brands-400.woff2", "fa-regular-400.woff2", "locales",
          "images", "*webpack-macros.html", "file.png", "minus.png", "plus.png")
#: A table of the prose, which may be wider than the page: then arrow keys move it.
WIDE = '<div class="pst-scrollable-table-container">'
#: Under another name, for the theme's script takes the key's way away while a step is folded.
WIDE_BY_KEYS = (f'<div class="wide-table" tabindex="0" role="group" '
                f'aria-label="{say("table.rows")}">')
#: A link to another page, which a lesson in one file does not have beside it.
AWAY = re.compile(r'<a class="reference internal" href="[^#"][^"]*">(.*?)</a>', re.DOTALL)
#: The name of a page, for a menu of versions that ours have not; it cannot be told before its
#: script is there.
PAGE_NAME = re.compile(r"<script>DOCUMENTATION_OPTIONS\.[^<]*</script>")
ICON_SCRIPT = re.compile(r"<script[^>]*fontawesome\.js[^>]*></script>")
#: What stands in a lesson until its script removes it: where scripts do not run, it says what may.
ASLEEP = ("This page has not come alive: its boxes, timelines and checks are as on paper. "
          "Its script has not run. Perhaps scripts are switched off in this browser, or the "
          "server does not send them as it should. ")
IN_ONE_FILE = ('<a href="{one_file}">The same lesson in one file</a> may work all the same. So may '
               "that file when you save it on your own computer and open it there.")
IN_THE_FOLDER = ("The same lesson in the folder of all lessons, the page {page}, may work all the "
                 "same. So may this file when you save it on your own computer and open it there.")
WHOLE_SET = {"Download all lessons, to change and run the code": "student.zip"}


#: The first page of a set that has none of its own in its folder site/.
FIRST_PAGE = """\
# {title}

{lead}

**How to use these pages.** Choose a lesson. Everything works in your browser: nothing has to be
installed or started, and no network is needed. What you type is sent to nobody, and the line below
each box says where it is kept. *Hand in*, near the top and the end of a lesson, saves one file with
all your answers.

## The lessons

<!-- lessons -->

```{{toctree}}
:hidden:
:glob:

[0-9]*
```
"""


def build(folder, student_zip=False):
    """Builds the pages of the set in which the program runs into ``folder``.

    ``student_zip``: the first page offers the set for students, which someone puts beside it.
    Returns 0, or 1 where Sphinx found a fault and said so.

    Raises Told where lessons.md has a mistake, a cell fails, or the folder holds something else.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "searchindex.js").exists():
        raise Told(f"{folder} holds something else, and would be replaced. Name another folder.")
    of = project.root()
    with tempfile.TemporaryDirectory() as work:
        students, out = Path(work) / "student", Path(work) / "out"
        student_copy.folder(students, of)
        with chdir(students):
            if not set_pages(Path(work), out, of / "site", student_zip):
                return 1
        folders.replace(folder, out)
    return 0


def set_pages(work, out, own_pages, student_zip):
    """Sets the lessons of the student's copy in which it runs as pages.

    ``own_pages``: a folder with further pages of the set. Returns False where Sphinx finds a fault.
    """
    unit, source = parser.read(), work / "source"
    source.mkdir()
    scripts = set_out(unit, source, own_pages)
    lessons = {Path(lesson.fields["notebook"]).stem: lesson for lesson in unit.lessons.values()}
    title = unit.title.partition(":")[0]
    sphinx = Sphinx(source, HERE, out, work / "read", "html", status=None,
                    warningiserror=True, freshenv=True,
                    confoverrides={"project": title, "html_title": title})
    (out / "_static").mkdir(parents=True)

    def finished(app, name, template, context, tree):
        if name in lessons:
            finish(unit, lessons[name], context, scripts[name], out)
        elif name == "index" and student_zip:
            context["body"] = below_title(context["body"], WHOLE_SET)

    sphinx.connect("html-page-context", finished)
    sphinx.build()
    if sphinx.statuscode:
        return False
    everything = {kind: text for each in scripts.values() for kind, text in each.items()}
    write(out / "_static" / "widgets.js", export.host(everything))
    write(out / "_static" / "widgets.css", STYLE)
    for lesson in lessons.values():
        hand_out(lesson, out / "downloads")
    take_out(out)
    return True


# Before Sphinx -----------------------------------------------------------------------------------


def set_out(unit, source, own_pages):
    """Writes what Sphinx reads: pages of our own and the notebooks, run. Returns their scripts."""
    paths = [project.root() / lesson.fields["notebook"] for lesson in unit.lessons.values()]
    with ThreadPoolExecutor(2) as pool:
        ran = dict(zip((path.stem for path in paths), pool.map(run, paths)))
    for name, (notebook, _) in ran.items():
        notebook.cells = list(folded(notebook.cells))
        for cell in notebook.cells:
            dress(cell)
        nbformat.write(notebook, source / f"{name}.ipynb")
    listed = "\n".join(
        f"- [{lesson.title}]({Path(lesson.fields['notebook']).stem}.ipynb). "
        f"{lesson.texts['Big question']}" for lesson in unit.lessons.values())
    title, _, lead = unit.title.partition(":")
    ours = {"index.md": FIRST_PAGE.format(title=title, lead=in_full(lead))}
    ours |= {page.name: page.read_text(encoding="utf-8")
             for page in own_pages.glob("*.md")}
    for name, text in ours.items():
        write(source / name, text.replace("<!-- lessons -->", listed))
    return {name: scripts for name, (_, scripts) in ran.items()}


def in_full(lead):
    """The second half of a title as a sentence."""
    lead = lead.strip()
    return lead[:1].upper() + lead[1:] + ("." if lead and lead[-1] not in ".?!" else "")


def run(notebook):
    """As ``pages.run``, with a sentence where a cell fails."""
    try:
        return export.run(notebook)
    except CellExecutionError as error:
        raise Told(f"{notebook.name}: a cell fails, so no page was built. Open the notebook, run "
                   f"it, and put right what it says: {error.ename}: {error.evalue}") from None


def folded(cells):
    """The cells of a lesson, with what is not done in class behind a button below its heading."""
    opened = False
    for cell in cells:
        tags = cell.metadata.get("tags", [])
        if opened and ("step" in tags or cell.metadata["seminar"]["section"] == "Hand in"):
            yield nbformat.v4.new_markdown_cell("</details>")
            opened = False
        yield cell
        if {"home", "more"} & set(tags):
            open_step = escape(say("site.openStep"))
            name = escape(f"{say('site.openStep')}: {cell.metadata['seminar']['section']}")
            yield nbformat.v4.new_markdown_cell(
                f'<details class="fold"><summary aria-label="{name}">{open_step}</summary>')
            opened = True


def dress(cell):
    """A cell as a page has it: code of the machinery is left out, code to read is folded."""
    if cell.cell_type == "markdown":
        cell.source = cell.source.replace(say("notebook.begin"), say("site.begin"))
        return
    if "try-it" in cell.metadata.get("tags", []):
        cell.metadata["mystnb"] = {"code_prompt_show": say("site.showCode")}
    hidden = cell.metadata.get("jupyter", {}).get("source_hidden")
    cell.metadata["tags"] = ["remove-input" if hidden else "hide-input"]


# While Sphinx writes -----------------------------------------------------------------------------


def finish(unit, lesson, context, scripts, out):
    """Puts a lesson's links into its page, and writes the lesson into one file of its own."""
    binder = binder_address(unit.fields.get("repository"), lesson.fields["notebook"])
    online = {"Open on Binder, to change and run the code": binder} if binder else {}
    # A line of code may be wider than the page: then arrow keys move it.
    body = context["body"].replace("<pre>", '<pre tabindex="0">').replace(WIDE, WIDE_BY_KEYS)
    name = Path(lesson.fields["notebook"]).stem
    one_file = f"one-file/lesson-{lesson.number:02}.html"
    context["body"] = below_title(body, {
        **online, "Download notebook": f"downloads/{name}.ipynb",
        "Download data": f"downloads/{name}-data.zip",
        "This lesson in one file": one_file}, IN_ONE_FILE.format(one_file=one_file))
    style = (HERE / "page.css").read_text(encoding="utf-8")
    template = Template((HERE / "one_file.html").read_text(encoding="utf-8"))
    write(out / one_file, template.render(
        title=escape(f"{lesson.title}, {unit.title.partition(':')[0]}"), style=STYLE + style,
        host=export.host(scripts), toc=context["toc"],
        body=below_title(AWAY.sub(r"\1", body), online,
                         IN_THE_FOLDER.format(page=f"{name}.html"))))


def below_title(body, links, elsewhere=""):
    """The page with a list of links, words -> address, below its title.

    ``elsewhere``: where the same may work if no script runs here. Then a sentence says that, too.
    """
    listed = "".join(f'<li><a href="{escape(address)}">{escape(words)}</a></li>'
                     for words, address in links.items())
    row = f'<ul class="lesson-links">{listed}</ul>' if links else ""
    asleep = f'<p class="asleep">{ASLEEP}{elsewhere}</p>' if elsewhere else ""
    return body.replace("</h1>", f"</h1>{row}{asleep}", 1)


def binder_address(repository, notebook):
    """Where Binder opens a notebook of the repository; None where the repository is not named."""
    if not repository:
        return None
    repository = repository.rstrip("/").removesuffix(".git")
    on_github = repository.removeprefix("https://github.com/")
    place = f"git/{quote(repository, safe='')}" if on_github == repository else f"gh/{on_github}"
    return f"https://mybinder.org/v2/{place}/HEAD?urlpath={quote(f'doc/tree/{notebook}')}"


# After Sphinx ------------------------------------------------------------------------------------


def hand_out(lesson, folder):
    """The lesson's notebook; its tables, with an instructor's own rows, and what describes them."""
    notebook = project.root() / lesson.fields["notebook"]
    folder.mkdir(exist_ok=True)
    shutil.copy(notebook, folder)
    files = {"datapackage.json": (project.root() / package.DESCRIPTION).read_bytes(),
             "sources.json": sources.as_json(),
             **{f"{name}.csv": package.as_csv(name) for name in lesson.fields["data"]}}
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name in sorted(files):  # without a clock time: the same data are the same file
            archive.writestr(ZipInfo(name), files[name], ZIP_DEFLATED)
    (folder / f"{notebook.stem}-data.zip").write_bytes(packed.getvalue())


def take_out(out):
    """Takes out what no page needs."""
    for pattern in UNUSED:
        for found in list((out / "_static").rglob(pattern)):
            shutil.rmtree(found) if found.is_dir() else found.unlink()
    (out / ".buildinfo").unlink()
    for page in out.glob("*.html"):
        text = ICON_SCRIPT.sub("", page.read_text(encoding="utf-8"))
        if page.name != "search.html":  # whose own scripts need the others at once
            text = PAGE_NAME.sub("", text).replace('<script src="', '<script defer src="')
        write(page, text)


def write(path, text):
    """A text. For a browser it begins with a byte-order mark, which beats a server's charset."""
    marked = path.suffix in (".html", ".js", ".css")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8-sig" if marked else "utf-8", newline="\n")


def main(arguments=None):
    """Builds, and says where the pages are or what is wrong. Returns an exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="where the pages go: site/_build")
    parser.add_argument("--of", default=ROOT, type=Path, help="the folder of a set of lessons")
    parser.add_argument("--student-zip", action="store_true",
                        help="offer student.zip on the first page, beside which you put it")
    given = parser.parse_args(arguments)
    folder = (given.folder or given.of / "site" / "_build").resolve()
    try:
        os.chdir(project.at(given.of))
        faults = build(folder, given.student_zip)
    except Told as error:
        print(error, file=sys.stderr)
        return 2
    if not faults:
        print(f"The lessons are in the folder {folder}. Its first page is index.html.")
    return faults


if __name__ == "__main__":
    sys.exit(main())
