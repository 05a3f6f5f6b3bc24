// Going on air: asks until the published tree has it, and says on how many screens it is.

const going = document.querySelector("#going");
const AGAIN_MS = 500;

if (going.dataset.done !== "true") ask();

async function ask() {
  try {
    const answer = await fetch(going.dataset.ask, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const { screens, there, done } = await answer.json();
      if (done) return say(screens, there);
    }
  } catch {
    // The network may come back: asked again below.
  }
  setTimeout(ask, AGAIN_MS);
}

function say(screens, there) {
  const { there: words, later, none, laterOn } = going.dataset;
  document.querySelector("#going-words").textContent =
    laterOn === "true" ? later : screens === 0 ? none : words.replace("{}", there);
  going.querySelector(".going-sign").classList.add("is-done");
}
