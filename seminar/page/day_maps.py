"""What reports say of places, day by day, laid out on a map that can be stepped through or printed.

A place is on, partly on or off from the day a report says so until another says otherwise; reports
of one day that differ are shown to differ.
"""

import re
from dataclasses import dataclass
from html import escape

import pandas as pd

from seminar.page import maps
from seminar.page.palette import AXIS, BODY, GROUND, OUTLINES, STYLES, TINT, Style
from seminar.page.tables import many

# What the reports of a day say of a place.
ON, PART, OFF, DIFFER, NONE = "on", "part", "off", "differ", "none"
DIFFERENT = "reports differ"
EVERYWHERE = ""
WIDTH = 760  # CSS pixels at which a map is shown; labels are set for it
LETTER = 8.2  # the mean width of a letter of a label, in the same pixels
TALLEST = 0.62  # of the width: a map fits a laptop's screen with its controls
NAMED = 3  # places that are named in a sentence; of more the number is said
PRINTED = 12  # small maps that fit on a sheet of paper
SMALL = 240  # CSS pixels at which a small map is shown


# States ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class State:
    """What is known of a place: ``value`` is on, part, off or differ; ``reported`` is the day."""

    value: str
    reported: pd.Timestamp


def states_of(reports, calendar, meaning, group):
    """Day by day, what the reports up to then say of each place: date -> place_id -> State.

    ``meaning``: event -> on, part or off. A place keeps its state until another report. An end
    that is reported of a whole group is an end for its places, too.
    """
    reports = reports.assign(state=reports["event"].astype(str).map(meaning)).dropna(subset="state")
    group_of = dict(zip(reports["place_id"], reports[group]))
    wholes = set(reports.loc[reports["kind"] == group, "place_id"])
    said = {}
    for date, place, state in zip(reports["date"], reports["place_id"], reports["state"]):
        said.setdefault(date, {}).setdefault(place, set()).add(state)
    states, now = {}, {}
    for date in calendar:
        today = {place: _together(all_said) for place, all_said in said.get(date, {}).items()}
        ended = {group_of[place] for place in wholes & today.keys() if today[place] == OFF}
        changes = {place: State(OFF, date) for place in now if group_of[place] in ended}
        changes.update({place: State(value, date) for place, value in today.items()})
        now = {**now, **changes}
        states[date] = now
    return states


def _together(said):
    """One state for the set of all that is said of a place on a day: on and off disagree."""
    if ON in said:
        return ON if said == {ON} else DIFFER
    return OFF if OFF in said else PART


def spoken(reports, before, now, words):
    """What the reports of a day change, in a sentence that is short enough to be read out."""
    places = dict(zip(reports["place_id"], reports["name"]))
    changed = {
        value: [name for place, name in places.items()
                if _value(now, place) == value != _value(before, place)]
        for value in words
    }
    return " ".join(f"{words[value].capitalize()}: {_few(names)}."
                    for value, names in changed.items() if names)


