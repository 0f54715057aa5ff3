import assert from "node:assert/strict";
import { test } from "node:test";

import { choiceOfBody } from "sharedmap/map/choice.js";
import { Plan, Scene } from "sharedmap/map/scene.js";

import { catalogue } from "./made.mjs";

const project = (scale) => ({ lat, lon }) => ({ x: lon * scale, y: -lat * scale });
const MADE = catalogue({
  bodies: {
    north: [54, -2, 3],
    south: [51, -1, 2],
    beside: [54.1, -1.7, 1],
    police: [54, -2, 1, "police"],
    unplaced: [null, null, 1],
  },
  links: [
    ["north", "south", "separate", ["legal", "waste"]],
    ["north", "beside", "adjoining", ["legal"]],
  ],
});

const sceneAt = (zoom, scale, more = {}) =>
  new Scene(new Plan(MADE), { project: project(scale), zoom, ...more });

test("far ones are arcs before the others, neighbours are plain from afar and coloured closer", () => {
  const far = sceneAt(5.5, 60).atRest();
  assert.deepEqual(far.links.map(({ className }) => className), [
    "map-link map-link--adjoining map-link--plain",
  ]);
  assert.match(far.arcs[0].className, /map-link--separate map-link--long kind-several/);
  assert.match(far.arcs[0].d, /Q/);
  const close = sceneAt(8, 200).atRest();
  assert.match(close.links[0].className, /kind-back_office/);
  assert.equal(close.arcs.length, 2);
});

test("lines of one look are one path", () => {
  const many = catalogue({
    bodies: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`b${n}`, [50 + n / 5, n / 5]])),
    links: Array.from({ length: 20 }, (_, n) => [`b${n}`, `b${n + 1}`, "adjoining", ["legal"]]),
  });
  const { links } = new Scene(new Plan(many), { project: project(60), zoom: 5.5 }).atRest();
  assert.equal(links.length, 1);
  assert.equal(links[0].d.match(/M/g).length, 20);
});

test("each placed body has one mark; those at one place stand apart, tied to it by a hairline", () => {
  const scene = sceneAt(8, 200);
  assert.equal(scene.marks.size, 4);
  const { marks, stems } = scene.atRest();
  assert.equal(marks.length, 4);
  const [north, police] = ["north", "police"].map((slug) => scene.marks.get(MADE.bySlug.get(slug)));
  assert.deepEqual(north.home, police.home);
  assert.notDeepEqual(north.point, police.point);
  assert.ok(stems.length === 0 || stems[0].d.startsWith(`M${north.home.x} `));
});

test("a choice shows its own links and partners, its centre last and on top", () => {
  const scene = sceneAt(5.5, 60);
  const { links, marks } = scene.chosen(choiceOfBody(MADE.bySlug.get("south")));
  assert.equal(links.length, 2);
  assert.ok(links.every(({ className }) => /is-on/.test(className)));
  assert.deepEqual(
    marks.map(({ className }) => className.split(/ +/)),
    [
      ["map-mark", "map-mark--council", "is-on"],
      ["map-mark", "map-mark--council", "is-on", "is-centre"],
    ],
  );
});

test("pointing finds a mark before a line, a line where there is no mark, or nothing", () => {
  const scene = sceneAt(5.5, 200);
  const at = (slug) => scene.marks.get(MADE.bySlug.get(slug)).point;
  assert.equal(scene.pick(at("south"), 7).body.slug, "south");
  const { a, b } = scene.lines[1].course;
  const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  assert.equal(scene.pick(middle, 7).link, MADE.links[1]);
  assert.equal(scene.pick({ x: 900, y: 900 }, 7), undefined);
  const choice = choiceOfBody(MADE.bySlug.get("beside"));
  const { x, y } = scene.middleOf(MADE.links[0]);
  assert.equal(scene.pick({ x, y }, 7, choice), undefined);
  // A mark that has faded is no more to be chosen than a line.
  assert.equal(scene.pick(at("south"), 7, choice), undefined);
  assert.equal(scene.pick(at("north"), 7, choice).body.slug, "north");
});

test("an inset holds what is within it, and lines that lead out of it", () => {
  const scene = sceneAt(6.8, 60, { within: ({ lat }) => lat > 53 });
  assert.deepEqual(scene.shown.map(({ body }) => body.slug).sort(), ["beside", "north", "police"]);
  assert.equal(scene.lines.length, 2);
  assert.equal(sceneAt(6.8, 60, { within: ({ lat }) => lat > 54.05 }).lines.length, 1);
});
