// Notes: small values that survive a power cut; once `write` has resolved, the value is on the disk, whole.

const STORE = "notes";
/** A browser whose profile is broken may never answer. */
const PATIENCE_MS = 5_000;

/** The notes of the browser's player; without a disk that takes them they last as long as the page. */
export class Notes {
  #db;
  #here = new Map();

  /** Open them; a browser that keeps nothing (a private window) gives notes that nobody will read back. */
  static async open() {
    const notes = new Notes();
    try {
      notes.#db = await opened();
    } catch {
      notes.#db = null;
    }
    return notes;
  }

  async read(name) {
    if (this.#here.has(name) || this.#db === null) return this.#here.get(name) ?? null;
    try {
      return (await done(this.#store("readonly").get(name))) ?? null;
    } catch {
      return null; // it was damaged: it will be made again
    }
  }

  /** Keep a value under a name. False where it could not be written down: it then lasts as long as the page. */
  async write(name, value) {
    this.#here.set(name, value);
    try {
      const store = this.#store("readwrite");
      store.put(value, name);
      await finished(store.transaction);
      return true;
    } catch {
      return false; // the disk is full, or gone
    }
  }

  /** Forget everything. */
  async clear() {
    this.#here.clear();
    try {
      const store = this.#store("readwrite");
      store.clear();
      await finished(store.transaction);
    } catch {
      // Nothing was kept.
    }
  }

  #store(mode) {
    return this.#db.transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);
  }
}

function opened() {
  const asked = indexedDB.open("signage-player", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS));
  return Promise.race([done(asked), late]);
}

function done(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}
