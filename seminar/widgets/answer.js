// The answer box. Words go to the browser's own storage at every keystroke, then to the kernel,
// which writes them to answers/. They travel as messages and never stand in a trait, because
// traits are saved inside the notebook.

const PAUSE = 300; // milliseconds without a keystroke before the kernel is asked to write
const PATIENCE = 3000; // milliseconds to wait for its word that it has
const CODE = /^[a-z]{2,12}-\d{1,3}$/;
const EARLIER = 10;

/** What the browser keeps for one prompt under one code. Every call may find storage forbidden. */
function shelf(model, code) {
  const key = ["seminar", model.get("project"), model.get("lesson"), model.get("prompt"), code].join("/");
  const read = (store, name) => {
    try { return JSON.parse(store.getItem(name)); } catch { return null; }
  };
  return {
    newest: () => read(localStorage, key),
    /** True if these words were typed in this very tab: then they may come back unasked. */
    typedHere: () => read(sessionStorage, key) === true,
    keep(record) {
      try {
        localStorage.setItem(key, JSON.stringify(record));
        sessionStorage.setItem(key, "true");
        return true;
      } catch { return false; }
    },
    putAside(record) {
      const earlier = [record, ...(read(localStorage, `${key}/earlier`) ?? [])].slice(0, EARLIER);
      try { localStorage.setItem(`${key}/earlier`, JSON.stringify(earlier)); return true; } catch { return false; }
    },
  };
}

const codeKey = (model) => `seminar/${model.get("project")}/code`;
function codeOfThisTab(model) {
  try { return sessionStorage.getItem(codeKey(model)) ?? ""; } catch { return ""; }
}
const today = () => {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};
const count = (text) => text.split(/\s+/).filter(Boolean).length;

