// Cues: the chime or the words that go with a call, each once by its id, where the screen and the browser let them.

/** Between two sounds, so that two calls at once are told apart. */
const PAUSE_S = 0.4;
const DAY_MS = 24 * 60 * 60 * 1000;

export class Cues {
  #read;
  #store;
  #onRefused;
  #context = null;
  #turns = Promise.resolve();

  /**
   * `read(asset)` gives an asset's bytes as a Blob, or rejects; what was heard is kept under the name `store`, over a reload.
   * `onRefused(isRefused)` says whether the browser waits for somebody to touch the page before it makes a sound.
   */
  constructor({ read, store, onRefused }) {
    this.#read = read;
    this.#store = store;
    this.#onRefused = onRefused;
  }

  /** Play what is open at `now` and was not heard before. `volume` is the screen's, in percent. */
  hear({ sound, cues }, { now, volume = 100 }) {
    if (sound) this.#open();
    const isRefused = sound && this.#context.state !== "running";
    this.#onRefused(isRefused);
    if (isRefused) return;
    for (const cue of cues) {
      const until = Date.parse(cue.at) + cue.for_s * 1000;
      if (this.#isFirst(cue.id, { until, now })) this.#play(cue.asset, volume / 100, performance.now() + until - now);
    }
  }

  /** Somebody touched the page: from now on the browser lets it sound. */
  allow() {
    this.#context?.resume();
  }

  #open() {
    if (this.#context !== null) return;
    this.#context = new AudioContext();
    this.#context.onstatechange = () => this.#onRefused(this.#context.state !== "running");
  }

  #isFirst(id, { until, now }) {
    const heard = new Map(read(this.#store).filter(([, last]) => last + DAY_MS > now));
    if (heard.has(id)) return false;
    heard.set(id, until);
    write(this.#store, [...heard]);
    return true;
  }

  /** One after another; what has to wait past `until` (performance.now()) is left out. */
  #play(asset, volume, until) {
    const data = this.#read(asset).then((bytes) => bytes.arrayBuffer(), () => null);
    this.#turns = this.#turns.then(async () => {
      try {
        const bytes = await data;
        if (bytes === null || performance.now() >= until) return;
        await this.#sound(await this.#context.decodeAudioData(bytes), volume);
      } catch {
        // It could not be fetched, or is no sound: the picture says it too.
      }
    });
  }

  #sound(buffer, volume) {
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.connect(new GainNode(this.#context, { gain: volume })).connect(this.#context.destination);
    source.start();
    return new Promise((resolve) => setTimeout(resolve, (buffer.duration + PAUSE_S) * 1000));
  }
}

/** A browser may forbid to keep anything, or lose it: then a reload within a quarter of a minute sounds again. */
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? [];
  } catch {
    return [];
  }
}

function write(name, heard) {
  try {
    localStorage.setItem(name, JSON.stringify(heard));
  } catch {
    // As above.
  }
}
