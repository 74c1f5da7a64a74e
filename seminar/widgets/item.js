// One box: the place where one item's words are kept, what is shown of them, what is offered, and
// the line that says where they are. Words go to both stores of the browser at every keystroke,
// then to the kernel, which writes them to answers/. They travel as messages and never stand in a
// trait, because traits are saved inside the notebook.

const KEPT = IN_WORDS.keep;
const NAMED = 6; // codes at most, where a school's computer has had many readers
const PAUSE = 300; // milliseconds without a keystroke before the kernel is asked to write

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
/** A page id of its own for what is typed from now on: what stood there stays a version. */
const newPage = () => `${common.page}${(++common.turns).toString(36)}`;

class KeptItem {
  /** As `keeper`, which makes it, says. */
  constructor(model, { item = model.get("item"), asked = model.get("asked"), ...widget }) {
    Object.assign(this, { typed: true, ...widget, model, item, asked });
    this.listeners = [
      [document, "seminar-code", () => this.changeCode()],
      [document, "seminar-cleared", () => this.open()],
      [document, "seminar-store", () => this.comeTogether()],
      [document, "seminar-standing", ({ detail }) => this.stands(detail)],
      [window, "storage", ({ key }) => { if (key === this.key) this.showOffers(); }],
      [window, "pagehide", () => this.flush()],
    ];
    this.hear = (message) => this.answer(message);
    for (const [target, name, listener] of this.listeners) target.addEventListener(name, listener);
    model.on("msg:custom", this.hear);
    this.open();
  }
  close() {
    this.flush();
    clearTimeout(this.patience);
    for (const [target, name, listener] of this.listeners) {
      target.removeEventListener(name, listener);
    }
    this.model.off("msg:custom", this.hear);
  }
  send(message) {
    if (!hasKernel(this.model)) return null;
    try {
      this.model.send({ ...message, item: this.item, code: this.code });
      return true;
    } catch { return false; }
  }

  // ---- what is shown

  /** Begins anew under the visit of this tab, with nothing of any other. */
  open() {
    clearTimeout(this.waiting);
    clearTimeout(this.patience);
    Object.assign(this, openedUnder(this.model)); // token and code
    Object.assign(this, {
      key: storeKey(this.model, this.item, this.code), page: newPage(),
      last: null, peak: null, highest: 0, waiting: null, inBrowser: false,
      onDisk: [], older: readNear(olderKey(this.model, this.item, this.code)),
      codes: codesIn(this.model, this.item),
    });
    this.restore({ text: "", verb: "" });
    this.status(KEPT.nothing);
    this.fill(known(this.key));
    this.readDeep();
    this.send({ type: "look" });
  }
  /** What only the deep store holds. */
  async readDeep() {
    const { model, key, token, code, item } = this;
    const [versions, older, codes] = await Promise.all([
      readDeep(key), readAll(olderKey(model, item, code)),
      visitOf(model).isNew ? allDeep(beginningOf(model, item)) : new Map()]);
    if (key !== this.key || token !== this.token) return;
    this.older = older;
    this.codes = codesIn(model, item, codes);
    if (versions.length) common.memory.set(key, together(known(key), versions));
    this.fill(known(key));
  }
  /** The stores may hold more than this box knows: that and what was typed come together. */
  comeTogether() {
    if (this.last) this.store([]);
    this.readDeep();
  }
  see(versions) { this.highest = Math.max(this.highest, highestOf(versions)); }
  fill(versions) {
    this.see(versions);
    const own = versions.find((each) => each.visit === this.token);
    if (own && !this.last) this.takeUp(own);
    this.showOffers();
  }
  /** Shows words that this very visit typed before. What only the page remembers is kept anew. */
  takeUp(version) {
    this.last = this.peak = version;
    if (version.page.startsWith(common.page)) this.page = version.page;
    this.restore(version);
    if (readNear(this.key).some((each) => each.text === version.text)) this.isInBrowser();
    else this.keep(version);
  }
  isInBrowser() {
    this.inBrowser = true;
    setHomeless(this.key, false);
    this.status(KEPT.browser);
  }

