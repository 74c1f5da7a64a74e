// The sorter: cards, each with one choice for every coding; then my choices beside the project's or
// a partner's, and how far the two agree. What is chosen is kept, a line "card: choice" for a card.

const WORDS = IN_WORDS.sorter;
const REASON = " | "; // between a choice and its reason: no choice has it
const NO_CHOICE = "-"; // before a reason that was written first
const MOST = 6; // choices of a coding up to which a cross table is shown
const FEW = 20; // cards: with fewer, one other choice moves kappa far

// Agreement: seminar/agreement.py works out the same -------------------------------------------

/** Two lists of codes, where both have one. `chance`: of both * both pairs, those alike. */
function agreementOf(mine, theirs) {
  const pairs = mine.map((code, i) => [code, theirs[i]]).filter((pair) => pair.every(Boolean));
  const same = pairs.filter(([one, other]) => one === other).length;
  const chance = pairs.reduce(
    (sum, [one]) => sum + pairs.filter(([, other]) => one === other).length, 0);
  return { both: pairs.length, same, chance };
}

/** A quotient of whole numbers, rounded to a whole one, halves upwards. */
const rounded = (number, by) => Math.floor((2 * number + by) / (2 * by));
const percentOf = ({ both, same }) => (both ? rounded(100 * same, both) : null);
function kappaOf({ both, same, chance }) {
  const beyond = both * both - chance;
  return beyond ? (both * same - chance) / beyond : null;
}
function kappaInWords(agreement) {
  const { both, same, chance } = agreement;
  if (!both) return WORDS.none;
  if (kappaOf(agreement) === null) return WORDS.single;
  const hundredths = rounded(100 * (both * same - chance), both * both - chance);
  const sentence = filled(WORDS.kappa,
    { kappa: (hundredths / 100).toFixed(2), chance: rounded(100 * chance, both * both) });
  return both < FEW ? `${sentence} ${WORDS.few}` : sentence;
}

/** Of two orderings: [pairs of cards that stand the same way round in both, all pairs]. */
function sameOrder(mine, theirs) {
  const cards = mine.map((code, i) => [code, theirs[i]]).filter((card) => card.every(Boolean));
  const pairs = cards.flatMap((one, i) => cards.slice(i + 1).map((other) =>
    [0, 1].map((side) => Math.sign(one[side] - other[side]))));
  return [pairs.filter(([ours, others]) => ours === others).length, pairs.length];
}

// Choices -----------------------------------------------------------------------------------------

const listed = (names) => (names.length < 2 ? names.join("")
  : `${names.slice(0, -1).join(", ")}${WORDS.and}${names.at(-1)}`);

/**
 * A select for every card and, where the coding asks for it, a line of reason. Its text is a line
 * "card: choice" or "card: choice | reason" for each card that is sorted; "card: - | reason" where
 * the reason came first. `onchange` is called after a choice, `onreason` at every letter of one.
 */
