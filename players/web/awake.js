// Awake: the display stays on and whole, and whatever breaks is begun again: the engine first, then the page.

const IDLE_AFTER_MS = 3_000;
const LOOK_MS = 5_000;
/** A glass that was not looked at for so long hangs: the engine does so at least every second. */
const HANGS_AFTER_MS = 30_000;
/** So many errors in so long a time are more than a fresh engine mends. */
const MANY = 3;
const LATELY_MS = 60_000;
const SHORTEST_MS = 5_000;
const LONGEST_MS = 10 * 60_000;
/** Without a network and without a kept shell there is nothing to reload; so often it is looked for. */
const TRY_AGAIN_MS = 60_000;
/** After so long without an error the next reload is the first again. */
const WELL_AFTER_MS = 10 * 60_000;
/** A page of this age begins anew when the glass is dark, and with it whatever a browser gathers over weeks. */
const OLD_MS = 20 * 60 * 60_000;
/** This share of the memory that the browser allows is too much for a player. */
const FULL = 0.8;
const STORE = "signage-reloads";

export class Awake {
  #options;
  #lock = null;
  #idleTimer = 0;
  #errors = [];
  #isReloading = false;
  #seen = { visible: performance.now() };

  /**
   * `glass` is the page's root, to which classes are given. `restart()` makes a fresh engine, `onError(line)` is told
   * each error, and `facts()` are the engine's, or null where there is none.
   */
  constructor({ glass, restart, onError = () => {}, facts = () => null }) {
    this.#options = { glass, restart, onError, facts };
  }

  start() {
    addEventListener("error", (event) => this.#broken(event.error ?? event.message));
    addEventListener("unhandledrejection", (event) => this.#broken(event.reason));
    document.addEventListener("visibilitychange", () => this.#onSight());
    for (const kind of ["pointermove", "pointerdown"]) addEventListener(kind, () => this.#stirred());
    for (const kind of ["keydown", "dblclick"]) addEventListener(kind, (event) => this.#enlarge(event));
    setInterval(() => this.#look(), LOOK_MS);
    this.#stirred();
    this.#keepLit();
  }

  /** Over the whole display. Only a press may ask for it; a browser may refuse, and then nothing happens. */
  fullScreen() {
    document.documentElement.requestFullscreen?.().catch(() => {});
  }

  /** A double click leaves it again; a key, whichever, only ever enters it. */
  #enlarge({ type, ctrlKey, metaKey, altKey }) {
    if (ctrlKey || metaKey || altKey) return;
    if (!document.fullscreenElement) this.fullScreen();
    else if (type === "dblclick") document.exitFullscreen();
  }

  #stirred() {
    this.#options.glass.classList.remove("is-idle");
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.#options.glass.classList.add("is-idle"), IDLE_AFTER_MS);
  }

  #onSight() {
    this.#seen.visible = performance.now();
    this.#keepLit();
  }

  /** A browser lets go of the lock whenever the page is out of sight. */
  async #keepLit() {
    if (this.#lock !== null || document.visibilityState !== "visible" || !navigator.wakeLock) return;
    try {
      this.#lock = await navigator.wakeLock.request("screen");
      this.#lock.addEventListener("release", () => {
        this.#lock = null;
      });
    } catch {
      // A browser may refuse, as with a low battery: the next look asks again.
    }
  }

  #look() {
    this.#keepLit();
    const facts = this.#options.facts();
    if (facts === null || document.visibilityState !== "visible") return;
    const last = Math.max(facts.lookedAt, this.#seen.visible);
    if (performance.now() - last > HANGS_AFTER_MS) {
      this.#seen.visible = performance.now();
      this.#broken(`the glass was not looked at for ${HANGS_AFTER_MS / 1000} s`);
    } else if (facts.state === "dark" && performance.now() > OLD_MS) {
      this.#reload(() => 0);
    } else if (isFull()) {
      this.#reload(nextWait);
    }
  }

  #broken(reason) {
    const now = performance.now();
    this.#options.onError(lineOf(reason));
    this.#errors = [...this.#errors.filter((at) => at + LATELY_MS > now), now];
    if (this.#isReloading) return;
    if (this.#errors.length > MANY) {
      this.#reload(nextWait);
      return;
    }
    try {
      this.#options.restart();
    } catch (error) {
      this.#options.onError(lineOf(error));
      this.#reload(nextWait);
    }
  }

  /** What is on the glass stands until there is a page to come: without a network and a kept shell there would be none. */
  #reload(wait) {
    if (this.#isReloading) return;
    this.#isReloading = true;
    const tried = async () => {
      if (await isThere()) location.reload();
      else setTimeout(tried, TRY_AGAIN_MS);
    };
    setTimeout(tried, wait());
  }
}

/** Whether a reload would get this page, from what the service worker keeps or from the server. */
async function isThere() {
  if (navigator.serviceWorker?.controller) return true;
  try {
    return (await fetch(location.href)).ok;
  } catch {
    return false;
  }
}

/** Five seconds, and twice as long after each reload that followed soon upon the last, up to ten minutes. */
function nextWait() {
  const now = Date.now();
  let [last, count] = [0, 0];
  try {
    [last, count] = JSON.parse(sessionStorage.getItem(STORE)) ?? [0, 0];
  } catch {
    // Nothing is kept: then each is the first.
  }
  const again = Math.abs(now - last) < WELL_AFTER_MS + LONGEST_MS ? count + 1 : 0;
  try {
    sessionStorage.setItem(STORE, JSON.stringify([now, again]));
  } catch {
    return LONGEST_MS; // a count that cannot be kept must not become a loop
  }
  return Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.min(again, 10));
}

function isFull() {
  const { usedJSHeapSize = 0, jsHeapSizeLimit = Infinity } = performance.memory ?? {};
  return usedJSHeapSize > FULL * jsHeapSizeLimit;
}

/** One line of what went wrong, and where. */
function lineOf(reason) {
  const [first = "", place = ""] = String(reason?.stack ?? reason).split("\n");
  return `${first.trim()} ${place.trim()}`.trim();
}
