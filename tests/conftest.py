"""What several tests stand on: a browser, a widget on a page, a lesson's JupyterLab."""

import bakery
import browser
import host
import pytest

#: The files that take longest, the longest first, so that two workers end at about one time.
LONGEST = ("test_site", "test_accessibility", "test_words_survive", "test_by_keyboard",
           "test_in_jupyterlab", "test_sorter", "test_two_servers", "test_browse", "test_reader",
           "test_example", "test_notebooks", "test_edited_lessons", "test_paper")


def pytest_configure(config):
    config.addinivalue_line("markers", "browser: it opens a browser, or has one print; set below")
    config.addinivalue_line("markers", "slow: it sets whole pages or runs every notebook")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Marks what needs a browser, which make quick leaves out; then puts the longest first."""
    for item in items:
        if "a_browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))


@pytest.fixture(scope="session")
def a_browser():
    """The path of a browser. Also named by what opens one by itself, or has one print."""
    return browser.program()


@pytest.fixture(scope="module")
def chromium(a_browser):
    with browser.chromium() as program:
        yield program


@pytest.fixture
def show(chromium):
    """Puts a widget on a page whose kernel is dead; afterwards nothing in it may have run."""
    pages = []

    def shown(widget, **settings):
        pages.append(host.page_with(chromium, widget, **{"kernel": "dead", **settings}))
        return pages[-1]

    yield shown
    for page in pages:
        assert page.evaluate("errors") == [] and page.title() == "Widgets"
        page.close()


@pytest.fixture
def unit(tmp_path, monkeypatch):
    """The bakery's lessons, in whose folder the test runs."""
    from seminar.lessons import parser
    (tmp_path / "bakery").mkdir()
    monkeypatch.chdir(bakery.build(tmp_path / "bakery"))
    return parser.read()


@pytest.fixture
def folder(tmp_path, unit):
    """An empty folder for what a class of the bakery hands in."""
    (tmp_path / "class").mkdir()
    return tmp_path / "class"


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory):
    """JupyterLab on a copy of the project."""
    server = browser.Lab(browser.copy_of_the_project(tmp_path_factory.mktemp("project")))
    yield server
    server.stop()
