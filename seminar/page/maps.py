"""Outlines of land, laid out for a page or a figure. What they show is in data/geo/outlines.json.

That file holds ``projection`` (``meridian`` and two ``parallels``, in degrees), ``regions`` (each
with a ``name`` and ``rings``) and ``surroundings`` (``rings``). A ring is a list of
[longitude, latitude] pairs in degrees; longitude may go on past 180. There may be ``rivers``, a
list of such lists, and ``box``, the part that a map of the whole shows. A set without the file has
the coasts of the world.
"""

import json
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians, sin, sqrt
from pathlib import Path

from seminar import project
from seminar.errors import Told
from seminar.page.palette import AXIS, TINT

LAND = "#E6EBF0"
RIVER = "#8DA9C4"
WORLD = Path(__file__).with_name("world.json")
FLAT = 1e-9  # a cone that is as flat is a cylinder
MARGIN = 0.02  # of the width, left free round the whole map
EDGE = 10  # pixels beyond the map where outlines are cut, so that no cut is seen


class MapError(Told):
    """The outlines cannot be drawn as they are."""


def outlines():
    """What data/geo/outlines.json holds; without that file, the coasts of the world.

    Raises :class:`MapError` in words.
    """
    own = project.root() / "data" / "geo" / "outlines.json"
    try:
        found = json.loads((own if own.exists() else WORLD).read_text(encoding="utf-8"))
    except ValueError as fault:
        raise MapError(f"data/geo/outlines.json is not JSON: {fault}. Put the file back as it "
                       "was.") from None
    missing = {"projection", "regions", "surroundings"} - set(found)
    if missing:
        raise MapError(f"data/geo/outlines.json has no {', '.join(sorted(missing))}. "
                       "Put the file back as it was.")
    return found


@dataclass(frozen=True)
class Conic:
    """Albers' conic projection of a sphere: what is twice as large is drawn twice as large.

    ``meridian``: the longitude that stands upright. ``parallels``: the two latitudes drawn at
    their true length. All in degrees. Two that are as far from the equator give a cylinder.
    """

    meridian: float
    parallels: tuple

    def project(self, lon, lat):
        """(x, y) of a place given in degrees; y grows northwards, one is the sphere's radius."""
        south, cone = self._cone
        if abs(cone) < FLAT:
            return (radians((lon - self.meridian + 180) % 360 - 180) * cos(south),
                    sin(radians(lat)) / cos(south))
        radius = sqrt(cos(south) ** 2 + 2 * cone * (sin(south) - sin(radians(lat)))) / cone
        # Degrees east of the meridian, from -180 to 180: so the two sides of 180 meet.
        angle = cone * radians((lon - self.meridian + 180) % 360 - 180)
        return radius * sin(angle), -radius * cos(angle)

    @cached_property
    def _cone(self):
        """The southern parallel in radians, and what part of a full turn the flat cone has."""
        south, north = (radians(parallel) for parallel in self.parallels)
        return south, (sin(south) + sin(north)) / 2


