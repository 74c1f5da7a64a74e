// The timeline: one day at a time, the places on a map, the reports of the day in a table.
// Every picture of it is drawn here; no message to the kernel is needed to move.

const SHAPES = {
  o: "M0-9A9 9 0 1 1 0 9A9 9 0 1 1 0-9Z",
  s: "M-8-8H8V8H-8Z",
  "^": "M0-10 9.5 7H-9.5Z",
  D: "M0-11 11 0 0 11-11 0Z",
  P: "M-4-10H4V-4H10V4H4V10H-4V4H-10V-4H-4Z",
  v: "M0 10 9.5-7H-9.5Z",
};

function drawMap(model, frameOf) {
  const map = model.get("map");
  const svg = drawing("svg", { role: "img", "aria-label": model.get("alt") });
  const land = drawing("g", { "stroke-linejoin": "round" });
  land.append(drawing("path", { d: map.surroundings, fill: "#f4f6f8", stroke: "none" }));
  for (const region of map.regions) {
    land.append(drawing("path", {
      d: region.d, fill: "#e6ebf0", stroke: "#8a8a8a", "stroke-width": 1,
      "vector-effect": "non-scaling-stroke",
    }));
  }
  const marks = drawing("g");
  svg.append(land, marks);
  let shown = null;

  function show(day) {
    const frame = frameOf();
    if (frame !== shown) {
      shown = frame;
      svg.setAttribute("viewBox", frame.box.join(" "));
      marks.replaceChildren(...frame.marks.map((mark) => drawMark(mark, frame.scale)));
    }
    const states = frame.states[day];
    frame.marks.forEach((mark, i) => dressMark(marks.children[i], mark, states[i]));
  }
  return { svg, show };
}

function drawMark(mark, scale) {
  const label = drawing("text", {
    x: mark.label.x, y: mark.label.y, "text-anchor": mark.label.anchor, "font-size": 15,
    fill: "#1a1a1a", stroke: "#ffffff", "stroke-width": 4, "paint-order": "stroke",
    "stroke-linejoin": "round",
  });
  const rim = drawing("path", { d: SHAPES[mark.marker], fill: "#ffffff", stroke: "#ffffff", "stroke-width": 6 });
  const shape = drawing("path", { d: SHAPES[mark.marker], "stroke-width": 2.5 });
  const doubt = drawing("text", {
    y: 5, "text-anchor": "middle", "font-size": 15, "font-weight": 700, fill: "#1a1a1a",
  });
  const place = `translate(${mark.x} ${mark.y}) scale(${scale})`;
  const core = drawing("path", { d: SHAPES[mark.marker], transform: "scale(0.45)" });
  return drawing("g", { transform: place }, rim, shape, core, doubt, label);
}

function dressMark(node, mark, state) {
  const [rim, shape, core, doubt, label] = node.children;
  const known = state.is !== "none";
  shape.setAttribute("fill", state.is === "on" ? mark.colour : "#ffffff");
  shape.setAttribute("fill-opacity", state.is === "on" && !state.today ? 0.4 : 1);
  shape.setAttribute("stroke", known ? mark.colour : "#8a8a8a");
  for (const each of [rim, shape]) each.setAttribute("transform", known ? "scale(1)" : "scale(0.6)");
  core.setAttribute("fill", mark.colour);
  core.setAttribute("visibility", state.is === "part" ? "visible" : "hidden");
  doubt.textContent = state.is === "differ" ? "?" : "";
  label.textContent = state.text;
  label.setAttribute("font-weight", state.today ? 700 : 400);
  node.dataset.state = state.is;
}

/** What the marks mean, each in the form of a mark. */
function drawKey(model) {
  const [on, part, off, differ] = model.get("key");
  const entry = (state, words) => {
    const sign = drawMark({ x: 0, y: 0, marker: "o", label: { x: 0, y: 0 } }, 1);
    dressMark(sign, { colour: "#1a1a1a" }, { text: "", ...state });
    return element("li", {},
      drawing("svg", { viewBox: "-12 -12 24 24", class: "sign", "aria-hidden": "true" }, sign), words);
  };
  return element("ul", { class: "key small" },
    entry({ is: "on", today: true }, `${on}, as reported this day`),
    entry({ is: "on" }, `${on} by an earlier report, nothing new this day`),
    entry({ is: "part" }, part), entry({ is: "off" }, off), entry({ is: "differ" }, differ),
    entry({ is: "none" }, "no report yet"));
}

function render({ model, el }) {
  const days = model.get("days");
  const frames = model.get("frames");
  let frame = frames[0];

  const spoken = announcer({ class: "title" });
  const said = element("p");
  const range = element("input", {
    type: "range", id: newId("day"), min: 0, max: days.length - 1, step: 1,
    oninput: () => move(Number(range.value)),
  });
  const previous = element("button", { type: "button", onclick: () => move(day() - 1) }, "Previous day");
  const next = element("button", { type: "button", onclick: () => move(day() + 1) }, "Next day");
  const choice = element("select", {
    id: newId("group"),
    onchange: () => { frame = frames[choice.selectedIndex]; show(); },
  }, ...frames.map((each) => element("option", {}, each.name)));
  const reports = element("div", { class: "scroll tall", tabindex: 0, role: "region" });
  const listButton = element("button", {
    type: "button", class: "plain", "aria-expanded": "false", onclick: toggleList,
  }, "Show as list");
  const list = element("div", { hidden: true });
  const map = frames.length ? drawMap(model, () => frame) : null;

  const day = () => Number(range.value);
  function move(to) {
    const last = days.length - 1;
    range.value = Math.min(Math.max(to, 0), last);
    // Kept in the page's own copy of the model: moving a day sends no message.
    model.set("day", day());
    show();
  }
  function show() {
    const now = days[day()];
    range.setAttribute("aria-valuetext", now.label);
    // Kept focusable at the ends, so that the keyboard is never thrown out of the widget.
    previous.setAttribute("aria-disabled", String(day() === 0));
    next.setAttribute("aria-disabled", String(day() === days.length - 1));
    spoken.textContent = `${now.label}. ${now.says[frame.id]}`;
    said.textContent = `Day ${day() + 1} of ${days.length}.`;
    reports.innerHTML = now.tables[frame.id];
    reports.setAttribute("aria-label", `Reports for ${now.label}`);
    reports.scrollTop = 0;
    map?.show(day());
  }
  function toggleList() {
    list.hidden = !list.hidden;
    listButton.setAttribute("aria-expanded", String(!list.hidden));
    listButton.textContent = list.hidden ? "Show as list" : "Hide the list";
    if (!list.hidden && !list.firstChild) {
      list.append(html("div", model.get("list"), {
        class: "scroll tall", tabindex: 0, role: "region", "aria-label": `${model.get("label")}, as a list`,
      }));
    }
  }

  moveIn(el,
    element("p", { class: "title" }, model.get("label")),
    element("div", { class: "row" },
      previous, next,
      element("div", { class: "grow" },
        element("label", { class: "field", for: range.id }, "Day (arrow keys, Home, End)"), range),
      element("div", {},
        element("label", { class: "field", for: choice.id }, model.get("group_label")), choice),
      listButton),
    spoken, said,
    map && element("figure", {}, map.svg, drawKey(model), html("figcaption", model.get("caption"), { class: "small" })),
    reports, list);
  move(model.get("day"));
}

export default { render };
