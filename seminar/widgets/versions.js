// Versions of an answer: what counts as replaced, and lists of versions merged. Pure functions,
// which a test calls alone.
//
// A version is { text, verb, revision, day, page, asked, visit, since }. A page (one opening of the
// lesson in one tab) replaces its own version only, so that no tab can overwrite another's words.
// `revision` counts keystrokes, so order rests on no clock. `visit` and `since`: who typed it
// (visit.js). `aside`: how many characters went when it was put aside.

const VERSIONS = 20;
const VANISHED = 40; // so many characters gone little by little, and what stood there is put aside

const isVersion = (each) => typeof each?.text === "string" && Number.isInteger(each.revision);
const countWords = (text) => text.split(/\s+/).filter(Boolean).length;
const highestOf = (versions) => versions.reduce((most, each) => Math.max(most, each.revision), 0);

/**
 * Lists of versions as one: of each page its newest, newest first. What a newer one begins with is
 * left out. Where there are too many, small changes that were put aside go first.
 */
function together(...lists) {
  const pages = new Map();
  for (const version of lists.flat()) {
    const twin = pages.get(version.page);
    if (!twin || version.revision > twin.revision) pages.set(version.page, version);
  }
  const versions = [...pages.values()].sort((a, b) => b.revision - a.revision)
    .filter((each, i, all) => !all.slice(0, i).some((newer) => newer.text.startsWith(each.text)));
  const worth = (each) => (!each.aside ? 2 : each.aside > VANISHED ? 1 : 0);
  const going = versions.slice(1).reverse() // the newest of all stays
    .sort((a, b) => worth(a) - worth(b)).slice(0, Math.max(versions.length - VERSIONS, 0));
  return versions.filter((each) => !going.includes(each));
}

/** The part of a text that one change took out: what both its ends do not have in common. */
function takenOut(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return before.slice(start, before.length - end);
}
/** Whether one change put another text in a text's place: two words of it are gone, or most. */
function isReplaced(before, after) {
  const gone = takenOut(before, after).trim();
  return countWords(gone) > 1 || gone.length * 2 > before.trim().length;
}
/** Whether a text has dwindled, key by key, so far that it is missed. */
function hasDwindled(before, after) {
  const gone = before.length - after.length;
  return Boolean(before.trim()) && (!after.trim() || gone > VANISHED
    || (gone * 2 > before.length && countWords(before) - countWords(after) > 1));
}
/**
 * The versions that a change to `text` would lose, oldest first: the longest (`peak`), and what
 * stood there `before` it. `typed`: the text is a person's own words, not a list of choices.
 */
function lostWith(text, { peak, before, typed }) {
  const aside = (each) => ({ ...each, aside: Math.max(each.text.length - text.length,
    takenOut(each.text, text).length) });
  const lost = peak && hasDwindled(peak.text, text) ? [aside(peak)] : [];
  if (typed && before?.text.trim() && isReplaced(before.text, text)
    && !lost.some((each) => each.text.startsWith(before.text))) {
    lost.push(aside(before));
  }
  return lost;
}

/**
 * What a visit typed under no code, out of that list and into the list of its code, as the newest
 * there: { own, stays, moved }. `moved` is the whole list of the code with it.
 */
function takenAlong(from, to, { token, since }) {
  const own = from.filter((each) => each.visit === token);
  const behind = highestOf(to);
  return {
    own, stays: from.filter((each) => each.visit !== token),
    moved: together(own.map((each) => ({ ...each, since, revision: each.revision + behind })), to),
  };
}
