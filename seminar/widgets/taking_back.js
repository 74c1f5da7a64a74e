// Taking back what was handed in: a file that a reader picks, read by hand_in.js.

/** The answers of a handed-in file to this lesson, or a sentence that says why it is not used. */
async function answersIn(model, file) {
  const { fault, data, records, faults } = await readHandIn(model, file);
  if (fault) return { fault };
  if (data.lesson !== model.get("lesson")) {
    return { fault: filled(WORDS.otherLesson, { name: file.name, lesson: data.lesson }) };
  }
  const known = new Set(model.get("items").map((entry) => entry.item));
  const usable = records.filter((each) => known.has(each.item));
  const strange = records.length - usable.length;
  if (strange) faults.push(filled(WORDS.strange, { count: strange }));
  return { data, usable, faults };
}

/** Keeps answers under a code as versions of their own, beside what the browser holds. */
async function keepTaken(model, code, day, answers) {
  const page = `h${(++common.turns).toString(36)}${common.page}`;
  const { token: visit, since } = typing(model);
  for (const { item, text, verb, revision, asked } of answers) {
    await addVersions(storeKey(model, item, code), [
      { text, verb, revision, day, page, asked, visit, since }]);
  }
}

/** The control that takes back. `codeOfNow()` gives the code; `say` says a sentence at the desk. */
function takingBack(model, codeOfNow, say) {
  const file = element("input", {
    type: "file", id: newId("file"), accept: ".html,text/html", onchange: chosen,
  });
  async function chosen() {
    const [picked] = file.files;
    if (!picked) return;
    const reader = codeOfNow();
    // Whatever a file does to the reader of it, who chose it is told.
    try { await take(picked, reader); } catch (error) {
      console.error(error);
      say(filled(IN_WORDS.handIn.refused, { name: picked.name, why: IN_WORDS.handIn.unread }));
    }
    file.value = "";
  }
  async function take(picked, reader) {
    const { fault, data, usable, faults } = await answersIn(model, picked);
    if (fault) { say(fault); return; }
    await keepTaken(model, reader, data.day, usable);
    tell("seminar-code");
    if (reader !== codeOfNow()) return;
    const more = faults.length - 3;
    if (more > 0) faults.splice(3, faults.length, filled(WORDS.moreLeft, { count: more }));
    const items = new Set(usable.map((each) => each.item));
    const answered = [countOf(model, (item) => items.has(item)), ...faults].join(" ");
    say(filled(WORDS.isBack, { name: picked.name, answered }));
  }
  return element("div", { class: "row" }, element("div", {},
    element("label", { class: "field", for: file.id }, WORDS.back), file));
}
