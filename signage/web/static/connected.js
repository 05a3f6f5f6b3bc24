// A player was just given its monitor: asks until it has been heard, and then until its first picture is here.

const part = document.querySelector("#connected");
const AGAIN_MS = 1_000;

setTimeout(ask, AGAIN_MS);

async function ask() {
  try {
    // It asks by itself: that keeps no session alive.
    const answer = await fetch(part.dataset.ask, { cache: "no-store", headers: { "Signage-Background": "1" } });
    if (answer.status === 401) {
      location.assign(`/sign-in?${new URLSearchParams({ ended: "1", next: location.pathname })}`);
      return;
    }
    if (answer.status === 404) {
      location.reload();
      return;
    }
    if (answer.ok) {
      const { html, done } = await answer.json();
      if (part.dataset.told !== html) part.innerHTML = html;
      part.dataset.told = html;
      if (done) return;
    }
  } catch {
    // The network may come back: asked again below.
  }
  setTimeout(ask, AGAIN_MS);
}
