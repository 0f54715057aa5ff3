// What is on the screen as one SVG picture with its title, legend, date, sources and licence, to
// keep or to print. All that style sheets say is written into attributes, and nothing is fetched.

import { el } from "sharedmap/map/dom.js";
import { fileName } from "sharedmap/map/names.js";
import { svg } from "sharedmap/map/sheet.js";

const FONT = "Arial, Helvetica, sans-serif";
const EDGE = 16;
const LEAST_WIDTH = 520;
const COLUMN = 176;
const SIGN = { width: 36, height: 16 };
const LEFT_OUT = /map-layer--(hint|focus)/;
const LOOK = {
  fill: "rgb(0, 0, 0)",
  "fill-opacity": "1",
  stroke: "none",
  "stroke-opacity": "1",
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  opacity: "1",
};

export class Save {
  /** words: gives { title, lines, lists } of what is shown, as the page says it. */
  constructor(section, chart, words) {
    Object.assign(this, { section, chart, words });
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "map__save", textContent: "Save this map" });
    button.addEventListener("click", () => this.save());
    section.querySelector("[data-map-hint]").after(button);
    addEventListener("beforeprint", () => this.layOut());
    addEventListener("afterprint", () => this.printed?.remove());
  }

  save() {
    const text = new XMLSerializer().serializeToString(this.picture());
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    link.download = fileName(this.words().title);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  /** Puts the picture, and the lists of what is chosen, into the page, where the print style shows them alone. */
  layOut() {
    this.printed?.remove();
    this.printed = document.createElement("div");
    this.printed.className = "map__print";
    this.printed.append(this.picture());
    const { lists } = this.words();
    if (lists.length) this.printed.append(el("div", { class: "map__print-lists" }, lists));
    this.section.append(this.printed);
  }

  picture() {
    const { title, lines } = this.words();
    this.chart.settle();
    const size = this.chart.map.getSize();
    const width = Math.max(size.x, LEAST_WIDTH) + 2 * EDGE;
    const page = new Page(width);
    page.text(title, { size: 22, bold: true });
    for (const line of lines) page.text(line, { size: 13 });
    page.gap(8);
    page.put(this.drawn(size), size.y + 2, (width - size.x) / 2);
    page.gap(10);
    const legend = this.section.querySelector(".map-legend");
    if (legend) page.columns([...legend.children].filter((each) => each.querySelector("li")));
    page.gap(6);
    const day = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
    page.text(`Sharedmap, ${day}. ${location.href}`, { size: 11 });
    const sources = legend?.dataset.sources;
    if (sources) page.text(sources, { size: 10, colour: "#4a5a5e" });
    return page.finish(title);
  }

  /** The chart as it is drawn now. */
  drawn({ x: width, y: height }) {
    const { chart } = this;
    const { container } = chart;
    const made = svg("g");
    const sea = getComputedStyle(container).backgroundColor;
    made.append(clip("map-window", width, height), svg("rect", { width, height, fill: sea }));
    const origin = chart.map.containerPointToLayerPoint([0, 0]);
    const inside = svg("g", { transform: `translate(${-origin.x} ${-origin.y})` });
    const window = svg("g", { "clip-path": "url(#map-window)" });
    window.append(inside);
    made.append(window);
    const panes = [...container.querySelectorAll(".leaflet-map-pane > .leaflet-pane")];
    const order = (pane) => Number(getComputedStyle(pane).zIndex) || 0;
    for (const pane of panes.sort((one, other) => order(one) - order(other))) {
      for (const drawing of pane.querySelectorAll("svg > g")) inside.append(...inlined(drawing));
    }
    for (const { words, look } of chart.words.written) inside.append(...haloed(words, look));
    for (const inset of chart.shownInsets) window.append(this.inset(inset));
    made.append(svg("rect", { width, height, fill: "none", stroke: "#9aa5a5" }));
    return made;
  }

  inset({ bounds, picture, place }) {
    const { left, top, width, height } = bounds;
    const made = svg("g", { transform: `translate(${left} ${top})` });
    const name = `map-${place.name.toLowerCase()}`;
    const inside = svg("g", { "clip-path": `url(#${name})` });
    inside.append(...inlined(picture), ...haloed(place.title, { x: 6, y: 15 }));
    const frame = svg("rect", { width, height, fill: "none", stroke: "#6f8185" });
    made.append(clip(name, width, height), inside, frame);
    return made;
  }
}

/** A picture that is filled from the top down. */
class Page {
  constructor(width) {
    this.width = width;
    this.y = EDGE;
    this.parts = [];
    this.pen = document.createElement("canvas").getContext("2d");
  }

  gap(height) {
    this.y += height;
  }

  put(part, height, x = EDGE) {
    part.setAttribute("transform", `translate(${x} ${this.y})`);
    this.parts.push(part);
    this.y += height;
  }

