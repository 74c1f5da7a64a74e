"""The timeline: dated reports, moved through day by day, with their places on a map."""

from dataclasses import dataclass
from html import escape

import pandas as pd
import traitlets as t

from seminar import maps
from seminar.palette import STYLES
from seminar.sources import cite
from seminar.tables import bounds, html_table
from seminar.widgets.base import Widget, script

# What the reports of a day say of a place.
ON, PART, OFF, DIFFER, NONE = "on", "part", "off", "differ", "none"
DIFFERENT = "reports differ"
EVERYWHERE = "everywhere"
WIDTH = 760  # CSS pixels at which a map is shown; labels are set for it
LETTER = 8.2  # the mean width of a letter of a label, in the same pixels
TALLEST = 0.62  # of the width: a map fits a laptop's screen with its controls


class Timeline(Widget):
    """A table with dates, moved through by button, range or arrow key; a map; the whole as a list.

    Everything it shows is in its traits, so it works when the kernel has gone.
    """

    _esm = script("timeline")
    label = t.Unicode().tag(sync=True)
    alt = t.Unicode().tag(sync=True)
    caption = t.Unicode().tag(sync=True)
    group_label = t.Unicode().tag(sync=True)
    map = t.Dict().tag(sync=True)
    key = t.List().tag(sync=True)
    frames = t.List().tag(sync=True)
    days = t.List().tag(sync=True)
    list = t.Unicode().tag(sync=True)
    day = t.Int(0).tag(sync=True)

    def twin(self):
        return f"<p><strong>{escape(self.label)}</strong></p>{self.list}"


def timeline(reports, places, groups, *, group, states, counted, counted_as, at,
             title, alt, caption):
    """A :class:`Timeline` of ``reports``, a row a report.

    ``reports``: a key, ``date``, ``place_id``, ``event``, ``reported_by``, ``source_id``,
    ``certainty`` and ``note``. ``places``: ``place_id``, ``name``, ``name_today``,
    ``country_today``, ``kind``, ``lat`` and ``lon`` in degrees, and the column named by ``group``.
    A place of kind ``town`` has a mark of its own; one whose kind is the name of the column
    ``group`` stands for its whole group. ``groups``: that column, ``lat``, ``lon``, ``style`` (1 to
    6) and ``label_side``. ``states``: the words for on, partly on and off, in this order -> the
    events after which a place is said to be so. ``counted``: unit -> a column, or a pair of columns
    with the lower and the upper bound; ``counted_as``: the column that says what such a number
    counts. ``at``: the column that may name a spot inside a place.
    ``title``, ``alt`` and ``caption`` are those of a figure.
    """
    reports = reports.merge(places, on="place_id", suffixes=("", "_place"))
    reports = reports.sort_values("date", kind="stable").reset_index(drop=True)
    table = _as_read(reports, counted, counted_as, at)
    calendar = pd.date_range(reports["date"].min(), reports["date"].max())
    words = {**dict(zip((ON, PART, OFF), states)), DIFFER: DIFFERENT}
    meaning = {event: value for value, events in zip(words, states.values()) for event in events}
    states = _states(reports, calendar, meaning, group)
    chart = maps.frame(width=WIDTH)
    frames = [_whole(chart, groups, places, states, group, words)] + [
        _zoomed(chart, row, places[places[group] == getattr(row, group)], states)
        for row in groups.itertuples() if _towns(places[places[group] == getattr(row, group)])
    ]
    days = [_day(date, reports, table, states, frames, group, words) for date in calendar]
    return Timeline(
        label=title, alt=alt, caption=escape(caption), group_label=group.capitalize(),
        map={"surroundings": chart.surroundings, "regions": chart.regions}, frames=frames,
        days=days, key=list(words.values()),
        list=html_table(_with_days(table, reports), title),
    )