function choicesFor(cards, { choices, reason }, label, onchange, onreason) {
  const selects = cards.map(() => element("select", { id: newId("choice"), onchange },
    element("option", { value: "" }, WORDS.notYet),
    ...choices.map((choice) => element("option", { value: choice }, choice))));
  const reasons = reason ? cards.map(() => element("input", {
    type: "text", id: newId("reason"), class: "wide", oninput: onreason, onchange })) : [];
  // The card's name stands above its choices for the eye, and in each label for who hears it.
  const labelled = (control, words, card) => [
    element("label", { class: "field", for: control.id }, words,
      element("span", { class: "unseen" }, filled(WORDS.on, { card: card.name }))), control];
  const fields = cards.map((card, i) => element("div", { class: "grow" },
    ...labelled(selects[i], label, card),
    ...(reason ? labelled(reasons[i], WORDS.because, card) : [])));
  const codes = () => selects.map((select) => select.value);
  let whys = new Map(); // of cards that show no line for them: a partner's
  const why = (card, i) => (reason ? reasons[i].value.trim() : whys.get(card.id)?.why ?? "");
  const line = (card, i) => {
    const said = why(card, i) ? `${REASON}${why(card, i)}` : "";
    return selects[i].value || said ? `${card.id}: ${selects[i].value || NO_CHOICE}${said}` : "";
  };

  /** What a text says of these cards: [card -> choice, number of lines that say nothing]. */
  function read(text) {
    const found = new Map();
    const lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
    const left = lines.filter((line) => {
      const [card, ...rest] = line.split(": ");
      const [choice, ...why] = rest.join(": ").split(REASON);
      const chosen = choices.includes(choice);
      const known = cards.some(({ id }) => id === card)
        && (chosen || (choice === NO_CHOICE && why.length > 0));
      if (known) found.set(card, { choice: chosen ? choice : "", why: why.join(REASON) });
      return !known;
    });
    return [found, left.length];
  }
  return {
    fields, codes, read,
    reasons: () => cards.map(why),
    unsorted: () => cards.filter((_, i) => !selects[i].value),
    text: () => cards.map(line).filter(Boolean).join("\n"),
    show(found) {
      whys = found;
      cards.forEach(({ id }, i) => {
        selects[i].value = found.get(id)?.choice ?? "";
        if (reason) reasons[i].value = found.get(id)?.why ?? "";
      });
    },
    reveal: (yes) => fields.forEach((field) => { field.hidden = !yes; }),
    twice: () => choices
      .map((choice) => [choice, cards.filter((_, i) => selects[i].value === choice)])
      .filter(([, same]) => same.length > 1),
  };
}

// Side by side ------------------------------------------------------------------------------------

/** My choices beside another's: how many are alike, the two in tables, what chance would bring. */
function comparison(cards, coding, name) {
  const { label, choices, ordering } = coding;
  const region = (caption) => element("div", {
    class: "scroll", tabindex: 0, role: "region", "aria-label": caption });
  const beside = region(filled(WORDS.beside, { label, of: name.of }));
  const cross = region(filled(WORDS.cross, { label, of: name.of }));
  const said = announcer({ class: "title" });
  const order = element("p");
  const kappa = element("p");
  const more = element("div", {}, beside, cross, ordering ? order : null,
    element("details", {}, element("summary", {}, WORDS.ask), kappa));
  cross.hidden = ordering || choices.length > MOST;

  /** `more`: columns that stand behind the two, { head, cells } each. */
  function show(mine, theirs, more) {
    const agreement = agreementOf(mine, theirs);
    const { same, both } = agreement;
    const agree = both < cards.length ? WORDS.agreeBoth : WORDS.agree;
    const sentence = filled(both ? agree : WORDS.nothing,
      { label, same, both, percent: both && percentOf(agreement) });
    if (said.textContent !== sentence) said.textContent = sentence;
    const alike = (i) => (!mine[i] || !theirs[i] ? WORDS.open
      : mine[i] === theirs[i] ? WORDS.same : WORDS.differs);
    beside.replaceChildren(tableOf(filled(WORDS.beside, { label, of: name.of }),
      [WORDS.card, WORDS.mine, name.head, WORDS.alike, ...more.map((each) => each.head)],
      cards.map((card, i) => [card.name, mine[i] || WORDS.notYet, theirs[i] || name.none, alike(i),
        ...more.map((each) => each.cells[i])])));
    if (!cross.hidden) {
      const met = (one, other) =>
        mine.filter((code, i) => code === one && theirs[i] === other).length;
      cross.replaceChildren(tableOf(filled(WORDS.cross, { label, of: name.of }),
        [WORDS.mine, ...choices.map((each) => 
          filled(WORDS.across, { head: name.head, choice: each }))],
        choices.map((one) => [filled(WORDS.down, { choice: one }),
          ...choices.map((other) => met(one, other))])));
    }
    if (ordering) {
      const [alike, pairs] = sameOrder(mine, theirs);
      order.textContent = filled(WORDS.order, { alike, pairs });
    }
    kappa.textContent = kappaInWords(agreement);
  }
  return { said, more, show };
}

