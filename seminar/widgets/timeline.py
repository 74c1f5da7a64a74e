"""The timeline: a table with dates, moved through by button, range or arrow key.

With places it is a map that changes day by day, with the reports of the day. Without, it is a strip
of events by strand, with the event that is at hand.
"""

import zlib
from datetime import date
from html import escape

import pandas as pd
import traitlets as t

from seminar import alphabets
from seminar.data import dates
from seminar.data.sources import cite, cite_all
from seminar.errors import NotThere
from seminar.page import day_maps, maps
from seminar.page.markup import scroll, table
from seminar.page.palette import OUTLINES, STYLES
from seminar.page.tables import bounds, cell, in_words
from seminar.widgets.base import Widget, script
from seminar.wording import say

EVERY_DAY = 100  # days from first to last up to which a day without a report is a step, too
_EPOCH = date(1970, 1, 1)
_LOOKS = [{"colour": style.colour, "d": OUTLINES[style.marker]} for style in STYLES.values()]


class Timeline(Widget):
    """Steps in time, and what the rows of a table say of each: a picture, the rows, a list.

    Everything it shows is in its traits, so it works when the kernel has gone.
    """

    _esm = script("timeline")
    label = t.Unicode().tag(sync=True)
    alt = t.Unicode().tag(sync=True)
    caption = t.Unicode().tag(sync=True)
    steps = t.List().tag(sync=True)     # when each is, in words; in a strip its span in days, too
    columns = t.List().tag(sync=True)
    rows = t.List().tag(sync=True)      # its step and filter (or 0) by number; its cells as HTML
    filter_label = t.Unicode().tag(sync=True)
    filters = t.List().tag(sync=True)   # what rows can be narrowed to, counted from 1
    styles = t.List(_LOOKS).tag(sync=True)
    land = t.Unicode().tag(sync=True)   # from here on: of a map
    land_id = t.Unicode().tag(sync=True)
    frames = t.List().tag(sync=True)
    key = t.List().tag(sync=True)
    sheet = t.Unicode().tag(sync=True)
    step = t.Int(0).tag(sync=True)
    left_out = t.Set()                  # the numbers of the rows that sheets of paper leave out
    paper = ""

    def twin(self):
        above, caption = "", self.label
        if self.paper or self.left_out:
            above = f"<p><strong>{escape(self.label)}</strong></p>{self.paper}"
            caption = say("table.rows")
        if self.left_out:
            kept, rows = len(self.rows) - len(self.left_out), len(self.rows)
            above += f'<p class="choice">{say("events.onPaper", kept=kept, all=rows)}</p>'
        listed = table(caption, [say("events.when"), *self.columns], (
            [escape(_full(self.steps[row["step"]])), *row["cells"]] for row in self.rows),
            left_out=self.left_out)
        return f"{above}{scroll(listed, self.label, tall=True)}<p>{escape(self.caption)}</p>"


def timeline(rows, words, places=None, groups=None, **reading):
    """A :class:`Timeline` of ``rows``, a DataFrame: with ``places`` of :func:`_of_places`, else of
    :func:`_of_events`, which say what ``reading`` is.

    ``words``: the title, alt and caption of a figure; "on paper", if there, names the rows that
    sheets of paper show by their keys: "s01 to s09, s36". Raises LookupError for a column or a row
    that is not there and ``dates.DateError`` for a date that cannot be read.
    """
    rows = rows.assign(on_paper=_on_paper(rows, words.get("on paper", "")))
    words = {"label": words["title"], "alt": words["alt"], "caption": words["caption"]}
    if places is None:
        return _of_events(rows, words, **reading)
    return _of_places(rows, words, places, groups, **reading)


