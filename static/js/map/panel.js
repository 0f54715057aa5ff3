// The panel beside the map: what is chosen, in words, and the ways on from it.

import { choiceOfArrangement, choiceOfBody, choiceOfPair } from "sharedmap/map/choice.js";
import { kilometres, partnersOf } from "sharedmap/map/data.js";
import { counted, el, listed } from "sharedmap/map/dom.js";

const GEOGRAPHY = { adjoining: "Yes", "across-water": "Across water", separate: "No" };
const APART = {
  adjoining: "neighbours",
  "across-water": "across water from each other",
  separate: "not neighbours",
};
const BUSIEST = 10;
const FARTHEST = 5;

export class Panel {
  /** choose(choice) and point(thing or null) are called as the reader chooses and looks. */
  constructor(container, { addresses, choose, point }) {
    Object.assign(this, { container, addresses, choose, point });
  }

  show(choice, catalogue) {
    this.catalogue = catalogue;
    const draw = { body: this.body, pair: this.pair, arrangement: this.arrangement };
    this.container.replaceChildren(
      ...(draw[choice.type] ?? this.rest).call(this, choice).filter(Boolean),
    );
    this.container.scrollTop = 0;
  }

  focus() {
    this.container.querySelector("h3")?.focus();
  }

  /** For what is not on this map: why, and the ways to it. */
  absent(name, sentence, ways) {
    this.container.replaceChildren(
      this.letGo("Back to this map"),
      this.heading(name),
      el("p", { class: "govuk-body-s" }, sentence),
      this.ways(ways),
    );
    this.container.scrollTop = 0;
  }

  problem(sentence, again) {
    this.container.replaceChildren(
      this.heading("The map has nothing to show"),
      el("p", { class: "govuk-body-s" }, sentence),
      again &&
        el(
          "button",
          { class: "govuk-button govuk-button--secondary", type: "button", onclick: again },
          "Try again",
        ),
    );
  }

  rest() {
    const { catalogue } = this;
    if (!catalogue.count) {
      return [
        this.heading("Nothing matches"),
        el(
          "p",
          { class: "govuk-body-s" },
          "No arrangement in the catalogue matches all of these filters. Take one away.",
        ),
      ];
    }
    const unplaced = catalogue.bodies.filter((body) => !body.placed).length;
    const busiest = catalogue.busiestCouncils(BUSIEST);
    const farthest = catalogue.farthest(FARTHEST);
    return [
      this.heading("On this map"),
      el(
        "p",
        { class: "govuk-body-s" },
        `${counted(catalogue.count, "arrangement")} between ${counted(catalogue.bodies.length, "body", "bodies")}.`,
        unplaced
          ? ` ${counted(unplaced, "of them has", "of them have")} no mark: a national body, a group or a company has no one place.`
          : "",
      ),
      busiest.length ? this.subheading("Councils in most arrangements") : null,
      this.list(
        busiest.map((body) => this.line(this.bodyButton(body), body.count)),
        "ol",
      ),
      farthest.length ? this.subheading("Farthest apart") : null,
      this.list(
        farthest.map(({ link, km }) => this.line(this.pairButton(link), `${Math.round(km)} km`)),
        "ol",
      ),
    ];
  }

  body({ centre: [body] }) {
    const partners = partnersOf(body);
    const most = partners.filter(([, count]) => count > 1).slice(0, 5);
    return [
      this.letGo(),
      this.heading(body.name),
      el(
        "p",
        { class: "govuk-body-s" },
        `${body.kindLabel}. In ${counted(body.count, "arrangement")} here, with ${counted(partners.length, "other body", "other bodies")}.`,
        body.placed ? "" : " It has no place of its own on the map.",
      ),
      this.ways([
        ["Page of this body", this.addresses.body(body)],
        ["As a list", this.addresses.list({ body: body.slug })],
      ]),
      most.length ? this.subheading("Most often with") : null,
      this.list(
        most.map(([other, count]) =>
          this.line(this.pairButton({ a: body, b: other }, other.name), count),
        ),
        "ol",
      ),
      this.subheading("Arrangements"),
      this.arrangements(body.arrangements, [body]),
    ];
  }

