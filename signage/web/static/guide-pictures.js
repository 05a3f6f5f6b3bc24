// The page that shows what a change comes to: each screen's pictures before and after, drawn one after another.

const form = document.querySelector("#confirm");

for (const box of document.querySelectorAll("[data-pictures]")) say(box, "drawing");
draw();

async function draw() {
  for (const box of document.querySelectorAll("[data-pictures]")) {
    const answer = await fetch(box.dataset.pictures, { method: "POST", body: new FormData(form) }).catch(() => null);
    if (answer?.ok && !answer.redirected) box.querySelector(".guide-shots").innerHTML = await answer.text();
    else say(box, "failed");
  }
}

function say(box, what) {
  const shots = box.querySelector(".guide-shots");
  const line = document.createElement("p");
  line.className = "quiet";
  line.textContent = shots.dataset[what];
  shots.replaceChildren(line);
}
