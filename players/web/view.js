// The page that shows one screen, full screen: /screens/<screen>/view, `?at=` an instant, `&hold` to stand there.

import { ChosenClock, ServerClock } from "./clock.js";
import { Cues } from "./cues.js";
import { read, Screen } from "./screen.js";
import { altOf } from "./showing.js";

const IDLE_AFTER_MS = 4_000;

const main = document.querySelector("main");
const canvas = document.querySelector("canvas");
const { screen: id, now, at, hold, dark, empty } = main.dataset;

function describe(shown) {
  canvas.setAttribute("aria-label", shown.power === "off" ? dark : altOf(shown) || empty);
}

function toggleFullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => {}); // a browser may refuse; then nothing happens
}

let idleTimer = 0;

function awake() {
  main.classList.remove("is-idle");
  clearTimeout(idleTimer);
  idleTimer = setTimeout(() => main.classList.add("is-idle"), IDLE_AFTER_MS);
}

addEventListener("keydown", (event) => {
  if (event.key === "f" && !event.ctrlKey && !event.metaKey && !event.altKey) toggleFullscreen();
});
addEventListener("dblclick", toggleFullscreen);
addEventListener("pointermove", awake);
awake();

const clock = at ? new ChosenClock(Number(at), { hold: hold === "true" }) : new ServerClock(Number(now));
const unmute = document.querySelector(".unmute");
const cues = new Cues({
  read: (asset) => read(id, asset),
  store: `signage-heard-${id}`,
  onRefused: (isRefused) => {
    unmute.hidden = !isRefused;
  },
});
addEventListener("pointerdown", () => cues.allow());
addEventListener("keydown", () => cues.allow());

// Calls are of the moment: another instant is looked at in silence.
const onLook = at ? undefined : (shown, { volume }, now) => cues.hear(shown, { now, volume });
new Screen(canvas, { id, clock, onShown: describe, onLook }).start({ chosen: Boolean(at) });
