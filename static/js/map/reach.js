// Every mark by keyboard: the chart is one stop of the Tab key, arrows go from mark to mark, Enter
// chooses, plus and minus come closer and go farther, Shift with an arrow moves the map.

import { towards } from "sharedmap/map/scales.js";

const ARROWS = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};
const STEP = 80;
const MARGIN = 40;

export class Reach {
  constructor(chart) {
    Object.assign(this, { chart, container: chart.container });
    this.container.addEventListener("keydown", (event) => this.pressed(event));
    this.container.addEventListener("blur", () => this.go(undefined));
  }

  pressed(event) {
    if (event.target !== this.container || event.ctrlKey || event.metaKey || event.altKey) return;
    const { chart } = this;
    const way = ARROWS[event.key];
    if (way && event.shiftKey) chart.map.panBy([way.x * STEP, way.y * STEP]);
    else if (way) this.go(this.next(way));
    else if ("+=".includes(event.key)) chart.view.closer(1, this.body);
    else if ("-_".includes(event.key)) chart.view.closer(-1, this.body);
    else if (event.key === "Enter" && this.body) chart.choose?.({ body: this.body });
    else if (event.key === "Escape" && this.body && !chart.choosing) this.go(undefined);
    else return;
    event.preventDefault();
  }

  /** The bodies that arrows go to: of a choice, only what stands out. */
  get within() {
    const { choosing, choice, scene } = this.chart;
    return scene.shown.filter(({ body }) => !choosing || choice.bodies.has(body));
  }

  /** The nearest mark that way; at first what is chosen, or the busiest in sight. */
  next(way) {
    const { scene, choosing, choice, map, plan } = this.chart;
    if (!scene) return undefined;
    const here = scene.marks.get(this.body);
    const marks = this.within;
    if (here) return towards(here, way, marks)?.body ?? this.body;
    const [chosen] = choosing ? choice.centre : [];
    const sight = map.getBounds();
    const bodies = [...(choosing ? [] : plan.busiest), ...marks.map(({ body }) => body)];
    return chosen ?? bodies.find(({ lat, lon }) => sight.contains([lat, lon])) ?? bodies[0];
  }

  go(body) {
    const { chart } = this;
    const isNew = body && body !== this.body;
    this.body = body;
    if (body) {
      chart.map.panInside([body.lat, body.lon], { padding: [MARGIN, MARGIN], animate: false });
    }
    this.paint();
    chart.point(body && { body });
    if (isNew) chart.say(chart.describe({ body }));
  }

  /** A ring around the mark that has the focus. */
  paint() {
    const mark = this.body && this.chart.scene?.marks.get(this.body);
    if (!mark) {
      this.chart.lay({ focus: [] });
      return;
    }
    const { x, y } = mark.point;
    const r = mark.radius + 4;
    const d = `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
    this.chart.lay({
      focus: ["map-focus map-focus--outer", "map-focus"].map((className) => ({ className, d })),
    });
  }
}
