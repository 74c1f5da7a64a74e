// An answer from an earlier lesson, shown when its reader asks for it, and to nobody under another
// code.

const WORDS = IN_WORDS.earlier;

function render({ model, el }) {
  const lesson = model.get("from_lesson");
  const said = announcer();
  const answer = element("div", { id: newId("earlier"), class: "hint", hidden: true });
  const button = element("button", {
    type: "button", class: "plain", "aria-controls": answer.id,
    onclick: () => (answer.hidden ? show() : forget()),
  });

  async function show() {
    const code = codeOfThisTab(model);
    said.textContent = WORDS.looking;
    const version = await fromLesson(model, lesson, model.get("item"));
    if (code !== codeOfThisTab(model)) return; // another reader has sat down meanwhile
    said.textContent = version ? filled(WORDS.given, { day: spokenDay(version.day) })
      : filled(WORDS.none, { lesson });
    if (!version) return;
    answer.replaceChildren(
      element("p", { class: "small" },
        filled(WORDS.asked, { asked: version.asked || model.get("asked") })),
      element("p", { class: "written", dir: "auto" }, version.text),
      ...(version.verb ? [
        element("p", { class: "small" }, filled(WORDS.evidence, { verb: version.verb }))] : []));
    open(true);
  }
  function open(yes) {
    answer.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    button.textContent = filled(yes ? WORDS.hide : WORDS.show, { lesson });
  }
  function forget() {
    open(false);
    answer.replaceChildren();
    said.textContent = "";
  }
  const partings = ["seminar-code", "seminar-cleared"];
  for (const event of partings) document.addEventListener(event, forget);
  moveIn(el, element("p", {}, button), said, answer);
  forget();
  return () => {
    for (const event of partings) document.removeEventListener(event, forget);
  };
}

export default { render };
