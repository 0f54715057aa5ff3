// Brings the map to life wherever a page has one: marks and lines first, and once they are seen the
// land below them and what they are worked with.

import { Chart } from "sharedmap/map/chart.js";
import { Answers } from "sharedmap/map/data.js";
import { painted } from "sharedmap/map/sheet.js";
import { placeless, queryOfData, readHash } from "sharedmap/map/state.js";

const PATIENCE = 500;

async function begin(section) {
  const { dataset } = section;
  const levels = JSON.parse(dataset.levels);
  const state = readHash(location.hash);
  const answers = new Answers(dataset.data);
  // Asked for before all else: it comes while the chart is made.
  const asked =
    "problem" in dataset ? undefined : answers.of(queryOfData(dataset.query, state));
  const chart = new Chart(section.querySelector("[data-map-chart]"), {
    tiles: JSON.parse(dataset.tiles),
    sharp: levels.length > 0,
    describedBy: section.querySelector("[data-map-hint]").id,
  });
  section.classList.add("is-alive");
  section.setAttribute("aria-busy", "true");
  if (state.view) chart.view.goTo(state.view);
  const drawn = asked?.then((catalogue) => draw(catalogue, chart, state));
  // The rest waits for what is drawn, but not for a network that is slow.
  await Promise.race([drawn, after(PATIENCE)]).catch(() => {});
  // The land is seen before anything is worked: what it is drawn from is asked for first.
  if (!levels.length) preload([dataset.backdrop], { rel: "preload", as: "fetch", crossOrigin: "anonymous" });
  preload(dataset.later.split(" "), { rel: "modulepreload" });
  const { Backdrop } = await import("sharedmap/map/backdrop.js");
  const backdrop = new Backdrop(chart, dataset.backdrop, levels);
  backdrop.show(new URLSearchParams(dataset.query).get("on"));
  const { Desk } = await import("sharedmap/map/desk.js");
  new Desk(section, { chart, backdrop, answers, state, drawn });
}

/** Draws a catalogue, and gives it back when it has been seen. */
async function draw(catalogue, chart, state) {
  if (placeless(catalogue.query) && !state.view) chart.view.fit(catalogue.bodies);
  chart.draw(catalogue);
  await painted();
  return catalogue;
}

/** Has files fetched side by side, not each when another is found to need it. */
function preload(addresses, how) {
  for (const href of addresses) {
    document.head.append(Object.assign(document.createElement("link"), { ...how, href }));
  }
}

const after = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

for (const section of document.querySelectorAll("[data-map]")) begin(section);
