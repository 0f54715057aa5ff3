// A sheet of the map that shapes are painted on, and painted anew where Leaflet changes the zoom.

const { L } = window;

/** An element of SVG. */
export function svg(name, attributes = {}) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export const Sheet = L.SVG.extend({
  /** layers: names, back to front; paint: called when shapes must be computed anew. */
  initialize(layers, paint, options) {
    L.SVG.prototype.initialize.call(this, options);
    Object.assign(this, { names: layers, paint, groups: {} });
  },

  _initContainer() {
    L.SVG.prototype._initContainer.call(this);
    for (const name of this.names) {
      this.groups[name] = this._rootGroup.appendChild(svg("g", { class: `map-layer--${name}` }));
    }
  },

  _update() {
    L.SVG.prototype._update.call(this);
    if (this._map._animatingZoom && this.origin) return;
    const origin = this._map.getPixelOrigin();
    if (this.origin?.equals(origin) && this.zoom === this._map.getZoom()) return;
    this.origin = origin;
    this.zoom = this._map.getZoom();
    this.paint();
  },

  /** Shows these shapes, { className, d, width }, in place of those that a layer had. */
  lay(name, shapes) {
    fill(this.groups[name], shapes);
  },
});

/** Fills a group with shapes, in place of those that it had. */
export function fill(holder, shapes = []) {
  const held = holder.children;
  while (held.length > shapes.length) holder.lastChild.remove();
  shapes.forEach(({ className, d, width }, n) => {
    const path = held[n] ?? holder.appendChild(svg("path"));
    path.setAttribute("class", className);
    path.setAttribute("d", d);
    if (width) path.setAttribute("stroke-width", width);
  });
}

/** When what was drawn has been shown; soon, too, where nobody looks. */
export function painted() {
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 250);
  });
}
