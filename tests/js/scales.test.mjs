import assert from "node:assert/strict";
import { test } from "node:test";

import {
  course,
  coursePath,
  distanceToCourse,
  gathering,
  inBox,
  isClose,
  markPath,
  mercator,
  outlinePath,
  radiusScale,
  strandsAside,
  strandScale,
  towards,
  unitSquare,
} from "sharedmap/map/scales.js";

const crowd = Array.from({ length: 600 }, (_, n) => ({ count: Math.max(1, 20 - Math.floor(n / 10)) }));

test("the area of a mark grows with the number it stands for", () => {
  const radius = radiusScale(crowd);
  assert.ok(Math.abs(radius(16, 8) - 2 * radius(4, 8)) < 1e-9);
  assert.ok(radius(16, 9) > radius(16, 8));
});

test("from afar the busiest of a crowd keep their size and the rest are dots of one size", () => {
  const radius = radiusScale(crowd);
  assert.equal(radius(1, 5.5), radius(4, 5.5));
  assert.ok(radius(20, 5.5) > 3 * radius(1, 5.5));
  assert.ok(radius(4, 8) > radius(1, 8));
});

test("a handful has no dots, and the largest is never very large", () => {
  const few = radiusScale([{ count: 3 }, { count: 1 }]);
  assert.ok(few(3, 5.5) > few(1, 5.5));
  assert.ok(radiusScale([{ count: 4000 }])(4000, 5.75) < 20);
  assert.ok(Number.isFinite(radiusScale([])(1, 6)));
});

test("lines are wider with more arrangements, and never too wide", () => {
  const width = strandScale(crowd);
  for (const zoom of [5, 8]) {
    assert.ok(width(2, zoom) > width(1, zoom));
    assert.ok(width(500, zoom) < 12);
  }
  assert.ok(!isClose(5.5) && isClose(8));
});

test("a mark of any sector has the area of the circle", () => {
  const r = 10;
  for (const sector of ["health", "police", "fire", "other"]) {
    const points = markPath(sector, { x: 0, y: 0 }, r)
      .slice(1, -1)
      .split("L")
      .map((pair) => pair.split(" ").map(Number));
    const area = points.reduce((sum, [x, y], n) => {
      const [nextX, nextY] = points[(n + 1) % points.length];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0);
    assert.ok(Math.abs(Math.abs(area) / (Math.PI * r * r) - 1) < 0.03, `${sector} ${area}`);
  }
});

test("a bent course leaves the straight line and is the same from either end", () => {
  const [a, b] = [{ x: 0, y: 0 }, { x: 100, y: 0 }];
  const bent = course(a, b, true, 0);
  assert.ok(bent.control.y < -10);
  assert.deepEqual(course(b, a, true, 0), bent);
  assert.match(coursePath(bent), /^M0 0Q50 -[\d.]+ 100 0$/);
  assert.equal(coursePath(course(a, b, false, 0)), "M0 0L100 0");
});

test("distance to a course is to where it is drawn, and none is told beyond reach", () => {
  const straight = course({ x: 0, y: 0 }, { x: 100, y: 0 }, false, 0);
  assert.equal(distanceToCourse({ x: 50, y: 7 }, straight), 7);
  assert.equal(distanceToCourse({ x: 110, y: 0 }, straight), 10);
  assert.equal(distanceToCourse({ x: 50, y: 70 }, straight, 10), Infinity);
  const bent = course({ x: 0, y: 0 }, { x: 100, y: 0 }, true, 0);
  assert.ok(distanceToCourse({ x: 50, y: bent.control.y / 2 }, bent, 5) < 1);
});

test("strands lie side by side around the middle line", () => {
  assert.deepEqual(strandsAside([2, 2]), [-1, 1]);
  const [first, second] = strandsAside([1, 3]);
  assert.equal(second - first, 2);
});

test("an inset's projection fills its width and keeps north up and shapes true", () => {
  const box = { south: 51.27, west: -0.53, north: 51.71, east: 0.35 };
  const project = mercator(box, 200);
  assert.deepEqual(project({ lat: box.north, lon: box.west }), { x: 0, y: 0 });
  assert.ok(Math.abs(project({ lat: 51.5, lon: box.east }).x - 200) < 1e-9);
  const [north, south] = [project({ lat: 51.55, lon: 0 }).y, project({ lat: 51.45, lon: 0 }).y];
  const east = project({ lat: 51.5, lon: 0.1 }).x - project({ lat: 51.5, lon: 0 }).x;
  assert.ok(south > north);
  assert.ok(Math.abs(east / (south - north) - Math.cos((51.5 * Math.PI) / 180)) < 0.001);
  assert.ok(inBox({ lat: 51.5, lon: 0 }, box) && !inBox({ lat: 52, lon: 0 }, box));
});

test("an arrow goes to the nearest mark that way, straight ahead before aside", () => {
  const mark = (x, y) => ({ point: { x, y } });
  const here = mark(0, 0);
  const [ahead, aside, behind] = [mark(30, 2), mark(4, 18), mark(-5, 0)];
  const marks = [here, ahead, aside, behind];
  assert.equal(towards(here, { x: 1, y: 0 }, marks), ahead);
  assert.equal(towards(here, { x: 0, y: 1 }, marks), aside);
  assert.equal(towards(here, { x: -1, y: 0 }, marks), behind);
  assert.equal(towards(here, { x: 0, y: -1 }, marks), undefined);
});

test("an outline is drawn at its scale, without points that nobody could tell apart", () => {
  const line = unitSquare([
    [0, 0],
    [0, 0.0001],
    [0, 90],
    [60, 90],
  ]);
  assert.equal(line.length, 8);
  const d = outlinePath(line, { scale: 256, x: 100, y: 100, closed: false });
  assert.match(d, /^M28 28L92 28L92 -[\d.]+$/);
  assert.equal(outlinePath(line, { scale: 256, x: 0, y: 0, closed: true }), "");
  const near = outlinePath(line, { scale: 256 * 2 ** 20, x: 0, y: 0, closed: true });
  assert.equal(near.split("L").length, 4);
  assert.ok(near.endsWith("Z"));
});

test("a line that gathers places goes round all of them and keeps its distance", () => {
  const places = [
    { x: 0, y: 0 },
    { x: 40, y: 10 },
    { x: 20, y: 30 },
    { x: 20, y: 12 },
  ];
  const corners = [...gathering(places, 9).matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(
    ([, x, y]) => ({ x: Number(x), y: Number(y) }),
  );
  for (const [n, a] of corners.entries()) {
    const b = corners[(n + 1) % corners.length];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    for (const { x, y } of places) {
      const away = ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) / length;
      assert.ok(away > 8.5, `${x} ${y} lies ${away} from an edge`);
    }
  }
  assert.ok(gathering([{ x: 5, y: 5 }], 9).endsWith("Z"));
  assert.equal(gathering([], 9), "");
});
