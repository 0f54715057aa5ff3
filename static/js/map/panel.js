// The panel beside the map: what is chosen, in words, and the ways on from it.

import { kilometres, partnersOf } from "sharedmap/map/data.js";
import { Details } from "sharedmap/map/details.js";
import { counted, el, listed } from "sharedmap/map/dom.js";
import * as parts from "sharedmap/map/parts.js";
import { dayInWords } from "sharedmap/map/time.js";

const GEOGRAPHY = { adjoining: "Yes", "across-water": "Across water", separate: "No" };
const APART = {
  adjoining: "neighbours",
  "across-water": "across water from each other",
  separate: "not neighbours",
};
const BUSIEST = 10;
const FARTHEST = 5;
const FEW = 25;

export class Panel {
  /** choose(choice) and point(thing or null) are called as the reader chooses and looks; loosen
   * and showNotKnown as they ask for more than the filters let through. */
  constructor(container, { addresses, choose, point, loosen, showNotKnown }) {
    Object.assign(this, { container, addresses, loosen, showNotKnown });
    this.choosers = new parts.Choosers({ choose, point });
    this.details = new Details(addresses.details);
  }

  show(choice, catalogue) {
    this.catalogue = catalogue;
    const draw = { body: this.body, pair: this.pair, arrangement: this.arrangement };
    this.fill((draw[choice.type] ?? this.rest).call(this, choice));
  }

  fill(children) {
    this.container.replaceChildren(...children.filter(Boolean));
    this.container.scrollTop = 0;
  }

  focus() {
    this.container.querySelector("h3")?.focus();
  }

  /** Its title, its first sentence and copies of its lists. */
  get onPaper() {
    const textOf = (selector) => this.container.querySelector(selector)?.textContent ?? "";
    const found = this.container.querySelectorAll(".map-panel__subtitle, .map-list, .map-facts");
    // A page has no room for all names.
    const lists = [...found].filter((each) => !each.closest(".map-panel__named"));
    return {
      title: textOf("h3"),
      said: textOf("p.govuk-body-s:not(.soft)"),
      lists: lists.map((each) => each.cloneNode(true)),
    };
  }

  /** For what is not on this map: why, and the ways to it; bodies that stand in its place. */
  absent(name, sentence, ways, bodies = []) {
    this.fill([
      parts.letGo("Back to this map"),
      parts.heading(name),
      parts.said(sentence),
      parts.list(bodies.map((body) => parts.line(this.choosers.body(body), body.count))),
      parts.ways(ways),
    ]);
  }

  problem(sentence, words, again) {
    this.fill([
      parts.heading("The map has nothing to show"),
      parts.said(sentence),
      parts.again(words, again),
    ]);
  }

  /** "on 31 March 2012", where the map is of a day. */
  get when() {
    const { days, planned } = this.catalogue;
    if (planned) return `on ${dayInWords(planned)}, as planned`;
    return days.length ? `on ${days.map(dayInWords).join(" or ")}` : "";
  }

  get notKnown() {
    return `not known to have been running ${this.when}`;
  }

  rest() {
    const { catalogue } = this;
    if (!catalogue.arrangements.length) return this.nothing();
    const unplaced = catalogue.bodies.filter((body) => !body.placed).length;
    const faint = catalogue.arrangements.filter((each) => each.faint).length;
    const isFew = catalogue.arrangements.length <= FEW;
    const busiest = catalogue.busiest(BUSIEST).filter(({ count }) => !isFew || count > 1);
    const farthest = catalogue.farthest(FARTHEST);
    return [
      parts.heading("On this map"),
      parts.said(
        `${counted(catalogue.arrangements.length, "arrangement")} between ${counted(catalogue.bodies.length, "body", "bodies")}.`,
        unplaced
          ? ` ${counted(unplaced, "of these bodies has", "of these bodies have")} no mark: a national body, a group or a company has no one place.`
          : "",
      ),
      faint &&
        parts.said(`Of ${counted(faint, "arrangement")}, drawn faint, it is not known whether ${faint === 1 ? "it was" : "they were"} running ${this.when}.`),
      catalogue.planned && this.asPlanned(),
      catalogue.through &&
        parts.said("Partners that are gone are shown as the bodies in their place today."),
      isFew && this.named(),
      busiest.length ? parts.subheading(busiest[0].sector === "council" ? "Councils in most arrangements" : "In most arrangements") : null,
      parts.list(
        busiest.map((body) => parts.line(this.choosers.body(body), body.count)),
        "ol",
      ),
      farthest.length ? parts.subheading("Longest lines between two partners") : null,
      parts.list(
        farthest.map(({ link, km }) =>
          parts.line(this.choosers.pair(link, catalogue), `${Math.round(km)} km`),
        ),
        "ol",
      ),
      farthest.length
        ? parts.soft(
            "A line joins a partner to its lead or, without one, to the nearest partner. Figures say how wide whole arrangements are.",
          )
        : null,
    ];
  }

