// Browse: rows of a table read one at a time, two side by side, or as the whole table. With figures
// in the rows, the two make a rate: the sentence it says, and what in the rows is a reason to ask.

const WORDS = IN_WORDS.browse;

// Figures and rates -------------------------------------------------------------------------------

const RATES = IN_WORDS.rates;
const SCALES = { thousand: 1e3, million: 1e6, billion: 1e9 };

function written(number, significant) {
  return new Intl.NumberFormat("en-GB", {
    maximumSignificantDigits: significant, useGrouping: "min2",
  }).format(number);
}

/** "772 million tonnes" is 772,000,000 of the unit "tonnes". */
function inUnits({ value, unit }) {
  const [, scale, noun] = /^(?:(thousand|million|billion) )?(.*)$/.exec(unit);
  return { value: value * (SCALES[scale] ?? 1), unit: noun };
}

/** How many digits of a number say something: 365,000 has three. */
const digitsOf = (value) => value.toExponential().replace(/e.*|\D/g, "").length;

/**
 * "about 3 in every 10": the smallest round bottom at which rounding moves it by a twentieth at
 * most.
 */
function inEvery(ratio) {
  for (let of = 10; of <= 1e9; of *= 10) {
    const count = Math.round(ratio * of);
    const off = Math.abs(count / (ratio * of) - 1);
    if (count && count < of && off <= 0.05) return RATES.every(off > 1e-9, count, written(of, 1));
  }
  return "";
}

/**
 * What one figure divided by another says: a share where they count in the same unit, else a rate.
 */
function sentenceOf(top, bottom) {
  const [above, below] = [inUnits(top), inUnits(bottom)];
  if (!below.value) return RATES.zero;
  const ratio = above.value / below.value;
  const digits = Math.min(Math.max(digitsOf(top.value), digitsOf(bottom.value), 2), 3);
  let result;
  if (above.unit === below.unit) {
    const number = written(ratio, digits);
    result = RATES.share(ratio > 1 ? RATES.times(number) : number,
      ratio > 0 && ratio < 1 ? inEvery(ratio) : "", written(ratio * 100, digits));
  } else {
    const [name, scale] = [["", 1], ...Object.entries(SCALES)].find(
      ([, size]) => Math.abs(ratio * size) >= 1) ?? ["billion", SCALES.billion];
    const amount = `${written(ratio * scale, digits)} ${above.unit}`;
    result = name ? RATES.per(amount, `${name} ${below.unit}`)
      : RATES.forEach(amount, bottom.amount);
  }
  return `${RATES.each(top.amount, bottom.amount)}: ${result}.`;
}

/** What in two rows is a reason to ask before their rate is used. No row is called wrong. */
function warningsOf(top, bottom, figures) {
  if (top === bottom) return [RATES.same];
  const differ = (field) => top[field] !== bottom[field];
  const [above, below] = [inUnits(top), inUnits(bottom)];
  const share = above.unit === below.unit;
  const sides = (test, between) => [[top, RATES.top], [bottom, RATES.bottom]]
    .filter(([figure]) => test(figure)).map(([, side]) => side).join(between);
  const bound = (figure, side, more, less) =>
    /lower bound/.test(figure.note) ? RATES.lower(side, more)
      : /upper bound/.test(figure.note) && RATES.upper(side, less);
  const common = top.sources.filter(({ id }) => bottom.sources.some((each) => each.id === id));
  const alone = (figure) => !figures.some((other) =>
    ["who", "measure", "where", "when", "unit"].every((field) => other[field] === figure[field]) &&
    other.sources.some(({ id }) => !figure.sources.some((each) => each.id === id)));
  const low = sides((figure) => figure.certainty === "low", RATES.and);
  const lonely = sides(alone, RATES.or);
  return [
    differ("who") && `${RATES.who(top.who, bottom.who)} ${share ? RATES.among : RATES.related}`,
    !share && RATES.units(top.unit, bottom.unit),
    share && above.value > below.value && RATES.larger,
    differ("when") && RATES.when(top.when, bottom.when),
    differ("where") && RATES.where(top.where, bottom.where),
    bound(top, RATES.top, RATES.more, RATES.less),
    bound(bottom, RATES.bottom, RATES.less, RATES.more),
    low && RATES.certainty(low),
    common.length && RATES.oneSource(common.map((each) => each.cited).join("; ")),
    lonely && RATES.noOther(lonely),
  ].filter(Boolean);
}

// Rows --------------------------------------------------------------------------------------------

/** A select with its label. */
function labelled(label, options, onchange) {
  const select = element("select", { id: newId("choice"), onchange },
    ...options.map((each) => element("option", {}, each)));
  const field = element("div", { class: "grow" },
    element("label", { class: "field", for: select.id }, label), select);
  return { select, field };
}

/** A select of rows. What is chosen stays chosen as long as it is on offer. */
function chooser(label, onchange) {
  const { select, field } = labelled(label, [], onchange);
  let offered = [];
  return {
    field,
    row: () => offered[select.selectedIndex],
    place: () => select.selectedIndex,
    pick(place) { select.selectedIndex = Math.min(Math.max(place, 0), offered.length - 1); },
    offer(rows, otherwise) {
      const kept = rows.indexOf(offered[select.selectedIndex]);
      offered = rows;
      select.replaceChildren(...rows.map((row) => element("option", {}, row.title)));
      select.selectedIndex = kept < 0 ? Math.min(otherwise, rows.length - 1) : kept;
    },
  };
}

