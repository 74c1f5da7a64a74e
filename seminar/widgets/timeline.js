// The timeline: steps in time, a picture of each, its rows. With a map the picture is the map of a
// day, else a strip of events by strand. All is drawn here: moving sends no message to the kernel.

const WORDS = IN_WORDS.timeline;
const INK = "#1a1a1a";
const PAPER = "#ffffff";
const LINE = "#8a8a8a";

/** Words on a picture, with a rim so that lines behind them do not cross them. */
function writing(attributes, ...words) {
  return drawing("text", {
    "font-size": 15, fill: INK, stroke: PAPER, "stroke-width": 4, "paint-order": "stroke",
    "stroke-linejoin": "round", ...attributes,
  }, ...words);
}

function sign(...shapes) {
  return drawing(
    "svg", { viewBox: "-12 -12 24 24", class: "sign", "aria-hidden": "true" }, ...shapes);
}

function keyOf(...entries) {
  return element("ul", { class: "key small" },
    ...entries.map(([shapes, words]) => element("li", {}, sign(...[shapes].flat()), words)));
}

// Map ---------------------------------------------------------------------------------------------

function drawMap(model) {
  const [frames, styles] = ["frames", "styles"].map((name) => model.get(name));
  const svg = drawing("svg", { role: "img", "aria-label": model.get("alt") });
  const land = drawing("g", { id: model.get("land_id") });
  land.innerHTML = model.get("land"); // made by the library from the outlines
  const marks = drawing("g");
  svg.append(land, marks);
  let shown = null;

  function show(day, chosen) {
    const frame = frames[chosen];
    if (frame !== shown) {
      shown = frame;
      svg.setAttribute("viewBox", frame.box.join(" "));
      marks.replaceChildren(...frame.marks.map(
        (mark) => drawMark(mark, frame.scale, styles[mark.style - 1])));
    }
    frame.marks.forEach((mark, i) => {
      const [, state, today, text] = mark.looks.findLast(([since]) => since <= day);
      dressMark(marks.children[i], styles[mark.style - 1].colour, { state, today, text });
    });
  }
  const says = (day, chosen, count) =>
    (count ? `${frames[chosen].says[day]} ${filled(WORDS.reports, { count })}`.trim() : WORDS.none);
  return { node: scrolled(svg, WORDS.map), key: mapKey(model), show, says, words: WORDS.day };
}

function scrolled(svg, label) {
  return element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, svg);
}

function drawMark({ x, y, label }, scale, { d }) {
  return drawing("g", { transform: `translate(${x} ${y}) scale(${scale})` },
    drawing("path", { d, fill: PAPER, stroke: PAPER, "stroke-width": 6 }),
    drawing("path", { d, "stroke-width": 2.5 }),
    drawing("path", { d, transform: "scale(0.45)" }),
    drawing("text", {
      y: 5, "text-anchor": "middle", "font-size": 15, "font-weight": 700, fill: INK,
    }),
    writing({ x: label.x, y: label.y, "text-anchor": label.anchor }));
}

function dressMark(node, colour, { state, today, text }) {
  const [rim, shape, core, doubt, label] = node.children;
  const known = state !== "none";
  shape.setAttribute("fill", state === "on" ? colour : PAPER);
  shape.setAttribute("fill-opacity", state === "on" && !today ? 0.4 : 1);
  shape.setAttribute("stroke", known ? colour : LINE);
  const size = known ? "scale(1)" : "scale(0.6)";
  for (const each of [rim, shape]) each.setAttribute("transform", size);
  core.setAttribute("fill", colour);
  core.setAttribute("visibility", state === "part" ? "visible" : "hidden");
  doubt.textContent = state === "differ" ? "?" : "";
  label.textContent = text;
  label.setAttribute("font-weight", today ? 700 : 400);
  node.dataset.state = state;
}

