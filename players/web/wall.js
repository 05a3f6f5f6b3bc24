// The wall: every screen small and alive, at this moment or at one that is chosen on the slider.

import { Cards } from "./cards.js";
import { ChosenClock, ServerClock } from "./clock.js";

const SETTLE_MS = 200;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAYS = 8;

const wall = document.querySelector("#wall");
const slider = document.querySelector("#slider");
const shownTime = document.querySelector("#shown-time");
const whatTime = document.querySelector("#what-time");
const days = document.querySelector(".days");
const nowMark = document.querySelector(".now-mark");
const lost = document.querySelector(".lost");
const summary = document.querySelector("#summary");
const chips = [...document.querySelectorAll(".when .chip")];
const { zone, isNow, isPlanned, wasShown } = wall.dataset;
const { lang } = document.documentElement;

const server = new ServerClock(Number(wall.dataset.now));
const cards = new Cards(wall, { server, onReached: (is) => (lost.hidden = is), onTold: tellSummary });
let clock = server;
let week = Number(wall.dataset.week);
let settleTimer = 0;

const parts = new Intl.DateTimeFormat(lang === "ja" ? "ja-JP" : "en-GB", {
  timeZone: zone, month: lang === "ja" ? "numeric" : "short", day: "numeric", weekday: "short",
  hour: "numeric", minute: "2-digit", hourCycle: "h23",
});

/** Of all screens; said aloud only where it has changed. */
function tellSummary({ summary: { sentence, troubled } }) {
  if (summary.textContent !== sentence) summary.textContent = sentence;
  for (const number of document.querySelectorAll(".summary .chip:nth-child(2) .number")) number.textContent = troubled;
}

/** A time as the server writes it: `11月22日(日) 13:45`, `Sun 22 Nov, 13:45`. */
function written(instant) {
  const { month, day, weekday, hour, minute } = partsOf(instant);
  const time = `${Number(hour)}:${minute}`;
  return lang === "ja" ? `${month}月${day}日(${weekday}) ${time}` : `${weekday} ${day} ${month}, ${time}`;
}

/** A day, its weekday in an element that a narrow page hides. */
function writtenDay(instant) {
  const { month, day, weekday } = partsOf(instant);
  const inSpan = document.createElement("span");
  inSpan.textContent = lang === "ja" ? `(${weekday})` : `${weekday} `;
  return lang === "ja" ? [`${month}/${day}`, inSpan] : [inSpan, `${day} ${month}`];
}

function partsOf(instant) {
  const found = Object.fromEntries(parts.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { ...found, month: found.month.replace("月", "") };
}

/** The instant at which the local day of another one begins. */
function dayOf(instant) {
  const { hour, minute } = partsOf(instant);
  return Math.floor(instant / MINUTE) * MINUTE - (Number(hour) * 60 + Number(minute)) * MINUTE;
}

/** Show another time everywhere; null is now. */
function choose(instant) {
  clock = instant === null ? server : new ChosenClock(instant);
  cards.setClock(clock);
  const query = instant === null ? "" : `?at=${encodeURIComponent(new Date(instant).toISOString())}`;
  for (const glass of document.querySelectorAll(".glass")) glass.href = glass.dataset.view + query;
}

/** Write the time that is shown, or is about to be, into the page. */
function tell(instant) {
  const text = written(instant);
  const now = server.now();
  shownTime.textContent = text;
  slider.setAttribute("aria-valuetext", text);
  whatTime.textContent = clock === server ? isNow : instant > now ? isPlanned : wasShown;
  nowMark.hidden = clock === server || now < week || now > week + DAYS * DAY;
  nowMark.style.setProperty("--now", (now - week) / (DAYS * DAY));
}

function turnTo(beginning) {
  week = beginning;
  const today = dayOf(server.now());
  days.replaceChildren(
    ...Array.from({ length: DAYS }, (_, index) => {
      const noon = week + index * DAY + DAY / 2;
      const item = document.createElement("li");
      item.append(...writtenDay(noon));
      item.classList.toggle("is-today", dayOf(noon) === today);
      return item;
    }),
  );
}

function press(chip) {
  for (const other of chips) other.setAttribute("aria-pressed", String(other === chip));
}

function follow() {
  const instant = clock.now();
  if (settleTimer === 0) {
    slider.value = String(Math.floor((instant - week) / MINUTE));
    tell(instant);
  }
}

slider.addEventListener("input", () => {
  const instant = week + Number(slider.value) * MINUTE;
  press(null);
  clearTimeout(settleTimer);
  clock = new ChosenClock(instant);
  tell(instant);
  settleTimer = setTimeout(() => {
    settleTimer = 0;
    choose(instant);
  }, SETTLE_MS);
});

for (const chip of chips) {
  chip.addEventListener("click", () => {
    const instant = chip.dataset.at === "" ? null : Number(chip.dataset.at);
    press(chip);
    clearTimeout(settleTimer);
    settleTimer = 0;
    turnTo(dayOf(instant ?? server.now()));
    choose(instant);
    follow();
  });
}

turnTo(week);
follow();
setInterval(follow, 1_000);
