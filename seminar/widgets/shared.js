// Shared by all widgets: building elements, and saying things aloud.

const FOCUSABLE = new Set(["a", "button", "input", "select", "summary", "textarea"]);
const FILLED_IN = new Set(["input", "select", "textarea"]);
const SVG = "http://www.w3.org/2000/svg";

function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
}

/** An HTML element with its attributes, listeners ("onclick": f) and children. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  // Or the browser fills it in again after Back: with the words of whoever has left, perhaps.
  if (FILLED_IN.has(tag)) node.setAttribute("autocomplete", "off");
  setAttributes(node, attributes);
  // JupyterLab reads letters as commands (d d deletes a cell) unless the focused element says no.
  if (FOCUSABLE.has(tag) || "tabindex" in attributes) {
    node.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  node.append(...children.filter((child) => child != null));
  return node;
}

/** The same for a drawing. */
function drawing(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  setAttributes(node, attributes);
  node.append(...children.filter((child) => child != null));
  return node;
}

/** An element whose content is HTML that the library made from lessons.md or a table. */
function html(tag, markup, attributes = {}) {
  const node = element(tag, attributes);
  node.innerHTML = markup;
  for (const inner of node.querySelectorAll([...FOCUSABLE, "[tabindex]"].join())) {
    inner.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  return node;
}

/** A table; the first cell of each row heads it. A cell is words, or an element of its own. */
function tableOf(caption, head, rows) {
  const cellOf = (cell, tag, attributes) =>
    (cell instanceof Node ? cell : element(tag, attributes, String(cell)));
  return element("table", {}, element("caption", {}, caption),
    element("thead", {}, element("tr", {},
      ...head.map((words) => element("th", { scope: "col" }, words)))),
    element("tbody", {}, ...rows.map(([first, ...rest]) => element("tr", {},
      cellOf(first, "th", { scope: "row" }), ...rest.map((cell) => cellOf(cell, "td"))))));
}

/**
 * Words of the catalogue with a value in place of each {name}. Where they are a list of plural
 * forms, `count` says which of them is meant.
 */
function filled(words, values) {
  const { count } = values;
  const form = Array.isArray(words) ? words[FORM_OF[count < 200 ? count : 100 + (count % 100)]]
    : words;
  return form.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A line that a screen reader reads out when its text changes. */
function announcer(attributes = {}) {
  return element("p", { role: "status", "aria-live": "polite", ...attributes });
}

let counted = 0;
/** An id that no other element of the page has: labels need one. */
function newId(word) {
  counted += 1;
  return `seminar-${word}-${Date.now().toString(36)}-${counted}`;
}

/**
 * A label for a control that has its like on every page: a screen reader names it by the label and
 * by its question.
 */
function labelOf(control, words, question) {
  const label = element("label", {
    class: "field", for: control.id, id: `${control.id}-label` }, words);
  control.setAttribute("aria-labelledby", `${label.id} ${question.id}`);
  return label;
}

/** Puts the widget in its place. */
function moveIn(el, ...children) {
  el.classList.add("seminar");
  el.replaceChildren(...children);
}
