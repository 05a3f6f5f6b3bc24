// Servers: one signed file or one asset, asked of each in order, from the first that has a good one.

import { Refused, Unreachable } from "./refused.js";
import { opened } from "./verify.js";

/** Longest waits: for a whole small document, and for this many bytes of an asset, or another has its turn. */
const WHOLE_MS = 15_000;
const LEAST_MS = 30_000;
const LEAST_BYTES = 30_000;

/** As HTTP writes it; a header that a proxy said once more comes as both, one after the other. */
const DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT/;

const FIRST_AGAIN_MS = 60_000;
const POLL_MS = [100, 60 * 60 * 1000];
const BACKOFF_MS = 30_000;

/** The servers in the order in which to try them: the last that answered well, then the others in turn. */
export class Servers {
  #urls = [];
  #good = "";
  #since = 0;
  #last = "";
  #hasNewFirst = false;

  constructor(urls) {
    this.are(urls);
  }

  /** From now on these. One that is new at their head is tried at once: the server moves there. */
  are(urls) {
    const [before] = this.#urls;
    this.#urls = [...new Set(urls)];
    this.#hasNewFirst = before !== undefined && before !== this.#urls[0];
  }

  /** Every server; the one that answered last is first, for a minute, then the first has its chance again. */
  inTurn() {
    const isFresh = this.#urls.includes(this.#good) && performance.now() < this.#since + FIRST_AGAIN_MS;
    return isFresh ? [this.#good, ...this.#urls.filter((url) => url !== this.#good)] : this.#urls;
  }

  /** The one that answered last; none at first. */
  get last() {
    return this.#last;
  }

  /** A good answer came from here. */
  answered(url) {
    this.#last = url;
    if (this.#hasNewFirst) {
      [this.#hasNewFirst, this.#good] = [false, ""]; // what it said was that another comes first
      return;
    }
    if (url === this.#good && performance.now() < this.#since + FIRST_AGAIN_MS) return;
    [this.#good, this.#since] = [url, performance.now()];
  }
}

/** One signed file that is asked for again and again. */
export class Poll {
  #path;
  #typ;
  #limit;
  #clock;
  #etags = new Map();
  #last = ["", null];
  failures = 0;

  constructor(path, { typ, limit, clock }) {
    this.#path = path;
    this.#typ = typ;
    this.#limit = limit;
    this.#clock = clock;
  }

  /**
   * Ask each server until one has an answer that `accept` does not refuse. The error, if none has. `newest()` is the
   * newest sequence known, after `accept`: no true clock is before it.
   */
  async ask(servers, { keys, introducer = null, newest, accept }) {
    let problem = new Unreachable("there is no server to ask");
    for (const url of servers.inTurn()) {
      try {
        const answer = await asked(`${url}${this.#path}`, { etag: this.#etags.get(url), limit: this.#limit });
        if (answer.text === null) {
          this.#hear(answer, newest());
        } else {
          const { document, signer } = await opened(answer.text, { typ: this.#typ, keys, introducer });
          try {
            await accept({ document, signer, jws: answer.text.trim(), url });
          } finally {
            this.#hear(answer, newest()); // one that is too old was signed all the same: its server may say the time
          }
          this.#last = [url, answer.etag];
        }
        servers.answered(url);
        this.failures = 0;
        return null;
      } catch (error) {
        if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
        problem = problem instanceof Refused ? problem : error;
      }
    }
    this.failures += 1;
    return problem;
  }

  /** What came last is wholly in force: from now on ask only for what differs from it. */
  inForce() {
    const [url, etag] = this.#last;
    if (etag !== null) this.#etags.set(url, etag);
  }

  /** How long to wait; ever longer while nobody answers, and never all players at once. */
  pauseMs(pollMs) {
    const [least, most] = POLL_MS;
    const wait = Math.max(least, Math.min(most, pollMs));
    if (this.failures === 0) return wait;
    const backedOff = Math.max(wait, Math.min(BACKOFF_MS, wait * 2 ** Math.min(this.failures, 16)));
    return backedOff * (0.5 + Math.random() / 2);
  }

  #hear({ date, sent, received }, newest) {
    if (date !== null) this.#clock.hear({ date, sent, received, newest });
  }
}

/** An asset's bytes and type, of at most `most` bytes. Unreachable where they do not come, or ever more slowly. */
export async function assetOf(address, { most }) {
  const ends = new AbortController();
  try {
    const answer = await within(ends, WHOLE_MS, get(address, { cache: "no-store", signal: ends.signal }));
    if (answer.status !== 200) throw new Unreachable(`HTTP ${answer.status} of ${hostOf(address)}`);
    const buffer = await whole(answer, { most, ends });
    return { buffer, type: answer.headers.get("Content-Type") ?? "" };
  } catch (error) {
    ends.abort();
    throw error;
  }
}

/** One question for a small document: `text` null that it is still as `etag` had it; `date` null where none is said. */
async function asked(address, { etag = null, limit }) {
  const ends = new AbortController();
  // Another origin is asked without: it would be asked first, each time, whether it may be asked so.
  const headers = etag !== null && isOwn(address) ? { "If-None-Match": etag } : {};
  const sent = performance.now();
  try {
    const answer = await within(ends, WHOLE_MS, get(address, { headers, cache: "no-store", signal: ends.signal }));
    const received = performance.now();
    if (answer.status !== 200 && !(answer.status === 304 && etag !== null)) {
      throw new Unreachable(`HTTP ${answer.status} of ${hostOf(address)}`, answer);
    }
    const bytes = answer.status === 304 ? null : await within(ends, WHOLE_MS, whole(answer, { most: limit, ends }));
    return {
      text: bytes === null ? null : new TextDecoder().decode(bytes),
      etag: answer.headers.get("ETag"),
      date: dateOf(answer),
      sent,
      received,
    };
  } catch (error) {
    ends.abort();
    throw error;
  }
}

/** Straight: no cookie, no redirect, and no word of where it is asked from. */
async function get(address, more) {
  try {
    return await fetch(address, { credentials: "omit", redirect: "error", referrerPolicy: "no-referrer", ...more });
  } catch (error) {
    throw new Unreachable(`${hostOf(address)} does not answer (${error.name})`);
  }
}

/** All bytes of a body, as long as there are no more than `most` and they keep coming. */
async function whole(answer, { most, ends }) {
  const reader = answer.body.getReader();
  const pieces = [];
  let length = 0;
  let since = { at: performance.now(), length };
  try {
    for (;;) {
      const { done, value } = await within(ends, LEAST_MS, reader.read());
      if (done) return await new Blob(pieces).arrayBuffer();
      pieces.push(value);
      length += value.length;
      if (length > most) throw new Unreachable(`an answer of ${hostOf(answer.url)} is too long`);
      if (performance.now() > since.at + LEAST_MS) {
        if (length < since.length + LEAST_BYTES) throw new Unreachable(`an answer of ${hostOf(answer.url)} comes too slowly`);
        since = { at: performance.now(), length };
      }
    }
  } catch (error) {
    throw error instanceof Unreachable ? error : new Unreachable(`an answer of ${hostOf(answer.url)} was cut off`);
  }
}

/** What comes of a promise, unless it takes longer than `ms`: then all that `ends` ends is over. */
async function within(ends, ms, promise) {
  const timer = setTimeout(() => ends.abort(), ms);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

/** Of an address what may be told: the rest of it names a head, which whoever knows its name may read. */
function hostOf(address) {
  return new URL(address, location.href).host;
}

function isOwn(address) {
  return new URL(address, location.href).origin === location.origin;
}

/** The server's time to the second; null without one, or where a cache between answered. */
function dateOf(answer) {
  const [said = ""] = DATE.exec(answer.headers.get("Date") ?? "") ?? [];
  const date = Date.parse(said);
  return answer.headers.has("Age") || Number.isNaN(date) ? null : date;
}