  pair({ centre, arrangements }) {
    const [a, b] = centre;
    const link = this.catalogue.links.find(
      (each) => centre.includes(each.a) && centre.includes(each.b),
    );
    const apart =
      a.placed && b.placed
        ? ` ${Math.round(kilometres(a, b))} km apart${link && APART[link.geography] ? `, ${APART[link.geography]}` : ""}.`
        : "";
    return [
      this.letGo(),
      this.heading(`${a.name} and ${b.name}`),
      el(
        "p",
        { class: "govuk-body-s" },
        `${counted(arrangements.size, "arrangement")} with both.${apart}`,
      ),
      el("p", { class: "govuk-body-s" }, this.bodyButton(a), el("br"), this.bodyButton(b)),
      this.ways([["As a list", this.addresses.list({ body: a.slug, with: b.slug })]]),
      this.subheading("Arrangements"),
      this.arrangements([...arrangements], centre),
    ];
  }

  arrangement({ arrangements: [arrangement] }) {
    const { partners, geography, reference } = arrangement;
    const facts = [
      ["Status", arrangement.status],
      ["Neighbours", GEOGRAPHY[geography] ?? "Not known"],
    ];
    return [
      this.letGo(),
      this.heading(arrangement.name),
      this.chips(arrangement.services),
      el(
        "dl",
        { class: "map-facts" },
        facts.map(([term, fact]) => [el("dt", {}, term), el("dd", {}, fact)]),
      ),
      this.ways([["Everything we know of it", this.addresses.arrangement(arrangement)]]),
      this.subheading(counted(partners.length, "partner")),
      this.list(
        partners.map(({ body, roleLabel, role, remark }) => {
          const words = [
            role === "partner" ? "" : roleLabel,
            remark,
            body.placed ? "" : "not on the map",
          ]
            .filter(Boolean)
            .join(", ");
          return this.line(this.bodyButton(body), words);
        }),
      ),
      el("p", { class: "meta" }, reference),
    ];
  }

  arrangements(found, without) {
    return this.list(
      found.map((arrangement) => {
        const others = arrangement.partners
          .map(({ body }) => body)
          .filter((body) => !without.includes(body));
        const names = others.slice(0, 4).map((body) => body.name);
        if (others.length > 4) names.push(`${others.length - 4} more`);
        return el(
          "li",
          { class: "map-card" },
          el(
            "span",
            { class: "map-card__kinds", "aria-hidden": "true" },
            arrangement.kinds.map(({ code }) => el("span", { class: `kind-mark kind-${code}` })),
          ),
          this.button(arrangement.name, () => choiceOfArrangement(arrangement)),
          el(
            "span",
            { class: "map-card__meta" },
            [arrangement.status, names.length ? `with ${listed(names)}` : ""]
              .filter(Boolean)
              .join(", "),
          ),
        );
      }),
    );
  }

  chips(services) {
    return el(
      "ul",
      { class: "chips" },
      services.map(({ name, code, kind }) =>
        el(
          "li",
          {},
          el(
            "a",
            { class: `chip kind-${kind.code}`, href: this.addresses.list({ service: code }) },
            name,
          ),
        ),
      ),
    );
  }

  heading(text) {
    return el("h3", { class: "map-panel__title", tabindex: "-1" }, text);
  }

  subheading(text) {
    return el("h4", { class: "map-panel__subtitle" }, text);
  }

  letGo(words = "Back to the whole map") {
    return el(
      "button",
      {
        class: "map-panel__close",
        type: "button",
        "data-let-go": true,
        "aria-keyshortcuts": "Escape",
      },
      words,
    );
  }

  ways(links) {
    return el(
      "ul",
      { class: "links-row" },
      links.map(([text, href]) => el("li", {}, el("a", { class: "govuk-link", href }, text))),
    );
  }

  list(items, tag = "ul") {
    return items.length ? el(tag, { class: "map-list" }, items) : null;
  }

  line(button, figure) {
    return el(
      "li",
      { class: "map-line" },
      button,
      el("span", { class: "map-line__figure" }, String(figure)),
    );
  }

  bodyButton(body) {
    return this.button(body.name, () => choiceOfBody(body), { body });
  }

  pairButton({ a, b }, text = `${a.label} and ${b.label}`) {
    const link = this.catalogue.links.find(
      (each) => [each.a, each.b].includes(a) && [each.a, each.b].includes(b),
    );
    return this.button(text, () => choiceOfPair(a, b), link && { link });
  }

  button(text, choice, thing) {
    const look = () => thing && this.point(thing);
    const away = () => thing && this.point(null);
    return el(
      "button",
      {
        class: "map-choose",
        type: "button",
        onclick: () => this.choose(choice()),
        onmouseenter: look,
        onmouseleave: away,
        onfocus: look,
        onblur: away,
      },
      text,
    );
  }
}