  /** All arrangements by name, where they are few. */
  named() {
    const cards = this.catalogue.arrangements.map((each) =>
      this.choosers.card(each, [], this.notKnown),
    );
    return el("div", { class: "map-panel__named" }, parts.subheading("Arrangements"), parts.list(cards));
  }

  /** What stands on the map of a day to come, and what is not decided. */
  asPlanned() {
    const { arrangements, bodies } = this.catalogue;
    const within = arrangements.filter(
      ({ partners }) => partners.length === 1 && partners[0].body.kind !== "group",
    ).length;
    return parts.said(
      `${counted(bodies.filter(({ planned }) => planned).length, "body that is planned stands", "bodies that are planned stand")} in the place of those they are to replace. Where it is not decided or not known who would follow, a council stays, and says so. What will run then is not known.`,
      within ? ` ${counted(within, "arrangement")} would lie within one council.` : "",
    );
  }

  /** Nothing passes the filters: which of them alone stands in the way. */
  nothing() {
    const { chips, loosen, running } = this.catalogue;
    const mayBe = running?.[2] ?? 0;
    const without = ([label, value, query, count]) =>
      parts.line(
        el(
          "button",
          { class: "map-choose", type: "button", onclick: () => this.loosen(query) },
          `Without “${label}: ${value}”`,
        ),
        count,
      );
    const sentence = running
      ? `No arrangement that matches is known to have been running ${this.when}.`
      : "No arrangement in the catalogue matches all of these filters.";
    return [
      parts.heading("Nothing matches"),
      parts.said(
        sentence,
        loosen.length ? " This is what there is with one of them taken away:" : "",
      ),
      parts.list(loosen.map(without)),
      loosen.length || chips.length < 2
        ? null
        : parts.said("Taking only one of them away does not help."),
      mayBe
        ? parts.again(`Show the ${mayBe.toLocaleString("en-GB")} not known`, this.showNotKnown)
        : null,
      this.toCome && parts.again("Show who would take part, if plans go ahead", () => this.loosen(this.toCome)),
      chips.length ? parts.again("Take all filters away", () => this.loosen("")) : null,
    ];
  }

  /** The query for what is planned, in place of what runs on a day to come. */
  get toCome() {
    const { days, query } = this.catalogue;
    if (days.length !== 1 || days[0] <= new Date().toISOString().slice(0, 10)) return "";
    const asked = new URLSearchParams(query);
    asked.delete("on");
    asked.set("planned", days[0]);
    return asked.toString();
  }

  body({ centre: [body] }) {
    const { choosers } = this;
    const partners = partnersOf(body);
    const most = partners.filter(([, count]) => count > 1).slice(0, 5);
    const faint = body.arrangements.filter((each) => each.faint).length;
    const others = `with ${counted(partners.length, "other body", "other bodies")}`;
    return [
      parts.letGo(),
      parts.heading(body.name),
      parts.said(
        `${body.kindLabel}${body.until ? `, until ${dayInWords(body.until)}` : ""}. In ${counted(body.count, "arrangement")} here, ${others}.`,
        faint ? ` Of ${counted(faint, "arrangement")} it is not known whether it ran then.` : "",
        body.placed ? "" : " It has no place of its own on the map.",
      ),
      this.succeeded(body),
      this.shadedToday([body]),
      parts.ways([
        [body.planned ? "What it would take over" : "Page of this body", this.addresses.body(body)],
        !body.planned && ["As a list", this.addresses.listOf(this.catalogue, body)],
      ]),
      most.length ? parts.subheading("Most often with") : null,
      parts.list(
        most.map(([other, count]) =>
          parts.line(
            choosers.pair({ a: body, b: other }, this.catalogue, other.name),
            count,
          ),
        ),
        "ol",
      ),
      parts.subheading("Arrangements"),
      parts.list(body.arrangements.map((each) => choosers.card(each, [body], this.notKnown))),
    ];
  }

