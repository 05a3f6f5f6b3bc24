// Asking the server: one question with an end, pauses that grow, and waiting until somebody can see the page.

const PATIENCE_MS = 20_000;
const LONGEST_MS = 5 * 60_000;

/**
 * One question: `status` 0 where nobody answered in time, `json` null where the body is none, and how many
 * milliseconds the server asks to wait.
 */
export async function ask(address, { method = "GET", json, headers = {} } = {}) {
  const ends = new AbortController();
  const timer = setTimeout(() => ends.abort(), PATIENCE_MS);
  const body = json === undefined ? {} : { body: JSON.stringify(json) };
  const kind = json === undefined ? {} : { "Content-Type": "application/json" };
  try {
    const answer = await fetch(address, {
      method,
      headers: { ...kind, ...headers },
      cache: "no-store",
      credentials: "omit",
      signal: ends.signal,
      ...body,
    });
    const text = await answer.text();
    return { status: answer.status, json: read(text), waitMs: 1000 * (Number(answer.headers.get("Retry-After")) || 0) };
  } catch {
    return { status: 0, json: null, waitMs: 0 };
  } finally {
    clearTimeout(timer);
  }
}

/** So long after so many failures in a row: two seconds doubled up to five minutes, and never in step with others. */
export function backoff(failures) {
  return jittered(Math.min(LONGEST_MS, 2_000 * 2 ** Math.min(failures, 10)));
}

/** Up to a tenth more or less, so that twenty screens that began together do not ask together for ever. */
export function jittered(ms) {
  return ms * (0.9 + 0.2 * Math.random());
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** At once where the page is in sight; otherwise when it comes to be. */
export function seen() {
  if (document.visibilityState === "visible") return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("visibilitychange", resolve, { once: true });
  });
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
