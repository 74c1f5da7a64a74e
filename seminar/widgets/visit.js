// Whose words these are, and where they lie.
//
// Words lie under seminar/<set>/<lesson>/<item>/<code>, in both stores. <set> is the name of the
// set; a page from a web server adds the folder that the set lies in, because two copies at one
// host are two classes. What lies under the name alone is offered there, never shown or moved.
// A visit is one person at one tab: { code, token, since, turn }. It holds no words, and stands in
// sessionStorage and, where no notebook program owns them, in history.state and window.name: a
// reload may lose any of the three; the latest turn counts. Each version carries the token of the
// visit that typed it. A page shows by itself what its own visit typed, and offers the rest, to the
// same code only. `since` is one word for all tabs of a code, and each version carries it, too:
// Finish writes it to the list "left", by which every other tab, and every page that Back brings
// again, knows that its visit is over, and takes none of its words for kept.

const CODE = /^[a-z]{2,12}-\d{1,3}$/;
const OURS = "seminar:"; // what a window.name begins with that we gave

const hasKernel = (model) => typeof model.send === "function";
/** The folder of a set over http: its pages, and its lessons in one file, lie in one. */
function folderOf({ protocol, pathname }) {
  if (!protocol.startsWith("http")) return ""; // a stick has another drive on each computer
  let path = pathname;
  try { path = decodeURIComponent(pathname); } catch { /* as it stands, then */ }
  const folder = path.replace(/[^/]*$/, "").replace(/\/one-file\/$/, "/");
  return `@${encodeURIComponent(folder)}`;
}
/** Under which name words lie. A notebook's server has another address each day. */
const spaceOf = (model) =>
  model.get("project") + (hasKernel(model) ? "" : folderOf(globalThis.location));
const keyIn = (...parts) => ["seminar", ...parts].join("/");
const storeKey = (model, item, code, lesson = model.get("lesson")) =>
  keyIn(spaceOf(model), lesson, item, code);
/** Where words of this item may lie that are perhaps of another copy of the set; "" for nowhere. */
function olderKey(model, item, code) {
  const set = model.get("project");
  return set === spaceOf(model) ? "" : keyIn(set, model.get("lesson"), item, code);
}
const placeKey = (model, code) => storeKey(model, "at", code);
const isOfCode = (code) => (key) => key.endsWith(`/${code}`);
/** The lesson, item and code of a key; null where it is of something else. */
function partsOf(key) {
  const [, , lesson, item, code, ...more] = key.split("/");
  return code === undefined || more.length || item === "at" ? null : { lesson, item, code };
}

// ------------------------------------------------------------------------------ the visit

const visits = (common.visits ??= new Map()); // set -> the visit, as this page knows it
const leftKey = (space) => `seminar/${space}/left`;
const sinceKey = (space, code) => `seminar/${space}/since/${code}`;
const visitKey = (space) => `seminar/${space}/visit`;
const isVisit = (each) => typeof each?.token === "string" && typeof each.code === "string"
  && (!each.code || CODE.test(each.code)) && Number.isInteger(each.turn);

