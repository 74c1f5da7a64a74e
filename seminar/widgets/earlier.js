// An answer from an earlier lesson, shown when its reader asks for it, and to nobody under another code.

const WORDS = IN_WORDS.earlier;

function render({ model, el }) {
  const lesson = model.get("from_lesson");
  const said = announcer();
  const answer = element("div", { class: "hint", hidden: true });

  async function show() {
    const version = await fromLesson(model, lesson, model.get("item"));
    answer.hidden = !version;
    said.textContent = version ? WORDS.given(spokenDay(version.day)) : WORDS.none(lesson);
    answer.replaceChildren();
    if (!version) return;
    answer.append(element("p", { class: "written" }, version.text));
    if (version.verb) answer.append(element("p", { class: "small" }, version.verb));
    if (version.asked && version.asked !== model.get("asked")) {
      answer.append(element("p", { class: "small" }, `${WORDS.asked} ${version.asked}`));
    }
  }
  function forget() {
    answer.hidden = true;
    answer.replaceChildren();
    said.textContent = "";
  }
  for (const event of ["seminar-code", "seminar-cleared"]) document.addEventListener(event, forget);
  moveIn(el, element("p", {}, element("button", { type: "button", class: "plain", onclick: show }, WORDS.show(lesson))), said, answer);
  return () => {
    for (const event of ["seminar-code", "seminar-cleared"]) document.removeEventListener(event, forget);
  };
}

export default { render };
