// Pictures: assets fetched, decoded ahead of their turn, and let go after it.

const RETRY_AFTER_MS = 5000;

export class Pictures {
  #read;
  #onArrival;
  #bitmaps = new Map();
  #underway = new Set();
  #failed = new Map();

  /** `read(asset)` gives an asset's bytes as a Blob, or rejects; `onArrival()` is called when one can be drawn. */
  constructor(read, onArrival) {
    this.#read = read;
    this.#onArrival = onArrival;
  }

  has(asset) {
    return this.#bitmaps.has(asset);
  }

  /** Whether there is nothing to wait for: it is here, or could not be had. */
  isTried(asset) {
    return this.has(asset) || this.#failed.has(asset);
  }

  get(asset) {
    return this.#bitmaps.get(asset);
  }

  /** Fetch those of `wanted` that are not here, and let go of all others. It maps an asset to the width and height
   *  at which it is drawn, or to null for its own. */
  keep(wanted) {
    for (const [asset, bitmap] of this.#bitmaps) {
      if (!wanted.has(asset)) {
        this.#bitmaps.delete(asset);
        bitmap.close();
      }
    }
    for (const [asset, size] of wanted) {
      const waits = (this.#failed.get(asset) ?? -Infinity) + RETRY_AFTER_MS > performance.now();
      if (!this.has(asset) && !this.#underway.has(asset) && !waits) this.#load(asset, size);
    }
  }

  async #load(asset, size) {
    this.#underway.add(asset);
    try {
      const bytes = await this.#read(asset);
      const drawn = size && { resizeWidth: size[0], resizeHeight: size[1], resizeQuality: "high" };
      this.#bitmaps.set(asset, await createImageBitmap(bytes, drawn ?? {}));
      this.#failed.delete(asset);
    } catch {
      this.#failed.set(asset, performance.now());
    } finally {
      this.#underway.delete(asset);
    }
    this.#onArrival();
  }
}