/** What the marks mean, each in the form of a mark. */
function mapKey(model) {
  const [on, part, off, differ] = model.get("key");
  const entry = (state, words, today) => {
    const mark = drawMark({ x: 0, y: 0, label: {} }, 1, model.get("styles")[0]);
    dressMark(mark, INK, { state, today, text: "" });
    return [mark, words];
  };
  return keyOf(
    entry("on", filled(WORDS.today, { state: on }), true),
    entry("on", filled(WORDS.earlier, { state: on })),
    entry("part", part),
    entry("off", off),
    entry("differ", differ),
    entry("none", WORDS.notYet));
}

// Strip -------------------------------------------------------------------------------------------

const LANE = { height: 52, line: 36, top: 8 };
const EDGE = 20; // pixels left free at both ends
const NEAR = 4; // events before and after that a zoom shows
const LABEL = 90; // pixels between two dates on the axis, at least
const DOTTED = { "stroke-width": 3, "stroke-dasharray": "2 4" };
const DAYS = [1, 2, 5, 10];
const MONTHS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

const dayOf = (month) => new Date(0).setUTCFullYear(0, month, 1) / 864e5;

/** Round dates on an axis from one day to another: [day, words]. */
function ticks(from, to, count) {
  const step = (to - from) / count;
  const written = (day, form) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...form }).format(day * 864e5);
  const days = DAYS.find((each) => each >= step);
  const found = [];
  if (days) {
    for (let day = Math.ceil(from / days) * days; day <= to; day += days) {
      found.push([day, written(day, { day: "numeric", month: "short" })]);
    }
    return found;
  }
  const months = MONTHS.find((each) => each * 30.5 >= step) ?? 2400;
  const first = new Date(from * 864e5);
  let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months;
  for (; dayOf(month) <= to; month += months) {
    const day = dayOf(month);
    const words = month % 12 ? written(day, { month: "short" }) : String(month / 12);
    if (day >= from) found.push([day, words]);
  }
  return found;
}

const middle = ([since, until]) => (since + until) / 2;

/** Events along a line of time, those of each strand in a lane of its own. */
class Strip {
  constructor(model) {
    [this.steps, this.rows, this.styles] = ["steps", "rows", "styles"].map(
      (name) => model.get(name));
    this.strands = model.get("filters");
    this.svg = drawing("svg", { role: "img", "aria-label": model.get("alt"), class: "strip" });
    this.pointer = drawing("g", { fill: "none", stroke: INK },
      drawing("path", { "stroke-width": 2.5 }), drawing("circle", { r: 16, "stroke-width": 3 }));
    [this.width, this.step, this.chosen, this.near] = [720, 0, 0, false];
    this.order = []; // the steps of what is chosen, by their numbers
    this.lanes = []; // the strands of what is chosen
    this.whole = []; // from its first day to its last
    this.drawn = ""; // from which day to which; "" if all is to be drawn anew
    this.marks = new Map(); // number of a step -> its mark
  }
  styleOf(lane) { return this.styles[Math.max(lane - 1, 0) % this.styles.length]; }
  top(i) { return LANE.top + i * LANE.height; }
  x(day) { return Math.round((EDGE + (day - this.from) * this.scale) * 10) / 10; }
  y(number) { return this.top(this.lanes.indexOf(this.rows[number].filter)) + LANE.line; }
  spot(number) { return [this.x(middle(this.steps[number].span)), this.y(number)]; }

