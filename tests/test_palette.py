"""Colours: text can be read, marks can be seen, and no two styles are mistaken for each other."""

import re
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from pathlib import Path

import pytest

from seminar.page import palette
from seminar.page.palette import STYLES

CSS = (Path(palette.__file__).parent / "style.css").read_text(encoding="utf-8")
TEXT, MARK = 4.5, 3.0  # WCAG 2.2: contrast of text, of marks and edges
# Machado, Oliveira and Fernandes 2009, severity 1.0, for linear RGB; the sums of each row are 1.
NORMAL = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
SEEN_AS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
               (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
               (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
               (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
# The smallest difference (CIEDE2000) between two styles that was measured when they were chosen.
APART = {"normal": 27.0, "protan": 24.4, "deutan": 19.5, "tritan": 13.7, "grey": 6.0}


# Measures ----------------------------------------------------------------------------------------


def linear(colour):
    """Linear red, green and blue, from 0 to 1, of a colour such as #1A1A1A."""
    shares = (int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector)) for row in matrix]


def contrast(one, other):
    """WCAG's contrast of two colours, from 1 to 21."""
    dark, light = sorted(times(SEEN_AS["grey"][:1], linear(colour))[0] for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(colour, seen_as=NORMAL):
    """CIELAB (D65) of a colour as somebody sees it."""
    rgb = [min(max(c, 0), 1) for c in times(seen_as, linear(colour))]
    xyz = times(((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750),
                 (0.0193339, 0.1191920, 0.9503041)), rgb)
    f = [c ** (1 / 3) if c > 216 / 24389 else (24389 / 27 * c + 16) / 116
         for c in (value / white for value, white in zip(xyz, (0.95047, 1, 1.08883)))]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def difference(one, other):
    """CIEDE2000 of two CIELAB colours, by Sharma, Wu and Dalal 2005."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    c7 = ((hypot(a1, b1) + hypot(a2, b2)) / 2) ** 7
    stretch = 1 + 0.5 * (1 - sqrt(c7 / (c7 + 25**7)))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    grey = not c1 * c2
    turn = 0 if grey else (h2 - h1 + 180) % 360 - 180
    mean_h = h1 + h2 if grey else (h1 + turn / 2) % 360
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    t = (1 - 0.17 * cos(radians(mean_h - 30)) + 0.24 * cos(radians(2 * mean_h))
         + 0.32 * cos(radians(3 * mean_h + 6)) - 0.20 * cos(radians(4 * mean_h - 63)))
    light = (l2 - l1) / (1 + 0.015 * (mean_l - 50) ** 2 / sqrt(20 + (mean_l - 50) ** 2))
    chroma = (c2 - c1) / (1 + 0.045 * mean_c)
    hue = 2 * sqrt(c1 * c2) * sin(radians(turn / 2)) / (1 + 0.015 * mean_c * t)
    twist = -2 * sqrt(mean_c**7 / (mean_c**7 + 25**7)) * sin(
        radians(60 * exp(-(((mean_h - 275) / 25) ** 2))))
    return sqrt(light**2 + chroma**2 + hue**2 + twist * chroma * hue)


@pytest.mark.parametrize("one, other, published", [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1, 2), (50, 0, 0), 2.3669),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
])
def test_our_measure_gives_the_published_differences(one, other, published):
    assert difference(one, other) == pytest.approx(published, abs=1e-4)
    assert difference(other, one) == pytest.approx(published, abs=1e-4)


def test_our_measure_gives_the_known_contrasts():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


# The six styles ----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", STYLES)
def test_a_mark_is_seen_on_white(number):
    assert contrast(STYLES[number].colour, palette.GROUND) >= MARK


@pytest.mark.parametrize("eyes", APART)
def test_two_styles_stay_apart_for_all_eyes_and_in_grey(eyes):
    seen = {number: lab(style.colour, SEEN_AS.get(eyes, NORMAL))
            for number, style in STYLES.items()}
    pairs = {pair: difference(*(seen[number] for number in pair))
             for pair in combinations(STYLES, 2)}
    worst = min(pairs, key=pairs.get)
    assert pairs[worst] >= APART[eyes] - 0.05, f"styles {worst}"  # as measured, to one decimal


@pytest.mark.parametrize("sign", ["colour", "marker", "line", "hatch"])
def test_no_two_styles_share_a_sign(sign):
    assert len({getattr(style, sign) for style in STYLES.values()}) == len(STYLES) == 6


# Text and ground ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["BODY", "CAPTION"])
@pytest.mark.parametrize("ground", ["GROUND", "TINT"])
def test_text_of_a_figure_can_be_read(text, ground):
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= TEXT


def test_an_axis_is_seen():
    assert contrast(palette.AXIS, palette.GROUND) >= MARK


RULES = [(selector.strip(), dict(re.findall(r"(?:^|[;\s])([a-z-]+):\s*([^;]+)", body)))
         for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", CSS,
                                                                        flags=re.DOTALL))]
COLOURED = [(selector, rule) for selector, rule in RULES
            if "color" in rule or "background" in rule]
GROUNDS = sorted({rule["background"] for _, rule in COLOURED
                  if rule.get("background", "").startswith("#") and "button" not in _})


def test_the_style_sheet_was_understood():
    assert len(COLOURED) > 8 and "#ffffff" in GROUNDS


@pytest.mark.parametrize("selector, rule", COLOURED, ids=[selector for selector, _ in COLOURED])
def test_text_and_ground_are_set_as_a_pair_that_can_be_read(selector, rule):
    assert {"color", "background"} <= set(rule), f"{selector} sets one without the other"
    grounds = GROUNDS if rule["background"] == "inherit" else [rule["background"]]
    for ground in grounds:
        assert contrast(rule["color"], ground) >= TEXT, f"{selector} on {ground}"


@pytest.mark.parametrize("ground", GROUNDS)
def test_where_the_keyboard_is_can_be_seen_on_every_ground(ground):
    [focus] = [rule for selector, rule in RULES if ":focus-visible" in selector]
    ring = re.search(r"#[0-9a-f]{6}", focus["outline"])[0]
    assert contrast(ring, ground) >= MARK


@pytest.mark.parametrize("control", ["button", "select", "textarea", 'input[type="text"]'])
def test_the_edge_of_a_control_is_seen(control):
    edges = [re.search(r"#[0-9a-f]{6}", value)[0] for selector, rule in RULES
             if control in selector for name, value in rule.items()
             if name in ("border", "border-color") and "#" in value]
    assert edges
    assert all(contrast(edge, "#ffffff") >= MARK for edge in edges)
