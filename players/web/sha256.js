// SHA-256: the browser's own, or in plain JavaScript where it has none (over plain HTTP from another host).

/** The digest of `bytes` (Uint8Array), 32 bytes. */
export async function sha256(bytes) {
  return globalThis.crypto?.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)) : computed(bytes);
}

/** Bytes as small hexadecimal digits. */
export function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** FIPS 180-4, sections 5 and 6.2. */
export function computed(bytes) {
  const words = padded(bytes);
  const state = Uint32Array.from(START);
  for (let at = 0; at < words.length; at += 16) compress(state, words.subarray(at, at + 16));
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, index) => digest.setUint32(4 * index, word));
  return new Uint8Array(digest.buffer);
}

/** The first `count` primes' fractions: of square roots where `power` is 1/2, of cube roots where it is 1/3. */
function fractions(count, power) {
  const primes = [];
  for (let number = 2; primes.length < count; number += 1) {
    if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  }
  return primes.map((prime) => Math.floor((prime ** power % 1) * 2 ** 32));
}

const START = fractions(8, 1 / 2);
const ROUNDS = fractions(64, 1 / 3);

/** The message, a one, zeros, and its length in bits, as words. */
function padded(bytes) {
  const view = new DataView(new ArrayBuffer((((bytes.length + 8) >> 6) + 1) * 64));
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setUint32(view.byteLength - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(view.byteLength - 4, bytes.length << 3);
  return Uint32Array.from({ length: view.byteLength / 4 }, (_, index) => view.getUint32(4 * index));
}

function compress(state, block) {
  const right = (word, by) => (word >>> by) | (word << (32 - by));
  const spread = new Uint32Array(64);
  spread.set(block);
  for (let at = 16; at < 64; at += 1) {
    const [near, far] = [spread[at - 2], spread[at - 15]];
    const low = right(far, 7) ^ right(far, 18) ^ (far >>> 3);
    const high = right(near, 17) ^ right(near, 19) ^ (near >>> 10);
    spread[at] = spread[at - 16] + low + spread[at - 7] + high;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < 64; at += 1) {
    const high = right(e, 6) ^ right(e, 11) ^ right(e, 25);
    const low = right(a, 2) ^ right(a, 13) ^ right(a, 22);
    const one = (h + high + ((e & f) ^ (~e & g)) + ROUNDS[at] + spread[at]) | 0;
    const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] += word;
  });
}
