// The host: carries the widgets of a page that no kernel stands behind. The page holds each widget
// twice, as a twin in plain HTML and as the state that the notebook's run left. Where this runs, the
// living widget takes the twin's place; where it cannot, the twin stays.

/** What a widget needs of the notebook program. There is no `send`: by that it knows that no kernel is there. */
class Model {
  constructor(state) {
    this.state = state;
    this.listeners = new Set();
  }
  get(name) { return this.state[name]; }
  set(name, value) {
    this.state[name] = value;
    for (const [event, listener] of this.listeners) if (event === `change:${name}`) listener();
  }
  on(event, listener) { this.listeners.add([event, listener]); }
  off(event, listener) {
    for (const each of this.listeners) if (each[0] === event && each[1] === listener) this.listeners.delete(each);
  }
  save_changes() {}
}

/** Brings every widget of the page to life. `scripts`: the text of each kind's module, by its name. */
async function bringToLife(scripts) {
  const modules = new Map();
  // From a Blob, because a page that was opened from a folder may not import a file.
  const load = (kind) => {
    if (!modules.has(kind)) {
      modules.set(kind, import(URL.createObjectURL(new Blob([scripts[kind]], { type: "text/javascript" }))));
    }
    return modules.get(kind);
  };
  for (const state of document.querySelectorAll("script[data-widget]")) {
    const twin = state.previousElementSibling;
    const el = document.createElement("div");
    el.dataset.widget = state.dataset.widget;
    try {
      const { default: widget } = await load(state.dataset.widget);
      const model = new Model(JSON.parse(state.textContent));
      await widget.render({ model, el });
      twin.replaceWith(el);
    } catch (error) {
      console.error(state.dataset.widget, error); // and the page can still be read
    }
  }
  document.documentElement.dataset.widgets = "alive";
}
