// The reader: each paragraph's gist and what stands beside it, and the reader's own copy of the
// text. What is found in a copy lies in the memory of this page, for all readers on it, and nowhere
// else.

const WORDS = IN_WORDS.reader;

/** What this page knows of a copy: { name, passages, picked }, by the text's id. */
const copies = (globalThis.seminarCopies ??= new Map());

/** When the kernel was last asked for the copy in my/, by text: one reader asks for all. */
const asked = (globalThis.seminarCopiesAsked ??= new Map());
const PATIENCE = 2000; // milliseconds, after which another reader may ask

function inOneLine(names) { // p1, p4 to p9, p12
  const groups = [];
  for (const name of names) {
    const number = Number(name.slice(1));
    const last = groups.at(-1);
    if (last && last.at(-1) === number - 1) last.push(number);
    else groups.push([number]);
  }
  return groups.map((group) => group.length > 2 ? `p${group[0]} to p${group.at(-1)}`
    : group.map((number) => `p${number}`).join(", ")).join(", ");
}

function sentenceOn(copy, all) {
  if (!copy) return "";
  const missing = all.filter((each) => !Object.hasOwn(copy.passages, each));
  const found = all.length - missing.length;
  if (!found) return filled(WORDS.none, { name: copy.name, count: all.length });
  if (!missing.length) return filled(WORDS.all, { name: copy.name, count: all.length });
  const said = filled(WORDS.some,
    { name: copy.name, found, count: all.length, missing: inOneLine(missing) });
  return found < all.length / 2 ? `${said} ${WORDS.few}` : said;
}

/** The text's own words of one paragraph, behind a button. */
function ownWords(place) {
  const paragraph = place.dataset.paragraph;
  const words = element("blockquote", { id: newId("words"), hidden: true });
  const note = element("p", { hidden: true });
  const button = element("button", {
    type: "button", class: "plain", hidden: true,
    "aria-expanded": "false", "aria-controls": words.id, onclick: () => open(words.hidden),
  });
  place.firstElementChild.after(button, words, note);

  function open(yes) {
    words.hidden = !yes;
    button.setAttribute("aria-expanded", String(yes));
    button.textContent = filled(yes ? WORDS.hide : WORDS.show, { paragraph });
  }
  return (copy) => {
    const found = copy && Object.hasOwn(copy.passages, paragraph);
    const passage = found ? copy.passages[paragraph] : null;
    words.replaceChildren(...(passage ? [element("p", {}, passage.text)] : []),
      ...(passage && !passage.whole ? [element("p", { class: "small" }, WORDS.uncertain)] : []));
    open(Boolean(passage) && !words.hidden);
    button.hidden = !passage;
    note.hidden = Boolean(passage) || !copy || !Object.keys(copy.passages).length;
    note.textContent = filled(WORDS.absent, { paragraph });
  };
}

/** One button for all lists, whose name says what it will do. */
function opener(text) {
  const lists = [...text.querySelectorAll("details")];
  const allOpen = () => lists.every((each) => each.open);
  const button = element("button", {
    type: "button", class: "plain",
    onclick: () => { const open = !allOpen(); lists.forEach((each) => (each.open = open)); },
  });
  const name = () => {
    button.setAttribute("aria-expanded", String(allOpen()));
    button.textContent = allOpen() ? WORDS.closeAll : WORDS.openAll;
  };
  lists.forEach((each) => each.addEventListener("toggle", name));
  name();
  return lists.length ? button : null;
}

function render({ model, el }) {
  const id = model.get("text_id");
  const prints = model.get("prints");
  const all = Object.keys(prints);
  const text = html("div", model.get("markup"));
  const places = [...text.querySelectorAll("[data-paragraph]")].map(ownWords);

  const said = announcer({ class: "on-screen" });
  const file = element("input", {
    type: "file", id: newId("copy"), accept: ".txt,.html,.htm,.xhtml,text/plain,text/html",
    onchange: pick,
  });
  const pasted = element("textarea", {
    id: newId("pasted"), autocomplete: "off", spellcheck: "false",
  });
  const use = element("button", {
    type: "button", onclick: () => lay(WORDS.pasted, () => readText(pasted.value)),
  }, WORDS.use);
  const away = element("button", { type: "button", class: "plain", onclick: putAway }, WORDS.away);
  const panel = element("details", { class: "on-screen" },
    element("summary", {}, WORDS.panel),
    element("p", {}, WORDS.privacy),
    element("label", { class: "field", for: file.id }, WORDS.file), element("p", {}, file),
    element("label", { class: "field", for: pasted.id }, WORDS.paste), pasted,
    element("div", { class: "row" }, use, away));

  // Aloud only for who has just done something here: the page's other readers change in silence.
  function say(sentence, aloud) {
    said.setAttribute("aria-live", aloud ? "polite" : "off");
    said.textContent = sentence;
  }
  function show(aloud) {
    const copy = copies.get(id);
    places.forEach((each) => each(copy));
    away.setAttribute("aria-disabled", String(!copy));
    say(sentenceOn(copy, all), aloud);
  }
  function put(copy) {
    copies.set(id, copy);
    document.dispatchEvent(new CustomEvent("seminar-copy", { detail: el }));
  }
  function lay(name, read, picked = true) {
    try {
      put({ name, passages: layOver(read(), prints), picked });
    } catch (error) {
      say(filled(WORDS.refused, { name, reason: error.message }), picked);
      return;
    }
    show(picked);
  }
  async function pick() {
    const [chosen] = file.files;
    if (!chosen) return;
    try {
      if (chosen.size > LARGEST) throw new Error(TOO_LARGE);
      const bytes = new Uint8Array(await chosen.arrayBuffer());
      lay(chosen.name, () => readCopy(bytes));
    } catch (error) {
      say(filled(WORDS.refused, { name: chosen.name, reason: error.message }), true);
    }
  }
  function putAway() {
    if (!copies.get(id)) return;
    file.value = pasted.value = "";
    put(null); // and the copy in my/ is not asked for again
    show(true);
    say(WORDS.putAway, true);
  }

  const hear = (message, buffers) => {
    const copy = copies.get(id);
    if (copies.has(id) && (!copy || copy.picked)) return; // the reader has chosen, or put it away
    if (message?.type === "copy") {
      const { buffer, byteOffset, byteLength } = buffers[0];
      lay(message.name, () => readCopy(new Uint8Array(buffer, byteOffset, byteLength)), false);
    } else if (message?.type === "refused") {
      say(filled(WORDS.refused, { name: "my/", reason: message.reason }), false);
    }
  };
  const follow = (event) => { if (event.detail !== el) show(false); };
  document.addEventListener("seminar-copy", follow);
  model.on("msg:custom", hear);
  moveIn(el, panel, said, element("div", { class: "row" }, opener(text)), text);
  if (!all.length) { panel.hidden = said.hidden = true; }
  show(false);
  if (typeof model.send === "function" && !(Date.now() - asked.get(id) < PATIENCE)) {
    try {
      model.send({ type: "copy" });
      asked.set(id, Date.now());
    } catch { /* the kernel has gone: the reader can pick a file */ }
  }
  return () => {
    document.removeEventListener("seminar-copy", follow);
    model.off("msg:custom", hear);
  };
}

export default { render };
