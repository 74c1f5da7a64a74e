// The desk: the code that words are kept under, where the reader stopped, handing in, taking back,
// and leaving nothing behind. It works on what keep.js keeps, and needs no kernel.

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign])
  // Signs that cannot be seen are shown as one that can; the data below keep them as they are.
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd");
/** JSON that may stand in a page: nothing in it can end the block or begin a tag. */
const inPage = (value) => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The newest version of every item of the lesson that this browser holds: item -> version. */
async function gather(model, code) {
  const found = new Map();
  for (const { item } of model.get("items")) {
    const [newest] = await readAll(storeKey(model, item, code));
    if (newest?.text.trim()) found.set(item, newest);
  }
  return found;
}

function answerOf(entry, version) {
  if (!version) return '<p class="none">No answer yet.</p>';
  const older = version.asked && version.asked !== entry.asked
    ? `<p class="small">It answers an older wording: ${escaped(version.asked)}</p>` : "";
  const lines = entry.kind === "prompt" ? `<div class="words" dir="auto">${escaped(version.text)}</div>`
    : `<ol>${version.text.split("\n").map((line) => `<li dir="auto">${escaped(line)}</li>`).join("")}</ol>`;
  const verb = !version.verb ? "" : entry.kind === "check" ? `<p>Last try: ${escaped(version.verb)}.</p>`
    : `<p>The evidence <strong>${escaped(version.verb)}</strong> it.</p>`;
  return older + lines + verb;
}

/** A page that anyone can read and print, with its data in it. It runs no script and asks for nothing. */
function handInPage(model, code, found) {
  const items = model.get("items");
  const prompts = items.filter((entry) => entry.kind === "prompt");
  const answered = prompts.filter((entry) => found.has(entry.item)).length;
  const title = `Lesson ${model.get("lesson")}. ${model.get("title")}`;
  const kinds = { prompt: "", check: "Check: ", sorter: "Sorted: " };
  const parts = items.map((entry) =>
    `<section><h2 dir="auto">${kinds[entry.kind]}${escaped(entry.asked)}</h2>${answerOf(entry, found.get(entry.item))}</section>`);
  const head = {
    format: HAND_IN_FORMAT, version: HAND_IN_VERSION, set: model.get("version"), project: model.get("project"),
    lesson: model.get("lesson"), title: model.get("title"), code, day: today(),
    revision: [...found.values()].reduce((sum, version) => sum + version.revision, 0),
  };
  // A record to a line: a file that breaks off can still be read up to there.
  const records = [...found].map(([item, { text, verb, revision, asked }]) => inPage({ item, text, verb, revision, asked }));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}${code ? `, ${code}` : ""}</title>
