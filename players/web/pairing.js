// Pairing: this screen shows a code and two words until somebody gives it a monitor; begins anew by itself, for ever.

import { ask, backoff, pause, seen } from "./asking.js";
import { model } from "./machine.js";
import { hexOf, sha256 } from "./sha256.js";

const PAIRINGS = "/api/v1/pairings";
const LABEL = "signage-pairing-1\n";
const CODE = /^\d{6}$/;
const KEY = /^[A-Za-z0-9_-]{43}$/;
/** What the words vouch for, and nothing else may be given later. */
const VOUCHED = ["public_key", "recovery_key", "authority"];
/** So long a person has to read why a new code follows. */
const READ_MS = 8_000;
/** A code lives half an hour; one that was over before this ended early. What a server says of it, anybody may say. */
const LIVED_MS = 20 * 60_000;
const LONGEST_MS = 5 * 60_000;

export class Pairing {
  #section;

  /** `section` is the start page, with a sentence for each state. */
  constructor(section) {
    this.#section = section;
    this.#part(".host b").textContent = location.host;
  }

  /**
   * Show the page until this screen is paired: the enrolment, as the server gave it. Whoever stands in between has one
   * guess a code at words that fit: after codes that ended early, for whatever reason, the next is slower to come.
   */
  async run() {
    this.#section.hidden = false;
    this.#say("asking");
    for (let failures = 0, early = 0; ; ) {
      await seen();
      const begun = performance.now();
      const { state, enrolment, code, waitMs = 0 } = await this.#once();
      this.#say(state);
      if (enrolment) return enrolment;
      this.#show(null);
      failures = code ? 0 : failures + 1;
      if (code) early = performance.now() < begun + LIVED_MS ? early + 1 : 0;
      const read = Math.min(LONGEST_MS, READ_MS * 2 ** Math.max(0, early - 1));
      await pause(code ? read : Math.max(waitMs, backoff(failures)));
    }
  }

  /** One code, from its first second to its end: the state in which it ended. */
  async #once() {
    const nonce = crypto.getRandomValues(new Uint8Array(16));
    const commitment = hexOf(await sha256(nonce));
    const begun = await ask(PAIRINGS, { method: "POST", json: { commitment, model: model() } });
    if (begun.status !== 201) return { state: STATES[begun.status] ?? "odd", waitMs: begun.waitMs };
    const words = begun.json && (await wordsOf(begun.json, nonce));
    if (words === null) return { state: "odd" };
    this.#show({ code: begun.json.code, words });
    this.#say("waiting");
    return { code: begun.json.code, ...(await this.#wait(begun.json, hexOf(nonce))) };
  }

  async #wait({ pairing_id: id, public_key, recovery_key, authority, poll_ms: pollMs = 2_000 }, nonce) {
    for (let pauseMs = 0; ; pauseMs = pollMs) {
      await pause(pauseMs); // the first time at once: only then can the staff page tell the words
      const answer = await ask(`${PAIRINGS}/${encodeURIComponent(id)}?nonce=${nonce}`);
      if (answer.status === 404) return { state: "expired" };
      if (answer.status === 400) return { state: "odd" };
      if (answer.status !== 200) {
        this.#say(STATES[answer.status] ?? "unreachable");
        continue;
      }
      const told = answer.json ?? {};
      if (told.state === "refused") return { state: "refused" };
      if (told.state !== "paired") {
        this.#say("waiting");
        continue;
      }
      // The words vouched for these keys and this authority, and for no others.
      const isSame =
        told.public_key === public_key &&
        told.recovery_key === recovery_key &&
        (told.authority ?? "") === (authority ?? "");
      return isSame ? { state: "paired", enrolment: told } : { state: "odd" };
    }
  }

  #part(selector) {
    return this.#section.querySelector(selector);
  }

  #say(state) {
    if (this.#section.dataset.state === state && state !== "asking") return;
    this.#section.dataset.state = state;
    for (const sentence of this.#section.querySelectorAll("[data-when]")) {
      sentence.hidden = sentence.dataset.when !== state;
    }
  }

  /** The code in two halves, its words, and the picture that opens its page; null: nothing of them. */
  #show(given) {
    const [left, right] = this.#section.querySelectorAll(".digits span");
    [left.textContent, right.textContent] = given ? [given.code.slice(0, 3), given.code.slice(3)] : ["", ""];
    const [ja, en] = this.#section.querySelectorAll(".pair span");
    ja.textContent = given ? given.words.map(([word]) => word).join("・") : "";
    en.textContent = given ? given.words.map(([, word]) => word).join(" · ") : "";
    const picture = this.#part("img");
    picture.hidden = given === null;
    if (given) picture.src = `/player/code.svg?code=${given.code}`;
    else picture.removeAttribute("src");
  }
}

const STATES = { 0: "unreachable", 429: "slowed", 502: "unreachable", 503: "full", 504: "unreachable" };

let list = null;

/**
 * The two words, each [ja, en], of what the server said of itself, the code and this player's random bytes; null where
 * it said something else than it should. Somebody in between has other keys, and so other words.
 */
export async function wordsOf({ public_key: key, recovery_key: recoveryKey, authority, code }, nonce) {
  list = list ?? (await ask("/player/words.json")).json;
  if (list === null || ![key, recoveryKey].every((one) => KEY.test(one)) || !CODE.test(code)) return null;
  const parts = [utf8(LABEL), keyOf(key), keyOf(recoveryKey), await sha256(utf8(authority)), utf8(code), nonce];
  const [first, second] = await sha256(joined(parts));
  return [list[first], list[second]];
}

function keyOf(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