@dataclass(frozen=True)
class Map:
    """Outlines in the coordinates of a page: x to the right, y down, from 0 to width and height."""

    width: float
    height: float
    _land: dict
    _conic: Conic
    _centre: tuple
    _scale: float

    @property
    def viewBox(self):
        return self.width, self.height

    @cached_property
    def regions(self):
        """Every region with a part on the map: its ``name`` and its SVG path, ``d``."""
        paths = ({"name": region["name"], "d": _path(self._rings(region))}
                 for region in self._land["regions"])
        return [path for path in paths if path["d"]]

    @cached_property
    def surroundings(self):
        """The land around the regions as one SVG path. Draw it first: it reaches under them."""
        return _path(self._rings(self._land["surroundings"]))

    @cached_property
    def rivers(self):
        """The rivers as lists of points of the map, some of them beyond its edge."""
        return [[self.place(*point) for point in line] for line in self._land.get("rivers", [])]

    def place(self, lon, lat):
        """(x, y) on the map of a place given in degrees."""
        x, y = self._conic.project(lon, lat)
        return (self.width / 2 + (x - self._centre[0]) * self._scale,
                self.height / 2 - (y - self._centre[1]) * self._scale)

    def draw(self, ax):
        """Draws the map on a matplotlib Axes, which takes on its coordinates, and returns it."""
        regions = [self._rings(region) for region in self._land["regions"]]
        _patch(ax, self._rings(self._land["surroundings"]), facecolor=TINT, edgecolor="none")
        # All borders first, wide, then every region over them: the outer border stays wider.
        for rings in regions:
            _patch(ax, rings, facecolor="none", edgecolor=AXIS, linewidth=1.6)
        for rings in regions:
            _patch(ax, rings, facecolor=LAND, edgecolor=AXIS, linewidth=0.5)
        for river in self.rivers:
            ax.plot(*zip(*river), color=RIVER, linewidth=0.8, marker="")
        ax.set(xlim=(0, self.width), ylim=(self.height, 0), aspect="equal")
        ax.set_axis_off()
        return ax

    def _rings(self, shape):
        """What the map shows of a shape's rings, in its coordinates, without the closing point."""
        rings = [[self.place(*point) for point in part] for ring in shape["rings"]
                 for part in _half_turn(ring[:-1], self._conic.meridian)]
        for axis, length in enumerate(self.viewBox):
            rings = [between(ring, axis, -EDGE, length + EDGE) for ring in rings]
        return [ring for ring in rings if ring]


def frame(box=None, width=760, height=None):
    """A :class:`Map` of the whole, or of ``box``: (west, south, east, north) in degrees.

    A box is drawn with north up in its middle. ``width`` and ``height``: of the map on the page,
    in CSS pixels; without a height, the one that fits the box.
    """
    land = outlines()
    conic = Conic(land["projection"]["meridian"], tuple(land["projection"]["parallels"]))
    if box:
        conic = fitted(box)
    box = box or land.get("box")
    if box is None:
        points = [point for region in land["regions"] for ring in region["rings"] for point in ring]
    else:
        west, south, east, north = box
        points = [(lon, lat) for lon in (west, (west + east) / 2, east) for lat in (south, north)]
    xs, ys = zip(*(conic.project(*point) for point in points))
    free = 1 - 2 * MARGIN if box is None else 1
    scale = width * free / (max(xs) - min(xs))
    tall = (max(ys) - min(ys)) / free
    if height is None:
        height = round(tall * scale, 2)
    centre = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    return Map(width, height, land, conic, centre, min(scale, height / tall))


def fitted(box):
    """The :class:`Conic` that suits a box: (west, south, east, north) in degrees."""
    west, south, east, north = box
    sixth = (north - south) / 6
    return Conic((west + east) / 2, (south + sixth, north - sixth))


def _half_turn(ring, meridian):
    """The parts of a ring on either side of a meridian: no line runs back across the map."""
    west, east = meridian - 179.999, meridian + 179.999
    if all(west <= lon <= east for lon, _ in ring):
        return [ring]
    turned = ([(lon + turn, lat) for lon, lat in ring] for turn in (-360, 0, 360))
    return [part for each in turned if (part := between(each, 0, west, east))]


def between(ring, axis, low, high):
    """The part of a ring between two limits of x (axis 0) or y (axis 1)."""
    return _cut(_cut(ring, axis, low, 1), axis, high, -1)


def _cut(ring, axis, limit, side):
    """The part of a ring beyond a limit (``side`` 1) or before it (-1), along x (0) or y (1)."""
    kept = []
    for start, end in zip(ring, ring[1:] + ring[:1]):
        inside = side * (start[axis] - limit) >= 0
        if inside:
            kept.append(start)
        if inside != (side * (end[axis] - limit) >= 0):
            part = (limit - start[axis]) / (end[axis] - start[axis])
            kept.append(tuple(a + part * (b - a) for a, b in zip(start, end)))
    return kept


def _path(rings):
    """SVG's words for closed rings, to a hundredth of a pixel: a zoom still looks smooth."""
    return "".join("M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in ring) + "Z" for ring in rings)


def _patch(ax, rings, **look):
    # Imported here: a page that only needs the paths does not wait for matplotlib.
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if rings:
        path = Path.make_compound_path(*(Path(ring + ring[:1], closed=True) for ring in rings))
        ax.add_patch(PathPatch(path, joinstyle="round", **look))
