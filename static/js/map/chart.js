// The chart: what is drawn, and what lies where. Chart and what it is made of (ground, sheet,
// insets, reach, view, words) are the only modules that know Leaflet.

import { pixelsOf } from "sharedmap/map/scales.js";
import { Plan, Scene } from "sharedmap/map/scene.js";
import { painted, Sheet } from "sharedmap/map/sheet.js";
import { View } from "sharedmap/map/view.js";

const PANES = { ground: 210, drawn: 400, labels: 500 };
const LAYERS = [
  ...["frames", "links", "arcs", "stems", "marks"],
  ...["seen-links", "seen-stems", "seen-marks"],
  ...["hint-links", "hint-stems", "hint-marks", "focus"],
];
const SIGNS = { seen: "is-on", hint: "is-hint" };
const APART = 8;
const BY_MOUSE = 7;
const BY_FINGER = 18;

export class Chart {
  constructor(container, { tiles, sharp, describedBy }) {
    Object.assign(this, { container, bare: tiles.length > 0 });
    this.view = new View(container, { tiles, sharp: sharp || this.bare, describedBy });
    this.map = this.view.map;
    for (const [name, order] of Object.entries(PANES)) {
      const pane = this.map.createPane(name);
      pane.style.zIndex = order;
      pane.setAttribute("aria-hidden", "true");
    }
    const paint = () => this.paint();
    this.sheet = new Sheet(LAYERS, paint, { pane: "drawn", padding: 0.4 }).addTo(this.map);
    this.insets = [];
    this.map.on("moveend resize", () => this.settle());
  }

  /** Takes in what stands beside marks and lines: insets, words, and what keys reach. */
  furnish({ insets, words, reach }) {
    Object.assign(this, { insets, words, reach });
    this.soon();
  }

  /** Takes in the ground below marks and lines, which comes when they have been drawn. */
  standOn(ground) {
    this.ground = ground;
    ground.plan(this.planned);
  }

  drawBackdrop(backdrop) {
    this.ground.draw(backdrop);
    this.shade();
    this.soon();
  }

  /** The bodies that there would be if plans go ahead, where that is what is shown. */
  get planned() {
    const { planned, bodies } = this.plan?.catalogue ?? {};
    return planned ? bodies.filter((body) => body.planned) : [];
  }

  get zoom() {
    return this.map.getZoom();
  }

  onZoom(act) {
    this.map.on("zoomend", act);
  }

  draw(catalogue) {
    this.plan = new Plan(catalogue);
    this.container.dataset.bodies = this.plan.bodies.length;
    this.container.dataset.links = catalogue.links.length;
    this.ground?.plan(this.planned);
    this.point();
    this.paint();
    this.soon();
  }

  /** Everything at the zoom that the map has now. */
  paint() {
    if (!this.plan) return;
    const zoom = this.map.getZoom();
    const project = pixelsOf(zoom, this.map.getPixelOrigin());
    this.scene = new Scene(this.plan, { project, zoom });
    this.lay(this.scene.atRest());
    this.container.classList.toggle("is-close", this.scene.isClose);
    this.paintSeen();
    this.paintSeen("hint");
  }

  lay(shapes) {
    for (const [name, some] of Object.entries(shapes)) this.sheet.lay(name, some);
  }

  /** What is chosen, or of the kind "hint" what is pointed at. */
  paintSeen(kind = "seen") {
    const chosen = this.choosing ? this.choice : undefined;
    const choice = kind === "hint" ? this.hinted : chosen;
    const seen = (scene) => (choice ? scene.chosen(choice, SIGNS[kind]) : {});
    const { links, stems, marks } = seen(this.scene);
    this.lay({ [`${kind}-links`]: links, [`${kind}-stems`]: stems, [`${kind}-marks`]: marks });
    for (const inset of this.shownInsets) inset.paintSeen(seen(inset.scene), kind);
  }

  get shownInsets() {
    return this.insets.filter(({ isShown }) => isShown);
  }

  /** Insets and labels in the next frame, once for all that asks for them now. */
  soon() {
    this.waiting ??= painted().then(() => {
      this.waiting = undefined;
      this.settle();
    });
  }

  /** What depends on which part of the country is in sight: insets and labels. */
  settle() {
    if (!this.plan || !this.words) return;
    let line;
    for (const inset of this.insets.toReversed()) {
      inset.settle(line);
      inset.paint();
      if (inset.isShown) line = inset.bounds.top - APART;
    }
    const corner = ([lat, lon]) => this.map.latLngToLayerPoint([lat, lon]);
    const frames = this.shownInsets.map(({ place: { box } }) => {
      const [from, to] = [corner([box.north, box.west]), corner([box.south, box.east])];
      return `M${from.x} ${from.y}H${to.x}V${to.y}H${from.x}Z`;
    });
    this.lay({ frames: frames.length ? [{ className: "map-frame", d: frames.join("") }] : [] });
    this.words.draw(this.labelled, this.shownInsets);
    this.reach.paint();
  }

  /** Lets a choice stand out and all else fade. */
  highlight(choice) {
    this.choice = choice;
    this.container.classList.toggle("is-choosing", this.choosing);
    this.point();
    this.paintSeen();
    this.shade();
    this.soon();
  }

  get choosing() {
    return Boolean(this.choice && this.choice.type !== "nothing");
  }

  /** The bodies to label, first things first; those that are wanted are labelled at any cost. */
  get labelled() {
    if (this.choosing) {
      return { wanted: this.choice.centre, others: [...this.choice.bodies] };
    }
    return { wanted: this.plan.busiest, others: this.plan.bodies };
  }

  shade() {
    this.ground?.shade(this.choosing ? this.choice : undefined);
  }

  /** What lies at a point of the map's window: a body before a link; undefined for nothing. */
  pick(containerPoint, reach) {
    const point = this.map.containerPointToLayerPoint(containerPoint);
    return this.scene?.pick(point, reach, this.choosing ? this.choice : undefined);
  }

  onPick(choose) {
    this.choose = choose;
    this.map.on("click", (event) =>
      choose(this.pick(event.containerPoint, this.view.byTouch ? BY_FINGER : BY_MOUSE)),
    );
  }

  /** For what is pointed at: describe has its words, choiceOf what stands out with it; say tells
   * the words to those who do not see the map. */
  onHover({ describe, choiceOf, say = () => {} }) {
    Object.assign(this, { describe, choiceOf, say });
    let waiting = false;
    this.map.on("mousemove", ({ containerPoint }) => {
      // A finger that taps moves no pointer, though the browser says so: its note would stay.
      if (waiting || this.view.byTouch || this.map.dragging.moving()) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        this.point(this.pick(containerPoint, BY_MOUSE));
      });
    });
    this.map.on("mouseout", () => this.point());
  }

  /** Points at a body or a link: a note beside it, its links and partners before the others. */
  point(found, at) {
    const { body, link } = found ?? {};
    if (this.pointed === (body ?? link) && !at) return;
    this.pointed = body ?? link;
    this.container.classList.toggle("is-over", Boolean(found));
    this.words?.tip(found ? this.describe(found) : null, { body, link, at });
    if (!this.scene) return;
    const hint = found && this.choiceOf(found);
    this.hinted = hint?.hash === this.choice?.hash ? undefined : hint;
    this.paintSeen("hint");
  }
}
