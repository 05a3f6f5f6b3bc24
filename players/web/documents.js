// What a server publishes: head, manifest and live file, each checked whole before any of it is used.

import { Refused } from "./refused.js";
import { instantOf, published, withLive } from "./shows.js";
import { keyOf } from "./verify.js";

/** No manifest is longer; its length is nowhere announced, so this is the limit for loading one. */
export const MANIFEST_BYTES = 16 << 20;

/**
 * A head's sequence is when it was published. One from further ahead, which no honest server writes, would let whoever
 * stole a signing key lock this player out of every later head, even of one that the recovery key signs.
 */
const FARTHEST_AHEAD_MS = 24 * 60 * 60 * 1000;

const SHA256 = /^[0-9a-f]{64}$/;
const KEY = /^[A-Za-z0-9_-]{1,128}$/;

/**
 * A head from its signed document; Refused unless it is one, of version 1, for this screen, and not from the future;
 * `at` is the time, null while nobody knows it.
 */
export function headOf(document, { screen, at = null }) {
  return checked("head", () => {
    require(document.version === 1, "version");
    require(document.screen === screen, "screen");
    const revoked = document.revoked === true;
    const sequence = whole(document.sequence, { least: 1 });
    require(at === null || sequence <= at + FARTHEST_AHEAD_MS, "sequence: more than a day ahead of the time");
    return {
      sequence,
      manifest: revoked ? "" : sha256(document.manifest),
      pollMs: whole(document.poll_ms, { least: 1 }),
      live: list(document.live).map((one) => ({ key: key(one.key), pollMs: whole(one.poll_ms, { least: 1 }) })),
      keys: list(document.keys).map(keyOf),
      servers: list(document.servers).map((server) => text(server).replace(/\/+$/, "")),
      commands: list(document.commands).map(command),
      revoked,
    };
  });
}

/** A manifest from its document, ready to be asked what it shows; Refused unless every part of it can be shown. */
export function manifestOf(document, { sha256: name }) {
  return checked("manifest", () => {
    require(document.version === 1, "version");
    const { width, height, rotation } = document.canvas;
    require([0, 90, 180, 270].includes(rotation), "rotation");
    whole(width, { least: 1, most: 16_384 });
    whole(height, { least: 1, most: 16_384 });
    whole(document.volume ?? 100, { least: 0, most: 100 });
    const assets = lengthsOf(document.assets);
    const items = new Map(Object.entries(document.items));
    checkItems(items, assets);
    for (const item of items.values()) require(partsOf(item).every((part) => items.has(part)), "parts");
    for (const entries of Object.values(document.loops)) checkLoop(entries, items);
    const zones = [...document.fallback, ...document.segments.flatMap((segment) => segment.zones)];
    for (const zone of zones) {
      require(Object.prototype.hasOwnProperty.call(document.loops, zone.loop), "loops");
      checkBox(zone.box);
      whole(zone.fade_ms, { least: 0 });
    }
    const onAir = published(document);
    checkCover(onAir);
    return { sha256: name, assets, onAir };
  });
}

/** A live file from its signed document; `beside` is any plan, to see that the two go together. */
export function liveOf(document, { key: name, beside }) {
  return checked("live file", () => {
    require(document.version === 1, "version");
    require(document.key === name, "key");
    const assets = lengthsOf(document.assets);
    checkItems(new Map(Object.entries(document.items)), assets);
    for (const cue of list(document.cues)) {
      text(cue.id);
      require(assets.has(cue.asset), "cues");
    }
    withLive(beside, [document]);
    return { sequence: whole(document.sequence, { least: 0 }), document, assets };
  });
}

/** A looped id and what follows it in a Map of items, as far as the chain leads. */
export function chain(items, id) {
  const seen = [];
  for (let next = id; next != null && items.has(next) && !seen.includes(next); next = items.get(next).then) {
    seen.push(next);
  }
  return seen;
}

/** The assets an item names: its own and its poster. */
export function assetsOf(item) {
  return [item.asset, item.poster].filter((asset) => asset != null);
}

/** The items that stand on an item. */
export function partsOf(item) {
  return list(item.parts).map((part) => part.item);
}

function command({ id, do: what, until, text: said }) {
  instantOf(until);
  return { id: text(id), do: text(what), until, text: typeof said === "string" ? said : "" };
}

function checkItems(items, assets) {
  for (const item of items.values()) {
    text(item.kind);
    for (const asset of assetsOf(item)) require(assets.has(asset), "assets");
    if (item.until !== undefined) instantOf(item.until);
    require(item.then == null || typeof item.then === "string", "then");
    for (const part of list(item.parts)) {
      text(part.item);
      checkBox(part.box);
    }
  }
}

function checkLoop(entries, items) {
  require(entries.length >= 1 && entries.length <= 1_000, "loops");
  for (const [id, ms] of entries) {
    whole(ms, { least: 1_000 });
    require(items.has(id), "items");
  }
}

function checkBox(box) {
  require(box.length === 4, "box");
  box.forEach((length, place) => whole(length, { least: place < 2 ? 0 : 1 }));
}

/** Segments are in order, touch, and cover `valid`. */
function checkCover({ begins, ends, segments }) {
  let edge = begins;
  for (const segment of segments) {
    require(segment.begins === edge && segment.ends > edge, "segments");
    edge = segment.ends;
  }
  require(segments.length > 0 && edge === ends, "segments");
}

function lengthsOf(assets) {
  return new Map(Object.entries(assets).map(([name, asset]) => [sha256(name), whole(asset.bytes, { least: 0 })]));
}

/** What `make` makes; Refused where the document is misshapen, whatever stumbles over it. */
function checked(what, make) {
  try {
    return make();
  } catch (error) {
    throw new Refused(`the ${what} is not what it must be (${error.message})`.slice(0, 200));
  }
}

function require(holds, field) {
  if (!holds) throw new RangeError(field);
}

function list(value) {
  if (value == null) return [];
  require(Array.isArray(value), "no list");
  return value;
}

function whole(value, { least, most = Number.MAX_SAFE_INTEGER }) {
  require(Number.isSafeInteger(value) && value >= least && value <= most, `${value}`.slice(0, 80));
  return value;
}

function text(value) {
  require(typeof value === "string" && value !== "", `${value}`.slice(0, 80));
  return value;
}

function sha256(value) {
  require(typeof value === "string" && SHA256.test(value), "sha256");
  return value;
}

function key(value) {
  require(typeof value === "string" && KEY.test(value), "key");
  return value;
}