def _on_paper(rows, spans):
    """For every row, whether sheets of paper show it; all do where no row is named."""
    keys = [str(key) for key in rows.iloc[:, 0]]
    if not (keys and spans):
        return [True] * len(keys)
    chosen = set()
    for span in spans.split(","):
        first, _, last = (part.strip() for part in span.partition(" to "))
        ends = [keys.index(key) if key in keys else -1 for key in (first, last or first)]
        if ends[0] < 0 or ends[1] < ends[0]:
            raise NotThere(f'"on paper" in lessons.md: found "{span.strip()}". Write keys of rows '
                           f'in their order, such as "{keys[0]}" or "{keys[0]} to {keys[-1]}", '
                           "with a comma between two.")
        chosen.update(keys[ends[0]:ends[1] + 1])
    return [key in chosen for key in keys]


def _left_out(rows):
    """The numbers of the rows that sheets of paper leave out."""
    return {number for number, shown in enumerate(rows["on_paper"]) if not shown}


# A strip of events -------------------------------------------------------------------------------


def _of_events(events, words, *, title="title", strand=None, detail=None, paragraph=None):
    """``events``: a row an event; its first column is a key.

    ``date``: a day, a month or a year, 2001-07-10, 2001-07 or 2001. ``end_date`` may be there, for
    what lasted, and ``source_id`` and ``certainty``. The other columns are named: ``title`` is the
    event in a line; ``strand`` tells kinds of events apart; ``detail`` says more; ``paragraph``,
    beside a source, is where the text on the table speaks of it.
    """
    _need(events, "date", *filter(None, (title, strand, detail, paragraph)))
    ends = events["end_date"] if "end_date" in events else [None] * len(events)
    events = events.assign(when=[_when(*row) for row in zip(
        events.iloc[:, 0], events["date"], ends)])
    events = events.sort_values("when", kind="stable", key=lambda column: column.map(
        lambda when: (when.start.first, when.start.last)))
    strands = _strands(events[strand]) if strand else {}
    cells = {say("events.what"): events[title].map(cell)}
    if strand:
        cells[in_words(strand)] = events[strand].map(_named)
    if detail:
        cells[say("events.detail")] = [
            text if isinstance(text, str) else "" for text in events[detail]]
    if "source_id" in events:
        places = events[paragraph] if paragraph else [None] * len(events)
        cells[say("events.sourceAndParagraph" if paragraph else "events.source")] = [
            f"{_source(source)}; {place}" if isinstance(place, str) else _source(source)
            for source, place in zip(events["source_id"], places)]
    cells[say("events.sure" if "certainty" in events else "table.row")] = _sure(events)
    several_years = len({when.start.first.year for when in events["when"]}) > 1
    return Timeline(
        **words,
        steps=[{"when": when.words[0].upper() + when.words[1:],
                "at": _at(when.start, several_years), "span": _span(when)}
               for when in events["when"]],
        columns=list(cells),
        rows=[{"step": number, "filter": strands.get(row[1], 0), "cells": list(map(_html, row))}
              for number, row in enumerate(zip(*cells.values()))],
        left_out=_left_out(events),
        filter_label=in_words(strand) if strand else "",
        filters=list(strands),
    )


def _when(key, start, end):
    try:
        return dates.when(start, end)
    except dates.DateError as fault:
        raise dates.DateError(f"Row {key}: {fault}") from None


def _strands(column):
    """The strands in the order of their list or, failing that, as they come: name -> 1, 2 ..."""
    listed = column.cat.categories if column.dtype == "category" else []
    found = list(column.drop_duplicates())
    ordered = [name for name in listed if name in found] + [
        name for name in found if name not in listed]
    return {_named(name): number for number, name in enumerate(ordered, 1)}


def _named(strand):
    """A strand as a reader meets it: "town_hall" is "Town hall"."""
    return in_words(cell(strand))


def _source(found):
    return say("events.noSource") if pd.isna(found) else cite_all(found)


def _at(start, several_years):
    """A date as one looks for it: the year first, where there are several."""
    if not several_years:
        return start.words()
    year, rest = str(start.first.year), start.words(year=False)
    return year if rest == year else f"{year}, {rest}"


def _span(when):
    """The days, counted from 1970, between which an event began and, if it lasted, ended."""
    ends = [when.start.first, when.start.last]
    ends += [when.end.first, when.end.last] if when.end else []
    return [(day - _EPOCH).days for day in ends]


