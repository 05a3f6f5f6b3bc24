// The shell: the page with its scripts, kept by a service worker, so that it begins without a network; and kept new.

const LOOK_EVERY_MS = 60 * 60 * 1000;
/** So that twenty monitors do not begin anew at the same second. */
const WITHIN_MS = 60_000;

/**
 * Have the page kept. `onNew()` is called, some time within a minute, when another version has taken its place;
 * the answer is what is wrong, "" where nothing is.
 */
export async function keepShell({ onNew }) {
  if (!("serviceWorker" in navigator)) return "the page is not kept: plain HTTP";
  const { serviceWorker } = navigator;
  const hadOne = serviceWorker.controller !== null;
  try {
    const registered = await serviceWorker.register("/player/worker.js", { scope: "/player", updateViaCache: "none" });
    setInterval(() => registered.update().catch(() => {}), LOOK_EVERY_MS); // without a network the next hour will do
  } catch (error) {
    return `the page is not kept: ${error.name}`; // the certificate is not trusted, or there is no room
  }
  if (hadOne) serviceWorker.addEventListener("controllerchange", () => setTimeout(onNew, Math.random() * WITHIN_MS));
  navigator.storage.persist().catch(() => false); // a browser that says no may still keep it for weeks
  return "";
}
