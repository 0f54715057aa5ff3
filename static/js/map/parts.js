// What the panel is made of: its headings, lists, buttons and ways on.

import {
  choiceOfArrangement,
  choiceOfBody,
  choiceOfPair,
} from "sharedmap/map/choice.js";
import { el, listed } from "sharedmap/map/dom.js";

const NAMED = 4;

export const heading = (text) => el("h3", { class: "map-panel__title", tabindex: "-1" }, text);

export const subheading = (text) => el("h4", { class: "map-panel__subtitle" }, text);

export const said = (...words) => el("p", { class: "govuk-body-s" }, words);

export const soft = (...words) => el("p", { class: "govuk-body-s soft" }, words);

export const list = (items, tag = "ul") =>
  items.length ? el(tag, { class: "map-list" }, items) : null;

export const line = (what, figure) =>
  el(
    "li",
    { class: "map-line" },
    what,
    el("span", { class: "map-line__figure" }, String(figure)),
  );

export const facts = (rows) =>
  el(
    "dl",
    { class: "map-facts" },
    rows
      .filter(([, fact]) => fact)
      .map(([term, fact]) => [el("dt", {}, term), el("dd", {}, fact)]),
  );

export const ways = (links) =>
  el(
    "ul",
    { class: "links-row" },
    links
      .filter(Boolean)
      .map(([text, href]) => el("li", {}, el("a", { class: "govuk-link", href }, text))),
  );

export const letGo = (words = "Back to the whole map") =>
  el(
    "button",
    {
      class: "map-panel__close",
      type: "button",
      "data-let-go": true,
      "aria-keyshortcuts": "Escape",
    },
    words,
  );

export const again = (words, onclick) =>
  el(
    "button",
    { class: "govuk-button govuk-button--secondary", type: "button", onclick },
    words,
  );

export const chips = (services, address) =>
  el(
    "ul",
    { class: "chips" },
    services.map(({ name, code, kind }) =>
      el("li", {}, el("a", { class: `chip kind-${kind.code}`, href: address(code) }, name)),
    ),
  );

/** "by succession, in place of Shepway District Council": how a body comes to take part. */
export const comesBy = ({ remark, before }) =>
  [
    remark,
    before.length && `in place of ${listed(before.map(({ name }) => name))}`,
  ]
    .filter(Boolean)
    .join(", ");

/** The names of the first few, and how many more there are. */
function shortened(things) {
  const names = things.slice(0, NAMED).map(({ name }) => name);
  if (things.length > NAMED) names.push(`${things.length - NAMED} more`);
  return names;
}

/** Buttons that choose: choose(choice) on a press, point(thing or null) as one looks at them. */
export class Choosers {
  constructor({ choose, point }) {
    Object.assign(this, { choose, point });
  }

  body(body, text = body.name) {
    return this.button(text, () => choiceOfBody(body), { body });
  }

  pair({ a, b }, catalogue, text = `${a.label} and ${b.label}`) {
    const link = catalogue.linkOf(a, b);
    return this.button(text, () => choiceOfPair(a, b), link && { link });
  }

  arrangement(arrangement) {
    return this.button(arrangement.name, () => choiceOfArrangement(arrangement));
  }

  /** An arrangement with its services, its start and status, and who is in it beside those left
   * out. */
  card(arrangement, without, notKnown) {
    const others = arrangement.partners
      .map(({ body }) => body)
      .filter((body) => !without.includes(body));
    const { started, services } = arrangement;
    const names = shortened(others);
    const word = without.length ? "with" : names.length > 1 ? "between" : "of";
    const meta = [
      arrangement.faint && notKnown,
      arrangement.status,
      names.length && `${word} ${listed(names)}`,
    ];
    return el(
      "li",
      { class: arrangement.faint ? "map-card is-faint" : "map-card" },
      el(
        "span",
        { class: "map-card__kinds", "aria-hidden": "true" },
        arrangement.kinds.map(({ code }) => el("span", { class: `kind-mark kind-${code}` })),
      ),
      this.arrangement(arrangement),
      services.length
        ? el("span", { class: "map-card__meta" }, listed(shortened(services)))
        : null,
      el(
        "span",
        { class: "map-card__meta" },
        started ? `${started}. ` : "",
        meta.filter(Boolean).join(", "),
      ),
    );
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
