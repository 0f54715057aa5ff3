// The tables under the map: what it shows in words, as bodies, as pairs or as arrangements, kept in
// step with filters, day and choice.

import { choiceOfArrangement, choiceOfBody, choiceOfPair } from "sharedmap/map/choice.js";
import { kilometres, partnersOf } from "sharedmap/map/data.js";
import { counted, el, listed } from "sharedmap/map/dom.js";

const AT_FIRST = 25;
const NAMED = 6;
const APART = {
  adjoining: "Neighbours",
  "across-water": "Across water",
  separate: "Apart",
};

const number = (value) => value.toLocaleString("en-GB");

/** Pairs with most arrangements first, of those the farthest. */
const byNumber = (links) =>
  [...links].sort(
    (one, other) =>
      other.arrangements.length - one.arrangements.length ||
      kilometres(other.a, other.b) - kilometres(one.a, one.b),
  );

/** What each table is of: its columns, and from a thing on the map a row's cells. */
class Kinds {
  constructor(addresses) {
    this.addresses = addresses;
    this.body = {
      title: "Bodies",
      counted: (found) => counted(found.length, "body", "bodies"),
      columns: ["Body", "Kind", "#Arrangements", "#Shares with"],
      things: ({ bodies }, choice) => bodies.filter((each) => choice.bodies.has(each)),
      all: ({ bodies }) => bodies,
      name: (body) => this.link(addresses.body(body), body.name),
      cells: (body) => [body.kindLabel, number(body.count), number(partnersOf(body).length)],
      text: (body) => body.name,
      choice: choiceOfBody,
    };
    this.pair = {
      title: "Pairs",
      counted: (found) => counted(found.length, "pair"),
      columns: ["Pair", "How they lie", "#Arrangements", "#Apart"],
      things: ({ links }, { arrangements, centre, type }) =>
        byNumber(links).filter(
          ({ a, b, arrangements: carried }) =>
            carried.some((each) => arrangements.has(each)) &&
            (type !== "pair" || (centre.includes(a) && centre.includes(b))),
        ),
      all: ({ links }) => byNumber(links),
      name: (link) => `${link.a.name} and ${link.b.name}`,
      cells: (link) => [
        (APART[link.geography] ?? "Not known") + (link.succeeded ? `, ${link.how}` : ""),
        number(link.arrangements.length),
        `${number(Math.round(kilometres(link.a, link.b)))}\u00a0km`,
      ],
      text: (link) => `${link.a.name} and ${link.b.name}`,
      choice: ({ a, b }) => choiceOfPair(a, b),
    };
    this.arrangement = {
      title: "Arrangements",
      counted: (found) => counted(found.length, "arrangement"),
      columns: ["Arrangement", "Partners", "Status", "Neighbours"],
      things: ({ arrangements }, choice) =>
        arrangements.filter((each) => choice.arrangements.has(each)),
      all: ({ arrangements }) => arrangements,
      name: (each) => this.link(addresses.arrangement(each), each.name),
      cells: (each) => [this.partners(each), this.status(each), this.neighbours(each)],
      text: (each) => each.name,
      choice: choiceOfArrangement,
    };
  }

  link(href, text) {
    return el("a", { class: "govuk-link", href }, text);
  }

  partners({ partners }) {
    const names = partners.slice(0, NAMED).map(({ body, before }) => {
      const former = before.map((each) => each.name);
      return former.length ? `${body.name} (in place of ${listed(former)})` : body.name;
    });
    if (partners.length > NAMED) names.push(`${partners.length - NAMED} more`);
    return listed(names);
  }

  status({ status, faint }) {
    return faint ? `${status}; not known to have been running then` : status;
  }

  neighbours({ geography }) {
    return { adjoining: "Yes", "across-water": "Across water", separate: "No" }[geography] ?? "Not known";
  }
}

export class Table {
  constructor(container, { addresses, choose }) {
    Object.assign(this, { container, choose });
    this.kinds = new Kinds(addresses);
    this.caption = container.querySelector("[data-map-caption]");
    this.table = container.querySelector("[data-map-rows]");
    this.more = container.querySelector("[data-map-more]");
    this.switch = container.querySelector("[data-map-switch]");
    this.box = this.table.parentElement;
    this.of = "body";
    for (const button of this.switch.querySelectorAll("button"))
      button.addEventListener("click", () => this.turn(button.value));
  }

  turn(of) {
    this.of = of;
    this.show(this.choice, this.catalogue);
  }

  show(choice, catalogue) {
    Object.assign(this, { choice, catalogue });
    const isAtRest = choice.type === "nothing";
    this.switch.hidden = false;
    for (const button of this.switch.querySelectorAll("button")) {
      const kind = this.kinds[button.value];
      const found = isAtRest ? kind.all(catalogue) : kind.things(catalogue, choice);
      button.textContent = `${kind.title} (${number(found.length)})`;
      button.setAttribute("aria-pressed", String(button.value === this.of));
      if (button.value === this.of) this.draw(kind, found);
    }
  }

  draw(kind, found) {
    this.caption.textContent = this.words(kind, found);
    this.box.setAttribute("aria-label", `Table of ${kind.title.toLowerCase()}`);
    this.table.dataset.mapRows = this.of;
    const heads = [...kind.columns, "On the map"].map((column) =>
      el(
        "th",
        {
          class: column.startsWith("#")
            ? "govuk-table__header govuk-table__header--numeric"
            : "govuk-table__header",
          scope: "col",
        },
        column.replace("#", ""),
      ),
    );
    this.table.tHead.replaceChildren(el("tr", { class: "govuk-table__row" }, heads));
    this.fill(kind, found, AT_FIRST);
  }

  words(kind, found) {
    const { choice } = this;
    const how = kind.counted(found);
    if (choice.type === "nothing")
      return kind === this.kinds.body ? `All who take part, busiest first: ${how}` : `All on this map: ${how}`;
    if (choice.type === "arrangement") return `${[...choice.arrangements][0].name}: ${how}`;
    const names = choice.centre.map((body) => body.name).join(" and ");
    return kind === this.kinds.body
      ? `${names}, and those they share with: ${how}`
      : `${names}: ${how}`;
  }

  fill(kind, found, most) {
    const rows = found.slice(0, most).map((thing) => this.row(kind, thing));
    this.table.tBodies[0].replaceChildren(...rows);
    const rest = found.length - most;
    this.more.replaceChildren();
    if (rest <= 0) return;
    const showAll = () => {
      this.fill(kind, found, found.length);
      this.table.tBodies[0].rows[most].querySelector("a, button").focus();
    };
    this.more.append(
      el(
        "button",
        { class: "govuk-button govuk-button--secondary", type: "button", onclick: showAll },
        `Show ${number(rest)} more`,
      ),
    );
  }

  row(kind, thing) {
    const show = el(
      "button",
      { class: "map-choose", type: "button", onclick: () => this.choose(kind.choice(thing)) },
      "Show",
      el("span", { class: "govuk-visually-hidden" }, ` ${kind.text(thing)} on the map`),
    );
    const cells = kind.cells(thing).map((cell, place) => {
      const isNumber = kind.columns[place + 1].startsWith("#");
      const name = isNumber ? "govuk-table__cell govuk-table__cell--numeric" : "govuk-table__cell";
      return el("td", { class: name }, cell);
    });
    return el(
      "tr",
      { class: thing.faint ? "govuk-table__row is-faint" : "govuk-table__row" },
      el("th", { class: "govuk-table__header", scope: "row" }, kind.name(thing)),
      cells,
      el("td", { class: "govuk-table__cell" }, show),
    );
  }
}
