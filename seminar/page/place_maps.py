"""A map of places as a figure: a mark and a name for each, on the outlines of the land."""

from pandas.api.types import is_numeric_dtype

from seminar.page import day_maps, maps
from seminar.page.figures import FigureError, canvas
from seminar.page.palette import BODY, GROUND, STYLES

AROUND = 0.2  # of the places' extent, left free round them
LEAST = 1  # degrees: a map shows as much round a single place
TALLEST = 480  # CSS pixels: with its caption a map still fits a laptop's screen
MOST = 40  # names: of more a map cannot be read


def place_map(places, label="name", by=None, box=None):
    """A drawing of ``places``, a DataFrame with the columns ``lon`` and ``lat``, in degrees.

    ``label``: the column of their names. ``by``: a column; each of its values has a mark of its
    own. ``box``: (west, south, east, north) in degrees; without one, what lies round the places.
    Raises :class:`FigureError` for a column that is not there, a place that is on no globe, and
    more places or values than a map can show.
    """
    places = _with_degrees(places, label, by)
    groups = list(places.groupby(by, sort=False, observed=True)) if by else [("", places)]
    if len(groups) > len(STYLES):
        raise FigureError(f'The column "{by}" has {len(groups)} values, and a map can tell '
                          f"{len(STYLES)} apart. Choose fewer places, or another column.")
    box = box or _round(places)
    chart = maps.frame(box, day_maps.WIDTH)
    if chart.height > TALLEST:
        chart = maps.frame(box, day_maps.WIDTH, TALLEST)
    figure, ax = canvas(chart.height / 100)
    chart.draw(ax)
    for (name, some), style in zip(groups, STYLES.values()):
        ax.plot(*zip(*_spots(chart, some)), label=name, linestyle="", marker=style.marker,
                color=style.colour, markersize=8, markeredgecolor=GROUND)
    spots, names = _spots(chart, places), [str(name) for name in places[label]]
    for (x, y), name, at in zip(spots, names, day_maps.place_labels(spots, names)):
        ax.text(x + at["x"], y + at["y"], name, color=BODY, clip_on=True,
                ha={"start": "left", "end": "right", "middle": "center"}[at["anchor"]])
    if by:
        figure.legend(loc="outside upper left", ncols=3)
    return figure


def _with_degrees(places, label, by):
    """The places of which it is known where they are."""
    for column in filter(None, ("lon", "lat", label, by)):
        if column not in places:
            raise FigureError(f'A map needs the column "{column}", and these rows have: '
                              f"{', '.join(places)}.")
    for column, most in (("lon", 360), ("lat", 90)):
        if not is_numeric_dtype(places[column]) or places[column].abs().max() > most:
            raise FigureError(f'The column "{column}" is in degrees: numbers from -{most} to '
                              f"{most}, such as 51.5. Look at what stands in it.")
    places = places.dropna(subset=["lon", "lat"])
    if not 0 < len(places) <= MOST:
        raise FigureError(f"A map can name from 1 to {MOST} places, and these are {len(places)} of "
                          "which it is known where they are. Choose other rows.")
    return places.assign(lon=places["lon"].astype(float), lat=places["lat"].astype(float))


def _round(places):
    """What lies round the places: west, south, east, north."""
    ends = []
    for column in ("lon", "lat"):
        low, high = places[column].min(), places[column].max()
        free = max((high - low) * AROUND, LEAST)
        ends.append((low - free, high + free))
    (west, east), (south, north) = ends
    return west, max(south, -89.0), east, min(north, 89.0)


def _spots(chart, places):
    return [chart.place(*degrees) for degrees in zip(places["lon"], places["lat"])]
