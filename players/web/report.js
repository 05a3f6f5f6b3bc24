// Reports: what this player says of itself every minute and on every change; kept until the server has them.

import { ask, backoff, jittered, pause } from "./asking.js";
import { ASKED_PX, glimpse, REGULAR_PX } from "./glimpse.js";
import { browser, model, panel, room } from "./machine.js";
import { Outbox } from "./outbox.js";
import { hexOf } from "./sha256.js";

const HEARTBEATS = "/api/v1/heartbeats";
const EVERY_MS = 60_000;
const AT_MOST_EVERY_MS = 2_000;
/** A fade is over sooner than this; where the glass never settles, a report goes without its picture. */
const SETTLES_WITHIN_MS = 5_000;
const LOOK_AGAIN_MS = 100;
const MOST_ERRORS = 5;
const LONGEST_ERROR = 200;
const ERROR_LASTS_MS = 60 * 60_000;
/** What can never be accepted, however often it is sent. */
const NONSENSE = new Set([400, 413, 415, 422]);
/** Where the token is not accepted: the head will say what that means. */
const STRANGER = new Set([401, 403]);
const STRANGER_WAITS_MS = 10 * 60_000;
const VERSION = `web ${document.querySelector("main").dataset.version.slice(0, 8)}`;

export class Reports {
  #engine;
  #token;
  #outbox = new Outbox();
  #errors = [];
  #outcomes = [];
  #screenshots = [];
  #told = "";
  #madeAt = -Infinity;
  #timer = 0;
  #isMaking = false;
  #isSending = false;
  #isStopped = true;
  #wake = () => {};
  #onLine = () => this.#wake();

  /** `engine` is asked for `facts()` and its `canvas`; `token` is the enrolment's. */
  constructor({ engine, token }) {
    this.#engine = engine;
    this.#token = token;
  }

