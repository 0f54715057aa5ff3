import assert from "node:assert/strict";
import { test } from "node:test";

import { gathered, spread } from "sharedmap/map/fan.js";

const body = (slug, lat, lon, count = 1) => ({ slug, lat, lon, count });
const mark = (x, y, radius = 5) => ({ home: { x, y }, point: { x, y }, radius });
const apart = (a, b) => Math.hypot(a.point.x - b.point.x, a.point.y - b.point.y);

test("bodies of one town stand together, those of the next do not", () => {
  const groups = gathered([
    body("council", 52.2, 0.12, 5),
    body("police", 52.2, 0.12),
    body("fire", 52.207, 0.125),
    body("elsewhere", 52.3, 0.12),
  ]);
  assert.deepEqual(groups.map((group) => group.map(({ slug }) => slug).sort()), [
    ["council", "fire", "police"],
  ]);
});

test("nobody alone is in a group, and all over the country none is lost or held twice", () => {
  const many = Array.from({ length: 300 }, (_, n) =>
    body(`b${n}`, 50 + ((n * 37) % 90) / 10, -5 + ((n * 53) % 60) / 10, n % 7),
  );
  const held = gathered(many).flat();
  assert.equal(new Set(held).size, held.length);
  assert.ok(gathered(many).every((group) => group.length > 1));
});

test("the order around a place is the same whatever order they come in", () => {
  const bodies = [body("a", 52, 0), body("b", 52, 0), body("c", 52.004, 0.003)];
  const slugs = (list) => gathered(list)[0].map(({ slug }) => slug);
  assert.deepEqual(slugs(bodies), slugs([...bodies].reverse()));
});

test("marks that overlap are moved apart around their place, so that none does", () => {
  for (const number of [2, 3, 7]) {
    const marks = Array.from({ length: number }, () => mark(10, 10));
    spread(marks);
    marks.forEach((one, n) =>
      marks.slice(n + 1).forEach((two) => assert.ok(apart(one, two) >= one.radius + two.radius)),
    );
    const x = marks.reduce((sum, { point }) => sum + point.x, 0) / number;
    assert.ok(Math.abs(x - 10) < 1e-9);
    assert.deepEqual(marks[0].home, { x: 10, y: 10 });
  }
});

test("marks with room between them stay where they belong, and angles keep when zooming", () => {
  const roomy = [mark(0, 0), mark(40, 0)];
  spread(roomy);
  assert.deepEqual(roomy.map(({ point }) => point), [
    { x: 0, y: 0 },
    { x: 40, y: 0 },
  ]);
  const angles = [3, 6].map((radius) => {
    const marks = [mark(0, 0, radius), mark(0, 0, radius), mark(1, 0, radius)];
    spread(marks);
    const middle = { x: 1 / 3, y: 0 };
    return marks.map(({ point }) => Math.atan2(point.y - middle.y, point.x - middle.x).toFixed(6));
  });
  assert.deepEqual(angles[0], angles[1]);
});
