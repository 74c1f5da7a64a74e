// The desk: the code that words are kept under, where the reader stopped, handing in, taking back,
// and leaving nothing behind. It works on what item.js keeps, and needs no kernel.

const WORDS = IN_WORDS.desk;

/** Opens each fold that a place lies in: nobody can be brought to what is not shown. */
function openAround(place) {
  const fold = place.closest("details:not([open])");
  if (!fold) return;
  fold.open = true;
  openAround(fold);
}

function render({ model, el }) {
  let code = codeOfThisTab(model);
  const number = String(model.get("lesson")).padStart(2, "0");
  const fileOf = (reader) => `lesson${number}${reader ? `-${reader}` : ""}`;
  const said = announcer({ class: "small" });
  const say = (sentence) => { said.textContent = sentence; };

  // The code
  const field = element("input", {
    type: "text", id: newId("code"), size: 12, value: code,
  });
  const now = element("p");
  function useCode() {
    const given = field.value.trim().toLowerCase();
    if (given && !CODE.test(given)) {
      return say(filled(WORDS.notCode, { given }));
    }
    const along = takeCode(model, given);
    const came = along.length ? WORDS.takenAlong : WORDS.taken;
    say(filled(given ? came : WORDS.takenOff, { code: given }));
    if (!along.length || !hasKernel(model)) return;
    // The words that came along leave the file of those without a code, too.
    try {
      model.send({ type: "take along", code: given, along });
    } catch { say(filled(WORDS.notAlong, { reason: IN_WORDS.keep.noKernel })); }
  }

  // Where the reader stopped
  const resume = element("div");
  function showPlace() {
    const item = noted("localStorage", placeKey(model, code));
    const entry = model.get("items").find((each) => each.item === item);
    const target = () => document.querySelector(`[data-seminar-item="${item}"]`);
    resume.replaceChildren(...(entry ? [element("div", { class: "row" },
      element("span", { class: "grow" }, filled(WORDS.stopped, { asked: entry.asked })),
      element("button", {
        type: "button", class: "plain", onclick: () => {
          const place = target();
          if (!place) return say(WORDS.notThere);
          openAround(place);
          place.scrollIntoView({ block: "center" });
          place.querySelector("textarea, input, select, button")?.focus({ preventScroll: true });
        },
      }, WORDS.go))] : []));
  }

  const handing = handingIn(model, () => code, say);

  // Leaving
  const sure = element("div", { class: "note", hidden: true },
    element("p", {}, WORDS.sure),
    element("div", { class: "row" },
      element("button", { type: "button", onclick: handing.handIn }, WORDS.handInFirst),
      element("button", { type: "button", onclick: forget }, WORDS.takeOff),
      element("button", {
        type: "button", class: "plain", onclick: () => showSure(false),
      }, WORDS.notYet)));
  const finish = element("button", {
    type: "button", class: "plain", "aria-expanded": "false",
    onclick: () => showSure(sure.hidden),
  }, WORDS.finish);
  function showSure(open) {
    sure.hidden = !open;
    finish.setAttribute("aria-expanded", String(open));
    (open ? sure.querySelector("button") : finish).focus();
  }
  let waiting = null;
  async function forget() {
    const leaving = code;
    const sure = await leave(model);
    showSure(false);
    const kernel = hasKernel(model);
    say(!sure ? WORDS.notSurelyGone : kernel ? WORDS.goneHere : WORDS.gone);
    if (!kernel) return;
    const noKernel = () => notForgotten(IN_WORDS.keep.noKernel, leaving);
    clearTimeout(waiting);
    waiting = setTimeout(noKernel, PATIENCE);
    try { model.send({ type: "forget", code: leaving }); } catch { noKernel(); }
  }
  /** `reader`: who has left, for the page has forgotten the code by then. */
  function notForgotten(reason, reader) {
    clearTimeout(waiting);
    say(filled(WORDS.notGone, { reason, file: `${fileOf(reader)}.md` }));
  }
  function listen(message) {
    if (message?.type === "forgotten") {
      clearTimeout(waiting);
      say(WORDS.goneFromBoth);
    } else if (message?.type === "not forgotten") notForgotten(message.reason, message.code);
    else if (message?.type === "not taken along") {
      say(filled(WORDS.notAlong, { reason: message.reason }));
    }
  }

  function show() {
    code = openedUnder(model).code;
    field.value = code;
    now.textContent = filled(code ? WORDS.under : WORDS.underNone, { code });
    handing.forget(); // another's words, perhaps
    showPlace();
  }
  /** Somebody has left: here, or in another tab. */
  function cleared({ detail }) {
    const hadCode = code !== "";
    show();
    const elsewhere = hadCode ? WORDS.leftElsewhere : WORDS.leftElsewhereNoCode;
    say(detail?.elsewhere ? elsewhere : "");
  }
  show();
  document.addEventListener("seminar-code", show);
  document.addEventListener("seminar-cleared", cleared);
  model.on("msg:custom", listen);

  moveIn(el,
    wayOutOfAFrame() ?? "", now, resume,
    element("div", { class: "row" },
      element("div", {}, element("label", { class: "field", for: field.id }, WORDS.code), field),
      element("button", { type: "button", class: "plain", onclick: useCode }, WORDS.use)),
    element("div", { class: "row" }, ...handing.buttons, finish),
    said, handing.unseen, handing.copied, sure,
    element("details", {}, element("summary", {}, WORDS.backPlace),
      takingBack(model, () => code, say),
      element("p", {}, WORDS.kept),
      element("p", {}, WORDS.binder),
      location.protocol === "file:" ? element("p", {}, WORDS.onDisk) : null));
  return () => {
    document.removeEventListener("seminar-code", show);
    document.removeEventListener("seminar-cleared", cleared);
    model.off("msg:custom", listen);
    clearTimeout(waiting);
  };
}

export default { render };
