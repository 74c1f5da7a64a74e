// What is handed in: the answers that stand on the page, as a page of their own and as plain text.

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign])
  // Signs that cannot be seen are shown as one that can; the data below keep them as they are.
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd");
/** JSON that may stand in a page: nothing in it can end the block or begin a tag. */
const inPage = (value) => JSON.stringify(value).replace(/[<>&\u2028\u2029]/g,
  (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** What stands in the widgets of this page, by the key it is kept under; null: an empty one. */
function standing() {
  const found = new Map();
  document.dispatchEvent(new CustomEvent("seminar-standing", { detail: found }));
  return found;
}

/**
 * What there is to hand in. `found`: item -> what stands on the page; where a widget is not on it,
 * what was kept last under this code. `others`: item -> kept versions that say something else.
 */
async function gather(model, code) {
  const onPage = standing(); // first of all: what was seen when the button was pressed
  const found = new Map(), others = new Map();
  for (const { item } of model.get("items")) {
    const key = storeKey(model, item, code);
    const kept = (await readAll(key)).filter((each) => each.text.trim());
    const shown = onPage.has(key) ? onPage.get(key) : code ? kept[0] : null;
    if (shown?.text.trim()) found.set(item, shown);
    const beside = kept.filter((each) => !shown?.text.startsWith(each.text));
    if (beside.length) others.set(item, beside);
  }
  return { found, others };
}

/** How much of a lesson is answered, counted alike wherever it is said. */
function countOf(model, isAnswered) {
  const items = model.get("items");
  const prompts = items.filter((entry) => entry.kind === "prompt");
  const answered = items.filter((entry) => isAnswered(entry.item));
  const inWords = answered.filter((entry) => entry.kind === "prompt").length;
  const others = answered.length - inWords;
  const done = filled(WORDS.checks, { count: others });
  if (!prompts.length) return filled(WORDS.done, { done });
  return filled(others ? WORDS.inWordsAndDone : WORDS.inWords,
    { answered: inWords, count: prompts.length, done });
}

/** An answer as HTML: words as they were typed, tries and choices as a list, and the verb. */
function answerOf(entry, version, others = []) {
  const beside = others.map(({ text, day }) => `<p class="small">${escaped(filled(
    WORDS.page.beside, { count: countWords(text), day: spokenDay(day) }))}</p>`).join("");
  if (!version) return `<p class="none">${WORDS.page.none}</p>${beside}`;
  const older = version.asked && version.asked !== entry.asked
    ? `<p class="small">${escaped(filled(WORDS.page.older, { asked: version.asked }))}</p>` : "";
  const item = (line) => `<li dir="auto">${escaped(line)}</li>`;
  const words = entry.kind === "prompt"
    ? `<div class="words" dir="auto">${escaped(version.text)}</div>`
    : `<ol>${version.text.split("\n").map(item).join("")}</ol>`;
  const verb = entry.kind === "check" ? escaped(filled(WORDS.page.lastTry, { verb: version.verb }))
    : filled(WORDS.page.evidence, { verb: `<strong>${escaped(version.verb)}</strong>` });
  return older + words + (version.verb ? `<p>${verb}</p>` : "") + beside;
}

const titleOf = (model) =>
  filled(WORDS.page.title, { lesson: model.get("lesson"), title: model.get("title") });
const headOf = (code, day, answered) => filled(WORDS.page.head,
  { code: code || WORDS.page.noCode, day: spokenDay(day), answered });

/** The answers as a reader copies them: each under its question. */
function handInText(model, code, { found }) {
  const head = headOf(code, today(), countOf(model, (item) => found.has(item)));
  const parts = model.get("items").filter((entry) => found.has(entry.item)).map((entry) => {
    const { text, verb } = found.get(entry.item);
    const judged = !verb ? "" : entry.kind === "check" ? filled(WORDS.page.lastTry, { verb })
      : filled(WORDS.page.evidence, { verb });
    return [entry.asked, text, judged].filter(Boolean).join("\n");
  });
  return [titleOf(model), head, ...(parts.length ? parts : [WORDS.noAnswers])].join("\n\n");
}

const HAND_IN_STYLE = `
body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1rem; margin: 0 0 .5rem; }
section { border-top: 1px solid #8a8a8a; padding: 1rem 0; break-inside: avoid; }
.words { white-space: pre-wrap; unicode-bidi: isolate; padding: .75rem;
  color: #1a1a1a; background: #f4f6f8; }
li { unicode-bidi: isolate; } .none, .small { color: #595959; }
`;

/**
 * A page that anyone can read and print, with its data in it. It runs no script and asks for
 * nothing. It begins with a byte-order mark, which no server's word about its letters overrules.
 */
function handInPage(model, code, { found, others }) {
  const title = titleOf(model);
  const parts = model.get("items").map((entry) => {
    const asked = `${WORDS.page.kinds[entry.kind] ?? ""}${escaped(entry.asked)}`;
    const answer = answerOf(entry, found.get(entry.item), others.get(entry.item));
    return `<section><h2 dir="auto">${asked}</h2>${answer}</section>`;
  });
  const head = {
    format: HAND_IN_FORMAT, version: HAND_IN_VERSION, set: model.get("version"),
    project: model.get("project"), lesson: model.get("lesson"), title: model.get("title"),
    code, day: today(),
    revision: [...found.values()].reduce((sum, version) => sum + version.revision, 0),
  };
  const count = countOf(model, (item) => found.has(item));
  // A record to a line: a file that breaks off can still be read up to there.
  const records = [...found].map(
    ([item, { text, verb, revision, asked }]) => inPage({ item, text, verb, revision, asked }));
  return `\ufeff<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}${code ? `, ${code}` : ""}</title>
<style>${HAND_IN_STYLE}</style></head><body>
<h1>${escaped(title)}</h1>
<p>${headOf(code, head.day, count)}</p>
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

/**
 * The name of the file, without its ending. Without a code, the day and this page's own tail keep
 * thirty students' files apart.
 */
function handInName(model, code) {
  const lesson = `lesson${String(model.get("lesson")).padStart(2, "0")}`;
  return `${lesson}-${code || `${today()}-${common.page.slice(0, 4)}`}`;
}
