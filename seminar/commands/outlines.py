"""``seminar map``: a part of a map in GeoJSON, cut out and thinned, as data/geo/outlines.json."""

import json
from math import ceil, cos, hypot, log10, radians
from pathlib import Path

from seminar import project
from seminar.errors import Told
from seminar.page import maps
from seminar.page.tables import many

MAKER = "python -m seminar map"
FREE = 0.2  # of the box, on each side of it: a cone shows more than the box in its corners
WIDE = 1.9  # times its height: a map that is lower than its box shows more at its sides
WIDTH = 760  # CSS pixels of a map: what is smaller than half of one is left out
_AREAS = {"Polygon": lambda shape: [shape], "MultiPolygon": list}
_LINES = {"LineString": lambda shape: [shape], "MultiLineString": list}


class OutlinesError(Told):
    """A file or a box of which no map can be made. The message says what is wrong with it."""


def cut(file, box, rivers=None):
    """Writes data/geo/outlines.json of the set one is in, and returns sentences that say so.

    ``file``: GeoJSON with areas, such as countries or land, in degrees. ``box``: (west, south,
    east, north) in degrees. ``rivers``: GeoJSON with lines. Raises :class:`OutlinesError` for a
    file that is no such thing, for a box with nothing in it, and rather than write over outlines
    that were not made by this command.
    """
    _check_box(box)
    output = project.root() / "data" / "geo" / "outlines.json"
    _check_output(output)
    step = max((box[2] - box[0]) * cos(radians((box[1] + box[3]) / 2)), box[3] - box[1]) / WIDTH / 2
    regions = [{"name": name, "rings": rings} for name, shapes in _shapes(file, _AREAS)
               if (rings := [ring for part in shapes for ring in _rings(part, box, step)])]
    if not regions:
        raise OutlinesError(f"{Path(file).name} has no land inside this box. A box is west, south, "
                            "east and north in degrees: west of Greenwich and south of the equator "
                            "they are below 0.")
    conic = maps.fitted(box)
    lines = [line for _, shapes in (_shapes(rivers, _LINES) if rivers else ())
             for shape in shapes for line in _line(shape, box, step)]
    _write(output, {
        "meta": {"source": " and ".join(Path(each).name for each in (file, rivers) if each),
                 "built_by": MAKER,
                 "note": "Write here where the file is from, its licence, and the year of its "
                         "borders."},
        "projection": {"name": "Albers equal-area conic", "meridian": conic.meridian,
                       "parallels": list(conic.parallels)},
        "box": list(box), "regions": regions, "surroundings": {"rings": []}, "rivers": lines})
    yield f"Written: data/geo/outlines.json, {ceil(output.stat().st_size / 1000)} kB."
    named = ", ".join(filter(None, (each["name"] for each in regions)))
    yield many(len(regions), "area") + (f": {named}." if named else ".")
    if rivers:
        yield f"{many(len(lines), 'piece')} of river."
    yield "Its borders are those of the file, and not those of your year: compare them."


def _check_box(box):
    west, south, east, north = box
    if not (west < east <= west + 180 and -90 < south < north < 90):
        raise OutlinesError(
            f"{west:g} {south:g} {east:g} {north:g} is no box. Write west, south, east and north "
            "in degrees, in this order, such as -11 51 -5 56. A box that crosses the line of 180 "
            "degrees goes on past it: 170 -48 190 -34. It has at most half of the globe.")


def _check_output(output):
    try:
        ours = not output.exists() or MAKER in output.read_text(encoding="utf-8")
    except ValueError:
        ours = False
    if not ours:
        raise OutlinesError("There is a data/geo/outlines.json already, and it was not made by "
                            "this command. Put it elsewhere first, so that it is not lost.")