# A map, day by day -------------------------------------------------------------------------------


def _of_places(reports, words, places, groups, *, group, states, counted=None, counted_as=None,
               at=None, spot="town", printed=None):
    """``reports``: a row a report, with a key, ``date`` (a day), ``place_id``, ``event``,
    ``reported_by``, ``source_id``, ``certainty`` and ``note``.

    ``places``: ``place_id``, ``name``, ``kind``, ``lat`` and ``lon`` in degrees, and the column
    named by ``group``; ``name_today`` and ``country_today`` may be there. A place whose kind is
    ``spot`` has a mark of its own; one whose kind is the name of the column ``group`` stands for
    its whole group.
    ``groups``: that column, ``lat``, ``lon``, ``style`` (1 to 6) and ``label_side``. ``states``:
    the words for on, partly on and off, in this order -> the events after which a place is said
    to be so. ``counted``: unit -> a column, or a pair of columns with the lower and the upper
    bound; ``counted_as``: the column that says what such a number counts. ``at``: the column that
    may name a spot inside a place. ``printed``: the days that have a small map on paper, twelve at
    most; without them, days on which a mark changes.
    """
    _need(reports, "date", "place_id", "event", *filter(None, (counted_as, at)))
    reports = reports.assign(date=[_day(*row) for row in zip(
        reports.iloc[:, 0], reports["date"])])
    reports = reports.merge(places, on="place_id", suffixes=("", "_place"))
    reports = reports.sort_values("date", kind="stable").reset_index(drop=True)
    calendar = _calendar(reports["date"])
    state_words = {**dict(zip((day_maps.ON, day_maps.PART, day_maps.OFF), states)),
                   day_maps.DIFFER: day_maps.DIFFERENT}
    meaning = {event: value for value, events in zip(state_words, states.values())
               for event in events}
    known = day_maps.states_of(reports, calendar, meaning, group)
    chart = maps.frame(width=day_maps.WIDTH)
    frames = day_maps.frames(chart, groups, places, known, group, state_words, spot)
    filters = {frame["name"]: number for number, frame in enumerate(frames)}
    for frame in frames:
        frame["says"] = _says(frame["name"], reports, group, known, state_words)
    several_years = calendar[0].year != calendar[-1].year
    names = [f"{day:%A} {day.day} {day:%B}" + (f" {day.year}" if several_years else "")
             for day in calendar]
    full = [name if several_years else f"{name} {calendar[0].year}" for name in names]
    numbers = (day_maps.days_for_print(frames[0], len(calendar)) if printed is None
               else _numbers(printed, calendar))
    land_id = f"land-{zlib.crc32(words['label'].encode()):x}"
    sheet = day_maps.sheet(frames[0], numbers, state_words, full, frames[0]["says"], land_id, chart)
    for frame in frames:
        frame["says"] = list(map(_html, frame["says"]))
    cells = _as_read(reports, counted or {}, counted_as, at)
    step_of = {day: number for number, day in enumerate(calendar)}
    found = Timeline(
        **words, land=day_maps.land(chart), land_id=land_id, frames=frames,
        key=list(state_words.values()), sheet=sheet, filter_label=in_words(group),
        filters=list(filters)[1:], left_out=_left_out(reports),
        steps=[{"when": name, "full": whole} for name, whole in zip(names, full)],
        columns=list(cells.columns),
        rows=[{"step": step_of[day], "filter": filters.get(name, 0), "cells": list(map(_html, row))}
              for day, name, row in zip(reports["date"], reports[group],
                                         cells.itertuples(index=False))],
    )
    found.paper = (f'<svg class="off" aria-hidden="true"><defs><g id="{land_id}">'
                   f"{day_maps.land(chart, exact=1)}</g></defs></svg>{sheet}")
    return found


