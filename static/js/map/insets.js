// Small maps of London and Greater Manchester at the edges of the chart, where the whole country
// is in sight and its bodies crowd there. They draw the same scene, each in a projection of its own.

import { anchored, placed } from "sharedmap/map/labels.js";
import { inBox, mercator } from "sharedmap/map/scales.js";
import { Scene } from "sharedmap/map/scene.js";
import { fill, svg } from "sharedmap/map/sheet.js";

const { L } = window;

const LAYERS = ["ground", "borders", "areas", "links", "arcs", "stems", "marks"];
const SEEN = ["seen-links", "seen-stems", "seen-marks", "hint-links", "hint-stems", "hint-marks"];
const CROWD = 3; // bodies from which there is something to pull apart
const LEAST = 130;
const MOST = 240;
const EDGE = 10;
const DRAWN_AS_AT = 6.8;

export class Inset {
  constructor(place, chart) {
    Object.assign(this, { place, chart, within: (body) => inBox(body, place.box) });
    this.frame = L.DomUtil.create("div", "map-inset", chart.container);
    this.frame.hidden = true;
    this.picture = this.frame.appendChild(svg("svg", { "aria-hidden": "true" }));
    this.layers = {};
    for (const name of [...LAYERS, ...SEEN, "labels"]) {
      this.layers[name] = this.picture.appendChild(svg("g", { class: `map-layer--${name}` }));
    }
    const button = L.DomUtil.create("button", "map-inset__name", this.frame);
    button.type = "button";
    button.textContent = place.title;
    button.title = `Show ${place.title} on the whole map`;
    button.addEventListener("click", () => chart.view.showBox(place.box));
    L.DomEvent.disableClickPropagation(this.frame);
    const pickedAt = (event) => this.pick(L.DomEvent.getMousePosition(event, this.picture));
    this.picture.addEventListener("click", (event) => {
      // The map would take it for a click of its own: what was clicked may be gone by then.
      event.stopPropagation();
      chart.choose?.(pickedAt(event));
    });
    this.picture.addEventListener("mousemove", (event) => {
      event.stopPropagation();
      if (chart.view.byTouch) return;
      const found = pickedAt(event);
      chart.point(found, found && this.pointOnChart(found));
    });
    this.picture.addEventListener("mouseleave", () => chart.point());
  }

  /** Takes its place at the edge of the chart, above a line if need be; none where there is no room
   * or no crowd. */
  settle(line = Infinity) {
    const { map, view } = this.chart;
    const { room, box } = this.place;
    const size = map.getSize();
    const corner = map.latLngToContainerPoint([room.bottom, room.west]).round();
    const right = size.x - EDGE;
    const width = Math.min(MOST, right - corner.x);
    const isCrowded = this.chart.plan?.bodies.filter(this.within).length >= CROWD;
    this.isShown = view.isWhole && width >= LEAST && isCrowded;
    this.frame.hidden = !this.isShown;
    if (!this.isShown) return;
    this.project = mercator(box, width);
    const height = Math.round(this.project({ lat: box.south, lon: box.west }).y);
    const bottom = Math.min(corner.y, line);
    const [left, top] = [right - width, bottom - height];
    this.bounds = { left, top, right, bottom, width, height };
    Object.assign(this.frame.style, { left: `${left}px`, top: `${top}px` });
    this.picture.setAttribute("width", width);
    this.picture.setAttribute("height", height);
  }

  paint() {
    if (!this.isShown) return;
    const { plan, choice, choosing } = this.chart;
    const { project, within } = this;
    this.scene = new Scene(plan, { project, within, zoom: DRAWN_AS_AT });
    this.lay(this.scene.atRest());
    this.paintGround();
    this.paintSeen(choosing ? this.scene.chosen(choice) : {});
  }

  paintGround() {
    const { width, height } = this.bounds;
    const { ground } = this.chart;
    const path = (line, end = "") =>
      `M${line.map(([lat, lon]) => Object.values(this.project({ lat, lon })).map(short)).join("L")}${end}`;
    const near = (line) => line.some(([lat, lon]) => inBox({ lat, lon }, this.place.box));
    const borders = (ground.lines ?? []).filter(near).map((line) => path(line));
    this.lay({
      ground: [{ className: "map-inset__land", d: `M0 0H${width}V${height}H0Z` }],
      borders: [{ className: "map-border", d: borders.join("") }],
      areas: ground.chosen
        .filter(({ rings }) => rings.some(near))
        .map(({ className, rings }) => ({
          className,
          d: rings.map((ring) => path(ring, "Z")).join(""),
        })),
    });
  }

  paintSeen({ links, stems, marks }, kind = "seen") {
    if (!this.isShown) return;
    this.lay({ [`${kind}-links`]: links, [`${kind}-stems`]: stems, [`${kind}-marks`]: marks });
  }

  lay(shapes) {
    for (const [name, some] of Object.entries(shapes)) fill(this.layers[name], some);
  }

  /** Labels for those of the bodies that are in it. */
  label(bodies, pen) {
    const { width, height } = this.bounds;
    const candidates = bodies.filter(this.within).map((body) => {
      const { point, radius } = this.scene.marks.get(body);
      return { ...point, radius, text: body.label, width: pen(body.label), wanted: true };
    });
    const crowd = this.scene.shown.map(({ point }) => point);
    const name = { left: 0, top: 0, right: pen(this.place.title) + 18, bottom: 20 };
    this.layers.labels.replaceChildren(
      ...placed(candidates, { x: width, y: height }, { kept: [name], crowd }).flatMap(write),
    );
  }

  pick(point) {
    const { choice, choosing } = this.chart;
    return this.scene.pick(point, 7, choosing ? choice : undefined);
  }

  /** Where on the chart a body or a link of this inset is. */
  pointOnChart({ body, link }) {
    const { x, y } = body ? this.scene.marks.get(body).point : this.scene.middleOf(link);
    return { x: x + this.bounds.left, y: y + this.bounds.top };
  }
}

function write({ x, y, left, top, width, end, text }) {
  const anchor = anchored({ x: end?.x ?? x, left, width });
  const word = svg("text", { class: "map-inset__label", ...anchor, y: top + 12 });
  word.textContent = text;
  if (!end) return [word];
  const d = `M${short(x)} ${short(y)}L${short(end.x)} ${short(end.y)}`;
  return [svg("path", { class: "map-leader", d }), word];
}

const short = (number) => Math.round(number * 10) / 10;