/** One coding: the reader's choices, kept; then the project's beside them, if there are any. */
function codingOf(model, cards, coding, changed) {
  const { label, codes } = coding;
  const mine = choicesFor(cards, coding, label, choose, keep);
  const theirs = choicesFor(
    cards, { ...coding, reason: false }, filled(WORDS.partners, { label }), () => changed());
  const counter = element("span", { role: "status", "aria-live": "polite" });
  const place = element("span", { class: "small" });
  const offers = element("div");
  const earlier = model.get("earlier").length
    ? element("button", { type: "button", class: "plain", onclick: bringIn }, WORDS.bringIn) : null;
  const brought = announcer({ class: "small" });
  const ours = comparison(cards, coding, WORDS.project);
  const others = comparison(cards, coding, WORDS.partner);
  const projects = () => (cards.some(({ id }) => codes[id]?.reason)
    ? [{ head: WORDS.reason, cells: cards.map(({ id }) =>
      html("td", codes[id]?.reason ?? "", { class: "wide" })) }] : []);
  const given = (head, choices) => (coding.reason ? [{ head, cells: choices.reasons() }] : []);
  const inside = element("div", { id: newId("coding"), hidden: true },
    element("p", {}, WORDS.oneCoding), ours.more);
  const button = element("button", {
    type: "button", class: "plain", "aria-controls": inside.id, onclick: toggle });
  let older = 0;

  function keep() {
    older = 0;
    kept.keep({ text: mine.text() });
  }
  function choose() {
    keep();
    show();
    changed();
  }
  /** Marks and reasons from other lessons, each where the reader has given none here. */
  async function bringIn() {
    const code = codeOfThisTab(model);
    brought.textContent = WORDS.looking;
    const versions = await Promise.all(model.get("earlier").map(
      (lesson) => fromLesson(model, lesson, model.get("earlier_item"))));
    if (code !== codeOfThisTab(model)) return; // another reader has sat down meanwhile
    const [there] = mine.read(versions.map((version) => version?.text ?? "").join("\n"));
    const [here] = mine.read(mine.text());
    let count = 0;
    for (const [card, { choice, why }] of there) {
      const own = here.get(card) ?? { choice: "", why: "" };
      if (choice && !own.choice) count += 1;
      // A reason stays with the choice that it was given for.
      here.set(card, own.choice ? own : { choice, why: own.why || why });
    }
    mine.show(here);
    brought.textContent = there.size ? filled(WORDS.broughtIn, { count }) : WORDS.noneToBring;
    if (there.size) choose();
    changed(true);
  }
  function toggle() {
    const missing = mine.unsorted();
    if (missing.length) {
      const names = listed(missing.map((card) => card.name));
      ours.said.textContent = filled(WORDS.first, { cards: names });
      return;
    }
    inside.hidden = !inside.hidden;
    show();
  }
  function show() {
    const missing = mine.unsorted().length;
    const twice = coding.ordering ? mine.twice().map(([number, same]) =>
      filled(WORDS.twice, { number, cards: listed(same.map((card) => card.name)) })) : [];
    const done = cards.length - missing;
    const sentence = filled(WORDS.sorted, { label, done, all: cards.length })
      + twice.join("") + (older ? filled(WORDS.older, { count: older }) : "");
    if (counter.textContent !== sentence) counter.textContent = sentence;
    if (missing) inside.hidden = true;
    // Kept focusable, so that who comes by keyboard finds it and hears what is missing.
    button.setAttribute("aria-disabled", String(missing > 0));
    button.setAttribute("aria-expanded", String(!inside.hidden));
    button.textContent = filled(
      missing ? WORDS.missing : inside.hidden ? WORDS.compare : WORDS.hide,
      { label, count: missing });
    const mineNow = mine.codes();
    cards.forEach((card, i) => card.marked?.(Boolean(mineNow[i])));
    if (inside.hidden) ours.said.textContent = "";
    else ours.show(mineNow, cards.map(({ id }) => codes[id]?.code ?? ""),
      [...given(WORDS.myReason, mine), ...projects()]);
  }
  const kept = keeper(model, {
    item: coding.item, asked: coding.asked, offers, typed: false,
    status(sentence) {
      // Where words are kept is read out only where they are not: the counter tells each choice.
      place.setAttribute("aria-live",
        sentence.startsWith("Not ") && mine.text() ? "polite" : "off");
      place.textContent = sentence;
    },
    restore({ text }) {
      const [found, left] = mine.read(text);
      older = left;
      mine.show(found);
      if (!text) theirs.show(found); // another code: what a partner chose goes, too
      inside.hidden = true;
      brought.textContent = "";
      show();
      changed(true);
    },
  });
  const asked = element("div", {}, html("p", coding.question), earlier, brought, offers);
  asked.firstChild.prepend(element("strong", {}, `${label}.`), " ");
  return {
    asked, mine, theirs, item: coding.item, close: kept.close,
    compare: element("div", {}, element("p", {}, counter, " ", place),
      ...(Object.keys(codes).length
        ? [element("div", { class: "row" }, button), ours.said, inside] : [])),
    partners: element("div", {}, others.said, others.more),
    beside: () => others.show(mine.codes(), theirs.codes(),
      [...given(WORDS.myReason, mine), ...given(WORDS.partnersReason, theirs)]),
  };
}

