// What a teacher decides of answers: hold, mark, comment. A page cannot write a file by itself, so
// one button gives the table decisions.csv to save, and a line says what is not saved yet. Until
// then this browser keeps it. Without this script the ticks work until the page is closed.
const NAME = "decisions.csv";
const COLUMNS = ["code", "lesson", "question", "hold", "mark", "comment"];
const key = `seminar-decisions/${document.body.dataset.decisions}`;
const highest = Number(document.body.dataset.highest);
const cards = [...document.querySelectorAll("li[data-who]")].map((card) => ({
  place: [card.dataset.who, card.dataset.lesson, card.dataset.question],
  hold: card.querySelector(".hold"),
  mark: card.querySelector(".mark"),
  comment: card.querySelector(".comment"),
}));
const button = document.querySelector("#save");
const told = document.querySelector("#told");

const now = ({ hold, mark, comment }) => [hold.checked ? "yes" : "", mark.value, comment.value];
const saved = ({ hold, mark, comment }) => [
  hold.defaultChecked ? "yes" : "", mark.defaultValue, comment.defaultValue];
const same = (one, other) => one.every((cell, i) => cell === other[i]);
const changed = () => cards.filter((card) => !same(now(card), saved(card)));

/** A mark that is none is said, and not saved. */
function isMark(text) {
  const number = Number(text.replace(",", "."));
  return !text || number >= 0 && number <= highest;
}

/** A cell of the table: in quotes, and nothing in it that a spreadsheet runs. */
const cell = (text) => `"${text.replace(/^['=+\-@]/, "'$&").replaceAll('"', '""')}"`;

/** The table: what is decided here, and the rows of answers that this report does not show. */
function table() {
  const left = JSON.parse(document.querySelector("#left").textContent);
  const decided = cards.filter((card) => now(card).some(Boolean) || saved(card).some(Boolean))
    .map((card) => {
      const [hold, mark, comment] = now(card);
      return [...card.place, hold || "no", isMark(mark) ? mark : "", comment];
    });
  return `\ufeff${[COLUMNS, ...left, ...decided].map((row) => row.map(cell).join(","))
    .join("\r\n")}\r\n`;
}

/** What is not saved yet is kept in this browser; false where it keeps nothing. */
function keep() {
  const rows = changed().map((card) => [card.place.join("/"), now(card)]);
  try {
    if (rows.length) localStorage.setItem(key, JSON.stringify(rows));
    else localStorage.removeItem(key);
    return true;
  } catch { return false; }
}

function bringBack() {
  let kept = new Map();
  try {
    kept = new Map(JSON.parse(localStorage.getItem(key) ?? "[]"));
  } catch { /* it keeps nothing, or what another page left there */ }
  for (const card of cards) {
    const row = kept.get(card.place.join("/"));
    if (!row) continue;
    [card.hold.checked, card.mark.value, card.comment.value] = [row[0] === "yes", row[1], row[2]];
  }
}

let handedOn = ""; // the table that was last given to be saved
const isOpen = () => changed().length > 0 && table() !== handedOn;

function say(sentence = "") {
  const wrong = cards.filter(({ mark }) => {
    const fits = isMark(mark.value);
    mark.setAttribute("aria-invalid", String(!fits));
    return !fits;
  });
  const kept = keep();
  const count = changed().length;
  const open = count === 1 ? "1 decision is" : `${count} decisions are`;
  told.textContent = [
    sentence,
    !sentence && count ? `${open} not saved yet. ${
      kept ? "This browser keeps it until you save." : "Save before you close this page."
    }` : "",
    !sentence && !count ? `Nothing here waits to be saved. What stands here is from ${NAME}.` : "",
    wrong.length ? `A mark is a number from 0 to ${highest}. This one is not, so it is not saved: ${
      wrong.map(({ place }) => place[0]).join(", ")}.` : "",
  ].filter(Boolean).join(" ");
}

const PUT = `Put it into the folder of your class, beside codes.txt, in the place of the old one. `
  + "Then run collate again.";

/** Into a file that the teacher picks, where the browser can: true once it is written. */
async function writeTo(text) {
  const file = await showSaveFilePicker({ suggestedName: NAME });
  const out = await file.createWritable();
  await out.write(text);
  await out.close();
  return file.name;
}

/** What was written is what stands in the table from now on. */
function settle() {
  for (const { hold, mark, comment } of cards) {
    hold.defaultChecked = hold.checked;
    for (const field of [mark, comment]) field.defaultValue = field.value;
  }
}

function download(text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = NAME;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function save() {
  const text = table();
  if (typeof showSaveFilePicker === "function") {
    try {
      const name = await writeTo(text);
      handedOn = text;
      settle();
      say(name === NAME
        ? `${NAME} is written. It belongs into the folder of your class, beside codes.txt. The `
          + "next report that you make there shows it."
        : `The table is written as ${name}. It is read only under the name ${NAME}. ${PUT}`);
      return;
    } catch (error) {
      if (error.name === "AbortError") return say("Not saved: no file was chosen.");
    }
  }
  download(text);
  handedOn = text;
  say(`Your browser was asked to save ${NAME}. Look for the newest one in Downloads. ${PUT}`);
}

bringBack();
if (cards.length) {
  button.hidden = false;
  button.addEventListener("click", save);
  say();
}
document.addEventListener("change", ({ target }) => {
  if (target.matches(".comment")) target.value = target.value.replace(/\s+/g, " ").trim();
  if (target.matches(".hold, .mark, .comment")) say();
});
document.addEventListener("input", ({ target }) => {
  if (target.matches(".comment")) keep(); // the page may be closed before the line ends
});
addEventListener("beforeunload", (event) => { if (isOpen()) event.preventDefault(); });
