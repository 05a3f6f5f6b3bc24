// One screen on one canvas: asks for its manifest and live files, keeps its pictures ahead, paints when it must.

import { paint } from "./paint.js";
import { Pictures } from "./pictures.js";
import { isSettled, published, whatShows, withLive } from "./shows.js";

const AHEAD_MS = 15_000;
/** A screen looks again at least this often: windows are resized, clocks are corrected. */
const LOOK_AGAIN_MS = 1_000;
/** So long a new plan waits for its first pictures; then what is here is shown. */
const PATIENCE_MS = 5_000;

export class Screen {
  #canvas;
  #id;
  #clock;
  #options;
  #pictures;
  #chosen = false;
  #onAir = null;
  #etag = null;
  #live = "[]";
  #shown = null;
  #waitsUntil = 0;
  #timers = { manifest: 0, live: 0, look: 0, frame: 0 };

  /**
   * `onShown(shown, manifest)` is called whenever other pictures than before are shown, `onLook(shown, manifest, now)`
   * at least every second and whenever a cue begins. `small` saves memory: pictures are decoded at the size of the
   * canvas, and fewer ahead.
   */
  constructor(
    canvas,
    { id, clock, small = false, manifestPollMs = 5_000, livePollMs = 1_000, onShown = () => {}, onLook = () => {} },
  ) {
    this.#canvas = canvas;
    this.#id = id;
    this.#clock = clock;
    this.#options = { small, manifestPollMs, livePollMs, onShown, onLook };
    this.#pictures = new Pictures((asset) => addressOf(id, `assets/${asset}`), () => this.#look());
  }

