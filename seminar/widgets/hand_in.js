// The form of a handed-in file, and reading one that a reader picks, as answers/hand_in.py does: a
// test gives both the same files. Nothing in it is trusted: it is data, never run or shown as HTML,
// and of each field only what is of its own kind is taken.

const FAULTS = IN_WORDS.handIn;
const HAND_IN_FORMAT = "seminar hand-in";
const HAND_IN_VERSION = 1;
const HAND_IN_ID = "seminar-hand-in";
const HAND_IN_LARGEST = 20e6; // bytes
const HAND_IN_LONGEST = 1e6; // characters of one answer
const HAND_IN_DEEPEST = 20; // brackets within brackets; our own files have three
const HAND_IN_ITEM = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const HAND_IN_SCRIPT = /<script\b([^<>]*)>/gi;
const HAND_IN_ATTRIBUTE = // as HTML has them, with its own idea of a space
  /(?:^|[ \t\r\n\f])([a-z-]+)[ \t\r\n\f]*=[ \t\r\n\f]*(?:"([^"]*)"|'([^']*)'|([^ \t\r\n\f"']+))/gi;

/** What a handed-in file holds, or { fault }: a sentence that says why it is not used. */
async function readHandIn(model, file) {
  const refused = (why) => ({
    fault: filled(FAULTS.refused, { name: file.name, why: FAULTS[why] }) });
  if (file.size > HAND_IN_LARGEST) return refused("large");
  let bytes, page;
  try { bytes = await file.arrayBuffer(); } catch { return refused("unread"); }
  try {
    page = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch { return refused("foreign"); }
  const block = handInBlock(page);
  if (block === undefined) return refused("foreign");
  const { data, lines, faults } = loadedHandIn(block);
  if (!data) return refused("damaged");
  if (data.format !== HAND_IN_FORMAT || !Array.isArray(lines)) return refused("foreign");
  if (!Number.isInteger(data.version) || data.version > HAND_IN_VERSION) return refused("newer");
  if (data.project !== model.get("project")) return refused("otherSet");
  const { lesson } = data;
  if (!Number.isInteger(lesson) || lesson < 0 || lesson > 99) return refused("noLesson");
  const { code = "" } = data;
  const isCode = code === "" || (typeof code === "string" && CODE.test(code));
  if (!isCode) faults.push(FAULTS.noCode);
  const head = { lesson, code: isCode ? code : "", day: isDay(data.day) ? data.day : "" };
  return { data: head, ...recordsOf(lines, faults) };
}

/**
 * The text of the block that carries the answers; undefined where there is none. A program that
 * saved the page again may have turned its attributes round, or changed or lost their quotes.
 */
function handInBlock(page) {
  for (const { 0: tag, 1: written, index } of page.matchAll(HAND_IN_SCRIPT)) {
    const attributes = new Map([...written.matchAll(HAND_IN_ATTRIBUTE)].map(
      ([, name, ...values]) => [name.toLowerCase(), values.find(Boolean)]));
    if (attributes.get("id") !== HAND_IN_ID) continue;
    if (attributes.get("type")?.toLowerCase() !== "application/json") continue;
    const block = page.slice(index + tag.length);
    const end = block.search(/<\/script/i);
    return end < 0 ? block : block.slice(0, end);
  }
  return undefined;
}

/** JSON, refused where it is nested deeper than any handed-in file. */
function handInJson(text) {
  const value = JSON.parse(text);
  const inside = (each) => (each !== null && typeof each === "object" ? Object.values(each) : []);
  for (let level = [value], depth = 0; level.length; level = level.flatMap(inside), depth += 1) {
    if (depth > HAND_IN_DEEPEST) throw new SyntaxError("nested too deep");
  }
  return value;
}

/** A line without the signs at its end; in one go, however many they are. */
function withoutEnd(line, signs) {
  let end = line.length;
  while (end && signs.includes(line[end - 1])) end -= 1;
  return line.slice(0, end);
}

/** The block's head and its records. A block that breaks off is read line by line. */
function loadedHandIn(block) {
  const isHead = (data) => data !== null && typeof data === "object" && !Array.isArray(data);
  try {
    const data = handInJson(block);
    if (!isHead(data)) return { data: {} };
    if (Object.hasOwn(data, "records")) return { data, lines: data.records, faults: [] };
  } catch { /* line by line, then */ }
  const [first = "", ...rest] = block.split(/\r?\n/).filter(Boolean)
    .map((line) => withoutEnd(line, ","));
  try {
    const data = handInJson(`${withoutEnd(first.replace(/"records": \[$/, ""), ", ")}}`);
    const lines = rest.flatMap((line) => {
      try { return [handInJson(line)]; } catch { return []; }
    });
    if (isHead(data)) {
      return { data, lines, faults: [filled(FAULTS.broken, { count: lines.length })] };
    }
  } catch { /* nothing is left */ }
  return { data: null };
}

/** Of each item the answer of the highest revision; and, in words, what was left out. */
function recordsOf(lines, faults) {
  const found = new Map();
  lines.forEach((record, i) => {
    const { item, text, verb, revision, asked } = record ?? {};
    if (typeof item !== "string" || typeof text !== "string" || !HAND_IN_ITEM.test(item)) {
      faults.push(filled(FAULTS.leftOut, { number: i + 1 }));
      return;
    }
    if (text.length > HAND_IN_LONGEST) faults.push(filled(FAULTS.long, { item }));
    const answer = {
      item,
      text: text.slice(0, HAND_IN_LONGEST),
      asked: typeof asked === "string" ? asked : "",
      verb: typeof verb === "string" && /^[a-z ]{0,40}$/.test(verb) ? verb : "",
      revision: Number.isInteger(revision) && revision >= 0 && revision < 1e9 ? revision : 0,
    };
    const other = found.get(item);
    if (other) faults.push(filled(FAULTS.twice, { item }));
    if (!other || answer.revision >= other.revision) found.set(item, answer);
  });
  return { records: [...found.values()], faults };
}

/** Whether this is a day of the calendar, written as 2026-11-25. */
function isDay(day) {
  if (typeof day !== "string" || !/^(?!0000)\d{4}-\d\d-\d\d$/.test(day)) return false;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
