// The outbox: reports that the server has not accepted yet, oldest first, over reloads, and never more than fit.

import { REGULAR_PX } from "./glimpse.js";

const PREFIX = "signage-report-";
const MOST = 240;
const LONGEST_MS = 24 * 60 * 60 * 1000;

export class Outbox {
  #reports = new Map();
  #next = 0;

  /** What an earlier page left goes out first. */
  constructor() {
    const kept = keys().sort();
    for (const key of kept) {
      const report = read(key);
      if (report === null) forget(key);
      else this.#reports.set(key, report);
    }
    this.#next = kept.length > 0 ? Number(kept[kept.length - 1].slice(PREFIX.length)) + 1 : 0;
  }

  /** Keep a report. Of the earlier ones only the numbers remain, but for the newest screenshot that was asked for. */
  keep(report, { now }) {
    for (const [key, earlier] of this.#reports) {
      const isOld = now !== null && earlier.at !== null && Date.parse(earlier.at) + LONGEST_MS < now;
      if (isOld) this.drop(key);
      else if (earlier.picture && (isLarge(report.picture) || !isLarge(earlier.picture))) {
        this.#put(key, { ...earlier, picture: null });
      }
    }
    this.#put(PREFIX + String(this.#next).padStart(12, "0"), report);
    this.#next += 1;
    while (this.#reports.size > MOST) this.drop(this.#reports.keys().next().value);
  }

  /** The oldest report and its key; undefined where nothing waits. */
  oldest() {
    return this.#reports.entries().next().value;
  }

  /** It was accepted, or never will be. */
  drop(key) {
    this.#reports.delete(key);
    forget(key);
  }

  /** Whose reports these were is no player any more. */
  clear() {
    for (const key of [...this.#reports.keys()]) this.drop(key);
  }

  #put(key, report) {
    this.#reports.set(key, report);
    try {
      localStorage.setItem(key, JSON.stringify(report));
    } catch {
      // The disk is full, or nothing may be kept: it waits in memory alone.
    }
  }
}

/** Whether it is a screenshot that somebody asked for. */
function isLarge(picture) {
  return picture !== null && Math.max(picture.width, picture.height) > REGULAR_PX;
}

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above: it was in memory alone.
  }
}