  extent() {
    if (!this.near) return this.whole;
    const { order, steps, step } = this;
    const at = order.indexOf(step);
    const before = order[Math.max(at - NEAR, 0)];
    const after = order[Math.min(at + NEAR, order.length - 1)];
    return [steps[before].span[0] - 1, Math.max(steps[after].span[1], steps[step].span[1]) + 1];
  }
  draw(from, to) {
    this.from = from;
    this.scale = (this.width - 2 * EDGE) / Math.max(to - from, 1);
    const bottom = this.top(this.lanes.length);
    const inView = ({ span }) => span.at(-1) >= from && span[0] <= to;
    this.marks = new Map(this.order.filter((number) => inView(this.steps[number]))
      .map((number) => [number, this.drawEvent(number)]));
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${bottom + 28}`);
    this.svg.replaceChildren(
      this.drawAxis(from, to, bottom),
      drawing("g", {}, ...this.lanes.flatMap((lane, i) => this.drawLane(lane, i))),
      drawing("g", {}, ...this.marks.values()),
      this.pointer);
  }
  drawAxis(from, to, bottom) {
    const labels = ticks(from, to, Math.max(Math.floor(this.width / LABEL), 2));
    return drawing("g", {}, ...labels.flatMap(([day, words]) => [
      drawing("path", { d: `M${this.x(day)} ${LANE.top}V${bottom}`, stroke: "#d0d0d0" }),
      writing({ x: this.x(day), y: bottom + 18, "text-anchor": "middle" }, words),
    ]));
  }
  /** A strand's line and, where strands have names, its mark and its name. */
  drawLane(lane, i) {
    const top = this.top(i);
    const line = drawing("path", { d: `M0 ${top + LANE.line}H${this.width}`, stroke: LINE });
    if (!lane) return [line];
    const { d, colour } = this.styleOf(lane);
    return [
      line,
      drawing("path", { d, fill: colour, transform: `translate(10 ${top + 11}) scale(0.8)` }),
      writing({ x: 24, y: top + 16 }, this.strands[lane - 1]),
    ];
  }
  /** A mark where the event is; dots where it may be, and a line as long as it surely lasted. */
  drawEvent(number) {
    const [since, until, ends, over] = this.steps[number].span;
    const { d, colour } = this.styleOf(this.rows[number].filter);
    const sure = since === until;
    const [x, y] = this.spot(number);
    const line = (from, to, look) =>
      drawing("path", { d: `M${this.x(from)} ${y}H${this.x(to)}`, stroke: colour, ...look });
    const look = sure ? { fill: colour, stroke: PAPER, "stroke-width": 1.5 }
      : { fill: PAPER, stroke: colour, "stroke-width": 2.5 };
    return drawing("g", { "data-step": number },
      !sure || over > ends ? line(since, over ?? until, DOTTED) : null,
      ends > until ? line(until, ends, { "stroke-width": 5 }) : null,
      drawing("path", { d, ...look, transform: `translate(${x} ${y})` }));
  }
  show(to, filter) {
    this.step = to;
    if (filter !== this.chosen || !this.order.length) this.choose(filter);
    const [from, until] = this.extent();
    if (this.drawn !== `${from} ${until}`) this.draw(from, until);
    this.drawn = `${from} ${until}`;
    const [cx, cy] = this.spot(to);
    const [line, ring] = this.pointer.children;
    const bottom = this.top(this.lanes.length);
    line.setAttribute("d", `M${cx} ${LANE.top}V${cy - 16}M${cx} ${cy + 16}V${bottom}`);
    ring.setAttribute("cx", cx);
    ring.setAttribute("cy", cy);
    const mark = this.marks.get(to);
    mark.parentNode.append(mark); // over its neighbours
  }
  choose(filter) {
    const { steps, rows, strands } = this;
    this.chosen = filter;
    this.order = [...steps.keys()].filter((number) => !filter || rows[number].filter === filter);
    const last = Math.max(...this.order.map((number) => steps[number].span.at(-1)));
    this.whole = [steps[this.order[0]].span[0], last];
    this.lanes = filter || !strands.length ? [filter] : strands.map((_, i) => i + 1);
    this.drawn = "";
  }
  redraw() {
    this.drawn = "";
    this.show(this.step, this.chosen);
  }
  /** The event whose mark is where a pointer is, or none. */
  under({ clientX, clientY }) {
    const box = this.svg.getBoundingClientRect();
    const scale = this.width / box.width;
    const [toX, toY] = [(clientX - box.left) * scale, (clientY - box.top) * scale];
    const away = (number) => Math.hypot(this.spot(number)[0] - toX, this.spot(number)[1] - toY);
    const nearest = [...this.marks.keys()].reduce(
      (best, number) => (away(number) < away(best) ? number : best), this.step);
    return away(nearest) < 24 ? nearest : null;
  }
}

function drawStrip(model, choose) {
  const strip = new Strip(model);
  const node = element("div", {}, strip.svg);
  strip.svg.addEventListener("click", (event) => { // a shorter way for a pointer; keys have others
    const number = strip.under(event);
    if (number !== null) choose(number);
  });
  const zoom = element("button", {
    type: "button", class: "plain", onclick() {
      strip.near = !strip.near;
      zoom.textContent = strip.near ? WORDS.whole : WORDS.near;
      strip.redraw();
    },
  }, WORDS.near);
  // In a frame of its own: what is drawn anew may change the page that is measured.
  const watch = new ResizeObserver(() => requestAnimationFrame(() => {
    if (!node.clientWidth || node.clientWidth === strip.width) return;
    strip.width = node.clientWidth;
    strip.redraw();
  }));
  watch.observe(node);
  return {
    node, key: stripKey(strip.styles[0].d), zoom, words: WORDS.event,
    show: (to, filter) => strip.show(to, filter),
    says: (number) => strip.rows[number].cells[0],
    close: () => watch.disconnect(),
  };
}

function stripKey(d) {
  const dot = (look) =>
    drawing("path", { d, transform: "scale(0.7)", "stroke-width": 2.5, ...look });
  const line = (look) => drawing("path", { d: "M-12 0H12", stroke: INK, ...look });
  return keyOf(
    [dot({ fill: INK }), WORDS.sure],
    [[line(DOTTED), dot({ fill: PAPER, stroke: INK })], WORDS.unsure],
    [line({ "stroke-width": 5 }), WORDS.lasted]);
}

// Rows --------------------------------------------------------------------------------------------

const cellOf = (markup) => html("td", markup);

/** An event's line under its title: what there is to say of it, by column. */
function cardOf(columns, cells) {
  return element("dl", {}, ...columns.flatMap((column, i) => (cells[i] ? [
    element("dt", {}, element("strong", {}, column)), html("dd", cells[i])] : [])));
}

function render({ model, el }) {
  const [steps, rows, columns, label] = ["steps", "rows", "columns", "label"].map(
    (name) => model.get(name));
  const filters = [WORDS.all, ...model.get("filters")];
  const mapped = model.get("frames").length > 0;
  const picture = mapped ? drawMap(model) : drawStrip(model, (number) => go(order.indexOf(number)));
  const words = picture.words;
  const rowsOf = new Map(steps.map((_, number) => [number, []]));
  for (const row of rows) rowsOf.get(row.step).push(row);
  let chosen = 0;
  let order = []; // the steps that can be gone to, by their numbers
  let dates = []; // of them, the first of each date that has a row

  const spoken = announcer({ class: "title" });
  const where = element("p");
  const range = element("input", {
    type: "range", id: newId("step"), min: 0, step: 1, oninput: () => go(Number(range.value)),
  });
  // Kept focusable at the ends, so that the keyboard is never thrown out of the widget.
  const mover = (by, name) =>
    element("button", { type: "button", onclick: () => go(place() + by) }, name);
  const previous = mover(-1, words.previous);
  const next = mover(1, words.next);
  const filter = element("select", {
    id: newId("filter"), onchange: () => narrow(filter.selectedIndex, true),
  }, ...filters.map((name) => element("option", {}, name)));
  const jump = element("select", {
    id: newId("date"), onchange: () => jump.selectedIndex && go(dates[jump.selectedIndex - 1]),
  });
  const listButton = element("button", {
    type: "button", class: "plain", "aria-expanded": "false", onclick: toggleList,
  }, WORDS.list);
  const here = element("div", mapped ? { class: "scroll tall", tabindex: 0, role: "region" } : {});
  const list = element("div", {
    hidden: true, class: "scroll tall", tabindex: 0, role: "region",
    "aria-label": filled(WORDS.asList, { title: label }),
  });

  const place = () => Number(range.value);
  const dateOf = (number) => steps[number].at ?? steps[number].when;
  const rowsNow = (number) => rowsOf.get(number).filter((row) => !chosen || row.filter === chosen);

  /** Shows what belongs to one filter: of a map a part with all its days, of a strip its events. */
  function narrow(to, byReader) {
    const before = order[place()] ?? model.get("step");
    chosen = to;
    order = [...steps.keys()].filter((number) => mapped || rowsNow(number).length);
    const firsts = new Map(); // a date -> the first place that has a row of it
    order.forEach((number, i) => {
      const date = dateOf(number);
      if (rowsNow(number).length && !firsts.has(date)) firsts.set(date, i);
    });
    dates = [...firsts.values()];
    jump.replaceChildren(element("option", {}, WORDS.choose),
      ...dates.map((i) => element("option", {}, dateOf(order[i]))));
    range.max = order.length - 1;
    const nearest = order.findIndex((number) => number >= before);
    go(nearest < 0 ? order.length - 1 : nearest, byReader && chosenIn());
    if (!list.hidden) fillList();
  }
  const chosenIn = () =>
    (mapped ? `${filters[chosen]}.`
      : filled(WORDS.events, { strand: filters[chosen], count: order.length }));

  function go(to, first = "") {
    range.value = Math.min(Math.max(to, 0), order.length - 1);
    const number = order[place()];
    // Kept in the page's own copy of the model: moving sends no message.
    model.set("step", number);
    const { when, full = when } = steps[number];
    const now = rowsNow(number);
    const says = html("span", picture.says(number, chosen, now.length));
    range.setAttribute("aria-valuetext", mapped ? when : `${when}: ${says.textContent}`);
    previous.setAttribute("aria-disabled", String(place() === 0));
    next.setAttribute("aria-disabled", String(place() === order.length - 1));
    const date = `${when}${mapped ? "." : ":"} `;
    spoken.replaceChildren(first ? `${first} ${date}` : date, says);
    where.textContent = filled(words.place, { place: place() + 1, all: order.length });
    jump.selectedIndex = dates.findIndex((i) => dateOf(order[i]) === dateOf(number)) + 1;
    picture.show(number, chosen);
    if (mapped) {
      const lines = now.map(({ cells: [head, ...cells] }) => [head, ...cells.map(cellOf)]);
      here.replaceChildren(lines.length
        ? tableOf(filled(WORDS.reportsFor, { day: full }), columns, lines)
        : element("p", {}, WORDS.none));
      here.setAttribute("aria-label", filled(WORDS.reportsFor, { day: full }));
      here.scrollTop = 0;
    } else here.replaceChildren(cardOf(columns.slice(1), now[0].cells.slice(1)));
  }
  function toggleList() {
    list.hidden = !list.hidden;
    listButton.setAttribute("aria-expanded", String(!list.hidden));
    listButton.textContent = list.hidden ? WORDS.list : WORDS.hide;
    if (!list.hidden) fillList();
  }
  function fillList() {
    const lines = order.flatMap((number) => {
      const { when, full = when } = steps[number];
      return rowsOf.get(number).map(({ cells }) => [full, ...cells.map(cellOf)]);
    });
    list.replaceChildren(tableOf(label, [WORDS.when, ...columns], lines));
  }

  const labelled = (control, text, attributes = {}) => element("div", attributes,
    element("label", { class: "field", for: control.id }, text), control);
  narrow(0); // before it is on the page: only what a reader does is said aloud
  moveIn(el,
    element("p", { class: "title" }, label),
    element("div", { class: "moves on-screen" }, previous, labelled(range, words.range), next),
    element("div", { class: "row on-screen" },
      filters.length > 1 ? labelled(filter, model.get("filter_label")) : null,
      labelled(jump, words.jump), picture.zoom ?? null, listButton),
    spoken, where,
    element("figure", {}, picture.node, picture.key,
      element("figcaption", { class: "small" }, model.get("caption"))),
    here, list,
    html("div", model.get("sheet"), { class: "on-paper" }));
  return () => picture.close?.();
}

export default { render };