def _as_read(reports, counted, counted_as, at):
    """The reports as a reader meets them: where, what, how many, who says so, how sure."""
    return pd.DataFrame({
        "Where": [f"{named(row)}: {spot}" if isinstance(spot, str) else named(row)
                  for row, spot in zip(reports.itertuples(), reports[at])],
        "What is reported": [f"{str(row.event).capitalize()}. {row.note}"
                             for row in reports.itertuples()],
        "Number": [_number(row, counted, counted_as) for _, row in reports.iterrows()],
        "Who says so": [_said_by(row) for row in reports.itertuples()],
        "How sure, and row": reports["certainty"].astype(str) + ", " + reports.iloc[:, 0],
    })


def _said_by(report):
    """Who says so and where; an outlet that speaks for itself is named once."""
    outlet, _, date = cite(report.source_id).rpartition(", ")
    if outlet and report.reported_by.startswith(outlet):
        return f"{report.reported_by}, {date}"
    return f"{report.reported_by}; {cite(report.source_id)}"


def _with_days(table, reports):
    table = table.copy()
    table.insert(0, "Day", reports["date"])
    return table


def named(place):
    """A place by its name at the time; beside it today's, where that is another, and the country."""
    same = pd.isna(place.name_today) or place.name_today == place.name
    today = [] if same else [f"today {place.name_today}"]
    today += [] if pd.isna(place.country_today) else [place.country_today]
    return f"{place.name} ({', '.join(today)})" if today else place.name


def _number(row, counted, counted_as):
    found = []
    for unit, columns in counted.items():
        low, high = (columns, columns) if isinstance(columns, str) else columns
        if not (pd.isna(row[low]) and pd.isna(row[high])):
            found.append(f"{unit}: {bounds(row[low], row[high])}")
    return f"{'; '.join(found)} ({row[counted_as]})" if found else "none given"


@dataclass(frozen=True)
class State:
    """What is known of a place: ``value`` is on, part, off or differ; ``reported`` is the day."""

    value: str
    reported: pd.Timestamp


def _states(reports, calendar, meaning, group):
    """Day by day, what the reports up to then say of each place: date -> place_id -> State.

    A place keeps its state until another report. An end that is reported of a whole group is an
    end for its places, too.
    """
    reports = reports.assign(state=reports["event"].astype(str).map(meaning)).dropna(subset="state")
    states, now = {}, {}
    for date in calendar:
        today = reports[reports["date"] == date]
        said = today.groupby("place_id", observed=True)["state"].agg(_together)
        wholes = today.loc[today["kind"] == group].drop_duplicates("place_id")
        ended = wholes.loc[wholes["place_id"].map(said).eq(OFF), group]
        changes = {place: State(OFF, date) for place in
                   reports.loc[reports[group].isin(ended), "place_id"] if place in now}
        changes.update({place: State(value, date) for place, value in said.items()})
        now = {**now, **changes}
        states[date] = now
    return states


def _together(said):
    """One state for all that is said of a place on a day: on and off at once is a disagreement."""
    said = set(said)
    if ON in said:
        return ON if said == {ON} else DIFFER
    return OFF if OFF in said else PART


def _towns(places):
    return list(places[places["kind"].eq("town")].itertuples())


def _whole(chart, groups, places, states, group, words):
    """The whole map: one mark for each group of places, with the number of its towns that are on."""
    marks, daily = [], []
    for row in groups.itertuples():
        x, y = chart.place(row.lon, row.lat)
        marks.append(_mark(x, y, STYLES[row.style], _label(row.label_side)))
    for date, now in states.items():
        row = []
        for name in groups[group]:
            inside = places[places[group] == name]
            known = {place: now[place] for place in inside["place_id"] if place in now}
            towns = sum(known[town.place_id].value == ON for town in _towns(inside)
                        if town.place_id in known)
            said = f": {towns} {'town' if towns == 1 else 'towns'} {words[ON]}" if towns else ""
            row.append(_shown(_joined(known.values()), date, name + said))
        daily.append(row)
    return {"id": EVERYWHERE, "name": "All", "box": [0, 0, chart.width, chart.height], "scale": 1,
            "marks": marks, "states": daily}


def _joined(states):
    """The state of a group: on while any of its places is on, by the latest report that says so."""
    for value in (ON, DIFFER, PART, OFF):
        alike = [state for state in states if state.value == value]
        if alike:
            return max(alike, key=lambda state: state.reported)
    return None


