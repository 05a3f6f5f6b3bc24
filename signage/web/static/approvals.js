// The pictures of a proposal come once its page is there; while a slip is put right they are drawn again.

const form = document.querySelector("#mend");
const besides = document.querySelector("#besides");
const TYPING_MS = 150;
const writer = [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

let number = 0;
let asking = null;
let waiting = 0;

const shown = showAll();
form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, TYPING_MS);
});
form?.addEventListener("keydown", (event) => {
  // Enter in a field is for looking; only the button approves.
  if (event.key !== "Enter" || !event.target.matches("input")) return;
  event.preventDefault();
  look();
});

/** One screen after the other: whoever draws does one thing at a time. */
async function showAll() {
  for (const slot of besides.querySelectorAll("[data-sight]")) {
    try {
      const answer = await fetch(slot.dataset.sight, { headers: { Accept: "text/html, text/plain;q=0.9" } });
      slot.replaceWith(await ready(await wordsOf(answer)));
    } catch (error) {
      slot.textContent = error.message;
    }
  }
}

async function look() {
  asking?.abort();
  const here = (asking = new AbortController());
  number += 1;
  besides.classList.add("is-drawing");
  try {
    await shown; // or an answer to the older question would come later
    here.signal.throwIfAborted();
    const pictures = [...besides.querySelectorAll(".after-picture")];
    for (const [nth, old] of pictures.entries()) {
      const words = await ask(nth, here.signal);
      if (words === null) return;
      old.replaceWith(await ready(words));
    }
    besides.classList.remove("is-drawing");
  } catch (error) {
    if (error.name === "AbortError") return;
    besides.classList.remove("is-drawing");
    const told = document.createElement("p");
    told.className = "sight-problem";
    told.textContent = error.message;
    besides.querySelector(".after-picture")?.replaceChildren(told);
  }
}

async function ask(nth, signal) {
  const body = new FormData(form);
  body.set("writer", writer);
  const answer = await fetch(`${besides.dataset.try}?nth=${nth}&number=${number}`, {
    method: "POST",
    body,
    signal,
    headers: { Accept: "text/html, text/plain;q=0.9" },
  });
  if (answer.status === 204) return null;
  return wordsOf(answer);
}

async function wordsOf(answer) {
  const words = await answer.text();
  if (!answer.ok) throw new Error(answer.headers.get("Content-Type")?.startsWith("text/plain") ? words : besides.dataset.lost);
  return words;
}

/** The pictures are fetched before they are shown, so that nothing flickers. */
async function ready(words) {
  const template = document.createElement("template");
  template.innerHTML = words;
  const part = template.content.firstElementChild;
  await Promise.allSettled([...part.querySelectorAll("img")].map((picture) => picture.decode()));
  return part;
}
