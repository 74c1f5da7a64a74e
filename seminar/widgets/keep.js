// Keeping what a reader wrote or chose. Words go to both of the browser's stores at every
// keystroke, then to the kernel, which writes them to answers/. They travel as messages and never
// stand in a trait, because traits are saved inside the notebook.
//
// A version is { text, verb, revision, day, page, asked }. A page (one opening of the lesson in one
// tab) replaces its own version only, so that no tab can overwrite another's words.

const KEPT = IN_WORDS.keep;
const VERSIONS = 10;
const PAUSE = 300; // milliseconds without a keystroke before the kernel is asked to write
const PATIENCE = 3000; // milliseconds to wait for its word that it has
const VANISHED = 40; // so many characters gone, and what stood there is put aside
const CODE = /^[a-z]{2,12}-\d{1,3}$/;

// What all widgets of a page share, though each has a copy of this script of its own.
const common = (globalThis.seminarKept ??= {
  page: Array.from(crypto.getRandomValues(new Uint8Array(6)),
    (byte) => (byte % 36).toString(36)).join(""),
  turns: 0, memory: new Map(), writing: new Map(), database: null,
  notes: new Map(), // what `note` could not put into a store
  homeless: new Set(), // keys of words that no store and no kernel has taken
  holdBack(event) { event.preventDefault(); }, // asks who closes the page whether they mean it
});

// ------------------------------------------------------------------------------ versions

/**
 * Lists of versions as one: of each page its newest, newest first. What a newer one begins with is
 * left out.
 */
function together(...lists) {
  const pages = new Map();
  for (const version of lists.flat()) {
    const twin = pages.get(version.page);
    if (!twin || version.revision > twin.revision) pages.set(version.page, version);
  }
  return [...pages.values()].sort((a, b) => b.revision - a.revision)
    .filter((each, i, all) => !all.slice(0, i).some((newer) => newer.text.startsWith(each.text)))
    .slice(0, VERSIONS);
}
const isVersion = (each) => typeof each?.text === "string" && Number.isInteger(each.revision);
const countWords = (text) => text.split(/\s+/).filter(Boolean).length;
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
/** "2026-11-25" as "25 November 2026". */
function spokenDay(day) {
  const [year, month, date] = day.split("-").map(Number);
  if (!year) return KEPT.unknownDay;
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long" })
    .format(new Date(year, month - 1, date));
}

// ------------------------------------------------------------------------------ the two stores

const storeKey = (model, item, code, lesson = model.get("lesson")) =>
  ["seminar", model.get("project"), lesson, item, code].join("/");

