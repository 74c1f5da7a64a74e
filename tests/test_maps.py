"""Maps: true in area, north up in the middle, and with the borders the outlines give."""

import json
import re
import shutil
from math import cos, hypot, pi, radians, sin
from pathlib import Path

import pytest

from seminar.page import maps

ROOT = Path(__file__).parent.parent
#: Far apart in every direction: (longitude, latitude).
PLACES = {
    "Mezhdurechensk": (88.07, 53.69), "Vorkuta": (64.05, 67.50), "Donetsk": (37.80, 48.02),
    "Chervonohrad": (24.23, 50.39), "Karaganda": (73.09, 49.80), "Sakhalin": (142.73, 46.96),
    "Kushka": (62.35, 35.28), "Kaliningrad": (20.51, 54.71), "Chukotka": (-173.23, 64.42),
    "Cape Chelyuskin": (104.30, 77.72),
}
SIMFEROPOL = (34.10, 44.95)
DONBASS = (36, 46.5, 41, 50)


@pytest.fixture(scope="module", autouse=True)
def here(tmp_path_factory):
    """A project that has nothing but our outlines."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "lessons.md").touch()
    shutil.copytree(ROOT / "data" / "geo", folder / "data" / "geo")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield


@pytest.fixture(scope="module")
def whole(here):
    return maps.frame()


def rings(path):
    """The rings of an SVG path as lists of points."""
    return [[tuple(map(float, point.split(","))) for point in re.split("[ML]", ring)[1:]]
            for ring in path.split("Z") if ring]


def inside(point, path):
    """Whether a point lies in a path: a ray from it crosses the rings an odd number of times."""
    x, y = point
    crossed = 0
    for ring in rings(path):
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
            crossed += (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax)
    return crossed % 2 == 1


# The projection ----------------------------------------------------------------------------------

CONIC = maps.Conic(95, (45, 66))


@pytest.mark.parametrize("lon, lat", [(30, 40), (95, 50), (95, 80), (140, 60), (180, 70)])
def test_what_is_as_large_is_drawn_as_large(lon, lat):
    step = 0.01
    (ax, ay), (bx, by), (cx, cy) = (CONIC.project(*point) for point in (
        (lon, lat), (lon + step, lat), (lon, lat + step)))
    drawn = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    true = radians(step) * (sin(radians(lat + step)) - sin(radians(lat)))
    assert drawn == pytest.approx(true, rel=1e-3)


@pytest.mark.parametrize("lat", [45, 66])
def test_the_two_parallels_have_their_true_length(lat):
    step = 0.01
    start, end = CONIC.project(100, lat), CONIC.project(100 + step, lat)
    assert hypot(end[0] - start[0], end[1] - start[1]) == pytest.approx(
        radians(step) * cos(radians(lat)), rel=1e-6)


def test_the_example_of_snyders_manual_comes_out():
    # Map Projections: A Working Manual (1987), p. 291: parallels 29.5 and 45.5, from 96 W, 23 N.
    conic = maps.Conic(-96, (29.5, 45.5))
    x, y = conic.project(-75, 35)
    assert x == pytest.approx(0.2952720, abs=1e-6)
    assert y - conic.project(-96, 23)[1] == pytest.approx(0.2416774, abs=1e-6)


@pytest.mark.parametrize("east", [1, 40, 90])
def test_both_sides_of_the_meridian_mirror_each_other(east):
    (left, left_y), (right, right_y) = CONIC.project(95 - east, 55), CONIC.project(95 + east, 55)
    assert (left, left_y) == pytest.approx((-right, right_y))
    assert CONIC.project(95, 55)[0] == pytest.approx(0) and right > 0
    assert CONIC.project(95, 60)[1] > CONIC.project(95, 55)[1]


def test_the_count_of_longitude_may_go_on_past_180():
    assert CONIC.project(190, 65) == pytest.approx(CONIC.project(-170, 65))


# The whole ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PLACES)
def test_places_lie_inside_the_page(whole, name):
    x, y = whole.place(*PLACES[name])
    assert 0 < x < whole.width and 0 < y < whole.height


def test_east_is_right_of_west_and_south_below_north(whole):
    at = {name: whole.place(*place) for name, place in PLACES.items()}
    assert at["Donetsk"][0] < at["Karaganda"][0] < at["Mezhdurechensk"][0] < at["Sakhalin"][0]
    assert at["Cape Chelyuskin"][1] < at["Vorkuta"][1] < at["Karaganda"][1] < at["Kushka"][1]


def test_every_region_is_drawn_inside_the_page_with_its_margin(whole):
    points = [point for region in whole.regions for ring in rings(region["d"]) for point in ring]
    margin = maps.MARGIN * whole.width
    xs, ys = zip(*points)
    assert (min(xs), max(xs)) == pytest.approx((margin, whole.width - margin), abs=0.01)
    assert 0 < min(ys) and max(ys) < whole.height


def test_there_are_fifteen_union_republics(whole):
    names = {region["name"] for region in whole.regions}
    assert len(names) == len(whole.regions) == 15
    assert {"RSFSR", "Ukrainian SSR", "Kazakh SSR", "Estonian SSR"} <= names


@pytest.mark.parametrize("place, republic", [
    (SIMFEROPOL, "Ukrainian SSR"),
    (PLACES["Donetsk"], "Ukrainian SSR"), (PLACES["Chervonohrad"], "Ukrainian SSR"),
    (PLACES["Mezhdurechensk"], "RSFSR"), (PLACES["Vorkuta"], "RSFSR"),
    (PLACES["Kaliningrad"], "RSFSR"), ((178, 67.5), "RSFSR"), ((-175, 67), "RSFSR"),
    (PLACES["Karaganda"], "Kazakh SSR"),
    ((24.75, 59.2), "Estonian SSR"), ((44.79, 41.69), "Georgian SSR"),
])
def test_a_place_lies_in_its_republic_of_1989_and_in_no_other(whole, place, republic):
    found = [region["name"] for region in whole.regions
             if inside(whole.place(*place), region["d"])]
    assert found == [republic]


def test_no_line_is_drawn_across_the_map(whole):
    for region in whole.regions:
        for ring in rings(region["d"]):
            for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
                assert hypot(bx - ax, by - ay) < whole.width / 15, region["name"]


def test_the_republics_together_have_the_area_of_the_land(whole):
    def area(path):
        return abs(sum(ax * by - bx * ay for ring in rings(path)
                       for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1])) / 2)

    squares = {region["name"]: area(region["d"]) for region in whole.regions}
    # 22.4 and 17.1 million square kilometres, of which inland seas and small islands are left out.
    assert squares["RSFSR"] / sum(squares.values()) == pytest.approx(17.1 / 22.4, abs=0.015)
    sphere = 4 * pi * (whole._scale ** 2)
    assert sum(squares.values()) / sphere == pytest.approx(22.4 / 510.1, rel=0.03)


# A part ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [{}, {"width": 300}, {"width": 760, "height": 400},
                                  {"width": 300, "height": 500}])
@pytest.mark.parametrize("box", [DONBASS, (20, 44, 96, 70)])
def test_a_box_lies_inside_its_map_with_north_up_in_its_middle(box, size):
    part = maps.frame(box, **size)
    west, south, east, north = box
    for lon in (west, (west + east) / 2, east):
        for lat in (south, (south + north) / 2, north):
            x, y = part.place(lon, lat)
            assert -0.01 <= x <= part.width + 0.01 and -0.01 <= y <= part.height + 0.01
    middle = [part.place((west + east) / 2, lat) for lat in (south, north)]
    assert [x for x, _ in middle] == pytest.approx([part.width / 2] * 2)
    assert middle[0][1] > middle[1][1]


@pytest.mark.parametrize("size", [{}, {"height": 200}, {"height": 900}])
def test_a_box_fills_its_map_in_one_direction_at_least(size):
    west, south, east, north = DONBASS
    part = maps.frame(DONBASS, **size)
    wide = part.place(east, south)[0] - part.place(west, south)[0]
    high = part.place((west + east) / 2, south)[1] - part.place(west, north)[1]
    assert max(wide / part.width, high / part.height) == pytest.approx(1, abs=0.001)


def test_a_box_shows_only_what_lies_in_it():
    part = maps.frame(DONBASS)
    assert {region["name"] for region in part.regions} == {"RSFSR", "Ukrainian SSR"}
    for path in (part.surroundings, *(region["d"] for region in part.regions)):
        for x, y in (point for ring in rings(path) for point in ring):
            assert -maps.EDGE - 0.01 <= x <= part.width + maps.EDGE + 0.01
            assert -maps.EDGE - 0.01 <= y <= part.height + maps.EDGE + 0.01


# Outlines that cannot be used --------------------------------------------------------------------


@pytest.mark.parametrize("content, said", [
    ("{", "is not JSON"), (json.dumps({"regions": []}), "has no projection"),
])
def test_outlines_that_cannot_be_drawn_say_why(tmp_path, monkeypatch, content, said):
    (tmp_path / "lessons.md").touch()
    (tmp_path / "data" / "geo").mkdir(parents=True)
    (tmp_path / "data" / "geo" / "outlines.json").write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(maps.MapError, match=f"data/geo/outlines.json {said}"):
        maps.frame()


# The world --------------------------------------------------------------------------------------

#: On land and at sea, on both sides of every line at which a map could be cut.
LAND = [(2.35, 48.85), (-47.9, -15.8), (133.9, -23.7), (172, 67), (-172, 65.5), (37, 0),
        (175.8, -38.8), (-100, 40)]
SEA = [(-30, 40), (-150, 0), (70, -20), (50.5, 41.5), (-179, 0), (179, 40),
       (180, -25), (-90, 25)]


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A set on another subject, without outlines of its own."""
    (tmp_path / "lessons.md").touch()
    monkeypatch.chdir(tmp_path)


