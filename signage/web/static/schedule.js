// A schedule rule while it is made: only the chosen preset's fields are shown, and what it changes is told as one goes.

const form = document.querySelector("form[data-tried]");
const effects = document.querySelector("#effects");
const behind = form.querySelector("[data-behind]");
let asked = 0;
let waiting = 0;

function showPreset() {
  for (const preset of form.querySelectorAll(".preset")) {
    const fields = preset.querySelector(".preset-fields");
    if (fields) fields.hidden = !preset.querySelector('[name="preset"]').checked;
  }
  const chosen = form.querySelector('[name="preset"]:checked')?.value;
  if (chosen === "custom") behind.open = true;
  if (chosen === "every") form.querySelector('[name="level"][value="interrupt"]').checked = true;
}

async function tryIt() {
  const number = ++asked;
  const body = new FormData(form);
  body.delete("do");
  effects.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.dataset.tried, { method: "POST", body, headers: { Accept: "text/html" } });
    const told = await answer.text();
    if (number === asked && answer.ok) effects.innerHTML = told;
  } catch {
    // The page goes on without: the button below asks the server in full.
  } finally {
    if (number === asked) effects.removeAttribute("aria-busy");
  }
}

form.addEventListener("input", () => {
  showPreset();
  clearTimeout(waiting);
  waiting = setTimeout(tryIt, 250);
});

showPreset();