function readNear(key) {
  try {
    return JSON.parse(localStorage.getItem(key))?.filter(isVersion) ?? [];
  } catch { return []; }
}
function writeNear(key, versions) {
  for (const fewer of [versions, versions.slice(0, 1)]) {
    try {
      localStorage.setItem(key, JSON.stringify(fewer));
      return true;
    } catch { /* full or forbidden */ }
  }
  return false;
}
/** The deep store; null where the browser has none, and for as long as it does not answer. */
function database() {
  common.database ??= new Promise((resolve) => {
    try {
      const asked = indexedDB.open("seminar", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
      asked.onsuccess = () => {
        // The browser closes it when its data are cleared: the next words open it anew.
        asked.result.onclose = () => { common.database = null; };
        common.database = Promise.resolve(asked.result); // for all who ask after a late answer, too
        resolve(asked.result);
      };
      asked.onerror = () => resolve(null);
      setTimeout(() => resolve(null), PATIENCE); // else handing in would wait with it
    } catch { resolve(null); }
  });
  return common.database;
}
/** One transaction on the deep store; its result, or `otherwise` where the browser refuses. */
async function deep(mode, deed, otherwise) {
  const store = await database();
  if (!store) return otherwise;
  return new Promise((resolve) => {
    try {
      // "strict": on the disk before it says so. What localStorage kept last is lost with a killed
      // browser.
      const transaction = store.transaction("kept", mode, { durability: "strict" });
      const asked = deed(transaction.objectStore("kept"));
      transaction.oncomplete = () => resolve(mode === "readonly" ? asked.result : true);
      transaction.onerror = transaction.onabort = () => resolve(otherwise);
    } catch { resolve(otherwise); }
  });
}
async function readDeep(key) {
  const versions = await deep("readonly", (store) => store.get(key));
  return (versions ?? []).filter(isVersion);
}
/**
 * Writes the newest state of a key. While one write is under way, only the last of the next ones
 * counts.
 */
function writeDeep(key, versions) {
  const running = common.writing.get(key);
  if (running) {
    running.next = versions;
    return running.done;
  }
  const entry = { next: versions, done: null };
  common.writing.set(key, entry);
  entry.done = (async () => {
    let ok = false;
    while (entry.next) {
      const now = entry.next;
      entry.next = null;
      ok = await deep("readwrite", (store) => store.put(now, key), false);
    }
    common.writing.delete(key);
    return ok;
  })();
  return entry.done;
}
/** While words would be lost with the page, closing it is asked about. */
function setHomeless(key, yes) {
  if (yes) common.homeless.add(key);
  else common.homeless.delete(key);
  if (common.homeless.size) window.addEventListener("beforeunload", common.holdBack);
  else window.removeEventListener("beforeunload", common.holdBack);
}
/** All versions of an item that this browser holds, the deep store's included. */
async function readAll(key) {
  return together(common.memory.get(key) ?? [], readNear(key), await readDeep(key));
}
/** Takes every key that begins so out of both stores and out of the page. */
async function forgetKeys(beginning, test) {
  const gone = (key) => String(key).startsWith(beginning) && test(String(key));
  await Promise.all([...common.writing.values()].map((entry) => entry.done));
  for (const key of [...common.memory.keys(), ...common.notes.keys()].filter(gone)) {
    common.memory.delete(key);
    common.notes.delete(key);
    setHomeless(key, false);
  }
  for (const store of ["localStorage", "sessionStorage"]) {
    try {
      for (const key of Object.keys(globalThis[store]).filter(gone)) {
        globalThis[store].removeItem(key);
      }
    } catch { /* forbidden: nothing was kept in it */ }
  }
  const keys = (await deep("readonly", (store) => store.getAllKeys())) ?? [];
  await Promise.all(keys.filter(gone)
    .map((key) => deep("readwrite", (store) => store.delete(key))));
}
/** A line in one of the small stores; failing that, in the page for as long as it is open. */
function note(store, key, value) {
  try {
    globalThis[store].setItem(key, value);
    common.notes.delete(key);
  } catch { common.notes.set(key, value); }
}
function noted(store, key) {
  if (common.notes.has(key)) return common.notes.get(key);
  try { return globalThis[store].getItem(key) ?? ""; } catch { return ""; }
}

// --------------------------------------------------------------------------- the code, the place

const codeKey = (model) => `seminar/${model.get("project")}/code`;
const placeKey = (model, code) =>
  `seminar/${model.get("project")}/${model.get("lesson")}/at/${code}`;
/** The code this tab works under: a word and a number from the teacher's list, or nothing. */
const codeOfThisTab = (model) => noted("sessionStorage", codeKey(model));
function takeCode(model, code) {
  note("sessionStorage", codeKey(model), code);
  document.dispatchEvent(new CustomEvent("seminar-code", { detail: code }));
}

// ------------------------------------------------------------------------------ one item

/**
 * The place where one item's words are kept. `status(sentence)` says where they are;
 * `restore({ text, verb })` puts words back into the widget; `offers` is an element for what can be
 * brought back.
 */
function keeper(model, {
  status, restore, offers, item = model.get("item"), asked = model.get("asked"),
}) {
  let code, key, page, last, peak, highest, onDisk, waiting, patience, inBrowser;

  function send(message) {
    if (typeof model.send !== "function") return null; // a page without a kernel
    try { model.send({ ...message, item, code }); return true; } catch { return false; }
  }
  const known = () => together(common.memory.get(key) ?? [], readNear(key));
  function see(versions) {
    for (const each of versions) highest = Math.max(highest, each.revision);
  }

  function open() {
    code = codeOfThisTab(model);
    key = storeKey(model, item, code);
    const typedHere = common.memory.has(key) || noted("sessionStorage", key) === "true";
    page = common.page;
    last = peak = null;
    highest = 0;
    onDisk = [];
    inBrowser = false;
    restore({ text: "", verb: "" });
    status(KEPT.nothing);
    const fill = (versions) => {
      see(versions);
      if (typedHere && !last && versions.length) takeUp(versions[0]);
      showOffers();
    };
    fill(known());
    const before = key;
    readDeep(key).then((versions) => {
      if (key !== before || !versions.length) return;
      common.memory.set(key, together(known(), versions));
      fill(common.memory.get(key));
    });
    send({ type: "look" });
  }
  /** Shows words that this very tab typed before. What only the page remembers is kept anew. */
  function takeUp(version) {
    last = version;
    restore(version);
    if (readNear(key).some((each) => each.text === version.text)) isInBrowser();
    else keep(version);
  }
  function isInBrowser() {
    inBrowser = true;
    setHomeless(key, false);
    status(KEPT.browser);
  }

  function keep({ text, verb = "" }) {
    const vanished = peak ? peak.text.length - text.length : 0;
    const aside = peak?.text.trim() && (!text.trim() || vanished > VANISHED);
    const put = [];
    if (aside) {
      put.push({ ...peak, revision: ++highest });
      page = `${common.page}${(++common.turns).toString(36)}`;
      peak = null;
    }
    last = { text, verb, revision: ++highest, day: today(), page, asked };
    if (!peak || text.length >= peak.text.length) peak = last;
    put.push(last);
    const versions = together(put, known());
    common.memory.set(key, versions);
    inBrowser = writeNear(key, versions);
    if (inBrowser) isInBrowser();
    else status(KEPT.notYet);
    const now = last;
    writeDeep(key, versions).then((ok) => {
      if (now !== last || inBrowser) return;
      if (ok) isInBrowser();
      else if (typeof model.send !== "function") notWritten("");
    });
    note("sessionStorage", key, "true");
    note("localStorage", placeKey(model, code), item);
    if (aside) {
      send({ type: "keep", answer: put[0] });
      showOffers();
    }
    clearTimeout(waiting);
    waiting = setTimeout(write, PAUSE);
  }
  function write() {
    clearTimeout(waiting);
    clearTimeout(patience);
    waiting = null;
    const sent = send({ type: "keep", answer: last });
    if (sent) patience = setTimeout(() => notWritten(KEPT.noKernel), PATIENCE);
    else if (sent === false) notWritten(KEPT.noKernel);
  }
  function notWritten(reason) {
    clearTimeout(patience);
    if (inBrowser) {
      status(reason ? KEPT.notOnDisk(reason) : KEPT.browser);
      return;
    }
    setHomeless(key, Boolean(last?.text.trim()));
    status(KEPT.nowhere(reason));
  }

  const ours = (message) =>
    last && message.revision === last.revision && message.page === last.page;
  const hear = {
    kept(message) {
      if (!ours(message) || waiting) return;
      clearTimeout(patience);
      setHomeless(key, false);
      status(inBrowser ? KEPT.both(message.where) : KEPT.disk(message.where));
    },
    "not kept"(message) { if (ours(message)) notWritten(message.reason); },
    "on disk"(message) {
      onDisk = message.versions.map((each) => ({ ...each, where: message.where }));
      see(onDisk);
      const written = (each) => each.page === last.page && each.revision >= last.revision;
      if (last && !onDisk.some(written)) write();
      else if (last) hear.kept({ ...last, where: message.where });
      showOffers();
    },
    brought(message) { putBack(message.answer); },
  };
  function listen(message) {
    if (message?.code === code && message.item === item) hear[message.type]?.(message);
  }

  /** Brings a version back as this page's own; what stood in the widget stays as a version, too. */
  function putBack(version) {
    if (last?.text.trim()) page = `${common.page}${(++common.turns).toString(36)}`;
    peak = null;
    restore(version);
    keep(version);
    showOffers();
  }
  function offerRow(version) {
    const words = version.words ?? countWords(version.text);
    const where = version.where ?? KEPT.here;
    const reworded = version.asked && asked && version.asked !== asked;
    const bring = version.where
      ? () => send({ type: "bring", page: version.page, revision: version.revision })
      : () => putBack(version);
    return element("div", { class: "row hint" },
      element("span", { class: "grow" }, KEPT.holds(where, words, spokenDay(version.day)),
        reworded ? KEPT.older(version.asked) : null),
      element("button", { type: "button", class: "plain", onclick: bring }, KEPT.bring));
  }
  /**
   * What can be brought back: the newest in sight while the widget is empty, the rest behind a
   * button.
   */
  function showOffers() {
    const here = known();
    const stands = (each) => last.text.startsWith(each.text ?? "\0") ||
      (each.page === last.page && each.revision <= last.revision);
    const inSight = (each) => !last || !stands(each);
    const near = here.filter((each) => each.text.trim() && inSight(each));
    const far = onDisk.filter((each) => each.words && inSight(each) &&
      !here.some((other) => other.page === each.page && other.revision >= each.revision));
    const shown = last ? [] : [...near.slice(0, 1), ...far.slice(0, 1)];
    const earlier = [...near, ...far].filter((each) => !shown.includes(each));
    offers.replaceChildren(...shown.map(offerRow));
    if (earlier.length) {
      offers.append(element("details", {},
        element("summary", {}, KEPT.others(earlier.length)), ...earlier.map(offerRow)));
    }
  }

  function changeCode() {
    flush(); // the last words belong to the code before
    clearTimeout(patience);
    open();
  }
  function cleared() {
    clearTimeout(waiting);
    waiting = null;
    clearTimeout(patience);
    open();
  }
  function otherTab(event) {
    if (event.key !== key) return;
    see(known());
    showOffers();
  }
  function flush() { if (waiting) write(); }
  /** What stands in the widget, for who hands it in. */
  function tell({ detail: found }) { if (last || !found.has(key)) found.set(key, last); }
  const listeners = [[document, "seminar-code", changeCode], [document, "seminar-cleared", cleared],
    [document, "seminar-standing", tell],
    [window, "storage", otherTab], [window, "pagehide", flush]];
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener);
  model.on("msg:custom", listen);
  open();

  return {
    keep,
    close() {
      flush();
      clearTimeout(patience);
      for (const [target, name, listener] of listeners) target.removeEventListener(name, listener);
      model.off("msg:custom", listen);
    },
  };
}

// ------------------------------------------------------------------------------ other lessons

/**
 * The newest version of an item of another lesson, under the code of this tab: from this browser
 * and, where a kernel answers in time, from answers/. Null where there is none.
 */
async function fromLesson(model, lesson, item) {
  const code = codeOfThisTab(model);
  const near = await readAll(storeKey(model, item, code, lesson));
  const far = await new Promise((resolve) => {
    if (typeof model.send !== "function") { resolve(null); return; }
    const done = (answer) => {
      model.off("msg:custom", listen);
      clearTimeout(patience);
      resolve(answer);
    };
    const asked = { type: "earlier", lesson, item, code };
    const listen = (message) => {
      const replies = Object.entries(asked).every(([name, value]) => message?.[name] === value);
      if (replies) done(message.answer);
    };
    const patience = setTimeout(() => done(null), PATIENCE);
    model.on("msg:custom", listen);
    try { model.send(asked); } catch { done(null); }
  });
  return together(near, isVersion(far) ? [far] : []).find((version) => version.text.trim()) ?? null;
}
