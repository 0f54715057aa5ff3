// The table under the map: the same bodies, in words, kept in step with filters and choice.

import { choiceOfBody } from "sharedmap/map/choice.js";
import { partnersOf } from "sharedmap/map/data.js";
import { counted, el } from "sharedmap/map/dom.js";

const AT_FIRST = 25;

export class Table {
  constructor(container, { addresses, choose }) {
    Object.assign(this, { container, addresses, choose });
    this.caption = container.querySelector("[data-map-caption]");
    this.rows = container.querySelector("tbody");
    this.more = container.querySelector("[data-map-more]");
    this.headed = container.querySelectorAll("[data-map-show]");
  }

  show(choice, catalogue) {
    const bodies =
      choice.type === "nothing"
        ? catalogue.bodies
        : catalogue.bodies.filter((body) => choice.bodies.has(body));
    for (const heading of this.headed) heading.hidden = false;
    this.caption.textContent = this.words(choice, bodies.length);
    this.fill(bodies, AT_FIRST);
  }

  words(choice, number) {
    if (choice.type === "nothing")
      return `All who take part, busiest first: ${counted(number, "body", "bodies")}`;
    if (choice.type === "arrangement")
      return `Partners in ${[...choice.arrangements][0].name}: ${number}`;
    const names = choice.centre.map((body) => body.name).join(" and ");
    return `${names}, and those they share with: ${counted(number, "body", "bodies")}`;
  }

  fill(bodies, number) {
    this.rows.replaceChildren(...bodies.slice(0, number).map((body) => this.row(body)));
    const rest = bodies.length - number;
    this.more.replaceChildren();
    if (rest > 0) {
      const showAll = () => {
        this.fill(bodies, bodies.length);
        this.rows.children[number].querySelector("a").focus();
      };
      this.more.append(
        el(
          "button",
          { class: "govuk-button govuk-button--secondary", type: "button", onclick: showAll },
          `Show ${rest.toLocaleString("en-GB")} more`,
        ),
      );
    }
  }

  row(body) {
    const name = el("a", { class: "govuk-link", href: this.addresses.body(body) }, body.name);
    const show = el(
      "button",
      { class: "map-choose", type: "button", onclick: () => this.choose(choiceOfBody(body)) },
      "Show",
      el("span", { class: "govuk-visually-hidden" }, ` ${body.name} on the map`),
    );
    const cells = [el("td", { class: "govuk-table__cell" }, body.kindLabel)];
    for (const number of [body.count, partnersOf(body).length]) {
      cells.push(
        el(
          "td",
          { class: "govuk-table__cell govuk-table__cell--numeric" },
          number.toLocaleString("en-GB"),
        ),
      );
    }
    cells.push(el("td", { class: "govuk-table__cell" }, show));
    return el(
      "tr",
      { class: "govuk-table__row" },
      el("th", { class: "govuk-table__header", scope: "row" }, name),
      cells,
    );
  }
}
