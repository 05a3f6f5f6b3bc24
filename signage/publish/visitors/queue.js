/** The visitors' page kept up to date: what queue.json says, every five seconds, given up as it grows old. */

const POLL_MS = 5_000;
const SLOWEST_MS = 30_000;
const SPREAD = 0.2;
/** So that a lobby of phones does not ask in one breath. */

const MINE = "signage-number";
const LANGUAGE = "signage-language";

const root = document.documentElement;
const mine = document.querySelector("#mine");
const title = document.title;

let told = null;
let failures = 0;
let offset = null;
let timer = 0;
let newest;
let shown = null;

/** What is kept on this phone alone; where its owner lets nothing be kept, until the page is closed. */
const kept = {
  memory: new Map(),
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return this.memory.get(key) ?? null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      this.memory.set(key, value);
    }
  },
};

/** The server's time: what its Date says; from a host that says none, never before the newest that it told. */
const now = () => Date.now() + (offset ?? 0);

function learn(response, at) {
  const date = Date.parse(response.headers.get("Date") ?? "");
  offset = Number.isNaN(date)
    ? Math.max(offset ?? -Infinity, Date.parse(at) - Date.now())
    : date + 1000 * Number(response.headers.get("Age") ?? 0) - Date.now();
}

const asked = async (name) => {
  const response = await fetch(name, { cache: "no-cache", signal: AbortSignal.timeout?.(10_000) });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response;
};

async function poll() {
  clearTimeout(timer);
  try {
    const response = await asked("queue.json");
    const news = await response.json();
    learn(response, news.at);
    await renew(news);
    told = news;
    failures = 0;
    announce();
  } catch {
    failures += 1;
  }
  show();
  const pause = Math.min(SLOWEST_MS, POLL_MS * 2 ** failures) * (1 - SPREAD + 2 * SPREAD * Math.random());
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(poll, pause);
}

/** Put on the page what changed; the markup is the publisher's, and what is the same stays where a reader is. */
async function renew(news) {
  const marks = (queues) => queues.map((queue) => `${queue.id} ${queue.mark}`).join();
  const sections = () => [...document.querySelectorAll(".queue")];
  if (marks(news.queues) !== marks(sections().map(({ id, dataset }) => ({ id, mark: dataset.mark })))) {
    const page = new DOMParser().parseFromString(await (await asked("index.html")).text(), "text/html");
    const [old, fresh] = [document, page].map((one) => one.querySelector("#queues"));
    const ids = (one) => [...one.children].map((section) => section.id).join();
    if (ids(old) === ids(fresh)) [...old.children].forEach((section, index) => replace(section, fresh.children[index]));
    else old.replaceWith(fresh);
  }
  for (const queue of news.queues) {
    const section = document.getElementById(queue.id);
    if (section === null) continue;
    Object.assign(section.dataset, queue.until);
    for (const clock of section.querySelectorAll("[data-clock]")) clock.textContent = queue.as_of;
  }
}

function replace(section, fresh) {
  const parts = (one) => [...one.children].map((part) => part.dataset.part).join();
  if (parts(section) !== parts(fresh)) section.replaceChildren(...fresh.children);
  else {
    [...fresh.children].forEach((part, index) => {
      if (!part.isEqualNode(section.children[index])) section.children[index].replaceWith(part);
    });
  }
  section.dataset.mark = fresh.dataset.mark;
}

const aged = ({ grey, hidden }) =>
  now() >= Date.parse(hidden) ? "hidden" : now() >= Date.parse(grey) ? "grey" : "fresh";

/** A sentence of the page, with its places filled in. */
function sentence(name, fill) {
  const copy = document.querySelector(`template[data-say="${name}"]`).content.cloneNode(true);
  for (const place of copy.querySelectorAll("[data-fill]")) {
    const what = fill[place.dataset.fill] ?? "";
    place.replaceChildren(what instanceof Node ? what.cloneNode(true) : what);
  }
  return copy;
}

/** What is said of a call: its number, where to go, for what; or what to do instead. */
function about(queue, { number, counter = "", clock }) {
  const [name, instead] = ["h2 .said", '.sentence [data-when="hidden"] .said'].map(
    (part) => document.getElementById(queue.id)?.querySelector(part)?.cloneNode(true),
  );
  const place = /[A-Za-z0-9]/.test(counter) ? sentence("place", { sign: counter }) : counter;
  return { number, place, clock, instead, queue: name };
}

