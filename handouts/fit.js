// Fits what stands on a page of one fixed size: .side (paper) and .slide (the front of the room).
// Returns which pieces of evidence found room, and which pages are overfull all the same.
() => {
  const fits = (page) => page.scrollHeight <= page.clientHeight + 1 && page.scrollWidth <= page.clientWidth + 1;
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
    return page.querySelector(".write") ? [[5, 11], [4, 10.5], [3, 10], [2.5, 9.5], [2, 9], [1.75, last]] : [[0, last]];
  };

  for (const page of document.querySelectorAll("[data-most]")) {
    const pieces = [...page.querySelectorAll("[data-piece]")];
    // Forms to fill in come first, then the notebook's order: each stays if there is room for it.
    pieces.forEach((piece) => (piece.hidden = true));
    for (const piece of [...pieces.filter((each) => each.dataset.form), ...pieces.filter((each) => !each.dataset.form)]) {
      piece.hidden = false;
      page.style.fontSize = piece.dataset.form ? `${page.dataset.least}pt` : "9pt";
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

  // In large print a wide table is read row by row, and a card is one row: cells then say what they are.
  for (const table of document.querySelectorAll(".large table, .cards table")) {
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent);
    if (heads.length < 4 && !table.closest(".cards")) continue;
    table.classList.add("stacked");
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.children].forEach((cell, place) => (cell.dataset.head = heads[place] || ""));
    }
  }
  return { pieces: kept, overfull };
}
