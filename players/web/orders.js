// Orders: what a signed head tells this player to do, each once by its id, also over a reload.

const STORE = "signage-done";
const IDENTIFY_MS = 20_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** So long a restart waits for its own acknowledgement to be sent. */
const FLUSH_MS = 3_000;

export class Orders {
  #engine;
  #reports;
  #section;
  #restart;
  #timer = 0;

  /** `section` is what is laid over the glass to identify it; `restart()` begins this page again. */
  constructor({ engine, reports, section, restart }) {
    this.#engine = engine;
    this.#reports = reports;
    this.#section = section;
    this.#restart = restart;
  }

  start() {
    this.#engine.onChange(() => this.#obey());
    this.#obey();
  }

  /** What is open and was not done before. Without a trusted clock nothing is: nobody knows whether it is too late. */
  #obey() {
    const { now } = this.#engine.facts();
    if (now === null) return;
    for (const command of this.#engine.commands) {
      const until = Date.parse(command.until);
      if (now < until && isFirst(command.id, { until, now })) this.#do(command);
    }
  }

  #do({ id, do: what, text = "" }) {
    if (what === "screenshot") {
      this.#reports.screenshot(id);
    } else if (what === "identify") {
      this.#identify(text);
      this.#reports.done(id, "done");
    } else if (what === "restart" && hasKept(id)) {
      this.#reports.done(id, "done");
      this.#reports.flushed(FLUSH_MS).then(this.#restart);
    } else {
      this.#reports.done(id, what === "restart" ? "failed: this browser keeps nothing" : "not understood");
    }
  }

  #identify(text) {
    const name = this.#section.querySelector(".identify-name");
    name.textContent = text;
    name.style.setProperty("--letters", Math.max(1, lengthOf(text)));
    this.#section.dataset.turn = this.#engine.facts().turn;
    this.#section.hidden = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#section.hidden = true;
    }, IDENTIFY_MS);
  }
}

/** In letters as wide as they are high: those of ASCII are half as wide. */
function lengthOf(text) {
  return Array.from(text).reduce((length, letter) => length + (letter < "\u0100" ? 0.6 : 1), 0);
}

/** Where a browser keeps nothing, at least once as long as the page lives; a restart is then refused. */
const doneHere = new Set();

function isFirst(id, { until, now }) {
  const done = new Map(read().filter(([, last]) => last + DAY_MS > now));
  if (done.has(id) || doneHere.has(id)) return false;
  doneHere.add(id);
  done.set(id, until);
  try {
    localStorage.setItem(STORE, JSON.stringify([...done]));
  } catch {
    // The disk is full, or nothing may be kept.
  }
  return true;
}

function hasKept(id) {
  return read().some(([kept]) => kept === id);
}

function read() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) ?? [];
  } catch {
    return [];
  }
}
