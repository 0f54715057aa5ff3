// Ticking arrangements to compare: how many are ticked, and that they are no more than can be shown.

export function watch(form) {
  const most = Number(form.dataset.picks);
  const said = form.querySelector("[role=status]");
  const tell = () => {
    const ticked = form.querySelectorAll(":checked").length;
    said.textContent = sentence(ticked, most);
    return ticked <= most;
  };
  form.addEventListener("change", tell);
  form.addEventListener("submit", (event) => {
    if (!tell()) event.preventDefault();
  });
  // Back from the comparison, a browser may have kept the ticks.
  window.addEventListener("pageshow", tell);
}

function sentence(ticked, most) {
  if (ticked > most) return `${ticked} are ticked. Up to ${most} can be compared: take ${ticked - most} away.`;
  if (ticked) return `${ticked} ticked, up to ${most} can be.`;
  return `Tick up to ${most}.`;
}
