// Renew: parts of a page that change by themselves (`data-renew`, each with an id) are asked for again while it is seen.

const EVERY_MS = 5_000;

const parts = [...document.querySelectorAll("[data-renew]")];

async function renew() {
  try {
    // It asks by itself: that keeps no session alive.
    const headers = { Accept: "text/html", "Signage-Background": "1" };
    const answer = await fetch(location.href, { cache: "no-store", headers });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts) {
      const fresh = page.getElementById(part.id);
      if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // No network: what is there stands, and the next time may go better.
  }
}

if (parts.length > 0) {
  setInterval(() => {
    if (!document.hidden) renew();
  }, EVERY_MS);
}
