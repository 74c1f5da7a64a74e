// Reads a reader's own copy, picked or from my/: plain text, or a saved web page.

const LARGEST = 20000000; // bytes of a file
const LONGEST = 2000000; // characters of text in it
const TOO_LARGE = IN_WORDS.copies.large;
const NO_TEXT = IN_WORDS.copies.noText;
// What a file begins with that is no text, and what its reader can do.
const OTHER_KINDS = [
  ["%PDF", IN_WORDS.copies.pdf],
  ["PK", IN_WORDS.copies.packed],
  ["{\\rtf", IN_WORDS.copies.document],
  ["From: <Saved by", IN_WORDS.copies.oneFile],
];

const BLOCKS = new Set(("address article aside blockquote body caption center dd details div dl " +
  "dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p " +
  "pre section summary table tbody td tfoot th thead tr ul").split(" "));
const UNREAD = new Set(
  "iframe noscript script select style svg template textarea title".split(" "));
const FIRST_TAG = "<(?:!doctype|html|head|body|main|article|section|div|p|meta)\\b";
const MARKUP = new RegExp(`^\\s*(?:<\\?xml[^>]*>\\s*|<!--[^]*?-->\\s*)*${FIRST_TAG}`, "i");

/** The text of a file's bytes. Throws an Error whose message is a sentence for the reader. */
function readCopy(bytes) {
  if (bytes.length > LARGEST) throw new Error(TOO_LARGE);
  const beginning = String.fromCharCode(...bytes.slice(0, 20));
  for (const [sign, sentence] of OTHER_KINDS) {
    if (beginning.startsWith(sign)) throw new Error(sentence);
  }
  return readText(decode(bytes));
}
function readText(raw) {
  const text = MARKUP.test(raw) ? plainText(raw) : raw;
  if (!text.trim() || text.includes("\0")) throw new Error(NO_TEXT);
  if (text.length > LONGEST) throw new Error(TOO_LARGE);
  return text;
}
function decode(bytes) {
  const sign = bytes[0] * 256 + bytes[1];
  if (sign === 0xfffe) return new TextDecoder("utf-16le").decode(bytes);
  if (sign === 0xfeff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The text of a web page, a blank line between its blocks. The page is parsed, and never shown. */
function plainText(markup) {
  const pieces = [];
  (function gather(node) {
    for (const child of node.childNodes) {
      const tag = child.localName;
      if (child.nodeType === Node.TEXT_NODE) pieces.push(child.data.replace(/[ \t\r\n\f]+/g, " "));
      else if (child.nodeType !== Node.ELEMENT_NODE || UNREAD.has(tag)) continue;
      else if (tag === "br") pieces.push("\n");
      else {
        if (BLOCKS.has(tag)) pieces.push("\n\n");
        gather(child);
        if (BLOCKS.has(tag)) pieces.push("\n\n");
      }
    }
  })(new DOMParser().parseFromString(markup, "text/html"));
  return pieces.join("");
}