  /** What stands in the widget, by its key, for who hands it in. */
  stands(found) { if (this.last || !found.has(this.key)) found.set(this.key, this.last); }

  // ---- what is kept

  keep({ text, verb = "" }) {
    if (!standsUnder(this, visitOf(this.model))) { // somebody has left, or another has come
      lookAgain();
      return this.open();
    }
    const { token, since } = typing(this.model);
    const before = known(this.key);
    this.see(before);
    const put = lostWith(text, { peak: this.peak, before: this.last, typed: this.typed })
      .filter((lost) => !before.some((other) => // it is put aside already
        other.page !== lost.page && other.text.startsWith(lost.text)))
      .map((lost, i) => ({
        ...lost, revision: ++this.highest, page: i ? newPage() : lost.page, visit: token, since,
      }));
    if (put.length) {
      this.page = newPage();
      this.peak = null;
    }
    this.last = {
      text, verb, revision: ++this.highest, day: today(), page: this.page, asked: this.asked,
      visit: token, since,
    };
    if (!this.peak || text.length >= this.peak.text.length) this.peak = this.last;
    this.store([...put, this.last]);
    note("localStorage", placeKey(this.model, this.code), this.item);
    for (const answer of put) this.send({ type: "keep", answer });
    if (put.length || this.codes.length) this.showOffers();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.write(), PAUSE);
  }
  /** Puts versions, and all that the page knows, into both stores. */
  store(put) {
    const { key, last } = this;
    const versions = together(put, known(key));
    common.memory.set(key, versions);
    this.inBrowser = writeNear(key, versions);
    if (this.inBrowser) this.isInBrowser();
    else this.status(KEPT.notYet);
    const allowed = () => standsUnder(this, visitOf(this.model));
    mergeDeep(key, versions, allowed).then((ok) => {
      if (last !== this.last || this.inBrowser) return;
      if (ok) this.isInBrowser();
      else if (!hasKernel(this.model)) this.notWritten("");
    });
  }
  write() {
    clearTimeout(this.waiting);
    clearTimeout(this.patience);
    this.waiting = null;
    const sent = this.send({ type: "keep", answer: this.last });
    if (sent) this.patience = setTimeout(() => this.notWritten(KEPT.noKernel), PATIENCE);
    else if (sent === false) this.notWritten(KEPT.noKernel);
  }
  flush() { if (this.waiting) this.write(); }
  notWritten(reason) {
    clearTimeout(this.patience);
    if (this.inBrowser) {
      this.status(reason ? filled(KEPT.notOnDisk, { reason }) : KEPT.browser);
      return;
    }
    setHomeless(this.key, Boolean(this.last?.text.trim()));
    this.status(filled(reason ? KEPT.nowhereBecause : KEPT.nowhere, { reason }));
  }
  changeCode() {
    this.flush(); // the last words belong to the code before
    this.open();
  }

  // ---- what the kernel says

  answer(message) {
    if (message?.code !== this.code || message.item !== this.item) return;
    const { last } = this;
    const ours = last && message.revision === last.revision && message.page === last.page;
    if (message.type === "kept" && ours && !this.waiting) this.isOnDisk(message);
    else if (message.type === "not kept" && ours) this.notWritten(message.reason);
    else if (message.type === "on disk") this.compare(message);
    else if (message.type === "brought") this.putBack(message.answer);
  }
  isOnDisk({ where, aside }) {
    clearTimeout(this.patience);
    setHomeless(this.key, false);
    this.status((this.inBrowser ? filled(KEPT.both, { where }) : filled(KEPT.disk, { where }))
      + (aside ? filled(KEPT.aside, { where, file: aside }) : ""));
  }
  compare({ versions, where }) {
    const { last } = this;
    this.onDisk = versions.map((each) => ({ ...each, where }));
    this.see(versions);
    const written = (each) => each.page === last.page && each.revision >= last.revision;
    if (last && !versions.some(written)) this.write();
    else if (last) this.isOnDisk({ where });
    this.showOffers();
  }

  // ---- what is offered

  /** Brings a version back as this page's own; what stood in the widget stays a version, too. */
  putBack({ text, verb }) {
    if (this.last?.text.trim()) this.page = newPage();
    this.last = this.peak = null;
    this.restore({ text, verb });
    this.keep({ text, verb });
    this.showOffers();
  }
  bring(version) {
    if (!version.where) return this.putBack(version);
    return this.send({ type: "bring", page: version.page, revision: version.revision });
  }
  /**
   * What can be brought back: the newest in sight while the widget is empty, the rest behind a
   * button. Of words under codes only code and day are named.
   */
  showOffers() {
    const { last, key } = this;
    const here = known(key);
    this.see(here);
    const stands = (each) => last.text.startsWith(each.text ?? "\0") ||
      (each.page === last.page && each.revision <= last.revision);
    const inSight = (each) => !last || !stands(each);
    const near = [...here, ...this.older.map((each) => ({ ...each, isOlder: true }))]
      .filter((each) => each.text.trim() && inSight(each));
    const far = this.onDisk.filter((each) => each.words && inSight(each) &&
      !here.some((other) => other.page === each.page && other.revision >= each.revision));
    const shown = last ? [] : [...near.slice(0, 1), ...far.slice(0, 1)];
    const earlier = [...near, ...far].filter((each) => !shown.includes(each));
    const rowOf = (version) => offerRow(version, this.asked, () => this.bring(version));
    this.offers.replaceChildren(...shown.map(rowOf));
    if (earlier.length) {
      this.offers.append(element("details", {},
        element("summary", {}, filled(KEPT.others, { count: earlier.length })),
        ...earlier.map(rowOf)));
    }
    if (this.codes.length && !last) {
      const named = this.codes.slice(0, NAMED)
        .map(({ code, day }) => filled(KEPT.underCode, { code, day: spokenDay(day) }));
      const older = this.codes.length - named.length;
      this.offers.append(element("p", { class: "hint" },
        filled(older ? KEPT.moreCodes : KEPT.codes, { codes: named.join(", "), older })));
    }
  }
}