// A partner's file --------------------------------------------------------------------------------

/** The choices in a handed-in file, by item, or a sentence that says why it is not used. */
async function choicesIn(model, file) {
  const { fault, data, records } = await readHandIn(model, file);
  if (fault) return { fault };
  const texts = new Map(data.lesson === model.get("lesson")
    ? records.map(({ item, text }) => [item, text]) : []);
  return { texts, own: Boolean(data.code) && data.code === codeOfThisTab(model) };
}

/** What was found of a card: shut until the card is sorted, so that a reader marks first. */
function evidenceOf(card) {
  if (!card.evidence) return null;
  const inside = html("div", card.evidence, { id: newId("evidence"), class: "hint", hidden: true });
  const button = element("button", {
    type: "button", class: "plain", "aria-controls": inside.id, "aria-expanded": "false",
    onclick() {
      if (button.getAttribute("aria-disabled") === "true") {
        said.textContent = filled(WORDS.markFirst, { card: card.name });
        return;
      }
      said.textContent = "";
      inside.hidden = !inside.hidden;
      button.setAttribute("aria-expanded", String(!inside.hidden));
    },
  }, filled(WORDS.evidence, { card: card.name }));
  const said = announcer({ class: "small" });
  return { box: element("div", {}, button, said, inside), button, inside };
}

/** The cards as a list; many of them in groups that open, with a box for those not yet sorted. */
function listOf(cards, items, codings) {
  const groups = new Map();
  cards.forEach(({ group }, i) => groups.set(group ?? "", [...(groups.get(group ?? "") ?? []), i]));
  const list = (numbers) => element("ul", { class: "cards", role: "list" },
    ...numbers.map((i) => items[i]));
  if (groups.size === 1) return [list([...cards.keys()])];
  const only = element("input", {
    type: "checkbox", id: newId("only"), onchange() { narrow(true); say(); } });
  const said = announcer({ class: "small" });
  function say() {
    const shown = items.filter((item) => !item.hidden).length;
    said.textContent = filled(
      shown < items.length ? WORDS.shownLeft : WORDS.shown, { shown, all: items.length });
  }
  const parts = [...groups].map(([name, numbers]) => {
    const summary = element("summary");
    return { name, numbers, summary, box: element("details", {}, summary, list(numbers)) };
  });
  /** Only `anew` is anything hidden: a card that is being sorted stays where it is. */
  function narrow(anew) {
    const codes = codings[0].mine.codes();
    if (anew) items.forEach((item, i) => { item.hidden = only.checked && Boolean(codes[i]); });
    for (const { name, numbers, summary } of parts) {
      summary.textContent = filled(WORDS.group,
        { name, done: numbers.filter((i) => codes[i]).length, all: numbers.length });
    }
  }
  codings[0].onshow = narrow;
  narrow(true);
  return [element("fieldset", {}, element("legend", {}, WORDS.narrow),
    element("div", { class: "option" }, only, element("label", { for: only.id }, WORDS.onlyOpen))),
    said, ...parts.map(({ box }) => box)];
}

