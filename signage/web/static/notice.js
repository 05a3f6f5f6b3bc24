// The form of a notice: the picture on each screen is drawn again while somebody types; the newest question wins.

const form = document.querySelector("#notice");
const sights = document.querySelector("#sights");
const TYPING_MS = 120;

let number = 0;
let asking = null;
let waiting = 0;

chooseSubjects();
form.addEventListener("input", ({ target }) => {
  if (target.type === "search" || target.type === "file") return;
  clearTimeout(waiting);
  waiting = setTimeout(look, target.type === "radio" || target.type === "checkbox" ? 0 : TYPING_MS);
});
form.addEventListener("submit", () => form.querySelector(".button.is-solid").setAttribute("aria-disabled", "true"));
if (form.querySelector("input[name=about]:checked")) look();
else warm();

/** Ask for one screen after the other; what is drawn stays until something newer is there to take its place. */
async function look() {
  asking?.abort();
  const here = (asking = new AbortController());
  number += 1;
  const empty = sights.querySelector(".sight-empty p");
  if (empty) empty.textContent = sights.dataset.drawing;
  try {
    let screens = 1;
    for (let nth = 0; nth < screens; nth += 1) {
      const answer = await ask(nth, here.signal);
      if (answer === null) return;
      if (answer.screens === 0) return replaceAll(answer.words);
      screens = answer.screens;
      put(slotOf(nth, screens), answer.words);
    }
  } catch (error) {
    if (error.name === "AbortError") return;
    lost(error.message);
  }
}

/** Nothing is chosen yet: let the server get ready to draw. */
async function warm() {
  try {
    await fetch(`${form.dataset.try}?warm=1`, { method: "POST", body: new FormData(form) });
  } catch {
    // Then the first picture takes a second longer.
  }
}

async function ask(nth, signal) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  const answer = await fetch(`${form.dataset.try}?nth=${nth}&number=${number}`, {
    method: "POST",
    body,
    signal,
    headers: { Accept: "text/html, text/plain;q=0.9" },
  });
  if (answer.status === 204) return null;
  const words = await answer.text();
  if (!answer.ok) throw new Error(answer.headers.get("Content-Type")?.startsWith("text/plain") ? words : sights.dataset.lost);
  return { words, screens: Number(answer.headers.get("Signage-Screens")) };
}

/** The place of a screen among the pictures; each has its own, as they come in any order. */
function slotOf(nth, screens) {
  for (const other of sights.querySelectorAll(":scope > :not(.slot)")) other.remove();
  while (sights.children.length > screens) sights.lastElementChild.remove();
  while (sights.children.length < screens) {
    const slot = document.createElement("div");
    slot.className = "slot";
    sights.append(slot);
  }
  return sights.children[nth];
}

/** The pictures are fetched before they are shown, so that nothing flickers. */
async function put(slot, words) {
  const part = parsed(words);
  const mine = number;
  await Promise.allSettled([...part.querySelectorAll("img")].map((picture) => picture.decode()));
  if (mine === number) slot.replaceChildren(part);
}

function replaceAll(words) {
  sights.replaceChildren(parsed(words));
}

function parsed(words) {
  const template = document.createElement("template");
  template.innerHTML = words;
  return template.content.firstElementChild;
}

function lost(sentence) {
  const told = document.createElement("p");
  told.className = "sight-problem";
  told.textContent = sentence;
  sights.replaceChildren(told);
}

/** The list of subjects folds away once one is chosen, and is searched while somebody types. */
function chooseSubjects() {
  const about = form.querySelector("details.about");
  const find = form.querySelector("#about-find");
  const tiles = [...form.querySelectorAll(".about-tile")];
  find.hidden = false;
  find.addEventListener("input", () => {
    const wanted = normal(find.value).split(/\s+/u).filter(Boolean);
    let found = 0;
    for (const tile of tiles) {
      const said = normal(`${tile.textContent} ${tile.dataset.words}`);
      tile.hidden = !wanted.every((word) => said.includes(word));
      found += tile.hidden ? 0 : 1;
    }
    form.querySelector(".about-none").hidden = found > 0;
  });
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    tiles.find((tile) => !tile.hidden)?.querySelector("input").click();
  });
  about.addEventListener("click", ({ target, detail }) => {
    // A press closes the list; arrow keys, which choose on the way, do not.
    if (target.matches("input[type=radio]")) chosen(target, { close: detail > 0 || document.activeElement === find });
  });
  about.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input[type=radio]")) return;
    event.preventDefault();
    event.target.checked = true;
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
    chosen(event.target, { close: true });
  });
  about.addEventListener("toggle", () => {
    if (about.open && about.classList.contains("is-chosen")) find.focus();
  });

  function chosen(radio, { close }) {
    form.querySelector("#about-chosen").textContent = radio.dataset.name;
    about.classList.add("is-chosen");
    if (!close) return;
    about.open = false;
    const next = { free: "#f-title_ja", picture: "#f-picture" }[radio.value] ?? "#f-first";
    form.querySelector(next)?.focus();
  }
}

function normal(words) {
  return words.normalize("NFKC").toLowerCase();
}
