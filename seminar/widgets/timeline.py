"""The timeline: dated reports, moved through day by day, with their places on a map."""

from html import escape

import pandas as pd
import traitlets as t

from seminar import maps
from seminar.palette import STYLES
from seminar.sources import cite
from seminar.tables import bounds, html_table
from seminar.widgets.base import Widget, script

ON, OFF, DIFFER, NONE = "on", "off", "differ", "none"
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
    frames = t.List().tag(sync=True)
    days = t.List().tag(sync=True)
    list = t.Unicode().tag(sync=True)
    day = t.Int(0).tag(sync=True)

    def twin(self):
        return f"<p><strong>{escape(self.label)}</strong></p>{self.list}"


def timeline(reports, places, groups, *, group, counted, on, off, words, title, alt, caption):
    """A :class:`Timeline` of ``reports``, a row a report.

    ``reports``: ``date``, ``place_id``, ``event``, ``reported_by``, ``source_id``, ``certainty``
    and ``note``. ``places``: ``place_id``, ``name``, ``name_today``, ``kind`` (a ``town`` has a mark
    of its own), ``lat`` and ``lon`` in degrees, and the column named by ``group``. ``groups``: that
    column, ``lat``, ``lon``, ``style`` (1 to 6) and ``label_side``. ``counted``: unit -> a column,
    or a pair of columns with the lower and the upper bound. ``on``, ``off``: the events after which
    a place counts as one or the other; ``words[ON]`` and ``words[OFF]`` say it.
    ``title``, ``alt`` and ``caption`` are those of a figure.
    """
    reports = reports.merge(places, on="place_id", suffixes=("", "_place"))
    reports = reports.sort_values("date", kind="stable").reset_index(drop=True)
    table = _as_read(reports, counted)
    calendar = pd.date_range(reports["date"].min(), reports["date"].max())
    states = _states(reports, calendar, {**dict.fromkeys(on, ON), **dict.fromkeys(off, OFF)})
    chart = maps.frame(width=WIDTH)
    frames = [_whole(chart, groups, places, states, group, words)] + [
        _zoomed(chart, row, places[places[group] == getattr(row, group)], states, words, group)
        for row in groups.itertuples() if _towns(places[places[group] == getattr(row, group)])
    ]
    days = [_day(date, reports, table, states, frames, group, words) for date in calendar]
    return Timeline(
        label=title, alt=alt, caption=escape(caption), group_label=group.capitalize(),
        map={"surroundings": chart.surroundings, "regions": chart.regions}, frames=frames,
        days=days, list=html_table(_with_days(table, reports), title),
    )


def _as_read(reports, counted):
    """The reports as a reader meets them: where, what, how many, who says so, how sure."""
    return pd.DataFrame({
        "Where": [named(row) for row in reports.itertuples()],
        "What is reported": [f"{row.event}. {row.note}" for row in reports.itertuples()],
        "Number": [_number(row, counted) for _, row in reports.iterrows()],
        "Who says so": [f"{row.reported_by} ({cite(row.source_id)})"
                        for row in reports.itertuples()],
        "How sure": reports["certainty"].astype(str),
    })


def _with_days(table, reports):
    table = table.copy()
    table.insert(0, "Day", reports["date"])
    return table


def named(place):
    """A place by its name at the time, with today's beside it where that is another."""
    same = pd.isna(place.name_today) or place.name_today == place.name
    return place.name if same else f"{place.name} (today {place.name_today})"


def _number(row, counted):
    found = []
    for unit, columns in counted.items():
        low, high = (columns, columns) if isinstance(columns, str) else columns
        if not (pd.isna(row[low]) and pd.isna(row[high])):
            found.append(f"{bounds(row[low], row[high])} {unit}")
    return "; ".join(found) or "none given"


def _states(reports, calendar, meaning):
    """Day by day, what is known of each place: place_id -> on, off or differ, by date.

    A place keeps its state until another report; two reports of one day that do not agree leave
    it at "reports differ".
    """
    reports = reports.assign(state=reports["event"].astype(str).map(meaning))
    said = reports.dropna(subset="state").groupby(["date", "place_id"], observed=True)["state"]
    changes = said.agg(lambda states: states.iloc[0] if states.nunique() == 1 else DIFFER)
    states, now = {}, {}
    for date in calendar:
        if date in changes.index.get_level_values("date"):
            now = {**now, **changes.loc[date].to_dict()}
        states[date] = now
    return states


def _towns(places):
    return list(places[places["kind"].eq("town")].itertuples())


def _whole(chart, groups, places, states, group, words):
    """The whole map: one mark for each group of places, with the number of places that are on."""
    marks, daily = [], []
    for row in groups.itertuples():
        x, y = chart.place(row.lon, row.lat)
        marks.append(_mark(x, y, STYLES[row.style], _label(row.label_side)))
    members = {name: set(inside["place_id"]) for name, inside in places.groupby(group, observed=True)}
    before = {}
    for now in states.values():
        row = []
        for name in groups[group]:
            known = {place: state for place, state in now.items() if place in members.get(name, ())}
            number = sum(state == ON for state in known.values())
            state = _joined(known.values())
            text = f"{name}: {number} {words[ON]}" if number else name
            row.append({"is": state, "text": text, "isNew": state == ON and before.get(name) != ON})
            before[name] = state
        daily.append(row)
    return {"id": EVERYWHERE, "name": "All", "box": [0, 0, chart.width, chart.height], "scale": 1,
            "marks": marks, "states": daily}


def _joined(states):
    """The state of a group: on while any of its places is on."""
    states = set(states)
    return next((state for state in (ON, DIFFER, OFF) if state in states), NONE)


def _zoomed(chart, group_row, places, states, words, group):
    """One group's part of the map, with every town of it by name."""
    towns = _towns(places)
    points = [chart.place(town.lon, town.lat) for town in towns]
    box = _box_round(points, chart)
    scale = box[2] / WIDTH
    spots = [((x - box[0]) / scale, (y - box[1]) / scale) for x, y in points]
    labels = _place_labels(spots, [town.name for town in towns])
    marks = [_mark(x, y, STYLES[group_row.style], label) for (x, y), label in zip(points, labels)]
    daily, before = [], {}
    for now in states.values():
        daily.append([
            {"is": now.get(town.place_id, NONE), "text": town.name,
             "isNew": now.get(town.place_id) not in (before.get(town.place_id), None)}
            for town in towns
        ])
        before = now
    name = getattr(group_row, group)
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
        state: [name for place, name in places.items()
                if now.get(place) == state and before.get(place) != state]
        for state in (ON, OFF, DIFFER)
    }
    sentences = [f"{words[state].capitalize()}: {', '.join(names)}."
                 for state, names in changed.items() if names]
    number = len(reports)
    return " ".join([*sentences, f"{number} {'report' if number == 1 else 'reports'}."])
