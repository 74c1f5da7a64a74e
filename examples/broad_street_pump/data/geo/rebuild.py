"""Rebuilds outlines.json: rings of distance round a street corner, cut to the part that is shown.

    python examples/broad_street_pump/data/geo/rebuild.py

Needs shapely, which the development tools bring. No outline of land is drawn: distance is what
the map is for.
"""

import json
from math import cos, radians
from pathlib import Path

import shapely

OUTPUT = Path(__file__).with_name("outlines.json")
CORNER = -0.13653, 51.51337  # where Cambridge Street joins Broad Street, in degrees
SHOWN = -0.215, 51.497, -0.075, 51.561  # west, south, east, north
MILE = 1609.344  # metres
RINGS = {"3 miles": 3 * MILE, "2 miles": 2 * MILE, "1 mile": MILE, "250 yards": 228.6}
DEGREE = 111_195  # metres in a degree of latitude on a sphere of 6,371 km


def main():
    shown = shapely.box(*SHOWN)
    write({
        "meta": {
            "title": "Rings of distance round the corner of Broad Street and Cambridge Street",
            "source": "Worked out. The corner is that of the package cholera (source "
                      "cholera-package)",
            "licence": "CC BY 4.0",
            "built_by": "data/geo/rebuild.py",
        },
        "projection": {"name": "Albers equal-area conic", "meridian": CORNER[0],
                       "parallels": [51.5, 51.55]},
        "regions": [
            {"name": f"Within {name}", "rings": [points(shown.intersection(circle(metres)))]}
            for name, metres in RINGS.items()],
        "surroundings": {"rings": [points(shown)]},
    })


def circle(metres):
    lon, lat = CORNER
    high = metres / DEGREE
    wide = high / cos(radians(lat))
    ring = shapely.Point(0, 0).buffer(1, quad_segs=24).exterior.coords
    return shapely.Polygon([(lon + wide * x, lat + high * y) for x, y in ring])


def points(shape):
    return [[round(lon, 5), round(lat, 5)] for lon, lat in shape.exterior.coords]


def write(outlines):
    """Compact JSON, but a ring to a line, so that a change can be read."""
    text = json.dumps(outlines, separators=(",", ":"))
    OUTPUT.write_text(text.replace("[[[", "[\n[[") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
