// Copying with one press: a button beside a text takes all of it. Without a script the text is selected by hand.

const status = document.querySelector("#copied");

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const label = button.lastChild.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copied(text);
    status.textContent = done ? button.dataset.copied : button.dataset.failed;
    button.lastChild.textContent = status.textContent;
    setTimeout(() => (button.lastChild.textContent = label), 4000);
  });
}

/** Whether it was. The clipboard exists in secure contexts alone; elsewhere what is selected is copied. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text.value);
    return true;
  } catch {
    text.select();
    return document.execCommand("copy");
  }
}
