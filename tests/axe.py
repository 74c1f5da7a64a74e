"""What axe, the stock checker of accessibility, finds wrong on a page."""

from importlib.resources import files

SCRIPT = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# What it finds right would be thousands of nodes on the way here, and nobody looks at them.
_RUN = """async ([within, tags, rule]) => {
    const runOnly = rule ? { type: "rule", values: [rule] } : { type: "tag", values: tags };
    const found = await axe.run(within, { runOnly, resultTypes: ["violations"], preload: false });
    return found.violations.flatMap(({ id, nodes }) => nodes.map(
        ({ target, html, failureSummary }) => `${id}: ${target} ${html} ${failureSummary}`));
}"""


def faults(page, within="html", tags=WCAG, rule=None):
    """A line for each fault. ``within``: a selector; ``rule``: the only one to look for."""
    if page.evaluate("!window.axe"):
        page.evaluate(SCRIPT)
    return page.evaluate(_RUN, [within, list(tags), rule])
