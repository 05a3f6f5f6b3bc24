// The engine of the browser's player: shows what is in force, from what is kept at once and from the network later.

import { Cues } from "./cues.js";
import { Keep } from "./keep.js";
import { kept } from "./kept.js";
import { Notes } from "./notes.js";
import { altOf, Showing } from "./showing.js";
import { isSettled } from "./shows.js";
import { Sync } from "./sync.js";
import { TrustedClock } from "./trusted_clock.js";
import { turn } from "./turning.js";

const CLOCK_KEPT_EVERY_MS = 60_000;

/** One run of the player. It may be stopped at any moment, and another begun on the same canvas. */
export class Engine {
  #canvas;
  #keep;
  #notes;
  #clock;
  #sync;
  #showing;
  #cues;
  #glass = { state: "waiting", items: [], shownAt: null };
  #turn = 0;
  #lookedAt = 0;
  #isMute = false;
  #isEmpty = false;
  #listeners = new Set();
  #told = "";
  #timer = 0;

  /** An engine that goes on from what the last run left; `start` begins. */
  static async open({ canvas, enrolment, clock = new TrustedClock() }) {
    const [keep, notes] = await Promise.all([Keep.open(), Notes.open()]);
    const left = await kept({ notes, keep, enrolment });
    clock.recall(await notes.read("clock"), { newest: left.newest?.head.sequence ?? 0 });
    return new Engine({ canvas, enrolment, clock, keep, notes, left });
  }

  constructor({ canvas, enrolment, clock, keep, notes, left }) {
    this.#canvas = canvas;
    this.#keep = keep;
    this.#notes = notes;
    this.#clock = clock;
    const read = (asset) => keep.read(asset);
    this.#showing = new Showing(canvas, {
      load: read,
      isHere: (asset) => keep.has(asset),
      looks: 3,
      onShown: (shown) => this.#onShown(shown),
      onLook: (shown, manifest, now) => this.#onLook(shown, manifest, now),
    });
    this.#cues = new Cues({
      read,
      store: "signage-heard",
      onRefused: (isRefused) => {
        this.#isMute = isRefused;
      },
    });
    const tell = { onAir: (onAir) => this.#onAir(onAir), waiting: () => this.#waits(), news: () => this.#news() };
    this.#sync = new Sync({ enrolment, keep, notes, clock, left, tell });
  }

  start() {
    this.#lookedAt = performance.now();
    this.#sync.start();
    this.#timer = setInterval(() => this.#keepClock(), CLOCK_KEPT_EVERY_MS);
  }

  /** Nothing moves any more; the picture stands until another engine begins. */
  stop() {
    clearInterval(this.#timer);
    this.#sync.stop();
    this.#showing.end();
    this.#listeners.clear();
  }

  /** Nothing of this enrolment remains: it was revoked. */
  async forget() {
    this.stop();
    await this.#keep.prune(new Set());
    await this.#notes.clear();
  }

  get canvas() {
    return this.#canvas;
  }

  /** The commands of the newest head: `{id, do, until, text}`. */
  get commands() {
    return this.#sync.newest.head?.commands ?? [];
  }

  /** Where the newest head says that its server is, the server that answered last, and the key that it signs with. */
  get whereabouts() {
    const { head, signer, server } = this.#sync.newest;
    return { announced: head?.servers ?? [], answered: server, signer };
  }

  /** `listener()` is called whenever the facts may matter to somebody who was told of them before. */
  onChange(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * What this player can say of itself. `now` and `shownAt` (ms) are by its clock, `now` null where nobody vouches for
   * it; `items` are the looped ids on the glass; `turn` is by how many degrees the canvas is turned clockwise;
   * `lookedAt` (performance.now()) is when this engine last came round to it.
   */
  facts() {
    const { head, manifest, pending, missing, why, errors } = this.#sync.progress;
    const isWaiting = this.#glass.state === "waiting";
    const isOnAir = manifest !== null;
    const { trusted, source, offsetMs } = this.#clock;
    return {
      ...{ head, manifest, pending, missing },
      ...this.#glass,
      why: isWaiting ? why || (this.#isEmpty ? "empty" : "starting") : "",
      settled: this.#showing.shown !== null && isSettled(this.#showing.shown),
      turn: this.#turn,
      lookedAt: isOnAir ? this.#lookedAt : performance.now(),
      now: trusted ? this.#clock.now() : null,
      clock: { trusted, source, offsetMs: trusted ? offsetMs : null },
      errors: this.#isMute ? [...errors, "the browser makes no sound until somebody touches the page"] : errors,
    };
  }

  /** Somebody touched the page: from now on the browser lets it sound. */
  allowSound() {
    this.#cues.allow();
  }

  // What the network side tells.

  #onAir(onAir) {
    this.#turn = turn(this.#canvas, onAir.manifest.canvas);
    this.#showing.put(onAir, this.#clock);
  }

  #waits() {
    this.#showing.end();
    this.#glass = { state: "waiting", items: [], shownAt: null };
    this.#isEmpty = false;
  }

  #news() {
    this.#showing.look();
    const { head, manifest, pending, state, why, items, errors, clock } = this.facts();
    const commands = this.commands.map((command) => command.id);
    const told = JSON.stringify([head, manifest, pending, state, why, items, errors, clock.source, commands]);
    if (told === this.#told) return;
    this.#told = told;
    this.#keepClock();
    for (const listener of [...this.#listeners]) listener();
  }

  // What the glass tells.

  #onShown(shown) {
    const isDark = shown.power === "off";
    this.#isEmpty = !isDark && shown.zones.length === 0;
    const lit = shown.fallback ? "fallback" : "showing";
    this.#glass = {
      state: isDark ? "dark" : this.#isEmpty ? "waiting" : lit,
      items: shown.zones.map((zone) => zone.placed.itemId),
      shownAt: this.#clock.now(),
    };
    this.#canvas.setAttribute("aria-label", altOf(shown));
    this.#news();
  }

  #onLook(shown, manifest, now) {
    this.#lookedAt = performance.now();
    this.#turn = turn(this.#canvas, manifest.canvas);
    if (shown.cues.length > 0 || shown.sound) this.#cues.hear(shown, { now, volume: manifest.volume ?? 100 });
    if (this.#clock.hasSlept()) this.#awake();
  }

  // The clock.

  /** The machine has slept: the server says what time it is, or else nobody but the machine does. */
  async #awake() {
    if (await this.#sync.hurry()) return;
    const left = await this.#notes.read("clock");
    this.#clock.doubt();
    this.#clock.recall(left, { newest: this.#sync.newest.head?.sequence ?? 0 });
    this.#showing.look();
  }

  #keepClock() {
    const reading = this.#clock.toKeep;
    if (reading !== null) this.#notes.write("clock", reading);
  }
}
