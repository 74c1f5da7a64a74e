// Fits what stands on a page of one fixed size: .side (paper) and .slide (the front of the room).
// Returns which pieces of evidence found room, and which pages are overfull all the same.
() => {
  const fits = (page) => page.scrollHeight <= page.clientHeight + 1 && page.scrollWidth <= page.clientWidth + 1;
  const overfull = [], kept = [];

  /** The largest size, in points, at which the page holds all that is on it. */
  const size = (page) => {
    const [most, least] = [page.dataset.most, page.dataset.least].map(Number);
    for (let points = most; points >= least; points -= 0.25) {
      page.style.fontSize = `${points}pt`;
      if (fits(page)) return true;
    }
    return false;
  };

  const least = (page, rows) => page.style.setProperty("--rows", rows);

  for (const page of document.querySelectorAll("[data-most]")) {
    const pieces = [...page.querySelectorAll("[data-piece]")];
    // Forms to fill in come first, then the notebook's order: each stays if there is room for it.
    pieces.forEach((piece) => (piece.hidden = true));
    page.style.fontSize = `${Math.max(page.dataset.least, 9)}pt`;
    for (const piece of [...pieces.filter((each) => each.dataset.form), ...pieces.filter((each) => !each.dataset.form)]) {
      piece.hidden = false;
      if (!fits(page)) piece.hidden = true;
    }
    for (const piece of pieces) {
      if (piece.hidden) piece.remove();
      else kept.push(Number(piece.dataset.piece));
    }
    const roomy = page.querySelector(".write") ? [5, 4, 3, 2] : [0];
    if (!roomy.some((rows) => (least(page, rows), size(page)))) overfull.push(page.dataset.name);
  }

  // In large print a wide table is read row by row: each cell with the name of its column.
  for (const table of document.querySelectorAll(".large table")) {
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent);
    if (heads.length < 4) continue;
    table.classList.add("stacked");
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.children].forEach((cell, place) => (cell.dataset.head = heads[place] || ""));
    }
  }
  return { pieces: kept, overfull };
}