  start() {
    this.#isStopped = false;
    addEventListener("online", this.#onLine);
    this.#engine.onChange(() => this.#onChange());
    this.#due(AT_MOST_EVERY_MS);
    this.#send();
  }

  /** Nothing is made or sent any more; `forget` also drops what waits. */
  stop({ forget = false } = {}) {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    removeEventListener("online", this.#onLine);
    if (forget) this.#outbox.clear();
  }

  /** Something went wrong: one short line, told from the next report on for an hour. */
  error(text) {
    const line = String(text).slice(0, LONGEST_ERROR);
    const others = this.#errors.filter((error) => error.line !== line);
    this.#errors = [...others, { line, since: performance.now() }].slice(-MOST_ERRORS);
    this.#soon();
  }

  /** A command was carried out, or not. */
  done(id, outcome) {
    this.#outcomes.push({ id, outcome: outcome.slice(0, LONGEST_ERROR), at: instant(this.#engine.facts().now) });
    this.#soon();
  }

  /** A large picture of the glass goes out with the next report, which also says that this command is done. */
  screenshot(id) {
    this.#screenshots.push(id);
    this.#soon();
  }

  /** Once everything that is known now has been sent, or after `ms`. */
  async flushed(ms) {
    const ends = performance.now() + ms;
    const waits = () => this.#outcomes.length > 0 || this.#outbox.oldest() !== undefined;
    if (this.#outcomes.length > 0) await this.#make();
    while (waits() && performance.now() < ends) await pause(LOOK_AGAIN_MS);
  }

  /** What can be said, with the errors of the engine and those that were told here. */
  #facts() {
    const facts = this.#engine.facts();
    const own = this.#errors.filter(({ since }) => since + ERROR_LASTS_MS > performance.now()).map(({ line }) => line);
    const errors = facts.errors.map((error) => String(error).slice(0, LONGEST_ERROR));
    return { ...facts, errors: [...errors, ...own].slice(-MOST_ERRORS) };
  }

  #onChange() {
    if (changing(this.#facts()) !== this.#told) this.#soon();
  }

  #soon() {
    this.#due(Math.max(0, this.#madeAt + AT_MOST_EVERY_MS - performance.now()));
  }

  #due(ms) {
    clearTimeout(this.#timer);
    // What goes wrong in reporting is reported; the picture has nothing to do with it.
    if (!this.#isStopped) this.#timer = setTimeout(() => this.#make().catch((error) => this.error(error)), ms);
  }

  async #make() {
    if (this.#isMaking) return;
    this.#isMaking = true;
    try {
      this.#madeAt = performance.now();
      this.#due(jittered(EVERY_MS));
      const space = await room();
      await this.#settled();
      // What is said and what is seen are of one moment: between these lines nothing else runs.
      const facts = this.#facts();
      const [asked, outcomes] = [this.#screenshots.splice(0), this.#outcomes.splice(0)];
      const picture = this.#pictured(facts, asked.length > 0 ? ASKED_PX : REGULAR_PX);
      const report = documentOf(facts, space);
      this.#told = changing(facts);
      const seen = await picture.catch(() => null);
      if (this.#isStopped) return;
      const pictured = seen === null ? "failed: there is no picture on the glass" : "done";
      outcomes.push(...asked.map((id) => ({ id, outcome: pictured, at: report.at })));
      const shown = seen && { at_ms: report.shown_at_ms, ...seen };
      this.#outbox.keep({ ...report, commands: outcomes, picture: shown }, { now: facts.now });
    } finally {
      this.#isMaking = false;
    }
    this.#onChange();
    if (this.#screenshots.length > 0 || this.#outcomes.length > 0) this.#soon();
    this.#send();
  }

  /** Once no fade is under way: what is copied then can be compared. */
  async #settled() {
    const ends = performance.now() + SETTLES_WITHIN_MS;
    const moves = ({ settled, state }) => !settled && state !== "waiting";
    while (moves(this.#engine.facts()) && performance.now() < ends) await pause(LOOK_AGAIN_MS);
  }

  #pictured({ state, settled, shownAt, turn }, longest) {
    if (state === "waiting" || !settled || shownAt === null) return Promise.resolve(null);
    return glimpse(this.#engine.canvas, { longest, turn });
  }

  async #send() {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let failures = 0; !this.#isStopped && this.#outbox.oldest() !== undefined; ) {
      const [key, report] = this.#outbox.oldest();
      const headers = { Authorization: `Bearer ${this.#token}` };
      const json = { ...report, sent_at_ms: this.#engine.facts().now };
      const { status, waitMs } = await ask(HEARTBEATS, { method: "POST", json, headers });
      if (status === 204 || NONSENSE.has(status)) {
        this.#outbox.drop(key);
        failures = 0;
      } else {
        failures += 1;
        await this.#patience(STRANGER.has(status) ? STRANGER_WAITS_MS : Math.max(waitMs, backoff(failures)));
      }
    }
    this.#isSending = false;
  }

  /** A pause that ends when the browser says that there is a network again. */
  #patience(ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** The document of docs/api.md, all but the picture, the commands and the time of sending. */
function documentOf(facts, space) {
  return {
    version: 1,
    id: hexOf(crypto.getRandomValues(new Uint8Array(16))),
    at: instant(facts.now),
    head: facts.head,
    manifest: facts.manifest,
    pending: facts.pending,
    missing: facts.missing,
    state: facts.state,
    why: facts.why,
    items: facts.items,
    shown_at_ms: facts.shownAt === null ? null : (facts.now ?? facts.shownAt),
    panel: panel(),
    uptime_s: Math.round(performance.now() / 1000),
    temperature_c: null,
    throttled: [],
    disk_free_bytes: space.free,
    cache_bytes: space.used,
    clock: { trusted: facts.clock.trusted, source: facts.clock.source, offset_ms: facts.clock.offsetMs },
    versions: { player: VERSION, platform: browser(), model: model() },
    errors: facts.errors,
  };
}

/** What is told at once when it changes. */
function changing({ head, manifest, pending, state, why, errors }) {
  return JSON.stringify([head?.sequence ?? null, manifest, pending, state, why, errors]);
}

/** `YYYY-MM-DDTHH:MM:SSZ`; null where nobody vouches for the time. */
function instant(ms) {
  return ms === null ? null : `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
