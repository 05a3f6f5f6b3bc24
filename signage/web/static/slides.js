// The list of slides: 取り下げる asks once more in a dialog, where a page of its own would do so without a script.

const dialog = document.querySelector("#withdraw");

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-withdraw]");
  if (!link || !dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  dialog.querySelector("#withdraw-title").textContent = link.dataset.withdraw;
  dialog.querySelector("#withdraw-help").textContent = link.dataset.help;
  dialog.querySelector("form").action = link.dataset.post;
  dialog.showModal();
});

dialog?.querySelector("[data-close]").addEventListener("click", () => dialog.close());
