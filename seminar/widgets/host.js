// The host: carries the widgets of a page that no kernel stands behind. The page holds each widget
// twice, as a twin in plain HTML and as the state that the notebook's run left. Where this runs,
// the living widget takes the twin's place; where it cannot, the twin stays.

/**
 * What a widget needs of the notebook program. There is no `send`: by that it knows that no kernel
 * is there.
 */
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
    for (const each of this.listeners) {
      if (each[0] === event && each[1] === listener) this.listeners.delete(each);
    }
  }
  save_changes() {}
}

/**
 * Brings every widget of the page to life. `modules`: by each kind's name, a function that returns
 * it. All in one go: a page that is laid out between two widgets is laid out many times.
 */
async function bringToLife(modules) {
  const loaded = new Map();
  const load = (kind) => {
    if (!loaded.has(kind)) loaded.set(kind, modules[kind]());
    return loaded.get(kind);
  };
  for (const state of document.querySelectorAll("script[data-widget]")) {
    const twin = state.previousElementSibling;
    const el = document.createElement("div");
    el.dataset.widget = state.dataset.widget;
    try {
      const widget = load(state.dataset.widget);
      const model = new Model(JSON.parse(state.textContent));
      await widget.render({ model, el });
      twin.replaceWith(el);
    } catch (error) {
      console.error(state.dataset.widget, error); // and the page can still be read
    }
  }
  document.querySelector(".asleep")?.remove(); // what a page without scripts says
  document.documentElement.dataset.widgets = "alive";
}
