// One player's page: what it says of itself, kept new; and what should have been on when it took its picture.

import { ChosenClock, ServerClock } from "./clock.js";
import { Screen } from "./screen.js";

const POLL_MS = 5_000;
/** While somebody waits for what they ordered. */
const SOON_MS = 1_000;
/** An older picture is held against the plan of its own time, as it is kept. */
const LONG_AGO_MS = 60_000;
/** Beside a picture the numbers stay as they were when it came; without one they go on. */
const LIVE_POLL_MS = { held: 24 * 60 * 60_000, running: 1_000 };

const page = document.querySelector("#player");
const canvas = page.querySelector("canvas");
const lost = page.querySelector(".lost");
const believedAt = page.querySelector("#believed-at");
const parts = new Map([...page.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
const server = new ServerClock(Number(page.dataset.now));
let screen = null;

function onShown(shown) {
  canvas.closest(".glass").classList.toggle("is-dark", shown.power === "off");
}

/** The plan at the instant of the picture beside it; without a picture, as it is now. */
function hold() {
  const picture = parts.get("picture");
  const at = Number(picture.querySelector(".glass").dataset.at);
  believedAt.textContent = picture.querySelector(".glass").dataset.time;
  screen?.stop();
  screen = new Screen(canvas, {
    id: page.dataset.screen,
    clock: at ? new ChosenClock(at, { hold: true }) : server,
    livePollMs: at ? LIVE_POLL_MS.held : LIVE_POLL_MS.running,
    onShown,
  });
  screen.start({ chosen: at !== 0 && server.now() - at > LONG_AGO_MS });
}

async function put(part, html) {
  if (part.dataset.told === html) return;
  const isFirst = part.dataset.told === undefined;
  part.dataset.told = html;
  const made = document.createElement("div");
  made.innerHTML = html;
  await made.querySelector("img")?.decode().catch(() => {});
  if (part.dataset.told !== html || (isFirst && made.textContent === part.textContent)) return;
  part.replaceChildren(...made.childNodes);
  if (part.dataset.part === "picture") hold();
}

async function ask() {
  let waits = false;
  try {
    const asked = performance.now();
    // It asks by itself: that keeps no session alive.
    const answer = await fetch(page.dataset.ask, { cache: "no-store", headers: { "Signage-Background": "1" } });
    if (answer.status === 401) location.assign(`/sign-in?${new URLSearchParams({ ended: "1", next: location.pathname })}`);
    if (answer.status === 404) location.reload();
    if (!answer.ok) throw new Error(`${answer.status}`);
    server.hear(answer, asked);
    const told = await answer.json();
    for (const [name, html] of Object.entries(told.parts)) put(parts.get(name), html);
    ({ waits } = told);
    lost.hidden = true;
  } catch {
    lost.hidden = false;
  }
  setTimeout(ask, waits ? SOON_MS : POLL_MS);
}

hold();
setTimeout(ask, page.dataset.waits === "true" ? SOON_MS : POLL_MS);