def _shown(state, date, text):
    """A mark's look on a day: its state, whether that day's report says so, and its words."""
    return {"is": state.value if state else NONE, "text": text,
            "today": bool(state) and state.reported == date}


def _zoomed(chart, group_row, places, states):
    """One group's part of the map, with every town of it by name."""
    towns = _towns(places)
    points = [chart.place(town.lon, town.lat) for town in towns]
    box = _box_round(points, chart)
    scale = box[2] / WIDTH
    spots = [((x - box[0]) / scale, (y - box[1]) / scale) for x, y in points]
    labels = _place_labels(spots, [town.name for town in towns])
    marks = [_mark(x, y, STYLES[group_row.style], label) for (x, y), label in zip(points, labels)]
    daily = [[_shown(now.get(town.place_id), date, town.name) for town in towns]
             for date, now in states.items()]
    name = group_row[1]
    return {"id": name, "name": name, "box": box, "scale": scale, "marks": marks, "states": daily}


def _mark(x, y, style, label):
    return {"x": round(x, 2), "y": round(y, 2), "colour": style.colour, "marker": style.marker,
            "label": label}


def _box_round(points, chart):
    """A box of the map's shape round the points, with room for labels: x, y, width, height."""
    xs, ys = zip(*points)
    width = max(max(xs) - min(xs), (max(ys) - min(ys)) / TALLEST * 1.1, chart.width / 60) * 1.7
    height = width * TALLEST
    centre_x, centre_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return [round(side, 3) for side in (centre_x - width / 2, centre_y - height / 2, width, height)]


_SIDES = {"right": (14, 5, "start"), "left": (-14, 5, "end"), "above": (0, -15, "middle"),
          "below": (0, 27, "middle")}


def _label(side):
    x, y, anchor = _SIDES[side]
    return {"x": x, "y": y, "anchor": anchor}


def _place_labels(spots, names):
    """For every spot the side where its name hits no other name or mark, if there is one."""
    taken = [(x - 10, y - 10, x + 10, y + 10) for x, y in spots]
    labels = []
    for (x, y), name in zip(spots, names):
        boxes = {side: _text_box(x, y, side, len(name) * LETTER) for side in _SIDES}
        side = min(_SIDES, key=lambda each: sum(_overlap(boxes[each], other) for other in taken))
        taken.append(boxes[side])
        labels.append(_label(side))
    return labels


def _text_box(x, y, side, width):
    dx, dy, anchor = _SIDES[side]
    left = x + dx - {"start": 0, "end": width, "middle": width / 2}[anchor]
    return left, y + dy - 14, left + width, y + dy + 4


def _overlap(one, other):
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(wide, 0) * max(high, 0)


def _day(date, reports, table, states, frames, group, words):
    """One day: its name, what is said aloud, and its reports, for every frame of the map."""
    dates = list(states)
    before = states.get(dates[dates.index(date) - 1], {}) if date != dates[0] else {}
    label = f"{date:%A} {date.day} {date:%B %Y}"
    says, tables = {}, {}
    for frame in frames:
        inside = reports["date"].eq(date)
        if frame["id"] != EVERYWHERE:
            inside &= reports[group].eq(frame["id"])
        says[frame["id"]] = _spoken(reports[inside], before, states[date], words)
        tables[frame["id"]] = (
            html_table(table[inside], f"Reports for {label}") if inside.any() else ""
        )
    return {"label": label, "says": says, "tables": tables}


def _spoken(reports, before, now, words):
    """What changed on a day, in a sentence a screen reader reads out."""
    if reports.empty:
        return "No report found for this day."
    places = reports.drop_duplicates("place_id").set_index("place_id")["name"]
    changed = {
        value: [name for place, name in places.items()
                if _value(now, place) == value != _value(before, place)]
        for value in words
    }
    sentences = [f"{words[value].capitalize()}: {', '.join(names)}."
                 for value, names in changed.items() if names]
    number = len(reports)
    return " ".join([*sentences, f"{number} {'report' if number == 1 else 'reports'}."])


def _value(states, place):
    return states[place].value if place in states else NONE