function parsed(text) {
  try { return JSON.parse(text); } catch { return null; }
}
const leftOf = (space) => {
  const list = parsed(noted("localStorage", leftKey(space)));
  return Array.isArray(list) ? list : [];
};
/** Whether somebody has left since: in this tab or in another. */
function isOver(space, { since }) {
  for (const each of leftOf(space)) common.over.add(each);
  return common.over.has(since);
}
/** The word that all tabs of a code share; with a "~" where they cannot. */
function sinceOf(space, code, word = randomWord()) {
  const there = noted("localStorage", sinceKey(space, code));
  if (there) return there;
  try {
    localStorage.setItem(sinceKey(space, code), word);
    return word;
  } catch { return `~${word}`; }
}
const nameIsOurs = () => window === window.top && (!window.name || window.name.startsWith(OURS));
function everyVisit(model, space) {
  let session = null, state = null;
  try { session = sessionStorage.getItem(visitKey(space)); } catch { /* forbidden */ }
  try { state = history.state?.seminar?.[space]; } catch { /* forbidden */ }
  const name = nameIsOurs() ? parsed(window.name.slice(OURS.length))?.[space] : null;
  return [visits.get(space), parsed(session), ...(hasKernel(model) ? [] : [state, name])]
    .filter(isVisit);
}
/** The visit of this tab; where nothing is known of one, a new one: `isNew` until it types. */
function visitOf(model) {
  const space = spaceOf(model);
  const [latest] = everyVisit(model, space).sort((a, b) => b.turn - a.turn);
  if (latest && !isOver(space, latest)) return latest;
  const visit = { code: "", token: randomWord(), since: "", turn: 0 };
  if (latest) return hold(model, { ...visit, since: sinceOf(space, ""), turn: latest.turn + 1 });
  visits.set(space, { ...visit, isNew: true });
  return visits.get(space);
}
/** Notes a visit wherever a reload may find it again. */
function hold(model, visit) {
  const space = spaceOf(model);
  visits.set(space, visit);
  try {
    sessionStorage.setItem(visitKey(space), JSON.stringify(visit));
  } catch { /* forbidden */ }
  if (!hasKernel(model)) holdInWindow(space, visit);
  common.places = everyVisit(model, space).length;
  return visit;
}
function holdInWindow(space, visit) {
  try {
    const state = typeof history.state === "object" ? history.state : {};
    history.replaceState({ ...state, seminar: { ...state?.seminar, [space]: visit } }, "");
  } catch { /* forbidden, or too often */ }
  if (nameIsOurs()) {
    const others = parsed(window.name.slice(OURS.length)) ?? {};
    window.name = OURS + JSON.stringify({ ...others, [space]: visit });
  }
}
/** The visit of who types now: from here on a reload knows it. */
function typing(model) {
  const { isNew, ...visit } = visitOf(model);
  const space = spaceOf(model);
  if (isNew) return hold(model, { ...visit, since: sinceOf(space, ""), turn: 1 });
  sinceOf(space, visit.code, visit.since); // the browser's data may have been cleared
  const same = everyVisit(model, space).filter((each) => each.turn === visit.turn);
  if (!visits.has(space) || same.length < common.places) hold(model, visit);
  return visit;
}
/** The code this tab works under: a word and a number from the teacher's list, or nothing. */
const codeOfThisTab = (model) => visitOf(model).code;

// ------------------------------------------------------------------------------ taking a code

/**
 * The tab works under this code from now on. What was typed in it without one comes along: of each
 * item { lesson, item, pages }.
 */
function takeCode(model, code) {
  const { isNew, ...visit } = visitOf(model);
  const now = { ...visit, code, since: sinceOf(spaceOf(model), code), turn: visit.turn + 1 };
  hold(model, now);
  const along = takeAlong(model);
  tell("seminar-code");
  return along;
}
/** Words that this visit typed without a code leave that place, and stand under its code. */
function takeAlong(model) {
  const visit = visitOf(model);
  const { code } = visit;
  const beginning = `seminar/${spaceOf(model)}/`;
  if (!code) return [];
  const isFrom = (key) => key.startsWith(beginning) && partsOf(key)?.code === "";
  const keys = new Set([...common.memory.keys(), ...keysNear(beginning)].filter(isFrom));
  const along = [...keys].flatMap((key) => {
    const pages = alongInPage(key, key + code, visit);
    return pages.length ? [{ ...partsOf(key), pages }] : [];
  });
  deep("readwrite", (store) => {
    const asked = store.getAllKeys();
    asked.onsuccess = () => asked.result.filter((key) => isFrom(String(key))).forEach((key) =>
      withVersions(store, [key, key + code], (from, to) => {
        const { own, stays, moved } = takenAlong(from, to, visit);
        if (!own.length) return;
        store.put(moved, key + code);
        if (stays.length) store.put(stays, key);
        else store.delete(key);
      }));
  }, false);
  return along;
}
function alongInPage(from, to, visit) {
  const { own, stays, moved } = takenAlong(known(from), known(to), visit);
  if (!own.length) return [];
  const before = readNear(from);
  common.memory.set(to, moved);
  common.memory.set(from, stays);
  writeNear(from, takenAlong(before, [], visit).stays); // first, for there may be no room for both
  if (!writeNear(to, moved)) writeNear(from, before); // the deep store has to do it
  if (common.homeless.has(from)) {
    setHomeless(from, false);
    setHomeless(to, true);
  }
  mergeDeep(to, moved);
  return own.map((each) => each.page);
}

