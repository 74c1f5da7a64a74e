"""The front door a notebook uses: ``this = lesson(5)``, then ``this.read("p23-p26")``."""

from dataclasses import replace
from html import escape
from importlib.metadata import version
from pathlib import Path

from IPython.display import HTML

from seminar import alphabets
from seminar.answers import hand_in, questions, store
from seminar.data import sources, text
from seminar.errors import NotThere
from seminar.lessons import classroom, parser
from seminar.page import prose, tables
from seminar.page.markup import details, scroll
from seminar.page.style import STYLE


def lesson(number):
    """The lesson of this number in lessons.md, as a :class:`LessonPage`.

    Raises ``outline.PlanError`` if lessons.md has a mistake, LookupError if it has no such lesson.
    """
    unit = parser.read()
    if number not in unit.lessons:
        numbers = ", ".join(str(each) for each in unit.lessons)
        raise NotThere(f"lessons.md has no lesson {number}. It has: {numbers}.")
    return LessonPage(unit, unit.lessons[number])


class LessonPage:
    """What one lesson shows, a method for each part of it. Names are those of lessons.md."""

    def __init__(self, unit, lesson):
        self._unit, self._lesson, self._class = unit, lesson, classroom.read()
        self._cited = set(sources.split(unit.fields["article"]))
        self._cited.update(
            each for cards in lesson.cards.values() if "source" in cards.columns
            for row in cards.rows for each in sources.split(row[cards.columns.index("source")]))

    # Text --------------------------------------------------------------------------------------

    def begin(self):
        """The style of all that follows, and the name of an instructor's own school."""
        ours = self._class
        school = f'<p class="small">{escape(ours.school)}</p>' if ours.school else ""
        return HTML(f"<style>{STYLE}{_larger(ours.size)}</style>{school}")  # once for the page

    # Evidence ----------------------------------------------------------------------------------

    def read(self, span):
        """The reader for a span of paragraphs such as ``"p23-p26"``, or for a row of data from one.

        Raises LookupError for a row that rests on another source.
        """
        from seminar.widgets.reader import reader

        article, gists = self._unit.fields["article"], not isinstance(span, str)
        if gists:
            row, span = span, text.paragraph_of(span, article)
            if span is None:
                raise NotThere(f"This row rests on {sources.cite_all(row['source_id'])}, and "
                               "not on a paragraph of the text.")
        return reader(span, article, gists)

    def figure(self, name, drawn, rows, reveal=False):
        """A figure: ``drawn`` by matplotlib, its words from lessons.md, the ``rows`` it shows.

        With ``reveal``, title and source wait behind a button, so that a class looks first.
        """
        from seminar.page.figures import Figure

        if "on paper" in self._named("figures", name):
            raise NotThere(f'Figure "{name}" in lessons.md is a chart, and its table is printed '
                           'whole. Take its line "on paper" away: only a timeline has that choice.')
        self._cite(rows)
        return Figure(**self._words(name), table=self._with_sources(rows), mpl_figure=drawn,
                      reveal=reveal)

    def chart(self, name, rows, x, y, by=None, reveal=False):
        """A figure that needs no drawing: bars, or lines of days.

        See ``seminar.page.figures.chart``.
        """
        from seminar.page.figures import chart

        columns = [each for each in (x, by, y, "source_id") if each in rows]
        return self.figure(name, chart(rows, x, y, by), rows[columns], reveal)

    def map(self, name, places, label="name", by=None, box=None, reveal=False):
        """A figure that needs no drawing: places with their names on a map.

        See ``seminar.page.place_maps.place_map``.
        """
        from seminar.page.place_maps import place_map

        drawn = place_map(places, label, by, box)
        columns = [each for each in (label, by, "lat", "lon", "source_id") if each in places]
        return self.figure(name, drawn, places.dropna(subset=["lon", "lat"])[columns], reveal)

    def table(self, rows, caption="The rows"):
        """A DataFrame as a table that a screen reader can walk through.

        Of more than ``tables.MOST`` rows the first are shown, and a sentence says so.
        """
        self._cite(rows)
        listed = tables.html_table(self._with_sources(rows), caption)
        return self._page(scroll(listed, caption, tall=True))

    def timeline(self, name, rows, places=None, groups=None, **reading):
        """The timeline of dated rows: with places a map by day, without a strip of events.

        The line "on paper" of its figure in lessons.md names the rows that sheets of paper show.
        See ``seminar.widgets.timeline.timeline``.
        """
        from seminar.widgets.timeline import timeline

        self._cite(rows)
        return timeline(rows, self._words(name), places, groups, **reading)

    def browse(self, rows, name, text, **choices):
        """A DataFrame's rows as cards, one at a time. See ``seminar.widgets.browse.browse``."""
        from seminar.widgets.browse import browse

        self._cite(rows)
        return browse(rows, name, text, **choices)

    def rates(self, rows):
        """Figures, any two of which are divided. See ``seminar.widgets.browse.rates``."""
        from seminar.widgets.browse import rates

        self._cite(rows)
        return rates(rows)

    def sort(self, cards, *codings):
        """Cards to sort by one coding or several, each choice kept, then compared with others'.

        ``cards``: the name of a set of cards, or a DataFrame. Of a DataFrame the first column names
        the card, the columns of the codings hold the project's codes, and the rest is shown.
        """
        from seminar.widgets.sorter import dealt, sorter

        asked = [self._named("codings", name) for name in codings]
        if not isinstance(cards, str):
            self._cite(cards)
            return sorter(*dealt(cards, asked), **self._kept_as)
        about = [each.id for each in self._lesson.codings.values() if each.cards == cards]
        if not asked or {each.cards for each in asked} != {cards}:
            raise NotThere(f'this.sort("{cards}") needs codings that ask about these cards. '
                           f"Lesson {self._lesson.number} has: {', '.join(about) or 'none'}.")
        return sorter(self._named("cards", cards), asked, **self._kept_as)

    def ledger(self):
        """The claims of this lesson, each marked by the reader, then beside what was found."""
        from seminar.widgets.ledger import ledger

        for claim in text.claims_in(self._lesson.fields["claims"])["claim_id"]:
            self._cite(text.readings(claim))
        return ledger([self._lesson], **self._kept_as)

    def whole_ledger(self):
        """The claims of all lessons, with the marks that the reader gave in each."""
        from seminar.widgets.ledger import whole_ledger

        return whole_ledger(list(self._unit.lessons.values()), **self._kept_as)

    def sources(self):
        """The full entry of every source of what the lesson has shown so far."""
        listed = "".join(f"<li>{alphabets.in_its_language(escape(entry), language)}</li>"
                         for entry, language in sources.bibliography(self._cited))
        summary = ("Show the source" if len(self._cited) == 1 else
                   f"Show the {len(self._cited)} sources")
        return self._page(details(summary, f"<ul>{listed}</ul>"))

    # Questions ---------------------------------------------------------------------------------

    def check(self, name):
        """A check: its feedback comes at once, and what was tried is kept."""
        from seminar.widgets.check import check_box

        return check_box(self._named("checks", name), **self._kept_as)

    def discuss(self, name):
        """A prompt to talk about, with a box for words that are kept."""
        return self._answer_box(self._named("discuss", name))

    def write(self, name):
        """A prompt to write on, with a box for words that are kept."""
        return self._answer_box(self._named("write", name))

    def earlier(self, number, name):
        """What this reader answered to a prompt of an earlier lesson, shown when asked for."""
        from seminar.widgets.earlier import Earlier

        if number not in self._unit.lessons:
            raise NotThere(f"lessons.md has no lesson {number}.")
        earlier = self._unit.lessons[number]
        prompt = {**earlier.discuss, **earlier.write}.get(name)
        if {("Discuss", name), ("Write", name)} & set(earlier.known) and prompt is None:
            return None  # left out by an instructor: there is nothing to show
        if prompt is None:
            raise NotThere(f'Lesson {number} in lessons.md has no prompt "{name}".')
        return Earlier(from_lesson=number, item=name, asked=prose.plain(prompt.text),
                       **self._kept_as)

    def desk(self):
        """Where the reader takes a code, hands in the lesson's answers, and takes them back."""
        from seminar.widgets.desk import Desk

        return Desk(items=self._items(), version=version("seminar"),
                    source=sources.reference(self._unit.fields["article"]), **self._kept_as)

    def take_back(self, file):
        """Brings the answers of a handed-in file back into answers/. ``file``: its path.

        Raises ``hand_in.HandInError`` where the file cannot be used, and says why.
        """
        found = hand_in.read(Path(file), self._unit.fields["project"])
        for item, answer in found.answers.items():
            page = f"handin{found.revision}"
            store.keep(found.lesson, item, replace(answer, page=page, day=found.day), found.code,
                         title=self._unit.lessons[found.lesson].title)
        under = found.code or "no code"
        print(*found.faults, sep="\n")
        print(f"{len(found.answers)} answers of lesson {found.lesson} are back, under {under}.")

    # ------------------------------------------------------------------------------------------

    def _cite(self, rows):
        """Notes the sources of some rows, for the list at the lesson's end."""
        for cell in rows["source_id"].dropna() if "source_id" in rows else ():
            self._cited.update(sources.split(cell))

    def _items(self):
        """All that can be answered, in the order of lessons.md."""
        return [{"item": item, "kind": questions.kind(question), "asked": questions.words(question)}
                for item, question in questions.of(self._lesson).items()]

    def _answer_box(self, prompt):
        from seminar.widgets.answer import answer_box

        return answer_box(prompt, asked_above=True, **self._kept_as)

    @property
    def _kept_as(self):
        """Under which names a reader's words are kept."""
        return {"project": self._unit.fields["project"], "lesson": self._lesson.number,
                "title": self._lesson.title}

    def _named(self, shelf, name):
        found = getattr(self._lesson, shelf)
        if name not in found:
            raise NotThere(
                f'Lesson {self._lesson.number} in lessons.md has nothing called "{name}" among its '
                f"{shelf}. It has: {', '.join(found) or 'none'}."
            )
        return found[name]

    def _words(self, name):
        return {key: prose.plain(text) for key, text in self._named("figures", name).items()}

    @staticmethod
    def _with_sources(rows):
        """Rows as a reader meets them: columns in words, sources by their short names."""
        rows = rows.copy()
        if "source_id" in rows:
            rows["source_id"] = rows["source_id"].map(sources.cite_all)
        if "note" in rows:
            rows["note"] = rows["note"].fillna("")  # nothing to say, and not: not known
        return rows.rename(columns=tables.in_words)

    @staticmethod
    def _page(*parts):
        inside = "".join(parts)  # of a section that a lesson does not have: no empty frame
        return HTML(f'<div class="seminar">{inside}</div>' if inside else "")


def _larger(points):
    """Letters of a class's own size, in JupyterLab and on pages; the figures keep theirs."""
    # "div", or the style that each widget brings along would win.
    return (f"div.seminar, .bd-article {{ font-size: {points}pt; }} "
            f":root {{ --jp-content-font-size1: {points}pt; }}") if points else ""
