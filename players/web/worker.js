// The service worker keeps the player's page with its scripts, so that it begins without a network. Assets are not its.
// Its scope is all that begins with /player, the staff's /players too: whatever is not in `SHELL`, or is asked for by
// another page than the player's, passes it by.
// The server puts a line before this one: `SHELL`, the files of the page and their version.

const SHELF = `signage-shell-${SHELL.version}`;

addEventListener("install", (event) => event.waitUntil(stocked()));
addEventListener("activate", (event) => event.waitUntil(tidied()));
addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  const isOurs = origin === location.origin && SHELL.files.includes(pathname) && event.request.method === "GET";
  if (isOurs) event.respondWith(given(pathname, event));
});

/** All files of one version, or none: then the worker before this one goes on. */
async function stocked() {
  const shelf = await caches.open(SHELF);
  await shelf.addAll(SHELL.files.map((file) => new Request(file, { cache: "reload" })));
  await skipWaiting();
}

async function tidied() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("signage-shell-") && name !== SHELF);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

async function given(pathname, { request, clientId }) {
  if (!(await isAskedByPlayer(request, clientId))) return fetch(request);
  const shelf = await caches.open(SHELF);
  return (await shelf.match(pathname)) || fetch(request);
}

/** Who opens a page is that page; a page that is gone wants nothing any more. */
async function isAskedByPlayer({ mode, url }, clientId) {
  const page = mode === "navigate" ? url : (await clients.get(clientId))?.url;
  return page !== undefined && /^\/player(\/|$)/.test(new URL(page).pathname);
}
