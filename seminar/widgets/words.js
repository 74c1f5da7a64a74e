// Every word that the controls say, by widget: whoever translates the set translates this file.
// A sentence with something in it is a function, so that its order and plurals can be another's.
// One that is too long for a line goes on in the next, behind a +.

const IN_WORDS = {
  answer: {
    choose: "(choose when you know)",
    compare: "I have answered: show what to compare",
    first: "First answer: a few words are enough. If you spoke or wrote on paper, note that here.",
    doors: "Speak it, type it here, or write it on the sheet. Nobody else is shown it.",
    label: "Your answer",
    strength: "How strong is it? The evidence …",
  },
  builder: {
    check: "Check my changes",
    build: "Build my class",
    alone: "Nothing answers. Open this notebook in JupyterLab, and run its cells.",
    asked: "Asked. If nothing happens here, run this cell again.",
    progress: "How far it has come",
    step: (number, all, name) => `Step ${number} of ${all}: ${name} …`,
    checked: (faults, notes) => (
      faults ? `${faults === 1 ? "1 mistake was" : `${faults} mistakes were`} found. ` +
        "Put right what the list says, and check again."
      : notes ? "No mistake was found. You can build. Look whether you meant this:"
      : "No mistake was found. You can build."),
    built: (folder) => `Done. The folder is ${folder}.`,
    stopped: "Something is wrong, and nothing was built. " +
      "Put right what the list says, and build again.",
  },
  check: {
    cannot: "It cannot be known from what we have",
    ordinal: (place, all) => `${place} of ${all}`,
    option: (letter, missed) => `${letter}${missed ? " (not chosen)" : ""}.`,
    and: " and ",
    then: ", then ",
    move: {
      up: { sign: "Up", name: (item) => `Move ${item} up` },
      down: { sign: "Down", name: (item) => `Move ${item} down` },
    },
    moved: (item, place) => `${item} is now ${place}.`,
    number: (unit) => `Your number, in ${unit}`,
    again: "Try again",
    empty: "No answer yet. Choose or write one, then look again.",
    unread: (typed) => `“${typed}” cannot be read as a number here. ` +
      "Write it in figures, a point before its parts: 21.5, or 1500.",
    twoReadings: (typed, one, other) =>
      `“${typed}” can be read in two ways. Do you mean ${one} or ${other}?`,
    mean: (number) => `I mean ${number}`,
    right: "✓ matches the evidence",
    wrong: "↺ look again",
    verdict: (said, verdict) => `Your answer, ${said}: ${verdict}.`,
    tried: (count) => `Tried ${count === 1 ? "once" : `${count} times`}.`,
    about: "Check: not marked, and not sent anywhere.",
    look: "Check my answer",
  },
  keep: {
    nothing: "Nothing is entered here yet.",
    browser: "Kept in this browser.",
    both: (where) => `Kept in this browser and in ${where}.`,
    disk: (where) => `Kept in ${where}.`,
    notYet: "Not kept yet.",
    noKernel: "the kernel does not answer",
    notOnDisk: (reason) => `Not saved to disk: ${reason}; still kept in this browser.`,
    nowhere: (reason) => `Not kept anywhere${reason ? `: ${reason}, and` : ":"} ` +
      "this browser does not keep text. Hand in now, or copy your words.",
    unknownDay: "an unknown day",
    older: (asked) => ` They answer an older wording: “${asked}”`,
    here: "This browser",
    holds: (where, words, day) =>
      `${where} holds ${words} ${words === 1 ? "word" : "words"} of ${day}.`,
    bring: "Bring them back",
    others: (count) => `Other versions (${count})`,
    otherCopy: " They may have been typed in another copy of these lessons.",
    underCode: (code, day) => `${code} (${day})`,
    codes: (named, more) => "This browser holds words under a code: " +
      `${named.join(", ")}${more ? `, and ${more} older` : ""}. Is yours among them? Type it ` +
      "again at “Code from your teacher’s list”, and you can bring your words back.",
    aside: (where, file) => ` Someone had changed ${where}, so that it could not be read whole: ` +
      `what stood there is now in ${file}.`,
  },
  handIn: {
    refused: (name, why) => `${name} is not used: ${why}`,
    foreign: "it is not a handed-in file. Ask for the file that the button Hand in saved.",
    large: "it is too large for a handed-in file.",
    unread: "this browser could not read it. Choose it again.",
    damaged: "it is damaged at its beginning: nothing in it can be read.",
    newer: "it was saved by a newer version of these lessons.",
    otherSet: "it belongs to another set of lessons.",
    noLesson: "it does not say which lesson it is of.",
    noCode: "Its code is not one of the form lamp-07, so it is read without a code.",
    broken: (count) => `It breaks off or was changed: ${count} of its answers could be read.`,
    leftOut: (number) => `Answer ${number} cannot be read and is left out.`,
    long: (item) => `The answer to “${item}” is far too long: only its beginning is read.`,
    twice: (item) => `There are two answers to “${item}”; the later one counts.`,
  },
  desk: {
    page: { // the handed-in page
      none: "No answer yet.",
      older: (asked) => `It answers an older wording: ${asked}`,
      lastTry: (verb) => `Last try: ${verb}.`,
      evidence: (verb) => `The evidence ${verb} it.`,
      title: (lesson, title) => `Lesson ${lesson}. ${title}`,
      kinds: { prompt: "", check: "Check: ", sorter: "Sorted: " },
      head: (code, day, count) => `Code: ${code || "none"}. ${day}. ${count}`,
      beside: (words, day) => "Another version of this answer is kept in the browser and is not " +
        `in this file: ${words} ${words === 1 ? "word" : "words"} of ${day}.`,
    },
    count(answered, all, others) {
      const inWords = `${answered} of ${all} ${all === 1 ? "question" : "questions"}`;
      const done = `${others} ${others === 1 ? "check or sorting" : "checks and sortings"}`;
      if (!all) return `${done} done.`;
      return `${inWords} answered in words${others ? `, ${done} done` : ""}.`;
    },
    notCode: (given) => `“${given}” is not a code. ` +
      "A code is a word and a number from your teacher’s list, like lamp-07. Never type a name.",
    taken: (code, along) => (
      !code ? "Your words are now kept without a code."
      : `Your words are now kept under ${code}.` +
        (along ? " What you typed before came along." : "")),
    notAlong: (reason) => "What you typed before came along in this browser, but it also still " +
      `stands in the folder answers/, in the file without a code: ${reason}. Ask for help.`,
    under: (code) => (
      code ? `Your words are kept under ${code}.`
      : "Your words are kept without a code. Is this computer shared? Then take a code."),
    code: "Code from your teacher’s list",
    use: "Use this code",
    stopped: (asked) => `Last time you stopped at: ${asked}`,
    notThere: "That part of the lesson is not on the page yet. Choose Run, then Run All Cells.",
    go: "Go there",
    handIn: "Hand in",
    handedIn: (file, count, left) =>
      `Look in Downloads for the newest file whose name begins with ${file}. ` +
      `It should hold this: ${count}${left ? ` ${left}` : ""}`,
    notInIt: (count) => `Not in it: ${count} other ${count === 1 ? "version" : "versions"} ` +
      `that this browser keeps, and that ${count === 1 ? "does" : "do"} not stand on the page. ` +
      "To hand one in, bring it back into its box, and hand in again.",
    unseen: "This page cannot see whether your browser saved the file. If you find it, say so " +
      "here. If not, copy the text below, and paste it into a message or a document.",
    have: "I have the file",
    haveIt: "Good. Hand that file in as your teacher asked. " +
      "The same file brings your words back on another computer.",
    writtenSince: "You have written something since, and the file does not hold it. Hand in again.",
    framed: "This lesson is shown inside another page. That page can stop your browser from " +
      "keeping your words and from saving your file, and nothing would tell you. " +
      "Before you write, open the lesson in a " +
      "window of its own. What you have written here already may not come along: copy it first.",
    ownWindow: "Open this lesson in a window of its own",
    address: "If nothing opens, copy this address, and paste it into a new window",
    copy: "Copy all my answers as text",
    copyPlace: "All your answers as text",
    copyText: "Copy this text",
    noAnswers: "No answers yet.",
    copied: "Copied.",
    selected: "Your answers are selected: press Ctrl and C.",
    back: "Take back a handed-in file",
    backPlace: "Take back a handed-in file, and what is kept where",
    otherLesson: (name, lesson) =>
      `${name} is of lesson ${lesson}. Open that lesson to take it back.`,
    strange: (count) => `${count} of its answers are to questions that are not in this lesson.`,
    moreLeft: (count) => `${count} more were left out.`,
    isBack: (name, count, faults) => `Back from ${name}: ${count} ${faults && `${faults} `}` +
      "Where this page holds other words, both are offered above the box.",
    finish: "Finish",
    sure: "Have you handed in? This takes all words kept under this code for this set of lessons " +
      "out of this browser, and this lesson’s file out of answers/. It cannot be undone. " +
      "Someone who uses this computer account could have read the file before.",
    handInFirst: "Hand in first",
    takeOff: "Take my words off this computer",
    notYet: "Not yet",
    gone: (asked) =>
      `Your words are gone from this browser.${asked ? " Taking them out of answers/ …" : ""}`,
    notSurelyGone: "Your words are taken out, but this browser’s second store does not answer, " +
      "so some may still be in it. Wait a moment, take your code again, and choose Finish again.",
    leftElsewhere: (hadCode) => "Someone has chosen Finish in another tab. It takes the words " +
      `that were kept ${hadCode ? "under that code" : "without a code"} out of this browser.`,
    goneFromBoth: "Your words are gone from this browser and from answers/.",
    notGone: (reason, file) =>
      `Your words are gone from this browser, but not from the folder answers/: ${reason}. ` +
      `Delete the file ${file} there, or ask for help.`,
    kept: "Your words are kept in this browser as you type and, where the lesson runs with a " +
      "kernel, in the folder answers/ too. Nobody else is sent them. Under a code they are " +
      "offered to that code only; anyone who uses this computer account can still open the folder.",
    binder: "On Binder the address changes each time and the folder is thrown away: there your " +
      "words do not come back by themselves. Some browsers keep nothing for a page that is " +
      "opened from a folder. So hand in early, and again at the end: the file brings " +
      "everything back.",
    onDisk: "This page was opened from this computer’s own disk or a stick. In Chromium, Chrome " +
      "and Edge any other page that is opened from there can read what this browser keeps of " +
      "your words. So open no page that you do not trust, and choose Finish at the end.",
  },
  browse: {
    narrow: "Choose which rows to see",
    all: "All",
    pick: "Show",
    beside: "Beside it",
    top: "Top number",
    bottom: "Bottom number",
    previous: "Previous",
    next: "Next",
    compare: "Show another beside it",
    alone: "Show one alone",
    table: "Show the whole table",
    cards: "Show one at a time",
    two: "Show two at a time",
    row: "Row",
    sideBySide: "Side by side",
    none: "No row is left. Choose something else above.",
    place: (place, shown, all) => `${place} of ${shown}${shown < all ? ` (${all} in all)` : ""}`,
    both: (one, other) => `${one} beside ${other}.`,
    listed: (shown, all) => (
      shown < all ? `${shown} of ${all} rows, as a table.` : `All ${all} rows, as a table.`),
  },
  rates: {
    each: (top, bottom) => `${top} for each ${bottom}`,
    share: (ratio, rounded, percent) => `${ratio}${rounded ? `, ${rounded}` : ""}, ${percent} %`,
    times: (ratio) => `${ratio} times the bottom`,
    every: (about, count, of) => `${about ? "about " : ""}${count} in every ${of}`,
    per: (amount, unit) => `${amount} per ${unit}`,
    forEach: (amount, bottom) => `${amount} for each of the ${bottom}`,
    zero: "The bottom number is 0, and nothing can be divided by 0.",
    top: "the top",
    bottom: "the bottom",
    and: " and of ",
    or: " or ",
    count: (number) => (number === 1 ? "1 warning:" : `${number} warnings:`),
    none: "These two rows give no warning. What else would you ask?",
    same: "The top and the bottom are the same row.",
    who: (top, bottom) => `The top counts ${top}; the bottom counts ${bottom}.`,
    among: "Is every one of the top among the bottom?",
    related: "What has the one to do with the other?",
    units: (top, bottom) => `The units differ: ${top} at the top, ${bottom} at the bottom. ` +
      "The result is a rate, not a share.",
    larger: "The top is larger than the bottom. A share cannot be more than the whole.",
    when: (top, bottom) => `The times differ: ${top} at the top, ${bottom} at the bottom. ` +
      "Do the two belong together?",
    where: (top, bottom) => `The places differ: ${top} at the top, ${bottom} at the bottom. ` +
      "Is the one a part of the other?",
    more: "larger",
    less: "smaller",
    lower: (side, result) => `A lower bound stands at ${side}: ` +
      `the number may be larger, and then the result is ${result}.`,
    upper: (side, result) => `An upper bound stands at ${side}: ` +
      `the number may be smaller, and then the result is ${result}.`,
    certainty: (sides) => `The certainty of ${sides} is low.`,
    oneSource: (source) => `Both numbers come from one source: ${source}.`,
    noOther: (sides) => `No other source among these rows gives ${sides}.`,
  },
  reader: {
    openAll: "Open all lists",
    closeAll: "Close all lists",
    panel: "Use your own copy of the text",
    privacy: "What you choose or paste here is read by this page alone. " +
      "It is not sent, not kept, and gone when the page is closed.",
    file: "A text file, or a saved web page",
    paste: "Or paste its text here",
    use: "Lay the pasted text over the paragraphs",
    away: "Put the copy away",
    pasted: "the pasted text",
    show: (paragraph) => `Show ${paragraph} in the text's own words`,
    hide: (paragraph) => `Hide the text's own words of ${paragraph}`,
    absent: (paragraph) => `${paragraph} was not found in your copy.`,
    uncertain: "Where it begins or ends was not recognised for certain.",
    noCopy: "",
    putAway: "The copy is put away. No copy of the text is in use.",
    all: (name, count) => `In ${name} all ${count} paragraphs were found.`,
    some: (name, found, count, missing) =>
      `In ${name} ${found} of ${count} paragraphs were found. Not found: ${missing}.`,
    few: "It is perhaps another text, or only a part of this one.",
    none: (name, count) =>
      `In ${name} none of the ${count} paragraphs was found. It is perhaps another text.`,
    refused: (name, reason) => `${name} is not used. ${reason}`,
  },
  copies: {
    large: "This file is far larger than any copy of the text. Choose another file.",
    noText: "There is no text in this file. Choose another file.",
    pdf: "This is a PDF. Open it, mark all of it, copy it and save it as plain text.",
    document: "This is a document of a word processor. Save it as plain text.",
    packed: "This is a document of a word processor, or a packed file. Save it as plain text.",
    oneFile: "This is a web page in the one-file form. " +
      "Save the page again as “HTML only”, or copy its text.",
  },
  timeline: {
    day: {
      previous: "Previous day", next: "Next day", range: "Day (arrow keys, Home, End)",
      place: (place, all) => `Day ${place} of ${all}.`, jump: "Go to a day with reports",
    },
    event: {
      previous: "Previous event", next: "Next event", range: "Event (arrow keys, Home, End)",
      place: (place, all) => `Event ${place} of ${all}.`, jump: "Go to a date",
    },
    all: "All",
    choose: "Choose a date",
    near: "Zoom in",
    whole: "Zoom out",
    list: "Show as list",
    hide: "Hide the list",
    asList: (title) => `${title}, as a list`,
    when: "When",
    none: "No report found for this day.",
    reports: (count) => (count === 1 ? "1 report." : `${count} reports.`),
    events: (strand, count) => `${strand}: ${count === 1 ? "1 event" : `${count} events`}.`,
    reportsFor: (day) => `Reports for ${day}`,
    map: "Map",
    strip: "Strip of events",
    today: (state) => `${state}, as reported this day`,
    earlier: (state) => `${state} by an earlier report, nothing new this day`,
    notYet: "no report yet",
    sure: "on this day",
    unsure: "some time in the dotted span",
    lasted: "lasted as long as the line",
  },
  earlier: {
    show: (lesson) => `Show my answer from lesson ${lesson}`,
    hide: (lesson) => `Hide my answer from lesson ${lesson}`,
    looking: "Looking …",
    none: (lesson) => "No answer of yours to this was found under this code. " +
      `Open lesson ${lesson}, take back the file that you handed in, and come back.`,
    asked: (asked) => `You were asked: ${asked}`,
    evidence: (verb) => `You said: the evidence ${verb} it.`,
    given: (day) => `You wrote on ${day}:`,
  },
  sorter: {
    notYet: "(not yet)",
    partners: (label) => `${label}, my partner's choice`,
    because: "My reason, in a line",
    on: (card) => `: ${card}`,
    evidence: (card) => `Show the evidence on ${card}`,
    markFirst: (card) => `First mark ${card}. Then the evidence is shown.`,
    group: (name, done, all) => `${name}: ${done} of ${all} marked`,
    narrow: "Choose which to see",
    onlyOpen: "Only those I have not marked",
    bringIn: "Bring in my marks from the other lessons",
    shown: (shown, all) => (
      shown < all ? `${shown} of ${all} claims are shown.` : `All ${all} claims are shown.`),
    looking: "Looking …",
    broughtIn: (count) =>
      `${count === 1 ? "1 mark" : `${count} marks`} brought in. What you marked here stays.`,
    noneToBring: "No marks of other lessons were found under this code. " +
      "Take back the files that you handed in, each in its lesson, and try again.",
    sorted: (label, done, all) => `${label}: ${done} of ${all} sorted.`,
    twice: (number, cards) => ` The number ${number} stands at ${cards}.`,
    older: (count) => ` ${count === 1 ? "1 choice" : `${count} choices`} ` +
      "of an older wording can no longer be shown.",
    and: " and ",
    compare: (label) => `Compare with the project's coding (${label})`,
    missing: (label, left) => `Compare with the project's coding (${label}): ` +
      `sort ${left} more ${left === 1 ? "card" : "cards"} first`,
    first: (cards) => `First sort ${cards}. Then the project's coding is shown.`,
    hide: (label) => `Hide the project's coding (${label})`,
    project: { head: "The project's", of: "the project's", none: "(no code)" },
    oneCoding: "The project's coding is one coding, by the makers of these lessons. " +
      "Where yours differs, which reason is the better one?",
    partner: { head: "My partner's", of: "my partner's", none: "(not yet)" },
    card: "Card",
    mine: "Mine",
    reason: "The project's reason",
    myReason: "My reason",
    partnersReason: "My partner's reason",
    alike: "Same?",
    same: "same",
    differs: "differs",
    open: "not compared",
    agree: (label, same, both, all, percent) =>
      `${label}: you agree on ${same} of ${both}` +
      `${both < all ? " cards with both choices" : ""}, ${percent} %.`,
    nothing: (label) => `${label}: no card has both choices yet.`,
    beside: (label, of) => `${label}: my choice and ${of}`,
    cross: (label, of) => `${label}: how often each choice met each. Mine down, ${of} across.`,
    down: (choice) => `Mine: ${choice}`,
    across: (head, choice) => `${head}: ${choice}`,
    order: (alike, pairs) => `Take any two cards: in ${alike} of ${pairs} pairs ` +
      "you both say the same about which comes first.",
    ask: "How much of this could be chance? (Cohen's kappa)",
    none: "Cohen's kappa cannot be worked out: no card was sorted by both.",
    single: "Cohen's kappa cannot be worked out: " +
      "both gave one and the same choice to every card, so chance alone would agree on all.",
    kappa: (kappa, chance, few) =>
      `Cohen's kappa is ${kappa}. Chance alone would bring agreement of about ${chance} %. ` +
      "Kappa is 0 if two agree no more than that, 1 if they agree on all, " +
      "and below 0 if they agree less." +
      (few ? " With so few cards, one other choice moves it far." : ""),
    openPartner: "Compare with a partner",
    closePartner: "Hide my partner's choices",
    how: "Choose your partner's handed-in file. Or enter your partner's choices above: " +
      "each card now has a second place for them. " +
      "They are not kept when the page is closed.",
    file: "My partner's handed-in file",
    read: (name, count) => `${name}: ${count === 1 ? "1 choice" : `${count} choices`} read.`,
    left: (count) =>
      ` ${count} could not be read or ${count === 1 ? "is" : "are"} not on offer here.`,
    own: " It carries your own code. Is it your own file?",
    empty: (name, lesson) =>
      `${name} is not used: it holds no choices for these cards of lesson ${lesson}.`,
  },
};