def _few(names):
    if len(names) > NAMED + 1:  # "and 1 more" would take as long as its name
        names = [*names[:NAMED], f"{len(names) - NAMED} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _value(states, place):
    return states[place].value if place in states else NONE


# Frames ------------------------------------------------------------------------------------------


def frames(chart, groups, places, states, group, words, spot):
    """The whole map, then a part of it for every group that has places of the kind ``spot``."""
    zoomed = [_zoomed(chart, row, inside, states) for row in groups.itertuples()
              if (inside := _spots(places[places[group] == getattr(row, group)], spot))]
    return [_whole(chart, groups, places, states, group, words, spot), *zoomed]


def _spots(places, spot):
    return list(places[places["kind"].eq(spot)].itertuples())


def _whole(chart, groups, places, states, group, words, spot):
    """The whole map: a mark for each group of places, with the number of its spots that are on."""
    marks = []
    for row in groups.itertuples():
        name = getattr(row, group)
        inside = places[places[group] == name]
        spots = set(inside.loc[inside["kind"].eq(spot), "place_id"])
        daily = []
        for date, now in states.items():
            known = {place: now[place] for place in inside["place_id"] if place in now}
            count = sum(state.value == ON for place, state in known.items() if place in spots)
            said = f": {many(count, spot)} {words[ON]}" if count else ""
            daily.append(_shown(_joined(known.values()), date, name + said))
        marks.append(_mark(name, chart.place(row.lon, row.lat), row.style, _label(row.label_side),
                           daily))
    return {"name": EVERYWHERE, "box": [0, 0, chart.width, chart.height], "scale": 1,
            "marks": marks}


def _joined(states):
    """The state of a group: on while any of its places is on, by the latest report that says so."""
    for value in (ON, DIFFER, PART, OFF):
        alike = [state for state in states if state.value == value]
        if alike:
            return max(alike, key=lambda state: state.reported)
    return None


def _zoomed(chart, group_row, spots, states):
    """One group's part of the map, with every spot of it by name."""
    points = [chart.place(each.lon, each.lat) for each in spots]
    box = _box_round(points, chart)
    scale = box[2] / WIDTH
    pixels = [((x - box[0]) / scale, (y - box[1]) / scale) for x, y in points]
    labels = place_labels(pixels, [each.name for each in spots])
    marks = [_mark(each.name, point, group_row.style, label,
                   [_shown(now.get(each.place_id), date, each.name)
                    for date, now in states.items()])
             for each, point, label in zip(spots, points, labels)]
    return {"name": group_row[1], "box": box, "scale": round(scale, 4), "marks": marks}


def _shown(state, date, text):
    """A mark's look on a day: its state, whether that day's report says so, and its words."""
    return state.value if state else NONE, bool(state) and state.reported == date, text


def _mark(name, point, style, label, daily):
    """A mark and its looks, each sent once with the number of the first day that has it."""
    looks = [[day, *look] for day, look in enumerate(daily) if not day or look != daily[day - 1]]
    x, y = point
    return {"name": name, "x": round(x, 2), "y": round(y, 2), "style": int(style), "label": label,
            "looks": looks}


def look_on(mark, day):
    """What a mark shows on a day: its state, whether it is reported that day, and its words."""
    return next(look for since, *look in reversed(mark["looks"]) if since <= day)


def _box_round(points, chart):
    """A box of the map's shape round the points, with room for labels: x, y, width, height."""
    xs, ys = zip(*points)
    width = max(max(xs) - min(xs), (max(ys) - min(ys)) / TALLEST * 1.1, chart.width / 60) * 1.7
    height = width * TALLEST
    centre_x, centre_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return [round(side, 3) for side in (centre_x - width / 2, centre_y - height / 2, width, height)]


# Labels ------------------------------------------------------------------------------------------

_SIDES = {"right": (14, 5, "start"), "left": (-14, 5, "end"), "above": (0, -15, "middle"),
          "below": (0, 27, "middle")}


def _label(side):
    x, y, anchor = _SIDES[side]
    return {"x": x, "y": y, "anchor": anchor}


def place_labels(spots, names):
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


# Drawings ----------------------------------------------------------------------------------------

_RING = re.compile(r"M([^Z]*)Z")
_RIVER = 'fill="none" stroke-width="1.2" vector-effect="non-scaling-stroke"'


def land(chart, exact=100):
    """The land of a map as SVG. ``exact``: how many steps a pixel has, for a zoom to look smooth.

    Coordinates are whole steps, each from the last: that takes half the room.
    """
    paths = [f'<path d="{_short(chart.surroundings, exact)}" fill="{TINT}"/>']
    paths += [f'<path d="{_short(region["d"], exact)}" fill="{maps.LAND}" stroke="{AXIS}" '
              'vector-effect="non-scaling-stroke"/>' for region in chart.regions]
    for river in chart.rivers:
        points = " ".join(f"{round(x * exact)},{round(y * exact)}" for x, y in river)
        paths.append(f'<polyline points="{points}" stroke="{maps.RIVER}" {_RIVER}/>')
    return f'<g transform="scale({1 / exact})" stroke-linejoin="round">{"".join(paths)}</g>'


def _short(path, exact):
    short = []
    for ring in _RING.findall(path):
        numbers = [round(float(number) * exact) for number in ring.replace("L", ",").split(",")]
        x, y, *_ = numbers
        start, moves = f"M{x} {y}", []
        for to_x, to_y in zip(numbers[2::2], numbers[3::2]):
            if (to_x, to_y) != (x, y):
                moves.append(f"{to_x - x} {to_y - y}")
                x, y = to_x, to_y
        if len(moves) > 1:  # less is no area
            short.append(f"{start}l{' '.join(moves).replace(' -', '-')}z")
    return "".join(short)


def days_for_print(frame, days):
    """The numbers of the days on which a mark of the frame changes its state: some, if many do."""
    changes = [0] + [day for day in range(1, days)
                     if any(look_on(mark, day)[0] != look_on(mark, day - 1)[0]
                            for mark in frame["marks"])]
    if len(changes) <= PRINTED:
        return changes
    step = (len(changes) - 1) / (PRINTED - 1)
    return [changes[round(place * step)] for place in range(PRINTED)]


def sheet(frame, days, words, names, says, land_id, chart):
    """Small maps of some days side by side, each with the same in words.

    ``days``: their numbers. ``words``: state -> its name. ``names`` and ``says``: of every day,
    what it is called and what it changes. ``land_id``: of the land, drawn once on the page.
    """
    x, y, width, height = _box_round([(mark["x"], mark["y"]) for mark in frame["marks"]], chart)
    x = max(min(x, chart.width - width), 0)
    scale = round(width / SMALL * 0.7, 2)
    pictures = []
    for day in days:
        looks = [(mark, look_on(mark, day)[0]) for mark in frame["marks"]]
        known = "; ".join(f"{mark['name']}: {words[is_]}" for mark, is_ in looks if is_ != NONE)
        alt = f"Map, {names[day]}. {known or 'No report yet'}."
        marks = "".join(f'<g transform="translate({mark["x"]} {mark["y"]}) scale({scale})">'
                        f"{_drawn(STYLES[mark['style']], is_)}</g>" for mark, is_ in looks)
        pictures.append(
            f'<figure><svg viewBox="{x} {y} {width} {height}" role="img" '
            f'aria-label="{escape(alt)}"><use href="#{land_id}"/>{marks}</svg><figcaption>'
            f"<strong>{names[day]}.</strong> {escape(says[day])}</figcaption></figure>")
    groups = [(STYLES[mark["style"]], ON, mark["name"]) for mark in frame["marks"]]
    states = [(Style(BODY, "o", "", ""), is_, word) for is_, word in words.items()]
    key = "".join(f"<li>{_sign(style, is_)} {escape(word)}</li>"
                  for style, is_, word in groups + states)
    return f'<ul class="key">{key}</ul><div class="sheet">{"".join(pictures)}</div>'


def _sign(style, state):
    return ('<svg class="sign" viewBox="-12 -12 24 24" aria-hidden="true">'
            f"{_drawn(style, state)}</svg>")


def _drawn(style, state):
    """A mark at 0,0, as the script draws it: full is on, a core is partly on, hollow is off."""
    path = f'<path d="{OUTLINES[style.marker]}"'
    if state == NONE:
        return f'{path} fill="{GROUND}" stroke="{AXIS}" stroke-width="4" transform="scale(.6)"/>'
    full = style.colour if state == ON else GROUND
    drawn = f'{path} fill="{full}" stroke="{style.colour}" stroke-width="3"/>'
    if state == PART:
        drawn += f'{path} fill="{style.colour}" transform="scale(.45)"/>'
    if state == DIFFER:
        drawn += f'<text y="6" text-anchor="middle" font-weight="700" fill="{BODY}">?</text>'
    return drawn