function render({ model, el }) {
  const cards = model.get("cards").map((card) => ({ ...card }));
  const evidence = cards.map(evidenceOf);
  cards.forEach((card, i) => {
    if (!evidence[i]) return;
    card.marked = (yes) => {
      evidence[i].button.setAttribute("aria-disabled", String(!yes));
      if (!yes) {
        evidence[i].inside.hidden = true;
        evidence[i].button.setAttribute("aria-expanded", "false");
      }
    };
  });
  const columns = model.get("columns");
  const codings = [];
  let partner = false;
  const changed = (anew = false) => {
    if (partner) codings.forEach((coding) => coding.beside());
    codings.forEach((coding) => coding.onshow?.(anew));
  };
  for (const coding of model.get("codings")) codings.push(codingOf(model, cards, coding, changed));

  const said = announcer();
  const file = element("input", {
    type: "file", id: newId("file"), accept: ".html,text/html", onchange: pick });
  const panel = element("div", { id: newId("partner"), hidden: true },
    element("p", {}, WORDS.how),
    element("label", { class: "field on-screen", for: file.id }, WORDS.file),
    element("p", { class: "on-screen" }, file), said,
    ...codings.map((coding) => coding.partners));
  const button = element("button", {
    type: "button", class: "plain", "aria-controls": panel.id, onclick: () => open(!partner) });

  function open(yes) {
    partner = yes;
    panel.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    button.textContent = yes ? WORDS.closePartner : WORDS.openPartner;
    codings.forEach((coding) => coding.theirs.reveal(yes));
    changed();
  }
  async function pick() {
    const [chosen] = file.files;
    if (!chosen) return;
    const { fault, texts, own } = await choicesIn(model, chosen);
    file.value = ""; // so that the same file can be chosen again
    if (fault) { said.textContent = fault; return; }
    const read = codings.map((coding) => coding.theirs.read(texts.get(coding.item) ?? ""));
    const count = read.reduce(
      (sum, [found]) => sum + [...found.values()].filter((each) => each.choice).length, 0);
    const left = read.reduce((sum, [, lines]) => sum + lines, 0);
    const { name } = chosen;
    if (!count) {
      said.textContent = filled(WORDS.empty, { name, lesson: model.get("lesson") });
      return;
    }
    codings.forEach((coding, i) => coding.theirs.show(read[i][0]));
    changed();
    said.textContent = filled(WORDS.read, { name, count })
      + (left ? filled(WORDS.left, { count: left }) : "") + (own ? WORDS.own : "");
  }

  const items = cards.map((card, i) => element("li", {},
    element("p", {}, element("strong", {}, card.name)),
    ...card.cells.map((cell, column) => {
      const text = html("p", cell);
      if (column) text.prepend(`${columns[column]}: `); // the first needs no name
      return text;
    }),
    element("div", { class: "row" },
      ...codings.flatMap((coding) => [coding.mine.fields[i], coding.theirs.fields[i]])),
    evidence[i]?.box));
  const all = element("div", {}, ...codings.map((coding) => coding.asked),
    ...listOf(cards, items, codings),
    ...codings.map((coding) => coding.compare), element("div", { class: "row" }, button), panel,
    model.get("note") ? html("div", model.get("note")) : null);
  // A box round it for each item: where a reader stopped is found by its item.
  moveIn(el, codings.reduce(
    (inside, { item }) => element("div", { "data-seminar-item": item }, inside), all));
  open(false);
  return () => codings.forEach((coding) => coding.close());
}

export default { render };