function render({ model, el }) {
  let code = codeOfThisTab(model);
  let kept = shelf(model, code);
  let revision = 0;
  let fresh = false; // begun anew while other words were kept: the kernel then keeps both
  let waiting = null;
  let patience = null;

  const text = element("textarea", { id: newId("answer"), rows: 6, oninput: typed });
  const verb = element("select", { id: newId("verb"), onchange: typed },
    element("option", { value: "" }, "(choose when you know)"),
    ...model.get("verbs").map((each) => element("option", { value: each }, each)));
  const status = announcer({ class: "small" });
  const offers = element("div");
  const compare = html("div", model.get("compare"), { class: "hint", hidden: true });
  const compareButton = element("button", {
    type: "button", class: "plain", "aria-expanded": "false",
    onclick: () => {
      compare.hidden = !compare.hidden;
      compareButton.setAttribute("aria-expanded", String(!compare.hidden));
    },
  }, "I have answered: show what to compare");

  function send(message) {
    try { model.send({ ...message, code }); return true; } catch { return false; }
  }
  function say(words) { if (status.textContent !== words) status.textContent = words; }

  function typed() {
    if (!revision) begin();
    revision += 1;
    keep();
  }
  /** The first keystroke in an empty box: what was kept before is put aside, not written over. */
  function begin() {
    const before = kept.newest();
    revision = Math.max(before?.revision ?? 0, revisionOnDisk);
    fresh = revision > 0;
    if (before) kept.putAside(before);
    offers.replaceChildren();
  }
  const record = () => ({ text: text.value, verb: verb.value, revision, day: today() });
  let inBrowser = false;
  function keep() {
    inBrowser = kept.keep(record());
    say(inBrowser ? "Kept in this browser." : "This browser does not keep text. Waiting for the kernel.");
    clearTimeout(waiting);
    waiting = setTimeout(write, PAUSE);
  }
  function write() {
    waiting = null;
    clearTimeout(patience);
    patience = setTimeout(notWritten, PATIENCE);
    if (!send({ type: "keep", fresh, ...record() })) notWritten();
  }
  function notWritten(reason = "the kernel does not answer") {
    clearTimeout(patience);
    say(inBrowser ? `Kept in this browser. Not saved to disk: ${reason}.`
      : `Not kept anywhere: ${reason}, and this browser does not keep text. Copy your words now.`);
  }

  let revisionOnDisk = 0;
  const hear = {
    kept(message) {
      if (message.revision !== revision || waiting) return;
      clearTimeout(patience);
      fresh = false;
      say(inBrowser ? `Kept in this browser and in ${message.where}.` : `Kept in ${message.where}.`);
    },
    "not kept"(message) { if (message.revision === revision) notWritten(message.reason); },
    "on disk"(message) {
      revisionOnDisk = message.revision;
      const here = kept.newest();
      if (revision || (here?.revision === message.revision && [...here.text].length === message.length)) return;
      offer(`${message.where} holds ${message.words} words of ${message.day}.`, () => send({ type: "bring" }));
    },
    brought(message) { putBack(message); },
  };
  function listen(message) { if (message.code === code) hear[message.type]?.(message); }

  function offer(sentence, bring) {
    offers.append(element("div", { class: "row hint" }, element("span", { class: "grow" }, sentence),
      element("button", { type: "button", class: "plain", onclick: bring }, "Bring them back")));
  }
  function putBack(answer) {
    const other = kept.newest();
    if (other && other.text !== answer.text) kept.putAside(other);
    text.value = answer.text;
    verb.value = answer.verb;
    revision = Math.max(answer.revision, other?.revision ?? 0, revisionOnDisk) + 1;
    offers.replaceChildren();
    keep();
    text.focus();
  }
  /** Shows an empty box for a code; words kept for it come back when asked for. */
  function open() {
    kept = shelf(model, code);
    revision = revisionOnDisk = 0;
    fresh = false;
    text.value = verb.value = "";
    offers.replaceChildren();
    say("Nothing typed yet.");
    const before = kept.newest();
    if (before && kept.typedHere()) {
      text.value = before.text;
      verb.value = before.verb;
      revision = before.revision;
      keep();
    } else if (before) {
      offer(`This browser holds ${count(before.text)} words of ${before.day}.`, () => putBack(kept.newest()));
    }
    send({ type: "look" });
  }

  const codeField = element("input", { type: "text", id: newId("code"), autocomplete: "off", size: 12 });
  const codeSaid = announcer({ class: "small" });
  const codeSummary = element("summary");
  function useCode() {
    const given = codeField.value.trim().toLowerCase();
    if (given && !CODE.test(given)) {
      codeSaid.textContent = `"${given}" is not a code. A code is a word and a number, like lamp-07; never a name.`;
      return;
    }
    try { sessionStorage.setItem(codeKey(model), given); } catch { /* this tab forgets it; nothing else is lost */ }
    document.dispatchEvent(new CustomEvent("seminar-code", { detail: given }));
    codeSaid.textContent = given ? `Answers are now kept under ${given}.` : "Answers are now kept without a code.";
  }
  function changeCode(event) {
    if (event.detail === code) return;
    if (waiting) { clearTimeout(waiting); write(); } // the last words belong to the code before
    code = event.detail;
    nameCode();
    open();
  }
  function nameCode() {
    codeSummary.textContent = code ? `Kept under ${code}. Change the code` : "Kept without a code. Is this computer shared?";
  }
  nameCode();
  document.addEventListener("seminar-code", changeCode);
  model.on("msg:custom", listen);

  moveIn(el,
    html("div", model.get("question")),
    element("p", { class: "small" }, "Speak it, type it here, or write it on the sheet. Nobody else is shown it."),
    element("label", { class: "field", for: text.id }, "Your answer"), text,
    element("div", { class: "row" }, element("div", { class: "grow" },
      element("label", { class: "field", for: verb.id }, "How strong is it? The evidence …"), verb)),
    status, offers, compareButton, compare,
    element("details", {}, codeSummary,
      element("p", {}, "Give the code from your teacher’s list, a word and a number. Never a name. Words kept under a code are offered only to that code. Anyone who uses this account can still open the folder answers/."),
      element("div", { class: "row" },
        element("div", {}, element("label", { class: "field", for: codeField.id }, "Code"), codeField),
        element("button", { type: "button", class: "plain", onclick: useCode }, "Use this code")),
      codeSaid));
  open();
  return () => {
    if (waiting) { clearTimeout(waiting); write(); }
    document.removeEventListener("seminar-code", changeCode);
    model.off("msg:custom", listen);
  };
}

export default { render };
