// The form of a handed-in file, and reading one that a reader picks, as hand_in.py does: a
// test gives both the same files. Nothing in it is trusted: it is data, never run or shown as HTML.

const HAND_IN_FORMAT = "seminar hand-in";
const HAND_IN_VERSION = 1;
const HAND_IN_ID = "seminar-hand-in";
const HAND_IN_LARGEST = 20e6; // bytes
const HAND_IN_LONGEST = 1e6; // characters of one answer
const HAND_IN_BLOCK = new RegExp(
  `<script type="application/json" id="${HAND_IN_ID}">([^]*?)(?:</script>|$)`);
const HAND_IN_ITEM = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** What a handed-in file holds, or { fault }: a sentence that says why it is not used. */
async function readHandIn(model, file) {
  const refused = (why) => ({ fault: IN_WORDS.handIn.refused(file.name, IN_WORDS.handIn[why]) });
  if (file.size > HAND_IN_LARGEST) return refused("large");
  let bytes, page;
  try { bytes = await file.arrayBuffer(); } catch { return refused("unread"); }
  try {
    page = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch { return refused("foreign"); }
  const [, block] = HAND_IN_BLOCK.exec(page) ?? [];
  if (block === undefined) return refused("foreign");
  const { data, lines, faults } = loadedHandIn(block);
  if (!data) return refused("damaged");
  if (data.format !== HAND_IN_FORMAT || !Array.isArray(lines)) return refused("foreign");
  if (!Number.isInteger(data.version) || data.version > HAND_IN_VERSION) return refused("newer");
  if (data.project !== model.get("project")) return refused("otherSet");
  const { lesson } = data;
  if (!Number.isInteger(lesson) || lesson < 0 || lesson > 99) return refused("noLesson");
  const code = data.code ?? "";
  if (code && !(typeof code === "string" && CODE.test(code)) || data.code === null) {
    faults.push(IN_WORDS.handIn.noCode);
  }
  return { data, ...recordsOf(lines, faults) };
}

/** The block's head and its records. A block that breaks off is read line by line. */
function loadedHandIn(block) {
  const isHead = (data) => data !== null && typeof data === "object" && !Array.isArray(data);
  try {
    const data = JSON.parse(block);
    if (!isHead(data)) return { data: {} };
    if ("records" in data) return { data, lines: data.records, faults: [] };
  } catch { /* line by line, then */ }
  const [first, ...rest] = block.trim().split("\n").map((line) => line.replace(/,+$/, ""));
  try {
    const data = JSON.parse(`${first.replace(/"records": \[$/, "").replace(/[, ]+$/, "")}}`);
    const lines = rest.flatMap((line) => {
      try { return [JSON.parse(line)]; } catch { return []; }
    });
    if (isHead(data)) return { data, lines, faults: [IN_WORDS.handIn.broken(lines.length)] };
  } catch { /* nothing is left */ }
  return { data: null };
}

/** Of each item the answer of the highest revision; and, in words, what was left out. */
function recordsOf(lines, faults) {
  const found = new Map();
  lines.forEach((record, i) => {
    const { item, text } = record ?? {};
    if (typeof item !== "string" || typeof text !== "string" || !HAND_IN_ITEM.test(item)) {
      faults.push(IN_WORDS.handIn.leftOut(i + 1));
      return;
    }
    if (text.length > HAND_IN_LONGEST) faults.push(IN_WORDS.handIn.long(item));
    const { verb, revision, asked } = record;
    const answer = {
      ...record,
      text: text.slice(0, HAND_IN_LONGEST),
      asked: typeof asked === "string" ? asked : "",
      verb: typeof verb === "string" && /^[a-z ]{0,40}$/.test(verb) ? verb : "",
      revision: Number.isInteger(revision) && revision >= 0 && revision < 1e9 ? revision : 0,
    };
    const key = `${record.lesson ?? ""}/${item}`;
    const other = found.get(key);
    if (other) faults.push(IN_WORDS.handIn.twice(item));
    if (!other || answer.revision >= other.revision) found.set(key, answer);
  });
  return { records: [...found.values()], faults };
}

