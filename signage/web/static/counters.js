// The counters' page reads its tiles again every few seconds: what another clerk has said is seen here too.

const EVERY_MS = 3_000;

const tiles = document.querySelector("#tiles");
const lost = document.querySelector("#lost");
const address = tiles?.dataset.again;

if (address) setInterval(readAgain, EVERY_MS);

async function readAgain() {
  if (document.hidden) return;
  const answer = await fetch(address, { headers: { "Signage-Background": "1" } }).catch(() => null);
  const fine = Boolean(answer?.ok && !answer.redirected);
  lost.hidden = fine;
  if (fine) show(await answer.text());
}

/** Puts in what is different, tile by tile, and leaves the focus where it is. */
function show(html) {
  const fresh = document.createElement("div");
  fresh.innerHTML = html;
  const known = [...tiles.querySelectorAll(".counter-tile")];
  const found = [...fresh.querySelectorAll(".counter-tile")];
  const focus = document.activeElement?.id;
  if (known.length !== found.length || known.some((tile, index) => tile.id !== found[index].id)) {
    tiles.replaceChildren(...fresh.childNodes);
  } else {
    known.forEach((tile, index) => {
      if (tile.outerHTML !== found[index].outerHTML) tile.replaceWith(found[index]);
    });
  }
  if (focus && document.activeElement?.id !== focus) document.getElementById(focus)?.focus();
}