// ------------------------------------------------------------------------------ leaving

/**
 * Ends the visit in every tab of its code, and takes all words of the code out of this browser.
 * Whether it is sure that none is left.
 */
async function leave(model) {
  const space = spaceOf(model);
  const { code, since } = visitOf(model);
  const ends = [since, noted("localStorage", sinceKey(space, code))].filter(Boolean);
  const beginnings = [`seminar/${space}/`, `seminar/${model.get("project")}/`];
  const isLeavers = (key) => isOfCode(code)(key) && beginnings.some((each) => key.startsWith(each));
  // First, so that no other tab takes for kept, or writes again, what is taken out here.
  for (const end of ends) common.over.add(end);
  const sure = forgetKeys(isLeavers); // what is near at once, and then there is room for the list
  note("localStorage", leftKey(space),
    JSON.stringify([...new Set([...ends, ...leftOf(space)])].slice(0, 200)));
  common.channel?.postMessage({ space, code, ends });
  visitOf(model); // a new one, without a code
  tell("seminar-cleared");
  return sure;
}
function tell(event, detail = {}) {
  document.dispatchEvent(new CustomEvent(event, { detail }));
}

// What each widget was opened under: whether that still holds is asked whenever another tab or
// another page may have changed it.
const opened = (common.opened ??= new Map()); // set -> { model, token, code }
function openedUnder(model) {
  const { token, code } = visitOf(model);
  opened.set(spaceOf(model), { model, token, code });
  return { token, code };
}
const standsUnder = (was, { token, code }) => was.token === token && was.code === code;
/** Where the visit of this tab is another than the page was opened under, the page is, too. */
function lookAgain() {
  for (const [space, was] of [...opened]) {
    const visit = visitOf(was.model);
    if (standsUnder(was, visit)) continue;
    const changed = visit.token !== was.token;
    if (changed) forgetInPage((key) => key.startsWith(`seminar/${space}/`) && partsOf(key));
    else takeAlong(was.model);
    tell(changed ? "seminar-cleared" : "seminar-code", { elsewhere: true });
  }
}
function listenToTabs() {
  if (common.channel || typeof BroadcastChannel !== "function") return;
  try {
    common.channel = new BroadcastChannel("seminar");
    common.channel.onmessage = ({ data: { space, code, ends } }) => {
      for (const end of ends) common.over.add(end);
      const visit = visits.get(space); // alone with its word: only its code tells
      if (visit?.since.startsWith("~") && visit.code === code) common.over.add(visit.since);
      lookAgain();
    };
  } catch { /* forbidden */ }
}
if (!common.watches) {
  common.watches = true;
  listenToTabs();
  window.addEventListener("storage", ({ key }) => {
    if (key === null || key.endsWith("/left")) lookAgain();
  });
  window.addEventListener("pagehide", () => { // a page with an open channel is not kept for Back
    common.channel?.close();
    common.channel = null;
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    listenToTabs();
    lookAgain();
    if (persisted) tell("seminar-store"); // another page of this tab may have written meanwhile
  });
  document.addEventListener("resume", lookAgain);
  document.addEventListener("visibilitychange", lookAgain);
  document.addEventListener("seminar-store", () => {
    for (const { model } of opened.values()) takeAlong(model);
  });
}
