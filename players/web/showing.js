// Showing: what is on air on one canvas; its pictures are kept ahead, and it is painted when it must be.

import { paint } from "./paint.js";
import { Pictures } from "./pictures.js";
import { isSettled, whatShows } from "./shows.js";

const AHEAD_MS = 15_000;
/** A screen looks again at least this often: windows are resized, clocks are corrected. */
const LOOK_AGAIN_MS = 1_000;
/** So long something new waits for its first pictures; then what is here is shown. */
const PATIENCE_MS = 5_000;

export class Showing {
  #canvas;
  #options;
  #pictures;
  #clock = null;
  #onAir = null;
  #shown = null;
  #until = -Infinity;
  #waitsUntil = 0;
  #timers = { look: 0, frame: 0 };

  /**
   * `load(asset)` gives a picture's bytes as a Blob, or rejects; `isHere(asset)` whether it would. `onShown(shown,
   * manifest)` is called whenever other pictures than before are shown, `onLook(shown, manifest, now)` at least every
   * second and whenever a cue begins. `looks` is for how many changes pictures are decoded ahead; `small` decodes them
   * at the size of the canvas.
   */
  constructor(
    canvas,
    { load, isHere = () => true, small = false, looks = small ? 2 : 6, onShown = () => {}, onLook = () => {} },
  ) {
    this.#canvas = canvas;
    this.#options = { isHere, small, looks, onShown, onLook };
    this.#pictures = new Pictures(load, () => this.look());
  }

  /** What was painted last; null before anything was, and while something else is waited for. */
  get shown() {
    return this.#shown;
  }

  /** This is on air, by this clock. While the pictures of something new come, what is on the glass stands. */
  put(onAir, clock) {
    if (onAir !== this.#onAir || clock !== this.#clock) {
      [this.#onAir, this.#clock] = [onAir, clock];
      this.#renew();
    }
    this.look();
  }

  /** Nothing moves any more; what is on the glass stands. */
  stop() {
    clearTimeout(this.#timers.look);
    this.#onAir = this.#clock = null;
    this.#renew();
  }

  /** Nothing moves any more, and no picture is held. */
  end() {
    this.stop();
    this.#pictures.keep(new Map());
  }

  /** Find out what is to be shown now, have what comes decoded, and paint. */
  look() {
    if (this.#onAir === null) return;
    if (this.#clock.now() >= this.#until) this.#clock.atBoundary();
    const now = this.#clock.now();
    const wanted = this.#whatShows(now, this.#options.isHere);
    this.#pictures.keep(this.#ahead(now));
    const isTried = placedIn(wanted).every((placed) => this.#pictures.isTried(placed.asset));
    if (this.#shown !== null || isTried || performance.now() > this.#waitsUntil) this.#paint();
    this.#options.onLook(wanted, this.#onAir.manifest, now);
    clearTimeout(this.#timers.look);
    this.#timers.look = setTimeout(() => this.look(), Math.min(LOOK_AGAIN_MS, Math.max(4, wanted.until - now)));
  }

  #renew() {
    this.#shown = null;
    this.#waitsUntil = performance.now() + PATIENCE_MS;
    cancelAnimationFrame(this.#timers.frame);
  }

  /** What is shown, and the fallback where nothing of it can be drawn. */
  #whatShows(at, has) {
    const shown = whatShows(this.#onAir, at, { trusted: this.#clock.trusted, has });
    if (shown.power === "off" || shown.zones.length > 0) return shown;
    return whatShows(this.#onAir, at, { trusted: false, has });
  }

  #paint() {
    const shown = this.#whatShows(this.#clock.now(), (asset) => this.#pictures.has(asset));
    const { manifest } = this.#onAir;
    const isResized = fit(this.#canvas, manifest.canvas);
    const isOther = this.#shown === null || picturesOf(shown) !== picturesOf(this.#shown);
    if (isOther || isResized || !isSettled(shown) || !isSettled(this.#shown)) {
      paint(this.#canvas, shown, this.#pictures, manifest.canvas);
    }
    this.#shown = shown;
    this.#until = shown.power === "off" ? -Infinity : shown.until; // on a dark screen nothing is cut
    if (isOther) this.#options.onShown(shown, manifest);
    cancelAnimationFrame(this.#timers.frame);
    if (!isSettled(shown)) this.#timers.frame = requestAnimationFrame(() => this.#paint());
  }

  /** The assets of now and of what comes next, each with the size at which it is decoded. */
  #ahead(now) {
    const { isHere, small, looks } = this.#options;
    const glass = this.#onAir.manifest.canvas;
    const scale = sizeOn(this.#canvas, glass)[0] / glass.width;
    const assets = new Map();
    const add = (shown) => {
      for (const { asset, box } of placedIn(shown)) {
        const size = box.slice(2).map((length) => Math.max(1, Math.round(length * scale)));
        if (!assets.has(asset)) assets.set(asset, small ? size : null);
      }
    };
    add(this.#whatShows(now, (asset) => this.#pictures.has(asset)));
    for (let at = now, left = looks; left > 0 && at < now + AHEAD_MS; left -= 1) {
      const shown = this.#whatShows(at, isHere);
      add(shown);
      at = shown.until;
    }
    return assets;
  }
}

/** Words for those who cannot see the picture. */
export function altOf(shown) {
  return shown.zones.map((zone) => zone.placed.item.alt).join("\n");
}

function placedIn(shown) {
  return shown.zones.flatMap((zone) => [zone.placed, ...zone.before]);
}

function picturesOf(shown) {
  return JSON.stringify([shown.power, shown.fallback, shown.zones.map(({ placed }) => [placed.box, placed.asset])]);
}

/** As many pixels as a canvas covers on the display, turned or not, and never more than the screen has. */
function sizeOn(canvas, glass) {
  canvas.style.setProperty("--shape", glass.width / glass.height);
  const covered = canvas.getBoundingClientRect();
  const longer = Math.max(covered.width, covered.height) * devicePixelRatio;
  const scale = Math.min(1, longer / Math.max(glass.width, glass.height)) || 1;
  return [Math.round(glass.width * scale), Math.round(glass.height * scale)];
}

/** Give a canvas its pixels, which empties it; true if it had others. */
function fit(canvas, glass) {
  const [width, height] = sizeOn(canvas, glass);
  if (canvas.width === width && canvas.height === height) return false;
  [canvas.width, canvas.height] = [width, height];
  return true;
}
