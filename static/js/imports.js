// Filling in a field chooses the answer that it belongs to.
for (const field of document.querySelectorAll("[data-chooses]")) {
  field.addEventListener("input", () => {
    document.getElementById(field.dataset.chooses).checked = true;
  });
}
