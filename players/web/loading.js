// Loading: the assets that are wanted, urgent ones first, two at a time, each tried again later where it failed.

import { pathOf } from "./keep.js";
import { Full, Refused, Unreachable } from "./refused.js";
import { assetOf } from "./servers.js";

/** One may wait for a server that has fallen silent while the other goes on. */
const AT_ONCE = 2;
const RETRY_MS = [500, 30_000];

export class Loader {
  #keep;
  #servers;
  #news;
  #full;
  #wants = [];
  #inHand = new Set();
  #putOff = new Map();
  #timer = 0;

  /**
   * `servers()` gives the addresses in the order in which to try them; `news()` is called after each attempt, `full()`
   * where there was no room.
   */
  constructor(keep, { servers, news, full }) {
    this.#keep = keep;
    this.#servers = servers;
    this.#news = news;
    this.#full = full;
  }

  /** From now on exactly these, urgent ones first: `{name, most, urgent}`, `most` being the most bytes it may have. */
  want(wants) {
    this.#wants = [...wants.filter((want) => want.urgent), ...wants.filter((want) => !want.urgent)];
    const names = new Set(this.#wants.map((want) => want.name));
    for (const name of this.#putOff.keys()) if (!names.has(name)) this.#putOff.delete(name);
    this.#go();
  }

  /** Why those that are waiting to be tried again failed at least `times` in a row. */
  failing(times) {
    return [...this.#putOff.values()].filter((one) => one.times >= times).map((one) => one.error.message);
  }

  stop() {
    this.want([]);
    clearTimeout(this.#timer);
  }

  #go() {
    clearTimeout(this.#timer);
    const free = this.#wants.filter(({ name }) => !this.#inHand.has(name) && !this.#keep.has(name));
    const due = free.filter(({ name }) => (this.#putOff.get(name)?.later ?? 0) <= performance.now());
    for (const want of due.slice(0, AT_ONCE - this.#inHand.size)) this.#load(want);
    const later = Math.min(...free.map(({ name }) => this.#putOff.get(name)?.later ?? Infinity));
    if (this.#inHand.size === 0 && later < Infinity) {
      this.#timer = setTimeout(() => this.#go(), Math.max(0, later - performance.now()));
    }
  }

  async #load({ name, most }) {
    this.#inHand.add(name);
    try {
      await this.#loadFromAny(name, most);
      this.#putOff.delete(name);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Unreachable || error instanceof Full)) throw error;
      this.#setAside(name, error);
      if (error instanceof Full) this.#full();
    } finally {
      this.#inHand.delete(name);
    }
    this.#news();
    this.#go();
  }

  async #loadFromAny(name, most) {
    let problem = new Unreachable("there is no server to ask");
    for (const url of this.#servers()) {
      try {
        const { buffer, type } = await assetOf(`${url}${pathOf(name)}`, { most });
        await this.#keep.add(name, buffer, type);
        return;
      } catch (error) {
        if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
        problem = problem instanceof Refused ? problem : error;
      }
    }
    throw problem;
  }

  /** Try again later, ever later where it fails again, never all players at once. */
  #setAside(name, error) {
    const times = (this.#putOff.get(name)?.times ?? 0) + 1;
    const [least, most] = RETRY_MS;
    const delay = Math.min(most, least * 2 ** Math.min(times, 10)) * (0.5 + Math.random() / 2);
    this.#putOff.set(name, { times, later: performance.now() + delay, error });
  }
}