  /** What the shading is, where it is of another day than the one that is shown. */
  shadedToday(bodies) {
    const { through, days } = this.catalogue;
    if (!through || !days.length || !bodies.some(({ areas }) => areas.length)) return null;
    return parts.soft("Shaded are areas as they are today.");
  }

  /** Whose place a body has taken in the arrangements shown. */
  succeeded(body) {
    if (body.planned) {
      const source = el("a", { class: "govuk-link", href: body.planned.source, rel: "noopener external" }, "Source");
      return parts.said(`${body.planned.words} `, source);
    }
    const own = body.arrangements.flatMap(({ partners }) =>
      partners.filter((partner) => partner.body === body),
    );
    const stays = ({ remark, before }) => remark && !before.length;
    const why = this.catalogue.planned && own.find(stays)?.remark;
    if (why) {
      const address = this.addresses.body(body);
      const link = el("a", { class: "govuk-link", href: address }, "What is planned for it");
      return parts.said(`It stays on this map, though it ${why}. `, link);
    }
    const before = new Map(own.flatMap((each) => each.before.map((one) => [one.slug, one])));
    if (!before.size) return null;
    const names = listed([...before.values()].map(({ name }) => name));
    return parts.said(
      this.catalogue.through ? `Stands here for ${names}.` : `By succession, in place of ${names}.`,
    );
  }

  pair({ centre, arrangements }) {
    const { choosers } = this;
    const [a, b] = centre;
    const link = this.catalogue.linkOf(a, b);
    const apart =
      a.placed && b.placed
        ? ` ${Math.round(kilometres(a, b))} km apart${link && APART[link.geography] ? `, ${APART[link.geography]}` : ""}.`
        : "";
    return [
      parts.letGo(),
      parts.heading(`${a.name} and ${b.name}`),
      parts.said(`${counted(arrangements.size, "arrangement")} with both.${apart}`),
      parts.said(choosers.body(a), el("br"), choosers.body(b)),
      this.succeeded(a),
      this.succeeded(b),
      this.shadedToday(centre),
      // No list knows what is only planned.
      !a.planned && !b.planned && parts.ways([["As a list", this.addresses.listOf(this.catalogue, a, b)]]),
      parts.subheading("Arrangements"),
      parts.list([...arrangements].map((each) => choosers.card(each, centre, this.notKnown))),
    ];
  }

  arrangement({ arrangements: [arrangement] }) {
    const { partners, geography, reference, faint } = arrangement;
    const lines = new Map(partners.map((partner) => [partner, this.partner(partner)]));
    const summary = el("div", { class: "map-panel__summary", hidden: true });
    const rest = el("div", { "aria-live": "off" });
    this.details.fill(rest, arrangement, (facts) => {
      summary.hidden = !facts.summary;
      summary.replaceChildren(parts.said(facts.summary));
      for (const [partner, held] of lines) this.addTimes(held, partner, facts);
    });
    return [
      parts.letGo(),
      parts.heading(arrangement.name),
      parts.chips(arrangement.services, (service) => this.addresses.list({ service })),
      summary,
      parts.facts([
        ["Status", arrangement.status],
        ["Running then", (faint || this.catalogue.planned) && "Not known"],
        ["Neighbours", GEOGRAPHY[geography] ?? "Not known"],
      ]),
      parts.ways([["Everything we know of it", this.addresses.arrangement(arrangement)]]),
      parts.subheading(
        counted(partners.length, "partner") + (this.when ? ` ${this.when}` : ""),
      ),
      parts.list([...lines.values()]),
      rest,
      el("p", { class: "meta" }, reference),
    ];
  }

  partner(partner) {
    const { body, role, roleLabel } = partner;
    const words = [role === "partner" ? "" : roleLabel, body.placed ? "" : "not on the map"];
    const comes = parts.comesBy(partner);
    return el(
      "li",
      { class: "map-line map-line--partner" },
      this.choosers.body(body),
      el("span", { class: "map-line__figure" }, words.filter(Boolean).join(", ")),
      comes && el("span", { class: "map-line__more" }, comes),
    );
  }

  /** When a partner joined and left, and who has followed it since. */
  addTimes(held, { body, remark, before }, { partners }) {
    const facts = partners.find(({ slug }) => slug === body.slug);
    if (!facts) return;
    const add = (words) => held.append(el("span", { class: "map-line__more" }, words));
    if (facts.times && facts.times !== remark) add(facts.times);
    if (before.length) return;
    for (const { name, since } of facts.after) add(`Since ${since} by succession: ${name}`);
  }
}
