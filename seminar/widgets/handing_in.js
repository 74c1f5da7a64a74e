// Handing in. A page never hears whether a file was saved: a frame, a program that shows pages, a
// school's rules or Cancel stop it in silence. So it says where to look, shows the words as text to
// copy beside it, and goes on holding back who closes the page until they say that they have it.

/** The answers as text, with a button that copies them. */
function textToCopy(say) {
  const text = element("textarea", { id: newId("copy"), rows: 8, readonly: true });
  async function copy() {
    text.focus();
    text.select();
    // Not every school's server is a secure context: where there is no clipboard, the text is
    // selected.
    try {
      await navigator.clipboard.writeText(text.value);
      say(WORDS.copied);
    } catch { say(WORDS.selected); }
  }
  const place = element("div", { hidden: true },
    element("label", { class: "field", for: text.id }, WORDS.copyPlace), text,
    element("button", { type: "button", class: "plain", onclick: copy }, WORDS.copyText));
  return {
    place, copy,
    show(words) {
      text.value = words;
      place.hidden = false;
    },
  };
}

/** Offers the lesson in a window of its own, where a page shows it in a frame. */
function wayOutOfAFrame() {
  if (window.top === window) return null;
  const { href, protocol } = location;
  const note = element("div", { class: "note" }, element("p", {}, WORDS.framed));
  if (!/^(https?|file):$/.test(protocol)) return note;
  const address = element("input", {
    type: "text", id: newId("address"), readonly: true, size: 40, value: href });
  note.append(
    element("p", {}, element("a", { href, target: "_blank", rel: "noopener" }, WORDS.ownWindow)),
    element("label", { class: "field", for: address.id }, WORDS.address), address);
  return note;
}

/** The file goes to the browser; whether it arrives cannot be seen. */
function offerFile(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/html" }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** The controls that hand in. `codeOfNow()` gives the code; `say` says a sentence at the desk. */
function handingIn(model, codeOfNow, say) {
  let handed = new Map(); // key -> what the file holds
  const copied = textToCopy(say);
  const unseen = element("div", { class: "note", hidden: true },
    element("p", {}, WORDS.unseen),
    element("button", { type: "button", onclick: confirm }, WORDS.have));

  async function handIn() {
    const reader = codeOfNow(); // while the words are looked for, another may sit down
    const all = await gather(model, reader);
    const name = handInName(model, reader);
    offerFile(`${name}.html`, handInPage(model, reader, all));
    handed = new Map([...all.found].map(
      ([item, version]) => [storeKey(model, item, reader), version.text]));
    copied.show(handInText(model, reader, all));
    unseen.hidden = false;
    const beside = [...all.others.values()].flat().length;
    const answered = countOf(model, (item) => all.found.has(item));
    const left = beside ? ` ${filled(WORDS.notInIt, { count: beside })}` : "";
    say(filled(WORDS.handedIn, { file: name, answered }) + left);
  }
  function confirm() {
    const now = standing();
    const isLater = ([key, version]) => (version?.text ?? "") !== (handed.get(key) ?? "");
    for (const [key, text] of handed) {
      if (!now.has(key) || now.get(key)?.text === text) setHomeless(key, false);
    }
    say([...now].some(isLater) ? WORDS.writtenSince : WORDS.haveIt);
  }
  async function copyAll() {
    const reader = codeOfNow();
    copied.show(handInText(model, reader, await gather(model, reader)));
    await copied.copy();
  }
  /** What the last reader handed in is nobody else's to see. */
  function forget() {
    handed.clear();
    copied.show("");
    copied.place.hidden = unseen.hidden = true;
  }
  const button = (words, attributes, onclick) =>
    element("button", { type: "button", ...attributes, onclick }, words);
  return {
    handIn, forget, unseen, copied: copied.place,
    buttons: [button(WORDS.handIn, {}, handIn), button(WORDS.copy, { class: "plain" }, copyAll)],
  };
}
