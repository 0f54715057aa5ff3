// What part of the country is in sight, and how a reader moves it: by mouse, wheel, fingers, keys
// and buttons, without the map ever holding up the page.

const { L } = window;

const WHOLE_UK = [
  [49.9, -8.1],
  [60.75, 1.75],
];
const AS_FAR_AS = [
  [45, -24],
  [65, 17],
];
// Where bodies crowd. An inset of each stands in the North Sea, its bottom at a latitude, if there is
// room east of a coast.
export const CROWDED = [
  {
    name: "London",
    title: "London",
    box: { south: 51.27, west: -0.53, north: 51.71, east: 0.35 },
    room: { west: -1.45, bottom: 55.5 },
  },
  {
    name: "Manchester",
    title: "Greater Manchester",
    box: { south: 53.31, west: -2.76, north: 53.7, east: -1.88 },
    room: { west: 0.15, bottom: 53.3 },
  },
];
const SMALL_PART = 0.4;
const MARGIN = 60;
const FIT_MARGIN = 30;

// Closer than the shipped outline is true to its borders and coasts are nothing but corners.
const CLOSEST = { sharp: 11, outline: 9.5 };

const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function boundsOf(bodies) {
  const places = [...bodies].filter((body) => body.placed).map(({ lat, lon }) => [lat, lon]);
  return places.length ? L.latLngBounds(places) : undefined;
}

export class View {
  /** sharp: whether the backdrop has the detail for the closest views. */
  constructor(container, { tiles, sharp, describedBy }) {
    this.container = container;
    this.map = L.map(container, {
      minZoom: 4.2,
      maxZoom: sharp ? CLOSEST.sharp : CLOSEST.outline,
      zoomSnap: 0.1,
      zoomDelta: 0.75,
      wheelPxPerZoomLevel: 90,
      maxBounds: AS_FAR_AS,
      maxBoundsViscosity: 0.8,
      keyboard: false,
      zoomControl: false,
      attributionControl: tiles.length > 0,
      zoomAnimation: !calm,
      fadeAnimation: !calm,
      inertia: !calm,
    });
    this.map.attributionControl?.setPrefix(false);
    for (const [, address, options] of tiles) L.tileLayer(address, options).addTo(this.map);
    container.setAttribute("role", "application");
    container.setAttribute("aria-roledescription", "map");
    container.setAttribute("aria-label", "Map of shared services");
    container.setAttribute("aria-describedby", describedBy);
    this.addButtons();
    this.keepPageScrolling();
    this.keepReadersPlace();
    this.showWhole();
  }

