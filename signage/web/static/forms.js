// Rows of a form, moved, added and removed at once; without this script the same buttons ask the server to do it.

for (const box of document.querySelectorAll("[data-rows]")) handle(box);

function handle(box) {
  const list = box.querySelector(":scope > ol");
  const blank = box.querySelector(":scope > template");
  box.addEventListener("click", (event) => {
    const button = event.target.closest('button[name="do"]');
    if (!button || button.closest("[data-rows]") !== box) return;
    const [deed, name] = button.value.split(":");
    if (name !== box.dataset.rows || !(deed in deeds)) return;
    event.preventDefault();
    deeds[deed](button.closest("li"), button);
    number();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });

  const deeds = {
    up(row, button) {
      if (row.previousElementSibling) row.previousElementSibling.before(row);
      button.focus();
    },
    down(row, button) {
      if (row.nextElementSibling) row.nextElementSibling.after(row);
      button.focus();
    },
    remove(row) {
      const near = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      (near?.querySelector("input:not([type=hidden]), select, button") ?? box.querySelector('[value^="add:"]'))?.focus();
    },
    add() {
      const marker = 1 + Math.max(-1, ...[...list.children].map((row) => Number(row.querySelector("input[type=hidden]").value)));
      const made = document.createElement("template");
      made.innerHTML = blank.innerHTML.replaceAll("*", String(marker));
      const row = made.content.firstElementChild;
      list.append(row);
      for (const inner of row.querySelectorAll("[data-rows]")) handle(inner);
      row.querySelector("input:not([type=hidden]), select")?.focus();
    },
  };

  /** Lines are told by their place: the labels of their buttons say so again after a move. */
  function number() {
    [...list.children].forEach((row, index) => {
      for (const button of row.querySelectorAll(":scope > .row-tools button"))
        button.setAttribute("aria-label", button.getAttribute("aria-label").replace(/\d+|(?<= )(?=行目)|(?<=line )$/, String(index + 1)));
    });
  }
}

for (const input of document.querySelectorAll("[data-colour]")) {
  const strips = document.querySelectorAll("[data-accent]");
  const says = document.querySelector("[data-contrast]");
  const show = () => {
    for (const strip of strips) strip.setAttribute("fill", input.value);
    const ratio = contrast(input.value);
    if (says) {
      says.textContent = says.dataset[ratio >= 4.5 ? "good" : "bad"].replace("{ratio}", ratio.toFixed(1));
      says.classList.toggle("fault", ratio < 4.5);
    }
  };
  input.addEventListener("input", show);
  show();
}

const title = document.querySelector("[data-office-name]");
const typed = document.querySelector('[name="name.ja"]');
if (title && typed) typed.addEventListener("input", () => { title.textContent = typed.value; });

/** Of white letters on a colour, as WCAG counts it. */
function contrast(colour) {
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