def _day(key, found):
    day = _when(key, found, None).start
    if not day.sure:
        raise dates.DateError(f"Row {key}: found {day.words()} where a map needs a day. Write one "
                              "such as 2001-07-10, or leave places out and show a strip.")
    return pd.Timestamp(day.first)


def _calendar(days):
    """The steps: every day from first to last or, where these are many, those with a report."""
    every = pd.date_range(days.min(), days.max())
    return list(every) if len(every) <= EVERY_DAY else sorted(set(days))


def _numbers(days, calendar):
    """The numbers of the days that are to be printed."""
    number_of = {f"{day:%Y-%m-%d}": number for number, day in enumerate(calendar)}
    missing = [day for day in days if day not in number_of]
    if missing or len(days) > day_maps.PRINTED:
        raise NotThere(f"printed: found {', '.join(missing) or f'{len(days)} days'}. Write at most "
                       f"{day_maps.PRINTED} days of this timeline, such as {[*number_of][0]}.")
    return sorted(number_of[day] for day in days)


def _says(name, reports, group, known, words):
    """For every day, what changes in the places of a frame; "" where nothing does."""
    if name != day_maps.EVERYWHERE:
        reports = reports[reports[group] == name]
    by_day = dict(list(reports.groupby("date")))
    says, before = [], {}
    for day, now in known.items():
        today = by_day.get(day)
        says.append("" if today is None else day_maps.spoken(today, before, now, words))
        before = now
    return says


def _as_read(reports, counted, counted_as, at):
    """The reports as a reader meets them: where, what, how many, who says so, how sure."""
    spots = reports[at] if at else [None] * len(reports)
    read = {
        say("events.where"): [f"{named(row)}: {spot}" if isinstance(spot, str) else named(row)
                  for row, spot in zip(reports.itertuples(), spots)],
        say("events.reported"): [
            f"{str(row.event).capitalize()}. {'' if pd.isna(row.note) else row.note}".strip()
            for row in reports.itertuples()],
    }
    if counted:
        read[say("events.number")] = [_number(row, counted, counted_as)
                                       for row in reports.to_dict("records")]
    read[say("events.saidBy")] = [_said_by(row) for row in reports.itertuples()]
    read[say("events.sure")] = _sure(reports)
    return pd.DataFrame(read)


def named(place):
    """A place by its name at the time; beside it today's, if that is another, and the country."""
    name, country = (getattr(place, each, None) for each in ("name_today", "country_today"))
    today = [] if pd.isna(name) or name == place.name else [say("events.today", name=name)]
    today += [] if pd.isna(country) else [country]
    return f"{place.name} ({', '.join(today)})" if today else place.name


def _number(row, counted, counted_as):
    found = []
    for unit, columns in counted.items():
        low, high = (columns, columns) if isinstance(columns, str) else columns
        if not (pd.isna(row[low]) and pd.isna(row[high])):
            found.append(f"{unit}: {bounds(row[low], row[high])}")
    if not found:
        return say("events.noNumber")
    return f"{'; '.join(found)} ({row[counted_as]})" if counted_as else "; ".join(found)


def _said_by(report):
    """Who says so and where; an outlet that speaks for itself is named once."""
    outlet, _, date = cite(report.source_id).rpartition(", ")
    if outlet and report.reported_by.startswith(outlet):
        return f"{report.reported_by}, {date}"
    return f"{report.reported_by}; {cite(report.source_id)}"


# Both --------------------------------------------------------------------------------------------


def _sure(rows):
    """How sure each row is, where the table says so, and its key."""
    keys = rows.iloc[:, 0].astype(str)
    return rows["certainty"].map(cell).astype(str) + ", " + keys if "certainty" in rows else keys


def _need(rows, *columns):
    if rows.empty:
        raise NotThere("There is no row to show. Look at what chooses the rows.")
    for column in columns:
        if column not in rows:
            raise NotThere(f'The rows have no column "{column}". They have: {", ".join(rows)}.')


def _full(step):
    """When a step is, with its year."""
    return step.get("full", step["when"])


def _html(text):
    return alphabets.in_its_language(escape(text))
