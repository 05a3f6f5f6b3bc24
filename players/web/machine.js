// The machine: what a browser tells of what it runs on.

/** The size of the glass that the page has, in its pixels. */
export function panel() {
  return { width: Math.round(innerWidth * devicePixelRatio), height: Math.round(innerHeight * devicePixelRatio) };
}

/** Which browser, and of which version. */
export function browser() {
  const [found = "browser"] = /(?:Edg|Firefox|Chrome|Version)\/[\d.]+/.exec(navigator.userAgent) ?? [];
  return found.replace("/", " ");
}

/** Browser, system and display in a few words, for the list of players. */
export function model() {
  const display = `${Math.round(screen.width * devicePixelRatio)}×${Math.round(screen.height * devicePixelRatio)}`;
  return `${browser().split(".")[0]}, ${navigator.platform}, ${display}`.slice(0, 80);
}

/** Bytes that the player has kept, and how many more it may; nulls where the browser does not say. */
export async function room() {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    return { used: usage, free: Math.max(0, quota - usage) };
  } catch {
    return { used: null, free: null };
  }
}
