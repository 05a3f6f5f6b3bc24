// What a player keeps: its enrolment, and assets by their hash, each whole and looked at on its way in and out.

import { Full, Refused } from "./refused.js";
import { hexOf, sha256 } from "./sha256.js";

const ENROLMENT = "signage-enrolment";
const ASSETS = "signage-assets";

/** An enrolment that this browser would not keep: it holds as long as the page lives. */
let unkept = null;

/** The enrolment that pairing gave, or null. */
export function keptEnrolment() {
  if (unkept !== null) return unkept;
  try {
    return JSON.parse(localStorage.getItem(ENROLMENT));
  } catch {
    return null;
  }
}

/** Keep an enrolment, at worst as long as the page lives: then the answer is what is wrong, else "". */
export function keepEnrolment(enrolment) {
  unkept = null;
  try {
    localStorage.setItem(ENROLMENT, JSON.stringify(enrolment));
    return "";
  } catch (error) {
    unkept = enrolment;
    return `the enrolment is not kept: ${error.name}`; // no room, or nothing may be kept
  }
}

export function forgetEnrolment() {
  unkept = null;
  try {
    localStorage.removeItem(ENROLMENT);
  } catch {
    // Nothing may be kept, and so nothing was.
  }
}

/** Assets by their SHA-256. Whatever is damaged is not here, and will be loaded again. */
export class Keep {
  #shelf;
  #names;

  /** In Cache Storage; where there is none (plain HTTP, a broken profile), in memory, as long as the page lives. */
  static async open() {
    const keep = new Keep();
    try {
      keep.#shelf = new DiskShelf(await caches.open(ASSETS));
      keep.#names = new Set(await keep.#shelf.keys());
    } catch {
      [keep.#shelf, keep.#names] = [new Map(), new Set()];
    }
    return keep;
  }

  has(name) {
    return this.#names.has(name);
  }

  /** An asset as a Blob, its hash found right. Refused where it is damaged: then it is gone. */
  async read(name) {
    const blob = await Promise.resolve(this.#shelf.get(name)).catch(() => undefined);
    const isWhole = blob !== undefined && (await hashOf(await blob.arrayBuffer().catch(() => null))) === name;
    if (isWhole) return blob;
    await this.#drop(name);
    throw new Refused(`the asset ${name.slice(0, 12)}… was damaged`);
  }

  /** Take bytes in. Refused where they are not what their name says; Full where there is no room. */
  async add(name, buffer, type) {
    if ((await hashOf(buffer)) !== name) throw new Refused(`the asset ${name.slice(0, 12)}… is not what its name says`);
    try {
      await this.#shelf.set(name, new Blob([buffer], { type }));
    } catch (error) {
      await this.#drop(name);
      throw new Full(`no room for what is shown (${error.name})`);
    }
    this.#names.add(name);
  }

  /** Let go of everything but these. */
  async prune(reachable) {
    for (const name of [...this.#names]) if (!reachable.has(name)) await this.#drop(name);
  }

  async #drop(name) {
    this.#names.delete(name);
    await Promise.resolve(this.#shelf.delete(name)).catch(() => false);
  }
}

class DiskShelf {
  #cache;

  constructor(cache) {
    this.#cache = cache;
  }

  async keys() {
    return (await this.#cache.keys()).map((request) => new URL(request.url).pathname.slice(-64));
  }

  async get(name) {
    return (await this.#cache.match(pathOf(name)))?.blob();
  }

  set(name, blob) {
    return this.#cache.put(pathOf(name), new Response(blob));
  }

  delete(name) {
    return this.#cache.delete(pathOf(name));
  }
}

/** Where the published tree has an asset. */
export function pathOf(name) {
  return `/v1/assets/${name.slice(0, 2)}/${name}`;
}

async function hashOf(buffer) {
  return buffer === null ? "" : hexOf(await sha256(new Uint8Array(buffer)));
}
