// Which answers are held is remembered in this browser: their places, and not a word of them.
// Without this script, or where a browser keeps nothing for a page opened from a folder, the ticks
// work as well until the page is closed.
const key = `seminar-held/${document.body.dataset.report}`;
const ticks = () => [...document.querySelectorAll(".hold")];
const said = document.querySelector("#remembered");
const notRemembered = () => {
  said.textContent = "This browser does not remember ticks: tick again before you show the page.";
};
try {
  const held = new Set(JSON.parse(localStorage.getItem(key) ?? "[]"));
  for (const tick of ticks()) tick.checked = held.has(tick.id);
  document.addEventListener("change", () => {
    const ticked = ticks().filter((tick) => tick.checked).map((tick) => tick.id);
    try {
      localStorage.setItem(key, JSON.stringify(ticked));
    } catch { notRemembered(); }
  });
  said.textContent = "This browser remembers your ticks for this report.";
} catch { notRemembered(); }
