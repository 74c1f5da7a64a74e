// Fits what stands on a page of one fixed size: .side (paper) and .slide (the front of the room).
// Returns which pieces of evidence found room, and which pages are overfull all the same.
() => {
  const fits = (page) =>
    page.scrollHeight <= page.clientHeight + 1 && page.scrollWidth <= page.clientWidth + 1;
  const overfull = [], kept = [];

  /** The largest size, in points and no smaller than least, at which the page holds all of it. */
  const sized = (page, least) => {
    for (let points = Number(page.dataset.most); points >= least; points -= 0.25) {
      page.style.fontSize = `${points}pt`;
      if (fits(page)) return true;
    }
    return false;
  };

  /** Rows to write on, and the smallest letters they are worth. */
  const wishes = (page) => {
    const last = Number(page.dataset.least);
    return page.querySelector(".write")
      ? [[5, 11], [4, 10.5], [3, 10], [2.5, 9.5], [2, 9], [1.75, 8.5], [1.5, last]]
      : [[0, last]];
  };

  /**
   * Moves what comes last on a slide to a new slide behind it: some of its blocks, or of its last
   * list.
   */
  const parted = (slide) => {
    let from = slide.querySelector(".idea");
    while (from.children.length === 1 && from.firstElementChild.matches("div, ul, ol")) {
      from = from.firstElementChild;
    }
    if (from.children.length < 2) {
      from = from.querySelector("ul, ol");
      if (!from || from.children.length < 2) return null;
    }
    const next = slide.cloneNode(true), place = Math.ceil(from.children.length / 2);
    const path = []; // from the slide to the list, by places
    for (let each = from; each !== slide; each = each.parentElement) {
      path.unshift([...each.parentElement.children].indexOf(each));
    }
    const twin = path.reduce((inside, at) => inside.children[at], next);
    if (from.matches("ol")) twin.start = (from.start || 1) + place;
    [...twin.children].slice(0, place).forEach((each) => each.remove());
    [...from.children].slice(place).forEach((each) => each.remove());
    slide.after(next);
    return next;
  };

  // Small maps side by side are read from the sheet; from the back of the room, two at a time.
  for (const slide of document.querySelectorAll(".slide:has(.sheet)")) {
    const maps = slide.querySelectorAll(".sheet figure").length;
    for (let first = Math.floor((maps - 1) / 2) * 2; first >= 0; first -= 2) {
      const next = first ? slide.cloneNode(true) : slide;
      const others = [...next.querySelectorAll(".sheet figure")].filter(
        (_, place) => place !== first && place !== first + 1);
      others.forEach((map) => map.remove());
      if (first) next.querySelectorAll("svg.off").forEach((land) => land.remove());
      if (first) slide.after(next);
    }
  }

  // A slide has few words: what would be small is said on two.
  const slides = [...document.querySelectorAll(".slide:not(:has(.seminar, .check))")];
  for (let slide = slides.shift(); slide; slide = slides.shift()) {
    const next = sized(slide, 22) ? null : parted(slide);
    if (next) slides.unshift(slide, next);
  }

  for (const page of document.querySelectorAll("[data-most]")) {
    const pieces = [...page.querySelectorAll("[data-piece]")];
    // Forms to fill in come first, then the notebook's order: each stays if there is room for it.
    pieces.forEach((piece) => (piece.hidden = true));
    const forms = pieces.filter((each) => each.dataset.form);
    const others = pieces.filter((each) => !each.dataset.form);
    for (const piece of [...forms, ...others]) {
      piece.hidden = false;
      page.style.fontSize = piece.dataset.form ? "8.5pt" : "9pt";
      if (!fits(page)) piece.hidden = true;
    }
    for (const piece of pieces) {
      if (piece.hidden) piece.remove();
      else kept.push(Number(piece.dataset.piece));
    }
    const settled = wishes(page).some(([rows, least]) => {
      page.style.setProperty("--rows", rows);
      return sized(page, least);
    });
    if (!settled) overfull.push(page.dataset.name);
  }

  // A table too wide for its page is read row by row, and so is a card: cells then say what they
  // are.
  const most = document.querySelector(".large") ? 2 : 6;
  for (const table of document.querySelectorAll(":is(.large, .evidence, .cards) table")) {
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent);
    const card = table.closest("body.cards");
    // What is read as cards on the page has more words in a cell than other tables.
    if (!card && heads.length <= (table.closest(".browse") ? Math.min(most, 5) : most)) continue;
    if (!card) table.classList.add("stacked");
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.children].forEach((cell, place) => {
        cell.dataset.head = heads[place] || "";
        cell.classList.toggle("short", cell.textContent !== "" && cell.textContent.length < 25);
      });
    }
  }
  return { pieces: kept, overfull };
}
