// A check: choose, order, or work out; then feedback for just that answer. The kernel is not asked.

const WORDS = IN_WORDS.check;
const letter = (i) => String.fromCharCode(65 + i);

/** Radio buttons or check boxes. Feedback begins with the letters chosen. */
function choosing(model) {
  const several = model.get("kind") === "several";
  const name = newId("option");
  const options = model.get("options");
  const inputs = options.map((option) =>
    element("input", { type: several ? "checkbox" : "radio", name, value: option.text }));
  const rows = options.map((option, i) => element("label", { class: "option" },
    inputs[i], html("span", `<strong>${letter(i)}.</strong> ${option.html}`)));

  function answer() {
    const chosen = options.flatMap((option, i) => (inputs[i].checked ? [i] : []));
    if (!chosen.length) return null;
    const right = several
      ? options.every((option, i) => option.right === inputs[i].checked)
      : options[chosen[0]].right;
    const parts = (several ? options.map((_, i) => i) : chosen).filter(
      (i) => inputs[i].checked || options[i].right);
    const feedback = parts.map((i) => {
      const mark = filled(several && !inputs[i].checked ? WORDS.missed : WORDS.option,
        { letter: letter(i) });
      return `<p><strong>${mark}</strong></p>${options[i].feedback}`;
    });
    const words = chosen.map((i) => options[i].text).join(" | ");
    return { said: chosen.map(letter).join(WORDS.and), words, right, feedback: feedback.join("") };
  }
  return { rows, answer, clear: () => inputs.forEach((input) => (input.checked = false)) };
}

/** Things put in order with two buttons each; every move is said. */
function ordering(model) {
  const said = announcer({ class: "small" });
  const list = element("ol");
  const cannot = element("input", { type: "checkbox" });
  let order = [];

  function row(item) {
    // The sign is for the eye; who cannot see the row hears what is moved.
    const button = ({ sign, name }, step) => element("button", {
      type: "button", class: "plain", "aria-label": filled(name, { item: item.text }),
      onclick: (event) => move(item, step, event.currentTarget),
    }, sign);
    return element("li", {}, element("div", { class: "row" },
      html("span", item.html, { class: "grow" }),
      button(WORDS.move.up, -1), button(WORDS.move.down, 1)));
  }
  const rows = new Map(model.get("items").map((item) => [item, row(item)]));
  function move(item, step, button) {
    const from = order.indexOf(item);
    const to = Math.min(Math.max(from + step, 0), order.length - 1);
    order.splice(to, 0, ...order.splice(from, 1));
    list.replaceChildren(...order.map((each) => rows.get(each)));
    button.focus();
    const place = filled(WORDS.ordinal, { place: to + 1, all: order.length });
    said.textContent = filled(WORDS.moved, { item: item.text, place });
  }
  function clear() {
    order = [...model.get("items")];
    list.replaceChildren(...order.map((each) => rows.get(each)));
    cannot.checked = false;
    said.textContent = "";
  }
  const is = {
    "is not first": ([item]) => order[0].text !== item,
    "is not last": ([item]) => order.at(-1).text !== item,
    "is after": ([a, b]) => place(a) > place(b),
    "is before": ([a, b]) => place(a) < place(b),
    reversed: () => order.every((item, i) => item.rank === order.length - 1 - i),
  };
  const place = (text) => order.findIndex((item) => item.text === text);
  function answer() {
    const spoken = cannot.checked ? WORDS.cannot : order.map((item) => item.text).join(WORDS.then);
    const right = !cannot.checked && order.every((item, i) => item.rank === i);
    const pattern = cannot.checked ? patternFor(model, "it cannot be known")
      : patternFor(model, "reversed", is)
        ?? model.get("patterns").find((each) => is[each.test]?.(each.terms));
    const words = cannot.checked ? WORDS.cannot : order.map((item) => item.text).join(" > ");
    return { said: spoken, words, right, feedback: feedbackOf(model, right, pattern) };
  }
  clear();
  return {
    rows: [list, said, element("label", { class: "option" }, cannot, WORDS.cannot)], answer, clear,
  };
}