function offerRow(version, asked, bring) {
  const count = version.words ?? countWords(version.text);
  const where = version.where ?? KEPT.here;
  const reworded = version.asked && asked && version.asked !== asked;
  return element("div", { class: "row hint" },
    element("span", { class: "grow" },
      filled(KEPT.holds, { where, count, day: spokenDay(version.day) }),
      version.isOlder ? KEPT.otherCopy : null,
      reworded ? filled(KEPT.older, { asked: version.asked }) : null),
    element("button", { type: "button", class: "plain", onclick: bring }, KEPT.bring));
}
const beginningOf = (model, item) =>
  `seminar/${spaceOf(model)}/${model.get("lesson")}/${item}/`;
/**
 * Where nothing is known of who sits here, a reload may have lost it: the codes under which this
 * browser holds words of the item, with the day of each, the newest first. `found`: what the deep
 * store holds, by key.
 */
function codesIn(model, item, found = new Map()) {
  if (!visitOf(model).isNew) return [];
  const keys = new Set([...found.keys(), ...keysNear(beginningOf(model, item))]);
  return [...keys].flatMap((key) => {
    const [newest] = together(readNear(key), found.get(key) ?? [])
      .filter((each) => each.text.trim());
    const code = partsOf(key)?.code;
    return newest && code ? [{ code, day: newest.day ?? "" }] : [];
  }).sort((a, b) => b.day.localeCompare(a.day));
}

/**
 * The place where one item's words are kept: { keep({ text, verb }), close }. `status(sentence)`
 * says where they are; `restore({ text, verb })` puts words back into the widget; `offers` is an
 * element for what can be brought back; `typed` is false where the text is a list of choices.
 */
function keeper(model, widget) {
  const kept = new KeptItem(model, widget);
  return { keep: (words) => kept.keep(words), close: () => kept.close() };
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
