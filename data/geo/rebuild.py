"""Rebuilds outlines.json: the land, and the union republics as they were in July 1989.

    python data/geo/rebuild.py [world-atlas-2.0.2.tgz]

Needs shapely, which the development tools bring. Without a path, npm fetches the package.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import numpy as np
import shapely
from shapely import affinity

PACKAGE = "world-atlas@2.0.2"
OUTPUT = Path(__file__).with_name("outlines.json")
META = {
    "title": "The union republics of the USSR and the land around them, July 1989",
    "source": "Natural Earth 4.1.0, Admin 0 countries, 1:50m, from the npm package "
              "world-atlas 2.0.2",
    "licence": "Public domain",
    "built_by": f"data/geo/rebuild.py, shapely {shapely.__version__}",
    "note": (
        "Borders as in July 1989. Crimea is moved from the Russian to the Ukrainian shape, to "
        "which it belonged then. Estonia, Latvia and Lithuania are drawn as union republics, "
        "as they were governed. Their annexation in 1940 was disputed: most Western states "
        "did not recognise it."
    ),
}
# Chosen for the shape of the country: the conic touches true size along these two parallels.
PROJECTION = {"name": "Albers equal-area conic", "meridian": 95, "parallels": [45, 66]}
REPUBLICS = {
    "Armenia": "Armenian SSR",
    "Azerbaijan": "Azerbaijan SSR",
    "Belarus": "Byelorussian SSR",
    "Estonia": "Estonian SSR",
    "Georgia": "Georgian SSR",
    "Kazakhstan": "Kazakh SSR",
    "Kyrgyzstan": "Kirghiz SSR",
    "Latvia": "Latvian SSR",
    "Lithuania": "Lithuanian SSR",
    "Moldova": "Moldavian SSR",
    "Russia": "RSFSR",
    "Tajikistan": "Tajik SSR",
    "Turkmenistan": "Turkmen SSR",
    "Ukraine": "Ukrainian SSR",
    "Uzbekistan": "Uzbek SSR",
}
SIMFEROPOL = shapely.Point(34.10, 44.95)
# What a map of the whole shows of its neighbours, and a little more: [longitude, latitude].
AROUND = shapely.Polygon([
    (-5, 84), (-5, 46), (20, 35), (41, 22), (59, 22), (75, 33), (115, 33), (130, 26), (145, 30),
    (165, 45), (202, 54), (202, 84),
])
SQUEEZE = 0.5  # at 60 degrees north a degree of longitude is half as long as one of latitude
# Degrees of latitude: what a simplified line may leave out, and how far the land around reaches
# under the republics, which are drawn over it.
FINE, COARSE, OVERLAP = 0.045, 0.06, 0.3
SMALLEST = 0.012  # square degrees of latitude (about 150 km2): smaller islands are left out


def main(package=None):
    with tempfile.TemporaryDirectory() as folder:
        today = countries(topology(package or fetch(folder)))
    republics, around = as_in_1989(today)
    shapes = zip(republics, shapely.coverage_simplify(list(republics.values()), FINE))
    around = around.union(shapely.union_all(list(republics.values())) & around.buffer(OVERLAP))
    write({
        "meta": META,
        "projection": PROJECTION,
        "regions": [{"name": name, "rings": rings(shape)} for name, shape in shapes],
        "surroundings": {"rings": rings(around.simplify(COARSE))},
    })


def fetch(folder):
    """The package as npm packs it, in ``folder``."""
    subprocess.run(["npm", "pack", PACKAGE], cwd=folder, check=True, capture_output=True)
    return next(Path(folder).glob("*.tgz"))


def topology(package):
    with tarfile.open(package) as archive:
        return json.load(archive.extractfile("package/countries-50m.json"))


def countries(topology):
    """Country -> shape in degrees. East of 180 degrees the count goes on: 181, 182 ..."""
    scale, start = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + start for arc in topology["arcs"]]

    def ring(numbers):
        # TopoJSON: ~n is arc n read backwards; each arc begins where the one before it ends.
        points = np.concatenate([arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers])
        points[:, 0] = np.unwrap(points[:, 0], period=360)
        return points

    def polygon(outer, *holes):
        shape = shapely.make_valid(shapely.Polygon(ring(outer), [ring(hole) for hole in holes]))
        return affinity.translate(shape, xoff=360) if shape.bounds[2] < -30 else shape

    shapes = {}
    for country in topology["objects"]["countries"]["geometries"]:
        several = country["type"] == "MultiPolygon"
        parts = country["arcs"] if several else [country["arcs"]]
        shapes[country["properties"]["name"]] = shapely.union_all([polygon(*p) for p in parts])
    return shapes


def as_in_1989(today):
    """The fifteen republics by name, and the land around them as one shape; both squeezed."""
    crimea = next(part for part in today["Russia"].geoms if part.contains(SIMFEROPOL))
    today["Russia"] = today["Russia"].difference(crimea)
    today["Ukraine"] = today["Ukraine"].union(crimea)
    republics = {name: squeeze(today.pop(country)) for country, name in REPUBLICS.items()}
    return republics, squeeze(shapely.union_all(list(today.values())).intersection(AROUND))


def squeeze(shape, factor=SQUEEZE):
    return affinity.scale(shape, xfact=factor, origin=(0, 0))


def large_parts(shape):
    """The shape without its smallest islands and holes."""
    return shapely.MultiPolygon([
        (part.exterior, [hole for hole in part.interiors if shapely.Polygon(hole).area > SMALLEST])
        for part in shapely.get_parts(shape) if shapely.Polygon(part.exterior).area > SMALLEST
    ])


def rings(shape):
    """Every ring as [longitude, latitude] pairs; land and holes turn opposite ways."""
    oriented = shapely.orient_polygons(squeeze(large_parts(shape), 1 / SQUEEZE))
    return [
        shapely.get_coordinates(ring).round(2).tolist()
        for part in oriented.geoms for ring in (part.exterior, *part.interiors)
    ]


def write(outlines):
    """Compact JSON, but a ring to a line, so that a change can be read."""
    text = json.dumps(outlines, separators=(",", ":"))
    OUTPUT.write_text(text.replace("[[[", "[\n[[").replace("]],[[", "]],\n[[") + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
