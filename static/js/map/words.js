// The words on the chart: labels where there is room, and a note at what is pointed at.

import { anchored, placed } from "sharedmap/map/labels.js";

const { L } = window;

const CLOSE_ENOUGH = 7;
const NOTE = { width: 220, height: 90 };

export class Words {
  constructor(chart) {
    this.chart = chart;
    this.map = chart.map;
    this.pane = this.map.getPane("labels");
    this.pane.classList.add("leaflet-zoom-hide");
    this.labels = [];
    this.written = [];
    this.pen = document.createElement("canvas").getContext("2d");
  }

  /** Labels bodies: those wanted in any case, others where the map is close enough. */
  draw({ wanted, others }, insets) {
    for (const label of this.labels) label.remove();
    this.labels = [];
    this.written = [];
    const { choosing, container } = this.chart;
    const { marks } = this.chart.scene;
    const all = choosing || this.map.getZoom() >= CLOSE_ENOUGH ? [...wanted, ...others] : wanted;
    const bodies = [...new Set(all)].filter((body) => marks.has(body));
    this.pen.font = `600 12px ${getComputedStyle(container).fontFamily}`;
    const widthOf = (text) => this.pen.measureText(text).width + 2;
    for (const inset of insets) inset.label(bodies, widthOf);
    const origin = this.map.containerPointToLayerPoint([0, 0]);
    const candidates = bodies
      .filter((body) => !insets.some((inset) => inset.within(body)))
      .map((body) => {
        const { point, radius } = marks.get(body);
        const { x, y } = L.point(point).subtract(origin);
        const text = body.label;
        return { x, y, radius, width: widthOf(text), text, wanted: wanted.includes(body) };
      });
    const kept = [this.boxOf(".leaflet-top.leaflet-left"), this.boxOf(".leaflet-top.leaflet-right")];
    kept.push(...insets.map(({ bounds }) => bounds));
    const crowd = this.chart.scene.shown.map(({ point }) => L.point(point).subtract(origin));
    for (const each of placed(candidates, this.map.getSize(), { kept, crowd })) {
      this.write(each, origin);
    }
  }

  /** The box of the buttons in a corner, in the pixels of the map's window. */
  boxOf(corner) {
    const around = this.map.getContainer().getBoundingClientRect();
    const { left, top, right, bottom } = this.map
      .getContainer()
      .querySelector(corner)
      .getBoundingClientRect();
    const { left: x, top: y } = around;
    return { left: left - x, top: top - y, right: right - x, bottom: bottom - y };
  }

  write({ x, y, left, top, width, end, text }, origin) {
    const { x: at, ...anchor } = anchored({ x: end?.x ?? x, left, width });
    this.written.push({ words: text, look: { ...anchor, x: at + origin.x, y: top + 12 + origin.y } });
    const label = L.DomUtil.create("span", "map-label", this.pane);
    label.textContent = text;
    L.DomUtil.setPosition(label, L.point(left, top).add(origin));
    this.labels.push(label);
    if (end) this.labels.push(this.leader(L.point(x, y).add(origin), L.point(end).add(origin)));
  }

  /** The thin line from a mark to the label that had no room beside it. */
  leader(from, to) {
    const ends = [from, to].map((point) => this.map.layerPointToLatLng(point));
    const options = { className: "map-leader", pane: "labels", interactive: false };
    return L.polyline(ends, options).addTo(this.map);
  }

  /** A small note beside a body, at the middle of a link, or where told; null takes it away. */
  tip(text, { body, link, at } = {}) {
    this.note?.remove();
    const { scene } = this.chart;
    const mark = scene?.marks.get(body);
    if (!text || (!mark && !link)) return;
    const content = document.createElement("span");
    content.textContent = text;
    this.note ??= L.tooltip({ className: "map-tip", opacity: 1 });
    const point = at
      ? this.map.containerPointToLayerPoint(at)
      : L.point(mark ? mark.point : scene.middleOf(link));
    const [direction, x, y] = this.towardsRoom(this.map.layerPointToContainerPoint(point));
    const away = mark ? mark.radius + 2 : 4;
    Object.assign(this.note.options, { direction, offset: L.point(x * away, y * away) });
    const place = this.map.layerPointToLatLng(point);
    this.note.setLatLng(place).setContent(content).addTo(this.map);
  }

  /** The side of a point on which a note is not cut off by the edge of the map. */
  towardsRoom({ x, y }) {
    if (x < NOTE.width / 2) return ["right", 1, 0];
    if (x > this.map.getSize().x - NOTE.width / 2) return ["left", -1, 0];
    return y < NOTE.height ? ["bottom", 0, 1] : ["top", 0, -1];
  }
}