<style>
body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1rem; margin: 0 0 .5rem; }
section { border-top: 1px solid #8a8a8a; padding: 1rem 0; break-inside: avoid; }
.words { white-space: pre-wrap; unicode-bidi: isolate; background: #f4f6f8; color: #1a1a1a; padding: .75rem; }
li { unicode-bidi: isolate; } .none, .small { color: #595959; }
</style></head><body>
<h1>${escaped(title)}</h1>
<p>Code: ${code || "none"}. Handed in on ${spokenDay(head.day)}. ${answered} of ${prompts.length} answered.</p>
${parts.join("\n")}
<p class="small">${escaped(model.get("source"))}</p>
<script type="application/json" id="${HAND_IN_ID}">
${inPage(head).slice(0, -1)}, "records": [
${records.join(",\n")}
]}
</script>
</body></html>
`;
}

/** The answers of a handed-in file to this lesson, or a sentence that says why it is not used. */
async function answersIn(model, file) {
  const { fault, data, records, faults } = await readHandIn(model, file);
  if (fault) return { fault };
  if (data.lesson !== model.get("lesson")) return { fault: `${file.name} is of lesson ${Number(data.lesson)}. Open that lesson to take it back.` };
  const known = new Set(model.get("items").map((entry) => entry.item));
  const usable = records.filter((each) => known.has(each.item));
  const strange = records.length - usable.length;
  if (strange) faults.push(`${strange} of its answers are to questions that are not in this lesson.`);
  return { data, usable, faults };
}

/** Saves a file; where the browser refuses to, the text can still be copied. */
function download(name, text) {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type: "text/html" })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function render({ model, el }) {
  let code = codeOfThisTab(model);
  const lesson = String(model.get("lesson")).padStart(2, "0");
  const said = announcer({ class: "small" });
  const say = (sentence) => { said.textContent = sentence; };

  // The code
  const field = element("input", { type: "text", id: newId("code"), autocomplete: "off", size: 12, value: code });
  const now = element("p");
  function useCode() {
    const given = field.value.trim().toLowerCase();
    if (given && !CODE.test(given)) {
      return say(`“${given}” is not a code. A code is a word and a number from your teacher’s list, like lamp-07. Never type a name.`);
    }
    takeCode(model, given);
    say(given ? `Your words are now kept under ${given}.` : "Your words are now kept without a code.");
  }

  // Where the reader stopped
  const resume = element("div");
  function showPlace() {
    const item = noted("localStorage", placeKey(model, code));
    const entry = model.get("items").find((each) => each.item === item);
    const target = () => document.querySelector(`[data-seminar-item="${item}"]`);
    resume.replaceChildren(...(entry ? [element("div", { class: "row" },
      element("span", { class: "grow" }, `Last time you stopped at: ${entry.asked}`),
      element("button", {
        type: "button", class: "plain", onclick: () => {
          const place = target();
          if (!place) return say("That part of the lesson is not on the page yet. Choose Run, then Run All Cells.");
          place.scrollIntoView({ block: "center" });
          place.querySelector("textarea, input, select, button")?.focus({ preventScroll: true });
        },
      }, "Go there"))] : []));
  }

  // Handing in
  async function handIn() {
    const found = await gather(model, code);
    download(`lesson${lesson}${code ? `-${code}` : ""}.html`, handInPage(model, code, found));
    const prompts = model.get("items").filter((entry) => entry.kind === "prompt");
    say(`Saved as lesson${lesson}${code ? `-${code}` : ""}.html: ${prompts.filter((entry) => found.has(entry.item)).length} of ${prompts.length} answered. Hand in this file. The same file brings your words back on another computer.`);
  }
  const copied = element("textarea", { id: newId("copy"), rows: 8, readonly: true });
  const copyPlace = element("div", { hidden: true },
    element("label", { class: "field", for: copied.id }, "All your answers as text. Press Ctrl and C to copy."), copied);
  async function copyAll() {
    const found = await gather(model, code);
    copied.value = model.get("items").filter((entry) => found.has(entry.item))
      .map((entry) => `${entry.asked}\n${found.get(entry.item).text}\n`).join("\n") || "No answers yet.";
    copyPlace.hidden = false;
    copied.focus();
    copied.select();
    // Not every school's server is a secure context: where there is no clipboard, the text is selected.
    try { await navigator.clipboard.writeText(copied.value); say("Copied."); } catch { say("Your answers are selected: press Ctrl and C."); }
  }

  // Taking back
  const file = element("input", { type: "file", id: newId("file"), accept: ".html,text/html", onchange: takeBack });
  async function takeBack() {
    const [chosen] = file.files;
    if (!chosen) return;
    const { fault, data, usable, faults } = await answersIn(model, chosen);
    file.value = "";
    if (fault) return say(fault);
    const from = `h${(++common.turns).toString(36)}${common.page}`;
    const day = /^\d{4}-\d\d-\d\d$/.test(data.day) ? data.day : "";
    for (const { item, text, verb, revision, asked } of usable) {
      const key = storeKey(model, item, code);
      const words = { text, verb, revision, day, page: from, asked };
      const versions = together([words], await readAll(key));
      common.memory.set(key, versions);
      writeNear(key, versions);
      await writeDeep(key, versions);
    }
    document.dispatchEvent(new CustomEvent("seminar-code", { detail: code }));
    say(`${usable.length} answers of ${chosen.name} are here. ${faults.slice(0, 3).map((each) => `${each} `).join("")}${faults.length > 3 ? `${faults.length - 3} more were left out. ` : ""}Where this page holds other words, both are offered above the box.`);
  }

  // Leaving
  const sure = element("div", { class: "note", hidden: true },
    element("p", {}, "Have you handed in? This takes all words kept under this code for this set of lessons out of this browser, and this lesson’s file out of answers/. It cannot be undone. Someone who uses this computer account could have read the file before."),
    element("div", { class: "row" },
      element("button", { type: "button", onclick: handIn }, "Hand in first"),
      element("button", { type: "button", onclick: forget }, "Take my words off this computer"),
      element("button", { type: "button", class: "plain", onclick: () => showSure(false) }, "Not yet")));
  const finish = element("button", { type: "button", class: "plain", "aria-expanded": "false", onclick: () => showSure(sure.hidden) }, "Finish");
  function showSure(open) {
    sure.hidden = !open;
    finish.setAttribute("aria-expanded", String(open));
    (open ? sure.querySelector("button") : finish).focus();
  }
  let waiting = null;
  async function forget() {
    const leaving = code;
    await forgetKeys(`seminar/${model.get("project")}/`, (key) => key.endsWith(`/${leaving}`));
    note("sessionStorage", codeKey(model), ""); // the next reader begins without it
    document.dispatchEvent(new CustomEvent("seminar-cleared"));
    showSure(false);
    const kernel = typeof model.send === "function";
    say(`Your words are gone from this browser.${kernel ? " Taking them out of answers/ …" : ""}`);
    if (!kernel) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => notForgotten("the kernel does not answer"), PATIENCE);
    try { model.send({ type: "forget", code: leaving }); } catch { notForgotten("the kernel does not answer"); }
  }
  function notForgotten(reason) {
    clearTimeout(waiting);
    say(`Your words are gone from this browser, but not from the folder answers/: ${reason}. Delete the file lesson${lesson}${code ? `-${code}` : ""}.md there, or ask for help.`);
  }
  function listen(message) {
    if (message?.type === "forgotten") {
      clearTimeout(waiting);
      say("Your words are gone from this browser and from answers/.");
    } else if (message?.type === "not forgotten") notForgotten(message.reason);
  }

  function show() {
    code = codeOfThisTab(model);
    field.value = code;
    now.textContent = code ? `Your words are kept under ${code}.` : "Your words are kept without a code. Is this computer shared? Then take a code.";
    showPlace();
  }
  show();
  document.addEventListener("seminar-code", show);
  document.addEventListener("seminar-cleared", show);
  model.on("msg:custom", listen);

  moveIn(el,
    now, resume,
    element("div", { class: "row" },
      element("div", {}, element("label", { class: "field", for: field.id }, "Code from your teacher’s list"), field),
      element("button", { type: "button", class: "plain", onclick: useCode }, "Use this code")),
    element("div", { class: "row" },
      element("button", { type: "button", onclick: handIn }, "Hand in"),
      element("button", { type: "button", class: "plain", onclick: copyAll }, "Copy all my answers as text"),
      finish),
    said, sure, copyPlace,
    element("details", {}, element("summary", {}, "Take back a handed-in file, and what is kept where"),
      element("div", { class: "row" }, element("div", {},
        element("label", { class: "field", for: file.id }, "Take back a handed-in file"), file)),
      element("p", {}, "Your words are kept in this browser as you type and, where the lesson runs with a kernel, in the folder answers/ too. Nobody else is sent them. Under a code they are offered to that code only; anyone who uses this computer account can still open the folder."),
      element("p", {}, "On Binder the address changes each time and the folder is thrown away: there your words do not come back by themselves. Some browsers keep nothing for a page that is opened from a folder. So hand in early, and again at the end: the file brings everything back.")));
  return () => {
    document.removeEventListener("seminar-code", show);
    document.removeEventListener("seminar-cleared", show);
    model.off("msg:custom", listen);
    clearTimeout(waiting);
  };
}

export default { render };
