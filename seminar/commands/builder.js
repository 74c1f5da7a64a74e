// An instructor's two buttons: what they found or made is said below them.

const WORDS = IN_WORDS.builder;

function render({ model, el }) {
  const steps = model.get("steps");
  const said = announcer();
  const faults = element("ul", { hidden: true });
  const bar = element("progress", { max: steps.length, id: newId("progress") });
  const progress = element("p", { hidden: true },
    element("label", { class: "field", for: bar.id }, WORDS.progress), bar);
  const buttons = ["check", "build"].map((type) => element("button", {
    type: "button", class: type === "check" ? "plain" : "",
    onclick() {
      if (model.get("did") === "building") return;
      faults.hidden = true;
      said.textContent = WORDS.asked;
      try { model.send({ type }); } catch { said.textContent = WORDS.alone; } // no kernel
    },
  }, WORDS[type]));

  function show() {
    const [did, step, found, notes] = ["did", "step", "faults", "notes"].map(
      (name) => model.get(name));
    const list = found.length ? found : notes;
    const building = did === "building";
    for (const button of buttons) button.setAttribute("aria-disabled", String(building));
    progress.hidden = !building;
    bar.value = step;
    faults.hidden = !list.length;
    faults.replaceChildren(...list.map((sentence) => element("li", {}, sentence)));
    said.textContent = building
      ? filled(WORDS.step, { number: step + 1, all: steps.length, name: steps[step] })
      : did === "checking" ? WORDS.asked
      : did === "checked" ? found.length
        ? filled(WORDS.mistakes, { count: found.length })
        : notes.length ? WORDS.noted : WORDS.faultless
      : did === "built" ? filled(WORDS.built, { folder: model.get("folder") })
      : did === "stopped" ? WORDS.stopped : "";
  }
  const heard = ["change:did", "change:step"];
  for (const change of heard) model.on(change, show);
  moveIn(el, element("div", { class: "row" }, ...buttons), said, progress, faults);
  show();
  return () => { for (const change of heard) model.off(change, show); };
}

export default { render };
