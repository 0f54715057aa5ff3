// The page around the map: its sentence, the filters in use and its links onwards, kept in step
// with what the map shows.

import { el } from "sharedmap/map/dom.js";
import { keepCodeInStep } from "sharedmap/map/embed.js";

export class PageWords {
  /** Calls changed with a query string when a filter is taken away. */
  constructor({ changed }) {
    this.chosen = document.querySelector("[data-map-chosen]");
    this.notice = document.querySelector("[data-map-notice]");
    const { pathname } = location;
    document.addEventListener("click", (event) => {
      const link = event.target.closest(".chosen a, .filters__buttons a, [data-map-gone]");
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (!link || !isPlain || link.pathname !== pathname) return;
      event.preventDefault();
      const held = this.chosen?.contains(link);
      changed(link.search.slice(1)).then(() => held && this.keepFocus());
    });
  }

  /** The filter that had the focus is gone: the next one takes it, or the search. */
  keepFocus() {
    (this.chosen.querySelector("a") ?? document.querySelector("[data-map-search]")).focus();
  }

  show({ sentence, query, chips, gone }) {
    const over = document.querySelector("[data-map-gone]");
    if (over) {
      const [words, string] = gone ?? ["", ""];
      Object.assign(over, { hidden: !gone, textContent: words, search: string && `?${string}` });
    }
    for (const each of document.querySelectorAll("[data-map-sentence]"))
      each.textContent = sentence;
    keepCodeInStep(query);
    for (const link of document.querySelectorAll("a[data-map-keeps-query]"))
      link.search = query ? `?${query}` : "";
    const all = el("a", { class: "chosen__all govuk-link", href: location.pathname }, "Clear all");
    const items = chips.filter((chip) => !isOfDay(chip, query)).map(chipOf);
    if (items.length > 1) items.push(el("li", {}, all));
    this.chosen?.replaceChildren(
      ...(items.length ? [el("ul", { class: "chosen", "aria-label": "Filters in use" }, items)] : []),
    );
  }

  /** Says what in the address means nothing; no sentence takes it away. */
  warn(sentences) {
    if (!this.notice) return;
    this.notice.hidden = !sentences.length;
    this.notice.textContent = sentences.join(" ");
  }
}

/** Whether a chip is of the one day asked about, which stands over the map already. */
const isOfDay = ([, , without], query) =>
  ["on", "planned"].some(
    (name) => new URLSearchParams(query).has(name) && !new URLSearchParams(without).has(name),
  );

function chipOf([label, value, without]) {
  const words = el(
    "span",
    {},
    el("span", { class: "govuk-visually-hidden" }, "Remove "),
    `${label}: ${value}`,
  );
  const href = without ? `?${without}` : location.pathname;
  return el("li", {}, el("a", { class: "chosen__one", href }, words));
}
