// The two stores of the browser. What is near (localStorage) is written at once, at every key; what
// is deep (IndexedDB) outlives a browser that is killed. Both hold lists of versions (versions.js)
// under one key. Other tabs write there, too: whoever writes reads first and merges, in the deep
// store in one transaction. A deep store that opens late is merged then ("seminar-store").

const PATIENCE = 3000; // milliseconds to wait for whoever should answer

function randomWord() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)),
    (byte) => (byte % 36).toString(36)).join("");
}
// What all widgets of a page share, though each has a copy of these scripts of its own.
const common = (globalThis.seminarKept ??= {
  page: randomWord(), turns: 0,
  memory: new Map(), writing: new Map(),
  leaving: null, // a promise, while words are taken out of the deep store
  database: null, late: false, // late: the deep store has not answered, and may yet
  over: new Set(), // by which words versions know that their visit is over (visit.js)
  notes: new Map(), // what `note` could not put into a store
  homeless: new Set(), // keys of words that no store and no kernel has taken
  holdBack(event) { event.preventDefault(); }, // asks who closes the page whether they mean it
});

// ------------------------------------------------------------------------------ near

const isKept = (each) => isVersion(each) && !common.over.has(each.since);
function readNear(key) {
  try {
    return JSON.parse(localStorage.getItem(key))?.filter(isKept) ?? [];
  } catch { return []; }
}
function writeNear(key, versions) {
  try {
    if (versions.length) localStorage.setItem(key, JSON.stringify(versions));
    else localStorage.removeItem(key);
    return true;
  } catch { return false; } // full or forbidden: what stood there stays
}
function keysNear(beginning) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(beginning));
  } catch { return []; }
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

// ------------------------------------------------------------------------------ deep

/** The deep store; null where the browser has none, and for as long as it does not answer. */
function database() {
  common.database ??= new Promise((resolve) => {
    const give = (store) => {
      const wasLate = common.late;
      common.late = false;
      resolve(store);
      if (store && wasLate) document.dispatchEvent(new CustomEvent("seminar-store"));
    };
    try {
      const asked = indexedDB.open("seminar", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
      asked.onsuccess = () => {
        // The browser closes it when its data are cleared: the next words open it anew.
        asked.result.onclose = () => { common.database = null; };
        common.database = Promise.resolve(asked.result); // for all who ask after a late answer, too
        clearTimeout(waiting);
        give(asked.result);
      };
      asked.onerror = () => give(null);
      const waiting = setTimeout(() => { // else handing in would wait with it
        common.late = true;
        resolve(null);
      }, PATIENCE);
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
  await common.leaving;
  const versions = await deep("readonly", (store) => store.get(key));
  return (versions ?? []).filter(isKept);
}
/** Every key of the deep store that begins so, with its versions. */
async function allDeep(beginning) {
  await common.leaving;
  const range = IDBKeyRange.bound(beginning, `${beginning}\uffff`);
  const found = new Map();
  await deep("readonly", (store) => {
    const asked = store.openCursor(range);
    asked.onsuccess = () => {
      const cursor = asked.result;
      if (!cursor) return;
      found.set(cursor.key, [cursor.value].flat().filter(isKept));
      cursor.continue();
    };
    return asked;
  });
  return found;
}
/** In the transaction that `store` is of: reads the versions of some keys, and then goes on. */
function withVersions(store, keys, then) {
  const asked = keys.map((key) => store.get(key));
  asked.at(-1).onsuccess = () =>
    then(...asked.map(({ result }) => (result ?? []).filter(isKept)));
}
/**
 * Adds versions to what the deep store holds under a key; whether it took them. While one write is
 * under way, only the last of the next ones counts. `allowed` is asked when its turn has come.
 */
function mergeDeep(key, versions, allowed = () => true) {
  const running = common.writing.get(key);
  if (running) {
    running.next = { versions, allowed };
    return running.done;
  }
  const entry = { next: { versions, allowed }, done: null };
  common.writing.set(key, entry);
  const merge = (newer) => (store) => withVersions(store, [key],
    (there) => store.put(together(newer, there), key));
  entry.done = (async () => {
    let ok = false;
    while (entry.next) {
      const now = entry.next;
      entry.next = null;
      ok = now.allowed() && await deep("readwrite", merge(now.versions), false);
    }
    common.writing.delete(key);
    return ok;
  })();
  return entry.done;
}

// ------------------------------------------------------------------------------ both

/** What the page and the near store hold of an item. */
const known = (key) =>
  together((common.memory.get(key) ?? []).filter(isKept), readNear(key));
/** All versions of an item that this browser holds, the deep store's included. */
async function readAll(key) {
  return key ? together(known(key), await readDeep(key)) : [];
}
/** Adds versions to all that holds an item in this browser; whether one of the stores took them. */
async function addVersions(key, versions) {
  const all = together(versions, known(key));
  common.memory.set(key, all);
  const near = writeNear(key, all);
  return await mergeDeep(key, all) || near;
}
/** While words would be lost with the page, closing it is asked about. */
function setHomeless(key, yes) {
  if (yes) common.homeless.add(key);
  else common.homeless.delete(key);
  if (common.homeless.size) window.addEventListener("beforeunload", common.holdBack);
  else window.removeEventListener("beforeunload", common.holdBack);
}
/** Takes the keys for which `gone` holds out of the page's memory. */
function forgetInPage(gone) {
  for (const key of [...common.memory.keys(), ...common.notes.keys()].filter(gone)) {
    common.memory.delete(key);
    common.notes.delete(key);
    setHomeless(key, false);
  }
}
/**
 * Takes the keys for which `gone` holds out of the page and both stores. Whether it is sure: a deep
 * store that does not answer may still hold some. Who reads meanwhile waits.
 */
function forgetKeys(gone) {
  forgetInPage(gone);
  for (const key of keysNear("").filter(gone)) localStorage.removeItem(key);
  const emptied = async () => {
    await Promise.all([...common.writing.values()].map((entry) => entry.done));
    const done = await deep("readwrite", (store) => {
      const keys = store.getAllKeys();
      keys.onsuccess = () => keys.result.filter((key) => gone(String(key)))
        .forEach((key) => store.delete(key));
    }, false);
    return done || !(common.late || await database());
  };
  common.leaving = emptied();
  return common.leaving;
}
