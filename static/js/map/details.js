// What is known of one arrangement beyond what the map draws: asked for when it is chosen.

import { fetchJson } from "sharedmap/map/data.js";
import { counted, el } from "sharedmap/map/dom.js";
import { again, facts, list, soft, subheading } from "sharedmap/map/parts.js";

const held = new Map();

/** Fills a place of the panel with an arrangement's facts, and tells `filled` when they are there. */
export class Details {
  constructor(address) {
    this.address = address;
  }

  async fill(place, arrangement, filled) {
    this.place = place;
    place.replaceChildren(soft("Fetching its dates, money and sources…"));
    try {
      const facts = await this.of(arrangement);
      if (this.place !== place) return;
      place.replaceChildren(...this.show(facts).filter(Boolean));
      filled(facts);
    } catch (error) {
      if (this.place !== place) return;
      place.replaceChildren(
        soft(`${error.message} Its dates, money and sources are on its page.`),
        again("Try again", () => this.fill(place, arrangement, filled)),
      );
    }
  }

  async of(arrangement) {
    const address = this.address(arrangement);
    if (!held.has(address)) held.set(address, await fetchJson(address));
    return held.get(address);
  }

  show({ model, started, end, agreement, money, claims, sources, checked }) {
    return [
      facts([
        ["Start", started],
        ["End", end],
        ["Agreement", agreement],
        ["Model", model || "Not known"],
        ["Checked", checked || "Not yet by anybody"],
      ]),
      subheading("Money"),
      money.length
        ? list(money.map((claim) => el("li", { class: "map-claim" }, claim)))
        : soft("No figure in its sources."),
      claims > money.length &&
        soft(`${counted(claims - money.length, "more claim")} on its page. They are never added up.`),
      subheading(counted(sources.count, "source")),
      this.first(sources),
    ];
  }

  first({ count, title, url, about }) {
    if (!count) return soft("No source is recorded.");
    const name = url
      ? el("a", { class: "govuk-link", href: url, rel: "noopener external" }, title)
      : title;
    return el("p", { class: "govuk-body-s" }, count > 1 ? "The first: " : "", name, `, ${about}`);
  }
}
