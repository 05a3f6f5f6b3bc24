// Live files: what changes by the second takes force by itself, item by item, once its picture is here.

import { ofLive } from "./ahead.js";
import { assetsOf, liveOf } from "./documents.js";
import { Refused } from "./refused.js";
import { Poll } from "./servers.js";

const LIVE_BYTES = 4 << 20;

/** One board. Nothing of it is kept but its pictures: it is written anew every second. */
export class LiveFile {
  #key;
  #newest = null;
  #shown = new Map();
  poll;
  timer = 0;

  constructor(key, { clock }) {
    this.#key = key;
    this.poll = new Poll(`/v1/live/${key}.jws`, { typ: "signage-live", limit: LIVE_BYTES, clock });
  }

  /** Ask for it once; `beside` is the plan in force, `newestHead` the sequence of the newest head. */
  ask(servers, { keys, newestHead, beside }) {
    const accept = ({ document }) => {
      const live = liveOf(document, { key: this.#key, beside });
      if (this.#newest !== null && live.sequence < this.#newest.sequence) throw new Refused("an older live file");
      this.#newest = live;
    };
    return this.poll.ask(servers, { keys, newest: () => Math.max(newestHead, this.#newest?.sequence ?? 0), accept });
  }

  /** The assets that this screen needs of it, each with its length in bytes. */
  lengths(beside) {
    if (this.#newest === null) return new Map();
    return new Map([...ofLive(this.#newest, beside)].map((asset) => [asset, this.#newest.assets.get(asset)]));
  }

  /** What is in force of it: each item's newest state whose pictures are all here, else what it was before. */
  document(isHere) {
    if (this.#newest === null) return { items: {} };
    const { items, cues = [] } = this.#newest.document;
    const came = Object.entries(items).filter(([, item]) => assetsOf(item).every(isHere));
    this.#shown = new Map([...this.#shown, ...came].filter(([id]) => id in items));
    return { items: Object.fromEntries(this.#shown), cues };
  }
}
