// The desk: the code that words are kept under, where the reader stopped, handing in, taking back,
// and leaving nothing behind. It works on what item.js keeps, and needs no kernel.

const WORDS = IN_WORDS.desk;

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign])
  // Signs that cannot be seen are shown as one that can; the data below keep them as they are.
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd");
/** JSON that may stand in a page: nothing in it can end the block or begin a tag. */
const inPage = (value) => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g,
  (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** The newest version of every item of the lesson that this browser holds: item -> version. */
async function gather(model, code) {
  const found = new Map();
  for (const { item } of model.get("items")) {
    const [newest] = await readAll(storeKey(model, item, code));
    if (newest?.text.trim()) found.set(item, newest);
  }
  return found;
}

/** An answer as HTML: words as they were typed, tries and choices as a list, and the verb. */
function answerOf(entry, version) {
  if (!version) return `<p class="none">${WORDS.page.none}</p>`;
  const older = version.asked && version.asked !== entry.asked
    ? `<p class="small">${escaped(WORDS.page.older(version.asked))}</p>` : "";
  const item = (line) => `<li dir="auto">${escaped(line)}</li>`;
  const words = entry.kind === "prompt"
    ? `<div class="words" dir="auto">${escaped(version.text)}</div>`
    : `<ol>${version.text.split("\n").map(item).join("")}</ol>`;
  const verb = entry.kind === "check" ? escaped(WORDS.page.lastTry(version.verb))
    : WORDS.page.evidence(`<strong>${escaped(version.verb)}</strong>`);
  return older + words + (version.verb ? `<p>${verb}</p>` : "");
}

/**
 * A page that anyone can read and print, with its data in it. It runs no script and asks for
 * nothing.
 */
function handInPage(model, code, found) {
  const items = model.get("items");
  const prompts = items.filter((entry) => entry.kind === "prompt");
  const answered = prompts.filter((entry) => found.has(entry.item)).length;
  const title = WORDS.page.title(model.get("lesson"), model.get("title"));
  const parts = items.map((entry) => {
    const asked = `${WORDS.page.kinds[entry.kind]}${escaped(entry.asked)}`;
    const answer = answerOf(entry, found.get(entry.item));
    return `<section><h2 dir="auto">${asked}</h2>${answer}</section>`;
  });
  const head = {
    format: HAND_IN_FORMAT, version: HAND_IN_VERSION, set: model.get("version"),
    project: model.get("project"), lesson: model.get("lesson"), title: model.get("title"),
    code, day: today(),
    revision: [...found.values()].reduce((sum, version) => sum + version.revision, 0),
  };
  // A record to a line: a file that breaks off can still be read up to there.
  const records = [...found].map(
    ([item, { text, verb, revision, asked }]) => inPage({ item, text, verb, revision, asked }));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}${code ? `, ${code}` : ""}</title>
<style>
body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1rem; margin: 0 0 .5rem; }
section { border-top: 1px solid #8a8a8a; padding: 1rem 0; break-inside: avoid; }
.words { white-space: pre-wrap; unicode-bidi: isolate; padding: .75rem;
  color: #1a1a1a; background: #f4f6f8; }
li { unicode-bidi: isolate; } .none, .small { color: #595959; }
</style></head><body>
<h1>${escaped(title)}</h1>
<p>${WORDS.page.head(code, spokenDay(head.day), answered, prompts.length)}</p>
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
  if (data.lesson !== model.get("lesson")) {
    return { fault: WORDS.otherLesson(file.name, data.lesson) };
  }
  const known = new Set(model.get("items").map((entry) => entry.item));
  const usable = records.filter((each) => known.has(each.item));
  const strange = records.length - usable.length;
  if (strange) faults.push(WORDS.strange(strange));
  return { data, usable, faults };
}

/** Saves a file; where the browser refuses to, the text can still be copied. */
function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/html" }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function render({ model, el }) {
  let code = codeOfThisTab(model);
  const number = String(model.get("lesson")).padStart(2, "0");
  const fileOf = (reader) => `lesson${number}${reader ? `-${reader}` : ""}`;
  const said = announcer({ class: "small" });
  const say = (sentence) => { said.textContent = sentence; };

  // The code
  const field = element("input", {
    type: "text", id: newId("code"), autocomplete: "off", size: 12, value: code,
  });
  const now = element("p");
  function useCode() {
    const given = field.value.trim().toLowerCase();
    if (given && !CODE.test(given)) {
      return say(WORDS.notCode(given));
    }
    const along = takeCode(model, given);
    say(WORDS.taken(given, along.length));
    if (!along.length || !hasKernel(model)) return;
    // The words that came along leave the file of those without a code, too.
    try {
      model.send({ type: "take along", code: given, along });
    } catch { say(WORDS.notAlong(IN_WORDS.keep.noKernel)); }
  }

  // Where the reader stopped
  const resume = element("div");
  function showPlace() {
    const item = noted("localStorage", placeKey(model, code));
    const entry = model.get("items").find((each) => each.item === item);
    const target = () => document.querySelector(`[data-seminar-item="${item}"]`);
    resume.replaceChildren(...(entry ? [element("div", { class: "row" },
      element("span", { class: "grow" }, WORDS.stopped(entry.asked)),
      element("button", {
        type: "button", class: "plain", onclick: () => {
          const place = target();
          if (!place) return say(WORDS.notThere);
          place.scrollIntoView({ block: "center" });
          place.querySelector("textarea, input, select, button")?.focus({ preventScroll: true });
        },
      }, WORDS.go))] : []));
  }

  // Handing in
  async function handIn() {
    const reader = code; // while the words are looked for, another may sit down
    const found = await gather(model, reader);
    const name = `${fileOf(reader)}.html`;
    download(name, handInPage(model, reader, found));
    for (const item of found.keys()) setHomeless(storeKey(model, item, reader), false);
    const prompts = model.get("items").filter((entry) => entry.kind === "prompt");
    say(WORDS.saved(name, prompts.filter((entry) => found.has(entry.item)).length, prompts.length));
  }
  const copied = element("textarea", { id: newId("copy"), rows: 8, readonly: true });
  const copyPlace = element("div", { hidden: true },
    element("label", { class: "field", for: copied.id }, WORDS.copyPlace), copied);
  async function copyAll() {
    const found = await gather(model, code);
    const answers = model.get("items").filter((entry) => found.has(entry.item))
      .map((entry) => `${entry.asked}\n${found.get(entry.item).text}\n`);
    copied.value = answers.join("\n") || WORDS.noAnswers;
    copyPlace.hidden = false;
    copied.focus();
    copied.select();
    // Not every school's server is a secure context: where there is no clipboard, the text is
    // selected.
    try {
      await navigator.clipboard.writeText(copied.value);
      say(WORDS.copied);
    } catch { say(WORDS.selected); }
  }

  // Taking back
  const file = element("input", {
    type: "file", id: newId("file"), accept: ".html,text/html", onchange: takeBack,
  });
  async function takeBack() {
    const [chosen] = file.files;
    if (!chosen) return;
    const reader = code;
    const { fault, data, usable, faults } = await answersIn(model, chosen);
    file.value = "";
    if (fault) return say(fault);
    const from = `h${(++common.turns).toString(36)}${common.page}`;
    const day = /^\d{4}-\d\d-\d\d$/.test(data.day) ? data.day : "";
    for (const { item, text, verb, revision, asked } of usable) {
      const key = storeKey(model, item, reader);
      const { token, since } = typing(model);
      await addVersions(key, [
        { text, verb, revision, day, page: from, asked, visit: token, since }]);
    }
    tell("seminar-code");
    if (reader !== code) return;
    if (faults.length > 3) faults.splice(3, faults.length, WORDS.moreLeft(faults.length - 3));
    say(WORDS.isBack(usable.length, chosen.name, faults.map((each) => `${each} `).join("")));
  }

  // Leaving
  const sure = element("div", { class: "note", hidden: true },
    element("p", {}, WORDS.sure),
    element("div", { class: "row" },
      element("button", { type: "button", onclick: handIn }, WORDS.handInFirst),
      element("button", { type: "button", onclick: forget }, WORDS.takeOff),
      element("button", {
        type: "button", class: "plain", onclick: () => showSure(false),
      }, WORDS.notYet)));
  const finish = element("button", {
    type: "button", class: "plain", "aria-expanded": "false",
    onclick: () => showSure(sure.hidden),
  }, WORDS.finish);
  function showSure(open) {
    sure.hidden = !open;
    finish.setAttribute("aria-expanded", String(open));
    (open ? sure.querySelector("button") : finish).focus();
  }
  let waiting = null;
  async function forget() {
    const leaving = code;
    const sure = await leave(model);
    showSure(false);
    const kernel = hasKernel(model);
    say(sure ? WORDS.gone(kernel) : WORDS.notSurelyGone);
    if (!kernel) return;
    const noKernel = () => notForgotten(IN_WORDS.keep.noKernel, leaving);
    clearTimeout(waiting);
    waiting = setTimeout(noKernel, PATIENCE);
    try { model.send({ type: "forget", code: leaving }); } catch { noKernel(); }
  }
  /** `reader`: who has left, for the page has forgotten the code by then. */
  function notForgotten(reason, reader) {
    clearTimeout(waiting);
    say(WORDS.notGone(reason, `${fileOf(reader)}.md`));
  }
  function listen(message) {
    if (message?.type === "forgotten") {
      clearTimeout(waiting);
      say(WORDS.goneFromBoth);
    } else if (message?.type === "not forgotten") notForgotten(message.reason, message.code);
    else if (message?.type === "not taken along") say(WORDS.notAlong(message.reason));
  }

  function show() {
    code = openedUnder(model).code;
    field.value = code;
    now.textContent = WORDS.under(code);
    copied.value = ""; // another's words, perhaps
    copyPlace.hidden = true;
    showPlace();
  }
  /** Somebody has left: here, or in another tab. */
  function cleared({ detail }) {
    show();
    say(detail?.elsewhere ? WORDS.leftElsewhere : "");
  }
  show();
  document.addEventListener("seminar-code", show);
  document.addEventListener("seminar-cleared", cleared);
  model.on("msg:custom", listen);

  moveIn(el,
    now, resume,
    element("div", { class: "row" },
      element("div", {}, element("label", { class: "field", for: field.id }, WORDS.code), field),
      element("button", { type: "button", class: "plain", onclick: useCode }, WORDS.use)),
    element("div", { class: "row" },
      element("button", { type: "button", onclick: handIn }, WORDS.handIn),
      element("button", { type: "button", class: "plain", onclick: copyAll }, WORDS.copy),
      finish),
    said, sure, copyPlace,
    element("details", {}, element("summary", {}, WORDS.backPlace),
      element("div", { class: "row" }, element("div", {},
        element("label", { class: "field", for: file.id }, WORDS.back), file)),
      element("p", {}, WORDS.kept),
      element("p", {}, WORDS.binder),
      location.protocol === "file:" ? element("p", {}, WORDS.onDisk) : null));
  return () => {
    document.removeEventListener("seminar-code", show);
    document.removeEventListener("seminar-cleared", cleared);
    model.off("msg:custom", listen);
    clearTimeout(waiting);
  };
}

export default { render };
