// The reader: each paragraph's number, gist and claims, with one button to open or close all claims.

function render({ model, el }) {
  const text = html("div", model.get("markup"));
  const claims = [...text.querySelectorAll("details")];
  const all = element("button", {
    type: "button", class: "plain", "aria-expanded": "false",
    onclick: () => {
      const open = !claims.every((each) => each.open);
      claims.forEach((each) => (each.open = open));
    },
  });
  function name() {
    const open = claims.every((each) => each.open);
    all.setAttribute("aria-expanded", String(open));
    all.textContent = open ? "Close all claims" : "Open all claims";
  }
  claims.forEach((each) => each.addEventListener("toggle", name));
  name();
  moveIn(el, all, text);
}

export default { render };