  addButtons() {
    const closer = { position: "topright", zoomInTitle: "Closer", zoomOutTitle: "Farther" };
    L.control.zoom(closer).addTo(this.map);
    const parts = L.control({ position: "topleft" });
    parts.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar map__parts");
      const button = (text, name, show) => {
        const made = L.DomUtil.create("button", "", bar);
        made.type = "button";
        made.textContent = text;
        made.setAttribute("aria-label", name);
        made.addEventListener("click", show);
      };
      button("UK", "Show the whole UK", () => {
        this.showWhole();
        this.moved?.(null);
      });
      for (const { name, box } of CROWDED) {
        button(name, `Show ${name}`, () => this.showBox(box));
      }
      L.DomEvent.disableClickPropagation(bar);
      return bar;
    };
    parts.addTo(this.map);
  }

  /** The wheel and one finger move the page, not the map: it takes Ctrl, or a second finger. */
  keepPageScrolling() {
    const before = { capture: true };
    const wheel = (event) => {
      if (!event.ctrlKey && !event.metaKey) event.stopImmediatePropagation();
    };
    const press = ({ pointerType }) => {
      this.byTouch = pointerType === "touch";
      this.map.dragging[this.byTouch ? "disable" : "enable"]();
    };
    this.container.addEventListener("wheel", wheel, before);
    this.container.addEventListener("pointerdown", press, before);
  }

  /** What is in sight, as it is kept in the address: degrees, and how close. */
  get place() {
    const { lat, lng } = this.map.getCenter();
    return { lat, lon: lng, zoom: this.map.getZoom() };
  }

  /** Moves the map at once or, while it still comes closer or goes farther, after that: Leaflet
   * forgets what it is asked meanwhile. Of several wishes the last one counts. */
  move(act, { byReader = false } = {}) {
    this.next = () => {
      this.byPage = !byReader;
      act();
    };
    if (!this.isZooming) this.goOn();
  }

  goOn() {
    const { next } = this;
    this.next = undefined;
    next?.();
  }

  goTo({ lat, lon, zoom }) {
    this.move(() => this.map.setView([lat, lon], zoom, { animate: false }));
  }

  /** A step closer to a body, or to the middle of what is in sight; -1 is a step away. */
  closer(way, body) {
    this.move(
      () => {
        const zoom = this.map.getZoom() + way * this.map.options.zoomDelta;
        if (body) this.map.setZoomAround([body.lat, body.lon], zoom);
        else this.map.setZoom(zoom);
      },
      { byReader: true },
    );
  }

  /** Calls with the place when a reader, not the page, has moved the map; null for the whole. */
  onMoved(moved) {
    this.moved = moved;
  }

  showWhole() {
    this.move(() => this.map.fitBounds(WHOLE_UK, { animate: false, padding: [6, 6] }));
  }

  /** Whether the whole country is in sight, about as showWhole shows it. */
  get isWhole() {
    const zoom = this.map.getBoundsZoom(WHOLE_UK, false, L.point(12, 12));
    if (Math.abs(this.map.getZoom() - zoom) > 0.25) return false;
    const middle = this.map.latLngToContainerPoint(L.latLngBounds(WHOLE_UK).getCenter());
    return middle.distanceTo(this.map.getSize().divideBy(2)) < 40;
  }

  /** Shows a part of the country. */
  showBox({ south, west, north, east }) {
    const box = [
      [south, west],
      [north, east],
    ];
    this.move(() => this.map.fitBounds(box, { animate: !calm }), { byReader: true });
  }

  /** Shows as much of the country as holds these bodies; all of it where none has a place. */
  fit(bodies) {
    const around = boundsOf(bodies);
    if (!around) return this.showWhole();
    const options = { animate: false, padding: [FIT_MARGIN, FIT_MARGIN], maxZoom: 9 };
    this.move(() => this.map.fitBounds(around, options));
  }

  /** Shows a choice large enough to read, where it is out of sight or only a small part of it. */
  frame({ bodies }) {
    const around = boundsOf(bodies);
    if (!around) return;
    const whole = this.map.getBounds();
    const share = Math.max(
      (around.getEast() - around.getWest()) / (whole.getEast() - whole.getWest()),
      (around.getNorth() - around.getSouth()) / (whole.getNorth() - whole.getSouth()),
    );
    if (whole.contains(around) && share > SMALL_PART) return;
    this.move(() => {
      this.before ??= { centre: this.map.getCenter(), zoom: this.map.getZoom() };
      this.ours = true;
      this.map.fitBounds(around, { animate: !calm, padding: [MARGIN, MARGIN], maxZoom: 9 });
    });
  }

  /** Goes back to what was in sight before a choice was framed. */
  unframe() {
    const { before } = this;
    this.before = undefined;
    if (!before) return;
    this.move(() => this.map.setView(before.centre, before.zoom, { animate: !calm }));
  }

  /** Makes what a choice was framed in the reader's own place, which its end leaves as it is. */
  keep() {
    if (!this.before) return;
    this.before = undefined;
    this.moved?.(this.place);
  }

  /** Where the reader has moved the map since a choice was framed, letting go leaves it there. */
  keepReadersPlace() {
    this.map.on("movestart", () => {
      if (!this.ours) this.before = undefined;
    });
    this.map.on("moveend", () => {
      this.ours = false;
      if (!this.byPage) this.moved?.(this.place);
      this.byPage = false;
      this.isZooming = false;
      this.goOn();
    });
    this.map.on("zoomanim", () => {
      this.isZooming = true;
    });
    // A window that changes its size moves the map a moment later.
    this.map.on("resize", () => {
      this.byPage = true;
    });
  }
}
