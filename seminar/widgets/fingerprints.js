// Lays a reader's own copy over the fingerprints of a text. Words and hashes are those of
// data/fingerprints.py, which makes the prints: a test runs both on the same copies.

const RUN = 5; // words that are hashed together
const APART = 100; // words between two hits of one paragraph: the head of a page may stand there
const REACH = 60; // words looked through for a paragraph's edge where its own is damaged

const ROOM = "[ \\t\\r\\n\\f\\v\\u00a0]";
const LETTER = "[\\p{L}\\p{N}]";
const NO_ROOM = "[\\u0300-\\u036f\\u200b-\\u200d\\u2060\\ufeff'‘’‛ʼ`´]";
const HYPHEN = "[-\\u2010\\u2011\\u00ad]";
const WORD = new RegExp(
  `\\[[0-9]+\\]|${LETTER}(?:${LETTER}|${NO_ROOM}|${HYPHEN}${ROOM}*(?=${LETTER}))*`, "gu");
const NO_LETTER = /[^\p{L}\p{N}]+|ʼ/gu;
const BLANK_LINE = /\n[ \t\r\f]*\n|\f/;
const STOP = /[.!?:]/;
const SENTENCE_END = /[.!?]/;
const OPENING = "“‘\"'(«[";
const CLOSING = /[.,;:!?…)\]”’"'»]*(?: ?\[[0-9]+\])*/y;

/** The words of a text: { word, start, end }, small letters and digits, of one form. */
function wordsOf(text) {
  const found = [];
  for (const { 0: written, index: start } of text.matchAll(WORD)) {
    const word = written.normalize("NFKC").toLowerCase().replace(NO_LETTER, "");
    if (word && written[0] !== "[") found.push({ word, start, end: start + written.length });
  }
  return found;
}

/** The hash of a run of words: FNV-1a, 32 bits. */
function hashOf(bytes) {
  return bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
}

/** The hash of every run of words, in order. */
function runsOf(words) {
  const encoder = new TextEncoder();
  const runs = [];
  for (let at = 0; at + RUN <= words.length; at += 1) {
    const run = words.slice(at, at + RUN).map((each) => each.word).join(" ");
    runs.push(hashOf(encoder.encode(run)));
  }
  return runs;
}

/** The hits of each paragraph, gathered into stretches that follow its own order. */
function stretchesOf(words, prints) {
  const where = new Map();
  for (const [paragraph, line] of Object.entries(prints)) {
    const numbers = line.split(" ").filter(Boolean).map((number) => parseInt(number, 16));
    const ofAll = numbers.length;
    numbers.forEach((number, place) => {
      where.set(number, [...(where.get(number) ?? []), { paragraph, place, ofAll }]);
    });
  }
  const stretches = [];
  const now = new Map();
  runsOf(words).forEach((number, at) => {
    for (const { paragraph, place, ofAll } of where.get(number) ?? []) {
      const one = now.get(paragraph);
      const end = at + RUN - 1;
      if (one && one.last < place && at - one.end <= APART) {
        Object.assign(one, { end, last: place, hits: one.hits + 1 });
      } else {
        const fresh = { paragraph, ofAll, start: at, end, first: place, last: place, hits: 1 };
        now.set(paragraph, fresh);
        stretches.push(fresh);
      }
    }
  });
  return stretches;
}

/**
 * The paragraphs that a copy holds: { p1: { text, whole }, ... }. `prints`: as in paragraphs.csv.
 */
function layOver(copy, prints) {
  const words = wordsOf(copy);
  const best = new Map();
  for (const each of stretchesOf(words, prints)) {
    const enough = each.hits >= Math.max(2, each.ofAll / 3);
    const other = best.get(each.paragraph);
    if (enough && (!other || each.hits > other.hits)) best.set(each.paragraph, each);
  }
  const chosen = [...best.values()].sort((a, b) => a.start - b.start);
  const cut = new Map(chosen.map((stretch, at) =>
    [stretch.paragraph, passage(copy, words, chosen[at - 1], stretch, chosen[at + 1])]));
  return Object.fromEntries(Object.keys(prints).filter((each) => cut.has(each))
    .map((each) => [each, cut.get(each)]));
}

const begins = (stretch) => stretch.first === 0;
const ends = (stretch) => stretch.last === stretch.ofAll - 1;

/** A stretch's paragraph, cut out of the copy between its neighbours. */
function passage(copy, words, before, stretch, after) {
  let [first, last] = [stretch.start, stretch.end];
  if (!begins(stretch)) {
    const border = before ? before.end + 1 : 0;
    first = edge(copy, words, first, border, -1, !before || ends(before));
  }
  if (!ends(stretch)) {
    const border = (after?.start ?? words.length) - 1;
    last = edge(copy, words, last, border, 1, !after || begins(after));
  }
  let start = words[first].start;
  while (start && OPENING.includes(copy[start - 1])) start -= 1;
  CLOSING.lastIndex = words[last].end;
  CLOSING.test(copy);
  return {
    text: asRead(copy.slice(start, CLOSING.lastIndex)),
    whole: begins(stretch) && ends(stretch),
  };
}

/**
 * The paragraph's edge, looked for from `place` to `border`, back (step -1) or on (1).
 * Best is a blank line after a full stop; then the border, where the neighbour's own edge was
 * `recognised`; then the end of a sentence; then any blank line, as round the head of a page.
 */
function edge(copy, words, place, border, step, recognised) {
  const steps = Math.min(Math.max(step * (border - place), 0), REACH);
  const near = Array.from({ length: steps + 1 }, (_, count) => place + step * count);
  const gapBeyond = (each) => {
    const [left, right] = step < 0 ? [each - 1, each] : [each, each + 1];
    return copy.slice(words[left]?.end ?? 0, words[right]?.start ?? copy.length);
  };
  const nearest = (...kinds) =>
    near.find((each) => kinds.every((kind) => kind.test(gapBeyond(each))));
  return nearest(BLANK_LINE, STOP) ?? (recognised && near.at(-1) === border ? border : null)
    ?? nearest(SENTENCE_END) ?? nearest(BLANK_LINE) ?? place;
}

/** The text in one line: no soft hyphens, and nothing between a hyphen and the line's end. */
function asRead(text) {
  return text.replace(new RegExp(`\\u00ad${ROOM}*`, "g"), "")
    .replace(/([-\u2010\u2011])[ \t\r]*\n[ \t\r\n]*/g, "$1")
    .replace(new RegExp(`${ROOM}+`, "g"), " ")
    .replace(/^ +| +$/g, "");
}
