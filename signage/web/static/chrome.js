// What every page does with a script, and does without one too: menus that close, tabs of languages, files dropped.

const account = document.querySelector(".account");

document.addEventListener("click", ({ target }) => {
  if (account?.open && !account.contains(target)) account.open = false;
});

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !account?.open) return;
  account.open = false;
  account.querySelector("summary").focus();
});

document.querySelector("[data-focus]")?.focus();

// A long navigation scrolls by itself: where one is must be in sight, and the page must not move for it.
const here = document.querySelector(".nav-link[aria-current]");
const side = here?.closest(".side");
if (side) side.scrollTop = Math.max(0, here.offsetTop + here.offsetHeight - side.clientHeight + 24);

for (const box of document.querySelectorAll("[data-languages]")) makeTabs(box);
for (const area of document.querySelectorAll("[data-drop]")) takeDrops(area);

/** One language at a time. Those with words in them say so; one with an error is shown first. */
function makeTabs(box) {
  const panels = [...box.querySelectorAll(":scope > .language")];
  if (panels.length < 2) return;
  const list = document.createElement("div");
  list.className = "tabs";
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", box.dataset.languages);
  const tabs = panels.map((panel, index) => tabOf(panel, index, show));
  list.append(...tabs);
  list.addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    const next = (tabs.findIndex((tab) => tab.tabIndex === 0) + step + tabs.length) % tabs.length;
    show(next);
    tabs[next].focus();
  });
  box.prepend(list);
  box.classList.add("has-tabs");
  show(Math.max(0, panels.findIndex((panel) => panel.querySelector("[aria-invalid]"))));

  function show(chosen) {
    panels.forEach((panel, index) => {
      panel.hidden = index !== chosen;
      tabs[index].setAttribute("aria-selected", String(index === chosen));
      tabs[index].tabIndex = index === chosen ? 0 : -1;
    });
  }
}

function tabOf(panel, index, show) {
  const field = panel.querySelector("input, textarea");
  const tab = document.createElement("button");
  const mark = () => tab.classList.toggle("has-words", field.value.trim() !== "");
  tab.type = "button";
  tab.className = "tab";
  tab.id = `${field.id}-tab`;
  tab.lang = field.lang;
  tab.textContent = panel.dataset.language;
  tab.setAttribute("role", "tab");
  panel.id = `${field.id}-panel`;
  panel.setAttribute("role", "tabpanel");
  panel.setAttribute("aria-labelledby", tab.id);
  tab.setAttribute("aria-controls", panel.id);
  tab.addEventListener("click", () => show(index));
  field.addEventListener("input", mark);
  // The browser, or the list of errors, may lead to a field that is not in sight.
  field.addEventListener("invalid", () => show(index));
  mark();
  return tab;
}

/** Dropped files go into the file field, as if they had been chosen there; their names are listed. */
function takeDrops(area) {
  const input = area.querySelector('input[type="file"]');
  const names = area.querySelector(".drop-files");
  const over = (is) => area.classList.toggle("is-over", is);
  area.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  area.addEventListener("dragleave", ({ relatedTarget }) => {
    if (!area.contains(relatedTarget)) over(false);
  });
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    const dropped = new DataTransfer();
    for (const file of [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1)) dropped.items.add(file);
    input.files = dropped.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", () => {
    names.replaceChildren(
      ...[...input.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = file.name;
        return line;
      }),
    );
  });
}
