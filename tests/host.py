"""A page without JupyterLab that carries widgets: all that they need of a host, in a few lines."""

import json
from html import escape

ADDRESS = "http://seminar.test/"
_HOST = """
window.sent = []; window.errors = []; window.kernel = "%s"; window.models = [];
window.onerror = (error) => window.errors.push(String(error));
class Model {
  constructor(state) { this.state = state; this.listeners = []; }
  get(name) { return this.state[name]; }
  set(name, value) { this.state[name] = value; this.tell(`change:${name}`); }
  on(name, listener) { this.listeners.push([name, listener]); }
  off(name, listener) { this.listeners = this.listeners.filter((each) => each[1] !== listener); }
  tell(name, ...said) {
    this.listeners.filter((each) => each[0] === name).forEach((each) => each[1](...said));
  }
  save_changes() {}
}
if (window.kernel !== "none") Model.prototype.send = (message) => {
  if (window.kernel === "dead") throw new Error("the kernel has gone");
  window.sent.push(message);
};
for (const { script, state } of JSON.parse(document.getElementById("widgets").textContent)) {
  const el = document.querySelector("main").appendChild(document.createElement("div"));
  const model = new Model(state);
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  window.models.push(model);
  model.close = (await import(address)).default.render({ model, el });
}
document.body.dataset.ready = "";
"""


def html(*widgets, kernel="alive"):
    """The page: a text for a server or a file. ``kernel``: as for ``page_with``."""
    state = [{"script": widget._esm, "state": {
        name: value for name, value in widget.get_state().items() if not name.startswith("_")}}
        for widget in widgets]
    listed = json.dumps(state).replace("<", "\\u003c")
    return (f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Widgets</title>'
            f'<style>{widgets[0]._css}</style>'
            f'<meta name="viewport" content="width=device-width"><body><main></main>'
            f'<script type="application/json" id="widgets">{listed}</script>'
            f'<script type="module">{_HOST % escape(kernel)}</script></body></html>')


def page_with(chromium, *widgets, kernel="alive", **settings):
    """A page with the widgets alive on it. ``kernel``: alive (``sent`` notes messages), dead, none.

    A message of the kernel: ``models[0].tell("msg:custom", {...})``, run in the page.
    """
    page = chromium.new_page(**{"viewport": {"width": 800, "height": 900}, **settings})
    body = html(*widgets, kernel=kernel)
    page.route("**/*", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(ADDRESS)
    page.locator("body[data-ready]").wait_for(state="attached")
    return page


def take_code(page, code):
    """Another visit of this tab, under this code, as a page that had the tab before leaves it."""
    page.evaluate("""(code) => {
        const turn = (seminarKept.visits.get("bakery")?.turn ?? 0) + 1;
        const visit = { code, token: `of ${code}`, since: "today", turn };
        sessionStorage.setItem("seminar/bakery/visit", JSON.stringify(visit));
        document.dispatchEvent(new CustomEvent("seminar-code"));
    }""", code)
