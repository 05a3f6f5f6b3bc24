// The page that shows what a change comes to: screens' pictures before and after, drawn one after another; where there
// are many screens, the others are drawn when somebody asks for them.

const BY_THEMSELVES = 6;

const form = document.querySelector("#confirm");
const boxes = [...document.querySelectorAll("[data-pictures]")];

for (const box of boxes) {
  box.querySelector("button").addEventListener("click", (event) => {
    event.preventDefault();
    say(box, "drawing");
    draw(box);
  });
}
drawFirst(boxes.slice(0, BY_THEMSELVES));

async function drawFirst(some) {
  for (const box of some) say(box, "drawing");
  for (const box of some) await draw(box);
}

async function draw(box) {
  const asked = { method: "POST", body: new FormData(form), headers: { "Signage-Part": "1" } };
  const answer = await fetch(box.dataset.pictures, asked).catch(() => null);
  if (answer?.ok && !answer.redirected) box.querySelector(".guide-shots").innerHTML = await answer.text();
  else say(box, "failed");
}

function say(box, what) {
  const shots = box.querySelector(".guide-shots");
  const line = document.createElement("p");
  line.className = "quiet";
  line.textContent = shots.dataset[what];
  shots.replaceChildren(line);
}
