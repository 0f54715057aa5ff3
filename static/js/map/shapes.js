// The two kinds of thing that Leaflet lacks: a mark with a shape, and a strand of a link.
// Leaflet projects and keeps them; sizes and courses come from scales.js.

import { course, coursePath, markPath } from "sharedmap/map/scales.js";

const { L } = window;

const Shape = L.Path.extend({
  options: { interactive: false, fill: false },

  getElement() {
    return this._path;
  },

  _update() {
    if (this._map) this._updatePath();
  },

  pointOf(body) {
    const point = this._map.latLngToLayerPoint([body.lat, body.lon]);
    const offset = this.offsets.get(body);
    return offset ? point.add([offset.x, offset.y]) : point;
  },
});

export const Mark = Shape.extend({
  initialize(body, offsets, radius, options) {
    Object.assign(this, { body, offsets, radiusAt: radius });
    L.setOptions(this, { fill: true, ...options });
  },

  _project() {
    this.point = this.pointOf(this.body);
    this.radius = this.radiusAt(this.body.count, this._map.getZoom());
  },

  _updatePath() {
    this._renderer._setPath(this, markPath(this.body.sector, this.point, this.radius));
  },
});

/** One strand: `lay` gives its width and how far aside it runs, at a zoom. */
export const Strand = Shape.extend({
  initialize(link, offsets, lay, options) {
    Object.assign(this, { link, offsets, lay });
    L.setOptions(this, options);
  },

  _project() {
    const { width, aside } = this.lay(this._map.getZoom());
    this.width = width;
    const [from, to] = [this.pointOf(this.link.a), this.pointOf(this.link.b)];
    this.course = course(from, to, this.link.geography === "separate", aside);
  },

  _updatePath() {
    this._path.setAttribute("stroke-width", this.width.toFixed(2));
    this._renderer._setPath(this, coursePath(this.course));
  },
});
