// Sync: ask for the head, check it, load what it needs, put it in force, prune, load the rest; for ever.

import { Plans } from "./ahead.js";
import { headOf, MANIFEST_BYTES } from "./documents.js";
import { HEAD_TYPE, keepHead, readManifest } from "./kept.js";
import { LiveFile } from "./live.js";
import { Loader } from "./loading.js";
import { Refused } from "./refused.js";
import { Poll, Servers } from "./servers.js";
import { withLive } from "./shows.js";
import { keyOf } from "./verify.js";

const HEAD_BYTES = 256 << 10;
/** Until the first head: a screen that was just paired is looked at. */
const UNENROLLED_POLL_MS = 1_000;
const PRUNE_EVERY_MS = 10 * 60 * 1000;

export class Sync {
  #enrolment;
  #keep;
  #notes;
  #clock;
  #tell;
  #newest;
  #inForce;
  #manifest;
  #pending = null;
  #useless = new Set();
  #plans;
  #servers;
  #head;
  #lives = new Map();
  #loader;
  #problem = null;
  #told = "";
  #settling = Promise.resolve();
  #stopped = false;
  #timers = { head: 0, prune: 0 };

  /**
   * `left` is what the last run kept. `tell.onAir(onAir)` says what is in force, `tell.waiting()` that nothing is,
   * `tell.news()` that something of the facts may have changed.
   */
  constructor({ enrolment, keep, notes, clock, left, tell }) {
    this.#enrolment = enrolment;
    this.#keep = keep;
    this.#notes = notes;
    this.#clock = clock;
    this.#tell = tell;
    [this.#newest, this.#inForce, this.#manifest] = [left.newest, left.inForce, left.manifest];
    this.#plans = new Plans(clock);
    this.#servers = new Servers(this.#urls());
    this.#head = new Poll(`/v1/heads/${enrolment.head_key}.jws`, { typ: HEAD_TYPE, limit: HEAD_BYTES, clock });
    this.#loader = new Loader(keep, {
      servers: () => this.#servers.inTurn(),
      news: () => this.#settle(),
      full: () => this.#prune(),
    });
  }

  /** Show what is here at once, and begin to ask. */
  start() {
    this.#settle();
    this.#pollHead();
    this.#timers.prune = setInterval(() => this.#prune(), PRUNE_EVERY_MS);
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timers.head);
    clearInterval(this.#timers.prune);
    for (const live of this.#lives.values()) clearTimeout(live.timer);
    this.#loader.stop();
  }

  /** Ask for the head at once; whether a server answered. */
  async hurry() {
    clearTimeout(this.#timers.head);
    await this.#pollHead();
    return this.#problem === null;
  }

  /** The newest head and the key that signed it, and the server that answered last; nulls before there is any. */
  get newest() {
    return { head: this.#newest?.head ?? null, signer: this.#newest?.signer ?? null, server: this.#servers.last };
  }

  /** What is in force and what is still to come, for whoever reports. */
  get progress() {
    const assets = this.#manifest === null ? [] : [...this.#manifest.assets.keys()];
    const { manifest: next = "" } = this.#newest?.head ?? {};
    return {
      head: this.#inForce && {
        sequence: this.#inForce.head.sequence,
        server: this.#servers.last || this.#enrolment.server,
      },
      manifest: this.#manifest?.sha256 ?? null,
      pending: next !== "" && next !== this.#manifest?.sha256 ? next : null,
      missing: assets.filter((asset) => !this.#keep.has(asset)).length,
      why: this.#why(),
      errors: this.#errors(),
    };
  }

  #why() {
    if (this.#newest?.head.revoked) return "revoked";
    if (this.#manifest !== null) return "";
    if (this.#newest === null && this.#problem?.status === 404) return "starting"; // it is not published yet
    if (this.#head.failures > 0) return "unreachable";
    return this.#pending === null ? "starting" : "loading";
  }

  #errors() {
    const useless = this.#useless.has(this.#newest?.head.manifest) ? ["the manifest cannot be shown"] : [];
    const head = this.#head.failures > 0 && this.#problem !== null ? [this.#problem.message] : [];
    return [...useless, ...this.#loader.failing(3), ...head];
  }

  // The head.

  async #pollHead() {
    this.#problem = await this.#head.ask(this.#servers, {
      keys: this.#keys(),
      introducer: { recoveryKey: this.#recoveryKey, newest: this.#sequence },
      newest: () => this.#sequence,
      accept: (signed) => this.#accept(signed),
    });
    await this.#settle();
    if (this.#stopped) return;
    clearTimeout(this.#timers.head);
    const pause = this.#head.pauseMs(this.#newest?.head.pollMs ?? UNENROLLED_POLL_MS);
    this.#timers.head = setTimeout(() => this.#pollHead(), pause);
  }

  async #accept({ document, signer, jws }) {
    const at = this.#clock.trusted ? this.#clock.now() : null;
    const head = headOf(document, { screen: this.#enrolment.screen, at });
    if (head.sequence < this.#sequence) throw new Refused("a head older than the newest known");
    if (this.#newest && head.sequence === this.#sequence && head.manifest === this.#newest.head.manifest) return;
    this.#newest = { head, jws, signer };
    this.#pending = null;
    this.#servers.are(this.#urls());
    await keepHead(this.#notes, "newest", this.#newest, this.#enrolment);
    if (head.revoked) await this.#forgetEverything();
  }

  async #forgetEverything() {
    this.#inForce = this.#manifest = null;
    for (const live of this.#lives.values()) clearTimeout(live.timer);
    this.#lives.clear();
    this.#plans.forgetAllBut(null);
    this.#loader.want([]);
    await this.#keep.prune(new Set());
  }

  // Taking force. One after another, for each step waits for the disk.

  #settle() {
    this.#settling = this.#settling.then(async () => {
      if (this.#stopped) return;
      await this.#bringInForce();
      this.#askForLiveFiles();
      this.#tellWhatIsShown();
      this.#load();
      this.#tell.news();
    });
    return this.#settling;
  }

  async #bringInForce() {
    const newest = this.#newest;
    if (newest !== null && newest !== this.#inForce && !newest.head.revoked) {
      const manifest = await this.#arrived(newest.head.manifest);
      if (manifest === null || newest !== this.#newest) return;
      if (![...this.#plans.of(manifest).needed].every((asset) => this.#keep.has(asset))) return;
      [this.#manifest, this.#inForce, this.#pending] = [manifest, newest, null];
      this.#plans.forgetAllBut(manifest);
      if (await keepHead(this.#notes, "in-force", newest, this.#enrolment)) await this.#prune();
    }
    if (newest !== null && this.#head.failures === 0) this.#head.inForce();
  }

  /** The manifest of the newest head, if it is here and can be shown. */
  async #arrived(name) {
    if (this.#manifest?.sha256 === name) return this.#manifest;
    if (this.#pending === null && this.#keep.has(name) && !this.#useless.has(name)) {
      this.#pending = await readManifest(this.#keep, name);
      if (this.#pending === null && this.#keep.has(name)) this.#useless.add(name);
    }
    return this.#pending?.sha256 === name ? this.#pending : null;
  }

  // Live files.

  #askForLiveFiles() {
    if (this.#manifest === null || this.#inForce === null) return;
    const named = [...this.#inForce.head.live, ...this.#newest.head.live];
    const polls = new Map(named.map(({ key, pollMs }) => [key, pollMs]));
    for (const [key, live] of this.#lives) {
      if (polls.has(key)) continue;
      clearTimeout(live.timer);
      this.#lives.delete(key);
    }
    for (const key of polls.keys()) {
      if (this.#lives.has(key)) continue;
      const live = new LiveFile(key, { clock: this.#clock });
      this.#lives.set(key, live);
      this.#pollLive(key, live);
    }
  }

  async #pollLive(key, live) {
    const onAir = this.#manifest.onAir;
    await live.ask(this.#servers, { keys: this.#keys(), newestHead: this.#sequence, beside: onAir });
    await this.#settle();
    if (this.#stopped || this.#lives.get(key) !== live) return;
    if ([...live.lengths(this.#manifest.onAir).keys()].every((asset) => this.#keep.has(asset))) live.poll.inForce();
    const { pollMs } = [...this.#newest.head.live, ...this.#inForce.head.live].find((one) => one.key === key);
    live.timer = setTimeout(() => this.#pollLive(key, live), live.poll.pauseMs(pollMs));
  }

  // Loading.

  #load() {
    if (this.#newest === null || this.#newest.head.revoked) return;
    const urgent = new Map([[this.#newest.head.manifest, MANIFEST_BYTES]]);
    if (this.#manifest !== null) urgent.set(this.#manifest.sha256, MANIFEST_BYTES);
    const need = (manifest) => {
      for (const asset of this.#plans.of(manifest).needed) urgent.set(asset, manifest.assets.get(asset));
    };
    if (this.#pending !== null) need(this.#pending);
    if (this.#manifest !== null) {
      for (const live of this.#lives.values()) {
        for (const [asset, length] of live.lengths(this.#manifest.onAir)) urgent.set(asset, length);
      }
      need(this.#manifest);
    }
    const wants = [...urgent].map(([name, most]) => ({ name, most, urgent: true }));
    const later = this.#manifest === null ? [] : this.#plans.of(this.#manifest).order;
    for (const name of later) if (!urgent.has(name)) wants.push({ name, most: this.#manifest.assets.get(name) });
    this.#loader.want(wants);
  }

  /** Let go of all that nothing reaches: neither what is in force, nor what is pending, nor what is live. */
  async #prune() {
    const reach = new Set(this.#newest === null ? [] : [this.#newest.head.manifest]);
    for (const manifest of [this.#manifest, this.#pending]) {
      if (manifest === null) continue;
      for (const name of [manifest.sha256, ...manifest.assets.keys()]) reach.add(name);
    }
    for (const live of this.#lives.values()) {
      for (const name of live.lengths(this.#manifest.onAir).keys()) reach.add(name);
    }
    await this.#keep.prune(reach);
  }

  // What is told.

  #tellWhatIsShown() {
    if (this.#manifest === null) {
      this.#told = "";
      this.#tell.waiting();
      return;
    }
    const live = [...this.#lives.values()].map((one) => one.document((asset) => this.#keep.has(asset)));
    const told = JSON.stringify([this.#manifest.sha256, live]);
    if (told === this.#told) return;
    this.#told = told;
    this.#tell.onAir(withLive(this.#manifest.onAir, live));
  }

  // Small things.

  get #sequence() {
    return this.#newest?.head.sequence ?? 0;
  }

  get #recoveryKey() {
    return keyOf(this.#enrolment.recovery_key);
  }

  /** Those that heads announce, then the enrolment's, then where this page came from. */
  #urls() {
    const named = [...(this.#newest?.head.servers ?? []), this.#enrolment.server.replace(/\/+$/, "")];
    const schemes = location.protocol === "https:" ? /^https:/ : /^https?:/; // a page over TLS may not ask without
    return [...named.filter((url) => schemes.test(url)), location.origin];
  }

  /**
   * Whose signature counts: until a head was kept the enrolment's key, then those that the newest head names; a head
   * that names none leaves the key that signed it. And the recovery key.
   */
  #keys() {
    if (this.#newest === null) return [keyOf(this.#enrolment.public_key), this.#recoveryKey];
    const { head, signer } = this.#newest;
    return [...(head.keys.length > 0 ? head.keys : [signer]), this.#recoveryKey];
  }
}
