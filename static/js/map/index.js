// Brings the map to life wherever a page has one: marks and lines first, and once they are seen what
// they are worked with.

import { Backdrop } from "sharedmap/map/backdrop.js";
import { Chart } from "sharedmap/map/chart.js";
import { Answers } from "sharedmap/map/data.js";
import { el, painted } from "sharedmap/map/dom.js";
import { placeless, queryOfData, readHash } from "sharedmap/map/state.js";

const PATIENCE = 500;

async function begin(section) {
  const { dataset } = section;
  const levels = JSON.parse(dataset.levels);
  const chart = new Chart(section.querySelector("[data-map-chart]"), {
    tiles: JSON.parse(dataset.tiles),
    sharp: levels.length > 0,
    describedBy: section.querySelector("[data-map-hint]").id,
  });
  const backdrop = new Backdrop(chart, dataset.backdrop, levels);
  const map = { chart, backdrop, answers: new Answers(dataset.data), state: readHash(location.hash) };
  section.classList.add("is-alive");
  section.setAttribute("aria-busy", "true");
  if (map.state.view) chart.view.goTo(map.state.view);
  const drawn = "problem" in dataset ? undefined : draw(dataset.query, map);
  backdrop.show(new URLSearchParams(dataset.query).get("on"));
  // The rest waits for what is drawn, but not for a network that is slow.
  await Promise.race([drawn, after(PATIENCE)]).catch(() => {});
  section.closest(".is-waiting")?.classList.remove("is-waiting");
  preload(dataset.later.split(" "));
  const { Desk } = await import("sharedmap/map/desk.js");
  new Desk(section, { ...map, drawn });
}

/** Draws what a query finds; its catalogue, when it has been seen. */
async function draw(query, { chart, answers, state }) {
  const catalogue = await answers.of(queryOfData(query, state));
  if (placeless(query) && !state.view) chart.view.fit(catalogue.bodies);
  chart.draw(catalogue);
  await painted();
  return catalogue;
}

/** Has modules fetched side by side, not each when another is found to need it. */
function preload(modules) {
  document.head.append(...modules.map((href) => el("link", { rel: "modulepreload", href })));
}

const after = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

for (const section of document.querySelectorAll("[data-map]")) begin(section);
