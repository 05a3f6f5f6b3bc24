// Presses: each is kept in this browser, with its id and time, until the server has answered; sent in order, once.

const TOO_OLD_MS = 10 * 60_000;
const PATIENCE_MS = 8_000;

/** The presses of one console, in local storage under `name`. `send` makes what a press asks for; `changed` is told. */
export function keptPresses(name, { who, send, changed }) {
  localStorage.getItem(name); // Where that is barred this script ends here, and the page works by its forms.
  let sending = false;

  const all = () => JSON.parse(localStorage.getItem(name) ?? "[]");
  const write = (presses) => {
    if (presses.length) localStorage.setItem(name, JSON.stringify(presses));
    else localStorage.removeItem(name);
    changed();
  };
  // What is older than ten minutes, or was pressed by somebody else, is not called out of the blue: a person decides.
  const isDoubtful = (press) => !press.sure && (Date.now() - press.at > TOO_OLD_MS || press.who !== who);

  return {
    unsent: () => all().filter((press) => !isDoubtful(press)),
    doubtful: () => all().filter(isDoubtful),
    add(press) {
      write([...all(), { ...press, id: crypto.randomUUID?.() ?? randomId(), at: Date.now(), who }]);
      return this.flush();
    },
    confirm(id) {
      write(all().map((press) => (press.id === id ? { ...press, sure: true } : press)));
      return this.flush();
    },
    forget(id) {
      write(all().filter((press) => press.id !== id));
    },
    /** Sends what is kept, one after the other, until there is nothing left or the server does not answer. */
    async flush() {
      if (sending) return;
      sending = true;
      try {
        for (let [press] = this.unsent(); press; [press] = this.unsent()) {
          if (!(await send(press, AbortSignal.timeout(PATIENCE_MS)))) break;
          this.forget(press.id);
        }
      } finally {
        sending = false;
      }
    },
  };
}

/** Where a page came over plain http, browsers have no randomUUID. */
function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