def is_land(chart, degrees):
    return any(inside(chart.place(*degrees), region["d"]) for region in chart.regions)


def test_a_set_without_outlines_has_the_coasts_of_the_world(elsewhere):
    world = maps.frame()
    assert [degrees for degrees in LAND if not is_land(world, degrees)] == []
    assert [degrees for degrees in SEA if is_land(world, degrees)] == []
    assert maps.WORLD.stat().st_size < 200_000
    meta = json.loads(maps.WORLD.read_text(encoding="utf-8"))["meta"]
    assert "Natural Earth" in meta["source"] and meta["licence"] == "Public domain"


@pytest.mark.parametrize("box", [
    (-12, 35, 40, 62), (165, -50, 200, -10), (-20, -30, 60, 30), (100, -45, 160, -8),
    (-130, 10, -60, 70)])
def test_a_part_of_the_world_has_its_land_and_its_sea(elsewhere, box):
    part = maps.frame(box)
    west, south, east, north = box
    here = [(lon + turn, lat) for lon, lat in (*LAND, *SEA, *PLACES.values())
            for turn in (0, 360) if west < lon + turn < east and south < lat < north]
    world = maps.frame()
    assert here and [is_land(part, each) for each in here] == [is_land(world, each)
                                                               for each in here]
    assert not inside(part.place(*here[0]), part.surroundings)  # no sea is tinted as land is


def test_a_cylinder_is_true_in_area_on_both_sides_of_the_equator():
    conic, step = maps.Conic(0, (-37, 37)), 0.01
    for lat in (-60, 0, 60):
        (ax, ay), (bx, _), (_, cy) = (conic.project(*point) for point in (
            (10, lat), (10 + step, lat), (10, lat + step)))
        true = radians(step) * (sin(radians(lat + step)) - sin(radians(lat)))
        assert (bx - ax) * (cy - ay) == pytest.approx(true, rel=1e-6)