/** One row, or several side by side: a line for each column. */
function cardsOf(rows, columns) {
  const alone = rows.length === 1;
  const head = element("thead", {}, element("tr", {}, element("th", { scope: "col" }, WORDS.row),
    ...rows.map((row) => html("th", row.heading, { scope: "col" }))));
  const caption = alone ? html("caption", rows[0].heading)
    : element("caption", {}, WORDS.sideBySide);
  return element("table", {}, caption, alone ? null : head,
    element("tbody", {}, ...columns.map((column, i) => element("tr", {},
      element("th", { scope: "row" }, column), ...rows.map((row) => html("td", row.cells[i]))))));
}

/** All rows, each in a line of its own. */
function listOf(rows, columns, caption) {
  return tableOf(caption, [WORDS.row, ...columns], rows.map(({ heading, cells }) =>
    [html("th", heading, { scope: "row" }), ...cells.map((cell) => html("td", cell))]));
}

function render({ model, el }) {
  const [rows, columns, rates] = ["rows", "columns", "rates"].map((name) => model.get(name));
  const [total, limit] = [model.get("total"), model.get("limit")];
  let beside = model.get("beside");
  let whole = false;
  let shown = [];

  const first = chooser(rates ? WORDS.top : WORDS.pick, show);
  const second = chooser(rates ? WORDS.bottom : WORDS.beside, show);
  const filters = model.get("filters").map(
    ({ label, values }) => labelled(label, [WORDS.all, ...values], narrow));
  const only = element("input", { type: "checkbox", onchange: narrow });
  const button = (words, onclick, attributes = {}) =>
    element("button", { type: "button", onclick, ...attributes }, words);
  const step = (by) => () => { first.pick(first.place() + by); show(); };
  const previous = button(WORDS.previous, step(-1));
  const next = button(WORDS.next, step(1));
  const besideButton = button("", () => { beside = !beside; show(); }, { class: "plain" });
  const wholeButton = button("", () => { whole = !whole; show(); }, { class: "plain" });
  // Figures have long names: each select has a line to itself.
  const inRow = (...inside) => element("div", { class: "row" }, ...inside);
  const choosers = rates ? element("div", {}, inRow(first.field), inRow(second.field))
    : inRow(first.field, previous, next, second.field);
  const said = element("div", { role: "status", "aria-live": "polite" });
  const place = element("div", { class: "scroll", tabindex: 0, role: "region" });

  function narrow() {
    shown = rows.filter((row) => (!only.checked || row.only) && filters.every(({ select }, i) =>
      !select.selectedIndex || row.filters[i].includes(select.value)));
    first.offer(shown, 0);
    second.offer(shown, 1);
    show();
  }
  function show() {
    const picked = (beside ? [first, second] : [first]).map((each) => each.row()).filter(Boolean);
    const content = !picked.length ? null
      : whole ? listOf(shown, columns, WORDS.listed(shown.length, total))
      : cardsOf(picked, columns);
    say(picked);
    place.replaceChildren(...(content ? [content] : []));
    place.hidden = !content;
    place.classList.toggle("tall", whole);
    place.setAttribute("aria-label", content ? content.caption.textContent : "");
    choosers.hidden = whole;
    besideButton.hidden = whole || rates;
    second.field.hidden = !beside;
    // Kept focusable at the ends, so that the keyboard is never thrown out of the widget.
    previous.setAttribute("aria-disabled", String(first.place() <= 0));
    next.setAttribute("aria-disabled", String(first.place() === shown.length - 1));
    besideButton.textContent = beside ? WORDS.alone : WORDS.compare;
    besideButton.setAttribute("aria-expanded", String(beside));
    wholeButton.textContent = !whole ? WORDS.table : beside ? WORDS.two : WORDS.cards;
  }
  function say([one, other]) {
    const line = (words, attributes) => element("p", attributes, words);
    if (one && rates && !whole) {
      const warnings = warningsOf(one.figure, other.figure, rows.map((row) => row.figure));
      said.replaceChildren(line(sentenceOf(one.figure, other.figure), { class: "title" }),
        line(warnings.length ? RATES.count(warnings.length) : RATES.none));
      if (warnings.length) {
        said.append(element("ul", {}, ...warnings.map((each) => element("li", {}, each))));
      }
      return;
    }
    const where = WORDS.place(first.place() + 1, shown.length, total);
    said.replaceChildren(line(!one ? WORDS.none
      : whole ? WORDS.listed(shown.length, total)
      : other ? WORDS.both(one.title, other.title) : `${one.title}, ${where}.`));
  }

  const narrowing = element("fieldset", {}, element("legend", {}, WORDS.narrow),
    filters.length ? inRow(...filters.map((each) => each.field)) : null,
    model.get("only") ? element("label", { class: "option" }, only, model.get("only")) : null);
  moveIn(el,
    limit ? element("p", { class: "limit" }, limit) : "",
    filters.length || model.get("only") ? narrowing : "",
    choosers,
    inRow(besideButton, wholeButton),
    said, place);
  narrow();
}

export default { render };