  text(words, { size, bold = false, colour = "#17262a", x = EDGE, room } = {}) {
    this.pen.font = `${bold ? "bold " : ""}${size}px ${FONT}`;
    for (const line of wrapped(words, room ?? this.width - 2 * EDGE, this.pen)) {
      this.y += Math.round(size * 1.3);
      const made = svg("text", { x, y: this.y - Math.round(size * 0.3), fill: colour });
      made.setAttribute("font-size", size);
      if (bold) made.setAttribute("font-weight", "bold");
      made.textContent = line;
      this.parts.push(made);
    }
  }

  /** The groups of a legend side by side, as many as there is room for. */
  columns(groups) {
    const across = Math.max(1, Math.floor((this.width - 2 * EDGE) / COLUMN));
    for (let first = 0; first < groups.length; first += across) {
      const top = this.y;
      let lowest = top;
      groups.slice(first, first + across).forEach((group, n) => {
        this.y = top;
        this.group(group, EDGE + n * COLUMN);
        lowest = Math.max(lowest, this.y);
      });
      this.y = lowest + 8;
    }
  }

  group(group, x) {
    const room = COLUMN - 14;
    this.text(group.querySelector("h3").textContent, { size: 12, bold: true, x, room });
    for (const item of group.querySelectorAll("li")) {
      this.gap(2);
      const sign = svg("g", { transform: `translate(${x} ${this.y})` });
      sign.append(...signOf(item));
      this.parts.push(sign);
      const words = item.textContent.trim();
      this.text(words, { size: 12, x: x + SIGN.width + 8, room: room - SIGN.width - 8 });
    }
    this.gap(3);
    for (const note of group.querySelectorAll("p")) {
      this.text(note.textContent.trim(), { size: 11, colour: "#4a5a5e", x, room });
    }
  }

  finish(title) {
    const [width, height] = [this.width, this.y + EDGE];
    const made = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img" });
    made.setAttribute("font-family", FONT);
    const name = svg("title");
    name.textContent = title;
    made.append(name, svg("rect", { width, height, fill: "#ffffff" }), ...this.parts);
    return made;
  }
}

function wrapped(words, room, pen) {
  const lines = [""];
  for (const word of words.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && pen.measureText(longer).width > room) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function signOf(item) {
  const drawing = item.querySelector("svg");
  if (drawing) return inlined(drawing);
  const { width, height, backgroundColor } = getComputedStyle(item.querySelector("span"));
  const y = (SIGN.height - parseFloat(height)) / 2;
  return [svg("rect", { y, width: parseFloat(width), height: parseFloat(height), fill: backgroundColor })];
}

/** Copies of what a drawing holds, with their looks as attributes; looks are asked for once a kind. */
function inlined(holder, looks = new Map()) {
  return [...holder.children].flatMap((child) => {
    const names = child.getAttribute("class") ?? "";
    if (LEFT_OUT.test(names)) return [];
    if (child.tagName === "text") {
      const kept = ["x", "y", "text-anchor"].map((name) => [name, child.getAttribute(name)]);
      return haloed(child.textContent, Object.fromEntries(kept));
    }
    const width = child.getAttribute("stroke-width");
    const key = [holder.getAttribute("class"), child.tagName, names, width].join("|");
    if (!looks.has(key)) looks.set(key, lookOf(child));
    const look = looks.get(key);
    const kept = child.tagName === "g" ? { opacity: look.opacity ?? "1" } : look;
    const made = svg(child.tagName, kept);
    for (const name of ["d", "cx", "cy", "r"]) {
      const value = child.getAttribute(name);
      if (value) made.setAttribute(name, value);
    }
    made.append(...inlined(child, looks));
    return made.tagName === "g" && !made.hasChildNodes() ? [] : [made];
  });
}

function lookOf(element) {
  const style = getComputedStyle(element);
  const told = Object.keys(LOOK).filter((name) => style.getPropertyValue(name) !== LOOK[name]);
  return Object.fromEntries(
    told.map((name) => [name, style.getPropertyValue(name).replaceAll("px", "")]),
  );
}

/** Words twice: a pale edge, which not every program draws behind the letters, and the letters. */
function haloed(words, place) {
  const look = { ...place, "font-size": 12, "font-weight": 600 };
  const edge = { stroke: "#f6f1e7", "stroke-width": 3, "stroke-linejoin": "round" };
  return [{ ...look, ...edge, fill: "#f6f1e7" }, { ...look, fill: "#17262a" }].map((attributes) => {
    const made = svg("text", attributes);
    made.textContent = words;
    return made;
  });
}

function clip(id, width, height) {
  const made = svg("clipPath", { id });
  made.append(svg("rect", { width, height }));
  return made;
}
