// One screen on one canvas: asks for its manifest and live files as the staff pages do, and shows them.

import { published, withLive } from "./shows.js";
import { Showing } from "./showing.js";

export class Screen {
  #id;
  #clock;
  #options;
  #showing;
  #chosen = false;
  #onAir = null;
  #etag = null;
  #live = "[]";
  #timers = { manifest: 0, live: 0 };

  /**
   * `onShown(shown, manifest)` is called whenever other pictures than before are shown, `onLook(shown, manifest, now)`
   * at least every second and whenever a cue begins. `small` saves memory: pictures are decoded at the size of the
   * canvas, and fewer ahead.
   */
  constructor(
    canvas,
    { id, clock, small = false, manifestPollMs = 5_000, livePollMs = 1_000, onShown = () => {}, onLook = () => {} },
  ) {
    this.#id = id;
    this.#clock = clock;
    this.#options = { manifestPollMs, livePollMs };
    this.#showing = new Showing(canvas, { load: (asset) => read(id, asset), small, onShown, onLook });
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
    for (const timer of ["manifest", "live"]) clearTimeout(this.#timers[timer]);
    this.#clock = null;
    this.#showing.stop();
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
      }
    } catch {
      // No network, or nonsense: what is here goes on, as on a player.
    }
    if (clock !== this.#clock) return;
    this.#show();
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
        this.#show();
      }
    } catch {
      // As above; the untils of live items still hold.
    }
    if (clock === this.#clock) this.#timers.live = setTimeout(() => this.#pollLive(), this.#options.livePollMs);
  }

  #show() {
    if (this.#onAir !== null) this.#showing.put(this.#onAir, this.#clock);
  }
}

/** Where something of a screen is. */
function addressOf(id, rest) {
  return `/screens/${encodeURIComponent(id)}/${rest}`;
}

/** An asset's bytes. */
export async function read(id, asset) {
  const answer = await fetch(addressOf(id, `assets/${asset}`));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.blob();
}
