document.body.classList.add("js-enabled", "govuk-frontend-supported");

// Most pages have nothing that the design system's own scripts work on.
if (document.querySelector("[data-module]")) {
  import("govuk-frontend").then(({ Button, ErrorSummary, FileUpload, NotificationBanner, createAll }) => {
    for (const component of [Button, ErrorSummary, FileUpload, NotificationBanner]) createAll(component);
  });
}

// Suggestions come when the page has all else; what is typed until then is answered by them, too.
const searches = document.querySelectorAll("[data-suggest]");
if (searches.length) {
  const idle = window.requestIdleCallback ?? setTimeout;
  window.addEventListener("load", () => idle(suggest), { once: true });
}

async function suggest() {
  const { Suggest } = await import("sharedmap/suggest.js");
  for (const input of searches) new Suggest(input);
}

const picks = document.querySelector("[data-picks]");
if (picks) import("sharedmap/picks.js").then(({ watch }) => watch(picks));

// On a narrow screen the filters would stand between a reader and the list.
const isWide = window.matchMedia("(min-width: 56.25em)").matches;
for (const fold of document.querySelectorAll("details.filters-fold")) fold.open = isWide;

// Empty fields would only make the address of the answer long.
for (const form of document.querySelectorAll("form[data-filters]")) {
  form.addEventListener("submit", () => setEmpty(form, true));
  window.addEventListener("pageshow", () => setEmpty(form, false));
}

function setEmpty(form, disabled) {
  for (const control of form.elements) {
    if (control.name && control.value === "") control.disabled = disabled;
  }
}