  /** Begin; `chosen` says that the clock is not the server's, so that plans for its day are asked for. */
  start({ chosen = false } = {}) {
    this.setClock(this.#clock, { chosen });
  }

  /** Another time: what is on the glass stays until the plan for it has come. */
  setClock(clock, { chosen }) {
    this.stop();
    this.#clock = clock;
    this.#chosen = chosen;
    this.#pollManifest();
    this.#pollLive();
  }

  stop() {
    for (const timer of ["manifest", "live", "look"]) clearTimeout(this.#timers[timer]);
    cancelAnimationFrame(this.#timers.frame);
    this.#clock = null;
    this.#renew();
  }

  /** An answer, or null where another clock has been set meanwhile. */
  async #ask(rest, headers = {}) {
    const clock = this.#clock;
    const asked = performance.now();
    const answer = await fetch(addressOf(this.#id, rest), { headers, cache: "no-store" });
    if (clock !== this.#clock) return null;
    clock.hear(answer, asked);
    return answer;
  }

  async #pollManifest() {
    const clock = this.#clock;
    const query = this.#chosen ? `?at=${encodeURIComponent(new Date(clock.now()).toISOString())}` : "";
    try {
      const answer = await this.#ask(`manifest.json${query}`, this.#etag ? { "If-None-Match": this.#etag } : {});
      if (answer?.status === 200) {
        const etag = answer.headers.get("ETag");
        const onAir = published(await answer.json());
        if (clock !== this.#clock) return;
        [this.#onAir, this.#etag] = [withLive(onAir, JSON.parse(this.#live)), etag];
        this.#renew();
      }
    } catch {
      // No network, or nonsense: what is here goes on, as on a player.
    }
    if (clock !== this.#clock) return;
    this.#look();
    this.#timers.manifest = setTimeout(() => this.#pollManifest(), this.#options.manifestPollMs);
  }

  async #pollLive() {
    const clock = this.#clock;
    try {
      const answer = this.#chosen ? null : await this.#ask("live.json");
      const live = this.#chosen ? "[]" : answer?.ok ? await answer.text() : this.#live;
      if (clock !== this.#clock) return;
      if (live !== this.#live) {
        this.#live = live;
        if (this.#onAir !== null) this.#onAir = withLive(this.#onAir, JSON.parse(live));
        this.#renew();
        this.#look();
      }
    } catch {
      // As above; the untils of live items still hold.
    }
    if (clock === this.#clock) this.#timers.live = setTimeout(() => this.#pollLive(), this.#options.livePollMs);
  }

  /** Something else is on air: its pictures are waited for, and what is on the glass stands meanwhile. */
  #renew() {
    this.#shown = null;
    this.#waitsUntil = performance.now() + PATIENCE_MS;
    cancelAnimationFrame(this.#timers.frame);
  }

  /** Find out what is to be shown now, fetch what comes, and paint. */
  #look() {
    if (this.#onAir === null || this.#clock === null) return;
    const now = this.#clock.now();
    const wanted = whatShows(this.#onAir, now);
    this.#pictures.keep(this.#ahead(now));
    const isTried = placedIn(wanted).every((placed) => this.#pictures.isTried(placed.asset));
    if (this.#shown !== null || isTried || performance.now() > this.#waitsUntil) this.#paint();
    this.#options.onLook(wanted, this.#onAir.manifest, now);
    clearTimeout(this.#timers.look);
    this.#timers.look = setTimeout(() => this.#look(), Math.min(LOOK_AGAIN_MS, Math.max(4, wanted.until - now)));
  }

  #paint() {
    const has = (asset) => this.#pictures.has(asset);
    const shown = whatShows(this.#onAir, this.#clock.now(), { has });
    const { manifest } = this.#onAir;
    const isResized = fit(this.#canvas, manifest.canvas);
    const isOther = this.#shown === null || picturesOf(shown) !== picturesOf(this.#shown);
    if (isOther || isResized || !isSettled(shown) || !isSettled(this.#shown)) {
      paint(this.#canvas, shown, this.#pictures, manifest.canvas);
    }
    this.#shown = shown;
    if (isOther) this.#options.onShown(shown, manifest);
    cancelAnimationFrame(this.#timers.frame);
    if (!isSettled(shown)) this.#timers.frame = requestAnimationFrame(() => this.#paint());
  }

  /** The assets of now and of what comes next, each with the size at which it is decoded. */
  #ahead(now) {
    const { small } = this.#options;
    const glass = this.#onAir.manifest.canvas;
    const scale = sizeOn(this.#canvas, glass)[0] / glass.width;
    const assets = new Map();
    const add = (shown) => {
      for (const { asset, box } of placedIn(shown)) {
        const size = box.slice(2).map((length) => Math.max(1, Math.round(length * scale)));
        if (!assets.has(asset)) assets.set(asset, small ? size : null);
      }
    };
    add(whatShows(this.#onAir, now, { has: (asset) => this.#pictures.has(asset) }));
    for (let at = now, looks = small ? 2 : 6; looks > 0 && at < now + AHEAD_MS; looks -= 1) {
      const shown = whatShows(this.#onAir, at);
      add(shown);
      at = shown.until;
    }
    return assets;
  }
}

/** Where something of a screen is. */
export function addressOf(id, rest) {
  return `/screens/${encodeURIComponent(id)}/${rest}`;
}

/** Words for those who cannot see the picture. */
export function altOf(shown) {
  return shown.zones.map((zone) => zone.placed.item.alt).join("\n");
}

function placedIn(shown) {
  return shown.zones.flatMap((zone) => [zone.placed, ...zone.before]);
}

function picturesOf(shown) {
  return JSON.stringify([shown.power, shown.zones.map(({ placed }) => [placed.box, placed.asset])]);
}

/** As many pixels as a canvas covers on the display, and never more than the screen has. */
function sizeOn(canvas, glass) {
  canvas.style.setProperty("--shape", glass.width / glass.height);
  const covered = canvas.getBoundingClientRect();
  const scale = Math.min(1, (covered.width * devicePixelRatio) / glass.width) || 1;
  return [Math.round(glass.width * scale), Math.round(glass.height * scale)];
}

/** Give a canvas its pixels, which empties it; true if it had others. */
function fit(canvas, glass) {
  const [width, height] = sizeOn(canvas, glass);
  if (canvas.width === width && canvas.height === height) return false;
  [canvas.width, canvas.height] = [width, height];
  return true;
}
