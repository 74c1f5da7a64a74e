// Reading a number as a person types it, as answers/numerals.py does: one table of cases holds both
// to the same.

const NUMERAL_LONGEST = 60; // characters; what is longer is no number
const PERCENT = ["per\\s*cent", "pct", "%"];

/** The figure 0 to 9 that a sign of any script stands for. */
function figureOf(sign) {
  const code = sign.normalize("NFKC").codePointAt(0);
  const isFigure = (each) => /\p{Nd}/u.test(String.fromCodePoint(each));
  let figure = 0;
  while (isFigure(code - figure - 1)) figure += 1;
  return figure;
}

/** The same text in ASCII, as far as numbers need it. */
function inAscii(text) {
  return text
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "") // not to be seen
    .replace(/\p{Nd}/gu, figureOf)
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018\u2019\u02bc\u00b4`\u066c]/g, "'")
    .replace(/\u066b/g, ".").replace(/\u060c/g, ",").replace(/\u066a/g, "%")
    .replace(/\s+/g, " ").trim().toLowerCase();
}

/** What a text may end with besides the figures: its unit, however it is spaced. */
function unitAtTheEnd(unit) {
  const escapedUnit = inAscii(unit).replace(/[^a-z0-9 ]/gu, "\\$&").replace(/ /g, "\\s*");
  const isPercent = new RegExp(`^(?:${PERCENT.join("|")})$`).test(inAscii(unit));
  const names = [escapedUnit, ...(isPercent ? PERCENT : [])].filter(Boolean);
  return new RegExp(names.length ? `(?:\\s*(?:${names.join("|")})\\.?)+$` : "(?!)");
}

/** The number that figures and separators mean: none, one, or two where it can be either. */
function meanings(figures) {
  const plain = (whole, part) =>
    (whole.replace(/\D/g, "").replace(/^0+(?=\d)/, "") || "0") + (part ? `.${part}` : "");
  const one = /^(\d{1,3}(?:[ ']\d{3})+)(?:[.,](\d+))?$/.exec(figures)
    ?? /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/.exec(figures)
    ?? /^(\d{1,3}(?:\.\d{3})+),(\d+)$/.exec(figures)
    ?? /^(\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,}|\d+\.?)$/.exec(figures);
  if (one) return [plain(one[1], one[2])];
  const [, whole, part] = /^(\d*)[.,](\d+)$/.exec(figures) ?? [];
  if (part === undefined) return [];
  const orThousands = /^[1-9]\d{0,2},\d{3}$/.test(figures);
  return orThousands ? [plain(whole, part), plain(whole + part)] : [plain(whole, part)];
}

/**
 * What was typed as a number, the point before its parts: [] where it cannot be read, two where a
 * comma can stand before parts or between thousands. `unit` may stand behind it.
 */
function readNumber(typed, unit) {
  if (typed.length > NUMERAL_LONGEST + unit.length) return [];
  const [, sign, figures] = /^([-+]?) ?(.*)$/.exec(inAscii(typed).replace(unitAtTheEnd(unit), ""));
  return meanings(figures).map((each) => (sign === "-" ? `-${each}` : each));
}