/** A number with its unit. What can be read in two ways is asked about. */
function calculating(model, question) {
  const input = element("input", {
    type: "text", inputmode: "decimal", id: newId("number"), autocomplete: "off", size: 10,
  });
  const cannot = element("input", { type: "checkbox" });
  const unit = model.get("unit");
  function answer() {
    const typed = input.value.trim();
    if (cannot.checked) {
      const pattern = patternFor(model, "it cannot be known");
      const feedback = feedbackOf(model, false, pattern);
      return { said: WORDS.cannot, words: WORDS.cannot, right: false, feedback };
    }
    if (!typed) return null;
    const readings = readNumber(typed, unit);
    if (readings.length !== 1) return { typed, readings, mean };
    const near = (number) => Math.abs(readings[0] - number) <= model.get("tolerance") + 1e-9;
    const right = near(model.get("answer"));
    const pattern = model.get("patterns").find(
      (each) => each.test === "number" && near(each.terms[0]));
    const said = `${readings[0]} ${unit}`.trim();
    return { said, words: said, right, feedback: feedbackOf(model, right, pattern) };
  }
  function mean(reading) { input.value = reading; }
  return {
    rows: [
      element("div", { class: "row" }, element("div", {},
        labelOf(input, filled(WORDS.number, { unit }), question), input)),
      element("label", { class: "option" }, cannot, WORDS.cannot),
    ],
    answer,
    clear: () => { input.value = ""; cannot.checked = false; },
  };
}

function patternFor(model, test, is) {
  return model.get("patterns").find((each) => each.test === test && (!is || is[test]()));
}
function feedbackOf(model, right, pattern) {
  return right ? model.get("right") : (pattern?.feedback ?? model.get("otherwise"));
}

const KINDS = { single: choosing, several: choosing, order: ordering, number: calculating };

/** "1500" as "1 500", which nobody takes for one and a half. */
const spokenNumber = (figures) => figures.replace(/\B(?=(\d{3})+$)/g, "\u00a0");
const button = (words, kind, onclick) =>
  element("button", { type: "button", class: kind, onclick }, words);

function render({ model, el }) {
  const question = html("legend", model.get("question"), { id: newId("question") });
  const form = KINDS[model.get("kind")](model, question);
  const feedback = element("div", { class: "feedback", role: "status", "aria-live": "polite" });
  const again = button(WORDS.again, "plain", () => {
    form.clear();
    say("", "");
    again.hidden = true;
    fieldset.querySelector("input, button").focus();
  });
  again.hidden = true;
  const meant = element("div", { class: "row" });
  const fieldset = element("fieldset", { oninput: () => meant.replaceChildren() },
    question, ...form.rows);

  function say(kind, markup) {
    feedback.className = `feedback ${kind}`;
    feedback.innerHTML = markup;
    meant.replaceChildren();
  }
  function ask(answer) {
    const spoken = answer.readings.map(spokenNumber);
    say("", "<p></p>");
    feedback.firstChild.textContent = spoken.length
      ? filled(WORDS.twoReadings, { typed: answer.typed, one: spoken[0], other: spoken[1] })
      : filled(WORDS.unread, { typed: answer.typed });
    meant.append(...answer.readings.map((each, i) => button(
      filled(WORDS.mean, { number: spoken[i] }), "plain", () => {
      answer.mean(each);
      look();
      lookButton.focus();
    })));
  }
  function look() {
    const answer = form.answer();
    if (!answer) return say("again", `<p>${WORDS.empty}</p>`);
    if (answer.readings) return ask(answer);
    const verdict = answer.right ? WORDS.right : WORDS.wrong;
    say(answer.right ? "yes" : "again", `<p class="verdict"></p>${answer.feedback}`);
    feedback.firstChild.textContent = filled(WORDS.verdict, { said: answer.said, verdict });
    again.hidden = false;
    tries.push(answer.words);
    kept.keep({ text: tries.join("\n"), verb: answer.right ? "matches" : "look again" });
  }
  // What was tried is kept like an answer, a line a try. It is not brought back into the form.
  let tries = [];
  const place = element("p", { class: "small" });
  const kept = keeper(model, {
    status(sentence) {
      const tried = filled(WORDS.tried, { count: tries.length });
      place.textContent = tries.length ? `${tried} ${sentence}` : "";
    },
    restore(version) {
      tries = version.text ? version.text.split("\n") : [];
      if (tries.length) return;
      form.clear(); // what stands there is another's, perhaps
      say("", "");
      again.hidden = true;
    },
    offers: element("div"),
  });
  const lookButton = button(WORDS.look, null, look);
  moveIn(el,
    element("p", { class: "small" }, WORDS.about),
    fieldset, element("div", { class: "row" }, lookButton, again), feedback, meant, place);
  el.dataset.seminarItem = model.get("item");
  return kept.close;
}

export default { render };
