// The answer box: a prompt, a place for words, and a verb that says how sure they are.

const WORDS = IN_WORDS.answer;

function render({ model, el }) {
  const question = html("div", model.get("question"), {
    id: newId("question"), class: model.get("asked_above") ? "unseen" : "" });
  const text = element("textarea", { id: newId("answer"), rows: 6, oninput: typed });
  const verb = element("select", { id: newId("verb"), onchange: typed },
    element("option", { value: "" }, WORDS.choose),
    ...model.get("verbs").map((each) => element("option", { value: each }, each)));
  const status = announcer({ class: "small" });
  const offers = element("div");
  const compare = html("div", model.get("compare"), { class: "hint", hidden: true });
  const compareButton = element("button", {
    type: "button", class: "plain", "aria-expanded": "false", onclick: showCompare,
  }, WORDS.compare);
  const compareSaid = announcer({ class: "small" });

  function showCompare() {
    if (compare.hidden && !text.value.trim()) {
      compareSaid.textContent = WORDS.first;
      return;
    }
    compareSaid.textContent = "";
    compare.hidden = !compare.hidden;
    compareButton.setAttribute("aria-expanded", String(!compare.hidden));
  }
  const kept = keeper(model, {
    status(sentence) { if (status.textContent !== sentence) status.textContent = sentence; },
    restore(version) {
      text.value = version.text;
      verb.value = version.verb;
    },
    offers,
  });
  function typed() { kept.keep({ text: text.value, verb: verb.value }); }

  moveIn(el,
    question,
    element("p", { class: "small" }, WORDS.doors),
    offers,
    labelOf(text, WORDS.label, question), text,
    model.get("verbs").length ? element("div", { class: "row" }, element("div", { class: "grow" },
      labelOf(verb, WORDS.strength, question), verb)) : "",
    status, compareButton, compareSaid, compare);
  el.dataset.seminarItem = model.get("item");
  return kept.close;
}

export default { render };