def _shapes(file, kinds):
    """The name and the shapes of each feature of a GeoJSON file that is of one of the kinds."""
    try:
        features = json.loads(Path(file).read_text(encoding="utf-8-sig"))["features"]
        found = [(_name(each), kinds[each["geometry"]["type"]](each["geometry"]["coordinates"]))
                 for each in features if each["geometry"] and each["geometry"]["type"] in kinds]
        far = any(abs(lon) > 361 or abs(lat) > 90 for lon, lat in _points(found))
    except OSError as error:
        raise OutlinesError(f"{file} could not be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, IndexError):
        raise OutlinesError(
            f"{Path(file).name} is no GeoJSON. A shapefile (.shp) has to be saved as GeoJSON "
            "first: a program for maps, such as QGIS, does that.") from None
    if far:
        raise OutlinesError(f"{Path(file).name} is not in degrees. Save it again with longitude "
                            "and latitude (WGS 84, EPSG:4326).")
    if not found:
        raise OutlinesError(f"{Path(file).name} has no {' and no '.join(kinds)} in it.")
    return found


def _points(shapes):
    """The positions of shapes of any depth."""
    for each in shapes:
        if isinstance(each, str):
            continue
        if each and isinstance(each[0], (int, float)):
            yield each[:2]
        else:
            yield from _points(each)


def _name(feature):
    """The name that a feature has, however the column is called."""
    named = {key.lower(): value for key, value in (feature.get("properties") or {}).items()}
    return str(named.get("name") or named.get("name_en") or named.get("admin") or "")


def _wider(box):
    """The part that is cut, so that no map of the box shows where it was cut."""
    west, south, east, north = box
    low = (north - south) * WIDE / cos(radians((north + south) / 2))
    wide = max((east - west) * FREE, (low - (east - west)) / 2)
    high = (north - south) * FREE
    return west - wide, max(south - high, -90), east + wide, min(north + high, 90)


def _rings(polygon, box, step):
    """A polygon's rings inside the box: land turns one way, holes in it the other."""
    west, south, east, north = _wider(box)
    for number, ring in enumerate(polygon):
        for turn in (-360, 0, 360):
            moved = [(point[0] + turn, point[1]) for point in ring[:-1]]
            inside = maps.between(maps.between(moved, 0, west, east), 1, south, north)
            kept = _thinned([*inside, *inside[:1]], step)
            if len(kept) > 3:
                clockwise = sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(kept, kept[1:])) < 0
                yield kept if clockwise == (number == 0) else kept[::-1]


def _line(points, box, step):
    """The pieces of a line inside the box."""
    west, south, east, north = _wider(box)
    for turn in (-360, 0, 360):
        piece = []
        for lon, lat, *_ in [*points, (1000, 0)]:  # the last is outside of every box
            if west <= lon + turn <= east and south <= lat <= north:
                piece.append((lon + turn, lat))
            elif piece:
                if len(piece) > 1:
                    yield _thinned(piece, step)
                piece = []


def _thinned(line, step):
    """A line without the points that are nearer than ``step`` to what is drawn without them.

    The way of Douglas and Peucker. Degrees are rounded to a tenth of the step.
    """
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first > 1:
            off, most = max((_off(line[n], line[first], line[last]), n)
                            for n in range(first + 1, last))
            if off > step:
                kept.add(most)
                spans += [(first, most), (most, last)]
    digits = max(2, ceil(-log10(step)) + 1)
    return [[round(part, digits) for part in line[n]] for n in sorted(kept) if line]


def _off(point, start, end):
    """How far a point is from a straight line between two others, in degrees of latitude."""
    narrow = cos(radians(point[1]))
    x, y = (point[0] - start[0]) * narrow, point[1] - start[1]
    across, up = (end[0] - start[0]) * narrow, end[1] - start[1]
    length = across * across + up * up
    part = min(max((x * across + y * up) / length, 0), 1) if length else 0
    return hypot(x - part * across, y - part * up)


def _write(output, outlines):
    """Compact JSON, but a ring to a line, so that a change can be read."""
    output.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(outlines, separators=(",", ":"), ensure_ascii=False)
    output.write_text(text.replace("[[[", "[\n[[").replace("]],[[", "]],\n[[") + "\n", "utf-8")
