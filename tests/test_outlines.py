"""``seminar map`` cuts a map out of GeoJSON, and ``this.map`` draws places on it."""

import json

import bakery
import pandas as pd
import pytest

from seminar import lesson_page
from seminar.commands import outlines
from seminar.page import day_maps, figures, maps, place_maps

BOX = (10, 50, 14, 52)
ISLAND = [[9, 49], [15, 49], [15, 53], [9, 53], [9, 49]]
LAKE = [[11, 50.5], [11, 51.5], [12, 51.5], [12, 50.5], [11, 50.5]]
TOWNS = pd.DataFrame({"place": ["Upper", "Lower", "Lost"], "lon": [11.5, 13, None],
                      "lat": [51.8, 50.2, None], "kind": ["town", "mill", "mill"]})


def geojson(path, kind, coordinates, **named):
    geometry = {"type": kind, "coordinates": coordinates}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": named, "geometry": geometry},
        {"type": "Feature", "properties": {}, "geometry": None}]}), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    (tmp_path / "set").mkdir()
    folder = bakery.build(tmp_path / "set")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def land(tmp_path):
    return geojson(tmp_path / "land.geojson", "Polygon", [ISLAND, LAKE], NAME="The island")


def made(project):
    return json.loads((project / "data" / "geo" / "outlines.json").read_text(encoding="utf-8"))


def test_a_box_is_cut_with_its_lake_and_its_river_and_drawn(project, land, tmp_path):
    river = geojson(tmp_path / "rivers.geojson", "LineString",
                    [[13, 90], [13, 51.9], [13.001, 51], [13, 50.1], [13, 0], [13, 50.3],
                     [13.5, 50.2]])
    said = " ".join(outlines.cut(land, BOX, river))
    assert "1 area: The island." in said and "2 pieces of river" in said
    found = made(project)
    assert found["box"] == list(BOX) and found["regions"][0]["name"] == "The island"
    assert len(found["rivers"][0]) == 2, "a point that cannot be seen was kept"
    around, lake = (sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:]))
                    for ring in found["regions"][0]["rings"])
    assert around * lake < 0, "a lake that turns as its land does is drawn as land"
    chart = maps.frame()
    assert chart.width > chart.height and len(chart.rivers) == 2
    assert day_maps.land(chart).count("<polyline") == 2
    list(outlines.cut(land, BOX))  # once more: what the command made it may write again
    assert made(project)["rivers"] == []


def test_a_box_beyond_180_degrees_has_the_land_of_both_sides(project, tmp_path):
    both = [[[[178, 0], [180, 0], [180, 4], [178, 4], [178, 0]]],
            [[[-180, 0], [-178, 0], [-178, 4], [-180, 4], [-180, 0]]]]
    list(outlines.cut(geojson(tmp_path / "l.geojson", "MultiPolygon", both), (177, -1, 183, 3)))
    east = {lon for ring in made(project)["regions"][0]["rings"] for lon, _ in ring}
    assert min(east) == 178 and max(east) == 182


@pytest.mark.parametrize("box, said", [
    ((14, 50, 10, 52), "14 50 10 52 is no box"), ((10, 52, 14, 50), "is no box"),
    ((10, 50, 14, 99), "is no box"), ((-170, 0, 170, 9), "is no box"),
    ((30, 50, 34, 52), "land.geojson has no land inside this box"),
])
def test_a_box_without_a_map_is_told(land, box, said):
    with pytest.raises(outlines.OutlinesError, match=said):
        list(outlines.cut(land, box))


@pytest.mark.parametrize("content, said", [
    (b"\x00\x00\x27\x0a", "is no GeoJSON. A shapefile"), (b"[]", "is no GeoJSON"),
    (None, "No such"),
    (b'{"features": []}', "has no Polygon and no MultiPolygon in it"),
    (b'{"features": [{"geometry": {"type": "Polygon", "coordinates": [[[500000, 6000000]]]}}]}',
     "is not in degrees"),
])
def test_a_file_that_is_no_map_is_told(tmp_path, content, said):
    file = tmp_path / "land.shp"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(outlines.OutlinesError, match=said):
        list(outlines.cut(file, BOX))


def test_outlines_that_somebody_made_otherwise_are_not_written_over(project, land):
    own = project / "data" / "geo" / "outlines.json"
    own.parent.mkdir(exist_ok=True)
    own.write_text("{}", encoding="utf-8")
    with pytest.raises(outlines.OutlinesError, match="was not made by this command"):
        list(outlines.cut(land, BOX))
    assert own.read_text(encoding="utf-8") == "{}"


# Places on it -----------------------------------------------------------------------------------


def test_a_lesson_shows_places_on_a_map_with_their_table(project):
    lesson = lesson_page.lesson(1)
    name = next(iter(lesson._lesson.figures))
    figure = lesson.map(name, TOWNS, "place", by="kind")
    assert list(figure.table["Place"]) == ["Upper", "Lower"]  # of the third nobody knows where
    ax = figure.mpl_figure.axes[0]
    at = {text.get_text(): text.get_position() for text in ax.texts}
    assert at["Upper"][1] < at["Lower"][1] and at["Upper"][0] < at["Lower"][0]
    assert {line.get_label() for line in ax.lines} >= {"town", "mill"}
    assert "<img alt=" in figure._repr_html_()


@pytest.mark.parametrize("places, said", [
    (TOWNS.drop(columns="lon"), 'needs the column "lon"'),
    (TOWNS.assign(lat=[5_000, 1, 2]), '"lat" is in degrees'),
    (TOWNS.assign(lon="13° E"), '"lon" is in degrees'),
    (TOWNS[TOWNS["lon"].isna()], "these are 0"),
    (pd.concat([TOWNS] * 30), "these are 60"),
])
def test_places_that_cannot_be_drawn_are_told(places, said):
    with pytest.raises(figures.FigureError, match=said):
        place_maps.place_map(places, "place")