const known = () => (told?.queues ?? []).filter((queue) => aged(queue.until) !== "hidden");
const calls = () =>
  known().flatMap((queue) => queue.calls.map((call) => ({ queue, call }))).sort((a, b) => (a.call.at < b.call.at ? 1 : -1));

/** Tell a screen reader of the newest call, and of none that was there when the page was opened. */
function announce() {
  const [first] = calls();
  const is = first ? `${first.queue.id} ${first.call.number} ${first.call.at}` : "";
  if (newest !== undefined && is !== newest && first) {
    document.querySelector("#newest").replaceChildren(sentence("newest", about(first.queue, first.call)));
  }
  newest = is;
}

/** A number as the server writes it: "042" and "４２" are 42. */
function ticket(typed) {
  const text = typed.normalize("NFKC").trim().toUpperCase();
  if (!/^[A-Z0-9][A-Z0-9-]{0,7}$/.test(text)) return null;
  return /^\d+$/.test(text) ? text.replace(/^0+(?=.)/, "") : text;
}

const today = () => new Date(now()).toDateString();

/** The visitor's number of today: nowhere but on this phone, and yesterday's is forgotten. */
function own() {
  const mine = JSON.parse(kept.get(MINE) ?? "null");
  return mine?.day === today() ? mine.number : null;
}

function answer(number) {
  const called = calls().find(({ call }) => call.number === number);
  const ready = known().find((queue) => queue.ready.includes(number));
  if (ready) return ["ready", ready, { number }];
  if (called) return ["called", called.queue, called.call];
  const lost = told === null ? document.querySelector(".queue") : told.queues.find((queue) => aged(queue.until) === "hidden");
  return [lost ? "hidden" : "not-yet", lost ?? { id: "" }, { number }];
}

function showMine() {
  const number = own();
  if (told === null && failures === 0) return;
  const [what, queue, call] = number === null ? ["", { id: "" }, {}] : answer(number);
  const is = [what, queue.id, call.number, call.counter, call.at].join(" ");
  if (is === shown) return;
  shown = is;
  const said = mine.querySelector("#mine-said");
  said.replaceChildren(...(what ? [sentence(what, about(queue, call))] : []));
  mine.querySelector("form").hidden = number !== null;
  mine.querySelector("#forget").hidden = number === null;
  document.title = what === "called" || what === "ready" ? said.firstElementChild.innerText.replace(/\s+/g, " ") : title;
}

function show() {
  for (const section of document.querySelectorAll(".queue")) section.dataset.age = aged(section.dataset);
  showMine();
}

function speak(language) {
  root.dataset.language = root.lang = language;
  document.querySelector("#language select").value = language;
}

/** The visitor's choice, or the first language of the phone that the page has; Chinese by its script. */
function language() {
  const has = [...document.querySelectorAll("#language option")].map((option) => option.value);
  const chinese = (tag) => (/^zh-(TW|HK|MO|Hant)/i.test(tag) ? "zh-Hant" : "zh-Hans");
  const wanted = navigator.languages.map((tag) => (/^zh/i.test(tag) ? chinese(tag) : tag.split("-")[0]));
  const chosen = kept.get(LANGUAGE);
  return has.includes(chosen) ? chosen : (wanted.find((tag) => has.includes(tag)) ?? "en");
}

mine.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const number = ticket(event.target.elements.number.value);
  if (number === null) mine.querySelector("#mine-said").replaceChildren(sentence("no-number", {}));
  else {
    kept.set(MINE, JSON.stringify({ number, day: today() }));
    showMine();
    mine.querySelector("#forget").focus();
  }
});

mine.querySelector("#forget").addEventListener("click", () => {
  kept.set(MINE, "null");
  showMine();
  mine.querySelector("input").value = "";
  mine.querySelector("input").focus();
});

document.querySelector("#language select").addEventListener("change", (event) => {
  kept.set(LANGUAGE, event.target.value);
  speak(event.target.value);
});

document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : poll()));

speak(language());
document.querySelector("#language").hidden = mine.hidden = false;
setInterval(show, 1000);
poll();
